import { FlightveilError } from '../../model/errors.ts';
import type { UnlockEvent } from '../../model/unlock-event.ts';
import { type Audit, auditLog, DELETION_ID, filesOf, type LogFile } from './audit.ts';
import { type Checkpoint, logKeyOf, openCheckpoint } from './checkpoint.ts';
import { damaged, orDamaged } from './damage.ts';
import { type LeafField, textsOf } from './fields.ts';
import { drawSalts, leafOf } from './leaf.ts';
import { consistencyPath, inclusionPath, isSameHash, rootOf } from './merkle.ts';
import { NoteError, writeVkey } from './note.ts';
import { type ConsistencyProof, pathToHex, type UnlockProof } from './proof.ts';
import { Prover } from './proving.ts';
import { entriesIn, type HeldEntry, heldIn, PAGE_ENTRIES } from './reading.ts';
import type { UnlockStore, UnlockView } from './store.ts';
import { eachOnce, subtreesOf } from './tiles.ts';
import { readValues, writeValues } from './values.ts';
import { verifyConsistency, verifyUnlockProof } from './verify.ts';
import { addEntries, checkHead, headOf, type PreparedEntry, type Signer, seal } from './writing.ts';

/** What is put into the log. */
export interface NewEntry {
  /** Keyed, and unique in the log: 1 to 128 printable ASCII characters. It stays when the values are deleted. */
  readonly id: string;
  readonly event: UnlockEvent;
  /** Unix time in seconds until which the values are kept. */
  readonly keepUntilS: number;
  /** Why: of a list in our source. */
  readonly ground: string;
}

/** What is found in it again, with the values or without. */
export type UnlockEntry =
  | (NewEntry & { readonly index: number; readonly deleted?: undefined })
  | {
      readonly index: number;
      readonly id: string;
      readonly deleted: true;
      readonly event?: undefined;
      readonly keepUntilS?: undefined;
      readonly ground?: undefined;
    };

export interface ProveOptions {
  /** What the proof shows; all else stays hidden. */
  readonly disclose?: readonly LeafField[];
  /** A size at which a checkpoint was signed; else the last one. */
  readonly size?: number;
  /** A checkpoint of this log that somebody holds, perhaps with signatures of witnesses; the proof is made for it. */
  readonly checkpoint?: string;
}

/** When the values of `values-deleted` entries are to be deleted: they are about nobody. The end of the year 9999. */
export const KEPT_FOR_GOOD_S = 253_402_300_799;
const DELETION_GROUND = 'record-of-deletion';

/**
 * The geofence-unlock log: entries are added and never changed, and whoever holds a checkpoint can tell if one was changed, taken away or put in between.
 * Values can be deleted; the tree stays as it is. The owner of the machine holds the signing key: only checkpoints that others hold show that all of it was written anew.
 */
export class UnlockLog {
  readonly #store: UnlockStore;
  readonly #signer: Signer;
  #size = 0;
  #isSigned = false;

  private constructor(store: UnlockStore, signer: Signer) {
    this.#store = store;
    this.#signer = signer;
  }

