import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import type { LoopCounts } from '../../../src/filter/loop.ts';
import { type Container, MavlinkDecoder } from '../../../src/formats/mavlink/decoder.ts';
import { type Dialect, mavlinkFormats, officialDialect } from '../../../src/formats/mavlink/index.ts';
import type { Layout } from '../../../src/formats/mavlink/layout.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import { Found, type GapReason } from '../../../src/model/format.ts';
import { byteSizes } from '../../../src/model/schema.ts';
import { writeValue } from '../../../src/model/values.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';

/** A frame exactly as described, right or wrong: nothing is trimmed and nothing checked. */
export interface FrameSketch {
  readonly version?: 1 | 2;
  readonly id: number;
  readonly crcExtra: number;
  readonly payload: Uint8Array;
  readonly sequence?: number;
  readonly system?: number;
  readonly component?: number;
  readonly incompat?: number;
  readonly compat?: number;
  /** 13 bytes; sets the flag. */
  readonly signature?: Uint8Array;
}

/** CRC-16/MCRF4XX bit by bit, so that the product's own is not its own judge. */
export function crcOf(bytes: Uint8Array): number {
  let register = 0xffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  }
  return register;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function frameOf(sketch: FrameSketch): Uint8Array {
  const { version = 2, id, crcExtra, payload, sequence = 0, system = 1, component = 1, signature } = sketch;
  const incompat = (sketch.incompat ?? 0) | (signature === undefined ? 0 : 1);
  const header =
    version === 1
      ? [payload.length, sequence, system, component, id]
      : [
          payload.length,
          incompat,
          sketch.compat ?? 0,
          sequence,
          system,
          component,
          id & 255,
          (id >> 8) & 255,
          id >> 16,
        ];
  const checked = concat(Uint8Array.from(header), payload);
  const crc = crcOf(concat(checked, Uint8Array.of(crcExtra)));
  const magic = version === 1 ? 0xfe : 0xfd;
  const end = Uint8Array.of(crc & 255, crc >> 8);
  return concat(Uint8Array.of(magic), checked, end, signature ?? new Uint8Array(0));
}

export function layoutOf(name: string): Layout {
  const message = officialDialect().messages.find(({ layout }) => layout.name === name);
  if (message === undefined) throw new RangeError(`no message is called ${name}`);
  return message.layout;
}

export type Values = Readonly<Record<string, number | bigint | string | Uint8Array>>;

/** A payload of `length` bytes (all of them if not said otherwise) with some fields filled. */
export function payloadOf(name: string, values: Values = {}, length?: number): Uint8Array {
  const layout = layoutOf(name);
  const payload = new Uint8Array(layout.length);
  for (const [key, value] of Object.entries(values)) {
    const field = layout.fields.find((candidate) => candidate.name === key);
    if (field === undefined) throw new RangeError(`${name} has no field ${key}`);
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    if (bytes instanceof Uint8Array)
      payload.set(bytes.subarray(0, field.elements * byteSizes[field.type]), field.offset);
    else writeValue(payload, field.offset, field.type, bytes);
  }
  return payload.slice(0, length ?? layout.length);
}

/** Trailing zeros cut as a sender of MAVLink 2 cuts them: to one byte at least. */
export function trimmed(payload: Uint8Array): Uint8Array {
  let length = payload.length;
  while (length > 1 && payload[length - 1] === 0) length--;
  return payload.slice(0, length);
}

/** A frame of a known message, trimmed (MAVLink 2) or of its base length (MAVLink 1). */
export function messageFrame(name: string, values: Values = {}, rest: Partial<FrameSketch> = {}): Uint8Array {
  const { id, crcExtra, baseLength } = layoutOf(name);
  const payload = rest.version === 1 ? payloadOf(name, values, baseLength) : trimmed(payloadOf(name, values));
  return frameOf({ id, crcExtra, payload, ...rest });
}

/** A record of a .tlog: big-endian microseconds, then the frame. */
export function stamped(us: bigint, frame: Uint8Array): Uint8Array {
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, us);
  return concat(stamp, frame);
}

/** What a decoder found, copied. */
export type Item =
  | {
      readonly kind: 'frame';
      readonly message: string;
      readonly sender: number;
      readonly body: string;
      readonly bytes: string;
    }
  | {
      readonly kind: 'gap';
      readonly reason: GapReason;
      readonly sender: number;
      readonly offset: number;
      length: number;
    };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * Reads a log whose bytes come in pieces that end at `cuts`. Neighbouring gaps of noise are told as one: how many they are
 * is no property of the log.
 */
export function read(
  bytes: Uint8Array,
  container: Container = 'raw',
  cuts: readonly number[] = [],
  dialect: Dialect = officialDialect(),
): Item[] {
  const decoder = new MavlinkDecoder(dialect, container);
  const items: Item[] = [];
  const schemas = new Set<number>();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length, bytes.length];
  ends.forEach((end, index) => {
    // Bytes behind the window are spoilt: looking at them would show.
    const seen = new Uint8Array(bytes.length).fill(0xfd);
    seen.set(bytes.subarray(0, end));
    decoder.window(seen, decoder.position, end, index === ends.length - 1);
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.schema) schemas.add(decoder.schema.index);
      else if (found === Found.frame) {
        const { frame } = decoder;
        if (!schemas.has(frame.schema.index)) throw new Error('a frame before its schema');
        const body = hex(seen.subarray(frame.body, frame.body + frame.bodyLength));
        const record = hex(seen.subarray(frame.start, frame.end));
        items.push({ kind: 'frame', message: frame.schema.message, sender: frame.sender, body, bytes: record });
      } else {
        const { reason, sender, offset, length } = decoder.gap;
        const last = items.at(-1);
        if (last?.kind === 'gap' && reason === 'noise' && last.reason === 'noise') last.length += length;
        else items.push({ kind: 'gap', reason, sender, offset, length });
      }
    }
  });
  return items;
}

/** The filter's whole output for a log given in chunks of `chunkBytes`. */
export function filter(
  bytes: Uint8Array,
  options: {
    level?: Level;
    disclosure?: Disclosure;
    container?: Container;
    chunkBytes?: number;
    dialect?: Dialect;
  } = {},
): { output: Uint8Array; counts: LoopCounts } {
  const { level = 'engineering', container = 'raw', chunkBytes = bytes.length } = options;
  const format = mavlinkFormats(options.dialect)[container === 'tlog' ? 0 : 1]!;
  const loop = createLoop(format, options.disclosure ?? levels[level], FlightKeys.ofSeed('test', 0));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(1, chunkBytes)) {
    for (const piece of loop.push(bytes.subarray(at, at + Math.max(1, chunkBytes)))) pieces.push(piece.slice());
  }
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return { output: concat(...pieces), counts: loop.counts() };
}
