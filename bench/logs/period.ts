import type { Draw } from '../draw.ts';
import { PERIOD_S } from './flight.ts';

/** A kind of record: each of its instances is logged so many times a second. */
export interface Rate {
  readonly hz: number;
  readonly instances: number;
}

/** One record of a period: whose it is, and when. */
export interface Turn<R extends Rate> {
  readonly entry: R;
  readonly instance: number;
  /** Seconds from the start of the period. */
  readonly t: number;
}

/** All records of a period in the order of time; each kind starts at a phase of its own, and its instances follow one another. */
export function turnsOf<R extends Rate>(entries: readonly R[], draw: Draw): Turn<R>[] {
  const turns: Turn<R>[] = [];
  for (const entry of entries) {
    if (entry.hz === 0) continue;
    const phase = draw.unit() / entry.hz;
    for (let index = 0; index < Math.round(entry.hz * PERIOD_S); index++) {
      const t = phase + index / entry.hz;
      for (let instance = 0; instance < entry.instances; instance++) {
        turns.push({ entry, instance, t: t + instance * 5e-5 });
      }
    }
  }
  return turns.sort((a, b) => a.t - b.t);
}

/** A growing piece of a log that can be moved on in time as often as is wanted, as if the flight had gone on. */
export class Period {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #starts: number[] = [];
  /** Where clocks stand: 64 bits of microseconds, 32 bits of milliseconds. */
  readonly #microseconds: number[] = [];
  readonly #milliseconds: number[] = [];
  #end = 0;

  /** @param room for all that is written */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get view(): DataView {
    return this.#view;
  }

  get records(): number {
    return this.#starts.length;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  /** Room for a record of this many bytes, zeroed; returns where it starts. */
  record(length: number): number {
    const start = this.#end;
    this.#starts.push(start);
    this.#end += length;
    if (this.#end > this.#bytes.length) throw new Error('a period is longer than its room');
    return start;
  }

  /** Says that a clock stands there. */
  clock(at: number, unit: 'us' | 'ms'): void {
    (unit === 'us' ? this.#microseconds : this.#milliseconds).push(at);
  }

  /** The end of the last record that starts before a place, so that pieces end between records. */
  endBefore(limit: number): number {
    if (limit >= this.#end) return this.#end;
    let end = 0;
    for (const start of this.#starts) if (start <= limit) end = start;
    return end;
  }

  /** Moves every clock on by a period. */
  advance(): void {
    const view = this.#view;
    const step = BigInt(PERIOD_S * 1e6);
    for (const at of this.#microseconds) view.setBigUint64(at, view.getBigUint64(at, true) + step, true);
    for (const at of this.#milliseconds) view.setUint32(at, view.getUint32(at, true) + PERIOD_S * 1e3, true);
  }
}

/** Pieces of a log of about this many bytes: what stands at its start, then a period again and again; each is valid until the next is asked for. */
export function* repeated(head: Uint8Array, period: Period, bytes: number): Generator<Uint8Array, void, void> {
  yield head;
  const { length } = period.bytes;
  for (let left = bytes - head.length; left > 0; left -= length) {
    yield period.bytes.subarray(0, period.endBefore(left));
    period.advance();
  }
}