  /**
   * Opens a log, and checks its end; nothing is written. What a writer that died has left unsigned is signed when something is appended, deleted or proved.
   * @param signingKey Ed25519 seed of 32 bytes
   * @throws FlightveilError `state-unusable` if the store lost or changed something, or is signed by another key
   */
  static async open(store: UnlockStore, signingKey: Uint8Array): Promise<UnlockLog> {
    const seed = signingKey.slice();
    const log = new UnlockLog(store, { seed, key: logKeyOf(seed) });
    await store.read((view) =>
      orDamaged(() => {
        const { head, isSigned } = checkHead(view, log.#signer);
        log.#size = head.size;
        log.#isSigned = isSigned;
      }),
    );
    return log;
  }

  /** How many entries there were when this object was opened, or last wrote or signed; other processes may have added more. */
  get size(): number {
    return this.#size;
  }

  get origin(): string {
    return this.#signer.key.name;
  }

  /** The key by which checkpoints are verified, as others take it. */
  get vkey(): string {
    return writeVkey(this.#signer.key);
  }

  /**
   * Adds entries in order, all or none; those whose id is there already are left out, also if its values were deleted. Durable and signed when it resolves.
   * @returns how many were new, and the log's size and checkpoint
   * @throws FlightveilError `usage` for what cannot be kept, `state-unusable` as {@link open}
   */
  async append(entries: readonly NewEntry[]): Promise<{ appended: number; size: number; checkpoint: string }> {
    const prepared = entries.map((entry) => {
      if (entry.id.startsWith(DELETION_ID)) throw usage('an id in the unlock log is one that tells of a deletion');
      return prepare(entry);
    });
    const { added, head } = await this.#store.change((change) => orDamaged(() => addEntries(change, prepared)));
    const checkpoint = await this.#seal(head, true);
    return { appended: added, size: this.#size, checkpoint };
  }

  /** The last checkpoint: a signed note to keep elsewhere. */
  checkpoint(): Promise<string> {
    return this.#seal(undefined, true);
  }

  /** All entries in order, each checked against the tree. @throws FlightveilError `state-unusable` at the first one that was changed */
  async *entries({ fromIndex = 0 }: { fromIndex?: number } = {}): AsyncGenerator<UnlockEntry> {
    for (let from = fromIndex; ; from += PAGE_ENTRIES) {
      const page = await this.#store.read((view) => entriesIn(view, from));
      yield* page;
      if (page.length < PAGE_ENTRIES) return;
    }
  }

  /** All entries that have values, in order, as they are kept: none is checked, so that damaged ones keep nobody from deleting the others. */
  async *held(): AsyncGenerator<HeldEntry> {
    for (let from: number | undefined = 0; from !== undefined; ) {
      const start: number = from;
      const page = await this.#store.read((view) => heldIn(view, start));
      yield* page.held;
      from = page.next;
    }
  }

  /** An entry's id, which it keeps when its values are deleted. @throws FlightveilError `usage` if there is no such entry */
  idOf(index: number): Promise<string> {
    return this.#store.read((view) => {
      mustHave(view, index, headOf(view).size - 1);
      const entry = view.entries(index, 1)[0];
      if (entry?.index !== index) throw damaged('entries are missing', { index });
      return entry.id;
    });
  }

  /** The indices of the entries with these ids, in their order; undefined for one that there is not. */
  indicesOf(ids: readonly string[]): Promise<readonly (number | undefined)[]> {
    return this.#store.read((view) => ids.map((id) => view.indexOf(id)));
  }

  /** The index of the one entry whose id begins so; undefined if there is none or more than one. */
  async find(idPrefix: string): Promise<number | undefined> {
    const found = await this.#store.read((view) => view.indicesOf(idPrefix));
    return found.length === 1 ? found[0] : undefined;
  }

  /** The hashes from an entry to the root at a size (RFC 9162, section 2.1.3). @throws FlightveilError `usage` if the log has no such entry or size */
  proveInclusion(index: number, size: number): Promise<Uint8Array[]> {
    return this.#store.read((view) => {
      mustHave(view, size);
      mustHave(view, index, size - 1);
      return orDamaged(() => inclusionPath(index, size, subtreesOf(eachOnce(view.tile))));
    });
  }

  /** The hashes between the roots at two sizes (RFC 9162, section 2.1.4). @throws FlightveilError `usage` if the log has no such sizes */
  proveConsistency(from: number, to: number): Promise<Uint8Array[]> {
    return this.#store.read((view) => {
      mustHave(view, to);
      mustHave(view, from, to);
      return orDamaged(() => consistencyPath(from, to, subtreesOf(eachOnce(view.tile))));
    });
  }

  /**
   * A proof that others can check with a checkpoint alone. It shows what is named, and the size and place in the log; it was checked once here.
   * @throws FlightveilError `usage` if there is no such entry or checkpoint, or what is to be shown was deleted; `state-unusable` if the log is damaged
   */
  async prove(index: number, options: ProveOptions = {}): Promise<UnlockProof> {
    const [proof] = await this.#proofs([index], options);
    if (proof === undefined) throw usage('the values of this entry were deleted');
    verifyUnlockProof(proof, proof.checkpoint, { key: this.vkey });
    return proof;
  }

  /**
   * Proofs of several entries for one checkpoint, as {@link prove} makes them, in their order; where something is to be shown those whose values were deleted
   * are left out.
   * @throws FlightveilError as {@link prove}
   */
  async proveAll(indices: readonly number[], options: ProveOptions = {}): Promise<readonly UnlockProof[]> {
    const proofs = await this.#proofs(indices, options);
    const [first] = proofs;
    // What they share is checked once, how each is found was checked when it was made.
    if (first !== undefined) verifyUnlockProof(first, first.checkpoint, { key: this.vkey });
    return proofs;
  }

  /**
   * A proof that the log, at its last checkpoint, still begins with all that an earlier checkpoint knew of it.
   * @throws FlightveilError `usage` if that is no checkpoint of this log, `state-unusable` if it knows another past
   */
  async proveGrowth(earlier: string): Promise<ConsistencyProof> {
    const checkpoint = await this.checkpoint();
    return this.#store.read((view) =>
      orDamaged(() => {
        const from = this.#past(view, earlier);
        const { size } = openCheckpoint(checkpoint, this.#signer.key);
        const proof: ConsistencyProof = {
          ...{ form: 'flightveil-unlock-consistency', version: 1, from: from.size, to: size },
          path: pathToHex(consistencyPath(from.size, size, subtreesOf(eachOnce(view.tile)))),
          ...{ checkpoint, vkey: this.vkey },
        };
        verifyConsistency(proof, earlier, { key: this.vkey });
        return proof;
      }),
    );
  }

  /**
   * Deletes values and salts of entries for good, and adds an entry of kind `values-deleted` for each that had any. When it resolves no byte of them is in the
   * store's files; if it fails it can be called again.
   * @returns how many entries had values
   * @throws FlightveilError `usage` for an entry that is not there or is itself about a deletion
   */
  async deleteValues(
    indices: readonly number[],
    { because, nowS }: { because: 'period' | 'person'; nowS: number },
  ): Promise<number> {
    const deleted = await this.overwriteValues(indices, { because, nowS });
    await this.#store.scrub();
    return deleted;
  }

  /**
   * As {@link deleteValues}; but bytes of them may be in the store's files until it is scrubbed: for who deletes from several logs and does that at the end.
   * @throws FlightveilError as that
   */
  async overwriteValues(
    indices: readonly number[],
    { because, nowS }: { because: 'period' | 'person'; nowS: number },
  ): Promise<number> {
    if (indices.length === 0) return 0;
    const { added, head } = await this.#store.change((change) =>
      orDamaged(() => {
        const held = [...new Set(indices)].filter((index) => hasValues(change, index));
        const records = held.map((entry) => prepare(deletionOf(entry, because, nowS)));
        for (const index of held) change.deleteValues(index);
        return addEntries(change, records);
      }),
    );
    await this.#seal(head);
    return added;
  }

  /** Checks all entries, values and tiles up to the last checkpoint. @throws FlightveilError `state-unusable` at the first that was changed or is missing */
  async audit(): Promise<Audit> {
    return auditLog(this.#store, openCheckpoint(await this.checkpoint(), this.#signer.key));
  }

  /** The log at its last checkpoint as files for others' tools (C2SP tlog-tiles), the checkpoint last. */
  async *files(): AsyncGenerator<LogFile> {
    const note = await this.checkpoint();
    yield* filesOf(this.#store, openCheckpoint(note, this.#signer.key).size, note);
  }

  close(): void {
    this.#store.close?.();
  }

  async #proofs(
    indices: readonly number[],
    { disclose = [], size, checkpoint }: ProveOptions,
  ): Promise<readonly UnlockProof[]> {
    if (!this.#isSigned) await this.#seal();
    return this.#store.read((view) =>
      orDamaged(() => {
        const note = checkpoint ?? view.checkpoint(size)?.note;
        if (note === undefined) throw usage('no checkpoint was signed at this size of the log');
        const at = this.#past(view, note);
        const prover = new Prover(view, { disclose, note, at, vkey: this.vkey });
        return indices.flatMap((index) => {
          mustHave(view, index, at.size - 1);
          return prover.prove(index) ?? [];
        });
      }),
    );
  }

  /** What a checkpoint of this log says, if the log still has that past. */
  #past(view: UnlockView, note: string): Checkpoint {
    let checkpoint: Checkpoint;
    try {
      checkpoint = openCheckpoint(note, this.#signer.key);
    } catch (error) {
      if (error instanceof NoteError) throw usage(`this is no checkpoint of this log: ${error.message}`);
      throw error;
    }
    const { size, root } = checkpoint;
    if (size > headOf(view).size || !isSameHash(rootOf(size, subtreesOf(eachOnce(view.tile))), root)) {
      throw damaged('the checkpoint knows another past of it', { size: headOf(view).size, signed: size });
    }
    return checkpoint;
  }

  async #seal(expected?: { size: number; root: Uint8Array }, evenEmpty?: true): Promise<string>;
  async #seal(expected?: { size: number; root: Uint8Array }, evenEmpty = false): Promise<string | undefined> {
    return this.#store.change((change) =>
      orDamaged(() => {
        const note = seal(change, this.#signer, expected, evenEmpty);
        this.#size = headOf(change).size;
        this.#isSigned = true;
        return note;
      }),
    );
  }
}

