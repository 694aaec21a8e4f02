import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configPath } from '../../../src/daemon/config/config-path.ts';
import { loadConfig } from '../../../src/daemon/config/load-config.ts';
import { asForeign } from '../../node/foreign-file.ts';
import { home, long, read, short, withSink, withUpload, wrongs } from './texts.ts';

const [KB, MB, GB] = [1024, 1024 ** 2, 1024 ** 3];

describe('what is written becomes what counts', () => {
  test('a few words, the rest by default', async () => {
    expect(await read(short)).toEqual({
      version: 1,
      zones: [],
      sources: [
        {
          name: 'logs',
          folder: `${home}/QGroundControl/Logs`,
          ...{ endings: [], settleMs: 30_000, isRemovable: false, archives: false },
        },
      ],
      uploads: [
        {
          ...{ name: 'research', sources: [], purpose: 'scientific-research', recipient: 'researcher' },
          sink: {
            kind: 'folder',
            path: '/mnt/share/flights',
            destination: { country: 'CH', controller: 'University of X' },
          },
          ...{ priority: 0, concurrency: 2, quiet: [], onMetered: 'wait', padToBytes: 0 },
        },
      ],
      spool: { maxBytes: 2 * GB, key: 'auto' },
      retry: { firstMs: 5000, mostMs: 3_600_000 },
      ...{ rescanMs: 300_000, alarmAfterMs: 21_600_000, metered: 'auto', logLevel: 'info', metrics: true },
    });
  });

  test('every key', async () => {
    const { sources, uploads, ...rest } = await read(long);
    expect(rest).toEqual({
      ...{
        version: 1,
        subject: 'Ada',
        pilot: 'Ada L.',
        zones: ['-33.9,18.4,300'],
        metered: 'no',
        logLevel: 'warn',
        metrics: false,
      },
      spool: { maxBytes: 1.5 * GB, key: 'file' },
      retry: { firstMs: 2000, mostMs: 1_800_000 },
      ...{ rescanMs: 600_000, alarmAfterMs: 86_400_000 },
    });
    expect(sources).toMatchObject([
      { name: 'logs-recents', folder: `${home}/Logs Récents` },
      {
        ...{ name: 'card', folder: '/etc/card', endings: ['.bin', '.log'], settleMs: 60_000 },
        ...{ isRemovable: true, archives: true },
      },
    ]);
    expect(uploads).toMatchObject([
      {
        ...{ name: 'research', sources: ['card'], level: 'dynamics', priority: 5, concurrency: 3 },
        sink: {
          ...{ kind: 'tus', url: 'https://tus.example/files/', chunkBytes: MB, allowInsecure: false },
          bearer: { from: 'file' },
          destination: { country: 'DE', controller: 'University of Y', transferGround: 'adequacy' },
        },
        quiet: [
          { fromMin: 480, untilMin: 1080 },
          { fromMin: 1410, untilMin: 15 },
        ],
        ...{ onMetered: 'send', bandwidthBytesPerS: 500 * KB, batchHours: 6, padToBytes: MB },
      },
    ]);
  });

  test.each<[string, object]>([
    ['tus:http://127.0.0.1:1080/files', { kind: 'tus', url: 'http://127.0.0.1:1080/files', chunkBytes: 8 * MB }],
    ['flight-review:https://review.example', { kind: 'flight-review', visibility: 'private' }],
    [
      '{kind: s3, region: eu-central-1, bucket: flights, accessKeyId: {keyring: id}, secretAccessKey: {keyring: key}}',
      { kind: 's3', region: 'eu-central-1', prefix: '', pathStyle: false, partBytes: 8 * MB, allowInsecure: false },
    ],
    [
      '{kind: http, url: "https://h.example/in/", method: POST, basic: {user: a, password: {file: /x}}}',
      { kind: 'http', method: 'POST', readBack: false, basic: { user: 'a', password: { from: 'file' } } },
    ],
    [
      '{kind: mqtt, url: "mqtt://b.example:1883", topic: club/flights, username: a, password: {keyring: b}, allowInsecure: true}',
      { kind: 'mqtt', url: 'mqtt://b.example:1883', topic: 'club/flights', username: 'a', allowInsecure: true },
    ],
  ])('the sink %s', async (written, expected) => {
    const { uploads } = await read(withSink(written));
    expect(uploads[0]!.sink).toMatchObject({ ...expected, destination: { country: 'CH' } });
  });

  test('JSON is YAML too, and aliases stand for what they name', async () => {
    const json = JSON.stringify({ version: 1, sources: [{ folder: '/a' }], uploads: [] });
    expect((await read(json)).sources[0]!.folder).toBe('/a');
    const shared = short
      .replace('folder: ~/', '&one\n    folder: ~/')
      .replace('uploads:', '  - {folder: /b, name: b}\nuploads:');
    expect((await read(shared)).sources).toHaveLength(2);
  });

  test('an upload may be for everybody only where everybody is the recipient', async () => {
    const open = withSink('{kind: flight-review, url: "https://r.example", visibility: public}');
    expect(await wrongs(open)).toEqual([
      'flightveil.yaml:10:71: uploads[0].sink.visibility: can be public only where the recipient is public',
    ]);
    expect(
      await wrongs(open.replace('scientific-research', 'content-sharing').replace('to: researcher', 'to: public')),
    ).toEqual([]);
  });
});

