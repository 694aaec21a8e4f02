import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../src/bytes/canonical-json.ts';

test('keys are sorted by code units at every depth, text is ASCII, a newline ends it', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 'é\u2028😀', c: true }], Z: '"\n' })).toBe(
    '{\n "Z": "\\"\\n",\n "a": [\n  {\n   "c": true,\n   "d": "\\u00e9\\u2028\\ud83d\\ude00"\n  }\n ],\n "b": 1\n}\n',
  );
});

test('the order in which keys were set does not matter, and nothing is lost', () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2 },
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('tree')),
      tie('record'),
    ),
    record: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('tree'),
      { noNullPrototype: true },
    ),
  }));
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, turned(part)]),
    );
  };
  fc.assert(
    fc.property(tree, (value) => {
      const text = canonicalJson(value as Json);
      expect(canonicalJson(turned(value) as Json)).toBe(text);
      expect(JSON.parse(text)).toEqual(value);
      expect(text).toMatch(/^[\n -~]*\n$/);
    }),
    { numRuns: 50 },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0, 2 ** 53])('%s has no one form', (value) => {
  expect(() => canonicalJson({ value })).toThrow(RangeError);
});
