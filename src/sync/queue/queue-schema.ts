import type { DatabaseKind } from '../../node/sqlite-file.ts';
import { AUDIT_SCHEMA } from '../audit/audit.ts';

/** The queue and its audit log: one file, so that an entry of the audit and the state that it allows are one transaction. */
export const queueKind: DatabaseKind = {
  title: 'the sync queue',
  file: 'sync.sqlite',
  // "fvSQ"
  applicationId: 0x66765351,
  version: 1,
  schema: `
  CREATE TABLE logs (
    id INTEGER PRIMARY KEY,
    content BLOB NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE files (
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    mtime_ns TEXT NOT NULL,
    settled_ms INTEGER NOT NULL,
    is_missing INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_by_identity ON files (device, inode);
  CREATE TABLE contents (
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    member INTEGER NOT NULL,
    log INTEGER NOT NULL REFERENCES logs (id),
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    mtime_ns TEXT NOT NULL,
    PRIMARY KEY (source, path, member)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contents_of_log ON contents (log);
  CREATE TABLE origins (
    log INTEGER NOT NULL REFERENCES logs (id),
    source TEXT NOT NULL,
    PRIMARY KEY (log, source)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    log INTEGER NOT NULL REFERENCES logs (id),
    upload TEXT NOT NULL,
    state TEXT NOT NULL,
    waiting TEXT,
    reason TEXT,
    facts TEXT NOT NULL DEFAULT '{}',
    advice TEXT NOT NULL DEFAULT '[]',
    attempts INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER NOT NULL DEFAULT 0,
    shipment TEXT,
    format TEXT,
    size_bytes INTEGER NOT NULL DEFAULT 0,
    parts TEXT NOT NULL DEFAULT '[]',
    sealed BLOB,
    remembered TEXT,
    wish TEXT,
    aircraft TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    UNIQUE (log, upload)
  ) STRICT;
  CREATE INDEX items_due ON items (upload, state, aircraft, priority DESC, id);
  CREATE INDEX items_by_state ON items (state);
  CREATE INDEX items_wished ON items (wish) WHERE wish IS NOT NULL;
  CREATE TABLE removals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shipment TEXT NOT NULL,
    number INTEGER NOT NULL,
    upload TEXT NOT NULL,
    sink TEXT NOT NULL,
    parts TEXT NOT NULL,
    remembered TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER NOT NULL,
    is_kept INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE successors (
    log INTEGER NOT NULL REFERENCES logs (id),
    newer INTEGER NOT NULL REFERENCES logs (id),
    PRIMARY KEY (newer, log)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  ${AUDIT_SCHEMA}`,
};
