import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, stat } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { KEY_BYTES } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { DurableFile } from './durable-file.ts';
import { hasCode } from './errors.ts';

/** Where state lives: `--home`, else FLIGHTVEIL_HOME, else the platform's data directory. */
export function stateFolder(home?: string, environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = home ?? environment.FLIGHTVEIL_HOME;
  if (chosen !== undefined && chosen !== '') return chosen;
  switch (platform()) {
    case 'win32':
      return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Flightveil');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Flightveil');
    default:
      return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'flightveil');
  }
}

const OTHERS = 0o077;

/** The root key, in the state folder. */
export const ROOT_KEY_FILE = 'root.key';
/** Stands in the state folder while an import puts its files there; no key is made or used until it is done. */
export const IMPORT_MARK_FILE = 'import.unfinished';

/**
 * The device's root key, made at first use: 32 random bytes in a file that only its owner may read.
 * @throws FlightveilError `state-unusable` if somebody else could read or replace it
 */
export async function rootKey(folder: string): Promise<Uint8Array> {
  await openState(folder);
  const present = await presentRootKey(folder);
  if (present !== undefined) return present;
  return orUnusable(async () => {
    try {
      await put(join(folder, ROOT_KEY_FILE), randomBytes(KEY_BYTES), { replace: false });
    } catch (error) {
      // Another process may have made the key in the meantime: then that one counts.
      if (!(error instanceof FlightveilError && error.code === 'output-exists')) throw error;
    }
    const made = await readKey(join(folder, ROOT_KEY_FILE));
    if (made === undefined) throw unusable('the root key cannot be read back');
    return made;
  });
}

/** The device's root key if it has one; nothing is written. @throws FlightveilError `state-unusable` as {@link rootKey} */
export async function presentRootKey(folder: string): Promise<Uint8Array | undefined> {
  await orUnusable(async () => {
    if (await isThere(folder)) await mustBePrivate(folder, 'the state folder');
  });
  if (await hasUnfinishedImport(folder)) {
    throw new FlightveilError('state-unusable', 'an import of keys was cut short', {
      advice: 'Run flightveil keys import again. What was there before is kept in folders named replaced.',
    });
  }
  return orUnusable(() => readKey(join(folder, ROOT_KEY_FILE)));
}

/** Makes the state folder if need be. @throws FlightveilError `state-unusable` if others have access to it */
export async function openState(folder: string): Promise<void> {
  await orUnusable(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mustBePrivate(folder, 'the state folder');
  });
}

export async function hasUnfinishedImport(folder: string): Promise<boolean> {
  return orUnusable(() => isThere(join(folder, IMPORT_MARK_FILE)));
}

/** Whether something has this name, be it a link to nothing. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return false;
    throw error;
  }
}

/** Writes a file for its owner only: whole and durable, or not at all. @throws FlightveilError `output-exists` unless `replace`, `output-unwritable` */
export async function put(path: string, bytes: Uint8Array, options: { replace: boolean }): Promise<void> {
  const file = await DurableFile.create(path);
  try {
    await file.write(bytes);
    await file.commit(options);
  } finally {
    await file.discard();
  }
}

/** Runs work on the state folder: errors of the system become `state-unusable`, those that already say what to do pass. */
export async function orUnusable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FlightveilError && error.code === 'state-unusable') throw error;
    throw unusable('the state folder cannot be used', error);
  }
}

/** The root key in this file, undefined if there is none. */
export async function readKey(path: string): Promise<Uint8Array | undefined> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined;
    throw error;
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile() || facts.size !== KEY_BYTES) throw unusable('the root key is damaged');
    if (platform() !== 'win32' && (facts.mode & OTHERS) !== 0) throw unusable('others can read the root key');
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}

async function mustBePrivate(path: string, what: string): Promise<void> {
  if (platform() === 'win32') return;
  const facts = await stat(path);
  if (facts.uid !== process.getuid?.()) throw unusable(`${what} belongs to somebody else`);
  if ((facts.mode & OTHERS) !== 0) throw unusable(`others have access to ${what}`);
}

function unusable(what: string, cause?: unknown): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    advice: 'Give the state folder to yourself alone (chmod 700, files 600), or name another with --home.',
    cause,
  });
}
