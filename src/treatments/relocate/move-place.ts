import type { Memory } from '../../bytes/memory.ts';
import { NumberType, readNumber, singleQuantum, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import type { Relocation } from './relocation.ts';

const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = -0x8000_0000;
/** Around 0/0 estimators without a fix wander by some metres; nobody flies there. */
const NO_FIX_DEG = 0.01;
const NO_FIX_E7 = NO_FIX_DEG * 1e7;
/** Doubles too are whole numbers of this as receivers have them, and steps of some local frame as estimators have them. */
const STEP_DEG = 1e-7;

/** Whether {@link movePlace} can move this pair: degrees as floats, or times 1e7 as whole numbers. */
export function canMovePlace(latitude: Field, longitude: Field): boolean {
  if (latitude.type !== longitude.type || latitude.length !== 1 || longitude.length !== 1) return false;
  if (latitude.units !== longitude.units) return false;
  if (latitude.type === 'i32') return unitSize(latitude.units, 'angle') === 1e-7;
  return (latitude.type === 'f32' || latitude.type === 'f64') && unitSize(latitude.units, 'angle') === 1;
}

/**
 * Moves a latitude and a longitude into the flight's canonical frame. 0/0, INT32_MAX and NaN stay; a place within a kilometre of 0/0 is none and becomes 0/0.
 * Values are dithered by one quantum of the source first: its lattice would tell the latitude.
 *
 * @param isAircraft it is where the aircraft is
 */
export function movePlace(latitude: Field, longitude: Field, isAircraft: boolean, relocation: Relocation): Edit {
  if (latitude.type === 'i32') return new MovePlaceE7(latitude.offset, longitude.offset, isAircraft, relocation);
  const type = latitude.type === 'f32' ? NumberType.f32 : NumberType.f64;
  return new MovePlaceDegrees(latitude.offset, longitude.offset, type, isAircraft, relocation);
}

class MovePlaceE7 implements Edit {
  readonly reach: number;
  readonly #latitudeAt: number;
  readonly #longitudeAt: number;
  readonly #isAircraft: boolean;
  readonly #relocation: Relocation;

  constructor(latitudeAt: number, longitudeAt: number, isAircraft: boolean, relocation: Relocation) {
    this.reach = Math.max(latitudeAt, longitudeAt) + 4;
    this.#latitudeAt = latitudeAt;
    this.#longitudeAt = longitudeAt;
    this.#isAircraft = isAircraft;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
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
    if (Math.abs(latitude) <= NO_FIX_E7 && Math.abs(longitude) <= NO_FIX_E7) {
      relocation.isPlaceUnknown = true;
      relocation.noPlace();
      writeNumber(view, latitudeAt, NumberType.i32, 0);
      writeNumber(view, longitudeAt, NumberType.i32, 0);
      return true;
    }
    if (Math.abs(latitude) > 900_000_000 || Math.abs(longitude) > 1_800_000_000) return false;
    const dither = relocation.ditherOf(latitude, longitude);
    const { moved } = relocation;
    moved[0] = (latitude + fractionOf(dither & 0xffff)) * 1e-7;
    moved[1] = (longitude + fractionOf(dither >>> 16)) * 1e-7;
    if (!relocation.moveThere(this.#isAircraft)) return false;
    writeNumber(view, latitudeAt, NumberType.i32, Math.round(moved[0]! * 1e7));
    writeNumber(view, longitudeAt, NumberType.i32, Math.round(moved[1]! * 1e7));
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
  const dither = relocation.ditherOf(Math.round(latitude * 1e7), Math.round(longitude * 1e7));
  const isSingle = type === NumberType.f32;
  const latitudeDeg = latitude + fractionOf(dither & 0xffff) * (isSingle ? singleQuantum(latitude) : STEP_DEG);
  const longitudeDeg = longitude + fractionOf(dither >>> 16) * (isSingle ? singleQuantum(longitude) : STEP_DEG);
  if (!relocation.move(latitudeDeg, longitudeDeg, isAircraft)) return false;
  writeNumber(view, latitudeAt, type, relocation.moved[0]!);
  writeNumber(view, longitudeAt, type, relocation.moved[1]!);
  return true;
}

function writePlace(view: DataView, latitudeAt: number, longitudeAt: number, type: NumberType, both: number): true {
  writeNumber(view, latitudeAt, type, both);
  writeNumber(view, longitudeAt, type, both);
  return true;
}
