import type { Filter } from '../filter/create-filter.ts';
import { wrong } from '../filter/filter-options.ts';
import type { FlightveilRecord } from '../formats/record/gen/types.ts';
import type { LiveDecision } from '../live/live-decision.ts';
import { type LiveCounts, LiveOutput, type LiveState } from '../live/live-output.ts';
import type { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import type { UnlockEvent } from '../model/unlock-event.ts';
import type { Decision, Request } from '../policy/request.ts';
import { LiveEvents } from '../unlock/detect/live-events.ts';
import type { FlightSummary } from '../wire/flight-summary.ts';
import type { Manifest } from '../wire/manifest.ts';
import type { ZoneIndex } from '../zones/zone-index.ts';
import { type Account, joinedSummary } from './account.ts';
import type { Released, SessionFormat, SessionOptions } from './options.ts';
import { Outlet } from './outlet.ts';
import { endError, type SessionEnd } from './session-end.ts';
import {
  checkedBytes,
  type LinkFormat,
  operatorRecord,
  type PilotDevice,
  type PilotPosition,
  readInput,
  type SessionInput,
} from './session-input.ts';
import { SessionPipe } from './session-pipe.ts';
import { ZoneWatch } from './zone-watch.ts';

/** What was released, in units (what came of a push) and bytes. */
export interface SessionCounts extends LiveCounts {
  /** Pushes when the session or their format had ended. */
  readonly ignored: number;
}

export interface SessionResult {
  /** Totals of what was released, from its own bytes. */
  readonly summary: FlightSummary;
  /** For each format of which anything was released. */
  readonly manifests: readonly Manifest[];
  /** Formats whose filter has failed: nothing more of them was released then. */
  readonly failures: ReadonlyMap<SessionFormat, FlightveilError>;
  /** What the app's records and links told of zones and fences, whatever of it was released. */
  readonly unlockEvents: readonly UnlockEvent[];
}

/** What one format's bytes go through, and what is told of what comes out. */
export interface Lane {
  readonly format: Format;
  readonly filter: Filter;
  readonly account: Account;
}

/** What a session is made of. */
export interface SessionParts {
  readonly flight: string;
  readonly live: LiveDecision;
  readonly lanes: ReadonlyMap<SessionFormat, Lane>;
  readonly options: Pick<SessionOptions, 'sink' | 'limits' | 'whenFull' | 'zones' | 'onUnlockEvent'>;
  /** Unix seconds. */
  readonly nowS: () => number;
}

/** One flight on its way to one recipient. Made by `openSession`. */
export class Session {
  /** Its name: to be given again when the same flight is released again. */
  readonly flight: string;
  readonly decision: Decision<Request>;
  /** Settled once nothing more will be written; never rejected. A withdrawal is noticed before the next write. */
  readonly ended: Promise<SessionEnd>;
  /** Until the session ends. */
  readonly #lanes: Map<SessionFormat, Lane>;
  /** Of formats whose filter has failed, too. */
  readonly #accounts: ReadonlyMap<SessionFormat, Account>;
  readonly #failures = new Map<SessionFormat, FlightveilError>();
  readonly #output: LiveOutput;
  readonly #outlet: Outlet;
  readonly #nowS: () => number;
  readonly #zones: ZoneWatch;
  readonly #followers = new Map<SessionFormat, LiveEvents>();
  readonly #formats = new WeakMap<Uint8Array, SessionFormat>();
  readonly #pipes = new Map<SessionFormat, SessionPipe>();
  #settle: (end: SessionEnd) => void = () => undefined;
  #end: SessionEnd | undefined;
  #closing: Promise<SessionResult> | undefined;
  #ignored = 0;

  /** @internal */
  constructor({ flight, live, lanes, nowS, options }: SessionParts) {
    const { sink, limits, whenFull, zones, onUnlockEvent } = options;
    this.#nowS = nowS;
    this.flight = flight;
    this.decision = live.decision;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#lanes = new Map(lanes);
    this.#zones = new ZoneWatch(onUnlockEvent);
    for (const [name, { format }] of lanes) this.#follow(name, format, zones);
    this.#accounts = new Map([...lanes].map(([format, { account }]) => [format, account]));
    this.#outlet = new Outlet(sink);
    this.#output = new LiveOutput({
      live,
      sink: { write: (unit) => this.#write(unit as Released['bytes']) },
      ...(limits === undefined ? {} : { limits }),
      ...(whenFull === undefined ? {} : { whenFull }),
      onEnd: (state, error) => this.#onEnd(state, error),
    });
  }

  get counts(): SessionCounts {
    return { ...this.#output.counts, ignored: this.#ignored };
  }

  /**
   * Takes what the app has: it is only read, before this returns. When the session has ended, or a filter has failed, it is ignored and counted.
   * @returns with `whenFull: 'wait'` a promise where the app should wait before it pushes more
   * @throws FlightveilError `usage` for anything else; `input-unreadable` if the filter fails: no more of this format is then released
   */
  push(input: SessionInput): void | Promise<void> {
    const [format, bytes] = readInput(input);
    if (format === 'record' && this.#isOpen) this.#zones.see(input as FlightveilRecord, this.#nowUs);
    return this.#push(format, bytes);
  }

  /**
   * Tells where the pilot stands: a record of its own, released if that was decided. As {@link push} else.
   * @param device what knows it: the remote controller if it is left out
   * @throws FlightveilError `usage` for what is no place
   */
  setOperatorPosition(position: PilotPosition, device: PilotDevice = 'remoteController'): void | Promise<void> {
    return this.push(operatorRecord(position, device, this.#nowUs));
  }

  /**
   * A stream to pipe a link's bytes into. It fails when the session ends, so that the pipe ends; when the pipe ends the session goes on, and another
   * can be piped into it.
   * @throws FlightveilError `usage` while one of this format is open
   */
  writable(format: LinkFormat): WritableStream<Uint8Array> {
    if (format !== 'mavlink' && format !== 'nmea') throw wrong('no link has this format');
    if (this.#pipes.get(format)?.isOpen === true) throw wrong('something is piped into this format already');
    const pipe = new SessionPipe((bytes) => this.#push(format, checkedBytes(bytes)));
    if (this.#end !== undefined) pipe.end(this.#end);
    else this.#pipes.set(format, pipe);
    return pipe.stream;
  }

  /**
   * Releases what was held back, waits for the sink, and closes it. What is pushed meanwhile is ignored.
   * @returns what was released; also of a session that has ended otherwise. The same each time.
   */
  close(): Promise<SessionResult> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends it at once: what waits for the sink is forgotten. */
  abort(): void {
    this.#finish({ reason: 'aborted' });
  }

  get #isOpen(): boolean {
    return this.#end === undefined && this.#closing === undefined;
  }

  get #nowUs(): number {
    return Math.floor(this.#nowS() * 1e6);
  }

  #push(format: SessionFormat, bytes: Uint8Array): void | Promise<void> {
    const lane = this.#lanes.get(format);
    if (lane === undefined || !this.#isOpen) {
      this.#ignored++;
      return;
    }
    this.#followers.get(format)?.push(bytes);
    return this.#offer(format, () => lane.filter.push(bytes));
  }

  /** What a link tells of fences, and by place; what records tell of zones is read out of them as they come. */
  #follow(name: SessionFormat, format: Format, zones: ZoneIndex | undefined): void {
    if (name !== 'mavlink' && zones === undefined) return;
    const event = (found: UnlockEvent): void => {
      if (name !== 'record' || found.evidence.includes('place')) this.#zones.add(found);
    };
    this.#followers.set(name, new LiveEvents({ format, zones, nowUs: () => this.#nowUs, event }));
  }

  #offer(format: SessionFormat, work: () => Released['bytes']): void | Promise<void> {
    let released: Released['bytes'];
    try {
      released = work();
    } catch (error) {
      this.#lanes.delete(format);
      this.#failures.set(format, error as FlightveilError);
      throw error;
    }
    this.#formats.set(released, format);
    return this.#output.offer(released);
  }

  #write(bytes: Released['bytes']): void | Promise<void> {
    const format = this.#formats.get(bytes)!;
    // Before it is the sink's, which may do with it what it likes.
    this.#accounts.get(format)!.add(bytes);
    return this.#outlet.write({ format, bytes });
  }

  async #close(): Promise<SessionResult> {
    for (const follower of this.#followers.values()) follower.finish();
    // Before the first wait, so that nothing that is pushed behind this call comes in.
    for (const [format, { filter }] of [...this.#lanes]) {
      try {
        void this.#offer(format, () => filter.flush());
      } catch {
        // What it held back stays withheld; the result tells.
      }
    }
    await this.#output.close();
    if (this.#end === undefined) {
      const error = await this.#outlet.close();
      this.#finish(error === undefined ? { reason: 'closed' } : { reason: 'failed', error });
    }
    const accounted = [...this.#accounts.values()].flatMap((account) => account.finish() ?? []);
    return {
      summary: joinedSummary(accounted.map(({ summary }) => summary)),
      manifests: accounted.map(({ manifest }) => manifest),
      failures: this.#failures,
      unlockEvents: this.#zones.events,
    };
  }

  #onEnd(state: Exclude<LiveState, 'open'>, error: FlightveilError | undefined): void {
    if (state === 'closed') return;
    this.#finish(error === undefined ? { reason: state } : { reason: state, error });
  }

  #finish(end: SessionEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#output.stop();
    if (end.reason !== 'closed') this.#outlet.abort(endError(end));
    for (const pipe of this.#pipes.values()) pipe.end(end);
    // What filters remember is of the raw flight.
    this.#lanes.clear();
    this.#settle(end);
  }
}
