import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLoop, loopFactsOf } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import type { LoopCounts } from '../../../src/filter/loop.ts';
import { dataflashCatalog } from '../../../src/formats/dataflash/catalog.ts';
import { detectFormat } from '../../../src/formats/index.ts';
import type { Format } from '../../../src/model/format.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { brokenPromises } from '../../suite/compare.ts';
import { filterLog, surveyLog } from '../../suite/run.ts';
import { readLog } from './read.ts';

type Counts = Record<string, number>;
const bytesOf: Readonly<Record<string, number>> = {
  ...{ a: 64, b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, f: 4, d: 8, g: 2, n: 4, N: 16, Z: 64, c: 2, C: 2, e: 4, E: 4 },
  ...{ L: 4, M: 1, q: 8, Q: 8 },
};

/** A plain reader, written anew for these tests: strict, from record to record. */
function countBinary(log: Uint8Array): { counts: Counts; isWhole: boolean } {
  const counts: Counts = {};
  const types = new Map<number, { name: string; length: number }>([[128, { name: 'FMT', length: 89 }]]);
  const text = (from: number, to: number): string =>
    Buffer.from(log.subarray(from, to)).toString('latin1').replace(/\0.*$/s, '');
  let at = 0;
  while (at + 3 <= log.length) {
    const type = types.get(log[at + 2]!);
    if (log[at] !== 0xa3 || log[at + 1] !== 0x95 || type === undefined) return { counts, isWhole: false };
    if (at + type.length > log.length) break;
    counts[type.name] = (counts[type.name] ?? 0) + 1;
    if (type.name === 'FMT') {
      const length = [...text(at + 9, at + 25)].reduce((sum, one) => sum + bytesOf[one]!, 3);
      if (length !== log[at + 4]) return { counts, isWhole: false };
      types.set(log[at + 3]!, { name: text(at + 5, at + 9), length });
    }
    at += type.length;
  }
  return { counts, isWhole: true };
}

/** Lines that have a name and as many columns as their definition. */
function countText(log: Uint8Array): { counts: Counts; isWhole: boolean } {
  const counts: Counts = {};
  const columns = new Map<string, number>();
  let others = 0;
  for (const line of Buffer.from(log).toString('latin1').split(/\r?\n/)) {
    const parts = line.split(/, ?/);
    const name = parts[0]!;
    if (name === 'FMT') columns.set(parts[3]!, parts[4]!.length);
    const isWell = name === 'FMT' || parts.length - 1 === columns.get(name) || (name === 'MSG' && columns.has(name));
    if (isWell) counts[name] = (counts[name] ?? 0) + 1;
    else if (line !== '') others++;
  }
  return { counts, isWhole: others === 0 };
}

function filtered(format: Format, log: Uint8Array, level: Level): { output: Uint8Array; counts: LoopCounts } {
  const loop = createLoop(format, levels[level], FlightKeys.ofSeed('corpus', 0), loopFactsOf(surveyLog(format, log)));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(log)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return { output: new Uint8Array(Buffer.concat(pieces)), counts: loop.counts() };
}

/** What was written of each message. */
function writtenOf({ plans, written }: LoopCounts): Counts {
  const counts: Counts = {};
  for (const [index, { schema }] of plans.entries()) {
    if (written[index]! > 0) counts[schema.message] = (counts[schema.message] ?? 0) + written[index]!;
  }
  return counts;
}

