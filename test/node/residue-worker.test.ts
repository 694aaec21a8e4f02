import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Finding, findResidue } from '../../src/filter/residue.ts';
import { Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { ResidueWorker } from '../../src/node/residue-worker.ts';
import { levels } from '../../src/policy/levels.ts';
import { builtMain, root } from './harness.ts';

const log = new Uint8Array(readFileSync(join(root, 'samples', 'copter.tlog')));
const format = detectFormat(log, true);
const survey = new Survey(format);
survey.push(log);
const facts = survey.finish();
const expected = findResidue({ original: log, filtered: log, disclosure: levels.engineering });

/** As it is built: with a thread. */
async function built(): Promise<typeof ResidueWorker> {
  const path = join(builtMain, '..', '..', 'node', 'residue-worker.js');
  expect(existsSync(path), 'the package is not built: npm run build').toBe(true);
  const module = (await import(path)) as { ResidueWorker: typeof ResidueWorker };
  return module.ResidueWorker;
}

async function checked(worker: ResidueWorker, chunkBytes: number): Promise<Finding[]> {
  const chunk = new Uint8Array(chunkBytes);
  for (let at = 0; at < log.length; at += chunkBytes) {
    const part = log.subarray(at, at + chunkBytes);
    chunk.set(part);
    // One buffer for all, as the filter has it: what is handed over must have been copied.
    await worker.push(chunk.subarray(0, part.length));
    chunk.fill(0);
  }
  return await worker.finish();
}

const options = { format, isBuiltIn: true, facts, disclosure: levels.engineering };

describe('the residue check beside the filter', () => {
  test('runs in the same thread where there is no compiled entry, and for a user’s dialect', async () => {
    const Built = await built();
    for (const worker of [ResidueWorker.start(options), Built.start({ ...options, isBuiltIn: false })]) {
      expect(worker.hasThread).toBe(false);
      expect(await checked(worker, 50_000)).toEqual(expected);
      await worker.stop();
    }
  });

  test.each([1000, 65_536, 300_000, 1_000_000])(
    'finds in its own thread what it finds here, in pieces of %i bytes',
    async (chunkBytes) => {
      const Built = await built();
      const worker = Built.start(options);
      expect(worker.hasThread).toBe(true);
      expect(await checked(worker, chunkBytes)).toEqual(expected);
      await worker.stop();
    },
  );

  test('takes places that are hidden though the track is not', async () => {
    const Built = await built();
    const [place] = facts.anchors.places;
    const hiddenPlaces = [
      { message: 'CUT', field: 'lat', latitudeDeg: place!.latitude * 1e-7, longitudeDeg: place!.longitude * 1e-7 },
    ];
    for (const start of [Built, ResidueWorker]) {
      const found = await checked(start.start({ ...options, disclosure: levels.full, hiddenPlaces }), 100_000);
      expect(found.map(({ anchor }) => anchor)).toContain('CUT.lat');
    }
  });

  test('more than its buffers hold waits; nothing is lost', async () => {
    const Built = await built();
    const worker = Built.start({ ...options, disclosure: levels.full });
    const long = new Uint8Array(12_000_000);
    await worker.push(long);
    expect(await checked(worker, 200_000)).toEqual(
      findResidue({ original: log, filtered: log, disclosure: levels.full }),
    );
  });

  test('a thread that ends early is an error and no clean bill', async () => {
    const Built = await built();
    const worker = Built.start(options);
    await worker.push(log);
    await worker.stop();
    await expect(worker.finish()).rejects.toThrow('the residue check has failed');
    await worker.stop();
  });

  test('a format that is not built in is an error and no clean bill', async () => {
    const Built = await built();
    const worker = Built.start({ ...options, format: { ...format, name: 'nope' } });
    await expect(worker.push(log).then(() => worker.finish())).rejects.toThrow('the residue check has failed');
    await worker.stop();
  });
});
