import type { TimeUnit } from './schema.ts';

/** Degrees in one unit of an angle, metres in one of a length, metres a second in one of a speed. */
const sizes = {
  angle: {
    degE7: 1e-7,
    deg: 1,
    cdeg: 0.01,
    ddeg: 0.1,
    'deg/2': 2,
    arcmin: 1 / 60,
    rad: 180 / Math.PI,
    mrad: 0.18 / Math.PI,
  },
  length: { mm: 1e-3, cm: 0.01, dm: 0.1, m: 1, dam: 10, km: 1000, ft: 0.3048 },
  speed: {
    ...{ 'mm/s': 1e-3, 'cm/s': 0.01, 'dm/s': 0.1, 'm/s': 1, 'm/s*5': 0.2 },
    ...{ 'ft/s': 0.3048, mph: 0.44704, 'km/h': 1 / 3.6, kn: 1852 / 3600 },
  },
  acceleration: { 'mm/s/s': 1e-3, 'cm/s/s': 0.01, 'm/s/s': 1 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

export type Quantity = keyof typeof sizes;

/** A unit divided by a power of ten: whole numbers of it stand for decimals, as `m/100` for metres with two. */
const parts = /^(.+)\/(10+)$/;

/**
 * How large one unit of a field is, in degrees, metres, metres a second or metres a second squared; undefined for a unit that is none of
 * this quantity. `deg/2` is MAVLink's notation for steps of two degrees, `m/s*5` for steps of a fifth of a metre a second; any unit can be divided by a
 * power of ten, as in `deg/10000`.
 */
export function unitSize(units: string | undefined, quantity: Quantity): number | undefined {
  if (units === undefined) return undefined;
  const table: Readonly<Record<string, number>> = sizes[quantity];
  if (Object.hasOwn(table, units)) return table[units];
  const [, whole, divisor] = parts.exec(units) ?? [];
  if (whole === undefined || !Object.hasOwn(table, whole)) return undefined;
  return Number((table[whole]! / Number(divisor)).toPrecision(15));
}

export const unitsPerSecond: Readonly<Record<TimeUnit, number>> = {
  ...{ ns: 1e9, us: 1e6, ms: 1e3, cs: 100 },
  ...{ ds: 10, s: 1, min: 1 / 60 },
};
