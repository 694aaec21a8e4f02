import { rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namesIn, put, runMeasured, temporaryFolder } from './harness.ts';
import { tinyLog } from './tiny-log.ts';

const GB = 1024 ** 3;
/** FLIGHTVEIL_SPARSE_GB=10 makes the long run; its time grows with the size and its memory must not. */
const bytes = Number(process.env.FLIGHTVEIL_SPARSE_GB ?? 0.25) * GB;
/** Two threads with the code of six formats take some 150, whatever the size of the log. */
const PEAK_MEGABYTES = 160;

test('a sparse file that begins with frames is filtered in bounded memory', { timeout: 600_000 }, async () => {
  const folder = temporaryFolder();
  const frames = Buffer.concat(Array.from({ length: 3000 }, () => tinyLog()));
  const input = put(folder, 'sparse.tlog', frames);
  truncateSync(input, bytes);
  const out = join(folder, 'out');
  const args = ['filter', input, '-o', out, '--level', 'engineering', '--seed', 's', '--json'];
  const said = await runMeasured(args);
  rmSync(input);
  console.info(`${bytes / GB} GB: ${said.seconds.toFixed(1)} s, peak ${said.peakMegabytes.toFixed(0)} MB`);
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(said.peakMegabytes).toBeLessThan(PEAK_MEGABYTES);
  const [file] = JSON.parse(said.out).files;
  expect(file).toMatchObject({ inputBytes: bytes, framesWritten: 60_000, framesWithheld: 30_000 });
  const dropped = Object.values<number>(file.gapBytes).reduce((sum, length) => sum + length, 0);
  expect(dropped).toBe(bytes - frames.length);
  expect(statSync(join(out, namesIn(out)[0]!)).size).toBe(file.outputBytes);
});

test('a sparse file of 10 GB of zeros is no log, and that is known at once', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'zeros.tlog', '');
  truncateSync(input, 10 * GB);
  const out = join(folder, 'out');
  const said = await runMeasured(['filter', input, '-o', out, '--level', 'engineering', '--seed', 's']);
  expect(said.code).toBe(1);
  expect(said.err).toContain('no known log format');
  expect(namesIn(out)).toEqual([]);
  expect(said.peakMegabytes).toBeLessThan(PEAK_MEGABYTES);
  // Ten seconds are for a busy machine: reading it all would take longer.
  expect(said.seconds).toBeLessThan(10);
});
