import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { KEY_BYTES } from '../../filter/keys.ts';
import { FlightveilError } from '../../model/errors.ts';
import { isThere, put, readKey } from '../../node/state.ts';
import { orSpoolError } from './spool-errors.ts';

/** The key itself, if it is kept in a file: in the state folder, for its owner only. */
export const SPOOL_KEY_FILE = 'spool.key';
/** Says under which name the keyring has the key, if that keeps it. */
export const SPOOL_KEYRING_FILE = 'spool.keyring';

const SERVICE = 'flightveil';
/** A keyring may ask its owner for a password first. */
const KEYRING_MS = 60_000;
const ACCOUNT = /^[0-9a-f]{32}$/;

/** What is used of @napi-rs/keyring. */
export interface Keyring {
  AsyncEntry: new (
    service: string,
    account: string,
    options?: { linux?: { store?: 'secret-service' } },
  ) => { setSecret(secret: Uint8Array): Promise<void>; getSecret(): Promise<ArrayLike<number> | null> };
}

export interface SpoolKeyOptions {
  /** Where the key is to be: `auto` takes the keyring if it answers, else a file. Once chosen it stays. */
  readonly key: 'auto' | 'keyring' | 'file';
  /** For tests. */
  readonly loadKeyring?: () => Promise<Keyring>;
  /** For tests: how long a keyring may take to answer. */
  readonly keyringMs?: number;
}

export interface SpoolKey {
  readonly from: 'keyring' | 'file';
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/**
 * The spool's key, if it was made already.
 * @throws FlightveilError `state-unusable` if it is lost, damaged, open to others, or the keyring does not answer; `config-invalid` if it is kept elsewhere
 * than asked for
 */
export async function presentSpoolKey(home: string, options: SpoolKeyOptions): Promise<SpoolKey | undefined> {
  const file = await fileKey(join(home, SPOOL_KEY_FILE));
  const account = await keyringAccount(join(home, SPOOL_KEYRING_FILE));
  if (file !== undefined && account !== undefined) {
    throw new FlightveilError('state-unusable', 'the key of the spool is in a file and in the keyring', {
      advice: `Remove the one that is not in use: ${SPOOL_KEY_FILE} or ${SPOOL_KEYRING_FILE} in the state folder.`,
    });
  }
  if (file === undefined && account === undefined) return undefined;
  const from = file === undefined ? 'keyring' : 'file';
  if (options.key !== 'auto' && options.key !== from) {
    throw new FlightveilError(
      'config-invalid',
      `the key of the spool is in the ${from} already, not in the ${options.key}`,
      {
        advice: `Set the key of the spool to ${from} or auto; or let the queue run empty, and remove the spool folder and its key.`,
      },
    );
  }
  if (file !== undefined) return { from: 'file', bytes: file };
  return { from: 'keyring', bytes: await fromKeyring(account!, options) };
}

/** Makes the spool's key. @throws FlightveilError `state-unusable` if it cannot be kept where it is asked for */
export async function makeSpoolKey(home: string, options: SpoolKeyOptions): Promise<SpoolKey> {
  const bytes = new Uint8Array(randomBytes(KEY_BYTES));
  if (options.key !== 'file') {
    try {
      return await makeInKeyring(home, bytes, options);
    } catch (error) {
      if (options.key === 'keyring' || !isUnanswered(error)) throw error;
    }
  }
  await orSpoolError(() => put(join(home, SPOOL_KEY_FILE), bytes, { replace: false }));
  const kept = await fileKey(join(home, SPOOL_KEY_FILE));
  if (kept === undefined) throw lost();
  return { from: 'file', bytes: kept };
}

async function makeInKeyring(home: string, bytes: Uint8Array, options: SpoolKeyOptions): Promise<SpoolKey> {
  const account = randomBytes(16).toString('hex');
  await answered(options, async (entryOf) => (await entryOf(account)).setSecret(bytes));
  const kept = await fromKeyring(account, options).catch(() => undefined);
  // A keyring that forgets at once is none.
  if (kept === undefined || !Buffer.from(kept).equals(bytes)) throw unanswered();
  // The keyring has it before anything says so: after a crash in between nobody asks for it.
  await orSpoolError(() => put(join(home, SPOOL_KEYRING_FILE), Buffer.from(`${account}\n`), { replace: false }));
  return { from: 'keyring', bytes };
}

async function fromKeyring(account: string, options: SpoolKeyOptions): Promise<Uint8Array> {
  const secret = await answered(options, async (entryOf) => (await entryOf(account)).getSecret());
  if (secret === null) throw lost();
  if (secret.length !== KEY_BYTES)
    throw new FlightveilError('state-unusable', 'the key of the spool in the keyring is damaged');
  return Uint8Array.from(secret);
}

type Entry = InstanceType<Keyring['AsyncEntry']>;

async function answered<T>(
  options: SpoolKeyOptions,
  work: (entryOf: (account: string) => Promise<Entry>) => Promise<T>,
): Promise<T> {
  const { loadKeyring = () => import('@napi-rs/keyring') as Promise<Keyring>, keyringMs = KEYRING_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unanswered()), keyringMs);
  });
  try {
    const { AsyncEntry } = await loadKeyring();
    // Without this the kernel's keyring would answer on Linux, which forgets at the next start.
    const pinned = platform() === 'linux' ? { linux: { store: 'secret-service' as const } } : undefined;
    return await Promise.race([work(async (account) => new AsyncEntry(SERVICE, account, pinned)), late]);
  } catch (error) {
    // A keyring's own words may quote names.
    throw error instanceof FlightveilError ? error : unanswered();
  } finally {
    clearTimeout(timer);
  }
}

function fileKey(path: string): Promise<Uint8Array | undefined> {
  return orSpoolError(async () => {
    try {
      return await readKey(path);
    } catch (error) {
      // Its words are about another key.
      if (!(error instanceof FlightveilError)) throw error;
      throw new FlightveilError('state-unusable', 'the key file of the spool is damaged, or others can read it', {
        advice: `Give ${SPOOL_KEY_FILE} to yourself alone (chmod 600), or restore it from a copy.`,
      });
    }
  });
}

async function keyringAccount(path: string): Promise<string | undefined> {
  return orSpoolError(async () => {
    if (!(await isThere(path))) return undefined;
    const account = (await readFile(path, 'latin1')).trim();
    if (!ACCOUNT.test(account)) throw new FlightveilError('state-unusable', `${SPOOL_KEYRING_FILE} is damaged`);
    return account;
  });
}

function unanswered(): FlightveilError {
  return new FlightveilError('state-unusable', 'the keyring does not answer', {
    facts: { keyring: 'unanswered' },
    advice: 'Log in to a desktop session and unlock its keyring; or, for a new spool, keep its key in a file.',
  });
}

function isUnanswered(error: unknown): boolean {
  return error instanceof FlightveilError && error.facts.keyring === 'unanswered';
}

/** There is a spool, and its key is gone. */
export function lost(): FlightveilError {
  return new FlightveilError('state-unusable', 'the key of the spool is lost: what waits there cannot be read', {
    advice:
      'Restore the key from a copy; or remove the spool folder and its key, and what was not delivered is filtered again.',
  });
}
