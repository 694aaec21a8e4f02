import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { socketPath } from '../../../src/daemon/ops/local-socket.ts';
import { makeLogger } from '../../../src/daemon/ops/logger.ts';
import { stay } from '../../../src/daemon/stay.ts';
import { TusServer } from '../../sync/servers/tus.ts';
import { BenchHome, samples } from '../engine/bench-home.ts';
import { machineWords, tellingMachine } from './machine.ts';
import { found, type Needle, needlesOf, sampleNeedles } from './needles.ts';
import { watchedKinds } from './recipients.ts';
import { pathWords, TELLING_NAME } from './wire-run.ts';

const names = ['copter.tlog', 'copter.ulg', 'flight.nmea'] as const;
/** Columns of the queue that say where a log was: they never leave this machine. */
const pathColumns = new Set(['files.path', 'contents.path']);

let bench: BenchHome;
let server: TusServer;
let undo: () => void;
beforeEach(async () => {
  bench = await BenchHome.make();
  server = await TusServer.start();
  undo = tellingMachine();
});
afterEach(async () => {
  undo();
  await server.stop();
  await bench.remove();
});

/** A stay with deliveries, a damaged file, a server that is away, and a withdrawal. @returns its log, and the metrics near its end */
async function stayed(): Promise<{ readonly log: string; readonly metrics: string }> {
  const lines: string[] = [];
  const logger = await makeLogger('debug', { write: (line) => void lines.push(line) });
  const has = (event: string, times = 1): boolean =>
    lines.filter((line) => line.includes(`"event":"${event}"`)).length >= times;
  const tus = watchedKinds.find(({ name }) => name === 'tus')!;
  const source = { name: 'logs', folder: bench.logs, endings: [], settleMs: 0, isRemovable: false, archives: true };
  const config = bench.config(
    { sink: tus.sink(server.port) },
    { metrics: true, logLevel: 'debug', retry: { firstMs: 50, mostMs: 200 }, rescanMs: 1_000, sources: [source] },
  );
  const grant = await bench.grant();
  for (const name of names) await bench.addSample(name, TELLING_NAME + name.slice(name.lastIndexOf('.')));
  await bench.write(`${TELLING_NAME}.zip`, 'no archive');
  const stop = new AbortController();
  const staying = stay(bench.home, config, { logger, stop: stop.signal });
  try {
    const until = (event: string, times?: number) =>
      expect.poll(() => has(event, times), { timeout: 60_000, interval: 50 }).toBe(true);
    await until('uploaded', names.length);
    await server.kill();
    await bench.addSample('copter.bin', `${TELLING_NAME}.bin`);
    await until('upload-retry');
    await bench.withdraw(grant);
    await until('withdrawn');
    return { log: lines.join(''), metrics: await metricsOf(bench.home) };
  } finally {
    stop.abort();
    await staying;
  }
}

function metricsOf(home: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: socketPath(home), path: '/metrics', agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve(text));
    });
    asking.on('error', reject).end();
  });
}

test('neither log, metrics nor state folder hold what the logs hide; names of logs stand in one column that stays here', async () => {
  const { log, metrics } = await stayed();
  const words = [TELLING_NAME, ...pathWords(bench), ...machineWords];
  const told = words.flatMap((word, index) => needlesOf(`word ${index}`, word));
  expect(log.split('\n').length).toBeGreaterThan(10);
  expect(metrics).toMatch(/^flightveil_\w+/m);
  for (const text of [log, metrics]) expect(found(Buffer.from(text), [...told, ...sampleNeedles])).toEqual([]);
  expect(log).not.toMatch(new RegExp(`"(?:pid|hostname)"|\\b${process.pid}\\b`));

  // What is looked for is there to be found in the logs themselves.
  for (const name of ['copter.tlog', 'copter.ulg', 'copter.bin']) {
    expect(found(await readFile(join(samples, name)), sampleNeedles).length).toBeGreaterThan(5);
  }
  const files = (await readdir(bench.home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(4);
  for (const { name, parentPath } of files) {
    expect(found(Buffer.from(name), told)).toEqual([]);
    const bytes = await readFile(join(parentPath, name));
    expect(found(bytes, sampleNeedles), name).toEqual([]);
    if (!name.startsWith('sync.sqlite')) expect(found(bytes, told), name).toEqual([]);
  }
  expect(columnsWith(join(bench.home, 'sync.sqlite'), told)).toEqual([...pathColumns].sort());
}, 180_000);

/** Columns in which one of the needles stands. */
function columnsWith(path: string, needles: readonly Needle[]): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[];
    const columns = new Set<string>();
    for (const table of tables) {
      for (const row of database.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]) {
        for (const [column, value] of Object.entries(row)) {
          const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
          if (found(bytes, needles).length > 0) columns.add(`${table}.${column}`);
        }
      }
    }
    return [...columns].sort();
  } finally {
    database.close();
  }
}
