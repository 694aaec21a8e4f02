import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const MOST_BYTES = 1 << 20;

/** The text of a regular file of a known name; undefined if there is none, or it cannot be read or is too long. */
export async function readKnownFile(path: string, mostBytes = MOST_BYTES): Promise<string | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await handle.stat()).isFile()) return undefined;
      // Files of /proc say that they are empty: what comes is counted.
      const bytes = Buffer.alloc(mostBytes + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
        length += bytesRead;
        if (length > mostBytes) return undefined;
        if (bytesRead === 0) return bytes.toString('utf8', 0, length);
      }
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
