import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { put, sha256 } from '../node/harness.ts';
import { emptyHome, pilotsHome, setClock, sharedHome, sync } from './consent-home.ts';

setClock();

test('a notice is known by the hash of its bytes, and listed', async () => {
  const { ask, say, folder } = emptyHome();
  const file = put(folder, 'notice.md', Uint8Array.of(0xff, 0, 13, 10));
  expect(await ask('notice', 'add', file, '--version', '1')).toEqual({
    ...{ name: 'privacy', version: '1', sha256: sha256(file), bytes: 4, isNew: true, suspended: [] },
  });
  await ask('notice', 'add', put(folder, 'next.md', 'next'), '--version', '2');
  await ask('notice', 'add', put(folder, 'other.md', 'other'), '--version', '1', '--name', 'research');
  const { notices } = await ask('notice', 'list');
  const shown = notices.map((one: { name: string; version: string; isCurrent: boolean }) => [
    ...[one.name, one.version, one.isCurrent],
  ]);
  expect(shown).toEqual([
    ['privacy', '1', false],
    ['privacy', '2', true],
    ['research', '1', true],
  ]);
  expect((await say('notice', 'list')).out).toMatch(/privacy {3}2 {8}2026-11-22 12:00 {2}current {2}[0-9a-f]{64}\n/);
});

test('a new version suspends what was granted under the old one, until it is confirmed', async () => {
  const { ask, say, folder, entries } = await pilotsHome();
  const { grant } = await ask('grant', ...sync, '--ceiling', 'track');
  const status = async (): Promise<string> => (await ask('list')).grants[0].status;
  expect(await ask('confirm', grant.id)).toEqual({ grant: grant.id, confirmed: [] });
  const before = entries();
  expect((await say('confirm', grant.id)).out).toContain('nothing to confirm');
  expect(entries()).toBe(before);

  const next = put(folder, 'next.md', 'next');
  const { out } = await say('notice', 'add', next, '--version', '2027-01');
  expect(out).toContain(`flightveil consent confirm ${grant.id}\n`);
  expect(await status()).toBe('notice-changed');
  const { confirmed } = await ask('confirm', grant.id);
  expect(confirmed).toEqual([{ name: 'privacy', version: '2027-01', sha256: sha256(next) }]);
  expect(await status()).toBe('holds');
  await ask('withdraw', grant.id);
  expect(await say('confirm', grant.id)).toMatchObject({ code: 2, err: expect.stringContaining('withdrawn') });
});

test('the same version again changes nothing; other bytes under it, or an old one, are refused', async () => {
  const { ask, say, folder, entries } = emptyHome();
  const first = put(folder, 'first', 'first');
  const second = put(folder, 'second', 'second');
  await ask('notice', 'add', first, '--version', '1');
  expect(await ask('notice', 'add', first, '--version', '1')).toMatchObject({ isNew: false });
  expect(entries()).toBe(1);
  expect(await say('notice', 'add', second, '--version', '1')).toMatchObject({
    ...{ code: 2, out: '', err: expect.stringContaining('added with another text') },
  });
  await ask('notice', 'add', second, '--version', '2');
  expect(await say('notice', 'add', first, '--version', '1')).toMatchObject({
    ...{ code: 2, out: '', err: expect.stringContaining('a newer version has followed') },
  });
  expect(entries()).toBe(2);
});

describe('refused, and nothing is written', () => {
  const home = sharedHome();

  test.each<[string, number, string[], RegExp]>([
    ['a folder', 1, ['notice', 'add', 'folder', '--version', '1'], /it is a folder/],
    ['an empty file', 1, ['notice', 'add', 'empty', '--version', '1'], /the file is empty/],
    ['no file', 1, ['notice', 'add', 'missing', '--version', '1'], /no such file/],
    ['no version', 2, ['notice', 'add', 'text'], /--version/],
    ['an empty version', 2, ['notice', 'add', 'text', '--version', ''], /version is empty/],
    ['a version over two lines', 2, ['notice', 'add', 'text', '--version', '1\n2'], /version .*control characters/],
    ['no such age', 2, ['subject', '--age-band', '12'], /no such age band.*13-15/],
    ['no such place', 2, ['subject', '--residence', 'Quuxbury Lane 3'], /residence is no code of a place/],
    ['a name over two lines', 2, ['subject', '--name', 'Quux\nbury'], /name .*control characters/],
  ])('%s', async (_, exit, args, words) => {
    const { say, entries, folder } = home();
    mkdirSync(join(folder, 'folder'), { recursive: true });
    put(folder, 'empty', '');
    put(folder, 'text', 'text');
    const before = entries();
    const given = args.map((arg, index) => (index === 2 && args[0] === 'notice' ? join(folder, arg) : arg));
    const { code, out, err } = await say(...given);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toMatch(words);
    expect(err).not.toMatch(/Quux|Lane/);
    expect(entries()).toBe(before);
  });
});

describe('a subject', () => {
  test('is declared bit by bit, and shown', async () => {
    const { ask, say } = emptyHome();
    expect(await ask('subject')).toEqual({ subject: null, jurisdictions: [] });
    await ask('subject', '--name', 'Ada', '--residence', 'US-CA');
    expect(await ask('subject', '--age-band', 'adult')).toEqual({
      ...{ subject: { name: 'Ada', ageBand: 'adult', residence: 'US-CA' }, jurisdictions: ['us', 'california'] },
    });
    const { out } = await say('subject');
    expect(out).toBe('These are flights of Ada.\nAge: adult.\nResidence: US-CA (United States, California).\n');
    expect(await ask('subject', '--name', 'Bea')).toEqual({ subject: { name: 'Bea' }, jurisdictions: [] });
  });

  test('is declared without a name by the first words', async () => {
    const { ask, say, folder, entries } = emptyHome();
    await ask('notice', 'add', put(folder, 'notice', 'notice'), '--version', '1');
    const { note } = await ask('grant', ...sync, '--ceiling', 'dynamics');
    expect(note).toContain('consent subject --age-band adult');
    expect(entries()).toBe(3);
    expect((await ask('list')).grants[0].status).toBe('guardian-missing');
    expect((await ask('subject', '--age-band', 'adult')).subject).toEqual({ name: 'pilot', ageBand: 'adult' });
    expect((await ask('list')).grants[0].status).toBe('holds');
    expect((await say('grant', ...sync, '--ceiling', 'dynamics')).out).not.toContain('age-band');
  });

  test('cannot be renamed past what was said, unless it is another person', async () => {
    const { ask, say, entries } = await pilotsHome();
    await ask('refuse', '--for', 'map-service');
    const before = entries();
    const said = await say('subject', '--name', 'Bea');
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining('1 grants and refusals stand') });
    expect(said.err).not.toContain('Bea');
    expect(entries()).toBe(before);
    expect((await ask('subject', '--name', 'Bea', '--force')).subject).toEqual({ name: 'Bea' });
  });
});
