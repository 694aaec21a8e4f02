import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Exit } from '../../src/cli/exit-codes.ts';
import { flightveil, namesIn, put, temporaryFolder } from '../node/harness.ts';
import { outputsIn } from '../node/outputs.ts';
import { tinyLog, tlogOf } from '../node/tiny-log.ts';

test('the numbers are those that scripts rely on; 4 is reserved for residue', () => {
  expect(Exit).toEqual({ done: 0, failed: 1, usage: 2, withheld: 3, residue: 4 });
});

describe('2, wrong usage, with a word to people and nothing on standard output', () => {
  test.each([
    ['an unknown command', ['fly']],
    ['an unknown option', ['inspect', 'a', '--nope']],
    ['an input that is missing', ['inspect']],
    ['a second input', ['inspect', 'a', 'b']],
    ['no output folder', ['filter', 'a', '--level', 'full']],
    ['no level', ['filter', 'a', '-o', 'out']],
    ['an unknown level', ['filter', 'a', '-o', 'out', '--level', 'secret']],
    ['a catalog of an unknown format', ['catalog', '--format', 'nope']],
    ['--classify without --dialect', ['catalog', '--classify', 'a']],
  ])('%s', async (_, args) => {
    const { code, out, err } = await flightveil(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
    expect(err).not.toContain('internal error');
  });

  test('a dialect that is no XML, a table that is no table', async () => {
    const folder = temporaryFolder();
    const bad = put(folder, 'bad.xml', '<mavlink><messages>');
    const badTable = put(folder, 'bad.txt', 'OWN\n a nocategory\n');
    const good = put(
      folder,
      'good.xml',
      `<mavlink><messages><message id="42000" name="OWN"><field type="uint8_t" name="a">x</field></message></messages></mavlink>`,
    );
    expect(await flightveil(['catalog', '--dialect', bad])).toMatchObject({ code: 2, out: '' });
    expect(await flightveil(['catalog', '--dialect', good, '--classify', badTable])).toMatchObject({
      code: 2,
      out: '',
    });
    expect(await flightveil(['catalog', '--dialect', good])).toMatchObject({ code: 0, err: '' });
  });

  test('a folder without any file', async () => {
    const folder = temporaryFolder();
    const args = ['filter', folder, '-o', join(temporaryFolder(), 'out'), '--level', 'full'];
    expect(await flightveil(args)).toMatchObject({ code: 2, out: '' });
  });
});

describe('3, withheld by policy', () => {
  test('the level withhold writes no file', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const out = join(folder, 'out');
    const said = await flightveil(['filter', input, '-o', out, '--level', 'withhold']);
    expect(said).toMatchObject({ code: 3, out: '' });
    expect(said.err).toContain('release nothing');
    expect(existsSync(out) ? namesIn(out) : []).toEqual([]);
  });

  test('a log of which nothing is left writes no file; 1 if something else failed too', async () => {
    const folder = temporaryFolder();
    const place = tlogOf([['GLOBAL_POSITION_INT', { time_boot_ms: 5000, lat: 1, lon: 2 }]]);
    const input = put(folder, 'place.tlog', place);
    const junk = put(folder, 'junk.bin', 'no log at all');
    const out = join(folder, 'out');
    const options = ['-o', out, '--level', 'engineering'];
    expect(await flightveil(['filter', input, ...options])).toMatchObject({ code: 3, out: '' });
    expect(await flightveil(['filter', input, junk, ...options])).toMatchObject({ code: 1 });
    expect(namesIn(out)).toEqual([]);
  });
});

describe('1, failed', () => {
  test('one of two logs named is none: the other is filtered, and 1', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const junk = put(folder, 'junk.bin', 'no log at all');
    const input = put(folder, 'flight.tlog', tinyLog());
    const said = await flightveil(['filter', junk, input, '-o', out, '--level', 'full']);
    expect(said.code).toBe(1);
    expect(said.err).toContain(`${junk}: no known log format`);
    expect(outputsIn(out)).toHaveLength(1);
  });

  test('one of two logs named is not there: it is named, the other is filtered, and 1', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const missing = join(folder, 'missing.tlog');
    const input = put(folder, 'flight.tlog', tinyLog());
    const said = await flightveil(['filter', missing, input, '-o', out, '--level', 'full']);
    expect(said.code).toBe(1);
    expect(said.err).toContain(`${missing}: there is no such file`);
    expect(outputsIn(out)).toHaveLength(1);
  });

  test('a folder in which nothing is a log', async () => {
    const folder = temporaryFolder();
    put(folder, 'notes.txt', 'no log at all');
    const said = await flightveil(['filter', folder, '-o', join(temporaryFolder(), 'out'), '--level', 'full']);
    expect(said.code).toBe(1);
    expect(said.err).toContain('notes.txt: left out');
  });
});

describe('in JSON mode an error is JSON on standard output', () => {
  const folderWith = (): { folder: string; junk: string; input: string; missing: string } => {
    const folder = temporaryFolder();
    const junk = put(folder, 'junk.bin', 'no log at all');
    return { folder, junk, input: put(folder, 'flight.tlog', tinyLog()), missing: join(folder, 'missing') };
  };

  test('of one file among others', async () => {
    const { folder, junk, input } = folderWith();
    const said = await flightveil(['filter', junk, input, '-o', join(folder, 'out'), '--level', 'full', '--json']);
    expect(said.code).toBe(1);
    const { files } = JSON.parse(said.out);
    expect(files).toHaveLength(2);
    expect(files[0]).toEqual({
      input: junk,
      error: 'unknown-format',
      message: expect.stringContaining('no known log'),
    });
    expect(files[1]).toMatchObject({ input, framesWritten: 30 });
  });

  test('of a level that withholds', async () => {
    const { folder, input } = folderWith();
    const said = await flightveil(['filter', input, '-o', join(folder, 'out'), '--level', 'withhold', '--json']);
    expect(said.code).toBe(3);
    expect(JSON.parse(said.out).files).toEqual([{ input, error: 'withheld', message: expect.any(String) }]);
  });

  const whole: [string, string, number, (paths: ReturnType<typeof folderWith>) => string[]][] = [
    ['inspect: no log', 'unknown-format', 1, ({ junk }) => ['inspect', junk, '--json']],
    ['inspect: no file', 'input-unreadable', 1, ({ missing }) => ['inspect', missing, '--json']],
    ['catalog: no format', 'usage', 2, () => ['catalog', '--format', 'nope', '--json']],
    [
      ...(['filter: no level', 'unknown-level', 2] as const),
      ({ input, folder }) => ['filter', input, '-o', folder, '--level', 'nope', '--json'],
    ],
    [
      ...(['filter: no folder', 'output-unwritable', 1] as const),
      ({ input, junk }) => ['filter', input, '-o', join(junk, 'out'), '--level', 'full', '--json'],
    ],
  ];
  test.each(whole)('of a whole run, %s (%s)', async (_, error, exit, argsOf) => {
    const { code, out } = await flightveil(argsOf(folderWith()));
    expect(code).toBe(exit);
    expect(out).not.toBe('');
    expect(JSON.parse(out)).toMatchObject({ error, message: expect.any(String) });
  });
});
