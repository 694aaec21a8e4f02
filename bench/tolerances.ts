import type { LoopCounts } from '../src/filter/loop.ts';
import { mix } from './mix.ts';

/** By how much two ways to move one field may differ. */
export interface Tolerance {
  /** In the field's units. */
  readonly most: number;
  /** Of a whole turn, for directions. */
  readonly whole?: number;
  /** Where the field stands in the payload. */
  readonly start: number;
  readonly end: number;
}

/** By message and field, as node-mavlink calls them. */
export type Tolerances = ReadonlyMap<string, ReadonlyMap<string, Tolerance>>;

/** Each side dithers whole numbers by up to half a quantum of its own before it turns them, and rounds them behind. */
const DITHERED = 3;
/** What the tangent plane leaves out over some hundred metres: millimetres, and the convergence of meridians. */
const most: Readonly<Record<string, number>> = {
  degE7: DITHERED + 1,
  'cm/s': DITHERED,
  'm/s': 0.011,
  rad: 1e-4,
  deg: DITHERED - 1,
  cdeg: DITHERED,
  mm: 1,
};
const wholeTurns: Readonly<Record<string, number>> = { rad: 2 * Math.PI, deg: 360, cdeg: 36_000 };
const directions: ReadonlySet<string | undefined> = new Set(['yaw', 'course']);

/** For the fields that the filter's plans move. */
export function tolerancesOf({ plans }: LoopCounts): Tolerances {
  const all = new Map<string, Map<string, Tolerance>>();
  for (const { schema, outcomes } of plans) {
    const type = mix.find((entry) => entry.type.MSG_NAME === schema.message)!.type;
    const within = new Map<string, Tolerance>();
    schema.fields.forEach(({ name, offset, units = '', rules }, index) => {
      const role = rules.find((rule) => rule.role !== undefined)?.role;
      const isMoved = outcomes[index]!.outcome === 'changed' && role !== undefined && role !== 'text';
      const mapped = type.FIELDS.find(({ source }) => source === name);
      if (!isMoved || mapped === undefined) return;
      if (most[units] === undefined) throw new Error(`${schema.message}.${name}: nothing is known about ${units}`);
      const whole = directions.has(role) ? { whole: wholeTurns[units]! } : {};
      within.set(mapped.name, { most: most[units], ...whole, start: offset, end: offset + mapped.size });
    });
    if (within.size > 0) all.set(schema.message, within);
  }
  return all;
}
