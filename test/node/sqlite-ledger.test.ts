import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openConsent } from '../../src/node/consent-keys.ts';
import { CONSENT_FILE, loadSqlite, SqliteLedgerStore } from '../../src/node/sqlite-ledger.ts';
import { at, linesOf, notice, START_S, terms } from '../consent/samples.ts';
import { startScript } from './flight-folder.ts';
import { ended, namesIn, temporaryFolder } from './harness.ts';

const home = (): string => join(temporaryFolder(), 'home');
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const unusable = (message: RegExp) =>
  expect.objectContaining({
    code: 'state-unusable',
    message: expect.stringMatching(message),
    advice: expect.any(String),
  });
const withDatabase = <T>(path: string, work: (database: Database.Database) => T): T => {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
};

/** A state folder whose ledger knows a notice and a grant. */
async function made(): Promise<{ folder: string; path: string; grant: string }> {
  const folder = home();
  const ledger = await openConsent(folder);
  await ledger.addNotice(notice('1'), at(0));
  const { id } = await ledger.grant(terms(), at(1));
  ledger.close();
  return { folder, path: join(folder, CONSENT_FILE), grant: id };
}

test('what was said is there when it is opened again, by the key of the folder', async () => {
  const { folder, grant } = await made();
  const ledger = await openConsent(folder);
  expect((await ledger.state(0)).grants.map((standing) => standing.grant.id)).toEqual([grant]);
  const checkpoint = await ledger.checkpoint();
  expect(await ledger.verify(checkpoint)).toMatchObject({ isValid: true, head: { sequence: 2 } });
  ledger.close();
  const store = await SqliteLedgerStore.open(folder);
  await store.append(2, () => ['more', 'and more']);
  const after = [];
  for await (const line of store.read(2)) after.push(line);
  expect(after).toEqual(['more', 'and more']);
  await expect(store.append(5, () => [])).rejects.toEqual(unusable(/missing/));
  store.close();
});

test('more lines than a page are read in order', async () => {
  const store = await SqliteLedgerStore.open(home());
  const lines = Array.from({ length: 1203 }, (_, index) => `line ${index}`);
  await store.append(0, () => lines);
  const read = [];
  for await (const line of store.read(1)) read.push(line);
  expect(read).toEqual(lines.slice(1));
  await store.append(3, (newer) => {
    expect([...newer]).toEqual(lines.slice(3));
    return [];
  });
  store.close();
});

test('only its owner can read it, with all that SQLite puts beside it', async () => {
  const mask = process.umask(0);
  try {
    const folder = home();
    const ledger = await openConsent(folder);
    await ledger.addNotice(notice('1'), at(0));
    const files = namesIn(folder).filter((name) => name.startsWith(CONSENT_FILE));
    expect(files).toContain(`${CONSENT_FILE}-wal`);
    for (const name of files) expect([name, mode(join(folder, name))]).toEqual([name, '600']);
    ledger.close();
  } finally {
    process.umask(mask);
  }
});

describe('files that are not those any more that were opened', () => {
  const copyOf = (folder: string): void => {
    const copy = `${folder} copy`;
    cpSync(folder, copy, { recursive: true });
    renameSync(folder, `${folder} old`);
    renameSync(copy, folder);
  };
  test.each<[string, (folder: string, path: string) => void]>([
    ['the folder was moved away and a copy put there', copyOf],
    ['the ledger is gone', (_, path) => rmSync(path)],
    ['the folder is gone', (folder) => rmSync(folder, { recursive: true })],
    ['its write-ahead log is gone', (_, path) => rmSync(`${path}-wal`)],
    ['its index is gone', (_, path) => rmSync(`${path}-shm`)],
    ['others have access', (_, path) => chmodSync(path, 0o644)],
    ['nobody has access', (_, path) => chmodSync(path, 0)],
  ])('are noticed: %s', async (_, change) => {
    const { folder, path } = await made();
    const ledger = await openConsent(folder);
    try {
      const before = ledger.version;
      expect(ledger.version).toBe(before);
      change(folder, path);
      await new Promise((resolve) => setTimeout(resolve, 120));
      expect(() => ledger.version).toThrow(unusable(/replaced/));
      await expect(ledger.markTime(at(9))).rejects.toEqual(unusable(/replaced/));
    } finally {
      ledger.close();
    }
  });
});

