import { open } from 'node:fs/promises';
import { FlightveilError } from '../model/errors.ts';
import { readError } from '../node/errors.ts';

/** No checkpoint is longer. */
const MAX_NOTE_BYTES = 1024 * 1024;
/** A few hundred thousand proofs. */
const MAX_PROOFS_BYTES = 256 * 1024 * 1024;

/** A checkpoint in a file, byte for byte. @throws FlightveilError `input-unreadable`, `proof-invalid` for what is no text */
export function readNoteFile(path: string): Promise<string> {
  return readTextFile(path, MAX_NOTE_BYTES, 'checkpoint');
}

/** The JSON in a file. @throws FlightveilError `input-unreadable`, `proof-invalid` for what is no JSON */
export async function readProofFile(path: string): Promise<unknown> {
  const text = await readTextFile(path, MAX_PROOFS_BYTES, 'form');
  try {
    return JSON.parse(text);
  } catch {
    // The error's message would quote the file.
    throw invalid('form', 'the file with the proof is no JSON');
  }
}

async function readTextFile(path: string, mostBytes: number, check: 'checkpoint' | 'form'): Promise<string> {
  const bytes = await readBytes(path, mostBytes, check);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(check, 'the file is no text in UTF-8');
  }
}

async function readBytes(path: string, mostBytes: number, check: 'checkpoint' | 'form'): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const parts: Uint8Array[] = [];
      let length = 0;
      for await (const part of file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
        length += part.length;
        if (length > mostBytes) throw invalid(check, 'the file is too long');
        parts.push(part);
      }
      return Buffer.concat(parts);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(error);
  }
}

function invalid(check: string, what: string): FlightveilError {
  return new FlightveilError('proof-invalid', what, { facts: { check }, advice: 'Check which file is which.' });
}
