import type { ZoneSource } from '../model/unlock-event.ts';
import { Follow, Hours } from './follow.ts';
import { known, Room } from './index/room.ts';
import { KnownHeights, OUTSIDE, WITHIN } from './known-heights.ts';
import type { GeoZone, ZoneVolume } from './zone.ts';
import { normalLongitude, type ZoneIndex } from './zone-index.ts';

/** An aircraft came into a zone, or left it. */
export interface Passage {
  readonly kind: 'entered' | 'left';
  readonly zone: GeoZone;
  readonly source: ZoneSource;
  /** Of `entered`: one of the zone's parts that it came into. */
  readonly volume?: ZoneVolume;
  /** NaN: not known. As the place, of the first fix inside, or outside; longitudes are from -180 up to 180. */
  readonly timeUs: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** False: it may have been above or below; of `left`: at the last fix inside. */
  readonly isHeightKnown: boolean;
  /** False: the zone's hours may not have been; of `left`: at the last fix inside. */
  readonly isTimeKnown: boolean;
  /** It was inside at the first fix. */
  readonly isFirst?: true;
}

export interface PassageSink {
  /** `left` is told when it counts, after what has happened since. */
  passage(passage: Passage): void;
}

export interface WatchOptions {
  /** So long outside, from the first fix there, counts as left; 5 by default. */
  readonly leavingS?: number;
  /** So far from the first fix outside, likewise; 20 by default. */
  readonly leavingM?: number;
}

interface Candidate {
  readonly volume: number;
  /** Degrees to be added to the volume's longitudes to have those of the box. */
  readonly turnDeg: number;
  /** No edge of it is in the box: all of the box is on its ground. */
  readonly isWhole: boolean;
  readonly follow: Follow;
}

/** Half the height of the box whose candidates are known; in it edges are looked at this far from a fix. */
const MOST_HALF_DEG = 0.01;
const LEAST_HALF_DEG = 0.0005;
const NEAR_SHARE = 0.2;
/** With more candidates a smaller box is taken. */
const MANY = 64;

/**
 * Tells when an aircraft comes into zones and leaves them, fix by fix. What is not surely outside is inside: unknown heights, times and hours count (fail safe), and the
 * passage says so. Coming in counts with the first fix, also if it is the only one. Leaving counts when the aircraft has been outside for some seconds, or has come
 * some metres from its first fix outside, so that a track along an edge, or one wrong fix, is one stay and not many; a log without times has the metres alone.
 *
 * A zone of several volumes is one zone. Limits above the sea are compared with the altitude, limits above the ground with the height over home, which is the best that
 * a log has; limits above the ellipsoid with the altitude and 110 m either way.
 *
 * The one exception to failing safe is height over the ground. The height over home stands for it, so that inside such limits it is never known (`isHeightKnown` is false),
 * but outside of them it excludes: over a hill that is higher than home an aircraft may be in a zone that reaches 120 m above the ground, at 130 m over home, and nothing
 * is told. Excluded by range alone, with every height of ground that there is on Earth, each zone with a top or a floor above the ground would count at every height.
 *
 * Around each fix there is a room in which no answer can change; a fix in it costs some comparisons. Nothing is allocated for a fix.
 */
export class ZoneWatch {
  readonly #index: ZoneIndex;
  readonly #sink: PassageSink;
  readonly #leavingUs: number;
  readonly #leavingM: number;
  readonly #room = new Room();
  readonly #heights = new KnownHeights();
  readonly #box = new Room();
  #halfDeg = MOST_HALF_DEG;
  #halfWidthDeg = 0;
  #candidates: Candidate[] = [];
  /** Of the candidates, and zones that were not left yet. */
  #follows: Follow[] = [];
  /** Of zones that have hours: to find out takes long. */
  readonly #hours = new Map<number, Hours>();
  #isFirst = true;

