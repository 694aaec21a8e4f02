import { crc16, crc16Byte } from '../../bytes/crc16.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import type { Dialect, MessageType } from './dialect.ts';

/** Start markers (MAVLink guide, "Packet serialization"). */
export const MAGIC_V1 = 0xfe;
export const MAGIC_V2 = 0xfd;
export const INCOMPAT_SIGNED = 0x01;
export const HEADER_V1 = 6;
export const HEADER_V2 = 10;
export const CHECKSUM_BYTES = 2;
export const SIGNATURE_BYTES = 13;
/** Big-endian microseconds before each frame of a .tlog. */
export const TLOG_STAMP_BYTES = 8;
export const MAX_RECORD_BYTES = TLOG_STAMP_BYTES + HEADER_V2 + 255 + CHECKSUM_BYTES + SIGNATURE_BYTES;

export type Container = 'tlog' | 'raw';

/** What the sealer needs beside the schema. */
export interface MavlinkSchema extends Schema {
  readonly crcExtra: number;
}

/**
 * Finds MAVLink 1 and 2 frames in a .tlog or a raw stream.
 *
 * A frame counts when its checksum, which includes the layout's CRC-extra byte, is right. What stands where a frame is due but has an
 * unknown id, a wrong checksum or unknown flags is stepped over whole if another frame (or the end) follows it, so that frames inside
 * its payload are never taken for frames of the log; otherwise it is noise, and the next right frame is looked for byte by byte.
 */
