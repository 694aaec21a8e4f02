import { createLoop } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import type { LoopCounts } from '../../src/filter/loop.ts';
import { exhaust } from '../../src/filter/measured-loop.ts';
import { type FlightFacts, Survey } from '../../src/filter/survey.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import {
  type Decoder,
  type Format,
  Found,
  type Frame,
  type Gap,
  type GapReason,
  type Sealer,
} from '../../src/model/format.ts';
import type { Schema } from '../../src/model/schema.ts';
import type { FormatSubject } from './subject.ts';

/** A frame as it stood in a log, its body with cut-off bytes put back. */
export interface ReadFrame {
  readonly schema: Schema;
  readonly body: Uint8Array;
  readonly sender: number;
  /** The schema that the frame teaches, or null. */
  readonly defines: Schema | null;
  readonly start: number;
  readonly end: number;
  /** -1 for formats without sequence numbers. */
  readonly sequence: number;
}

/** What happened to the frames of an input, in their order; `gap` is a frame that could not be trusted. */
export type TracedEvent =
  | { readonly kind: 'frame'; readonly frame: ReadFrame; written: boolean }
  | { readonly kind: 'gap'; readonly sender: number };

export interface Run {
  readonly output: Uint8Array;
  readonly counts: LoopCounts;
  readonly events: readonly TracedEvent[];
}

/** What readers of a run need to know of the format. */
export type Readable = Pick<FormatSubject, 'format' | 'sequence'>;

export interface RunOptions {
  /** Sizes of the chunks, repeated; default: one chunk. */
  readonly chunks?: readonly number[];
  readonly seed?: string;
  /** The first pass; default: the log is surveyed. */
  readonly facts?: { readonly startUnixS?: number | undefined };
}

/** Filters a whole log and tells what became of every frame. */
export function filterLog(subject: Readable, disclosure: Disclosure, log: Uint8Array, options: RunOptions = {}): Run {
  const events: TracedEvent[] = [];
  const facts = options.facts ?? surveyLog(subject.format, log);
  const keys = FlightKeys.ofSeed(options.seed ?? 'suite', 0);
  let measured: number | undefined;
  if (subject.format.measures === true) {
    const first = createLoop(subject.format, disclosure, keys, facts);
    for (const chunk of chunksOf(log, options.chunks)) exhaust(first.push(chunk));
    exhaust(first.finish());
    measured = first.measured;
  }
  const loop = createLoop(traced(subject, events), disclosure, keys, { ...facts, measured });
  const pieces: Uint8Array[] = [];
  for (const chunk of chunksOf(log, options.chunks)) for (const piece of loop.push(chunk)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return { output: new Uint8Array(Buffer.concat(pieces)), counts: loop.counts(), events };
}

export function surveyLog(format: Format, log: Uint8Array): FlightFacts {
  const survey = new Survey(format);
  survey.push(log);
  return survey.finish();
}

/** Cuts a log into chunks of these sizes, again and again. */
export function* chunksOf(
  log: Uint8Array,
  sizes: readonly number[] = [Math.max(1, log.length)],
): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < log.length; turn++) {
    const end = at + sizes[turn % sizes.length]!;
    yield log.subarray(at, end);
    at = end;
  }
}

/** The frames of a run and whether they were written. */
export function tracedFrames(run: Run): { frame: ReadFrame; written: boolean }[] {
  return run.events.filter((event) => event.kind === 'frame');
}

export interface Decoded {
  readonly frames: readonly ReadFrame[];
  readonly gaps: readonly { offset: number; length: number; reason: GapReason }[];
}

/** Reads a whole log with the decoder alone. */
export function decodeLog({ format, sequence }: Readable, bytes: Uint8Array): Decoded {
  const decoder = format.createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const frames: ReadFrame[] = [];
  const gaps: { offset: number; length: number; reason: GapReason }[] = [];
  for (;;) {
    switch (decoder.next()) {
      case Found.more:
        return { frames, gaps };
      case Found.gap: {
        const { offset, length, reason } = decoder.gap;
        gaps.push({ offset, length, reason });
        break;
      }
      case Found.frame:
        frames.push(copyOf(bytes, decoder.frame, sequence));
    }
  }
}

