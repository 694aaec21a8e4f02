import type { Memory } from '../../bytes/memory.ts';
import { CellKind, hideCell, readCell } from '../../text/cells.ts';
import { readDate, storeDate } from '../../text/date-layout.ts';
import { lastDecimals, powersOfTen } from '../../text/plain-number.ts';
import { inStateName, isStateName } from '../../text/state-name.ts';
import type { CsvBody } from './body.ts';
import { type CsvColumn, type CsvSchema, Slot } from './layout.ts';
import { BLANK, CARRIAGE_RETURN, LINE_FEED, MAX_ROW_BYTES, QUOTE } from './rows.ts';

const ZERO = 0x30;
const MINUS = 0x2d;
const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = -0x8000_0000;
const TWO_32 = 2 ** 32;
const EXACT_WHOLE = 2 ** 53;
/** Digits before and behind the point that are a whole number of 31 bits each, and all digits that a double holds. */
const SHORT_DIGITS = 9;
const EXACT_DIGITS = 15;
/** Characters of texts that need no thought: 1. */
const isInText = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= BLANK && byte !== QUOTE ? 1 : 0));
// Constants of this module are known when it is compiled; what others export is looked up every time.
const { number: NUMBER, scaled: SCALED, date: DATE, word: WORD, text: TEXT } = CellKind;
const { kind: KIND, offset: OFFSET, bytes: BYTES, decimals: DECIMALS, point: POINT, isWatched: IS_WATCHED } = Slot;
const SLOTS = Slot.count;
const powers = powersOfTen;

/**
 * Reads a row as nearly all of them are, its cells' ends and what they say in one walk: no quotes and no blanks around values.
 *
 * @param end of the input at hand
 * @param isSettled how the columns are written is known well enough, whatever else is met
 * @returns false for every other row: what was read of it does not count
 */
export function readPlainRow(
  bytes: Uint8Array,
  start: number,
  end: number,
  schema: CsvSchema,
  isSettled: boolean,
  body: CsvBody,
): boolean {
  const { separator, slots, columns } = schema;
  const { row, source, layouts } = body;
  const { starts, ends } = row;
  const { view } = source;
  const feed = bytes.indexOf(LINE_FEED, start);
  // Nothing behind the line feed is looked at: it is in no number, and ends every cell.
  if (feed < 0 || feed >= end || feed - start >= MAX_ROW_BYTES) return false;
  const last = columns.length - 1;
  let at = start;
  for (let index = 0, slot = 0; ; index++, slot += SLOTS) {
    const from = at;
    const kind = slots[slot + KIND]!;
    if (kind < 0) {
      if (bytes[at] === QUOTE) return false;
      at = endOfCell(bytes, at, separator);
    } else if (kind < DATE) {
      const isNegative = bytes[at] === MINUS;
      if (isNegative) at++;
      let digit = 0;
      let whole = 0;
      const first = at;
      for (; ; at++) {
        digit = bytes[at]! - ZERO;
        if (digit < 0 || digit > 9) break;
        whole = (Math.imul(whole, 10) + digit) | 0;
      }
      const digits = at - first;
      let decimals = 0;
      let fraction = 0;
      if (digit === slots[slot + POINT]! - ZERO) {
        const behind = ++at;
        for (; ; at++) {
          digit = bytes[at]! - ZERO;
          if (digit < 0 || digit > 9) break;
          fraction = (Math.imul(fraction, 10) + digit) | 0;
        }
        decimals = at - behind;
      }
      const isShort = digits <= SHORT_DIGITS && decimals <= SHORT_DIGITS && digits + decimals <= EXACT_DIGITS;
      const missing = slots[slot + DECIMALS]! - decimals;
      const isOver = digit === separator - ZERO || digit === LINE_FEED - ZERO || digit === CARRIAGE_RETURN - ZERO;
      if (!isShort || !isOver || digits + decimals === 0 || (missing < 0 && kind !== NUMBER)) {
        at = readOdd(bytes, from, separator, columns[index]!, isSettled, source);
        if (at < 0) return false;
      } else {
        const size = whole * powers[decimals]! + fraction;
        const value = isNegative ? -size : size;
        const offset = slots[slot + OFFSET]!;
        if (kind === NUMBER) {
          view.setFloat64(offset, value / powers[decimals]!, true);
        } else {
          if (size !== 0 && slots[slot + IS_WATCHED] === 1 && !isSettled) return false;
          const units = value * powers[missing]!;
          if (kind === SCALED) {
            if (units > INT32_MAX || units <= INT32_MIN) return false;
            view.setInt32(offset, units, true);
          } else {
            if (!(units >= 0 && units < EXACT_WHOLE)) return false;
            const high = Math.floor(units / TWO_32);
            view.setInt32(offset, units - high * TWO_32, true);
            view.setInt32(offset + 4, high, true);
          }
        }
      }
    } else if (kind === DATE) {
      at = endOfCell(bytes, at, separator);
      if (at === from) {
        hideCell(columns[index]!.cell, source);
      } else {
        const layout = readDate(bytes, from, at, columns[index]!.cell.slashes);
        if (layout < 0) return false;
        layouts[index] = layout;
        storeDate(view, slots[slot + OFFSET]!);
      }
    } else {
      // A text at the end may hold separators, as some tools write it.
      const isOpenEnded = index === last && kind === TEXT;
      at = readText(bytes, from, isOpenEnded ? LINE_FEED : separator, slots, slot, source.bytes);
      if (at < 0) return false;
    }
    starts[index] = from;
    ends[index] = at;
    if (index === last) break;
    if (bytes[at] !== separator) return false;
    at++;
  }
  row.contentEnd = at;
  if (bytes[at] === CARRIAGE_RETURN) at++;
  if (at !== feed) return false;
  row.next = feed + 1;
  row.count = columns.length;
  return true;
}

