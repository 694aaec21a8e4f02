/**
 * Random numbers that depend on a name and an ordinal only, never on how many were drawn before: changing a secret of a generated flight
 * does not change what is drawn elsewhere.
 */
export class Draws {
  readonly #seed: string;
  readonly #names = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Evenly in [0, 1). */
  uniform(name: string, ordinal = 0): number {
    let start = this.#names.get(name);
    if (start === undefined) {
      start = hashText(`${this.#seed}\0${name}`);
      this.#names.set(name, start);
    }
    return mix(start ^ Math.imul(ordinal + 1, 0x9e37_79b1)) / 2 ** 32;
  }

  /** About normal (four uniform draws), mean 0, standard deviation 1. */
  normal(name: string, ordinal = 0): number {
    let sum = -2;
    for (let part = 0; part < 4; part++) sum += this.uniform(name, 4 * ordinal + part);
    return sum * Math.sqrt(3);
  }

  /** A whole number in [least, most]. */
  integer(name: string, ordinal: number, least: number, most: number): number {
    return least + Math.floor(this.uniform(name, ordinal) * (most - least + 1));
  }

  bytes(name: string, length: number): Uint8Array {
    return Uint8Array.from({ length }, (_, index) => this.integer(name, index, 0, 255));
  }
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash;
}

/** Final mixing of MurmurHash3, unsigned. */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
