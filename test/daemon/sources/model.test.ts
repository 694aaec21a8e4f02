import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundLog } from '../../../src/daemon/sources/found-log.ts';
import { MemoryKnownFiles } from '../../../src/daemon/sources/known-files.ts';
import { SourceWatcher } from '../../../src/daemon/sources/source-watcher.ts';
import { noEvents, temporaryFolder } from './harness.ts';

const names = ['a.log', 'b.log', 'd/a.log', 'd/e.log'];
const name = fc.constantFrom(...names);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('write', 'append', 'truncate', 'remove'), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename'), name, to: name }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('look', 'restart', 'unplug', 'plug') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disturbed look'), name, after: fc.nat({ max: 8 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A folder and what is done to it. */
class Disk {
  readonly folder: string;
  /** No two changes make the same content. */
  #changes = 0;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(join(folder, 'd'), { recursive: true });
  }

  act(step: Step): void {
    const away = `${this.folder}-away`;
    if (step.kind === 'unplug' && existsSync(this.folder)) renameSync(this.folder, away);
    if (step.kind === 'plug' && existsSync(away)) renameSync(away, this.folder);
    if (!('name' in step) || !existsSync(this.folder)) return;
    const path = join(this.folder, step.name);
    const text = `${step.kind} ${this.#changes++};`;
    if (step.kind === 'write') writeFileSync(path, text);
    if (step.kind === 'append') appendFileSync(path, text);
    if (!existsSync(path)) return;
    if (step.kind === 'truncate') {
      truncateSync(path, 1);
      appendFileSync(path, text);
    }
    if (step.kind === 'remove') rmSync(path);
    if ('to' in step) renameSync(path, join(this.folder, step.to));
  }

  contents(): string[] {
    const paths = names.map((each) => join(this.folder, each)).filter((path) => existsSync(path));
    return paths.map((path) => readFileSync(path, 'latin1'));
  }
}

async function run(disk: Disk, home: string, steps: readonly Step[]): Promise<void> {
  const known = new MemoryKnownFiles();
  const source = { name: 's', folder: disk.folder, endings: [], settleMs: 5, isRemovable: false, archives: false };
  const told: string[] = [];
  let taken: readonly string[] = [];
  let nowMs = 0;
  let disturb: { after: number; readonly name: string } | undefined;
  const options = {
    rescanMs: 1e9,
    home,
    events: noEvents,
    now: () => {
      if (disturb !== undefined && disturb.after-- === 0) disk.act({ kind: 'append', name: disturb.name });
      return (nowMs += 3);
    },
    onLog: async (found: FoundLog) => {
      const log = await found.open();
      told.push(readFileSync(log.path, 'latin1'));
      await log.close();
    },
  };
  const unseen = () => disk.contents().filter((content) => !taken.includes(content));
  let watcher = new SourceWatcher([source], known, options);
  for (const each of [...steps, { kind: 'plug' }, { kind: 'look' }, { kind: 'look' }] as Step[]) {
    disk.act(each.kind.endsWith('look') ? { kind: 'look' } : each);
    if (each.kind === 'restart') watcher = new SourceWatcher([source], known, options);
    if (!each.kind.endsWith('look')) continue;
    const before = unseen();
    told.length = 0;
    disturb = 'after' in each ? { ...each } : undefined;
    await watcher.scanOnce();
    disturb = undefined;
    // A content that was there only while the look went on may be told, if it was whole then.
    if ('after' in each) expect([...before, ...unseen()]).toEqual(expect.arrayContaining(told));
    else expect([...told].sort()).toEqual(before.sort());
    taken = [...taken, ...told];
    expect(new Set(taken).size).toBe(taken.length);
  }
}

test('whatever is done to a folder: each content that settled is told, none before, none again without a change', async () => {
  const base = temporaryFolder();
  const home = join(base, 'home');
  mkdirSync(home, { mode: 0o700 });
  let runs = 0;
  const property = fc.asyncProperty(fc.array(step, { maxLength: 24 }), (steps) =>
    run(new Disk(join(base, `${runs++}`)), home, steps),
  );
  await fc.assert(property, { numRuns: 100 });
});
