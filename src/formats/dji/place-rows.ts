import { byteSizes, type Field } from '../../model/schema.ts';
import { HIDDEN, type LayoutRow, REST, type RecordLayout } from './record-layout.ts';

/** Bits of the byte `at` of the content, `(byte & mask) >> shift`, as the byte `to` of the body. Together they cover all bits of their byte. */
export interface BitField {
  readonly at: number;
  readonly mask: number;
  readonly shift: number;
  readonly to: number;
}

/** Rows are repeated so often at most: what stands behind them is unknown. */
const MAX_REPEATS = 40;

/** Fields without their rows of the catalog. */
type PlacedField = Omit<Field, 'rules'>;

export interface Placed {
  readonly fields: readonly PlacedField[];
  readonly bits: readonly BitField[];
  /** Bytes of a body: content, then bit fields and what stands in no record. */
  readonly size: number;
}

/**
 * Where the fields of a layout stand in a content of so many bytes: those that fit in whole. What no field covers is called `unknown_` and where it
 * begins; bits that mean nothing are called `reserved_`, where their byte stands and the first of them.
 */
export function placeRows(layout: RecordLayout, bytes: number): Placed {
  const fields: PlacedField[] = [];
  const bits: BitField[] = [];
  let at = firstByteOf(layout);
  let to = bytes;
  const add = ({ name, type, elements, units }: LayoutRow, length: number, suffix: string): void => {
    const called = name === 'unknown' ? `unknown_${at}` : `${name}${suffix}`;
    fields.push({ name: called, offset: at, type, length, ...(units === '' ? {} : { units }) });
    at += byteSizes[type] * length;
    if (elements === HIDDEN) at = bytes;
  };
  for (const [row, suffix] of unrolled(layout)) {
    const left = bytes - at;
    const takesRest = row.elements === REST || row.elements === HIDDEN;
    const length = takesRest ? Math.floor(left / byteSizes[row.type]) : row.elements;
    if (length < 1 || byteSizes[row.type] * length > left) break;
    if (row.bits.length === 0) {
      add(row, length, suffix);
      continue;
    }
    let shift = 0;
    for (const { name, width } of row.bits) {
      const called = name === 'reserved' ? `reserved_${at}_${shift}` : name;
      fields.push({ name: called, offset: to, type: 'u8', length: 1 });
      bits.push({ at, mask: ((1 << width) - 1) << shift, shift, to });
      shift += width;
      to++;
    }
    at++;
  }
  if (at < bytes) fields.push({ name: `unknown_${at}`, offset: at, type: 'u8', length: bytes - at });
  if (layout.presence !== undefined) fields.push({ name: layout.presence, offset: to++, type: 'u8', length: 1 });
  return { fields, bits, size: to };
}

/** Bytes of content that a layout has fields for; infinite where one takes what is left. */
export function layoutBytes(layout: RecordLayout): number {
  const { rows, repeatFrom = rows.length } = layout;
  const bytes = rows.map(({ type, elements }) =>
    elements < 0 ? Number.POSITIVE_INFINITY : byteSizes[type] * elements,
  );
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);
  return firstByteOf(layout) + sum(bytes.slice(0, repeatFrom)) + MAX_REPEATS * sum(bytes.slice(repeatFrom));
}

/** What says which layout a record has is no field: it is told by that there is a record of this layout, and stays as it is. */
function firstByteOf({ kind }: RecordLayout): number {
  return kind === undefined ? 0 : 1;
}

/** The rows in order, with what is added to the names of repeated ones. */
function* unrolled({ rows, repeatFrom }: RecordLayout): Generator<readonly [LayoutRow, string]> {
  const once = rows.slice(0, repeatFrom);
  for (const row of once) yield [row, ''];
  if (repeatFrom === undefined) return;
  const repeated = rows.slice(repeatFrom);
  for (let number = 1; number <= MAX_REPEATS; number++) for (const row of repeated) yield [row, `_${number}`];
}
