import { describe, expect, test } from 'vitest';
import { long, short, withSink, withUpload, wrongs } from './texts.ts';

const at = (place: string, what: string) => [`flightveil.yaml:${place}: ${what}`];
const replaced = (from: string, to: string) => {
  expect(short).toContain(from);
  return short.replace(from, to);
};
const secrets = 'accessKeyId: {keyring: a}, secretAccessKey: {keyring: b}';

test('the examples have no mistake', async () => {
  expect(await wrongs(short)).toEqual([]);
  expect(await wrongs(long)).toEqual([]);
});

describe('a mistake is told with line, column and key', () => {
  test.each<[string, () => string, string, string]>([
    ['nothing at all', () => '', '1:1', 'version: is missing'],
    ['a list', () => '- a', '1:1', 'must be a map of keys and values'],
    ['no YAML', () => 'version: 1\nsources: [', '2:11', 'this is no YAML and no JSON (BAD_INDENT)'],
    ['a key twice', () => `${short}version: 1`, '11:1', 'this key stands there twice'],
    ['a key that is no text', () => `${short}1: 1`, '11:1', 'a key must be a text'],
    ['a tag', () => replaced('CH', '!country CH'), '2:10', 'tags are not taken'],
    ['a tag of YAML’s own', () => replaced('CH', '!!binary Q0g='), '2:10', 'tags are not taken'],
    ['another YAML', () => `%YAML 1.1\n---\n${short}`, '1:1', 'it must be YAML 1.2'],
    ['two documents', () => `${short}---\n${short}`, '11:1', 'this is no YAML and no JSON (MULTIPLE_DOCS)'],
    ['an alias to nothing', () => replaced('CH', '*ch'), '2:10', 'this alias leads nowhere'],
    ['another version', () => replaced('version: 1', 'version: 2'), '1:10', 'version: must be 1'],
    [
      'a country in words',
      () => replaced('CH', 'Switzerland'),
      '2:10',
      'country: must be a country of ISO 3166-1: two capital letters',
    ],
    ['a union', () => replaced('CH', 'EU'), '2:10', 'country: is no country of ISO 3166-1'],
    [
      'no country',
      () => replaced('country: CH\n', ''),
      '9:11',
      'uploads[0].sink.country: is missing: the country it goes to, here or once at the top',
    ],
    [
      'no controller',
      () => replaced('controller: University of X\n', ''),
      '9:11',
      'uploads[0].sink.controller: is missing: who answers for the data there, here or once at the top',
    ],
    ['no source', () => 'version: 1\nsources: []\nuploads: []', '2:10', 'sources: must name a folder at least'],
    ['a key nearly right', () => `${short}rescn: 5m`, '11:1', 'rescn: there is no such key; did you mean rescan?'],
    [
      'a key deep down',
      () => withSink('{kind: tus, urll: "https://x"}'),
      '10:23',
      'uploads[0].sink.urll: there is no such key; did you mean url?',
    ],
    [
      'media',
      () => withUpload('media: all'),
      '11:5',
      'uploads[0].media: there is no such key here; photos and video never go along by themselves: release them one by one with flightveil filter',
    ],
    ['no unit', () => `${short}rescan: 5`, '11:9', 'rescan: must be a time with its unit, such as 30s, 5m or 6h'],
    ['too long', () => `${short}rescan: 2d`, '11:9', 'rescan: must be from 10s to 1d'],
    ['a spool too small', () => `${short}spool: {most: 1 MB}`, '11:15', 'spool.most: must be from 64 MB to 16 TB'],
    [
      'waits the wrong way round',
      () => `${short}retry: {first: 1m, most: 5s}`,
      '11:26',
      'retry.most: must not be shorter than the first wait',
    ],
    [
      'a source of that name',
      () => withUpload('from: [card]'),
      '11:12',
      'uploads[0].from[0]: there is no such source; there are: logs',
    ],
    [
      'another’s home',
      () => replaced('~/', '~bob/'),
      '5:13',
      'sources[0].folder: must be a path: of variables, only $HOME and ~ at its beginning are taken',
    ],
    [
      'another variable',
      () => replaced('folder:/mnt', 'folder:$DATA'),
      '10:11',
      'uploads[0].sink.path: must be a path: of variables, only $HOME and ~ at its beginning are taken',
    ],
    [
      'a level',
      () => withUpload('level: dynamic'),
      '11:12',
      'uploads[0].level: must be one of withhold, summary, engineering, dynamics, track, full',
    ],
    [
      'a purpose',
      () => replaced('scientific-research', 'scientific-reserch'),
      '8:10',
      'uploads[0].for: there is no such purpose; did you mean scientific-research?',
    ],
    [
      'a recipient',
      () => replaced('to: researcher', 'to: reseacher'),
      '9:9',
      'uploads[0].to: there is no such recipient; did you mean researcher?',
    ],
    [
      'somebody it is not for',
      () => replaced('to: researcher', 'to: public'),
      '9:9',
      'uploads[0].to: this purpose is never for this recipient; it is for: manufacturer, researcher',
    ],
    [
      'yourself',
      () => replaced('to: researcher', 'to: self'),
      '9:9',
      'uploads[0].to: what is for yourself is not uploaded: use flightveil filter',
    ],
    [
      'your own use',
      () => replaced('scientific-research', 'local'),
      '8:10',
      'uploads[0].for: your own use needs no upload: use flightveil filter',
    ],
    [
      'no flights',
      () => replaced('scientific-research', 'communications'),
      '8:10',
      'uploads[0].for: nothing of a flight ever leaves for this purpose',
    ],
    [
      'an order',
      () => replaced('scientific-research', 'legal-disclosure'),
      '8:10',
      'uploads[0].for: this happens on recorded occasions only, never by itself',
    ],
    [
      'a kind of sink',
      () => withSink('{kind: sftp}'),
      '10:18',
      'uploads[0].sink.kind: must be one of folder, tus, s3, flight-review, http, mqtt',
    ],
    [
      'a bare address',
      () => withSink('https://x.example'),
      '10:11',
      'uploads[0].sink: must be a map with its kind, or folder:PATH, tus:ADDRESS or flight-review:ADDRESS',
    ],
    [
      'padding of a review',
      () => withSink('flight-review:https://r.example\n    padTo: 1 MB'),
      '11:12',
      'uploads[0].padTo: cannot go with flight-review: it takes no padding',
    ],
    [
      'padding of records',
      () => withSink('{kind: mqtt, url: "mqtts://b.example", topic: a}\n    padTo: 1 MB'),
      '11:12',
      'uploads[0].padTo: cannot go with mqtt: it takes no padding',
    ],
    [
      'a place that is no text',
      () => `${short}zones: [47.5,8.25,300]`,
      '11:9',
      "zones[0]: must be a GeoJSON file, or a place in quotes: 'LATITUDE,LONGITUDE,METRES'",
    ],
    [
      'a place of two numbers',
      () => `${short}zones:\n  - 47.5,8.25,300\n  - 47.5,8.25`,
      '13:5',
      'zones[1]: cannot be used: a place has three numbers. Name a GeoJSON file, or a place as LATITUDE,LONGITUDE,METRES, for example 47.5,8.25,300.',
    ],
    [
      'hours that do not come again',
      () => withUpload('batch: 5h'),
      '11:12',
      'uploads[0].batch: must be one of 1h, 2h, 3h, 4h, 6h, 8h, 12h, 24h',
    ],
    [
      'a window of nothing',
      () => withUpload("quiet: ['08:00-08:00']"),
      '11:13',
      'uploads[0].quiet[0]: must end at another time than it begins',
    ],
    [
      'a time there is not',
      () => withUpload("quiet: ['08:00-25:00']"),
      '11:13',
      'uploads[0].quiet[0]: must be two times of day, such as 08:00-18:00',
    ],
    [
      'an endless run',
      () => withUpload('concurrency: 1000'),
      '11:18',
      'uploads[0].concurrency: must be a whole number from 1 to 16',
    ],
    [
      'two secrets at once',
      () => withSink('{kind: tus, url: "https://x", bearer: {file: /a, keyring: b}}'),
      '10:49',
      'uploads[0].sink.bearer: must have exactly one of file and keyring',
    ],
    [
      'a password for nobody',
      () => withSink('{kind: mqtt, url: "mqtts://x", topic: a, password: {file: /a}}'),
      '10:62',
      'uploads[0].sink.password: needs a username beside it',
    ],
    [
      'a topic of all',
      () => withSink('{kind: mqtt, url: "mqtts://x", topic: a/#}'),
      '10:49',
      'uploads[0].sink.topic: must be words joined by slashes, without + and #',
    ],
    [
      'parts too small',
      () => withSink(`{kind: s3, region: r, bucket: abc, part: 4 MB, ${secrets}}`),
      '10:52',
      'uploads[0].sink.part: must be from 5 MB to 5 GB',
    ],
    [
      'a way up',
      () => withSink(`{kind: s3, region: r, bucket: abc, prefix: a/../b, ${secrets}}`),
      '10:54',
      'uploads[0].sink.prefix: must have no parts . and ..',
    ],
    [
      'two logins',
      () => withSink('{kind: http, url: "https://x", bearer: {file: /a}, basic: {user: a, password: {file: /b}}}'),
      '10:69',
      'uploads[0].sink.basic: cannot stand beside bearer',
    ],
    [
      'reading back what was posted',
      () => withSink('{kind: http, url: "https://x", method: POST, readBack: true}'),
      '10:66',
      'uploads[0].sink.readBack: goes with PUT only',
    ],
  ])('%s', async (_what, text, place, expected) => {
    expect(await wrongs(text())).toContain(at(place, expected)[0]);
  });
});

