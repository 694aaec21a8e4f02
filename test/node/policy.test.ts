import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadPolicy } from '../../src/node/policy.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { asForeign } from './foreign-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightveil-policy-'));
  path = join(folder, 'policy.yaml');
  await writeFile(path, 'version: 1\nrecipients: [{name: insurer, title: x}]\n', { mode: 0o600 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const outcome = (of: string | undefined = path) =>
  loadPolicy(of).then(
    ({ recipients }) => (recipients.has('insurer') ? 'read' : 'other'),
    ({ code, message }) => `${code}: ${message}`,
  );

describe('a policy', () => {
  test('is the built-in one, or that of a file with it', async () => {
    expect(await loadPolicy(undefined)).toBe(builtInPolicy);
    expect(await outcome()).toBe('read');
  });

  test.each([
    [0o400, 'read'],
    [0o644, 'read'],
    [0o620, 'policy-invalid: others can change the policy file, and with it what leaves'],
    [0o664, 'policy-invalid: others can change the policy file, and with it what leaves'],
    [0o602, 'policy-invalid: others can change the policy file, and with it what leaves'],
  ])('of mode %i', async (mode, expected) => {
    await chmod(path, mode);
    expect(await outcome()).toBe(expected);
  });

  test('says what to do', async () => {
    await chmod(path, 0o666);
    await expect(loadPolicy(path)).rejects.toMatchObject({ advice: 'Run chmod 600 on it.' });
    await chmod(path, 0o600);
    await chmod(folder, 0o777);
    await expect(loadPolicy(path)).rejects.toMatchObject({ advice: expect.stringContaining('chmod go-w') });
  });

  test('of somebody else, or in a folder of somebody else', async () => {
    await asForeign(path, async () => {
      expect(await outcome()).toBe('policy-invalid: the policy file belongs to somebody else');
    });
    const inner = join(folder, 'inner');
    await mkdir(inner);
    const linked = join(inner, 'link.yaml');
    await symlink(path, linked);
    if (process.getuid!() !== 0) return;
    await chown(inner, 4242, 4242);
    expect(await outcome(linked)).toMatch(/^policy-invalid: others can replace the policy file/);
  });

  test('of root is anybody’s', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(4242);
    const root = '/etc/passwd';
    // It is no policy; that it is looked at is what counts.
    expect(await outcome(root)).toMatch(/^policy-invalid: passwd:1:1/);
  });

  test.each([
    [0o770, /^policy-invalid: others can replace the policy file/],
    [0o707, /^policy-invalid: others can replace the policy file/],
    [0o755, /^read$/],
    [0o1777, /^read$/],
  ])('in a folder of mode %i', async (mode, expected) => {
    await chmod(folder, mode);
    expect(await outcome()).toMatch(expected);
  });

  test('on Windows, rights are not looked at', async () => {
    await chmod(path, 0o666);
    vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
    expect(await outcome()).toBe('read');
  });

  test('that is no text, too long, a folder or a pipe nobody writes to', async () => {
    await writeFile(path, Buffer.from([0xff, 0xfe]));
    expect(await outcome()).toBe('policy-invalid: the policy file is no text in UTF-8');
    await writeFile(path, Buffer.alloc(4_000_001, ' '));
    expect(await outcome()).toBe('policy-invalid: the policy file has more than 4000000 bytes');
    expect(await outcome(folder)).toBe('policy-invalid: the policy file is no file');
    expect(await outcome(join(folder, 'none'))).toBe('input-unreadable: there is no such file');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await outcome(pipe)).toBe('policy-invalid: the policy file is no file');
  });
});
