import { FlightveilError } from '../../model/errors.ts';
import type { SourceConfig } from '../../sync/sync-config.ts';
import { clearExtracts } from './extract-folder.ts';
import type { KnownFiles } from './known-files.ts';
import { MOST_SETTLING, WatchedSource } from './watched-source.ts';
import { emptyReport, type ScanReport, type WatcherOptions } from './watcher-options.ts';

const MEDIUM_MS = 2_000;

/**
 * Finds logs in folders: by full looks, and between them by what the system tells of. A log is told once for each content that it settles in;
 * after a restart what is known costs one look at its name. Folders and files are only read.
 */
export class SourceWatcher {
  readonly #sources: readonly WatchedSource[];
  readonly #options: WatcherOptions;
  readonly #now: () => number;
  #isStopping = false;
  #isOnce = false;
  #running: Promise<void> | undefined;
  #wake: () => void = () => undefined;
  #isAwake = false;

  constructor(sources: readonly SourceConfig[], known: KnownFiles, options: WatcherOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#sources = sources.map(
      (source) =>
        new WatchedSource(source, known, options, () => {
          this.#isAwake = true;
          this.#wake();
        }),
    );
  }

  /** Watches until {@link stop}. @throws FlightveilError `state-unusable`, `usage` if it runs already */
  async start(): Promise<void> {
    this.#mustBeIdle();
    await clearExtracts(this.#options.home);
    this.#isStopping = false;
    this.#running = this.#run();
  }

  /**
   * One look through all folders, until everything found has settled and was told; what is still being written is left for another time. Ends
   * early after {@link stop}.
   * @throws FlightveilError `state-unusable`, `usage` while it watches, and what the store of known files throws
   */
  async scanOnce(): Promise<ScanReport> {
    this.#mustBeIdle();
    await clearExtracts(this.#options.home);
    this.#isStopping = false;
    this.#isOnce = true;
    const work = this.#lookOnce();
    this.#running = work.catch(() => undefined);
    try {
      await work;
    } finally {
      this.#running = undefined;
      this.#isOnce = false;
    }
    return this.#takeReport();
  }

  /** Ends when the log that is being told was taken. Nothing is told any more. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    await this.#running;
    this.#running = undefined;
    for (const source of this.#sources) await source.stop();
  }

  #mustBeIdle(): void {
    if (this.#running !== undefined) throw new FlightveilError('usage', 'the folders are being watched already');
  }

  async #lookOnce(): Promise<void> {
    this.#takeReport();
    for (const source of this.#sources) {
      await source.checkMedium(false);
      await source.scan(() => this.#step(), true);
    }
    while (!this.#isStopping && this.#nextDueMs() < Number.POSITIVE_INFINITY) {
      await this.#sleepUntil(this.#nextDueMs());
      await this.#deliverDue();
    }
  }

  async #run(): Promise<void> {
    const { rescanMs, mediumMs = MEDIUM_MS } = this.#options;
    let scanMs = this.#now() + rescanMs;
    let checkMs = Number.NEGATIVE_INFINITY;
    while (!this.#isStopping) {
      this.#isAwake = false;
      try {
        if (this.#now() >= checkMs) {
          checkMs = this.#now() + mediumMs;
          for (const source of this.#sources) await source.checkMedium(true);
        }
        if (this.#now() >= scanMs) {
          scanMs = this.#now() + rescanMs;
          for (const source of this.#sources) source.isScanDue = true;
        }
        for (const source of this.#sources) if (source.isScanDue) await source.scan(() => this.#step());
        for (const source of this.#sources) await source.lookAtTold(() => this.#step());
        await this.#deliverDue();
      } catch (error) {
        this.#options.onFailure?.(error);
        await this.#sleepUntil(this.#now() + mediumMs, true);
      }
      await this.#sleepUntil(Math.min(checkMs, scanMs, this.#nextDueMs()));
    }
  }

  /** Between two files of a walk. @returns false if it shall end */
  async #step(): Promise<boolean> {
    await this.#deliverDue();
    while (!this.#isStopping && this.#sources.some(({ settling }) => settling.size >= MOST_SETTLING)) {
      await this.#sleepUntil(this.#nextDueMs(), true);
      await this.#deliverDue();
    }
    return !this.#isStopping;
  }

  async #deliverDue(): Promise<void> {
    for (const source of this.#sources) {
      while (!this.#isStopping && (await source.deliverNext(this.#isOnce)));
    }
  }

  #nextDueMs(): number {
    return Math.min(...this.#sources.map(({ settling }) => settling.nextMs() ?? Number.POSITIVE_INFINITY));
  }

  /** Ends earlier when the system tells of something, unless that has to wait, and when it shall stop. */
  async #sleepUntil(untilMs: number, isDeaf = false): Promise<void> {
    if (this.#isStopping || (this.#isAwake && !isDeaf && !this.#isOnce)) return;
    const waitMs = Math.max(0, Math.min(untilMs - this.#now(), 60_000));
    await new Promise<void>((wake) => {
      const timer = setTimeout(wake, Math.ceil(waitMs));
      this.#wake = () => {
        if (isDeaf && !this.#isStopping) return;
        clearTimeout(timer);
        wake();
      };
    });
    this.#wake = () => undefined;
  }

  #takeReport(): ScanReport {
    const all = emptyReport();
    for (const source of this.#sources) {
      const { absent: _none, ...counts } = source.report;
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) all[name] += counts[name];
      if (!source.isPresent) all.absent.push(source.config.name);
      source.report = emptyReport();
    }
    return all;
  }
}
