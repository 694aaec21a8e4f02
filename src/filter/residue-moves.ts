/** Moves in a row that are compared as one. */
export const MOVES = 32;
const HALF_TURN_DEG = 180;
/** Odd, and nothing else about them matters. */
const FIRST_BASE = 0x01000193;
const SECOND_BASE = 0x5bd1e995;

function power(base: number, exponent: number): number {
  let product = 1;
  for (let step = 0; step < exponent; step++) product = Math.imul(product, base);
  return product;
}

const FIRST_LAST = power(FIRST_BASE, MOVES);
const SECOND_LAST = power(SECOND_BASE, MOVES);

/**
 * Sees the fixes of one field go by and tells the last {@link MOVES} moves between them, in whole steps, as one number. A track that was
 * shifted in degrees has the same moves as before, whatever it was shifted by; one that was turned in metres has not.
 */
export class MoveWindow {
  /** 53 bits that stand for the moves. */
  key = 0;
  /** How much the moves tell: a straight line at one speed, or standing still, tells nothing. */
  bits = 0;
  readonly #mixed = new Int32Array(MOVES);
  readonly #latitudes = new Int32Array(MOVES);
  readonly #longitudes = new Int32Array(MOVES);
  readonly #costs = new Float64Array(MOVES);
  #count = -1;
  #latitude = 0;
  #longitude = 0;
  #north = 0;
  #east = 0;
  #first = 0;
  #second = 0;

  readonly #halfTurn: number;

  /** @param stepDeg degrees of a step: of the field's own where it has whole numbers, or moves would seem to tell more than they do */
  constructor(stepDeg = 1e-7) {
    this.#halfTurn = Math.round(HALF_TURN_DEG / stepDeg);
  }

  /**
   * @param latitude in whole steps
   * @returns whether so many moves are there
   */
  push(latitude: number, longitude: number): boolean {
    const halfTurn = this.#halfTurn;
    const north = latitude - this.#latitude;
    let east = longitude - this.#longitude;
    if (east > halfTurn) east -= 2 * halfTurn;
    else if (east < -halfTurn) east += 2 * halfTurn;
    this.#latitude = latitude;
    this.#longitude = longitude;
    if (this.#count++ < 0) return false;
    const slot = (this.#count - 1) % MOVES;
    this.#latitudes[slot] = latitude;
    this.#longitudes[slot] = longitude;
    const cost = Math.log2(1 + Math.abs(north - this.#north)) + Math.log2(1 + Math.abs(east - this.#east));
    this.#north = north;
    this.#east = east;
    let mixed = Math.imul(north | 0, 0x9e3779b1) ^ Math.imul(east | 0, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    const oldest = this.#mixed[slot]!;
    this.#mixed[slot] = mixed;
    this.#first = (Math.imul(this.#first, FIRST_BASE) + mixed - Math.imul(oldest, FIRST_LAST)) | 0;
    this.#second = (Math.imul(this.#second, SECOND_BASE) + mixed - Math.imul(oldest, SECOND_LAST)) | 0;
    this.bits += cost - this.#costs[slot]!;
    this.#costs[slot] = cost;
    this.key = (this.#first >>> 0) * 2 ** 21 + (this.#second >>> 11);
    return this.#count >= MOVES;
  }

  /**
   * Whether the moves led anywhere. What stands still flickers between a few neighbouring values, and a moved track between as many: the
   * moves are alike by chance then, however often they are repeated.
   */
  get hasSpread(): boolean {
    return spreadOf(this.#latitudes) + spreadOf(this.#longitudes) >= LEAST_SPREAD_E7;
  }
}

/** Half a metre. */
const LEAST_SPREAD_E7 = 45;

function spreadOf(values: Int32Array): number {
  let least = values[0]!;
  let most = least;
  for (let index = 1; index < values.length; index++) {
    least = Math.min(least, values[index]!);
    most = Math.max(most, values[index]!);
  }
  return most - least;
}
