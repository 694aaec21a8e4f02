import { allFormats, detectFormat } from '../formats/index.ts';
import { FlightveilError } from '../model/errors.ts';
import { DETECT_BYTES, type Format } from '../model/format.ts';

/** Which formats may be met. */
export interface FormatOptions {
  /** The format's name, where it is known beforehand; else it is found from the first bytes. */
  readonly format?: string;
  /** The formats to choose from: all that Flightveil reads unless told otherwise. For dialects: `allFormats({ mavlinkDialect })`. */
  readonly formats?: readonly Format[];
}

/** Enough for a live link to begin within a second or two; what cannot be told from them is looked at again with more. */
const EARLY_BYTES = [4096, 16_384, 65_536] as const;

/**
 * Finds the format of a log whose bytes come in pieces, and keeps them until then. It looks when so many bytes have come, whatever their
 * pieces, so that the answer depends on the bytes alone.
 */
export class FormatFinder {
  readonly #formats: readonly Format[];
  readonly #goals: readonly number[];
  #head = new Uint8Array(0);
  #length = 0;
  #goal = 0;
  #format: Format | undefined;

  /**
   * @param options.early answers as soon as the first few thousand bytes leave no doubt, for live streams; else {@link DETECT_BYTES} are
   *   awaited, or the end of the input
   * @throws FlightveilError `unknown-format` for a name that none of the formats has
   */
  constructor({ format, formats = allFormats() }: FormatOptions, options: { early: boolean }) {
    this.#formats = formats;
    this.#goals = options.early ? [...EARLY_BYTES, DETECT_BYTES] : [DETECT_BYTES];
    if (format === undefined) return;
    this.#format = formats.find(({ name }) => name === format);
    if (this.#format !== undefined) return;
    throw new FlightveilError('unknown-format', 'there is no format of that name', {
      advice: `Formats: ${formats.map(({ name }) => name).join(', ')}.`,
    });
  }

  /** Undefined as long as it is not known. */
  get format(): Format | undefined {
    return this.#format;
  }

  /** The bytes that were kept, which are forgotten here. To be asked for once, when the format is known. */
  takeHead(): Uint8Array {
    const head = this.#kept;
    this.#head = new Uint8Array(0);
    this.#length = 0;
    return head;
  }

  /**
   * Takes bytes until the format is known.
   * @returns how many were taken; the others belong behind {@link takeHead}
   * @throws FlightveilError `unknown-format`
   */
  take(chunk: Uint8Array): number {
    let taken = 0;
    while (this.#format === undefined && taken < chunk.length) {
      const goal = this.#goals[this.#goal]!;
      if (this.#length === goal) {
        this.#look();
        continue;
      }
      if (this.#head.length < goal) this.#growTo(goal);
      const part = chunk.subarray(taken, taken + goal - this.#length);
      this.#head.set(part, this.#length);
      this.#length += part.length;
      taken += part.length;
    }
    return taken;
  }

  /**
   * Nothing follows.
   * @throws FlightveilError `unknown-format`, and `input-empty` if nothing came at all
   */
  finish(): Format {
    this.#format ??= detectFormat(this.#kept, true, this.#formats);
    return this.#format;
  }

  /** The bytes so far are the beginning of more. */
  #look(): void {
    if (this.#goal < this.#goals.length - 1) {
      this.#goal++;
      this.#format = this.#formats.find((format) => format.detect(this.#kept, false));
    } else {
      this.#format = detectFormat(this.#kept, false, this.#formats);
    }
  }

  get #kept(): Uint8Array {
    return this.#head.subarray(0, this.#length);
  }

  #growTo(size: number): void {
    const grown = new Uint8Array(size);
    grown.set(this.#kept);
    this.#head = grown;
  }
}
