import { sha256 } from '@noble/hashes/sha2.js';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import type { Decision, Request } from '../policy/decide.ts';
import { createLoop, type LoopFacts, loopFactsOf } from './create-loop.ts';
import {
  decisionOf,
  type FilterOptions,
  isSame,
  keysOf,
  misused,
  mustFit,
  projectedFacts,
  wrong,
} from './filter-options.ts';
import { FormatFinder } from './find-format.ts';
import type { FlightKeys } from './keys.ts';
import type { FilterLoop, LoopCounts } from './loop.ts';
import { MeasuredLoop, type Pass } from './measured-loop.ts';
import { mustBeOfDevices } from './projected.ts';
import { type FilterReport, reportOf } from './report.ts';
import type { SurveyedLog } from './survey-source.ts';

/**
 * A filter of one log or live stream, from its first byte to its last. What it returns is yours: it shares no memory with what you gave, with
 * the filter or with what it returned before.
 *
 * The first error of `push`, `flush` or the stream closes it: that call throws, and so does every later one, with the same error; nothing that
 * was still inside comes out.
 */
export interface Filter {
  /** Purpose, recipient, and for each dimension how much may be learnt; `explain` puts it into words. */
  readonly decision: Decision<Request>;
  /** Name of the log's format; undefined until it is known. */
  readonly format: string | undefined;
  /**
   * Takes the next bytes of the log, in pieces of any size; they are only read. Unless the format was named, bytes are kept until it is known.
   * Logs of DJI's flight records are kept to their end, up to 256 MiB: their first bytes tell where the last ones stand.
   * @returns what can be released so far, often nothing; memory is needed for both, so large files come in pieces
   * @throws FlightveilError `unknown-format`; `input-changed` if these are more bytes than were surveyed; `input-unreadable` if a
   *   format fails; `usage` after `flush`
   */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /**
   * Tells that no more bytes follow. A second call returns nothing more.
   * @returns what was held back
   * @throws FlightveilError as `push`; `input-changed` if this is not the log that was surveyed: what came out is then to be deleted
   */
  flush(): Uint8Array<ArrayBuffer>;
  /** What was kept, changed and dropped so far: counts by category and message, no values. At any time, after an error too. */
  report(): FilterReport;
  /**
   * The same as a web stream, to be used instead of `push` and `flush`: once, before any byte. It waits for its reader, and holds at most one
   * piece's output. Errors of `push` and `flush` are errors of the stream.
   * @throws FlightveilError `usage`
   */
  stream(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>;
}

/**
 * Makes a filter for one log or live stream.
 * @throws FlightveilError `unknown-level`, `level-not-available`, `withheld` for a level that releases nothing, or nothing of live streams,
 *   `unknown-format`, `usage` for a key, flight or seed that cannot be used
 */
export function createFilter(options: FilterOptions): Filter {
  return new LogFilter(options);
}

class LogFilter implements Filter {
  readonly decision: Decision<Request>;
  readonly #keys: FlightKeys;
  readonly #finder: FormatFinder;
  readonly #loopFacts: LoopFacts;
  readonly #surveyed: Pick<SurveyedLog, 'sha256' | 'inputBytes'> | undefined;
  readonly #hash = sha256.create();
  #inputBytes = 0;
  #loop: Pass | undefined;
  #counts: LoopCounts | undefined;
  #state: 'open' | 'flushed' | 'failed' = 'open';
  #failure: FlightveilError | undefined;
  #isStream = false;

  constructor(options: FilterOptions) {
    this.decision = decisionOf(options);
    this.#keys = keysOf(options, this.decision.request.recipient);
    const { facts, cuts } = options;
    mustFit(this.decision, facts, cuts);
    this.#loopFacts = {
      ...(facts === undefined ? {} : loopFactsOf(facts)),
      ...(cuts === undefined ? {} : { zones: cuts.zones }),
      ...projectedFacts(this.decision, facts, cuts?.spans),
    };
    // Not the facts: their track is long.
    this.#surveyed = facts && { sha256: facts.sha256, inputBytes: facts.inputBytes };
    const format = options.format ?? facts?.format;
    if (facts !== undefined && format !== facts.format) {
      throw new FlightveilError('usage', 'the log was surveyed as another format');
    }
    this.#finder = new FormatFinder({ ...options, ...(format === undefined ? {} : { format }) }, { early: true });
  }

  get format(): string | undefined {
    return this.#finder.format?.name;
  }

