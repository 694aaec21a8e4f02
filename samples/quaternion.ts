/** The turn from north, east, down to forward, right, down, the scalar first. */
export function quaternionOf({
  roll,
  pitch,
  yaw,
}: {
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
}): readonly [number, number, number, number] {
  const [sr, cr, sp, cp, sy, cy] = [roll, pitch, yaw].flatMap((angle) => [
    Math.sin(angle / 2),
    Math.cos(angle / 2),
  ]) as [number, number, number, number, number, number];
  return [
    cr * cp * cy + sr * sp * sy,
    sr * cp * cy - cr * sp * sy,
    cr * sp * cy + sr * cp * sy,
    cr * cp * sy - sr * sp * cy,
  ];
}
