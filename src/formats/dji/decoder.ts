import { Memory } from '../../bytes/memory.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { readDetailsBlock } from './block.ts';
import type { Keychains } from './feature-keys.ts';
import { JpegWalker } from './jpeg.ts';
import {
  BLOCK_HEAD_BYTES,
  BODY_BYTES,
  DETAILS_12_BYTES,
  DETAILS_BYTES,
  ENCRYPTED_FROM,
  headBytes,
  MOST_PAYLOAD_BYTES,
  MOST_VERSION,
  OLD_PREFIX_BYTES,
  prefixBytes,
  RecordType,
  TIME_AT,
  VERSION_AT,
  VERSION_BLOCK,
  VERSION_BLOCK_BYTES,
} from './layout.ts';
import { areDetails, CUSTOM_BYTES, CUSTOM_TIME_AT } from './plausible.ts';
import { LOCKED, RecordReader } from './record-reader.ts';
import { type DjiSchema, DjiSchemas } from './records.ts';
import { readWide, takeTime } from './times.ts';
import { CUT_OFF, IMAGE_TYPE, LogWindow, MORE, NONE, SEPARATOR_BYTES, SEPARATOR_TYPE } from './window.ts';

const Phase = { prefix: 0, refused: 1, details12: 2, blocks: 3, lead: 4, records: 5, image: 6, details: 7 } as const;

const keyTypes: readonly number[] = [RecordType.keyStorage, RecordType.keyStorageRecover];
/** Images are read in pieces of up to so many bytes; the body of a short one has room for few, so that many of them cost little. */
const IMAGE_PIECE_BYTES = 4096;
const SHORT_PIECE_BYTES = 64;

/**
 * Finds the parts of a DJI flight record and reads their content: prefix, details, blocks, records, images. A record is believed where the one
 * before it ended; behind damage, where several follow one another.
 */
