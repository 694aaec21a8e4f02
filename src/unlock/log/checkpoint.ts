import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle.ts';
import { NoteError, openNote, readNote, signNote, type VerifierKey, verifierKey } from './note.ts';

/** What a log says of itself at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The log's name: it fixes the key, so that who has a checkpoint can check the key that comes with a proof; it has no host, recipient or person in it. */
export function originOf(publicKey: Uint8Array): string {
  return `flightveil/unlocks/${bytesToHex(sha256(publicKey))}`;
}

/** The key of a log's checkpoints; its name is the log's origin. */
export function logKeyOf(seed: Uint8Array): VerifierKey {
  const publicKey = ed25519.getPublicKey(seed);
  return verifierKey(originOf(publicKey), publicKey);
}

/** Whether a key is the one whose log has this origin. */
export function isKeyOf({ name, publicKey }: VerifierKey, origin: string): boolean {
  return name === origin && originOf(publicKey) === origin;
}

/** @param seed 32 secret bytes (RFC 8032, section 5.1.5) */
export function signCheckpoint(size: number, root: Uint8Array, seed: Uint8Array): string {
  const { name } = logKeyOf(seed);
  return signNote(`${name}\n${size}\n${toBase64(root)}\n`, name, seed);
}

/** What the text of a note says as a checkpoint. Lines after the third are allowed and mean nothing here. @throws NoteError */
export function checkpointIn(text: string): Checkpoint {
  const lines = text.split('\n').slice(0, -1);
  const [origin = '', size = '', root = ''] = lines;
  if (lines.length < 3 || lines.includes(''))
    throw new NoteError('a checkpoint has at least three lines, none of them empty');
  if (!/^(?:0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw new NoteError("the checkpoint's size is no whole number in its one form");
  }
  const hash = fromBase64(root);
  if (hash?.length !== HASH_BYTES) throw new NoteError("the checkpoint's root is no SHA-256 in base64");
  return { origin, size: Number(size), root: hash };
}

/** A checkpoint whose signatures were not looked at. @throws NoteError if it is malformed */
export function readCheckpoint(note: string): Checkpoint {
  return checkpointIn(readNote(note).text);
}

/** A checkpoint that this key has signed, of the log whose origin the key fixes. @throws NoteError */
export function openCheckpoint(note: string, key: VerifierKey): Checkpoint {
  const checkpoint = checkpointIn(openNote(note, key));
  if (!isKeyOf(key, checkpoint.origin)) throw new NoteError('the checkpoint is of a log that has another key');
  return checkpoint;
}
