import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import type { Console } from '../../src/cli/console.ts';
import { codeOf, describeError, exitCodeOf } from '../../src/cli/exit-codes.ts';
import { zonesCommand } from '../../src/cli/zones.ts';
import { put, type Said, temporaryFolder } from '../node/harness.ts';
import { collection, feature318, type Json, square, zone269 } from '../zones/build.ts';

/** The command by itself, with a home. */
function emptyHome() {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const say = async (...args: string[]): Promise<Said> => {
    let [out, err, code] = ['', '', 0];
    const console: Console = {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      isTerminal: false,
      columns: 100,
    };
    const program = new Command('flightveil').option('--home <folder>').exitOverride();
    program.configureOutput({ writeOut: console.out, writeErr: console.err });
    program.addCommand(zonesCommand(console, (exit) => void (code = exit)).copyInheritedSettings(program));
    program.enablePositionalOptions();
    try {
      await program.parseAsync(['--home', home, 'zones', ...args], { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) return { code: 2, out, err };
      return { code: exitCodeOf(error), out, err: `${err}${codeOf(error)}: ${describeError(error)}` };
    }
    return { code, out, err };
  };
  const ask = async (...args: string[]): Promise<Json> => JSON.parse((await say(...args, '--json')).out);
  return {
    folder,
    home,
    say,
    ask,
    file: (name: string, text: Json) => put(folder, name, typeof text === 'string' ? text : JSON.stringify(text)),
  };
}

const night = [{ permanent: 'YES', schedule: [{ day: ['ANY'], startTime: '22:00Z', endTime: '04:00Z' }] }];
const several = {
  features: [
    zone269({ identifier: 'LOW' }),
    zone269({ identifier: 'NIGHT', applicability: night }),
    zone269({ identifier: 'HIGH' }, { lowerLimit: 500, upperLimit: 99999 }),
    zone269({ identifier: 'SEA' }, { lowerVerticalReference: 'AMSL', upperVerticalReference: 'AMSL' }),
    zone269({ identifier: 'FAR' }, { horizontalProjection: { type: 'Circle', center: [9, 46], radius: 100 } }),
  ],
};

describe('flightveil zones import', () => {
  test('says what can be used, what was found, and goes on behind a file that cannot be read', async () => {
    const { folder, say, file } = emptyHome();
    const good = file('good.json', {
      features: [zone269({}, { upperLimit: '120' }), zone269({ identifier: 'B', geometry: null })],
    });
    const bad = file('bad.zip', 'PK\u0003\u0004');
    const other = file('other.json', collection(feature318()));
    const { code, out, err } = await say('import', good, bad, other, join(folder, 'none'));
    expect(code).toBe(1);
    expect(out).toContain(`${good}: 1 of 2 zones can be used (ed269).\n`);
    expect(out).toMatch(/refused +no-geometry +1 +there is no geometry +B\n/);
    expect(out).toMatch(/tolerated +limit-is-text +1 +the upper limit is text, read as a number +XX-1\n/);
    expect(out).toContain(`${other}: 1 of 1 zones can be used (ed318).\n`);
    expect(err).toContain(`${bad}: it is an archive. Unpack it, and name the files in it.\n`);
    expect(err).toContain('there is no such file');
  });

  test('says the same as JSON: kinds of findings with their number and the first zones', async () => {
    const { say, file } = emptyHome();
    const features = Array.from({ length: 5 }, (_, index) =>
      zone269({ identifier: `Z${index}` }, { upperLimit: '120' }),
    );
    const path = file('a.json', { features });
    const { code, out } = await say('import', path, file('b.json', '{}'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      files: [
        {
          path,
          name: 'a.json',
          version: expect.stringMatching(/^[0-9a-f]{64}$/),
          format: 'ed269',
          zones: 5,
          counted: 5,
          replaced: false,
          findings: [
            {
              ...{ severity: 'tolerated', code: 'limit-is-text', message: 'the upper limit is text, read as a number' },
              ...{ count: 5, zones: ['Z0', 'Z1', 'Z2'] },
            },
          ],
        },
        { path: expect.any(String), error: 'zones-invalid', message: expect.any(String) },
      ],
    });
  });

  test('what a file calls its zones does not reach the terminal as control characters', async () => {
    const { say, file } = emptyHome();
    const { out } = await say(
      'import',
      file('a.json', { features: [zone269({ identifier: 'A\u001b[2J' }, { upperLimit: '1' })] }),
    );
    expect(out).toContain('A?[2J');
    expect(out).not.toContain('\u001b');
  });
});

test('flightveil zones list and remove', async () => {
  const { say, ask, file } = emptyHome();
  expect(await say('list')).toEqual({ code: 0, out: 'No zones were imported.\n', err: '' });
  await say('import', file('one.json', several), file('two.json', collection(feature318())));
  const { out } = await say('list');
  expect(out).toMatch(/one\.json +ed269 +5 +- +[0-9a-f]{12} +\d{4}-\d\d-\d\d \d\d:\d\d\n/);
  expect((await ask('list')).sources.map(({ name }: Json) => name)).toEqual(['one.json', 'two.json']);
  expect(await say('remove', 'one.json')).toEqual({ code: 0, out: 'The zones of one.json are forgotten.\n', err: '' });
  expect(await say('remove', 'one.json')).toMatchObject({ code: 2, err: expect.stringMatching(/^usage: /) });
  expect(await ask('remove', 'two.json')).toEqual({ removed: 'two.json' });
  expect((await ask('list')).sources).toEqual([]);
});

describe('flightveil zones export', () => {
  test('writes what ED-318 can say, and says what it cannot', async () => {
    const { folder, say, ask, file } = emptyHome();
    expect(await say('export', '-o', join(folder, 'x'))).toMatchObject({ code: 2 });
    await say('import', file('one.json', { features: [zone269(), zone269({ identifier: 'MUCH-TOO-LONG' })] }));
    const path = join(folder, 'out.json');
    const { code, out } = await say('export', '-o', path, '--title', 'Mine');
    expect(code).toBe(0);
    expect(out).toContain(`1 of 2 zones were written to ${path}.\n`);
    expect(out).toMatch(/refused +not-in-ed318 +1 .* identifier +MUCH-TOO-LONG\n/);
    const document = JSON.parse(readFileSync(path, 'utf8'));
    expect(document.name).toBe('Mine');
    expect(document.features).toHaveLength(1);
    expect(await say('export', '-o', path)).toMatchObject({ code: 1, err: expect.stringMatching(/^output-exists/) });
    expect(await say('export', '--format', 'kml', '-o', path)).toMatchObject({ code: 2 });
    expect(await say('export', '-o', path, '--source', 'none')).toMatchObject({ code: 2 });
    expect(await ask('export', '-o', join(folder, 'again.json'))).toMatchObject({
      written: 1,
      findings: [{ count: 1 }],
    });
  });

  test('writes no file where nothing can be said; what is missing can be given', async () => {
    const { folder, say, file } = emptyHome();
    await say('import', file('one.json', { features: [zone269({ country: null, zoneAuthority: null })] }));
    const path = join(folder, 'out.json');
    expect(await say('export', '-o', path)).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).not.toContain('out.json');
    expect(await say('export', '-o', path, '--country', 'CHE', '--authority', 'Tower')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8')).features[0].properties).toMatchObject({
      country: 'CHE',
      zoneAuthority: [{ name: [{ text: 'Tower', lang: 'und' }], purpose: 'INFORMATION' }],
    });
  });
});

