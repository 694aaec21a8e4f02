import { unsafe } from '@noble/ciphers/aes.js';
import { BLOCK_BYTES, type FeatureKey, type Keychains } from './feature-keys.ts';
import { FEATURES } from './features.ts';

/** AES-256-CBC runs on through the records of one feature point: the last block of one is the IV of the next. */
interface Chain {
  readonly roundKeys: Uint32Array;
  readonly iv: Int32Array;
  /** The last block of the record that was decrypted last, not yet taken over. */
  readonly next: Int32Array;
}

/**
 * Decrypts or encrypts the records of a log (versions 13 and later) in their order. What is encrypted is chained over what is written, so that
 * records that were left out do not break later ones.
 */
export class FeatureCipher {
  readonly #keychains: Keychains;
  readonly #expand: (key: Uint8Array) => Uint32Array;
  readonly #chains: (Chain | undefined)[] = [];
  #set = -1;

  constructor(keychains: Keychains, direction: 'encrypt' | 'decrypt') {
    this.#keychains = keychains;
    this.#expand = direction === 'encrypt' ? unsafe.expandKeyLE : unsafe.expandKeyDecLE;
    this.nextSet();
  }

  /** A record of type 50 stands before what the next set is for. */
  nextSet(): void {
    const set = this.#keychains[++this.#set];
    for (let feature = 0; feature < FEATURES; feature++) this.#chains[feature] = this.#start(set?.get(feature));
  }

  has(feature: number): boolean {
    return this.#chains[feature] !== undefined;
  }

  #start(keys: FeatureKey | undefined): Chain | undefined {
    if (keys === undefined) return undefined;
    const { buffer, byteOffset } = keys.iv;
    const view = new DataView(buffer, byteOffset, BLOCK_BYTES);
    const iv = Int32Array.from({ length: 4 }, (_, word) => view.getInt32(4 * word, true));
    return { roundKeys: this.#expand(keys.key), iv, next: iv.slice() };
  }

  /**
   * Decrypts `length` bytes where they stand. The chain goes on with {@link accept} only.
   * @returns how many bytes are content; -1: no key, no whole blocks, or no valid padding
   */
  decrypt(feature: number, view: DataView, start: number, length: number): number {
    const chain = this.#chains[feature];
    if (chain === undefined || length === 0 || length % BLOCK_BYTES !== 0) return -1;
    const { roundKeys, iv, next } = chain;
    let [i0, i1, i2, i3] = iv as unknown as [number, number, number, number];
    for (let at = start; at < start + length; at += BLOCK_BYTES) {
      const c0 = view.getInt32(at, true);
      const c1 = view.getInt32(at + 4, true);
      const c2 = view.getInt32(at + 8, true);
      const c3 = view.getInt32(at + 12, true);
      const { s0, s1, s2, s3 } = unsafe.decrypt(roundKeys, c0, c1, c2, c3);
      view.setInt32(at, s0 ^ i0, true);
      view.setInt32(at + 4, s1 ^ i1, true);
      view.setInt32(at + 8, s2 ^ i2, true);
      view.setInt32(at + 12, s3 ^ i3, true);
      i0 = c0;
      i1 = c1;
      i2 = c2;
      i3 = c3;
    }
    next[0] = i0;
    next[1] = i1;
    next[2] = i2;
    next[3] = i3;
    return contentBytes(view, start, length);
  }

  /** The record that was decrypted last has been taken. */
  accept(feature: number): void {
    const chain = this.#chains[feature];
    chain?.iv.set(chain.next);
  }

  /**
   * Pads `length` bytes and encrypts them where they stand; there is room for one more block.
   * @returns how many bytes they are now
   */
  encrypt(feature: number, view: DataView, start: number, length: number): number {
    const { roundKeys, iv } = this.#chains[feature]!;
    const end = start + paddedBytes(length);
    const padding = end - start - length;
    for (let at = start + length; at < end; at++) view.setUint8(at, padding);
    for (let at = start; at < end; at += BLOCK_BYTES) {
      const { s0, s1, s2, s3 } = unsafe.encrypt(
        roundKeys,
        view.getInt32(at, true) ^ iv[0]!,
        view.getInt32(at + 4, true) ^ iv[1]!,
        view.getInt32(at + 8, true) ^ iv[2]!,
        view.getInt32(at + 12, true) ^ iv[3]!,
      );
      view.setInt32(at, s0, true);
      view.setInt32(at + 4, s1, true);
      view.setInt32(at + 8, s2, true);
      view.setInt32(at + 12, s3, true);
      iv[0] = s0;
      iv[1] = s1;
      iv[2] = s2;
      iv[3] = s3;
    }
    return end - start;
  }
}

/** Length with PKCS7 padding. */
export function paddedBytes(length: number): number {
  return length + BLOCK_BYTES - (length % BLOCK_BYTES);
}

/** Length without PKCS7 padding; -1: it is none. */
function contentBytes(view: DataView, start: number, length: number): number {
  const padding = view.getUint8(start + length - 1);
  if (padding === 0 || padding > BLOCK_BYTES) return -1;
  for (let at = start + length - padding; at < start + length; at++) if (view.getUint8(at) !== padding) return -1;
  return length - padding;
}
