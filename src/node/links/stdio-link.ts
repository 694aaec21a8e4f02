import type { Readable } from 'node:stream';
import { FlightveilError } from '../../model/errors.ts';
import { hasCode } from '../errors.ts';
import { BatchWriter } from './batch-writer.ts';
import type { Link, LinkEvents, Peer, PeerEvents } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';
import { type StandardWriter, standardWriter } from './standard-writer.ts';

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

/**
 * Writes to standard output. A reader that does not read stops neither the rest of the program nor, once it is dropped, its end. A reader that is gone has
 * read enough; whatever else goes wrong is a failure.
 */
export class StandardOutput implements Link, Peer {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #out: StandardWriter;
  readonly #writer: BatchWriter;
  readonly #events: PeerEvents;
  readonly #end = new Pending();
  #isOver = false;

  constructor(events: LinkEvents, out: StandardWriter = standardWriter(STANDARD_OUTPUT)) {
    this.#out = out;
    this.#writer = new BatchWriter((bytes) => out.write(bytes));
    this.ended = this.#end.wait();
    this.#events = events.joined(this);
  }

  get unsent() {
    return this.#writer.unsent;
  }

  send(unit: Uint8Array): void | Promise<void> {
    return this.#writer.add(unit);
  }

  /** Takes as long as the reader does. */
  async end(): Promise<void> {
    await this.#writer.flush().catch(() => undefined);
    this.drop();
  }

  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { error } = this.#writer;
    this.#out.drop();
    this.#events.left();
    if (error === undefined || isReaderGone(error)) this.#end.resolve();
    else this.#end.reject(error);
  }

  close(): Promise<void> {
    return this.end();
  }
}

function isReaderGone(error: Error): boolean {
  const cause = error instanceof FlightveilError ? error.cause : error;
  return hasCode(cause, ['EPIPE', 'ECONNRESET']);
}
