import { fieldSize } from '../../src/model/schema.ts';
import { differencesOf, type LogKind, type Part, partsOf } from './compare.ts';
import { lengthOf, METRES_PER_DEGREE, minus, type Plane, TangentPlane, wrapRad } from './geodesy.ts';
import { type PlaceReading, type Reading, readingsOf } from './readings.ts';

/**
 * How far the releases of twins may lie apart along one axis, in steps of the field's encoding: each value is rounded in its source, dithered over
 * one step and rounded again, on either side.
 */
const STEPS = 3;
/** The same for two axes that are turned. */
const TURNED_STEPS = 2 * (Math.SQRT2 + 0.5);
/** Rounding in the source, dither, and rounding of the fix that all else is relative to, along one axis. */
const SOURCE_STEPS = 1.5;
/** Largest steps of places in sources: of degrees times 1e7 where they do not say more, and of degrees as 32-bit floats beyond 128. */
const E7_STEP_DEG = 1e-7;
const FLOAT_STEP_DEG = 2 ** -16;
/**
 * Whole places of coarser steps are repeated until their source has moved by several steps, by ten on average, and are dithered by some more: twins, which lie otherwise on
 * the lattice of steps, are then released at other moments. In steps of the source, on either side.
 */
const HELD_STEPS = 8;
/** Angles as 32-bit floats, and by how much the meridian departs within a second of flight. */
const FLOAT_RAD = 1e-5;
/** Heights as 32-bit floats, relative to a height in whole millimetres. */
const FLOAT_HEIGHT_M = 0.004;
/** Of doubles. */
const ROUNDING = 1e-9;

export interface Comparison {
  /** By message and field, without values: what differs by more than it may. */
  readonly differences: readonly string[];
  /** Over all places in degrees times 1e7. */
  readonly positionRmsM: number;
  /** How many readings of each kind say something and were compared. */
  readonly compared: Readonly<Record<Reading['kind'], number>>;
}

/**
 * Compares what twins gave: equal to the byte but for places, heights above the sea, directions and velocities, which may differ by what
 * quantisation leaves.
 *
 * @param slackRad how far directions may lie apart beyond that
 */
export function compareRelocated(one: Uint8Array, other: Uint8Array, container: LogKind, slackRad = 0): Comparison {
  const [first, second] = [partsOf(one, container), partsOf(other, container)];
  const judge = new Judge(first, FLOAT_RAD + slackRad);
  const differences = new Set<string>();
  if (first.length !== second.length) differences.add(`${first.length} frames against ${second.length}`);
  for (const [index, part] of first.entries()) {
    const twin = second[index];
    if (twin === undefined || differences.size > 20) break;
    for (const difference of judge.differencesOf(part, twin)) differences.add(difference);
  }
  return { differences: [...differences], positionRmsM: judge.positionRmsM, compared: judge.compared };
}

class Judge {
  readonly compared = { place: 0, height: 0, direction: 0, vector: 0, attitude: 0 };
  readonly #plane: TangentPlane | undefined;
  readonly #floatRad: number;
  #squares = 0;
  #wholePlaces = 0;

  constructor(parts: readonly Part[], floatRad: number) {
    const isFix = (reading: Reading) => reading.kind === 'place' && reading.isAircraft && !reading.saysNothing;
    const fix = parts.flatMap((part) => readingsOf(part)).find(isFix);
    if (fix?.kind === 'place') this.#plane = new TangentPlane(fix);
    this.#floatRad = floatRad;
  }

