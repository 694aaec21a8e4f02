/** Bound of the rounding error of an orientation (Shewchuk 1997, Adaptive Precision Floating-Point Arithmetic, section 4.3). */
const ERROR_BOUND = 3.3306690738754716e-16;

/** On which side of the line from a to b the point c lies: 1 left, -1 right, 0 on it or too near to it to tell. */
export function sideOf(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): -1 | 0 | 1 {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  const twiceArea = left - right;
  const bound = ERROR_BOUND * (Math.abs(left) + Math.abs(right));
  if (twiceArea > bound) return 1;
  return twiceArea < -bound ? -1 : 0;
}
