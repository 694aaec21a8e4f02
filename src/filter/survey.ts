import { Memory } from '../bytes/memory.ts';
import { readText } from '../bytes/text.ts';
import { UNIX_FROM_S } from '../model/clocks.ts';
import { SENDERS } from '../model/flight-state.ts';
import { type Format, Found, type Frame, type GapReason } from '../model/format.ts';
import { byteSizes, type Field, fieldSize, type Schema } from '../model/schema.ts';
import type { LoggedSignal } from '../model/signal.ts';
import { readValue, unknownOf } from '../model/values.ts';
import { AnchorCollector, type Anchors } from './anchors.ts';
import { BatteryCollector, type BatterySeries } from './battery.ts';
import { BootClock } from './boot-clock.ts';
import { copyExtended } from './extend.ts';
import { SignalCollector } from './signal-collector.ts';
import { Staging } from './staging.ts';
import { type Fix, type FixEnds, firstFixOf, type Places, type Track, TrackRecorder } from './track.ts';

/** What a first pass over a log finds out. It holds values of hidden fields: it stays in memory and is never written or logged. */
export interface FlightFacts {
  readonly format: string;
  readonly inputBytes: number;
  readonly frames: number;
  readonly gapBytes: Readonly<Partial<Record<GapReason, number>>>;
  /** When the log starts, in Unix seconds, by its own clock; undefined if it has none, or does not tell the date. */
  readonly startUnixS: number | undefined;
  /** By the log's own clock, in seconds. */
  readonly durationS: number | undefined;
  /** Who sent frames, most frames first. */
  readonly senders: readonly { name: string; frames: number }[];
  readonly messages: readonly MessageFacts[];
  readonly anchors: Anchors;
  /** Of the log's own aircraft first, then of others in it. */
  readonly tracks: readonly Track[];
  /** False: there were more fixes than are kept. */
  readonly isTrackWhole: boolean;
  /** Places of senders that never move. */
  readonly standing: readonly Fix[];
  /** Of every sender and message that tells where an aircraft is. */
  readonly fixEnds: readonly FixEnds[];
  /** Of all frames, whatever their order; undefined if no frame has a time. */
  readonly earliestUnixS?: number;
  readonly latestUnixS?: number;
  /** Every fix of every sender and message, where it was asked for. */
  readonly everywhere?: Places;
  readonly battery: BatterySeries;
  /** What the log tells of zones and fences, in its order; of states their changes. */
  readonly signals: readonly LoggedSignal[];
  /** False: there were more signals than are kept. */
  readonly areSignalsWhole: boolean;
  /** Unix time when the clock of signals without a date was at zero, in microseconds: 0 for clocks that show Unix time; undefined if the log tells no date. */
  readonly clockZeroUs: number | undefined;
  /** The first fix that the rest of the track does not contradict: what relocated positions are relative to. */
  readonly firstFix: Fix | undefined;
}

export interface MessageFacts {
  readonly schema: Schema;
  readonly frames: number;
  /** By field name: frames in which the field said something (not "unknown"). */
  readonly told: ReadonlyMap<string, number>;
  /** By field name, only where they were asked for: some of the values. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
}

const MAX_SAMPLES = 3;
const MAX_SENDERS = 4096;
/** In 2001: no log is older. */
const EARLIEST_DATE_US = UNIX_FROM_S * 1e6;

/** The first pass. Feed it the whole log, then ask for the facts. */
export class Survey {
  readonly #format: Format;
  readonly #staging: Staging;
  readonly #decoder;
  readonly #readers: MessageReader[] = [];
  readonly #body: Memory;
  readonly #gapBytes: Partial<Record<GapReason, number>> = {};
  /** In the order in which they came, and their frames by slot. */
  readonly #senders: number[] = [];
  readonly #senderFrames = new Float64Array(SENDERS);
  readonly #anchors = new AnchorCollector();
  readonly #track = new TrackRecorder();
  readonly #battery = new BatteryCollector();
  readonly #signals: SignalCollector;
  /** Only for logs that count time since boot. */
  readonly #bootClock: BootClock | undefined;
  readonly #detail: boolean;
  readonly #reveal: boolean;
  readonly #everywhere: boolean;
  #frames = 0;
  /** Of the first and the last frame that have one: an array, because doubles in fields are allocated anew each time. */
  readonly #timesUs = Float64Array.of(0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  #hasTime = false;

