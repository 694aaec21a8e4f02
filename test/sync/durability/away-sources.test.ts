import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BenchHome, never } from '../../daemon/engine/bench-home.ts';

let bench: BenchHome;
beforeEach(async () => {
  bench = await BenchHome.make();
});
afterEach(() => bench.remove());

test('a log whose file was away between two looks at its folder is tried again by itself', async () => {
  await bench.addSample('short.mavlink');
  const away = join(bench.root, 'away');
  const sync = await bench.open();
  await sync.once(never);
  await bench.grant();
  await rename(join(bench.logs, 'short.mavlink'), away);
  // No look at the folder comes between: what is known says that the file is there.
  await sync.engine.runOnce(never);
  expect(sync.state.queue.items()).toMatchObject([{ state: 'seen', waiting: 'retry' }]);
  await rename(away, join(bench.logs, 'short.mavlink'));
  await sync.close();
  const later = await bench.open(bench.config(), { nowMs: () => Date.now() + 120_000 });
  await later.once(never);
  await later.close();
  expect(await bench.delivered()).toHaveLength(2);
});
