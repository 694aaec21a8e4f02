import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { byteText, type Check, type Checks, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';

/** Less than this and databases, too, may fail. */
const LEAST_BYTES = 64e6;

/** Room for the spool, and in folders that are sent to. */
export async function checkDisk({ home }: DoctorContext, { config }: Checked): Promise<readonly Check[]> {
  const checks = [await spoolCheck(home, config.spool.maxBytes)];
  for (const { name, sink } of config.uploads) {
    if (sink.kind !== 'folder') continue;
    const named = checksNamed('disk', name);
    const freeBytes = await freeAt(sink.path);
    // Whether the folder is there is for the sink itself to say.
    if (freeBytes === undefined) continue;
    checks.push(tight(named, freeBytes) ?? named.ok(`${byteText(freeBytes)} are free where it is sent to.`));
  }
  return checks;
}

async function spoolCheck(home: string, maxBytes: number): Promise<Check> {
  const named = checksNamed('disk');
  const freeBytes = await freeAt(home);
  if (freeBytes === undefined) return named.warning('How much room the state folder has cannot be known.');
  return (
    tight(named, freeBytes) ??
    (freeBytes < maxBytes
      ? named.warning(
          `${byteText(freeBytes)} are free and the spool may take ${byteText(maxBytes)}: it may have to wait for room.`,
          'Make room, or lower the limit of the spool.',
        )
      : named.ok(`${byteText(freeBytes)} are free; the spool takes ${byteText(maxBytes)} at most.`))
  );
}

function tight(named: Checks, freeBytes: number): Check | undefined {
  return freeBytes < LEAST_BYTES
    ? named.failed(`Only ${byteText(freeBytes)} are free.`, 'Make room; until then logs wait where they are.')
    : undefined;
}

/** Of the file system on which it is or would be. */
async function freeAt(path: string): Promise<number | undefined> {
  for (let at = path; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch {
      if (dirname(at) === at) return undefined;
    }
  }
}
