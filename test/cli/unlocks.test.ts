import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readUnlockEvent } from '../../src/wire/unlock-event.ts';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { fencedFlight, zoneAround } from './fenced-flight.ts';

let folder: string;
let home: string[];

beforeEach(() => {
  folder = temporaryFolder();
  home = ['--home', join(folder, 'home')];
});

const say = (...args: string[]): Promise<Said> => flightveil([...home, ...args]);
const log = (bytes = fencedFlight()): string => {
  const path = join(folder, 'flight.tlog');
  writeFileSync(path, bytes);
  return path;
};
const filter = (...args: string[]): Promise<Said> => say('filter', log(), '-o', join(folder, 'out'), ...args);

interface Listed {
  readonly index: number;
  readonly id: string;
  readonly kind?: string;
  readonly time?: string;
  readonly areaCode?: string;
  readonly person?: string;
  readonly flight?: string;
  readonly evidence?: readonly string[];
  readonly deleted?: boolean;
  readonly keepUntil?: string;
}

/** Whose flights they are: for somebody who has not said his age nothing is released without a guardian. */
const adult = (): Promise<Said> => say('consent', 'subject', '--name', 'me', '--age-band', 'adult');

async function listed(...args: string[]): Promise<readonly Listed[]> {
  const { out, code } = await say('unlocks', 'list', '--json', ...args);
  expect(code).toBe(0);
  return JSON.parse(out).entries;
}

describe('filtering keeps what the log tells of fences and zones', () => {
  test('an order to switch the fence off, with when and how it is known, and no place', async () => {
    const { out, code } = await filter('--level', 'engineering', '--pilot', 'Alma');
    expect(code).toBe(0);
    expect(out).toContain('the fence was switched off');
    const entries = await listed();
    expect(entries.map(({ kind, time, evidence }) => `${kind} ${time} ${evidence?.join('+')}`)).toEqual([
      'fence-enabled 2026-05-01T10:00:00Z status',
      'fence-disabled 2026-05-01T10:01:00Z command+status',
    ]);
    expect(entries.every(({ person }) => person === 'Alma')).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/47\.4|8\.5[45]|474\d{6}/);
  });

  test('a zone that was entered without an unlock, and left', async () => {
    await say('zones', 'import', put(folder, 'ch.json', zoneAround()));
    await filter('--level', 'engineering');
    const kinds = (await listed('--area', 'TEST-1')).map(({ kind, time }) => `${kind} ${time}`);
    expect(kinds).toEqual([
      expect.stringMatching(/^zone-entered-without-unlock 2026-05-01T10:01:0[01]Z/),
      expect.stringMatching(/^zone-left 2026-05-01T10:02:2[01]Z/),
    ]);
  });

  test('the same log again adds nothing', async () => {
    await filter('--level', 'engineering');
    const before = await listed();
    await filter('--level', 'engineering', '--force');
    await filter('--level', 'full', '--force');
    expect(await listed()).toEqual(before);
  });

  test('also where nothing of the flight may be released: what is withheld is not lost', async () => {
    const { code } = await filter('--for', 'scientific-research', '--to', 'researcher');
    expect(code).toBe(3);
    expect(await listed()).toHaveLength(2);
    expect(await listed('--recipient', 'researcher')).toEqual([]);
  });

  test('nothing of a log without fences, nor where it is not wanted', async () => {
    const without = log(fencedFlight({ orders: false, fence: false }));
    expect((await say('filter', without, '-o', join(folder, 'out'), '--level', 'engineering')).code).toBe(0);
    expect((await filter('--level', 'engineering', '--no-unlock-log')).code).toBe(0);
    expect((await filter('--level', 'engineering', '--seed', 'trial', '--force')).code).toBe(0);
    expect(readdirSync(join(folder, 'home'))).not.toContain('unlocks.sqlite');
  });

  test('a pilot’s name that no entry can hold is refused before anything is read', async () => {
    for (const pilot of ['', ' ', 'A\u001b[2J', 'A\nB', 'a'.repeat(300)]) {
      const { code, err } = await filter('--level', 'engineering', '--pilot', pilot);
      expect({ code, isNamed: err.includes('--pilot') }).toEqual({ code: 2, isNamed: true });
    }
    expect(readdirSync(folder).filter((name) => name === 'out')).toEqual([]);
  });

  test('once more with a pilot: what stands there stays as it was, and that is said', async () => {
    await filter('--level', 'engineering');
    const { out } = await filter('--level', 'engineering', '--pilot', 'Alma', '--force');
    expect(out).toContain('2 of them stand there already');
    expect((await listed()).some(({ person }) => person !== undefined)).toBe(false);
  });

  test('a log that cannot be kept is not released', async () => {
    await filter('--level', 'engineering');
    writeFileSync(join(folder, 'home', 'unlocks.sqlite'), 'not a database at all, and long enough to be taken for one');
    const { code, err } = await say('filter', log(), '-o', join(folder, 'other'), '--level', 'engineering');
    expect(code).toBe(1);
    expect(err).toMatch(/unlock/);
    expect(readdirSync(join(folder, 'other'))).toEqual([]);
  });
});

