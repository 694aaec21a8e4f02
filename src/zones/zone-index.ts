import type { ZoneSource } from '../model/unlock-event.ts';
import { BoxTree, hilbertOrder } from './index/box-tree.ts';
import { Room } from './index/room.ts';
import { Shapes } from './index/shapes.ts';
import { heightReferences, KnownHeights, OUTSIDE, UNKNOWN, WITHIN } from './known-heights.ts';
import { holdsAt, placeOf } from './schedule.ts';
import type { GeoZone, HeightReference, ZoneVolume } from './zone.ts';

/** Zones of one source. */
export interface IndexedSet {
  readonly source: ZoneSource;
  readonly zones: readonly GeoZone[];
}

export interface AtOptions {
  /** Metres over `reference`; not there: every height is unknown. */
  readonly altitudeM?: number;
  /** By default above the mean sea level. */
  readonly reference?: HeightReference;
  /** Unix seconds; not there: whether limited hours hold is unknown. */
  readonly unixS?: number;
  /** `certain`: within heights and hours; `possible`, by default: not surely outside of them; `all`: whoever's ground it is. */
  readonly keep?: 'certain' | 'possible' | 'all';
}

/** A part of a zone over or under a place. */
export interface ZoneHit {
  readonly zone: GeoZone;
  readonly source: ZoneSource;
  readonly volume: ZoneVolume;
  readonly height: 'within' | 'outside' | 'unknown';
  readonly time: 'holds' | 'not-now' | 'unknown';
}

/** Boxes around places begin here, see {@link ZoneIndex.searchAround}. */
const LEAST_LONGITUDE = -270;
/** A number of no limit. */
const NO_LIMIT = -1;
const heightWords = { [OUTSIDE]: 'outside', [UNKNOWN]: 'unknown', [WITHIN]: 'within' } as const;

/** Zones, flat in arrays, to be found by place. Volumes are numbered along a Hilbert curve, zones in the order of their sets. */
export class ZoneIndex {
  readonly #zones: GeoZone[] = [];
  readonly #sources: ZoneSource[] = [];
  readonly #tree: BoxTree;
  readonly #shapes: Shapes;
  /** By volume: its zone, and which of the zone's volumes it is. */
  readonly #zoneOf: Uint32Array;
  readonly #part: Uint32Array;
  readonly #lowerM: Float64Array;
  readonly #upperM: Float64Array;
  /** By volume: numbers of references, or {@link NO_LIMIT}. */
  readonly #lowerFrom: Int8Array;
  readonly #upperFrom: Int8Array;
  readonly #place = new Room();
  /** How often 360 degrees are added to a longitude to meet every box. */
  readonly #turns: number;

