import { readText } from '../bytes/text.ts';
import type { FlightFacts } from './survey.ts';

/** How a log names an aircraft's autopilot: the bytes of its processor, however they are written. */
interface Naming {
  /** `MESSAGE.field`. */
  readonly field: string;
  /** @returns undefined where the field does not name one */
  read(bytes: Uint8Array): Uint8Array | undefined;
}

/** Length of MAVLink's longest identity, which shorter ones fill up with zeros. */
const UID2_BYTES = 18;

/**
 * Strongest first. Not among them: batteries, gimbals and other parts, which move from one aircraft to the next, and remote identification,
 * which receivers relay from aircraft nearby. PX4 writes the bytes of `uid2` into its logs in hexadecimal, ArduPilot behind the board's name, as
 * three words (Util::get_system_id). DJI's records and what is exported of them have the maker's serial number as text.
 */
const strongestFirst: readonly Naming[] = [
  { field: 'AUTOPILOT_VERSION.uid2', read: (bytes) => bytes },
  { field: '(info).sys_uuid', read: (bytes) => padded(hexadecimal(textOf(bytes))) },
  { field: 'MSG.Message', read: boardOf },
  { field: 'AUTOPILOT_VERSION.uid', read: (bytes) => bytes },
  { field: 'STATUSTEXT.text', read: boardOf },
  ...['DETAILS.aircraft_serial', 'RECOVER.aircraft_serial'].map((field): Naming => ({ field, read: serialOf })),
  ...['details', 'recover'].flatMap((part) =>
    ['sn', 'serial'].map((name): Naming => ({ field: `flightrecord.${part}.aircraft${name}`, read: serialOf })),
  ),
];

/**
 * The strongest device identity of the log's aircraft, as the log has it; undefined if it tells none. A log with several aircraft is
 * that of the one whose identity has the smallest bytes, so that two logs are taken for one aircraft's only if both did hear it.
 *
 * The value is of a hidden field: it stays in memory, and what is kept of it is an HMAC.
 */
export function aircraftOf(facts: Pick<FlightFacts, 'anchors'>): Uint8Array | undefined {
  return aircraftIn(facts)[0];
}

/** All device identities of the strongest kind that the log has, the smallest bytes first. */
export function aircraftIn(facts: Pick<FlightFacts, 'anchors'>): readonly Uint8Array[] {
  for (const { field: name, read } of strongestFirst) {
    const found = facts.anchors.identities
      .filter(({ message, field }) => `${message}.${field}` === name)
      .flatMap(({ bytes }) => read(bytes) ?? [])
      .filter((bytes) => !isFiller(bytes))
      .sort(compareBytes);
    if (found.length > 0) return found;
  }
  return [];
}

function textOf(bytes: Uint8Array): string {
  return readText(bytes, 0, bytes.length);
}

function hexadecimal(text: string): Uint8Array | undefined {
  return /^(?:[0-9A-Fa-f]{2}){8,18}$/.test(text) ? bytesOfHexadecimal(text) : undefined;
}

/** A serial number without what fills up its field; a short one names none. */
function serialOf(bytes: Uint8Array): Uint8Array | undefined {
  const text = textOf(bytes).trim();
  return /^[0-9A-Za-z]{8,}$/.test(text) ? new TextEncoder().encode(text) : undefined;
}

/** The words are written from their highest byte, and stand in memory from their lowest. */
function boardOf(bytes: Uint8Array): Uint8Array | undefined {
  const words = /(?:^| )([0-9A-F]{8}) ([0-9A-F]{8}) ([0-9A-F]{8})$/.exec(textOf(bytes))?.slice(1);
  return words && padded(Uint8Array.from(words.flatMap((word) => [...bytesOfHexadecimal(word)].reverse())));
}

function bytesOfHexadecimal(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

function padded(identity: Uint8Array | undefined): Uint8Array | undefined {
  if (identity === undefined || identity.length > UID2_BYTES) return identity;
  const whole = new Uint8Array(UID2_BYTES);
  whole.set(identity);
  return whole;
}

/** Memory that nobody has written holds one byte throughout. */
function isFiller(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}
