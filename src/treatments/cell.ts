import type { Memory } from '../bytes/memory.ts';
import { NumberType, writeNumber } from '../bytes/numbers.ts';
import type { GeoPoint } from '../geo/surface.ts';
import type { Edit } from '../model/edit.ts';
import type { Field } from '../model/schema.ts';
import { PlaceFields, Tells } from './place-fields.ts';

/**
 * Writes the middle of the flight's one cell over a place. "Unknown" stays unknown and 0/0 stays 0/0; frames with half a place, or with one
 * that is not on the Earth, are withheld.
 *
 * @param latitude in degrees or 1e-7 degrees, like the longitude; frames with other fields are all withheld
 * @example cell(lat, lon, cellOf(placeKey, firstFix.latitudeDeg, firstFix.longitudeDeg, 'region'))
 */
export function cell(latitude: Field, longitude: Field, middle: GeoPoint): Edit {
  const fields = PlaceFields.of(latitude, longitude);
  return fields === undefined ? { reach: 0, apply: () => false } : new WriteCell(fields, middle);
}

class WriteCell implements Edit {
  readonly reach: number;
  readonly #fields: PlaceFields;
  readonly #latitude: number;
  readonly #longitude: number;
  readonly #isFloat: boolean;

  constructor(fields: PlaceFields, middle: GeoPoint) {
    this.reach = fields.reach;
    this.#fields = fields;
    this.#isFloat = fields.type !== NumberType.i32;
    const inUnits = (degrees: number): number =>
      this.#isFloat ? degrees / fields.degrees : Math.round(degrees / fields.degrees);
    this.#latitude = inUnits(middle.latitudeDeg);
    this.#longitude = inUnits(middle.longitudeDeg);
  }

  apply({ view }: Memory, body: number): boolean {
    const fields = this.#fields;
    switch (fields.read(view, body)) {
      case Tells.garbage:
        return false;
      case Tells.place:
        this.#write(view, body, this.#latitude, this.#longitude);
        return true;
      default:
        // A NaN has room for 51 bits of something else, and a zero for a sign.
        if (this.#isFloat) {
          const unknown = fields.isZero ? 0 : Number.NaN;
          this.#write(view, body, unknown, unknown);
        }
        return true;
    }
  }

  #write(view: DataView, body: number, latitude: number, longitude: number): void {
    const { type, latitudeAt, longitudeAt } = this.#fields;
    writeNumber(view, body + latitudeAt, type, latitude);
    writeNumber(view, body + longitudeAt, type, longitude);
  }
}