  /**
   * Takes about a second for 100 000 zones of 34 positions, and 0.8 KB for each; zones themselves are kept as they are.
   * @throws FlightveilError `usage` if a shape has a position or a radius that is none, or no ring
   */
  constructor(sets: readonly IndexedSet[]) {
    const volumes: ZoneVolume[] = [];
    const zoneNumbers: number[] = [];
    const parts: number[] = [];
    for (const { source, zones } of sets) {
      for (const zone of zones) {
        zone.volumes.forEach((volume, part) => {
          volumes.push(volume);
          zoneNumbers.push(this.#zones.length);
          parts.push(part);
        });
        this.#zones.push(zone);
        this.#sources.push(source);
      }
    }
    const { boxes, turnsDeg } = Shapes.boxesOf(volumes.map(({ shape }) => shape));
    const order = hilbertOrder(boxes);
    const sorted = new Float64Array(boxes.length);
    order.forEach((from, to) => {
      sorted.set(boxes.subarray(4 * from, 4 * from + 4), 4 * to);
    });
    this.#shapes = new Shapes(volumes, turnsDeg, order);
    this.#tree = new BoxTree(sorted);
    this.#zoneOf = order.map((from) => zoneNumbers[from]!);
    this.#part = order.map((from) => parts[from]!);
    this.#lowerM = new Float64Array(order).map((from) => volumes[from]!.lower?.heightM ?? 0);
    this.#upperM = new Float64Array(order).map((from) => volumes[from]!.upper?.heightM ?? 0);
    const numberOf = (limit: ZoneVolume['lower']): number =>
      limit === undefined ? NO_LIMIT : heightReferences.indexOf(limit.reference);
    this.#lowerFrom = new Int8Array(order.length).map((_, to) => numberOf(volumes[order[to]!]!.lower));
    this.#upperFrom = new Int8Array(order.length).map((_, to) => numberOf(volumes[order[to]!]!.upper));
    let east = 180;
    for (let at = 2; at < sorted.length; at += 4) east = Math.max(east, sorted[at]!);
    this.#turns = Math.ceil((east - LEAST_LONGITUDE) / 360);
  }

  get zoneCount(): number {
    return this.#zones.length;
  }

  get volumeCount(): number {
    return this.#zoneOf.length;
  }

  /** What the arrays take, in bytes. */
  get byteLength(): number {
    const arrays = [this.#zoneOf, this.#part, this.#lowerM, this.#upperM, this.#lowerFrom, this.#upperFrom];
    return arrays.reduce((sum, a) => sum + a.byteLength, this.#tree.byteLength + this.#shapes.byteLength);
  }

  /** The volumes over or under a place, in no order; none for what is no place. On an edge either side may be said. */
  at(latitudeDeg: number, longitudeDeg: number, options: AtOptions = {}): ZoneHit[] {
    const { altitudeM = Number.NaN, reference = 'AMSL', unixS = Number.NaN, keep = 'possible' } = options;
    const heights = new KnownHeights();
    if (Number.isFinite(altitudeM)) heights.setKnown(altitudeM, reference);
    else heights.setMeasured(Number.NaN, Number.NaN);
    const found = new Set<number>();
    const longitude = normalLongitude(longitudeDeg);
    this.searchAround(latitudeDeg, longitude, 0, 0, (volume, turnDeg) => {
      if (this.covers(volume, latitudeDeg, longitude - turnDeg)) found.add(volume);
    });
    const hits = [...found].map((volume): ZoneHit => {
      const zone = this.zone(this.zoneOf(volume));
      const holds = holdsAt(zone.applicability, unixS, placeOf(zone));
      return {
        zone,
        source: this.source(this.zoneOf(volume)),
        volume: zone.volumes[this.#part[volume]!]!,
        height: heightWords[this.heightAnswer(volume, heights) as keyof typeof heightWords],
        time: holds === undefined ? 'unknown' : holds ? 'holds' : 'not-now',
      };
    });
    return hits.filter(({ height, time }) => {
      if (keep === 'certain') return height === 'within' && time === 'holds';
      return keep === 'all' || (height !== 'outside' && time !== 'not-now');
    });
  }

  zone(number: number): GeoZone {
    return this.#zones[number]!;
  }

  source(zone: number): ZoneSource {
    return this.#sources[zone]!;
  }

  zoneOf(volume: number): number {
    return this.#zoneOf[volume]!;
  }

  volume(volume: number): ZoneVolume {
    return this.zone(this.zoneOf(volume)).volumes[this.#part[volume]!]!;
  }

  /**
   * Finds the volumes whose boxes meet a box.
   * @param longitudeDeg of {@link normalLongitude}; half the width is 90 at most
   * @param take a volume, and what is to be added to its longitudes to have those of the box
   */
  searchAround(
    latitudeDeg: number,
    longitudeDeg: number,
    halfHeightDeg: number,
    halfWidthDeg: number,
    take: (volume: number, turnDeg: number) => void,
  ): void {
    const found: number[] = [];
    for (let turn = -1; turn <= this.#turns; turn++) {
      found.length = 0;
      const middle = longitudeDeg + 360 * turn;
      this.#tree.search(
        middle - halfWidthDeg,
        latitudeDeg - halfHeightDeg,
        middle + halfWidthDeg,
        latitudeDeg + halfHeightDeg,
        found,
      );
      for (const volume of found) take(volume, -360 * turn);
    }
  }

  /** Whether a place is on a volume's ground. @param longitudeDeg as the volume has them: {@link searchAround} says how */
  covers(volume: number, latitudeDeg: number, longitudeDeg: number): boolean {
    this.#place.latitudeDeg = latitudeDeg;
    this.#place.longitudeDeg = longitudeDeg;
    return this.coversFix(volume, 0, this.#place);
  }

  /** Whether the fix of a room is on a volume's ground. Allocates nothing. @param turnDeg what to add to the volume's longitudes to have the fix's */
  coversFix(volume: number, turnDeg: number, fix: Room): boolean {
    return this.#shapes.contains(volume, turnDeg, fix);
  }

  /** Cuts the room around a fix until the volume's edge is not in it. Allocates nothing. @returns whether it was */
  cut(volume: number, turnDeg: number, room: Room): boolean {
    return this.#shapes.cut(volume, turnDeg, room);
  }

  /** What heights say of a volume's limits; cuts the room where that changes. Allocates nothing. */
  heightAnswer(volume: number, heights: KnownHeights, room?: Room): number {
    const lowerFrom = this.#lowerFrom[volume]!;
    const upperFrom = this.#upperFrom[volume]!;
    const lower = lowerFrom === NO_LIMIT ? WITHIN : heights.above(this.#lowerM[volume]!, lowerFrom, room);
    if (lower === OUTSIDE) return OUTSIDE;
    const upper = upperFrom === NO_LIMIT ? WITHIN : heights.below(this.#upperM[volume]!, upperFrom, room);
    return Math.min(lower, upper);
  }
}

/** The same longitude from -180 up to 180 degrees. */
export function normalLongitude(longitudeDeg: number): number {
  if (longitudeDeg >= -180 && longitudeDeg < 180) return longitudeDeg;
  return longitudeDeg - 360 * Math.floor((longitudeDeg + 180) / 360);
}
