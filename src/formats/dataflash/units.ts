import { type Quantity, unitSize } from '../../model/units.ts';

/** Units by the character that FMTU rows use for them, as UNIT rows spell them out (AP_Logger/LogStructure.h, log_Units). */
const unitLabels: ReadonlyMap<string, string> = new Map([
  ...([
    ['-', ''],
    ['?', 'UNKNOWN'],
    ['#', 'instance'],
    ['%', '%'],
    ['A', 'A'],
    ['a', 'Ah'],
    ['b', 'B'],
  ] as const),
  ...([
    ['B', 'B/s'],
    ['d', 'deg'],
    ['k', 'deg/s'],
    ['D', 'deglatitude'],
    ['U', 'deglongitude'],
  ] as const),
  ...([
    ['e', 'deg/s/s'],
    ['E', 'rad/s'],
    ['L', 'rad/s/s'],
    ['r', 'rad'],
    ['G', 'Gauss'],
    ['h', 'degheading'],
  ] as const),
  ...([
    ['i', 'A.s'],
    ['J', 'W.s'],
    ['l', 'l'],
    ['y', 'l/s'],
    ['m', 'm'],
    ['n', 'm/s'],
    ['o', 'm/s/s'],
  ] as const),
  ...([
    ['O', 'degC'],
    ['S', 'satellites'],
    ['s', 's'],
    ['t', 'N.m'],
    ['q', 'rpm'],
    ['u', 'ppm'],
    ['v', 'V'],
  ] as const),
  ...([
    ['P', 'Pa'],
    ['w', 'Ohm'],
    ['W', 'Watt'],
    ['X', 'W.h'],
    ['Y', 'us'],
    ['z', 'Hz'],
  ] as const),
]);

/** What a stored number is multiplied by, by the character that FMTU rows use for it (log_Multipliers). */
const multipliers: ReadonlyMap<string, number> = new Map([
  ...([
    ['-', 0],
    ['?', 1],
    ['2', 1e2],
    ['1', 10],
    ['0', 1],
    ['A', 0.1],
    ['B', 0.01],
    ['C', 1e-3],
  ] as const),
  ...([
    ['D', 1e-4],
    ['E', 1e-5],
    ['F', 1e-6],
    ['G', 1e-7],
    ['I', 1e-9],
    ['!', 3.6],
    ['/', 3600],
  ] as const),
]);

/** Units in which the catalog's moving fields may be, by FMTU's character. */
const moving: ReadonlyMap<string, readonly [Quantity, string]> = new Map<string, readonly [Quantity, string]>([
  ...['d', 'D', 'U', 'h'].map((character) => [character, ['angle', 'deg']] as const),
  ['r', ['angle', 'rad']],
  ['m', ['length', 'm']],
  ['n', ['speed', 'm/s']],
  ['o', ['acceleration', 'm/s/s']],
]);
const quantities: readonly Quantity[] = ['angle', 'length', 'speed', 'acceleration'];

/** Whether a UNIT row says what ArduPilot says. */
export function isUnitLabel(character: string, label: string): boolean {
  return unitLabels.get(character) === label;
}

/** Whether a MULT row says what ArduPilot says; some versions keep single-precision numbers. */
export function isMultiplier(character: string, value: number): boolean {
  const expected = multipliers.get(character);
  return expected !== undefined && (value === expected || value === Math.fround(expected));
}

/** Whether these are characters that ArduPilot has units and multipliers for. */
export function areUnitCharacters(units: string, multiples: string): boolean {
  return [...units].every((one) => unitLabels.has(one)) && [...multiples].every((one) => multipliers.has(one));
}

/**
 * Whether a log says of a column that it is in another unit than the catalog relies on. What it does not know ("?", "-") contradicts nothing.
 * @param units of the stored number, as the field has it
 */
export function contradicts(units: string, character: string, multiple: string): boolean {
  const quantity = quantities.find((one) => unitSize(units, one) !== undefined);
  if (quantity === undefined || character === '-' || character === '?') return false;
  const [other, name] = moving.get(character) ?? [undefined, ''];
  if (other !== quantity) return true;
  if (multiple === '-' || multiple === '?') return false;
  const told = unitSize(name, quantity)! * (multipliers.get(multiple) ?? Number.NaN);
  const relied = unitSize(units, quantity)!;
  return !(Math.abs(told - relied) <= 1e-6 * relied);
}

/** Units with a hundredth that the catalogs' treatments know. */
const withHundredth: ReadonlySet<string> = new Set(['deg', 'm', 'm/s', 'm/s/s']);

/**
 * Units of the stored number, where the catalog names those of the value: `m` in a field of hundredths is `cm`.
 * @returns undefined where there is no such unit
 */
export function storedUnits(units: string, scale: number): string | undefined {
  if (scale === 1) return units;
  if (scale === 100) return withHundredth.has(units) ? `c${units}` : undefined;
  return units === 'deg' ? 'degE7' : undefined;
}

/** Whether places, heights or movements are told in these units. */
export function isMovingUnit(units: string): boolean {
  return quantities.some((quantity) => unitSize(units, quantity) !== undefined);
}
