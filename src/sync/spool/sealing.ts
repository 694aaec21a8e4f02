import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../../filter/keys.ts';
import { damaged } from './spool-errors.ts';

/** Plain bytes of every chunk but the last, which has fewer or as many. */
export const CHUNK_BYTES = 64 * 1024;
/** Of each chunk. */
export const TAG_BYTES = 16;
/** What a full chunk takes in the file. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

const MAGIC = Buffer.from('fvspool\x01', 'latin1');
const ID_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + ID_BYTES;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

/** 32 hexadecimal digits. */
export function newId(): string {
  return randomBytes(ID_BYTES).toString('hex');
}

/** Ends like the labels of filter/keys.ts, so that no key is ever derived for two ends. */
function derive(key: Uint8Array, purpose: string, context: Uint8Array): Uint8Array {
  const info = Buffer.concat([Buffer.from(`flightveil/1/${purpose}\0`), context]);
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), info, KEY_BYTES));
}

/**
 * How one file of the spool is encrypted: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, "Online authenticated-encryption and its nonce-reuse
 * misuse-resistance", CRYPTO 2015) with AES-256-GCM (NIST SP 800-38D), as in age.
 *
 * The file is a header (8 bytes that name format and version, 16 bytes of its id), then chunks: each of 64 KiB but the last, followed by its tag of 16
 * bytes. The key is derived (HKDF-SHA-256, RFC 5869) from the spool's key and the header, so it serves this file only. A chunk's nonce is its
 * number in 11 bytes, big-endian, and a byte that is 1 in the last chunk and 0 before; the header is additional data of each. So no chunk can be
 * changed, moved, left out, added, or taken to another file, and no file can stand under another id. Only a file of no bytes ends in an empty chunk.
 */
export class FileSeal {
  readonly header: Buffer;
  readonly #key: Uint8Array;

  /** @param id 32 hexadecimal digits */
  constructor(spoolKey: Uint8Array, id: string) {
    this.header = Buffer.concat([MAGIC, Buffer.from(id, 'hex')]);
    this.#key = derive(spoolKey, 'spool-file', this.header);
  }

  /** Writes a sealed chunk at an offset of `to`. @returns the offset after it */
  seal(plain: Uint8Array, number: number, isLast: boolean, to: Buffer, at: number): number {
    const cipher = createCipheriv(CIPHER, this.#key, nonceOf(number, isLast)).setAAD(this.header);
    const sealed = cipher.update(plain);
    cipher.final();
    sealed.copy(to, at);
    return at + sealed.length + cipher.getAuthTag().copy(to, at + sealed.length);
  }

  /** The plain bytes of a chunk with its tag, in memory of its own. @throws FlightveilError `state-unusable` if it is another chunk than asked for, or was changed */
  open(sealed: Uint8Array, number: number, isLast: boolean): Uint8Array {
    return opened(this.#key, nonceOf(number, isLast), this.header, sealed);
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, 5, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

function opened(key: Uint8Array, nonce: Uint8Array, header: Uint8Array, sealed: Uint8Array): Uint8Array {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw damaged();
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(header);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw damaged();
  }
  return plain;
}

/** What a file of this size holds. */
export interface Extent {
  readonly sizeBytes: number;
  /** At least 1. */
  readonly chunks: number;
}

/** @throws FlightveilError `state-unusable` for a size that no sealed file has */
export function extentOf(fileBytes: number): Extent {
  const sealed = fileBytes - HEADER_BYTES;
  const chunks = Math.max(1, Math.ceil(sealed / SEALED_CHUNK_BYTES));
  const sizeBytes = sealed - chunks * TAG_BYTES;
  if (sizeBytes < 0 || (chunks > 1 && sizeBytes <= (chunks - 1) * CHUNK_BYTES)) throw damaged();
  return { sizeBytes, chunks };
}

const DOCUMENT_MAGIC = Buffer.from('fvdoc\x01', 'latin1');

/** Encrypts small documents: `fvdoc`, a byte of version, a random nonce of 12 bytes, then AES-256-GCM. For 2^32 documents under one key. */
export class DocumentSeal {
  readonly #key: Uint8Array;

  constructor(spoolKey: Uint8Array) {
    this.#key = derive(spoolKey, 'spool-document', new Uint8Array(0));
  }

  /** @param context where it belongs: it opens there only */
  seal(bytes: Uint8Array, context: string): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(aadOf(context));
    return Buffer.concat([DOCUMENT_MAGIC, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws FlightveilError `state-unusable` if it was changed, belongs elsewhere, or was sealed under another key */
  open(sealed: Uint8Array, context: string): Uint8Array {
    const from = DOCUMENT_MAGIC.length + NONCE_BYTES;
    if (!DOCUMENT_MAGIC.equals(sealed.subarray(0, DOCUMENT_MAGIC.length)) || sealed.length < from + TAG_BYTES)
      throw damaged();
    return opened(this.#key, sealed.subarray(DOCUMENT_MAGIC.length, from), aadOf(context), sealed.subarray(from));
  }
}

function aadOf(context: string): Buffer {
  return Buffer.concat([DOCUMENT_MAGIC, Buffer.from(context)]);
}
