import type { ArchiveLimits } from './archive.ts';
import type { FileIdentity } from './file-identity.ts';
import type { EventsFailure, folderEvents } from './folder-events.ts';
import type { FoundLog, SourceProblem } from './found-log.ts';

/** Whom a {@link SourceWatcher} tells, and how it goes about it. */
export interface WatcherOptions {
  /** Between two full looks through all folders, milliseconds. */
  readonly rescanMs: number;
  /** The state folder, private; logs of archives are unpacked below it. */
  readonly home: string;
  /**
   * A log that is new or has changed, and has settled. One at a time: the next is told when the promise is fulfilled, and only then the file
   * counts as known. A rejection is told as problem `not-taken`, and the log again at the next full look.
   */
  readonly onLog: (found: FoundLog) => Promise<void>;
  /** The folder of a source came or went; told once at the start, too. */
  readonly onMedium?: (change: { readonly source: string; readonly present: boolean }) => void;
  /** A known file has another path now. It is not told again as a log. */
  readonly onMoved?: (move: Move) => void;
  /** What was left out; once. */
  readonly onProblem?: (problem: SourceProblem) => void;
  /** Whether the system tells of changes, or they are found by full looks only. */
  readonly onWatching?: (state: WatchingState) => void;
  /** Something failed that is no source's: the store of known files, for instance. It goes on after a while. */
  readonly onFailure?: (error: unknown) => void;
  /** Folders that are left out although they lie in a source, such as where shipments are put. */
  readonly exclude?: readonly string[];
  readonly limits?: ArchiveLimits;
  /** Between two looks whether a medium is there, milliseconds. */
  readonly mediumMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  /** Another way to be told of changes. */
  readonly events?: typeof folderEvents;
}

export interface Move {
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly identity: FileIdentity;
}

export interface WatchingState {
  readonly source: string;
  readonly isLive: boolean;
  readonly why?: EventsFailure;
}

/** What a look through all folders came to. */
export interface ScanReport {
  /** Files that were looked at by their names. */
  files: number;
  /** Of these, known already. */
  known: number;
  /** Logs that were told and taken. */
  logs: number;
  moved: number;
  /** Files without a byte. */
  empty: number;
  /** Files that changed while they were looked at: probably still being written. */
  unsettled: number;
  /** Known files that were there before, and are not now. */
  missing: number;
  problems: number;
  /** Sources whose folder is not there. */
  absent: string[];
}

export function emptyReport(): ScanReport {
  return { files: 0, known: 0, logs: 0, moved: 0, empty: 0, unsettled: 0, missing: 0, problems: 0, absent: [] };
}
