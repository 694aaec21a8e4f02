import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { type Cell, CellKind, CellState, stateOf, writeCell, writeDateCell } from '../../text/cells.ts';
import { Copier } from '../../text/copier.ts';
import type { CsvBody } from './body.ts';
import { type CsvSchema, Slot } from './layout.ts';
import { rowTimeUs } from './row-time.ts';
import { BLANK, content, findContent, QUOTE, RowReader } from './rows.ts';

const TWO_32 = 2 ** 32;
// Constants of this module are known when it is compiled; what others export is looked up every time.
const { scaled: SCALED, date: DATE, word: WORD } = CellKind;
const { kept: KEPT, hidden: HIDDEN, changed: CHANGED } = CellState;
const { kind: KIND, offset: OFFSET, bytes: BYTES, count: SLOTS } = Slot;

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
  readonly #copier = new Copier();
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
    const copier = this.#copier;
    row.read(bytes, frame.head, frame.end, true, separator, columns.length);
    let to = copier.copy(bytes, frame.start, frame.head, target, 0);
    for (let index = 0; index < columns.length; index++) {
      if (index > 0) target[to++] = separator;
      if (columns[index] !== null) to = copier.copy(bytes, row.starts[index]!, row.ends[index]!, target, to);
    }
    return copier.copy(bytes, row.contentEnd, frame.end, target, to);
  }

  #writeRow(bytes: Uint8Array, frame: Frame, schema: CsvSchema, body: CsvBody, target: Uint8Array): number {
    const { columns, slots, separator } = schema;
    const { row, view, source, words, sourceWords, isPlain } = body;
    const { starts, ends } = row;
    const rewritten = this.#rewrittenOf(schema);
    const copier = this.#copier;
    const count = columns.length;
    let to = 0;
    // Cells that stay, with the separators between them, are copied together.
    let kept = frame.start;
    for (let index = 0, slot = 0; index < count; index++, slot += SLOTS) {
      const kind = slots[slot + KIND]!;
      const offset = slots[slot + OFFSET]!;
      if (isPlain && kind >= 0 && kind < WORD && rewritten[index] === 0) {
        // Most cells: a number that is what it was. What could not be read is not in plain rows.
        const word = offset >> 2;
        if (words[word] === sourceWords[word] && (kind === SCALED || words[word + 1] === sourceWords[word + 1]))
          continue;
      }
      const start = starts[index]!;
      const end = ends[index]!;
      if (start === end) continue;
      let state: CellState = HIDDEN;
      if (kind >= 0) {
        state = stateOf(kind as CellKind, offset, slots[slot + BYTES]!, view, source.view);
        if (kind < WORD) {
          if (state === CHANGED) rewritten[index] = 1;
          else if (rewritten[index] === 1 && state === KEPT) state = CHANGED;
        }
        if (state === KEPT) continue;
      }
      to = copier.copy(bytes, kept, start, target, to);
      kept = end;
      if (state === HIDDEN) continue;
      const { cell } = columns[index]!;
      if (!isPlain || kind >= WORD) to = writeChanged(cell, body, bytes, start, end, separator, target, to);
      else if (kind === DATE) to = writeDateCell(cell, body, body.layouts[index]!, target, to);
      else to = writeCell(cell, body, bytes, start, end, target, to);
    }
    return copier.copy(bytes, kept, frame.end, target, to);
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
  cell: Cell,
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
