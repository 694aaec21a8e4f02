import { RecordBody } from './body.ts';
import { type FieldLayout, Kind, type MessageLayout } from './layout.ts';

const INT32_MIN = -0x8000_0000;

/** A record with its length: no body is written with more. */
export const MOST_WIRE_BYTES = 4096;

/**
 * Writes records as protobuf in one form: fields in the order of their numbers, what is not known left out, repeated numbers packed, varints no
 * longer than they need to be. From the last byte to the first, so that every length is known when it is written.
 */
export class WireWriter {
  readonly bytes = new Uint8Array(MOST_WIRE_BYTES);
  readonly #view = new DataView(this.bytes.buffer);
  #from: DataView = this.#view;
  #body = new RecordBody();
  /** Where what was written so far begins. */
  #at = MOST_WIRE_BYTES;

  /**
   * Writes a body with its length before it.
   * @returns where it begins in {@link bytes}; it reaches to their end
   */
  write(body: RecordBody): number {
    const { kind, view } = body;
    this.#body = body;
    this.#from = view;
    this.#at = MOST_WIRE_BYTES;
    this.#message(kind.layout, 0);
    this.#lengthFrom(MOST_WIRE_BYTES);
    this.#varint(kind.tag);
    this.#lengthFrom(MOST_WIRE_BYTES);
    return this.#at;
  }

  #lengthFrom(end: number): void {
    this.#varint(end - this.#at);
  }

  #message(layout: MessageLayout, base: number): void {
    // Most messages of most records.
    if (this.#body.isUnknown(layout, base)) return;
    const { fields } = layout;
    for (let index = fields.length - 1; index >= 0; index--) {
      const field = fields[index]!;
      const from = base + field.at;
      if (field.maxCount > 0) this.#repeated(field, from);
      else if (field.kind === Kind.message) {
        const end = this.#at;
        this.#message(field.message, from);
        if (this.#at === end) continue;
        this.#lengthFrom(end);
        this.#varint(field.tag);
      } else if (this.#value(field, from)) this.#varint(field.tag);
    }
  }

  /** Elements up to the last of which something is known: those before it keep their places, known or not. */
  #repeated(field: FieldLayout, from: number): void {
    const { kind, maxCount, stride, message, tag } = field;
    const behind = this.#at;
    const isNumber = kind !== Kind.message && kind !== Kind.text;
    for (let element = maxCount - 1; element >= 0; element--) {
      const end = this.#at;
      const at = from + element * stride;
      if (kind === Kind.message) this.#message(message, at);
      else if (!this.#value(field, at) && end !== behind) this.#unknown(kind, at);
      if (isNumber || (this.#at === end && end === behind)) continue;
      if (kind === Kind.message) this.#lengthFrom(end);
      this.#varint(tag);
    }
    if (!isNumber || this.#at === behind) return;
    this.#lengthFrom(behind);
    this.#varint(tag);
  }

  /** An empty text, or the number of 32 bits that says so. */
  #unknown(kind: Kind, from: number): void {
    if (kind === Kind.text) {
      this.bytes[--this.#at] = 0;
      return;
    }
    this.#at -= 4;
    this.#view.setInt32(this.#at, this.#from.getInt32(from, true), true);
  }

  /** @returns false if nothing is known of it: nothing was written */
  #value({ kind, slot, stride }: FieldLayout, from: number): boolean {
    const view = this.#from;
    switch (kind) {
      case Kind.whole: {
        const value = view.getInt32(from, true);
        if (value === INT32_MIN) return false;
        this.#at -= 4;
        this.#view.setInt32(this.#at, value, true);
        return true;
      }
      case Kind.single: {
        const bits = view.getInt32(from, true);
        if ((bits & 0x7f80_0000) === 0x7f80_0000 && (bits & 0x007f_ffff) !== 0) return false;
        this.#at -= 4;
        this.#view.setInt32(this.#at, bits, true);
        return true;
      }
      case Kind.wide: {
        const low = view.getInt32(from, true);
        const high = view.getInt32(from + 4, true);
        if (low === 0 && high === 0) return false;
        this.#at -= 8;
        this.#view.setInt32(this.#at, low, true);
        this.#view.setInt32(this.#at + 4, high, true);
        return true;
      }
      case Kind.text:
        return this.#text(from, stride);
      case Kind.signed: {
        const isShort = slot === 'i8';
        const value = isShort ? view.getInt8(from) : view.getInt16(from, true);
        if (value === (isShort ? -0x80 : -0x8000)) return false;
        this.#varint((value << 1) ^ (value >> 31));
        return true;
      }
      default: {
        const isShort = slot === 'u8';
        const value = isShort ? this.#body.bytes[from]! : view.getUint16(from, true);
        if (value === (isShort ? 0xff : 0xffff)) return false;
        this.#varint(value);
        return true;
      }
    }
  }

  #text(from: number, most: number): boolean {
    const body = this.#body.bytes;
    let length = 0;
    while (length < most && body[from + length] !== 0) length++;
    if (length === 0) return false;
    const at = (this.#at -= length);
    for (let index = 0; index < length; index++) this.bytes[at + index] = body[from + index]!;
    this.#varint(length);
    return true;
  }

  /** A number from 0 to 2^28 - 1. */
  #varint(value: number): void {
    const { bytes } = this;
    if (value < 0x80) {
      bytes[--this.#at] = value;
      return;
    }
    const count = value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;
    const at = (this.#at -= count);
    for (let index = 0; index < count; index++) {
      bytes[at + index] = ((value >>> (7 * index)) & 0x7f) | (index + 1 < count ? 0x80 : 0);
    }
  }
}
