import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';
import { checkpointIn } from './checkpoint.ts';
import { NoteError, readNote, verifierKey } from './note.ts';

/** Cosignatures of witnesses on checkpoints: timestamped Ed25519 (C2SP tlog-cosignature). */

const TIMESTAMPED_ED25519 = 4;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
/** Clocks differ; by more than this a witness's is not believed, in seconds. */
const MOST_AHEAD_S = 24 * 60 * 60;

/** A key by which a witness's cosignatures are verified. */
export interface WitnessKey {
  readonly name: string;
  /** First four bytes of SHA-256 over name, newline, type and key, in hex. */
  readonly id: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** That a witness has seen a checkpoint, and no other past of its log. */
export interface Cosignature {
  /** Unix time in seconds, by the witness's clock. */
  readonly atS: number;
  /** As it stands in a note, with its newline. */
  readonly line: string;
}

/** @throws NoteError unless it is a key of the one type that is known here, 0x04, in its one form */
export function readWitnessKey(text: string): WitnessKey {
  const [name = '', , ...rest] = text.split('+');
  const bytes = fromBase64(rest.join('+'));
  if (bytes?.[0] !== TIMESTAMPED_ED25519) {
    throw new NoteError('this is no key for timestamped Ed25519 cosignatures');
  }
  // Names that no note can have, and keys of another length, are refused there.
  const { publicKey } = verifierKey(name, bytes.subarray(1));
  const id = bytesToHex(sha256(concatBytes(utf8ToBytes(`${name}\n`), bytes)).subarray(0, ID_BYTES));
  if (`${name}+${id}+${toBase64(bytes)}` !== text) throw new NoteError("this key's id is not its own");
  return { name, id, publicKey };
}

/**
 * The cosignature of a witness on a checkpoint. Other signatures, the log's too, are not looked at.
 * @param nowS Unix time in seconds
 * @throws NoteError if the note is malformed or no checkpoint, not cosigned by the key, twice, wrongly, without a time, or more than a day ahead
 */
export function openCosignature(note: string, key: WitnessKey, nowS: number): Cosignature {
  const { text, signatures } = readNote(note);
  checkpointIn(text);
  const own = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  const [first, second] = own;
  if (first === undefined) throw new NoteError('the checkpoint is not cosigned by this witness');
  if (second !== undefined) throw new NoteError('the checkpoint is cosigned twice by this witness');
  const bytes = first.signature;
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) throw new NoteError('the cosignature does not have 72 bytes');
  const time = new DataView(bytes.buffer, bytes.byteOffset, TIME_BYTES).getBigUint64(0);
  if (!isSigned(bytes.subarray(TIME_BYTES), `cosignature/v1\ntime ${time}\n${text}`, key.publicKey)) {
    throw new NoteError('the cosignature of the witness is wrong');
  }
  if (time === 0n) throw new NoteError('the cosignature has no time');
  // Compared as it is: not every 64-bit integer is a number.
  if (time > BigInt(Math.floor(nowS) + MOST_AHEAD_S)) {
    throw new NoteError("the witness's clock is more than a day ahead of this one");
  }
  const line = `— ${first.name} ${toBase64(concatBytes(hexToBytes(first.id), bytes))}\n`;
  return { atS: Number(time), line };
}

function isSigned(signature: Uint8Array, text: string, publicKey: Uint8Array): boolean {
  try {
    // Strictly: one signature has one form.
    return ed25519.verify(signature, utf8ToBytes(text), publicKey, { zip215: false });
  } catch {
    // What is no signature or no key at all is told by throwing.
    return false;
  }
}
