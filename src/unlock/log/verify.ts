import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type * as z from 'zod';
import { FlightveilError } from '../../model/errors.ts';
import type { UnlockEvent } from '../../model/unlock-event.ts';
import { type Checkpoint, isKeyOf, openCheckpoint, readCheckpoint } from './checkpoint.ts';
import { type FieldTexts, isTextOf, type LeafField, leafFields, partsOf } from './fields.ts';
import { isConsistent, isIncluded, isSameHash, leafHash } from './merkle.ts';
import { NoteError, readVkey, type VerifierKey } from './note.ts';
import { consistencyProofSchema, leafOfProof, unlockProofSchema } from './proof.ts';

/** Which check a proof did not pass. */
export type ProofCheck = 'form' | 'value' | 'key' | 'checkpoint' | 'size' | 'path';

/** What a proof that holds says. */
export interface VerifiedUnlock {
  /** The log. */
  readonly origin: string;
  readonly index: number;
  /** How many entries the log had at the checkpoint. */
  readonly size: number;
  /** The texts of the fields that are shown; null: the event does not have this one. */
  readonly disclosed: Partial<FieldTexts>;
  /** The same as parts of the event. */
  readonly event: Partial<UnlockEvent>;
  readonly withheld: readonly LeafField[];
  /** Of the entry, in hex: by it two proofs can be told to be about the same one. */
  readonly leafHash: string;
}

export interface VerifiedConsistency {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
  /** The later checkpoint: it can be kept in the place of the earlier one. */
  readonly checkpoint: string;
}

export interface VerifyOptions {
  /** The log's key as one knows it; else the one whose hash is in the checkpoint's origin. */
  readonly key?: string;
}

/** Checks proofs against one checkpoint, whose signature is looked at once for each key. */
export class UnlockVerifier {
  readonly #note: string;
  readonly #options: VerifyOptions;
  readonly #held = new Map<string, Checkpoint>();

  /** @param checkpoint as the log, or whoever keeps it, gave it: what is trusted here */
  constructor(checkpoint: string, options: VerifyOptions = {}) {
    this.#note = checkpoint;
    this.#options = options;
  }

  /**
   * Checks a proof with nothing but the checkpoint: no state, no network.
   * @param proof what JSON.parse gave
   * @throws FlightveilError `proof-invalid` with the fact `check`, see {@link ProofCheck}
   */
  verify(proof: unknown): VerifiedUnlock {
    const parsed = formed(unlockProofSchema, proof);
    const held = this.#heldFor(parsed.vkey);
    const own = ownCheckpoint(parsed.checkpoint);
    if (parsed.size !== held.size) {
      throw invalid(
        'size',
        'the proof is about another size of the log than the checkpoint',
        'Ask for a proof that is made for this checkpoint.',
      );
    }
    if (own.origin !== held.origin || own.size !== held.size || !isSameHash(own.root, held.root)) {
      throw invalid('checkpoint', 'the checkpoint in the proof is not the one that was given');
    }
    const disclosed: Partial<Record<LeafField, string | null>> = {};
    const withheld: LeafField[] = [];
    for (const field of leafFields) {
      const one = parsed.fields[field];
      if ('commitment' in one) withheld.push(field);
      else if (isTextOf(field, one.value)) disclosed[field] = one.value;
      else throw invalid('value', `the ${field} in the proof is nothing that an entry can say`);
    }
    const { index, size } = parsed;
    const hash = leafHash(leafOfProof(parsed));
    const path = parsed.path.map((sibling) => hexToBytes(sibling));
    if (!isIncluded({ leafHash: hash, index, size, path, root: held.root })) {
      throw invalid('path', 'the entry as the proof shows it is not in the log of the checkpoint');
    }
    const { origin } = held;
    return { origin, index, size, disclosed, event: partsOf(disclosed), withheld, leafHash: bytesToHex(hash) };
  }

  #heldFor(vkey: string): Checkpoint {
    const known = this.#held.get(vkey);
    if (known !== undefined) return known;
    const held = heldCheckpoint(this.#note, keyOf(vkey, this.#options));
    this.#held.set(vkey, held);
    return held;
  }
}

/** Checks one proof. See {@link UnlockVerifier.verify}. */
export function verifyUnlockProof(proof: unknown, checkpoint: string, options: VerifyOptions = {}): VerifiedUnlock {
  return new UnlockVerifier(checkpoint, options).verify(proof);
}

/**
 * Checks that a log that has grown still begins with all that a checkpoint knew of it.
 * @param proof what JSON.parse gave
 * @param checkpoint the earlier one
 * @throws FlightveilError `proof-invalid` as {@link verifyUnlockProof}
 */
export function verifyConsistency(
  proof: unknown,
  checkpoint: string,
  options: VerifyOptions = {},
): VerifiedConsistency {
  const parsed = formed(consistencyProofSchema, proof);
  const key = keyOf(parsed.vkey, options);
  const from = heldCheckpoint(checkpoint, key);
  const to = checked('checkpoint', 'of the checkpoint in the proof', () => openCheckpoint(parsed.checkpoint, key));
  if (parsed.from !== from.size || parsed.to !== to.size) {
    throw invalid(
      'size',
      'the proof is about other sizes of the log than its checkpoints',
      'Ask for a proof that is made for this checkpoint.',
    );
  }
  const path = parsed.path.map((hash) => hexToBytes(hash));
  if (!isConsistent({ from, to, path })) {
    throw invalid('path', 'the log does not begin any more with what the checkpoint knew of it');
  }
  return { origin: from.origin, from: from.size, to: to.size, checkpoint: parsed.checkpoint };
}

function formed<T>(schema: z.ZodType<T>, proof: unknown): T {
  const result = schema.safeParse(proof);
  if (result.success) return result.data;
  throw invalid('form', 'this is no proof of the unlock log in a form that is known');
}

function keyOf(vkey: string, { key: wanted }: VerifyOptions): VerifierKey {
  const key = checked('key', "of the proof's key", () => readVkey(vkey));
  if (wanted === undefined) return key;
  const known = checked('key', 'of the given key', () => readVkey(wanted));
  if (known.name === key.name && isSameHash(known.publicKey, key.publicKey)) return key;
  throw invalid('key', 'the proof is of a log that has another key than the one that was given');
}

function heldCheckpoint(note: string, key: VerifierKey): Checkpoint {
  const { origin } = checked('checkpoint', 'of the given checkpoint', () => readCheckpoint(note));
  if (!isKeyOf(key, origin)) throw invalid('key', "the proof's key is not that of the checkpoint's log");
  return checked('checkpoint', 'of the given checkpoint', () => openCheckpoint(note, key));
}

function ownCheckpoint(note: string): Checkpoint {
  return checked('checkpoint', 'of the checkpoint in the proof', () => readCheckpoint(note));
}

function checked<T>(check: ProofCheck, of: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoteError) throw invalid(check, `${of}, this is wrong: ${error.message}`);
    throw error;
  }
}

function invalid(
  check: ProofCheck,
  what: string,
  advice = 'It was changed, or belongs to another log or checkpoint.',
): FlightveilError {
  return new FlightveilError('proof-invalid', what, { facts: { check }, advice });
}
