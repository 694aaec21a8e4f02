import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Size of the root key and of every derived key, in bytes. */
export const KEY_BYTES = 32;

function derive(from: Uint8Array, purpose: string, context: Uint8Array = new Uint8Array(0)): Uint8Array {
  const label = new TextEncoder().encode(`flightveil/1/${purpose}\0`);
  const info = new Uint8Array(label.length + context.length);
  info.set(label);
  info.set(context, label.length);
  return hkdf(sha256, from, undefined, info, KEY_BYTES);
}

/** Keys of one flight: everything that is drawn for it comes from here (HKDF-SHA-256, RFC 5869). */
export class FlightKeys {
  readonly #flight: Uint8Array;

  private constructor(flight: Uint8Array) {
    this.#flight = flight;
  }

  /**
   * The same log gets the same draws under the same root key, so that releasing it twice adds nothing; without the root key they cannot be
   * told from random.
   * @param root the device's root key
   * @param logHash SHA-256 of the whole log
   */
  static ofLog(root: Uint8Array, logHash: Uint8Array): FlightKeys {
    return new FlightKeys(derive(root, 'flight', logHash));
  }

  /** For tests and reproducible research: draws that depend on the seed and on which of the inputs it is, and not on the log. */
  static ofSeed(seed: string, ordinal: number): FlightKeys {
    const root = sha256(new TextEncoder().encode(seed));
    return new FlightKeys(derive(root, 'seeded-flight', new TextEncoder().encode(String(ordinal))));
  }

  /** Key of the pseudonyms that hold within this flight only. */
  get pseudonymKey(): Uint8Array {
    return derive(this.#flight, 'pseudonym');
  }

  /** Name of an output: says nothing about the input, and nothing about which level it is. */
  outputName(level: string): string {
    const bytes = derive(this.#flight, 'output-name', new TextEncoder().encode(level));
    return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