describe('flightveil zones at', () => {
  const at = ['at', '47.05,8.05'];
  const states = (document: Json) =>
    document.zones.map(({ identifier, height, time }: Json) => `${identifier} ${height} ${time}`).sort();

  test('tells what holds, what may hold, and what does not at that height and time', async () => {
    const { say, ask, file } = emptyHome();
    await say('import', file('one.json', several));
    const noon = ['--time', '2026-05-01T12:00Z'];
    expect(states(await ask(...at, '--altitude', '100', ...noon))).toEqual([
      'HIGH outside holds',
      'LOW within holds',
      'NIGHT within not-now',
      'SEA unknown holds',
    ]);
    expect(states(await ask(...at, '--altitude', '100', '--time', '2026-05-01T23:00Z'))).toContain(
      'NIGHT within holds',
    );
    expect(states(await ask(...at, ...noon))).toContain('HIGH unknown holds');
    expect(states(await ask(...at, '--altitude', '100', '--reference', 'AMSL', ...noon))).toContain('SEA within holds');
    const { out } = await say(...at, '--altitude', '100', ...noon);
    expect(out).toMatch(/^at 2026-05-01 12:00 UTC +zone +name/);
    expect(out).toMatch(/\nholds +LOW +A zone +requires-authorisation +0 m AGL +120 m AGL +one\.json\n/);
    expect(out).toMatch(/\nmay hold: height unknown +SEA /);
    expect(out).toMatch(/\nnot now or not there: height +HIGH .* 500 m AGL +no top /);
    expect(out).toMatch(/\nnot now or not there: time +NIGHT /);
    expect(out).not.toContain('FAR');
  });

  test('takes the clock where no time is given', async () => {
    const { say, ask, file } = emptyHome();
    await say('import', file('one.json', several));
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-01T23:30:00Z') });
    try {
      expect(states(await ask(...at, '--altitude', '10'))).toContain('NIGHT within holds');
    } finally {
      vi.useRealTimers();
    }
  });

  test('places of the southern and western half of the Earth need no quoting', async () => {
    const { say, ask, file } = emptyHome();
    const south = { horizontalProjection: { type: 'Polygon', coordinates: [square(-70.1, -33.1)] } };
    await say('import', file('one.json', { features: [zone269({ country: 'CHL' }, south)] }));
    expect((await ask('at', '-33.05,-70.05')).zones).toHaveLength(1);
    expect((await ask('at', '33.05,-70.05')).zones).toHaveLength(0);
    expect((await say('at', '33.05,-70.05')).out).toBe('No imported zone lies there.\n');
  });

  test.each([
    [['at', '47.05']],
    [['at', '97.05,8']],
    [['at', '47,188']],
    [['at', '47,8', '--altitude', 'high']],
    [['at', '47,8', '--altitude', '']],
    [['at', '47,8', '--reference', 'QNH']],
    [['at', '47,8', '--time', 'now']],
    [['at', '47,8', '--hight', '5']],
    [['at']],
  ])('%j is refused', async (args) => {
    const { say, file } = emptyHome();
    await say('import', file('one.json', several));
    expect((await say(...args)).code).toBe(2);
  });
});
