import { constants } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FlightveilError } from '../model/errors.ts';
import { hasCode } from './errors.ts';
import { isThere, put } from './state.ts';
import { syncFolder } from './sync-folder.ts';

export interface Generation {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** Digits of a generation's name: its number can be any safe integer. */
const DIGITS = 16;
/** How long a generation that is not there yet, or not filled yet, is waited for. */
const PATIENCE_MS = 2000;
/** No write takes that long: a partial file that is older was left by a process that was killed. */
const STALE_MS = 3_600_000;
const MAX_BYTES = 1 << 28;

/**
 * A folder with one small document that several processes change at once, without a lock that a killed process would leave behind. Each
 * version is a file of its own, named by its number and never changed. To change the document is to write version n + 1 after reading version
 * n: a file's name can be taken once only, so of two that try one succeeds and the other reads again. The last two versions are kept.
 *
 * The folder comes into being with its first version inside. A folder without one has lost it, which is an error and no fresh start.
 */
export class Generations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder with its first version unless it exists. */
  async create(first: Generation): Promise<void> {
    if (await isThere(this.#folder)) return;
    const parent = dirname(this.#folder);
    const made = await mkdtemp(join(parent, `.${basename(this.#folder)}-`));
    try {
      await put(pathOf(made, first.number), first.bytes, { replace: false });
      await rename(made, this.#folder);
      await syncFolder(parent);
    } catch (error) {
      await rm(made, { recursive: true, force: true });
      // Another process may have made it in the meantime.
      if (!hasCode(error, ['ENOTEMPTY', 'EEXIST', 'EPERM']) || !(await isThere(this.#folder))) throw error;
    }
  }

  /**
   * The version that holds.
   * @param known number of the version that the caller has: undefined is returned if that one holds
   * @throws FlightveilError `state-unusable` if there is none, or only older ones than the caller has
   */
  async latest(known: number): Promise<Generation | undefined> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const number = await this.#highest();
      if (number === known) return undefined;
      const bytes = number === undefined || number < known ? undefined : await readWhole(pathOf(this.#folder, number));
      // It may have been replaced since it was listed. It is empty for a moment on file systems without hard links.
      if (number !== undefined && bytes !== undefined && bytes.length > 0) return { number, bytes };
      if (performance.now() > until) break;
      await sleep(1 + 20 * Math.random());
    }
    throw new FlightveilError('state-unusable', 'the state folder has lost a file, or it was cut to nothing', {
      advice: 'Restore the state folder from a copy.',
    });
  }

  /**
   * Adds a version; it is durable when this returns.
   * @returns false if another version may hold instead: read again and look whether the change is in it
   */
  async add({ number, bytes }: Generation): Promise<boolean> {
    try {
      await put(pathOf(this.#folder, number), bytes, { replace: false });
    } catch (error) {
      if (error instanceof FlightveilError && error.code === 'output-exists') return false;
      throw error;
    }
    // A process that slept for long takes the name of a version that was removed meanwhile: a later one holds.
    if ((await this.#highest()) !== number) return false;
    await this.#removeBefore(number - 1);
    return true;
  }

  async #highest(): Promise<number | undefined> {
    const numbers = (await readdir(this.#folder)).flatMap((name) => (isNumber(name) ? [Number(name)] : []));
    return numbers.length === 0 ? undefined : Math.max(...numbers);
  }

  /** Removes old versions and what killed processes left. It does no harm to come too late for a file, or to fail. */
  async #removeBefore(number: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const isOld = isNumber(name)
        ? Number(name) < number
        : name.endsWith('.partial') && Date.now() - (await modifiedMs(path)) > STALE_MS;
      if (isOld) await unlink(path).catch(() => undefined);
    }
  }
}

function isNumber(name: string): boolean {
  return name.length === DIGITS && /^[0-9]+$/.test(name);
}

function pathOf(folder: string, number: number): string {
  return join(folder, String(number).padStart(DIGITS, '0'));
}

async function modifiedMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

/** The bytes of a plain file, undefined if there is none of that name. */
async function readWhole(path: string): Promise<Uint8Array | undefined> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined;
    throw error;
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile() || facts.size > MAX_BYTES) {
      throw new FlightveilError('state-unusable', 'a file of the state folder is not what it should be', {
        advice: 'Restore the state folder from a copy.',
      });
    }
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}
