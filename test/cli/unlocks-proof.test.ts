import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { withLog } from '../../src/node/unlock-logs.ts';
import { readBundle } from '../../src/unlock/log/tiles.ts';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { mth, naiveLeaf } from '../unlock/log/naive-tree.ts';
import { bareEvent, entry, fullEvent, NOW_S } from '../unlock/log/samples.ts';

let folder: string;
let home: string;
/** A place without any state. */
let elsewhere: string;
const say = (...args: string[]): Promise<Said> => flightveil(['--home', home, 'unlocks', ...args]);
const check = (...args: string[]): Promise<Said> =>
  flightveil(['--home', join(elsewhere, 'home'), 'unlocks', 'verify', ...args]);

/** A name that a terminal would obey. */
const HOSTILE = 'Zürich \x1b[2J\u202e';

beforeEach(async () => {
  folder = temporaryFolder();
  elsewhere = temporaryFolder();
  home = join(folder, 'home');
  await withLog(home, 'self', ({ log }) =>
    log.append([
      entry(0, fullEvent),
      entry(1, bareEvent),
      { ...entry(2, { ...fullEvent, areaCode: HOSTILE }), id: 'abcd-1' },
      { ...entry(3), id: 'abcd-2' },
    ]),
  );
});

/** Files with a proof and the checkpoint it is for. */
async function proved(...args: string[]): Promise<{ proof: string; checkpoint: string; said: Said }> {
  const said = await say('prove', ...args);
  expect(said.code).toBe(0);
  const checkpoint = (await say('checkpoint')).out;
  return {
    proof: put(elsewhere, 'proof.json', said.out),
    checkpoint: put(elsewhere, 'cp.txt', checkpoint),
    said,
  };
}

describe('prove and verify', () => {
  test('show what was disclosed, need no state and leave none', async () => {
    const { proof, checkpoint, said } = await proved('0', '--disclose', 'time, area,entry');
    expect(said.err).toBe('The proof shows: time, area, entry.\n');
    const { code, out, err } = await check(proof, '--checkpoint', checkpoint);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The proof holds: this is entry 0 of the 4 in the log flightveil\/unlocks\/[0-9a-f]{64}\.\n/);
    expect(out).toMatch(/^time +2026-09-21T\d\d:\d\d:\d\d/m);
    expect(out).toMatch(/^area +"LSZH-7"$/m);
    expect(out).toMatch(/^entry +not there$/m);
    expect(out).toContain('Not shown: kind, evidence, about, zone-source, licence, flight, device, person.\n');
    expect(said.out).not.toMatch(/Quuxbury|granted|L-2026/);
    expect(readdirSync(elsewhere).sort()).toEqual(['cp.txt', 'proof.json']);
  });

  test('show everything with all, and as JSON', async () => {
    const { proof, checkpoint } = await proved('abcd-1', '--disclose', 'all');
    const { code, out } = await check(proof, '--checkpoint', checkpoint, '--json');
    expect(code).toBe(0);
    const { holds, entries } = JSON.parse(out);
    expect([holds, entries.length, entries[0].index, entries[0].event]).toEqual([
      ...[true, 1, 2, { ...fullEvent, areaCode: HOSTILE }],
    ]);
    const text = await check(proof, '--checkpoint', checkpoint);
    expect(text.out).toContain('Zürich ?[2J?');
    for (const char of ['\x1b', '\u202e']) expect(text.out + out).not.toContain(char);
  });

  test('show by default what happened, and no flight, aircraft or person', async () => {
    const { proof, checkpoint, said } = await proved('0');
    const { out, code } = await check(proof, '--checkpoint', checkpoint);
    expect(code).toBe(0);
    expect(out).toMatch(/^kind +"granted"$/m);
    expect(out).toContain('Not shown: flight, device, person, entry.\n');
    expect(said.out + out).not.toMatch(/Quuxbury|Orinoco|Ganges/);
  });

  test('find an entry by how its id begins, if one alone does', async () => {
    expect(JSON.parse((await say('prove', 'abcd-2')).out).index).toBe(3);
    for (const name of ['abcd', 'abc', 'zzzz', '4', '-1', '']) {
      const { code, out, err } = await say('prove', '--', name);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/no such entry|more than one/);
    }
  });

  test('of a field that there is not is refused', async () => {
    expect(await say('prove', '0', '--disclose', 'area,pilot')).toMatchObject({ code: 2, out: '' });
  });

  test('hold for a checkpoint that somebody kept while the log grew', async () => {
    const held = put(elsewhere, 'held.txt', (await say('checkpoint')).out);
    await withLog(home, 'self', ({ log }) => log.append([entry(8)]));
    const late = put(elsewhere, 'late.json', (await say('prove', '0')).out);
    const refused = await check(late, '--checkpoint', held);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/another size of the log/);
    const fitting = put(elsewhere, 'fitting.json', (await say('prove', '0', '--checkpoint', held)).out);
    expect((await check(fitting, '--checkpoint', held)).code).toBe(0);
    expect(await say('prove', '4', '--checkpoint', held)).toMatchObject({ code: 2 });
  });

  test('of an entry whose values were deleted show that it was there, and no more', async () => {
    await withLog(home, 'self', ({ log }) => log.deleteValues([0], { because: 'person', nowS: NOW_S }));
    const { proof, checkpoint, said } = await proved('0');
    expect(said.err).toBe('The proof shows: only that there is such an entry.\n');
    const { code, out } = await check(proof, '--checkpoint', checkpoint);
    expect([code, out.match(/Not shown: .*/)?.[0].split(', ').length]).toEqual([0, 11]);
    expect(await say('prove', '0', '--disclose', 'kind')).toMatchObject({ code: 2, out: '' });
  });
});