function prepare({ id, event, keepUntilS, ground }: NewEntry): PreparedEntry {
  if (!/^[!-~]{1,128}$/.test(id)) throw usage('an id in the unlock log is not 1 to 128 printable ASCII characters');
  if (!Number.isFinite(keepUntilS) || !/^[ -~]{1,128}$/.test(ground)) {
    throw usage('how long an unlock event is kept, or why, is nothing that the log can keep');
  }
  const texts = textsOf(event);
  const salts = drawSalts();
  return { id, leaf: leafOf(texts, salts), values: writeValues({ texts, salts, keepUntilS, ground }) };
}

function deletionOf(entry: number, because: 'period' | 'person', nowS: number): NewEntry {
  const event: UnlockEvent = {
    kind: 'values-deleted',
    timeUs: Math.floor(nowS * 1e6),
    evidence: [],
    about: because,
    entry,
  };
  return { id: `${DELETION_ID}${entry}`, event, keepUntilS: KEPT_FOR_GOOD_S, ground: DELETION_GROUND };
}

function hasValues(view: UnlockView, index: number): boolean {
  mustHave(view, index, headOf(view).size - 1);
  const entry = view.entries(index, 1)[0];
  if (entry?.index !== index) throw damaged('entries are missing', { index });
  if (entry.values === undefined) return false;
  // Not compared with the tree: damaged values can be deleted too.
  if (readValues(entry.values)?.texts.kind === 'values-deleted') throw usage('what tells of a deletion is not deleted');
  return true;
}

/** Whether the log has a number that counts its entries. */
function mustHave(view: UnlockView, number: number, most = headOf(view).size): void {
  if (!Number.isSafeInteger(number) || number < 0 || number > most)
    throw usage('the unlock log does not have so many entries');
}

function usage(what: string): FlightveilError {
  return new FlightveilError('usage', what);
}
