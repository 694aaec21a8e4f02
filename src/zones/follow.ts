import { putSurfacePoint } from '../geo/surface.ts';
import type { Room } from './index/room.ts';
import { OUTSIDE, UNKNOWN, WITHIN } from './known-heights.ts';
import { placeOf, timeAnswer } from './schedule.ts';
import type { GeoZone } from './zone.ts';

/** Logs are not older (2010): an earlier time counts from boot, or is of a clock that was never set. */
export const EARLIEST_US = 1_262_304_000e6;

/** Whether a zone holds, asked again only when that can have changed. */
export class Hours {
  readonly #zone: GeoZone;
  #fromUs = Number.NaN;
  #untilUs = Number.NaN;
  #answer = UNKNOWN;

  constructor(zone: GeoZone) {
    this.#zone = zone;
  }

  /** {@link OUTSIDE} its hours, {@link WITHIN} or {@link UNKNOWN}; cuts the room where that changes. */
  answer(room: Room): number {
    const { applicability } = this.#zone;
    if (applicability.length === 0) return WITHIN;
    if (!(room.timeUs >= this.#fromUs && room.timeUs < this.#untilUs)) this.#ask(room.timeUs);
    room.cutTime(this.#fromUs, this.#untilUs);
    return this.#answer;
  }

  #ask(timeUs: number): void {
    const { applicability } = this.#zone;
    const isDate = timeUs >= EARLIEST_US;
    const { holds, untilS } = timeAnswer(applicability, isDate ? timeUs / 1e6 : Number.NaN, placeOf(this.#zone));
    this.#fromUs = isDate ? timeUs : Number.NEGATIVE_INFINITY;
    // Rounding must not lead past the change.
    this.#untilUs = isDate ? Math.max(untilS * 1e6 - 1, timeUs) : EARLIEST_US;
    this.#answer = holds === undefined ? UNKNOWN : holds ? WITHIN : OUTSIDE;
  }
}

export type Stay = 'outside' | 'inside' | 'leaving';

/** A zone that is near, and whether the aircraft is in it. */
export class Follow {
  readonly zone: number;
  readonly hours: Hours;
  stay: Stay = 'outside';
  /** Of the fix that is looked at: what heights and time say, {@link OUTSIDE} if it is not in the zone; and in which volume. */
  heights = OUTSIDE;
  time = OUTSIDE;
  volume = -1;
  /** Of the last fix inside. */
  isHeightKnown = false;
  isTimeKnown = false;
  /** The first fix outside of one that is leaving: time (minus infinity: unknown), latitude, longitude. */
  readonly since = new Float64Array(3);
  readonly #sincePoint = new Float64Array(3);

  constructor(zone: number, hours: Hours) {
    this.zone = zone;
    this.hours = hours;
  }

  /** Keeps the first fix outside. */
  setSince({ timeUs, latitudeDeg, longitudeDeg }: Room): void {
    this.since[0] = timeUs;
    this.since[1] = latitudeDeg;
    this.since[2] = longitudeDeg;
    putSurfacePoint(latitudeDeg, longitudeDeg, this.#sincePoint, 0);
  }

  /** Whether it has left by a fix: so long ago, or so far from there, was the first fix outside. If not, cuts the fix's room to where it has not. */
  hasLeft(room: Room, leavingUs: number, leavingM: number): boolean {
    const sinceUs = this.since[0]!;
    // Minus infinity is no time.
    const isTimed = Number.isFinite(sinceUs) && Number.isFinite(room.timeUs);
    if (isTimed && room.timeUs >= sinceUs + leavingUs) return true;
    const from = this.#sincePoint;
    putSurfacePoint(room.latitudeDeg, room.longitudeDeg, here, 0);
    const awayM = Math.hypot(here[0]! - from[0]!, here[1]! - from[1]!, here[2]! - from[2]!);
    if (awayM >= leavingM) return true;
    room.cutDistance(leavingM - awayM);
    if (isTimed) room.cutTime(Number.NEGATIVE_INFINITY, sinceUs + leavingUs);
    return false;
  }
}

const here = new Float64Array(3);
