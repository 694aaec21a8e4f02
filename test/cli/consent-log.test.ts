import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { flightveil, put, temporaryFolder } from '../node/harness.ts';
import { emptyHome, type Home, pilotsHome, setClock, sync } from './consent-home.ts';

setClock();

/** A ledger with five entries, and the id of its one grant. */
async function ledger(): Promise<Home & { id: string }> {
  const home = await pilotsHome();
  const { grant } = await home.ask('grant', ...sync, '--ceiling', 'track');
  await home.ask('refuse', '--for', 'map-service');
  await home.ask('opt-out');
  return { ...home, id: grant.id };
}

/** Changes the ledger's file past the guards that the database has of its own. */
function tamper(home: string, statement: string): void {
  const database = new Database(join(home, 'consent.sqlite'));
  database.exec(`DROP TRIGGER no_change; DROP TRIGGER no_removal; ${statement}`);
  database.close();
}

describe('a log', () => {
  test('has every entry in order; who it is about stands in the JSON only', async () => {
    const { ask, say, id } = await ledger();
    const { entries } = await ask('log');
    expect(entries.map((one: { sequence: number; entry: { kind: string } }) => [one.sequence, one.entry.kind])).toEqual(
      [
        [1, 'notice'],
        [2, 'subject'],
        [3, 'grant'],
        [4, 'refusal'],
        [5, 'opt-out'],
      ],
    );
    expect(entries[2].entry).toMatchObject({ how: 'command-line', grant: { id, subject: 'pilot' } });
    const { out } = await say('log');
    expect(out).toContain(`    3  2026-11-22 12:00  grant    ${id}: flight-record-sync to manufacturer`);
    expect(out).not.toContain('pilot');
  });

  test('of nothing is empty', async () => {
    const { say, ask } = emptyHome();
    expect(await say('log')).toMatchObject({ code: 0, out: 'Nothing was said yet.\n' });
    expect(await say('log', '--verify')).toMatchObject({ code: 0, out: '0 entries, each as it was written.\n' });
    expect((await ask('list')).grants).toEqual([]);
    expect(await say('checkpoint')).toMatchObject({ code: 2, err: expect.stringContaining('nothing was said yet') });
  });

  test.each([
    ['a blank too much', `UPDATE entries SET line = line || ' ' WHERE sequence = 4`, 4],
    ['another purpose', `UPDATE entries SET line = replace(line, 'map-service', 'fun') WHERE sequence = 4`, 4],
    ['a missing entry', 'DELETE FROM entries WHERE sequence = 3', 3],
    [
      'a wrong signature at the end',
      `UPDATE entries SET line = substr(line, 1, length(line) - 130) || printf('%0128d', 0) || '"}' WHERE sequence = 5`,
      5,
    ],
    ['an entry twice', 'UPDATE entries SET line = (SELECT line FROM entries WHERE sequence = 1) WHERE sequence = 2', 2],
  ])('that was damaged by %s: exit 1, and it says which entry', async (_, statement, sequence) => {
    const { home, say, entries } = await ledger();
    expect(await say('log', '--verify')).toMatchObject({ code: 0, out: '5 entries, each as it was written.\n' });
    tamper(home, statement);
    const before = entries();
    const verified = await say('log', '--verify');
    expect(verified).toMatchObject({ code: 1, out: '' });
    expect(verified.err).toContain(`first wrong entry is number ${sequence}:`);
    const json = await say('log', '--verify', '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ isValid: false, sequence, fault: expect.any(String) });
    for (const args of [
      ['list'],
      ['log'],
      ['notice', 'list'],
      ['refuse'],
      ['checkpoint'],
      ['export', join(home, 'x')],
    ]) {
      const said = await say(...args);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).toContain('the consent ledger is damaged at entry');
    }
    expect(existsSync(join(home, 'x'))).toBe(false);
    expect(entries()).toBe(before);
  });

  test('that was cut shorter is noticed by a checkpoint only', async () => {
    const { home, say, ask, folder } = await ledger();
    const checkpoint = put(folder, 'checkpoint', (await say('checkpoint')).out);
    expect((await ask('checkpoint')).line).toBe(readFileSync(checkpoint, 'utf8').trim());
    expect((await say('log', '--checkpoint', checkpoint)).out).toContain('nothing is missing since the checkpoint');
    tamper(home, 'DELETE FROM entries WHERE sequence = 5');
    expect((await say('log', '--verify')).code).toBe(0);
    const said = await say('log', '--verify', '--checkpoint', checkpoint);
    expect(said).toMatchObject({ code: 1, err: expect.stringMatching(/number 5: it is missing/) });
    const other = put(folder, 'other', 'no checkpoint');
    expect(await say('log', '--checkpoint', other)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no checkpoint'),
    });
    expect((await say('log', '--checkpoint', join(folder, 'missing'))).code).toBe(1);
  });
});

