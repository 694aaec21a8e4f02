import { crc16Byte, crc16Of, LastView } from '../../bytes/crc16.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import type { Dialect, MessageType } from './dialect.ts';
import { FenceState, fenceReader, fenceReaders } from './signals.ts';

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

/** What stands at one place of the input. Numbers, because every frame gets one. */
const Stands = {
  /** A frame with a right checksum. */
  frame: 0,
  /** A frame that is not trusted, to be stepped over whole. */
  refused: 1,
  /** Nothing that begins here. */
  nothing: 2,
  /** That cannot be told before more bytes have come. */
  unclear: 3,
} as const;
type Stands = (typeof Stands)[keyof typeof Stands];

/**
 * Finds MAVLink 1 and 2 frames in a .tlog or a raw stream.
 *
 * A frame counts when its checksum, which includes the layout's CRC-extra byte, is right. Other bytes are skipped to the next right
 * frame; but what looks like a frame whose payload may hold other frames (its id is unknown, its flags are, or it carries opaque
 * bytes: file transfer, tunnels, logs) is stepped over whole, so that a log inside a log never comes out.
 */
export class MavlinkDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #dialect: Dialect;
  readonly #stamp: number;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #lastView = new LastView();
  #view: DataView = this.#lastView.of(this.#bytes);
  #windowEnd = 0;
  #final = false;
  /** Offset in the whole input of index 0 of the window's buffer. */
  #origin = 0;
  /** Whether a frame is due right here: at the start and behind a frame. */
  #inStep = true;
  /** Schemas that were announced, by the ordinals of their message types. */
  readonly #schemas: { readonly v1: (Schema | null)[]; readonly v2: (Schema | null)[] };
  #schemaCount = 0;
  readonly #fenceState = new FenceState();
  /** What {@link #examine} found: the message type, and where the record ends. */
  #type: MessageType | null = null;
  #end = 0;
  #reason: GapReason = 'noise';

  constructor(dialect: Dialect, container: Container) {
    this.#dialect = dialect;
    const none = (): (Schema | null)[] => new Array<Schema | null>(dialect.messages.length).fill(null);
    this.#schemas = { v1: none(), v2: none() };
    this.#stamp = container === 'tlog' ? TLOG_STAMP_BYTES : 0;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.#view = this.#lastView.of(bytes);
    this.position = start;
    this.#windowEnd = end;
    this.#final = final;
  }

  next(): Found {
    const start = this.position;
    if (start >= this.#windowEnd) return Found.more;
    switch (this.#examine(start, this.#inStep)) {
      case Stands.frame:
        return this.#takeFrame(start);
      case Stands.refused: {
        const head = start + this.#stamp;
        // What is stepped over still has a place in its sender's sequence, unless its header may be as wrong as its checksum.
        const sender = this.#reason === 'bad-checksum' ? -1 : senderOf(this.#bytes, head);
        return this.#takeGap(this.#end - start, this.#reason, sender);
      }
      case Stands.unclear:
        return Found.more;
      default:
        return this.#scan(start);
    }
  }

  /**
   * Judges the bytes at `start`; the message type, its end and the reason for refusing it are left in fields.
   * @param inStep a frame is due here: then something that looks like one is believed more readily
   */
  #examine(start: number, inStep: boolean): Stands {
    const bytes = this.#bytes;
    const head = start + this.#stamp;
    if (head >= this.#windowEnd) return this.#final ? Stands.nothing : Stands.unclear;
    const magic = bytes[head]!;
    const isV2 = magic === MAGIC_V2;
    if (!isV2 && magic !== MAGIC_V1) return Stands.nothing;
    const body = head + (isV2 ? HEADER_V2 : HEADER_V1);
    if (body > this.#windowEnd) return this.#final ? Stands.nothing : Stands.unclear;

    const bodyLength = bytes[head + 1]!;
    const flags = isV2 ? bytes[head + 2]! : 0;
    const end = body + bodyLength + CHECKSUM_BYTES + ((flags & INCOMPAT_SIGNED) !== 0 ? SIGNATURE_BYTES : 0);
    const type = this.#dialect.find(idOf(bytes, head, isV2));
    this.#end = end;
    const isReadable = (flags & ~INCOMPAT_SIGNED) === 0;
    if (end > this.#windowEnd) {
      if (!this.#final) return Stands.unclear;
      // The log ends within this frame. A log inside it would end there too.
      if (!inStep || (isReadable && !mayNest(type))) return Stands.nothing;
      this.#end = this.#windowEnd;
      this.#reason = 'end-of-input';
      return Stands.refused;
    }
    if (isReadable && this.#matches(type, head, body + bodyLength, isV2)) return Stands.frame;
    if (type === null) this.#reason = 'unknown-message';
    else this.#reason = isReadable ? 'bad-checksum' : 'incompatible';
    const isOpaque = isReadable ? mayNest(type) : inStep;
    if (isOpaque) {
      const trust = inStep ? Stands.refused : this.#followedByFrame(end);
      return trust === Stands.refused ? this.#unlessCrossed(start, end) : trust;
    }
    return inStep ? this.#followedByFrame(end) : Stands.nothing;
  }

  /**
   * A frame inside a payload ends inside it. So a right frame that begins before `end` and ends behind it proves that the length was
   * false: then only what stands before that frame is refused.
   */
  #unlessCrossed(start: number, end: number): Stands {
    const reason = this.#reason;
    for (let at = start + 1; at < end; at++) {
      const crossing = this.#right(at, end);
      if (crossing === Stands.unclear) return crossing;
      if (crossing !== Stands.frame) continue;
      this.#end = at;
      this.#reason = reason;
      return Stands.refused;
    }
    this.#end = end;
    this.#reason = reason;
    return Stands.refused;
  }

  /** Whether a right frame stands at `start` that ends behind `least`. */
  #right(start: number, least: number): Stands {
    const bytes = this.#bytes;
    const head = start + this.#stamp;
    if (head >= this.#windowEnd) return this.#final ? Stands.nothing : Stands.unclear;
    const magic = bytes[head]!;
    if (magic !== MAGIC_V2 && magic !== MAGIC_V1) return Stands.nothing;
    const body = head + (magic === MAGIC_V2 ? HEADER_V2 : HEADER_V1);
    if (body > this.#windowEnd) return this.#final ? Stands.nothing : Stands.unclear;
    const isV2 = magic === MAGIC_V2;
    const flags = isV2 ? bytes[head + 2]! : 0;
    const checksum = body + bytes[head + 1]!;
    const end = checksum + CHECKSUM_BYTES + ((flags & INCOMPAT_SIGNED) !== 0 ? SIGNATURE_BYTES : 0);
    if (end <= least || (flags & ~INCOMPAT_SIGNED) !== 0) return Stands.nothing;
    if (end > this.#windowEnd) return this.#final ? Stands.nothing : Stands.unclear;
    const type = this.#dialect.find(idOf(bytes, head, isV2));
    return this.#matches(type, head, checksum, isV2) ? Stands.frame : Stands.nothing;
  }

  /** Whether the checksum at `checksum` is right for one of the layouts with the frame's id; leaves the layout in `#type`. */
  #matches(types: MessageType | null, head: number, checksum: number, isV2: boolean): boolean {
    const bytes = this.#bytes;
    let type = types;
    // MAVLink 1 has one length for a message: what has another needs no checksum.
    if (!isV2) while (type !== null && type.layout.baseLength !== bytes[head + 1]) type = type.next;
    if (type === null) return false;
    const crc = crc16Of(this.#view, head + 1, checksum);
    const sent = bytes[checksum]! | (bytes[checksum + 1]! << 8);
    for (; type !== null; type = type.next) {
      if (crc16Byte(crc, type.layout.crcExtra) !== sent) continue;
      if (!isV2 && type.layout.baseLength !== bytes[head + 1]) continue;
      this.#type = type;
      return true;
    }
    return false;
  }

  /** A refused frame is believed where a start marker stands behind it, or the input ends there. */
  #followedByFrame(end: number): Stands {
    const marker = end + this.#stamp;
    if (marker < this.#windowEnd) {
      const magic = this.#bytes[marker]!;
      return magic === MAGIC_V2 || magic === MAGIC_V1 ? Stands.refused : Stands.nothing;
    }
    if (!this.#final) return Stands.unclear;
    return end === this.#windowEnd ? Stands.refused : Stands.nothing;
  }

  #takeFrame(start: number): Found {
    const bytes = this.#bytes;
    const head = start + this.#stamp;
    const isV2 = bytes[head] === MAGIC_V2;
    const type = this.#type!;
    const schema = (isV2 ? this.#schemas.v2 : this.#schemas.v1)[type.ordinal]!;
    if (schema === null) return this.#announce(type, isV2);
    const { frame } = this;
    frame.start = start;
    frame.end = this.#end;
    frame.head = head;
    frame.body = head + (isV2 ? HEADER_V2 : HEADER_V1);
    frame.bodyLength = bytes[head + 1]!;
    frame.sender = senderOf(bytes, head);
    frame.schema = schema;
    this.position = this.#end;
    this.#inStep = true;
    return Found.frame;
  }

  #announce(type: MessageType, isV2: boolean): Found {
    const fields = isV2 ? type.fields : type.baseFields;
    const fence = fenceReader(type.layout.name, fields, this.#fenceState);
    const schema: MavlinkSchema = {
      crcExtra: type.layout.crcExtra,
      index: this.#schemaCount++,
      message: type.layout.name,
      size: isV2 ? type.layout.length : type.layout.baseLength,
      fields,
      known: type.classified,
      signals: fence !== null,
    };
    if (fence !== null) fenceReaders.set(schema, fence);
    (isV2 ? this.#schemas.v2 : this.#schemas.v1)[type.ordinal] = schema;
    this.schema = schema;
    return Found.schema;
  }

  /** Nothing begins at `start`: skips byte by byte to the next place where something does. */
  #scan(start: number): Found {
    const bytes = this.#bytes;
    const stamp = this.#stamp;
    const lastHead = this.#windowEnd - 1;
    for (let at = start + 1; at < this.#windowEnd; at++) {
      // Long noise is mostly this: a look at one byte.
      if (at + stamp <= lastHead && bytes[at + stamp] !== MAGIC_V2 && bytes[at + stamp] !== MAGIC_V1) continue;
      const stands = this.#examine(at, false);
      if (stands === Stands.nothing) continue;
      const found = this.#takeGap(at - start, 'noise');
      // With more bytes it is examined again, as it would have been had they been there.
      this.#inStep = stands !== Stands.unclear;
      return found;
    }
    return this.#takeGap(this.#windowEnd - start, this.#final ? 'end-of-input' : 'noise', -1, this.#final);
  }

  #takeGap(length: number, reason: GapReason, sender = -1, inStep = true): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.gap.sender = sender;
    this.position += length;
    this.#inStep = inStep;
    return Found.gap;
  }
}

/** Whether the payload of a message with this id may hold other frames. */
function mayNest(types: MessageType | null): boolean {
  if (types === null) return true;
  for (let type: MessageType | null = types; type !== null; type = type.next) if (type.mayNest) return true;
  return false;
}

function idOf(bytes: Uint8Array, head: number, isV2: boolean): number {
  return isV2 ? bytes[head + 7]! | (bytes[head + 8]! << 8) | (bytes[head + 9]! << 16) : bytes[head + 5]!;
}

/** System and component as one slot number. */
function senderOf(bytes: Uint8Array, head: number): number {
  return bytes[head] === MAGIC_V2
    ? (bytes[head + 5]! << 8) | bytes[head + 6]!
    : (bytes[head + 3]! << 8) | bytes[head + 4]!;
}