for (const [container, kind, count, name] of [
  ['bin', 'dataflash-bin', countBinary, 'dataflash'],
  ['log', 'dataflash-log', countText, 'dataflash-text'],
] as const) {
  describeCorpus(`recorded ${kind} logs`, kind, (files) => {
    describe.each(files.map((path) => [basename(path), path] as const))('%s', { timeout: 60_000 }, (_, path) => {
      const log = new Uint8Array(readFileSync(path));
      const format = detectFormat(log, true);

      test('is found out by its content, and read to its end', () => {
        expect(format.name).toBe(name);
        const { names, gaps } = readLog(container, log, dataflashCatalog());
        const counts: Counts = {};
        for (const message of names) counts[message] = (counts[message] ?? 0) + 1;
        expect(counts).toEqual(count(log).counts);
        expect(Object.keys(counts).length).toBeGreaterThan(10);
        // A ground station's header before the first row, or a record that the end cuts off.
        const lost = gaps.reduce((sum, { length }) => sum + length, 0);
        expect(lost).toBeLessThan(80);
        if (container === 'log') expect(gaps.every(({ offset }) => offset < 80)).toBe(true);
        else expect(gaps.every(({ reason }) => reason === 'end-of-input')).toBe(true);
      });

      test.each(['engineering', 'dynamics', 'full'] as const)('at %s a strict reader reads what was kept', (level) => {
        const { output, counts } = filtered(format, log, level);
        const read = count(output);
        expect(read).toEqual({ counts: writtenOf(counts), isWhole: true });
        expect(detectFormat(output, true).name).toBe(name);
        const frames = counts.written.reduce((sum, one) => sum + one, 0);
        expect(frames).toBeGreaterThan(counts.withheld.reduce((sum, one) => sum + one, 0));
      });

      test('nothing that is kept at dynamics counts from boot on', () => {
        const { output, counts } = filtered(format, log, 'dynamics');
        expect(countersIn(readLog(container, output, dataflashCatalog()), counts)).toEqual([]);
      });

      if (container === 'bin') {
        test('at engineering every kept column has its bits, and every hidden one says so', () => {
          const run = filterLog({ format }, levels.engineering, log);
          expect(brokenPromises({ format }, levels.engineering, run)).toEqual([]);
        });
      }

      test('at full only what is never released is missing', () => {
        const { counts } = filtered(format, log, 'full');
        const missing = counts.plans.filter((_plan, index) => counts.withheld[index]! > 0);
        expect(
          missing.filter(({ schema }) => schema.known && schema.teaches !== true && !isNeverReleased(schema)),
        ).toEqual([]);
      });
    });
  });
}

/** Whole numbers that only rise, other than within one plan or one batch of samples. */
const numbering: ReadonlySet<string> = new Set(['CMD.CNum', 'MISE.CNum', 'ISBD.seqno']);

/** Columns that are kept and only rise, in many steps, other than totals of what was used. */
function countersIn({ rows }: ReturnType<typeof readLog>, { plans }: LoopCounts): string[] {
  const kept = plans.flatMap(({ schema, outcomes }) =>
    outcomes.flatMap(({ field, category, outcome }) => {
      const at = `${schema.message}.${field}`;
      return outcome === 'kept' && category !== 'absoluteTime' && !numbering.has(at) ? [at] : [];
    }),
  );
  const series = new Map<string, number[]>();
  for (const { message, schema, values } of rows) {
    // Of each sensor, link and channel its own.
    const which = schema.fields.flatMap(({ name, rules }) =>
      rules[0]?.category === 'structural' && !numbering.has(`${message}.${name}`) ? [values[name]] : [],
    );
    for (const { name, type, rules } of schema.fields) {
      if (!/^[iu]/.test(type) || rules[0]?.role === 'total') continue;
      const key = `${message}.${name}/${which.join()}`;
      const numbers = series.get(key) ?? [];
      if (numbers.push(Number(values[name])) === 1) series.set(key, numbers);
    }
  }
  const rises = (numbers: readonly number[]): boolean =>
    new Set(numbers).size >= 6 && numbers.every((one, index) => index === 0 || one >= numbers[index - 1]!);
  const counters = [...series].flatMap(([key, numbers]) => (rises(numbers) ? [key.replace(/\/.*/, '')] : []));
  return kept.filter((at) => counters.includes(at));
}

/** Whether all that a message tells is of a kind that no level releases, or not known to the vocabularies. */
function isNeverReleased({ fields }: Schema): boolean {
  const rules = fields.flatMap((field) => field.rules);
  const never = /^(opaque|credential|thirdParty\w+|structural|absoluteTime)$/;
  const isJudged = rules.some(({ role }) => /^(command|param[1-7]|parameterName)$/.test(role ?? ''));
  return isJudged || rules.every(({ category }) => never.test(category));
}
