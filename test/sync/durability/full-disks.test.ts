import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountsMemory, OwnMounts } from './own-mounts.ts';
import { copyScene, makeScene, sceneFolder } from './scene.ts';
import { checkEnd, checkLeft, recovered, sourcesIn, wholeLogsIn } from './verdict.ts';
import { type Places, Worker } from './workers.ts';

if (mountsMemory === undefined && process.env.CI) throw new Error('a small disk cannot be mounted here');
if (mountsMemory === undefined) console.warn('LEFT OUT, a small disk cannot be mounted here: full disks');
const ifMounts = test.runIf(mountsMemory !== undefined);

/** From too little for anything to more than enough, in KiB. */
const SIZES_KIB = [4, 8, 16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 256, 320, 384, 448, 512, 576, 640, 1024];
/** How a full disk is told. */
const FULL = /SQLITE_FULL|ENOSPC|SQLITE_IOERR|no-space|disk is full/;

let folder: string;
let scene: Places;
let mounts: OwnMounts;
let worker: Worker;
beforeAll(async () => {
  if (mountsMemory === undefined) return;
  folder = sceneFolder();
  scene = await makeScene(join(folder, 'scene'));
  mounts = new OwnMounts(mountsMemory);
  worker = await Worker.start({}, mounts.wrapper);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await mounts?.close();
});

ifMounts.each(['home', 'out'] as const)(
  'a full disk below the folder %s: nothing is lost and nothing half is at the recipient, it says so, and goes on when there is room',
  async (which) => {
    const sources = sourcesIn(scene.logs);
    const ends: string[] = [];
    const least = which === 'home' ? 16 : 4;
    for (const size of SIZES_KIB.filter((each) => each >= least)) {
      const places = copyScene(scene, join(folder, `${which}${size}`));
      const disk = join(folder, `${which}${size}`, 'disk');
      mkdirSync(disk);
      const small = { ...places, [which]: join(disk, which) };
      await mounts.do(`mount -t tmpfs -o size=${size}k,mode=700 none "${disk}" && cp -a "${places[which]}" "${disk}"`);
      const seen = { ...places, [which]: mounts.seen(small[which]) };
      const run = await worker.run('full', small);
      const isDone = run.said.at(-1) === 'done' && wholeLogsIn(seen).length === sources.size;
      const context = `${which} ${size} KiB: ${JSON.stringify(run)}`;
      try {
        checkLeft(seen, run);
        expect(isDone || run.said.some((line) => FULL.test(line))).toBe(true);
        ends.push(`${size}:${wholeLogsIn(seen).length}`);
        // With room the very next run goes on; what was put off for half a minute waits for the one after.
        await mounts.do(`mount -o remount,size=8m "${disk}"`);
        const next = await worker.run('room', small);
        expect(next.said.filter((line) => FULL.test(line))).toEqual([]);
        expect(next.said.at(-1)).toBe('done');
        const kept = copyScene(seen, join(folder, `${which}${size}`, 'kept'));
        await recovered(kept);
        await checkEnd(kept, sources);
      } catch (error) {
        throw new Error(context, { cause: error });
      }
      await mounts.do(`umount "${disk}"`);
    }
    console.info(`${which}, KiB and logs delivered at once: ${ends.join(' ')}`);
    // The smallest is too small for anything, the largest is not.
    expect([ends[0]!.split(':')[1], ends.at(-1)!.split(':')[1]]).toEqual(['0', '2']);
  },
  180_000,
);
