import { randomUUID } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { createFilter, type Filter } from '../filter/create-filter.ts';
import { decisionOf } from '../filter/filter-options.ts';
import { LiveAuthority } from '../filter/live-authority.ts';
import type { FilterReport } from '../filter/report.ts';
import { type LiveDecision, ownUse, WatchedDecision } from '../live/live-decision.ts';
import { LiveOutput } from '../live/live-output.ts';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { openConsent } from '../node/consent-keys.ts';
import { readError } from '../node/errors.ts';
import { rootKey } from '../node/state.ts';
import type { StreamWatch } from '../node/stream-watch.ts';
import type { UnlockRecorder } from '../node/unlock-recorder.ts';
import { type Level, levelNames } from '../policy/levels.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { LiveEvents } from '../unlock/detect/live-events.ts';
import { levelOf } from './level-option.ts';
import type { Streams } from './streams.ts';
import { shownTo } from './unlock-option.ts';

export interface FilterStreamOptions {
  /** Somebody else's request; undefined: for one's own use, at `level`. */
  readonly asked: { readonly request: Request; readonly policy: Policy } | undefined;
  readonly level: string | undefined;
  readonly formats: readonly Format[];
  /** Name of the format to write, where it is said; else it is found from the first bytes. */
  readonly format: string | undefined;
  /** The state folder. */
  readonly home: string;
  readonly seed: string | undefined;
  /** Keeps what the stream tells of zones and fences; the caller closes it. */
  readonly recorder: UnlockRecorder | undefined;
  /** Stops reading: what has come so far is written. */
  readonly signal: AbortSignal;
}

/** What became of a stream. */
export interface FilteredStream {
  readonly decision: Decision<Request>;
  readonly format: string | undefined;
  readonly report: FilterReport;
}

/**
 * Filters a stream as it comes, in one pass, with draws of its own: a flight that nobody has seen before. What only a survey of the whole can tell is
 * withheld. For somebody else the consent ledger is asked, told before the first byte leaves, and asked again before each write.
 * @throws FlightveilError as `createFilter`; `withheld` if nothing is, or was, released, or consent was withdrawn meanwhile; `input-empty`, `interrupted`,
 *   `link-failed` for an output that takes no more
 */
export async function filterStream({ input, output }: Streams, options: FilterStreamOptions): Promise<FilteredStream> {
  const { asked, formats, format, home, seed, signal, recorder } = options;
  const flight = randomUUID();
  const ledger = asked === undefined ? undefined : await openConsent(home);
  try {
    const live =
      asked === undefined
        ? ownUse(decisionOf({ level: ownLevel(options.level) }))
        : await Begun.decide(new LiveAuthority(asked.request, asked.policy, ledger!), flight);
    const { decision } = live;
    const draws = seed === undefined ? { key: await rootKey(home), flight } : { seed };
    const filter = createFilter({ decision, formats, ...draws, ...(format === undefined ? {} : { format }) });
    let unrecorded: unknown;
    const watch = await recorder?.watch({
      ...{ flight, recipients: shownTo([decision]) },
      failed: (error) => {
        unrecorded = error;
        input.destroy();
      },
    });
    const follower = watch && new StreamRecord(watch, formats);
    const out = new LiveOutput({ live, sink: { write: (unit) => written(output, unit) }, whenFull: 'wait' });
    await pump(input, filter, out, signal, follower).finally(() => watch?.settled());
    if (unrecorded !== undefined) throw unrecorded;
    if (out.state === 'withdrawn') throw withheld('what was allowed when the stream began is allowed no longer');
    if (out.error !== undefined) throw out.error;
    if (signal.aborted) throw new FlightveilError('interrupted', 'stopped before the input ended');
    const report = filter.report();
    if (report.inputBytes === 0) throw new FlightveilError('input-empty', 'nothing came in');
    if (report.outputBytes === 0) throw withheld('nothing of this stream may be released');
    return { decision, format: filter.format, report };
  } finally {
    ledger?.close();
  }
}

function ownLevel(level: string | undefined): Level {
  if (level !== undefined) return levelOf(level);
  throw new FlightveilError('usage', 'how much may be learnt must be said', {
    advice: `Name a level for your own use (--level), or what it is for and who gets it (--for and --to). Levels: ${levelNames.join(', ')}.`,
  });
}

/** A stream is in the ledger when its first byte is about to leave: one that is of no known format never began. */
class Begun implements LiveDecision {
  readonly decision: Decision<Request>;
  readonly #authority: LiveAuthority;
  readonly #flight: string;
  #watched: WatchedDecision | undefined;

  private constructor(authority: LiveAuthority, flight: string, decision: Decision<Request>) {
    this.#authority = authority;
    this.#flight = flight;
    this.decision = decision;
  }

  /** @throws FlightveilError `withheld` if nothing is released */
  static async decide(authority: LiveAuthority, flight: string): Promise<Begun> {
    const decision = await authority.decide({ name: flight });
    if (!isAtMost(decision.disclosure, nothing)) return new Begun(authority, flight, decision);
    const { purpose, recipient } = decision.request;
    const advice = [`flightveil explain --for ${purpose} --to ${recipient} says why.`, ...decision.lost].join(' ');
    throw new FlightveilError('withheld', 'the decision is to release nothing', { advice });
  }

  holds(): boolean | Promise<boolean> {
    return this.#watched === undefined ? this.#begin() : this.#watched.holds();
  }

  async #begin(): Promise<boolean> {
    this.#watched = await WatchedDecision.open(this.#authority, { name: this.#flight }, this.decision);
    return this.#watched.holds();
  }
}

/** Moves all of the input through the filter, until it ends, the output takes no more, or it is told to stop. */
async function pump(
  input: Readable,
  filter: Filter,
  out: LiveOutput,
  signal: AbortSignal,
  record: StreamRecord | undefined,
): Promise<void> {
  const stop = (): void => void input.destroy();
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of input) {
      const released = filter.push(chunk);
      record?.push(chunk, filter.format);
      await out.offer(released);
      if (out.state !== 'open') return;
    }
    const released = filter.flush();
    record?.finish(filter.format);
    await out.offer(released);
    await out.close();
  } catch (error) {
    // What was destroyed ends with an error of its own.
    if (!signal.aborted) throw isOurs(error) ? error : readError(error);
    await out.close();
  } finally {
    signal.removeEventListener('abort', stop);
    out.stop();
    input.destroy();
  }
}

/** Shows a stream to those who record its events, as soon as its format is known. */
class StreamRecord {
  readonly #watch: StreamWatch;
  readonly #formats: readonly Format[];
  #waiting: Uint8Array[] = [];
  #events: LiveEvents | undefined;

  constructor(watch: StreamWatch, formats: readonly Format[]) {
    this.#watch = watch;
    this.#formats = formats;
  }

  push(bytes: Uint8Array, format: string | undefined): void {
    this.#waiting.push(bytes);
    const known = this.#formats.find(({ name }) => name === format);
    if (known === undefined) return;
    this.#events ??= this.#watch.stream(known);
    for (const waiting of this.#waiting.splice(0)) this.#events.push(waiting);
  }

  finish(format: string | undefined): void {
    this.push(new Uint8Array(0), format);
    this.#events?.finish();
  }
}

function isOurs(error: unknown): error is FlightveilError {
  return error instanceof FlightveilError;
}

/** Settled when the output has taken it: what it cannot take yet is not read either. */
function written(output: Writable, unit: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(unit, (error) => (error ? reject(error) : resolve()));
  });
}

function withheld(what: string): FlightveilError {
  return new FlightveilError('withheld', what);
}