  constructor(index: ZoneIndex, sink: PassageSink, { leavingS = 5, leavingM = 20 }: WatchOptions = {}) {
    this.#index = index;
    this.#sink = sink;
    this.#leavingUs = leavingS * 1e6;
    this.#leavingM = leavingM;
  }

  /**
   * The next fix. One that is no place tells nothing.
   * @param timeUs Unix microseconds; NaN: unknown; before 2010: since boot, so that hours are unknown
   * @param altitudeAmslM above the mean sea level; NaN: unknown
   * @param heightOverHomeM above where the aircraft took off; NaN: unknown
   */
  fix(timeUs: number, latitudeDeg: number, longitudeDeg: number, altitudeAmslM: number, heightOverHomeM: number): void {
    const room = this.#room;
    const time = known(timeUs);
    const altitude = known(altitudeAmslM);
    const overHome = known(heightOverHomeM);
    if (
      latitudeDeg >= room.south &&
      latitudeDeg <= room.north &&
      longitudeDeg >= room.west &&
      longitudeDeg <= room.east &&
      time >= room.fromUs &&
      time < room.untilUs &&
      altitude >= room.lowM[0]! &&
      altitude <= room.highM[0]! &&
      overHome >= room.lowM[1]! &&
      overHome <= room.highM[1]!
    ) {
      return;
    }
    if (!(Math.abs(latitudeDeg) <= 90) || !Number.isFinite(longitudeDeg)) return;
    room.timeUs = time;
    room.latitudeDeg = latitudeDeg;
    room.longitudeDeg = normalLongitude(longitudeDeg);
    room.altitudeM = altitude;
    room.overHomeM = overHome;
    this.#gather();
    this.#look();
    this.#tell();
    this.#isFirst = false;
  }

