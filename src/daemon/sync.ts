import type { SyncConfig } from '../sync/sync-config.ts';
import { Engine, type EngineListener, type EngineOptions } from './engine/engine.ts';
import { Intake } from './engine/intake.ts';
import { openSyncState, type SyncState } from './engine/sync-state.ts';
import { type InstanceLock, lockInstance } from './ops/instance-lock.ts';
import type { FoundLog, SourceProblem } from './sources/found-log.ts';
import { SourceWatcher } from './sources/source-watcher.ts';
import type { ScanReport, WatcherOptions, WatchingState } from './sources/watcher-options.ts';

/** Whoever wants to know what happens at the sources, too. */
export interface SyncListener extends EngineListener {
  found?(found: FoundLog, log: { readonly id: number; readonly sizeBytes: number } | undefined): void;
  medium?(source: string, isPresent: boolean): void;
  watching?(state: WatchingState): void;
  problem?(problem: SourceProblem): void;
}

export interface SyncOptions extends Omit<EngineOptions, 'listener'> {
  readonly listener?: SyncListener;
  readonly nowMs?: () => number;
  readonly watcher?: Pick<WatcherOptions, 'mediumMs' | 'events'>;
}

/** The daemon of one state folder: sources, queue, recipients. There is one at a time. */
export class Sync {
  readonly state: SyncState;
  readonly engine: Engine;
  /** How many items the last run had left half-way. */
  readonly recovered: number;
  readonly #watcher: SourceWatcher;
  readonly #lock: InstanceLock;

  private constructor(state: SyncState, engine: Engine, recovered: number, watcher: SourceWatcher, lock: InstanceLock) {
    this.state = state;
    this.engine = engine;
    this.recovered = recovered;
    this.#watcher = watcher;
    this.#lock = lock;
  }

  /**
   * Takes the lock, opens everything, and brings back what the last run left half-way.
   * @throws FlightveilError `state-unusable` (with fact `isRunning` if another one runs), `config-invalid`, `policy-invalid`
   */
  static async open(home: string, config: SyncConfig, options: SyncOptions = {}): Promise<Sync> {
    const lock = await lockInstance(home);
    let state: SyncState | undefined;
    try {
      state = await openSyncState(home, config, options.nowMs);
      const { engine, recovered } = await Engine.open(state, options);
      const watcher = watcherOf(state, engine, options);
      return new Sync(state, engine, recovered, watcher, lock);
    } catch (error) {
      await state?.close();
      lock.release();
      throw error;
    }
  }

  /** One look at all sources, and everything that is due. @throws FlightveilError `state-unusable`: nothing is lost, and the next run goes on */
  async once(stop: AbortSignal): Promise<ScanReport> {
    const report = await this.scan(stop);
    await this.engine.runOnce(stop);
    return report;
  }

  /** The first half of {@link once}: what is there is entered into the queue. */
  async scan(stop: AbortSignal): Promise<ScanReport> {
    const onStop = (): void => void this.#watcher.stop();
    stop.addEventListener('abort', onStop);
    try {
      return await this.#watcher.scanOnce();
    } finally {
      stop.removeEventListener('abort', onStop);
    }
  }

  /** Does what commands asked for, and nothing else. */
  async grantWishes(): Promise<void> {
    await this.engine.grantWishes();
  }

  /** Watches and works until it is stopped, or its lock is gone. */
  async stay(stop: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
    const look = setInterval(() => {
      if (!this.#lock.isHeld()) end();
    }, LOCK_LOOK_MS);
    try {
      await this.#watcher.start();
      await this.engine.run(ended.signal);
    } finally {
      clearInterval(look);
      stop.removeEventListener('abort', end);
      await this.#watcher.stop();
    }
  }

  async close(): Promise<void> {
    try {
      await this.engine.close();
      await this.state.close();
    } finally {
      this.#lock.release();
    }
  }
}

const LOCK_LOOK_MS = 5_000;

function watcherOf(state: SyncState, engine: Engine, { listener = {}, watcher = {} }: SyncOptions): SourceWatcher {
  const { config, home, files } = state;
  const intake = new Intake(state);
  const folders = config.uploads.flatMap(({ sink }) => (sink.kind === 'folder' ? [sink.path] : []));
  return new SourceWatcher(config.sources, files, {
    ...watcher,
    ...{ rescanMs: config.rescanMs, home, exclude: folders },
    onLog: async (found) => {
      const log = await intake.take(found);
      listener.found?.(found, log);
      if (log === undefined) return;
      engine.wake();
    },
    onMedium: ({ source, present }) => {
      listener.medium?.(source, present);
      if (present) engine.wake();
    },
    onProblem: (problem) => listener.problem?.(problem),
    onWatching: (watching) => listener.watching?.(watching),
    onFailure: (error) => listener.failed?.('watch', error),
  });
}
