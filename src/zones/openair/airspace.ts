import { checkedLimits } from '../ed/limits.ts';
import { fewEnough } from '../ed/periods.ts';
import type { Notes } from '../findings.ts';
import { pointsWithin } from '../shapes/arc.ts';
import { circleOf } from '../shapes/circle.ts';
import { courseTo, destination } from '../shapes/geodesic.ts';
import { readPolygon } from '../shapes/polygon.ts';
import type { Applicability, HeightLimit, Position, ZoneShape, ZoneVolume } from '../zone.ts';
import { activationOf } from './activation.ts';
import { readCoordinate } from './coordinate.ts';
import { higherOf, lowerOf, readHeight } from './height.ts';

const METRES_PER_NAUTICAL_MILE = 1852;
/** Ends of an arc may be rounded to so much of its radius. */
const RADIUS_SPARE = 0.02;

/** The lines of one airspace, taken in one by one. What cannot be read makes the whole unusable. */
export class Airspace {
  readonly #notes: Notes;
  readonly #points: Position[] = [];
  readonly #circles: ZoneShape[] = [];
  readonly #periods: Applicability[] = [];
  #lower: HeightLimit | null | undefined;
  #upper: HeightLimit | null | undefined;
  #centre: Position | undefined;
  #isClockwise = true;
  #isUsable = true;
  #hasLower = false;
  #hasUpper = false;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Takes a command in that is not one of the names. */
  take(command: string, value: string): void {
    const isTaken = this.#take(command, value);
    if (!isTaken) this.#isUsable = false;
  }