  push(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#closing(() => {
      this.#mustNotBeStream();
      return this.#push(bytes);
    });
  }

  flush(): Uint8Array<ArrayBuffer> {
    return this.#closing(() => {
      this.#mustNotBeStream();
      return this.#flush();
    });
  }

  report(): FilterReport {
    const counts = this.#loop?.counts() ?? this.#counts ?? nothingYet;
    return reportOf({ ...counts, inputBytes: this.#inputBytes });
  }

  stream(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
    if (typeof TransformStream === 'undefined') throw wrong('there are no web streams here', 'Use push and flush.');
    if (this.#isStream || this.#inputBytes > 0 || this.#state !== 'open') throw wrong('the filter is in use already');
    this.#isStream = true;
    const send = (
      controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>,
      work: () => Uint8Array<ArrayBuffer>,
    ): void => {
      const released = this.#closing(work);
      if (released.length > 0) controller.enqueue(released);
    };
    return new TransformStream({
      transform: (chunk, controller) => send(controller, () => this.#push(chunk)),
      flush: (controller) => send(controller, () => this.#flush()),
    });
  }

  #mustNotBeStream(): void {
    if (this.#isStream) throw wrong('the bytes of this filter come through its stream');
  }

  /** Whatever goes wrong closes the filter for good. */
  #closing(work: () => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return work();
    } catch (error) {
      this.#close('failed');
      this.#failure = asFlightveilError(error);
      throw this.#failure;
    }
  }

  #push(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    // Not instanceof: the bytes may come from another frame or worker.
    if (!ArrayBuffer.isView(bytes) || bytes[Symbol.toStringTag] !== 'Uint8Array')
      throw wrong('push takes a Uint8Array');
    if (this.#state === 'flushed') throw wrong('the filter has been flushed', 'Make a filter for each log.');
    this.#inputBytes += bytes.length;
    if (this.#surveyed !== undefined) {
      if (this.#inputBytes > this.#surveyed.inputBytes) throw changed();
      this.#hash.update(bytes);
    }
    const taken = this.#finder.take(bytes);
    const { format } = this.#finder;
    if (format === undefined) return new Uint8Array(0);
    const released: Uint8Array<ArrayBuffer>[] = [];
    if (this.#loop === undefined) {
      this.#begin(format);
      collect(released, this.#loop!.push(this.#finder.takeHead()));
    }
    collect(released, this.#loop!.push(bytes.subarray(taken)));
    return joined(released);
  }

  #flush(): Uint8Array<ArrayBuffer> {
    if (this.#state === 'flushed') return new Uint8Array(0);
    const released: Uint8Array<ArrayBuffer>[] = [];
    if (this.#inputBytes > 0) {
      if (this.#loop === undefined) {
        this.#begin(this.#finder.finish());
        collect(released, this.#loop!.push(this.#finder.takeHead()));
      }
      collect(released, this.#loop!.finish());
    }
    if (this.#surveyed !== undefined && !isSame(this.#hash.digest(), this.#surveyed.sha256)) throw changed();
    this.#close('flushed');
    return joined(released);
  }

  #begin(format: Format): void {
    mustBeOfDevices(this.decision, format);
    const create = (measured?: number): FilterLoop =>
      createLoop(format, this.decision.disclosure, this.#keys, {
        ...this.#loopFacts,
        measured,
        isMeasuring: format.measures === true && measured === undefined,
      });
    this.#loop = format.measures === true ? new MeasuredLoop(create) : create();
  }

  #close(state: 'flushed' | 'failed'): void {
    this.#state = state;
    this.#counts = this.#loop?.counts() ?? this.#counts;
    this.#loop = undefined;
    this.#finder.takeHead();
  }
}

const nothingYet: LoopCounts = {
  ...{ plans: [], written: [], withheld: [], cut: [], gapBytes: {} },
  ...{ inputBytes: 0, outputBytes: 0 },
};

/** Copies: pieces of the loop are valid until the next is asked for. */
function collect(into: Uint8Array<ArrayBuffer>[], pieces: Iterable<Uint8Array>): void {
  for (const piece of pieces) into.push(piece.slice());
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function changed(): FlightveilError {
  return misused('input-changed', 'this is not the log that was surveyed', 'Delete what came out and survey it again.');
}

/** Errors of other kinds could quote the log: only their kind is told. */
function asFlightveilError(error: unknown): FlightveilError {
  if (error instanceof FlightveilError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new FlightveilError('input-unreadable', 'the log could not be filtered any further', { facts: { kind } });
}
