import { crc16, crc16Byte } from '../../../src/bytes/crc16.ts';
import { writeText } from '../../../src/bytes/text.ts';
import type { Container } from '../../../src/formats/mavlink/decoder.ts';
import { officialDialect } from '../../../src/formats/mavlink/index.ts';
import type { Layout } from '../../../src/formats/mavlink/layout.ts';
import { byteSizes } from '../../../src/model/schema.ts';
import { writeValue } from '../../../src/model/values.ts';

export type FieldValue = number | bigint | string | readonly number[] | Uint8Array;
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface FrameOptions {
  readonly version?: 1 | 2;
  readonly system?: number;
  readonly component?: number;
  readonly incompat?: number;
  readonly compat?: number;
  /** Signature of 13 bytes. */
  readonly signature?: Uint8Array;
  /** For ids that no definition has. */
  readonly id?: number;
  readonly crcExtra?: number;
}

const layouts = new Map<string, Layout>(officialDialect().messages.map(({ layout }) => [layout.name, layout]));

export function layoutOf(message: string): Layout {
  const layout = layouts.get(message);
  if (layout === undefined) throw new RangeError(`no message is called ${message}`);
  return layout;
}

/** A body with every field present; fields that are not named are zero. */
export function bodyOf(message: string, values: FieldValues): Uint8Array {
  const layout = layoutOf(message);
  const body = new Uint8Array(layout.length);
  for (const [name, value] of Object.entries(values)) {
    const field = layout.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new RangeError(`${message} has no field ${name}`);
    const size = byteSizes[field.type];
    const length = Math.max(1, field.elements);
    if (typeof value === 'string') writeText(body, field.offset, field.offset + length, value);
    else if (typeof value === 'object') {
      for (let index = 0; index < Math.min(value.length, length); index++) {
        writeValue(body, field.offset + index * size, field.type, value[index]!);
      }
    } else writeValue(body, field.offset, field.type, value);
  }
  return body;
}

/** Writes MAVLink logs as an autopilot and a ground station do: every sender counts its frames, trailing zeros are cut. */
export class MavlinkWriter {
  readonly #container: Container;
  readonly #pieces: Uint8Array[] = [];
  readonly #sequences = new Map<number, number>();
  /** Unix time of the next frame, in microseconds. */
  timeUs: bigint;

  constructor(container: Container, timeUs = 1_690_000_000_000_000n) {
    this.#container = container;
    this.timeUs = timeUs;
  }

  frame(message: string, values: FieldValues = {}, options: FrameOptions = {}): this {
    return this.body(message, bodyOf(message, values), options);
  }

  body(message: string, body: Uint8Array, options: FrameOptions = {}): this {
    const { id, crcExtra, baseLength } = layoutOf(message);
    const cut = options.version === 1 ? body.subarray(0, baseLength) : body;
    return this.raw(this.#stamped(this.encode(cut, { id, crcExtra, ...options })));
  }

  /** A frame with any id, checksum byte and flags. */
  foreign(body: Uint8Array, options: FrameOptions): this {
    return this.raw(this.#stamped(this.encode(body, options)));
  }

  raw(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    return this;
  }

  /** Leaves numbers of a sender out, as a link that loses frames does. */
  lose(count: number, system = 1, component = 1): this {
    this.#count(system, component, count);
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }

  /** The frame alone, without the container's time stamp. */
  encode(body: Uint8Array, options: FrameOptions): Uint8Array {
    const {
      version = 2,
      system = 1,
      component = 1,
      incompat = 0,
      compat = 0,
      signature,
      id = 0,
      crcExtra = 0,
    } = options;
    const sequence = this.#count(system, component, 1);
    let length = body.length;
    if (version === 2) while (length > 1 && body[length - 1] === 0) length--;
    const flags = incompat | (signature === undefined ? 0 : 1);
    const header =
      version === 1
        ? [0xfe, length, sequence, system, component, id]
        : [0xfd, length, flags, compat, sequence, system, component, id & 0xff, (id >> 8) & 0xff, id >> 16];
    const frame = new Uint8Array(header.length + length + 2 + (signature?.length ?? 0));
    frame.set(header);
    frame.set(body.subarray(0, length), header.length);
    const checksumAt = header.length + length;
    const crc = crc16Byte(crc16(frame, 1, checksumAt), crcExtra);
    frame.set([crc & 0xff, crc >> 8], checksumAt);
    if (signature !== undefined) frame.set(signature, checksumAt + 2);
    return frame;
  }

  #stamped(frame: Uint8Array): Uint8Array {
    if (this.#container === 'raw') return frame;
    const record = new Uint8Array(8 + frame.length);
    new DataView(record.buffer).setBigUint64(0, this.timeUs);
    record.set(frame, 8);
    return record;
  }

  /** The sender's next number; then counts on. */
  #count(system: number, component: number, by: number): number {
    const sender = (system << 8) | component;
    const sequence = this.#sequences.get(sender) ?? 250;
    this.#sequences.set(sender, (sequence + by) & 0xff);
    return sequence;
  }
}
