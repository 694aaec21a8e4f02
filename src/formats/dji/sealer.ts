import { LastView } from '../../bytes/crc16.ts';
import type { Memory } from '../../bytes/memory.ts';
import { textLength } from '../../bytes/text.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer, SealerOptions } from '../../model/format.ts';
import { FeatureCipher, paddedBytes } from './feature-cipher.ts';
import type { Keychains } from './feature-keys.ts';
import { featureOf, PLAIN_FEATURE } from './features.ts';
import {
  BLOCK_HEAD_BYTES,
  DETAILS_12_BYTES,
  DETAILS_BLOCK,
  DETAILS_BYTES,
  ENCRYPTED_FROM,
  headBytes,
  INFO_AT,
  RECORD_END,
  RecordType,
  SCRAMBLED_FROM,
  SIGNATURE_HEAD_BYTES,
  TIME_AT,
  VERSION_AT,
  VERSION_BLOCK,
} from './layout.ts';
import type { DjiSchema } from './records.ts';
import { applyKey, checkOf, keyAt, keyByte } from './scramble.ts';

/**
 * The app draws a seed for every record. Ours is the same in all: what the app drew would tell nothing, but it is of the log that was recorded, and a
 * seed that depends on a record's content would tell of what was changed in it.
 */
const SEED = 1;
const TWO_32 = 2 ** 32;
/** Content of a scrambled record whose length is one byte: seed and check stand beside it. */
const MOST_SHORT_BYTES = 253;

