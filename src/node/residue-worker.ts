import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Finding, type HiddenPlace, ResidueCheck, type ResidueFacts } from '../filter/residue.ts';
import type { Disclosure } from '../model/disclosure.ts';
import type { Format } from '../model/format.ts';

/** What a worker is told before the first bytes. */
export interface ResidueJob {
  readonly formatName: string;
  readonly facts: ResidueFacts;
  readonly disclosure: Disclosure;
  readonly hiddenPlaces: readonly HiddenPlace[];
}

export type ToWorker =
  | { readonly what: 'begin'; readonly job: ResidueJob }
  | { readonly what: 'bytes'; readonly buffer: ArrayBuffer; readonly length: number }
  | { readonly what: 'finish' };

type FromWorker =
  | { readonly what: 'free'; readonly buffer: ArrayBuffer }
  | { readonly what: 'findings'; readonly findings: Finding[] };

export interface ResidueWorkerOptions {
  readonly format: Format;
  /** Whether the format is one of `allFormats()` without options: others, with a user's dialect, cannot be copied to a thread. */
  readonly isBuiltIn: boolean;
  readonly facts: ResidueFacts;
  readonly disclosure: Disclosure;
  readonly hiddenPlaces?: readonly HiddenPlace[];
  /** One that was started before, by {@link startCheckThread}. */
  readonly thread?: CheckThread | undefined;
}

/** Buffers between the threads: so much output waits to be checked at most. */
const MOST_BUFFERS = 6;
const BUFFER_BYTES = 256 * 1024;

/**
 * The residue check in a thread of its own, beside the filter. In the same thread where there is no compiled entry to start one with, and for a
 * user's dialect; what is found is the same.
 */
export class ResidueWorker {
  readonly #check: ResidueCheck | undefined;
  readonly #thread: CheckThread | undefined;

  private constructor(check: ResidueCheck | undefined, thread: CheckThread | undefined) {
    this.#check = check;
    this.#thread = thread;
  }

  static start({
    format,
    isBuiltIn,
    facts,
    disclosure,
    hiddenPlaces = [],
    thread = startCheckThread(isBuiltIn),
  }: ResidueWorkerOptions): ResidueWorker {
    if (thread === undefined) {
      return new ResidueWorker(new ResidueCheck(format, facts, disclosure, { hiddenPlaces }), undefined);
    }
    // Of the facts only what the check needs: a track can have millions of fixes.
    const { anchors, startUnixS, durationS } = facts;
    const needed: ResidueFacts = { anchors, startUnixS, durationS };
    thread.begin({ formatName: format.name, facts: needed, disclosure, hiddenPlaces });
    return new ResidueWorker(undefined, thread);
  }

  get hasThread(): boolean {
    return this.#thread !== undefined;
  }

  /**
   * Hands over the next bytes of the output. They are copied: once the promise is fulfilled they may change.
   * @throws Error if the thread has failed
   */
  async push(bytes: Uint8Array): Promise<void> {
    this.#check?.push(bytes);
    await this.#thread?.push(bytes);
  }

  /**
   * Nothing follows.
   * @throws Error if the thread has failed: then nothing is known about the output, and it must not be released
   */
  async finish(): Promise<Finding[]> {
    return this.#thread === undefined ? this.#check!.finish() : await this.#thread.finish();
  }

  /** Ends the thread, whatever it does; safe to call at any time. */
  async stop(): Promise<void> {
    await this.#thread?.stop();
  }
}

/**
 * Starts the thread before it is known what to look for: it loads meanwhile what it needs. Undefined where there is no compiled entry to start one with,
 * and for a user's dialect. Whoever starts one stops it.
 * @param isBuiltIn as in {@link ResidueWorkerOptions}
 */
export function startCheckThread(isBuiltIn: boolean): CheckThread | undefined {
  const entry = new URL('./residue-worker-entry.js', import.meta.url);
  return isBuiltIn && existsSync(fileURLToPath(entry)) ? new CheckThread(entry) : undefined;
}

/** The far side of a thread, with its buffers. */
export class CheckThread {
  readonly #worker: Worker;
  readonly #free: ArrayBuffer[] = [];
  #buffers = 0;
  /** Is being filled. */
  #current: ArrayBuffer | undefined;
  #filled = 0;
  #findings: Finding[] | undefined;
  #failure: Error | undefined;
  /** Told at each message of the thread. */
  #wake: () => void = () => undefined;

  constructor(entry: URL) {
    // Options that this process was started with, such as --input-type, may make a thread fail.
    this.#worker = new Worker(entry, { execArgv: [] });
    this.#worker.on('message', (message: FromWorker) => {
      if (message.what === 'free') this.#free.push(message.buffer);
      else this.#findings = message.findings;
      this.#wake();
    });
    const fail = (): void => {
      // Its own words could quote what it read.
      this.#failure ??= new Error('the residue check has failed');
      this.#wake();
    };
    this.#worker.on('error', fail);
    this.#worker.on('exit', fail);
  }

  begin(job: ResidueJob): void {
    this.#worker.postMessage({ what: 'begin', job } satisfies ToWorker);
  }

  async push(bytes: Uint8Array): Promise<void> {
    for (let taken = 0; taken < bytes.length; ) {
      this.#current ??= await this.#nextBuffer();
      const part = bytes.subarray(taken, taken + BUFFER_BYTES - this.#filled);
      new Uint8Array(this.#current).set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === BUFFER_BYTES) this.#send();
    }
  }

  async finish(): Promise<Finding[]> {
    this.#send();
    this.#worker.postMessage({ what: 'finish' } satisfies ToWorker);
    await this.#until(() => this.#findings !== undefined);
    await this.stop();
    return this.#findings!;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #nextBuffer(): Promise<ArrayBuffer> {
    if (this.#free.length === 0 && this.#buffers < MOST_BUFFERS) {
      this.#buffers++;
      return new ArrayBuffer(BUFFER_BYTES);
    }
    await this.#until(() => this.#free.length > 0);
    return this.#free.pop()!;
  }

  #send(): void {
    if (this.#current === undefined) return;
    const message: ToWorker = { what: 'bytes', buffer: this.#current, length: this.#filled };
    this.#worker.postMessage(message, [this.#current]);
    this.#current = undefined;
    this.#filled = 0;
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
