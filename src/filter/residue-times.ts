import { FLIGHT_START_UNIX_S } from '../model/clocks.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { byteSizes, type Schema, type TimeUnit } from '../model/schema.ts';
import { unitsPerSecond } from '../model/units.ts';

/** Clocks of one log differ by a little. */
const SLACK_S = 2;
/** A released log is as long as its original, but for pauses. */
const RELEASED_SLACK_S = 3600;
const TWO_32 = 4_294_967_296;

/** When the log was recorded, where that is hidden. */
export class HiddenTimes {
  readonly #startS: number;
  readonly #endS: number;

  /** Undefined where the log has no clock, or where its hidden times are among those that an output shows. */
  static of(
    { startUnixS, durationS = 0 }: { startUnixS?: number | undefined; durationS?: number | undefined },
    { time }: Disclosure,
  ): HiddenTimes | undefined {
    if (time === 'exact' || startUnixS === undefined) return undefined;
    // With its day or month told, the log starts with that; else at a constant instant.
    const firstReleasedS = time === 'none' ? FLIGHT_START_UNIX_S : startOf(time, startUnixS);
    const lastReleasedS = firstReleasedS + durationS + RELEASED_SLACK_S;
    const isApart = startUnixS - SLACK_S > lastReleasedS || startUnixS + durationS + SLACK_S < firstReleasedS;
    return isApart ? new HiddenTimes(startUnixS - SLACK_S, startUnixS + durationS + SLACK_S) : undefined;
  }

  private constructor(startS: number, endS: number) {
    this.#startS = startS;
    this.#endS = endS;
  }

  /** Whether this is when the log was recorded, in Unix seconds. */
  has(unixS: number): boolean {
    return unixS >= this.#startS && unixS <= this.#endS;
  }
}

function startOf(time: 'month' | 'day', unixS: number): number {
  const date = new Date(unixS * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), time === 'month' ? 1 : date.getUTCDate()) / 1000;
}

/** Reads one field of a message that can hold Unix time. */
export class TimeReader {
  readonly field: string;
  readonly #at: number;
  readonly #isLong: boolean;
  readonly #perSecond: number;

  constructor(field: string, at: number, isLong: boolean, unit: TimeUnit) {
    this.field = field;
    this.#at = at;
    this.#isLong = isLong;
    this.#perSecond = unitsPerSecond[unit];
  }

  /** In seconds; Unix time or another. */
  read(view: DataView, body: number): number {
    const low = view.getUint32(body + this.#at, true);
    const high = this.#isLong ? view.getUint32(body + this.#at + 4, true) : 0;
    return (high * TWO_32 + low) / this.#perSecond;
  }
}

/** All fields of a message that can hold Unix time. */
export function timeReaders(schema: Schema): TimeReader[] {
  return schema.fields.flatMap(({ name, offset, type, length, rules }) => {
    const rule = rules.find(({ clock }) => clock === 'unix' || clock === 'auto');
    const size = byteSizes[type];
    if (rule?.timeUnit === undefined || length !== 1 || size < 4 || type === 'f32' || type === 'f64') return [];
    return [new TimeReader(name, offset, size === 8, rule.timeUnit)];
  });
}
