import { hasCode } from '../../node/errors.ts';

/** A stop of being told of changes. */
export interface FolderEvents {
  stop(): Promise<void>;
}

/**
 * Asks the system to tell of changes below a folder, links not followed. It tells what it can: a full look from time to time has to find the
 * rest.
 * @param folder its real path
 * @param onPath a path below it where something changed
 * @param onFailure called at most once; nothing is told any more
 * @returns undefined if the system cannot
 */
export async function folderEvents(
  folder: string,
  onPath: (path: string) => void,
  onFailure: (why: EventsFailure) => void,
): Promise<FolderEvents | undefined> {
  let hasFailed = false;
  const fail = (why: EventsFailure): void => {
    if (hasFailed) return;
    hasFailed = true;
    onFailure(why);
  };
  let watcher: typeof import('@parcel/watcher');
  try {
    watcher = (await import('@parcel/watcher')).default;
  } catch {
    fail('not-installed');
    return undefined;
  }
  try {
    const subscription = await watcher.subscribe(folder, (error, events) => {
      if (error !== null) return fail('failed');
      for (const { path } of events) onPath(path);
    });
    return { stop: () => subscription.unsubscribe().catch(() => undefined) };
  } catch (error) {
    fail(
      hasCode(error, ['ENOSPC']) || /inotify|watch limit|No space/i.test(String(error)) ? 'too-many-folders' : 'failed',
    );
    return undefined;
  }
}

/** Why changes are found by full looks only. */
export type EventsFailure = 'not-installed' | 'too-many-folders' | 'failed';
