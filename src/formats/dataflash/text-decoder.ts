import { Memory } from '../../bytes/memory.ts';
import { writeText } from '../../bytes/text.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { textOf } from '../../text/decimal.ts';
import { type Definition, FORMAT_NAME, Kind } from './definition.ts';
import { Definitions, formatRow, type Taught } from './definitions.ts';
import { FORMAT_BYTES, FORMAT_TYPE, FormatColumn, HEADER_BYTES, MAX_RECORD_BYTES } from './layout.ts';
import { type JudgedFormat, judgeFormat, judgeRow, type Teachings } from './teach.ts';
import {
  column,
  contentEnd,
  findColumn,
  isEmptyRest,
  isTextCharacter,
  LINE_FEED,
  MAX_LINE_BYTES,
  nameKey,
} from './text-line.ts';
import { parseColumn } from './text-values.ts';

const FORMAT_KEY = keyOf(FORMAT_NAME);
/** What FMT lines say at most: as much as fits into a binary one. */
const MOST_COLUMNS_CHARS = FormatColumn.end - FormatColumn.columns;
const MOST_FORMAT_CHARS = FormatColumn.columns - FormatColumn.format;

/**
 * Finds the lines of a text DataFlash log and reads each into a body as a binary log has it, so that both have one catalog. A line whose
 * columns are not what its FMT line promises is no frame.
 */
