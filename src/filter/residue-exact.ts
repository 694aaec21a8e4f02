import type { Identity } from './anchors.ts';
import { type ExactForm, formsOf, textFormsOf } from './residue-identities.ts';
import type { Needle, ScanWindow } from './residue-needles.ts';

/** Longest part of an identity that is looked for: beyond it, more bytes are no better evidence. */
const MOST_IDENTITY_BYTES = 240;
/** An identity in every notation. */
export function exactNeedles(identity: Identity): ExactNeedle[] {
  const { message, field, category } = identity;
  const used = bytesOf(identity).subarray(0, MOST_IDENTITY_BYTES);
  // Texts that people type are not written as numbers.
  const forms = category === 'freeText' ? textFormsOf(used) : formsOf(used, isPrintable(used));
  return forms.map((form) => new ExactNeedle(`${message}.${field}`, form));
}

/** Without the zeros that fill its field; of a number, all of it. */
export function bytesOf({ bytes }: Pick<Identity, 'bytes'>): Uint8Array {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length--;
  const used = bytes.subarray(0, length);
  return bytes.length === NUMBER_BYTES && !isPrintable(used) ? bytes : used;
}

const NUMBER_BYTES = 8;

export function isPrintable(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

/** Bytes in just this order. */
export class ExactNeedle implements Needle {
  /** `MESSAGE.field` of the identity. */
  readonly anchor: string;
  readonly encoding: string;
  readonly word: number;
  count = 0;
  readonly #bytes: Uint8Array;
  readonly #keyAt: number;

  constructor(anchor: string, { bytes, encoding }: ExactForm) {
    this.anchor = anchor;
    this.encoding = encoding;
    this.#bytes = bytes;
    this.#keyAt = mostTelling(bytes);
    this.word = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt32(this.#keyAt, true);
  }

  test({ bytes, start, end }: ScanWindow, at: number): void {
    const wanted = this.#bytes;
    const first = at - this.#keyAt;
    if (first < start || first + wanted.length > end) return;
    for (let index = 0; index < wanted.length; index++) if (bytes[first + index] !== wanted[index]) return;
    this.count++;
  }
}

const LOOKED_BYTES = 24;

/** Start of the four bytes that are least like filler. */
function mostTelling(bytes: Uint8Array): number {
  let best = 0;
  let bestScore = -1;
  for (let at = 0; at + 4 <= Math.min(bytes.length, LOOKED_BYTES); at++) {
    let score = 0;
    for (let index = at; index < at + 4; index++) {
      const byte = bytes[index]!;
      if (byte !== 0 && byte !== 0xff && byte !== 0x20) score++;
      if (bytes.indexOf(byte, at) === index) score++;
    }
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}
