import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Json } from '../bytes/canonical-json.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Entry } from './entries.ts';
import { canonicalLine, entryFromJson, entryToJson } from './entry-json.ts';
import type { Signing, Verifier } from './signing.ts';

/**
 * A ledger is lines of text. Each is `{"record": R,"signature": "S"}` where R is canonical JSON of the entry as `body`, the SHA-256 of the R
 * before it as `previous` (64 zeros in the first) and its place as `sequence`, counted from 1; S is an Ed25519 signature (RFC 8032) over
 * the 32 bytes of SHA-256(R), in hex. As every hash covers the one before, the last signature vouches for all lines up to it.
 */
export interface Head {
  /** Number of the last record; 0 where there is none. */
  readonly sequence: number;
  /** SHA-256 of the last record, lower-case hex. */
  readonly hash: string;
}

/** Before the first record. */
export const emptyHead: Head = { sequence: 0, hash: '0'.repeat(64) };

/** The head with its record's signature: who holds one notices later if the ledger was cut shorter. */
export interface Checkpoint extends Head {
  readonly signature: string;
}

/** What a chain's lines are about. */
export interface ChainKind<E> {
  /** First word of its checkpoints. */
  readonly word: string;
  /** For people: `a consent ledger`. */
  readonly title: string;
  toJson(entry: E): Json;
  /** @throws FlightveilError if it is no entry */
  fromJson(value: unknown): E;
}

export const consentChain: ChainKind<Entry> = {
  word: 'flightveil-consent',
  title: 'a consent ledger',
  toJson: entryToJson,
  fromJson: entryFromJson,
};

/** The line that comes after a head. */
export function sealLine(head: Head, entry: Entry, signing: Signing): { line: string; head: Head } {
  return sealLineOf(consentChain, head, entry, signing);
}

/** As {@link sealLine}, for any kind of chain. */
export function sealLineOf<E>(
  kind: ChainKind<E>,
  head: Head,
  entry: E,
  signing: Signing,
): { line: string; head: Head } {
  const sequence = head.sequence + 1;
  const record = canonicalLine({ body: kind.toJson(entry), previous: head.hash, sequence });
  const hash = signing.sha256(record);
  const line = `{"record": ${record},"signature": "${bytesToHex(signing.sign(hash))}"}`;
  return { line, head: { sequence, hash: bytesToHex(hash) } };
}

const BEFORE_RECORD = '{"record": ';
const AFTER_RECORD = /,"signature": "([0-9a-f]{128})"\}$/;
const AFTER_RECORD_CHARS = ',"signature": ""}'.length + 128;

/** What is wrong with a line, or with the ledger's end. */
export type ChainFault =
  | 'unreadable'
  | 'out-of-order'
  | 'not-linked'
  | 'signature-wrong'
  | 'entry-invalid'
  | 'truncated'
  | 'not-the-checkpoint';

export interface OpenedLine<E = Entry> {
  readonly head: Head;
  readonly entry: E;
  readonly hash: Uint8Array;
  readonly signature: string;
}

/** Reads the line that comes after a head; its signature is for the caller to check. */
export function openLine(head: Head, line: string, verifier: Verifier): OpenedLine | ChainFault {
  return openLineOf(consentChain, head, line, verifier);
}

/** As {@link openLine}, for any kind of chain. @param head undefined: whatever comes before it */
export function openLineOf<E>(
  kind: ChainKind<E>,
  head: Head | undefined,
  line: string,
  verifier: Verifier,
): OpenedLine<E> | ChainFault {
  const signature = AFTER_RECORD.exec(line.slice(-AFTER_RECORD_CHARS))?.[1];
  if (!line.startsWith(BEFORE_RECORD) || signature === undefined) return 'unreadable';
  const text = line.slice(BEFORE_RECORD.length, -AFTER_RECORD_CHARS);
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  if (typeof record !== 'object' || record === null) return 'unreadable';
  const { body, previous, sequence, ...rest } = record as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return 'unreadable';
  if (typeof sequence !== 'number' || (head !== undefined && sequence !== head.sequence + 1)) return 'out-of-order';
  if (head !== undefined && previous !== head.hash) return 'not-linked';
  const hash = verifier.sha256(text);
  try {
    return { head: { sequence, hash: bytesToHex(hash) }, entry: kind.fromJson(body), hash, signature };
  } catch (error) {
    if (error instanceof FlightveilError) return 'entry-invalid';
    throw error;
  }
}

