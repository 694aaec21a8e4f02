import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothing } from '../../src/model/disclosure.ts';
import { decidedDisclosure } from './arbitraries.ts';
import { type Canary, canariesOf, canaryFill, findCanaries } from './canary.ts';
import { differences, firstOf } from './compare.ts';
import { decodeLog, filterLog } from './run.ts';
import { type FormatSubject, level, levelWith, type NamedDisclosure } from './subject.ts';

/** Twins and canaries: what a disclosure hides is not in the output, and does not change it. */
export function secretLaws(subject: FormatSubject): void {
  const levels: readonly NamedDisclosure[] = [
    { name: 'nothing', disclosure: nothing },
    level('engineering'),
    levelWith('engineering', { device: 'none' }),
    level('full'),
  ];

  describe('twins', () => {
    for (const { name, hiddenBy, shownBy } of subject.secrets) {
      for (const { name: title, disclosure } of hiddenBy) {
        test(`flights that differ in ${name} give the same bytes: ${title}`, () => {
          const log = subject.makeLog({});
          const plain = filterLog(subject, disclosure, log).output;
          expect(plain.length).toBeGreaterThan(0);
          for (const variant of [1, 2, 3, 4, 5]) {
            const twin = subject.makeLog({ [name]: variant });
            expect(Buffer.compare(twin, log), `variant ${variant} changes the log`).not.toBe(0);
            const { output } = filterLog(subject, disclosure, twin);
            expect(differences(subject, plain, output), `variant ${variant}`).toEqual([]);
          }
        });
      }
      if (shownBy === undefined) continue;
      test(`flights that differ in ${name} differ where it is released: ${shownBy.name}`, () => {
        const [one, other] = [0, 1].map((variant) =>
          filterLog(subject, shownBy.disclosure, subject.makeLog({ [name]: variant })),
        );
        expect(differences(subject, one!.output, other!.output)).not.toEqual([]);
      });
    }

    test('flights that differ in all that engineering hides give the same bytes', () => {
      const { disclosure } = levelWith('engineering', { device: 'none' });
      const names = subject.secrets.filter(({ hiddenBy }) => hiddenBy.length > 0).map(({ name }) => name);
      const plain = filterLog(subject, disclosure, subject.makeLog({})).output;
      fc.assert(
        fc.property(fc.array(fc.nat(50), { minLength: names.length, maxLength: names.length }), (variants) => {
          const secrets = Object.fromEntries(names.map((name, index) => [name, variants[index]!]));
          const { output } = filterLog(subject, disclosure, subject.makeLog(secrets));
          expect(differences(subject, plain, output)).toEqual([]);
        }),
        { numRuns: 20 },
      );
    });

    test('whatever is hidden in whichever message changes no byte, under any disclosure', () => {
      fc.assert(
        fc.property(decidedDisclosure, fc.nat(1000), (disclosure, seed) => {
          const [one, other] = [1, 2].map((hiddenSeed) =>
            filterLog(subject, disclosure, subject.filledLog(canaryFill(disclosure, hiddenSeed, seed)), { facts: {} }),
          );
          expect(differences(subject, one!.output, other!.output)).toEqual([]);
        }),
        { numRuns: 15 },
      );
    });
  });

  describe('canaries', () => {
    test('the log with canaries has every message of the catalog, and no gaps', () => {
      const { frames, gaps } = decodeLog(subject, subject.filledLog(canaryFill(nothing, 1)));
      expect(gaps).toEqual([]);
      const present = new Set(frames.map(({ schema }) => schema.message));
      const missing = new Set(
        [...subject.format.catalog()].map((row) => row.message).filter((name) => !present.has(name)),
      );
      expect([...missing]).toEqual([]);
    });

    test.each(levels)('nothing hidden is found anywhere in the output: $name', ({ disclosure }) => {
      const log = subject.filledLog(canaryFill(disclosure, 1));
      const canaries = canariesOf(decodeLog(subject, log).frames, disclosure);
      // The search itself: it finds every one of them in the input.
      expect(canaries.length).toBeGreaterThan(0);
      const foundBefore = new Set(findCanaries(log, canaries));
      expect(firstOf(titles(canaries.filter((canary) => !foundBefore.has(canary))))).toEqual([]);

      const { output } = filterLog(subject, disclosure, log);
      expect(firstOf(titles(findCanaries(output, canaries)))).toEqual([]);
    });

    for (const { name, log, pattern, hiddenBy } of subject.plants) {
      test.each(hiddenBy)(`${name} is not found in the output: $name`, ({ disclosure }) => {
        expect(Buffer.from(log).includes(Buffer.from(pattern)), 'the pattern stands in the log').toBe(true);
        const { output } = filterLog(subject, disclosure, log);
        expect(Buffer.from(output).includes(Buffer.from(pattern))).toBe(false);
      });
    }
  });
}

function titles(canaries: readonly Canary[]): string[] {
  return [...new Set(canaries.map(({ message, field }) => `${message}.${field}`))];
}
