import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { dimensionNames } from '../../src/model/disclosure.ts';
import { FlightveilError } from '../../src/model/errors.ts';
import { levels } from '../../src/policy/levels.ts';
import { flightveil, put, root, temporaryFolder } from '../node/harness.ts';
import { canaries, canaryLog, canaryTexts, tinyLog } from '../node/tiny-log.ts';

async function filtered(original: string, level: string): Promise<string> {
  const out = temporaryFolder();
  const { code } = await flightveil(['filter', original, '-o', out, '--level', level, '--seed', 'v']);
  expect(code).toBe(0);
  return join(out, readdirSync(out).find((name) => /\.(tlog|mavlink)$/.test(name))!);
}

const sample = join(root, 'samples', 'copter.tlog');

describe('flightveil verify', () => {
  test('is content with our own outputs: exit 0', async () => {
    for (const level of ['engineering', 'dynamics', 'full']) {
      const output = await filtered(sample, level);
      const said = await flightveil(['verify', sample, output, '--level', level]);
      expect(said).toMatchObject({ code: 0, err: '' });
      expect(said.out).toContain(`nothing was found of what is hidden at level ${level}`);
    }
  });

  test('finds what the log itself shows: exit 4, by field and never by value', async () => {
    const folder = temporaryFolder();
    const original = put(folder, 'canary.tlog', canaryLog());
    for (const json of [[], ['--json']]) {
      const said = await flightveil(['verify', original, original, '--level', 'engineering', ...json]);
      expect(said).toMatchObject({ code: 4, err: '' });
      for (const field of [
        'GPS_RAW_INT.lat',
        'HOME_POSITION.latitude',
        'ADSB_VEHICLE.lat',
        'OPEN_DRONE_ID_OPERATOR_ID.operator_id',
      ]) {
        expect(said.out).toContain(field);
      }
      for (const canary of canaryTexts) expect(said.out.replaceAll(original, '')).not.toContain(canary);
    }
  });

  test('in JSON: what it was measured by, and the findings', async () => {
    const original = put(temporaryFolder(), 'a.tlog', tinyLog());
    const output = await filtered(original, 'engineering');
    const clean = JSON.parse((await flightveil(['verify', original, output, '--level', 'engineering', '--json'])).out);
    expect(clean).toEqual({
      ...{ original, filtered: output, measure: 'level', findings: [] },
      disclosure: levels.engineering,
    });
    const leaking = JSON.parse(
      (await flightveil(['verify', original, original, '--level', 'engineering', '--json'])).out,
    );
    expect(leaking.findings).toContainEqual({
      ...{ what: 'place', anchor: 'GLOBAL_POSITION_INT.lat', where: 'GLOBAL_POSITION_INT.lat', count: 10 },
    });
  });

  test('a place that stands in a file which is no log', async () => {
    const folder = temporaryFolder();
    const original = put(folder, 'a.tlog', tinyLog());
    const text = `Landed at ${canaries.latitudeE7 / 1e7}, ${canaries.longitudeE7 / 1e7} without trouble.`;
    const said = await flightveil(['verify', original, put(folder, 'report.txt', text)]);
    expect(said.code).toBe(4);
    expect(said.out).toContain('text, decimal degrees with 7 decimals');
    expect((await flightveil(['verify', original, put(folder, 'other.txt', 'Landed without trouble.')])).code).toBe(0);
  });

  test('a damaged log: what is left of it is read', async () => {
    const folder = temporaryFolder();
    const original = put(folder, 'a.tlog', tinyLog());
    const damaged = tinyLog().subarray(333, 900);
    const said = await flightveil(['verify', original, put(folder, 'b.tlog', damaged)]);
    expect(said.code).toBe(4);
    expect(said.out).toContain('GLOBAL_POSITION_INT.lat');
  });
});

describe('without --level', () => {
  const manifestOf = (path: string) => JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8'));

  test('the strictest reading, where there is no manifest', async () => {
    const original = put(temporaryFolder(), 'a.tlog', tinyLog());
    const copy = join(temporaryFolder(), 'copy.tlog');
    copyFileSync(await filtered(original, 'full'), copy);
    const said = await flightveil(['verify', original, copy, '--json']);
    expect(said.code).toBe(4);
    expect(JSON.parse(said.out)).toMatchObject({ measure: 'strictest', disclosure: levels.engineering });
    expect((await flightveil(['verify', original, copy, '--level', 'full'])).code).toBe(0);
  });

  test('what the manifest beside it says', async () => {
    const original = put(temporaryFolder(), 'a.tlog', tinyLog());
    const output = await filtered(original, 'full');
    const said = await flightveil(['verify', original, output, '--json']);
    expect(said.code).toBe(0);
    const { measure, disclosure } = JSON.parse(said.out);
    expect(measure).toBe('manifest');
    expect(disclosure).toEqual(levels.full);
    expect(Object.keys(disclosure)).toEqual([...dimensionNames]);
  });

  test('a manifest that is none is an error and no excuse: exit 1', async () => {
    const original = put(temporaryFolder(), 'a.tlog', tinyLog());
    const output = await filtered(original, 'full');
    const manifest = manifestOf(output);
    writeFileSync(`${output}.manifest.json`, JSON.stringify({ ...manifest, disclosure: [] }));
    const said = await flightveil(['verify', original, output]);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toContain(output);
  });
});

describe('exit codes', () => {
  test('of the error that stops a release', () => {
    expect(exitCodeOf(new FlightveilError('residue-found', 'x'))).toBe(4);
  });

  test('1: either file cannot be read; it is said which', async () => {
    const folder = temporaryFolder();
    const original = put(folder, 'a.tlog', tinyLog());
    const missing = join(folder, 'missing.tlog');
    const junk = put(folder, 'junk.bin', 'no log at all');
    for (const [args, name] of [
      [[missing, original], missing],
      [[original, missing], missing],
      [[junk, original], junk],
    ] as const) {
      const said = await flightveil(['verify', ...args]);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).toContain(name);
      const json = await flightveil(['verify', ...args, '--json']);
      expect(json.code).toBe(1);
      expect(JSON.parse(json.out)).toMatchObject({ error: expect.any(String), message: expect.stringContaining(name) });
    }
  });

  test.each([
    ['no second file', ['a']],
    ['a third file', ['a', 'b', 'c']],
    ['an unknown option', ['a', 'b', '--nope']],
    ['an unknown level', ['a', 'b', '--level', 'secret']],
    ['--classify without --dialect', ['a', 'b', '--level', 'full', '--classify', 'c']],
  ])('2: %s', async (_, args) => {
    const said = await flightveil(['verify', ...args]);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).not.toBe('');
  });

  test('a file name cannot forge lines or colours of a terminal', async () => {
    const folder = temporaryFolder();
    const original = put(folder, 'a\u001b[31m\nb.tlog', tinyLog());
    const said = await flightveil(['verify', original, original]);
    expect(said.code).toBe(4);
    expect(said.out).not.toContain('\u001b');
    expect(said.out.split('\n')[0]).toContain('a?[31m?b.tlog');
  });
});
