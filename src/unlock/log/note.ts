import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';

/** Signed notes with Ed25519 (C2SP signed-note). */

const ED25519 = 1;
const KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
/** Longer ones are refused before they are looked at, in UTF-16 code units: room for sixteen signatures of any kind that there is. */
const MAX_NOTE = 256 * 1024;

/** Why a text is no note, or a note not signed by a key. The message is a sentence without its full stop and quotes nothing. */
export class NoteError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoteError';
  }
}

/** A key by which notes are verified. */
export interface VerifierKey {
  readonly name: string;
  /** First four bytes of SHA-256 over name, newline, type and key, in hex. */
  readonly id: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** What is signed: ends with a newline. */
  readonly text: string;
  /** By whomever, not verified; at least one. */
  readonly signatures: readonly NoteSignature[];
}

/** @throws NoteError if no signature line could have this name */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isName(name)) throw new NoteError("a key's name is empty or has blanks or a plus sign");
  if (publicKey.length !== KEY_BYTES) throw new NoteError('a key does not have 32 bytes');
  const id = sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ED25519), publicKey)).subarray(0, ID_BYTES);
  return { name, id: bytesToHex(id), publicKey };
}

/** A key as the text that others take: name, id and key, joined by plus signs. */
export function writeVkey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** @throws NoteError unless it is the very text that {@link writeVkey} writes */
export function readVkey(text: string): VerifierKey {
  const [name = '', , ...rest] = text.split('+');
  const bytes = fromBase64(rest.join('+'));
  if (bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) throw new NoteError('this is no Ed25519 key of a note');
  const key = verifierKey(name, bytes.subarray(1));
  if (writeVkey(key) !== text) throw new NoteError("this key's id is not its own");
  return key;
}

/** @param text ends with a newline and is what a note can hold; throws {@link NoteError} otherwise */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  const { id } = verifierKey(name, ed25519.getPublicKey(seed));
  const signature = ed25519.sign(utf8ToBytes(text), seed);
  const note = `${text}\n— ${name} ${toBase64(concatBytes(hexToBytes(id), signature))}\n`;
  if (readNote(note).text !== text) throw new NoteError('a text that is signed ends with one newline');
  return note;
}

/** @throws NoteError for whatever the format does not allow; nothing is repaired */
export function readNote(note: string): Note {
  if (note.length > MAX_NOTE) throw new NoteError('the note is too long');
  if (/\p{Cs}/u.test(note)) throw new NoteError('the note is no valid Unicode');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are looked for.
  if (/[\x00-\x09\x0b-\x1f]/.test(note)) throw new NoteError('the note has control characters');
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new NoteError('the note has no blank line before its signatures');
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '') throw new NoteError('the note does not end with a newline');
  if (lines.length === 0) throw new NoteError('the note has no signature');
  return { text: note.slice(0, end + 1), signatures: lines.map(readSignature) };
}

function readSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^ ]*) ([^ ]*)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isName(name) || bytes === undefined || bytes.length <= ID_BYTES) {
    throw new NoteError('a signature line is malformed');
  }
  return { name, id: bytesToHex(bytes.subarray(0, ID_BYTES)), signature: bytes.subarray(ID_BYTES) };
}

/**
 * The text of a note that this key has signed. Signatures of other keys are not looked at.
 * @throws NoteError if it is malformed, not signed by the key, twice signed, or wrongly
 */
export function openNote(note: string, key: VerifierKey): string {
  const { text, signatures } = readNote(note);
  const own = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  const [first, second] = own;
  if (first === undefined) throw new NoteError('the note is not signed by this key');
  if (second !== undefined) throw new NoteError('the note is signed twice by this key');
  if (!isSigned(first.signature, text, key.publicKey)) throw new NoteError('the signature of the note is wrong');
  return text;
}

function isSigned(signature: Uint8Array, text: string, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  try {
    // Strictly: one signature has one form.
    return ed25519.verify(signature, utf8ToBytes(text), publicKey, { zip215: false });
  } catch {
    // What is no signature or no key at all is told by throwing.
    return false;
  }
}

/** No Unicode white space, no plus sign, no control character. */
function isName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cs}+]+$/u.test(name);
}
