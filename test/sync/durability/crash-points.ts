import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyScene } from './scene.ts';
import { type Places, Worker } from './workers.ts';

const CALLS = [
  ...['openat', 'read', 'pread64', 'write', 'pwrite64', 'fsync', 'fdatasync'],
  ...['rename', 'link', 'unlink', 'ftruncate', 'mkdir', 'close'],
];
const WAYS = ['signal=KILL', 'error=EIO', 'error=ENOSPC'] as const;

/** Whose files a call is on: errors of one come without those of the others, as they do where these are on several disks. */
const WHERES = ['databases', 'state', 'recipient', 'logs'] as const;
type Where = (typeof WHERES)[number];

/** One system call that is disturbed. */
export interface Point {
  readonly where: Where;
  readonly call: string;
  readonly how: (typeof WAYS)[number];
  readonly nth: number;
  /** All that come after it fail too. */
  readonly isSticky: boolean;
}

/** What an undisturbed sync does: the paths that it uses, below its folder, and how often it makes each call on them. */
export interface Calls {
  readonly paths: ReadonlyMap<Where, readonly string[]>;
  readonly counts: ReadonlyMap<string, number>;
}

function whereOf(path: string): Where {
  if (path.startsWith('/out')) return 'recipient';
  if (path.startsWith('/logs')) return 'logs';
  return path.includes('.sqlite') ? 'databases' : 'state';
}

/** Watches syncs of copies of a scene, of both seeds. */
export async function undisturbed(scene: Places, folder: string): Promise<Calls> {
  // The first one makes V8's cache for those to come.
  const first = await Worker.start();
  await first.run('first', copyScene(scene, join(folder, 'cached')));
  await first.finish();
  const worker = await Worker.start();
  const paths = new Map<Where, string[]>();
  for (const seed of ['first', 'second']) {
    const places = copyScene(scene, join(folder, seed));
    const trace = join(folder, `${seed}.paths`);
    await worker.run(seed, places, ['-o', trace, '-y', '-e', 'trace=%file,fsync']);
    for (const [, path = ''] of readFileSync(trace, 'utf8').matchAll(/["<](\/[^">]*)[">]/g)) {
      if (!path.startsWith(join(folder, seed))) continue;
      const rest = path.slice(join(folder, seed).length);
      const known = paths.get(whereOf(rest)) ?? [];
      if (!known.includes(rest)) paths.set(whereOf(rest), [...known, rest]);
    }
  }
  const counts = new Map<string, number>();
  for (const where of WHERES) {
    const places = copyScene(scene, join(folder, where));
    const trace = join(folder, `${where}.calls`);
    const watched = (paths.get(where) ?? []).flatMap((path) => ['-P', join(folder, where) + path]);
    await worker.run('first', places, ['-o', trace, '-e', `trace=${CALLS.join()}`, ...watched]);
    const byThread = new Map<string, number>();
    for (const [, thread, call] of readFileSync(trace, 'utf8').matchAll(/^(\d+) +(\w+)\(/gm)) {
      const key = `${thread} ${call}`;
      byThread.set(key, (byThread.get(key) ?? 0) + 1);
    }
    // strace counts for each thread by itself.
    for (const [key, count] of byThread) {
      const name = `${where} ${key.split(' ')[1]}`;
      counts.set(name, Math.max(count, counts.get(name) ?? 0));
    }
  }
  await worker.stop();
  return { paths, counts };
}

/** Every place where a sync can be disturbed, in every way. */
export function pointsOf({ counts }: Calls): Point[] {
  const points: Point[] = [];
  for (const [key, count] of counts) {
    const [where, call] = key.split(' ') as [Where, string];
    const isReading = call === 'read' || call === 'pread64';
    for (const how of WAYS) {
      if (isReading && how !== 'error=EIO') continue;
      for (const isSticky of how === 'signal=KILL' ? [false] : [false, true])
        for (let nth = 1; nth <= count; nth++) points.push({ where, call, how, nth, isSticky });
    }
  }
  return points;
}

/** The files on which a point's call is disturbed. */
export function pathsOf({ paths }: Calls, { where }: Point, { home }: Places): string[] {
  return (paths.get(where) ?? []).map((path) => join(home, '..') + path);
}

/** Half of them evenly over all points, half evenly over the kinds, as most calls are of a few kinds; others each time. */
export function some(all: readonly Point[], most: number): Point[] {
  const kinds = new Map<string, Point[]>();
  for (const point of all) {
    const kind = [point.where, point.call, point.how, point.isSticky].join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), point]);
  }
  const groups = [...kinds.values()];
  const ofAll = evenly(all, Math.ceil(most / 2));
  const ofKinds = evenly(groups, Math.floor(most / 2)).map((group) => group[Math.floor(Math.random() * group.length)]!);
  return [...ofAll, ...ofKinds];
}

/** If more are asked for than there are, some come again. */
function evenly<T>(all: readonly T[], count: number): T[] {
  const first = Math.random();
  return Array.from({ length: count }, (_, at) => all[Math.floor(((at + first) * all.length) / count) % all.length]!);
}
