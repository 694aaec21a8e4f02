import type { Position } from '../zone.ts';
import { destination } from './geodesic.ts';

/** How far the edges between points of an arc may lie inside it: half of what is promised, as edges are straight in degrees, not on the ground. */
const SAGITTA_M = 5;
const MAX_STEP_DEG = 10;

export interface Arc {
  readonly centre: Position;
  readonly startDeg: number;
  readonly endDeg: number;
  readonly isClockwise: boolean;
  /** At the start, and at the end, where files say so: metres. */
  readonly radiusM: number;
  readonly endRadiusM: number;
}

/** Points between the ends of an arc around a centre, without both ends, so dense that its edges are within 10 m of it. */
export function pointsWithin({ centre, startDeg, endDeg, isClockwise, radiusM, endRadiusM }: Arc): readonly Position[] {
  const sweep = sweepDeg(startDeg, endDeg, isClockwise);
  const widest = Math.max(radiusM, endRadiusM);
  const stepDeg = (2 * Math.acos(1 - Math.min(1, SAGITTA_M / widest)) * 180) / Math.PI;
  const steps = Math.max(1, Math.ceil(Math.abs(sweep) / Math.min(stepDeg, MAX_STEP_DEG)));
  return Array.from({ length: steps - 1 }, (_, index) => {
    const part = (index + 1) / steps;
    return destination(centre, startDeg + sweep * part, radiusM + (endRadiusM - radiusM) * part);
  });
}

/** From one bearing to another in a direction: above 0 clockwise, never 0. */
export function sweepDeg(startDeg: number, endDeg: number, isClockwise: boolean): number {
  const turn = (((endDeg - startDeg) % 360) + 360) % 360;
  return isClockwise ? turn || 360 : (turn || 360) - (turn === 0 ? 720 : 360);
}
