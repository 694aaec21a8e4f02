import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtMain, ended, flightveil, put, runBuilt, startBuilt, temporaryFolder } from '../node/harness.ts';
import { plantedDialect, relayLog } from '../node/planted.ts';
import { tinyLog } from '../node/tiny-log.ts';

/** Long enough for a progress bar: two passes over 12 MB. */
function longLog(folder: string): string {
  const one = tinyLog();
  const all = new Uint8Array(one.length * Math.ceil(12e6 / one.length));
  for (let at = 0; at < all.length; at += one.length) all.set(one, at);
  return put(folder, 'long.tlog', all);
}

describe('the built program', () => {
  test('can be run by its name, and ends with the exit codes', async () => {
    expect(statSync(builtMain).isFile()).toBe(true);
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const filter = (level: string): string[] => ['filter', input, '-o', join(folder, level), '--level', level];
    const home = ['--home', join(folder, 'home')];
    const planted = put(folder, 'relay.tlog', relayLog(true));
    const leak = ['filter', planted, '-o', join(folder, 'leak'), '--level', 'engineering', ...plantedDialect(folder)];
    const codes = [filter('full'), ['inspect', join(folder, 'nope')], filter('nope'), filter('withhold'), leak];
    for (const [code, args] of codes.entries()) expect((await runBuilt([...home, ...args])).code).toBe(code);
  });

  test('prints what the command line prints in process', async () => {
    const input = put(temporaryFolder(), 'flight.tlog', tinyLog());
    const built = await runBuilt(['inspect', input]);
    expect(built).toMatchObject(await flightveil(['inspect', input]));
  });

  test('a reader that stops reading, as head does, is no error worth a stack trace', async () => {
    const child = startBuilt(['catalog']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { err } = await ended(child);
    expect(err).toBe('');
  });

  test('a standard output that is full is a clear error and no success', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [builtMain, 'catalog'], { stdio: ['ignore', full, 'pipe'] });
    const { code, err } = await ended(child);
    closeSync(full);
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toMatch(/^flightveil: /);
  });
});

describe('the progress bar', () => {
  const args = (folder: string): string[] => [
    ...['--home', join(folder, 'home'), 'filter', longLog(folder), '-o', join(folder, 'out')],
    ...['--level', 'engineering', '--json'],
  ];

  test('is absent where standard error is no terminal', async () => {
    const folder = temporaryFolder();
    const { code, err, out } = await runBuilt(args(folder));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(() => JSON.parse(out)).not.toThrow();
  });

  test('is there where it is one', async () => {
    const folder = temporaryFolder();
    const command = [process.execPath, builtMain, ...args(folder)].map((word) => `'${word}'`).join(' ');
    // script (bsdutils, on every Debian) gives the program a terminal of its own.
    const { code, out } = await ended(
      spawn('script', ['--quiet', '--return', '--command', `${command} > ${join(folder, 'stdout')}`, '/dev/null'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/\d+% of 24 MB/);
  });
});
