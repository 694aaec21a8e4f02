import { Memory } from '../bytes/memory.ts';
import { type Edit, type Steps, stepsOf } from '../model/edit.ts';
import { type Format, Found, type Frame, type GapReason, type SealerOptions } from '../model/format.ts';
import type { Schema } from '../model/schema.ts';
import { Blank } from '../treatments/blank.ts';
import { ShiftTime } from '../treatments/shift-time.ts';
import { type CompileContext, compile, type Plan } from './compile.ts';
import type { Span } from './cuts.ts';
import { ChooseVariant } from './guards.ts';
import { Staging } from './staging.ts';

/** What the loop counted. */
export interface LoopCounts {
  /** One for each kind of message that was met. */
  readonly plans: readonly Plan[];
  /** Frames of each plan that were written, and that were withheld. */
  readonly written: readonly number[];
  readonly withheld: readonly number[];
  /** Frames of each plan that were cut, whatever their plan; they are not among the withheld ones. */
  readonly cut: readonly number[];
  /** Bytes that were no frame, by reason. */
  readonly gapBytes: Readonly<Partial<Record<GapReason, number>>>;
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/**
 * The path of every byte: bytes in, frames, plan, bytes out. The same loop serves files and streams.
 *
 * Frames that keep their length are patched where they stand; output collects at the front of the same buffer, behind what is read, and
 * runs of written frames are moved there together. Nothing is allocated for a frame.
 */
export class FilterLoop {
  readonly #context: CompileContext;
  readonly #state: CompileContext['state'];
  readonly #staging: Staging;
  readonly #memory: Memory;
  readonly #view: DataView;
  readonly #decoder;
  readonly #sealer;
  readonly #plans: Plan[] = [];
  readonly #runs: PlanRun[] = [];
  #written = new Float64Array(64);
  #withheld = new Float64Array(64);
  #cutFrames = new Float64Array(64);
  readonly #cuts: readonly Span[];
  /** The first cut that does not end before the frame at hand. */
  #cut = 0;
  readonly #gapBytes: Partial<Record<GapReason, number>> = {};
  #outputBytes = 0;
  /** A zero-extended body and a rebuilt record; and what a body was extended over. */
  readonly #body: Uint8Array;
  readonly #behind: Int32Array;
  #hasGrown = false;
  readonly #record: Memory;
  readonly #headroom: number;
  readonly #isMeasuring: boolean;
  /** Output is bytes[0, out) and, not moved there yet, bytes[runStart, runEnd). */
  #out = 0;
  #runStart = 0;
  #runEnd = 0;

  /**
   * @param options.keepTime the container's own time stamps are written as they came
   * @param options.cuts stretches of the log that are left out, sorted and disjoint: frames that start in one. Behind each of them
   * clocks and sequence numbers close up. Records that teach a schema or tell of the whole log are not cut
   * @param options.measured what a first pass over the same log has {@link measured}
   * @param options.isMeasuring this is the first of two passes: for formats that ask for it. There is no output; its bytes are counted
   */
  constructor(
    format: Format,
    context: CompileContext,
    options: SealerOptions & { readonly cuts?: readonly Span[]; readonly isMeasuring?: boolean },
  ) {
    this.#context = context;
    this.#state = context.state;
    this.#cuts = options.cuts ?? [];
    this.#staging = new Staging(format.maxRecordBytes);
    this.#memory = this.#staging.memory;
    this.#view = this.#memory.view;
    this.#decoder = format.createDecoder();
    this.#sealer = format.createSealer(context.state, options);
    this.#body = new Uint8Array(format.maxRecordBytes);
    this.#behind = new Int32Array(Math.ceil(format.maxRecordBytes / 4));
    this.#record = new Memory(new Uint8Array(2 * format.maxRecordBytes));
    this.#isMeasuring = options.isMeasuring === true && format.measures === true;
    this.#headroom = 2 * format.maxRecordBytes;
  }

