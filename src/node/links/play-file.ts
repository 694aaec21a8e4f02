import { setTimeout as sleep } from 'node:timers/promises';
import { detectFormat } from '../../formats/index.ts';
import { FlightveilError } from '../../model/errors.ts';
import { DETECT_BYTES, type Format } from '../../model/format.ts';
import { Source } from '../source.ts';
import type { Link, LinkEvents, PeerEvents } from './link.ts';
import { type LinkFormat, linkFormats } from './link-url.ts';
import { timed } from './log-pace.ts';
import { Pending } from './pending.ts';

/** Large files are given in pieces of this size at full speed. */
const PIECE_BYTES = 16 * 1024;

/** Which of the formats of links a log has, by its content. @throws FlightveilError `unknown-format`, `input-unreadable` */
export async function formatOfFile(path: string, formats: readonly Format[]): Promise<LinkFormat> {
  const source = await Source.open(path);
  try {
    const known = formats.filter(({ name }) => (linkFormats as readonly string[]).includes(name));
    return detectFormat(await source.head(DETECT_BYTES), source.sizeBytes <= DETECT_BYTES, known).name as LinkFormat;
  } finally {
    await source.close();
  }
}

/** Plays a log: by its own time, or as fast as it is taken. Nothing can be sent back. */
export class PlayFile implements Link {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #source: Source;
  readonly #events: PeerEvents;
  readonly #stop = new AbortController();
  readonly #end = new Pending();

  private constructor(source: Source, pace: Format | undefined, events: LinkEvents) {
    this.#source = source;
    this.ended = this.#end.wait();
    this.#events = events.joined({ send: () => undefined, end: () => this.close(), drop: () => this.drop() });
    void this.#play(pace);
  }

  /**
   * @param pace the log's format, to play it by its own time; undefined: as fast as it is taken
   * @throws FlightveilError `input-unreadable`, `input-not-a-file`, `input-empty`
   */
  static async open(path: string, pace: Format | undefined, events: LinkEvents): Promise<PlayFile> {
    return new PlayFile(await Source.open(path), pace, events);
  }

  async close(): Promise<void> {
    this.drop();
    await this.ended.catch(() => undefined);
  }

  drop(): void {
    this.#stop.abort();
  }

  async #play(pace: Format | undefined): Promise<void> {
    let failed: Error | undefined;
    try {
      if (pace === undefined) await this.#atFullSpeed();
      else await this.#atOwnTime(pace);
    } catch (error) {
      if (!this.#stop.signal.aborted) {
        failed = error instanceof Error ? error : new FlightveilError('input-unreadable', 'the log cannot be read on');
      }
    }
    await this.#source.close().catch(() => undefined);
    this.#events.left(failed instanceof FlightveilError ? failed : undefined);
    if (failed === undefined) this.#end.resolve();
    else this.#end.reject(failed);
  }

  async #atFullSpeed(): Promise<void> {
    for await (const chunk of this.#source.read()) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        this.#stop.signal.throwIfAborted();
        await this.#give(chunk.subarray(at, at + PIECE_BYTES));
      }
      // Sockets get their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #atOwnTime(pace: Format): Promise<void> {
    const began = performance.now();
    for await (const { atMs, bytes } of timed(this.#source.read(), pace)) {
      const aheadMs = began + atMs - performance.now();
      if (aheadMs > 1) await sleep(aheadMs, undefined, { signal: this.#stop.signal });
      this.#stop.signal.throwIfAborted();
      const wait = this.#give(bytes);
      if (wait !== undefined) await wait;
    }
  }

  /** Whoever lets it wait does not keep it from ending. */
  #give(bytes: Uint8Array): void | Promise<void> {
    const wait = this.#events.bytes(bytes);
    return wait === undefined ? undefined : unlessStopped(wait, this.#stop.signal);
  }
}

/** @throws the signal's reason as soon as it comes */
function unlessStopped(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    void wait.then(resolve, reject).then(() => signal.removeEventListener('abort', stop));
  });
}
