import { Command } from 'commander';
import { type Finding, ResidueCheck } from '../filter/residue.ts';
import { type Dimension, type Disclosure, dimensionNames } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { surveyFile } from '../node/filter-file.ts';
import { manifestBeside } from '../node/manifest-file.ts';
import { Source } from '../node/source.ts';
import { decide, localPolicy } from '../policy/decide.ts';
import { isLevel, type Level, levelNames, levels } from '../policy/levels.ts';
import { type Console, jsonDocument, Progress, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import {
  classifyHelp,
  dialectHelp,
  type FormatOptions,
  formatsFor,
  keychainsHelp,
  nmeaOfHelp,
} from './format-options.ts';
import { table } from './report-table.ts';

interface VerifyOptions extends FormatOptions {
  readonly level?: string;
  readonly json?: boolean;
}

/** What the filtered file may tell, and who says so. */
interface Measure {
  readonly disclosure: Disclosure;
  readonly from: 'level' | 'manifest' | 'strictest';
  readonly words: string;
}

/** `flightveil verify`: the residue check on its own. */
export function verifyCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('verify')
    .description('look in a filtered log for what it must hide of its original; exit code 4 if something is there')
    .argument('<original>', 'the log as it was recorded')
    .argument('<filtered>', 'what was made of it; it need not be a log')
    .option(
      '--level <name>',
      `how much it may tell: ${levelNames.join(', ')} (else what its manifest says, else engineering)`,
    )
    .option('--json', 'one JSON document on standard output')
    .option('--dialect <file...>', dialectHelp)
    .option('--classify <file...>', classifyHelp)
    .option('--dji-keychains <file>', keychainsHelp)
    .option('--nmea-of <owner>', nmeaOfHelp)
    .action(async (original: string, filtered: string, options: VerifyOptions) => {
      const measure = await of(filtered, measureOf(filtered, options.level));
      const formats = await formatsFor(options);
      const progress = new Progress(console, 0);
      const onProgress = (bytes: number): void => progress.add(bytes);
      const { format, facts } = await of(original, surveyFile(original, { formats, onProgress }));
      const check = new ResidueCheck(format, facts, measure.disclosure);
      await of(filtered, readInto(check, filtered, onProgress));
      progress.stop();
      const findings = check.finish();
      console.out(
        options.json
          ? jsonDocument({ original, filtered, measure: measure.from, disclosure: measure.disclosure, findings })
          : toText(filtered, measure, findings),
      );
      finish(findings.length === 0 ? Exit.done : Exit.residue);
    });
}

async function readInto(check: ResidueCheck, path: string, onProgress: (bytes: number) => void): Promise<void> {
  const source = await Source.open(path);
  try {
    for await (const chunk of source.read()) {
      check.push(chunk);
      onProgress(chunk.length);
    }
  } finally {
    await source.close();
  }
}

async function measureOf(filtered: string, level: string | undefined): Promise<Measure> {
  if (level !== undefined) {
    if (isLevel(level)) return { disclosure: disclosureOf(level), from: 'level', words: `at level ${level}` };
    throw new FlightveilError('unknown-level', 'there is no such level', {
      advice: `Levels: ${levelNames.join(', ')}.`,
    });
  }
  const manifest = await manifestBeside(filtered);
  if (manifest === undefined) {
    return { disclosure: levels.engineering, from: 'strictest', words: 'at level engineering, for want of a manifest' };
  }
  const steps = new Map<Dimension, string>(manifest.disclosure.map(({ dimension, step }) => [dimension, step]));
  const disclosure = Object.fromEntries(dimensionNames.map((dimension) => [dimension, steps.get(dimension)]));
  return { disclosure: disclosure as Disclosure, from: 'manifest', words: 'as its manifest says' };
}

function disclosureOf(level: Level): Disclosure {
  return decide({ purpose: 'local', recipient: 'self', level }, localPolicy).disclosure;
}

/** Two files are read: an error says of which it is. */
async function of<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FlightveilError) || error.code === 'unknown-level') throw error;
    const { code, message, facts, advice, cause } = error;
    throw new FlightveilError(code, `${plainName(path)}: ${message}`, {
      ...{ facts, cause },
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

const meanings: Readonly<Record<Finding['what'], string>> = {
  place: 'a hidden place',
  difference: 'the hidden track, shifted in degrees',
  identity: 'a hidden identity',
  time: 'when it was recorded',
  withheld: 'a hidden field that says something',
};

function toText(filtered: string, { words }: Measure, findings: readonly Finding[]): string {
  const name = plainName(filtered);
  if (findings.length === 0) return `${name}: nothing was found of what is hidden ${words}.\n`;
  const rows = findings.map(({ what, anchor, where, encoding, count }) => [
    ...[meanings[what], plainName(anchor), plainName(where), encoding ?? '', count],
  ]);
  return `${name} shows what is hidden ${words}:\n${table(['what', 'original field', 'found in', 'written as', 'times'], rows, [4])}\n`;
}
