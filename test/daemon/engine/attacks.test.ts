import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SyncOptions } from '../../../src/daemon/sync.ts';
import { openConsent } from '../../../src/node/consent-keys.ts';
import { levels } from '../../../src/policy/levels.ts';
import type { Outcome, Shipment, Sink } from '../../../src/sync/sink.ts';
import { makeSink } from '../../../src/sync/sinks/index.ts';
import type { SyncConfig, UploadConfig } from '../../../src/sync/sync-config.ts';
import { zip as zipOf } from '../sources/zip-writer.ts';
import { BenchHome, never } from './bench-home.ts';

let bench: BenchHome;
beforeEach(async () => {
  bench = await BenchHome.make();
  await bench.grant();
});
afterEach(() => bench.remove());

const allDay = [{ fromMin: 0, untilMin: 1440 }];
const logsIn = (names: readonly string[]): string[] => names.filter((name) => !name.endsWith('.json'));

/** What stands in the queue and in the audit. */
async function state(config?: SyncConfig): Promise<{ items: string[]; audit: string[]; spool: number; kept: number }> {
  const sync = await bench.open(config);
  try {
    const { queue, spool } = sync.state;
    return {
      items: queue.items().map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()),
      audit: queue.audit
        .entries(0, 1000)
        .map(({ entry }) => `${entry.kind} ${entry.reason ?? entry.removal ?? ''}`.trim()),
      spool: (await spool.ids()).length,
      kept: queue.keptRemovals(),
    };
  } finally {
    await sync.close();
  }
}

/** A recipient in memory that does what it is told. */
function sinkThat(more: Partial<Sink>): Sink {
  const base = { name: 'research', kind: 'folder', destination: { country: 'CH', controller: 'U' } } as const;
  return {
    ...base,
    refusal: () => undefined,
    send: async () => ({ kind: 'delivered', verified: 'hash' }),
    remove: async () => 'removed',
    check: async () => undefined,
    close: async () => undefined,
    ...more,
  };
}

const withSinks = (make: (upload: Pick<UploadConfig, 'name' | 'sink'>) => Sink): SyncOptions => ({
  makeSink: async (upload) => make(upload),
});

/** Reads one piece, remembers, and says that the line was lost. */
async function beginOnly({ parts }: Shipment, remember: () => void): Promise<Outcome> {
  remember();
  for await (const _piece of parts[0]!.read()) break;
  return { kind: 'retry', fault: { reason: 'connection-lost' } };
}

