import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { detectFormat } from '../../../src/formats/index.ts';
import { type Level, levelNames, levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { decodeLog, filterLog, surveyLog } from '../../suite/run.ts';
import { cellsOf } from './tables.ts';

const subject = { format: csvFormat() };

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Read by the tests' own reader; what the last column holds beyond is of it. */
function tableOf(bytes: Uint8Array): Table {
  const [names = [], ...rows] = cellsOf(Buffer.from(bytes).toString('latin1')).filter((row) => row.length > 1);
  const width = names.length;
  return { names, rows: rows.map((row) => [...row.slice(0, width - 1), row.slice(width - 1).join(',')]) };
}

/** Columns whose cells `full` does not release: nobody reads them as numbers. */
const withheld = ['Time(text)'];
/** Columns that tell who, where and when: none of their values may stand in what hides it. */
const telling =
  /latitude|longitude|Sn$|aircraftName|city|updateTime|^time$|timestamp|ground_elevation|altitude_a|tip$|warn$/i;

describeCorpus('recorded tables', 'dji-csv', (files) => {
  describe.each(files.map((file) => ({ name: basename(file), log: new Uint8Array(readFileSync(file)) })))(
    '$name',
    ({ log }) => {
      const input = tableOf(log);
      const runs = new Map(levelNames.map((name) => [name, filterLog(subject, levels[name], log)]));
      const outputOf = (name: Level): Table => tableOf(runs.get(name)!.output);

      test('it is a table, and every row of it is read', () => {
        expect(detectFormat(log, true).name).toBe('csv');
        const { frames, gaps } = decodeLog(subject, log);
        expect(frames.length).toBe(input.rows.length + 1);
        expect(gaps.filter(({ reason }) => reason !== 'noise')).toEqual([]);
        const facts = surveyLog(subject.format, log);
        expect(facts.tracks[0]!.length).toBeGreaterThan(input.rows.length * 0.9);
        expect(facts.durationS).toBeGreaterThan(5);
      });

      test.each(['dynamics', 'track', 'full'] as const)('no row is lost: %s', (name) => {
        const most = name === 'track' ? 0 : 0.99;
        expect(outputOf(name).rows.length).toBeGreaterThanOrEqual(input.rows.length * most);
      });

      test('full keeps every byte', () => {
        const output = outputOf('full');
        for (const [index, column] of input.names.entries()) {
          if (withheld.includes(column)) continue;
          expect(output.names[index]).toBe(column);
          expect(output.rows.map((row) => row[index])).toEqual(input.rows.map((row) => row[index]));
        }
        if (!input.names.some((column) => withheld.includes(column)))
          expect(Buffer.compare(runs.get('full')!.output, log)).toBe(0);
      });

      test.each(['engineering', 'dynamics'] as const)(
        'what is kept is what it was, all else is hidden or another: %s',
        (name) => {
          const { counts, output } = runs.get(name)!;
          const table = tableOf(output);
          const plan = counts.plans.find(({ schema }) => schema.message !== 'header')!;
          if (plan.verdict === 'drop') return;
          const outcomes = new Map(plan.outcomes.map(({ field, outcome }) => [field, outcome]));
          let kept = 0;
          for (const [index, column] of input.names.entries()) {
            const before = input.rows.map((row) => row[index]!);
            const after = table.rows.map((row) => row[index]!);
            const field = column.toLowerCase().replace(/\(seconds\)$/, '');
            const times = input.names.slice(0, index).filter((other) => other === column).length;
            const outcome = outcomes.get(times === 0 ? field : `${field}#${times + 1}`) ?? 'hidden';
            if (outcome === 'hidden')
              expect(
                after.every((cell) => cell === ''),
                column,
              ).toBe(true);
            else if (outcome === 'kept') expect(after, column).toEqual(before);
            else
              expect(
                after.map((cell) => cell === ''),
                column,
              ).toEqual(before.map((cell) => cell === ''));
            if (outcome === 'kept') kept += before.filter((cell) => cell !== '').length;
          }
          expect(kept).toBeGreaterThan(90);
        },
      );

      test.each(['withhold', 'summary', 'engineering', 'dynamics'] as const)(
        'nothing that tells is left: %s',
        (name) => {
          const text = Buffer.from(runs.get(name)!.output).toString('latin1');
          const secrets = new Set(
            input.names.flatMap((column, index) => (telling.test(column) ? input.rows.map((row) => row[index]!) : [])),
          );
          const long = [...secrets].filter((secret) => secret.length >= 9 && !/^-?0[.0]*$/.test(secret));
          expect(long.length).toBeGreaterThan(50);
          const cells = new Set(text.split(/[,\r\n]/));
          expect(long.filter((secret) => cells.has(secret))).toEqual([]);
          expect(long.filter((secret) => /[A-Za-z]{3}/.test(secret) && text.includes(secret))).toEqual([]);
        },
      );

      test('filtering again loses nothing', () => {
        for (const name of ['engineering', 'dynamics'] as const) {
          const first = runs.get(name)!;
          const again = filterLog(subject, levels[name], first.output);
          expect(again.counts.withheld.every((count) => count === 0)).toBe(true);
          expect(again.counts.gapBytes).toEqual({});
        }
      });
    },
  );
});

test('these checks find what is left', () => {
  const { names, rows } = tableOf(Buffer.from('a,"b, c"\r\n1,2,3\n'));
  expect(names).toEqual(['a', 'b, c']);
  expect(rows).toEqual([['1', '2,3']]);
});
