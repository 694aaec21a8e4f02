/** Least squares of y on a few regressors, kept as sums, so that any coefficients can be judged afterwards. */
export class Regression {
  readonly #size: number;
  /** Sums of products of the regressors and, last, of y. */
  readonly #sums: Float64Array[];
  readonly #free: number;
  #reduced: readonly Float64Array[] | undefined;
  #rows = 0;

  /**
   * @param size number of regressors
   * @param free how many of them, the last ones, have coefficients that nobody knows: they are always fitted
   */
  constructor(size: number, free = 0) {
    this.#size = size;
    this.#free = free;
    this.#sums = Array.from({ length: size + 1 }, () => new Float64Array(size + 1));
  }

  /** Rows with a number that is none are left out. */
  add(y: number, regressors: readonly number[], weight = 1): void {
    const row = [...regressors, y];
    if (!Number.isFinite(weight) || !row.every(Number.isFinite)) return;
    this.#rows++;
    this.#reduced = undefined;
    for (const [at, a] of row.entries())
      for (const [column, b] of row.entries()) this.#sums[at]![column]! += weight * a * b;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Weighted sum of squared residuals with these coefficients of the regressors that are not free. */
  residual(coefficients: readonly number[]): number {
    this.#reduced ??= swept(this.#sums, this.#size - this.#free, this.#size) ?? this.#sums;
    const last = this.#size;
    let sum = this.#reduced[last]![last]!;
    // Plain indices: this runs millions of times.
    for (let at = 0; at < coefficients.length; at++) {
      const line = this.#reduced[at]!;
      let inner = -2 * line[last]!;
      for (let column = 0; column < coefficients.length; column++) inner += coefficients[column]! * line[column]!;
      sum += coefficients[at]! * inner;
    }
    return Math.max(0, sum);
  }

  /** The best coefficients; undefined where the rows do not determine them. */
  fit(): number[] | undefined {
    const best = swept(this.#sums, 0, this.#size);
    return best?.slice(0, this.#size).map((line, at) => line[this.#size]! / line[at]!);
  }

  /** Variance of the residuals of the best fit, which takes the place of a known noise; at least `floor`. Undefined: too little is known. */
  variance(floor: number): number | undefined {
    if (this.#rows < 4 * this.#size) return undefined;
    const best = swept(this.#sums, 0, this.#size);
    if (best === undefined) return undefined;
    return Math.max(floor, best[this.#size]![this.#size]! / (this.#rows - this.#size));
  }
}

/** The sums that are left when some regressors are fitted (Gauss's elimination); undefined if they do not determine a fit. */
function swept(sums: readonly Float64Array[], from: number, to: number): Float64Array[] | undefined {
  const matrix = sums.map((line) => line.slice());
  for (let pivot = from; pivot < to; pivot++) {
    const divisor = matrix[pivot]![pivot]!;
    if (!(divisor > 1e-10 * sums[pivot]![pivot]!)) return undefined;
    for (const [row, line] of matrix.entries()) {
      if (row === pivot) continue;
      const factor = line[pivot]! / divisor;
      for (let column = 0; column < line.length; column++) {
        if (column !== pivot) line[column]! -= factor * matrix[pivot]![column]!;
      }
      line[pivot] = 0;
    }
  }
  return matrix;
}

/** log(sum(exp)) without overflow. */
export function logSum(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at]!);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += Math.exp(values[at]! - most);
  return most + Math.log(sum);
}
