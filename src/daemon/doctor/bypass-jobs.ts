import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SERVICE_MARK } from '../ops/service-options.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import { readKnownFile } from './read-known-file.ts';

const MOST_FILES = 500;
const MOST_BYTES = 256 * 1024;

/**
 * Whether something that runs by itself names a source's folder: the user's systemd units, crontabs (crontab(1), /etc/crontab, /etc/cron.d), and on
 * macOS the user's launch agents. rclone, rsync and scripts show up this way.
 */
export async function checkJobs(context: DoctorContext, { config, looks }: Checked): Promise<readonly Check[]> {
  const { platform, userFolder } = context;
  if (platform === 'win32') return [];
  const jobs = await jobsOf(context);
  const checks: Check[] = [];
  for (const { name, folder } of config.sources) {
    const folders = [folder, looks.get(name)?.folder ?? folder];
    const ways = [...new Set(folders.flatMap((path) => waysToName(path, userFolder)))];
    const kinds = new Set(jobs.filter(({ text }) => ways.some((way) => names(text, way))).map(({ kind }) => kind));
    for (const kind of kinds) {
      checks.push(
        checksNamed('bypass-job', name).warning(
          `${kind} names its folder or one above it: logs may be copied elsewhere unfiltered.`,
          'See what it does; leave the logs out of it, or have it take the filtered ones.',
        ),
      );
    }
  }
  return checks.length > 0 ? checks : [checksNamed('bypass-job').ok("No job of this user's names a source's folder.")];
}

interface Job {
  readonly kind: string;
  readonly text: string;
}

async function jobsOf({ platform, userFolder, environment, root, run }: DoctorContext): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  const add = (kind: string, text: string | undefined): void => {
    if (text !== undefined && !text.includes(SERVICE_MARK)) jobs.push({ kind, text: withoutComments(text) });
  };
  const addAll = async (kind: string, folder: string, ending: RegExp): Promise<void> => {
    const files = (await readdir(folder).catch(() => [])).filter((name) => ending.test(name)).slice(0, MOST_FILES);
    for (const name of files) add(kind, await readKnownFile(join(folder, name), MOST_BYTES));
  };
  const { code, out } = await run('crontab', ['-l'], { mostBytes: MOST_BYTES });
  if (code === 0) add('A line of your crontab', out);
  if (platform === 'darwin') await addAll('A launch agent', join(userFolder, 'Library', 'LaunchAgents'), /\.plist$/);
  if (platform === 'linux') {
    const base = environment.XDG_CONFIG_HOME || join(userFolder, '.config');
    await addAll('A systemd unit', join(base, 'systemd', 'user'), /\.(?:service|path|timer)$/);
    add('A line of /etc/crontab', await readKnownFile(join(root, 'etc/crontab'), MOST_BYTES));
    await addAll('A file in /etc/cron.d', join(root, 'etc/cron.d'), /^[\w-]+$/);
  }
  return jobs;
}

function withoutComments(text: string): string {
  return text.replace(/^\s*[#;].*$/gm, '');
}

/** The folder and those above it, as far as they are below the user's own, each as jobs write it. */
function waysToName(folder: string, userFolder: string): string[] {
  const ways: string[] = [];
  for (let path = folder; ; path = dirname(path)) {
    const isOwn = path.startsWith(`${userFolder}/`);
    if (path !== folder && !isOwn) return ways;
    ways.push(path);
    if (isOwn) {
      const rest = path.slice(userFolder.length);
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as shells write it
      ways.push(...['~', '$HOME', '${HOME}', '%h'].map((home) => `${home}${rest}`));
    }
    if (dirname(path) === path) return ways;
  }
}

/** At the end of a part of a path: a folder below it that is not the source is none of ours, and one whose name only begins like it neither. */
function names(text: string, way: string): boolean {
  // In units and crontabs spaces are escaped in several ways.
  const plain = text.replaceAll('\\ ', ' ').replaceAll('\\x20', ' ');
  for (let at = plain.indexOf(way); at >= 0; at = plain.indexOf(way, at + 1)) {
    const rest = plain.slice(at + way.length);
    if (/^\/?(?:\.|\*+)?(?:$|[\s"'<;|&:,)])/.test(rest)) return true;
  }
  return false;
}
