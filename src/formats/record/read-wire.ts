import type { RecordBody } from './body.ts';
import { type FieldLayout, Kind, type MessageLayout, QUIET_NAN, type RecordKind, recordKinds, Wire } from './layout.ts';
import { isText, publicLength } from './text.ts';

/** Of a varint of 64 bits. */
const MOST_VARINT_BYTES = 10;
/** Groups inside groups that are skipped; nobody writes them any more. */
const MOST_DEPTH = 16;

const kindByTag = new Map<number, RecordKind>(recordKinds.map((kind) => [kind.tag, kind]));

/** What a record turned out to be. */
export const Parsed = {
  /** The body holds it. */
  record: 0,
  /** It is whole, and of a kind that is not known. */
  unknown: 1,
  /** It breaks the rules of the encoding. */
  broken: 2,
} as const;
export type Parsed = (typeof Parsed)[keyof typeof Parsed];

/**
 * Reads records from protobuf into bodies. What is not known is left out: fields, kinds, numbers out of their bounds, texts that are too long or no
 * text, and fields of another wire type than their own. Of a field that stands twice the last value counts; messages are merged, as the
 * encoding has it (Protocol Buffers, Encoding, "Last One Wins").
 */
export class WireReader {
  /** Behind what was read last. */
  at = 0;
  readonly #body: RecordBody;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Upper bits of the last varint beyond 32, only whether there are any. */
  #isWide = false;

  constructor(body: RecordBody) {
    this.#body = body;
  }

