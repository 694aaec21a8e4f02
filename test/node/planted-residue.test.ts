import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/formats/index.ts';
import { filterFile } from '../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import type { Level } from '../../src/policy/levels.ts';
import { farFlight, meadow } from './far-flight.ts';
import { flightveil, namesIn, put, temporaryFolder } from './harness.ts';
import { hashesIn, outputsIn } from './outputs.ts';
import { leakingFormat, plantedDialect, relayLog } from './planted.ts';

const places = ['469231174', '76143902', '46.92', '7.61'];

describe('an own dialect whose table calls a place something else', () => {
  async function filter(isPlanted: boolean, level: string, more: readonly string[] = []) {
    const folder = temporaryFolder();
    const input = put(folder, 'relay.tlog', relayLog(isPlanted));
    const out = join(folder, 'out');
    const args = ['filter', input, '-o', out, '--level', level, '--seed', 's', ...plantedDialect(folder), ...more];
    return { ...(await flightveil(args)), input, folder: out };
  }

  test.each(['engineering', 'dynamics'])('ends in 4 at %s, nothing is written, and no value is told', async (level) => {
    const { code, out, err, input, folder } = await filter(true, level);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(namesIn(folder)).toEqual([]);
    expect(err).toContain('the output would show what it must hide: ');
    expect(err).toContain('GLOBAL_POSITION_INT.lat');
    expect(err).toContain('Nothing was written.');
    for (const place of places) expect(err.replace(input, '')).not.toContain(place);
  });

  test('says so in JSON, and leaves an output and a manifest that were there as they were', async () => {
    const folder = temporaryFolder();
    const [clean, leaking] = [false, true].map((planted) => put(folder, `${planted}.tlog`, relayLog(planted)));
    const out = join(folder, 'out');
    const options = ['-o', out, '--level', 'engineering', '--seed', 's', '--json', ...plantedDialect(folder)];
    expect((await flightveil(['filter', clean!, ...options])).code).toBe(0);
    const before = hashesIn(out);
    expect(outputsIn(out)).toHaveLength(1);
    // The seed draws the same name for both logs.
    const said = await flightveil(['filter', leaking!, ...options, '--force']);
    expect(said.code).toBe(4);
    expect(JSON.parse(said.out).files).toEqual([
      { input: leaking, error: 'residue-found', message: expect.stringContaining('GLOBAL_POSITION_INT.lat') },
    ]);
    expect(hashesIn(out)).toEqual(before);
  });

  test('is filtered where the table is right about what the log holds', async () => {
    const { code, err, folder } = await filter(false, 'engineering');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(outputsIn(folder)).toHaveLength(1);
  });
});

describe('a format whose sealer writes a place of the log into another message', () => {
  const log = farFlight();
  const [latitudeE7, longitudeE7] = [Math.round(meadow.latitudeDeg * 1e7), Math.round(meadow.longitudeDeg * 1e7)];

  async function filter(level: Level, place: readonly [number, number]) {
    const outputFolder = join(temporaryFolder(), 'out');
    const input = put(temporaryFolder(), 'far.tlog', log);
    const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
    const formats = [leakingFormat(detectFormat(log, true), ...place)];
    const options = { decision, formats, outputFolder, keys: { seed: 's', ordinal: 0 } };
    const error = await filterFile(input, options).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return { error, outputFolder };
  }

  // At track it is home, which is cut there.
  test.each(['engineering', 'dynamics', 'track'] as const)('is caught at %s', async (level) => {
    const { error, outputFolder } = await filter(level, [latitudeE7, longitudeE7]);
    expect(error).toMatchObject({ code: 'residue-found', message: expect.stringContaining('HOME_POSITION') });
    expect(namesIn(outputFolder)).toEqual([]);
  });

  test('is none where places may be known', async () => {
    const { error, outputFolder } = await filter('full', [latitudeE7, longitudeE7]);
    expect(error).toBeUndefined();
    expect(outputsIn(outputFolder)).toHaveLength(1);
  });

  test('a check that cannot begin is an error, and leaves nothing behind', async () => {
    const outputFolder = join(temporaryFolder(), 'out');
    const format = detectFormat(log, true);
    const createDecoder = (): ReturnType<typeof format.createDecoder> => {
      // Those of the passes are made before the folder is.
      if (existsSync(outputFolder)) throw new RangeError('no third one');
      return format.createDecoder();
    };
    const decision = decide({ purpose: 'local', recipient: 'self', level: 'full' }, localPolicy);
    const input = put(temporaryFolder(), 'far.tlog', log);
    const formats = [{ ...format, createDecoder }];
    const filtered = filterFile(input, { decision, formats, outputFolder, keys: { seed: 's', ordinal: 0 } });
    await expect(filtered).rejects.toThrow('no third one');
    expect(namesIn(outputFolder)).toEqual([]);
  });

  test('is not said of numbers that are no place of the log', async () => {
    const { error, outputFolder } = await filter('engineering', [latitudeE7 + 123_456, longitudeE7 - 654_321]);
    expect(error).toBeUndefined();
    expect(outputsIn(outputFolder)).toHaveLength(1);
  });
});
