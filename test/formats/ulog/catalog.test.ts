import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ulogCatalog } from '../../../src/formats/ulog/catalog.ts';
import { generate } from '../../../src/formats/ulog/gen/generate.ts';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { catalogRows } from '../../../src/model/catalog-table.ts';
import { topicTexts } from './topics.ts';

test('the generated catalog is what its tables say: else run npm run generate', () => {
  for (const [name, text] of Object.entries(generate())) {
    expect(readFileSync(new URL(`../../../src/formats/ulog/gen/${name}`, import.meta.url), 'utf8')).toBe(text);
  }
});

test('the format lists every row of the catalog, in its order', () => {
  const rows = [...ulogFormat().catalog()];
  expect(rows).toEqual([...catalogRows('ulog', ulogCatalog())]);
  expect(new Set(rows.map(({ format }) => format))).toEqual(new Set(['ulog']));
  expect(rows.every(({ rule }) => rule !== null)).toBe(true);
  expect(rows.length).toBeGreaterThan(4000);
});

test("the catalog has what a log holds beside topics, and PX4's topics", () => {
  const beside = [...ulogCatalog().keys()].filter((name) => name.startsWith('('));
  expect(beside.sort()).toEqual([
    ...['(dropout)', '(header)', '(info)', '(logged string)', '(multi info)', '(parameter default)', '(parameter)'],
    ...['(sync)', '(tagged string)'],
  ]);
  expect([...topicTexts.keys()].filter((topic) => !ulogCatalog().has(topic))).toEqual([]);
});
