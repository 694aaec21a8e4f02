import { NumberType, readNumber } from '../bytes/numbers.ts';
import { distanceM } from '../geo/surface.ts';
import { SENDERS } from '../model/flight-state.ts';
import type { Frame } from '../model/format.ts';
import type { Field, FieldType, Schema } from '../model/schema.ts';
import { unitSize } from '../model/units.ts';
import { placePairs } from './anchors.ts';

export interface Fix {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Above sea level; NaN if the message does not tell. */
  readonly altitudeM: number;
}

/** The aircraft's own fixes in the order of the log, from the message that gives most. Values of hidden fields: never written or logged. */
export interface Track {
  readonly length: number;
  /** By the log's own clock, in Unix microseconds, or since boot where the log does not tell the date; NaN where it has no clock. */
  readonly timeUs: Float64Array;
  /** Where the record starts in the log, in bytes. */
  readonly offset: Float64Array;
  readonly latitudeDeg: Float64Array;
  readonly longitudeDeg: Float64Array;
  /** Above sea level; NaN if the message does not tell. */
  readonly altitudeM: Float64Array;
  /** Over home, where the message tells no height above the sea but this. */
  readonly heightOverHomeM?: Float64Array;
}

/** Fixes of one track; at ten a second more than a day's worth. What comes behind is not in the track, which says so by {@link TrackRecorder.isWhole}. */
export const MAX_TRACK_FIXES = 1_000_000;
const MAX_TRACKS = 64;
/** Around 0/0 stands what has no fix: estimators drift there by some metres. */
const NO_FIX_DEG = 0.01;
const COLUMNS = 5;

/** In degrees, one entry a fix. */
export interface Places {
  readonly latitudeDeg: Float64Array;
  readonly longitudeDeg: Float64Array;
}

export interface FixEnds {
  readonly first: number;
  readonly last: number;
}

/** Keeps the fixes of every sender and message apart. */
export class TrackRecorder {
  readonly #readers: (FixReader | undefined)[] = [];
  readonly #tracks = new Map<number, Rows>();
  #isWhole = true;

  learn(schema: Schema): void {
    this.#readers[schema.index] = fixReaderOf(schema);
  }

  /** @param view has the whole body from `body` on, zero-extended to the schema's size */
  take(frame: Frame, view: DataView, timeUs: number, offset: number, body = 0): void {
    const reader = this.#readers[frame.schema.index];
    if (reader === undefined) return;
    const latitudeDeg = reader.latitude.read(view, body) * reader.degrees;
    const longitudeDeg = reader.longitude.read(view, body) * reader.degrees;
    if (!isFix(latitudeDeg, longitudeDeg)) return;
    const altitude = reader.altitude;
    const altitudeM = altitude === undefined ? Number.NaN : altitude.read(view, body) * reader.metres;
    const key = frame.schema.index * SENDERS + frame.sender;
    let rows = this.#tracks.get(key);
    if (rows === undefined) {
      if (this.#tracks.size >= MAX_TRACKS) {
        this.#isWhole = false;
        return;
      }
      rows = new Rows(reader.isOverHome);
      this.#tracks.set(key, rows);
    }
    if (rows.length >= MAX_TRACK_FIXES) this.#isWhole = false;
    else rows.add(timeUs, offset, latitudeDeg, longitudeDeg, altitudeM);
  }

