import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootKey } from '../../src/node/state.ts';
import { ended, flightveil, namesIn, put, root, temporaryFolder } from './harness.ts';
import { tinyLog } from './tiny-log.ts';

const unusable = { code: 'state-unusable', advice: expect.stringContaining('--home') };

/** A state folder with a key. */
async function madeState(): Promise<{ folder: string; key: Uint8Array }> {
  const folder = join(temporaryFolder(), 'home');
  return { folder, key: await rootKey(folder) };
}

test('the root key is 32 bytes, made once, and read back as it is', async () => {
  const { folder, key } = await madeState();
  expect(key).toHaveLength(32);
  expect(key.every((byte) => byte === 0)).toBe(false);
  expect(await rootKey(folder)).toEqual(key);
  expect(Uint8Array.from(readFileSync(join(folder, 'root.key')))).toEqual(key);
  expect((await madeState()).key).not.toEqual(key);
});

describe('state that others could read or replace is refused', () => {
  test.each(['710', '701', '750', '755', '770', '777', '720'])('a folder of mode %s', async (mode) => {
    const { folder } = await madeState();
    chmodSync(folder, Number.parseInt(mode, 8));
    await expect(rootKey(folder)).rejects.toMatchObject(unusable);
    chmodSync(folder, 0o700);
    await expect(rootKey(folder)).resolves.toHaveLength(32);
  });

  test.each(['640', '604', '644', '660', '666', '610'])('a key of mode %s', async (mode) => {
    const { folder } = await madeState();
    chmodSync(join(folder, 'root.key'), Number.parseInt(mode, 8));
    await expect(rootKey(folder)).rejects.toMatchObject(unusable);
  });

  test('a folder that belongs to somebody else', async () => {
    // Root gives one away; others take one of root's.
    const folder = process.getuid!() === 0 ? join(temporaryFolder(), 'home') : '/';
    if (folder !== '/') {
      mkdirSync(folder, { mode: 0o700 });
      chownSync(folder, 65534, 65534);
    }
    await expect(rootKey(folder)).rejects.toMatchObject({ ...unusable, message: expect.stringContaining('else') });
  });

  test('a file in the way of the folder', async () => {
    const file = put(temporaryFolder(), 'home', '');
    await expect(rootKey(file)).rejects.toMatchObject(unusable);
    await expect(rootKey(join(file, 'below'))).rejects.toMatchObject(unusable);
  });
});

describe('a root key that is damaged is never replaced', () => {
  test.each([0, 1, 31, 33, 64])('%i bytes', async (length) => {
    const { folder } = await madeState();
    const path = join(folder, 'root.key');
    const content = new Uint8Array(length).fill(7);
    writeFileSync(path, content);
    await expect(rootKey(folder)).rejects.toMatchObject(unusable);
    expect(Uint8Array.from(readFileSync(path))).toEqual(content);
  });

  test('a link, be it to a good key', async () => {
    const [state, other] = [await madeState(), await madeState()];
    unlinkSync(join(state.folder, 'root.key'));
    symlinkSync(join(other.folder, 'root.key'), join(state.folder, 'root.key'));
    await expect(rootKey(state.folder)).rejects.toMatchObject(unusable);
    symlinkSync('nothing', join(other.folder, 'extra'));
    await expect(rootKey(other.folder)).resolves.toEqual(other.key);
  });

  test('a folder, a link to nothing', async () => {
    for (const make of [(path: string) => mkdirSync(path), (path: string) => symlinkSync('nothing', path)]) {
      const { folder } = await madeState();
      unlinkSync(join(folder, 'root.key'));
      make(join(folder, 'root.key'));
      await expect(rootKey(folder)).rejects.toMatchObject(unusable);
    }
  });
});

test('the command line says what is wrong with the state and what to do, exit 1, and writes nothing', async () => {
  const { folder } = await madeState();
  chmodSync(folder, 0o755);
  const input = put(temporaryFolder(), 'flight.tlog', tinyLog());
  const out = join(temporaryFolder(), 'out');
  const said = await flightveil(['--home', folder, 'filter', input, '-o', out, '--level', 'engineering']);
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(/^flightveil: others have access to the state folder\. .*chmod 700/);
  expect(existsSync(out)).toBe(false);
});

describe('several that make the key at once agree on one', () => {
  test('within a process', async () => {
    const folder = join(temporaryFolder(), 'home');
    const keys = await Promise.all(Array.from({ length: 20 }, () => rootKey(folder)));
    for (const key of keys) expect(key).toEqual(keys[0]);
    expect(namesIn(folder)).toEqual(['root.key']);
  });

  test('as processes', async () => {
    const script = `
      const { rootKey } = await import(${JSON.stringify(new URL('../../dist/node/state.js', import.meta.url).href)});
      const { createHash } = await import('node:crypto');
      process.stdout.write('ready');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      process.stdin.destroy();
      process.stdout.write(createHash('sha256').update(await rootKey(process.argv[1])).digest('hex'));`;
    for (let round = 0; round < 3; round++) {
      const folder = join(temporaryFolder(), 'home');
      const children = Array.from({ length: 3 }, () =>
        spawn(process.execPath, ['--input-type=module', '--eval', script, folder], { cwd: root, stdio: 'pipe' }),
      );
      const ends = children.map(ended);
      await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
      for (const child of children) child.stdin.write('go');
      const outs = (await Promise.all(ends)).map(({ code, out, err }) => ({ code, out, err }));
      expect(outs[0]).toMatchObject({ code: 0, out: expect.stringMatching(/^ready[0-9a-f]{64}$/), err: '' });
      for (const end of outs) expect(end).toEqual(outs[0]);
      expect(namesIn(folder)).toEqual(['root.key']);
    }
  });
});
