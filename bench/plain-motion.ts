/** What both sides move a flight by: the same draws, so that their outputs can be compared. */
export interface PlainDraws {
  /** Clockwise, in radians. */
  readonly turnRad: number;
  /** Of the first fix from the origin. */
  readonly eastM: number;
  readonly northM: number;
  /** Height of the first fix. */
  readonly heightM: number;
}

interface PlaceDeg {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

const RADIANS = Math.PI / 180;
/** WGS 84. */
const SEMI_MAJOR_M = 6_378_137;
const ECCENTRICITY_2 = 0.006_694_379_990_14;
const DEGREES_PER_E7 = 1e-7;
/** Within two degrees of north. */
const NORTH_SINE = Math.sin(RADIANS);

/**
 * Relocation as a programmer writes it who knows what has to be done: metres east and north in the tangent plane of the first fix, turned, laid out again in
 * that of another place; whole numbers dithered by a hash of their value. Right to some millimetres within a kilometre.
 */
export class PlainMotion {
  /** Results of {@link place}, in 1e-7 degrees. */
  latitudeE7 = 0;
  longitudeE7 = 0;
  /** A place has been moved: directions before that are those of an estimator that may not be aligned. */
  isAligned = false;
  readonly #draws: PlainDraws;
  readonly #from: PlaceDeg;
  readonly #fromNorthM: number;
  readonly #fromEastM: number;
  readonly #to: PlaceDeg;
  readonly #toNorthM: number;
  readonly #toEastM: number;
  readonly #cosTurn: number;
  readonly #sinTurn: number;
  readonly #raiseM: number;
  #lastDirection = Number.NaN;

  /**
   * @param origin where flights are laid out
   * @param firstFix of the flight
   */
  constructor(draws: PlainDraws, origin: PlaceDeg, firstFix: PlaceDeg & { readonly altitudeM: number }) {
    this.#draws = draws;
    this.#from = firstFix;
    this.#fromNorthM = metresPerRadianNorth(firstFix.latitudeDeg) * RADIANS;
    this.#fromEastM = metresPerRadianEast(firstFix.latitudeDeg) * RADIANS;
    this.#to = {
      latitudeDeg: origin.latitudeDeg + draws.northM / (SEMI_MAJOR_M * RADIANS),
      longitudeDeg:
        origin.longitudeDeg + draws.eastM / (SEMI_MAJOR_M * Math.cos(origin.latitudeDeg * RADIANS) * RADIANS),
    };
    this.#toNorthM = metresPerRadianNorth(this.#to.latitudeDeg) * RADIANS;
    this.#toEastM = metresPerRadianEast(this.#to.latitudeDeg) * RADIANS;
    this.#cosTurn = Math.cos(draws.turnRad);
    this.#sinTurn = Math.sin(draws.turnRad);
    this.#raiseM = draws.heightM - firstFix.altitudeM;
  }

  place(latitudeE7: number, longitudeE7: number): void {
    const noise = hashOf(latitudeE7, longitudeE7);
    const latitude = (latitudeE7 + (noise & 0xffff) / 65_536 - 0.5) * DEGREES_PER_E7;
    const longitude = (longitudeE7 + (noise >>> 16) / 65_536 - 0.5) * DEGREES_PER_E7;
    const northM = (latitude - this.#from.latitudeDeg) * this.#fromNorthM;
    const eastM = (longitude - this.#from.longitudeDeg) * this.#fromEastM;
    const turnedNorthM = northM * this.#cosTurn - eastM * this.#sinTurn;
    const turnedEastM = northM * this.#sinTurn + eastM * this.#cosTurn;
    this.latitudeE7 = Math.round((this.#to.latitudeDeg + turnedNorthM / this.#toNorthM) / DEGREES_PER_E7);
    this.longitudeE7 = Math.round((this.#to.longitudeDeg + turnedEastM / this.#toEastM) / DEGREES_PER_E7);
    this.isAligned = true;
  }

  north(north: number, east: number): number {
    return north * this.#cosTurn - east * this.#sinTurn;
  }

  east(north: number, east: number): number {
    return north * this.#sinTurn + east * this.#cosTurn;
  }

  /** Metres that heights above the sea are raised by. */
  get raiseM(): number {
    return this.#raiseM;
  }

  /** Whether the last direction other than zero was north, or nearly. */
  get hasPointedNorth(): boolean {
    return Math.abs(Math.sin(this.#lastDirection / 2)) < NORTH_SINE;
  }

  /**
   * A direction turned, from zero to a whole turn or, for signed ones, around zero.
   * @param whole units of a whole turn
   */
  direction(value: number, whole: number, isFloat: boolean, isSigned: boolean): number {
    const perRad = whole / (2 * Math.PI);
    if (value !== 0) this.#lastDirection = value / perRad;
    let turned = value + this.#draws.turnRad * perRad;
    if (!isFloat) turned = Math.round(turned + (hashOf(value, 1) & 0xffff) / 65_536 - 0.5);
    turned -= whole * Math.floor(turned / whole);
    return isSigned && turned > whole / 2 ? turned - whole : turned;
  }
}

/** Radius of curvature along the meridian. */
function metresPerRadianNorth(latitudeDeg: number): number {
  const sine = Math.sin(latitudeDeg * RADIANS);
  return (SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / (1 - ECCENTRICITY_2 * sine * sine) ** 1.5;
}

/** Radius of the parallel. */
function metresPerRadianEast(latitudeDeg: number): number {
  const sine = Math.sin(latitudeDeg * RADIANS);
  return (SEMI_MAJOR_M * Math.cos(latitudeDeg * RADIANS)) / Math.sqrt(1 - ECCENTRICITY_2 * sine * sine);
}

/** 32 bits that depend on two whole numbers (the finisher of MurmurHash3). */
export function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e37_79b1) ^ second;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}
