import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { platform } from 'node:os';
import { inspect } from 'node:util';
import { FlightveilError } from '../model/errors.ts';
import { hasCode } from '../node/errors.ts';
import type { Secret } from './sync-config.ts';

const MAX_BYTES = 64 * 1024;
const OTHERS = 0o077;
/** The service under which our entries are in the keyring. */
export const KEYRING_SERVICE = 'flightveil';

/** The part of a keyring that is asked. */
export interface Keyring {
  /** Null or undefined if it has no such entry. */
  password(service: string, name: string): Promise<string | null | undefined>;
}

/** What prints nothing of itself, whoever prints it. */
class HiddenSecret implements Secret {
  readonly from: 'file' | 'keyring';
  readonly #read: () => Promise<string>;

  constructor(from: 'file' | 'keyring', read: () => Promise<string>) {
    this.from = from;
    this.#read = read;
  }

  async reveal(): Promise<string> {
    const text = await this.#read();
    if (text === '') throw unreadable('the secret is empty');
    // In a header, a line break would begin another one.
    if (/[\p{Cc}]/u.test(text)) throw unreadable('the secret has more than one line, or control characters');
    return text;
  }

  toString(): string {
    return `(a secret from ${this.from})`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/**
 * A secret in a file that only its owner may read; one line break at its end does not count. It is read each time it is asked for, so that a new
 * one counts without a restart.
 */
export function fileSecret(path: string): Secret {
  return new HiddenSecret('file', () => readSecret(path));
}

/** A secret in the keyring of the system, under the service `flightveil`. */
export function keyringSecret(name: string, keyring: Keyring = systemKeyring): Secret {
  return new HiddenSecret('keyring', async () => {
    const password = await keyring.password(KEYRING_SERVICE, name).catch(() => {
      // What the system says may name the entry's contents: it is not passed on.
      throw unreadable(
        'the keyring of the system cannot be read',
        'Unlock it, or put the secret in a file of mode 0600.',
      );
    });
    if (password === null || password === undefined) throw unreadable('the keyring has no entry of that name');
    return password;
  });
}

const systemKeyring: Keyring = {
  async password(service, name) {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return new AsyncEntry(service, name).getPassword();
  },
};

async function readSecret(path: string): Promise<string> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) throw unreadable('there is no file for the secret');
    if (hasCode(error, ['ELOOP'])) throw unreadable('the file of the secret is a symbolic link');
    throw unreadable('the file of the secret cannot be read');
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw unreadable('what should hold the secret is no file');
    if (platform() !== 'win32') {
      if (facts.uid !== process.getuid?.()) throw unreadable('the file of the secret belongs to somebody else');
      if ((facts.mode & OTHERS) !== 0) throw unreadable('others can read the file of the secret', 'chmod 600 it.');
    }
    if (facts.size > MAX_BYTES) throw unreadable('the file of the secret has more than 64 KiB');
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await handle.read(bytes, length, bytes.length - length, length));
    }
    if (length > MAX_BYTES) throw unreadable('the file of the secret has more than 64 KiB');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length)).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof FlightveilError) throw error;
    throw unreadable('the file of the secret cannot be read as text');
  } finally {
    await handle.close();
  }
}

function unreadable(what: string, advice?: string): FlightveilError {
  return new FlightveilError('config-invalid', what, advice === undefined ? {} : { advice });
}
