import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { configFileSchema } from '../../../src/daemon/config/config-schema.ts';
import { generate } from '../../../src/daemon/config/gen/generate.ts';
import { writeConfig } from '../../../src/daemon/config/write-config.ts';
import { long, short, withSink, wrongs } from './texts.ts';

const file = new URL('../../../src/daemon/config/gen/sync.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(file, 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

test('the generated schema is what the generator writes now', () => {
  expect(generate()['sync.schema.json']).toBe(readFileSync(file, 'utf8'));
});

test('every key is described, or stands beside keys that are', () => {
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const { properties } = schema;
  for (const key of [
    'country',
    'controller',
    'subject',
    'policy',
    'zones',
    'sources',
    'uploads',
    'rescan',
    'metered',
    'log',
  ]) {
    expect(properties[key].description, key).toMatch(/\.$/);
  }
  for (const list of ['sources', 'uploads']) {
    for (const [key, value] of Object.entries<{ description?: string }>(properties[list].items.properties)) {
      expect(value.description, key).toMatch(/\.$/);
    }
  }
});

describe('the schema and the reader agree', () => {
  const minioKeys = 'accessKeyId: {keyring: a}, secretAccessKey: {file: /b}';
  const good = [
    short,
    long,
    withSink('tus:https://x.example/'),
    withSink('{kind: flight-review, url: https://x.example, visibility: private}'),
    withSink(
      `{kind: s3, region: r, bucket: abc, endpoint: 'https://x.example', pathStyle: true, part: 8 MB, ${minioKeys}}`,
    ),
    withSink("{kind: http, url: 'https://x.example', basic: {user: a, password: {file: /b}}, readBack: true}"),
    withSink("{kind: mqtt, url: 'mqtts://x.example', topic: a/b, username: a, password: {file: /b}}"),
    writeConfig({ sources: [{ folder: '/a' }], uploads: [] }),
  ];
  test('on what is right', async () => {
    for (const text of good) {
      expect([validate(parse(text)), text]).toEqual([true, text]);
      expect([await wrongs(text), text]).toEqual([[], text]);
    }
  });

  test.each([
    [''],
    [short.replace('version: 1', "version: '1'")],
    [short.replace('CH', 'ch')],
    [short.replace('  - folder: ~/QGroundControl/Logs', '  []')],
    [short.replace('name: research', 'name: a--b')],
    [short.replace('    for: scientific-research\n', '')],
    [short.replace('sink:', 'snk:')],
    [`${short}rescan: 5`],
    [`${short}rescan: 5 parsecs`],
    [`${short}spool: {most: 2}`],
    [`${short}metered: false`],
    [`${short}zones: 47.5,8.25,300`],
    [`${short}zones: [47.5,8.25,300]`],
    [`${short}zones: ['']`],
    [`${short}    bandwidth: 5 MB\n`],
    [`${short}    quiet: 08:00-18:00\n`],
    [`${short}    concurrency: 0\n`],
    [`${short}    priority: 1.5\n`],
    [withSink('sftp:x')],
    [withSink('{kind: folder, path: /x, url: y}')],
    [withSink('{kind: tus, url: https://x, bearer: abc}')],
    [withSink('{kind: tus, url: https://x, bearer: {}}')],
    [withSink('{kind: tus, url: https://x, bearer: {file: /a, keyring: b}}')],
    [withSink('{kind: s3, region: r, bucket: abc}')],
    [withSink('{kind: mqtt, url: mqtts://x, topic: a/+}')],
  ])('on what is wrong: %s', async (text) => {
    expect(validate(parse(text) ?? {})).toBe(false);
    expect(await wrongs(text)).not.toEqual([]);
  });

  test('on whatever is changed, but for a secret that is in two places or none', () => {
    const odd = fc.oneof(
      fc.constantFrom<unknown>(null, true, 0, 1, -1, 1.5, '', 'a', '5m', '5 MB', '/x', [], {}, ['a'], { a: 1 }),
      fc.string(),
    );
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.nat(),
        fc.constantFrom('set', 'drop', 'add'),
        odd,
        (text, at, how, value) => {
          const document = parse(text);
          const spots = spotsIn(document);
          const [holder, key] = spots[at % spots.length]!;
          if (how === 'drop') delete holder[key];
          else holder[how === 'add' ? 'extra' : key] = value;
          const changed = parse(stringify(document)) ?? {};
          const isForm = configFileSchema.safeParse(changed).success;
          if (!isForm) refused++;
          if (/accessKeyId|bearer|password/.test(text)) {
            // The reader counts these itself.
            if (!isForm) expect(validate(changed)).toBe(false);
          } else expect(validate(changed), stringify(document)).toBe(isForm);
        },
      ),
      { numRuns: 250 },
    );
    expect(refused).toBeGreaterThan(80);
  });
});

/** Every key of every map and list, with what holds it. */
function spotsIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    [holder, key] as [Record<string, unknown>, string],
    ...spotsIn(holder[key]),
  ]);
}
