import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidesPilot } from '../../src/filter/choose.ts';
import { type Disclosure, dimensionNames, dimensions, everything, meet, nothing } from '../../src/model/disclosure.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import { readValue } from '../../src/model/values.ts';
import { couple } from '../../src/policy/decide.ts';
import { levelNames } from '../../src/policy/levels.ts';
import { decidedDisclosure } from './arbitraries.ts';
import { canaryFill } from './canary.ts';
import { brokenPromises, firstOf, lostBySecondPass } from './compare.ts';
import { decodeLog, filterLog, type ReadFrame, type Run, tracedFrames } from './run.ts';
import { type FormatSubject, level, type NamedDisclosure, type NamedLog } from './subject.ts';
import { isMoved, ruleIn, visibilityOf } from './visibility.ts';

/** Laws of what is kept. */
export function keepingLaws(subject: FormatSubject): void {
  const levels: readonly NamedDisclosure[] = [
    { name: 'nothing', disclosure: nothing },
    level('engineering'),
    level('full'),
    { name: 'everything', disclosure: everything },
  ];
  const logs: readonly NamedLog[] = [
    { name: 'a flight', log: subject.makeLog({}) },
    { name: 'the small log', log: subject.smallLog },
    { name: 'every message', log: subject.filledLog(canaryFill(nothing, 1, 7)) },
    ...subject.samples,
  ];
  const cases = levels.flatMap(({ name: levelName, disclosure }) =>
    logs.map(({ name, log }) => ({ title: `${name}, ${levelName}`, log, disclosure })),
  );

  describe('what is kept', () => {
    test('a flight and every message are read without gaps but for unknown messages', () => {
      for (const { log } of [logs[0]!, logs[2]!]) {
        const reasons = decodeLog(subject, log).gaps.map(({ reason }) => reason);
        expect(reasons.filter((reason) => reason !== 'unknown-message')).toEqual([]);
      }
    });

    test.each(cases)('kept fields are bit-identical, hidden ones unknown, the output whole: $title', (one) => {
      const run = filterLog(subject, one.disclosure, one.log);
      expect(brokenPromises(subject, one.disclosure, run)).toEqual([]);
      if (run.output.length === 0) return;
      const head = run.output.subarray(0, DETECT_BYTES);
      expect(subject.format.detect(head, head.length === run.output.length)).toBe(true);
    });

    test.each(neighbours())('so it is where little is missing from everything: $title', ({ less }) => {
      const log = subject.filledLog(canaryFill(less, 1));
      expect(brokenPromises(subject, less, filterLog(subject, less, log, { facts: {} }))).toEqual([]);
    });

    test('so it is under any disclosure', () => {
      fc.assert(
        fc.property(decidedDisclosure, fc.nat(1000), (disclosure, seed) => {
          const log = subject.filledLog(canaryFill(disclosure, 1, seed));
          expect(brokenPromises(subject, disclosure, filterLog(subject, disclosure, log, { facts: {} }))).toEqual([]);
        }),
        { numRuns: 10 },
      );
    });

    test.each(cases)('filtering an output again keeps its frames, and what it hides and keeps: $title', (one) => {
      const first = filterLog(subject, one.disclosure, one.log);
      const second = filterLog(subject, one.disclosure, first.output);
      expect(lostBySecondPass(subject, first, second)).toEqual([]);
    });

    test('nothing is written where nothing is disclosed', () => {
      for (const { name, log } of logs) {
        const written = tracedFrames(filterLog(subject, nothing, log)).filter((event) => event.written);
        expect(firstOf([...new Set(written.map(({ frame }) => frame.schema.message))]), name).toEqual([]);
      }
    });

    test.each(logs)('full keeps every frame that it may release whole: $name', ({ log }) => {
      const { disclosure } = level('full');
      const frames = tracedFrames(filterLog(subject, disclosure, log));
      expect(frames.length).toBeGreaterThan(0);
      const lost = frames.filter(({ frame, written }) => !written && isOpen(subject, frame)).map(titleOf);
      expect(firstOf(lost)).toEqual([]);
    });

    test.each(logs)('frames written at a lower level are written at a higher one: $name', ({ log }) => {
      // A path in a frame of its own is neither more nor less than the true one, and beside that some things lead to the pilot.
      const names = levelNames.filter((name) => !isMoved(level(name).disclosure) && name !== 'track');
      const runs = names.map((name) => filterLog(subject, level(name).disclosure, log));
      for (let index = 1; index < runs.length; index++) {
        expect(onlyInFirst(runs[index - 1]!, runs[index]!), names[index]!).toEqual([]);
      }
    });

    test('a flight whose form is released loses no frame by that', () => {
      const [lower, higher] = [level('engineering'), level('dynamics')].map(({ disclosure }) =>
        filterLog(subject, disclosure, logs[0]!.log),
      );
      expect(onlyInFirst(lower!, higher!)).toEqual([]);
    });

    const comparable = neighbours().filter(({ less, more }) => !isMoved(less) && !isMoved(more));
    test.each(comparable)('less disclosed never means that more is written or kept: $title', ({ less, more }) => {
      const log = subject.filledLog(canaryFill(less, 1));
      const lower = filterLog(subject, less, log, { facts: {} });
      expect(onlyInFirst(lower, filterLog(subject, more, log, { facts: {} }))).toEqual([]);
    });

    test('nor under any two disclosures', () => {
      fc.assert(
        fc.property(decidedDisclosure, decidedDisclosure, fc.nat(1000), (a, b, seed) => {
          const less = couple(meet(a, b));
          fc.pre(!isMoved(less) && !isMoved(a) && !hidesPilot(a));
          const log = subject.filledLog(canaryFill(less, 1, seed));
          const lower = filterLog(subject, less, log, { facts: {} });
          expect(onlyInFirst(lower, filterLog(subject, a, log, { facts: {} }))).toEqual([]);
        }),
        { numRuns: 10 },
      );
    });

    test('differences of times survive', () => {
      const run = filterLog(subject, level('engineering').disclosure, logs[0]!.log);
      const found = timesOf(subject, run);
      expect(found.compared).toBeGreaterThan(10);
      expect(firstOf(found.problems)).toEqual([]);
    });
  });
}

