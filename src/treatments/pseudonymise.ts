import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Memory } from '../bytes/memory.ts';
import { textLength, writeText } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import { byteSizes, type Field, fieldSize } from '../model/schema.ts';
import { writeValue } from '../model/values.ts';

/** Below this many bits a keyed hash can be confused or tried out; shorter fields are blanked instead. */
const LEAST_BITS = 60;
/** Crockford's base 32 without letters that look like digits: five bits a character. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TEXT_CHARACTERS = 16;
const LEAST_CHARACTERS = LEAST_BITS / 5;
/** Pseudonyms remembered, so that a device that tells its serial every second costs one hash. */
const REMEMBERED = 4096;

/** Whether the field has room for a pseudonym. */
export function canPseudonymise(field: Field): boolean {
  if (field.type === 'char') return field.length >= LEAST_CHARACTERS;
  if (field.type === 'f32' || field.type === 'f64') return false;
  return fieldSize(field) * 8 >= LEAST_BITS && (field.length === 1 || byteSizes[field.type] === 1);
}

/** Gives identities their pseudonyms: HMAC-SHA-256 under a key of the device's. */
export class Pseudonyms {
  readonly #key: Uint8Array;
  readonly #known = new Map<string, Uint8Array>();

  /** @param key derived for one purpose, recipient and epoch, or for one flight */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The 32 bytes that stand for this identity, the same in every field and format. */
  of(identity: Uint8Array): Uint8Array {
    const name = String.fromCharCode(...identity);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const pseudonym = hmac(sha256, this.#key, identity);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(name, pseudonym);
    return pseudonym;
  }
}

/**
 * Replaces an identity by its pseudonym; an identity that is not given (all zero, or all "unknown") stays so.
 *
 * @param unknown what an element of the field holds where no identity is given
 * @example pseudonymise(uidField, new Pseudonyms(keys.pseudonymKey))
 */
export function pseudonymise(field: Field, pseudonyms: Pseudonyms, unknown: number | bigint = 0): Edit {
  return new Pseudonymise(field, pseudonyms, unknown);
}

class Pseudonymise implements Edit {
  readonly reach: number;
  readonly #field: Field;
  readonly #pseudonyms: Pseudonyms;
  /** The last identity and what was written for it: most logs repeat one. */
  readonly #lastIdentity: Uint8Array;
  readonly #lastWritten: Uint8Array;
  #hasLast = false;
  readonly #unknown: Uint8Array;

  constructor(field: Field, pseudonyms: Pseudonyms, unknown: number | bigint) {
    this.#field = field;
    this.#pseudonyms = pseudonyms;
    const size = fieldSize(field);
    this.reach = field.offset + size;
    this.#lastIdentity = new Uint8Array(size);
    this.#lastWritten = new Uint8Array(size);
    this.#unknown = new Uint8Array(size);
    for (let at = 0; at < size; at += byteSizes[field.type]) writeValue(this.#unknown, at, field.type, unknown);
  }

  apply({ bytes }: Memory, body: number): boolean {
    const at = body + this.#field.offset;
    const size = this.#lastIdentity.length;
    const used = this.#field.type === 'char' ? textLength(bytes, at, at + size) : size;
    let isGiven = false;
    let isUnknown = true;
    let isLast = this.#hasLast;
    for (let index = 0; index < size; index++) {
      const byte = index < used ? bytes[at + index]! : 0;
      if (byte !== 0) isGiven = true;
      if (byte !== this.#unknown[index]) isUnknown = false;
      if (byte !== this.#lastIdentity[index]) isLast = false;
    }
    if (!isGiven) {
      for (let index = 0; index < size; index++) bytes[at + index] = 0;
      return true;
    }
    if (isUnknown) return true;
    if (!isLast) {
      this.#lastIdentity.fill(0);
      this.#lastIdentity.set(bytes.subarray(at, at + used));
      const identity = this.#lastIdentity.subarray(0, identityLength(this.#lastIdentity));
      const isText = this.#field.type === 'char' || (size >= LEAST_CHARACTERS && identity.every(isPrintable));
      this.#write(this.#pseudonyms.of(identity), isText);
      this.#hasLast = true;
    }
    for (let index = 0; index < size; index++) bytes[at + index] = this.#lastWritten[index]!;
    return true;
  }

  /** Text stays text, also where the format keeps it in an array of bytes. */
  #write(pseudonym: Uint8Array, isText: boolean): void {
    const written = this.#lastWritten;
    written.fill(0);
    if (isText) {
      let text = '';
      for (let index = 0; index < Math.min(TEXT_CHARACTERS, written.length); index++)
        text += ALPHABET[pseudonym[index]! & 31];
      writeText(written, 0, written.length, text);
    } else {
      written.set(pseudonym.subarray(0, Math.min(pseudonym.length, written.length)));
    }
  }
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Without trailing zeros, so that one serial has one pseudonym in fields of different sizes. */
function identityLength(identity: Uint8Array): number {
  let length = identity.length;
  while (length > 0 && identity[length - 1] === 0) length--;
  return length;
}
