import type { Field, FieldRule, Schema } from '../model/schema.ts';
import { unitsPerSecond } from '../model/units.ts';
import { NumberReader } from './track.ts';

/** When GPS time starts (6 January 1980), in Unix seconds, and what it is ahead of UTC since 2017 (IS-GPS-200, 20.3.3.5.2.4). */
const GPS_EPOCH_UNIX_S = 315_964_800;
const LEAP_S = 18;
const WEEK_S = 604_800;
/** Before this a receiver does not know the date yet. */
const LEAST_UNIX_S = 1_199_145_600;
const MOST_UNIX_S = 253_402_300_799;
const MAX_SAMPLES = 101;

/** Finds out when a log's autopilot was switched on, in logs that count from there: from the times of its receivers. */
export class BootClock {
  readonly #readers: (((view: DataView, body: number) => number) | undefined)[] = [];
  readonly #samplesUs: number[] = [];

  learn(schema: Schema): void {
    this.#readers[schema.index] = unixReaderOf(schema);
  }

  wants(schema: Schema): boolean {
    return this.#readers[schema.index] !== undefined;
  }

  /** @param timeUs of the frame since boot */
  take(schema: Schema, view: DataView, body: number, timeUs: number | undefined): void {
    const read = this.#readers[schema.index];
    if (read === undefined || timeUs === undefined || this.#samplesUs.length >= MAX_SAMPLES) return;
    const unixS = read(view, body);
    if (unixS >= LEAST_UNIX_S && unixS <= MOST_UNIX_S) this.#samplesUs.push(unixS * 1e6 - timeUs);
  }

  /** Unix time when the clock was at zero, in microseconds; undefined if no receiver knew the time. The middle one, since some lag behind. */
  bootUnixUs(): number | undefined {
    return [...this.#samplesUs].sort((a, b) => a - b)[this.#samplesUs.length >> 1];
  }
}

/** Reads Unix seconds. */
function unixReaderOf(schema: Schema): ((view: DataView, body: number) => number) | undefined {
  const find = (test: (rule: FieldRule) => boolean): Field | undefined =>
    schema.fields.find(({ rules, length }) => length === 1 && rules[0] !== undefined && test(rules[0]));
  const week = find(({ role }) => role === 'gpsWeek');
  const msOfWeek = find(({ role }) => role === 'gpsMsOfWeek');
  if (week !== undefined && msOfWeek !== undefined) {
    const [weeks, milliseconds] = [new NumberReader(week), new NumberReader(msOfWeek)];
    return (view, body) =>
      GPS_EPOCH_UNIX_S - LEAP_S + weeks.read(view, body) * WEEK_S + milliseconds.read(view, body) / 1000;
  }
  const unix = find(({ clock, timeUnit }) => clock === 'unix' && timeUnit !== undefined);
  if (unix === undefined) return undefined;
  const perSecond = unitsPerSecond[unix.rules[0]!.timeUnit!];
  const reader = new NumberReader(unix);
  return (view, body) => reader.read(view, body) / perSecond;
}
