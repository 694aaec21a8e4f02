import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flightveil, type Said } from '../node/harness.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
// One story over all tests.
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'flightveil-sync-'));
afterAll(() => rmSync(folder, { recursive: true }));
const home = join(folder, 'home');
const logs = join(folder, 'logs');
const mount = join(folder, 'mount');
const out = join(mount, 'out');

const say = (...args: readonly string[]): Promise<Said> => flightveil(['--home', home, ...args]);

async function json(...args: readonly string[]): Promise<{ code: number; document: ReturnType<typeof JSON.parse> }> {
  const { code, out: text } = await say(...args, '--json');
  return { code, document: JSON.parse(text) };
}

const init = (...more: readonly string[]): Promise<Said> =>
  say(
    ...[
      'sync',
      'init',
      '--folder',
      logs,
      '--for',
      'scientific-research',
      '--to',
      'researcher',
      '--level',
      'engineering',
    ],
    ...['--sink', `folder:${out}`, '--country', 'ch', '--controller', 'University', ...more],
  );

/** What was written long ago is whole: nobody waits for it. */
function old(name: string): void {
  utimesSync(join(logs, name), 1_700_000_000, 1_700_000_000);
}

function addLog(sample: string, name: string): void {
  copyFileSync(join(samples, sample), join(logs, name));
  old(name);
}

beforeAll(() => {
  mkdirSync(logs);
  mkdirSync(out, { recursive: true });
  addLog('short.mavlink', 'secret-name.tlog');
  writeFileSync(join(logs, 'shopping.txt'), 'milk, eggs\n');
  old('shopping.txt');
});

describe('flightveil sync', () => {
  test('without a configuration it says how to make one', async () => {
    const { code, err } = await say('sync', '--once');
    expect([code, err]).toEqual([2, expect.stringContaining('flightveil sync init')]);
  });

  test('init names the answer that is missing', async () => {
    const { code, err } = await say('sync', 'init', '--folder', logs, '--for', 'scientific-research');
    expect([code, err]).toEqual([2, expect.stringContaining('--to')]);
  });

  test('init writes a configuration once, shows what would leave, and sends nothing', async () => {
    const first = await init();
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/What would leave if you consented to it:[\s\S]*would leave[\s\S]*1 of 1 would leave/);
    expect(readFileSync(join(home, 'flightveil.yaml'), 'utf8')).toContain('country: CH');
    expect(readdirSync(out)).toEqual([]);
    expect(await init()).toMatchObject({ code: 1, err: expect.stringContaining('there is a configuration already') });
    expect(await init('--force', '--no-look')).toMatchObject({ code: 0 });
  });

  test('init refuses what the daemon would refuse, and writes nothing', async () => {
    const { code, err } = await say(
      ...['sync', 'init', '--folder', logs, '--for', 'scientific-research', '--to', 'researcher', '--sink'],
      ...['tus:http://example.org/', '--country', 'CH', '--controller', 'X', '--config', join(folder, 'other.yaml')],
    );
    expect([code, err]).toEqual([2, expect.stringContaining('https')]);
    expect(readdirSync(folder)).not.toContain('other.yaml');
  });

  test('without consent nothing leaves: exit code 3, and what would change that', async () => {
    const { code, document } = await json('sync', '--once');
    expect(code).toBe(3);
    expect(document.items).toMatchObject([{ state: 'decided', waiting: 'consent', reason: 'withheld' }]);
    expect(document.items[0].advice).toContain(
      'flightveil consent grant --for scientific-research --to researcher --ceiling LEVEL',
    );
    expect(readdirSync(out)).toEqual([]);
    // Nothing has changed: there is nothing to tell.
    expect((await json('sync', '--once')).code).toBe(0);
  });

  test('a look before the grant, and one after it, keep nothing', async () => {
    expect((await json('sync', '--once', '--dry-run')).code).toBe(3);
    writeFileSync(join(folder, 'notice.md'), 'text\n');
    await say('consent', 'subject', '--name', 'me', '--age-band', 'adult', '--residence', 'CH');
    await say('consent', 'notice', 'add', join(folder, 'notice.md'), '--version', '1');
    await say('consent', 'grant', '--for', 'scientific-research', '--to', 'researcher', '--ceiling', 'dynamics');
    const { code, document } = await json('sync', '--once', '--dry-run');
    expect(code).toBe(0);
    expect(document.items).toMatchObject([{ format: 'mavlink', disclosure: { dynamics: 'full', place: 'none' } }]);
    expect(readdirSync(out)).toEqual([]);
    const { out: releases } = await say('consent', 'log', '--json');
    expect(releases).not.toContain('"release"');
  });

  test('delivers, tells so, and needs no second run', async () => {
    const { code, out: text, err } = await say('sync', '--once');
    expect([code, err]).toEqual([0, '']);
    expect(text).toMatch(/secret-name\.tlog for researcher-folder: delivered, its hash was compared\n/);
    expect(readdirSync(out).sort()).toEqual([
      expect.stringMatching(/^flight-[0-9a-f]{16}\.mavlink$/),
      expect.stringMatching(/^flight-[0-9a-f]{16}\.mavlink\.manifest\.dsse\.json$/),
    ]);
    expect(await say('sync', '--once')).toMatchObject({
      code: 0,
      out: '2 files looked at, 0 new or changed logs; 0 delivered, 0 waiting or set aside.\n',
    });
  });
});

