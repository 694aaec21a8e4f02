import { HalfSipHash } from '../../bytes/half-sip-hash.ts';
import { RigidMotion } from '../../geo/rigid-motion.ts';
import { RADIANS, SEMI_MAJOR_M } from '../../geo/wgs84.ts';
import { HeldPlaces } from './held-places.ts';

/** Where every relocated flight is laid out, the same for everybody: open Pacific, and not 0/0, which tools take for "no fix". */
export const RELOCATED_ORIGIN = { latitudeDeg: -10, longitudeDeg: -120 } as const;

/** What is drawn for one flight. */
export interface RelocationDraws {
  /**
   * Clockwise, in radians; whole degrees. Beside a yaw in full, headings in whole degrees show the turn's parts of a degree, whatever dithers them: it
   * has none.
   */
  readonly turnRad: number;
  /** Of the first fix from {@link RELOCATED_ORIGIN}. */
  readonly eastM: number;
  readonly northM: number;
  /** Height of the first fix. */
  readonly heightM: number;
  /** At least eight bytes. */
  readonly ditherKey: Uint8Array;
}

const FARTHEST_OFFSET_M = 5000;
const LOWEST_M = 100;
const HIGHEST_M = 400;

/** The draws of a flight from a key of 32 bytes: a turn uniform over all whole degrees, uniform over a disc of five kilometres, uniform height. */
export function drawRelocation(key: Uint8Array): RelocationDraws {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  const uniform = (at: number): number => view.getUint32(at, true) / 2 ** 32 + view.getUint16(at + 4, true) / 2 ** 48;
  const distanceM = FARTHEST_OFFSET_M * Math.sqrt(uniform(6));
  const direction = 2 * Math.PI * uniform(12);
  return {
    turnRad: Math.floor(360 * uniform(0)) * RADIANS,
    eastM: distanceM * Math.sin(direction),
    northM: distanceM * Math.cos(direction),
    heightM: LOWEST_M + (HIGHEST_M - LOWEST_M) * (view.getUint16(18, true) / 2 ** 16),
    ditherKey: key.subarray(24, 32),
  };
}

/** Nearer to a pole a step of longitude is nothing. */
const FARTHEST_NORTH_DEG = 89;

/** What is known of a flight before its frames are read; all of it for files, nothing for live streams. */
export interface RelocationFacts {
  readonly firstFix?:
    | { readonly latitudeDeg: number; readonly longitudeDeg: number; readonly altitudeM: number }
    | undefined;
  /** The whole log was read and has no fix: what needs none passes. */
  readonly hasNoFix?: boolean;
}

/** Slots of {@link Relocation.turns}: an angle with its cosine and sine. */
export const Turn = { aircraft: 0, place: 3 } as const;

/** Heights of fixes that differ more from the one before, or from the first, are none of this flight. */
const FARTHEST_LEAP_M = 1000;
/** Standalone heights that differ more from the last one of a fix were not measured from the sea: they are withheld. */
const PLAUSIBLE_M = 150;

/**
 * The canonical frame of one flight: where its first fix was and lies now, how it is turned, how heights move. Everything that carries a place,
 * a direction or a height goes through the one object, so that all of it moves together.
 */
export class Relocation {
  /** By {@link Turn}: how much directions turn at the aircraft and at the place that was moved last. */
  readonly turns = new Float64Array(6);
  readonly draws: RelocationDraws;
  /** Local frames beside a global fix tell the latitude by their scale: they pass only in logs without any fix. */
  readonly keepsLocal: boolean;
  /** A place of the aircraft has been moved, or none will come: directions before that may be those of an estimator that is not aligned. */
  isAligned: boolean;
  /** The last direction other than zero as it was sent, in radians; NaN: none yet. */
  readonly lastDirection = Float64Array.of(Number.NaN);
  /** The last place was none. */
  isPlaceUnknown = false;
  /** Latitude and longitude in degrees that {@link moveThere} is to move, and those that were moved last; then the turn beyond the flight's own. */
  readonly moved = new Float64Array(3);
  /** The flight's own turn, its cosine and sine. */
  readonly #base: Float64Array;
  #motion: RigidMotion | undefined;
  readonly #dither: HalfSipHash;
  /** Metres that heights above the sea are moved by, and the last height of a fix, moved. */
  readonly #heights = new Float64Array(2);
  #hasHeight = false;
  #hasFixHeight = false;
  readonly #held = new Map<number, HeldPlaces>();
  /** See {@link eastDither}. */
  #eastSpread = 0;

  constructor(draws: RelocationDraws, facts: RelocationFacts = {}) {
    this.draws = draws;
    this.#base = Float64Array.of(draws.turnRad, Math.cos(draws.turnRad), Math.sin(draws.turnRad));
    this.#dither = new HalfSipHash(draws.ditherKey);
    this.keepsLocal = facts.hasNoFix === true;
    this.isAligned = this.keepsLocal;
    this.#setTurn(Turn.aircraft);
    this.#setTurn(Turn.place);
    const { firstFix } = facts;
    if (firstFix === undefined) return;
    this.#begin(firstFix.latitudeDeg, firstFix.longitudeDeg);
    if (Number.isFinite(firstFix.altitudeM)) this.#beginHeights(firstFix.altitudeM);
  }

  /**
   * Moves a place; the result is in `moved`, and the turn at it in `turns`.
   * @param isAircraft it is where the aircraft is: its directions turn from now on as they do there
   * @returns false if it cannot be moved: no reference yet, or too far from it
   */
  move(latitudeDeg: number, longitudeDeg: number, isAircraft: boolean): boolean {
    this.moved[0] = latitudeDeg;
    this.moved[1] = longitudeDeg;
    return this.moveThere(isAircraft);
  }

