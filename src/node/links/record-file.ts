import { FlightveilError } from '../../model/errors.ts';
import { DurableFile } from '../durable-file.ts';
import { isThere } from '../state.ts';
import { BatchWriter } from './batch-writer.ts';
import type { Link, LinkEvents, Peer, PeerEvents } from './link.ts';
import { Pending } from './pending.ts';

/**
 * Writes what comes to a new file that only its owner may read. It appears under its name when it is whole and on the disk, also when the
 * recording is broken off: what was written was allowed when it was. Where nothing was, no file appears.
 */
export class RecordFile implements Link, Peer {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #file: DurableFile;
  readonly #replace: boolean;
  readonly #writer: BatchWriter;
  readonly #events: PeerEvents;
  readonly #end = new Pending();
  #isEmpty = true;
  #isOver = false;

  private constructor(file: DurableFile, replace: boolean, events: LinkEvents) {
    this.#file = file;
    this.#replace = replace;
    this.#writer = new BatchWriter((bytes) => file.write(bytes));
    this.ended = this.#end.wait();
    this.#events = events.joined(this);
  }

  /** @throws FlightveilError `output-exists` unless `replace`, `output-unwritable` */
  static async open(path: string, replace: boolean, events: LinkEvents): Promise<RecordFile> {
    // It is refused again at the end; a flight later would be late to hear of it.
    if (!replace && (await isThere(path))) {
      throw new FlightveilError('output-exists', 'a file of that name exists', {
        advice: 'Use --force to replace it.',
      });
    }
    return new RecordFile(await DurableFile.create(path), replace, events);
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
      else await this.#file.commit({ replace: this.#replace });
    } catch (error) {
      failed ??= error;
      await this.#file.discard();
    }
    this.#events.left();
    if (failed === undefined) this.#end.resolve();
    else this.#end.reject(failed as Error);
  }
}
