import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UploadEnd } from '../../../src/sync/uploader.ts';
import { TusServer } from '../../sync/servers/tus.ts';
import { BenchHome, never } from './bench-home.ts';

let bench: BenchHome;
let server: TusServer;
beforeEach(async () => {
  bench = await BenchHome.make();
  server = await TusServer.start();
});
afterEach(async () => {
  await server.stop();
  await bench.remove();
});

/** So slow that there is time to think otherwise. */
const slowly = (bytesPerS: number) =>
  bench.config({
    sink: {
      ...{ kind: 'tus', url: server.url, chunkBytes: 65_536, allowInsecure: false },
      destination: { country: 'CH', controller: 'University' },
    },
    bandwidthBytesPerS: bytesPerS,
  });

describe('consent that is withdrawn while a log is being sent', () => {
  test("stops it, takes the server's copy away, and leaves nothing in the spool", async () => {
    const grant = await bench.grant();
    await bench.addSample('copter.ulg');
    const ends: UploadEnd[] = [];
    const sync = await bench.open(slowly(40_000), { listener: { sent: (_item, _rule, end) => void ends.push(end) } });
    const running = sync.once(never);
    await expect.poll(() => server.uploads.some(({ isWhole }) => !isWhole), { timeout: 20_000 }).toBe(true);
    const beganMs = performance.now();
    await bench.withdraw(grant);
    await running;
    const tookMs = performance.now() - beganMs;
    expect(ends).toMatchObject([{ kind: 'withdrawn', removal: 'removed' }]);
    expect(server.uploads).toEqual([]);
    expect(await sync.state.spool.ids()).toEqual([]);
    expect(sync.state.queue.items()).toMatchObject([{ state: 'decided', waiting: 'consent' }]);
    expect(sync.state.queue.audit.entries(0, 10).map(({ entry }) => entry.kind)).toEqual([
      'release',
      'withdrawn',
      'removed',
      'refusal',
    ]);
    expect(tookMs).toBeLessThan(15_000);
    await sync.close();
  });

  test('a server that is away then is asked again until it has forgotten', async () => {
    const grant = await bench.grant();
    await bench.addSample('copter.ulg');
    const sync = await bench.open(slowly(40_000));
    const running = sync.once(never);
    await expect.poll(() => server.uploads.some(({ isWhole }) => !isWhole), { timeout: 20_000 }).toBe(true);
    await server.kill();
    await running;
    await sync.close();
    await bench.withdraw(grant);
    await bench.once(slowly(40_000));
    expect(server.uploads).not.toEqual([]);
    const beside = await bench.open(slowly(40_000));
    expect(beside.state.queue.removals(false)).toHaveLength(1);
    expect(beside.state.queue.items()).toMatchObject([{ state: 'decided', waiting: 'consent', parts: [] }]);
    await beside.close();
    await server.start();
    await expect
      .poll(
        async () => {
          await bench.once(slowly(40_000));
          return server.uploads;
        },
        { timeout: 10_000 },
      )
      .toEqual([]);
  });
});
