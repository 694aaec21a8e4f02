import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DJILog } from 'dji-log-parser-js';
import { describe, expect, test } from 'vitest';
import { flightveil, put, root, temporaryFolder } from '../node/harness.ts';

const sample = join(root, 'samples', 'flight-v14.txt');
const keychains = join(root, 'samples', 'flight-v14.keychains.json');
const KEYS = '--dji-keychains';

async function filtered(...options: readonly string[]): Promise<{ out: string; path: string }> {
  const folder = temporaryFolder();
  const said = await flightveil(['filter', sample, '-o', folder, '--level', 'full', '--seed', 'k', ...options]);
  expect(said).toMatchObject({ code: 0, err: '' });
  return { out: said.out, path: join(folder, readdirSync(folder).find((name) => name.endsWith('.txt'))!) };
}

describe('an encrypted flight record', () => {
  test('without keys: details are filtered, and the user is told what to do', async () => {
    const { out, path } = await filtered();
    expect(out).toContain('encrypted and was left out: give the keys of this log as a file (--dji-keychains)');
    expect(new DJILog(readFileSync(path)).version).toBe(14);
  });

  test('with keys: the track is in the output, encrypted with the same keys', async () => {
    const { out, path } = await filtered(KEYS, keychains);
    expect(out).not.toContain('encrypted');
    const log = new DJILog(readFileSync(path));
    const records = log.records(JSON.parse(readFileSync(keychains, 'utf8')).data);
    expect(records.filter(({ type }) => type === 'OSD').length).toBeGreaterThan(100);
  });

  test('inspect shows its fields with keys, and says what is missing without', async () => {
    const [locked, open] = await Promise.all([
      flightveil(['inspect', sample]),
      flightveil(['inspect', sample, KEYS, keychains]),
    ]);
    expect(locked).toMatchObject({ code: 0, err: '' });
    expect(locked.out).toContain('--dji-keychains');
    expect(locked.out).not.toContain('OSD.latitude');
    expect(open).toMatchObject({ code: 0, err: '' });
    expect(open.out).toContain('OSD.latitude');
    expect(open.out).not.toContain('--dji-keychains');
  });

  test('verify looks into it with keys', async () => {
    const said = await flightveil(['verify', sample, sample, '--level', 'engineering', KEYS, keychains]);
    expect(said.code).toBe(4);
    expect(said.out).toContain('OSD.latitude');
    const locked = await flightveil(['verify', sample, sample, '--level', 'engineering']);
    expect(locked.out).not.toContain('OSD.latitude');
  });

  test.each([
    ['no keychain file', '[]'],
    ['no JSON', 'aGVsbG8gc2VjcmV0'],
  ])('%s: exit 1, and nothing of the file is told', async (_, text) => {
    const folder = temporaryFolder();
    const path = put(folder, 'keys.json', new TextEncoder().encode(text));
    for (const command of [
      ['filter', sample, '-o', folder, '--level', 'full'],
      ['inspect', sample],
      ['verify', sample, sample],
    ]) {
      const said = await flightveil([...command, KEYS, path]);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).toContain('keychain');
      expect(said.err).not.toContain('aGVsbG8');
    }
    const missing = await flightveil(['inspect', sample, KEYS, join(folder, 'none.json')]);
    expect(missing).toMatchObject({ code: 1, out: '' });
  });
});