function copyOf(bytes: Uint8Array, frame: Frame, sequence: FormatSubject['sequence']): ReadFrame {
  const { schema, sender, defines, start, end, parsed } = frame;
  const body = new Uint8Array(schema.size);
  if (parsed !== null) body.set(parsed.bytes.subarray(0, schema.size));
  else body.set(bytes.subarray(frame.body, frame.body + Math.min(frame.bodyLength, schema.size)));
  return { schema, body, sender, defines, start, end, sequence: sequence?.read(bytes, frame) ?? -1 };
}

/** The same format, with a decoder and a sealer that write down which frames the loop meets and which it writes. */
function traced({ format, sequence }: Readable, events: TracedEvent[]): Format {
  const trace: Trace = { events, current: undefined };
  return {
    name: format.name,
    family: format.family,
    title: format.title,
    extension: format.extension,
    logClock: format.logClock,
    maxRecordBytes: format.maxRecordBytes,
    detect: (head, isWhole) => format.detect(head, isWhole),
    createDecoder: () => new TracingDecoder(format.createDecoder(), sequence, trace),
    catalog: () => format.catalog(),
    readLogTimeUs: (view, frame) => format.readLogTimeUs(view, frame),
    senderName: (sender) => format.senderName(sender),
    createSealer: (state, options) => new TracingSealer(format.createSealer(state, options), trace),
  };
}

interface Trace {
  readonly events: TracedEvent[];
  /** The frame that was found last and has not been written. */
  current: Extract<TracedEvent, { kind: 'frame' }> | undefined;
}

class TracingDecoder implements Decoder {
  readonly #decoder: Decoder;
  readonly #sequence: FormatSubject['sequence'];
  readonly #trace: Trace;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(decoder: Decoder, sequence: FormatSubject['sequence'], trace: Trace) {
    this.#decoder = decoder;
    this.#sequence = sequence;
    this.#trace = trace;
  }

  get frame(): Frame {
    return this.#decoder.frame;
  }

  get gap(): Gap {
    return this.#decoder.gap;
  }

  get schema(): Schema {
    return this.#decoder.schema;
  }

  get position(): number {
    return this.#decoder.position;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#bytes = bytes;
    this.#decoder.window(bytes, start, end, final);
  }

  next(): Found {
    const found = this.#decoder.next();
    const trace = this.#trace;
    if (found === Found.frame) {
      const frame = copyOf(this.#bytes, this.#decoder.frame, this.#sequence);
      trace.events.push((trace.current = { kind: 'frame', frame, written: false }));
    } else if (found === Found.gap) {
      trace.current = undefined;
      const { sender } = this.#decoder.gap;
      if (sender >= 0) trace.events.push({ kind: 'gap', sender });
    }
    return found;
  }
}

class TracingSealer implements Sealer {
  readonly #sealer: Sealer;
  readonly #trace: Trace;

  constructor(sealer: Sealer, trace: Trace) {
    this.#sealer = sealer;
    this.#trace = trace;
  }

  observe(bytes: Uint8Array, frame: Frame): void {
    this.#sealer.observe(bytes, frame);
  }

  seal(bytes: Uint8Array, frame: Frame, edited: boolean): number {
    this.#write();
    return this.#sealer.seal(bytes, frame, edited);
  }

  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number {
    this.#write();
    return this.#sealer.rebuild(bytes, frame, body, target);
  }

  drop(sender: number): void {
    this.#sealer.drop(sender);
  }

  get measured(): number | undefined {
    return this.#sealer.measured;
  }

  #write(): void {
    const { current } = this.#trace;
    if (current === undefined || current.written) throw new Error('a frame was written that was not read just before');
    current.written = true;
  }
}