describe('an address', () => {
  const insecure = 'must be https, or this machine, or have allowInsecure: true beside it';
  const secret = 'must have no user name and no password in it: secrets stand in files or in the keyring';
  const query = 'must have no query and no fragment (? or #)';
  const form = 'must be an address that begins with https:// or http://';
  test.each<[string, string]>([
    ['http://tus.example/', insecure],
    ['http://127.evil.com/', insecure],
    ['http://127.0.0.1.evil.com/', insecure],
    ['http://localhost.evil.com/', insecure],
    ['http://[::ffff:127.0.0.1]/', insecure],
    ['https://me:hunter2@tus.example/', secret],
    ['https://me@tus.example/', secret],
    ['https://@tus.example/', secret],
    ['https://:@tus.example/', secret],
    ['https://tus.example/?token=hunter2', query],
    ['https://tus.example/?', query],
    ['https://tus.example/#hunter2', query],
    ['https://tus.example/\\x', 'must have no backslash'],
    ['https:tus.example', form],
    ['https:///tus.example', form],
    ['tus.example', form],
    ['https://tus.example:99999/', form],
    ['ftp://tus.example/', 'must begin with https:// or http://'],
    ['mqtts://tus.example/', 'must begin with https:// or http://'],
  ])('%s is refused, and nothing of it is repeated', async (url, expected) => {
    const found = await wrongs(withSink(`tus:${url}`.replace(/.*/, (text) => `'${text}'`)));
    expect(found).toEqual(at('10:11', `uploads[0].sink.url: ${expected}`));
    expect(await wrongs(withSink(`{kind: tus, url: '${url}'}`))).toEqual(
      at('10:28', `uploads[0].sink.url: ${expected}`),
    );
  });

  test.each([
    'http://127.0.0.1:8080/',
    'http://127.1.2.3/',
    'http://localhost/',
    'http://[::1]:1080/x',
    'https://tus.example:8443/files/',
  ])('%s is taken', async (url) => {
    expect(await wrongs(withSink(`'tus:${url}'`))).toEqual([]);
  });

  test('a broker that others can listen to needs a word', async () => {
    const broker = (url: string, more = '') => withSink(`{kind: mqtt, url: '${url}', topic: a${more}}`);
    const what = 'must be mqtts, or this machine, or have allowInsecure: true beside it';
    expect(await wrongs(broker('mqtt://b.example'))).toEqual(at('10:29', `uploads[0].sink.url: ${what}`));
    expect(await wrongs(broker('mqtt://b.example', ', allowInsecure: true'))).toEqual([]);
    expect(await wrongs(broker('mqtt://127.0.0.1:1883'))).toEqual([]);
    expect(await wrongs(broker('ws://b.example'))).toEqual(
      at('10:29', `uploads[0].sink.url: ${what.replace('mqtts', 'wss')}`),
    );
  });
});

