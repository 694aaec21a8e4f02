import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQueue } from '../../../src/daemon/engine/sync-state.ts';
import { makeScene, sceneFolder } from './scene.ts';
import { checkEnd, deliveredIn, sourcesIn, wholeLogsIn } from './verdict.ts';
import { type Places, Worker } from './workers.ts';

const LIBRARIES = '/usr/lib';
const library = readdirSync(LIBRARIES)
  .map((name) => join(LIBRARIES, name, 'faketime', 'libfaketimeMT.so.1'))
  .find((path) => existsSync(path));

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const YEAR_S = 365 * DAY_S;

if (library === undefined && process.env.CI) throw new Error('libfaketime is not there');
if (library === undefined) console.warn('LEFT OUT, libfaketime is not there: clocks');

/** A process whose clock is set by writing to a file; how long things take it measures as ever. */
class Clock {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'clock');
    this.set(0);
  }

  /** So far from the true time. */
  set(seconds: number): void {
    writeFileSync(`${this.#path}.new`, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    renameSync(`${this.#path}.new`, this.#path);
  }

  worker(): Promise<Worker> {
    return Worker.start({
      ...{ LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: this.#path, FAKETIME_NO_CACHE: '1' },
      ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' },
    });
  }
}

let folder: string;
let clock: Clock;
let worker: Worker;
beforeEach(async () => {
  if (library === undefined) return;
  folder = sceneFolder();
  clock = new Clock(folder);
  worker = await clock.worker();
}, 60_000);
afterEach(() => worker?.stop());

/** When the entries of the audit were made, by the clock of those who made them. */
async function auditTimesS({ home }: Places): Promise<number[]> {
  const queue = await openQueue(home);
  try {
    return queue.audit.entries(0, 1000).map(({ entry }) => entry.atS);
  } finally {
    queue.close();
  }
}

/** Three syncs with a little time between them. */
async function syncThrice(places: Places): Promise<readonly string[]> {
  const said: string[] = [];
  for (let time = 0; time < 3; time++) {
    said.push(...(await worker.run(`thrice${time}`, places)).said);
    await sleep(30);
  }
  return said;
}

describe.runIf(library !== undefined)('a clock that is wrong', () => {
  test.each([-30 * DAY_S, 2 * YEAR_S])('by %i s: all is delivered, and not again when it is right', async (seconds) => {
    const places = await makeScene(join(folder, 'scene'));
    const sources = sourcesIn(places.logs);
    clock.set(seconds);
    expect((await worker.run('wrong', places)).said.at(-1)).toBe('done');
    for (const atS of await auditTimesS(places)) expect(Math.abs(atS - Date.now() / 1000 - seconds)).toBeLessThan(600);
    clock.set(0);
    const delivered = deliveredIn(places);
    expect((await worker.run('right', places)).said).toEqual(['done']);
    expect(deliveredIn(places)).toEqual(delivered);
    await checkEnd(places, sources);
  });

  test('and steps while it works: all is delivered', async () => {
    const places = await makeScene(join(folder, 'scene'));
    const sources = sourcesIn(places.logs);
    const running = worker.run('steps', places);
    for (const [lines, seconds] of [
      [1, -30 * DAY_S],
      [3, 2 * YEAR_S],
      [5, -DAY_S],
    ] as const) {
      await Promise.race([worker.hasSaid(lines), running]);
      clock.set(seconds);
    }
    expect((await running).said.at(-1)).toBe('done');
    clock.set(0);
    await syncThrice(places);
    const times = await auditTimesS(places);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(DAY_S / 2);
    await checkEnd(places, sources);
  });

  test.each([-30 * DAY_S, HOUR_S, DAY_S, 2 * YEAR_S])(
    'by %i s when a try fails: the next one does not wait for that time',
    async (seconds) => {
      const places = await makeScene(join(folder, 'scene'));
      const sources = sourcesIn(places.logs);
      // Its medium is away.
      renameSync(places.out, `${places.out}.away`);
      mkdirSync(`${places.out}.other`);
      writeFileSync(places.out, '');
      clock.set(seconds);
      const { said } = await worker.run('away', places);
      expect(said.filter((line) => / retry /.test(line)).length).toBeGreaterThanOrEqual(sources.size);
      clock.set(0);
      renameSync(places.out, `${places.out}.file`);
      renameSync(`${places.out}.away`, places.out);
      const again = await syncThrice(places);
      expect([again, wholeLogsIn(places).length]).toEqual([again, sources.size]);
      await checkEnd(places, sources);
    },
  );
});

describe.runIf(library !== undefined)('a grant that ends', () => {
  const untilS = Math.floor(Date.now() / 1000) + HOUR_S;

  test('holds before its end by the same clock', async () => {
    const places = await makeScene(join(folder, 'scene'), { untilS });
    expect((await worker.run('before', places)).said).toContain('sent 1 delivered');
  });

  test('and was seen to have ended does not come back with the clock: logs that were there', async () => {
    const places = await makeScene(join(folder, 'scene'), { untilS });
    clock.set(2 * HOUR_S);
    expect((await worker.run('after', places)).said).toContain('filtered 1 withheld');
    clock.set(0);
    await syncThrice(places);
    expect(deliveredIn(places)).toEqual(new Map());
  });

  test('nor for logs that come later', async () => {
    const places = await makeScene(join(folder, 'scene'), { untilS });
    renameSync(places.logs, `${places.logs}.later`);
    mkdirSync(places.logs);
    clock.set(2 * HOUR_S);
    await worker.run('after', places);
    clock.set(0);
    renameSync(places.logs, `${places.logs}.empty`);
    renameSync(`${places.logs}.later`, places.logs);
    expect(await syncThrice(places)).toContain('filtered 1 withheld');
    expect(deliveredIn(places)).toEqual(new Map());
  });

  test('nor for copies that wait to be sent', async () => {
    const places = await makeScene(join(folder, 'scene'), { untilS });
    renameSync(places.out, `${places.out}.away`);
    writeFileSync(places.out, '');
    expect((await worker.run('before', places)).said.some((line) => line.startsWith('sent 1 retry'))).toBe(true);
    clock.set(2 * HOUR_S);
    await worker.run('after', places);
    clock.set(0);
    renameSync(places.out, `${places.out}.file`);
    renameSync(`${places.out}.away`, places.out);
    await syncThrice(places);
    expect(deliveredIn(places)).toEqual(new Map());
    expect(readdirSync(join(places.home, 'spool'))).toEqual(['key.check']);
  });
});
