import type { Memory } from '../../bytes/memory.ts';
import { readText } from '../../bytes/text.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { type DataflashSchema, Kind } from './definition.ts';
import { FormatColumn } from './layout.ts';
import { LogClock } from './log-clock.ts';
import { TypeNumbers } from './numbers.ts';
import { BLANK, COMMA, column, contentEnd, findColumn, isTextCharacter } from './text-line.ts';
import { TextWriter } from './text-writer.ts';

/** Writes lines of a text log anew from the bodies that they were read into. */
export class DataflashTextSealer implements Sealer {
  readonly #clock: LogClock;
  readonly #numbers = new TypeNumbers();
  readonly #writer = new TextWriter();

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#clock = new LogClock(state, options);
  }

  observe(_bytes: Uint8Array, frame: Frame): void {
    this.#clock.observe(frame.parsed!.view, 0, frame.schema as DataflashSchema);
  }

  drop(): void {}

  /** No frame stays where it is: all of them are rebuilt. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    const schema = frame.schema as DataflashSchema;
    const body = frame.parsed!;
    const end = contentEnd(bytes, frame.start, frame.end - 1);
    if (schema.kind !== Kind.data && schema.kind !== Kind.format) this.#clock.writeLast(body.view, 0);
    const typeAt = schema.kind === Kind.format ? FormatColumn.type : schema.kind === Kind.units ? 8 : -1;
    if (typeAt >= 0) body.bytes[typeAt] = this.#numbers.of(body.bytes[typeAt]!);
    this.#clock.release();
    findColumn(bytes, frame.start, end, false);
    let to = 0;
    for (let at = column.start; at < column.end; at++) target[to++] = bytes[at]!;
    to =
      schema.kind === Kind.format
        ? writeFormat(body.bytes, target, to)
        : this.#writeColumns(bytes, end, body, schema, target, to);
    for (let at = end; at < frame.end; at++) target[to++] = bytes[at]!;
    return to;
  }

  #writeColumns(
    bytes: Uint8Array,
    end: number,
    body: Memory,
    schema: DataflashSchema,
    target: Uint8Array,
    from: number,
  ): number {
    const { columns, format } = schema;
    let to = from;
    for (let index = 0; index < columns.length; index++) {
      const character = format[index]!;
      const isLast = index === columns.length - 1;
      findColumn(bytes, column.next, end, isLast && isTextCharacter(character));
      target[to++] = COMMA;
      target[to++] = BLANK;
      to = this.#writer.write(body, columns[index]!, character, bytes, column.start, column.end, target, to, isLast);
    }
    return to;
  }
}

/** A FMT line as ArduPilot prints it, whatever blanks and zeros stood in it. */
function writeFormat(body: Uint8Array, target: Uint8Array, from: number): number {
  const texts = [
    String(body[FormatColumn.type]),
    String(body[FormatColumn.length]),
    readText(body, FormatColumn.name, FormatColumn.format),
    readText(body, FormatColumn.format, FormatColumn.columns),
    readText(body, FormatColumn.columns, FormatColumn.end),
  ];
  const text = `, ${texts.join(', ')}`;
  for (let index = 0; index < text.length; index++) target[from + index] = text.charCodeAt(index);
  return from + text.length;
}