describe('what is configured', () => {
  test('a copy whose source was taken out of the configuration does not leave, and comes back with it', async () => {
    await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    const other = { ...bench.config().sources[0]!, name: 'other', folder: bench.out };
    const narrowed = bench.config({}, { sources: [{ ...other, folder: join(bench.root, 'elsewhere') }] });
    await bench.once(narrowed);
    expect(await bench.delivered()).toEqual([]);
    expect(await state(narrowed)).toMatchObject({ items: ['retired not-configured'], spool: 0 });
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });

  test('a rule that is gone leaves nothing in the spool', async () => {
    await bench.addSample('flight.nmea');
    await bench.once(bench.config({ quiet: allDay }));
    const config = bench.config({ name: 'renamed', quiet: allDay });
    await bench.once(config);
    expect((await state(config)).items).toEqual(['retired not-configured', 'queued']);
  });

  test('a policy file that becomes stricter while it runs ends an upload', async () => {
    const policy = join(bench.root, 'policy.yaml');
    await writeFile(policy, 'version: 1\n', { mode: 0o600 });
    await bench.addSample('flight.nmea');
    let isEdited = false;
    const sync = await bench.open(bench.config({}, { policy }), {
      ...withSinks(() =>
        sinkThat({
          send: async ({ parts }, { remember }) => {
            remember({ begun: 1 });
            for (const part of parts)
              for await (const _piece of part.read()) {
                if (!isEdited) await writeFile(policy, 'version: 1\ntransfers:\n  forbidden: [CH]\n');
                isEdited = true;
                await new Promise((resolve) => setTimeout(resolve, 300));
              }
            return { kind: 'delivered', verified: 'hash' };
          },
        }),
      ),
    });
    const stop = new AbortController();
    const staying = sync.stay(stop.signal);
    await expect.poll(() => sync.state.queue.items()[0]?.waiting, { timeout: 20_000 }).toBe('consent');
    stop.abort();
    await staying;
    const kinds = sync.state.queue.audit.entries(0, 100).map(({ entry }) => entry.kind);
    expect(kinds).toEqual(['release', 'withdrawn', 'removed', 'refusal']);
    await sync.close();
  });

  test('what a server remembered is not repeated to another: it begins anew, and the old one keeps what it has', async () => {
    await bench.addSample('flight.nmea');
    const seen: unknown[] = [];
    const begun = withSinks(() =>
      sinkThat({ send: (shipment, { remember }) => beginOnly(shipment, () => remember({ offset: 7 })) }),
    );
    // It is due again by the next run, however soon that is.
    const moved = bench.config({}, { retry: { firstMs: 0, mostMs: 0 } });
    const first = await bench.open(moved, begun);
    await first.once(never);
    await first.close();
    const elsewhere = {
      ...moved.uploads[0]!,
      sink: { ...moved.uploads[0]!.sink, path: join(bench.root, 'new') },
    } as UploadConfig;
    const removed: string[] = [];
    const second = await bench.open(
      { ...moved, uploads: [elsewhere] },
      withSinks(() =>
        sinkThat({
          send: async (_shipment, { remembered }) => {
            seen.push(remembered);
            return { kind: 'delivered', verified: 'hash' };
          },
          remove: async () => {
            removed.push('asked');
            return 'removed';
          },
        }),
      ),
    );
    await second.once(never);
    await second.close();
    expect([seen, removed]).toEqual([[undefined], []]);
    expect((await state({ ...moved, uploads: [elsewhere] })).audit).toEqual(
      expect.arrayContaining(['withdrawn request-changed', 'removed kept', 'delivered']),
    );
  });
});

describe('commands', () => {
  test('what was set aside with its copy is tried again, and a failure of one wish holds nobody back', async () => {
    await bench.addSample('flight.nmea');
    let answer: Outcome = { kind: 'rejected', fault: { reason: 'refused' } };
    const options = withSinks(() => sinkThat({ send: async () => answer }));
    const sync = await bench.open(undefined, options);
    await sync.once(never);
    const [item] = sync.state.queue.items();
    expect(item).toMatchObject({ state: 'set-aside', reason: 'refused' });
    await sync.state.queue.wish(item!.id, 'retry');
    answer = { kind: 'delivered', verified: 'hash' };
    await sync.grantWishes();
    expect(sync.state.queue.items()).toMatchObject([{ state: 'queued' }]);
    await sync.close();
    const again = await bench.open(undefined, options);
    await again.once(never);
    await again.close();
    expect((await state()).items).toEqual(['retired delivered']);
  });

  test('a drop ends the upload that is under way', async () => {
    await bench.addSample('flight.nmea');
    const sync = await bench.open(
      undefined,
      withSinks(() =>
        sinkThat({
          send: (_shipment, { signal }) =>
            new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        }),
      ),
    );
    const stop = new AbortController();
    const staying = sync.stay(stop.signal);
    await expect.poll(() => sync.state.queue.items()[0]?.state, { timeout: 20_000 }).toBe('uploading');
    await sync.state.queue.wish(1, 'drop');
    await expect.poll(() => sync.state.queue.items()[0]?.reason, { timeout: 20_000 }).toBe('dropped');
    stop.abort();
    await staying;
    await sync.close();
  });
});

