import type { LiveDecision } from '../live/live-decision.ts';
import {
  defaultLimits,
  type LiveCounts,
  LiveOutput,
  type LiveState,
  type QueueLimits,
  type UnitCount,
  type WhenFull,
} from '../live/live-output.ts';
import type { Tap, TapOutput } from '../live/tap.ts';
import { FlightveilError } from '../model/errors.ts';
import { END_MS, type Link, type LinkEvents, type Peer, type PeerEvents } from '../node/links/link.ts';
import type { LinkUrl } from '../node/links/link-url.ts';
import type { BackFrames } from './back-frames.ts';
import { CountSum, type OutputState, type OutputStatus, ReportSum } from './status.ts';
import { together } from './together.ts';

/** How often it is asked, with nothing to write, whether what was decided holds: what a peer or the system has not taken yet must not wait behind a withdrawal. */
const ASK_MS = 250;

export interface RelayOutputOptions {
  readonly url: LinkUrl;
  readonly live: LiveDecision;
  /** Opens the way back for one peer; undefined: whatever the far side says is ignored. */
  readonly back?: (() => BackFrames) | undefined;
  /** Changes a unit before it is sent. */
  readonly prepare?: ((unit: Uint8Array) => Uint8Array) | undefined;
  readonly told: (notice: string) => void;
  /** Told once, when nothing more will come out. */
  readonly onEnd: () => void;
}

/** What a link does with more than may wait, unless it is told otherwise: what is live drops the oldest, what is recorded lets the source wait. */
export function whenFullOf({ drop, place }: LinkUrl): WhenFull {
  if (drop !== undefined) return drop === 'never' ? 'wait' : 'newest-wins';
  return place.kind === 'file' || place.kind === 'stdio' ? 'wait' : 'newest-wins';
}

/**
 * One output of a relay under one decision: what taps offer goes to every peer that is there, through a bounded queue for each, so that none waits for
 * another. With the end of the decision all peers are broken off.
 */
export class RelayOutput implements TapOutput, LinkEvents {
  readonly url: LinkUrl;
  readonly #options: RelayOutputOptions;
  readonly #live: LiveDecision;
  readonly #limits: QueueLimits;
  readonly #peers = new Map<Peer, { readonly output: LiveOutput; readonly gate: BackFrames | undefined }>();
  /** Sends that a peer has not taken yet. */
  #pending = 0;
  readonly #gone = new CountSum();
  readonly #taps = new Set<Tap>();
  readonly #retired = new ReportSum();
  #link: Link | undefined;
  #state: OutputState = 'open';
  #error: FlightveilError | undefined;
  #unheard = { units: 0, bytes: 0 };
  #back = { frames: 0, deniedBytes: 0 };
  #asking: NodeJS.Timeout | undefined;

  constructor(options: RelayOutputOptions) {
    this.url = options.url;
    this.#options = options;
    this.#limits = { ...defaultLimits, units: options.url.queue ?? defaultLimits.units };
    this.#live = { decision: options.live.decision, holds: () => this.#holds() };
  }

  /** As taps see it. */
  get state(): LiveState {
    return this.#state === 'done' ? 'closed' : this.#state;
  }

  get endedAs(): OutputState {
    return this.#state;
  }

  get error(): FlightveilError | undefined {
    return this.#error;
  }

  get decision(): LiveDecision['decision'] {
    return this.#live.decision;
  }

  /** Counts what a tap does; it leads here. */
  adopt(tap: Tap): void {
    this.#taps.add(tap);
  }

