import { UnlockLogKeys } from '../filter/keys.ts';
import { UnlockLog } from '../unlock/log/unlock-log.ts';
import { rootKey } from './state.ts';
import { SqliteUnlockStore } from './unlock-store.ts';

/** Whose log it is that the owner keeps for himself: every event that was found. */
export const OWN_LOG = 'self';

/** A geofence-unlock log with the keys of its names. Whoever opens it closes it. */
export interface OpenUnlockLog {
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
    return { log: await UnlockLog.open(store, keys.signingSeed), keys, close: () => store.close() };
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

/** Whose logs there are. @throws FlightveilError `state-unusable` */
export function unlockLogsIn(folder: string): Promise<readonly string[]> {
  return SqliteUnlockStore.names(folder);
}
