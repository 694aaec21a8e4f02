import { METRES_PER_FOOT } from '../ed/limits.ts';
import type { Notes } from '../findings.ts';
import type { HeightLimit, HeightReference } from '../zone.ts';

const references: ReadonlyMap<string, HeightReference> = new Map([
  ['AGL', 'AGL'],
  ['GND', 'AGL'],
  ['SFC', 'AGL'],
  ['ASFC', 'AGL'],
  ['AGND', 'AGL'],
  ['MSL', 'AMSL'],
  ['AMSL', 'AMSL'],
  ['ALT', 'AMSL'],
  ['QNH', 'AMSL'],
]);
const noTop = new Set(['UNL', 'UNLIM', 'UNLIMITED', 'UNLTD']);

/**
 * A limit of OpenAir: a flight level, feet or metres above ground or sea, the ground, no limit.
 * @returns null for no limit, undefined, with a finding, if it is none of these, NOTAM among them
 */
export function readHeight(text: string, side: 'lower' | 'upper', notes: Notes): HeightLimit | null | undefined {
  const words = text.toUpperCase().match(/\d+(?:\.\d+)?|[A-Z]+|\S/g) ?? [];
  const numbers = words.filter((word) => /^\d/.test(word));
  const names = words.filter((word) => /^[A-Z]/.test(word));
  if (numbers.length + names.length !== words.length || numbers.length > 1) {
    return notes.refused('limit-unreadable', `the ${side} limit cannot be read`);
  }
  if (names.includes('NOTAM')) return notes.refused('limit-by-notam', `the ${side} limit is given by NOTAM alone`);
  if (side === 'upper' && numbers.length === 0 && names.some((name) => noTop.has(name))) {
    return names.every((name) => noTop.has(name) || name === 'FT') ? null : unreadable(side, notes);
  }
  if (numbers.length === 0) {
    const isGround = names.length === 1 && references.get(names[0]!) === 'AGL';
    return isGround ? { heightM: 0, reference: 'AGL' } : unreadable(side, notes);
  }
  const isFeet = !names.includes('M') && !names.includes('FL');
  if (isFeet && /^\d{1,3}\.\d{3}$/.test(numbers[0]!)) {
    return notes.refused('limit-ambiguous', `the ${side} limit has a point that may be one of thousands`);
  }
  return withNumber(Number(numbers[0]), names, side, notes);
}

/** The lower one of two lower limits, null for none: the ground if they are above different things. */
export function lowerOf(one: HeightLimit | null, other: HeightLimit | null): HeightLimit | null {
  if (one === null || other === null || one.reference !== other.reference) return { heightM: 0, reference: 'AGL' };
  return one.heightM <= other.heightM ? one : other;
}

/** The higher one of two upper limits, null for no top: no top if they are above different things. */
export function higherOf(one: HeightLimit | null, other: HeightLimit | null): HeightLimit | null {
  if (one === null || other === null || one.reference !== other.reference) return null;
  return one.heightM >= other.heightM ? one : other;
}

function unreadable(side: string, notes: Notes): undefined {
  return notes.refused('limit-unreadable', `the ${side} limit cannot be read`);
}

function withNumber(value: number, names: readonly string[], side: string, notes: Notes): HeightLimit | undefined {
  if (names.length === 1 && names[0] === 'FL') return flightLevel(value * 100 * METRES_PER_FOOT, notes);
  const units = names.filter((name) => name === 'FT' || name === 'F' || name === 'M');
  const others = names.filter((name) => name !== 'FT' && name !== 'F' && name !== 'M');
  const metres = units[0] === 'M' ? 1 : METRES_PER_FOOT;
  if (units.length > 1 || others.length > 1) return unreadable(side, notes);
  if (units.length === 0 && value !== 0) notes.tolerated('unit-missing', 'a limit has no unit: read as feet');
  if (others[0] === 'STD') return flightLevel(value * metres, notes);
  const reference = others[0] === undefined ? 'AMSL' : references.get(others[0]);
  if (reference === undefined) return unreadable(side, notes);
  if (others[0] === undefined) {
    notes.tolerated('reference-missing', 'a limit does not say above what: read as above the sea');
  }
  return { heightM: value * metres, reference };
}

function flightLevel(heightM: number, notes: Notes): HeightLimit {
  notes.tolerated('flight-level', 'a flight level is read as a height above the sea in the standard atmosphere');
  return { heightM, reference: 'AMSL' };
}