  /** The tap's stream has ended. */
  retire(tap: Tap): void {
    if (this.#taps.delete(tap)) this.#retired.add(tap.report());
  }

  /** The link is open: its end is this output's. */
  attach(link: Link): void {
    this.#link = link;
    link.ended.then(
      () => this.#end('done'),
      (error: unknown) => this.#end('failed', asError(error)),
    );
    if (this.#state !== 'open') link.drop();
    else this.#asking = setInterval(() => void this.#ifHolds(() => undefined), ASK_MS).unref();
  }

  joined(peer: Peer): PeerEvents {
    const output = new LiveOutput({
      live: this.#live,
      sink: { write: (unit) => this.#send(peer, unit) },
      limits: this.#limits,
      whenFull: whenFullOf(this.url),
      onEnd: (state, error) => this.#lost(peer, state, error),
    });
    const gate = this.#options.back?.();
    const left = (): void => {
      if (!this.#peers.delete(peer)) return;
      output.stop();
      this.#gone.add(withoutUnsent(output.counts, peer.unsent));
      this.#back = backOf(this.#back, gate);
    };
    if (this.#state !== 'open') {
      peer.drop();
      return { bytes: () => undefined, left };
    }
    this.#peers.set(peer, { output, gate });
    return {
      bytes: (chunk) => {
        if (this.#state !== 'open') return;
        if (gate === undefined) this.#back.deniedBytes += chunk.length;
        else if (this.url.place.kind === 'tcp-server' && !gate.mayBegin(chunk)) peer.drop();
        else return this.#ifHolds(() => gate.push(chunk));
      },
      left,
    };
  }

  told(notice: string): void {
    this.#options.told(notice);
  }

  offer(released: Uint8Array): void | Promise<void> {
    if (released.length === 0 || this.#state !== 'open') return;
    const unit = this.#options.prepare?.(released) ?? released;
    if (this.#peers.size === 0) {
      this.#unheard.units++;
      this.#unheard.bytes += unit.length;
      return;
    }
    // Nobody asks before a write as long as none is possible; what a peer has not taken must not wait for it behind a withdrawal.
    if (this.#pending > 0) void this.#ifHolds(() => undefined);
    let waits: Promise<void>[] | undefined;
    for (const { output } of this.#peers.values()) {
      const wait = output.offer(unit);
      if (wait !== undefined) (waits ??= []).push(wait);
    }
    return together(waits);
  }

  /**
   * Sends what waits, and ends. Where nothing is dropped a reader takes its time until `told` says to end; elsewhere, and from then on, one that does not
   * read has {@link END_MS}.
   */
  async close(told: AbortSignal): Promise<void> {
    const { kind } = this.url.place;
    let tooLong: NodeJS.Timeout | undefined;
    const hurry = (): void => {
      tooLong ??= setTimeout(() => {
        for (const { output } of this.#peers.values()) output.stop();
        if (kind === 'stdio') this.#link?.drop();
      }, END_MS);
    };
    if (kind !== 'file') {
      if (told.aborted || whenFullOf(this.url) !== 'wait') hurry();
      else told.addEventListener('abort', hurry, { once: true });
    }
    try {
      await Promise.all([...this.#peers.values()].map(({ output }) => output.close()));
      await this.#link?.close();
      await this.#link?.ended;
      this.#end('done');
    } catch (error) {
      this.#end('failed', asError(error));
    } finally {
      told.removeEventListener('abort', hurry);
      clearTimeout(tooLong);
    }
  }

  status(): OutputStatus {
    const counts = new CountSum();
    counts.add(this.#gone.counts);
    let back = this.#back;
    for (const { output, gate } of this.#peers.values()) {
      counts.add(output.counts);
      back = backOf(back, gate);
    }
    const reports = new ReportSum(this.#retired);
    for (const tap of this.#taps) reports.add(tap.report());
    const { framesReleased, framesWithheld, gapBytes } = reports;
    return {
      ...{ link: this.url.name, state: this.#state, peers: this.#peers.size },
      ...{ framesReleased, framesWithheld, gapBytes },
      ...counts.counts,
      ...{ unheard: { ...this.#unheard }, back: { ...back } },
      refusedPeers: this.#link?.refused.peers ?? 0,
    };
  }

  #send(peer: Peer, unit: Uint8Array): void | Promise<void> {
    const sent = peer.send(unit);
    if (sent === undefined) return;
    this.#pending++;
    return sent.finally(() => this.#pending--);
  }

  /** Does something if what was decided still holds, and ends the output if it does not. */
  #ifHolds(act: () => void): void | Promise<void> {
    const settle = (holds: boolean): void => {
      if (!holds) this.#end('withdrawn');
      else if (this.#state === 'open') act();
    };
    try {
      const answer = this.#holds();
      if (typeof answer === 'boolean') return settle(answer);
      return answer.then(settle, () => undefined);
    } catch {
      // It has ended.
    }
  }

  /** What cannot be asked is not allowed, and ends the output, not only the peer that was written to. */
  #holds(): boolean | Promise<boolean> {
    try {
      const answer = this.#options.live.holds();
      if (typeof answer === 'boolean') return answer;
      return answer.catch((error: unknown) => this.#cannotAsk(error));
    } catch (error) {
      return this.#cannotAsk(error);
    }
  }

  #cannotAsk(error: unknown): never {
    const known = asError(error);
    this.#end('failed', known);
    throw known;
  }

  #lost(peer: Peer, state: LiveState, error: FlightveilError | undefined): void {
    if (state === 'withdrawn') this.#end('withdrawn');
    else if (state === 'failed' && this.#peers.has(peer)) {
      // Of files the end says why; a connection that is gone may come again.
      if (error?.code !== 'link-failed' && this.#error === undefined) this.#error = error;
      peer.drop();
    }
  }

  #end(state: Exclude<OutputState, 'open'>, error?: FlightveilError): void {
    if (this.#state !== 'open') return;
    this.#state = state;
    this.#error ??= error;
    clearInterval(this.#asking);
    for (const { output } of this.#peers.values()) output.stop();
    if (state !== 'done') this.#link?.drop();
    this.#options.onEnd();
  }
}

/** What a peer has taken and not written is forgotten when it leaves. */
function withoutUnsent(
  { written, dropped, discarded }: LiveCounts,
  unsent: UnitCount = { units: 0, bytes: 0 },
): LiveCounts {
  return {
    written: { units: written.units - unsent.units, bytes: written.bytes - unsent.bytes },
    dropped,
    discarded: { units: discarded.units + unsent.units, bytes: discarded.bytes + unsent.bytes },
  };
}

function backOf(sum: { frames: number; deniedBytes: number }, gate: BackFrames | undefined) {
  return {
    frames: sum.frames + (gate?.frames ?? 0),
    deniedBytes: sum.deniedBytes + (gate?.deniedBytes ?? 0),
  };
}

function asError(error: unknown): FlightveilError {
  return error instanceof FlightveilError
    ? error
    : new FlightveilError('link-failed', 'the link has failed', { cause: error });
}