describe('verify says in a sentence what is wrong, and ends with 1', () => {
  test.each<[string, (proof: string) => string, RegExp]>([
    ['a value was changed', (proof) => proof.replace('LSZH-7', 'LSZH-8'), /not in the log of the checkpoint/],
    ['the index was changed', (proof) => proof.replace('"index": 0', '"index": 1'), /not in the log of the checkpoint/],
    ['it is of another form', (proof) => proof.replace('"version": 1', '"version": 2'), /no proof of the unlock log/],
    ['it is no JSON', (proof) => proof.slice(1), /no JSON/],
    ['it is empty', () => '', /no JSON/],
    ['it is a list', (proof) => `[${proof}]`, /no proof/],
    ['it has no proofs', () => '{"proofs": []}', /no proofs/],
    [
      'the second of two is wrong',
      (proof) => `{"proofs": [${proof}, ${proof.replace('LSZH-7', 'X')}]}`,
      /proof 2 of 2: /,
    ],
  ])('%s', async (_, change, message) => {
    const { proof, checkpoint } = await proved('0', '--disclose', 'area');
    writeFileSync(proof, change(readFileSync(proof, 'utf8')));
    const { code, out, err } = await check(proof, '--checkpoint', checkpoint);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/LSZH|internal/);
    const json = JSON.parse((await check(proof, '--checkpoint', checkpoint, '--json')).out);
    expect(json).toEqual({ error: 'proof-invalid', message: expect.stringMatching(message) });
    expect(existsSync(join(elsewhere, 'home'))).toBe(false);
  });

  test.each<[string, (note: string) => string | Buffer]>([
    ['its size was changed', (note) => note.replace('\n4\n', '\n5\n')],
    ['it has CRLF', (note) => note.replaceAll('\n', '\r\n')],
    ['it was pasted with a blank line more', (note) => `${note}\n`],
    ['it lost its last newline', (note) => note.trimEnd()],
    ['it has a byte order mark', (note) => `\ufeff${note}`],
    ['it is not UTF-8', (note) => Buffer.from(note, 'utf16le')],
    ['it has no signature', (note) => note.split('\n\n')[0]!],
    ['it is empty', () => ''],
  ])('of the checkpoint: %s', async (_, change) => {
    const { proof, checkpoint } = await proved('0');
    writeFileSync(checkpoint, change(readFileSync(checkpoint, 'utf8')));
    const { code, out, err } = await check(proof, '--checkpoint', checkpoint);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).not.toContain('internal');
  });

  test('of the files themselves', async () => {
    const { proof, checkpoint } = await proved('0');
    expect(await check(join(elsewhere, 'none'), '--checkpoint', checkpoint)).toMatchObject({ code: 1, out: '' });
    expect(await check(proof, '--checkpoint', elsewhere)).toMatchObject({ code: 1, out: '' });
    expect(await check(proof)).toMatchObject({ code: 2, out: '' });
    const huge = put(elsewhere, 'huge.txt', 'x'.repeat(1_100_000));
    expect((await check(proof, '--checkpoint', huge)).err).toContain('too long');
  });

  test('of the key', async () => {
    const { proof, checkpoint } = await proved('0');
    const own = JSON.parse((await say('checkpoint', '--json')).out).vkey;
    await withLog(home, 'other', ({ log }) => log.append([entry(0)]));
    const theirs = JSON.parse((await say('checkpoint', '--recipient', 'other', '--json')).out).vkey;
    expect((await check(proof, '--checkpoint', checkpoint, '--key', own)).code).toBe(0);
    expect(await check(proof, '--checkpoint', checkpoint, '--key', theirs)).toMatchObject({ code: 1, out: '' });
    const other = put(elsewhere, 'other.txt', (await say('checkpoint', '--recipient', 'other')).out);
    expect((await check(proof, '--checkpoint', other)).err).toContain('key');
  });
});