describe('a stream', () => {
  test('is followed as a file is', async () => {
    const path = log();
    const { code } = await say(
      'relay',
      '--from',
      `file:${path}?rate=full`,
      '--to',
      `file:${join(folder, 'out.tlog')}?level=engineering`,
    );
    expect(code).toBe(0);
    expect((await listed()).map(({ kind }) => kind)).toEqual(['fence-enabled', 'fence-disabled']);
  });
});

describe('a stream that cannot be kept', () => {
  test('ends, and says why', async () => {
    await filter('--level', 'engineering');
    writeFileSync(join(folder, 'home', 'unlocks.sqlite'), 'not a database at all, and long enough to be taken for one');
    const path = log();
    const relayed = await say(
      'relay',
      '--from',
      `file:${path}?rate=full`,
      '--to',
      `file:${join(folder, 'o.tlog')}?level=engineering`,
    );
    expect(relayed.code).toBe(1);
    expect(relayed.err).toMatch(/unlock/);
  });
});

describe('proofs', () => {
  test('of one entry can be checked with a checkpoint and nothing else, and show what is disclosed', async () => {
    await filter('--level', 'engineering', '--pilot', 'Alma');
    const proof = await say('unlocks', 'prove', '1', '--disclose', 'kind,time');
    const checkpoint = await say('unlocks', 'checkpoint');
    const nowhere = temporaryFolder();
    const args = [
      'unlocks',
      'verify',
      put(nowhere, 'proof.json', proof.out),
      '--checkpoint',
      put(nowhere, 'cp.txt', checkpoint.out),
    ];
    const verified = await flightveil(['--home', join(nowhere, 'home'), ...args]);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain('fence-disabled');
    expect(verified.out).not.toContain('Alma');
    expect(proof.out).not.toContain('Alma');
    expect(readdirSync(nowhere).sort()).toEqual(['cp.txt', 'proof.json']);
  });

  test('export shows the fields that were asked for, of the entries in the time that was named', async () => {
    await filter('--level', 'engineering', '--pilot', 'Alma');
    const { out, code } = await say(
      ...['unlocks', 'export', '--from', '2026-05-01T10:00:30Z', '--to', '2026-05-02'],
      ...['--disclose', 'area,time,licence'],
    );
    expect(code).toBe(0);
    const { proofs, disclosed } = JSON.parse(out);
    expect(disclosed).toEqual(['time', 'area', 'licence']);
    expect(proofs).toHaveLength(1);
    expect(proofs[0].fields.time.value).toBe('1777629660005000');
    expect(proofs[0].fields.kind).toEqual({ commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(out).not.toContain('Alma');
  });

  test('for the maker they come from a log of its own, under other names, and never more than the purpose allows', async () => {
    await adult();
    await filter('--level', 'engineering', '--pilot', 'Alma');
    const own = await say('unlocks', 'export');
    const { out, code, err } = await say('unlocks', 'export', '--recipient', 'manufacturer');
    expect(code).toBe(0);
    expect(err).toContain('person');
    expect(out).not.toContain('Alma');
    const [mine, theirs] = [JSON.parse(own.out), JSON.parse(out)];
    expect(theirs.disclosed).toEqual(expect.arrayContaining(['kind', 'time', 'area', 'licence', 'device']));
    expect(theirs.proofs).toHaveLength(2);
    const origin = (note: string): string => note.split('\n')[0]!;
    expect(origin(theirs.checkpoint)).not.toBe(origin(mine.checkpoint));
    const values = (proof: { fields: Record<string, { value?: string }> }): string[] =>
      ['flight', 'device'].flatMap((field) => proof.fields[field]?.value ?? []);
    for (const value of values(mine.proofs[0])) expect(out).not.toContain(value);
  });

  test('a copy for somebody is kept no longer than what it is of, and names no file', async () => {
    await adult();
    await say('zones', 'import', put(folder, 'Wedding of Alma.json', zoneAround()));
    await filter('--level', 'engineering');
    const { out } = await say('unlocks', 'export', '--recipient', 'manufacturer');
    expect(out).toContain('TEST-1');
    expect(out).not.toContain('Wedding');
    const ends = async (recipient: string) =>
      (await listed('--recipient', recipient)).map(({ keepUntil }) => keepUntil);
    expect(await ends('manufacturer')).toEqual(await ends('self'));
  });

  test('whom the purpose does not serve gets nothing', async () => {
    await filter('--level', 'engineering');
    const { code, out } = await say('unlocks', 'export', '--recipient', 'researcher');
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });

  test('a release to somebody appends to that recipient’s log before the output appears', async () => {
    await say('consent', 'notice', 'add', put(folder, 'notice.md', 'What we do.'), '--version', '1');
    await adult();
    await say('consent', 'grant', '--for', 'scientific-research', '--to', 'researcher', '--ceiling', 'dynamics');
    const { code } = await filter('--for', 'scientific-research', '--to', 'researcher');
    expect(code).toBe(0);
    const theirs = await listed('--recipient', 'researcher');
    const mine = await listed();
    expect(theirs.map(({ kind }) => kind)).toEqual(mine.map(({ kind }) => kind));
    expect(theirs.map(({ id }) => id)).not.toEqual(mine.map(({ id }) => id));
  });
});

describe('what is kept is deleted', () => {
  const bytesIn = (path: string): Buffer =>
    Buffer.concat(
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    );

  test('of a person: no byte of the name is left, and the log still verifies', async () => {
    await adult();
    await filter('--level', 'engineering', '--pilot', 'Alma Beispiel');
    expect((await say('unlocks', 'export', '--recipient', 'manufacturer')).code).toBe(0);
    expect(bytesIn(join(folder, 'home')).includes('Alma Beispiel')).toBe(true);
    const { code } = await say('unlocks', 'erase', '--person', 'Alma Beispiel');
    expect(code).toBe(0);
    expect(bytesIn(join(folder, 'home')).includes('Alma Beispiel')).toBe(false);
    for (const recipient of ['self', 'manufacturer']) {
      const entries = await listed('--recipient', recipient);
      expect(entries.map(({ kind, deleted }) => (deleted ? 'deleted' : kind))).toEqual([
        ...['deleted', 'deleted', 'values-deleted', 'values-deleted'],
      ]);
    }
    // What was erased does not come back with the log.
    await filter('--level', 'engineering', '--pilot', 'Alma Beispiel', '--force');
    expect(await listed()).toHaveLength(4);
  });

  test('what is not over yet stays', async () => {
    await filter('--level', 'engineering');
    const { out } = await say('unlocks', 'expire', '--json');
    expect(JSON.parse(out)).toMatchObject({ entries: 0, licences: 0 });
    expect(await listed()).toHaveLength(2);
  });
});

describe('show', () => {
  test('writes an event as JSON and as protobuf, which read alike', async () => {
    await filter('--level', 'engineering', '--pilot', 'Alma');
    const { out } = await say('unlocks', 'show', '1');
    const path = join(folder, 'event.pb');
    expect((await say('unlocks', 'show', '1', '--protobuf', path)).code).toBe(0);
    const fromProtobuf = readUnlockEvent(readFileSync(path));
    expect(fromProtobuf).toMatchObject({ kind: 'fence-disabled', evidence: ['command', 'status'], person: 'Alma' });
    expect(readUnlockEvent(new TextEncoder().encode(out))).toEqual(fromProtobuf);
    expect((await say('unlocks', 'show', '1', '--protobuf', path)).code).toBe(1);
  });
});

describe('list', () => {
  test('as a table for spreadsheets, in which no area code is a formula', async () => {
    await say('zones', 'import', put(folder, 'ch.json', zoneAround('=1+1')));
    await filter('--level', 'engineering');
    const { out } = await say('unlocks', 'list', '--csv');
    const [head, ...rows] = out.trimEnd().split('\r\n');
    expect(head).toMatch(/^entry,id,time,kind/);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(out).not.toMatch(/(^|,)[=+@-]/m);
  });
});