/** Whether the key's owner signed this line, and so all before it. */
export function isSigned(opened: OpenedLine<unknown>, publicKey: Uint8Array, verifier: Verifier): boolean {
  return verifier.verify(hexToBytes(opened.signature), opened.hash, publicKey);
}

export type Verification =
  | { readonly isValid: true; readonly head: Head }
  /** `sequence`: of the first record that is not as it was written. */
  | { readonly isValid: false; readonly sequence: number; readonly fault: ChainFault };

/**
 * Checks every line by itself and in its place. Finds every changed, missing, added or moved line; lines missing at the end only by a checkpoint.
 * Holds one line at a time.
 */
export function verifyChain(
  lines: Iterable<string> | AsyncIterable<string>,
  publicKey: Uint8Array,
  options: VerifyOptions,
): Promise<Verification> {
  return verifyChainOf(consentChain, lines, publicKey, options);
}

export interface VerifyOptions {
  readonly verifier: Verifier;
  readonly checkpoint?: Checkpoint | undefined;
}

/** As {@link verifyChain}, for any kind of chain. */
export async function verifyChainOf(
  kind: ChainKind<unknown>,
  lines: Iterable<string> | AsyncIterable<string>,
  publicKey: Uint8Array,
  options: VerifyOptions,
): Promise<Verification> {
  const { verifier, checkpoint } = options;
  let head = emptyHead;
  const wrong = (fault: ChainFault, sequence = head.sequence + 1): Verification => ({
    isValid: false,
    sequence,
    fault,
  });
  if (checkpoint !== undefined && !isOwnCheckpoint(checkpoint, publicKey, verifier)) {
    return wrong('not-the-checkpoint', checkpoint.sequence);
  }
  for await (const line of lines) {
    const opened = openLineOf(kind, head, line, verifier);
    if (typeof opened === 'string') return wrong(opened);
    if (!isSigned(opened, publicKey, verifier)) return wrong('signature-wrong');
    head = opened.head;
    if (head.sequence === checkpoint?.sequence && head.hash !== checkpoint.hash) {
      return wrong('not-the-checkpoint', head.sequence);
    }
  }
  if (checkpoint !== undefined && head.sequence < checkpoint.sequence) return wrong('truncated');
  return { isValid: true, head };
}

function isOwnCheckpoint(checkpoint: Checkpoint, publicKey: Uint8Array, verifier: Verifier): boolean {
  return verifier.verify(hexToBytes(checkpoint.signature), hexToBytes(checkpoint.hash), publicKey);
}

const CHECKPOINT = /^(\S+) 1 ([1-9][0-9]{0,14}) ([0-9a-f]{64}) ([0-9a-f]{128})$/;

/** A checkpoint as one line of text, for a note elsewhere. */
export function checkpointLine(checkpoint: Checkpoint): string {
  return checkpointLineOf(consentChain, checkpoint);
}

/** As {@link checkpointLine}, for any kind of chain. */
export function checkpointLineOf(
  { word }: Pick<ChainKind<unknown>, 'word'>,
  { sequence, hash, signature }: Checkpoint,
): string {
  return `${word} 1 ${sequence} ${hash} ${signature}`;
}

/** @throws FlightveilError `usage` for a text that is none */
export function checkpointOf(line: string): Checkpoint {
  return readCheckpoint(consentChain, line);
}

/** As {@link checkpointOf}, for any kind of chain. */
export function readCheckpoint({ word, title }: Pick<ChainKind<unknown>, 'word' | 'title'>, line: string): Checkpoint {
  const [, first, sequence, hash, signature] = CHECKPOINT.exec(line.trim()) ?? [];
  if (first !== word || sequence === undefined || hash === undefined || signature === undefined) {
    throw new FlightveilError('usage', `this is no checkpoint of ${title}`, {
      advice: `Give the whole line that begins with ${word}.`,
    });
  }
  return { sequence: Number(sequence), hash, signature };
}
