import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeTraced } from '../../node/unlock-store-runs.ts';
import { type Point, pathsOf, pointsOf, some, undisturbed } from './crash-points.ts';
import { copyScene, makeScene, sceneFolder } from './scene.ts';
import { checkEnd, checkLeft, recovered, sourcesIn } from './verdict.ts';
import { type Run, Worker } from './workers.ts';

/** So many points at most; a script asks for 10 000. */
const MOST_POINTS = Number(process.env.SYNC_CRASH_POINTS ?? 160);
const AT_ONCE = Number(process.env.SYNC_CRASH_JOBS ?? 3);
/** A run of hours tells so often how far it has come, so that one that is ended early has told something. */
const TELL_EVERY = 200;
/** Every so many points the sync that mends is disturbed too, before another one mends. */
const TWICE = 6;

describeTraced('a sync that is killed or gets errors at any of its system calls', () => {
  test('loses nothing, delivers each log once and whole, and leaves nothing behind', async () => {
    const folder = sceneFolder();
    const scene = await makeScene(join(folder, 'scene'));
    const sources = sourcesIn(scene.logs);
    const calls = await undisturbed(scene, folder);
    const all = pointsOf(calls);
    const points = some(all, MOST_POINTS);
    const counts = new Map<string, number>();
    const failures: string[] = [];
    let [next, disturbed, twice, done] = [0, 0, 0, 0];
    const work = async (): Promise<void> => {
      const workers = new Workers();
      for (let at = next++; at < points.length; at = next++) {
        const point = points[at]!;
        const places = copyScene(scene, join(folder, `p${at}`));
        const runs: Run[] = [];
        const told: Point[] = [point];
        try {
          runs.push(await workers.run('first', places, point, pathsOf(calls, point, places)));
          if (runs[0]!.isKilled || runs[0]!.said.some((line) => /^failed|retry|rejected/.test(line))) disturbed++;
          checkLeft(places, runs[0]!);
          if (at % TWICE === 0) {
            twice++;
            const other = all[Math.floor(Math.random() * all.length)]!;
            told.push(other);
            runs.push(await workers.run('second', places, other, pathsOf(calls, other, places)));
            checkLeft(places, runs[1]!, false);
          }
          await recovered(places);
          await checkEnd(places, sources);
          rmSync(join(folder, `p${at}`), { recursive: true });
        } catch (error) {
          failures.push(
            `${told.map((each) => JSON.stringify(each)).join(', ')}: ${JSON.stringify(runs)}\n${String(error)}`,
          );
        }
        const kind = `${point.where} ${point.call} ${point.how}${point.isSticky ? ' from then on' : ''}`;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (++done % TELL_EVERY === 0) console.info(`${done} of ${points.length} points, ${failures.length} failed`);
      }
      await workers.stop();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.info(`${points.length} of ${all.length} crash points, ${disturbed} disturbed the work, ${twice} twice`);
    if (process.env.SYNC_CRASH_TABLE) for (const [kind, count] of [...counts].sort()) console.info(`${kind}: ${count}`);
    if (failures.length > 0) throw new Error(`${failures.length} of ${points.length}:\n${failures.join('\n\n')}`);
    expect(disturbed / points.length).toBeGreaterThan(0.5);
  }, 14_400_000);
});

/** A process that is there for the next run, and another one when it was killed. */
class Workers {
  #worker: Worker | undefined;

  async run(seed: string, places: Parameters<Worker['run']>[1], point: Point, paths: readonly string[]): Promise<Run> {
    if (this.#worker === undefined || this.#worker.isOver) this.#worker = await Worker.start();
    const { call, how, nth, isSticky } = point;
    const inject = `inject=${call}:${how}:when=${nth}${isSticky ? '+' : ''}`;
    const watched = paths.flatMap((path) => ['-P', path]);
    return this.#worker.run(seed, places, ['-o', '/dev/null', '-e', `trace=${call}`, '-e', inject, ...watched]);
  }

  async stop(): Promise<void> {
    await this.#worker?.stop();
  }
}
