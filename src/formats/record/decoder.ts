import { LastView } from '../../bytes/crc16.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { RecordBody } from './body.ts';
import { Encoding, encodingOf, findLineFeed, isBlank } from './encoding.ts';
import { ObjectReader } from './read-object.ts';
import { Parsed, WireReader } from './read-wire.ts';
import { type RecordSchema, recordSchemas } from './schemas.ts';

/** Longest record that is read, its length or its line's end included. One with every field that is known has 1 200 bytes, and 4 000 as JSON. */
export const MAX_RECORD_BYTES = 16_384;
/** Of a record's length as a varint, of up to 28 bits. */
export const MOST_LENGTH_BYTES = 4;

/**
 * Finds records in either encoding and reads them into bodies. A line of JSON that is none is a gap, and the next line is read. In protobuf nothing says
 * where a record begins but the lengths before it: behind a length or a record that cannot be right the rest of the input is one gap.
 */
export class RecordDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #schemas: readonly RecordSchema[];
  readonly #body = new RecordBody();
  readonly #wire = new WireReader(this.#body);
  readonly #objects = new ObjectReader(this.#body, { strict: false });
  /** Made at first use: some engines in which nobody reads records have none. */
  #texts: TextDecoder | undefined;
  readonly #views = new LastView();
  #schemaCount = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  #origin = 0;
  #encoding: Encoding = Encoding.unsaid;
  /** Behind damage in protobuf, or inside a line that is too long. */
  #isLost = false;
  /** Bytes from `position` on that are known to hold no line feed. */
  #searched = 0;

  constructor(catalog: CatalogTable) {
    this.#schemas = recordSchemas(catalog);
    this.frame.parsed = this.#body;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
    this.#final = final;
    this.#wire.from(bytes, this.#views.of(bytes));
  }

  /** Of the input; `unsaid` until enough of it has come. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  next(): Found {
    const start = this.position;
    if (start >= this.#end) return Found.more;
    if (this.#encoding === Encoding.unsaid) {
      this.#encoding = encodingOf(this.#bytes, start, this.#end, this.#final);
      if (this.#encoding === Encoding.unsaid) return Found.more;
    }
    return this.#encoding === Encoding.wire ? this.#nextRecord(start) : this.#nextLine(start);
  }

  #nextRecord(at: number): Found {
    if (this.#isLost) return this.#takeGap(this.#end - at, 'bad-length', -1);
    const wire = this.#wire;
    wire.at = at;
    const length = wire.varint(Math.min(this.#end, at + MOST_LENGTH_BYTES));
    if (length < 0 && this.#end - at < MOST_LENGTH_BYTES) return this.#lacking(at);
    const start = wire.at;
    const end = start + length;
    if (length < 0 || end - at > MAX_RECORD_BYTES) return this.#lose(at);
    if (end > this.#end) return this.#lacking(at);
    switch (wire.read(start, end)) {
      case Parsed.record:
        return this.#take(at, end);
      case Parsed.unknown:
        return this.#takeGap(end - at, 'unknown-message', 0);
      default:
        return this.#lose(at);
    }
  }

  #lacking(at: number): Found {
    return this.#final ? this.#takeGap(this.#end - at, 'end-of-input', -1) : Found.more;
  }

  #lose(at: number): Found {
    this.#isLost = true;
    return this.#takeGap(this.#end - at, 'bad-length', -1);
  }

  #nextLine(at: number): Found {
    const feed = findLineFeed(this.#bytes, at + this.#searched, this.#end);
    const isWhole = feed < this.#end;
    const end = isWhole ? feed + 1 : feed;
    if (this.#isLost || end - at > MAX_RECORD_BYTES) {
      this.#isLost = !isWhole;
      return this.#takeGap(end - at, 'bad-length', -1);
    }
    if (!isWhole && !this.#final) {
      this.#searched = end - at;
      return Found.more;
    }
    const record = this.#parse(at, feed);
    if (record === undefined) return this.#takeGap(end - at, isWhole ? 'noise' : 'end-of-input', -1);
    if (!this.#objects.read(record)) return this.#takeGap(end - at, 'unknown-message', 0);
    return this.#take(at, end);
  }

  /** Undefined for what is not JSON, and for an empty line. */
  #parse(at: number, end: number): unknown {
    let start = at;
    while (start < end && isBlank(this.#bytes[start]!)) start++;
    if (start === end) return undefined;
    try {
      this.#texts ??= new TextDecoder('utf-8', { fatal: true });
      return JSON.parse(this.#texts.decode(this.#bytes.subarray(start, end)));
    } catch {
      return undefined;
    }
  }

  #take(start: number, end: number): Found {
    const schema = this.#schemas[this.#body.kind.index]!;
    if (schema.index < 0) {
      schema.index = this.#schemaCount++;
      this.schema = schema;
      return Found.schema;
    }
    const { frame } = this;
    frame.start = start;
    frame.head = start;
    frame.end = end;
    frame.body = 0;
    frame.bodyLength = schema.size;
    frame.schema = schema;
    this.#moveTo(end);
    return Found.frame;
  }

  #takeGap(length: number, reason: GapReason, sender: number): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.gap.sender = sender;
    this.#moveTo(this.position + length);
    return Found.gap;
  }

  #moveTo(at: number): void {
    this.position = at;
    this.#searched = 0;
  }
}
