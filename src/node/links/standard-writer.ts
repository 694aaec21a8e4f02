import { closeSync, constants, fstatSync, openSync, write } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { hasCode, writeError } from '../errors.ts';
import { linkError } from './link-errors.ts';

const RETRY_MS = 10;

const writeSome = promisify(write);

/** Writes to a descriptor; one write at a time. */
export interface StandardWriter {
  /** Settled when the system has taken it all. @throws FlightveilError `link-failed` of pipes and terminals, `output-unwritable` of files */
  write(bytes: Uint8Array): Promise<void>;
  /** Forgets what the system has not taken; a reader that does not read then keeps nothing from ending. */
  drop(): void;
}

/** The writer that fits what a standard stream leads to: a pipe or socket, a terminal, or a file. */
export function standardWriter(descriptor: number): StandardWriter {
  const facts = fstatSync(descriptor);
  if (facts.isFIFO() || facts.isSocket()) return pipeWriter(descriptor);
  return (isatty(descriptor) ? terminalWriter(descriptor) : undefined) ?? fileWriter(descriptor);
}

/** Over a stream of its own, which can be destroyed with what it has not written; the program's cannot. */
function pipeWriter(descriptor: number): StandardWriter {
  const pipe = new Socket({ fd: descriptor, readable: false, writable: true });
  pipe.on('error', () => undefined);
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        pipe.write(bytes, (error) => (error ? reject(linkError(error)) : resolve()));
      }),
    drop: () => void pipe.destroy(),
  };
}

/** The terminal opened once more, so that writes can fail instead of waiting for ever; undefined where that cannot be. */
function terminalWriter(descriptor: number): StandardWriter | undefined {
  let own: number;
  try {
    own = openSync(`/dev/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
  let isDropped = false;
  let isWriting = false;
  return {
    async write(bytes) {
      isWriting = true;
      try {
        for (let written = 0; written < bytes.length; ) {
          if (isDropped) throw Object.assign(new Error(), { code: 'EPIPE' });
          try {
            written += (await writeSome(own, bytes, written)).bytesWritten;
          } catch (error) {
            if (!hasCode(error, ['EAGAIN'])) throw error;
            await sleep(RETRY_MS);
          }
        }
      } catch (error) {
        throw linkError(error);
      } finally {
        isWriting = false;
        if (isDropped) closeSync(own);
      }
    },
    drop() {
      if (isDropped) return;
      isDropped = true;
      // A number that is closed under a write could be another file's by then.
      if (!isWriting) closeSync(own);
    },
  };
}

function fileWriter(descriptor: number): StandardWriter {
  return {
    async write(bytes) {
      for (let written = 0; written < bytes.length; ) {
        try {
          written += (await writeSome(descriptor, bytes, written)).bytesWritten;
        } catch (error) {
          throw writeError(error);
        }
      }
    },
    drop: () => undefined,
  };
}
