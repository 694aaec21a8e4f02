import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Spool } from '../../../src/sync/spool/spool.ts';
import { describeTraced } from '../../node/unlock-store-runs.ts';
import { namesIn, putFile, readAll } from './harness.ts';
import { contentOf, MARKER } from './spool-content.ts';
import { childFile, ended, type Run } from './spool-runs.ts';

/** Two files; a third is left unfinished and cleared away by opening the spool again, as after a crash; then the first is removed. */
const STEPS = ['open', 'commit:long', 'commit:short', 'begin:other', 'open', 'remove'];
const CALLS = [
  'openat',
  'write',
  'pwrite64',
  'read',
  'pread64',
  'fsync',
  'fdatasync',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'close',
];
const WAYS = ['signal=SIGKILL', 'error=EIO', 'error=ENOSPC'] as const;
/** So many points at most; `SPOOL_CRASH_POINTS` asks for more. */
const MOST_POINTS = Number(process.env.SPOOL_CRASH_POINTS ?? 160);
const AT_ONCE = 2;

interface Point {
  readonly call: string;
  readonly how: (typeof WAYS)[number];
  readonly nth: number;
  readonly isSticky: boolean;
}

const parent = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function traced(home: string, options: readonly string[]): Promise<Run> {
  return ended('strace', ['-f', '-qq', ...options, process.execPath, await childFile(), home, ...STEPS]);
}

/** Paths below a state folder that the child uses, and how often it makes each call on them. */
async function undisturbed(): Promise<{ paths: string[]; counts: Map<string, number> }> {
  const home = join(parent, 'undisturbed');
  const trace = join(parent, 'trace');
  const run = await traced(home, ['-o', trace, '-e', 'trace=%file']);
  expect(run).toMatchObject({ code: 0, err: '', said: STEPS.map((step) => expect.stringMatching(`^done ${step}`)) });
  const found = readFileSync(trace, 'utf8').matchAll(/"([^"]*)"/g);
  const paths = new Set([...found].flatMap(([, path]) => (path!.startsWith(home) ? [path!.slice(home.length)] : [])));
  const again = join(parent, 'counted');
  const watched = [...paths].flatMap((path) => ['-P', again + path]);
  await traced(again, ['-o', trace, '-e', `trace=${CALLS.join()}`, ...watched]);
  const counts = new Map<string, number>();
  for (const [, call] of readFileSync(trace, 'utf8').matchAll(/^\d+ +(\w+)\(/gm))
    counts.set(call!, (counts.get(call!) ?? 0) + 1);
  return { paths: [...paths], counts };
}

function pointsOf(counts: ReadonlyMap<string, number>): Point[] {
  return CALLS.flatMap((call) =>
    WAYS.flatMap((how) =>
      (how === 'signal=SIGKILL' ? [false] : [false, true]).flatMap((isSticky) =>
        Array.from({ length: counts.get(call) ?? 0 }, (_, at) => ({ call, how, nth: at + 1, isSticky })),
      ),
    ),
  );
}

/** Others each time, if there are more than are asked for. */
function some<T>(all: readonly T[], most: number): T[] {
  const first = Math.random();
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, at) => all[Math.floor(((at + first) * all.length) / count)]!);
}

/** Looks at a state folder as whoever comes next, and works on with it. */
async function check(home: string, run: Run, { call, how, isSticky }: Point): Promise<void> {
  if (how !== 'signal=SIGKILL') {
    expect([run.code, run.err, run.said.length]).toEqual([0, '', STEPS.length]);
    const code = how.slice('error='.length);
    const failed = run.said.filter((line) => line.startsWith('failed'));
    const clear = new RegExp(`^failed \\S+ state-unusable ${code} ${code === 'ENOSPC'}$`);
    // Node looks what is there when it cannot make a folder, and tells that nothing is.
    const isNodes = (line: string): boolean =>
      call === 'mkdir' && /^failed \S+ state-unusable ENOENT false$/.test(line);
    expect(failed.filter((line) => !clear.test(line) && !isNodes(line))).toEqual([]);
  }
  for (const name of namesBelow(home))
    expect([name, readFileSync(join(home, name)).includes(MARKER)]).toEqual([name, false]);
  const spool = await Spool.open(home, { key: 'file' });
  const ids = await spool.ids();
  // Whatever has a name is whole, and one of those that were to be kept.
  const held: string[] = [];
  for (const id of ids) {
    const { bytes } = await readAll(spool.read(id));
    const name = (['long', 'short'] as const).find((one) => contentOf(one).equals(bytes));
    expect([id, name]).toEqual([id, expect.any(String)]);
    held.push(name!);
  }
  const committed = run.said.flatMap((line) => (line.startsWith('done commit:') ? [line.split(' ').slice(1)] : []));
  const mayBeGone = run.said.length >= STEPS.length - 1 ? committed[0]?.[1] : undefined;
  const isGone = run.said.includes('done remove');
  for (const [, id, sizeBytes, sha256] of committed as [string, string, string, string][]) {
    const isThere = await spool.verify(id, { sizeBytes: Number(sizeBytes), sha256 });
    if (id !== mayBeGone) expect([id, isThere]).toEqual([id, true]);
    else if (isGone) expect([id, isThere]).toEqual([id, false]);
  }
  // What was said to have failed is not there, if taking it away did not fail as well.
  const failed = run.said.flatMap((line) => /^failed commit:(\w+)/.exec(line)?.[1] ?? []);
  if (!isSticky) expect(held.filter((name) => failed.includes(name))).toEqual([]);
  expect(namesIn(home)).toEqual([...ids.map((id) => `${id}.sealed`), 'key.check'].sort());
  const file = await putFile(spool, contentOf('other'));
  expect(await spool.verify(file.id, file)).toBe(true);
}

