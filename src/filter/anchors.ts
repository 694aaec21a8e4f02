import type { Memory } from '../bytes/memory.ts';
import { clearAfterNul } from '../bytes/text.ts';
import type { DataCategory } from '../model/category.ts';
import { byteSizes, type Field, type FieldRule, fieldSize, type Schema } from '../model/schema.ts';
import { unknownOf, writeValue } from '../model/values.ts';
import { MoveWindow } from './residue-moves.ts';
import { type PlaceReader, placeReaders } from './residue-places.ts';
import { RowChooser } from './residue-rows.ts';

export { type PlacePair, placePairs } from './residue-places.ts';

/** Values that must not be found in an output that hides them. */
export interface Anchors {
  /** At most {@link MAX_FIXES}, evenly over the log and its messages, and the different places of every other category up to as many. */
  readonly places: readonly Place[];
  /** Serials, names, addresses, keys, texts. */
  readonly identities: readonly Identity[];
  /** How the fixes followed one another; undefined where the log has too few. */
  readonly moves?: readonly Moves[] | undefined;
}

export interface Place {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  /** As the field holds them. */
  readonly latitude: number;
  readonly longitude: number;
  /** Of {@link latitude}: a unit of angles. */
  readonly units: string;
}

export interface Identity {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  /** As the field holds them; of a text, nothing behind its end. */
  readonly bytes: Uint8Array;
}

/** Some moves in a row between fixes of one field, as {@link MoveWindow} tells them. */
export interface Moves {
  readonly message: string;
  readonly field: string;
  readonly key: number;
  readonly bits: number;
}

export const MAX_FIXES = 1000;
/** Identities too short to be looked for everywhere are counters as a rule: they must not crowd out the others. */
const MAX_SHORT_IDENTITIES = 250;
export const SHORT_IDENTITY_BYTES = 8;
const LEAST_IDENTITY_BYTES = 4;
/** Values of a field that are remembered; a power of two. */
const SEEN = 16;
/** Moves that tell less could be those of any flight. */
const LEAST_MOVE_BITS = 20;

const identityCategories: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['deviceIdentity', 'firmwareIdentity', 'personIdentity', 'thirdPartyIdentity'] as const),
  ...(['network', 'credential'] as const),
]);
/** Places that move along with somebody are sampled; others are few and all kept. */
const sampled: ReadonlySet<DataCategory> = new Set<DataCategory>(['operatorPosition', 'thirdPartyPosition']);

/** Collects anchors over a log: a bounded number of them, whatever its length. */
export class AnchorCollector {
  readonly #readers: AnchorReader[] = [];
  /** By field. */
  readonly #fixes = new Map<string, Thinned<Place>>();
  readonly #moves = new Map<string, { window: MoveWindow; kept: Thinned<Moves> }>();
  readonly #places = new Map<string, Place>();
  readonly #placeCounts = new Map<DataCategory, number>();
  readonly #sampledPlaces = new Map<DataCategory, Thinned<Place>>();
  readonly #identities = new Map<string, Identity>();
  #shortIdentities = 0;

  learn(schema: Schema): void {
    this.#readers[schema.index] = new AnchorReader(schema);
  }

  /** Whether messages of this schema can hold an anchor. */
  wants(schema: Schema): boolean {
    return this.#readers[schema.index]!.hasAnchors;
  }