describe('recipients that misbehave', () => {
  test('one that hangs when it is asked to remove holds no other rule back', async () => {
    const grant = await bench.grant('engineering', 'manufacturer', 'product-improvement');
    await bench.addSample('flight.nmea');
    const stuckRule = {
      ...bench.config().uploads[0]!,
      name: 'stuck',
      purpose: 'product-improvement',
      recipient: 'manufacturer',
      level: 'engineering',
    } as UploadConfig;
    const stuckSink = sinkThat({
      send: (shipment, { remember }) => beginOnly(shipment, () => remember({ begun: 1 })),
      remove: () => new Promise(() => undefined),
    });
    const first = await bench.open(
      bench.config(
        {},
        { uploads: [{ ...stuckRule, sink: { ...stuckRule.sink, path: join(bench.root, 'x') } as never }] },
      ),
      withSinks(() => stuckSink),
    );
    await first.once(never);
    await first.close();
    await bench.withdraw(grant);
    const config = bench.config(
      {},
      {
        uploads: [
          { ...stuckRule, sink: { ...stuckRule.sink, path: join(bench.root, 'x') } as never },
          bench.config().uploads[0]!,
        ],
      },
    );
    const sync = await bench.open(config, {
      makeSink: async (upload) => (upload.name === 'stuck' ? stuckSink : makeSink(upload)),
    });
    const stop = new AbortController();
    const staying = sync.stay(stop.signal);
    await expect.poll(async () => logsIn(await bench.delivered()), { timeout: 20_000 }).toHaveLength(1);
    stop.abort();
    await staying;
    await sync.close();
  });

  test('one that says delivered after the withdrawal is asked to remove it', async () => {
    const grant = await bench.grant('engineering', 'manufacturer', 'product-improvement');
    await bench.addSample('flight.nmea');
    let removed = 0;
    const config = bench.config({ purpose: 'product-improvement', recipient: 'manufacturer', level: 'engineering' });
    const sync = await bench.open(
      config,
      withSinks(() =>
        sinkThat({
          send: async ({ parts }, { remember }) => {
            remember({ begun: 1 });
            for (const part of parts) for await (const _piece of part.read());
            await bench.withdraw(grant);
            return { kind: 'delivered', verified: 'hash' };
          },
          remove: async () => {
            removed++;
            return 'removed';
          },
        }),
      ),
    );
    await sync.once(never);
    expect(removed).toBe(1);
    expect(sync.state.queue.items()).toMatchObject([{ state: 'decided', waiting: 'consent' }]);
    await sync.close();
  });

  test('one that has it all when the daemon is stopped has it', async () => {
    await bench.addSample('flight.nmea');
    const stop = new AbortController();
    const sync = await bench.open(
      undefined,
      withSinks(() =>
        sinkThat({
          send: async ({ parts }) => {
            for (const part of parts) for await (const _piece of part.read());
            stop.abort();
            return { kind: 'delivered', verified: 'hash' };
          },
        }),
      ),
    );
    await sync.once(stop.signal);
    expect(sync.state.queue.items()).toMatchObject([{ state: 'retired', reason: 'delivered' }]);
    await sync.close();
  });

  test('one that is never content is tried once a run', async () => {
    await bench.addSample('flight.nmea');
    let tries = 0;
    const sync = await bench.open(
      bench.config({}, { retry: { firstMs: 1, mostMs: 2 } }),
      withSinks(() =>
        sinkThat({
          send: async () => {
            tries++;
            return { kind: 'retry', fault: { reason: 'server-busy' } };
          },
        }),
      ),
    );
    await sync.once(never);
    await sync.close();
    expect(tries).toBe(1);
  });

  test('copies of one that refuses are taken back too when consent is withdrawn', async () => {
    const grant = await bench.grant('engineering', 'manufacturer', 'product-improvement');
    const config = bench.config({ purpose: 'product-improvement', recipient: 'manufacturer', level: 'engineering' });
    await bench.addSample('flight.nmea');
    const options = withSinks(() =>
      sinkThat({ send: async () => ({ kind: 'rejected', fault: { reason: 'refused' } }) }),
    );
    for (let run = 0; run < 2; run++) {
      const sync = await bench.open(config, options);
      await sync.once(never);
      await sync.close();
      if (run === 0) await bench.withdraw(grant);
    }
    expect(await state(config)).toMatchObject({ items: ['decided withheld'], spool: 0 });
  });
});