test('whether it has changed is told in microseconds', async () => {
  const { folder } = await made();
  const ledger = await openConsent(folder);
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let count = 0; count < 10_000; count++) void ledger.version;
    return (performance.now() - began) / 10_000;
  });
  ledger.close();
  // With room for a busy machine: a look at the files each time would take three times that.
  expect(Math.min(...times) * 1000).toBeLessThan(5);
});

test('it is kept with a write-ahead log, and each commit is synced', async () => {
  const { path, folder } = await made();
  const asked: unknown[] = [];
  class Watched extends Database {
    override pragma(source: string, options?: Database.PragmaOptions): unknown {
      asked.push(source);
      return super.pragma(source, options);
    }
  }
  (await SqliteLedgerStore.open(folder, async () => Watched as unknown as typeof Database)).close();
  expect(asked).toContain('synchronous = FULL');
  expect(withDatabase(path, (database) => database.pragma('journal_mode', { simple: true }))).toBe('wal');
});

test.each([
  ["UPDATE entries SET line = 'x'", /not changed/],
  ['DELETE FROM entries WHERE sequence = 2', /not removed/],
  ["INSERT INTO entries VALUES (7, 'x')", /in order/],
  ["INSERT OR REPLACE INTO entries VALUES (2, 'x')", /in order/],
])('the database itself refuses %s', async (statement, message) => {
  const { folder, path } = await made();
  withDatabase(path, (database) => expect(() => database.exec(statement)).toThrow(message));
  const ledger = await openConsent(folder);
  expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: 2 } });
  ledger.close();
});

