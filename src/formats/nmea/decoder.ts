import { Memory } from '../../bytes/memory.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { NmeaBody } from './body.ts';
import { type SentenceKind, SentenceKinds, Talker } from './kinds.ts';
import { layOut, type NmeaSchema } from './layout.ts';
import { PlaceReader } from './place.ts';
import { hasItsUnits, readCells } from './read.ts';
import { findStart, SentenceReader, SentenceStatus } from './sentence.ts';
import { Timeline } from './timeline.ts';
import { LEAST_MOVED_DECIMALS, ScaledValues, Variant } from './variant.ts';

/** Kinds of sentence with the ways in which they are written. What comes beyond is withheld. */
export const MAX_SCHEMAS = 512;
/** How far behind the first time a date is looked for: sentences of one epoch take two kilobytes in receivers that hear much. */
export const DATE_WITHIN_BYTES = 4096;
const MOST_PLACE_DECIMALS = 15;
/** The group of places where nobody is yet: they are written by others than fixes, and say nothing of how those are. */
const WAYPOINT = 'waypoint';

/** Finds sentences wherever they stand and reads each into a body. */
export class NmeaDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #kinds: SentenceKinds;
  readonly #body = new NmeaBody();
  readonly #ahead = new SentenceReader();
  readonly #timeline = new Timeline();
  readonly #before = { latitude: new PlaceReader(), longitude: new PlaceReader(), scaled: new ScaledValues() };
  /** The first sentences with fixes: their lattice is the one whose places are released. */
  #leader: Variant | null = null;
  #schemas = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  #origin = 0;

  constructor(catalog: CatalogTable) {
    this.#kinds = new SentenceKinds(catalog);
    this.frame.parsed = this.#body;
    this.frame.body = 0;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    if (bytes !== this.#body.input.bytes) this.#body.input = new Memory(bytes);
    this.position = start;
    this.#end = end;
    this.#final = final;
  }

  next(): Found {
    const start = this.position;
    const end = this.#end;
    if (start >= end) return Found.more;
    const bytes = this.#bytes;
    const from = findStart(bytes, start, end);
    if (from > start) return this.#takeGap(from - start, 'noise');
    const { sentence } = this.#body;
    switch (sentence.read(bytes, start, end, this.#final)) {
      case SentenceStatus.more:
        return Found.more;
      case SentenceStatus.badChecksum:
        return this.#takeGap(sentence.next - start, 'bad-checksum');
      case SentenceStatus.broken:
        return this.#takeGap(sentence.next - start, 'noise');
      case SentenceStatus.cut:
        return this.#takeGap(sentence.next - start, 'end-of-input');
      default:
        return this.#takeSentence(start);
    }
  }

  #takeSentence(start: number): Found {
    const bytes = this.#bytes;
    const body = this.#body;
    const { sentence } = body;
    const kinds = this.#kinds;
    const timeline = this.#timeline;
    const kind = kinds.find(bytes, start, sentence);
    if (kind === undefined) return this.#takeGap(sentence.next - start, 'unknown-message');
    const hasTime = timeline.read(bytes, sentence, kind);
    if (hasTime && timeline.needsDate && !this.#findDate(start)) return Found.more;
    const variant = this.#variantOf(kind, hasTime, kinds.talker === Talker.constellation);
    if (variant === undefined) return this.#takeGap(sentence.next - start, 'unknown-message');
    const isFiner = this.#isFiner(variant);
    const isTurnedStray = this.#judge(variant);
    let { schema } = variant;
    if (schema === null || ((isFiner || isTurnedStray) && this.#schemas < MAX_SCHEMAS)) {
      this.schema = schema = variant.schema = layOut(variant, this.#schemas++);
      return Found.schema;
    }
    if (schema.isStray !== variant.isStray) return this.#takeGap(sentence.next - start, 'unknown-message');
    if (!hasItsUnits(body, schema)) return this.#takeGap(sentence.next - start, 'incompatible');
    const { view } = body.source;
    readCells(body, schema, this.#before);
    if (schema.timeAt >= 0) timeline.store(view, schema.timeAt);
    if (schema.talkerAt >= 0) view.setUint16(schema.talkerAt, (bytes[start + 1]! << 8) | bytes[start + 2]!);
    body.isDateless = timeline.isDateless;
    body.fill(schema.size);
    return this.#takeFrame(start, schema);
  }

  #variantOf(kind: SentenceKind, hasTime: boolean, hasTalker: boolean): Variant | undefined {
    const { sentence } = this.#body;
    const hasPlace = this.#readPlace(kind);
    const { latitude, longitude } = this.#before;
    const placeDecimals = hasPlace ? Math.min(Math.max(latitude.decimals, longitude.decimals), MOST_PLACE_DECIMALS) : 0;
    const count = Math.min(sentence.count, kind.cells.length);
    const flags = (hasTime ? 1 : 0) | (hasPlace ? 2 : 0) | (hasTalker ? 4 : 0);
    const key = ((count << 3) | flags) * (MOST_PLACE_DECIMALS + 1) + placeDecimals;
    let variant = kind.variants.get(key);
    if (variant === undefined && this.#schemas < MAX_SCHEMAS) {
      variant = new Variant(this.#schemas, kind, { count, hasTime, hasPlace, hasTalker, placeDecimals });
      kind.variants.set(key, variant);
    }
    return variant;
  }

  #readPlace({ placeAt }: SentenceKind): boolean {
    const { sentence } = this.#body;
    if (placeAt < 0 || placeAt + 4 > sentence.count) return false;
    const { edges } = sentence;
    const bytes = this.#bytes;
    const { latitude, longitude } = this.#before;
    return (
      latitude.read('latitude', bytes, edges[placeAt]!, edges[placeAt + 1]!, edges[placeAt + 2]!) &&
      longitude.read('longitude', bytes, edges[placeAt + 2]!, edges[placeAt + 3]!, edges[placeAt + 4]!)
    );
  }

  /** Reads the values that lie on lattices. @returns whether one of them is finer than all before in sentences that are written alike */
  #isFiner(variant: Variant): boolean {
    const { latitude, longitude, scaled } = this.#before;
    let isFiner = variant.read(this.#bytes, this.#body.sentence, scaled);
    // A zero says that there is no place, and nothing of how others are written.
    if (variant.hasPlace && !(latitude.isZero && longitude.isZero)) {
      // Both halves are written by the same sender in the same way, unless one has more digits.
      const isAlike = latitude.decimals === longitude.decimals;
      const meant = isAlike ? Math.max(latitude.meant, longitude.meant) : Math.min(latitude.meant, longitude.meant);
      if (meant > variant.placeLattice) {
        variant.placeLattice = meant;
        isFiner = true;
      }
    }
    return isFiner;
  }

  /** Tells whether the variant's places have the log's lattice. @returns whether they had before, or had not, and this has changed */
  #judge(variant: Variant): boolean {
    const { kind, placeLattice, hasPlace } = variant;
    if (!hasPlace || placeLattice < 0) return false;
    const isFix = kind.cells[kind.placeAt]!.rule.group !== WAYPOINT;
    if (this.#leader === null && isFix && placeLattice >= LEAST_MOVED_DECIMALS) this.#leader = variant;
    const isStray = this.#leader !== null && placeLattice !== this.#leader.placeLattice;
    if (isStray === variant.isStray) return false;
    variant.isStray = isStray;
    return true;
  }

  /**
   * Looks ahead for the date at the first time that a log tells: that time must be of the same day as those behind it, or the date would show as a step.
   * @returns false if more input is needed to say
   */
  #findDate(start: number): boolean {
    const limit = start + DATE_WITHIN_BYTES;
    if (limit > this.#end && !this.#final) return false;
    const bytes = this.#bytes;
    const end = Math.min(limit, this.#end);
    const ahead = this.#ahead;
    const dates = new Timeline();
    for (let at = findStart(bytes, start, end); at < end; at = findStart(bytes, ahead.next, end)) {
      if (ahead.read(bytes, at, end, true) !== SentenceStatus.whole) continue;
      const kind = this.#kinds.find(bytes, at, ahead);
      if (kind === undefined || !dates.read(bytes, ahead, kind) || !dates.hasDate) continue;
      this.#timeline.begin(dates.datedUs);
      this.#kinds.find(bytes, start, this.#body.sentence);
      return true;
    }
    this.#kinds.find(bytes, start, this.#body.sentence);
    this.#timeline.beginDateless();
    return true;
  }

  #takeFrame(start: number, schema: NmeaSchema): Found {
    const { frame } = this;
    const { next } = this.#body.sentence;
    frame.start = start;
    frame.head = start;
    frame.end = next;
    frame.bodyLength = schema.size;
    frame.schema = schema;
    this.position = next;
    return Found.frame;
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    return Found.gap;
  }
}