  /**
   * @param options.detail count for every field how often it says something
   * @param options.everywhere keep every fix, to ask where all of the log was
   * @param options.reveal collect some values of every field, for the owner's eyes; goes with `detail`
   */
  constructor(format: Format, options: { detail?: boolean; reveal?: boolean; everywhere?: boolean } = {}) {
    this.#format = format;
    this.#signals = new SignalCollector(format);
    this.#bootClock = format.logClock === 'boot' ? new BootClock() : undefined;
    this.#detail = options.detail ?? false;
    this.#reveal = options.reveal ?? false;
    this.#everywhere = options.everywhere ?? false;
    this.#staging = new Staging(format.maxRecordBytes);
    this.#decoder = format.createDecoder();
    this.#body = new Memory(new Uint8Array(format.maxRecordBytes + 3));
  }

  push(chunk: Uint8Array): void {
    for (let taken = 0; taken < chunk.length; ) {
      taken += this.#staging.fill(chunk, taken, this.#decoder, false);
      this.#read();
    }
  }

  finish(): FlightFacts {
    this.#staging.fill(new Uint8Array(0), 0, this.#decoder, true);
    this.#read();
    const byFrames = <T extends { frames: number }>(a: T, b: T): number => b.frames - a.frames;
    const zeroUs = this.#bootClock === undefined ? 0 : this.#bootClock.bootUnixUs();
    const tracks = this.#track.tracks(zeroUs);
    const [firstUs, lastUs, earliestUs, latestUs] = this.#timesUs as unknown as [number, number, number, number];
    // A clock that counts from a log's own beginning tells no date.
    const isDated = this.#hasTime && zeroUs !== undefined && latestUs + zeroUs >= EARLIEST_DATE_US;
    const unixS = (timeUs: number): number => (timeUs + (zeroUs ?? 0)) / 1e6;
    return {
      format: this.#format.name,
      inputBytes: this.#staging.totalBytes,
      frames: this.#frames,
      gapBytes: this.#gapBytes,
      startUnixS: isDated ? unixS(firstUs) : undefined,
      durationS: this.#hasTime ? Math.max(0, lastUs - firstUs) / 1e6 : undefined,
      senders: this.#senders
        .map((sender) => ({ name: this.#format.senderName(sender), frames: this.#senderFrames[sender]! }))
        .sort(byFrames),
      messages: this.#readers.map((reader) => reader.facts()).sort(byFrames),
      anchors: this.#anchors.anchors(),
      tracks,
      isTrackWhole: this.#track.isWhole,
      standing: this.#track.standing(),
      fixEnds: this.#track.fixEnds(),
      ...(isDated ? { earliestUnixS: unixS(earliestUs), latestUnixS: unixS(latestUs) } : {}),
      ...(this.#everywhere ? { everywhere: this.#track.everywhere() } : {}),
      battery: this.#battery.series(),
      signals: this.#signals.signals,
      areSignalsWhole: this.#signals.isWhole,
      clockZeroUs: isDated ? zeroUs : undefined,
      firstFix: tracks[0] === undefined ? undefined : firstFixOf(tracks[0]),
    };
  }

  #read(): void {
    const decoder = this.#decoder;
    const { memory } = this.#staging;
    for (;;) {
      switch (decoder.next()) {
        case Found.more:
          return;
        case Found.gap: {
          const { reason, length } = decoder.gap;
          this.#gapBytes[reason] = (this.#gapBytes[reason] ?? 0) + length;
          break;
        }
        case Found.schema:
          this.#learn(decoder.schema);
          break;
        case Found.frame:
          this.#take(decoder.frame, memory);
      }
    }
  }

  #learn(schema: Schema): void {
    this.#anchors.learn(schema);
    this.#track.learn(schema);
    this.#battery.learn(schema);
    this.#bootClock?.learn(schema);
    const isWanted =
      this.#anchors.wants(schema) || this.#battery.wants(schema) || this.#bootClock?.wants(schema) === true;
    this.#readers[schema.index] = new MessageReader(schema, this.#reveal, isWanted);
  }

  #take(frame: Frame, memory: Memory): void {
    this.#frames++;
    const timeUs = this.#format.readLogTimeUs(memory.view, frame);
    if (timeUs !== undefined) {
      if (!this.#hasTime) this.#timesUs[0] = timeUs;
      this.#hasTime = true;
      this.#timesUs[1] = timeUs;
      if (timeUs < this.#timesUs[2]!) this.#timesUs[2] = timeUs;
      if (timeUs > this.#timesUs[3]!) this.#timesUs[3] = timeUs;
    }
    const { sender, schema } = frame;
    if (this.#senderFrames[sender] !== 0) this.#senderFrames[sender]!++;
    else if (this.#senders.length < MAX_SENDERS) {
      this.#senders.push(sender);
      this.#senderFrames[sender] = 1;
    }
    const reader = this.#readers[schema.index]!;
    reader.frames++;
    if (schema.signals === true) this.#takeSignal(frame, memory, timeUs);
    if (!this.#detail && !reader.isWanted) return;
    const isWhole = frame.parsed === null && frame.bodyLength >= schema.size;
    if (!isWhole && frame.parsed === null) copyExtended(memory, frame, this.#body);
    const body = isWhole ? frame.body : 0;
    const from = isWhole ? memory : (frame.parsed ?? this.#body);
    if (this.#detail) reader.count(from.bytes.subarray(body, body + schema.size));
    if (!reader.isWanted) return;
    this.#anchors.take(schema, from, body);
    const offset = this.#staging.offsetOf(frame.start);
    this.#track.take(frame, from.view, timeUs ?? Number.NaN, offset, body);
    this.#battery.take(frame, from.view, offset, body);
    this.#bootClock?.take(schema, from.view, body, timeUs);
  }

  #takeSignal(frame: Frame, memory: Memory, timeUs = Number.NaN): void {
    if (frame.parsed === null) copyExtended(memory, frame, this.#body);
    this.#signals.at(timeUs, this.#staging.offsetOf(frame.start), frame.sender);
    this.#format.readSignals?.(frame.parsed ?? this.#body, frame, this.#signals);
  }
}

/** Reads the fields of one kind of message that the survey wants. */
class MessageReader {
  readonly #schema: Schema;
  readonly #reveal: boolean;
  readonly #told: Float64Array;
  readonly #samples: Set<string>[];
  readonly #unknowns: readonly (number | bigint | undefined)[];
  readonly isWanted: boolean;
  frames = 0;

  /** @param isWanted somebody else reads its frames too */
  constructor(schema: Schema, reveal: boolean, isWanted: boolean) {
    this.isWanted = isWanted;
    this.#schema = schema;
    this.#reveal = reveal;
    this.#told = new Float64Array(schema.fields.length);
    this.#samples = schema.fields.map(() => new Set());
    this.#unknowns = schema.fields.map((field) =>
      field.rules[0] === undefined ? undefined : unknownOf(field, field.rules[0]),
    );
  }

  count(body: Uint8Array): void {
    this.#schema.fields.forEach((field, index) => {
      if (!this.#tells(field, index, body)) return;
      this.#told[index]!++;
      const samples = this.#samples[index]!;
      if (this.#reveal && samples.size < MAX_SAMPLES) samples.add(show(field, body));
    });
  }

  facts(): MessageFacts {
    const { fields } = this.#schema;
    return {
      schema: this.#schema,
      frames: this.frames,
      told: new Map(fields.map((field, index) => [field.name, this.#told[index]!])),
      samples: new Map(fields.map((field, index) => [field.name, [...this.#samples[index]!]])),
    };
  }

  /** Whether the field is neither zero in all its bytes nor its format's "unknown". */
  #tells(field: Field, index: number, body: Uint8Array): boolean {
    let isZero = true;
    const end = field.offset + fieldSize(field);
    for (let at = field.offset; at < end && isZero; at++) isZero = body[at] === 0;
    if (isZero) return false;
    const unknown = this.#unknowns[index];
    if (unknown === undefined || field.length > 1) return true;
    return !Object.is(readValue(body, field.offset, field.type), unknown);
  }
}

/** A value for people: text as text, numbers with their unit, byte arrays in hexadecimal. */
function show(field: Field, body: Uint8Array): string {
  const end = field.offset + fieldSize(field);
  if (field.type === 'char') return JSON.stringify(readText(body, field.offset, end));
  const size = byteSizes[field.type];
  if (size === 1 && field.length > 4) {
    return Array.from(body.subarray(field.offset, end), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const values: string[] = [];
  for (let at = field.offset; at < end && values.length < 4; at += size)
    values.push(String(readValue(body, at, field.type)));
  return `${values.join(' ')}${field.units ? ` ${field.units}` : ''}`;
}
