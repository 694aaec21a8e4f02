import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { KEY_BYTES } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { DurableFile } from './durable-file.ts';

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

/**
 * The device's root key, made at first use: 32 random bytes in a file that only its owner may read.
 * @throws FlightveilError `state-unusable` if somebody else could read or replace it
 */
export async function rootKey(folder: string): Promise<Uint8Array> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mustBePrivate(folder, 'the state folder');
    const path = join(folder, 'root.key');
    const present = await readKey(path);
    if (present !== undefined) return present;
    const file = await DurableFile.create(path);
    try {
      await file.write(randomBytes(KEY_BYTES));
      await file.commit({ replace: false });
    } catch (error) {
      // Another process may have made the key in the meantime: then that one counts.
      if (!(error instanceof FlightveilError && error.code === 'output-exists')) throw error;
    } finally {
      await file.discard();
    }
    const made = await readKey(path);
    if (made === undefined) throw unusable('the root key cannot be read back');
    return made;
  } catch (error) {
    if (error instanceof FlightveilError && error.code === 'state-unusable') throw error;
    throw unusable('the state folder cannot be used', error);
  }
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
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
