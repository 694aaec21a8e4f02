import { Draws } from '../draws.ts';
import { type FlightSecrets, sampleSecrets } from '../secrets.ts';

/** What a flight with the maker's own app may have to hide beyond what all flights have. */
export interface DjiSecrets extends FlightSecrets {
  /** Seed of the account's digest, of its UUID, and of bytes that the app leaves behind the details. */
  readonly account: string;
  /** What the app found on its map for the take-off point, up to 20 bytes each. */
  readonly address: {
    readonly subStreet: string;
    readonly street: string;
    readonly city: string;
    readonly area: string;
  };
  /** As the pilot called it, up to 24 bytes. */
  readonly aircraftName: string;
  /** A zone that the app warns of, by name; null: there is none, and its limits are not reached. */
  readonly zone: string | null;
  /** How many pictures were taken: 0 to 2. */
  readonly photos: number;
  /** For how long the aircraft had flown before this flight, without being switched off, in seconds. */
  readonly earlierFlightS: number;
}

/** The secrets of the samples in this folder. All of them are made up. */
export const djiSecrets: DjiSecrets = {
  ...sampleSecrets,
  account: 'sample account',
  address: { subStreet: 'Hof 14', street: 'Kapellenweg', city: 'Sankt Valgrun', area: 'Obertasfeld' },
  aircraftName: 'Nerina Kestrel',
  zone: 'Heliport Tasfeld-Nord',
  photos: 2,
  earlierFlightS: 640,
};

/** Serial numbers and other marks of the devices of a flight, as the app tells them. */
export interface DjiDevice {
  readonly aircraft: string;
  readonly camera: string;
  readonly controller: string;
  readonly battery: string;
  readonly batteryNumber: number;
  readonly batteryDate: number;
  /** In Unix seconds. */
  readonly activatedS: number;
  readonly flightIndex: number;
  readonly firmware: readonly [number, number, number, number];
  readonly draws: Draws;
}

const SERIAL_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What a device's seed stands for in these files. */
export function djiDeviceOf(seed: string): DjiDevice {
  const draws = new Draws(`dji device ${seed}`);
  const serial = (name: string, prefix: string, length: number): string =>
    prefix +
    Array.from({ length: length - prefix.length }, (_, at) =>
      SERIAL_CHARACTERS.charAt(draws.integer(name, at, 0, SERIAL_CHARACTERS.length - 1)),
    ).join('');
  return {
    aircraft: serial('aircraft', '163', 14),
    camera: serial('camera', '15V', 14),
    controller: serial('controller', '0K8', 14),
    battery: serial('battery', '0M6', 14),
    batteryNumber: draws.integer('battery number', 0, 1, 65_535),
    // Years since 1980, month, day, as smart batteries have it.
    batteryDate: (draws.integer('year', 0, 38, 42) << 9) | (draws.integer('month', 0, 1, 12) << 5) | 17,
    activatedS: Date.UTC(2018, 0, 1) / 1000 + draws.integer('activated', 0, 0, 40_000_000),
    flightIndex: draws.integer('flights', 0, 5, 900),
    firmware: [1, draws.integer('minor', 0, 0, 9), draws.integer('patch', 0, 0, 99), draws.integer('build', 0, 0, 99)],
    draws,
  };
}

/** Byte strings that tell this device from others: none of them may stand in an output that hides the device. */
export function djiIdentitiesOf({ device }: DjiSecrets): Uint8Array[] {
  const { aircraft, camera, controller, battery } = djiDeviceOf(device);
  return [aircraft, camera, controller, battery].map((serial) => new TextEncoder().encode(serial));
}

/** The account's digest and UUID. */
export function accountOf({ account }: DjiSecrets): { readonly digest: Uint8Array; readonly uuid: string } {
  const draws = new Draws(`dji account ${account}`);
  const hex = (name: string, length: number): string => Buffer.from(draws.bytes(name, length)).toString('hex');
  return {
    digest: draws.bytes('digest', 16),
    uuid: [hex('a', 4), hex('b', 2), hex('c', 2), hex('d', 2), hex('e', 6)].join('-').toUpperCase(),
  };
}
