import { appendFile, copyFile, rename, rm, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SyncConfig, UploadConfig } from '../../../src/sync/sync-config.ts';
import { BenchHome, never, samples } from './bench-home.ts';

let bench: BenchHome;
beforeEach(async () => {
  bench = await BenchHome.make();
});
afterEach(() => bench.remove());

/** What all items are, and why. */
async function items(config?: SyncConfig): Promise<Record<string, unknown>[]> {
  const sync = await bench.open(config);
  try {
    return sync.state.queue.items().map(({ state, reason, waiting, upload }) => ({
      ...{ state, upload },
      ...(reason === undefined ? {} : { reason }),
      ...(waiting === undefined ? {} : { waiting }),
    }));
  } finally {
    await sync.close();
  }
}

const allDay = [{ fromMin: 0, untilMin: 1440 }];
const logsIn = (names: readonly string[]): string[] => names.filter((name) => !name.endsWith('.json'));

describe('a changed configuration', () => {
  test('what waits is made anew when its rule asks for less', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    await bench.once(bench.config({ level: 'engineering' }));
    const [name] = logsIn(await bench.delivered());
    const manifest = JSON.parse((await bench.deliveredBytes(`${name}.manifest.dsse.json`)).toString());
    expect(JSON.parse(Buffer.from(manifest.payload, 'base64').toString())).toMatchObject({ level: 'engineering' });
    const sync = await bench.open();
    const entries = sync.state.queue.audit.entries(0, 100).map(({ entry }) => [entry.kind, entry.reason]);
    expect(entries).toEqual([
      ['release', undefined],
      ['withdrawn', 'request-changed'],
      ['release', undefined],
      ['delivered', undefined],
      ['retired', undefined],
    ]);
    await sync.close();
  });

  test('a rule that is new gets the logs that are known', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    await bench.once();
    const second: UploadConfig = { ...bench.config().uploads[0]!, name: 'second', level: 'engineering' };
    await bench.once(bench.config({}, { uploads: [bench.config().uploads[0]!, second] }));
    expect(logsIn(await bench.delivered())).toHaveLength(2);
  });

  test('a country that the policy forbids is refused', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    await bench.write('../policy.yaml', 'version: 1\ntransfers:\n  forbidden: [CH]\n');
    await bench.once(bench.config({}, { policy: join(bench.root, 'policy.yaml') }));
    expect(await bench.delivered()).toEqual([]);
    expect(await items()).toMatchObject([{ waiting: 'consent', reason: 'withheld' }]);
  });
});

describe('logs that change', () => {
  test('one that went on growing takes the place of what was taken before, if that was not sent', async () => {
    await bench.grant();
    const path = await bench.addSample('flight.nmea');
    await truncate(path, 20_000);
    await bench.once(bench.config({ quiet: allDay }));
    await copyFile(join(samples, 'flight.nmea'), path);
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
    expect(await items()).toMatchObject([
      { state: 'retired', reason: 'superseded' },
      { state: 'retired', reason: 'delivered' },
    ]);
  });

  test('one that was written anew in its place does not', async () => {
    await bench.grant();
    const path = await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    await copyFile(join(samples, 'copter.ulg'), path);
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(2);
  });

  test('a new name is the same log', async () => {
    await bench.grant();
    const path = await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    await rename(path, join(bench.logs, 'renamed.nmea'));
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });

  test('what is deleted after it was filtered is delivered all the same', async () => {
    await bench.grant();
    const path = await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    await rm(path);
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });

  test('a damaged copy in the spool is made anew', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    const sync = await bench.open();
    const [id] = await sync.state.spool.ids();
    await sync.close();
    await appendFile(join(bench.home, 'spool', `${id}.sealed`), 'x');
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });
});

