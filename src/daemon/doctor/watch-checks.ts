import { join } from 'node:path';
import { type Check, checksNamed, counted } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import { readKnownFile } from './read-known-file.ts';

/** Of what a user may watch, other programs need some too. */
const OUR_SHARE = 0.5;

/** Linux allows each user so many watches, one a folder: inotify(7). */
export async function checkWatches({ platform, root }: DoctorContext, { looks }: Checked): Promise<readonly Check[]> {
  if (platform !== 'linux') return [];
  const text = await readKnownFile(join(root, 'proc/sys/fs/inotify/max_user_watches'));
  const most = Number(text ?? '');
  if (!Number.isSafeInteger(most) || most <= 0) return [];
  const folders = [...looks.values()].reduce((sum, look) => sum + look.folders, 0);
  const named = checksNamed('watches');
  if (folders <= most * OUR_SHARE) return [named.ok(`${counted(folders, 'folder')} to watch, of at most ${most}.`)];
  const advice = 'Raise fs.inotify.max_user_watches (sysctl), or name folders further down as sources.';
  if (folders <= most) {
    return [
      named.warning(`${folders} folders to watch are more than half of the ${most} that the system allows.`, advice),
    ];
  }
  return [
    named.failed(
      `${folders} folders to watch are more than the ${most} that the system allows: the others are seen at the next full look only.`,
      advice,
    ),
  ];
}
