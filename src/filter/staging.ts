import { Memory } from '../bytes/memory.ts';
import type { Decoder } from '../model/format.ts';

/** Room in front of the input, so that grown records have a place before what is still to be read. At least so much, and several records. */
const LEAST_HEADROOM_BYTES = 32 * 1024;
/** Small enough for a second-level cache, large enough that moving the rest of a frame costs nothing. */
const WINDOW_BYTES = 192 * 1024;

/**
 * The one buffer of a pass over a log: chunks of any size are copied behind what the decoder has not used yet. Its size does not depend on
 * the log's.
 */
export class Staging {
  readonly memory: Memory;
  readonly bytes: Uint8Array;
  totalBytes = 0;
  readonly #headroom: number;
  #end: number;
  readonly #mostEnd: number;

  constructor(maxRecordBytes: number) {
    // Behind the input is room for a record, so that one whose body was cut can be extended where it stands.
    this.#headroom = Math.max(LEAST_HEADROOM_BYTES, 4 * maxRecordBytes);
    this.#end = this.#headroom;
    this.#mostEnd = this.#headroom + WINDOW_BYTES + 3 * maxRecordBytes;
    this.bytes = new Uint8Array(this.#headroom + WINDOW_BYTES + 4 * maxRecordBytes);
    this.memory = new Memory(this.bytes);
  }

  /** Takes as much of `chunk[from..]` as fits and gives the decoder its new window. Returns how many bytes were taken. */
  fill(chunk: Uint8Array, from: number, decoder: Decoder, final: boolean): number {
    const start = Math.max(decoder.position, this.totalBytes === 0 ? this.#headroom : 0);
    const left = this.#end - start;
    if (start !== this.#headroom && left > 0) this.bytes.copyWithin(this.#headroom, start, this.#end);
    const room = this.#mostEnd - this.#headroom - left;
    const taken = Math.min(room, chunk.length - from);
    if (taken > 0) this.bytes.set(chunk.subarray(from, from + taken), this.#headroom + left);
    this.#end = this.#headroom + left + taken;
    this.totalBytes += taken;
    decoder.window(this.bytes, this.#headroom, this.#end, final);
    return taken;
  }

  /** Where a byte of the window stands in the whole input. */
  offsetOf(index: number): number {
    return this.totalBytes - (this.#end - index);
  }
}
