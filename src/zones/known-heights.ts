import { ALTITUDE, OVER_HOME, type Room } from './index/room.ts';
import type { HeightReference } from './zone.ts';

/** In the order of their numbers. */
export const heightReferences: readonly HeightReference[] = ['AGL', 'AMSL', 'WGS84'];
const AGL = 0;
const AMSL = 1;
const WGS84 = 2;

/** How far mean sea level is from the ellipsoid, and more (EGM96: -107 to 85 m). */
const GEOID_M = 110;
/** Between these is the ground: the shore of the Dead Sea, Mount Everest. */
const LOWEST_GROUND_M = -450;
const HIGHEST_GROUND_M = 8850;

/** What heights say of limits. */
export const OUTSIDE = 0;
export const UNKNOWN = 1;
export const WITHIN = 2;

/** What one or two measured heights say of the height in every reference: that it is so far below and above one of them. */
export class KnownHeights {
  /** Of {@link ALTITUDE} and {@link OVER_HOME}. */
  readonly #measuredM = new Float64Array(2);
  /** By reference: which of the measured heights, and between what is added to it; -1: nothing is known. */
  readonly #which = new Int8Array(3);
  readonly #least = new Float64Array(3);
  readonly #most = new Float64Array(3);
  #isAglGuessed = false;

  /**
   * As a log tells them; not finite: not known. Over home is the best that it tells of the height over the ground, and still no more than a guess:
   * it never makes a limit above the ground sure ({@link WITHIN}), but it does exclude ({@link OUTSIDE}), which over ground higher or lower than home may be wrong. The altitude
   * alone, without it, excludes only by the range of ground on Earth.
   */
  setMeasured(altitudeAmslM: number, overHomeM: number): void {
    const hasAltitude = Number.isFinite(altitudeAmslM);
    const hasOverHome = Number.isFinite(overHomeM);
    this.#measuredM[ALTITUDE] = altitudeAmslM;
    this.#measuredM[OVER_HOME] = overHomeM;
    this.#isAglGuessed = hasOverHome;
    if (hasOverHome) this.#setFrom(AGL, OVER_HOME);
    if (hasAltitude) this.#setFrom(AMSL, ALTITUDE, hasOverHome);
    if (!hasAltitude && !hasOverHome) this.#which.fill(-1);
  }

  /** One height, known in a reference. */
  setKnown(heightM: number, reference: HeightReference): void {
    this.#measuredM[ALTITUDE] = heightM;
    this.#isAglGuessed = false;
    this.#setFrom(heightReferences.indexOf(reference), ALTITUDE);
  }

  #setFrom(reference: number, which: number, isAglSet = false): void {
    if (!isAglSet) {
      const geoidM = reference === WGS84 ? GEOID_M : 0;
      if (reference === AGL) this.#set(AGL, which, 0, 0);
      else this.#set(AGL, which, -HIGHEST_GROUND_M - geoidM, -LOWEST_GROUND_M + geoidM);
    }
    for (const other of [AMSL, WGS84]) {
      const geoidM = other === reference || (other === AMSL && reference === AGL) ? 0 : GEOID_M;
      if (reference === AGL) this.#set(other, which, LOWEST_GROUND_M - geoidM, HIGHEST_GROUND_M + geoidM);
      else this.#set(other, which, -geoidM, geoidM);
    }
  }

  #set(reference: number, which: number, least: number, most: number): void {
    this.#which[reference] = which;
    this.#least[reference] = least;
    this.#most[reference] = most;
  }

  /** Whether the height is at or above a limit; cuts the room where that changes. */
  above(limitM: number, reference: number, room: Room | undefined): number {
    // Who flies over a valley below home is still above the ground.
    if (reference === AGL && limitM <= 0) return WITHIN;
    const which = this.#which[reference]!;
    if (which < 0) return UNKNOWN;
    const heightM = this.#measuredM[which]!;
    const [possibleM, sureM] = [limitM - this.#most[reference]!, limitM - this.#least[reference]!];
    room?.cutHeight(which, heightM, possibleM);
    if (heightM < possibleM) return OUTSIDE;
    room?.cutHeight(which, heightM, sureM);
    return heightM >= sureM && !(reference === AGL && this.#isAglGuessed) ? WITHIN : UNKNOWN;
  }

  /** Whether the height is at or below a limit; cuts the room where that changes. */
  below(limitM: number, reference: number, room: Room | undefined): number {
    const which = this.#which[reference]!;
    if (which < 0) return UNKNOWN;
    const heightM = this.#measuredM[which]!;
    const [possibleM, sureM] = [limitM - this.#least[reference]!, limitM - this.#most[reference]!];
    room?.cutHeightBehind(which, heightM, possibleM);
    if (heightM > possibleM) return OUTSIDE;
    room?.cutHeightBehind(which, heightM, sureM);
    return heightM <= sureM && !(reference === AGL && this.#isAglGuessed) ? WITHIN : UNKNOWN;
  }
}
