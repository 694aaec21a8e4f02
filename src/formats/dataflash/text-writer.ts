import { Memory } from '../../bytes/memory.ts';
import type { Field } from '../../model/schema.ts';
import { MAX_RECORD_BYTES } from './layout.ts';
import { COMMA, isTextCharacter } from './text-line.ts';
import { decimals, parseColumn, readWhole } from './text-values.ts';

const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const TWO_32 = 2 ** 32;
const EXACT_WHOLE = 2 ** 53;
const SINGLE_DIGITS = { least: 6, most: 9 };
const DOUBLE_DIGITS = 17;

/**
 * Writes columns of a text log from a body.
 *
 * How a number is written must not tell what it was before it was changed or hidden. So whole numbers, also those with a fixed number of decimals, have
 * one way to be written whatever stood there. Only a float that still is what the line says keeps its characters, and not where it is a whole
 * number, as what hidden ones show is, nor where there are more digits than its value needs: they say something that is not in the value.
 */
export class TextWriter {
  /** What the source says of a column. */
  readonly #source = new Memory(new Uint8Array(MAX_RECORD_BYTES));
  readonly #digits = new Uint8Array(32);

  /**
   * @param bytes the source, where the column is `bytes[start, end)`
   * @returns where the next column goes in `target`
   */
  write(
    body: Memory,
    field: Field,
    character: string,
    bytes: Uint8Array,
    start: number,
    end: number,
    target: Uint8Array,
    at: number,
    isLast: boolean,
  ): number {
    const { view } = body;
    const { offset } = field;
    if (isTextCharacter(character)) return writeText(body.bytes, field, target, at, isLast);
    switch (character) {
      case 'f':
      case 'd': {
        const value = character === 'f' ? view.getFloat32(offset, true) : view.getFloat64(offset, true);
        const keeps =
          Number.isFinite(value) &&
          !Number.isInteger(value) &&
          isConcise(bytes, start, end, character === 'f' ? SINGLE_DIGITS.most : DOUBLE_DIGITS) &&
          this.#isSame(body, field, character, bytes, start, end);
        return keeps
          ? copy(bytes, start, end, target, at)
          : writeAscii(floatText(value, character === 'f'), target, at);
      }
      case 'a':
        return writeAscii(arrayText(view, field), target, at);
      case 'q':
      case 'Q':
        return this.#writeWide(view, offset, character === 'q', target, at);
      case 'M':
        // A mode's name is one of a list.
        if (this.#isSame(body, field, character, bytes, start, end)) return copy(bytes, start, end, target, at);
        return this.#writeScaled(body.bytes[offset]!, 0, target, at);
      default: {
        const code = character.charCodeAt(0);
        return this.#writeScaled(readWhole(view, offset, code), decimals[code]!, target, at);
      }
    }
  }

  /** Whether the body still holds what the source says. */
  #isSame(body: Memory, field: Field, character: string, bytes: Uint8Array, start: number, end: number): boolean {
    if (!parseColumn(bytes, start, end, field, character, this.#source)) return false;
    const { offset } = field;
    const size = character === 'd' ? 8 : character === 'f' ? 4 : 1;
    for (let at = offset; at < offset + size; at++) if (this.#source.bytes[at] !== body.bytes[at]) return false;
    return true;
  }

  #writeWide(view: DataView, offset: number, isSigned: boolean, target: Uint8Array, at: number): number {
    const high = isSigned ? view.getInt32(offset + 4, true) : view.getUint32(offset + 4, true);
    const value = high * TWO_32 + view.getUint32(offset, true);
    if (Math.abs(value) < EXACT_WHOLE) return this.#writeScaled(value, 0, target, at);
    return writeAscii(String(isSigned ? view.getBigInt64(offset, true) : view.getBigUint64(offset, true)), target, at);
  }

  /** A whole number of units of the last decimal. */
  #writeScaled(value: number, decimals: number, target: Uint8Array, at: number): number {
    const digits = this.#digits;
    let left = Math.abs(value);
    let count = 0;
    while (left > 0 || count <= decimals) {
      const rest = Math.floor(left / 10);
      digits[count++] = ZERO + left - rest * 10;
      left = rest;
    }
    let to = at;
    if (value < 0) target[to++] = MINUS;
    for (let index = count - 1; index >= 0; index--) {
      target[to++] = digits[index]!;
      if (index === decimals && decimals > 0) target[to++] = POINT;
    }
    return to;
  }
}

/** Whether a number has at most so many significant digits, and no zeros before them but one before the point. */
function isConcise(bytes: Uint8Array, start: number, end: number, most: number): boolean {
  let digits = 0;
  let zeros = 0;
  let hasPoint = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if ((byte | 0x20) === 0x65) break;
    if (byte === POINT) hasPoint = true;
    if (byte < ZERO || byte > NINE) continue;
    if (digits > 0 || byte !== ZERO) digits++;
    else if (!hasPoint) zeros++;
    if (!hasPoint && zeros > 0 && zeros + digits > 1) return false;
  }
  return digits <= most;
}

function arrayText(view: DataView, { offset, length }: Field): string {
  const values = Array.from({ length }, (_, index) => view.getInt16(offset + 2 * index, true));
  return `[${values.join(' ')}]`;
}

/** The shortest text that reads as this number again; "NaN" as most readers want it. */
function floatText(value: number, isSingle: boolean): string {
  if (Object.is(value, -0)) return '-0';
  if (!isSingle || !Number.isFinite(value)) return String(value);
  for (let digits = SINGLE_DIGITS.least; digits < SINGLE_DIGITS.most; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(SINGLE_DIGITS.most)));
}

/** A text up to its NUL. Only the last column may hold commas, and no text the end of a line. */
function writeText(
  body: Uint8Array,
  { offset, length }: Field,
  target: Uint8Array,
  at: number,
  isLast: boolean,
): number {
  let to = at;
  for (let from = offset; from < offset + length && body[from] !== 0; from++) {
    const byte = body[from]!;
    if (byte >= 0x20 && byte !== 0x7f && (isLast || byte !== COMMA)) target[to++] = byte;
  }
  return to;
}

function writeAscii(text: string, target: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index++) target[at + index] = text.charCodeAt(index);
  return at + text.length;
}

function copy(bytes: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  for (let from = start; from < end; from++) target[at + from - start] = bytes[from]!;
  return at + end - start;
}
