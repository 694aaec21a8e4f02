import { Pending } from './pending.ts';

const MOST_BYTES = 1 << 18;

/** Writes what is given to it one write at a time; what comes meanwhile goes together into the next. */
export class BatchWriter {
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #change = new Pending();
  readonly #unsent = { units: 0, bytes: 0 };
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isWriting = false;
  #error: Error | undefined;

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#write = write;
  }

  /** Why a write failed. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** What was given and is not written, also for an error; a write that is not over counts in full. */
  get unsent(): { readonly units: number; readonly bytes: number } {
    return { ...this.#unsent };
  }

  /** @returns a promise where more than {@link MOST_BYTES} wait; rejected once a write has failed */
  add(unit: Uint8Array): void | Promise<void> {
    this.#unsent.units++;
    this.#unsent.bytes += unit.length;
    if (this.#error !== undefined) return Promise.reject(this.#error);
    this.#waiting.push(unit);
    this.#waitingBytes += unit.length;
    if (!this.#isWriting) void this.#run();
    if (this.#waitingBytes > MOST_BYTES) return this.#change.wait();
  }

  /** Settled when all is written; rejected with the error of a write. */
  async flush(): Promise<void> {
    while (this.#isWriting) await this.#change.wait();
    if (this.#error !== undefined) throw this.#error;
  }

  async #run(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) {
        const units = this.#waiting.length;
        const batch = units === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting);
        const bytes = batch.length;
        this.#waiting = [];
        this.#waitingBytes = 0;
        await this.#write(batch);
        this.#unsent.units -= units;
        this.#unsent.bytes -= bytes;
        if (this.#waiting.length > 0) this.#change.resolve();
      }
      this.#isWriting = false;
      this.#change.resolve();
    } catch (error) {
      this.#isWriting = false;
      this.#waiting = [];
      this.#error = error instanceof Error ? error : new Error('the write failed');
      this.#change.reject(this.#error);
    }
  }
}
