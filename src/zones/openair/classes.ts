import { type Restriction, restrictions } from '../zone.ts';

interface Meaning {
  readonly restriction: Restriction;
  readonly reasons: readonly string[];
}

const clearance: Meaning = { restriction: 'requires-authorisation', reasons: ['AIR_TRAFFIC'] };
const conditions: Meaning = { restriction: 'conditional', reasons: ['AIR_TRAFFIC'] };
const unknown: Meaning = { restriction: 'unknown', reasons: [] };

/**
 * What classes and types of OpenAir ask of everybody in the air (ICAO Annex 11, 2.6: A to D want a clearance; Annex 2, chapter 1: prohibited
 * and restricted areas). What they ask of drones no OpenAir file says; the others are unknown.
 */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['P', { restriction: 'prohibited', reasons: [] }],
  ['R', { restriction: 'conditional', reasons: [] }],
  ['TRA', conditions],
  ['TSA', conditions],
  ['RMZ', conditions],
  ['TMZ', conditions],
  ['CTR', clearance],
  ['A', clearance],
  ['B', clearance],
  ['C', clearance],
  ['D', clearance],
]);

/** Of a class (AC) and, in version 2, its types (AY): the strictest that one of them asks for. */
export function meaningOf(airspaceClass: string, types: readonly string[] = []): Meaning {
  let strictest = unknown;
  for (const name of [airspaceClass, ...types]) {
    const meaning = meanings.get(name.toUpperCase());
    if (meaning !== undefined && strictness(meaning) > strictness(strictest)) strictest = meaning;
  }
  return strictest;
}

function strictness({ restriction }: Meaning): number {
  return restriction === 'unknown' ? -1 : restrictions.indexOf(restriction);
}
