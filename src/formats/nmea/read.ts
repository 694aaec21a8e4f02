import { CellKind, hideCell, readCell } from '../../text/cells.ts';
import { plain, powersOfTen, readPlain } from '../../text/plain-number.ts';
import type { NmeaBody } from './body.ts';
import { type NmeaSchema, Op, Slot } from './layout.ts';
import type { PlaceReader } from './place.ts';
import { COMMA } from './sentence.ts';
import type { ScaledValues } from './variant.ts';

const INT32_MAX = 0x7fff_ffff;
const INT32_MIN = -0x8000_0000;
const COMMAS = 0x2c2c_2c2c;
/** Set in none of four characters of ASCII. */
const ABOVE_ASCII = 0x8080_8080;
// Constants of this module are known when it is compiled; what others export is looked up every time.
const { cell: CELL, scaled: SCALED, units: UNITS, degrees: DEGREES, rest: REST } = Op;
const { number: NUMBER, text: TEXT } = CellKind;
const { op: OP, offset: OFFSET, kind: KIND, bytes: BYTES, lattice: LATTICE, count: SLOTS } = Slot;
const { isLongitude: IS_LONGITUDE, isList: IS_LIST, isFree: IS_FREE } = Slot;

/** Characters of lists of numbers: 1. */
const inList = new Uint8Array(256);
for (const character of '0123456789ABCDEF.,-') inList[character.charCodeAt(0)] = 1;

/** What was read of a sentence before its schema was known. */
export interface ReadBefore {
  readonly latitude: PlaceReader;
  readonly longitude: PlaceReader;
  readonly scaled: ScaledValues;
}

/** Whether every unit of the sentence is the one that its values are in; else no value can be trusted. */
export function hasItsUnits({ input, sentence }: NmeaBody, { units }: NmeaSchema): boolean {
  const { edges } = sentence;
  for (let unit = 0; unit < units.length; unit += 2) {
    const index = units[unit]!;
    const start = edges[index]! + 1;
    const length = edges[index + 1]! - start;
    if (length > 1 || (length === 1 && input.bytes[start] !== units[unit + 1])) return false;
  }
  return true;
}

/** Reads all cells but the time into the body's source. */
export function readCells(body: NmeaBody, schema: NmeaSchema, before: ReadBefore): void {
  const { columns, slots } = schema;
  const { sentence, source } = body;
  const text = body.input.bytes;
  const { edges } = sentence;
  const { latitude, longitude, scaled } = before;
  for (let index = 0, slot = 0; slot < slots.length; index++, slot += SLOTS) {
    const offset = slots[slot + OFFSET]!;
    const lattice = slots[slot + LATTICE]!;
    switch (slots[slot + OP]) {
      case CELL:
        if (slots[slot + KIND] === NUMBER && readPlain(text, edges[index]! + 1, edges[index + 1]!) >= 0)
          source.view.setFloat64(offset, plain[0]!, true);
        else {
          const { cell } = columns[index]!;
          readCell(cell!, text, edges[index]! + 1, edges[index + 1]!, source);
          if (
            slots[slot + KIND] === TEXT &&
            slots[slot + IS_FREE] === 0 &&
            !isAscii(text, edges[index]! + 1, edges[index + 1]!)
          )
            hideCell(cell!, source);
        }
        break;
      case SCALED:
        source.view.setInt32(offset, unitsOf(scaled.values[index]!, scaled.decimals[index]!, lattice), true);
        break;
      case UNITS:
        (slots[slot + IS_LONGITUDE] === 1 ? longitude : latitude).storeUnits(source.view, offset, lattice);
        break;
      case DEGREES:
        (slots[slot + IS_LONGITUDE] === 1 ? longitude : latitude).storeDegrees(source.view, offset);
        break;
      case REST: {
        const isList = slots[slot + IS_LIST] === 1;
        readRest(body, offset, slots[slot + BYTES]!, isList, slots[slot + IS_FREE] === 1, edges[index]! + 1);
      }
    }
  }
}

/** A whole number of the last of `lattice` decimals; INT32_MIN, which is hidden, for what is none. */
function unitsOf(value: number, decimals: number, lattice: number): number {
  const units = Math.round(
    decimals <= lattice ? value * powersOfTen[lattice - decimals]! : value / powersOfTen[decimals - lattice]!,
  );
  // Of NaN as well.
  return Math.abs(units) < INT32_MAX ? units : INT32_MIN;
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x7f) return false;
  return true;
}

/**
 * Reads all cells from here on as one text, with their commas; what is too long is none, and a list in which nothing stands. Words in which nothing stands are
 * told from hidden ones by their commas, or by one that stands for them.
 */
function readRest(body: NmeaBody, offset: number, size: number, isList: boolean, isFree: boolean, start: number): void {
  const { input, source, sourceWords } = body;
  const end = body.sentence.contentEnd;
  let to = offset;
  if (end - start <= size) {
    // Whether something else than commas, and nothing else than numbers, stands there.
    let seen = 0;
    let allowed = 1;
    let all = 0;
    let at = start;
    for (; at + 4 <= end; at += 4, to += 4) {
      const word = input.view.getInt32(at, true);
      seen |= word ^ COMMAS;
      all |= word;
      allowed &= inList[word & 0xff]! & inList[(word >>> 8) & 0xff]!;
      allowed &= inList[(word >>> 16) & 0xff]! & inList[word >>> 24]!;
      source.view.setInt32(to, word, true);
    }
    for (; at < end; at++, to++) {
      const byte = input.bytes[at]!;
      seen |= byte ^ COMMA;
      all |= byte;
      allowed &= inList[byte]!;
      source.bytes[to] = byte;
    }
    if (isList ? seen === 0 || allowed === 0 : !isFree && (all & ABOVE_ASCII) !== 0) to = offset;
    else if (to === offset) source.bytes[to++] = COMMA;
  }
  for (; (to & 3) !== 0; to++) source.bytes[to] = 0;
  const last = (offset + size) >> 2;
  for (let word = to >> 2; word < last; word++) sourceWords[word] = 0;
}
