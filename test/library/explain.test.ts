import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, dimensions, explain, levelNames, localPolicy } from '../../src/index.ts';
import { dataCategoryNames } from '../../src/model/category.ts';
import { dimensionNames } from '../../src/model/disclosure.ts';
import { anyRequest, anyRules } from '../suite/arbitraries.ts';

const isSentence = (text: string): boolean => /^[A-Z].{8,}\.$/.test(text);

test.each(levelNames)('%s is explained: every dimension in order, with its step, rule and meaning', (level) => {
  const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
  const explanation = explain(decision);
  expect(explanation.map(({ dimension }) => dimension)).toEqual(dimensionNames);
  for (const { dimension, step, steps, rule, reason, meaning } of explanation) {
    expect(step).toBe(decision.disclosure[dimension]);
    expect(steps).toEqual(dimensions[dimension]);
    expect(rule).toBe(decision.because[dimension]);
    expect([reason, meaning].filter((text) => !isSentence(text))).toEqual([]);
  }
});

test('each step of each dimension has a meaning of its own', () => {
  const meanings = new Set<string>();
  let steps = 0;
  for (const dimension of dimensionNames) {
    for (const step of dimensions[dimension]) {
      const { disclosure, ...decision } = decide({ purpose: 'local', recipient: 'self', level: 'full' }, localPolicy);
      const explanation = explain({ ...decision, disclosure: { ...disclosure, [dimension]: step } });
      meanings.add(explanation.find((one) => one.dimension === dimension)!.meaning);
      steps++;
    }
  }
  expect(meanings.size).toBe(steps);
  expect([...meanings].filter((meaning) => !isSentence(meaning))).toEqual([]);
});

test('every rule of decisions has a sentence of its own, rules of others are called by name', () => {
  const source = readFileSync(new URL('../../src/policy/decide.ts', import.meta.url), 'utf8');
  const names = [...source.matchAll(/'((?:[a-z]+-)+[a-z]+)'|'(unbound|level)'/g)].map(
    ([, dashed, word]) => dashed ?? word!,
  );
  expect(names.length).toBeGreaterThan(6);
  const decision = decide({ purpose: 'local', recipient: 'self', level: 'full' }, localPolicy);
  const reasonOf = (rule: string): string =>
    explain({ ...decision, because: { ...decision.because, place: rule } }).find(
      ({ dimension }) => dimension === 'place',
    )!.reason;
  expect([...new Set(names)].filter((name) => reasonOf(name) === `The rule ${name} allows no more.`)).toEqual([]);
  expect(reasonOf('my-own-rule')).toBe('The rule my-own-rule allows no more.');
});

test('categories are each governed once, and a decision under any rules is explained', () => {
  fc.assert(
    fc.property(anyRequest, anyRules, (request, rules) => {
      const explanation = explain(decide(request, { rules }));
      expect(explanation.flatMap(({ categories }) => categories).sort()).toEqual([...dataCategoryNames].sort());
      for (const { steps, step } of explanation) expect(steps).toContain(step);
      expect(explanation.every(({ reason }) => isSentence(reason) || reason.includes('rule '))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
