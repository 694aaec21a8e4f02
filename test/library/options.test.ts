import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { allFormats, createFilter, type FilterOptions, levelNames, survey } from '../../src/index.ts';
import { anyKey, codeThrown, copterLog, liveLevels, pushAll, shortLog } from './logs.ts';

/** Options as JavaScript may give them. */
function codeOf(options: Record<string, unknown>): string | undefined {
  return codeThrown(() => createFilter(options as unknown as FilterOptions));
}

const good = { level: 'full', key: anyKey, flight: 'f' } as const;

describe('options that are refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['no level', { key: anyKey, flight: 'f' }, 'unknown-level'],
    ['a level of no such name', { ...good, level: 'everything' }, 'unknown-level'],
    ['a level that releases nothing', { ...good, level: 'withhold' }, 'withheld'],
    ['a level that cuts, for a live stream', { ...good, level: 'track' }, 'withheld'],
    ['a level that has no frames', { ...good, level: 'summary' }, 'level-not-available'],
    ['a format of no such name', { ...good, format: 'xlog' }, 'unknown-format'],
    ['neither key nor seed', { level: 'full', flight: 'f' }, 'usage'],
    ['a key that is too short', { ...good, key: anyKey.subarray(1) }, 'usage'],
    ['a key that nobody has drawn', { ...good, key: new Uint8Array(32) }, 'usage'],
    ['a key that is text', { ...good, key: 'x'.repeat(32) }, 'usage'],
    ['a key without its flight', { level: 'full', key: anyKey }, 'usage'],
    ['a flight without a name', { ...good, flight: '' }, 'usage'],
    ['a flight that is no text', { ...good, flight: 7 }, 'usage'],
    ['an empty seed', { level: 'full', seed: '' }, 'usage'],
    ['a seed beside a key', { ...good, seed: 's' }, 'usage'],
    ['an ordinal that is no number from 0 on', { level: 'full', seed: 's', ordinal: -1 }, 'usage'],
  ])('%s', (_, options, code) => {
    expect(codeOf(options)).toBe(code);
  });

  test('but not those that are right', () => {
    expect(codeOf(good)).toBeUndefined();
    expect(codeOf({ level: 'full', seed: 's', ordinal: 3 })).toBeUndefined();
    const made = levelNames.filter((level) => codeOf({ ...good, level }) === undefined);
    expect(made).toEqual(liveLevels);
    expect(made).toContain('engineering');
  });
});

describe('draws', () => {
  const made = (options: Record<string, unknown>): string =>
    Buffer.from(
      pushAll(createFilter({ level: 'engineering', ...options } as unknown as FilterOptions), copterLog),
    ).toString('hex');

  test('are the same for the same flight under the same key, and others for any other', async () => {
    const otherKey = anyKey.map((byte) => byte ^ 1);
    const first = made({ key: anyKey, flight: 'a' });
    expect(made({ key: anyKey, flight: 'a' }) === first).toBe(true);
    const facts = await survey(copterLog);
    const others = [
      made({ key: anyKey, flight: 'b' }),
      made({ key: otherKey, flight: 'a' }),
      made({ key: anyKey, facts }),
      made({ key: otherKey, facts }),
      made({ seed: 'a' }),
      made({ seed: 'a', ordinal: 1 }),
    ];
    expect(new Set([first, ...others]).size).toBe(7);
    expect(made({ key: anyKey, facts, flight: 'a' }) === first, 'a name goes before the content').toBe(true);
    expect(made({ seed: 'a', ordinal: 0 }) === others[4]).toBe(true);
  });

  test('do not change when the key’s memory is wiped', () => {
    const key = anyKey.slice();
    const filter = createFilter({ level: 'engineering', key, flight: 'a' });
    key.fill(0);
    expect(Buffer.from(pushAll(filter, copterLog)).toString('hex') === made({ key: anyKey, flight: 'a' })).toBe(true);
  });
});

test('the formats to choose from can be narrowed', () => {
  const formats = allFormats().filter(({ name }) => name === 'tlog');
  expect(codeOf({ ...good, formats, format: 'mavlink' })).toBe('unknown-format');
  expect(codeThrown(() => pushAll(createFilter({ ...good, formats }), shortLog))).toBe('unknown-format');
});

test('nothing is exported by accident', () => {
  const forBenchmarks = ['FlightKeys', 'Survey', 'createLoop'];
  expect(
    Object.keys(library)
      .filter((name) => !forBenchmarks.includes(name))
      .sort(),
  ).toEqual([
    'FlightveilError',
    'Polygon',
    'TransientPlaces',
    'allFormats',
    'createFilter',
    'dataCategories',
    'decide',
    'decodeRecords',
    'detectFormat',
    'dimensionOf',
    'dimensions',
    'encodeRecord',
    'explain',
    'extendedDialect',
    'findResidue',
    'inspect',
    'levelMeanings',
    'levelNames',
    'levels',
    'localPolicy',
    'officialDialect',
    'parseCatalogTable',
    'planCuts',
    'records',
    'survey',
  ]);
});
