import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mountsDisks, OwnMounts } from './own-mounts.ts';
import { copyScene, makeScene, placesIn, sceneFolder } from './scene.ts';
import { checkEnd, checkLeft, recovered, sourcesIn } from './verdict.ts';
import { Worker } from './workers.ts';

const CUTS = Number(process.env.SYNC_POWER_CUTS ?? 20);
const MOST_S = Number(process.env.SYNC_POWER_CUT_S ?? (process.env.SYNC_POWER_CUTS === undefined ? 60 : 86_400));

/** That a sync says when nothing happens: two logs entered, filtered and sent, and `done`. */
const LINES = 7;

if (mountsDisks === undefined) console.warn('LEFT OUT, no disk can be mounted and cut off here: power cuts');

test.runIf(mountsDisks !== undefined)(
  'when the power is cut at any instant nothing that was said to be delivered is lost, and the rest is delivered later',
  async () => {
    const folder = sceneFolder();
    const scene = await makeScene(join(folder, 'scene'));
    const sources = sourcesIn(scene.logs);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const image = join(folder, 'image');
    const mounts = new OwnMounts(mountsDisks!);
    const mount = `mount -o loop "${image}" "${disk}"`;
    await mounts.do(`truncate -s 24M "${image}.new" && mkfs.ext4 -q -F "${image}.new" && mount -o loop "${image}.new" "${disk}" &&
      cp -a "${folder}/scene/." "${disk}" && umount "${disk}"`);
    const renew = `cp --sparse=always "${image}.new" "${image}" && ${mount}`;
    const places = placesIn(disk);
    const seen = placesIn(mounts.seen(disk));
    // The first makes V8's cache, the second tells how long a sync takes when nothing happens.
    const first = await Worker.start({}, mounts.wrapper);
    await mounts.do(renew);
    await first.run('first', places);
    await first.finish();
    await mounts.do(`umount "${disk}" && ${renew}`);
    const second = await Worker.start({}, mounts.wrapper);
    const beganMs = performance.now();
    const whole = await second.run('second', places);
    expect(whole.said).toHaveLength(LINES);
    const tookMs = (performance.now() - beganMs) / LINES;
    await second.stop();
    await mounts.do(`umount "${disk}"`);
    let next = Worker.start({}, mounts.wrapper);
    const startedMs = performance.now();
    const ends = { done: 0, midway: 0, before: 0, said: 0 };
    let cuts = 0;
    for (; cuts < CUTS && performance.now() - startedMs < MOST_S * 1000; cuts++) {
      const worker = await next;
      await mounts.do(renew);
      const running = worker.run(`cut${cuts}`, places);
      // It may have said so much, and gone on from there for so long.
      const lines = Math.floor(Math.random() * LINES);
      await Promise.race([worker.hasSaid(lines), running]);
      const waitMs = Math.random() * tookMs;
      await sleep(waitMs);
      const how = cuts % 2 === 0 ? 'shutdown' : 'shutdown -f';
      await mounts.do(`xfs_io -x -c "${how}" "${disk}"`);
      // What it said before counts; what it says of a disk that is gone is no matter.
      const said = [...worker.said];
      if (said.includes('done')) ends.done++;
      else if (said.length > 0) ends.midway++;
      else ends.before++;
      ends.said += said.filter((line) => line.endsWith(' delivered')).length;
      await worker.stop();
      await running;
      next = Worker.start({}, mounts.wrapper);
      const after = join(folder, `after${cuts}`);
      try {
        await mounts.do(`umount "${disk}" && ${mount}`);
        checkLeft(seen, { said, err: '', isKilled: !said.includes('done') });
        const kept = copyScene(seen, after);
        await mounts.do(`umount "${disk}"`);
        await recovered(kept);
        await checkEnd(kept, sources, true);
        rmSync(after, { recursive: true });
      } catch (error) {
        throw new Error(`cut ${cuts} (${how}) ${waitMs} ms after ${lines} lines: ${JSON.stringify(said)}`, {
          cause: error,
        });
      }
    }
    await (await next).stop();
    await mounts.close();
    const tookS = (performance.now() - startedMs) / 1000;
    console.info(`${cuts} power cuts in ${tookS.toFixed(0)} s: ${JSON.stringify(ends)}`);
    expect(cuts).toBeGreaterThan(0);
    // Else it was never cut while it worked.
    expect(ends.midway).toBeGreaterThan(cuts / 10);
  },
  MOST_S * 1000 + 120_000,
);
