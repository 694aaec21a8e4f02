import { FlightveilError } from '../model/errors.ts';

/**
 * Keeps a ledger's lines, in order, for ever. An app can bring its own: whatever can append lines in one durable step that no other writer comes
 * between.
 */
export interface LedgerStore {
  /** The lines after the first `after`. */
  read(after: number): Iterable<string> | AsyncIterable<string>;
  /**
   * Shows `build` the lines after the first `after`, and appends what it returns. No other writer appends in between; all lines are kept or
   * none; they are durable when this resolves. What `build` throws is passed on and nothing is appended. `build` may be called again if
   * another writer was faster.
   */
  append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void>;
  /** A number that is another one whenever lines were added, by whomever; quick to ask for, before every frame of a live stream. Stores without it are read each time. */
  readonly version?: number;
  close?(): void;
}

/** In memory: for tests, and for pages that ask anew each time. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #lines: string[];

  constructor(lines: readonly string[] = []) {
    this.#lines = [...lines];
  }

  get version(): number {
    return this.#lines.length;
  }

  read(after: number): Iterable<string> {
    return this.#lines.slice(after);
  }

  async append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
    if (this.#lines.length < after) throw entriesMissing();
    this.#lines.push(...build(this.#lines.slice(after)));
  }
}

/** For a store that has fewer lines than were read from it before. */
export function entriesMissing(): FlightveilError {
  return new FlightveilError('state-unusable', 'entries that the consent ledger had are missing', {
    advice: 'Restore the state folder from a copy.',
  });
}
