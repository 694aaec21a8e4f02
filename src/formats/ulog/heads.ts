import { readText } from '../../bytes/text.ts';
import type { GapReason } from '../../model/format.ts';
import {
  FLAG_BITS_BYTES,
  LOGGED_TEXT_AT,
  Most,
  RECORD_HEAD_BYTES,
  RecordType,
  SUBSCRIPTION_HEAD_BYTES,
  SYNC,
  TAGGED_TEXT_AT,
} from './records.ts';
import { noTopic, type Topics } from './topics.ts';
import { keyAt, readKey } from './values.ts';

/** What stands at one place of the input. */
export const Stands = {
  /** A record whose length is the one that its content asks for. */
  right: 0,
  /** A record that cannot be used. */
  refused: 1,
  /** Nothing that begins here. */
  nothing: 2,
  /** That cannot be told before more bytes have come. */
  unclear: 3,
} as const;
export type Stands = (typeof Stands)[keyof typeof Stands];

const LONGEST_NAME = 128;
/** The longest type of a key: `uint16_t[65535]`. */
const LONGEST_TYPE = 15;
/** So many bytes of a text are looked at to tell whether it is one. */
const TEXT_SAMPLE = 16;

const isType = new Uint8Array(256);
for (const type of Object.values(RecordType)) isType[type] = 1;
/** Bytes of names: letters, digits, `_`, `-`, `/`. */
const isName = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) if (/[\w\-/]/.test(String.fromCharCode(byte))) isName[byte] = 1;

