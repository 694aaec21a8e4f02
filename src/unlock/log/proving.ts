import { bytesToHex } from '@noble/hashes/utils.js';
import { checkEntry } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import { damaged } from './damage.ts';
import { type LeafField, leafFields } from './fields.ts';
import { commitmentIn } from './leaf.ts';
import { inclusionPath, isIncluded, leafHash, type SubtreeHash } from './merkle.ts';
import { type ProvenField, pathToHex, type UnlockProof } from './proof.ts';
import type { UnlockView } from './store.ts';
import { eachOnce, subtreesOf } from './tiles.ts';

/** What the proofs of one checkpoint share. */
export interface Proving {
  readonly disclose: readonly LeafField[];
  /** The checkpoint as it is given away, and what it says: the log was found to have that past. */
  readonly note: string;
  readonly at: Checkpoint;
  readonly vkey: string;
}

/** Makes proofs for one checkpoint; what they share is read and hashed once. */
export class Prover {
  readonly #view: UnlockView;
  readonly #shared: Proving;
  readonly #tile;
  readonly #hashOf: SubtreeHash;

  /** To be used within one reading of the store. */
  constructor(view: UnlockView, shared: Proving) {
    this.#view = view;
    this.#shared = shared;
    this.#tile = eachOnce(view.tile);
    this.#hashOf = hashedOnce(subtreesOf(this.#tile));
  }

  /**
   * @returns undefined if there is something to be shown and the values of the entry were deleted
   * @throws FlightveilError `state-unusable` if the entry is not what was put into the log, or is not found by its proof
   */
  prove(index: number): UnlockProof | undefined {
    const { disclose, note, at, vkey } = this.#shared;
    const entry = this.#view.entries(index, 1)[0];
    if (entry?.index !== index) throw damaged('entries are missing', { index });
    const kept = checkEntry(entry, this.#tile);
    if (kept === undefined && disclose.length > 0) return undefined;
    const fieldOf = (field: LeafField): ProvenField =>
      kept !== undefined && disclose.includes(field)
        ? { value: kept.texts[field], salt: bytesToHex(kept.salts[field]) }
        : { commitment: bytesToHex(commitmentIn(entry.leaf, field)) };
    const path = inclusionPath(index, at.size, this.#hashOf);
    const proof: UnlockProof = {
      ...{ form: 'flightveil-unlock-proof', version: 1, index, size: at.size },
      fields: Object.fromEntries(leafFields.map((field) => [field, fieldOf(field)])) as UnlockProof['fields'],
      ...{ path: pathToHex(path), checkpoint: note, vkey },
    };
    // The fields were compared with the leaf before.
    if (!isIncluded({ leafHash: leafHash(entry.leaf), index, size: at.size, path, root: at.root })) {
      throw damaged('an entry is not found by its proof', { index });
    }
    return proof;
  }
}

function hashedOnce(hashOf: SubtreeHash): SubtreeHash {
  const known = new Map<string, Uint8Array>();
  return (height, index) => {
    const key = `${height} ${index}`;
    const hash = known.get(key) ?? hashOf(height, index);
    known.set(key, hash);
    return hash;
  };
}