describe('an export', () => {
  test('is a private file that an empty home goes on from, and another adds to itself', async () => {
    const { say, ask, home, folder, id } = await ledger();
    const file = join(folder, 'consent.ndjson');
    const { entries, publicKey } = await ask('export', file);
    expect(entries).toBe(5);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(6);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await say('export', file)).toMatchObject({ code: 1, err: expect.stringContaining('Name another file') });

    const other = emptyHome();
    await other.ask('subject', '--age-band', 'adult');
    expect(await other.say('import', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('damaged at entry 1'),
    });
    expect(other.entries()).toBe(1);
    expect(await other.ask('import', file, '--public-key', publicKey)).toEqual({ kept: 'entries', added: 4 });
    const taken = await other.ask('list');
    expect(taken.grants).toMatchObject([{ grant: { id }, status: 'holds' }]);
    expect(taken.bars.map((bar: { kind: string }) => bar.kind)).toEqual(['refusal', 'opt-out']);

    // A home with the same root key and no ledger: as after a disk was lost.
    const restoredHome = join(folder, 'restored');
    mkdirSync(restoredHome, { mode: 0o700 });
    cpSync(join(home, 'root.key'), join(restoredHome, 'root.key'));
    const restored = await flightveil(['--home', restoredHome, 'consent', 'import', file]);
    expect(restored).toMatchObject({ code: 0, out: 'The ledger goes on from the 5 entries that were taken over.\n' });
  });

  test.each<[string, (text: string) => string | Uint8Array, number]>([
    ['changed', (text) => text.replace('map-service', 'fun'), 4],
    ['without its first line', (text) => text.slice(text.indexOf('\n') + 1), 1],
    ['with a line between', (text) => text.replace('\n', '\n\n'), 2],
    ['that is no export', () => 'Quuxbury 12.3456789', 1],
  ])('%s is not taken over', async (_, change, sequence) => {
    const { ask, folder } = await ledger();
    const file = join(folder, 'consent.ndjson');
    const { publicKey } = await ask('export', file);
    const other = emptyHome();
    const damaged = put(folder, 'damaged', change(readFileSync(file, 'utf8')));
    const { code, out, err } = await other.say('import', damaged, '--public-key', publicKey);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`damaged at entry ${sequence}:`);
    expect(err).not.toContain('Quuxbury');
    expect(other.entries()).toBe(0);
  });

  test('and wrong usage', async () => {
    const { ask, say, folder, entries } = await pilotsHome();
    const before = entries();
    const binary = put(folder, 'binary', Uint8Array.of(0xff, 0xfe));
    expect(await say('import', binary)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no file of flightveil consent export'),
    });
    expect((await say('import', join(folder, 'missing'))).code).toBe(1);
    expect(await say('import', binary, '--public-key', 'x')).toMatchObject({ code: 2 });
    const nothing = emptyHome();
    const file = join(folder, 'consent.ndjson');
    const key = ['--public-key', (await ask('export', file)).publicKey];
    expect(await nothing.say('import', file, ...key)).toMatchObject({
      code: 2,
      err: expect.stringContaining('whose it is'),
    });
    expect(nothing.entries()).toBe(0);
    expect(await nothing.say('export', join(folder, 'out'))).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect(await say('export', join(folder, 'missing', 'out'))).toMatchObject({ code: 1 });
    expect(entries()).toBe(before);
  });
});

test('the state folder is named before a command or behind it', async () => {
  const { home, id } = await ledger();
  const before = await flightveil(['--home', home, 'consent', 'list', '--json']);
  expect(JSON.parse(before.out).grants[0].grant.id).toBe(id);
  expect(await flightveil(['consent', '--home', home, 'list', '--json'])).toEqual(before);
  expect(await flightveil(['consent', 'list', '--json', '--home', home])).toEqual(before);
});

describe('a state folder that cannot be used: exit 1, which is said', () => {
  const refused = { code: 1, out: '', err: expect.stringMatching(/^flightveil: .*--home/) };
  const commands = [['list'], ['log', '--verify'], ['refuse'], ['grant', ...sync, '--ceiling', 'track']];

  test('a file in its place', async () => {
    const home = put(temporaryFolder(), 'home', 'mine');
    for (const args of commands) expect(await flightveil(['--home', home, 'consent', ...args])).toMatchObject(refused);
    expect(readFileSync(home, 'utf8')).toBe('mine');
  });

  test('others may look into the folder or into the ledger', async () => {
    const { home, say, entries } = await pilotsHome();
    for (const [path, open, closed] of [
      [home, 0o755, 0o700],
      [join(home, 'consent.sqlite'), 0o640, 0o600],
      [join(home, 'root.key'), 0o604, 0o600],
    ] as const) {
      chmodSync(path, open);
      for (const args of commands) expect(await say(...args)).toMatchObject(refused);
      chmodSync(path, closed);
    }
    expect(entries()).toBe(2);
    expect((await say('list')).code).toBe(0);
  });

  test('what is named like the ledger is none', async () => {
    const { home, say } = await pilotsHome();
    const path = put(home, 'consent.sqlite', 'Quuxbury');
    chmodSync(path, 0o600);
    for (const args of commands) {
      const said = await say(...args);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).not.toMatch(/Quuxbury|internal error/);
    }
    expect(readFileSync(path, 'utf8')).toBe('Quuxbury');
  });
});