  /**
   * Filters the next bytes of the log. The chunk is copied and never changed.
   * @returns pieces of output; each is valid until the next is asked for
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void, void> {
    for (let taken = 0; taken < chunk.length; ) {
      taken += this.#staging.fill(chunk, taken, this.#decoder, false);
      yield* this.#drain();
    }
  }

  /** Tells that no more bytes follow; yields what was held back. */
  *finish(): Generator<Uint8Array, void, void> {
    this.#staging.fill(new Uint8Array(0), 0, this.#decoder, true);
    yield* this.#drain();
  }

  /** Behind the last byte of a first pass: what the second one is told, for formats that ask for it. */
  get measured(): number | undefined {
    return this.#sealer.measured;
  }

  counts(): LoopCounts {
    return {
      plans: [...this.#plans],
      written: Array.from(this.#written.subarray(0, this.#plans.length)),
      withheld: Array.from(this.#withheld.subarray(0, this.#plans.length)),
      cut: Array.from(this.#cutFrames.subarray(0, this.#plans.length)),
      gapBytes: { ...this.#gapBytes },
      inputBytes: this.#staging.totalBytes,
      outputBytes: this.#outputBytes,
    };
  }

  *#drain(): Generator<Uint8Array, void, void> {
    for (let isDone = false; !isDone; ) {
      isDone = this.#filterWindow();
      this.#moveRun();
      if (this.#out === 0) continue;
      this.#outputBytes += this.#out;
      yield this.#staging.bytes.subarray(0, this.#out);
    }
  }

  /** Filters the window; false when output had to stop because grown records have used up the room in front of the input. */
  #filterWindow(): boolean {
    const decoder = this.#decoder;
    const sealer = this.#sealer;
    const frame = decoder.frame;
    const { bytes } = this.#staging;
    this.#out = 0;
    this.#runStart = this.#runEnd = decoder.position;
    let cutStart = this.#cutStart();
    for (;;) {
      switch (decoder.next()) {
        case Found.more:
          return true;
        case Found.gap:
          this.#countGap();
          break;
        case Found.schema:
          this.#learn();
          break;
        case Found.frame: {
          const { index } = frame.schema;
          if (frame.start >= cutStart) {
            if (this.#isCut(frame)) {
              sealer.drop(frame.sender);
              this.#cutFrames[index]!++;
              break;
            }
            cutStart = this.#cutStart();
          }
          const run = this.#runOf(frame);
          if (run.isDropped || !this.#passes(run, frame)) {
            sealer.drop(frame.sender);
            this.#withheld[index]!++;
            break;
          }
          this.#written[index]!++;
          if (!this.#hasGrown && frame.parsed === null) {
            const end = sealer.seal(bytes, frame, run.isEdited);
            if (frame.start !== this.#runEnd) {
              this.#moveRun();
              this.#runStart = frame.start;
            }
            this.#runEnd = end;
          } else if (!this.#emitRebuilt(frame)) {
            return false;
          }
        }
      }
    }
  }

  /** Index in the buffer at which the cut at hand, or the next one, starts; infinite if there is none. */
  #cutStart(): number {
    const cut = this.#cuts[this.#cut];
    return cut === undefined ? Number.POSITIVE_INFINITY : cut.start - this.#staging.offsetOf(0);
  }

  /** For frames behind a cut's start. */
  #isCut(frame: Frame): boolean {
    const offset = this.#staging.offsetOf(frame.start);
    let cut = this.#cuts[this.#cut];
    while (cut !== undefined && offset >= cut.end) {
      this.#context.state.closeGap();
      cut = this.#cuts[++this.#cut];
    }
    return cut !== undefined && offset >= cut.start && frame.defines === null && !isUncut(frame.schema);
  }

  /** A record that belongs to the messages of another schema is kept or withheld as a whole, with them. */
  #runOf(frame: Frame): PlanRun {
    if (frame.defines === null) return this.#runs[frame.schema.index]!;
    return this.#runs[frame.defines.index]?.isDropped === true ? dropped : kept;
  }

  /** Edits the frame's body in place; false when the frame is withheld. Whether it has grown is left in `#hasGrown`. */
  #passes(run: PlanRun, frame: Frame): boolean {
    const { bytes } = this.#staging;
    this.#sealer.observe(bytes, frame);
    this.#hasGrown = false;
    if (frame.parsed !== null) return this.#edit(run, frame, frame.schema.size, frame.parsed);
    if (frame.bodyLength >= run.reach && frame.bodyLength > 0)
      return this.#edit(run, frame, frame.bodyLength, this.#memory);
    this.#extend(frame);
    const passes = this.#edit(run, frame, frame.schema.size, this.#memory);
    this.#cutBack(frame);
    return passes;
  }

