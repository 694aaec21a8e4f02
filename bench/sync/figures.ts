import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Row, table } from '../markdown.ts';
import { staleness } from '../product.ts';
import { circumstances } from '../relay/circumstances.ts';
import { withSection } from '../relay/results-file.ts';
import type { Circumstances } from '../tables.ts';

/** One number, with the bound that it has to keep, if any. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  /** Put after the number. */
  readonly unit?: string;
  /** More of it for people: the spread, what it is made of. */
  readonly note?: string;
  readonly least?: number;
  readonly most?: number;
}

export interface Outcome {
  readonly figures: readonly Figure[];
  /** What was wrong besides numbers: a log that is not there, an output that differs. */
  readonly failures: readonly string[];
  /** What was done, in sentences. */
  readonly about: readonly string[];
}

/** A bench that is a program of its own. */
export interface Program {
  /** Of the npm script, such as `bench:sync`. */
  readonly script: string;
  /** The section's title in RESULTS.md. */
  readonly title: string;
  /** The section's marker there: letters only. */
  readonly marker: string;
}

/** What is wrong, each as a sentence. A number that is none misses its bound too. */
export function missedIn({ figures, failures }: Pick<Outcome, 'figures' | 'failures'>): string[] {
  const missed = figures.flatMap((figure) => {
    const { what, measured, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = figure;
    if (Number.isFinite(measured) && measured >= least && measured <= most) return [];
    return [`${what} is ${measured}${unitOf(figure)}, not ${boundOf(figure) || 'a number'}`];
  });
  return [...missed, ...failures];
}

/** A line for people. */
export function lineOf(figure: Figure): string {
  const bound = boundOf(figure);
  const note = figure.note === undefined ? '' : ` (${figure.note})`;
  return `${figure.what}: ${figure.measured}${unitOf(figure)}${note}${bound === '' ? '' : `; bound: ${bound}`}`;
}

/** The section of RESULTS.md. */
export function sectionOf(program: Program, args: readonly string[], outcome: Outcome, at: Circumstances): string {
  const missed = missedIn(outcome);
  const rows = outcome.figures.map(
    (figure): Row => [
      figure.what,
      `${figure.measured}${unitOf(figure)}${figure.note === undefined ? '' : ` (${figure.note})`}`,
      boundOf(figure),
    ],
  );
  const command = ['npm run', program.script, '--', ...args, '--write'].join(' ');
  return [
    `## ${program.title}`,
    `Written by \`${command}\` on ${at.date} at commit ${at.commit}, ${at.machine}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    outcome.about.join(' '),
    table(['what', 'measured', 'bound'], rows),
  ].join('\n\n');
}

/**
 * Runs a bench as a program: prints a line a figure, writes its section where that is asked for, and ends with 1 if a bound is missed and 2 if nothing could
 * be measured.
 * @param args what was asked for, as it would be typed, without --write
 */
export async function runProgram(
  program: Program,
  {
    write,
    product,
    args,
  }: { readonly write: boolean; readonly product?: string | undefined; readonly args: readonly string[] },
  measure: (tell: (what: string) => void) => Promise<Outcome>,
): Promise<void> {
  try {
    const stale = product === undefined ? staleness() : undefined;
    if (stale !== undefined) throw new Error(stale);
    const outcome = await measure((what) => process.stderr.write(`${program.script}: ${what} (load ${load()}) ...\n`));
    for (const figure of outcome.figures) process.stdout.write(`${lineOf(figure)}\n`);
    process.stdout.write(`${outcome.about.join(' ')}\n`);
    if (write) {
      const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
      const section = sectionOf(program, args, outcome, circumstances(false));
      writeFileSync(page, withSection(readFileSync(page, 'utf8'), program.marker, section));
    }
    const missed = missedIn(outcome);
    for (const sentence of missed) process.stderr.write(`MISSED: ${sentence}\n`);
    process.exitCode = missed.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(
      `${program.script}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  }
}

/** A whole number that was given as an option. @throws Error if it is none */
export function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${name} is no whole number`);
  return Number(text);
}

/** How busy the machine was over the last minute. */
export const load = (): string => loadavg()[0]!.toFixed(1);

const unitOf = ({ unit }: Figure): string => (unit === undefined ? '' : ` ${unit}`);

function boundOf({ least, most, unit }: Figure): string {
  const of = unit === undefined ? '' : ` ${unit}`;
  const bounds = [
    least === undefined ? [] : [`at least ${least}${of}`],
    most === undefined ? [] : [`at most ${most}${of}`],
  ];
  return bounds.flat().join(', ');
}
