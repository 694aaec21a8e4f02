import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  builtMain,
  ended,
  flightveil,
  namesIn,
  put,
  runBuilt,
  runWithoutRights,
  sha256,
  startBuilt,
  temporaryFolder,
} from './harness.ts';
import { hashesIn, outputsIn } from './outputs.ts';
import { tinyLog } from './tiny-log.ts';

/** A log whose output is larger than the room that the tests leave. */
function bigLog(folder: string): string {
  return put(folder, 'big.tlog', Buffer.concat(Array.from({ length: 2000 }, () => tinyLog())));
}

const options = ['--level', 'engineering', '--seed', 's'];

describe('an output folder that cannot be used is a clear error', () => {
  test('no permission to write there', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const input = put(folder, 'flight.tlog', tinyLog());
    mkdirSync(join(folder, 'closed'), { mode: 0o555 });
    for (const out of [join(folder, 'closed'), join(folder, 'closed', 'new')]) {
      const said = await runWithoutRights(['filter', input, '-o', out, ...options]);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).toContain('no permission to write there. Name a folder of your own.');
    }
    expect(namesIn(join(folder, 'closed'))).toEqual([]);
  });

  test.each([
    ['a file', (folder: string) => put(folder, 'file', '')],
    ['below a file', (folder: string) => join(put(folder, 'file', ''), 'out')],
    ['a device', () => '/dev/full'],
  ])('it is %s: the advice is another folder, not --force', async (_, outOf) => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const { code, out, err } = await flightveil(['filter', input, '-o', outOf(folder), ...options]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('a file is in the way of the output folder');
    expect(err).not.toContain('--force');
  });

  test('it stands on a file system that takes no files', async () => {
    const input = put(temporaryFolder(), 'flight.tlog', tinyLog());
    const child = startBuilt(['filter', input, '-o', '/proc/flightveil', ...options]);
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const { code, signal, err } = await ended(child);
    clearTimeout(tooLong);
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(err).not.toContain('internal error');
  });
});

test('an output that exists stays as it was, byte by byte, and nothing else appears', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'flight.tlog', tinyLog());
  const out = join(folder, 'out');
  expect((await flightveil(['filter', input, '-o', out, ...options])).code).toBe(0);
  const [name] = outputsIn(out);
  put(out, name!, 'something precious');
  const before = hashesIn(out);
  const said = await flightveil(['filter', input, '-o', out, ...options]);
  expect(said.code).toBe(1);
  expect(said.err).toContain('a file of that name exists. Use --force to replace it.');
  expect(hashesIn(out)).toEqual(before);
});

describe('no room', () => {
  /** Nothing partial is left, the log is untouched, and a second run with room does it all. */
  async function expectCleanFailure(
    input: string,
    out: string,
    filter: () => Promise<{ code: number | null; err: string }>,
    expected: RegExp,
  ): Promise<void> {
    const before = sha256(input);
    const said = await filter();
    expect(said.code).toBe(1);
    expect(namesIn(out)).toEqual([]);
    expect(sha256(input)).toBe(before);
    expect(said.err).toMatch(expected);
    expect(said.err).not.toContain('internal error');
  }

  test('a file that would exceed the largest size allowed', async () => {
    const folder = temporaryFolder();
    const input = bigLog(folder);
    const out = join(folder, 'out');
    const args = [process.execPath, builtMain, 'filter', input, '-o', out, ...options];
    const filter = () =>
      ended(spawn('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', ...args], { stdio: ['ignore', 'pipe', 'pipe'] }));
    await expectCleanFailure(input, out, filter, /large|size|limit/);
  });

  test('a full disk: the old output stays, with --force too', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'disk');
    mkdirSync(out);
    const inNamespace = mountSmallDisk(out);
    const input = bigLog(folder);
    if (inNamespace === undefined) {
      await expectCleanFailure(
        input,
        out,
        () => runBuilt(['filter', input, '-o', out, ...options]),
        /the disk is full/,
      );
      const small = put(folder, 'small.tlog', tinyLog());
      expect((await runBuilt(['filter', small, '-o', out, ...options])).code).toBe(0);
      const old = hashesIn(out);
      expect(outputsIn(out)).toHaveLength(1);
      expect((await runBuilt(['filter', input, '-o', out, ...options, '--force'])).code).toBe(1);
      expect(hashesIn(out)).toEqual(old);
    } else {
      // The disk is seen inside the namespace only, so the folder is listed there.
      const said = await inNamespace([process.execPath, builtMain, 'filter', input, '-o', out, ...options]);
      expect(said.out).toBe('exit 1\n');
      expect(said.err).toContain('the disk is full');
      expect(said.err).not.toContain('internal error');
    }
  });
});

/** Mounts 64 KB of memory as a disk: as root here, else in a namespace of its own, for which it returns a way to run commands. */
function mountSmallDisk(path: string): ((command: readonly string[]) => ReturnType<typeof ended>) | undefined {
  const mount = ['-t', 'tmpfs', '-o', 'size=64k', 'none', path];
  try {
    execFileSync('mount', mount, { stdio: 'ignore' });
    onTestFinished(() => void execFileSync('umount', [path]));
    return undefined;
  } catch {
    const script = 'mount -t tmpfs -o size=64k none "$0" && { "$@"; echo "exit $?"; ls -A "$0"; }';
    return (command) =>
      ended(
        spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script, path, ...command], {
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
  }
}