  /** The log is at its end: zones that it was outside of at the last fix are left. Those that it was inside of are not. */
  finish(): void {
    for (const follow of this.#follows) if (follow.stay === 'leaving') this.#leave(follow);
  }

  /** Finds the candidates around the fix if it is not in the box of those that are known, and turns its longitude to that of the box. */
  #gather(): void {
    const { latitudeDeg: latitude, longitudeDeg: longitude } = this.#room;
    const box = this.#box;
    if (latitude >= box.south && latitude <= box.north) {
      if (longitude >= box.west && longitude <= box.east) return;
      const turnDeg = longitude > box.east ? -360 : 360;
      if (longitude + turnDeg >= box.west && longitude + turnDeg <= box.east) {
        this.#room.longitudeDeg = longitude + turnDeg;
        return;
      }
    }
    if (this.#candidates.length < MANY / 4) this.#halfDeg = Math.min(MOST_HALF_DEG, 2 * this.#halfDeg);
    this.#search();
    while (this.#candidates.length > MANY && this.#halfDeg > LEAST_HALF_DEG) {
      this.#halfDeg /= 2;
      this.#search();
    }
  }

  #search(): void {
    const { latitudeDeg: latitude, longitudeDeg: longitude } = this.#room;
    const index = this.#index;
    const box = this.#box;
    box.latitudeDeg = latitude;
    box.longitudeDeg = longitude;
    const half = this.#halfDeg;
    // Near a pole a box of all longitudes would not be known from one around the antimeridian.
    this.#halfWidthDeg = Math.min(90, half / Math.max(1e-6, Math.cos((latitude * Math.PI) / 180)));
    const halfWidth = this.#halfWidthDeg;
    const reopen = (): void => {
      box.setBox(longitude - halfWidth, latitude - half, longitude + halfWidth, latitude + half);
    };
    this.#follows = this.#follows.filter(({ stay }) => stay !== 'outside');
    this.#candidates = [];
    const byZone = new Map(this.#follows.map((follow) => [follow.zone, follow]));
    index.searchAround(latitude, longitude, half, halfWidth, (volume, turnDeg) => {
      reopen();
      const isWhole = !index.cut(volume, turnDeg, box);
      if (isWhole && !index.coversFix(volume, turnDeg, box)) return;
      const zone = index.zoneOf(volume);
      let follow = byZone.get(zone);
      if (follow === undefined) {
        follow = new Follow(zone, this.#hoursOf(zone));
        byZone.set(zone, follow);
        this.#follows.push(follow);
      }
      this.#candidates.push({ volume, turnDeg, isWhole, follow });
    });
    reopen();
  }

  #hoursOf(number: number): Hours {
    const zone = this.#index.zone(number);
    const known = this.#hours.get(number) ?? new Hours(zone);
    if (zone.applicability.length > 0) this.#hours.set(number, known);
    return known;
  }

  /** Asks every candidate about the fix, and finds the room in which their answers stay. */
  #look(): void {
    const index = this.#index;
    const room = this.#room;
    const { latitudeDeg: latitude, longitudeDeg: longitude } = room;
    const box = this.#box;
    const height = NEAR_SHARE * this.#halfDeg;
    const width = NEAR_SHARE * this.#halfWidthDeg;
    room.open();
    room.setBox(
      Math.max(box.west, longitude - width),
      Math.max(box.south, latitude - height),
      Math.min(box.east, longitude + width),
      Math.min(box.north, latitude + height),
    );
    this.#heights.setMeasured(room.altitudeM, room.overHomeM);
    for (const follow of this.#follows) follow.heights = OUTSIDE;
    for (const { volume, turnDeg, isWhole, follow } of this.#candidates) {
      if (follow.heights === WITHIN) continue;
      if (!isWhole) {
        index.cut(volume, turnDeg, room);
        if (!index.coversFix(volume, turnDeg, room)) continue;
      }
      const hours = follow.hours.answer(room);
      if (hours === OUTSIDE) continue;
      const heights = index.heightAnswer(volume, this.#heights, room);
      if (heights <= follow.heights) continue;
      follow.heights = heights;
      follow.time = hours;
      follow.volume = volume;
    }
  }

  /** Tells what the answers change. */
  #tell(): void {
    const room = this.#room;
    for (const follow of this.#follows) {
      if (follow.heights !== OUTSIDE) {
        follow.isHeightKnown = follow.heights === WITHIN;
        follow.isTimeKnown = follow.time === WITHIN;
        if (follow.stay === 'outside') this.#enter(follow);
        follow.stay = 'inside';
        continue;
      }
      if (follow.stay === 'inside') {
        follow.stay = 'leaving';
        follow.setSince(room);
      }
      if (follow.stay !== 'leaving') continue;
      if (follow.hasLeft(room, this.#leavingUs, this.#leavingM)) this.#leave(follow);
    }
  }

  #enter({ zone, volume, isHeightKnown, isTimeKnown }: Follow): void {
    const { timeUs, latitudeDeg, longitudeDeg } = this.#room;
    this.#sink.passage({
      kind: 'entered',
      zone: this.#index.zone(zone),
      source: this.#index.source(zone),
      volume: this.#index.volume(volume),
      timeUs: timeUs === Number.NEGATIVE_INFINITY ? Number.NaN : timeUs,
      ...{ latitudeDeg, longitudeDeg: normalLongitude(longitudeDeg), isHeightKnown, isTimeKnown },
      ...(this.#isFirst ? { isFirst: true } : {}),
    });
  }

  #leave(follow: Follow): void {
    const { zone, isHeightKnown, isTimeKnown } = follow;
    const [timeUs, latitudeDeg, longitudeDeg] = follow.since as unknown as readonly [number, number, number];
    follow.stay = 'outside';
    this.#sink.passage({
      kind: 'left',
      zone: this.#index.zone(zone),
      source: this.#index.source(zone),
      timeUs: timeUs === Number.NEGATIVE_INFINITY ? Number.NaN : timeUs,
      ...{ latitudeDeg, longitudeDeg: normalLongitude(longitudeDeg), isHeightKnown, isTimeKnown },
    });
  }
}
