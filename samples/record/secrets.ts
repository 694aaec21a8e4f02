import { type DjiSecrets, djiDeviceOf, djiSecrets } from '../dji/secrets.ts';
import { Draws } from '../draws.ts';

/** What an app on the ground knows and may have to hide: as much as the maker's own. */
export type RecordSecrets = DjiSecrets;
export const recordSecrets: RecordSecrets = djiSecrets;

const ID_CHARACTERS = 16;
const SECRET_CHARACTERS = 3;

/** Marks by which the records tell devices and flights. */
export function recordDeviceOf(seed: string) {
  const { aircraft, camera, controller, battery, firmware, activatedS } = djiDeviceOf(seed);
  const draws = new Draws(`record device ${seed}`);
  const hex = (name: string, bytes: number): string => Buffer.from(draws.bytes(name, bytes)).toString('hex');
  return {
    ...{ aircraft, camera, controller, battery, activatedS },
    firmware: firmware.map((part) => String(part).padStart(2, '0')).join('.'),
    phone: hex('phone', 8),
    remoteId: `1581F${hex('remote id', 7).toUpperCase()}`,
    flight: [hex('a', 4), hex('b', 2), hex('c', 2), hex('d', 2), hex('e', 6)].join('-'),
  };
}

/** Byte strings that tell these devices from others: none of them may stand in an output that hides devices. */
export function recordIdentitiesOf({ device }: Pick<RecordSecrets, 'device'>): Uint8Array[] {
  const { aircraft, camera, controller, battery, phone, remoteId, flight } = recordDeviceOf(device);
  return [aircraft, camera, controller, battery, phone, remoteId, flight].map((mark) => new TextEncoder().encode(mark));
}

/** The operator's number with the part behind it that nobody but the operator may know. */
export function operatorIdOf({ person }: RecordSecrets): { readonly known: string; readonly secret: string } {
  const draws = new Draws(`operator ${person.operatorId}`);
  const letter = (_: unknown, at: number): string => String.fromCharCode(97 + draws.integer('secret', at, 0, 25));
  return {
    known: person.operatorId.replaceAll(/[^\w]/g, '0').slice(0, ID_CHARACTERS).padEnd(ID_CHARACTERS, '0'),
    secret: Array.from({ length: SECRET_CHARACTERS }, letter).join(''),
  };
}
