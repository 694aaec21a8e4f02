/** Terms of a polynomial of third degree in two variables: 1, u, v, uu, uv, vv, uuu, uuv, uvv, vvv. */
export const CUBIC_TERMS = 10;
const NODES = 6;

/**
 * Fits a polynomial of third degree to a smooth function on the square from -1 to 1, by least squares over Chebyshev nodes.
 *
 * @param evaluate writes the function's values at (u, v) into its result, which is read at once
 * @param outputs how many values it has
 * @returns coefficients, {@link CUBIC_TERMS} for each value
 */
export function fitCubic(evaluate: (u: number, v: number) => ArrayLike<number>, outputs: number): Float64Array {
  const normal = Array.from({ length: CUBIC_TERMS }, () => new Float64Array(CUBIC_TERMS + outputs));
  for (let row = 0; row < NODES; row++) {
    for (let column = 0; column < NODES; column++) {
      const u = Math.cos((Math.PI * (row + 0.5)) / NODES);
      const v = Math.cos((Math.PI * (column + 0.5)) / NODES);
      const terms = [1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v];
      const values = Array.from(evaluate(u, v));
      terms.forEach((term, index) => {
        const equation = normal[index]!;
        terms.forEach((other, at) => {
          equation[at]! += term * other;
        });
        for (let output = 0; output < outputs; output++) equation[CUBIC_TERMS + output]! += term * values[output]!;
      });
    }
  }
  eliminate(normal);
  const result = new Float64Array(outputs * CUBIC_TERMS);
  for (let output = 0; output < outputs; output++) {
    for (let term = 0; term < CUBIC_TERMS; term++) {
      result[output * CUBIC_TERMS + term] = normal[term]![CUBIC_TERMS + output]!;
    }
  }
  return result;
}

/** Gauss and Jordan's elimination; the matrix is that of a least-squares fit, so its diagonal holds. */
function eliminate(rows: readonly Float64Array[]): void {
  for (const [pivot, row] of rows.entries()) {
    const scale = row[pivot]!;
    for (let at = 0; at < row.length; at++) row[at]! /= scale;
    for (const [index, other] of rows.entries()) {
      const factor = other[pivot]!;
      if (index === pivot || factor === 0) continue;
      for (let at = 0; at < row.length; at++) other[at]! -= factor * row[at]!;
    }
  }
}
