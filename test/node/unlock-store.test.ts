import { chmodSync, copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { writeTiles } from '../../src/node/unlock-files.ts';
import { SqliteUnlockStore, UNLOCK_FILE } from '../../src/node/unlock-store.ts';
import { leafFields } from '../../src/unlock/log/fields.ts';
import { readBundle } from '../../src/unlock/log/tiles.ts';
import { UnlockLog } from '../../src/unlock/log/unlock-log.ts';
import { verifyUnlockProof } from '../../src/unlock/log/verify.ts';
import { addEntries } from '../../src/unlock/log/writing.ts';
import { mth, naiveLeaf } from '../unlock/log/naive-tree.ts';
import { entriesOf, entry, fullEvent, listOf, NOW_S, seed } from '../unlock/log/samples.ts';
import { filesIn, homeOf, newHome, openLog, runWriter } from './unlock-store-runs.ts';

const unusable = (message: RegExp) =>
  expect.objectContaining({
    code: 'state-unusable',
    message: expect.stringMatching(message),
    advice: expect.any(String),
  });
/** Does something to a closed database, past what the program allows. */
function tamper(home: string, sql: string): void {
  const database = new Database(join(home, UNLOCK_FILE));
  try {
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string;
    }[]) {
      database.exec(`DROP TRIGGER ${name}`);
    }
    database.exec(sql);
  } finally {
    database.close();
  }
}

test('what was appended is there when it is opened again, and proved', async () => {
  const home = await homeOf(3);
  const log = await openLog(home);
  expect(log.size).toBe(3);
  expect(await log.append([entry(2), entry(3)])).toMatchObject({ appended: 1, size: 4 });
  expect(await listOf(log.entries())).toEqual(entriesOf(4).map((one, index) => ({ index, ...one })));
  const proof = await log.prove(3, { disclose: leafFields });
  expect(verifyUnlockProof(proof, await log.checkpoint()).event).toEqual(entry(3).event);
  expect((await log.prove(1, { size: 3 })).size).toBe(3);
  await expect(log.prove(1, { size: 2 })).rejects.toMatchObject({ code: 'usage' });
  expect([await log.find(entry(2).id.slice(0, 32)), await log.find('0000')]).toEqual([2, undefined]);
  expect(await log.audit()).toEqual({ size: 4, withValues: 4, deleted: 0 });
  log.close();
});

test('each recipient has a log of its own, which shares nothing with the others but the file', async () => {
  const home = await homeOf(3, 'self');
  const other = await openLog(home, 'manufacturer');
  expect(await listOf(other.entries())).toEqual([]);
  await other.append([entry(1), entry(7)]);
  const own = await openLog(home, 'self');
  await own.append([entry(8)]);
  await other.append([entry(8)]);
  expect((await listOf(own.entries())).map(({ id }) => id)).toEqual([0, 1, 2, 8].map((number) => entry(number).id));
  expect((await listOf(other.entries())).map(({ id }) => id)).toEqual([1, 7, 8].map((number) => entry(number).id));
  await other.deleteValues([0], { because: 'period', nowS: NOW_S });
  expect([await own.audit(), await other.audit()]).toEqual([
    { size: 4, withValues: 4, deleted: 0 },
    { size: 4, withValues: 3, deleted: 1 },
  ]);
  own.close();
  other.close();
  expect(await SqliteUnlockStore.names(home)).toEqual(['self', 'manufacturer']);
});

test('a log that is only looked at is not made', async () => {
  const home = await homeOf(1);
  const looked = await openLog(home, 'nobody');
  expect([await listOf(looked.entries()), await looked.find('0')]).toEqual([[], undefined]);
  looked.close();
  expect(await SqliteUnlockStore.names(home)).toEqual(['self']);
  const none = newHome();
  expect(await SqliteUnlockStore.names(none)).toEqual([]);
  expect(() => statSync(none)).toThrow(/ENOENT/);
});

