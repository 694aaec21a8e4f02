import type { DataCategory } from '../model/category.ts';
import { type Field, type FieldRule, fieldSize, type Schema } from '../model/schema.ts';
import { readValue } from '../model/values.ts';

/** Values that must not be found in an output that hides them. */
export interface Anchors {
  /** At most {@link MAX_FIXES}, evenly over the log, and every different place of the other kinds up to as many. */
  readonly places: readonly Place[];
  /** Serials, names, addresses, keys. */
  readonly identities: readonly Identity[];
}

export interface Place {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  /** As the field holds them, in the field's own encoding. */
  readonly latitude: number;
  readonly longitude: number;
  readonly units: string;
}

export interface Identity {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  readonly bytes: Uint8Array;
}

export const MAX_FIXES = 1000;
const INT32_MAX = 0x7fff_ffff;

const identityCategories: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['deviceIdentity', 'firmwareIdentity', 'personIdentity', 'thirdPartyIdentity'] as const),
  ...(['network', 'credential'] as const),
]);

/** Collects anchors over a log: a bounded number of them, whatever its length. */
export class AnchorCollector {
  readonly #readers: AnchorReader[] = [];
  readonly #fixes = new Thinned<Place>(MAX_FIXES);
  readonly #places = new Map<string, Place>();
  readonly #identities = new Map<string, Identity>();

  learn(schema: Schema): void {
    this.#readers[schema.index] = new AnchorReader(schema);
  }

  /** Whether messages of this schema can hold an anchor. */
  wants(schema: Schema): boolean {
    return this.#readers[schema.index]!.hasAnchors;
  }

  /** @param body zero-extended to the schema's size */
  take(schema: Schema, body: Uint8Array): void {
    const reader = this.#readers[schema.index]!;
    for (const place of reader.places(body)) {
      if (place.category === 'aircraftPosition') this.#fixes.add(place);
      else if (this.#places.size < MAX_FIXES) {
        this.#places.set(`${place.category} ${place.latitude} ${place.longitude} ${place.units}`, place);
      }
    }
    for (const identity of reader.identities(body)) {
      if (this.#identities.size >= MAX_FIXES) break;
      this.#identities.set(`${identity.category} ${String.fromCharCode(...identity.bytes)}`, identity);
    }
  }

  anchors(): Anchors {
    return { places: [...this.#fixes.items, ...this.#places.values()], identities: [...this.#identities.values()] };
  }
}

/** Finds the anchors in one kind of message. */
class AnchorReader {
  readonly #schema: Schema;
  readonly #pairs: readonly { latitude: Field; longitude: Field; rule: FieldRule }[];
  readonly #identityFields: readonly { field: Field; rule: FieldRule }[];

  constructor(schema: Schema) {
    this.#schema = schema;
    this.#pairs = placePairs(schema);
    this.#identityFields = schema.fields.flatMap((field) => {
      const rule = field.rules.find(({ category }) => identityCategories.has(category));
      return rule === undefined || fieldSize(field) < 4 ? [] : [{ field, rule }];
    });
  }

  get hasAnchors(): boolean {
    return this.#pairs.length > 0 || this.#identityFields.length > 0;
  }

  *places(body: Uint8Array): Generator<Place> {
    for (const { latitude, longitude, rule } of this.#pairs) {
      const first = Number(readValue(body, latitude.offset, latitude.type));
      const second = Number(readValue(body, longitude.offset, longitude.type));
      if ((first === 0 && second === 0) || isUnknown(first) || isUnknown(second)) continue;
      yield {
        category: rule.category,
        message: this.#schema.message,
        field: latitude.name,
        latitude: first,
        longitude: second,
        units: latitude.units ?? '',
      };
    }
  }

  *identities(body: Uint8Array): Generator<Identity> {
    for (const { field, rule } of this.#identityFields) {
      const bytes = body.slice(field.offset, field.offset + fieldSize(field));
      if (bytes.every((byte) => byte === 0)) continue;
      yield { category: rule.category, message: this.#schema.message, field: field.name, bytes };
    }
  }
}

/** A latitude with its longitude, as the catalog pairs them: of the same group. */
export interface PlacePair {
  readonly latitude: Field;
  readonly longitude: Field;
  /** Of the latitude. */
  readonly rule: FieldRule;
}

export function placePairs(schema: Schema): PlacePair[] {
  return schema.fields.flatMap((latitude) => {
    const rule = latitude.rules.find(({ role }) => role === 'latitude');
    const longitude = schema.fields.find((field) =>
      field.rules.some(({ role, group }) => role === 'longitude' && group === rule?.group),
    );
    return rule === undefined || longitude === undefined ? [] : [{ latitude, longitude, rule }];
  });
}

function isUnknown(value: number): boolean {
  return !Number.isFinite(value) || value === INT32_MAX;
}

/** Keeps at most so many items, evenly spaced over all that were added, whatever their number. */
class Thinned<T> {
  items: T[] = [];
  readonly #most: number;
  #stride = 1;
  #added = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    if (this.#added++ % this.#stride !== 0) return;
    if (this.items.length === this.#most) {
      this.items = this.items.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
      if ((this.#added - 1) % this.#stride !== 0) return;
    }
    this.items.push(item);
  }
}
