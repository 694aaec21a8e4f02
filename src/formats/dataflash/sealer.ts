import { LastView } from '../../bytes/crc16.ts';
import { clearAfterNul } from '../../bytes/text.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { type DataflashSchema, Kind } from './definition.ts';
import { FormatColumn, HEADER_BYTES } from './layout.ts';
import { LogClock } from './log-clock.ts';
import { TypeNumbers } from './numbers.ts';

/** In a record: behind the two bytes that every one begins with. */
const TYPE_AT = 2;

/** Records keep their length and have no checksum: what is left to do is the log's clock, the numbers of types, and the rows that teach. */
export class DataflashSealer implements Sealer {
  readonly #clock: LogClock;
  readonly #numbers = new TypeNumbers();
  readonly #view = new LastView();
  readonly #rebuilt = new LastView();

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#clock = new LogClock(state, options);
  }

  observe(bytes: Uint8Array, frame: Frame): void {
    this.#clock.observe(this.#view.of(bytes), frame.body, frame.schema as DataflashSchema);
  }

  drop(): void {}

  seal(bytes: Uint8Array, frame: Frame): number {
    const schema = frame.schema as DataflashSchema;
    bytes[frame.start + TYPE_AT] = this.#numbers.of(bytes[frame.start + TYPE_AT]!);
    if (schema.kind !== Kind.data) this.#clean(bytes, this.#view.of(bytes), frame.body, schema);
    this.#clock.release();
    return frame.end;
  }

  /** Only for messages without a column, whose body is empty and counts as one that has grown. */
  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number {
    const schema = frame.schema as DataflashSchema;
    for (let at = 0; at < HEADER_BYTES; at++) target[at] = bytes[frame.start + at]!;
    for (let at = 0; at < schema.size; at++) target[HEADER_BYTES + at] = body[at]!;
    target[TYPE_AT] = this.#numbers.of(target[TYPE_AT]!);
    if (schema.kind !== Kind.data) this.#clean(target, this.#rebuilt.of(target), HEADER_BYTES, schema);
    this.#clock.release();
    return HEADER_BYTES + schema.size;
  }

  /** Rows that teach are not edited otherwise. What stands behind the end of their texts is no part of them. */
  #clean(bytes: Uint8Array, view: DataView, body: number, { kind }: DataflashSchema): void {
    switch (kind) {
      case Kind.format:
        bytes[body + FormatColumn.type] = this.#numbers.of(bytes[body + FormatColumn.type]!);
        clearAfterNul(bytes, body + FormatColumn.name, body + FormatColumn.format);
        clearAfterNul(bytes, body + FormatColumn.format, body + FormatColumn.columns);
        clearAfterNul(bytes, body + FormatColumn.columns, body + FormatColumn.end);
        return;
      case Kind.unit:
        clearAfterNul(bytes, body + 9, body + 73);
        break;
      case Kind.units:
        bytes[body + 8] = this.#numbers.of(bytes[body + 8]!);
        clearAfterNul(bytes, body + 9, body + 25);
        clearAfterNul(bytes, body + 25, body + 41);
    }
    this.#clock.writeLast(view, body);
  }
}
