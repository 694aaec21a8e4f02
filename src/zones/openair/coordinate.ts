import type { Notes } from '../findings.ts';
import type { Position } from '../zone.ts';

const angle = String.raw`\d+(?:\.\d+)?(?:\s*[:°]\s*\d+(?:\.\d+)?)?(?:\s*[:'′]\s*\d+(?:\.\d+)?)?\s*["″'′]?`;
/** Nobody's place is longer; the patterns take the square of a text's length. */
const MAX_LENGTH = 100;
const behind = new RegExp(String.raw`^(${angle})\s*([NS])\s*,?\s*(${angle})\s*([EW])$`, 'i');
const before = new RegExp(String.raw`^([NS])\s*(${angle})\s*,?\s*([EW])\s*(${angle})$`, 'i');

/**
 * A place as OpenAir files write it: degrees with minutes, minutes and seconds, or a fraction, the letter behind or before.
 * @returns undefined, with a finding, if it is none
 */
export function readCoordinate(text: string, notes: Notes): Position | undefined {
  if (text.length > MAX_LENGTH) return notes.refused('position-unreadable', 'a position cannot be read');
  const trimmed = text.trim();
  const parts = behind.exec(trimmed);
  const [latitude, south, longitude, west] = parts?.slice(1) ?? reordered(before.exec(trimmed)?.slice(1));
  if (latitude === undefined || longitude === undefined) {
    return notes.refused('position-unreadable', 'a position cannot be read');
  }
  const [y, x] = [degreesOf(latitude, notes), degreesOf(longitude, notes)];
  if (x === undefined || y === undefined) return undefined;
  if (y > 90 || x > 180) return notes.refused('degrees-out-of-range', 'a position is not on the Earth');
  return [/w/i.test(west!) ? -x : x, /s/i.test(south!) ? -y : y];
}

function reordered(parts: readonly string[] = []): readonly (string | undefined)[] {
  return [parts[1], parts[0], parts[3], parts[2]];
}

function degreesOf(text: string, notes: Notes): number | undefined {
  const numbers = text.match(/\d+(?:\.\d+)?/g) ?? [];
  const [degrees, minutes = '0', seconds = '0'] = numbers;
  if (numbers.slice(0, -1).some((part) => part.includes('.'))) {
    return notes.refused('position-unreadable', 'a position has a fraction before its last part');
  }
  if (Number(minutes) > 60 || Number(seconds) > 60) {
    return notes.refused('position-unreadable', 'minutes or seconds of a position are beyond 60');
  }
  if (Number(minutes) === 60 || Number(seconds) === 60) {
    notes.tolerated('sixty-minutes', 'minutes or seconds of a position are 60: the next degree or minute');
  }
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}
