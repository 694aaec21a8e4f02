import { createCipheriv } from 'node:crypto';

export interface Key {
  readonly key: Uint8Array;
  iv: Uint8Array;
}

const POLYNOMIAL = 0x95ac_9329_ac4b_c9b5n;
const FACTOR = 0x1234_5678_9abc_def0n;
const WORD = 2n ** 64n;

/** Written anew for tests: the eight bytes that a payload is XORed with. */
export function keyStream(type: number, seed: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((FACTOR * BigInt(seed)) % WORD);
  let crc = BigInt((type + seed) % 256);
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = ((crc ^ BigInt(byte >> bit)) & 1n) === 1n;
      crc = (crc >> 1n) ^ (isOdd ? POLYNOMIAL : 0n);
    }
  }
  bytes.writeBigUInt64LE(crc);
  return bytes;
}

/** Seed, scrambled content, check. */
export function scrambled(type: number, content: Uint8Array, seed: number, check = (type + seed) % 256): Uint8Array {
  const stream = keyStream(type, seed);
  return Uint8Array.of(seed, ...[...content, check].map((byte, at) => byte ^ stream[at % 8]!));
}

/** A body of so many bytes with numbers at places. */
export function bodyOf(bytes: number, ...values: readonly (readonly ['f64' | 'i64' | 'i32' | 'u8', number, number])[]) {
  const body = Buffer.alloc(bytes);
  for (const [type, at, value] of values) {
    if (type === 'f64') body.writeDoubleLE(value, at);
    else if (type === 'i64') body.writeBigInt64LE(BigInt(value), at);
    else if (type === 'i32') body.writeInt32LE(value, at);
    else body.writeUInt8(value, at);
  }
  return new Uint8Array(body);
}

export function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export const SEPARATOR = Uint8Array.of(0x39, 0x30, 0, 0);

interface RecordOptions {
  readonly seed?: number;
  readonly check?: number;
  /** Encrypted with it; it goes on to the next vector. */
  readonly key?: Key;
  readonly end?: number;
  /** Written instead of the true length. */
  readonly length?: number;
}

/** Of the two blocks before the records. */
interface BlockOptions {
  /** Byte before the details. */
  readonly first?: number;
  /** Bytes of the signature, and behind it. */
  readonly signature?: number;
  readonly behind?: number;
  /** Bytes of the second block. */
  readonly version?: number;
}

/** Writes flight records byte by byte, also wrong ones. */
export class DjiWriter {
  readonly #version: number;
  readonly #parts: Uint8Array[] = [];
  #seed = 40;
  #detailsAt: number | undefined;
  #before = new Uint8Array();

  constructor(version: number) {
    this.#version = version;
  }

  raw(...parts: readonly (Uint8Array | readonly number[])[]): this {
    for (const part of parts) this.#parts.push(Uint8Array.from(part));
    return this;
  }

  record(type: number, content: Uint8Array, { seed, check, key, end = 0xff, length }: RecordOptions = {}): this {
    const body = key === undefined ? content : encrypted(content, key);
    this.#seed = (this.#seed + 77) % 256;
    const isPlain = this.#version < 7 || type === 50;
    const payload = isPlain ? body : scrambled(type, body, seed ?? this.#seed, check);
    const count = length ?? payload.length;
    const head = this.#version < 13 ? [type, count] : [type, count & 0xff, count >> 8];
    return this.raw(head, payload, [end]);
  }

  /** An OSD record with a place, in degrees. */
  osd(latitude: number, longitude: number, options: RecordOptions = {}): this {
    const rad = Math.PI / 180;
    return this.record(1, bodyOf(50, ['f64', 0, longitude * rad], ['f64', 8, latitude * rad]), options);
  }

  custom(unixMs: number, options: RecordOptions = {}): this {
    return this.record(5, bodyOf(18, ['i64', 10, unixMs]), options);
  }

  /** Details: up to version 11 they stand here, before what comes next; else before the records. */
  details(details: Uint8Array, options: BlockOptions = {}): this {
    if (this.#version < 12) {
      this.#detailsAt = this.#length();
      return this.raw(details);
    }
    if (this.#version === 12) this.#before = Uint8Array.from(details);
    else this.#before = blocksOf(details, options);
    return this;
  }

  /** @param offset instead of the true one */
  bytes(offset?: number): Uint8Array {
    const prefix = Buffer.alloc(this.#prefixBytes());
    const pointed = this.#version < 12 ? (this.#detailsAt ?? 0) : this.#prefixBytes() + this.#before.length;
    prefix.writeBigUInt64LE(BigInt(offset ?? pointed));
    prefix.writeUInt16LE(this.#version < 12 ? 400 : 436, 8);
    prefix[10] = this.#version;
    return new Uint8Array(Buffer.concat([prefix, this.#before, ...this.#parts]));
  }

  /** Where the next part will stand. */
  #length(): number {
    return this.#prefixBytes() + this.#before.length + this.#parts.reduce((sum, { length }) => sum + length, 0);
  }

  #prefixBytes(): number {
    return this.#version < 6 ? 12 : 100;
  }
}

export function detailsOf(version: number, startMs = 1_600_000_000_000): Uint8Array {
  const details = bodyOf(version < 12 ? 400 : 436, ['i32', 87, 12_345], ['i64', 91, startMs]);
  details.set(latin('Secret Street'), 20);
  details[version < 6 ? 277 : 271] = 13;
  return details;
}

function blocksOf(
  details: Uint8Array,
  { first = 1, signature = 256, behind = 0, version = 4 }: BlockOptions,
): Uint8Array<ArrayBuffer> {
  const info = Buffer.alloc(3 + details.length + 2 + signature + behind, 0xee);
  info[0] = first;
  info.writeUInt16LE(details.length, 1);
  info.set(details, 3);
  info.writeUInt16LE(signature, 3 + details.length);
  const block = scrambled(0, info, 0xbb);
  const rest = Array<number>(version - 3).fill(0x83);
  return Uint8Array.of(0, ...wordOf(block.length), ...block, 1, ...wordOf(version), 4, 0, 3, ...rest);
}

function wordOf(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}

function encrypted(content: Uint8Array, pair: Key): Uint8Array {
  const cipher = createCipheriv('aes-256-cbc', pair.key, pair.iv);
  const bytes = Buffer.concat([cipher.update(content), cipher.final()]);
  pair.iv = Uint8Array.from(bytes.subarray(-16));
  return bytes;
}