function isLetter(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

/** Judges records by their first bytes. */
export class Heads {
  /** Where the record that was judged last ends, if it is to be believed, and why it was refused. */
  end = 0;
  reason: GapReason = 'noise';
  /** Nobody knows what it may hold. */
  isOpaque = false;

  readonly #topics: Topics;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #limit = 0;
  #closed = false;
  #mayDefine = true;

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  /**
   * @param limit where the bytes end
   * @param closed nothing follows them
   * @param mayDefine formats may stand here
   */
  window(bytes: Uint8Array, view: DataView, limit: number, closed: boolean, mayDefine: boolean): void {
    this.#bytes = bytes;
    this.#view = view;
    this.#limit = limit;
    this.#closed = closed;
    this.#mayDefine = mayDefine;
  }

  /** Judges the record at `at`. It may end behind the limit all the same. */
  judge(at: number): Stands {
    const body = at + RECORD_HEAD_BYTES;
    if (body > this.#limit) return this.#missing();
    const size = this.#view.getUint16(at, true);
    this.end = body + size;
    this.isOpaque = false;
    switch (this.#bytes[at + 2]) {
      case RecordType.data:
        return this.#judgeData(body, size);
      case RecordType.info:
      case RecordType.multiInfo:
      case RecordType.parameter:
      case RecordType.parameterDefault:
        return this.#judgeKeyed(this.#bytes[at + 2]!, body, size);
      case RecordType.format:
        return this.#judgeFormat(body, size);
      case RecordType.subscription:
        return this.#judgeSubscription(body, size);
      case RecordType.removal:
        return this.#judgeRemoval(body, size);
      case RecordType.loggedString:
        return this.#judgeLength(size >= LOGGED_TEXT_AT && size <= LOGGED_TEXT_AT + Most.textBytes);
      case RecordType.taggedString:
        return this.#judgeLength(size >= TAGGED_TEXT_AT && size <= TAGGED_TEXT_AT + Most.textBytes);
      case RecordType.dropout:
        return this.#judgeLength(size === 2);
      case RecordType.flagBits:
        return this.#judgeLength(size === FLAG_BITS_BYTES);
      case RecordType.sync:
        return this.#judgeSync(body, size);
      default:
        // A type of a later version. Other bytes are no type at all.
        this.isOpaque = isLetter(this.#bytes[at + 2]!);
        return this.#refuse('unknown-message');
    }
  }

  /** Whether another record stands behind the one at `at`, which was judged last, or the bytes end with it. What was found of that one stays. */
  isFollowed(at: number): Stands {
    const { end, reason, isOpaque } = this;
    if (end === this.#limit && this.#closed) return Stands.right;
    if (end > this.#limit) return this.#missing();
    let stands = this.judge(end);
    if (stands === Stands.refused && this.#isAlike(at, end)) stands = Stands.right;
    this.end = end;
    this.reason = reason;
    this.isOpaque = isOpaque;
    return stands;
  }

  /** Whether reading can begin at `at`: with two right records in a row, or a mark made for that. */
  find(at: number): Stands {
    if (at + 2 >= this.#limit) return this.#missing();
    const type = this.#bytes[at + 2]!;
    if (isType[type] === 0) return Stands.nothing;
    const stands = this.judge(at);
    if (stands !== Stands.right) return stands === Stands.unclear ? stands : Stands.nothing;
    if (type === RecordType.sync) return stands;
    if (type === RecordType.loggedString || type === RecordType.taggedString) {
      const text = this.#judgeText(at, type === RecordType.taggedString ? TAGGED_TEXT_AT : LOGGED_TEXT_AT);
      if (text !== Stands.right) return text;
    }
    const { end } = this;
    // Two bytes with nothing behind them are too little to tell.
    const isShort = type === RecordType.dropout || type === RecordType.removal;
    if (end === this.#limit && this.#closed) return isShort ? Stands.nothing : Stands.right;
    if (end > this.#limit) return this.#missing();
    const behind = this.judge(end);
    this.end = end;
    return behind === Stands.refused ? Stands.nothing : behind;
  }

  /** Whether a refused record, judged last, may well stand behind another one that was refused. */
  #isAlike(first: number, second: number): boolean {
    const bytes = this.#bytes;
    const type = bytes[second + 2]!;
    const isSameType = type === bytes[first + 2];
    if (this.reason === 'bad-length') {
      return isSameType && this.#view.getUint16(first, true) === this.#view.getUint16(second, true);
    }
    if (type !== RecordType.data) return isSameType || isType[type] === 1;
    const { byNumber } = this.#topics;
    const number = this.#view.getUint16(second + RECORD_HEAD_BYTES, true);
    if (number < byNumber.length && byNumber[number] !== noTopic) return true;
    const isSubscription = bytes[first + 2] === RecordType.subscription;
    const numberAt = first + RECORD_HEAD_BYTES + (isSubscription ? 1 : 0);
    return (isSameType || isSubscription) && this.#view.getUint16(numberAt, true) === number;
  }

  #judgeData(body: number, size: number): Stands {
    if (size <= 2) return this.#refuse('bad-length');
    if (body + 2 > this.#limit) return this.#missing();
    const { byNumber } = this.#topics;
    const number = this.#view.getUint16(body, true);
    const topic = number < byNumber.length ? byNumber[number]! : noTopic;
    if (topic.schema !== null) return this.#judgeLength(size - 2 === topic.size || size - 2 === topic.paddedSize);
    this.isOpaque = true;
    return this.#refuse('unknown-message');
  }

  #judgeKeyed(type: number, body: number, size: number): Stands {
    const bytes = this.#bytes;
    const start = body + keyAt(type);
    if (start > body + size) return this.#refuse('bad-length');
    if (start > this.#limit) return this.#missing();
    const end = start + bytes[start - 1]!;
    if (end > body + size) return this.#refuse('bad-length');
    if (end > this.#limit) return this.#missing();
    if (type === RecordType.multiInfo && bytes[body]! > 1) return this.#refuse('incompatible');
    let blank = start;
    while (blank < end && blank <= start + LONGEST_TYPE && bytes[blank] !== 0x20) blank++;
    const key = bytes[blank] === 0x20 ? readKey(type, bytes, start, end) : undefined;
    if (key === undefined) return this.#refuse('incompatible');
    return this.#judgeLength(end + key.valueBytes === body + size);
  }

  #judgeFormat(body: number, size: number): Stands {
    if (size > Most.formatBytes) return this.#refuse('bad-length');
    const most = body + Math.min(size, LONGEST_NAME);
    let at = body;
    while (at < most && at < this.#limit && isName[this.#bytes[at]!] === 1) at++;
    if (at === this.#limit && at < most) return this.#missing();
    if (at === most || this.#bytes[at] !== 0x3a) return this.#refuse('incompatible');
    return this.#mayDefine ? Stands.right : this.#refuse('unknown-message');
  }

  #judgeSubscription(body: number, size: number): Stands {
    if (size <= SUBSCRIPTION_HEAD_BYTES || size > SUBSCRIPTION_HEAD_BYTES + LONGEST_NAME)
      return this.#refuse('bad-length');
    if (body + size > this.#limit) return this.#missing();
    const name = readText(this.#bytes, body + SUBSCRIPTION_HEAD_BYTES, body + size);
    // Behind a NUL there is room for anything.
    const isWhole = name.length === size - SUBSCRIPTION_HEAD_BYTES;
    return isWhole && this.#topics.isDefined(name) ? Stands.right : this.#refuse('unknown-message');
  }

  #judgeRemoval(body: number, size: number): Stands {
    if (size !== 2) return this.#refuse('bad-length');
    if (body + 2 > this.#limit) return this.#missing();
    const { byNumber } = this.#topics;
    const number = this.#view.getUint16(body, true);
    const isReadable = number < byNumber.length && byNumber[number]!.schema !== null;
    return isReadable ? Stands.right : this.#refuse('unknown-message');
  }

  #judgeSync(body: number, size: number): Stands {
    if (size !== SYNC.length) return this.#refuse('bad-length');
    for (let index = 0; index < SYNC.length; index++) {
      if (body + index >= this.#limit) return this.#missing();
      if (this.#bytes[body + index] !== SYNC[index]) return this.#refuse('incompatible');
    }
    return Stands.right;
  }

  /** For places where a record is not due: a level that there is, and no control characters. */
  #judgeText(at: number, textAt: number): Stands {
    const body = at + RECORD_HEAD_BYTES;
    const end = Math.min(this.end, body + textAt + TEXT_SAMPLE);
    if (end > this.#limit) return this.#missing();
    const level = this.#bytes[body]!;
    if (level < 0x30 || level > 0x37) return Stands.nothing;
    for (let index = body + textAt; index < end; index++) {
      const byte = this.#bytes[index]!;
      if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return Stands.nothing;
    }
    return Stands.right;
  }

  #judgeLength(isRight: boolean): Stands {
    return isRight ? Stands.right : this.#refuse('bad-length');
  }

  #refuse(reason: GapReason): Stands {
    this.reason = reason;
    return Stands.refused;
  }

  #missing(): Stands {
    return this.#closed ? Stands.nothing : Stands.unclear;
  }
}
