import { LastView } from '../../bytes/crc16.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { CellKind, CellState, stateOf, writeCell } from '../../text/cells.ts';
import type { CsvBody } from './body.ts';
import type { CsvColumn, CsvSchema } from './layout.ts';
import { rowTimeUs } from './row-time.ts';
import { BLANK, content, findContent, QUOTE, RowReader } from './rows.ts';

const TWO_32 = 2 ** 32;

/**
 * Writes rows anew: what is kept stays byte for byte, a hidden cell is empty, as one in which nothing stood.
 *
 * How a number was written must not tell what it was. Where a column's values are changed, all of them are written with the column's decimals from
 * the first changed one on: one that is by chance the same before and after would else show by its zeros that it is.
 */
export class CsvSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #header = new RowReader();
  /** By schema and column: a number or a time was changed. */
  readonly #rewritten = new Map<CsvSchema, Uint8Array>();
  #lastSchema: CsvSchema | null = null;
  #lastRewritten: Uint8Array = new Uint8Array(0);
  /** The row at hand was observed. */
  #hasTime = false;

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
  }

  observe(_bytes: Uint8Array, frame: Frame): void {
    this.#hasTime = false;
    if (this.#keepTime || frame.defines !== null) return;
    const timeUs = rowTimeUs(frame.parsed!.view, frame.schema as CsvSchema);
    if (Number.isNaN(timeUs)) return;
    this.#hasTime = true;
    const high = Math.floor(timeUs / TWO_32);
    this.#state.clocks.observeLog(high | 0, (timeUs - high * TWO_32) | 0);
  }

  drop(): void {}

  /** No frame stays where it is: all of them are rebuilt. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    if (frame.defines !== null) return this.#writeHeader(bytes, frame, frame.defines as CsvSchema, target);
    if (this.#hasTime) this.#state.clocks.releaseLog();
    return this.#writeRow(bytes, frame, frame.schema as CsvSchema, frame.parsed as CsvBody, target);
  }

  /** Names of columns that nobody knows are left out. */
  #writeHeader(bytes: Uint8Array, frame: Frame, { separator, columns }: CsvSchema, target: Uint8Array): number {
    const row = this.#header;
    row.read(bytes, frame.head, frame.end, true, separator, columns.length);
    let to = copy(bytes, frame.start, frame.head, target, 0);
    for (let index = 0; index < columns.length; index++) {
      if (index > 0) target[to++] = separator;
      if (columns[index] !== null) to = copy(bytes, row.starts[index]!, row.ends[index]!, target, to);
    }
    return copy(bytes, row.contentEnd, frame.end, target, to);
  }

  #writeRow(bytes: Uint8Array, frame: Frame, schema: CsvSchema, body: CsvBody, target: Uint8Array): number {
    const { columns, slots, separator } = schema;
    const { starts, ends, contentEnd } = body.row;
    const { view } = body;
    const was = body.source.view;
    const rewritten = this.#rewrittenOf(schema);
    let to = 0;
    // Cells that stay, with the separators between them, are copied together.
    let kept = frame.start;
    for (let index = 0, slot = 0; index < columns.length; index++, slot += 3) {
      const start = starts[index]!;
      const end = ends[index]!;
      if (start === end) continue;
      const kind = slots[slot]!;
      let state: CellState = CellState.hidden;
      if (kind >= 0) {
        state = stateOf(kind as CellKind, slots[slot + 1]!, slots[slot + 2]!, view, was);
        if (kind < CellKind.word) {
          if (state === CellState.changed) rewritten[index] = 1;
          else if (rewritten[index] === 1 && state === CellState.kept) state = CellState.changed;
        }
        if (state === CellState.kept) continue;
      }
      to = copy(bytes, kept, start, target, to);
      kept = end;
      if (state === CellState.changed)
        to = writeChanged(columns[index]!, body, bytes, start, end, separator, target, to);
    }
    to = copy(bytes, kept, contentEnd, target, to);
    return copy(bytes, contentEnd, frame.end, target, to);
  }

  #rewrittenOf(schema: CsvSchema): Uint8Array {
    if (schema === this.#lastSchema) return this.#lastRewritten;
    let found = this.#rewritten.get(schema);
    if (found === undefined) {
      found = new Uint8Array(schema.columns.length);
      this.#rewritten.set(schema, found);
    }
    this.#lastSchema = schema;
    this.#lastRewritten = found;
    return found;
  }
}

/** Writes a cell as the body has it. Quotes stay where they stood, blanks around it do not. */
function writeChanged(
  { cell }: CsvColumn,
  body: CsvBody,
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  target: Uint8Array,
  to: number,
): number {
  findContent(bytes, start, end);
  const isQuoted = content.start > start && bytes[content.start - 1] !== BLANK && bytes[content.start - 1] === QUOTE;
  let at = to;
  if (isQuoted) target[at++] = QUOTE;
  const from = at;
  at = writeCell(cell, body, bytes, content.start, content.end, target, at);
  if (cell.kind >= CellKind.word) {
    // What was put in its place is plain text; what would need quotes is not written.
    for (let index = from; index < at; index++) {
      const byte = target[index]!;
      if (byte === separator || byte === QUOTE || byte < BLANK) return to;
    }
  }
  if (isQuoted) target[at++] = QUOTE;
  return at;
}

const sources = new LastView();
const targets = new LastView();

/** Copies by words what is long. */
function copy(bytes: Uint8Array, start: number, end: number, target: Uint8Array, to: number): number {
  let at = start;
  let index = to;
  if (end - start >= 16) {
    const from = sources.of(bytes);
    const into = targets.of(target);
    for (; at + 4 <= end; at += 4, index += 4) into.setInt32(index, from.getInt32(at, true), true);
  }
  for (; at < end; at++, index++) target[index] = bytes[at]!;
  return index;
}
