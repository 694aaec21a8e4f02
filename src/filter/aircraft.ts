import type { FlightFacts } from './survey.ts';

/**
 * Fields that name an aircraft's autopilot, strongest first. Not among them: batteries, gimbals and other parts, which move from one
 * aircraft to the next, and remote identification, which receivers relay from aircraft nearby.
 */
const strongestFirst = ['AUTOPILOT_VERSION.uid2', 'AUTOPILOT_VERSION.uid'];

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
  for (const name of strongestFirst) {
    const found = facts.anchors.identities
      .filter(({ message, field, bytes }) => `${message}.${field}` === name && !isFiller(bytes))
      .map(({ bytes }) => bytes)
      .sort(compareBytes);
    if (found.length > 0) return found;
  }
  return [];
}

/** Memory that nobody has written holds one byte throughout. */
function isFiller(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}
