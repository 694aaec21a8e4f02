import { NumberType, readNumber } from '../bytes/numbers.ts';
import { type Field, fieldSize } from '../model/schema.ts';
import { unitSize } from '../model/units.ts';

const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = -0x8000_0000;

/** What a pair of fields tells of a place. */
export const Tells = {
  /** "Unknown", or 0/0. */
  nothing: 0,
  /** `latitudeDeg` and `longitudeDeg` hold it. */
  place: 1,
  /** Half a place, or none that is on the Earth. */
  garbage: 2,
} as const;
export type Tells = (typeof Tells)[keyof typeof Tells];

/** Reads a latitude with its longitude. */
export class PlaceFields {
  latitudeDeg = 0;
  longitudeDeg = 0;
  /** Whether the pair that was read is 0/0. */
  isZero = false;
  readonly reach: number;
  readonly type: NumberType;
  readonly latitudeAt: number;
  readonly longitudeAt: number;
  /** Degrees in one unit of the fields. */
  readonly degrees: number;

  private constructor(latitude: Field, longitude: Field, type: NumberType, degrees: number) {
    this.reach = Math.max(latitude.offset + fieldSize(latitude), longitude.offset + fieldSize(longitude));
    this.type = type;
    this.latitudeAt = latitude.offset;
    this.longitudeAt = longitude.offset;
    this.degrees = degrees;
  }

  /** Undefined for fields that are no plain pair of degrees. */
  static of(latitude: Field, longitude: Field): PlaceFields | undefined {
    const degrees = unitSize(latitude.units, 'angle');
    if (degrees === undefined || latitude.units !== longitude.units || latitude.type !== longitude.type)
      return undefined;
    if (latitude.length !== 1 || longitude.length !== 1) return undefined;
    if (latitude.type !== 'i32' && latitude.type !== 'f32' && latitude.type !== 'f64') return undefined;
    return new PlaceFields(latitude, longitude, NumberType[latitude.type], degrees);
  }

  read(view: DataView, body: number): Tells {
    const latitude = readNumber(view, body + this.latitudeAt, this.type);
    const longitude = readNumber(view, body + this.longitudeAt, this.type);
    this.isZero = latitude === 0 && longitude === 0;
    if (this.isZero) return Tells.nothing;
    const isLatitudeUnknown = this.#isUnknown(latitude);
    if (isLatitudeUnknown !== this.#isUnknown(longitude)) return Tells.garbage;
    if (isLatitudeUnknown) return Tells.nothing;
    this.latitudeDeg = latitude * this.degrees;
    this.longitudeDeg = longitude * this.degrees;
    const isOnEarth = Math.abs(this.latitudeDeg) <= 90 && Math.abs(this.longitudeDeg) <= 180;
    return isOnEarth ? Tells.place : Tells.garbage;
  }

  #isUnknown(value: number): boolean {
    if (this.type === NumberType.i32) return value === INT32_MAX || value === INT32_MIN;
    return Number.isNaN(value);
  }
}