  #take(command: string, value: string): boolean {
    switch (command) {
      case 'AL':
        return this.#limitBelow(readHeight(value, 'lower', this.#notes));
      case 'AH':
        return this.#limitAbove(readHeight(value, 'upper', this.#notes));
      case 'AA':
        return this.#activate(value);
      case 'V':
        return this.#set(value);
      case 'DP':
        return this.#point(readCoordinate(value, this.#notes));
      case 'DA':
        return this.#arcOfBearings(value);
      case 'DB':
        return this.#arcOfPoints(value);
      case 'DC':
        return this.#circle(value);
      case 'DY':
        this.#notes.refused('airway', 'an airway segment has no outline that could be told');
        return false;
      default:
        return true;
    }
  }

  #limitBelow(limit: HeightLimit | null | undefined): boolean {
    this.#lower = this.#hasLower ? this.#both(lowerOf, this.#lower, limit) : limit;
    this.#hasLower = true;
    return limit !== undefined;
  }

  #limitAbove(limit: HeightLimit | null | undefined): boolean {
    this.#upper = this.#hasUpper ? this.#both(higherOf, this.#upper, limit) : limit;
    this.#hasUpper = true;
    return limit !== undefined;
  }

  #both(wider: typeof lowerOf, one?: HeightLimit | null, other?: HeightLimit | null): HeightLimit | null {
    this.#notes.warned('limit-repeated', 'a limit is given several times: the widest counts');
    return wider(one ?? null, other ?? null);
  }

  #activate(value: string): boolean {
    const period = activationOf(value, this.#notes);
    if (period !== undefined) this.#periods.push(period);
    return period !== undefined;
  }

  #set(assignment: string): boolean {
    const [, name = '', value = ''] = /^([A-Z])\s*=\s*(.*)$/is.exec(assignment) ?? [];
    switch (name.toUpperCase()) {
      case 'X':
        this.#centre = readCoordinate(value, this.#notes);
        return this.#centre !== undefined;
      case 'D':
        this.#isClockwise = value.trim() !== '-';
        if (/^[+-]$/.test(value.trim())) return true;
        this.#notes.refused('direction-unreadable', 'a direction is neither + nor -');
        return false;
      default:
        // Widths of airways and zooms of maps.
        return true;
    }
  }

  #point(position: Position | undefined): boolean {
    if (position !== undefined) this.#points.push(position);
    return position !== undefined;
  }

  #arcOfBearings(value: string): boolean {
    const numbers = value
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [radius, startDeg, endDeg] = numbers;
    const centre = this.#centre ?? this.#notes.refused('centre-missing', 'an arc or circle has no centre before it');
    if (centre === undefined) return false;
    if (numbers.length !== 3 || !numbers.every(Number.isFinite) || startDeg === endDeg) {
      this.#notes.refused('arc-unreadable', 'an arc has no radius and two different bearings');
      return false;
    }
    const radiusM = radius! * METRES_PER_NAUTICAL_MILE;
    if (circleOf(centre, radiusM, this.#notes) === undefined) return false;
    const arc = { centre, startDeg: startDeg!, endDeg: endDeg!, isClockwise: this.#isClockwise };
    this.#points.push(destination(centre, startDeg!, radiusM));
    this.#points.push(...pointsWithin({ ...arc, radiusM, endRadiusM: radiusM }));
    this.#points.push(destination(centre, endDeg!, radiusM));
    return true;
  }

  #arcOfPoints(value: string): boolean {
    const [from, to, ...more] = value.split(',').map((part) => readCoordinate(part, this.#notes));
    const centre = this.#centre ?? this.#notes.refused('centre-missing', 'an arc or circle has no centre before it');
    if (from === undefined || to === undefined || centre === undefined || more.length > 0) {
      if (more.length > 0) this.#notes.refused('arc-unreadable', 'an arc has more than two ends');
      return false;
    }
    const [start, end] = [courseTo(centre, from), courseTo(centre, to)];
    if (start === undefined || end === undefined || (from[0] === to[0] && from[1] === to[1])) {
      this.#notes.refused('arc-unreadable', 'an arc ends where it begins, or too far from its centre');
      return false;
    }
    const [radiusM, endRadiusM] = [start.distanceM, end.distanceM];
    if (circleOf(centre, Math.min(radiusM, endRadiusM), this.#notes) === undefined) return false;
    if (circleOf(centre, Math.max(radiusM, endRadiusM), this.#notes) === undefined) return false;
    if (Math.abs(radiusM - endRadiusM) > RADIUS_SPARE * Math.max(radiusM, endRadiusM)) {
      this.#notes.warned('arc-uneven', 'the ends of an arc are not equally far from its centre');
    }
    const arc = { centre, startDeg: start.bearingDeg, endDeg: end.bearingDeg, isClockwise: this.#isClockwise };
    this.#points.push(from, ...pointsWithin({ ...arc, radiusM, endRadiusM }), to);
    return true;
  }

  #circle(value: string): boolean {
    if (this.#centre === undefined) {
      this.#notes.refused('centre-missing', 'an arc or circle has no centre before it');
      return false;
    }
    const miles = /^\s*(?:\d+(?:\.\d+)?|\.\d+)\s*$/.test(value) ? Number(value) : undefined;
    const circle = circleOf(this.#centre, miles && miles * METRES_PER_NAUTICAL_MILE, this.#notes);
    if (circle !== undefined) this.#circles.push(circle);
    return circle !== undefined;
  }

  /** The volumes and times of it. @returns undefined, with a finding, if it cannot be used */
  end(): { volumes: readonly ZoneVolume[]; applicability: readonly Applicability[] } | undefined {
    if (!this.#isUsable) return undefined;
    if (!this.#hasLower) this.#notes.tolerated('lower-missing', 'there is no lower limit: from the ground');
    if (!this.#hasUpper) this.#notes.tolerated('upper-missing', 'there is no upper limit: no top');
    const limits = checkedLimits(this.#lower ?? undefined, this.#upper ?? undefined, this.#notes);
    const shapes = this.#shapes();
    const applicability = fewEnough(this.#periods, this.#notes);
    if (limits === undefined || shapes === undefined || applicability === undefined) return undefined;
    return { volumes: shapes.map((shape) => ({ shape, ...limits })), applicability };
  }

  #shapes(): readonly ZoneShape[] | undefined {
    if (this.#points.length === 0 && this.#circles.length === 0) {
      return this.#notes.refused('no-geometry', 'an airspace has no outline');
    }
    if (this.#points.length === 0) return this.#circles;
    if (this.#circles.length > 0) return this.#notes.refused('mixed-outline', 'an airspace has a circle beside points');
    const polygon = readPolygon([this.#points], { order: 'longitude-first', isClosed: false }, this.#notes);
    return polygon && [polygon];
  }
}