export class DjiDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #catalog: CatalogTable;
  readonly #keychains: Keychains | undefined;
  readonly #window = new LogWindow();
  readonly #body = new Memory(new Uint8Array(BODY_BYTES));
  readonly #walker = new JpegWalker();
  #schemas: DjiSchemas;
  #reader: RecordReader;
  #phase: number = Phase.prefix;
  #version = 0;
  /** What the prefix says. */
  #detailOffset = 0;
  /** Of the two blocks before the records, those that were met. */
  #blocks = 0;
  /** What stands at `position` is not known to be the start of anything. */
  #isLost = false;
  /** Of what was skipped last: the byte before `position`. */
  #lastByte = 0;

  constructor(catalog: CatalogTable, keychains?: Keychains) {
    this.#catalog = catalog;
    this.#keychains = keychains;
    this.#schemas = new DjiSchemas(catalog, 0);
    this.#reader = new RecordReader(this.#body, this.#schemas, 0, undefined);
    this.#body.view.setFloat64(TIME_AT, Number.NaN, true);
    this.frame.parsed = this.#body;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    const window = this.#window;
    window.origin += start - this.position;
    this.position = start;
    window.set(bytes, end, final);
  }

  next(): Found {
    // Nearly always a record.
    if (this.#phase === Phase.records && !this.#isLost && this.position < this.#window.end) {
      const found = this.#record(this.position);
      if (found !== CONTINUE) return found;
    }
    for (;;) {
      const found = this.#step(this.position);
      if (found !== CONTINUE) return found;
    }
  }

  #step(at: number): Found | typeof CONTINUE {
    if (at >= this.#window.end && !this.#window.isRecordsEnd(at)) return Found.more;
    switch (this.#phase) {
      case Phase.prefix:
        return this.#prefix(at);
      case Phase.refused:
        return this.#takeGap(this.#window.end - at, 'incompatible');
      case Phase.details12:
        return this.#details(at, DETAILS_12_BYTES, Phase.records);
      case Phase.blocks:
        return this.#block(at);
      case Phase.lead:
        return this.#lead(at);
      case Phase.image:
        return this.#image(at);
      case Phase.details:
        return this.#detailsBehind(at);
      default:
        return this.#isLost ? this.#search(at) : this.#record(at);
    }
  }

  #prefix(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    if (!this.#has(at, OLD_PREFIX_BYTES)) return this.#lacking(at);
    const version = window.bytes[at + VERSION_AT]!;
    if (version === 0 || version > MOST_VERSION) {
      return this.#enter(Phase.refused);
    }
    const size = prefixBytes(version);
    if (!this.#has(at, size)) return this.#lacking(at);
    if (this.#version !== version) {
      this.#version = version;
      this.#schemas = new DjiSchemas(this.#catalog, version);
      // However many kinds of records a log has, there is room for these.
      this.#schemas.details(version < 12 ? DETAILS_BYTES : DETAILS_12_BYTES);
      for (const size of [IMAGE_PIECE_BYTES, SHORT_PIECE_BYTES]) this.#schemas.jpeg(size);
      if (version >= ENCRYPTED_FROM) for (const type of keyTypes) this.#schemas.record(type, 0);
    }
    const schema = this.#schemas.prefix(size)!;
    if (schema.index < 0) return this.#announce(schema);
    window.version = version;
    this.#reader = new RecordReader(this.#body, this.#schemas, version, this.#keychains);
    this.#detailOffset = readWide(window.view, at);
    if (version < 12 && this.#detailOffset >= size) window.recordsEnd = this.#detailOffset;
    this.#phase = version < 12 ? Phase.records : version === 12 ? Phase.details12 : Phase.blocks;
    this.#copyBody(at, size);
    return this.#takeFrame(at, at + size, schema, size);
  }

  /** Details that stand before the records. */
  #details(at: number, size: number, phase: number): Found | typeof CONTINUE {
    if (!this.#has(at, size)) return this.#lacking(at);
    const schema = this.#schemas.details(size)!;
    if (schema.index < 0) return this.#announce(schema);
    this.#copyBody(at, size);
    this.#phase = phase;
    return this.#takeContent(at, at + size, schema, size);
  }

  /** Where the prefix says that details stand, behind the records. */
  #detailsBehind(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    const isWhole = this.#has(at, DETAILS_BYTES);
    if (!isWhole && !window.isFinal) return Found.more;
    let areThere = isWhole && areDetails(window.view, at);
    if (isWhole && !areThere && !this.#isLost) {
      // Where the last record ended, anything but more records is believed.
      const isChain = window.isChain(at);
      if (isChain === MORE) return Found.more;
      areThere = isChain === 0;
    }
    if (areThere) {
      const schema = this.#schemas.details(DETAILS_BYTES)!;
      if (schema.index < 0) return this.#announce(schema);
      window.recordsEnd = Number.POSITIVE_INFINITY;
      this.#isLost = false;
      return this.#details(at, DETAILS_BYTES, Phase.records);
    }
    window.recordsEnd = Number.POSITIVE_INFINITY;
    return this.#enter(Phase.records);
  }

  /** One of the two blocks before the records of versions 13 and later: the first holds the details, scrambled. */
  #block(at: number): Found | typeof CONTINUE {
    const { bytes, view } = this.#window;
    if (!this.#has(at, 1)) return this.#lacking(at);
    const type = bytes[at]!;
    if (
      this.#blocks === 2 ||
      type > VERSION_BLOCK ||
      type < this.#blocks ||
      this.#window.origin + this.#detailOffset === at
    ) {
      return this.#enter(Phase.lead);
    }
    if (!this.#has(at, BLOCK_HEAD_BYTES)) return this.#lacking(at);
    const length = view.getUint16(at + 1, true);
    const end = at + BLOCK_HEAD_BYTES + length;
    if (length > MOST_PAYLOAD_BYTES) return this.#enter(Phase.lead);
    if (!this.#has(at, end - at)) return this.#lacking(at);
    if (type === VERSION_BLOCK) return this.#versionBlock(at, end, length);
    return this.#detailsBlock(at, end, length);
  }

  #detailsBlock(at: number, end: number, length: number): Found {
    const size = readDetailsBlock(this.#window.view, at, length, this.#body);
    if (size < 0) {
      this.#blocks = 1;
      return this.#takeGap(end - at, 'bad-length');
    }
    const schema = this.#schemas.details(DETAILS_12_BYTES)!;
    if (schema.index < 0) return this.#announce(schema);
    this.#blocks = 1;
    return this.#takeContent(at, end, schema, Math.min(size, DETAILS_12_BYTES));
  }

  #versionBlock(at: number, end: number, length: number): Found {
    const schema = this.#schemas.auxiliary(VERSION_BLOCK_BYTES)!;
    if (schema.index < 0) return this.#announce(schema);
    this.#blocks = 2;
    if (length < VERSION_BLOCK_BYTES) return this.#takeGap(end - at, 'bad-length');
    this.#copyBody(at + BLOCK_HEAD_BYTES, VERSION_BLOCK_BYTES);
    return this.#takeFrame(at, end, schema, VERSION_BLOCK_BYTES);
  }

  /** What stands between the blocks and where the prefix says that the records start. */
  #lead(at: number): Found | typeof CONTINUE {
    const length = this.#detailOffset + this.#window.origin - at;
    if (length <= 0 || length > MOST_PAYLOAD_BYTES) {
      return this.#enter(Phase.records);
    }
    if (!this.#has(at, length)) return this.#lacking(at);
    this.#phase = Phase.records;
    return this.#takeGap(length, 'noise');
  }

  #record(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    const type = window.bytes[at]!;
    const end = window.recordEnd(at);
    // Nearly always: neither the end of the records nor the start of an image.
    if (end > 0 && type !== SEPARATOR_TYPE && type !== IMAGE_TYPE && end - window.origin <= window.recordsEnd) {
      return this.#takeRecord(at, end, type);
    }
    if (window.isRecordsEnd(at)) return this.#enter(Phase.details);
    const isImage = window.isImage(at);
    if (isImage === 1) {
      this.#walker.start();
      return this.#enter(Phase.image);
    }
    const isSeparator = window.isSeparator(at, true);
    if (isImage === MORE || isSeparator === MORE) return Found.more;
    if (isSeparator === 1) return this.#takeSeparator(at);
    if (end === MORE) return Found.more;
    if (end === CUT_OFF && window.nextFoothold(at + 1, 0) === window.end) {
      return this.#takeGap(window.end - at, 'end-of-input');
    }
    if (end === NONE || end === CUT_OFF) return this.#lose(0);
    if (window.isBehindRecords(end)) return this.#straddle(at);
    return this.#takeRecord(at, end, type);
  }

  #takeRecord(at: number, end: number, type: number): Found {
    const head = headBytes(this.#version);
    const length = end - 1 - at - head;
    const reader = this.#reader;
    if (this.#version >= ENCRYPTED_FROM && keyTypes.includes(type)) return this.#takeKeys(at, end, type);
    if (!this.#window.isIntact(at, end)) {
      reader.breakChains();
      return this.#takeGap(end - at, 'bad-checksum');
    }
    const content = reader.read(this.#window.view, at + head, length, type);
    const schema = content < 0 ? undefined : reader.schemaOf(type, content);
    if (schema === undefined) {
      reader.accept(type, length);
      return this.#takeGap(end - at, content === LOCKED ? 'encrypted' : 'unknown-message');
    }
    if (schema.index < 0) return this.#announce(schema);
    reader.accept(type, length);
    if (type === RecordType.custom && content >= CUSTOM_BYTES) {
      takeTime(this.#body.view, readWide(this.#body.view, CUSTOM_TIME_AT));
    }
    return this.#takeContent(at, end, schema, content);
  }

  /** Keys of the log, encrypted for the maker's key service. */
  #takeKeys(at: number, end: number, type: number): Found {
    if (!this.#reader.hasKeys) return this.#takeGap(end - at, 'encrypted');
    const schema = this.#schemas.record(type, 0)!;
    if (schema.index < 0) return this.#announce(schema);
    if (type === RecordType.keyStorageRecover) this.#reader.nextSet();
    return this.#takeFrame(at, end, schema, 0);
  }

  /** A record that reaches over the place where records end: one of the two is wrong. */
  #straddle(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    const end = window.origin + window.recordsEnd;
    if (!this.#has(end, DETAILS_BYTES) && !window.isFinal) return Found.more;
    if (this.#has(end, DETAILS_BYTES) && areDetails(window.view, end)) return this.#takeGap(end - at, 'bad-length');
    window.recordsEnd = Number.POSITIVE_INFINITY;
    return CONTINUE;
  }

  #lose(lastByte: number): typeof CONTINUE {
    this.#isLost = true;
    this.#lastByte = lastByte;
    this.#reader.breakChains();
    return this.#enter(Phase.records);
  }

  /** Looks for the place where reading can go on. */
  #search(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    if (window.isRecordsEnd(at)) return this.#enter(Phase.details);
    const found = window.nextFoothold(at, this.#lastByte);
    if (found > at) {
      this.#lastByte = window.bytes[found - 1]!;
      return this.#takeGap(found - at, 'noise');
    }
    if (window.isFoothold(at) === MORE) return Found.more;
    this.#isLost = false;
    return CONTINUE;
  }

  #takeSeparator(at: number): Found {
    const image = this.#schemas.jpeg(SHORT_PIECE_BYTES)!;
    if (image.index < 0) return this.#announce(image);
    this.#copyBody(at, SEPARATOR_BYTES);
    return this.#takeContent(at, at + SEPARATOR_BYTES, image, SEPARATOR_BYTES);
  }

  /** The next piece of an image. Pieces have the same bytes whatever the windows are. */
  #image(at: number): Found | typeof CONTINUE {
    const window = this.#window;
    const walker = this.#walker;
    const image = this.#schemas.jpeg(IMAGE_PIECE_BYTES)!;
    if (image.index < 0) return this.#announce(image);
    const short = this.#schemas.jpeg(SHORT_PIECE_BYTES)!;
    if (short.index < 0) return this.#announce(short);
    const most = Math.min(at + IMAGE_PIECE_BYTES, window.origin + window.recordsEnd);
    if (most > window.end && !window.isFinal) return Found.more;
    const end = walker.take(window.bytes, at, Math.min(most, window.end));
    const lastByte = end > at ? window.bytes[end - 1]! : this.#lastByte;
    this.#lastByte = lastByte;
    if (walker.isBad) this.#lose(lastByte);
    else if (walker.hasEnded || window.isRecordsEnd(end)) this.#phase = Phase.records;
    if (end === at) return CONTINUE;
    this.#copyBody(at, end - at);
    return this.#takeContent(at, end, end - at > SHORT_PIECE_BYTES ? image : short, end - at);
  }

  #enter(phase: number): typeof CONTINUE {
    this.#phase = phase;
    return CONTINUE;
  }

  #has(at: number, length: number): boolean {
    return at + length <= this.#window.end;
  }

  /** What belongs together is not there whole. */
  #lacking(at: number): Found {
    return this.#window.isFinal ? this.#takeGap(this.#window.end - at, 'end-of-input') : Found.more;
  }

  #copyBody(from: number, length: number): void {
    this.#body.bytes.set(this.#window.bytes.subarray(from, from + length));
  }

  /** Takes a frame whose `content` bytes are in the body: zeros follow, and bits are spread. */
  #takeContent(start: number, end: number, schema: DjiSchema, content: number): Found {
    schema.end.spread(this.#body, content);
    return this.#takeFrame(start, end, schema, content);
  }

  #takeFrame(start: number, end: number, schema: DjiSchema, content: number): Found {
    const { frame } = this;
    frame.start = start;
    frame.head = start;
    frame.end = end;
    frame.body = 0;
    frame.bodyLength = content;
    frame.schema = schema;
    this.position = end;
    return Found.frame;
  }

  #announce(schema: DjiSchema): Found {
    this.#schemas.announce(schema);
    this.schema = schema;
    return Found.schema;
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.position - this.#window.origin;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    return Found.gap;
  }
}

const CONTINUE = -1;