describe('limits', () => {
  test('a full spool waits, and drops nothing', async () => {
    await bench.grant();
    for (const name of ['flight.nmea', 'copter.ulg', 'copter.tlog']) await bench.addSample(name);
    const full: boolean[] = [];
    // Each fits by itself, no two together.
    await bench.once(bench.config({}, { spool: { maxBytes: 1_500_000, key: 'file' } }), {
      listener: { spoolFull: (isFull) => void full.push(isFull) },
    });
    expect(logsIn(await bench.delivered())).toHaveLength(3);
  });

  test('a log that is larger than the whole spool is set aside, and the others go on', async () => {
    await bench.grant();
    await bench.addSample('copter.tlog');
    await bench.addSample('flight.nmea');
    await bench.once(bench.config({}, { spool: { maxBytes: 300_000, key: 'file' } }));
    expect(await items()).toEqual(
      expect.arrayContaining([
        { state: 'set-aside', upload: 'research', reason: 'larger-than-spool' },
        { state: 'retired', upload: 'research', reason: 'delivered' },
      ]),
    );
  });

  test('quiet hours and metered networks hold back, and say so', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    const pauses: (string | undefined)[] = [];
    const listener = { paused: (_rule: unknown, pause: string | undefined) => void pauses.push(pause) };
    await bench.once(bench.config({ quiet: allDay }), { listener });
    await bench.once(bench.config({}, { metered: 'yes' }), { listener });
    expect(await bench.delivered()).toEqual([]);
    expect(pauses).toEqual(['quiet-hours', 'metered-network']);
    await bench.once(bench.config({ onMetered: 'send' }, { metered: 'yes' }), { listener });
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });

  test('sizes in steps: packed, filled up, and what unpacks is the filtered log', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    await bench.once();
    const [plain] = logsIn(await bench.delivered());
    const bytes = await bench.deliveredBytes(plain!);
    await bench.once(bench.config({ name: 'padded', padToBytes: 1_000_000 }));
    const packed = (await bench.delivered()).find((name) => name.endsWith('.gz'));
    const padded = await bench.deliveredBytes(packed!);
    expect(padded.length).toBe(1_000_000);
    expect(gunzipSync(padded).equals(bytes)).toBe(true);
  });

  test('batches leave together, not before their hour', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    // Batches leave at whole multiples of six hours: one and a half after the next of them, when what is granted now holds.
    const sixHoursMs = 6 * 3_600_000;
    let nowMs = Math.ceil(Date.now() / sixHoursMs) * sixHoursMs + sixHoursMs / 4;
    const config = bench.config({ batchHours: 6 });
    await bench.once(config, { nowMs: () => nowMs });
    expect(await bench.delivered()).toEqual([]);
    nowMs += sixHoursMs;
    await bench.once(config, { nowMs: () => nowMs });
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });
});

describe('staying', () => {
  test('finds what comes, sends it, and ends when told', async () => {
    await bench.grant();
    const sync = await bench.open();
    const stop = new AbortController();
    const staying = sync.stay(stop.signal);
    await bench.addSample('flight.nmea');
    await expect.poll(async () => logsIn(await bench.delivered()), { timeout: 20_000 }).toHaveLength(1);
    stop.abort();
    await staying;
    await sync.close();
  });

  test('there is one at a time, and it says so', async () => {
    const sync = await bench.open();
    await expect(bench.open()).rejects.toMatchObject({ code: 'state-unusable', facts: { isRunning: true } });
    await sync.close();
    await bench.once();
  });

  test('nothing moves: alarm, in the audit too; and an end to it', async () => {
    await bench.grant();
    await bench.addSample('flight.nmea');
    const config = bench.config({}, { alarmAfterMs: 200 });
    await rename(bench.out, `${bench.out}-away`);
    await rm(join(bench.root, 'none'), { force: true });
    const gone = { ...config.uploads[0]!, sink: { ...config.uploads[0]!.sink, path: join(bench.root, 'none', 'out') } };
    const alarms: (number | undefined)[] = [];
    const sync = await bench.open(
      { ...config, uploads: [gone as UploadConfig] },
      {
        listener: { alarm: (_upload, forMs) => void alarms.push(forMs) },
      },
    );
    const stop = new AbortController();
    const staying = sync.stay(stop.signal);
    await expect.poll(() => alarms.length, { timeout: 20_000 }).toBeGreaterThan(0);
    stop.abort();
    await staying;
    expect(sync.state.queue.audit.entries(0, 100).map(({ entry }) => entry.kind)).toContain('alarm');
    await sync.close();
  });
});

test('a source stays as it was', async () => {
  // Sources are read only: their times stay.
  await bench.grant();
  const path = await bench.addSample('flight.nmea');
  await utimes(path, 1_700_000_000, 1_700_000_000);
  const sync = await bench.open();
  await sync.once(never);
  await sync.close();
  const { statSync } = await import('node:fs');
  expect(statSync(path).mtimeMs).toBe(1_700_000_000_000);
});
