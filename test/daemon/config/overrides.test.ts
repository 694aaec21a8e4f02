import { describe, expect, test } from 'vitest';
import { long, read, short, wrongs } from './texts.ts';

const named = (variable: string, what: string) => [`${variable}: ${what}`];

describe('a variable of the environment counts before the file', () => {
  test('at the top, below it, and in entries by their name', async () => {
    const config = await read(long, {
      FLIGHTVEIL_SYNC_LOG: 'debug',
      FLIGHTVEIL_SYNC_METRICS: 'true',
      FLIGHTVEIL_SYNC_ALARM_AFTER: '2h',
      FLIGHTVEIL_SYNC_SPOOL__MOST: '1GB',
      FLIGHTVEIL_SYNC_UPLOADS__research__BANDWIDTH: '1 MB/s',
      FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__PAD_TO: '2 MB',
      FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__QUIET: '["01:00-02:00"]',
      FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__SINK__URL: 'https://other.example/',
      FLIGHTVEIL_SYNC_SOURCES__LOGS_RECENTS__SETTLE: '2m',
      FLIGHTVEIL_SYNCHRONOUS: 'is not ours',
    });
    expect(config).toMatchObject({
      ...{ logLevel: 'debug', metrics: true, alarmAfterMs: 7_200_000 },
      spool: { maxBytes: 1024 ** 3, key: 'file' },
      sources: [{ settleMs: 120_000 }, { settleMs: 60_000 }],
      uploads: [
        {
          ...{ bandwidthBytesPerS: 1024 ** 2, padToBytes: 2 * 1024 ** 2, quiet: [{ fromMin: 60, untilMin: 120 }] },
          sink: { kind: 'tus', url: 'https://other.example/' },
        },
      ],
    });
  });

  test('also where the file says nothing', async () => {
    expect((await read(short, { FLIGHTVEIL_SYNC_RETRY__FIRST: '7s' })).retry).toEqual({
      firstMs: 7000,
      mostMs: 3_600_000,
    });
  });

  test('for one entry, although an alias makes the same of two', async () => {
    const text = `version: 1
country: CH
controller: X
sources: [{folder: /a}]
uploads:
  - {name: a, for: scientific-research, to: researcher, sink: &sink {kind: tus, url: 'https://a.example/'}}
  - {name: b, for: product-improvement, to: manufacturer, sink: *sink}
`;
    const { uploads } = await read(text, { FLIGHTVEIL_SYNC_UPLOADS__A__SINK__URL: 'https://c.example/' });
    expect(uploads.map(({ sink }) => ('url' in sink ? sink.url : ''))).toEqual([
      'https://c.example/',
      'https://a.example/',
    ]);
  });
});

describe('what is wrong with a variable is told by its name', () => {
  const nothing = 'there is nothing of that name in the configuration';
  test.each<[string, string, string]>([
    ['FLIGHTVEIL_SYNC_SPOOL__MSOT', '1GB', 'spool.msot: there is no such key; did you mean most?'],
    ['FLIGHTVEIL_SYNC_SPOL__MOST', '1GB', 'spol: there is no such key; did you mean spool?'],
    ['FLIGHTVEIL_SYNC_SPOOL__MOST', 'lots', 'spool.most: must be a size with its unit, such as 500 KB or 2 GB'],
    ['FLIGHTVEIL_SYNC_SPOOL__MOST', '1 B', 'spool.most: must be from 64 MB to 16 TB'],
    ['FLIGHTVEIL_SYNC_SPOOL', '{most: 1 B}', 'spool.most: must be from 64 MB to 16 TB'],
    ['FLIGHTVEIL_SYNC_SPOOL__MOST__X', '1', 'spool.most: must be a size with its unit, such as 500 KB or 2 GB'],
    ['FLIGHTVEIL_SYNC_VERSION__X', '1', nothing],
    ['FLIGHTVEIL_SYNC_UPLOADS__OTHER__BATCH', '1h', nothing],
    ['FLIGHTVEIL_SYNC_UPLOADS__RESEARCH', '{}', nothing],
    ['FLIGHTVEIL_SYNC_UPLOADS__0__BATCH', '1h', nothing],
    [
      'FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__TO',
      'self',
      'uploads[0].to: what is for yourself is not uploaded: use flightveil filter',
    ],
    ['FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__SINK__PATH', '/x', nothing],
    ['FLIGHTVEIL_SYNC_', 'x', nothing],
    ['FLIGHTVEIL_SYNC___PROTO____LOG', 'debug', nothing],
    ['FLIGHTVEIL_SYNC_CONSTRUCTOR__LOG', 'debug', 'constructor: there is no such key here'],
    ['FLIGHTVEIL_SYNC_LOG', '', 'is empty'],
    ['FLIGHTVEIL_SYNC_LOG', '[', 'is no YAML value'],
    ['FLIGHTVEIL_SYNC_LOG', '!x debug', 'is no YAML value'],
  ])('%s=%s', async (variable, value, expected) => {
    const found = await wrongs(short, { [variable]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(named(variable, expected)[0]);
  });

  test('what stands in the file beside it keeps its place', async () => {
    const text = short.replace('CH', 'Ch');
    expect((await wrongs(text, { FLIGHTVEIL_SYNC_LOG: 'loud' })).map((line) => line.split(': ')[0])).toEqual([
      'flightveil.yaml:2:10',
      'FLIGHTVEIL_SYNC_LOG',
    ]);
  });
});