  /** False: the log has more fixes than are kept. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The track that moves most often: a target or a home can be sent as often as the aircraft's place. */
  track(zeroUs = 0): Track {
    return (this.#busiestFirst()[0]?.[1] ?? new Rows(false)).track(zeroUs);
  }

  /**
   * The track of the log and, behind it, those of other aircraft in it: of each other sender the one that moves most often, unless it
   * stays beside a track before it. Cameras and gimbals tell where their own aircraft is.
   * @param zeroUs Unix time at which the log's clock was zero, in microseconds
   */
  tracks(zeroUs = 0): readonly Track[] {
    const senders = new Set<number>();
    const tracks: Track[] = [];
    for (const [key, rows] of this.#busiestFirst()) {
      const sender = key % SENDERS;
      if (senders.has(sender) || rows.moves === 0) continue;
      senders.add(sender);
      const track = rows.track(zeroUs);
      if (!tracks.some((other) => goesAlong(track, other))) tracks.push(track);
    }
    return tracks.length > 0 ? tracks : [this.track(zeroUs)];
  }

  /** Where the records of the first and the last fix start, of every sender and message, in bytes. */
  fixEnds(): readonly FixEnds[] {
    return [...this.#tracks.values()].filter(({ length }) => length > 0).map((rows) => rows.ends());
  }

  /** Every fix of every sender and message. */
  everywhere(): Places {
    const tracks = [...this.#tracks.values()];
    const length = tracks.reduce((sum, rows) => sum + rows.length, 0);
    const places = { latitudeDeg: new Float64Array(length), longitudeDeg: new Float64Array(length) };
    let at = 0;
    for (const rows of tracks) at = rows.copyPlaces(places, at);
    return places;
  }

  /** Where senders stand that say where they are and never move: a tracker, a ground station. */
  standing(): readonly Fix[] {
    return [...this.#tracks.values()]
      .filter((rows) => rows.moves === 0 && rows.length > 0)
      .map((rows) => fixAt(rows.track(), 0));
  }

  #busiestFirst(): [key: number, rows: Rows][] {
    return [...this.#tracks].sort(([, a], [, b]) => b.moves - a.moves);
  }
}

/** Whether these degrees can be where an aircraft was. */
export function isFix(latitudeDeg: number, longitudeDeg: number): boolean {
  if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180)) return false;
  return Math.abs(latitudeDeg) > NO_FIX_DEG || Math.abs(longitudeDeg) > NO_FIX_DEG;
}

/** Where in a body an aircraft's own fix stands. */
export interface FixReader {
  readonly latitude: NumberReader;
  readonly longitude: NumberReader;
  readonly degrees: number;
  readonly altitude: NumberReader | undefined;
  readonly metres: number;
  /** Heights are over home, not above the sea. */
  readonly isOverHome: boolean;
}

/** Reads the first element of a field as a number; text is none. */
export class NumberReader {
  readonly #at: number;
  readonly #type: NumberType | undefined;
  readonly #isSigned: boolean;
  readonly #isText: boolean;

  constructor(field: Field) {
    this.#at = field.offset;
    const types: Readonly<Partial<Record<FieldType, NumberType>>> = NumberType;
    this.#type = types[field.type];
    this.#isSigned = field.type === 'i64';
    this.#isText = field.type === 'char';
  }

  /** @param body where the body starts in `view` */
  read(view: DataView, body: number): number {
    const at = body + this.#at;
    if (this.#type !== undefined) return readNumber(view, at, this.#type);
    if (this.#isText) return Number.NaN;
    return Number(this.#isSigned ? view.getBigInt64(at, true) : view.getBigUint64(at, true));
  }
}

/** @returns undefined for messages that do not tell where their aircraft is */
export function fixReaderOf(schema: Schema): FixReader | undefined {
  for (const { latitude, longitude, rule } of placePairs(schema)) {
    const degrees = unitSize(latitude.units, 'angle');
    if (rule.category !== 'aircraftPosition' || degrees === undefined) continue;
    const heightOver = (wanted: string): Field | undefined =>
      schema.fields.find((field) =>
        field.rules.some(({ role, datum, group }) => role === 'altitude' && datum === wanted && group === rule.group),
      );
    const overSea = heightOver('amsl');
    const altitude = overSea ?? heightOver('home');
    const metres = unitSize(altitude?.units, 'length');
    return {
      latitude: new NumberReader(latitude),
      longitude: new NumberReader(longitude),
      degrees,
      altitude: altitude === undefined || metres === undefined ? undefined : new NumberReader(altitude),
      metres: metres ?? 0,
      isOverHome: overSea === undefined,
    };
  }
  return undefined;
}

/** Rows of a piece: what is allocated at once. */
const PIECE_ROWS = 4096;
const PIECE_VALUES = PIECE_ROWS * COLUMNS;

/** Rows of numbers that grow, piece by piece: nothing is copied, and little more is held than there is. */
class Rows {
  length = 0;
  /** How often the place was another one than before. */
  moves = 0;
  readonly #pieces: Float64Array[] = [];
  #last = new Float64Array(0);
  /** Where the next row goes in the last piece. */
  #at = PIECE_VALUES;
  readonly #place = Float64Array.of(Number.NaN, Number.NaN);
  readonly #isOverHome: boolean;

  constructor(isOverHome: boolean) {
    this.#isOverHome = isOverHome;
  }

  add(timeUs: number, offset: number, latitudeDeg: number, longitudeDeg: number, altitudeM: number): void {
    if (this.#at === PIECE_VALUES) {
      this.#last = new Float64Array(PIECE_VALUES);
      this.#pieces.push(this.#last);
      this.#at = 0;
    }
    const place = this.#place;
    if (this.length > 0 && (place[0] !== latitudeDeg || place[1] !== longitudeDeg)) this.moves++;
    place[0] = latitudeDeg;
    place[1] = longitudeDeg;
    const values = this.#last;
    const at = this.#at;
    values[at] = timeUs;
    values[at + 1] = offset;
    values[at + 2] = latitudeDeg;
    values[at + 3] = longitudeDeg;
    values[at + 4] = altitudeM;
    this.#at = at + COLUMNS;
    this.length++;
  }

  /** @returns index behind what was copied */
  copyPlaces({ latitudeDeg, longitudeDeg }: Places, start: number): number {
    let at = start;
    this.#pieces.forEach((piece, number) => {
      const end = Math.min(PIECE_ROWS, this.length - number * PIECE_ROWS) * COLUMNS;
      for (let row = 0; row < end; row += COLUMNS, at++) {
        latitudeDeg[at] = piece[row + 2]!;
        longitudeDeg[at] = piece[row + 3]!;
      }
    });
    return at;
  }

  ends(): FixEnds {
    return { first: this.#pieces[0]![1]!, last: this.#last[this.#at - COLUMNS + 1]! };
  }

  track(zeroUs = 0): Track {
    const { length } = this;
    const column = (index: number): Float64Array => {
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) {
        const piece = this.#pieces[Math.floor(row / PIECE_ROWS)]!;
        values[row] = piece[(row % PIECE_ROWS) * COLUMNS + index]!;
      }
      return values;
    };
    return {
      length,
      timeUs: zeroUs === 0 ? column(0) : column(0).map((timeUs) => timeUs + zeroUs),
      offset: column(1),
      latitudeDeg: column(2),
      longitudeDeg: column(3),
      altitudeM: this.#isOverHome ? new Float64Array(length).fill(Number.NaN) : column(4),
      ...(this.#isOverHome ? { heightOverHomeM: column(4) } : {}),
    };
  }
}

const COMPARED_FIXES = 200;
/** What flies together, or is carried along, is within this distance at the same point of the log. */
const BESIDE_M = 200;

/** Whether most fixes of a track are beside where the other track is at that point of the log. */
function goesAlong(track: Track, other: Track): boolean {
  const stride = Math.max(1, Math.floor(track.length / COMPARED_FIXES));
  let compared = 0;
  let beside = 0;
  let at = 0;
  for (let index = 0; index < track.length; index += stride) {
    while (at + 1 < other.length && other.offset[at + 1]! <= track.offset[index]!) at++;
    compared++;
    if (distanceM(fixAt(track, index), fixAt(other, at)) <= BESIDE_M) beside++;
  }
  return beside >= 0.8 * compared;
}

/** One fix of a track. */
export function fixAt(track: Track, index: number): Fix {
  return {
    latitudeDeg: track.latitudeDeg[index]!,
    longitudeDeg: track.longitudeDeg[index]!,
    altitudeM: track.altitudeM[index]!,
  };
}

/** Fixes further than this from the middle of the track are garbage: no aircraft flies that far in one log. */
const FAR_DEG = 2;

/** The first fix near the middle of the track: a wrong first fix would lay the flight out at its distance from there. */
export function firstFixOf(track: Track): Fix | undefined {
  if (track.length === 0) return undefined;
  const middle = (values: Float64Array): number => Float64Array.from(values).sort()[values.length >> 1]!;
  const latitude = middle(track.latitudeDeg);
  // The antimeridian may run through the track: longitudes are compared from the first one.
  const from = track.longitudeDeg[0]!;
  const longitude = middle(track.longitudeDeg.map((value) => wrapDeg(value - from)));
  for (let index = 0; index < track.length; index++) {
    const latitudeDeg = track.latitudeDeg[index]!;
    const longitudeDeg = track.longitudeDeg[index]!;
    const across = wrapDeg(longitudeDeg - from - longitude) * Math.cos((latitudeDeg * Math.PI) / 180);
    if (Math.abs(latitudeDeg - latitude) > FAR_DEG || Math.abs(across) > FAR_DEG) continue;
    return { latitudeDeg, longitudeDeg, altitudeM: firstHeightOf(track) };
  }
  return undefined;
}

/** Heights further than this from the middle one are garbage. */
const FAR_M = 500;
/** So many are enough to tell which is the middle one. */
const MAX_HEIGHTS = 1000;

/** The first height near the middle one that is not zero, which says that none is known; NaN if there is none. */
function firstHeightOf({ altitudeM }: Track): number {
  const stride = Math.ceil(altitudeM.length / MAX_HEIGHTS);
  const known: number[] = [];
  for (let index = 0; index < altitudeM.length; index += stride) {
    const height = altitudeM[index]!;
    if (height !== 0 && Number.isFinite(height)) known.push(height);
  }
  known.sort((a, b) => a - b);
  const middleM = known[known.length >> 1] ?? Number.NaN;
  return altitudeM.find((height) => height !== 0 && Math.abs(height - middleM) <= FAR_M) ?? Number.NaN;
}

function wrapDeg(degrees: number): number {
  return degrees - 360 * Math.floor((degrees + 180) / 360);
}