  /** @param memory has the whole body from `body` on, zero-extended to the schema's size */
  take(schema: Schema, memory: Memory, body = 0): void {
    const { bytes, view } = memory;
    const { places, identities } = this.#readers[schema.index]!;
    for (let index = 0; index < places.length; index++) {
      const reader = places[index]!;
      if (!reader.read(view, body)) continue;
      if (reader.category === 'aircraftPosition') this.#addFix(reader);
      else if (reader.isRepeated()) continue;
      else if (sampled.has(reader.category)) found(this.#sampledPlaces, reader.category).add(() => placeOf(reader));
      else this.#addPlace(reader);
    }
    for (let index = 0; index < identities.length; index++) {
      if (this.#identities.size >= MAX_FIXES) return;
      const reader = identities[index]!;
      const rule = reader.rule(view, body);
      // A value that comes once more is kept, or refused, as it was before.
      if (rule !== undefined && !reader.wasSeen(rule, bytes, body)) this.#addIdentity(reader, rule, bytes, body);
    }
  }

  anchors(): Anchors {
    const most = Math.floor(MAX_FIXES / Math.max(1, this.#fixes.size));
    const moves = [...this.#moves.values()].flatMap(({ kept }) => kept.atMost(MAX_FIXES));
    return {
      places: [
        ...[...this.#fixes.values()].flatMap((fixes) => fixes.atMost(most)),
        ...this.#places.values(),
        ...[...this.#sampledPlaces.values()].flatMap((places) => places.atMost(MAX_FIXES)),
      ],
      identities: [...this.#identities.values()],
      ...(moves.length === 0 ? {} : { moves }),
    };
  }

  #addFix(reader: PlaceReader): void {
    found(this.#fixes, reader.name).add(() => placeOf(reader));
    // Floats are too coarse: what they are shifted by comes out a little different each time.
    if (reader.type === 'f32') return;
    let moves = this.#moves.get(reader.name);
    if (moves === undefined) {
      moves = { window: new MoveWindow(reader.stepDeg), kept: new Thinned(MAX_FIXES) };
      this.#moves.set(reader.name, moves);
    }
    const { window, kept } = moves;
    const steps = reader.degrees / reader.stepDeg;
    if (!window.push(Math.round(reader.latitude * steps), Math.round(reader.longitude * steps))) return;
    if (window.bits < LEAST_MOVE_BITS || !window.hasSpread) return;
    const { message, field } = reader;
    kept.add(() => ({ message, field, key: window.key, bits: window.bits }));
  }

  #addPlace(reader: PlaceReader): void {
    const count = this.#placeCounts.get(reader.category) ?? 0;
    if (count >= MAX_FIXES) return;
    const key = `${reader.category} ${reader.latitude} ${reader.longitude} ${reader.units}`;
    if (this.#places.has(key)) return;
    this.#places.set(key, placeOf(reader));
    this.#placeCounts.set(reader.category, count + 1);
  }

  #addIdentity(reader: IdentityReader, rule: FieldRule, from: Uint8Array, body: number): void {
    const { field, message } = reader;
    const bytes = from.slice(body + field.offset, body + field.offset + fieldSize(field));
    if (field.type === 'char') clearAfterNul(bytes, 0, bytes.length);
    if (bytes.every((byte) => byte === 0) || saysUnknown(bytes, field, rule)) return;
    const key = `${rule.category} ${String.fromCharCode(...bytes)}`;
    if (this.#identities.has(key)) return;
    if (bytes.length < SHORT_IDENTITY_BYTES && this.#shortIdentities++ >= MAX_SHORT_IDENTITIES) return;
    this.#identities.set(key, { category: rule.category, message, field: field.name, bytes });
  }
}

/** Finds the anchors in one kind of message. */
class AnchorReader {
  readonly places: readonly PlaceReader[];
  readonly identities: readonly IdentityReader[];

  constructor(schema: Schema) {
    this.places = placeReaders(schema, { anyCommand: false });
    this.identities = schema.fields.flatMap((field) => {
      const isIdentity = field.rules.some((rule) => tellsWho(field, rule)) && fieldSize(field) >= LEAST_IDENTITY_BYTES;
      return isIdentity ? [new IdentityReader(field, schema)] : [];
    });
  }

  get hasAnchors(): boolean {
    return this.places.length > 0 || this.identities.length > 0;
  }
}

class IdentityReader {
  readonly field: Field;
  readonly message: string;
  readonly #rows: RowChooser;
  readonly #size: number;
  /** Values that were seen lately, each with the row that applied, by a hash of the value. */
  readonly #seen: Uint8Array;
  readonly #seenRules = new Array<FieldRule | undefined>(SEEN).fill(undefined);

  constructor(field: Field, schema: Schema) {
    this.field = field;
    this.message = schema.message;
    this.#rows = new RowChooser(field, schema);
    this.#size = fieldSize(field);
    this.#seen = new Uint8Array(SEEN * this.#size);
  }

  /** The row that applies, if it says that this is an identity. */
  rule(view: DataView, body: number): FieldRule | undefined {
    const rule = this.#rows.choose(view, body);
    return rule !== undefined && tellsWho(this.field, rule) ? rule : undefined;
  }

  /** Whether this value was seen lately, under the same row: senders repeat themselves. */
  wasSeen(rule: FieldRule, bytes: Uint8Array, body: number): boolean {
    const size = this.#size;
    const start = body + this.field.offset;
    let hash = 0;
    for (let at = 0; at < size; at++) hash = (Math.imul(hash, 31) + bytes[start + at]!) | 0;
    const slot = (hash ^ (hash >>> 4) ^ (hash >>> 8)) & (SEEN - 1);
    const seen = this.#seen;
    let isSame = this.#seenRules[slot] === rule;
    for (let at = 0; at < size; at++) {
      if (seen[slot * size + at] === bytes[start + at]) continue;
      seen[slot * size + at] = bytes[start + at]!;
      isSame = false;
    }
    this.#seenRules[slot] = rule;
    return isSame;
  }
}

/** Names and places stand in texts too. */
function tellsWho(field: Field, { category }: FieldRule): boolean {
  return identityCategories.has(category) || (category === 'freeText' && field.type === 'char');
}

function saysUnknown(bytes: Uint8Array, field: Field, rule: FieldRule): boolean {
  const unknown = unknownOf(field, rule);
  if (unknown === undefined) return false;
  const pattern = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += byteSizes[field.type]) writeValue(pattern, at, field.type, unknown);
  return bytes.every((byte, index) => byte === pattern[index]);
}

function placeOf({ category, message, field, latitude, longitude, units }: PlaceReader): Place {
  return { category, message, field, latitude, longitude, units };
}

function found<K>(all: Map<K, Thinned<Place>>, key: K): Thinned<Place> {
  let thinned = all.get(key);
  if (thinned === undefined) {
    thinned = new Thinned(MAX_FIXES);
    all.set(key, thinned);
  }
  return thinned;
}

/** Keeps at most so many items, evenly spaced over all that were added, whatever their number. */
class Thinned<T> {
  #items: T[] = [];
  readonly #most: number;
  #stride = 1;
  #added = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @param make called only for an item that is kept */
  add(make: () => T): void {
    if (this.#added++ % this.#stride !== 0) return;
    if (this.#items.length === this.#most) {
      this.#items = this.#items.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
      if ((this.#added - 1) % this.#stride !== 0) return;
    }
    this.#items.push(make());
  }

  atMost(most: number): readonly T[] {
    let stride = 1;
    while (Math.ceil(this.#items.length / stride) > most) stride *= 2;
    return stride === 1 ? this.#items : this.#items.filter((_, index) => index % stride === 0);
  }
}
