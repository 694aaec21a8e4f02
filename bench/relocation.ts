import { Draw } from './draw.ts';
import { rounded } from './numbers.ts';
import { benchKeys, type Product } from './product.ts';

/** What moving one position costs: reading it, dither, the motion, writing it back. */
export interface RelocationResult {
  readonly positions: number;
  /** Within five kilometres of the first fix, where nearly all flights are; and from there to a hundred. */
  readonly nearNanoseconds: number;
  readonly farNanoseconds: number;
  /** By how much distances between positions in a row changed at most, of the near ones, in metres. */
  readonly mostStretchM: number;
}

const CENTRE = { latitudeDeg: -30.123_456_7, longitudeDeg: -15.234_567_8, altitudeM: 151.3 };
const NEAR_DEG = 0.03;
const FAR_DEG = 0.6;
/** Dither and rounding at both ends of a distance, each of up to half a centimetre a coordinate. */
const MOST_STRETCH_M = 0.04;

/**
 * Moves positions that are drawn around a first fix, one by one, as the plan of a message with latitude and longitude does; best of several runs.
 * @throws Error if one is not moved, or if distances change
 */
export function measureRelocation(product: Product, options: { positions: number; runs: number }): RelocationResult {
  const draws = product.drawRelocation(benchKeys(product).relocationKey);
  const relocation = new product.Relocation(draws, { firstFix: CENTRE });
  const field = (name: string, offset: number) =>
    ({ name, offset, type: 'i32', length: 1, units: 'degE7', rules: [] }) as const;
  const edit = product.movePlace(field('lat', 0), field('lon', 4), true, relocation);
  const state = new product.FlightState();
  const bodies = new Uint8Array(8 * options.positions);
  const memory = new product.Memory(bodies);
  const timeOf = (given: Int32Array): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < options.runs; run++) {
      bodies.set(new Uint8Array(given.buffer));
      let moved = 0;
      const start = performance.now();
      for (let at = 0; at < bodies.length; at += 8) if (edit.apply(memory, at, 0, state)) moved++;
      best = Math.min(best, performance.now() - start);
      if (moved !== options.positions) throw new Error(`${moved} positions moved of ${options.positions}`);
    }
    return rounded((best * 1e6) / options.positions);
  };
  const near = positionsAround(options.positions, NEAR_DEG);
  const nearNanoseconds = timeOf(near);
  const mostStretchM = stretchOf(near, new Int32Array(bodies.buffer));
  const farNanoseconds = timeOf(positionsAround(options.positions, FAR_DEG));
  if (!(mostStretchM < MOST_STRETCH_M)) throw new Error(`a distance has changed by ${mostStretchM} m`);
  return { positions: options.positions, nearNanoseconds, farNanoseconds, mostStretchM: rounded(mostStretchM) };
}

/** Latitude and longitude in 1e-7 degrees, by turns. */
function positionsAround(count: number, spreadDeg: number): Int32Array {
  const draw = new Draw(5);
  return Int32Array.from({ length: 2 * count }, (_, index) => {
    const centre = index % 2 === 0 ? CENTRE.latitudeDeg : CENTRE.longitudeDeg;
    return Math.round((centre + draw.noise(spreadDeg)) * 1e7);
  });
}

function stretchOf(before: Int32Array, behind: Int32Array): number {
  let most = 0;
  for (let at = 2; at < before.length; at += 2) {
    most = Math.max(most, Math.abs(chordM(before, at) - chordM(behind, at)));
  }
  return most;
}

/** Straight through the Earth from the position before. */
function chordM(positions: Int32Array, at: number): number {
  const a = pointOf(positions[at - 2]!, positions[at - 1]!);
  const b = pointOf(positions[at]!, positions[at + 1]!);
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

/** On the ellipsoid of WGS 84, in metres from the Earth's centre. */
function pointOf(latitudeE7: number, longitudeE7: number): { x: number; y: number; z: number } {
  const latitude = (latitudeE7 * Math.PI) / 180e7;
  const longitude = (longitudeE7 * Math.PI) / 180e7;
  const eccentricity2 = 0.006_694_379_990_14;
  const normalM = 6_378_137 / Math.sqrt(1 - eccentricity2 * Math.sin(latitude) ** 2);
  return {
    x: normalM * Math.cos(latitude) * Math.cos(longitude),
    y: normalM * Math.cos(latitude) * Math.sin(longitude),
    z: normalM * (1 - eccentricity2) * Math.sin(latitude),
  };
}
