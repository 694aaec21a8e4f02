import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { farFlight } from '../node/far-flight.ts';
import { flightveil, namesIn, put, temporaryFolder } from '../node/harness.ts';
import { hashesIn, outputsIn } from '../node/outputs.ts';

/** A folder with an output at every level, and all that stands beside them. */
async function outputsOfAllLevels(folder: string): Promise<string> {
  const input = put(folder, 'far.tlog', farFlight());
  const out = join(folder, 'first');
  for (const level of ['summary', 'engineering', 'dynamics', 'track', 'full']) {
    const args = ['filter', input, '-o', out, '--level', level, '--seed', 's'];
    expect((await flightveil(args)).code).toBe(0);
  }
  expect(outputsIn(out)).toHaveLength(5);
  return out;
}

test('in a folder with outputs the logs are inputs; manifests and summaries are not, and nothing is said of them', async () => {
  const folder = temporaryFolder();
  const first = await outputsOfAllLevels(folder);
  const before = hashesIn(first);
  const second = join(folder, 'second');
  const args = ['filter', first, '-o', second, '--level', 'engineering', '--json'];
  const { code, out, err } = await flightveil(args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const logs = namesIn(first).filter((name) => name.endsWith('.tlog'));
  const inputs = JSON.parse(out).files.map(({ input }: { input: string }) => input);
  expect(inputs).toEqual(logs.map((name) => join(first, name)));
  expect(outputsIn(second)).toHaveLength(4);
  expect(hashesIn(first)).toEqual(before);
});

test('a folder with nothing but manifests and summaries has no log', async () => {
  const folder = temporaryFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  for (const name of ['a.tlog.manifest.json', 'a.tlog.manifest.pb', 'b.summary.json', 'b.summary.pb']) {
    put(logs, name, '{}');
  }
  const said = await flightveil(['filter', logs, '-o', join(folder, 'out'), '--level', 'full']);
  expect(said).toMatchObject({ code: 2, out: '' });
  expect(said.err).toContain('there is no file in these folders');
});

test('one that is named is no log, and an error', async () => {
  const folder = temporaryFolder();
  const first = await outputsOfAllLevels(folder);
  const out = join(folder, 'second');
  for (const name of namesIn(first).filter((name) => !name.endsWith('.tlog'))) {
    const said = await flightveil(['filter', join(first, name), '-o', out, '--level', 'full']);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toContain('no known log format');
  }
  expect(namesIn(out)).toEqual([]);
});
