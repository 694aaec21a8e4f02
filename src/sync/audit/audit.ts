import { hkdfSync } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Json } from '../../bytes/canonical-json.ts';
import {
  type ChainKind,
  type Checkpoint,
  checkpointLineOf,
  emptyHead,
  type Head,
  isSigned,
  type OpenedLine,
  openLineOf,
  readCheckpoint,
  sealLineOf,
  type Verification,
  verifyChainOf,
} from '../../consent/chain.ts';
import type { Signing } from '../../consent/signing.ts';
import { KEY_BYTES } from '../../filter/keys.ts';
import { FlightveilError } from '../../model/errors.ts';
import { nativeSigning } from '../../node/consent-keys.ts';
import { type AuditEntry, checkedAuditEntry } from './audit-entry.ts';

/** Lines are only ever added, each with the next number; the database itself refuses all else. */
export const AUDIT_SCHEMA = `
  CREATE TABLE audit (sequence INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
  CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
  CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'entries are not removed'); END;
  CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'entries are added in order'); END`;

/** Ends like the labels of filter/keys.ts, so that no key is ever derived for two ends. */
const INFO = 'flightveil/1/audit-signing\0';

/** The audit log's own key, from the device's root key (HKDF-SHA-256, RFC 5869). */
export function auditSigning(root: Uint8Array): Signing {
  return nativeSigning(new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), INFO, KEY_BYTES)));
}

const auditChain: ChainKind<AuditEntry> = {
  word: 'flightveil-audit',
  title: 'an audit log',
  toJson: (entry) => checkedAuditEntry(entry) as unknown as Json,
  fromJson: checkedAuditEntry,
};

/** A checkpoint as one line of text, for a note elsewhere. */
export function auditCheckpointLine(checkpoint: Checkpoint): string {
  return checkpointLineOf(auditChain, checkpoint);
}

/** @throws FlightveilError `usage` for a text that is none */
export function auditCheckpointOf(line: string): Checkpoint {
  return readCheckpoint(auditChain, line);
}

/** An entry with its number, counted from 1. */
export interface NumberedEntry {
  readonly sequence: number;
  readonly entry: AuditEntry;
}

const PAGE_LINES = 500;

/**
 * The log of releases, refusals and what became of them: lines as in the consent ledger (see {@link Head}), each signed and tied to the one before it, in
 * the database of the queue, so that an entry and the state that it allows are one transaction.
 *
 * Every changed, missing, added or moved line is found by {@link verify}. But whoever owns the device has its keys, and so can write the whole log anew, or put an old
 * copy in its place: only a checkpoint that somebody else holds detects that.
 */
export class AuditLog {
  readonly #signing: Signing;
  readonly #last: Database.Statement<[], { sequence: number; line: string }>;
  readonly #page: Database.Statement<[number, number], { sequence: number; line: string }>;
  readonly #insert: Database.Statement<[number, string]>;
  readonly #alone: Database.Transaction<(entry: AuditEntry) => void>;
  readonly #database: Database.Database;
  readonly #clear: <T>(work: () => T) => T;

  /**
   * @param database that has {@link AUDIT_SCHEMA}
   * @param clear runs work on it, and says what SQLite's errors mean
   */
  constructor(database: Database.Database, signing: Signing, clear: <T>(work: () => T) => T = (work) => work()) {
    this.#clear = clear;
    this.#database = database;
    this.#signing = signing;
    this.#last = database.prepare('SELECT sequence, line FROM audit ORDER BY sequence DESC LIMIT 1');
    this.#page = database.prepare('SELECT sequence, line FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?');
    this.#insert = database.prepare('INSERT INTO audit (sequence, line) VALUES (?, ?)');
    this.#alone = database.transaction((entry: AuditEntry) => this.#append(entry));
  }

  /**
   * Adds an entry. Within a transaction of the caller's, which must be an immediate one, it is part of that; else durable when this returns.
   * @throws FlightveilError `usage` for what is no entry, `state-unusable` if the log's end is not as it was written: nothing is added then
   */
  append(entry: AuditEntry): void {
    if (this.#database.inTransaction) this.#append(entry);
    else this.#clear(() => this.#alone.immediate(entry));
  }

  /** Entries after one number, in order. @throws FlightveilError `state-unusable` if one is not readable */
  entries(after: number, limit: number): NumberedEntry[] {
    return this.#pageAfter(after, limit).map(({ sequence, line }) => ({
      sequence,
      entry: this.#opened(line).entry,
    }));
  }

  /** Number and hash of the last entry. @throws FlightveilError `state-unusable` if it is not as it was written */
  head(): Head {
    return this.#end()?.head ?? emptyHead;
  }

  /** The last entry's; undefined if there is none. See {@link auditCheckpointLine}. */
  checkpoint(): Checkpoint | undefined {
    const end = this.#end();
    return end === undefined ? undefined : { ...end.head, signature: end.signature };
  }

  /** Checks every entry and every signature; with a checkpoint also that the log still has what it had then. */
  verify(checkpoint?: Checkpoint): Promise<Verification> {
    const { publicKey } = this.#signing;
    return verifyChainOf(auditChain, this.lines(), publicKey, {
      verifier: this.#signing,
      checkpoint,
    });
  }

  /** All lines; with a line feed after each they are NDJSON. */
  *lines(): Generator<string, void, void> {
    for (let last = 0; ; ) {
      const page = this.#pageAfter(last, PAGE_LINES);
      for (const { line } of page) yield String(line);
      if (page.length < PAGE_LINES) return;
      last = page.at(-1)!.sequence;
    }
  }

  get publicKey(): Uint8Array {
    return this.#signing.publicKey;
  }

  #append(entry: AuditEntry): void {
    const { line, head } = sealLineOf(auditChain, this.head(), entry, this.#signing);
    this.#insert.run(head.sequence, line);
  }

  /** The last line. Another process may have written it, so it is read anew each time. */
  #end(): OpenedLine<AuditEntry> | undefined {
    const row = this.#clear(() => this.#last.get());
    if (row === undefined) return undefined;
    const end = this.#opened(row.line);
    if (end.head.sequence !== row.sequence || !isSigned(end, this.#signing.publicKey, this.#signing))
      throw damagedLog();
    return end;
  }

  #pageAfter(after: number, limit: number): { sequence: number; line: string }[] {
    return this.#clear(() => this.#page.all(after, limit));
  }

  #opened(line: unknown): OpenedLine<AuditEntry> {
    const opened = openLineOf(auditChain, undefined, String(line), this.#signing);
    if (typeof opened === 'string') throw damagedLog();
    return opened;
  }
}

function damagedLog(): FlightveilError {
  return new FlightveilError(
    'state-unusable',
    'the audit log is damaged, or was signed with the keys of another device',
    {
      advice: 'Restore the state folder from a copy.',
    },
  );
}
