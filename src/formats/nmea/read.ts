import { hideCell, readCell } from '../../text/cells.ts';
import { powersOfTen } from '../../text/plain-number.ts';
import type { NmeaBody } from './body.ts';
import { type Column, type NmeaSchema, Op } from './layout.ts';
import type { PlaceReader } from './place.ts';
import { COMMA } from './sentence.ts';
import type { ScaledValues } from './variant.ts';

const INT32_MAX = 0x7fff_ffff;

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
export function hasItsUnits(bytes: Uint8Array, { sentence }: NmeaBody, { columns }: NmeaSchema): boolean {
  const { starts, ends } = sentence;
  for (let index = 0; index < columns.length; index++) {
    const { op, rule } = columns[index]!;
    if (op !== Op.fixed || rule.letter === 0 || starts[index] === ends[index]) continue;
    if (ends[index] !== starts[index]! + 1 || bytes[starts[index]!] !== rule.letter) return false;
  }
  return true;
}

/** Reads all cells but the time into the body's source. */
export function readCells(bytes: Uint8Array, body: NmeaBody, schema: NmeaSchema, before: ReadBefore): void {
  const { columns } = schema;
  const { sentence, source } = body;
  const { view } = source;
  const { starts, ends } = sentence;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]!;
    switch (column.op) {
      case Op.cell:
        readCell(column.cell!, bytes, starts[index]!, ends[index]!, source);
        break;
      case Op.scaled:
        storeScaled(column, before.scaled.values[index]!, before.scaled.decimals[index]!, body);
        break;
      case Op.units:
        placeOf(column, before).storeUnits(view, column.offset, column.lattice);
        break;
      case Op.degrees:
        placeOf(column, before).storeDegrees(view, column.offset);
        break;
      case Op.rest:
        readRest(column, bytes, starts[index]!, sentence.contentEnd, body);
    }
  }
}

function placeOf({ half }: Column, { latitude, longitude }: ReadBefore): PlaceReader {
  return half === 'latitude' ? latitude : longitude;
}

function storeScaled({ cell, lattice }: Column, value: number, decimals: number, { source }: NmeaBody): void {
  const units = Math.round(
    decimals <= lattice ? value * powersOfTen[lattice - decimals]! : value / powersOfTen[decimals - lattice]!,
  );
  // Of NaN as well.
  if (!(Math.abs(units) < INT32_MAX)) hideCell(cell!, source);
  else source.view.setInt32(cell!.offset, units, true);
}

/** Reads all cells from here on as one text, with their commas; what is too long, or empty, is none. */
function readRest(column: Column, bytes: Uint8Array, start: number, end: number, { source }: NmeaBody): void {
  const { offset } = column;
  const size = column.cell!.size;
  const isNumbers = column.rule.reading === 'list';
  const body = source.bytes;
  let to = offset;
  let isEmpty = true;
  if (end - start <= size) {
    for (let at = start; at < end; at++, to++) {
      const byte = bytes[at]!;
      if (isNumbers && inList[byte] === 0) break;
      if (byte !== COMMA) isEmpty = false;
      body[to] = byte;
    }
  }
  const isRead = to - offset === end - start && !isEmpty;
  body.fill(0, isRead ? to : offset, offset + size);
}
