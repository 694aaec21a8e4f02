import { LastView } from '../../bytes/crc16.ts';
import { ENCRYPTED_FROM, headBytes, MOST_PAYLOAD_BYTES, RECORD_END, RecordType, SCRAMBLED_FROM } from './layout.ts';
import { checkOf, keyAt, keyByte } from './scramble.ts';

/** Answers of {@link LogWindow} beside indices: too little is there to say; it is none; the log ends within it. */
export const MORE = -2;
export const NONE = -1;
export const CUT_OFF = -3;

const IMAGE_START = [0xff, 0xd8, 0xff] as const;
/** 12345 in four bytes: it stands between the records and the images. */
const SEPARATOR = [0x39, 0x30, 0, 0] as const;
export const SEPARATOR_BYTES = SEPARATOR.length;
export const SEPARATOR_TYPE = SEPARATOR[0];
export const IMAGE_TYPE = IMAGE_START[0];
/** A log is taken for checked when so many records at its start are. */
const FIRST_CHECKS = 2;
/** Where a log is damaged, so many records have to follow one another before they are believed. */
const CHAIN = 3;

/** What stands at a place of the window. */
export class LogWindow {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  end = 0;
  isFinal = false;
  /** Of the log's first byte, as an index of `bytes`: negative when it has gone. */
  origin = 0;
  version = 0;
  /** Where records end, in the whole log; infinite if nobody says it. */
  recordsEnd = Number.POSITIVE_INFINITY;
  /** The log's writer ends scrambled payloads with the check that the maker's app writes: a record without it is damaged. */
  #isChecked = false;
  /** How many of the first records had their check, and where the last of them stands in the log. More than {@link FIRST_CHECKS}: one had none. */
  #checks = 0;
  #checkedAt = -1;
  readonly #view = new LastView();

  set(bytes: Uint8Array, end: number, isFinal: boolean): void {
    this.bytes = bytes;
    this.view = this.#view.of(bytes);
    this.end = end;
    this.isFinal = isFinal;
  }

  /** Whether records end at this index. */
  isRecordsEnd(at: number): boolean {
    return at - this.origin === this.recordsEnd;
  }

  isBehindRecords(at: number): boolean {
    return at - this.origin > this.recordsEnd;
  }

  /** The index behind the record at `at`, {@link MORE}, {@link CUT_OFF}, or {@link NONE} where its end is not where it says. */
  recordEnd(at: number): number {
    const { bytes, version } = this;
    const head = headBytes(version);
    if (at + head > this.end) return this.isFinal ? CUT_OFF : MORE;
    const length = version < ENCRYPTED_FROM ? bytes[at + 1]! : bytes[at + 1]! | (bytes[at + 2]! << 8);
    if (length < (version < SCRAMBLED_FROM ? 1 : 2) || length > MOST_PAYLOAD_BYTES) return NONE;
    const end = at + head + length + 1;
    if (end > this.end) return this.isFinal ? CUT_OFF : MORE;
    return bytes[end - 1] === RECORD_END ? end : NONE;
  }

  /**
   * Whether the record `[at, end)` ends with the check of its payload, in logs whose writer makes checks; the first records say whether it does.
   * To be asked of records in their order.
   */
  isIntact(at: number, end: number): boolean {
    if (this.version < SCRAMBLED_FROM || this.bytes[at] === RecordType.keyStorageRecover) return true;
    if (this.#isChecked) return this.#hasCheck(at, end);
    if (this.#checks < FIRST_CHECKS && at - this.origin !== this.#checkedAt) {
      this.#checkedAt = at - this.origin;
      this.#checks = this.#hasCheck(at, end) ? this.#checks + 1 : FIRST_CHECKS + 1;
      this.#isChecked = this.#checks === FIRST_CHECKS;
    }
    return true;
  }

  #hasCheck(at: number, end: number): boolean {
    const { bytes } = this;
    const type = bytes[at]!;
    const seedAt = at + headBytes(this.version);
    const seed = bytes[seedAt]!;
    const last = end - 2;
    return (bytes[last]! ^ keyByte(keyAt(type, seed), (last - seedAt - 1) & 7)) === checkOf(type, seed);
  }

  /** Whether an image starts at `at`: 1 or 0, or {@link MORE}. */
  isImage(at: number): number {
    return this.#starts(at, IMAGE_START);
  }

  /**
   * Whether the separator stands at `at`, and what belongs behind it: 1 or 0, or {@link MORE}.
   * @param mayBeLast the end of the log may stand behind it
   */
  isSeparator(at: number, mayBeLast: boolean): number {
    const isSame = this.#starts(at, SEPARATOR);
    if (isSame !== 1) return isSame;
    const behind = at + SEPARATOR_BYTES;
    if (this.isRecordsEnd(behind) || (mayBeLast && this.isFinal && behind === this.end)) return 1;
    return this.isImage(behind);
  }

  #starts(at: number, what: readonly number[]): number {
    for (let index = 0; index < what.length; index++) {
      if (at + index >= this.end) return this.isFinal ? 0 : MORE;
      if (this.bytes[at + index] !== what[index]) return 0;
    }
    return 1;
  }

  /** Whether reading can go on at `at` although what stands before it is damaged: 1 or 0, or {@link MORE}. */
  isFoothold(at: number): number {
    return this.isRecordsEnd(at) ? 1 : this.isChain(at);
  }

  /** Whether records or an image stand at `at`: 1 or 0, or {@link MORE}. */
  isChain(at: number): number {
    // At their end itself it is asked whether they go on.
    const isBefore = !this.isRecordsEnd(at);
    let next = at;
    for (let links = 0; links < CHAIN; links++) {
      if (links > 0 && this.isRecordsEnd(next)) return 1;
      if (next === this.end) return this.isFinal && links > 0 ? 1 : this.#isFinalOrMore();
      const type = this.bytes[next]!;
      const isOther =
        type === IMAGE_START[0] ? this.isImage(next) : type === SEPARATOR[0] ? this.isSeparator(next, links > 0) : 0;
      if (isOther !== 0) return isOther;
      if (type === 0 || type === IMAGE_TYPE) return 0;
      const start = next;
      next = this.recordEnd(start);
      if (next < 0) return next === MORE ? MORE : 0;
      if (isBefore && this.isBehindRecords(next)) return 0;
      if (this.#isChecked && !this.isIntact(start, next)) return 0;
    }
    return 1;
  }

  /**
   * The first place from `from` on where reading may go on behind damage, or where too little is there to say so, or where records or the window end.
   * @param lastByte the one before `from`
   */
  nextFoothold(from: number, lastByte: number): number {
    const { bytes, end } = this;
    let before = lastByte;
    let at = from;
    for (; at < end && !this.isRecordsEnd(at); at++) {
      const byte = bytes[at]!;
      const isCandidate = before === RECORD_END || byte === IMAGE_START[0] || byte === SEPARATOR[0];
      if (isCandidate && this.isFoothold(at) !== 0) break;
      before = byte;
    }
    return at;
  }

  #isFinalOrMore(): number {
    return this.isFinal ? 0 : MORE;
  }
}
