import type { Frame } from '../model/format.ts';
import type { Field, Schema } from '../model/schema.ts';
import type { Span } from './cuts.ts';
import { NumberReader } from './track.ts';

/** What one battery said was left of it, in the order of the log. */
export interface BatterySeries {
  readonly length: number;
  /** Where the record starts in the log, in bytes. */
  readonly offset: Float64Array;
  /** Of the full charge, 0 to 100. */
  readonly percent: Uint8Array;
}

/** At three a second, 18 hours of flight; of a battery that says more nothing is known. */
export const MAX_BATTERY_VALUES = 200_000;
const MAX_BATTERIES = 16;

/** Keeps what every battery of every sender says apart, by message too: their scales need not agree. */
export class BatteryCollector {
  readonly #readers: (BatteryReader | undefined)[] = [];
  readonly #batteries = new Map<string, Rows>();

  learn(schema: Schema): void {
    this.#readers[schema.index] = batteryReaderOf(schema);
  }

  wants(schema: Schema): boolean {
    return this.#readers[schema.index] !== undefined;
  }

  /** @param view has the whole body from `body` on, zero-extended to the schema's size */
  take(frame: Frame, view: DataView, offset: number, body = 0): void {
    const reader = this.#readers[frame.schema.index];
    if (reader === undefined) return;
    const percent = reader.percent.read(view, body);
    // What is unknown is outside of the scale in every message: -1 or 255.
    if (!(percent >= 0 && percent <= 100)) return;
    const id = reader.id === undefined ? 0 : reader.id.read(view, body);
    // Most aircraft have one battery: no text is made for it each time.
    if (reader.lastRows === undefined || frame.sender !== reader.lastSender || id !== reader.lastId) {
      reader.lastRows = this.#rowsOf(`${frame.schema.index} ${frame.sender} ${id}`);
      reader.lastSender = frame.sender;
      reader.lastId = id;
    }
    reader.lastRows?.add(offset, percent);
  }

  /** Undefined for more batteries than are told apart. */
  #rowsOf(key: string): Rows | undefined {
    let rows = this.#batteries.get(key);
    if (rows === undefined && this.#batteries.size < MAX_BATTERIES) {
      rows = new Rows();
      this.#batteries.set(key, rows);
    }
    return rows;
  }

  /** The battery that says most; the first of several. */
  series(): BatterySeries {
    let most = new Rows();
    for (const rows of this.#batteries.values()) if (rows.added > most.added) most = rows;
    return most.series();
  }
}

/**
 * How much of its full charge a battery lost, in percent, over what is not cut: the first value of every stretch between cuts less its
 * last one, never across a cut. Undefined if that is not known, or if it gained.
 * @param cuts sorted, disjoint
 */
export function batteryUsedPercent(series: BatterySeries, cuts: readonly Span[] = []): number | undefined {
  let used = 0;
  let isKnown = false;
  let cut = 0;
  let before: number | undefined;
  for (let index = 0; index < series.length; index++) {
    const offset = series.offset[index]!;
    while (cut < cuts.length && offset >= cuts[cut]!.end) {
      cut++;
      before = undefined;
    }
    if (cut < cuts.length && offset >= cuts[cut]!.start) continue;
    const percent = series.percent[index]!;
    if (before !== undefined) {
      used += before - percent;
      isKnown = true;
    }
    before = percent;
  }
  return isKnown && used >= 0 ? used : undefined;
}

interface BatteryReader {
  readonly percent: NumberReader;
  /** Which battery of the aircraft it is, where a message speaks of several. */
  readonly id: NumberReader | undefined;
  /** The battery of the last value. */
  lastSender: number;
  lastId: number;
  lastRows: Rows | undefined;
}

function batteryReaderOf(schema: Schema): BatteryReader | undefined {
  const withRole = (role: 'batteryRemaining' | 'batteryId'): Field | undefined =>
    schema.fields.find((field) => field.length === 1 && field.rules[0]?.role === role);
  const percent = withRole('batteryRemaining');
  const id = withRole('batteryId');
  if (percent === undefined) return undefined;
  return {
    percent: new NumberReader(percent),
    id: id === undefined ? undefined : new NumberReader(id),
    ...{ lastSender: -1, lastId: -1, lastRows: undefined },
  };
}

/** Rows of numbers that grow. */
class Rows {
  /** Rows that were added, kept or not. */
  added = 0;
  #offset = new Float64Array(64);
  #percent = new Uint8Array(64);

  add(offset: number, percent: number): void {
    const index = this.added++;
    if (index >= MAX_BATTERY_VALUES) return;
    if (index >= this.#offset.length) {
      const [offsets, percents] = [this.#offset, this.#percent];
      this.#offset = new Float64Array(2 * index);
      this.#offset.set(offsets);
      this.#percent = new Uint8Array(2 * index);
      this.#percent.set(percents);
    }
    this.#offset[index] = offset;
    this.#percent[index] = percent;
  }

  series(): BatterySeries {
    const length = this.added > MAX_BATTERY_VALUES ? 0 : this.added;
    return { length, offset: this.#offset.slice(0, length), percent: this.#percent.slice(0, length) };
  }
}