  get positionRmsM(): number {
    return Math.sqrt(this.#squares / this.#wholePlaces);
  }

  *differencesOf(part: Part, twin: Part): Generator<string> {
    const compared = new Set<string>();
    if (part.message === twin.message) {
      const readings = readingsOf(part);
      const twins = readingsOf(twin);
      for (const [index, reading] of readings.entries()) {
        for (const field of reading.fields) compared.add(field);
        if (!this.#agree(reading, twins[index])) yield `${part.message}.${reading.fields.join('/')}`;
      }
      if (readings.length !== twins.length) yield `${part.message}: read otherwise`;
    }
    for (const what of differencesOf(part, twin)) {
      const name = what.split(': ')[0]!;
      const field = name.slice(part.message.length + 1);
      if (!compared.has(field) && field !== '(length)') yield name;
    }
    if (part.length !== twin.length && !(isCut(part) && isCut(twin))) yield `${part.message}.(length)`;
  }

  #agree(one: Reading, other: Reading | undefined): boolean {
    if (other?.kind !== one.kind || other.fields.join() !== one.fields.join()) return false;
    if (one.raw.every((value, index) => Object.is(value, other.raw[index]))) {
      if (!one.saysNothing) this.#count(one, 0);
      return true;
    }
    // What stands for "not known" is the same on both sides; zero can also be a small value.
    const isUnknown = ({ saysNothing, raw }: Reading): boolean => saysNothing && raw.some((value) => value !== 0);
    if (isUnknown(one) || isUnknown(other)) return false;
    switch (one.kind) {
      case 'place':
        return this.#agreeInPlace(one, other as PlaceReading);
      case 'height': {
        this.#count(one, 0);
        const apartM = Math.abs((other as typeof one).metres - one.metres);
        return apartM <= (one.isFloat ? FLOAT_HEIGHT_M : STEPS * one.stepM + ROUNDING);
      }
      case 'direction': {
        this.#count(one, 0);
        const apartRad = Math.abs(wrapRad((other as typeof one).rad - one.rad));
        return apartRad <= this.#floatRad + (one.isFloat ? 0 : STEPS * one.stepRad);
      }
      case 'vector': {
        this.#count(one, 0);
        const { north, east } = other as typeof one;
        const apart = Math.hypot(north - one.north, east - one.east);
        const size = Math.max(1, Math.hypot(north, east));
        return apart <= this.#floatRad * size + (one.isFloat ? 0 : Math.SQRT2 * TURNED_STEPS * one.step);
      }
      case 'attitude': {
        this.#count(one, 0);
        // The same attitude has two signs.
        const cosine = one.quaternion.reduce(
          (sum, value, axis) => sum + value * (other as typeof one).quaternion[axis]!,
          0,
        );
        const sign = Math.sign(cosine);
        return one.quaternion.every(
          (value, axis) => Math.abs(value - sign * (other as typeof one).quaternion[axis]!) <= this.#floatRad,
        );
      }
    }
  }

  #agreeInPlace(one: PlaceReading, other: PlaceReading): boolean {
    const metres = (place: PlaceReading): Plane => this.#plane?.metres(place) ?? [Number.NaN, Number.NaN];
    const apartM = lengthOf(minus(metres(one), metres(other)));
    this.#count(one, apartM);
    const sourceDeg = one.isFloat ? FLOAT_STEP_DEG : Math.max(E7_STEP_DEG, one.latitudeStepDeg);
    const sourceM = sourceDeg * METRES_PER_DEGREE;
    const stepM = (place: PlaceReading): number =>
      Math.hypot(place.latitudeStepDeg, place.longitudeStepDeg) * METRES_PER_DEGREE;
    const heldM = !one.isFloat && sourceDeg > 1.5 * E7_STEP_DEG ? 2 * HELD_STEPS * sourceM : 0;
    return apartM <= 2 * SOURCE_STEPS * Math.SQRT2 * sourceM + (stepM(one) + stepM(other)) / 2 + heldM;
  }

  #count({ kind, isFloat }: Reading, apartM: number): void {
    this.compared[kind]++;
    if (kind !== 'place' || isFloat) return;
    this.#squares += apartM * apartM;
    this.#wholePlaces++;
  }
}

/** Whether the frame has no zeros at its end, as MAVLink 2 wants it. */
function isCut({ body, length, fields }: Part): boolean {
  let end = Math.max(body.length, ...fields.map((field) => field.offset + fieldSize(field)));
  while (end > 1 && body[end - 1] === 0) end--;
  return end === length;
}