/** Writes the parts of a flight record anew from their content. */
export class DjiSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #measured: number;
  readonly #keychains: Keychains | undefined;
  readonly #source = new LastView();
  readonly #target = new LastView();
  #cipher: FeatureCipher | undefined;
  #version = 0;
  #hasTime = false;
  /** Bytes written so far; and when what the prefix points at was. */
  #written = 0;
  #pointedAt = -1;

  constructor(state: FlightState, { keepTime, measured = 0 }: SealerOptions, keychains?: Keychains) {
    this.#state = state;
    this.#keepTime = keepTime;
    this.#measured = measured;
    this.#keychains = keychains;
  }

  /** Where details stand, up to version 11; behind which byte records end, in version 12; where they start, from 13 on. */
  get measured(): number {
    return this.#pointedAt < 0 ? this.#written : this.#pointedAt;
  }

  observe(_bytes: Uint8Array, frame: Frame): void {
    const { kind, teaches } = frame.schema as DjiSchema;
    const timeUs = frame.parsed!.view.getFloat64(TIME_AT, true);
    // What teaches stands in cuts too, where the clock must not run.
    this.#hasTime = !this.#keepTime && kind === 'record' && teaches !== true && !Number.isNaN(timeUs);
    if (!this.#hasTime) return;
    const high = (timeUs / TWO_32) | 0;
    this.#state.clocks.observeLog(high, (timeUs - high * TWO_32) | 0);
  }

  drop(): void {}

  /** No frame stays where it is: all of them are written anew. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    this.#release();
    const length = this.#write(bytes, frame, target);
    this.#written += length;
    const { kind } = frame.schema as DjiSchema;
    const isBeforeRecords = kind === 'prefix' || kind === 'details' || kind === 'auxiliary';
    if (isBeforeRecords && this.#version >= ENCRYPTED_FROM) this.#pointedAt = this.#written;
    return length;
  }

  /** All records but those of keys. */
  rebuildAt(frame: Frame, target: Memory, at: number): number {
    const schema = frame.schema as DjiSchema;
    if (schema.kind !== 'record' || schema.teaches) return 0;
    this.#release();
    schema.end.pack(frame.parsed!);
    const length = this.#writeRecord(frame.parsed!, schema, target.bytes, target.view, at);
    this.#written += length;
    return length;
  }

  /** Of the records that {@link rebuildAt} writes. */
  measure(frame: Frame): number {
    const schema = frame.schema as DjiSchema;
    if (schema.kind !== 'record' || schema.teaches) return 0;
    this.#release();
    const version = this.#version;
    let length = this.#contentBytes(frame.parsed!.bytes, schema);
    if (version >= ENCRYPTED_FROM && featureOf(schema.recordType, version) !== PLAIN_FEATURE)
      length = paddedBytes(length);
    length += headBytes(version) + 1 + (version < SCRAMBLED_FROM ? 0 : 2);
    this.#written += length;
    return length;
  }

  #release(): void {
    if (this.#hasTime) this.#state.clocks.releaseLog();
  }

  #write(bytes: Uint8Array, frame: Frame, target: Uint8Array): number {
    const schema = frame.schema as DjiSchema;
    const body = frame.parsed!.bytes;
    switch (schema.kind) {
      case 'prefix':
        return this.#writePrefix(body, schema.size, target);
      case 'details':
        schema.end.pack(frame.parsed!);
        if (this.#version >= ENCRYPTED_FROM) return this.#writeBlock(body, schema.payloadBytes, target);
        if (this.#version < 12) this.#pointedAt = this.#written;
        return copy(body, 0, schema.payloadBytes, target, 0);
      case 'auxiliary':
        target[0] = VERSION_BLOCK;
        this.#target.of(target).setUint16(1, schema.size, true);
        return BLOCK_HEAD_BYTES + copy(body, 0, schema.size, target, BLOCK_HEAD_BYTES);
      case 'jpeg':
        return copy(body, 0, frame.bodyLength, target, 0);
      default:
        if (schema.teaches === true) return this.#writeKeys(bytes, frame, schema, target);
        schema.end.pack(frame.parsed!);
        return this.#writeRecord(frame.parsed!, schema, target, this.#target.of(target), 0);
    }
  }

  /** What no reader needs is zero. */
  #writePrefix(body: Uint8Array, size: number, target: Uint8Array): number {
    const version = body[VERSION_AT]!;
    this.#version = version;
    this.#cipher =
      version < ENCRYPTED_FROM || this.#keychains === undefined
        ? undefined
        : new FeatureCipher(this.#keychains, 'encrypt');
    target.fill(0, 0, size);
    const view = this.#target.of(target);
    view.setUint32(0, this.#measured % TWO_32, true);
    view.setUint32(4, Math.floor(this.#measured / TWO_32), true);
    view.setUint16(8, version < 12 ? DETAILS_BYTES : DETAILS_12_BYTES, true);
    target[VERSION_AT] = version;
    return size;
  }

  /**
   * The block that holds the details. Its first byte is zero: the maker's own reader takes no other. The signature would no longer hold and is empty.
   */
  #writeBlock(details: Uint8Array, size: number, target: Uint8Array): number {
    const view = this.#target.of(target);
    const seedAt = BLOCK_HEAD_BYTES;
    const at = seedAt + 1;
    const last = at + INFO_AT + size + SIGNATURE_HEAD_BYTES;
    target.fill(0, 0, last);
    target[0] = DETAILS_BLOCK;
    view.setUint16(1, last + 1 - seedAt, true);
    target[seedAt] = SEED;
    view.setUint16(at + 1, size, true);
    copy(details, 0, size, target, at + INFO_AT);
    target[last] = checkOf(DETAILS_BLOCK, SEED);
    applyKey(view, at, last + 1 - at, keyAt(DETAILS_BLOCK, SEED), view, at);
    return last + 1;
  }

  #contentBytes(body: Uint8Array, schema: DjiSchema): number {
    return schema.isText ? textBytes(body, schema, this.#version) : schema.payloadBytes;
  }

  #writeRecord(body: Memory, schema: DjiSchema, target: Uint8Array, view: DataView, start: number): number {
    const version = this.#version;
    const { recordType } = schema;
    const head = headBytes(version);
    const payload = start + head;
    let length = this.#contentBytes(body.bytes, schema);
    if (version < SCRAMBLED_FROM) {
      copyWords(body.view, length, view, payload);
    } else {
      target[payload] = SEED;
      const at = payload + 1;
      const key = keyAt(recordType, SEED);
      const feature = version < ENCRYPTED_FROM ? PLAIN_FEATURE : featureOf(recordType, version);
      if (feature === PLAIN_FEATURE) {
        applyKey(body.view, 0, length, key, view, at);
      } else {
        copyWords(body.view, length, view, at);
        length = this.#cipher!.encrypt(feature, view, at, length);
        applyKey(view, at, length, key, view, at);
      }
      target[at + length] = checkOf(recordType, SEED) ^ keyByte(key, length & 7);
      length += 2;
    }
    target[start] = recordType;
    target[start + 1] = length;
    if (head === 3) target[start + 2] = length >> 8;
    target[payload + length] = RECORD_END;
    return head + length + 1;
  }

  /**
   * Encrypted keys stay as they came: the maker's service opens them. What stands behind them is cut off, and in the mark of a next set nothing is left.
   */
  #writeKeys(bytes: Uint8Array, { start, end }: Frame, { recordType }: DjiSchema, target: Uint8Array): number {
    const head = headBytes(this.#version);
    const at = head + 1;
    const view = this.#target.of(target);
    let length = MARK_BYTES;
    if (recordType === RecordType.keyStorageRecover) {
      this.#cipher?.nextSet();
      target.fill(0, at, at + length);
    } else {
      // Without seed and check, and the end of the record.
      length = end - start - at - 2;
      applyKey(this.#source.of(bytes), start + at, length, keyAt(recordType, bytes[start + head]!), view, at);
      if (length >= KEY_HEAD_BYTES) {
        length = Math.min(length, KEY_HEAD_BYTES + view.getUint16(at + KEY_HEAD_BYTES - 2, true));
      }
    }
    target[0] = recordType;
    view.setUint16(1, length + 2, true);
    target[head] = SEED;
    target[at + length] = checkOf(recordType, SEED);
    applyKey(view, at, length + 1, keyAt(recordType, SEED), view, at);
    target[at + length + 1] = RECORD_END;
    return at + length + 2;
  }
}

/** Number of the feature point, and length of its encrypted key. */
const KEY_HEAD_BYTES = 4;
/** Content of the mark of a next set: the maker's own reader takes none without. */
const MARK_BYTES = 4;

/** Length of a text as the app writes it: with a zero behind it since texts are scrambled. Readers take a record of no content for damage. */
function textBytes(body: Uint8Array, { payloadBytes }: DjiSchema, version: number): number {
  const length = textLength(body, 0, payloadBytes) + (version < SCRAMBLED_FROM ? 0 : 1);
  return Math.max(1, Math.min(length, version < ENCRYPTED_FROM ? MOST_SHORT_BYTES : payloadBytes));
}

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, target: number): number {
  for (let at = start; at < end; at++) to[target + at - start] = from[at]!;
  return end - start;
}

function copyWords(from: DataView, length: number, to: DataView, target: number): void {
  let at = 0;
  for (; at + 4 <= length; at += 4) to.setInt32(target + at, from.getInt32(at, true), true);
  for (; at < length; at++) to.setUint8(target + at, from.getUint8(at));
}