export class DataflashTextDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #definitions: Definitions;
  readonly #types: (Definition | null)[] = new Array<Definition | null>(256).fill(null);
  readonly #teachings: Teachings;
  readonly #byName = new Map<number, Definition | null>();
  readonly #body = new Memory(new Uint8Array(MAX_RECORD_BYTES));
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  #origin = 0;
  /** Inside a line that is longer than any may be. */
  #inLongLine = false;

  constructor(catalog: CatalogTable) {
    this.#definitions = new Definitions(catalog);
    this.#teachings = { definitions: this.#definitions, types: this.#types };
    this.frame.parsed = this.#body;
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
    if (start >= this.#end) return Found.more;
    if (this.#inLongLine) return this.#skipLine(start);
    const most = Math.min(this.#end, start + MAX_LINE_BYTES);
    let feed = start;
    while (feed < most && bytes[feed] !== LINE_FEED) feed++;
    if (feed === start + MAX_LINE_BYTES) {
      this.#inLongLine = true;
      return this.#takeGap(MAX_LINE_BYTES, 'noise');
    }
    if (feed === this.#end) return this.#final ? this.#takeGap(feed - start, 'end-of-input') : Found.more;
    return this.#readLine(start, contentEnd(bytes, start, feed), feed + 1);
  }

  #readLine(start: number, end: number, behind: number): Found {
    const bytes = this.#bytes;
    findColumn(bytes, start, end, false);
    const key = nameKey(bytes, column.start, column.end);
    const isNamed = key >= 0 && column.start === start && column.next <= end;
    if (!isNamed) return this.#takeGap(behind - start, 'noise');
    if (key === FORMAT_KEY) return this.#readFormat(start, column.next, end, behind);
    const definition = this.#byName.get(key) ?? null;
    if (definition === null) return this.#takeGap(behind - start, 'unknown-message');
    if (!this.#parse(definition, column.next, end)) return this.#takeGap(behind - start, 'bad-length');
    if (definition.kind !== Kind.data) return this.#takeRow(start, behind, definition);
    const { schema } = definition;
    if (schema === null) return this.#announce(this.#definitions.announce(definition));
    return this.#takeFrame(start, behind, schema, null);
  }

  /** Reads the columns into the body. */
  #parse({ fields, format }: Definition, from: number, end: number): boolean {
    const bytes = this.#bytes;
    let at = from;
    for (let index = 0; index < fields.length; index++) {
      // The comma before a column has been seen.
      if (at > end) return false;
      const character = format[index]!;
      findColumn(bytes, at, end, index === fields.length - 1 && isTextCharacter(character));
      at = column.next;
      if (!parseColumn(bytes, column.start, column.end, fields[index]!, character, this.#body)) return false;
    }
    return isEmptyRest(bytes, at, end);
  }

  #readFormat(start: number, from: number, end: number, behind: number): Found {
    const bytes = this.#bytes;
    let at = from;
    const next = (isRest: boolean): string => {
      findColumn(bytes, at, end, isRest);
      at = column.next;
      return textOf(bytes, column.start, column.end);
    };
    const type = next(false);
    const length = next(false);
    const name = next(false);
    const format = next(false);
    const columns = next(true)
      .split(',')
      .map((one) => one.trim())
      .join(',')
      .replace(/,+$/, '');
    const judged = this.#judge(type, length, name, format, columns);
    if (judged === undefined) return this.#takeGap(behind - start, 'bad-length');
    const number = Number(type);
    if (number !== FORMAT_TYPE) {
      this.#types[number] = judged.definition;
      const key = keyOf(name);
      if (judged.definition !== null) this.#byName.set(key, judged.definition);
      else this.#byName.delete(key);
    }
    if (judged.refused !== undefined) return this.#takeGap(behind - start, judged.refused);
    this.#writeFormat(number, judged.definition, name, format, columns);
    // It goes with its message: that there is one tells that the message was written.
    const { definition } = judged;
    const isOfData = judged.isKnown && definition !== null && definition.kind === Kind.data;
    if (isOfData && definition.schema === null) return this.#announce(this.#definitions.announce(definition));
    return this.#takeTaught(start, behind, formatRow, judged.isKnown, isOfData ? definition.schema : null);
  }

  /** Undefined for a line that no log has. The length that it tells is often wrong, and nothing depends on it. */
  #judge(type: string, length: string, name: string, format: string, columns: string): JudgedFormat | undefined {
    const isWritten = /^\d{1,3}$/.test(type) && /^\d{1,3}$/.test(length) && Number(type) < 256;
    if (!isWritten || !/^[!-~]{1,4}$/.test(name) || (name === FORMAT_NAME) !== (Number(type) === FORMAT_TYPE))
      return undefined;
    const judged = judgeFormat(this.#definitions, Number(type), undefined, name, format, columns);
    const isLong = format.length > MOST_FORMAT_CHARS || columns.length > MOST_COLUMNS_CHARS;
    const isLarge = (judged.definition?.size ?? 0) > MAX_RECORD_BYTES - HEADER_BYTES;
    return isLong || isLarge ? { definition: null, isKnown: false, refused: 'bad-length' } : judged;
  }

  #writeFormat(type: number, definition: Definition | null, name: string, format: string, columns: string): void {
    const { bytes } = this.#body;
    bytes[FormatColumn.type] = type;
    bytes[FormatColumn.length] = definition === null ? FORMAT_BYTES : HEADER_BYTES + definition.size;
    writeText(bytes, FormatColumn.name, FormatColumn.format, name);
    writeText(bytes, FormatColumn.format, FormatColumn.columns, format);
    writeText(bytes, FormatColumn.columns, FormatColumn.end, columns);
  }

  /** A FMTU, UNIT or MULT line. */
  #takeRow(start: number, behind: number, definition: Definition): Found {
    const row = judgeRow(this.#teachings, definition.kind, this.#body.view, this.#body.bytes, 0);
    if (row.defines !== null && row.defines.schema === null) {
      return this.#announce(this.#definitions.announce(row.defines));
    }
    return this.#takeTaught(start, behind, definition, row.isKnown, row.defines?.schema ?? null);
  }

  #takeTaught(start: number, behind: number, taught: Taught, isKnown: boolean, defines: Schema | null): Found {
    const schema = this.#definitions.teaching(taught.kind, isKnown);
    if (schema !== undefined) return this.#takeFrame(start, behind, schema, defines);
    return this.#announce(this.#definitions.announceTeaching(isKnown, taught));
  }

  #takeFrame(start: number, behind: number, schema: Schema, defines: Schema | null): Found {
    const { frame } = this;
    frame.start = start;
    frame.head = start;
    frame.end = behind;
    frame.body = 0;
    frame.bodyLength = schema.size;
    frame.schema = schema;
    frame.defines = defines;
    this.position = behind;
    return Found.frame;
  }

  #announce(schema: Schema): Found {
    this.schema = schema;
    return Found.schema;
  }

  #skipLine(start: number): Found {
    let at = start;
    while (at < this.#end && this.#bytes[at] !== LINE_FEED) at++;
    this.#inLongLine = at === this.#end;
    return this.#takeGap((this.#inLongLine ? at : at + 1) - start, 'noise');
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    return Found.gap;
  }
}

function keyOf(name: string): number {
  return nameKey(
    Uint8Array.from(name, (one) => one.charCodeAt(0)),
    0,
    name.length,
  );
}