  /** Sets where to read from. */
  from(bytes: Uint8Array, view: DataView): void {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** Reads one record without its length, `[start, end)`. */
  read(start: number, end: number): Parsed {
    this.at = start;
    let kind: RecordKind | undefined;
    while (this.at < end) {
      const tag = this.varint(end);
      if (tag < 0 || this.#isWide) return Parsed.broken;
      const next = kindByTag.get(tag);
      if (next === undefined) {
        if (!this.#skip(tag, end, 0)) return Parsed.broken;
        continue;
      }
      const inside = this.#length(end);
      if (inside < 0) return Parsed.broken;
      // Of several kinds the last one counts.
      if (next !== kind) this.#body.clear(next);
      kind = next;
      if (!this.#message(next.layout, 0, inside)) return Parsed.broken;
    }
    return kind === undefined ? Parsed.unknown : Parsed.record;
  }

  #message(layout: MessageLayout, base: number, end: number): boolean {
    const bytes = this.#bytes;
    const { byTag } = layout;
    while (this.at < end) {
      let tag = bytes[this.at]!;
      if (tag < 0x80) this.at++;
      else tag = this.varint(end);
      if (tag < 0 || this.#isWideTag(tag)) return false;
      const field = tag < byTag.length ? byTag[tag]! : null;
      if (field === null) {
        if (!this.#skip(tag, end, 0)) return false;
      } else if (!this.#field(field, tag, base, end)) return false;
    }
    return this.at === end;
  }

  #isWideTag(tag: number): boolean {
    return tag >= 0x80 && this.#isWide;
  }

  #field(field: FieldLayout, tag: number, base: number, end: number): boolean {
    const { kind, maxCount } = field;
    if (maxCount > 0) return this.#repeated(field, tag, base, end);
    const to = base + field.at;
    if (kind === Kind.message) {
      const inside = this.#length(end);
      return inside >= 0 && this.#message(field.message, to, inside);
    }
    return this.#value(field, to, end);
  }

  /** One more element, or numbers that are packed. Those for which there is no room are read and forgotten. */
  #repeated(field: FieldLayout, tag: number, base: number, end: number): boolean {
    const isPacked = tag !== field.elementTag;
    if (!isPacked && field.kind !== Kind.message) return this.#element(field, base, end);
    const inside = this.#length(end);
    if (inside < 0) return false;
    if (!isPacked) return this.#element(field, base, inside);
    while (this.at < inside) if (!this.#element(field, base, inside)) return false;
    return true;
  }

  #element(field: FieldLayout, base: number, end: number): boolean {
    const { kind, stride, maxCount, countAt, elementTag } = field;
    const { bytes } = this.#body;
    const count = bytes[base + countAt]!;
    const isMessage = kind === Kind.message;
    if (count === maxCount) {
      if (!isMessage) return this.#skip(elementTag, end, 0);
      this.at = end;
      return true;
    }
    bytes[base + countAt] = count + 1;
    const to = base + field.at + count * stride;
    return isMessage ? this.#message(field.message, to, end) : this.#value(field, to, end);
  }

  #value(field: FieldLayout, to: number, end: number): boolean {
    const { view, bytes } = this.#body;
    const { at } = this;
    switch (field.kind) {
      case Kind.whole:
        if (at + 4 > end) return false;
        view.setInt32(to, this.#view.getInt32(at, true), true);
        this.at = at + 4;
        return true;
      case Kind.single: {
        if (at + 4 > end) return false;
        const bits = this.#view.getInt32(at, true);
        // Every NaN is the same one: its spare bits could say anything.
        view.setInt32(to, isNotANumber(bits) ? QUIET_NAN : bits, true);
        this.at = at + 4;
        return true;
      }
      case Kind.wide:
        if (at + 8 > end) return false;
        view.setInt32(to, this.#view.getInt32(at, true), true);
        view.setInt32(to + 4, this.#view.getInt32(at + 4, true), true);
        this.at = at + 8;
        return true;
      case Kind.text:
        return this.#text(field, to, end);
      default: {
        const read = this.varint(end);
        if (read < 0) return false;
        this.#number(field, to, read, view, bytes);
        return true;
      }
    }
  }

  /** Whole numbers in varints: out of bounds they are not known. */
  #number(field: FieldLayout, to: number, read: number, view: DataView, bytes: Uint8Array): void {
    const isWide = this.#isWide;
    switch (field.kind) {
      case Kind.bool:
        bytes[to] = read !== 0 || isWide ? 1 : 0;
        return;
      case Kind.choice:
        bytes[to] = !isWide && read < field.names.length ? read : 0xff;
        return;
      case Kind.unsigned: {
        const isKnown = !isWide && read >= field.least && read <= field.most;
        if (field.slot === 'u8') bytes[to] = isKnown ? read : 0xff;
        else view.setUint16(to, isKnown ? read : 0xffff, true);
        return;
      }
      default: {
        const value = (read >>> 1) ^ -(read & 1);
        const isKnown = !isWide && value >= field.least && value <= field.most;
        if (field.slot === 'i8') view.setInt8(to, isKnown ? value : -0x80);
        else view.setInt16(to, isKnown ? value : -0x8000, true);
      }
    }
  }

  /** A text that is too long, or none, is not known, whatever stood before it. */
  #text({ stride, publicCharacters }: FieldLayout, to: number, end: number): boolean {
    const inside = this.#length(end);
    if (inside < 0) return false;
    const start = this.at;
    const { bytes } = this.#body;
    const source = this.#bytes;
    this.at = inside;
    let length = inside - start;
    if (publicCharacters > 0) length = publicLength(source, start, length, publicCharacters);
    if (length < 0 || length > stride || !isText(source, start, inside)) length = 0;
    for (let index = 0; index < length; index++) bytes[to + index] = source[start + index]!;
    for (let index = length; index < stride; index++) bytes[to + index] = 0;
    return true;
  }

  /** Where what has its length here ends; -1 if it does not fit. */
  #length(end: number): number {
    const short = this.at < end ? this.#bytes[this.at]! : 0x80;
    if (short < 0x80) {
      const inside = this.at + 1 + short;
      this.at++;
      return inside > end ? -1 : inside;
    }
    const length = this.varint(end);
    if (length < 0 || this.#isWide) return -1;
    const inside = this.at + length;
    return inside > end ? -1 : inside;
  }

  /** Passes over a field that is not known. */
  #skip(tag: number, end: number, depth: number): boolean {
    if (tag >>> 3 === 0) return false;
    switch (tag & 7) {
      case Wire.varint:
        return this.varint(end) >= 0;
      case Wire.fixed64:
        this.at += 8;
        return this.at <= end;
      case Wire.fixed32:
        this.at += 4;
        return this.at <= end;
      case Wire.bytes: {
        const inside = this.#length(end);
        if (inside < 0) return false;
        this.at = inside;
        return true;
      }
      case Wire.group:
        return depth < MOST_DEPTH && this.#skipGroup(tag, end, depth + 1);
      default:
        return false;
    }
  }

  #skipGroup(opening: number, end: number, depth: number): boolean {
    while (this.at < end) {
      const tag = this.varint(end);
      if (tag < 0 || this.#isWide) return false;
      if ((tag & 7) === Wire.groupEnd) return tag === opening - Wire.group + Wire.groupEnd;
      if (!this.#skip(tag, end, depth)) return false;
    }
    return false;
  }

  /** The lower 32 bits of the next varint, as a number from 0 on; -1: it does not end before `end`, or is too long. */
  varint(end: number): number {
    const bytes = this.#bytes;
    let { at } = this;
    let value = 0;
    let high = 0;
    for (let count = 0; at < end && count < MOST_VARINT_BYTES; count++) {
      const byte = bytes[at++]!;
      const bits = byte & 0x7f;
      if (count < 4) value |= bits << (7 * count);
      else if (count === 4) {
        value |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits;
      if (byte < 0x80) {
        this.at = at;
        this.#isWide = high !== 0;
        return value >>> 0;
      }
    }
    return -1;
  }
}

function isNotANumber(bits: number): boolean {
  return (bits & 0x7f80_0000) === 0x7f80_0000 && (bits & 0x007f_ffff) !== 0;
}
