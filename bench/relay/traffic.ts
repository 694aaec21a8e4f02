import { PERIOD_S } from '../mix.ts';
import { Block } from '../stream.ts';
import { MOST_MARK, marked } from './mark.ts';

const STAMP_BYTES = 8;
const OVERHEAD_BYTES = 12;
/** As of the piece that long logs repeat: from there on frames keep their length while their clocks go on. */
const BOOT_START_US = 20_000e6;

/** One flight of the mix, frame by frame; as many as are asked for, with clocks and sequence numbers that go on. */
export class Traffic {
  readonly #block: Block;
  #frames: Uint8Array[] = [];
  #next = 0;

  constructor(seed: number) {
    this.#block = new Block(seed, Math.ceil(60 / PERIOD_S), BOOT_START_US);
    this.#cut();
  }

  /** The next frames, numbered from 1. */
  take(count: number): Uint8Array[] {
    if (count > MOST_MARK) throw new Error(`not more than ${MOST_MARK} frames can be told apart`);
    return Array.from({ length: count }, (_, index) => {
      if (this.#next === this.#frames.length) {
        this.#block.advance();
        this.#cut();
      }
      return marked(this.#frames[this.#next++]!, index + 1);
    });
  }

  #cut(): void {
    const { bytes } = this.#block;
    this.#frames = [];
    this.#next = 0;
    for (let at = 0; at < bytes.length; ) {
      const head = at + STAMP_BYTES;
      at = head + OVERHEAD_BYTES + bytes[head + 1]!;
      this.#frames.push(bytes.subarray(head, at));
    }
  }
}
