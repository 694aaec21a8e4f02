import { FlightveilError } from '../model/errors.ts';
import type { Released, SessionSink } from './options.ts';

/** The app's sink, be it a function or a stream. */
export class Outlet {
  readonly #write: (released: Released) => unknown;
  readonly #writer: WritableStreamDefaultWriter<Released> | undefined;

  constructor(sink: SessionSink) {
    if (typeof sink === 'function') {
      this.#write = sink;
      return;
    }
    const writer = sink.getWriter();
    this.#writer = writer;
    this.#write = (released) => writer.write(released);
  }

  write(released: Released): void | Promise<void> {
    // Whatever else a function returns is nothing to wait for.
    const done = this.#write(released);
    if (typeof done === 'object' && done !== null && 'then' in done) return Promise.resolve(done).then(() => undefined);
  }

  /** @returns what went wrong */
  async close(): Promise<FlightveilError | undefined> {
    try {
      await this.#writer?.close();
    } catch (error) {
      return new FlightveilError('link-failed', 'the output could not be closed', { cause: error });
    }
  }

  abort(reason: FlightveilError): void {
    this.#writer?.abort(reason).catch(() => undefined);
  }
}
