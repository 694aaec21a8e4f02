import type { FileIdentity } from './file-identity.ts';

/** A log that may be read, for as long as it is not closed. */
export interface OpenedLog {
  /**
   * Of a regular file. On Linux it leads to what is open here, whatever has the original's name by then. Elsewhere it is the original's
   * path, and a log that is exchanged at this moment is only found by comparing what is read twice.
   */
  readonly path: string;
  close(): Promise<void>;
}

/** A log that is new or has changed, and has settled. */
export interface FoundLog {
  /** Name of the source. */
  readonly source: string;
  /** Absolute. Of a log in an archive: the archive's. */
  readonly path: string;
  /** Of a log in a .zip: which entry of its directory, from 0. Of the log in a .gz: 0. */
  readonly member?: number;
  /** Of the file at {@link path}. */
  readonly identity: FileIdentity;
  /**
   * May be called later, and again.
   * @throws FlightveilError `input-changed` if the file is not what was found any more, `input-unreadable` (with a `reason` for archives),
   *   `output-unwritable` if there is no room to unpack it
   */
  open(): Promise<OpenedLog>;
}

/** Why something was left out. The words are stable. */
export type ProblemReason =
  /** Its name is not valid Unicode. */
  | 'name-not-unicode'
  | 'no-permission'
  /** The system could not read it; `system` has its code. */
  | 'unreadable'
  | 'too-deep'
  /** A folder that holds itself. */
  | 'folder-loop'
  /** Whoever is told of logs failed; it is told again at the next full look. */
  | 'not-taken'
  | ArchiveReason;

export type ArchiveReason =
  | 'archive-damaged'
  | 'archive-too-many-entries'
  | 'archive-too-large'
  | 'archive-ratio'
  | 'archive-overlap'
  | 'member-encrypted'
  | 'member-link'
  | 'member-name'
  | 'member-method'
  | 'member-nested'
  | 'member-too-large';

/** Something that was left out; the rest goes on. */
export interface SourceProblem {
  readonly source: string;
  readonly path: string;
  readonly member?: number;
  readonly reason: ProblemReason;
  /** The system's code, such as EIO. */
  readonly system?: string;
  /** For `not-taken`: what was thrown. */
  readonly error?: unknown;
}
