import { LastView } from '../../bytes/crc16.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { FlightveilError } from '../../model/errors.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { Heads, Stands } from './heads.ts';
import {
  APPENDED_OFFSETS_AT,
  DATA_HEAD_BYTES,
  HEADER_BYTES,
  INCOMPAT_DATA_APPENDED,
  INCOMPAT_FLAGS_AT,
  MAGIC,
  NEWEST_VERSION,
  RECORD_HEAD_BYTES,
  RecordType,
  SUBSCRIPTION_HEAD_BYTES,
  VERSION_AT,
} from './records.ts';
import { Schemas } from './schemas.ts';
import { noTopic } from './topics.ts';
import { keyAt } from './values.ts';

/** What is due at the position. */
const Due = { header: 0, first: 1, record: 2, nothing: 3 } as const;
type Due = (typeof Due)[keyof typeof Due];

/**
 * Finds the records of a ULog, the header among them as a frame of its own.
 *
 * Records have no checksum: behind another one a record is believed if its type is known and its length is the one that its content asks for. A
 * record that is not believed is stepped over whole where another one stands behind it, and so is what it may hold; else everything is
 * skipped up to two right records in a row.
 */
export class UlogDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #schemas: Schemas;
  readonly #heads: Heads;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #lastView = new LastView();
  #view: DataView = this.#lastView.of(this.#bytes);
  #windowEnd = 0;
  #final = false;
  /** Offset in the whole input of index 0 of the window's buffer. */
  #origin = 0;
  /** Where bytes end that belong together: the window, or before appended data; and whether that is known to be the end. */
  #limit = 0;
  #closed = false;
  /** Offsets in the whole input at which data was appended, in their order. */
  #appended: readonly number[] = [];
  #due: Due = Due.header;
  /** Whether a record is due right here: then it is believed more readily. */
  #inStep = true;

  constructor(catalog: CatalogTable) {
    this.#schemas = new Schemas(catalog);
    this.#heads = new Heads(this.#schemas.topics);
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.#view = this.#lastView.of(bytes);
    this.position = start;
    this.#windowEnd = end;
    this.#final = final;
    this.#setLimit();
  }

  next(): Found {
    const start = this.position;
    const body = start + DATA_HEAD_BYTES;
    // Nearly every record of every log.
    if (this.#inStep && body <= this.#limit && this.#bytes[start + 2] === RecordType.data && this.#due === Due.record) {
      const view = this.#view;
      const { byNumber } = this.#schemas.topics;
      const number = view.getUint16(start + RECORD_HEAD_BYTES, true);
      const topic = number < byNumber.length ? byNumber[number]! : noTopic;
      const length = view.getUint16(start, true) - 2;
      const end = body + length;
      if (topic.schema !== null && (length === topic.size || length === topic.paddedSize) && end <= this.#limit) {
        const { frame } = this;
        frame.start = frame.head = start;
        frame.end = this.position = end;
        frame.body = body;
        frame.bodyLength = length;
        frame.schema = topic.schema;
        frame.defines = null;
        this.#schemas.inData = true;
        return Found.frame;
      }
    }
    return this.#nextOther();
  }

  #nextOther(): Found {
    while (this.position >= this.#limit) {
      if (!this.#closed || this.#limit === this.#windowEnd) return Found.more;
      this.#appended = this.#appended.slice(1);
      this.#setLimit();
    }
    switch (this.#due) {
      case Due.header:
        return this.#takeHeader();
      case Due.nothing:
        return this.#takeGap(this.#limit, 'incompatible');
      default:
        return this.#nextRecord();
    }
  }

  #takeHeader(): Found {
    const start = this.position;
    const end = start + HEADER_BYTES;
    if (end > this.#limit) return this.#closed ? this.#takeGap(this.#limit, 'end-of-input') : Found.more;
    const isUlog = MAGIC.every((byte, at) => this.#bytes[start + at] === byte);
    if (!isUlog || this.#bytes[start + VERSION_AT]! > NEWEST_VERSION) {
      // Without definitions nothing can be read.
      this.#due = Due.nothing;
      return this.#takeGap(this.#limit, 'incompatible');
    }
    return this.#takeFrame(this.#schemas.fixed('header'), end, start);
  }

  #nextRecord(): Found {
    const start = this.position;
    const heads = this.#heads;
    heads.window(this.#bytes, this.#view, this.#limit, this.#closed, !this.#schemas.inData);
    if (!this.#inStep) {
      const stands = heads.find(start);
      if (stands === Stands.unclear) return Found.more;
      if (stands === Stands.nothing) return this.#scan(start);
      this.#inStep = true;
    }
    switch (heads.judge(start)) {
      case Stands.right:
        break;
      case Stands.unclear:
        return Found.more;
      case Stands.nothing:
        return this.#takeGap(this.#limit, 'end-of-input');
      default:
        return this.#stepOver(start);
    }
    const { end } = heads;
    if (end > this.#limit) return this.#closed ? this.#takeGap(this.#limit, 'end-of-input') : Found.more;
    return this.#take(start, end);
  }

  /** A record that is due and cannot be used. */
  #stepOver(start: number): Found {
    const heads = this.#heads;
    const { end, reason } = heads;
    // What nobody can read may hold anything, right records too.
    if (end > this.#limit && this.#closed && heads.isOpaque) return this.#takeGap(this.#limit, 'end-of-input');
    switch (heads.isFollowed(start)) {
      case Stands.unclear:
        return Found.more;
      case Stands.right:
        this.#forget(start);
        return this.#takeGap(end, reason);
      default:
        return this.#scan(start);
    }
  }

  /** A subscription that cannot be read: its number means nothing from here on, rather than what it meant before. */
  #forget(start: number): void {
    if (this.#bytes[start + 2] !== RecordType.subscription) return;
    if (this.#view.getUint16(start, true) < SUBSCRIPTION_HEAD_BYTES) return;
    this.#schemas.topics.refuse(this.#view.getUint16(start + RECORD_HEAD_BYTES + 1, true));
  }

  #take(start: number, end: number): Found {
    const type = this.#bytes[start + 2]!;
    const body = start + RECORD_HEAD_BYTES;
    if (type === RecordType.data) {
      const topic = this.#schemas.topics.byNumber[this.#view.getUint16(body, true)]!;
      return this.#takeFrame(topic.schema, end, start + DATA_HEAD_BYTES);
    }
    if (type === RecordType.flagBits) {
      if (this.#due !== Due.first) return this.#takeGap(end, 'incompatible');
      this.#readFlags(body, end);
    }
    const found = this.#schemas.find(type, this.#bytes, body, end);
    if (found === null) {
      this.#forget(start);
      return this.#takeGap(end, 'unknown-message');
    }
    const isInfo = type === RecordType.info || type === RecordType.multiInfo;
    const key = body + keyAt(type);
    return this.#takeFrame(found, end, isInfo ? key + this.#bytes[key - 1]! : body);
  }

  /** @throws FlightveilError `log-incompatible`, before anything that the flags are about has been read */
  #readFlags(body: number, end: number): void {
    const flags = this.#bytes.subarray(body + INCOMPAT_FLAGS_AT, body + APPENDED_OFFSETS_AT);
    const isKnown = flags.every((byte, at) => byte === 0 || (at === 0 && byte === INCOMPAT_DATA_APPENDED));
    if (!isKnown) {
      throw new FlightveilError('log-incompatible', 'the ULog has features that are not known here', {
        advice: 'Nothing was written. A newer version of this program may read it.',
      });
    }
    if (flags[0] !== INCOMPAT_DATA_APPENDED) return;
    const offsets: number[] = [];
    let least = this.#origin + end;
    for (let at = body + APPENDED_OFFSETS_AT; at < end; at += 8) {
      const offset = Number(this.#view.getBigUint64(at, true));
      // They come from the log: only those that lie further and further behind can be meant.
      if (offset <= least || offset > Number.MAX_SAFE_INTEGER) continue;
      offsets.push(offset);
      least = offset;
    }
    this.#appended = offsets;
    this.#setLimit();
  }

  #setLimit(): void {
    const boundary = this.#appended.length === 0 ? Number.POSITIVE_INFINITY : this.#appended[0]! - this.#origin;
    const isBefore = boundary <= this.#windowEnd;
    this.#limit = isBefore ? boundary : this.#windowEnd;
    this.#closed = isBefore || this.#final;
  }

  /** @param schema null: what is missing was announced first */
  #takeFrame(schema: Schema | null, end: number, body: number): Found {
    const pending = this.#schemas.announced();
    if (pending !== undefined) {
      this.schema = pending;
      return Found.schema;
    }
    const { frame } = this;
    frame.start = frame.head = this.position;
    frame.end = end;
    frame.body = body;
    frame.bodyLength = end - body;
    frame.schema = schema!;
    frame.defines = null;
    if (this.#due === Due.header) {
      this.#due = Due.first;
    } else {
      frame.defines = this.#schemas.take(this.#bytes, this.#view, this.position);
      this.#due = Due.record;
    }
    this.position = end;
    return Found.frame;
  }

  /** Nothing can be made of `start`: skips byte by byte to the next place where right records stand. */
  #scan(start: number): Found {
    const heads = this.#heads;
    for (let at = start + 1; at < this.#limit; at++) {
      const stands = heads.find(at);
      if (stands === Stands.nothing) continue;
      const found = this.#takeGap(at, 'noise');
      this.#inStep = stands === Stands.right;
      return found;
    }
    return this.#takeGap(this.#limit, 'noise');
  }

  /** Skips to `end`. */
  #takeGap(end: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = end - this.position;
    this.gap.reason = reason;
    this.position = end;
    this.#inStep = true;
    if (this.#due === Due.first) this.#due = Due.record;
    return Found.gap;
  }
}
