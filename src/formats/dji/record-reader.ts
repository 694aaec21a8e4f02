import type { Memory } from '../../bytes/memory.ts';
import { FeatureCipher } from './feature-cipher.ts';
import { BLOCK_BYTES, type Keychains } from './feature-keys.ts';
import { FEATURES, featureOf, PLAIN_FEATURE, UNKNOWN_FEATURE } from './features.ts';
import { ENCRYPTED_FROM, RecordType, SCRAMBLED_FROM } from './layout.ts';
import { isPlausible } from './plausible.ts';
import type { DjiSchema, DjiSchemas } from './records.ts';
import { applyKey, keyAt } from './scramble.ts';

/** A key that has opened so many records is the right one; one that fails before is not. */
const PROOF = 8;
/** In `#proof`: the key is wrong, and nothing of its feature is read any more. */
const REFUSED = 255;

/** Answers of {@link RecordReader.read} beside lengths. */
export const LOCKED = -1;
const KEYLESS = -2;

/** How the decryption of a record went. */
const Outcome = { failed: 0, opened: 1, doubtful: 2 } as const;

/** Reads payloads into memory, unscrambled and decrypted. */
export class RecordReader {
  readonly #body: Memory;
  readonly #schemas: DjiSchemas;
  /** Of short records by type, or first byte where that counts, then length: few are looked up. */
  readonly #known: (DjiSchema | undefined)[][] = [];
  readonly #version: number;
  readonly #cipher: FeatureCipher | undefined;
  /** By feature: how many records its key has opened. */
  readonly #proof = new Uint8Array(FEATURES);
  /** By feature, 1: records may have been lost, so that the next one cannot be decrypted in its first block. */
  readonly #isBroken = new Uint8Array(FEATURES);
  #outcome: number = Outcome.failed;

  constructor(body: Memory, schemas: DjiSchemas, version: number, keychains: Keychains | undefined) {
    this.#body = body;
    this.#schemas = schemas;
    this.#version = version;
    this.#cipher =
      keychains === undefined || version < ENCRYPTED_FROM ? undefined : new FeatureCipher(keychains, 'decrypt');
  }

  get hasKeys(): boolean {
    return this.#cipher !== undefined;
  }

  /** Bytes of the log were lost: what was chained over them is. */
  breakChains(): void {
    this.#isBroken.fill(1);
  }

  nextSet(): void {
    this.#cipher?.nextSet();
    this.#proof.fill(0);
    this.#isBroken.fill(0);
  }

  /** As {@link DjiSchemas.record}, for the record that was read last. */
  schemaOf(type: number, content: number): DjiSchema | undefined {
    const first = type === RecordType.smartBatteryGroup && content > 0 ? this.#body.bytes[0]! : -1;
    if (content > 0xff) return this.#schemas.record(type, content, first);
    const number = first < 0 ? type : 256 + first;
    while (this.#known.length <= number) this.#known.push([]);
    const ofType = this.#known[number]!;
    while (ofType.length <= content) ofType.push(undefined);
    ofType[content] ??= this.#schemas.record(type, content, first);
    return ofType[content];
  }

  /**
   * Reads the payload of a record. Reading the same one again gives the same until {@link accept}.
   * @returns length of its content; {@link LOCKED}: no key opens it; {@link KEYLESS}: nobody knows with what key it is encrypted
   */
  read(view: DataView, start: number, length: number, type: number): number {
    const version = this.#version;
    const body = this.#body.view;
    if (version < SCRAMBLED_FROM) {
      copy(view, start, length, body);
      return length;
    }
    const content = length - 2;
    const feature = version < ENCRYPTED_FROM ? PLAIN_FEATURE : featureOf(type, version);
    if (feature === UNKNOWN_FEATURE) return KEYLESS;
    applyKey(view, start + 1, content, keyAt(type, view.getUint8(start)), body, 0);
    return feature === PLAIN_FEATURE ? content : this.#decrypt(feature, content, type);
  }

  #decrypt(feature: number, content: number, type: number): number {
    const cipher = this.#cipher;
    this.#outcome = Outcome.failed;
    if (cipher === undefined || !cipher.has(feature)) return LOCKED;
    const proof = this.#proof[feature]!;
    if (proof === REFUSED || content === 0 || content % BLOCK_BYTES !== 0) return LOCKED;
    const length = cipher.decrypt(feature, this.#body.view, 0, content);
    if (length < 0 || this.#isBroken[feature] === 1) return LOCKED;
    const isBelieved = proof >= PROOF || isPlausible(type, this.#body.view, length);
    this.#outcome = isBelieved ? Outcome.opened : Outcome.doubtful;
    return isBelieved ? length : LOCKED;
  }

  /** The record that was read last is done with: `length` bytes of payload. */
  accept(type: number, length: number): void {
    const cipher = this.#cipher;
    if (cipher === undefined) return;
    const feature = featureOf(type, this.#version);
    if (!cipher.has(feature)) return;
    const content = length - 2;
    if (content === 0 || content % BLOCK_BYTES !== 0) {
      this.#isBroken[feature] = 1;
      return;
    }
    cipher.accept(feature);
    const proof = this.#proof[feature]!;
    if (this.#isBroken[feature] === 1) this.#isBroken[feature] = 0;
    else if (proof === REFUSED || this.#outcome === Outcome.doubtful) return;
    else if (this.#outcome === Outcome.opened) this.#proof[feature] = Math.min(proof + 1, PROOF);
    else if (proof < PROOF) this.#proof[feature] = REFUSED;
  }
}

function copy(from: DataView, start: number, length: number, to: DataView): void {
  let at = 0;
  for (; at + 4 <= length; at += 4) to.setInt32(at, from.getInt32(start + at, true), true);
  for (; at < length; at++) to.setUint8(at, from.getUint8(start + at));
}