describe('logs', () => {
  test('what a newer log holds stays until the newer one is safe', async () => {
    const path = await bench.addSample('flight.nmea');
    const { truncate, copyFile, rm } = await import('node:fs/promises');
    await truncate(path, 20_000);
    await bench.once(bench.config({ quiet: allDay }));
    await copyFile(join(import.meta.dirname, '../../../samples/flight.nmea'), path);
    // The newer one is seen, and gone before it was filtered.
    const full = bench.config({ quiet: allDay }, { spool: { maxBytes: 30_000, key: 'file' } });
    await bench.once(full);
    await rm(path);
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
  });

  test('a zip with one bad member gives the others, once', async () => {
    const { readFile } = await import('node:fs/promises');
    const good = await readFile(join(import.meta.dirname, '../../../samples/flight.nmea'));
    const zip = zipOf([
      { name: 'good.nmea', content: good },
      { name: 'bad.nmea', content: good, crc32: 1 },
    ]);
    await bench.write('card.zip', zip);
    await bench.once();
    expect(logsIn(await bench.delivered())).toHaveLength(1);
    const sync = await bench.open();
    const report = await sync.once(never);
    await sync.close();
    expect(report).toMatchObject({ files: 1, known: 1 });
  });

  test('with a grant for an area an upload goes on after a restart', async () => {
    const ledger = await openConsent(bench.home);
    const nowS = Math.floor(Date.now() / 1000);
    // All of the world that anybody flies in.
    const squares = [-180, -90, 0, 90].map((west) => ({
      type: 'Polygon' as const,
      coordinates: [
        [
          [west, -80],
          [west + 90, -80],
          [west + 90, 80],
          [west, 80],
          [west, -80],
        ] as [number, number][],
      ],
    }));
    await ledger.grant(
      {
        ...{ subject: 'me', purpose: 'product-improvement', recipient: 'manufacturer', ceiling: levels.engineering },
        scope: { areas: squares },
        ...{ noticeSha256: 'a'.repeat(64), validFromS: nowS - 10 },
      },
      { collectedS: nowS, how: 'command-line' },
    );
    ledger.close();
    const config = bench.config({ purpose: 'product-improvement', recipient: 'manufacturer', level: 'engineering' });
    await bench.addSample('flight.nmea');
    await bench.once({ ...config, uploads: [{ ...config.uploads[0]!, quiet: allDay }] });
    await rename(bench.logs, `${bench.logs}-away`);
    await mkdir(bench.logs);
    await bench.once(config);
    expect(logsIn(await bench.delivered())).toHaveLength(1);
    expect((await state(config)).audit).toEqual(['release', 'delivered', 'retired']);
  });

  test('a rule whose recipient is away leaves room for the others', async () => {
    await bench.grant('engineering', 'manufacturer', 'product-improvement');
    for (const name of ['copter.tlog', 'copter.bin', 'copter.ulg', 'flight.nmea']) await bench.addSample(name);
    const dead = {
      ...bench.config().uploads[0]!,
      name: 'dead',
      purpose: 'product-improvement',
      recipient: 'manufacturer',
      level: 'engineering',
      priority: 9,
    } as UploadConfig;
    const config = bench.config(
      {},
      { uploads: [dead, bench.config().uploads[0]!], spool: { maxBytes: 3_000_000, key: 'file' } },
    );
    const away = sinkThat({ send: async () => ({ kind: 'retry', fault: { reason: 'unreachable' } }) });
    const sync = await bench.open(config, {
      makeSink: async (upload) => (upload.name === 'dead' ? away : makeSink(upload)),
    });
    await sync.once(never);
    await sync.close();
    expect(logsIn(await bench.delivered()).length).toBeGreaterThanOrEqual(3);
  });
});
