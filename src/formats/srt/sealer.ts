import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { Copier } from '../../text/copier.ts';
import { writeScaled } from '../../text/plain-number.ts';
import type { SrtBody } from './body.ts';
import { LINE_FEED } from './bytes.ts';

import { Numbering } from './numbering.ts';
import { BodyOffset, type SrtSchema } from './shape.ts';
import { writeTimecode } from './timecode.ts';
import { TextWriter } from './write.ts';

const TWO_32 = 2 ** 32;
const MICROSECONDS_IN_MS = 1000;
const INT32_MIN = -0x8000_0000;

/** Writes blocks anew from the bodies that they were read into. */
export class SrtSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #blocks = new Numbering();
  readonly #frames = new Numbering();
  readonly #copier = new Copier();
  readonly #writer = new TextWriter(this.#copier);
  #isObserved = false;
  /** No empty line stands behind the last block that was written. */
  #isOpen = false;

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
  }

  observe(_bytes: Uint8Array, frame: Frame): void {
    const { dateAt } = frame.schema as SrtSchema;
    this.#isObserved = dateAt >= 0 && !this.#keepTime;
    if (!this.#isObserved) return;
    const { view } = frame.parsed!;
    this.#state.clocks.observeLog(view.getInt32(dateAt + 4, true), view.getInt32(dateAt, true));
  }

  drop(): void {
    this.#blocks.drop();
    this.#frames.drop();
  }

  /** No frame stays where it is: all of them are rebuilt. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    const { shape, frameCountAt } = frame.schema as SrtSchema;
    const body = frame.parsed as SrtBody;
    if (this.#isObserved) this.#state.clocks.releaseLog();
    if (frameCountAt >= 0) {
      const number = this.#frames.next(body.source.view.getInt32(frameCountAt, true));
      if (body.view.getInt32(frameCountAt, true) !== INT32_MIN) body.view.setInt32(frameCountAt, number, true);
    }
    const { start } = frame;
    const textAt = start + body.textStart;
    let to = this.#isOpen && needsEmptyLine(body) ? putLineFeed(target) : 0;
    this.#isOpen = body.textEnd === frame.end - start;
    to = this.#writeNumber(body, bytes, start, target, to);
    const timesAt = to + body.timecode - body.numberEnd;
    to = this.#copier.copy(bytes, start + body.numberEnd, textAt, target, to);
    if (body.timecode >= 0) writeTimes(body, target, timesAt);
    to = this.#writer.write(shape, body, bytes, start, target, to);
    return this.#copier.copy(bytes, start + body.textEnd, frame.end, target, to);
  }

  /** A number that stays keeps its zeros. */
  #writeNumber(
    { source, numberStart, numberEnd }: SrtBody,
    bytes: Uint8Array,
    start: number,
    target: Uint8Array,
    to: number,
  ): number {
    const read = source.view.getUint32(BodyOffset.number, true);
    const number = this.#blocks.next(read);
    if (number === read) return this.#copier.copy(bytes, start, start + numberEnd, target, to);
    return writeScaled(number, 0, target, this.#copier.copy(bytes, start, start + numberStart, target, to));
  }
}

/** Writes the times over their copy, if they were changed. */
function writeTimes({ view, source }: SrtBody, target: Uint8Array, at: number): void {
  let isSame = true;
  for (let word = BodyOffset.duration; word < BodyOffset.cells; word += 4) {
    isSame &&= view.getInt32(word, true) === source.view.getInt32(word, true);
  }
  if (isSame) return;
  const startUs = view.getInt32(BodyOffset.start + 4, true) * TWO_32 + view.getUint32(BodyOffset.start, true);
  const startMs = Math.max(0, Math.floor(startUs / MICROSECONDS_IN_MS));
  writeTimecode(startMs, view.getUint32(BodyOffset.duration, true), target, at);
}

/** Whether a block is not told from the text before it by its own first lines. */
function needsEmptyLine({ timecode }: SrtBody): boolean {
  return timecode < 0;
}

function putLineFeed(target: Uint8Array): number {
  target[0] = LINE_FEED;
  return 1;
}
