import { UnlockLogKeys } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { UnlockLog } from '../unlock/log/unlock-log.ts';
import { rootKey } from './state.ts';
import { hasUnlockFile, openUnlockFile, SqliteUnlockStore, scrubFile } from './unlock-store.ts';

/** Whose log it is that the owner keeps for himself: every event that was found. */
export const OWN_LOG = 'self';

/** A geofence-unlock log with the keys of its names. Whoever opens it closes it. */
export interface OpenUnlockLog {
  readonly recipient: string;
  readonly log: UnlockLog;
  readonly keys: UnlockLogKeys;
  close(): void;
}

/**
 * Opens the log that a recipient gets to see, and makes it at first use.
 * @throws FlightveilError `state-unusable`
 */
export async function openUnlockLog(folder: string, recipient: string): Promise<OpenUnlockLog> {
  const keys = new UnlockLogKeys(await rootKey(folder), recipient);
  const store = await SqliteUnlockStore.open(folder, recipient);
  try {
    return { recipient, log: await UnlockLog.open(store, keys.signingSeed), keys, close: () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Opens a log, and closes it when the work is done. @throws FlightveilError as {@link openUnlockLog} */
export async function withLog<T>(
  folder: string,
  recipient: string,
  work: (log: OpenUnlockLog) => T | Promise<T>,
): Promise<T> {
  const log = await openUnlockLog(folder, recipient);
  try {
    return await work(log);
  } finally {
    log.close();
  }
}

/**
 * {@link withLog} for a log that there is: nothing is made for a name that is misspelt.
 * @throws FlightveilError `usage` with the names that there are, and as {@link openUnlockLog}
 */
export async function withKnownLog<T>(
  folder: string,
  recipient: string,
  work: (log: OpenUnlockLog) => T | Promise<T>,
): Promise<T> {
  const known = await unlockLogsIn(folder);
  if (known.includes(recipient)) return withLog(folder, recipient, work);
  throw new FlightveilError('usage', 'there is no geofence-unlock log of this name', {
    advice: known.length === 0 ? 'Nothing was recorded yet.' : `There are: ${known.join(', ')}.`,
  });
}

/**
 * Resolves when nothing that was deleted from logs or licences is in their files.
 * @throws FlightveilError `state-unusable` if another process reads them for long
 */
export async function scrubUnlockLogs(folder: string): Promise<void> {
  if (!(await hasUnlockFile(folder))) return;
  const file = await openUnlockFile(folder);
  try {
    await scrubFile(file);
  } finally {
    file.database.close();
  }
}

/** Whose logs there are. @throws FlightveilError `state-unusable` */
export function unlockLogsIn(folder: string): Promise<readonly string[]> {
  return SqliteUnlockStore.names(folder);
}
