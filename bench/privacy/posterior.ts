import { RADIANS } from './geometry.ts';
import type { Likelihood } from './latitude.ts';

/** Where latitudes are looked for, and the share of the generated homes: uniform over the sphere from 60 south to 70 north. */
const MOST_DEG = 70;
const BOTH_DEG = 60;

function prior(latitudeDeg: number): number {
  const perDegree = Math.cos(latitudeDeg * RADIANS);
  return latitudeDeg > BOTH_DEG ? perDegree : 2 * perDegree;
}

const CELLS = 280;
const ZOOMS = 6;

/** The median latitude (without its sign), in degrees, after all likelihoods have been heard. */
export function medianLatitude(likelihoods: readonly Likelihood[]): number {
  let [least, most] = [0, MOST_DEG];
  for (let zoom = 0; ; zoom++) {
    const cell = (most - least) / CELLS;
    const latitudes = Array.from({ length: CELLS }, (_, index) => least + (index + 0.5) * cell);
    const logs = latitudes.map((latitude) =>
      likelihoods.reduce((sum, likelihood) => sum + likelihood(latitude), Math.log(prior(latitude))),
    );
    const highest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - highest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const best = weights.indexOf(1);
    const around = weights.slice(Math.max(0, best - 3), best + 4).reduce((sum, weight) => sum + weight, 0);
    if (zoom === ZOOMS || around < 0.95 * total) return medianOf(latitudes, weights, total, cell);
    least = Math.max(0, latitudes[best]! - 5 * cell);
    most = Math.min(MOST_DEG, latitudes[best]! + 5 * cell);
  }
}

function medianOf(latitudes: readonly number[], weights: readonly number[], total: number, cell: number): number {
  let below = 0;
  for (const [index, weight] of weights.entries()) {
    if (below + weight >= total / 2) return latitudes[index]! + ((total / 2 - below) / weight - 0.5) * cell;
    below += weight;
  }
  return latitudes.at(-1)!;
}