test('a change that throws leaves nothing behind, not even the log', async () => {
  const home = await homeOf(1);
  const store = await SqliteUnlockStore.open(home, 'other');
  const failing = store.change((change) => {
    change.addEntry({ index: 0, id: 'a', leaf: new Uint8Array(1), values: new Uint8Array(1) });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await store.read((view) => [view.count(), view.indexOf('a')])).toEqual([0, undefined]);
  await (await UnlockLog.open(store, seed)).append([entry(5)]);
  expect(await store.read((view) => view.count())).toBe(1);
  store.close();
  expect(await SqliteUnlockStore.names(home)).toEqual(['self', 'other']);
});

test('only its owner can read it, with all that SQLite puts beside it', async () => {
  const mask = process.umask(0);
  try {
    const home = await homeOf(1);
    const log = await openLog(home);
    await log.append(entriesOf(2));
    const modes = [...filesIn(home).keys()].map((name) => [name, statSync(join(home, name)).mode & 0o777]);
    expect(modes).toHaveLength(3);
    for (const [name, mode] of modes) expect([name, mode]).toEqual([name, 0o600]);
    log.close();
    chmodSync(join(home, UNLOCK_FILE), 0o644);
    await expect(openLog(home)).rejects.toEqual(unusable(/others have access to the unlock log/));
  } finally {
    process.umask(mask);
  }
});

test('files that were replaced while it was in use are noticed', async () => {
  const home = await homeOf(1);
  const log = await openLog(home);
  cpSync(home, `${home} copy`, { recursive: true });
  renameSync(home, `${home} old`);
  renameSync(`${home} copy`, home);
  await expect(log.append([entry(5)])).rejects.toEqual(unusable(/replaced/));
  log.close();
});

describe('the database itself refuses', () => {
  test.each([
    ["UPDATE entries SET id = 'x'", /not changed/],
    ['DELETE FROM entries WHERE number = 2', /not removed/],
    ["INSERT INTO entries VALUES (1, 7, 'x', x'', 1)", /in order/],
    ["INSERT OR REPLACE INTO entries VALUES (1, 1, 'x', x'', 1)", /in order/],
    ["UPDATE held SET bytes = x'00'", /values are not changed/],
    ["UPDATE held SET bytes = CAST(bytes || 'x' AS BLOB)", /values are not changed/],
    ['DELETE FROM held', /overwritten/],
    ["UPDATE checkpoints SET note = ''", /not changed/],
    ['DELETE FROM checkpoints', /not removed/],
    ["INSERT INTO checkpoints VALUES (1, 2, '')", /shrink/],
    ['UPDATE logs SET size = 2', /shrink/],
    ['DELETE FROM logs', /not removed/],
    ['DELETE FROM tiles', /not removed/],
  ])('%s', async (sql, message) => {
    const home = await homeOf(3);
    const database = new Database(join(home, UNLOCK_FILE));
    expect(() => database.exec(sql)).toThrow(message);
    database.close();
    const log = await openLog(home);
    expect(await log.audit()).toEqual({ size: 3, withValues: 3, deleted: 0 });
    log.close();
  });
});

describe('a file that was changed past the program', () => {
  test.each([
    ['the last entry is gone', 'DELETE FROM entries WHERE number = 2'],
    ['the last entry is gone with its head', 'DELETE FROM entries WHERE number = 2; UPDATE logs SET size = 2'],
    ['the tiles are gone', 'DELETE FROM tiles'],
    ['a tile is another', 'UPDATE tiles SET hashes = zeroblob(96)'],
    ['the log is gone, its checkpoints are not', 'UPDATE logs SET size = NULL, root = NULL'],
    ['a checkpoint is another', "UPDATE checkpoints SET note = replace(note, '3', '4')"],
  ])('is refused when it is opened: %s', async (_, sql) => {
    const home = await homeOf(3);
    tamper(home, sql);
    await expect(openLog(home)).rejects.toEqual(unusable(/damaged/));
  });

  test.each([
    ['an entry is another', 'UPDATE entries SET leaf = zeroblob(353) WHERE number = 1'],
    ['an entry in the middle is gone', 'DELETE FROM entries WHERE number = 1'],
    ['values are another', "UPDATE held SET bytes = CAST(bytes || ' ' AS BLOB) WHERE number = 2"],
    ['values are gone', 'UPDATE held SET bytes = zeroblob(length(bytes)) WHERE number = 2'],
    ['values of two entries are exchanged', 'UPDATE entries SET held = 3 - held WHERE number < 2'],
  ])('is found out by an audit: %s', async (_, sql) => {
    const home = await homeOf(3);
    tamper(home, sql);
    const log = await openLog(home);
    await expect(log.audit()).rejects.toEqual(unusable(/damaged/));
    log.close();
  });

  test('is refused where it is no log of ours, or of a newer version', async () => {
    const home = await homeOf(1);
    tamper(home, 'PRAGMA user_version = 2');
    await expect(openLog(home)).rejects.toEqual(unusable(/another version/));
    tamper(home, 'PRAGMA application_id = 5');
    await expect(openLog(home)).rejects.toEqual(unusable(/another database/));
    const ledger = newHome();
    (await openLog(ledger)).close();
    rmSync(join(ledger, UNLOCK_FILE));
    copyFileSync(join(home, UNLOCK_FILE), join(ledger, UNLOCK_FILE));
    await expect(openLog(ledger)).rejects.toEqual(unusable(/another database/));
  });

  test('an old copy that was put back verifies by itself: only a checkpoint that others hold finds it out', async () => {
    const home = await homeOf(3);
    const copy = `${home} copy`;
    cpSync(home, copy, { recursive: true });
    const log = await openLog(home);
    await log.append([entry(3)]);
    const held = await log.checkpoint();
    log.close();
    const old = await openLog(copy);
    expect((await old.audit()).size).toBe(3);
    await expect(old.proveGrowth(held)).rejects.toEqual(unusable(/another past/));
    await old.append([entry(9)]);
    await expect(old.proveGrowth(held)).rejects.toEqual(unusable(/another past/));
    old.close();
  });
});

describe('deleted values', () => {
  const name = 'Zerubbabel Quuxbury';
  const licence = 'L-7731-AEGIS';
  /** A text as it could stand in a file. */
  const formsOf = (text: string): [string, Buffer][] => {
    const bytes = Buffer.from(text);
    const base64 = [0, 1, 2].map((skip) => {
      const encoded = Buffer.concat([Buffer.alloc(skip), bytes]).toString('base64');
      return encoded.slice(Math.ceil((skip * 8) / 6), Math.floor(((skip + bytes.length) * 8) / 6));
    });
    return [
      ['UTF-8', bytes],
      ['UTF-16', Buffer.from(text, 'utf16le')],
      ['UTF-16, big-endian', Buffer.from(text, 'utf16le').swap16()],
      ['hex', Buffer.from(bytes.toString('hex'))],
      ['capital hex', Buffer.from(bytes.toString('hex').toUpperCase())],
      ...base64.map((one, skip): [string, Buffer] => [`base64 at ${skip}`, Buffer.from(one)]),
    ];
  };
  const traces = (home: string, needles: readonly (readonly [string, Buffer])[]): string[] =>
    [...filesIn(home)].flatMap(([file, bytes]) =>
      needles.filter(([, needle]) => bytes.includes(needle)).map(([form]) => `${form} in ${file}`),
    );

  test('leave no byte in any file while the log is open, nor when it is closed, and the log verifies', async () => {
    const home = newHome();
    const log = await openLog(home);
    const event = { ...fullEvent, person: name, licence, areaCode: `${licence}/area` };
    // Among others, before and behind; several in one page.
    await log.append(entriesOf(20));
    await log.append([30, 31, 32].map((number) => entry(number, event)));
    await log.append([...entriesOf(20, 40), ...[70, 71].map((number) => entry(number, event))]);
    const store = await SqliteUnlockStore.open(home, 'self');
    const values = (await store.read((view) => view.entries(0, 100)))
      .filter(({ index }) => [20, 21, 22, 43, 44].includes(index))
      .map((one) => Buffer.from(one.values!));
    store.close();
    // Texts, and every salt, every hash and every whole record.
    const needles: [string, Buffer][] = [
      ...formsOf(name),
      ...formsOf(licence),
      ...values.flatMap((bytes) =>
        Array.from({ length: 12 }, (_, at): [string, Buffer] => [`salt ${at}`, bytes.subarray(32 * at, 32 * at + 32)]),
      ),
    ];
    expect(traces(home, needles).length).toBeGreaterThan(5 * 12);
    expect(await log.deleteValues([20, 22, 21, 44, 43], { because: 'person', nowS: NOW_S })).toBe(5);
    expect(traces(home, needles)).toEqual([]);
    expect(await log.audit()).toEqual({ size: 50, withValues: 45, deleted: 5 });
    await log.append(entriesOf(10, 80));
    log.close();
    expect(traces(home, needles)).toEqual([]);
    const again = await openLog(home);
    expect(await again.audit()).toEqual({ size: 60, withValues: 55, deleted: 5 });
    again.close();
    // What was not deleted is still to be found by the same search.
    expect(traces(home, formsOf('Ada Quuxbury')).length).toBeGreaterThan(0);
  });

  test('leave no byte after a thousand entries were added, deleted and added between two logs', async () => {
    const home = newHome();
    const logs = [await openLog(home, 'self'), await openLog(home, 'manufacturer')];
    const persons: string[] = [];
    for (let round = 0; round < 4; round++) {
      for (const [at, log] of logs.entries()) {
        const first = round * 150;
        const entries = Array.from({ length: 150 }, (_, number) => {
          const person = `Nebuchadnezzar-${round}-${at}-${number}-${'y'.repeat((number * 37) % 900)}`;
          persons.push(person.slice(0, 24));
          return entry(first + number, { ...fullEvent, person });
        });
        await log.append(entries);
        const held = (await listOf(log.entries())).flatMap(({ index, event }) =>
          event?.person === undefined ? [] : [index],
        );
        // Nearly all of them; the others are found again at the end.
        const gone = held.filter((index) => index % 7 > 0);
        await log.deleteValues(gone, { because: 'period', nowS: NOW_S });
      }
    }
    const kept = new Set<string>();
    for (const log of logs) {
      for (const { event } of await listOf(log.entries()))
        if (event?.person !== undefined) kept.add(event.person.slice(0, 24));
      await log.audit();
    }
    const files = [...filesIn(home).values()];
    const isThere = (text: string): boolean => files.some((bytes) => bytes.includes(Buffer.from(text)));
    const cut = (list: readonly string[]): string[] => list.filter(isThere);
    expect(kept.size).toBeGreaterThan(100);
    // The names end with a number: one could be the beginning of another.
    expect(cut(persons.filter((one) => !kept.has(one) && ![...kept].some((other) => other.startsWith(one))))).toEqual(
      [],
    );
    expect(cut([...kept])).toHaveLength(kept.size);
    for (const log of logs) log.close();
  }, 120_000);

  test('that a process which was killed had not yet made vanish have vanished when the log is opened again', async () => {
    const home = newHome();
    const log = await openLog(home);
    await log.append([entry(0, { ...fullEvent, person: name })]);
    const store = await SqliteUnlockStore.open(home, 'self');
    // Deleted, and not scrubbed: as if it had been killed in between.
    await store.change((change) => change.deleteValues(0));
    expect(traces(home, formsOf(name))).toEqual([`UTF-8 in ${UNLOCK_FILE}`]);
    store.close();
    const copy = newHome();
    cpSync(home, copy, { recursive: true });
    log.close();
    expect(traces(copy, formsOf(name))).toEqual([`UTF-8 in ${UNLOCK_FILE}`]);
    (await SqliteUnlockStore.open(copy, 'self')).close();
    expect(traces(copy, formsOf(name))).toEqual([]);
  });

  test('are waited for while another process reads the log', async () => {
    const home = await homeOf(3);
    const log = await openLog(home);
    const reader = new Database(join(home, UNLOCK_FILE));
    reader.exec('BEGIN; SELECT count(*) FROM held');
    const before = performance.now();
    setTimeout(() => reader.close(), 700);
    expect(await log.deleteValues([1], { because: 'person', nowS: NOW_S })).toBe(1);
    expect(performance.now() - before).toBeGreaterThan(600);
    log.close();
  });
});

test('several processes that append at once lose nothing, and share one log', async () => {
  const home = newHome();
  const names = ['a', 'b', 'c', 'd'];
  const lines = (writer: string): string[] => Array.from({ length: 30 }, (_, at) => `append ${writer} ${at * 3} 4`);
  const runs = await Promise.all(names.map((writer) => runWriter(home, lines(writer))));
  for (const { code, said, err } of runs)
    expect({ code, err, said: said.length }).toEqual({ code: 0, err: '', said: 32 });
  for (const [at, { said }] of runs.entries())
    expect(said.slice(2)).toEqual(lines(names[at]!).map((line) => `done ${line}`));
  const log = await openLog(home);
  const entries = await listOf(log.entries());
  for (const writer of names) {
    const own = entries.filter(({ id }) => id.startsWith(writer)).map(({ id }) => id);
    expect(own).toEqual(Array.from({ length: 91 }, (_, number) => `${writer}-${number}`));
  }
  expect(await log.audit()).toEqual({ size: 364, withValues: 364, deleted: 0 });
  // They did take turns: had each waited until another was finished, there would be three changes.
  expect(entries.filter(({ id }, at) => at > 0 && id[0] !== entries[at - 1]!.id[0]).length).toBeGreaterThan(4);
  // Every checkpoint that any of them signed is consistent with the last one.
  const database = new Database(join(home, UNLOCK_FILE), { readonly: true });
  const notes = database.prepare<[], string>('SELECT note FROM checkpoints').pluck().all();
  database.close();
  expect(notes.length).toBeGreaterThan(30);
  for (const note of notes) expect((await log.proveGrowth(note)).to).toBe(364);
  log.close();
}, 120_000);

test('its files for others are those of the tiles specification, also after it has grown', async () => {
  const home = await homeOf(300);
  const folder = join(home, '..', 'public');
  const log = await openLog(home);
  expect(await writeTiles(log, folder)).toBe(6);
  await log.append(entriesOf(256, 300));
  expect(await writeTiles(log, folder)).toBe(8);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  expect(names.sort()).toEqual([
    'checkpoint',
    'tile/0/000',
    'tile/0/001',
    'tile/0/001.p/44',
    'tile/0/002.p/44',
    'tile/1/000.p/1',
    'tile/1/000.p/2',
    'tile/entries/000',
    'tile/entries/001',
    'tile/entries/001.p/44',
    'tile/entries/002.p/44',
  ]);
  const leaves = ['000', '001', '002.p/44'].flatMap((path) =>
    readBundle(readFileSync(join(folder, 'tile/entries', path))),
  );
  const [, size, root] = readFileSync(join(folder, 'checkpoint'), 'utf8').split('\n');
  expect([size, root]).toEqual(['556', Buffer.from(mth(leaves.map(naiveLeaf))).toString('base64')]);
  log.close();
});

test('a disk that is full does not keep anybody from reading', async () => {
  const home = await homeOf(3);
  let failures = 0;
  // SQLite has no room for the index that processes share, as on a full disk.
  class FullDisk extends Database {
    #isAlone = false;
    override pragma(source: string, options?: Database.PragmaOptions): unknown {
      if (source.startsWith('locking_mode')) this.#isAlone = true;
      if (source.startsWith('journal_mode') && !this.#isAlone) {
        failures++;
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' });
      }
      return super.pragma(source, options);
    }
  }
  const store = await SqliteUnlockStore.open(home, 'self', async () => FullDisk as unknown as typeof Database);
  const log = await UnlockLog.open(store, seed);
  expect(await listOf(log.entries())).toHaveLength(3);
  expect((await log.prove(1)).size).toBe(3);
  expect(failures).toBe(1);
  log.close();
});

test('what a writer that died left unsigned is read without writing, and signed when it is proved', async () => {
  const home = await homeOf(3);
  const store = await SqliteUnlockStore.open(home, 'self');
  const [lent] = await store.read((view) => view.entries(0, 1).map(({ leaf, values }) => ({ leaf, values: values! })));
  await store.change((change) => addEntries(change, [{ id: 'late', ...lent! }]));
  store.close();
  const before = filesIn(home).get(UNLOCK_FILE);
  const log = await openLog(home);
  expect([log.size, (await listOf(log.entries())).length]).toEqual([4, 4]);
  expect(filesIn(home).get(UNLOCK_FILE)).toEqual(before);
  expect(filesIn(home).get(`${UNLOCK_FILE}-wal`)?.length ?? 0).toBe(0);
  expect((await log.prove(3)).size).toBe(4);
  log.close();
});
