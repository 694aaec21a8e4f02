import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, lstat, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { DurableFile } from '../durable-file.ts';
import { hasCode, writeError } from '../errors.ts';
import { syncFolder } from '../sync-folder.ts';
import { BatchWriter } from './batch-writer.ts';
import type { Link, LinkEvents, Peer, PeerEvents } from './link.ts';
import { Pending } from './pending.ts';

const NO_HARD_LINKS = ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EMLINK'];

/**
 * Writes what comes to a new file that only its owner may read. It appears under its name when it is whole and on the disk, also when the
 * recording is broken off: what was written was allowed when it was. Where nothing was, no file appears. Where its name cannot be had at the end it is
 * kept under another in the same folder: no flight is lost for a name.
 */
export class RecordFile implements Link, Peer {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #file: DurableFile;
  readonly #path: string;
  /** In the same folder, and nobody else's. */
  readonly #spare: string;
  readonly #replace: boolean;
  readonly #writer: BatchWriter;
  readonly #events: PeerEvents;
  readonly #end = new Pending();
  #isEmpty = true;
  #isOver = false;

  private constructor(file: DurableFile, paths: Paths, replace: boolean, events: LinkEvents) {
    this.#file = file;
    this.#path = paths.path;
    this.#spare = paths.spare;
    this.#replace = replace;
    this.#writer = new BatchWriter((bytes) => file.write(bytes));
    this.ended = this.#end.wait();
    this.#events = events.joined(this);
  }

  /** @throws FlightveilError `output-exists` unless `replace` and it is a regular file, `output-unwritable` */
  static async open(path: string, replace: boolean, events: LinkEvents): Promise<RecordFile> {
    // It is refused again at the end; a flight later would be late to hear of it.
    await mustBeFree(path, replace);
    const spare = join(dirname(path), `flightveil-recording-${randomBytes(8).toString('hex')}`);
    return new RecordFile(await DurableFile.create(spare), { path, spare }, replace, events);
  }

  get unsent() {
    return this.#writer.unsent;
  }

  send(unit: Uint8Array): void | Promise<void> {
    this.#isEmpty = false;
    return this.#writer.add(unit);
  }

  async end(): Promise<void> {
    if (!this.#isOver) {
      this.#isOver = true;
      void this.#finish();
    }
    await this.ended;
  }

  drop(): void {
    this.end().catch(() => undefined);
  }

  close(): Promise<void> {
    return this.end();
  }

  async #finish(): Promise<void> {
    let failed: unknown;
    try {
      // What reached the disk before a write failed is whole frames but for the last, and is kept.
      await this.#writer.flush().catch((error: unknown) => {
        failed = error;
      });
      if (this.#isEmpty) await this.#file.discard();
      else {
        await this.#file.commit({ replace: false });
        await this.#name();
      }
    } catch (error) {
      failed ??= error;
      await this.#file.discard();
    }
    this.#events.left();
    if (failed === undefined) this.#end.resolve();
    else this.#end.reject(failed as Error);
  }

  /** Gives the file, which is on the disk, its own name. */
  async #name(): Promise<void> {
    try {
      await mustBeFree(this.#path, this.#replace);
      if (this.#replace) await rename(this.#spare, this.#path);
      else await moveToFree(this.#spare, this.#path);
    } catch (error) {
      const { code, message } = asFailure(error);
      throw new FlightveilError(code, `${message}; the recording is kept beside it as ${basename(this.#spare)}`, {
        advice: 'Give it the name that you want.',
        cause: error,
      });
    }
    await syncFolder(dirname(this.#path)).catch((error: unknown) => {
      throw writeError(error);
    });
  }
}

interface Paths {
  readonly path: string;
  readonly spare: string;
}

/** @throws FlightveilError `output-exists`, `output-unwritable` */
async function mustBeFree(path: string, replace: boolean): Promise<void> {
  let facts: Stats;
  try {
    facts = await lstat(path);
  } catch (error) {
    // DurableFile says what else is wrong with a folder.
    if (hasCode(error, ['ENOENT', 'ENOTDIR'])) return;
    throw writeError(error);
  }
  if (!replace) {
    throw new FlightveilError('output-exists', 'a file of that name exists', { advice: 'Use --force to replace it.' });
  }
  if (!facts.isFile()) {
    throw new FlightveilError('output-exists', 'what has that name is no ordinary file, and is not replaced', {
      advice: 'Choose another name.',
    });
  }
}

/** In one step that fails if the name is taken, where the file system can do that. */
async function moveToFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!hasCode(error, NO_HARD_LINKS)) throw error;
    await rename(from, to);
    return;
  }
  await unlink(from).catch(() => undefined);
}

function asFailure(error: unknown): FlightveilError {
  const known = writeError(error);
  if (known instanceof FlightveilError) return known;
  return new FlightveilError('output-unwritable', 'it cannot be given its name', { cause: error });
}
