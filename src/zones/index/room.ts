import { RADIANS } from '../../geo/wgs84.ts';

/** Kept clear of every edge: 0.1 mm, far more than what rounding does. */
const MARGIN_DEG = 1e-9;
const MARGIN_M = 1e-6;
/** No degree of a meridian is longer, and none of a parallel at the equator (WGS 84). */
const MOST_M_PER_DEG = 111_700;
/** What is not known stands below all that can be: see {@link known}. */
const LEAST = -Number.MAX_VALUE;

/** The number, or minus infinity for one that is not known, so that it can be compared. */
export function known(value: number): number {
  return value - value === 0 ? value : Number.NEGATIVE_INFINITY;
}

/** Numbers of the two heights that a log tells. */
export const ALTITUDE = 0;
export const OVER_HOME = 1;

/**
 * In which places, heights and times around a fix no answer changes. It is opened as wide as is known and cut by everything that could change an answer. Nothing is
 * allocated; bounds of places and heights belong to it, the end of the time does not.
 */
export class Room {
  west = Number.NaN;
  south = Number.NaN;
  east = Number.NaN;
  north = Number.NaN;
  fromUs = Number.NaN;
  untilUs = Number.NaN;
  /** By {@link ALTITUDE} and {@link OVER_HOME}. */
  readonly lowM = new Float64Array(2);
  readonly highM = new Float64Array(2);
  /** The fix; times and heights as of {@link known}. */
  latitudeDeg = Number.NaN;
  longitudeDeg = Number.NaN;
  timeUs = Number.NaN;
  altitudeM = Number.NaN;
  overHomeM = Number.NaN;

  /** Opens all heights and times around the fix. */
  open(): void {
    const hasTime = this.timeUs >= LEAST;
    this.fromUs = hasTime ? LEAST : this.timeUs;
    this.untilUs = hasTime ? Number.POSITIVE_INFINITY : LEAST;
    this.lowM[ALTITUDE] = this.altitudeM < LEAST ? this.altitudeM : LEAST;
    this.highM[ALTITUDE] = this.altitudeM < LEAST ? this.altitudeM : Number.MAX_VALUE;
    this.lowM[OVER_HOME] = this.overHomeM < LEAST ? this.overHomeM : LEAST;
    this.highM[OVER_HOME] = this.overHomeM < LEAST ? this.overHomeM : Number.MAX_VALUE;
  }

  setBox(west: number, south: number, east: number, north: number): void {
    this.west = west;
    this.south = south;
    this.east = east;
    this.north = north;
  }

  /** Cuts the heights where an answer turns from no to yes. */
  cutHeight(which: number, heightM: number, fromM: number): void {
    if (heightM >= fromM) this.lowM[which] = Math.max(this.lowM[which]!, fromM);
    else this.highM[which] = Math.min(this.highM[which]!, fromM - MARGIN_M);
  }

  /** Cuts the heights where an answer turns from yes to no, behind the height itself. */
  cutHeightBehind(which: number, heightM: number, toM: number): void {
    if (heightM <= toM) this.highM[which] = Math.min(this.highM[which]!, toM);
    else this.lowM[which] = Math.max(this.lowM[which]!, toM + MARGIN_M);
  }

  cutTime(fromUs: number, untilUs: number): void {
    if (fromUs > this.fromUs) this.fromUs = fromUs;
    if (untilUs < this.untilUs) this.untilUs = untilUs;
  }

  /** Keeps what is less than so many metres from the fix. @returns whether anything was cut */
  cutDistance(distanceM: number): boolean {
    const toNorth = Math.max(this.north - this.latitudeDeg, this.latitudeDeg - this.south) * MOST_M_PER_DEG;
    const perDegEast = Math.cos(this.latitudeDeg * RADIANS) * MOST_M_PER_DEG;
    const toEast = Math.max(this.east - this.longitudeDeg, this.longitudeDeg - this.west) * perDegEast;
    const room = distanceM * (1 - 1e-9) - MARGIN_M;
    // First along the parallel, then along the meridian: no way is longer.
    if (toNorth + toEast <= room) return false;
    const half = room / 2;
    const north = Math.min(toNorth, toEast < half ? room - toEast : half) / MOST_M_PER_DEG;
    const east = Math.min(toEast, toNorth < half ? room - toNorth : half) / perDegEast;
    this.north = Math.min(this.north, this.latitudeDeg + north);
    this.south = Math.max(this.south, this.latitudeDeg - north);
    this.east = Math.min(this.east, this.longitudeDeg + east);
    this.west = Math.max(this.west, this.longitudeDeg - east);
    return true;
  }