describe('files', () => {
  let folder: string;
  const put = async (name: string, text: string, mode = 0o600) => {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), mode);
    return join(folder, name);
  };
  const errorOf = (path: string) =>
    loadConfig(path, { HOME: folder }, join(folder, 'state')).then(
      () => 'none',
      (error) => `${error.code}: ${error.message}`,
    );
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flightveil-config-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('a configuration is read, through a link too', async () => {
    const path = await put('flightveil.yaml', short);
    await symlink(path, join(folder, 'link.yaml'));
    expect(await errorOf(path)).toBe('none');
    expect(await errorOf(join(folder, 'link.yaml'))).toBe('none');
  });

  test.each<[string, string, number, RegExp]>([
    ['that everybody may write', short, 0o602, /others can change the configuration/],
    ['that the group may write', short, 0o620, /others can change the configuration/],
    ['in another encoding', 'version: 1 # \u00fc', 0o600, /no text in UTF-8/],
    ['of megabytes', `${short}#${'x'.repeat(200_000)}`, 0o600, /more than 65536 bytes/],
  ])('a file %s is refused', async (name, text, mode, expected) => {
    const path = await put(`${name}.yaml`, text, mode);
    if (name === 'in another encoding') await writeFile(path, Buffer.from(text, 'latin1'));
    expect(await errorOf(path)).toMatch(expected);
  });

  test('what belongs to somebody else is refused, what belongs to root is not', async () => {
    const path = await put('foreign.yaml', short);
    await asForeign(path, async () => {
      expect(await errorOf(path)).toBe('config-invalid: the configuration belongs to somebody else');
    });
    expect(await errorOf(path)).toBe('none');
  });

  test('a folder in which others can replace the configuration is refused, that of a link to it too', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await writeFile(join(open, 'a.yaml'), short, { mode: 0o600 });
    await symlink(join(open, 'a.yaml'), join(folder, 'to-open.yaml'));
    const own = await put('own-folder.yaml', short);
    await symlink(own, join(open, 'from-open.yaml'));
    const replaced = /^config-invalid: others can replace the configuration/;
    for (const [mode, expected] of [
      [0o700, /^none$/],
      [0o770, replaced],
      [0o703, replaced],
      [0o1777, /^none$/],
    ] as const) {
      await chmod(open, mode);
      for (const path of [join(open, 'a.yaml'), join(folder, 'to-open.yaml'), join(open, 'from-open.yaml')]) {
        expect(await errorOf(path), `${mode.toString(8)} ${path}`).toMatch(expected);
      }
    }
  });

  test('the policy file that it names is held to the same', async () => {
    await put('policy.yaml', 'version: 1\n', 0o620);
    const path = await put('with-policy.yaml', `${short}policy: policy.yaml\n`);
    expect(await errorOf(path)).toBe(
      'config-invalid: with-policy.yaml:11:9: policy: cannot be used: others can change the policy file, and with it what leaves. Run chmod 600 on it.',
    );
    await put('policy.yaml', 'version: 1\n');
    expect(await errorOf(path)).toBe('none');
  });

  test('zones are files beside the configuration, and places; what is wrong is told without a value', async () => {
    const ring = [8, 47, 9, 47, 9, 48, 8, 47];
    const coordinates = [[0, 2, 4, 6].map((at) => ring.slice(at, at + 2))];
    await put('home.geojson', JSON.stringify({ type: 'Polygon', coordinates }));
    await put('broken.geojson', '{"secret": Kelda Road');
    await put('open.geojson', JSON.stringify({ type: 'Polygon', coordinates }), 0o664);
    const path = await put('zones.yaml', `${short}zones: [home.geojson, '-33.9, 18.4, 300']\n`);
    expect((await loadConfig(path, { HOME: folder }, join(folder, 'state'))).zones).toEqual([
      join(folder, 'home.geojson'),
      '-33.9, 18.4, 300',
    ]);
    await put('zones.yaml', `${short}zones: [none.geojson, broken.geojson, open.geojson, '91.123,8,300', '$X/a']\n`);
    const error = await errorOf(path);
    expect(error.split('\n').map((line) => line.split('cannot be used: ').at(-1)!.split('.')[0])).toEqual([
      'there is no such file',
      'the file is no JSON',
      'others can change the file, and with it what leaves',
      'the latitude is not within 90 degrees',
      'zones',
    ]);
    expect(error).toMatch(/zones\.yaml:11:9: zones\[0\]: .*\nzones\.yaml:11:23: zones\[1\]: /);
    expect(error).not.toMatch(/Kelda|91\.123|geojson,/);
  });

  test('what is not there, or no file, is refused', async () => {
    expect(await errorOf(join(folder, 'absent.yaml'))).toMatch(/^config-invalid: .*there is no such file/);
    expect(await errorOf(folder)).toMatch(/^config-invalid: .*no file/);
  });

  test('what goes out cannot come in again, through a link either', async () => {
    await mkdir(join(folder, 'logs', 'out'), { recursive: true });
    await symlink(join(folder, 'logs', 'out'), join(folder, 'elsewhere'));
    const text = (source: string, sink: string) =>
      short.replace('~/QGroundControl/Logs', source).replace('/mnt/share/flights', sink);
    const loop = /sink(?:\.path)?: cannot hold a watched folder, or be within one/;
    expect(await errorOf(await put('a.yaml', text('logs', 'logs/out')))).toMatch(loop);
    expect(await errorOf(await put('a.yaml', text('logs/out', 'logs')))).toMatch(loop);
    expect(await errorOf(await put('a.yaml', text('logs', 'elsewhere/new')))).toMatch(loop);
    expect(await errorOf(await put('a.yaml', text('logs', 'logs-out')))).toBe('none');
    const state = /cannot hold the state folder, or be within it/;
    expect(await errorOf(await put('a.yaml', text('.', '/mnt/x')))).toMatch(state);
    expect(await errorOf(await put('a.yaml', text('state/x', '/mnt/x')))).toMatch(state);
    expect(await errorOf(await put('a.yaml', text('logs', 'state/x')))).toMatch(state);
  });

  test('purposes and recipients of a policy file can be named', async () => {
    await put(
      'policy.yaml',
      'version: 1\nrecipients: [{name: insurer, title: x}]\npurposes:\n  - {name: claim, title: x, use: x, ceiling: {level: engineering}, recipients: [insurer]}\n',
    );
    const own = short.replace('scientific-research', 'claim').replace('to: researcher', 'to: insurer');
    expect(await errorOf(await put('own.yaml', `${own}policy: policy.yaml\n`))).toBe('none');
    expect(await errorOf(await put('own.yaml', own))).toMatch(/no such purpose.*\n.*no such recipient/);
    await put('broken.yaml', 'version: 2');
    const broken = await errorOf(await put('own.yaml', `${own}policy: broken.yaml\n`));
    expect(broken).toMatch(/policy: cannot be used: broken\.yaml:1:1: version/);
    expect(broken).not.toMatch(/no such purpose/);
  });
});

test('which file it is: the flag, the variable, the state folder', () => {
  expect(configPath('/state', { FLIGHTVEIL_CONFIG: '/b.yaml' }, '/a.yaml')).toBe('/a.yaml');
  expect(configPath('/state', { FLIGHTVEIL_CONFIG: '/b.yaml' })).toBe('/b.yaml');
  expect(configPath('/state', { FLIGHTVEIL_CONFIG: '' })).toBe('/state/flightveil.yaml');
});

test('quiet hours over midnight that leave no time are refused', async () => {
  expect(await wrongs(withUpload("quiet: ['22:00-06:00', '06:00-22:00']"))).toEqual([
    'flightveil.yaml:11:12: uploads[0].quiet: must leave a time at which something is sent',
  ]);
  expect(await wrongs(withUpload("quiet: ['22:00-06:00', '06:00-21:59']"))).toEqual([]);
});