function namesBelow(home: string): string[] {
  try {
    const entries = readdirSync(home, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(home.length));
  } catch {
    // It had not come so far.
    return [];
  }
}

describeTraced('a spool whose process is killed or gets errors at any of its system calls', () => {
  test('holds each file whole or not at all, what was committed for certain, and no plain byte', async () => {
    const { paths, counts } = await undisturbed();
    expect(Object.fromEntries(counts)).toMatchObject({ mkdir: 4, link: 1, rename: 3 });
    const points = some(pointsOf(counts), MOST_POINTS);
    let next = 0;
    let disturbed = 0;
    const work = async (): Promise<void> => {
      for (let at = next++; at < points.length; at = next++) {
        const point = points[at]!;
        const { call, how, nth, isSticky } = point;
        const home = join(parent, `home${at}`);
        const inject = `inject=${call}:${how}:when=${nth}${isSticky ? '+' : ''}`;
        const watched = paths.flatMap((path) => ['-P', home + path]);
        const run = await traced(home, ['-o', '/dev/null', '-e', `trace=${call}`, '-e', inject, ...watched]);
        if (run.said.filter((line) => line.startsWith('done')).length < STEPS.length) disturbed++;
        try {
          await check(home, run, point);
        } catch (error) {
          throw new Error(`${inject}: ${JSON.stringify(run)}`, { cause: error });
        }
        rmSync(home, { recursive: true });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.info(
      `${points.length} of ${pointsOf(counts).length} crash points, ${disturbed} of them disturbed the work`,
    );
    expect(points.length).toBeGreaterThanOrEqual(Math.min(150, MOST_POINTS));
    // The rest are calls whose failure does not matter: removing what is not there, closing what was read.
    expect(disturbed / points.length).toBeGreaterThan(0.7);
  }, 3_600_000);
});

describeTraced('what a spool says is durable', () => {
  test('was synced before it got its name, and its name before it is told; a removal likewise', async () => {
    const home = join(parent, 'watched');
    const trace = join(parent, 'order');
    const run = await traced(home, ['-y', '-s', '40', '-o', trace, '-e', 'trace=write,fsync,rename,unlink']);
    const ids = run.said.flatMap((line) => /^done commit:\w+ (\w+)/.exec(line)?.[1] ?? []);
    expect(ids).toHaveLength(2);
    const short = (path: string): string => path.replace(home, '').replace(ids[0]!, 'LONG').replace(ids[1]!, 'SHORT');
    const steps: string[] = [];
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      const [, call, first, path, text] = /^\d+ +(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, "([^"]*))?/.exec(line) ?? [];
      const target = first ?? path ?? '';
      if (target.startsWith(home)) steps.push(`${call} ${short(target)}`);
      else if (text?.startsWith('done ')) steps.push(text.split(/ |\\n/).slice(0, 2).join(' '));
    }
    const between = (from: string, to: string): string[] => steps.slice(steps.indexOf(from) + 1, steps.indexOf(to) + 1);
    const partial = '/spool/LONG.sealed.partial';
    expect(between('done open', 'done commit:long')).toEqual([
      ...[`write ${partial}`, `write ${partial}`, `fsync ${partial}`],
      ...[`rename ${partial}`, 'fsync /spool', 'done commit:long'],
    ]);
    expect(steps.slice(-3)).toEqual(['unlink /spool/LONG.sealed', 'fsync /spool', 'done remove']);
    // The key is kept before anything is sealed with it.
    const [key, checked] = ['/.flightveil-', '/spool/.flightveil-'];
    const made = between('', 'done open').map((step) => step.replace(/[0-9a-f]{16}\.partial$/, ''));
    expect(made.filter((step) => !step.startsWith('unlink'))).toEqual([
      ...['fsync ', `write ${key}`, `fsync ${key}`, 'fsync '],
      ...[`write ${checked}`, `fsync ${checked}`, `rename ${checked}`, 'fsync /spool', 'done open'],
    ]);
  });
});