describe('what is right alone and wrong together', () => {
  test('names stand once, whatever their case', async () => {
    const twice = short.replace('uploads:', '  - {folder: /b/LOGS}\n  - {folder: /c, name: card}\nuploads:');
    expect(await wrongs(twice)).toEqual(at('6:5', 'sources[1].name: is taken: give this source a name of its own'));
  });

  test('a folder is watched once', async () => {
    const twice = short.replace('uploads:', '  - {folder: ~/QGroundControl//Logs/, name: b}\nuploads:');
    expect(await wrongs(twice)).toEqual(at('6:14', 'sources[1].folder: is watched already: name each folder once'));
  });

  test('nothing goes twice to the same place for the same purpose', async () => {
    const other = (sink: string) =>
      `${short}  - {name: b, for: scientific-research, to: researcher, sink: '${sink}'}\n`;
    expect(await wrongs(other('folder:/mnt/share/x/../flights'))).toEqual(
      at('11:5', 'uploads[1]: goes to the same place for the same purpose and recipient as another upload'),
    );
    expect(await wrongs(other('folder:/mnt/share/others'))).toEqual([]);
  });
});

test('everything that is wrong is told at once, in the order of the file', async () => {
  const text = `version: 2
sources:
  - {folder: ~bob/x, remvable: true}
  - {folder: /a, settle: 3}
uploads:
  - {name: a, for: local, to: self, sink: {kind: tus, url: 'http://x.example'}}
  - {name: b b, for: local, to: self, sink: 'folder:/x'}
`;
  const env = { FLIGHTVEIL_SYNC_METRICS: 'maybe' };
  expect((await wrongs(text, env)).map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
    'flightveil.yaml:1:10: version',
    'flightveil.yaml:3:14: sources[0].folder',
    'flightveil.yaml:3:22: sources[0].remvable',
    'flightveil.yaml:4:26: sources[1].settle',
    'flightveil.yaml:6:20: uploads[0].for',
    'flightveil.yaml:6:31: uploads[0].to',
    'flightveil.yaml:6:43: uploads[0].sink.country',
    'flightveil.yaml:6:43: uploads[0].sink.controller',
    'flightveil.yaml:6:60: uploads[0].sink.url',
    'flightveil.yaml:7:12: uploads[1].name',
    'flightveil.yaml:7:22: uploads[1].for',
    'flightveil.yaml:7:33: uploads[1].to',
    'flightveil.yaml:7:45: uploads[1].sink.country',
    'flightveil.yaml:7:45: uploads[1].sink.controller',
    'FLIGHTVEIL_SYNC_METRICS: metrics',
  ]);
});

