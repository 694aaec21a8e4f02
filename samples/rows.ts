import type { FieldType } from '../src/model/schema.ts';
import { writeValue } from '../src/model/values.ts';
import type { Value, Values } from './encode.ts';
import { FLIGHT_S } from './path.ts';
import type { Moment, Scene } from './scene.ts';

/** One message that an autopilot writes into its own log. */
export interface Row {
  /** Microseconds since the start of the flight. */
  readonly atUs: number;
  /** Microseconds since the autopilot's boot. */
  readonly bootUs: number;
  readonly name: string;
  /** Which of several sensors, estimators or receivers it is of. */
  readonly instance: number;
  readonly values: Values;
}

export interface Span {
  readonly fromS: number;
  readonly toS: number;
}

interface StreamOptions extends Partial<Span> {
  readonly instance?: number;
}

/** What an autopilot writes into its own log while it logs. */
export class Rows {
  readonly scene: Scene;
  readonly span: Span;
  readonly #rows: Row[] = [];

  /** @param span seconds since the start of the flight in which it logs */
  constructor(scene: Scene, span: Span) {
    this.scene = scene;
    this.span = { fromS: span.fromS, toS: Math.min(span.toS, FLIGHT_S) };
  }

  /** The rows in the order of the log. */
  inOrder(): Row[] {
    return this.#rows.sort((a, b) => a.atUs - b.atUs);
  }

  /** Writes a message once, if it falls into the span. */
  once(seconds: number, name: string, values: Values, instance = 0): void {
    const atUs = Math.round(seconds * 1e6);
    if (!this.#has(seconds)) return;
    this.#rows.push({ atUs, bootUs: this.scene.bootUs(atUs), name, instance, values });
  }

  /**
   * Writes a message again and again.
   * @param values its fields at a moment; undefined: nothing is written then
   */
  every(
    name: string,
    hertz: number,
    values: (moment: Moment) => Values | undefined,
    { instance = 0, fromS = 0, toS = Number.POSITIVE_INFINITY }: StreamOptions = {},
  ): void {
    const { draws } = this.scene;
    const stream = `logged ${name} ${instance}`;
    const phaseS = this.span.fromS + 0.05 + draws.uniform(`phase ${stream}`) / hertz;
    for (let ordinal = 0; phaseS + ordinal / hertz < this.span.toS; ordinal++) {
      const atUs = Math.round((phaseS + ordinal / hertz) * 1e6) + draws.integer(`jitter ${stream}`, ordinal, 0, 900);
      if (atUs < fromS * 1e6 || atUs >= toS * 1e6 || !this.#has(atUs / 1e6)) continue;
      const made = values(this.moment(atUs, stream, ordinal));
      if (made !== undefined) this.#rows.push({ atUs, bootUs: this.scene.bootUs(atUs), name, instance, values: made });
    }
  }

  /** What is true at a moment, as it is stamped on board. */
  moment(atUs: number, stream: string, ordinal: number): Moment {
    const bootUs = this.scene.bootUs(atUs);
    return {
      ...this.scene.at(atUs, stream, ordinal),
      bootUs: BigInt(bootUs),
      bootMs: Math.floor(bootUs / 1000),
      unixUs: this.scene.autopilotUnixUs(atUs),
    };
  }

  #has(seconds: number): boolean {
    return seconds >= this.span.fromS && seconds < this.span.toS;
  }
}

/** Ranges of whole numbers. */
const bits: Readonly<Partial<Record<FieldType, number>>> = { i8: 7, i16: 15, i32: 31, u8: 8, u16: 16, u32: 32 };

/**
 * Writes a number where a row has it.
 * @throws RangeError if it does not fit
 */
export function putNumber(bytes: Uint8Array, at: number, type: FieldType, value: number | bigint, name: string): void {
  const most = 2 ** (bits[type] ?? 0);
  if (most > 1) {
    const least = type.startsWith('i') ? -most : 0;
    if (!Number.isInteger(Number(value)) || value < least || value >= most) throw misfit(name);
  }
  writeValue(bytes, at, type, value);
}

/**
 * Writes text where a row has room for it, in Latin letters.
 * @throws RangeError if it does not fit
 */
export function putText(bytes: Uint8Array, at: number, room: number, text: string, name: string): void {
  if (text.length > room) throw misfit(name);
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
}

/** A value as numbers. */
export function numbersOf(value: Exclude<Value, string>): readonly (number | bigint)[] {
  return typeof value === 'number' || typeof value === 'bigint' ? [value] : Array.from(value);
}

export function misfit(name: string): RangeError {
  return new RangeError(`a value does not fit ${name}`);
}

/** One piece behind another. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
