import { sentence } from './sentence.ts';

/** Messages of ships and boats (ITU-R M.1371) in sentences of their own. */

const BITS = 6;
const MOST_OF_SIX = 40;

/** A number in so many bits, negative ones as their complement. */
function bits(value: number, length: number): string {
  const whole = Math.round(value);
  return (whole < 0 ? 2 ** length + whole : whole).toString(2).padStart(length, '0');
}

function payload(stream: string): string {
  const whole = stream.padEnd(Math.ceil(stream.length / BITS) * BITS, '0');
  return Array.from({ length: whole.length / BITS }, (_, at) => {
    const value = Number.parseInt(whole.slice(at * BITS, (at + 1) * BITS), 2);
    return String.fromCharCode(value + 48 + (value < MOST_OF_SIX ? 0 : 8));
  }).join('');
}

export interface Ship {
  readonly mmsi: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly courseDeg: number;
  readonly speedMs: number;
}

/** A report of a position (message 1). @param formatter `VDM`: heard; `VDO`: of the station itself */
export function shipPosition(formatter: 'VDM' | 'VDO', ship: Ship, second: number): string {
  const TENTHS_OF_MINUTES = 600_000;
  const stream = [
    ...[bits(1, 6), bits(0, 2), bits(ship.mmsi, 30), bits(0, 4), bits(0, 8)],
    ...[bits(Math.min(1022, (ship.speedMs * 36_000) / 1852), 10), bits(0, 1)],
    ...[bits(ship.longitudeDeg * TENTHS_OF_MINUTES, 28), bits(ship.latitudeDeg * TENTHS_OF_MINUTES, 27)],
    ...[bits((ship.courseDeg * 10) % 3600, 12), bits(ship.courseDeg % 360, 9), bits(second, 6), bits(0, 25)],
  ].join('');
  return sentence(`AI${formatter}`, [1, 1, '', 'A', payload(stream), 0], '!');
}

/** Its name (message 24, part A). */
export function shipName(mmsi: number, name: string): string {
  const NAME_CHARACTERS = 20;
  const letters = name.toUpperCase().slice(0, NAME_CHARACTERS).padEnd(NAME_CHARACTERS, '@');
  const text = Array.from(letters, (letter) => bits(letter.charCodeAt(0) & 0x3f, BITS)).join('');
  return sentence(
    'AIVDM',
    [1, 1, '', 'B', payload(bits(24, 6) + bits(0, 2) + bits(mmsi, 30) + bits(0, 2) + text), 2],
    '!',
  );
}
