import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { RandomAccessReader, ZipFile } from 'yauzl';
import { bytesOf } from './gzip-file.ts';

type ReadArguments = Parameters<RandomAccessReader['read']>;

/** Works on an open .zip with yauzl, which would close a descriptor that is given to it; the handle stays open. Names of entries stay bytes. */
export async function withZip<T>(archive: FileHandle, work: (zip: ZipFile) => Promise<T>): Promise<T> {
  const yauzl = (await import('yauzl')).default;
  class Reader extends yauzl.RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(bytesOf(archive, start, end), { objectMode: false });
    }

    override read(...[buffer, offset, length, position, done]: ReadArguments): void {
      const tell = done as (error: unknown, bytesRead?: number) => void;
      archive.read(buffer, offset, length, position).then(({ bytesRead }) => tell(null, bytesRead), tell);
    }

    override close(done: (error: Error | null) => void): void {
      setImmediate(done, null);
    }
  }
  const options = { decodeStrings: false, validateEntrySizes: true, autoClose: false, lazyEntries: true };
  const { size } = await archive.stat();
  const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(), size, options);
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}
