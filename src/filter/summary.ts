import {
  DISTANCE_STEP_M,
  type FlightSummary,
  HEIGHT_STEP_M,
  INT32_MAX,
  SUMMARY_VERSION,
  UINT32_MAX,
} from '../wire/flight-summary.ts';
import { type BatterySeries, batteryUsedPercent } from './battery.ts';
import type { Span } from './cuts.ts';
import type { Totals } from './totals.ts';

/**
 * What may be known of a flight at level `summary`: its totals, rounded, and nothing else.
 * @param cuts stretches of the log that are not released, sorted and disjoint: the totals are over what is left
 */
export function summarise(
  facts: { readonly battery: BatterySeries },
  totals: Totals,
  cuts: readonly Span[] = [],
): FlightSummary {
  const minutes = rounded(totals.durationS, 60, 0, UINT32_MAX * 60);
  const durationMin = minutes === undefined ? undefined : minutes / 60;
  const distanceM = rounded(totals.distanceM, DISTANCE_STEP_M, 0, UINT32_MAX);
  const heightAboveStartM = rounded(totals.heightAboveStartM, HEIGHT_STEP_M, -INT32_MAX, INT32_MAX);
  const used = batteryUsedPercent(facts.battery, cuts);
  const batteryUsed = used === undefined ? undefined : rounded(used, 1, 0, 100);
  return {
    ...(durationMin === undefined ? {} : { durationMin }),
    ...(distanceM === undefined ? {} : { distanceM }),
    ...(heightAboveStartM === undefined ? {} : { heightAboveStartM }),
    ...(batteryUsed === undefined ? {} : { batteryUsedPercent: batteryUsed }),
    version: SUMMARY_VERSION,
  };
}

/**
 * The nearest multiple of a whole step, half up; never -0. Undefined for what is no number, or is outside of [least, most] once
 * rounded: such a total is garbage, and so not known.
 */
export function rounded(value: number | undefined, step: number, least: number, most: number): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  // Adding 0 makes 0 of -0. Math.round is half up: ECMA-262, 21.3.2.28.
  const result = Math.round(value / step) * step + 0;
  return result >= least && result <= most ? result : undefined;
}
