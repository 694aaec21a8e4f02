import { fstatSync, write } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { writeError } from '../errors.ts';
import { BatchWriter } from './batch-writer.ts';
import { END_MS, type Link, type LinkEvents, type Peer, type PeerEvents } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';

const writeSome = promisify(write);
const STANDARD_OUTPUT = 1;

/** Reads standard input to its end. Nothing can be sent back. */
export class StandardInput implements Link {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #stream: Readable;
  readonly #events: PeerEvents;
  readonly #end = new Pending();

  constructor(events: LinkEvents, stream: Readable = process.stdin) {
    this.#stream = stream;
    this.ended = this.#end.wait();
    this.#events = events.joined({ send: () => undefined, end: () => this.close(), drop: () => this.drop() });
    stream.on('data', (chunk: Uint8Array) => {
      const wait = this.#events.bytes(chunk);
      if (wait === undefined) return;
      stream.pause();
      const goOn = (): void => void stream.resume();
      wait.then(goOn, goOn);
    });
    stream.once('end', () => this.#finish());
    stream.once('error', (error) => {
      this.#events.left(linkError(error));
      this.#end.resolve();
    });
  }

  async close(): Promise<void> {
    this.drop();
  }

  drop(): void {
    this.#stream.destroy();
    this.#finish();
  }

  #finish(): void {
    this.#events.left();
    this.#end.resolve();
  }
}

/** Writes to standard output. A reader that does not read stops neither the rest of the program nor its end. */
export class StandardOutput implements Link, Peer {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #writer: BatchWriter;
  readonly #events: PeerEvents;
  readonly #end = new Pending();
  readonly #drop: () => void;

  constructor(events: LinkEvents) {
    const facts = fstatSync(STANDARD_OUTPUT);
    const pipe = facts.isFIFO() || facts.isSocket() ? pipeTo(STANDARD_OUTPUT) : undefined;
    this.#writer = new BatchWriter(
      pipe === undefined ? (bytes) => writeAll(STANDARD_OUTPUT, bytes) : (bytes) => writeTo(pipe, bytes),
    );
    this.#drop = () => void pipe?.destroy();
    this.ended = this.#end.wait();
    this.#events = events.joined(this);
  }

  send(unit: Uint8Array): void | Promise<void> {
    return this.#writer.add(unit);
  }

  async end(): Promise<void> {
    const tooLong = setTimeout(() => this.drop(), END_MS);
    await this.#writer.flush().catch(() => undefined);
    clearTimeout(tooLong);
    this.drop();
  }

  drop(): void {
    this.#drop();
    this.#events.left();
    this.#end.resolve();
  }

  close(): Promise<void> {
    return this.end();
  }
}

/** A stream of its own, which can be destroyed with what it has not written; the program's cannot. */
function pipeTo(descriptor: number): Socket {
  const pipe = new Socket({ fd: descriptor, readable: false, writable: true });
  pipe.on('error', () => undefined);
  return pipe;
}

function writeTo(pipe: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    pipe.write(bytes, (error) => (error ? reject(linkError(error)) : resolve()));
  });
}

async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += (await writeSome(descriptor, bytes, written)).bytesWritten;
    } catch (error) {
      throw writeError(error);
    }
  }
}