test('a secret in clear is refused wherever it stands, and never repeated', async () => {
  const secret = 'ghp_hunter2hunter2';
  for (const text of [
    withSink(`{kind: tus, url: "https://x", bearer: ${secret}}`),
    withSink(`{kind: tus, url: "https://x", bearer: {${secret}}}`),
    withSink(`{kind: tus, url: "https://x", bearer: [${secret}]}`),
    withSink(`{kind: tus, url: "https://x", bearer: {file: {a: ${secret}}}}`),
    withSink(`{kind: tus, url: "https://${secret}@x"}`),
    withSink(`{kind: tus, url: "https://x", token: ${secret}}`),
    withSink(`{kind: tus, url: "https://x", ${secret}: a}`),
    withSink(`{kind: ${secret}}`),
    withSink(secret),
    withUpload(`level: ${secret}`),
    withUpload(`from: ['${secret}']`),
    withUpload(`${secret}`),
    `${short}${secret}: *${secret}`,
    `${short}x: !${secret} a`,
  ]) {
    const found = await wrongs(text);
    expect(found.length, text).toBeGreaterThan(0);
    expect(found.join('\n'), text).not.toMatch(/hunter2/);
  }
  expect(await wrongs(withSink(`{kind: tus, url: "https://x", bearer: ${secret}}`))).toEqual(
    at(
      '10:49',
      'uploads[0].sink.bearer: must not be a secret in clear: write {file: PATH} of a file of mode 0600, or {keyring: NAME}',
    ),
  );
  expect(await wrongs(short, { FLIGHTVEIL_SYNC_UPLOADS__RESEARCH__LEVEL: secret })).toHaveLength(1);
  expect((await wrongs(short, { FLIGHTVEIL_SYNC_LOG: secret })).join()).not.toMatch(/hunter2/);
});
