import { LastView } from '../../bytes/crc16.ts';
import { clearAfterNul } from '../../bytes/text.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { type DataflashSchema, Kind } from './definition.ts';
import { FormatColumn, HEADER_BYTES } from './layout.ts';
import { LogClock } from './log-clock.ts';

/** Records keep their length and have no checksum: what is left to do is the log's clock, and the rows that teach. */
export class DataflashSealer implements Sealer {
  readonly #clock: LogClock;
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
    if (schema.kind !== Kind.data) this.#clean(bytes, this.#view.of(bytes), frame.body, schema);
    this.#clock.release();
    return frame.end;
  }

  /** Only for messages without a column, whose body is empty and counts as one that has grown. */
  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number {
    const schema = frame.schema as DataflashSchema;
    for (let at = 0; at < HEADER_BYTES; at++) target[at] = bytes[frame.start + at]!;
    for (let at = 0; at < schema.size; at++) target[HEADER_BYTES + at] = body[at]!;
    if (schema.kind !== Kind.data) this.#clean(target, this.#rebuilt.of(target), HEADER_BYTES, schema);
    this.#clock.release();
    return HEADER_BYTES + schema.size;
  }

  /** Rows that teach are not edited otherwise. What stands behind the end of their texts is no part of them. */
  #clean(bytes: Uint8Array, view: DataView, body: number, { kind }: DataflashSchema): void {
    switch (kind) {
      case Kind.format:
        clearAfterNul(bytes, body + FormatColumn.name, body + FormatColumn.format);
        clearAfterNul(bytes, body + FormatColumn.format, body + FormatColumn.columns);
        clearAfterNul(bytes, body + FormatColumn.columns, body + FormatColumn.end);
        return;
      case Kind.unit:
        clearAfterNul(bytes, body + 9, body + 73);
        break;
      case Kind.units:
        clearAfterNul(bytes, body + 9, body + 25);
        clearAfterNul(bytes, body + 25, body + 41);
    }
    this.#clock.shift(view, body);
  }
}