export class MavlinkDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #dialect: Dialect;
  readonly #stamp: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  /** Offset in the whole input of index 0 of the window's buffer. */
  #origin = 0;
  /** Whether the last thing found was a frame or the start: then a frame is due right here. */
  #inStep = true;
  readonly #schemas = new Map<MessageType, [Schema | null, Schema | null]>();
  #schemaCount = 0;

  constructor(dialect: Dialect, container: Container) {
    this.#dialect = dialect;
    this.#stamp = container === 'tlog' ? TLOG_STAMP_BYTES : 0;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
    this.#final = final;
  }

  next(): Found {
    const bytes = this.#bytes;
    const start = this.position;
    const available = this.#end - start;
    if (available <= 0) return Found.more;
    const head = start + this.#stamp;
    if (available < this.#stamp + 3) return this.#final ? this.#takeGap(available, 'end-of-input') : Found.more;
    const magic = bytes[head]!;
    if (magic !== MAGIC_V2 && magic !== MAGIC_V1) return this.#scan();

    const isV2 = magic === MAGIC_V2;
    const header = isV2 ? HEADER_V2 : HEADER_V1;
    const bodyLength = bytes[head + 1]!;
    const body = head + header;
    const checksum = body + bodyLength;
    const isSigned = isV2 && (bytes[head + 2]! & INCOMPAT_SIGNED) !== 0;
    const end = checksum + CHECKSUM_BYTES + (isSigned ? SIGNATURE_BYTES : 0);
    if (end > this.#end) return this.#final ? this.#scan() : Found.more;

    const id = isV2 ? bytes[head + 7]! | (bytes[head + 8]! << 8) | (bytes[head + 9]! << 16) : bytes[head + 5]!;
    const type = this.#match(id, head, checksum, isV2, bodyLength);
    if (type === null) {
      if (!this.#inStep) return this.#scan();
      const reason = this.#refusal(id, head, isV2);
      switch (this.#followedByFrame(end)) {
        case 'unclear':
          return Found.more;
        case 'yes':
          // What is stepped over still has a place in its sender's sequence: the filter counts it as dropped.
          return this.#takeGap(end - start, reason, reason === 'bad-checksum' ? -1 : senderOf(bytes, head, isV2));
        default:
          return this.#scan();
      }
    }

    const pair = this.#schemas.get(type);
    const schema = pair === undefined ? undefined : pair[isV2 ? 1 : 0];
    if (schema == null) return this.#announce(type, isV2);
    const frame = this.frame;
    frame.start = start;
    frame.end = end;
    frame.head = head;
    frame.body = body;
    frame.bodyLength = bodyLength;
    frame.sender = senderOf(bytes, head, isV2);
    frame.schema = schema;
    this.position = end;
    this.#inStep = true;
    return Found.frame;
  }

  /** The message type whose layout makes the checksum right, or null. */
  #match(id: number, head: number, checksum: number, isV2: boolean, bodyLength: number): MessageType | null {
    let type = this.#dialect.find(id);
    if (type === null) return null;
    const bytes = this.#bytes;
    if (isV2 && (bytes[head + 2]! & ~INCOMPAT_SIGNED) !== 0) return null;
    const crc = crc16(bytes, head + 1, checksum);
    const sent = bytes[checksum]! | (bytes[checksum + 1]! << 8);
    for (; type !== null; type = type.next) {
      if (crc16Byte(crc, type.layout.crcExtra) === sent && (isV2 || bodyLength === type.layout.baseLength)) return type;
    }
    return null;
  }

  #refusal(id: number, head: number, isV2: boolean): GapReason {
    const type = this.#dialect.find(id);
    if (type === null) return 'unknown-message';
    if (isV2 && (this.#bytes[head + 2]! & ~INCOMPAT_SIGNED) !== 0) return 'incompatible';
    return 'bad-checksum';
  }

  /** Whether a start marker stands where the next record would begin, or the input ends there. */
  #followedByFrame(at: number): 'yes' | 'no' | 'unclear' {
    const marker = at + this.#stamp;
    if (marker < this.#end) {
      const magic = this.#bytes[marker]!;
      return magic === MAGIC_V2 || magic === MAGIC_V1 ? 'yes' : 'no';
    }
    if (!this.#final) return 'unclear';
    return at === this.#end ? 'yes' : 'no';
  }

  #announce(type: MessageType, isV2: boolean): Found {
    const schema: MavlinkSchema = {
      crcExtra: type.layout.crcExtra,
      index: this.#schemaCount++,
      message: type.layout.name,
      size: isV2 ? type.layout.length : type.layout.baseLength,
      fields: isV2 ? type.fields : type.baseFields,
      known: type.classified,
    };
    const pair = this.#schemas.get(type) ?? [null, null];
    pair[isV2 ? 1 : 0] = schema;
    this.#schemas.set(type, pair);
    this.schema = schema;
    return Found.schema;
  }

  /** Skips to the next place where a right frame stands, byte by byte; only known messages with a right checksum count. */
  #scan(): Found {
    const bytes = this.#bytes;
    const start = this.position;
    for (let at = start + 1; ; at++) {
      const head = at + this.#stamp;
      if (head + 3 > this.#end) return this.#endScan(start, at);
      const magic = bytes[head]!;
      if (magic !== MAGIC_V2 && magic !== MAGIC_V1) continue;
      const isV2 = magic === MAGIC_V2;
      const bodyLength = bytes[head + 1]!;
      const checksum = head + (isV2 ? HEADER_V2 : HEADER_V1) + bodyLength;
      const isSigned = isV2 && (bytes[head + 2]! & INCOMPAT_SIGNED) !== 0;
      const end = checksum + CHECKSUM_BYTES + (isSigned ? SIGNATURE_BYTES : 0);
      if (end > this.#end) {
        if (this.#final) continue;
        return this.#endScan(start, at);
      }
      const id = isV2 ? bytes[head + 7]! | (bytes[head + 8]! << 8) | (bytes[head + 9]! << 16) : bytes[head + 5]!;
      if (this.#match(id, head, checksum, isV2, bodyLength) !== null) return this.#takeGap(at - start, 'noise');
    }
  }

  /** The scan ran out of bytes at `at`: what lies before it is noise; the rest needs more input, or is the end. */
  #endScan(start: number, at: number): Found {
    if (this.#final) return this.#takeGap(this.#end - start, 'end-of-input');
    if (at === start) return Found.more;
    const found = this.#takeGap(at - start, 'noise');
    this.#inStep = false;
    return found;
  }

  #takeGap(length: number, reason: GapReason, sender = -1): Found {
    this.gap.sender = sender;
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    this.#inStep = true;
    return Found.gap;
  }
}

/** System and component as one slot number. */
function senderOf(bytes: Uint8Array, head: number, isV2: boolean): number {
  return isV2 ? (bytes[head + 5]! << 8) | bytes[head + 6]! : (bytes[head + 3]! << 8) | bytes[head + 4]!;
}