test('a build that throws leaves nothing behind', async () => {
  const store = await SqliteLedgerStore.open(home());
  const failing = store.append(0, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await store.append(0, () => ['first']);
  store.close();
});

describe('is refused', () => {
  test('a ledger, or a state folder, that others have access to', async () => {
    const { folder, path } = await made();
    chmodSync(path, 0o640);
    await expect(openConsent(folder)).rejects.toEqual(unusable(/others have access to the consent ledger/));
    chmodSync(path, 0o600);
    chmodSync(folder, 0o755);
    await expect(SqliteLedgerStore.open(folder)).rejects.toEqual(unusable(/others have access to the state folder/));
    chmodSync(folder, 0o700);
    (await openConsent(folder)).close();
    // Only root can give a file away.
    if (process.getuid!() !== 0) return;
    chownSync(path, 65534, 65534);
    await expect(openConsent(folder)).rejects.toEqual(unusable(/belongs to somebody else/));
  });

  test('a link, a folder, and a text in its place', async () => {
    const folder = home();
    mkdirSync(folder, { mode: 0o700 });
    const path = join(folder, CONSENT_FILE);
    symlinkSync((await made()).path, path);
    await expect(SqliteLedgerStore.open(folder)).rejects.toEqual(unusable(/cannot be used/));
    for (const put of [
      (at: string) => mkdirSync(at, { mode: 0o700 }),
      (at: string) => writeFileSync(at, 'no database, but some text that is long enough to be one', { mode: 0o600 }),
    ]) {
      const other = home();
      mkdirSync(other, { mode: 0o700 });
      put(join(other, CONSENT_FILE));
      await expect(SqliteLedgerStore.open(other)).rejects.toEqual(unusable(/no file|damaged/));
    }
  });

  test('another database, a newer schema, and a changed entry', async () => {
    const { folder, path } = await made();
    withDatabase(path, (database) => database.pragma('user_version = 2'));
    await expect(openConsent(folder)).rejects.toEqual(unusable(/another version/));
    withDatabase(path, (database) => database.pragma('application_id = 5'));
    await expect(openConsent(folder)).rejects.toEqual(unusable(/another database/));
    const tampered = await made();
    withDatabase(tampered.path, (database) => {
      database.exec("DROP TRIGGER no_change; UPDATE entries SET line = replace(line, 'manufacturer', 'law-enforcer')");
    });
    const ledger = await openConsent(tampered.folder);
    await expect(ledger.state(0)).rejects.toEqual(unusable(/damaged at entry 2/));
    expect(await ledger.verify()).toMatchObject({ isValid: false, sequence: 2, fault: 'signature-wrong' });
    ledger.close();
  });

  test('work without SQLite, whichever part of it is missing', async () => {
    const missing = Object.assign(new Error('Could not locate the bindings file'), { code: 'MODULE_NOT_FOUND' });
    class Unbuilt {
      constructor() {
        throw missing;
      }
    }
    for (const load of [
      () => Promise.reject(missing),
      async () => ({ default: Unbuilt as unknown as typeof Database }),
    ]) {
      const folder = home();
      const opening = SqliteLedgerStore.open(folder, () => loadSqlite(load));
      await expect(opening).rejects.toEqual(unusable(/needs SQLite/));
      expect(existsSync(join(folder, CONSENT_FILE))).toBe(false);
    }
  });

  test('work in a folder that cannot be written, and no file of it changes', async () => {
    const { folder, grant } = await made();
    chmodSync(join(folder, '..'), 0o755);
    if (process.getuid!() === 0) {
      for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
        chownSync(path, 65534, 65534);
    }
    const script = `
      const [folder, grant] = process.argv.slice(1);
      const { openConsent } = await import(${JSON.stringify(new URL('../../src/node/consent-keys.ts', import.meta.url).href)});
      await import('better-sqlite3');
      if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
      try {
        const ledger = await openConsent(folder);
        await ledger.withdraw(grant, { collectedS: ${START_S}, how: 'app' });
        process.stdout.write('written');
      } catch (error) { process.stdout.write(error.code + ' ' + error.message); }`;
    chmodSync(folder, 0o500);
    const before = namesIn(folder);
    const refused = await ended(startScript(script, [folder, grant]));
    expect(refused.out).toMatch(/^state-unusable the consent ledger cannot be written/);
    expect(namesIn(folder)).toEqual(before);
    chmodSync(folder, 0o700);
    expect((await ended(startScript(script, [folder, grant]))).out).toBe('written');
  });

  test('a ledger that another process keeps busy does not stop this one', async () => {
    const { folder, path } = await made();
    const ledger = await openConsent(folder);
    const script = `
      const { default: Database } = await import('better-sqlite3');
      new Database(process.argv[1]).exec('BEGIN IMMEDIATE');
      process.stdout.write('busy');
      setTimeout(() => process.exit(), 1500);`;
    const child = startScript(script, [path]);
    const end = ended(child);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    let lastMs = performance.now();
    let stillMs = 0;
    const timer = setInterval(() => {
      stillMs = Math.max(stillMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 5);
    await ledger.markTime(at(9));
    clearInterval(timer);
    stillMs = Math.max(stillMs, performance.now() - lastMs);
    expect(stillMs).toBeLessThan(500);
    expect(await linesOf(ledger)).toHaveLength(3);
    expect((await end).out).toBe('busy');
    ledger.close();
  });

  test('a ledger that another process keeps busy is waited for', async () => {
    const { folder, path } = await made();
    const ledger = await openConsent(folder);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const script = `
      const { openConsent } = await import(${JSON.stringify(new URL('../../src/node/consent-keys.ts', import.meta.url).href)});
      const ledger = await openConsent(process.argv[1]);
      await ledger.markTime({ collectedS: ${START_S + 9}, how: 'app' });
      process.stdout.write('marked');`;
    const child = startScript(script, [folder]);
    let isMarked = false;
    const end = ended(child).then((said) => {
      isMarked = true;
      return said;
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([isMarked, (await linesOf(ledger)).length]).toEqual([false, 2]);
    other.exec('COMMIT');
    other.close();
    expect(await end).toMatchObject({ out: 'marked', code: 0 });
    expect(await linesOf(ledger)).toHaveLength(3);
    ledger.close();
  });
});
