import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileSecret, keyringSecret } from '../../../src/sync/secrets.ts';
import type { Secret } from '../../../src/sync/sync-config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightveil-secret-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(text: string | Uint8Array, mode = 0o600): Promise<string> {
  const path = join(folder, 'token');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const errorOf = (secret: Secret) =>
  secret.reveal().then(
    () => 'none',
    (error) => `${error.code}: ${error.message}`,
  );

describe('a secret in a file', () => {
  test.each([
    ['hunter2', 'hunter2'],
    ['hunter2\n', 'hunter2'],
    ['hunter2\r\n', 'hunter2'],
    [' hunter2 ', ' hunter2 '],
    ['ü'.repeat(32 * 1024), 'ü'.repeat(32 * 1024)],
  ])('is what stands there but for one line break', async (written, expected) => {
    expect(await fileSecret(await put(written)).reveal()).toBe(expected);
  });

  test('is read again each time', async () => {
    const secret = fileSecret(await put('old'));
    expect(await secret.reveal()).toBe('old');
    await put('new');
    expect(await secret.reveal()).toBe('new');
  });

  test.each<[string, string | Uint8Array, number, RegExp]>([
    ['that the group can read', 'a', 0o640, /others can read/],
    ['that all can write', 'a', 0o602, /others can read/],
    ['of nothing', '', 0o600, /is empty/],
    ['of a line break', '\n', 0o600, /is empty/],
    ['of two lines', 'a\nb', 0o600, /more than one line/],
    ['with a NUL', 'a\0b', 0o600, /control characters/],
    ['of 64 KiB and a byte', 'a'.repeat(64 * 1024 + 1), 0o600, /more than 64 KiB/],
    ['of no text', new Uint8Array([0xff, 0xfe]), 0o600, /cannot be read as text/],
  ])('%s is refused', async (_what, text, mode, expected) => {
    const error = await errorOf(fileSecret(await put(text, mode)));
    expect(error).toMatch(expected);
    expect(error).toMatch(/^config-invalid: /);
  });

  test('is no link, no folder, no pipe, and is there', async () => {
    const path = await put('a');
    await symlink(path, join(folder, 'link'));
    expect(await errorOf(fileSecret(join(folder, 'link')))).toMatch(/symbolic link/);
    expect(await errorOf(fileSecret(folder))).toMatch(/is no file/);
    expect(await errorOf(fileSecret(join(folder, 'absent')))).toMatch(/there is no file/);
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    expect(await errorOf(fileSecret(join(folder, 'pipe')))).toMatch(/is no file/);
  });

  test.runIf(process.getuid?.() === 0)('is one’s own', async () => {
    const path = await put('a');
    execFileSync('chown', ['12345', path]);
    expect(await errorOf(fileSecret(path))).toMatch(/belongs to somebody else/);
    await rm(path);
  });
});

describe('a secret in the keyring', () => {
  const keyring = (password: string | null) => ({
    password: async (service: string, name: string) => (service === 'flightveil' && name === 'tus' ? password : null),
  });

  test('is asked for by its name', async () => {
    expect(await keyringSecret('tus', keyring('hunter2')).reveal()).toBe('hunter2');
    expect(await errorOf(keyringSecret('other', keyring('hunter2')))).toMatch(/^config-invalid: .*no entry/);
    expect(await errorOf(keyringSecret('tus', keyring('')))).toMatch(/is empty/);
  });

  test('fails without telling what the system said', async () => {
    const broken = { password: () => Promise.reject(new Error('hunter2')) };
    const error = await keyringSecret('tus', broken)
      .reveal()
      .catch((failed: unknown) => failed);
    expect(error).toMatchObject({ code: 'config-invalid', message: 'the keyring of the system cannot be read' });
    expect(inspect(error)).not.toContain('hunter2');
  });
});

test('nothing prints a secret, before it was read or after', async () => {
  for (const secret of [fileSecret(await put('hunter2')), keyringSecret('tus', { password: async () => 'hunter2' })]) {
    await secret.reveal();
    const shown = [
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true, depth: 9 }),
      String(secret),
      `${Object.values(secret)}`,
    ].join();
    expect(shown).not.toMatch(/hunter2|token/);
    expect(shown).toContain(`a secret from ${secret.from}`);
    expect(structuredClone({ ...secret })).toEqual({ from: secret.from });
  }
});
