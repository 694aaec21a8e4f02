import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { flightveil, namesIn, put, runBuilt, sha256, temporaryFolder } from '../node/harness.ts';
import { hashesIn, outputsIn } from '../node/outputs.ts';
import { START_UNIX_S, tinyLog } from '../node/tiny-log.ts';

/** What the first run leaves in the state folder: the draws of flights, those of places, and the key. */
const stateFiles = ['flights', 'places', 'root.key'];
const modeOf = (path: string): number => statSync(path).mode & 0o7777;

describe('outputs', () => {
  test('are named by neither the input nor its date, and only their owner may read them', async () => {
    const mask = process.umask(0);
    onTestFinished(() => void process.umask(mask));
    const folder = temporaryFolder();
    const input = put(folder, 'Meadow 2024-03-09 16-20-00.tlog', tinyLog());
    const out = join(folder, 'out');
    expect((await flightveil(['filter', input, '-o', out, '--level', 'full'])).code).toBe(0);
    const [name, ...others] = outputsIn(out);
    expect(others).toEqual([]);
    expect(name).toMatch(/^flight-[0-9a-f]{16}\.tlog$/);
    for (const told of ['meadow', '2024', '0309', String(START_UNIX_S), START_UNIX_S.toString(16)]) {
      expect(name!.toLowerCase()).not.toContain(told);
    }
    for (const file of namesIn(out)) expect(modeOf(join(out, file))).toBe(0o600);
  });

  test('have another name at another level, so that names do not join them', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const out = join(folder, 'out');
    const home = join(folder, 'home');
    for (const level of ['full', 'engineering']) {
      expect((await flightveil(['--home', home, 'filter', input, '-o', out, '--level', level])).code).toBe(0);
    }
    expect(new Set(outputsIn(out)).size).toBe(2);
  });

  test('never take the place of the input, not even with --force', async () => {
    const folder = temporaryFolder();
    const log = put(folder, 'flight.tlog', tinyLog());
    const out = join(folder, 'out');
    const options = ['-o', out, '--level', 'engineering', '--seed', 's', '--force'];
    expect((await flightveil(['filter', log, ...options])).code).toBe(0);
    // A seed draws the same name for any log: this names its own input, of another level, as its output.
    const [name] = outputsIn(out);
    const input = put(out, name!, tinyLog(1));
    const before = hashesIn(out);
    expect((await flightveil(['filter', input, ...options])).code).toBe(1);
    expect(hashesIn(out)).toEqual(before);
  });
});

describe('folders', () => {
  test('all logs below are filtered, sorted; other files are left out with a line each', async () => {
    const folder = temporaryFolder();
    const logs = join(folder, 'logs');
    mkdirSync(join(logs, 'sub'), { recursive: true });
    put(logs, 'b.tlog', tinyLog(1));
    put(logs, 'a.tlog', tinyLog(2));
    put(join(logs, 'sub'), 'no-ending', tinyLog(3));
    put(logs, 'notes.txt', 'no log at all');
    put(logs, 'nothing.tlog', '');
    const out = join(folder, 'out');
    const said = await flightveil(['filter', logs, '-o', out, '--level', 'engineering']);
    expect(said.code).toBe(0);
    expect(outputsIn(out)).toHaveLength(3);
    expect(said.out.split('\n').filter((line) => line.includes(' -> '))).toEqual([
      expect.stringContaining(join(logs, 'a.tlog')),
      expect.stringContaining(join(logs, 'b.tlog')),
      expect.stringContaining(join(logs, 'sub', 'no-ending')),
    ]);
    const lines = said.err.trimEnd().split('\n').sort();
    expect(lines).toEqual([
      expect.stringContaining('notes.txt: left out, no known log format'),
      expect.stringContaining('nothing.tlog: left out, the file is empty'),
    ]);
  });

  test.each([
    ['absolute', (folder: string) => [join(folder, 'logs'), join(folder, 'logs', 'out')]],
    ['relative', () => ['logs', 'logs/out']],
    ['with a dot', () => ['./logs', './logs/out']],
    ['with a dot on one side', () => ['logs', './logs/out']],
    ['with a slash at the end', () => ['logs/', 'logs/out/']],
    ['mixed', (folder: string) => ['logs', join(folder, 'logs', 'out')]],
    ['the other way round', (folder: string) => [join(folder, 'logs'), 'logs/out']],
    ['the input folder itself', () => ['.', 'out']],
  ])('outputs of an earlier run in a folder inside the input are no inputs: %s', async (_, pathsOf) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'logs'));
    put(join(folder, 'logs'), 'flight.tlog', tinyLog());
    const [input, out] = pathsOf(folder) as [string, string];
    const args = [
      '--home',
      join(temporaryFolder(), 'home'),
      'filter',
      input,
      '-o',
      out,
      '--level',
      'engineering',
      '--json',
    ];
    for (const again of [[], ['--force']]) {
      const said = await runBuilt([...args, ...again], { cwd: folder });
      expect(said).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(said.out).files).toHaveLength(1);
    }
  });
});

