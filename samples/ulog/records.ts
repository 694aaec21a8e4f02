import type { Values } from '../encode.ts';
import { putNumber } from '../rows.ts';
import { contentsOf, type Topic } from './topic.ts';

/** Records of a ULog (PX4 developer guide, "ULog File Format"). */

const MAGIC = [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35] as const;
const VERSION = 1;
const SYNC = [0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12] as const;
const FLAG_BYTES = 40;
/** Bit of the first compatible flag: there are default parameters. */
const DEFAULT_PARAMETERS = 1;
const encoder = new TextEncoder();

export type Number32 = 'int32_t' | 'uint32_t' | 'float';

export function fileHeader(bootUs: number): Uint8Array {
  const header = new Uint8Array(16);
  header.set([...MAGIC, VERSION]);
  putNumber(header, 8, 'u64', bootUs, 'the header');
  return header;
}

export function flagBits(): Uint8Array {
  const flags = new Uint8Array(FLAG_BYTES);
  flags[0] = DEFAULT_PARAMETERS;
  return record('B', flags);
}

export function formatOf(topic: Topic): Uint8Array {
  return record('F', encoder.encode(topic.format));
}

export function infoText(key: string, text: string): Uint8Array {
  return record('I', keyed(`char[${text.length}] ${key}`, encoder.encode(text)));
}

export function infoNumber(key: string, type: 'int32_t' | 'uint32_t', value: number): Uint8Array {
  return record('I', keyed(`${type} ${key}`, number32(type, value)));
}

/** @param isContinued whether it goes on from the one before */
export function multiInfo(key: string, text: string, isContinued: boolean): Uint8Array {
  return record('M', Uint8Array.of(isContinued ? 1 : 0), keyed(`char[${text.length}] ${key}`, encoder.encode(text)));
}

export function parameter(name: string, type: Number32, value: number): Uint8Array {
  return record('P', keyed(`${type} ${name}`, number32(type, value)));
}

/** The value that a parameter has if nobody sets it: of the system, and of this airframe. */
export function defaultParameter(name: string, type: Number32, value: number): Uint8Array {
  return record('Q', Uint8Array.of(3), keyed(`${type} ${name}`, number32(type, value)));
}

export function subscription(id: number, instance: number, topic: Topic): Uint8Array {
  return record('A', Uint8Array.of(instance, id & 0xff, id >> 8), encoder.encode(topic.name));
}

export function data(id: number, topic: Topic, values: Values): Uint8Array {
  return record('D', Uint8Array.of(id & 0xff, id >> 8), contentsOf(topic, values));
}

/** @param level from 0, an emergency, to 7, as the kernel has them */
export function loggedText(level: number, bootUs: number, text: string): Uint8Array {
  return record('L', Uint8Array.of(0x30 + level), stamp(bootUs), encoder.encode(text));
}

/** @param tag which part of the system says it */
export function taggedText(level: number, tag: number, bootUs: number, text: string): Uint8Array {
  return record('C', Uint8Array.of(0x30 + level, tag & 0xff, tag >> 8), stamp(bootUs), encoder.encode(text));
}

export function sync(): Uint8Array {
  return record('S', Uint8Array.from(SYNC));
}

export function dropout(milliseconds: number): Uint8Array {
  return record('O', Uint8Array.of(milliseconds & 0xff, milliseconds >> 8));
}

function record(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(3 + size);
  bytes.set([size & 0xff, size >> 8, type.charCodeAt(0)]);
  let at = 3;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function keyed(key: string, value: Uint8Array): Uint8Array {
  return Uint8Array.from([key.length, ...encoder.encode(key), ...value]);
}

function number32(type: Number32, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  putNumber(bytes, 0, type === 'float' ? 'f32' : type === 'int32_t' ? 'i32' : 'u32', value, type);
  return bytes;
}

function stamp(bootUs: number): Uint8Array {
  const bytes = new Uint8Array(8);
  putNumber(bytes, 0, 'u64', bootUs, 'a stamp');
  return bytes;
}
