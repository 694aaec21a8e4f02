import { dirname, join } from 'node:path';
import type { UnlockLog } from '../unlock/log/unlock-log.ts';
import { makeFolder } from './durable-file.ts';
import { put } from './state.ts';

/**
 * Writes a log's tiles, bundles of entries and checkpoint as files (C2SP tlog-tiles) into a folder, for others' tools to audit. Files of an earlier checkpoint
 * stay where they are; the checkpoint is replaced last.
 * @returns how many files there are
 * @throws FlightveilError `output-unwritable`, and `state-unusable` if the log is damaged
 */
export async function writeTiles(log: UnlockLog, folder: string): Promise<number> {
  let count = 0;
  for await (const { path, bytes } of log.files()) {
    const target = join(folder, ...path.split('/'));
    await makeFolder(dirname(target));
    await put(target, bytes, { replace: true });
    count++;
  }
  return count;
}