describe('keys', () => {
  test('--seed gives the same names and bytes in two runs, and makes no key', async () => {
    const folder = temporaryFolder();
    const inputs = [put(folder, 'a.tlog', tinyLog(1)), put(folder, 'b.tlog', tinyLog(2))];
    const outs = ['one', 'two', 'other'].map((name) => join(folder, name));
    const home = join(folder, 'home');
    for (const [index, out] of outs.entries()) {
      const seed = index < 2 ? 'same' : 'different';
      const args = ['--home', home, 'filter', ...inputs, '-o', out, '--level', 'engineering', '--seed', seed];
      expect((await flightveil(args)).code).toBe(0);
    }
    const [one, two, other] = outs.map(hashesIn);
    expect(outs.map((out) => outputsIn(out).length)).toEqual([2, 2, 2]);
    expect(two).toEqual(one);
    for (const name of Object.keys(other!)) expect(Object.keys(one!)).not.toContain(name);
    expect(namesIn(folder)).not.toContain('home');
  });

  test('without a seed the root key is made once; the same log gets the same name and needs --force', async () => {
    const mask = process.umask(0);
    onTestFinished(() => void process.umask(mask));
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const [home, out] = [join(folder, 'state', 'home'), join(folder, 'out')];
    const args = ['--home', home, 'filter', input, '-o', out, '--level', 'engineering'];
    expect((await flightveil(args)).code).toBe(0);
    expect(namesIn(home)).toEqual(stateFiles);
    const key = sha256(join(home, 'root.key'));
    expect(readFileSync(join(home, 'root.key'))).toHaveLength(32);
    expect([modeOf(home), modeOf(join(home, 'root.key'))]).toEqual([0o700, 0o600]);
    const names = namesIn(out);
    const [name] = outputsIn(out);
    const inodesNow = (): number[] => names.map((file) => statSync(join(out, file)).ino);
    const [before, inodes] = [hashesIn(out), inodesNow()];

    const second = await flightveil(args);
    expect(second.code).toBe(1);
    expect(second.err).toContain('a file of that name exists. Use --force to replace it.');
    expect(hashesIn(out)).toEqual(before);
    expect(inodesNow()).toEqual(inodes);

    expect((await flightveil([...args, '--force'])).code).toBe(0);
    expect(outputsIn(out)).toEqual([name]);
    // The same log, the same draws: the same bytes, in new files.
    expect(hashesIn(out)).toEqual(before);
    for (const [index, inode] of inodesNow().entries()) expect(inode).not.toBe(inodes[index]);
    expect(sha256(join(home, 'root.key'))).toBe(key);
  });

  test('--force does not widen who may read the output', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const args = ['filter', input, '-o', folder, '--level', 'engineering', '--seed', 's', '--force'];
    expect((await flightveil(args)).code).toBe(0);
    const outputs = namesIn(folder).filter((name) => name.startsWith('flight-'));
    expect(outputs).toHaveLength(3);
    for (const name of outputs) chmodSync(join(folder, name), 0o644);
    expect((await flightveil(args)).code).toBe(0);
    for (const name of outputs) expect(modeOf(join(folder, name))).toBe(0o600);
  });

  test('another device has another root key and draws another name', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const out = join(folder, 'out');
    for (const home of ['one', 'two']) {
      const args = ['--home', join(folder, home), 'filter', input, '-o', out, '--level', 'engineering'];
      expect((await flightveil(args)).code).toBe(0);
    }
    expect(outputsIn(out)).toHaveLength(2);
  });

  test('state stands where --home says, else where FLIGHTVEIL_HOME says, and nowhere else', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const env = { FLIGHTVEIL_HOME: join(folder, 'variable'), HOME: join(folder, 'user'), XDG_DATA_HOME: '' };
    const args = ['filter', input, '-o', join(folder, 'out'), '--level', 'engineering', '--force'];
    expect(await runBuilt(args, { env })).toMatchObject({ code: 0 });
    expect(namesIn(folder)).toEqual(['flight.tlog', 'out', 'variable']);
    expect(await runBuilt(['--home', join(folder, 'option'), ...args], { env })).toMatchObject({ code: 0 });
    expect(namesIn(folder)).toEqual(['flight.tlog', 'option', 'out', 'variable']);
    expect(await runBuilt(args, { env: { ...env, FLIGHTVEIL_HOME: '' } })).toMatchObject({ code: 0 });
    expect(namesIn(join(folder, 'user', '.local', 'share', 'flightveil'))).toEqual(stateFiles);
  });
});