  /** As {@link move}, of the place that stands in `moved`: doubles that are handed over in a call may be allocated. */
  moveThere(isAircraft: boolean): boolean {
    if (this.#motion === undefined) {
      if (!isAircraft) return false;
      const [latitudeDeg, longitudeDeg] = this.moved as unknown as [number, number];
      this.#begin(latitudeDeg, longitudeDeg);
      this.moved[0] = latitudeDeg;
      this.moved[1] = longitudeDeg;
    }
    if (!this.#motion!.moveResult()) return false;
    this.#setTurn(Turn.place);
    if (isAircraft) {
      this.isAligned = true;
      this.turns[0] = this.turns[3]!;
      this.turns[1] = this.turns[4]!;
      this.turns[2] = this.turns[5]!;
    }
    return true;
  }

  /** Whether directions there ({@link Turn}) can be told from those of an estimator that is not aligned. */
  isKnownAt(turnAt: number): boolean {
    return this.isAligned || (turnAt === Turn.place && !this.isPlaceUnknown);
  }

  /** The place of this message is none: directions in it turn as at the aircraft. */
  noPlace(): void {
    for (let at = 0; at < 3; at++) this.turns[Turn.place + at] = this.turns[at]!;
  }

  /** 32 bits that depend on the value alone, the same throughout the flight. */
  ditherOf(first: number, second: number): number {
    return this.#dither.ofWords(first, second);
  }

  /** Of what {@link ditherOf} gave, its lowest eleven bits: uniform over one step, as it is right to the north. */
  northDither(dither: number): number {
    return ((dither & 0x7ff) + 0.5) / 2048 - 0.5;
  }

  /**
   * The same to the east, and as much more as makes what rounding and dither leave as long to the east as to the north, in the mean of the squares: steps of
   * longitude are shorter, by the cosine of the latitude, and a path that is smooth else shows in which direction they are.
   */
  eastDither(dither: number): number {
    return this.northDither(dither >>> 11) + (((dither >>> 22) + 0.5) / 1024 - 0.5) * this.#eastSpread;
  }

  /** The last places of the aircraft that are whole numbers of a step: one object for all messages that have this step. */
  heldPlaces(degrees: number): HeldPlaces {
    const held = this.#held.get(degrees) ?? new HeldPlaces(degrees);
    this.#held.set(degrees, held);
    return held;
  }

  /**
   * By how many metres a height above the sea is moved.
   * @param isOfFix it stands beside a place of the aircraft
   * @param isAlone it stands beside no place
   * @returns NaN if it cannot be one of this flight
   */
  heightShift(heightM: number, isOfFix: boolean, isAlone: boolean): number {
    const heights = this.#heights;
    if (Number.isNaN(heightM)) return Number.NaN;
    if (!this.#hasHeight) {
      if (!isOfFix) return Number.NaN;
      this.#beginHeights(heightM);
    }
    const moved = heightM + heights[0]!;
    if (isOfFix) {
      // No aircraft leaps so far between two fixes: moved like the others, a default height would tell by how much they are.
      if (Math.abs(moved - heights[1]!) > FARTHEST_LEAP_M) return Number.NaN;
      heights[1] = moved;
      this.#hasFixHeight = true;
    } else if (isAlone && !(this.#hasFixHeight && Math.abs(moved - heights[1]!) < PLAUSIBLE_M)) {
      return Number.NaN;
    }
    return heights[0]!;
  }

  #begin(latitudeDeg: number, longitudeDeg: number): void {
    // Of one step north and one east, each rounded and dithered: the difference of their squares, as a uniform draw. The latitude of the first fix is that of all.
    this.#eastSpread = Math.SQRT2 * Math.tan(Math.min(Math.abs(latitudeDeg), FARTHEST_NORTH_DEG) * RADIANS);
    this.#motion = new RigidMotion({ latitudeDeg, longitudeDeg }, this.#target(), this.draws.turnRad, this.moved);
  }

  /** Where the first fix comes to lie. */
  #target(): { latitudeDeg: number; longitudeDeg: number } {
    const { eastM, northM } = this.draws;
    const { latitudeDeg, longitudeDeg } = RELOCATED_ORIGIN;
    return {
      latitudeDeg: latitudeDeg + northM / SEMI_MAJOR_M / RADIANS,
      longitudeDeg: longitudeDeg + eastM / (SEMI_MAJOR_M * Math.cos(latitudeDeg * RADIANS)) / RADIANS,
    };
  }

  #beginHeights(heightM: number): void {
    this.#heights[0] = this.draws.heightM - heightM;
    this.#heights[1] = this.draws.heightM;
    this.#hasHeight = true;
  }

  /** Directions turn by the flight's own turn and by what stands in `moved`. */
  #setTurn(at: number): void {
    const { turns } = this;
    const beyondRad = this.moved[2]!;
    const base = this.#base;
    turns[at] = base[0]! + beyondRad;
    // The convergences' difference is small but near poles: two terms are exact to 1e-12.
    const isSmall = beyondRad < 0.002 && beyondRad > -0.002;
    const cosine = isSmall ? 1 - (beyondRad * beyondRad) / 2 : Math.cos(beyondRad);
    const sine = isSmall ? beyondRad * (1 - (beyondRad * beyondRad) / 6) : Math.sin(beyondRad);
    turns[at + 1] = base[1]! * cosine - base[2]! * sine;
    turns[at + 2] = base[2]! * cosine + base[1]! * sine;
  }
}
