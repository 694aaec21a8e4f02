import { createHash } from 'node:crypto';
import { crc16, crc16Byte } from '../src/bytes/crc16.ts';
import { officialDialect } from '../src/formats/mavlink/index.ts';
import type { Layout, LayoutField } from '../src/formats/mavlink/layout.ts';
import { byteSizes, type FieldType } from '../src/model/schema.ts';
import { writeValue } from '../src/model/values.ts';

/** Who sends: MAVLink's system and component. */
export interface Sender {
  readonly system: number;
  readonly component: number;
}

/** One field: a number, text for `char` fields, elements of an array. */
export type Value = number | bigint | string | Uint8Array | readonly number[];
/** Fields by name; those left out are zero. */
export type Values = Readonly<Record<string, Value>>;

export interface Signing {
  readonly key: Uint8Array;
  readonly linkId: number;
  /** Units of 10 microseconds since 2015-01-01 (MAVLink guide, "Message signing"). */
  readonly timestamp: bigint;
}

export interface FrameOptions {
  /** MAVLink 1 has no extension fields, no signature and ids up to 255. Default 2. */
  readonly version?: 1 | 2;
  /** Some senders do not cut trailing zeros off a MAVLink 2 payload. Default true. */
  readonly trim?: boolean;
  /** Bytes behind the last field that is known: extensions of a newer definition. */
  readonly extra?: Uint8Array;
  readonly signing?: Signing;
}

const SIGNED = 0x01;
const SIGNATURE_EPOCH_UNIX_US = 1_420_070_400_000_000n;

/** The time stamp of a signature at a Unix time. */
export function signatureTime(unixUs: bigint): bigint {
  return (unixUs - SIGNATURE_EPOCH_UNIX_US) / 10n;
}

interface Message {
  readonly layout: Layout;
  readonly fields: ReadonlyMap<string, LayoutField>;
}

let messages: ReadonlyMap<string, Message> | undefined;

function messageOf(name: string): Message {
  messages ??= new Map(
    officialDialect().messages.map(({ layout }) => [
      layout.name,
      { layout, fields: new Map(layout.fields.map((field) => [field.name, field])) },
    ]),
  );
  const message = messages.get(name);
  if (message === undefined) throw new RangeError(`there is no message ${name}`);
  return message;
}

/** @throws RangeError for a message that the official definitions do not have */
export function layoutOf(message: string): Layout {
  return messageOf(message).layout;
}

/**
 * One MAVLink frame.
 * @throws RangeError for a message or a field that the official definitions do not have, or a value that does not fit
 */
export function encodeFrame(
  message: string,
  values: Values,
  sender: Sender,
  sequence: number,
  options: FrameOptions = {},
): Uint8Array {
  const { layout, fields } = messageOf(message);
  const payload = new Uint8Array(layout.length);
  for (const name in values) {
    const field = fields.get(name);
    if (field === undefined) throw new RangeError(`${message} has no field ${name}`);
    writeField(payload, field, values[name]!, message);
  }
  const { version = 2, trim = true, extra } = options;
  if (version === 1) {
    return frameOf(layout.id, payload.subarray(0, layout.baseLength), layout.crcExtra, sender, sequence, { version });
  }
  const whole = extra === undefined ? payload : Uint8Array.from([...payload, ...extra]);
  let length = whole.length;
  if (trim) while (length > 1 && whole[length - 1] === 0) length--;
  return frameOf(layout.id, whole.subarray(0, length), layout.crcExtra, sender, sequence, options);
}

/** One frame around any payload, for messages of any id. */
export function frameOf(
  id: number,
  payload: Uint8Array,
  crcExtra: number,
  sender: Sender,
  sequence: number,
  { version = 2, signing }: Pick<FrameOptions, 'version' | 'signing'> = {},
): Uint8Array {
  const flags = signing === undefined ? 0 : SIGNED;
  const ids = version === 1 ? [id] : [id & 0xff, (id >> 8) & 0xff, id >> 16];
  const marks = version === 1 ? [] : [flags, 0];
  const header = [
    version === 1 ? 0xfe : 0xfd,
    payload.length,
    ...marks,
    sequence & 0xff,
    sender.system,
    sender.component,
    ...ids,
  ];
  const frame = new Uint8Array(header.length + payload.length + 2);
  frame.set(header);
  frame.set(payload, header.length);
  const crc = crc16Byte(crc16(frame, 1, frame.length - 2), crcExtra);
  frame.set([crc & 0xff, crc >>> 8], frame.length - 2);
  return signing === undefined || version === 1 ? frame : sign(frame, signing);
}

/** Appends link id, time stamp and the first 48 bits of SHA-256 over key, frame, link id and time stamp. */
function sign(frame: Uint8Array, { key, linkId, timestamp }: Signing): Uint8Array {
  const signed = new Uint8Array(frame.length + 13);
  signed.set(frame);
  signed[frame.length] = linkId;
  for (let byte = 0; byte < 6; byte++)
    signed[frame.length + 1 + byte] = Number((timestamp >> BigInt(8 * byte)) & 0xffn);
  const hash = createHash('sha256')
    .update(key)
    .update(signed.subarray(0, frame.length + 7))
    .digest();
  signed.set(hash.subarray(0, 6), frame.length + 7);
  return signed;
}

/** A record of a .tlog: big-endian Unix microseconds, then the frame. */
export function tlogRecord(unixUs: bigint, frame: Uint8Array): Uint8Array {
  const record = new Uint8Array(8 + frame.length);
  new DataView(record.buffer).setBigUint64(0, unixUs);
  record.set(frame, 8);
  return record;
}

/** Bits for the magnitude of whole numbers that are no bigint. */
const magnitudeBits: Readonly<Partial<Record<FieldType, number>>> = {
  i8: 7,
  i16: 15,
  i32: 31,
  u8: 8,
  u16: 16,
  u32: 32,
};

function writeField(payload: Uint8Array, field: LayoutField, value: Value, message: string): void {
  if (typeof value === 'number' || typeof value === 'bigint') {
    writeElement(payload, field, 0, value, message);
    return;
  }
  if (value.length > Math.max(1, field.elements)) throw misfit(field, message);
  for (let index = 0; index < value.length; index++) {
    const element = typeof value === 'string' ? value.charCodeAt(index) : value[index]!;
    writeElement(payload, field, index, element, message);
  }
}

function writeElement(
  payload: Uint8Array,
  field: LayoutField,
  index: number,
  value: number | bigint,
  message: string,
): void {
  const { type, offset } = field;
  const bits = magnitudeBits[type];
  if (bits !== undefined) {
    const least = type.startsWith('i') ? -(2 ** bits) : 0;
    if (!Number.isInteger(value) || Number(value) < least || Number(value) >= 2 ** bits) throw misfit(field, message);
  }
  writeValue(payload, offset + index * byteSizes[type], type, value);
}

function misfit({ name }: LayoutField, message: string): RangeError {
  return new RangeError(`a value does not fit ${message}.${name}`);
}
