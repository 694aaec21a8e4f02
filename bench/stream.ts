import { Draw } from './draw.ts';
import { type Instant, type MessageClass, type MixEntry, mix, PERIOD_FRAMES, PERIOD_S, type Value } from './mix.ts';

const STAMP_BYTES = 8;
const HEADER_BYTES = 10;
const CHECKSUM_BYTES = 2;
/** Bytes of a period if nothing is cut off. */
const PERIOD_BYTES = mix.reduce(
  (sum, { hz, type }) =>
    sum + Math.round(hz * PERIOD_S) * (STAMP_BYTES + HEADER_BYTES + type.PAYLOAD_LENGTH + CHECKSUM_BYTES),
  0,
);

/** A minute after boot; a stream of up to 70 minutes then has no 32-bit microseconds that wrap. */
const BOOT_START_US = 60e6;
/** From 2^24 ms after boot on no top byte of a clock is zero: frames keep their length while their clocks go on. */
const STEADY_BOOT_START_US = 20_000e6;
const UNIX_START_MS = Date.UTC(2024, 4, 17, 9, 30);
/** Periods of the piece that long files repeat. */
const REPEATED_PERIODS = 60;

export interface Stream {
  /** A .tlog of MAVLink 2 frames. */
  readonly bytes: Uint8Array;
  readonly frames: number;
}

/** Where a clock of a frame stands: index, size, and units per second. */
interface ClockField {
  readonly at: number;
  readonly size: number;
  readonly perSecond: number;
}

/** A piece of the stream with seeded values, that can be moved on in time as often as is wanted. */
export class Block {
  readonly bytes: Uint8Array;
  readonly frames: number;
  readonly #view: DataView;
  readonly #starts: number[] = [];
  readonly #entries: MixEntry[] = [];
  readonly #seconds: number;
  readonly #clocks = new Map<MessageClass, ClockField[]>();
  /** Frames of each sender in the block, by system * 256 + component. */
  readonly #perSender = new Map<number, number>();

  constructor(seed: number, periods: number, bootStartUs: number) {
    const draw = new Draw(seed);
    const room = new Uint8Array(periods * PERIOD_BYTES);
    const view = new DataView(room.buffer);
    const schedule = scheduleOf(draw);
    let end = 0;
    for (let period = 0; period < periods; period++) {
      for (const { entry, offset } of schedule) {
        const sender = entry.system * 256 + entry.component;
        const sequence = this.#perSender.get(sender) ?? 0;
        this.#perSender.set(sender, sequence + 1);
        this.#starts.push(end);
        this.#entries.push(entry);
        end = writeRecord(
          room,
          view,
          end,
          entry,
          sequence & 0xff,
          instantAt(period * PERIOD_S + offset, bootStartUs),
          draw,
        );
      }
    }
    for (const { type } of mix) this.#clocks.set(type, clockFieldsOf(type));
    this.bytes = room.slice(0, end);
    this.#view = new DataView(this.bytes.buffer);
    this.frames = this.#starts.length;
    this.#seconds = periods * PERIOD_S;
  }

  /** Past-the-last byte of the first `frames` frames. */
  endOf(frames: number): number {
    return frames >= this.frames ? this.bytes.length : this.#starts[frames]!;
  }

