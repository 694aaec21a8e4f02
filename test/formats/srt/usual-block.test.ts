import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SrtBody } from '../../../src/formats/srt/body.ts';
import { srtFormat } from '../../../src/formats/srt/index.ts';
import { Found } from '../../../src/model/format.ts';
import { bytesOf, textOf } from './writer.ts';

/** What is read of each block: its values, its text and where its parts end. @param behind what stands behind each block's number */
function read(texts: readonly string[], behind: string): unknown[] {
  const times = '\n00:00:01,000 --> 00:00:01,033\n';
  const bytes = bytesOf(texts.map((text, index) => `${index + 1}${behind}${times}${text}`).join(''));
  const decoder = srtFormat().createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const found: unknown[] = [];
  for (let what = decoder.next(); what !== Found.more; what = decoder.next()) {
    if (what === Found.schema) found.push(decoder.schema.fields.map(({ name }) => name));
    if (what === Found.gap) found.push(decoder.gap.reason);
    if (what !== Found.frame) continue;
    const { start, end, parsed, bodyLength } = decoder.frame;
    const { bytes: values, textStart, textEnd } = parsed as SrtBody;
    const text = textOf(bytes.subarray(start + textStart, start + textEnd));
    found.push([text, end - start - textEnd, Buffer.from(values.subarray(0, bodyLength)).toString('hex')]);
  }
  return found;
}

const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -89e6, max: 89e6 }).map((digits) => (digits / 1e6).toFixed(6)) },
  fc.constantFrom(
    '1',
    '-0.000000',
    '+1.000000',
    '1.00000',
    '1.0000000',
    '91.000000',
    '999.000000',
    '1234.000000',
    '.000001',
    'n/a',
    '',
  ),
);
const setting = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('100', '1/640.0') },
  fc.constantFrom('', 'x', '1 2', '1234567890123'),
);
const text = fc
  .tuple(
    setting,
    number,
    number,
    fc.constantFrom('2024-05-17 09:30:00.033', '2024-05-17 09:30:01.1', '2024-02-30 09:30:00'),
  )
  .map(
    ([iso, latitude, longitude, date]) => `${date}\n[iso: ${iso}] [latitude: ${latitude}] [longitude: ${longitude}]\n`,
  );
const behind = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  '\n\n',
  '',
  '\r\n',
  '\n\n\n\n\n\n\n\n\n\n',
  '7\n',
  '7\n\n',
  'more\n\n',
  '\r\n\n',
);

test('blocks that are as the one before are read as those whose end is looked for first', () => {
  let alike = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(text, behind), { maxLength: 12 }), (drawn) => {
      const texts = drawn.map(([body, end]) => body + end);
      // A blank behind the number makes all the difference.
      const found = read(texts, '');
      expect(found).toEqual(read(texts, ' '));
      alike += found.filter((one) => Array.isArray(one)).length;
    }),
    { numRuns: 300 },
  );
  expect(alike).toBeGreaterThan(1000);
});

test.each([
  ['-1.500000', -1_500_000],
  ['+1.500000', 1_500_000],
  ['89.999999', 89_999_999],
  ['-0.000001', -1],
])('a latitude of %s is read behind others', (latitude, expected) => {
  expect(latitudesIn('1.000000', latitude)).toEqual([1_000_000, expected]);
});

test.each([
  '1.0000x0',
  '1.0000.0',
  '1.00000',
  '1.0000000',
  '1x000000',
  '1,000000',
  '90.000001',
  // Whole numbers of 32 bits, a few of which would be others.
  '4294.967297',
  '-4294.967297',
  '18446744073710.551617',
  '-',
  '1.000000m',
])('a latitude of %s is none', (latitude) => {
  expect(latitudesIn('1.000000', latitude)[1]).not.toBeTypeOf('number');
});

/** What is read in blocks, in units of the last of six decimals; undefined for one of another form. */
function latitudesIn(...latitudes: string[]): (number | undefined)[] {
  const texts = latitudes.map((latitude) => `[iso: 100] [latitude: ${latitude}] [longitude: 2.000000]\n\n`);
  const bytes = bytesOf(texts.map((text, index) => `${index + 1}\n00:00:01,000 --> 00:00:01,033\n${text}`).join(''));
  const decoder = srtFormat().createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const found: (number | undefined)[] = [];
  for (let what = decoder.next(); what !== Found.more; what = decoder.next()) {
    if (what !== Found.frame) continue;
    const { schema, parsed } = decoder.frame;
    const field = schema.fields.find(
      ({ name, type, units }) => name === 'latitude' && type === 'i32' && units === 'deg/1000000',
    );
    found.push(field === undefined ? undefined : parsed!.view.getInt32(field.offset, true));
  }
  return found;
}
