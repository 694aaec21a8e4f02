import type { Restriction } from '../zone.ts';

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

/** Of a class (AC) and, in version 2, a type (AY), which says more. */
export function meaningOf(airspaceClass: string, type: string | undefined): Meaning {
  const ofType = type === undefined ? undefined : meanings.get(type.toUpperCase());
  return ofType ?? meanings.get(airspaceClass.toUpperCase()) ?? unknown;
}
