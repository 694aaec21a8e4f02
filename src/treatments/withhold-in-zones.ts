import type { Memory } from '../bytes/memory.ts';
import type { Zone } from '../geo/zone.ts';
import type { Edit } from '../model/edit.ts';
import type { Field } from '../model/schema.ts';
import { PlaceFields, Tells } from './place-fields.ts';

/**
 * Withholds frames whose place lies in one of the zones; also those with half a place, or with one that is not on the Earth. "Unknown" and 0/0
 * pass.
 *
 * @param latitude in degrees or 1e-7 degrees, like the longitude; frames with other fields are all withheld
 * @example withholdInZones(x, y, [homeDisc]) // a waypoint beside home
 */
export function withholdInZones(latitude: Field, longitude: Field, zones: readonly Zone[]): Edit {
  const fields = PlaceFields.of(latitude, longitude);
  return fields === undefined ? { reach: 0, apply: () => false } : new WithholdInZones(fields, zones);
}

class WithholdInZones implements Edit {
  readonly reach: number;
  readonly #fields: PlaceFields;
  readonly #zones: readonly Zone[];

  constructor(fields: PlaceFields, zones: readonly Zone[]) {
    this.reach = fields.reach;
    this.#fields = fields;
    this.#zones = zones;
  }

  apply({ view }: Memory, body: number): boolean {
    const fields = this.#fields;
    const tells = fields.read(view, body);
    if (tells !== Tells.place) return tells === Tells.nothing;
    const { latitudeDeg, longitudeDeg } = fields;
    const zones = this.#zones;
    for (let index = 0; index < zones.length; index++) {
      if (zones[index]!.contains(latitudeDeg, longitudeDeg)) return false;
    }
    return true;
  }
}
