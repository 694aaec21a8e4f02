import type { Notes } from '../findings.ts';
import { isThere, numberOf } from '../json.ts';
import type { HeightLimit, HeightReference } from '../zone.ts';

export const METRES_PER_FOOT = 0.3048;
/** Written for "no top" by publishers whose system wants a number. */
const NO_TOP = 99_999;
/** No zone begins below the Dead Sea's shore, or ends above what balloons reach. */
const USUAL_LEAST_M = -600;
const USUAL_MOST_M = 40_000;

export interface RawLimits {
  readonly lower: unknown;
  readonly lowerReference: unknown;
  readonly upper: unknown;
  readonly upperReference: unknown;
  readonly unit: unknown;
}

export interface Limits {
  readonly lower?: HeightLimit;
  readonly upper?: HeightLimit;
}

/**
 * Vertical limits as ED-269 and ED-318 write them, in metres.
 * @param defaultUnit what a missing unit means: metres in ED-318, nothing in ED-269
 * @returns undefined, with a finding, if they cannot be told
 */
export function readLimits(raw: RawLimits, defaultUnit: 'm' | undefined, notes: Notes): Limits | undefined {
  const metres = metresOf(raw.unit, defaultUnit, notes);
  if (metres === undefined) return undefined;
  const lower = readLimit(raw.lower, raw.lowerReference, metres, 'lower', notes);
  const upper = readLimit(raw.upper, raw.upperReference, metres, 'upper', notes);
  if (lower === undefined || upper === undefined) return undefined;
  return checkedLimits(lower ?? undefined, upper ?? undefined, notes);
}

/** Limits that are not upside down. */
export function checkedLimits(
  lower: HeightLimit | undefined,
  upper: HeightLimit | undefined,
  notes: Notes,
): Limits | undefined {
  for (const limit of [lower, upper]) {
    if (limit !== undefined && (limit.heightM < USUAL_LEAST_M || limit.heightM > USUAL_MOST_M)) {
      notes.warned('height-unusual', 'a height is unusual: is it in another unit?');
    }
  }
  if (lower !== undefined && upper !== undefined && lower.reference === upper.reference) {
    if (lower.heightM > upper.heightM) {
      return notes.refused('limits-inverted', 'the lower limit lies above the upper one');
    }
    if (lower.heightM === upper.heightM) notes.warned('limits-equal', 'both limits are the same height');
  }
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

/** Metres a unit; 0 where it is missing. */
function metresOf(unit: unknown, defaultUnit: 'm' | undefined, notes: Notes): number | undefined {
  if (!isThere(unit)) return defaultUnit === undefined ? 0 : 1;
  const name = typeof unit === 'string' ? unit.trim().toLowerCase() : undefined;
  if (name === 'm' || name === 'ft') return name === 'm' ? 1 : METRES_PER_FOOT;
  return notes.refused('unit-unknown', 'the unit of heights is neither metres nor feet');
}

/** Null: there is no limit. Undefined: it cannot be told. */
function readLimit(
  value: unknown,
  reference: unknown,
  metres: number,
  side: 'lower' | 'upper',
  notes: Notes,
): HeightLimit | null | undefined {
  if (!isThere(value)) {
    if (side === 'upper') notes.tolerated('upper-missing', 'there is no upper limit: no top');
    else notes.tolerated('lower-missing', 'there is no lower limit: from the ground');
    return null;
  }
  const height = numberOf(value, `the ${side} limit`, 'limit-is-text', notes);
  if (height === undefined) return notes.refused('limit-unreadable', `the ${side} limit is no number`);
  if (side === 'upper' && height === NO_TOP) {
    notes.tolerated('no-top-as-number', 'an upper limit of 99999 is read as no top');
    return null;
  }
  const known = readReference(reference, side, notes);
  if (known === undefined) return undefined;
  if (metres === 0 && height !== 0) return notes.refused('unit-missing', 'heights have no unit');
  return { heightM: height * metres, reference: known };
}

function readReference(value: unknown, side: string, notes: Notes): HeightReference | undefined {
  if (!isThere(value)) return notes.refused('reference-missing', `the ${side} limit does not say above what`);
  const name =
    typeof value === 'string'
      ? value
          .trim()
          .toUpperCase()
          .replace(/[^A-Z0-9]/g, '')
      : '';
  if (name !== 'AGL' && name !== 'AMSL' && name !== 'WGS84') {
    return notes.refused('reference-unknown', `the ${side} limit is above something other than AGL, AMSL or WGS84`);
  }
  if (name !== value) notes.tolerated('reference-spelling', 'the reference of a limit is spelt in another way');
  return name;
}
