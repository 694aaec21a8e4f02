import { createCipheriv } from 'node:crypto';
import { Draws } from '../draws.ts';
import type { Body, DjiVersion } from './body.ts';
import { type FeatureKey, FeatureKeys, featureOf } from './keychain.ts';

const END = 0xff;
const KEY_STORAGE_RECOVER = 50;
const BLOCK_BYTES = 16;
const SCRAMBLED_SINCE = 7;
const ENCRYPTED_SINCE = 13;
/** CRC-64 of Jones, reflected. */
const POLYNOMIAL = 0x95ac_9329_ac4b_c9b5n;
const MULTIPLIER = 0x1234_5678_9abc_def0n;
const WORD = 0xffff_ffff_ffff_ffffn;

/** Eight bytes that contents with this seed are scrambled with, again and again. */
export function scramblingKey(type: number, seed: number): Uint8Array {
  const key = Buffer.alloc(8);
  key.writeBigUInt64LE((MULTIPLIER * BigInt(seed)) & WORD);
  let crc = BigInt((seed + type) & 0xff);
  for (const byte of key) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  }
  key.writeBigUInt64LE(crc);
  return key;
}

/** Seed, scrambled content. */
export function scrambled(type: number, seed: number, content: Uint8Array): Uint8Array {
  const key = scramblingKey(type, seed);
  return Uint8Array.of(seed, ...content.map((byte, index) => byte ^ key[index % key.length]!));
}

/** Content and what the scrambling started with, by which the app tells that it was undone rightly. */
function checked(type: number, seed: number, content: Uint8Array): Uint8Array {
  return Uint8Array.of(...content, (seed + type) & 0xff);
}

/** Writes records one behind the other: encrypted ones depend on those before. */
export class RecordWriter {
  readonly #version: DjiVersion;
  readonly #draws = new Draws('dji records');
  readonly #sets: (readonly FeatureKey[])[];
  #keys: FeatureKeys;
  #count = 0;

  constructor(version: DjiVersion, keychains: readonly (readonly FeatureKey[])[]) {
    this.#version = version;
    this.#sets = [...keychains];
    this.#keys = new FeatureKeys(this.#sets.shift() ?? []);
  }

  /** @throws RangeError for a record that is too long for its version */
  record({ type, bytes }: Body): Uint8Array {
    const payload = this.#payload(type, bytes);
    const lengthBytes = this.#version < ENCRYPTED_SINCE ? 1 : 2;
    if (payload.length >= 256 ** lengthBytes) throw new RangeError('a record is too long');
    const length = lengthBytes === 1 ? [payload.length] : [payload.length & 0xff, payload.length >> 8];
    if (type === KEY_STORAGE_RECOVER) this.#keys = new FeatureKeys(this.#sets.shift() ?? []);
    return Uint8Array.of(type, ...length, ...payload, END);
  }

  #payload(type: number, bytes: Uint8Array): Uint8Array {
    if (this.#version < SCRAMBLED_SINCE || type === KEY_STORAGE_RECOVER) return bytes;
    const content = this.#version < ENCRYPTED_SINCE ? bytes : this.#encrypted(type, bytes);
    const seed = this.#draws.integer('seed', this.#count++, 0, 255);
    return scrambled(type, seed, checked(type, seed, content));
  }

  #encrypted(type: number, bytes: Uint8Array): Uint8Array {
    const pair = this.#keys.of(featureOf(type, this.#version));
    if (pair === undefined) return bytes;
    const cipher = createCipheriv('aes-256-cbc', pair.key, pair.iv);
    const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
    pair.iv = content.subarray(-BLOCK_BYTES);
    return content;
  }
}