describe('flightveil status and queue', () => {
  test('status counts by rule', async () => {
    const { code, document } = await json('status');
    expect(code).toBe(0);
    expect(document).toMatchObject({
      isRunning: false,
      counts: [{ upload: 'researcher-folder', state: 'retired', reason: 'delivered', items: 1 }],
    });
    expect((await say('status')).out).toMatch(/researcher-folder +1 +delivered/);
  });

  test('list shows what is not done, and all on demand', async () => {
    expect((await say('queue', 'list')).out).toBe('Nothing waits.\n');
    expect((await say('queue', 'list', '--all')).out).toMatch(/delivered, its hash was compared/);
    expect((await say('queue', 'list', '--state', 'nowhere')).code).toBe(2);
  });

  test('show tells an item with its audit, and no file name', async () => {
    const { out: text } = await say('queue', 'show', '1');
    expect(text).toMatch(
      /^Item 1, for researcher-folder: delivered[\s\S]*release\n[\s\S]*delivered \(hash\)[\s\S]*retired/,
    );
    expect(text).not.toContain('secret-name');
    expect(await say('queue', 'show', '7')).toMatchObject({ code: 2 });
  });

  test('drop takes out what waits, retry brings it back', async () => {
    addLog('flight.nmea', 'second.nmea');
    renameSync(mount, `${mount}-away`);
    const { code, document } = await json('sync', '--once');
    expect([code, document.items[0].state, document.items[0].reason]).toEqual([1, 'queued', 'unreachable']);
    const number = String(document.items[0].id);
    const dropped = await say('queue', 'drop', number);
    expect(dropped.err).toBe('');
    expect(dropped.out).toMatch(/not sent: somebody took it out of the queue/);
    renameSync(`${mount}-away`, mount);
    expect((await json('sync', '--once')).document.items).toEqual([]);
    expect((await say('queue', 'retry', number)).out).toMatch(/waits to be filtered/);
    expect((await json('sync', '--once')).document.items).toMatchObject([{ state: 'retired', reason: 'delivered' }]);
  });

  test('audit lists and verifies itself, against a checkpoint too', async () => {
    const { document } = await json('queue', 'audit', '--verify');
    expect(document).toMatchObject({ isValid: true, checkpoint: expect.stringMatching(/^flightveil-audit 1 \d+ /) });
    expect(await say('queue', 'audit', '--verify', '--checkpoint', document.checkpoint)).toMatchObject({ code: 0 });
    const kinds = (await say('queue', 'audit', '--json')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual([
      'refusal',
      'release',
      'delivered',
      'retired',
      'release',
      'dropped',
      'release',
      'delivered',
      'retired',
    ]);
  });
});

describe('flightveil service and doctor', () => {
  test.each([
    ['linux', /WatchdogSec=/],
    ['darwin', /<plist/],
    ['win32', /<Task/],
  ])('the definition for %s is printed', async (platform, pattern) => {
    const { code, out: text } = await say('service', 'install', '--print', '--platform', platform);
    expect(code).toBe(0);
    expect(text).toMatch(pattern);
  });

  test('doctor looks at everything and says what to do', async () => {
    const { code, document } = await json('doctor');
    const names = document.checks.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['state-folder', 'configuration', 'consent', 'sink', 'clock', 'disk']),
    );
    expect([code, document.failed]).toEqual([0, 0]);
  });
});
