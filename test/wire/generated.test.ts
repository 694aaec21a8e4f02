import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generate } from '../../src/wire/gen/generate.ts';

const files = generate();
const folder = new URL('../../src/wire/gen/', import.meta.url);

test('generating the wire modules again changes nothing', () => {
  const written = readdirSync(folder).filter((name) => name !== 'generate.ts');
  expect(Object.keys(files).sort()).toEqual(written.sort());
  for (const [name, text] of Object.entries(files)) {
    expect(readFileSync(new URL(name, folder), 'utf8') === text, `${name} is what its generator writes`).toBe(true);
    expect(text).toMatch(/^\/\/ Written by generate\.ts from proto\/\w+\.proto\. Do not edit\.\n/);
    expect(text).not.toMatch(/roots|export default|as default/);
  }
});

test('every message of proto has its module', () => {
  const protos = readdirSync(new URL('../../proto/', import.meta.url)).filter((name) => name.endsWith('.proto'));
  // Records have a codec of their own, in src/formats/record/gen: a test there says that it is of all of them.
  const ofRecords = [
    'device_info',
    'flight_record',
    'operator_info',
    'operator_position',
    'record',
    'sensitivity',
    'warning',
  ];
  const sources = Object.values(files).map((text) => /proto\/(\w+\.proto)/.exec(text)![1]);
  expect([...sources, ...ofRecords.map((name) => `${name}.proto`)].sort()).toEqual(protos.sort());
});