/** Reads no number, or a long one. @returns the cell's end; -1: something is to be thought about */
function readOdd(
  bytes: Uint8Array,
  start: number,
  separator: number,
  { cell, isOpen, seen }: CsvColumn,
  isSettled: boolean,
  body: Memory,
): number {
  const end = endOfCell(bytes, start, separator);
  if (start === end) {
    hideCell(cell, body);
    return end;
  }
  if (!readCell(cell, bytes, start, end, body)) return -1;
  return isOpen && !isSettled && (seen < 0 || lastDecimals[0]! > cell.decimals) ? -1 : end;
}

/** Reads a text or a word into the body, where it mostly stands already. @returns its end; -1: something is to be thought about */
function readText(
  bytes: Uint8Array,
  start: number,
  separator: number,
  slots: Int32Array,
  slot: number,
  body: Uint8Array,
): number {
  const offset = slots[slot + OFFSET]!;
  const size = slots[slot + BYTES]!;
  const isWatched = slots[slot + IS_WATCHED] === 1;
  const isWord = slots[slot + KIND] === WORD;
  const allowed = isWord ? inStateName : isInText;
  const most = start + size;
  let at = start;
  let to = offset;
  let isNew = false;
  for (; at < most; at++, to++) {
    const byte = bytes[at]!;
    if (byte === separator || byte < BLANK) break;
    if (body[to] === byte) continue;
    if (isWatched || allowed[byte] === 0) return -1;
    body[to] = byte;
    isNew = true;
  }
  if (isNew && isWord && !isStateName(bytes, start, at)) {
    // It must not be taken for one that was read before.
    body.fill(0, offset, offset + size);
    return -1;
  }
  // A blank at either end is none of the text, and quotes around it neither.
  if (at > start && (bytes[start] === BLANK || bytes[start] === QUOTE || bytes[at - 1] === BLANK)) return -1;
  const end = offset + size;
  if (to < end && body[to] !== 0 && isWatched) return -1;
  for (; to < end && body[to] !== 0; to++) body[to] = 0;
  return at;
}

function endOfCell(bytes: Uint8Array, start: number, separator: number): number {
  let at = start;
  for (; ; at++) {
    const byte = bytes[at]!;
    if (byte === separator || byte === LINE_FEED || byte === CARRIAGE_RETURN) return at;
  }
}