interface Neighbours {
  readonly title: string;
  readonly less: Disclosure;
  readonly more: Disclosure;
}

/** Everything disclosed but for one dimension, which is at one step and at the next. */
function neighbours(): Neighbours[] {
  return dimensionNames.flatMap((dimension) => {
    const steps = dimensions[dimension] as readonly string[];
    return steps.slice(1).map((step, index): Neighbours => {
      const at = (chosen: string): Disclosure => couple({ ...everything, [dimension]: chosen });
      return { title: `${dimension} ${steps[index]} and ${step}`, less: at(steps[index]!), more: at(step) };
    });
  });
}

/** Whether `full` releases the frame as it is, by the catalog and the format's vocabularies. */
function isOpen(subject: FormatSubject, { schema, body, defines }: ReadFrame): boolean {
  // Definitions come and go with what they define; without one its frames could not be read.
  if (!schema.known || defines !== null) return false;
  const rules = schema.fields.map((field) => ruleIn(field, schema.fields, body));
  const seen = rules.map((rule) => (rule === undefined ? 'hidden' : visibilityOf(rule, level('full').disclosure)));
  if (seen.includes('hidden')) return false;
  return !seen.includes('judged') || (subject.isClassified?.(schema, body) ?? false);
}

function titleOf({ frame }: { frame: ReadFrame }, index: number): string {
  return `frame ${index}: ${frame.schema.message}`;
}

const openness = { hidden: 0, changed: 1, kept: 2 };

/** Frames and fields that the first run released and the second did not. */
function onlyInFirst(first: Run, second: Run): string[] {
  const frames = tracedFrames(first);
  const others = tracedFrames(second);
  expect(others.length).toBe(frames.length);
  const found: string[] = [];
  const seen = new Set<number>();
  frames.forEach(({ frame, written }, index) => {
    const { schema } = frame;
    if (!written) return;
    if (!others[index]!.written) found.push(titleOf({ frame }, index));
    if (seen.has(schema.index)) return;
    seen.add(schema.index);
    const more = second.counts.plans[schema.index]!.outcomes;
    first.counts.plans[schema.index]!.outcomes.forEach(({ field, outcome }, ordinal) => {
      const other = more[ordinal]!.outcome;
      if (openness[outcome] > openness[other]) found.push(`${schema.message}.${field} is ${outcome}, then ${other}`);
    });
  });
  return firstOf(found);
}

/** Compares how far times of one field and sender lie apart, before and after. Zero means that a time is not known. */
function timesOf(subject: FormatSubject, run: Run): { compared: number; problems: string[] } {
  const written = tracedFrames(run).filter((event) => event.written);
  const output = decodeLog(subject, run.output).frames;
  const last = new Map<string, { before: bigint; after: bigint }>();
  const problems: string[] = [];
  let compared = 0;
  written.forEach(({ frame }, index) => {
    const { schema, sender, body } = frame;
    const plan = run.counts.plans[schema.index]!;
    schema.fields.forEach((field, ordinal) => {
      const isTime = field.rules[0]?.clock !== undefined && field.length === 1 && !field.type.startsWith('f');
      if (!isTime || plan.outcomes[ordinal]!.outcome !== 'changed') return;
      const before = BigInt(readValue(body, field.offset, field.type));
      const after = BigInt(readValue(output[index]!.body, field.offset, field.type));
      const key = `${schema.message}.${field.name} of ${subject.format.senderName(sender)}`;
      const previous = last.get(key);
      if (before === 0n) return;
      last.set(key, { before, after });
      if (previous === undefined) return;
      compared++;
      if (before - previous.before !== after - previous.after) problems.push(`frame ${index}: ${key}`);
    });
  });
  return { compared, problems };
}
