import { median } from '../numbers.ts';

/** Cells a side of the plane that points are put in, and of the transform. */
const SIDE = 1024;
/** Points lie within so many cells, so that between two bins little is lost. */
const TILE = 512;

/** How strongly points of a plane stand in rows: power of their spectrum at any frequency, in cycles a cell. Noise has one for every point. */
export class Spectrum {
  readonly #power: Float64Array;
  readonly #points: number;

  /** @param points x and y in whole cells; those far from the middle one are left out */
  constructor(points: readonly (readonly [number, number])[]) {
    const middle = ([0, 1] as const).map((axis) => Math.round(median(points.map((point) => point[axis]))));
    const near = points.filter((point) => point.every((value, axis) => Math.abs(value - middle[axis]!) < TILE / 2));
    this.#points = near.length;
    this.#power = powerOf(near);
  }

  /** At one frequency; 0 near the middle, where the path's own form is. */
  power(x: number, y: number): number {
    return this.#power[binOf(x, y)]!;
  }

  /** Logarithm of the likelihood ratio of rows that keep this amplitude (0 to 1) against none, at one frequency. */
  evidence(x: number, y: number, amplitude: number): number {
    const at = binOf(x, y);
    if (isMiddle(at)) return 0;
    return logBessel(2 * amplitude * Math.sqrt(this.#power[at]! * this.#points)) - this.#points * amplitude * amplitude;
  }
}

function binOf(x: number, y: number): number {
  return (Math.round(y * SIDE) & (SIDE - 1)) * SIDE + (Math.round(x * SIDE) & (SIDE - 1));
}

function isMiddle(at: number): boolean {
  const [x, y] = [at & (SIDE - 1), at >> Math.log2(SIDE)];
  return Math.min(x, SIDE - x) <= MIDDLE && Math.min(y, SIDE - y) <= MIDDLE;
}

/** Bins around no frequency at all. */
const MIDDLE = 40;
/** log of the modified Bessel function I0 (Abramowitz and Stegun 9.8, to a hundredth). */
function logBessel(x: number): number {
  if (x < 2) return Math.log1p((x * x) / 4 + x ** 4 / 64 + x ** 6 / 2304);
  return x - 0.5 * Math.log(2 * Math.PI * x) + Math.log1p(1 / (8 * x) + 9 / (128 * x * x));
}

/** Power for each point at every bin. */
function powerOf(points: readonly (readonly [number, number])[]): Float64Array {
  const real = new Float64Array(SIDE * SIDE);
  const imaginary = new Float64Array(SIDE * SIDE);
  for (const [x, y] of points) real[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))]!++;
  for (let row = 0; row < SIDE; row++) transform(real, imaginary, row * SIDE, 1);
  for (let column = 0; column < SIDE; column++) transform(real, imaginary, column, SIDE);
  const power = new Float64Array(SIDE * SIDE);
  for (let at = 0; at < SIDE * SIDE; at++) {
    power[at] = isMiddle(at) ? 0 : (real[at]! ** 2 + imaginary[at]! ** 2) / points.length;
  }
  return power;
}

const cosines = Float64Array.from({ length: SIDE / 2 }, (_, index) => Math.cos((2 * Math.PI * index) / SIDE));
const sines = Float64Array.from({ length: SIDE / 2 }, (_, index) => -Math.sin((2 * Math.PI * index) / SIDE));
const lineReal = new Float64Array(SIDE);
const lineImaginary = new Float64Array(SIDE);
const BITS = Math.log2(SIDE);
const reversed = Uint16Array.from({ length: SIDE }, (_, index) => {
  let result = 0;
  for (let bit = 0; bit < BITS; bit++) if (index & (1 << bit)) result |= 1 << (BITS - 1 - bit);
  return result;
});

/** The fast Fourier transform (Cooley and Tukey 1965) of one row or column, in place. */
function transform(real: Float64Array, imaginary: Float64Array, start: number, step: number): void {
  for (let index = 0; index < SIDE; index++) {
    lineReal[reversed[index]!] = real[start + index * step]!;
    lineImaginary[reversed[index]!] = imaginary[start + index * step]!;
  }
  for (let half = 1; half < SIDE; half *= 2) {
    const stride = SIDE / (2 * half);
    for (let block = 0; block < SIDE; block += 2 * half) {
      for (let index = 0; index < half; index++) {
        const [cosine, sine] = [cosines[index * stride]!, sines[index * stride]!];
        const [low, high] = [block + index, block + index + half];
        const productReal = lineReal[high]! * cosine - lineImaginary[high]! * sine;
        const productImaginary = lineReal[high]! * sine + lineImaginary[high]! * cosine;
        lineReal[high] = lineReal[low]! - productReal;
        lineImaginary[high] = lineImaginary[low]! - productImaginary;
        lineReal[low]! += productReal;
        lineImaginary[low]! += productImaginary;
      }
    }
  }
  for (let index = 0; index < SIDE; index++) {
    real[start + index * step] = lineReal[index]!;
    imaginary[start + index * step] = lineImaginary[index]!;
  }
}
