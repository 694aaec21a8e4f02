import { lstat, mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { hasCode } from '../../node/errors.ts';
import { isThere, openState, put } from '../../node/state.ts';
import { syncFolder } from '../../node/sync-folder.ts';
import { type Content, SealedFile } from './sealed-file.ts';
import { DocumentSeal, FileSeal, newId } from './sealing.ts';
import { isAbsent, isDamage, orSpoolError, spoolError } from './spool-errors.ts';
import { lost, makeSpoolKey, presentSpoolKey, type SpoolKey, type SpoolKeyOptions } from './spool-key.ts';
import { SpoolWriter } from './spool-writer.ts';

export { isFull } from './spool-errors.ts';
export { type SpoolFile, SpoolWriter } from './spool-writer.ts';

/** The spool's folder, in the state folder. */
export const SPOOL_FOLDER = 'spool';
/** A document sealed with the spool's key: whether a key is the right one. */
const CHECK_FILE = 'key.check';
const CHECK_CONTEXT = 'key check';

const OTHERS = 0o077;
const ID = /^[0-9a-f]{32}$/;
const SEALED_NAME = /^([0-9a-f]{32})\.sealed$/;
const PARTIAL_NAME = /\.partial$/;

export interface SpoolOptions extends SpoolKeyOptions {
  /** For one who only looks while another process may be writing: unfinished files stay. */
  readonly isBeside?: boolean;
}

/**
 * Files that wait to be sent, encrypted, in the state folder: see {@link FileSeal} for how. What goes in was filtered before; logs never do.
 *
 * What the encryption protects against depends on where its key is. In the keyring (`keyFrom` is `keyring`): whoever gets the disk, a backup or a copy
 * of the state folder reads nothing of the files without the login that opens the keyring. In a file beside them: a disk or folder that is copied
 * whole gives everything; only single files that are copied or recovered, or a spool that lies on another disk than its key, tell nothing. Neither
 * protects against programs that run as the same user, nor hides how many files there are, how long they are, and when they came. In
 * both cases every changed, cut, exchanged or renamed file is found; an old copy of a file under its own id is that same file, as no id is used twice.
 *
 * One process writes; its owner makes sure of that.
 */
export class Spool {
  readonly keyFrom: 'keyring' | 'file';
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #documents: DocumentSeal;

  private constructor(folder: string, key: SpoolKey) {
    this.keyFrom = key.from;
    this.#folder = folder;
    this.#key = key.bytes;
    this.#documents = new DocumentSeal(key.bytes);
  }

  /**
   * Opens the spool of a state folder, and makes both at first use. Removes what was left unfinished.
   * @throws FlightveilError `state-unusable` if others have access to it, its key is lost, another one or cannot be had; `config-invalid` if the key is
   * kept elsewhere than asked for
   */
  static async open(home: string, options: SpoolOptions): Promise<Spool> {
    await openState(home).catch((error: Error) => {
      throw spoolError(error.cause ?? error);
    });
    const folder = join(home, SPOOL_FOLDER);
    return orSpoolError(async () => {
      await makePrivate(folder, home);
      const names = await readdir(folder);
      const isUsed = names.some((name) => name === CHECK_FILE || SEALED_NAME.test(name));
      let key = await presentSpoolKey(home, options);
      if (key === undefined) {
        if (isUsed) throw lost();
        key = await makeSpoolKey(home, options);
      }
      const spool = new Spool(folder, key);
      await spool.#checkKey();
      if (options.isBeside !== true) await spool.#removePartials(names);
      return spool;
    });
  }

  /** Begins a file. @throws FlightveilError `state-unusable`, see `isFull` */
  create(): Promise<SpoolWriter> {
    const id = newId();
    return SpoolWriter.create(id, this.#pathOf(id), new FileSeal(this.#key, id));
  }

  /**
   * Plain bytes of a file from one offset up to, without, another; the end where none is given. Pieces are 64 KiB at most, each in memory of its own.
   * @throws FlightveilError `state-unusable` if it is missing, damaged or shorter; no byte that is not authentic is ever given
   */
  async *read(id: string, fromByte = 0, toByte?: number): AsyncGenerator<Uint8Array, void, void> {
    const file = await this.#file(id);
    try {
      yield* file.read(fromByte, toByte ?? file.sizeBytes);
    } finally {
      await file.close();
    }
  }

  /**
   * Reads all of a file again and compares. False: it is missing, damaged, or another one.
   * @throws FlightveilError `state-unusable` if it cannot be read now
   */
  async verify(id: string, { sizeBytes, sha256 }: Content): Promise<boolean> {
    try {
      const file = await this.#file(id);
      try {
        if (file.sizeBytes !== sizeBytes) return false;
        return (await file.content()).sha256 === sha256;
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isDamage(error) || isAbsent(error)) return false;
      throw error;
    }
  }

  /** Removes a file for good; one that is not there is fine. @throws FlightveilError `state-unusable` */
  remove(id: string): Promise<void> {
    return orSpoolError(async () => {
      await removeIfThere(this.#pathOf(id));
      await syncFolder(this.#folder);
    });
  }

  /** Ids of all files, sorted. @throws FlightveilError `state-unusable` */
  ids(): Promise<string[]> {
    return orSpoolError(async () => {
      const names = await readdir(this.#folder);
      return names.flatMap((name) => SEALED_NAME.exec(name)?.[1] ?? []).sort();
    });
  }

  /** Encrypts a small document, for the database. @param context where it belongs, such as the id of its row: it opens there only */
  seal(bytes: Uint8Array, context = ''): Uint8Array {
    return this.#documents.seal(bytes, context);
  }

  /** Opens what {@link seal} gave. @throws FlightveilError `state-unusable` if it was changed, belongs elsewhere, or was sealed under another key */
  open(sealed: Uint8Array, context = ''): Uint8Array {
    return this.#documents.open(sealed, context);
  }

  #file(id: string): Promise<SealedFile> {
    return SealedFile.open(this.#pathOf(id), new FileSeal(this.#key, id));
  }

  #pathOf(id: string): string {
    if (!ID.test(id)) throw new RangeError('no id of a file of the spool');
    return join(this.#folder, `${id}.sealed`);
  }

  async #checkKey(): Promise<void> {
    const path = join(this.#folder, CHECK_FILE);
    if (!(await isThere(path))) {
      await put(path, this.seal(new Uint8Array(0), CHECK_CONTEXT), { replace: true });
      return;
    }
    try {
      this.open(await readFile(path), CHECK_CONTEXT);
    } catch (error) {
      if (!isDamage(error)) throw error;
      throw new FlightveilError('state-unusable', 'the key of the spool is not the one that it was made with', {
        advice:
          'Restore the key from a copy; or remove the spool folder, and what was not delivered is filtered again.',
      });
    }
  }

  async #removePartials(names: readonly string[]): Promise<void> {
    const partials = names.filter((name) => PARTIAL_NAME.test(name));
    for (const name of partials) await removeIfThere(join(this.#folder, name));
    if (partials.length > 0) await syncFolder(this.#folder);
  }
}

async function makePrivate(folder: string, home: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, ['EEXIST'])) throw error;
  }
  const facts = await lstat(folder);
  if (!facts.isDirectory()) throw unsafe('what is named like the spool is no folder');
  if (platform() !== 'win32') {
    if (facts.uid !== process.getuid?.()) throw unsafe('the spool belongs to somebody else');
    if ((facts.mode & OTHERS) !== 0) throw unsafe('others have access to the spool');
  }
  await syncFolder(home);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!hasCode(error, ['ENOENT'])) throw error;
  }
}

function unsafe(what: string): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    advice: 'Give the state folder to yourself alone (chmod 700, files 600), or name another with --home.',
  });
}
