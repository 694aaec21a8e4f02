import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { deleteLicences, keepLicences, loadLicences } from '../../src/node/licence-store.ts';
import type { UnlockLicence } from '../../src/unlock/licences/licence.ts';
import { newHome } from './unlock-store-runs.ts';

const NOW_S = 1_790_000_000;
const HOLDER = 'Zerubbabel Quuxbury';
const licence = (id: string, rest: Partial<UnlockLicence> = {}): UnlockLicence => ({
  ...{ id, kind: 'unknown', isEnabled: true, isUserOnly: false, source: 'flightveil', holder: HOLDER },
  ...rest,
});
const ids = async (home: string): Promise<readonly string[]> =>
  (await loadLicences(home)).map(({ licence: { id } }) => id);
const isOnDisk = (home: string, text: string): boolean =>
  readdirSync(home).some((name) => readFileSync(join(home, name)).includes(text));

test('are loaded as they were kept, without names and serials that nothing needs', async () => {
  const home = newHome();
  const full = licence('L-1', { name: 'Secret errand', groupId: 'group-17', deviceSerial: '1581F5BKD', untilS: NOW_S });
  await keepLicences(home, [full], NOW_S - 5);
  const [stored] = await loadLicences(home);
  expect(stored).toEqual({
    licence: { ...licence('L-1', { untilS: NOW_S }), deviceSerial: expect.stringMatching(/^[0-9a-f]{64}$/) },
    importedAtS: NOW_S - 5,
    keepUntilS: NOW_S + 730 * 86_400,
  });
  for (const text of ['Secret errand', 'group-17', '1581F5BKD']) expect(isOnDisk(home, text)).toBe(false);
  expect(isOnDisk(home, HOLDER)).toBe(true);
});

test('of a folder without any are none, and nothing is made', async () => {
  const home = newHome();
  expect(await loadLicences(home)).toEqual([]);
  expect(await deleteLicences(home, () => true)).toEqual({ deleted: 0, unreadable: 0 });
  expect(existsSync(home)).toBe(false);
});

test('take the place of the ones with the same id, also longer or shorter, and twice in a list', async () => {
  const home = newHome();
  await keepLicences(home, [licence('a'), licence('b'), licence('b', { isEnabled: false })], NOW_S);
  expect((await loadLicences(home)).map((one) => one.licence.isEnabled)).toEqual([true, false]);
  const areaCodes = Array.from({ length: 300 }, (_, number) => `Longest-${number}`);
  await keepLicences(home, [licence('a', { kind: 'area', areaCodes })], NOW_S + 1);
  await keepLicences(home, [licence('c')], NOW_S + 2);
  await keepLicences(home, [licence('a')], NOW_S + 3);
  const loaded = await loadLicences(home);
  expect(loaded.map(({ licence: { id }, importedAtS }) => `${id} ${importedAtS - NOW_S}`).sort()).toEqual([
    ...['a 3', 'b 0', 'c 2'],
  ]);
  expect(loaded.find((one) => one.licence.id === 'a')?.licence.areaCodes).toBeUndefined();
});

test('that are deleted leave no byte in any file, among others that stay', async () => {
  const home = newHome();
  const holders = Array.from({ length: 400 }, (_, number) => `Holder-${number}-${'y'.repeat((number * 37) % 180)}-end`);
  const list = holders.map((holder, at) => licence(`L-${at}`, { holder }));
  await keepLicences(home, list.slice(0, 200), NOW_S);
  await keepLicences(home, list.slice(100), NOW_S + 1);
  const isGone = (holder = ''): boolean => Number(holder.split('-')[1]) % 3 === 0;
  expect(await deleteLicences(home, (one) => isGone(one?.licence.holder))).toEqual({ deleted: 134, unreadable: 0 });
  for (const holder of holders) {
    expect([holder, isOnDisk(home, holder.split('y')[0]!)]).toEqual([holder, !isGone(holder)]);
  }
  expect(await ids(home)).toHaveLength(266);
});

test('by the thousand cost one transaction, and no descriptors', async () => {
  const home = newHome();
  const list = Array.from({ length: 3000 }, (_, number) => licence(`L-${number}`));
  await keepLicences(home, list, NOW_S);
  expect(await ids(home)).toEqual(list.map(({ id }) => id));
  // Again: they are replaced where they stand.
  const pages = (): unknown => {
    const database = new Database(join(home, 'unlocks.sqlite'));
    try {
      return database.pragma('page_count', { simple: true });
    } finally {
      database.close();
    }
  };
  const before = pages();
  await keepLicences(home, list, NOW_S + 1);
  expect(pages()).toBe(before);
  expect(readdirSync(home).filter((name) => !/^(?:root\.key|unlocks\.sqlite.*)$/.test(name))).toEqual([]);
});

test('that are damaged are refused, and can be deleted; others do not suffer', async () => {
  const home = newHome();
  await keepLicences(home, [licence('a'), licence('b'), licence('c', { holder: 'Ada' })], NOW_S);
  const database = new Database(join(home, 'unlocks.sqlite'));
  database.exec("UPDATE licences SET bytes = CAST('!' || substr(bytes, 2) AS BLOB) WHERE number = 2");
  database.close();
  await expect(loadLicences(home)).rejects.toMatchObject({
    code: 'state-unusable',
    message: expect.not.stringContaining(HOLDER),
  });
  expect(await deleteLicences(home, (one) => one?.licence.holder === HOLDER)).toEqual({ deleted: 1, unreadable: 1 });
  expect(await deleteLicences(home, (one) => one === undefined)).toEqual({ deleted: 1, unreadable: 0 });
  expect(await ids(home)).toEqual(['c']);
  expect(isOnDisk(home, HOLDER)).toBe(false);
});
