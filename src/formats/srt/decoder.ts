import { LastView } from '../../bytes/crc16.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { Block, BlockFinder, endsLine, findEmptyLine } from './block.ts';
import { SrtBody } from './body.ts';
import { CARRIAGE_RETURN, findLineFeed } from './bytes.ts';
import { learnShape } from './learn.ts';
import { matchShape } from './match.ts';
import { BodyOffset, MAX_BLOCK_BYTES, type Shape } from './shape.ts';

/** Forms of block that one file can have; those of others are not known. Real files have few. */
export const MAX_SHAPES = 24;
/** So that the first time is not zero, which says "no time". */
const START_US = 1;
const MICROSECONDS_IN_MS = 1000;
const TWO_32 = 2 ** 32;

/**
 * Finds the blocks of a subtitle track and reads each into a body. The form of a block is learnt once and then matched: blocks in which nothing is
 * understood are no frames.
 */
export class SrtDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #catalog: CatalogTable;
  readonly #finder = new BlockFinder();
  readonly #body = new SrtBody();
  readonly #shapes: Shape[] = [];
  #last = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #views = new LastView();
  #view = this.#views.of(this.#bytes);
  #end = 0;
  #final = false;
  #origin = 0;
  /** Inside something longer than any block, and whether the next byte begins a line of it. */
  #inNoise = false;
  #isAtLineStart = false;

  constructor(catalog: CatalogTable) {
    this.#catalog = catalog;
    this.frame.parsed = this.#body;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.#view = this.#views.of(bytes);
    this.position = start;
    this.#end = end;
    this.#final = final;
  }

  next(): Found {
    const start = this.position;
    if (start >= this.#end) return Found.more;
    if (this.#inNoise) return this.#skipNoise(start);
    const last = this.#shapes[this.#last];
    if (last !== undefined && this.#isUsual(start, last)) return this.#takeFrame(start, last);
    switch (this.#finder.find(this.#bytes, start, this.#end, this.#final)) {
      case Block.more:
        return Found.more;
      case Block.tooLong:
        this.#inNoise = true;
        this.#isAtLineStart = false;
        return this.#skipNoise(start, MAX_BLOCK_BYTES);
      case Block.none:
        return this.#skipLine(start);
      case Block.found:
        return this.#takeBlock(start);
    }
  }

  /**
   * Whether the block has the shape of the one before, which is found without looking for its end first: a number, times and an empty line in the usual
   * places.
   */
  #isUsual(start: number, shape: Shape): boolean {
    if (!shape.isCertain || !shape.hasTimecode) return false;
    const finder = this.#finder;
    const bytes = this.#bytes;
    const limit = Math.min(this.#end, start + MAX_BLOCK_BYTES);
    if (!finder.findText(bytes, start, limit)) return false;
    const textEnd = matchShape(shape, bytes, this.#view, start, finder.textStart, limit, this.#body);
    return textEnd >= 0 && finder.findEmptyLine(bytes, textEnd, limit);
  }

  #skipLine(start: number): Found {
    const feed = findLineFeed(this.#bytes, start, this.#end);
    if (feed === this.#end) return this.#takeGap(feed - start, 'end-of-input', -1);
    return this.#takeGap(feed + 1 - start, 'noise', -1);
  }

  #takeBlock(start: number): Found {
    const finder = this.#finder;
    const length = finder.end - start;
    if (finder.timecode < 0 && finder.textStart === finder.textEnd) {
      // A number alone; at the end of the input more may have been behind it.
      const isCut = this.#final && finder.textEnd === this.#end;
      return this.#takeGap(length, isCut ? 'end-of-input' : 'noise', -1);
    }
    const shape = this.#shapeOf(start);
    if (shape !== undefined) return this.#takeFrame(start, shape);
    // What is torn off cannot be told from another form.
    if (finder.isTorn) return this.#takeGap(length, 'end-of-input', 0);
    const { textStart, textEnd, timecode } = finder;
    const index = this.#shapes.length;
    if (index >= MAX_SHAPES) return this.#takeGap(length, 'unknown-message', 0);
    const learnt = learnShape(this.#bytes, textStart, textEnd, timecode >= 0, index, this.#catalog);
    if (learnt === undefined || !this.#matches(learnt, start)) return this.#takeGap(length, 'unknown-message', 0);
    this.#shapes.push(learnt);
    this.#last = index;
    this.schema = learnt.schema;
    return Found.schema;
  }

  /** The known shape of the block, its values read; most blocks have that of the one before. */
  #shapeOf(start: number): Shape | undefined {
    // A form in which something cannot be read would take it for unreadable in every block.
    return this.#firstOf(false, start) ?? this.#firstOf(true, start);
  }

  #firstOf(hasUnreadable: boolean, start: number): Shape | undefined {
    const shapes = this.#shapes;
    for (let index = 0; index < shapes.length; index++) {
      const at = index === 0 ? this.#last : index <= this.#last ? index - 1 : index;
      const shape = shapes[at]!;
      if (shape.hasUnreadable !== hasUnreadable || !this.#matches(shape, start)) continue;
      this.#last = at;
      return shape;
    }
    return undefined;
  }

  #matches(shape: Shape, start: number): boolean {
    const { textStart, textEnd, timecode } = this.#finder;
    if (shape.hasTimecode !== timecode >= 0) return false;
    return matchShape(shape, this.#bytes, this.#view, start, textStart, textEnd, this.#body) === textEnd;
  }

  #takeFrame(start: number, { schema }: Shape): Found {
    const { frame } = this;
    const body = this.#body;
    const finder = this.#finder;
    body.numberStart = finder.numberStart - start;
    body.numberEnd = finder.numberEnd - start;
    body.timecode = finder.timecode < 0 ? -1 : finder.timecode - start;
    body.textStart = finder.textStart - start;
    body.textEnd = finder.textEnd - start;
    this.#readTimes();
    body.fill(schema.size);
    frame.start = start;
    frame.head = start;
    frame.end = finder.end;
    frame.body = 0;
    frame.bodyLength = schema.size;
    frame.schema = schema;
    this.position = finder.end;
    return Found.frame;
  }

  #readTimes(): void {
    const { view } = this.#body.source;
    const { number, timecode, startMs, endMs } = this.#finder;
    view.setInt32(BodyOffset.number, number, true);
    let durationMs = 0;
    let startUs = 0;
    if (timecode >= 0) {
      durationMs = endMs - startMs;
      startUs = startMs * MICROSECONDS_IN_MS + START_US;
    }
    const high = Math.floor(startUs / TWO_32);
    view.setInt32(BodyOffset.duration, durationMs, true);
    view.setInt32(BodyOffset.start, startUs - high * TWO_32, true);
    view.setInt32(BodyOffset.start + 4, high, true);
  }

  #skipNoise(start: number, most = this.#end - start): Found {
    const bytes = this.#bytes;
    const end = start + most;
    const behind = findEmptyLine(bytes, start, end, this.#isAtLineStart);
    if (behind >= 0) {
      this.#inNoise = false;
      this.#isAtLineStart = false;
      return this.#takeGap(behind - start, 'noise', -1);
    }
    let stop = end;
    // Whether this is an empty line the next byte tells.
    if (bytes[end - 1] === CARRIAGE_RETURN && end === this.#end && !this.#final) stop--;
    if (stop === start) return Found.more;
    this.#isAtLineStart = endsLine(bytes, start, stop);
    return this.#takeGap(stop - start, 'noise', -1);
  }

  #takeGap(length: number, reason: GapReason, sender: number): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.gap.sender = sender;
    this.position += length;
    return Found.gap;
  }
}
