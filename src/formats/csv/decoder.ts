import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { CellKind, readCell } from '../../text/cells.ts';
import { lastDecimals, plain } from '../../text/plain-number.ts';
import { CsvBody } from './body.ts';
import { LOOK_AHEAD_BYTES, readWritings } from './decimals.ts';
import { type Header, MAX_HEADER_BYTES, readHeader } from './header.ts';
import { type CsvSchema, columnsToLookAt, layOut } from './layout.ts';
import { readPlainRow } from './plain-row.ts';
import { findPrefix } from './prefix.ts';
import { content, findContent, lineEnd, MAX_ROW_BYTES, RowReader, RowStatus } from './rows.ts';

/** Different headers and ways in which their columns are written. What comes beyond is withheld. */
export const MAX_SCHEMAS = 64;
/** How often a header's columns are found to be written otherwise than was thought. */
const MOST_REVISIONS = 8;

/** A header that was met, and its latest layout. */
interface Table {
  readonly header: Header;
  readonly text: Uint8Array;
  schema: CsvSchema;
  revisions: number;
}

/** Finds the rows of a table and reads each into a body. The header says what the columns are; there can be others behind it. */
export class CsvDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #catalog: CatalogTable;
  readonly #body = new CsvBody();
  readonly #ahead = new RowReader();
  readonly #tables: Table[] = [];
  #table: Table | null = null;
  /** Of headers. */
  #headerSchema: Schema | null = null;
  #schemas = 0;
  /** The last header that was too wide, or one too many. */
  #refused: Uint8Array | null = null;
  /** A header whose rows are still to be looked at, and its length. */
  #pending: Header | null = null;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  #origin = 0;
  /** Inside a line that is longer than any may be. */
  #inLongLine = false;
  /** A value was read that is written otherwise than its column was until now. */
  #isFiner = false;
  /** Of the row before. */
  #lastSchema: CsvSchema | null = null;

  constructor(catalog: CatalogTable) {
    this.#catalog = catalog;
    this.frame.parsed = this.#body;
    this.frame.body = 0;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
    this.#final = final;
  }

  next(): Found {
    const start = this.position;
    if (start >= this.#end) return Found.more;
    if (this.#inLongLine) return this.#skipLine(start);
    const table = this.#table;
    if (table === null || this.#pending !== null) return this.#findHeader(start);
    this.#prepare(table.schema);
    const body = this.#body;
    const { row } = body;
    body.isPlain = readPlainRow(this.#bytes, start, this.#end, table.schema, !this.#mayRevise(table), body);
    if (body.isPlain) return this.#takePlainRow(start, table);
    const { separator, columns } = table.schema;
    switch (row.read(this.#bytes, start, this.#end, this.#final, separator, columns.length)) {
      case RowStatus.more:
        return Found.more;
      case RowStatus.endless:
        return this.#skipEndless(start);
      default:
        return this.#takeRow(start, table);
    }
  }

  /** What was read of rows of another layout says nothing in this one. */
  #prepare(schema: CsvSchema): void {
    if (schema === this.#lastSchema) return;
    this.#lastSchema = schema;
    this.#body.source.bytes.fill(0, 0, schema.size);
  }

  #takePlainRow(start: number, table: Table): Found {
    const { row } = this.#body;
    if (this.#isHeaderOf(table.text, start, row.contentEnd)) return this.#findHeader(start);
    this.#body.hasNewText = false;
    this.#body.fill(table.schema.size);
    return this.#takeFrame(start, start, row.next, table.schema, null);
  }

  #takeRow(start: number, table: Table): Found {
    const { row } = this.#body;
    const { columns } = table.schema;
    if (row.contentEnd === start) return this.#takeGap(row.next - start, 'noise');
    if (this.#isHeaderOf(table.text, start, row.contentEnd)) return this.#findHeader(start);
    const last = columns.at(-1);
    // A text at the end may hold separators, as some tools write it; so may what is withheld.
    const isOpenEnded = last === null || last === undefined || last.cell.kind === CellKind.text;
    const isWhole = row.count === columns.length || (row.count > columns.length && isOpenEnded);
    const hasFeed = row.next > row.contentEnd;
    if (!isWhole) {
      if (!hasFeed) return this.#takeGap(row.next - start, 'end-of-input');
      return this.#isHeader(start, row.next) ? this.#findHeader(start) : this.#takeGap(row.next - start, 'bad-length');
    }
    const isRead = this.#parse(table);
    if (!isRead && this.#isHeader(start, row.next)) return this.#findHeader(start);
    if (this.#isFiner && this.#mayRevise(table)) return this.#revise(start, table);
    this.#body.fill(table.schema.size);
    return this.#takeFrame(start, start, row.next, table.schema, null);
  }

  /** Reads the cells; false if a number or a date is something else, as in a header. */
  #parse(table: Table): boolean {
    const body = this.#body;
    const { row, source } = body;
    const { columns } = table.schema;
    const bytes = this.#bytes;
    let isRead = true;
    let hasNewText = false;
    this.#isFiner = false;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column === null || column === undefined) continue;
      const { cell } = column;
      findContent(bytes, row.starts[index]!, row.ends[index]!);
      const { start, end } = content;
      if (cell.kind >= CellKind.word) {
        // Most states and texts are those of the row before.
        if (isTextOf(source.bytes, cell.offset, cell.size, bytes, start, end)) continue;
        if (column.warns) hasNewText = true;
        readCell(cell, bytes, start, end, source);
        continue;
      }
      const isValue = readCell(cell, bytes, start, end, source);
      if (!isValue && start < end) isRead = false;
      if (column.isOpen && isValue) {
        const isFirst = column.seen < 0 && plain[0] !== 0;
        if (isFirst || lastDecimals[0]! > cell.decimals) this.#isFiner = true;
      }
    }
    this.#body.hasNewText = hasNewText;
    return isRead;
  }

  #mayRevise({ revisions }: Table): boolean {
    return revisions < MOST_REVISIONS && this.#schemas < MAX_SCHEMAS;
  }

  /** Looks at the rows from here on anew: values have more decimals than those seen before. */
  #revise(start: number, table: Table): Found {
    const schema = this.#learn(start, table.header, table.schema);
    if (schema === null) return Found.more;
    table.revisions++;
    if (schema === undefined || isWrittenAlike(schema, table.schema)) {
      table.revisions = MOST_REVISIONS;
      return this.next();
    }
    table.schema = schema;
    return this.#announce(schema);
  }

  /** How the rows from `start` on are written; null: more input is needed. */
  #learn(start: number, header: Header, atLeast?: CsvSchema): CsvSchema | null | undefined {
    const isWhole = this.#end - start >= LOOK_AHEAD_BYTES;
    if (!isWhole && !this.#final) return null;
    const end = isWhole ? start + LOOK_AHEAD_BYTES : this.#end;
    const { separator, columns } = header;
    const wanted = columnsToLookAt(header);
    const writings = readWritings(this.#ahead, this.#bytes, start, end, !isWhole, separator, columns.length, wanted);
    return layOut(header, this.#schemas, writings, atLeast);
  }

  /** Whether a row is this header again. */
  #isHeaderOf(text: Uint8Array, start: number, end: number): boolean {
    if (end - start !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (this.#bytes[start + at] !== text[at]) return false;
    return true;
  }

  #isHeader(start: number, next: number): boolean {
    const head = findPrefix(this.#bytes, start, next);
    if (head < 0) return false;
    return readHeader(this.#bytes, head, withoutFeed(this.#bytes, head, next), this.#catalog) !== undefined;
  }

  /** At the start of a line that is a header, or where none has been found yet. */
  #findHeader(start: number): Found {
    const bytes = this.#bytes;
    const most = Math.min(this.#end, start + MAX_HEADER_BYTES);
    const head = findPrefix(bytes, start, most);
    const next = head < 0 ? -1 : lineEnd(bytes, head, most);
    if (next < 0) {
      if (most === start + MAX_HEADER_BYTES) return this.#skipEndless(start);
      return this.#final ? this.#takeGap(this.#end - start, 'end-of-input') : Found.more;
    }
    const end = withoutFeed(bytes, head, next);
    const known = this.#tables.find((table) => this.#isHeaderOf(table.text, head, end));
    if (known !== undefined) return this.#takeHeader(start, head, next, known);
    if (this.#refused !== null && this.#isHeaderOf(this.#refused, head, end)) return this.#refuse(next - start);
    this.#pending ??= readHeader(bytes, head, end, this.#catalog) ?? null;
    const header = this.#pending;
    if (header === null) return this.#takeGap(lineEnd(bytes, start, most) - start, 'noise');
    if (this.#headerSchema === null) {
      this.#headerSchema = headerSchema;
      this.#schemas++;
      return this.#announce(headerSchema);
    }
    const schema = this.#schemas < MAX_SCHEMAS ? this.#learn(next, header) : undefined;
    if (schema === null) return Found.more;
    this.#pending = null;
    if (schema === undefined) {
      this.#refused = bytes.slice(head, end);
      return this.#refuse(next - start);
    }
    this.#table = null;
    this.#tables.push({ header, text: bytes.slice(head, end), schema, revisions: 0 });
    return this.#announce(schema);
  }

  /** A header that is too wide, or one too many: the rows below it cannot be read. */
  #refuse(length: number): Found {
    this.#table = null;
    return this.#takeGap(length, 'unknown-message');
  }

  #takeHeader(start: number, head: number, next: number, table: Table): Found {
    this.#table = table;
    return this.#takeFrame(start, head, next, headerSchema, table.schema);
  }

  #takeFrame(start: number, head: number, next: number, schema: Schema, defines: Schema | null): Found {
    const { frame } = this;
    frame.start = start;
    frame.head = head;
    frame.end = next;
    frame.bodyLength = schema.size;
    frame.schema = schema;
    frame.defines = defines;
    this.position = next;
    return Found.frame;
  }

  #announce(schema: Schema): Found {
    if (schema !== headerSchema) this.#schemas++;
    this.schema = schema;
    return Found.schema;
  }

  /** A row that does not end where one may: it ends with its line, whatever quotes are open in it. */
  #skipEndless(start: number): Found {
    const most = Math.min(this.#end, start + MAX_ROW_BYTES);
    const next = lineEnd(this.#bytes, start, most);
    if (next >= 0) return this.#takeGap(next - start, 'noise');
    if (most === this.#end) return this.#final ? this.#takeGap(most - start, 'end-of-input') : Found.more;
    this.#inLongLine = true;
    return this.#takeGap(most - start, 'noise');
  }

  #skipLine(start: number): Found {
    const next = lineEnd(this.#bytes, start, this.#end);
    this.#inLongLine = next < 0;
    return this.#takeGap((next < 0 ? this.#end : next) - start, 'noise');
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    return Found.gap;
  }
}

const headerSchema: Schema = { index: 0, message: 'header', size: 0, fields: [], known: true, teaches: true };

function isWrittenAlike(one: CsvSchema, other: CsvSchema): boolean {
  return one.columns.every((column, index) => {
    const { cell } = other.columns[index] ?? {};
    return column?.cell.decimals === cell?.decimals && column?.cell.kind === cell?.kind;
  });
}

/** Whether the text at `offset` is `bytes[start, end)`. */
function isTextOf(
  body: Uint8Array,
  offset: number,
  size: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const length = end - start;
  if (length > size || (length < size && body[offset + length] !== 0)) return false;
  for (let at = 0; at < length; at++) {
    const byte = bytes[start + at]!;
    // Behind the end of a text its body holds zeros, which are in no text.
    if (byte === 0 || body[offset + at] !== byte) return false;
  }
  return true;
}

/** End of the line that ends with the line feed before `next`, if it does. */
function withoutFeed(bytes: Uint8Array, start: number, next: number): number {
  let end = next;
  if (end > start && bytes[end - 1] === 0x0a) end--;
  if (end > start && bytes[end - 1] === 0x0d) end--;
  return end;
}
