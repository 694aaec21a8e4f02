import { ReadlineParser } from '@serialport/parser-readline';
import type { PeerEvents } from './link.ts';

/** NMEA 0183 allows 82 characters; a log line around a sentence is longer. */
export const LONGEST_LINE_BYTES = 1024;

const LINE_FEED = 0x0a;
const END_OF_LINE = Uint8Array.of(LINE_FEED);

/**
 * Hands on whole lines, with their ends. The parser keeps what has no line end without a limit, so that longer lines than
 * {@link LONGEST_LINE_BYTES} are taken out in front of it.
 */
export class WholeLines {
  readonly #onLine: PeerEvents['bytes'];
  readonly #areDatagrams: boolean;
  #parser: ReadlineParser;
  /** Of the line at hand, in the parser. */
  #length = 0;
  #isTooLong = false;
  #wait: Promise<void> | undefined;
  droppedBytes = 0;

  /** @param areDatagrams each chunk is one: a sentence that is whole at its end is a line */
  constructor(onLine: PeerEvents['bytes'], areDatagrams = false) {
    this.#onLine = onLine;
    this.#areDatagrams = areDatagrams;
    this.#parser = this.#newParser();
  }

  push(chunk: Uint8Array): void | Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const feed = chunk.indexOf(LINE_FEED, at);
      const end = feed < 0 ? chunk.length : feed + 1;
      this.#take(chunk.subarray(at, end), feed >= 0);
      at = end;
    }
    // Some senders of datagrams leave the ends of lines out.
    if (this.#areDatagrams && this.#length > 0 && endsInChecksum(chunk)) this.#take(END_OF_LINE, true);
    const wait = this.#wait;
    this.#wait = undefined;
    return wait;
  }

  /** Nothing more belongs to the line at hand: what there is of it is one, and gets its end. */
  finish(): void | Promise<void> {
    if (this.#length > 0) return this.push(END_OF_LINE);
  }

  #take(part: Uint8Array, isEnd: boolean): void {
    if (!this.#isTooLong && this.#length + part.length <= LONGEST_LINE_BYTES) {
      this.#length = isEnd ? 0 : this.#length + part.length;
      this.#parser.write(Buffer.from(part));
      return;
    }
    // A parser that has the beginning of it would take the next line for its end.
    if (this.#length > 0) this.#parser = this.#newParser();
    this.droppedBytes += this.#length + part.length;
    this.#length = 0;
    this.#isTooLong = !isEnd;
  }

  #newParser(): ReadlineParser {
    const parser = new ReadlineParser({ includeDelimiter: true, encoding: 'latin1' });
    parser.on('data', (line: string) => {
      const wait = this.#onLine(Buffer.from(line, 'latin1'));
      if (wait !== undefined) this.#wait = wait;
    });
    return parser;
  }
}

/** An asterisk and two hexadecimal digits. */
function endsInChecksum(chunk: Uint8Array): boolean {
  return chunk.length > 2 && /^\*[\dA-Fa-f]{2}$/.test(String.fromCharCode(...chunk.subarray(-3)));
}