describe('checkpoint', () => {
  test('is a note, and since an earlier one a proof that nothing was changed', async () => {
    const held = put(elsewhere, 'held.txt', (await say('checkpoint')).out);
    expect(readFileSync(held, 'utf8')).toMatch(
      /^flightveil\/unlocks\/[0-9a-f]{64}\n4\n[A-Za-z0-9+/]{43}=\n\n— flightveil/,
    );
    await withLog(home, 'self', ({ log }) => log.append([entry(8), entry(9)]));
    const growth = put(elsewhere, 'growth.json', (await say('checkpoint', '--since', held)).out);
    const { code, out } = await check(growth, '--checkpoint', held);
    expect(code).toBe(0);
    expect(out).toContain('grown from 4 to 6 entries');
    const now = (await say('checkpoint')).out;
    expect(out.endsWith(`\n${now}`)).toBe(true);
    const json = JSON.parse((await check(growth, '--checkpoint', held, '--json')).out);
    expect(json).toMatchObject({ holds: true, from: 4, to: 6, checkpoint: now });
    writeFileSync(growth, readFileSync(growth, 'utf8').replace('"from": 4', '"from": 3'));
    expect(await check(growth, '--checkpoint', held)).toMatchObject({ code: 1, out: '' });
  });

  test('tells by the earlier one that the log was written anew', async () => {
    const held = put(elsewhere, 'held.txt', (await say('checkpoint')).out);
    // Another history under the same root key.
    const root = readFileSync(join(home, 'root.key'));
    home = join(folder, 'again');
    await withLog(home, 'self', () => undefined);
    writeFileSync(join(home, 'root.key'), root, { mode: 0o600 });
    for (const name of readdirSync(home).filter((one) => one.startsWith('unlocks')))
      writeFileSync(join(home, name), '');
    await withLog(home, 'self', ({ log }) => log.append([1, 2, 3, 4, 5].map((number) => entry(number, bareEvent))));
    const { code, err, out } = await say('checkpoint', '--since', held);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('another past');
  });

  test('since what is no checkpoint of this log is refused', async () => {
    await withLog(home, 'other', ({ log }) => log.append([entry(0)]));
    for (const text of ['', 'a text', (await say('checkpoint', '--recipient', 'other')).out]) {
      expect(await say('checkpoint', '--since', put(elsewhere, 'no.txt', text))).toMatchObject({ code: 2, out: '' });
    }
  });
});

describe('tiles', () => {
  test('are files that lead to the checkpoint, and say nothing in clear', async () => {
    const out = join(elsewhere, 'tiles');
    const said = await say('tiles', '-o', out);
    expect(said.code).toBe(0);
    expect(said.out).toMatch(/^4 entries, each as it was written, in 3 files\.\nKey: flightveil\/unlocks\/\S+\n$/);
    const leaves = readBundle(readFileSync(join(out, 'tile/entries/000.p/4')));
    const note = readFileSync(join(out, 'checkpoint'), 'utf8');
    expect(note.split('\n')[2]).toBe(Buffer.from(mth(leaves.map(naiveLeaf))).toString('base64'));
    expect(note).toBe((await say('checkpoint')).out);
    expect(Buffer.concat(leaves).includes('Quuxbury')).toBe(false);
    const json = JSON.parse((await say('tiles', '-o', out, '--json')).out);
    expect(json).toMatchObject({ size: 4, deleted: 0, files: 3 });
  });

  test('are not written of a log that is damaged', async () => {
    await withLog(home, 'self', () => undefined);
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(home, 'unlocks.sqlite'));
    database.exec('DROP TRIGGER entry_no_change; UPDATE entries SET leaf = zeroblob(353) WHERE number = 1');
    database.close();
    const out = join(elsewhere, 'tiles');
    expect(await say('tiles', '-o', out)).toMatchObject({ code: 1, out: '' });
    expect(existsSync(out)).toBe(false);
  });
});