  /** Moves every clock and sequence number on, as if the flight had gone on. */
  advance(): void {
    const { bytes } = this;
    const view = this.#view;
    const stepUs = BigInt(this.#seconds * 1e6);
    for (let index = 0; index < this.#starts.length; index++) {
      const start = this.#starts[index]!;
      const entry = this.#entries[index]!;
      view.setBigUint64(start, view.getBigUint64(start) + stepUs);
      const head = start + STAMP_BYTES;
      const length = bytes[head + 1]!;
      bytes[head + 4]! += this.#perSender.get(entry.system * 256 + entry.component)!;
      for (const { at, size, perSecond } of this.#clocks.get(entry.type)!) {
        const step = this.#seconds * perSecond;
        const clock = head + HEADER_BYTES + at;
        if (size === 8) view.setBigUint64(clock, view.getBigUint64(clock, true) + BigInt(step), true);
        else view.setUint32(clock, view.getUint32(clock, true) + step, true);
      }
      writeChecksum(bytes, head, length, entry.type.MAGIC_NUMBER);
    }
  }
}

/** A stream of exactly this many frames, every one drawn afresh. */
export function streamOfFrames(frames: number, seed = 1): Stream {
  const block = new Block(seed, Math.ceil(frames / PERIOD_FRAMES), BOOT_START_US);
  return { bytes: block.bytes.subarray(0, block.endOf(frames)), frames };
}

/**
 * Pieces of a stream of about this many bytes, whole frames only; each is valid until the next is asked for. Ten minutes are repeated with
 * all clocks and sequence numbers going on.
 */
export function* piecesOfBytes(bytes: number, seed = 1): Generator<Uint8Array, void, void> {
  const block = new Block(seed, REPEATED_PERIODS, STEADY_BOOT_START_US);
  const perFrame = block.bytes.length / block.frames;
  for (let left = bytes; left > 0; left -= block.bytes.length) {
    yield block.bytes.subarray(0, block.endOf(Math.ceil(left / perFrame)));
    block.advance();
  }
}

/** A stream of about this many bytes in one piece. */
export function streamOfBytes(bytes: number, seed = 1): Uint8Array {
  return Buffer.concat(Array.from(piecesOfBytes(bytes, seed), (piece) => piece.slice()));
}

/** All frames of a period with their offset in seconds, in order; each kind of message starts at a phase of its own. */
function scheduleOf(draw: Draw): { entry: MixEntry; offset: number }[] {
  const schedule: { entry: MixEntry; offset: number }[] = [];
  for (const entry of mix) {
    const phase = draw.unit() / entry.hz;
    for (let index = 0; index < Math.round(entry.hz * PERIOD_S); index++) {
      // Whole milliseconds: node-mavlink cuts the .tlog's microseconds off, and both outputs are compared.
      schedule.push({ entry, offset: Math.floor((phase + index / entry.hz) * 1000) / 1000 });
    }
  }
  return schedule.sort((a, b) => a.offset - b.offset);
}

function instantAt(t: number, bootStartUs: number): Instant {
  const ms = Math.round(t * 1000);
  const bootUs = bootStartUs + ms * 1000;
  return { t, bootMs: Math.floor(bootUs / 1000), bootUs, unixUs: BigInt(UNIX_START_MS + ms) * 1000n };
}

function clockFieldsOf(type: MessageClass): ClockField[] {
  return type.FIELDS.filter(
    ({ source, units }) => source.startsWith('time_') && (units === 'ms' || units === 'us'),
  ).map(({ offset, size, units }) => ({ at: offset, size, perSecond: units === 'ms' ? 1e3 : 1e6 }));
}

/** Writes a .tlog record with a MAVLink 2 frame; returns its end. */
function writeRecord(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  { type, system, component, fields }: MixEntry,
  sequence: number,
  at: Instant,
  draw: Draw,
): number {
  const head = start + STAMP_BYTES;
  const payload = head + HEADER_BYTES;
  view.setBigUint64(start, at.unixUs);
  bytes.fill(0, payload, payload + type.PAYLOAD_LENGTH);
  for (const [name, value] of Object.entries(fields(at, draw))) {
    const field = type.FIELDS.find(({ source }) => source === name);
    if (field === undefined) throw new Error(`${type.MSG_NAME} has no field ${name}`);
    const elements = typeof value === 'string' ? Array.from(value, (letter) => letter.charCodeAt(0)) : [value].flat();
    elements.forEach((element, index) => {
      writeElement(view, payload + field.offset + index * field.size, field.type.replace('[]', ''), element);
    });
  }
  let length = type.PAYLOAD_LENGTH;
  while (length > 1 && bytes[payload + length - 1] === 0) length--;
  bytes.set([0xfd, length, 0, 0, sequence, system, component], head);
  bytes.set([type.MSG_ID & 0xff, (type.MSG_ID >> 8) & 0xff, type.MSG_ID >> 16], head + 7);
  writeChecksum(bytes, head, length, type.MAGIC_NUMBER);
  return payload + length + CHECKSUM_BYTES;
}

function writeElement(view: DataView, at: number, type: string, value: Value): void {
  const number = Number(value);
  if (type === 'uint64_t') view.setBigUint64(at, BigInt(value as bigint), true);
  else if (type === 'float') view.setFloat32(at, number, true);
  else if (type.startsWith('uint32') || type.startsWith('int32')) view.setUint32(at, number, true);
  else if (type.startsWith('uint16') || type.startsWith('int16')) view.setUint16(at, number, true);
  else if (type === 'char' || type.startsWith('uint8') || type.startsWith('int8')) view.setUint8(at, number);
  else throw new Error(`no way to write ${type}`);
}

/** CRC-16/MCRF4XX, the checksum of MAVLink, by table: of its own, so that the data do not rest on the code under test. */
const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  return register;
});

function writeChecksum(bytes: Uint8Array, head: number, length: number, extra: number): void {
  const end = head + HEADER_BYTES + length;
  let crc = 0xffff;
  for (let at = head + 1; at < end; at++) crc = crcTable[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  crc = crcTable[(crc ^ extra) & 0xff]! ^ (crc >>> 8);
  bytes[end] = crc;
  bytes[end + 1] = crc >>> 8;
}