  #edit(run: PlanRun, { body, sender }: Frame, length: number, memory: Memory): boolean {
    const state = this.#state;
    const { choice } = run;
    const steps = choice === null ? run.steps : run.variants[choice.conditions.holding(memory.view, body)]!;
    if (steps === null) return false;
    const { edits, applies, shift, blank } = steps;
    if (shift !== null && !shift.apply(memory, body, sender, state)) return false;
    for (let step = 0; step < edits.length; step++) {
      if (!applies[step]!.call(edits[step]!, memory, body, sender, state, length)) return false;
    }
    if (blank !== null) blank.apply(memory, body, sender, state, length);
    return true;
  }

  /**
   * MAVLink cuts trailing zeros: they are put back over what stands behind the body, which is kept in `#behind` meanwhile. By words, up to three
   * bytes more than the body has: edits leave those alone.
   */
  #extend({ body, bodyLength, schema: { size } }: Frame): void {
    const view = this.#view;
    const behind = this.#behind;
    const end = body + size;
    for (let at = body + bodyLength, word = 0; at < end; at += 4, word++) {
      behind[word] = view.getInt32(at, true);
      view.setInt32(at, 0, true);
    }
  }

  /** Undoes {@link #extend}. A body that no longer ends with what was cut off goes to `#body`, whole. */
  #cutBack({ body, bodyLength, schema: { size } }: Frame): void {
    const view = this.#view;
    const behind = this.#behind;
    const end = body + size;
    let grown = 0;
    for (let at = body + bodyLength; at < end; at += 4) grown |= view.getInt32(at, true);
    this.#hasGrown = bodyLength === 0 || grown !== 0;
    if (this.#hasGrown) this.#body.set(this.#staging.bytes.subarray(body, end));
    for (let at = body + bodyLength, word = 0; at < end; at += 4, word++) view.setInt32(at, behind[word]!, true);
  }

  /** Writes a record that may have grown behind the output so far; false when little room is left before the input. */
  #emitRebuilt(frame: Frame): boolean {
    const { end } = frame;
    if (this.#isMeasuring) {
      this.#outputBytes += this.#sealer.measure?.(frame) || this.#rebuild(frame);
      this.#runStart = this.#runEnd = end;
      return true;
    }
    this.#moveRun();
    // There is room before the frame: else the window would have been left behind the one before.
    let length = this.#sealer.rebuildAt?.(frame, this.#memory, this.#out) ?? 0;
    if (length === 0) {
      length = this.#rebuild(frame);
      copyFrom(this.#record.view, length, this.#view, this.#out);
    }
    this.#out += length;
    this.#runStart = this.#runEnd = end;
    return end - this.#out > this.#headroom;
  }

  #rebuild(frame: Frame): number {
    return this.#sealer.rebuild(this.#staging.bytes, frame, frame.parsed?.bytes ?? this.#body, this.#record.bytes);
  }

  #moveRun(): void {
    const start = this.#runStart;
    const end = this.#runEnd;
    const out = this.#out;
    if (out !== start) {
      if (end - start > SHORT_RUN_BYTES) this.#staging.bytes.copyWithin(out, start, end);
      else copyDown(this.#view, out, start, end);
    }
    this.#out = out + end - start;
    this.#runStart = end;
  }

  #learn(): void {
    const plan = compile(this.#decoder.schema, this.#context);
    this.#plans[plan.schema.index] = plan;
    this.#runs[plan.schema.index] = new PlanRun(plan);
    if (this.#written.length < this.#plans.length) {
      const written = new Float64Array(2 * this.#plans.length);
      written.set(this.#written);
      this.#written = written;
      const withheld = new Float64Array(2 * this.#plans.length);
      withheld.set(this.#withheld);
      this.#withheld = withheld;
      const cut = new Float64Array(2 * this.#plans.length);
      cut.set(this.#cutFrames);
      this.#cutFrames = cut;
    }
  }

  #countGap(): void {
    const { reason, length, sender } = this.#decoder.gap;
    this.#gapBytes[reason] = (this.#gapBytes[reason] ?? 0) + length;
    if (sender >= 0) this.#sealer.drop(sender);
  }
}

/** What follows could not be read without it, or it tells of the whole log. */
function isUncut({ teaches, ofWholeLog }: Schema): boolean {
  return teaches === true || ofWholeLog === true;
}

/** Up to here copying by words costs less than the engine's own copying, which is a call out of compiled code. */
const SHORT_RUN_BYTES = 256;

/** Copies bytes to a lower place in the same buffer; the two may overlap. */
function copyDown(view: DataView, to: number, start: number, end: number): void {
  let at = start;
  let target = to;
  for (; at + 16 <= end; at += 16, target += 16) {
    view.setInt32(target, view.getInt32(at, true), true);
    view.setInt32(target + 4, view.getInt32(at + 4, true), true);
    view.setInt32(target + 8, view.getInt32(at + 8, true), true);
    view.setInt32(target + 12, view.getInt32(at + 12, true), true);
  }
  for (; at + 4 <= end; at += 4, target += 4) view.setInt32(target, view.getInt32(at, true), true);
  for (; at < end; at++, target++) view.setUint8(target, view.getUint8(at));
}

/** Copies the beginning of one buffer into another. */
function copyFrom(source: DataView, length: number, target: DataView, to: number): void {
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    target.setInt32(to + at, source.getInt32(at, true), true);
    target.setInt32(to + at + 4, source.getInt32(at + 4, true), true);
  }
  for (; at < length; at++) target.setUint8(to + at, source.getUint8(at));
}

/** Edits as the loop runs them: the first and the last one are mostly of two kinds that are quicker to call by themselves. */
class EditRun implements Steps {
  readonly edits: readonly Edit[];
  readonly applies: readonly Edit['apply'][];
  readonly shift: ShiftTime | null;
  readonly blank: Blank | null;

  constructor(edits: readonly Edit[]) {
    this.shift = edits[0] instanceof ShiftTime ? edits[0] : null;
    const last = edits.at(-1);
    this.blank = last instanceof Blank ? last : null;
    const others = stepsOf(edits.slice(this.shift === null ? 0 : 1, this.blank === null ? edits.length : -1));
    this.edits = others.edits;
    this.applies = others.applies;
  }
}

/** A plan as the loop runs it. */
class PlanRun {
  readonly isDropped: boolean;
  readonly isEdited: boolean;
  readonly reach: number;
  readonly steps: EditRun;
  /** Not null: which of the variants stands in for `steps`; a frame whose variant is null is withheld. */
  readonly choice: ChooseVariant | null;
  readonly variants: readonly (EditRun | null)[];

  constructor({ verdict, reach, edits }: Pick<Plan, 'verdict' | 'reach' | 'edits'>) {
    this.isDropped = verdict === 'drop';
    this.isEdited = edits.length > 0;
    this.reach = reach;
    this.choice = edits.length === 1 && edits[0] instanceof ChooseVariant ? edits[0] : null;
    this.steps = new EditRun(edits);
    const runs = new Map((this.choice?.variants ?? []).map((steps) => [steps, steps && new EditRun(steps.edits)]));
    this.variants = (this.choice?.variants ?? []).map((steps) => runs.get(steps)!);
  }
}

const kept = new PlanRun({ verdict: 'keep', reach: 0, edits: [] });
const dropped = new PlanRun({ verdict: 'drop', reach: 0, edits: [] });
