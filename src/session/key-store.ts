import { randomBytes } from '@noble/hashes/utils.js';
import { mustBeKey } from '../filter/filter-options.ts';
import { KEY_BYTES } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';

/**
 * Where an app keeps its secrets: the system's keychain, a database of its own, or a file that only it can read. What is kept here never leaves with
 * anything that is released; who has it can undo what was drawn.
 */
export interface KeyStore {
  /** Undefined if there is nothing of this name. */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Keeps it for good. What several windows or processes share keeps the first of a name. */
  set(name: string, bytes: Uint8Array): Promise<void>;
}

/** For tests, and for apps whose flights are never released twice: forgotten with the process. */
export class MemoryKeyStore implements KeyStore {
  readonly #kept = new Map<string, Uint8Array>();

  async get(name: string): Promise<Uint8Array | undefined> {
    return this.#kept.get(name)?.slice();
  }

  async set(name: string, bytes: Uint8Array): Promise<void> {
    if (!this.#kept.has(name)) this.#kept.set(name, bytes.slice());
  }
}

/** Name of the root key in the store. */
export const ROOT_KEY = 'flightveil-root-key';

/** Two sessions that open at once must not both draw. */
const turns = new WeakMap<KeyStore, Promise<unknown>>();

/**
 * The app's root key, 32 bytes: drawn from a secure generator the first time and the same ever after.
 * @throws FlightveilError `state-unusable` if it can neither be found nor be kept; nothing is drawn anew then
 */
export function rootKeyOf(store: KeyStore): Promise<Uint8Array> {
  const found = (turns.get(store) ?? Promise.resolve()).then(() => findOrDraw(store));
  turns.set(
    store,
    found.catch(() => undefined),
  );
  return found;
}

async function findOrDraw(store: KeyStore): Promise<Uint8Array> {
  let kept: Uint8Array | undefined;
  try {
    kept = await store.get(ROOT_KEY);
    if (kept === undefined) {
      await store.set(ROOT_KEY, randomBytes(KEY_BYTES));
      // Not the one that was drawn: another window may have been faster, and what cannot be read again was not kept.
      kept = await store.get(ROOT_KEY);
    }
    mustBeKey(kept);
  } catch (error) {
    // Without the store's own words: they could quote the key.
    const kind = error instanceof Error ? error.name : typeof error;
    throw new FlightveilError('state-unusable', 'the root key can neither be found nor be kept', {
      facts: { kind },
      advice:
        'A key that is drawn anew for the same flight would tell more: repair the store, or begin with an empty one.',
    });
  }
  return kept.slice();
}