  /**
   * Whether any of a box is in the room.
   * @param boxes west, south, east and north stand at `at`: numbers that are handed over one by one would be allocated
   * @param turnDeg what to add to longitudes to have those of the room
   */
  meets(boxes: Float64Array, at: number, turnDeg: number): boolean {
    return (
      boxes[at]! + turnDeg <= this.east + MARGIN_DEG &&
      boxes[at + 2]! + turnDeg >= this.west - MARGIN_DEG &&
      boxes[at + 1]! <= this.north + MARGIN_DEG &&
      boxes[at + 3]! >= this.south - MARGIN_DEG
    );
  }

  /**
   * Keeps what is on the fix's side of an edge, by the cut that leaves most: along the edge, or beside the box around it.
   * @param points longitude and latitude of its ends stand at `at`
   * @returns whether the edge is in the room
   */
  cutEdge(points: Float64Array, at: number, turnDeg: number): boolean {
    const x1 = points[at]! + turnDeg;
    const y1 = points[at + 1]!;
    const x2 = points[at + 2]! + turnDeg;
    const y2 = points[at + 3]!;
    const west = x1 < x2 ? x1 : x2;
    const east = x1 < x2 ? x2 : x1;
    const south = y1 < y2 ? y1 : y2;
    const north = y1 < y2 ? y2 : y1;
    if (west > this.east + MARGIN_DEG || east < this.west - MARGIN_DEG) return false;
    if (south > this.north + MARGIN_DEG || north < this.south - MARGIN_DEG) return false;
    const x = this.longitudeDeg;
    const y = this.latitudeDeg;
    const a = y2 - y1;
    const b = x1 - x2;
    const length = Math.sqrt(a * a + b * b);
    // Degrees from the fix to the line, and how much of them a step east or north takes.
    const away = length === 0 ? 0 : (a * (x - x1) + b * (y - y1)) / length;
    const perEast = length === 0 ? 0 : Math.abs(a) / length;
    const perNorth = length === 0 ? 0 : Math.abs(b) / length;
    const isEast = away > 0 !== a > 0;
    const isNorth = away > 0 !== b > 0;
    const toEast = isEast ? this.east - x : x - this.west;
    const toNorth = isNorth ? this.north - y : y - this.south;
    const left = Math.abs(away) - MARGIN_DEG;
    if (perEast * toEast + perNorth * toNorth <= left) return false;
    let byEast = perEast > 0 ? Math.min(toEast, left / 2 / perEast) : toEast;
    const byNorth = perNorth > 0 ? Math.min(toNorth, (left - perEast * byEast) / perNorth) : toNorth;
    if (perEast > 0) byEast = Math.min(toEast, (left - perNorth * byNorth) / perEast);
    const height = this.north - this.south;
    const width = this.east - this.west;
    const slanted = left > 0 ? (width - toEast + byEast) * (height - toNorth + byNorth) : -1;
    const across = west > x ? (west - this.west) * height : east < x ? (this.east - east) * height : -1;
    const along = south > y ? (south - this.south) * width : north < y ? (this.north - north) * width : -1;
    if (slanted < 0 && across < 0 && along < 0) {
      // On the edge: which side that is only the test itself says.
      this.setBox(x, y, x, y);
      return true;
    }
    if (slanted >= across && slanted >= along) {
      if (isEast) this.east = x + byEast;
      else this.west = x - byEast;
      if (isNorth) this.north = y + byNorth;
      else this.south = y - byNorth;
    } else if (across >= along) {
      if (west > x) this.east = west - MARGIN_DEG;
      else this.west = east + MARGIN_DEG;
    } else if (south > y) {
      this.north = south - MARGIN_DEG;
    } else {
      this.south = north + MARGIN_DEG;
    }
    return true;
  }
}
