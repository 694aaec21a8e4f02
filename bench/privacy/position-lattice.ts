import { meridianM, normalM, RADIANS } from './geometry.ts';
import type { Log } from './log.ts';
import { type Path, pathOf } from './path.ts';
import { Spectrum } from './spectrum.ts';

/** A15 on positions: what the rows of the source's grid tell. */
export interface LatticeGuess {
  /** Without its sign. */
  readonly latitudeDeg: number;
  /** Clockwise from the released north to the true one; the grid is the same after half a turn. */
  readonly turnDeg: number;
}

const QUANTUM_RAD = 1e-7 * RADIANS;
const TURN_STEPS = 3600;
const LENGTH_STEP = 0.0015;
const MOST_DEG = 70;
/** Power that noise has at one frequency in a thousand. */
const VISIBLE = 7;
/** Rows along both axes, and across them. */
const harmonics = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/**
 * How points are told from noise. `distinct`: every released place once, which is best against positions without dither and against dither
 * by value. `means`: means of a second each in quarters of a quantum, which wears dither away that is drawn afresh.
 */
export type Reading = 'distinct' | 'means';

const MEAN_OF = 12;
const PARTS = 4;

/** Tries every latitude with every turn against the spectrum of the released positions. */
export function latticeGuess(log: Log, reading: Reading): LatticeGuess | undefined {
  const path = pathOf(log);
  if (path === undefined || path.length < 200) return undefined;
  const parts = reading === 'means' ? PARTS : 1;
  const spectrum = new Spectrum(reading === 'means' ? means(path) : distinct(path));
  const released = path.points[0]!.latitudeDeg;
  const cellX = (QUANTUM_RAD * normalM(released) * Math.cos(released * RADIANS)) / parts;
  const cellY = (QUANTUM_RAD * meridianM(released)) / parts;
  const keeps =
    reading === 'means'
      ? (x: number, y: number): number => Math.exp(-2 * Math.PI ** 2 * 0.025 * PARTS ** 2 * (x * x + y * y))
      : (x: number, y: number): number => Math.abs(sinc(x) * sinc(y));

  let best = { latitudeDeg: 0, turnDeg: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (let length = 1 + LENGTH_STEP / 2; length < 1 / Math.cos(MOST_DEG * RADIANS); length += LENGTH_STEP) {
    const latitudeDeg = Math.acos(1 / length) / RADIANS;
    const north = 1 / (QUANTUM_RAD * meridianM(latitudeDeg));
    const east = length / (QUANTUM_RAD * normalM(latitudeDeg));
    for (let step = 0; step < TURN_STEPS; step++) {
      const [sine, cosine] = [sines[step]!, cosines[step]!];
      // Rows that show along neither axis are not worth a closer look.
      const isVisible =
        spectrum.power(east * cosine * cellX, -east * sine * cellY) > VISIBLE ||
        spectrum.power(north * sine * cellX, north * cosine * cellY) > VISIBLE;
      if (!isVisible) continue;
      let sum = 0;
      for (const [ofNorth, ofEast] of harmonics) {
        const x = (ofNorth * north * sine + ofEast * east * cosine) * cellX;
        const y = (ofNorth * north * cosine - ofEast * east * sine) * cellY;
        const amplitude = keeps(x, y);
        if (amplitude > 0.01) sum += spectrum.evidence(x, y, amplitude);
      }
      if (sum > most) [most, best] = [sum, { latitudeDeg, turnDeg: (step * 180) / TURN_STEPS }];
    }
  }
  return best;
}

const angles = Array.from({ length: TURN_STEPS }, (_, step) => (step * Math.PI) / TURN_STEPS);
const sines = Float64Array.from(angles, Math.sin);
const cosines = Float64Array.from(angles, Math.cos);

/** What rounding to the released grid leaves of a wave of this frequency. */
function sinc(cycles: number): number {
  return Math.abs(cycles) < 1e-9 ? 1 : Math.sin(Math.PI * cycles) / (Math.PI * cycles);
}

function distinct({ lonE7, latE7 }: Path): (readonly [number, number])[] {
  const seen = new Map<string, readonly [number, number]>();
  for (const [row, lon] of lonE7.entries()) seen.set(`${lon} ${latE7[row]!}`, [lon, latE7[row]!]);
  return [...seen.values()];
}

function means({ lonE7, latE7 }: Path): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (let from = 0; from + MEAN_OF <= lonE7.length; from += MEAN_OF) {
    const mean = (values: readonly number[]): number =>
      Math.round((PARTS * values.slice(from, from + MEAN_OF).reduce((sum, value) => sum + value, 0)) / MEAN_OF);
    points.push([mean(lonE7), mean(latE7)]);
  }
  return points;
}
