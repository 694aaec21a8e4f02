import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemInWords } from '../../../src/daemon/words.ts';
import { verifyEnvelope } from '../../../src/node/manifest-signing.ts';
import { BenchHome, never } from './bench-home.ts';

let bench: BenchHome;
beforeEach(async () => {
  bench = await BenchHome.make();
});
afterEach(() => bench.remove());

/** Where all items stand, after a run. */
async function stands(): Promise<string[]> {
  const sync = await bench.open();
  try {
    return sync.state.queue.items().map((item) => itemInWords(item, Date.now()));
  } finally {
    await sync.close();
  }
}

describe('one whole run', () => {
  test('without any grant nothing leaves, and it is said why', async () => {
    await bench.addSample('copter.tlog');
    await bench.once();
    expect(await bench.delivered()).toEqual([]);
    expect(await stands()).toEqual(['withheld: nothing of it may be released as things are']);
  });

  test('delivers logs with signed manifests, once, and retires them', async () => {
    await bench.grant();
    for (const name of ['copter.tlog', 'copter.bin', 'flight.nmea']) await bench.addSample(name);
    await bench.once();
    const names = await bench.delivered();
    expect(names).toHaveLength(6);
    const manifests = names.filter((name) => name.endsWith('.manifest.dsse.json'));
    expect(manifests).toHaveLength(3);
    for (const name of manifests) {
      const { manifest } = verifyEnvelope(await bench.deliveredBytes(name));
      expect(manifest).toMatchObject({ purpose: 'scientific-research', recipient: 'researcher' });
      const log = await bench.deliveredBytes(name.slice(0, -'.manifest.dsse.json'.length));
      expect(log).toHaveLength(manifest.output.bytes);
    }
    expect(await stands()).toEqual(Array(3).fill('delivered, its hash was compared'));
    await bench.once();
    expect(await bench.delivered()).toEqual(names);
    const sync = await bench.open();
    expect(await sync.state.spool.ids()).toEqual([]);
    expect(
      sync.state.queue.audit
        .entries(0, 100)
        .map(({ entry }) => entry.kind)
        .sort(),
    ).toEqual(['delivered', 'release', 'retired'].flatMap((kind) => [kind, kind, kind]).sort());
    expect(await sync.state.queue.audit.verify()).toMatchObject({ isValid: true });
    await sync.close();
  });

  test('a log that waits for consent leaves when it is given', async () => {
    await bench.addSample('copter.tlog');
    await bench.once();
    await bench.grant('engineering');
    await bench.once();
    expect(await bench.delivered()).toHaveLength(2);
  });

  test('the same log under two names is one', async () => {
    await bench.grant();
    await bench.addSample('copter.tlog');
    await bench.addSample('copter.tlog', 'copy.tlog');
    await bench.once();
    expect(await bench.delivered()).toHaveLength(2);
    expect(await stands()).toHaveLength(1);
  });

  test('a card that is taken out before it was filtered is waited for', async () => {
    const grant = await bench.grant();
    await bench.withdraw(grant);
    await bench.addSample('copter.tlog');
    await bench.once();
    await rename(bench.logs, join(bench.root, 'away'));
    await bench.grant();
    await bench.once();
    expect(await stands()).toEqual(['waiting for medium: the folder or card with its log is away']);
    await rename(join(bench.root, 'away'), bench.logs);
    await bench.once();
    expect(await bench.delivered()).toHaveLength(2);
  });
});

describe('withdrawal', () => {
  test('between filter and upload takes the copy back', async () => {
    const grant = await bench.grant();
    await bench.addSample('copter.tlog');
    const sync = await bench.open(bench.config({ quiet: [{ fromMin: 0, untilMin: 1440 }] }));
    await sync.once(never);
    expect(sync.state.queue.items()).toMatchObject([{ state: 'queued' }]);
    await sync.close();
    await bench.withdraw(grant);
    await bench.once();
    expect(await bench.delivered()).toEqual([]);
    const after = await bench.open();
    expect(await after.state.spool.ids()).toEqual([]);
    const kinds = after.state.queue.audit.entries(0, 100).map(({ entry }) => entry.kind);
    expect(kinds).toEqual(['release', 'withdrawn', 'refusal']);
    await after.close();
  });
});
