import { expect, test } from 'vitest';
import { formatsFor, isBuiltIn } from '../../../src/cli/format-options.ts';
import { allFormats } from '../../../src/formats/index.ts';
import type { Format } from '../../../src/model/format.ts';

/** Whether the catalog has places of the operator instead of the aircraft's. */
function isOfOperator(formats: readonly Format[]): boolean {
  const rows = [...formats.find(({ name }) => name === 'nmea')!.catalog()];
  const categories = new Set(rows.map(({ rule }) => rule?.category));
  expect(categories.has('operatorPosition')).toBe(!categories.has('aircraftPosition'));
  return categories.has('operatorPosition');
}

test('whose receiver it is can be told where formats are chosen', async () => {
  expect(isOfOperator(allFormats())).toBe(false);
  expect(isOfOperator(allFormats({ nmeaOf: 'aircraft' }))).toBe(false);
  expect(isOfOperator(allFormats({ nmeaOf: 'operator' }))).toBe(true);
  expect(isOfOperator(await formatsFor({}))).toBe(false);
  expect(isOfOperator(await formatsFor({ nmeaOf: 'operator' }))).toBe(true);
  expect(isBuiltIn({})).toBe(true);
  expect(isBuiltIn({ nmeaOf: 'aircraft' })).toBe(false);
  await expect(formatsFor({ nmeaOf: 'pilot' })).rejects.toMatchObject({ code: 'usage' });
});
