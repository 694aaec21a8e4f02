import { Draws } from '../draws.ts';
import type { Moment } from '../scene.ts';
import { degreesAt } from '../tangent.ts';
import type { DjiVersion } from './body.ts';
import { accountOf, type DjiDevice, type DjiSecrets } from './secrets.ts';

/** What the app sums up of a flight. */
export interface Summary {
  readonly records: number;
  readonly start: Moment;
  readonly distanceM: number;
  readonly timeMs: number;
  readonly maxHeightM: number;
  readonly maxSpeedMs: number;
  readonly maxClimbMs: number;
  readonly pictures: readonly Picture[];
}

/** A picture in the record: where the aircraft was, and the bytes of it and of its small copy. */
export interface Picture {
  readonly moment: Moment;
  readonly image: Uint8Array;
  readonly small: Uint8Array;
}

/** A Mavic 2 in the app for Android. */
export const product = { type: 42, platform: 2, app: [4, 3, 37] } as const;

const DETAILS_BYTES = 400;
/** From version 12 on with room for a UUID. */
const LONG_DETAILS_BYTES = 436;
const RADIANS = Math.PI / 180;

/** The block of details. */
export function detailsOf(version: DjiVersion, secrets: DjiSecrets, device: DjiDevice, sum: Summary): Uint8Array {
  const bytes = Buffer.alloc(version < 12 ? DETAILS_BYTES : LONG_DETAILS_BYTES);
  const { place, address } = secrets;
  const home = degreesAt(place, 0, 0);
  const { digest, uuid } = accountOf(secrets);
  const text = (at: number, room: number, words: string): void => {
    const encoded = new TextEncoder().encode(words);
    if (encoded.length > room) throw new RangeError('a text does not fit the details');
    bytes.set(encoded, at);
  };
  text(0, 20, address.subStreet);
  text(20, 20, address.street);
  text(40, 20, address.city);
  text(60, 20, address.area);
  bytes.set([0, 1, 1], 80);
  bytes.writeInt32LE(sum.records, 83);
  bytes.writeInt32LE(
    new Draws(`checksum ${place.latitudeDeg} ${secrets.device}`).integer('sum', 0, 0, 0x7fff_ffff),
    87,
  );
  bytes.writeBigInt64LE(sum.start.unixUs / 1000n, 91);
  bytes.writeDoubleLE(home.longitudeDeg, 99);
  bytes.writeDoubleLE(home.latitudeDeg, 107);
  bytes.writeFloatLE(sum.distanceM, 115);
  bytes.writeInt32LE(sum.timeMs, 119);
  bytes.writeFloatLE(sum.maxHeightM, 123);
  bytes.writeFloatLE(sum.maxSpeedMs, 127);
  bytes.writeFloatLE(sum.maxClimbMs, 131);
  bytes.writeInt32LE(sum.pictures.length, 135);
  bytes.writeBigInt64LE(BigInt(sum.timeMs), 139);
  for (const [index, { moment, image, small }] of sum.pictures.entries()) {
    const at = degreesAt(place, moment.state.north, moment.state.east);
    bytes.writeInt32LE(image.length, 147 + 4 * index);
    bytes.writeInt32LE(small.length, 163 + 4 * index);
    bytes.writeDoubleLE(at.longitudeDeg * RADIANS, 179 + 8 * index);
    bytes.writeDoubleLE(at.latitudeDeg * RADIANS, 211 + 8 * index);
  }
  bytes.set(digest, 251);
  if (version < 6) {
    text(267, 10, device.aircraft.slice(0, 10));
    bytes[277] = product.type;
    text(278, 24, secrets.aircraftName);
    text(318, 10, device.camera.slice(0, 10));
    text(328, 10, device.controller.slice(0, 10));
    text(338, 10, device.battery.slice(0, 10));
    bytes.set([product.platform, ...product.app], 348);
    bytes.writeFloatLE(place.altitudeAmslM, 352);
    return bytes;
  }
  bytes.writeFloatLE(place.altitudeAmslM, 267);
  bytes[271] = product.type;
  bytes.writeBigInt64LE(BigInt(device.activatedS) * 1000n, 272);
  text(280, 32, secrets.aircraftName);
  text(312, 16, device.aircraft);
  text(328, 16, device.camera);
  text(344, 16, device.controller);
  text(360, 16, device.battery);
  bytes.set([product.platform, ...product.app], 376);
  if (version >= 12) text(400, 36, uuid);
  return bytes;
}
