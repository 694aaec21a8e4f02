import type { SyncState } from './sync-state.ts';

/** Notices that nothing moves although something is due; by rule, so that one that works does not hide one that does not. */
export class Alarms {
  readonly #state: Pick<SyncState, 'queue' | 'config' | 'rules' | 'nowMs'>;
  readonly #tell: (upload: string, forMs: number | undefined) => void;
  /** By rule: when one of its items came further. */
  readonly #movedMs = new Map<string, number>();
  readonly #alarmed = new Set<string>();

  /** @param tell undefined as time: it moves again */
  constructor(
    state: Pick<SyncState, 'queue' | 'config' | 'rules' | 'nowMs'>,
    tell: (upload: string, forMs: number | undefined) => void,
  ) {
    this.#state = state;
    this.#tell = tell;
  }

  get isAny(): boolean {
    return this.#alarmed.size > 0;
  }

  /** Of the rule that has moved least lately, in milliseconds. */
  get sinceProgressMs(): number {
    return performance.now() - Math.min(performance.now(), ...this.#movedMs.values());
  }

  moved(upload: string): void {
    this.#movedMs.set(upload, performance.now());
  }

  /** @param isPaused rules that are not to send now */
  async check(isPaused: (upload: string) => boolean): Promise<void> {
    const { config, queue, rules, nowMs } = this.#state;
    const stuck = new Set(
      queue
        .counts()
        .filter(({ state, waiting }) => state === 'queued' || (state === 'seen' && waiting !== 'medium'))
        .map(({ upload }) => upload),
    );
    for (const name of rules.keys()) {
      // The time in which there was nothing to do, or nothing was to be done, does not count.
      if (isPaused(name) || !stuck.has(name) || !this.#movedMs.has(name)) this.moved(name);
      const forMs = performance.now() - this.#movedMs.get(name)!;
      if (forMs < config.alarmAfterMs) {
        if (this.#alarmed.delete(name)) this.#tell(name, undefined);
      } else if (!this.#alarmed.has(name)) {
        this.#alarmed.add(name);
        this.#tell(name, forMs);
        const atS = Math.floor(nowMs() / 1000);
        await queue.change(() => queue.audit.append({ kind: 'alarm', atS, upload: name, reason: 'no-progress' }));
      }
    }
  }
}
