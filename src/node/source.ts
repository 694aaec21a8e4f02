import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FlightveilError } from '../model/errors.ts';
import { readError } from './errors.ts';

const CHUNK_BYTES = 256 * 1024;

/** A log as a file that is open for reading. It is never written to. */
export class Source {
  readonly #handle: FileHandle;
  /** Size when it was opened. */
  readonly sizeBytes: number;

  private constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.sizeBytes = sizeBytes;
  }

  /** @throws FlightveilError `input-unreadable`, `input-not-a-file`, `input-empty` */
  static async open(path: string): Promise<Source> {
    let handle: FileHandle | undefined;
    try {
      // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
      handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stat = await handle.stat();
      if (!stat.isFile()) {
        throw new FlightveilError(
          'input-not-a-file',
          stat.isDirectory() ? 'it is a folder' : 'it is a device or a pipe',
          {
            advice: 'Name a log file.',
          },
        );
      }
      if (stat.size === 0) throw new FlightveilError('input-empty', 'the file is empty');
      return new Source(handle, stat.size);
    } catch (error) {
      await handle?.close().catch(() => undefined);
      throw readError(error);
    }
  }

  /** The whole file from its start, in pieces; each is valid until the next is asked for. */
  async *read(): AsyncGenerator<Uint8Array, void, void> {
    let buffer = new Uint8Array(CHUNK_BYTES);
    let other = new Uint8Array(CHUNK_BYTES);
    let reading = this.#handle.read(buffer, 0, CHUNK_BYTES, 0);
    try {
      for (let position = 0; ; ) {
        const { bytesRead } = await reading;
        if (bytesRead === 0) return;
        position += bytesRead;
        // The next piece comes while this one is worked on.
        reading = this.#handle.read(other, 0, CHUNK_BYTES, position);
        reading.catch(() => undefined);
        yield buffer.subarray(0, bytesRead);
        [buffer, other] = [other, buffer];
      }
    } catch (error) {
      throw readError(error);
    } finally {
      await reading.catch(() => undefined);
    }
  }

  /** The first bytes of the file. */
  async head(most: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(most);
    try {
      let length = 0;
      while (length < most) {
        const { bytesRead } = await this.#handle.read(buffer, length, most - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return buffer.subarray(0, length);
    } catch (error) {
      throw readError(error);
    }
  }

  /** Whether this path leads to the very file that is open here. */
  async is(path: string): Promise<boolean> {
    const mine = await this.#handle.stat();
    const other = await stat(path).catch(() => undefined);
    return other !== undefined && other.dev === mine.dev && other.ino === mine.ino;
  }

  /** Never throws: of a file that was only read nothing can be lost. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

/** An input that was named, or found in a folder that was named; or a place that could not be looked into. */
export interface Input {
  readonly path: string;
  readonly named: boolean;
  readonly error?: unknown;
}

/**
 * Files to read: those named, and all regular files below folders named, sorted. Symbolic links inside folders are not followed. What cannot
 * be looked into is listed with its error.
 * @param exclude a folder that is left out, for an output folder inside an input folder
 */
export async function listInputs(paths: readonly string[], exclude?: string): Promise<Input[]> {
  const inputs: Input[] = [];
  const excluded = exclude === undefined ? undefined : await realpath(exclude).catch(() => undefined);
  for (const path of paths) {
    try {
      // A folder that is named through a link is meant.
      if ((await stat(path)).isDirectory()) await walk(path, excluded, inputs);
      else inputs.push({ path, named: true });
    } catch (error) {
      inputs.push({ path, named: true, error: readError(error) });
    }
  }
  return inputs;
}

async function walk(folder: string, excluded: string | undefined, inputs: Input[]): Promise<void> {
  if ((await realpath(folder)) === excluded) return;
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.includes(NOT_UNICODE)) {
      const error = new FlightveilError('input-unreadable', 'its name is not valid Unicode', { advice: 'Rename it.' });
      inputs.push({ path, named: false, error });
    } else if (entry.isDirectory()) {
      try {
        await walk(path, excluded, inputs);
      } catch (error) {
        inputs.push({ path, named: false, error: readError(error) });
      }
    } else if (entry.isFile() && !isOurOwn(entry.name)) {
      inputs.push({ path, named: false });
    }
  }
}

/** What Node puts for bytes of a name that are no UTF-8; such a name cannot be opened by it. */
const NOT_UNICODE = '\uFFFD';

/** What stands beside outputs, in a folder that was named as an input later. */
function isOurOwn(name: string): boolean {
  return /\.(?:manifest|summary)\.(?:json|pb)$/.test(name);
}
