import type { Memory } from '../../bytes/memory.ts';
import { NumberType, readNumber, singleQuantum, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { HeldPlaces } from './held-places.ts';
import type { Relocation } from './relocation.ts';

const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = -0x8000_0000;
/** Around 0/0 estimators without a fix wander by some metres; nobody flies there. */
const NO_FIX_DEG = 0.01;
/** Doubles too are whole numbers of this as receivers have them, and steps of some local frame as estimators have them. */
const STEP_DEG = 1e-7;
/** How far from the lattice, in its steps, a double may be that was computed from a whole number: in degrees, or in radians and back. */
const ON_LATTICE = 1e-3;
/**
 * Coarser places are not moved: when they change draws their lattice. Held places ({@link HeldPlaces}) of ten-thousandths of a minute and of finer steps hide it: in 60 flights that
 * hover most of 40 minutes beside exact velocities, errors of the latitude were 0.96 to 1.08 of those of a guess, of the turn 0.93 to 1.13; of five decimals of a degree
 * 0.90 to 1.02, and they would leap by tens of metres.
 */
const COARSEST_DEG = 1 / 600_000 + 1e-15;

/** Whether {@link movePlace} can move this pair: degrees, or radians as doubles, or whole numbers of a decimal part of a degree. */
export function canMovePlace(latitude: Field, longitude: Field): boolean {
  if (latitude.type !== longitude.type || latitude.length !== 1 || longitude.length !== 1) return false;
  if (latitude.units !== longitude.units) return false;
  const degrees = unitSize(latitude.units, 'angle');
  if (degrees === undefined) return false;
  if (latitude.type === 'i32') return degrees <= COARSEST_DEG && Number.isInteger(perDegree(degrees));
  return latitude.type === 'f64' ? degrees >= 1 : latitude.type === 'f32' && degrees === 1;
}

/** How many units make a degree. */
function perDegree(degrees: number): number {
  return Number((1 / degrees).toPrecision(12));
}

/**
 * Moves a latitude and a longitude into the flight's canonical frame. 0/0, INT32_MAX and NaN stay; a place within a kilometre of 0/0 is none and becomes 0/0.
 * Values are dithered by one quantum of the source first: its lattice would tell the latitude.
 *
 * @param isAircraft it is where the aircraft is
 * @param step of whole numbers: the source may know no finer ones than so many units
 */
export function movePlace(
  latitude: Field,
  longitude: Field,
  isAircraft: boolean,
  relocation: Relocation,
  step = 1,
): Edit {
  const degrees = unitSize(latitude.units, 'angle')!;
  const { offset } = latitude;
  if (latitude.type === 'i32') {
    return new MoveWholePlace(offset, longitude.offset, degrees, isAircraft, relocation, step);
  }
  if (degrees !== 1) return new MoveRadians(offset, longitude.offset, degrees, isAircraft, relocation);
  const type = latitude.type === 'f32' ? NumberType.f32 : NumberType.f64;
  return new MovePlaceDegrees(offset, longitude.offset, type, isAircraft, relocation);
}

class MoveWholePlace implements Edit {
  readonly reach: number;
  readonly #latitudeAt: number;
  readonly #longitudeAt: number;
  readonly #degrees: number;
  readonly #perDegree: number;
  /** In units. */
  readonly #step: number;
  readonly #isAircraft: boolean;
  readonly #relocation: Relocation;
  /** For steps coarser than those of degrees times 1e7. */
  readonly #held: HeldPlaces | undefined;

  constructor(
    latitudeAt: number,
    longitudeAt: number,
    degrees: number,
    isAircraft: boolean,
    relocation: Relocation,
    step: number,
  ) {
    this.#degrees = degrees;
    this.#perDegree = perDegree(degrees);
    this.#step = step;
    const stepDeg = 1 / perDegree(degrees * step);
    if (perDegree(stepDeg) < perDegree(STEP_DEG)) {
      // Other messages say where the aircraft is as well: of their own events the lattice could be drawn again.
      this.#held = isAircraft ? relocation.heldPlaces(stepDeg) : new HeldPlaces(stepDeg);
    }
    this.reach = Math.max(latitudeAt, longitudeAt) + 4;
    this.#latitudeAt = latitudeAt;
    this.#longitudeAt = longitudeAt;
    this.#isAircraft = isAircraft;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number, sender: number): boolean {
    const latitudeAt = body + this.#latitudeAt;
    const longitudeAt = body + this.#longitudeAt;
    const latitude = readNumber(view, latitudeAt, NumberType.i32);
    const longitude = readNumber(view, longitudeAt, NumberType.i32);
    const relocation = this.#relocation;
    relocation.isPlaceUnknown = isNone(latitude) && isNone(longitude);
    if (relocation.isPlaceUnknown) {
      relocation.noPlace();
      return true;
    }
    const degrees = this.#degrees;
    const whole = this.#perDegree;
    if (Math.abs(latitude) <= NO_FIX_DEG * whole && Math.abs(longitude) <= NO_FIX_DEG * whole) {
      relocation.isPlaceUnknown = true;
      relocation.noPlace();
      writeNumber(view, latitudeAt, NumberType.i32, 0);
      writeNumber(view, longitudeAt, NumberType.i32, 0);
      return true;
    }
    if (Math.abs(latitude) > 90 * whole || Math.abs(longitude) > 180 * whole) return false;
    const { moved } = relocation;
    const held = this.#held;
    if (held === undefined) {
      const dither = relocation.ditherOf(latitude, longitude);
      moved[0] = (latitude + relocation.northDither(dither)) * degrees;
      moved[1] = (longitude + relocation.eastDither(dither)) * degrees;
    } else {
      held.put(Math.round(latitude / this.#step), Math.round(longitude / this.#step), sender, relocation);
    }
    if (!relocation.moveThere(this.#isAircraft)) return false;
    writeNumber(view, latitudeAt, NumberType.i32, Math.round(moved[0]! * whole));
    writeNumber(view, longitudeAt, NumberType.i32, Math.round(moved[1]! * whole));
    return true;
  }
}

function isNone(value: number): boolean {
  return value === 0 || value === INT32_MAX || value === INT32_MIN;
}

/** 16 bits as a part of a quantum, from -1/2 to 1/2. */
export function fractionOf(bits: number): number {
  return (bits + 0.5) / 65_536 - 0.5;
}

class MovePlaceDegrees implements Edit {
  readonly reach: number;
  readonly #latitudeAt: number;
  readonly #longitudeAt: number;
  readonly #type: NumberType;
  readonly #isAircraft: boolean;
  readonly #relocation: Relocation;

  constructor(latitudeAt: number, longitudeAt: number, type: NumberType, isAircraft: boolean, relocation: Relocation) {
    this.reach = Math.max(latitudeAt, longitudeAt) + (type === NumberType.f32 ? byteSizes.f32 : byteSizes.f64);
    this.#latitudeAt = latitudeAt;
    this.#longitudeAt = longitudeAt;
    this.#type = type;
    this.#isAircraft = isAircraft;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    return moveDegrees(
      view,
      body + this.#latitudeAt,
      body + this.#longitudeAt,
      this.#type,
      this.#isAircraft,
      this.#relocation,
    );
  }
}

/** Doubles in radians, as flight controllers compute with. */
class MoveRadians implements Edit {
  readonly reach: number;
  readonly #latitudeAt: number;
  readonly #longitudeAt: number;
  readonly #degrees: number;
  readonly #isAircraft: boolean;
  readonly #relocation: Relocation;

  constructor(latitudeAt: number, longitudeAt: number, degrees: number, isAircraft: boolean, relocation: Relocation) {
    this.reach = Math.max(latitudeAt, longitudeAt) + byteSizes.f64;
    this.#latitudeAt = latitudeAt;
    this.#longitudeAt = longitudeAt;
    this.#degrees = degrees;
    this.#isAircraft = isAircraft;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    const latitudeAt = body + this.#latitudeAt;
    const longitudeAt = body + this.#longitudeAt;
    const degrees = this.#degrees;
    view.setFloat64(latitudeAt, view.getFloat64(latitudeAt, true) * degrees, true);
    view.setFloat64(longitudeAt, view.getFloat64(longitudeAt, true) * degrees, true);
    if (!moveDegrees(view, latitudeAt, longitudeAt, NumberType.f64, this.#isAircraft, this.#relocation)) return false;
    view.setFloat64(latitudeAt, view.getFloat64(latitudeAt, true) / degrees, true);
    view.setFloat64(longitudeAt, view.getFloat64(longitudeAt, true) / degrees, true);
    return true;
  }
}

/** Moves a place in degrees as floats. @returns false when the frame must be withheld */
export function moveDegrees(
  view: DataView,
  latitudeAt: number,
  longitudeAt: number,
  type: NumberType,
  isAircraft: boolean,
  relocation: Relocation,
): boolean {
  const latitude = readNumber(view, latitudeAt, type);
  const longitude = readNumber(view, longitudeAt, type);
  relocation.isPlaceUnknown = true;
  relocation.noPlace();
  // Half an unknown place is unknown as a whole; the other half would stand as it was.
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return writePlace(view, latitudeAt, longitudeAt, type, NaN);
  if (Math.abs(latitude) <= NO_FIX_DEG && Math.abs(longitude) <= NO_FIX_DEG) {
    return writePlace(view, latitudeAt, longitudeAt, type, 0);
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return false;
  relocation.isPlaceUnknown = false;
  const isSingle = type === NumberType.f32;
  const latitudeE7 = Math.round(latitude * 1e7);
  const longitudeE7 = Math.round(longitude * 1e7);
  const isOnLattice =
    Math.abs(latitude * 1e7 - latitudeE7) < ON_LATTICE && Math.abs(longitude * 1e7 - longitudeE7) < ON_LATTICE;
  // Beside whole numbers doubles move as those do. Between them each has its own: one for all of a step would show where steps end, and so their lattice.
  const dither =
    isSingle || isOnLattice
      ? relocation.ditherOf(latitudeE7, longitudeE7)
      : relocation.ditherOf(wordOf(view, latitudeAt), wordOf(view, longitudeAt));
  // Singles have steps of their own in each direction.
  const east = isSingle ? relocation.northDither(dither >>> 11) : relocation.eastDither(dither);
  const latitudeDeg = latitude + relocation.northDither(dither) * (isSingle ? singleQuantum(latitude) : STEP_DEG);
  const longitudeDeg = longitude + east * (isSingle ? singleQuantum(longitude) : STEP_DEG);
  if (!relocation.move(latitudeDeg, longitudeDeg, isAircraft)) return false;
  writeNumber(view, latitudeAt, type, relocation.moved[0]!);
  writeNumber(view, longitudeAt, type, relocation.moved[1]!);
  return true;
}

/** All bits of a double, in 32. */
function wordOf(view: DataView, at: number): number {
  return view.getInt32(at, true) ^ Math.imul(view.getInt32(at + 4, true), 0x9e37_79b1);
}

function writePlace(view: DataView, latitudeAt: number, longitudeAt: number, type: NumberType, both: number): true {
  writeNumber(view, latitudeAt, type, both);
  writeNumber(view, longitudeAt, type, both);
  return true;
}
