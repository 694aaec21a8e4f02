import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { TransientPlaces } from '../filter/place-memory.ts';
import { allFormats } from '../formats/index.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { makeFolder } from '../node/durable-file.ts';
import { type FilterFileOptions, type FilterFileResult, filterFile } from '../node/filter-file.ts';
import { deviceKeys, type KeySource } from '../node/flight-keys.ts';
import { type Input, listInputs } from '../node/source.ts';
import { stateFolder } from '../node/state.ts';
import { type Decision, decide, localPolicy, type Request } from '../policy/decide.ts';
import { levelMeanings, levelNames } from '../policy/levels.ts';
import { type Console, jsonDocument, Progress, plainName } from './console.ts';
import { codeOf, describeError, Exit, exitCodeOf } from './exit-codes.ts';
import { filterStream } from './filter-stream.ts';
import {
  classifyHelp,
  dialectHelp,
  type FormatOptions,
  formatsFor,
  isBuiltIn,
  keychainsHelp,
  nmeaOfHelp,
} from './format-options.ts';
import { levelOf } from './level-option.ts';
import { summaryText } from './manifest-text.ts';
import { reportTable } from './report-table.ts';
import { type RequestOptions, requestOf, withAuthority, withRequestOptions } from './request-option.ts';
import type { Streams } from './streams.ts';
import { recorderFor, type UnlockOptions, withUnlockOptions } from './unlock-option.ts';
import { eventsText } from './unlock-text.ts';
import { collectZone, zoneHelp, zonesFor } from './zone-option.ts';

interface FilterOptions extends FormatOptions, RequestOptions, UnlockOptions {
  readonly out?: string;
  readonly format?: string;
  readonly json?: boolean;
  readonly seed?: string;
  readonly force?: boolean;
  readonly zone?: readonly string[];
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Made = Pick<
  FilterFileResult,
  'report' | 'summary' | 'outputPath' | 'outputSha256' | 'decision' | 'events' | 'eventsAdded' | 'areEventsWhole'
> & {
  readonly format: string;
};

/** What became of one input. */
type Outcome =
  | { readonly input: string; readonly result: Made }
  | { readonly input: string; readonly error: unknown }
  | { readonly input: string; readonly skipped: string };

/** `flightveil filter`: logs in, logs of the same format out, with what the level allows. */
export function filterCommand(console: Console, finish: (exit: number) => void, streams: Streams): Command {
  return withUnlockOptions(withRequestOptions(new Command('filter')))
    .description('filter logs into logs of the same format that ordinary tools open')
    .argument('<input...>', 'log files, or folders with logs; - alone: standard input, as it comes, to standard output')
    .option('-o, --out <folder>', 'where the filtered logs go')
    .option('--format <name>', 'the format of the logs, which is else found from their first bytes')
    .option('--level <name>', `how much may be learnt at most: ${levelNames.join(', ')}; alone: for your own use`)
    .option('--json', 'one JSON document on standard output')
    .option('--force', 'replace an output that exists')
    .option('--seed <text>', 'fixed draws, for tests and reproducible research only')
    .option('--zone <zone>', zoneHelp, collectZone)
    .option('--dialect <file...>', dialectHelp)
    .option('--classify <file...>', classifyHelp)
    .option('--dji-keychains <file>', keychainsHelp)
    .option('--nmea-of <owner>', nmeaOfHelp)
    .action(async (paths: string[], options: FilterOptions, command: Command) => {
      if (paths.includes('-')) {
        finish(await streamOf(console, streams, paths, options, command));
        return;
      }
      const { out } = options;
      if (out === undefined) throw new FlightveilError('usage', 'where the filtered logs go must be said: -o <folder>');
      const asked = await requestOf(options);
      if (asked !== undefined && options.seed !== undefined) {
        throw seedIsOwn();
      }
      const own = asked === undefined ? localDecision(options.level) : undefined;
      const formats = isBuiltIn(options) ? undefined : await formatsFor(options);
      const format = formatNamed(options.format, formats);
      const zones = await zonesFor(options.zone);
      const { home } = command.optsWithGlobals<{ home?: string }>();
      const device = options.seed === undefined ? await deviceKeys(stateFolder(home)) : undefined;
      // Fixed draws are for trials: what those tell of zones is nobody's record.
      const recorder = device === undefined ? undefined : recorderFor(options, stateFolder(home));

      await makeFolder(out);
      const inputs = await listInputs(paths, out);
      if (inputs.length === 0) throw new FlightveilError('usage', 'there is no file in these folders');
      const places = new TransientPlaces();
      const keysOf = (ordinal: number): KeySource => device ?? { seed: options.seed!, ordinal, places };
      const filterAs = (decision: FilterFileOptions['decision']): Promise<Outcome[]> =>
        filterInputs(console, inputs, keysOf, {
          ...(recorder === undefined ? {} : { recorder }),
          decision,
          ...(formats === undefined ? {} : { formats }),
          ...(format === undefined ? {} : { format }),
          zones,
          outputFolder: out,
          replace: options.force ?? false,
        });
      const filterAll = own === undefined ? () => withAuthority(asked!, home, filterAs) : () => filterAs(own);
      const outcomes = await filterAll().finally(() => recorder?.close());
      const request = own?.request ?? asked!.request;
      if (options.json) console.out(jsonDocument(toJson(request, outcomes)));
      for (const outcome of outcomes) tell(console, outcome, options.json ?? false);
      if (!options.json && own !== undefined && outcomes.some((outcome) => 'result' in outcome)) {
        console.out(`Level ${own.request.level}: ${levelMeanings[own.request.level]}.\n`);
      }
      finish(exitOf(outcomes));
    });
}

/** Standard output is the log's: all words, also those that are asked for as JSON, go to standard error. */
async function streamOf(
  console: Console,
  streams: Streams,
  paths: readonly string[],
  options: FilterOptions,
  command: Command,
): Promise<number> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  for (const name of interruptions) process.on(name, interrupt);
  try {
    const { out, force, zone, seed, level } = options;
    if (paths.length > 1) throw new FlightveilError('usage', 'standard input is filtered alone');
    if (out !== undefined || force !== undefined || zone !== undefined) {
      throw new FlightveilError(
        'usage',
        'standard input goes to standard output and is not cut: no -o, --force, --zone',
      );
    }
    const asked = await requestOf(options);
    if (asked !== undefined && seed !== undefined) throw seedIsOwn();
    const formats = isBuiltIn(options) ? allFormats() : await formatsFor(options);
    const { home } = command.optsWithGlobals<{ home?: string }>();
    const recorder = seed === undefined ? recorderFor(options, stateFolder(home)) : undefined;
    const { decision, report, format } = await filterStream(streams, {
      ...{ asked, level, formats, seed, recorder, home: stateFolder(home), signal: interruption.signal },
      format: formatNamed(options.format, formats),
    }).finally(() => recorder?.close());
    const { request, disclosure, because, grant, projection } = decision;
    const decided = { ...request, format, disclosure, because, grant, projection: projection?.name };
    console.err(options.json ? jsonDocument({ ...decided, ...report }) : `${reportTable(report)}\n`);
    return Exit.done;
  } catch (error) {
    if (options.json) console.err(jsonDocument({ error: codeOf(error), message: describeError(error) }));
    else console.err(`flightveil: ${describeError(error)}\n`);
    return exitCodeOf(error);
  } finally {
    for (const name of interruptions) process.off(name, interrupt);
  }
}

function seedIsOwn(): FlightveilError {
  return new FlightveilError('usage', '--seed is for your own use, not for --for and --to');
}

/** @throws FlightveilError `usage` for a name that no format has */
function formatNamed(name: string | undefined, formats: readonly Format[] = allFormats()): string | undefined {
  if (name === undefined || formats.some((format) => format.name === name)) return name;
  throw new FlightveilError('usage', 'there is no format of that name', {
    advice: `Formats: ${formats.map((format) => format.name).join(', ')}.`,
  });
}

function localDecision(level: string | undefined): Decision {
  if (level === undefined) {
    throw new FlightveilError('usage', 'how much may be learnt must be said', {
      advice: `Name a level for your own use (--level), or what it is for and who gets it (--for and --to). Levels: ${levelNames.join(', ')}.`,
    });
  }
  return decide({ purpose: 'local', recipient: 'self', level: levelOf(level) }, localPolicy);
}

/** Filters one input after the other; a failure of one does not keep the others from their turn, an interruption does. */
async function filterInputs(
  console: Console,
  inputs: readonly Input[],
  keysOf: (ordinal: number) => KeySource,
  options: Omit<FilterFileOptions, 'keys'>,
): Promise<Outcome[]> {
  const progress = new Progress(console, 2 * (await totalSize(inputs)));
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  // Not once: a second signal must not end the process before what was begun is cleaned up.
  for (const name of interruptions) process.on(name, interrupt);
  const outcomes: Outcome[] = [];
  const made = new Set<string>();
  try {
    for (const [ordinal, { path, named, error: unreadable }] of inputs.entries()) {
      if (unreadable !== undefined) {
        outcomes.push({ input: path, error: unreadable });
        continue;
      }
      try {
        const result = await filterFile(path, {
          ...options,
          keys: keysOf(ordinal),
          made,
          onProgress: (bytes) => progress.add(bytes),
          signal: interruption.signal,
        });
        made.add(result.outputPath);
        // The facts hold values of hidden fields: they are not kept for longer than the filter needs them.
        const { format, facts: _facts, outputName: _name, ...rest } = result;
        outcomes.push({ input: path, result: { ...rest, format: format.name } });
      } catch (error) {
        const code = error instanceof FlightveilError ? error.code : undefined;
        const isLeftOut = code === 'same-log' || (!named && (code === 'unknown-format' || code === 'input-empty'));
        outcomes.push(isLeftOut ? { input: path, skipped: describeError(error) } : { input: path, error });
        if (interruption.signal.aborted) break;
      }
    }
  } finally {
    progress.stop();
    for (const name of interruptions) process.off(name, interrupt);
  }
  return outcomes;
}

async function totalSize(inputs: readonly Input[]): Promise<number> {
  let total = 0;
  // What cannot be read is reported when its turn comes.
  for (const { path } of inputs)
    total += await stat(path)
      .then((facts) => facts.size)
      .catch(() => 0);
  return total;
}

/** The worst of what happened; a run in which nothing was a log has failed. */
function exitOf(outcomes: readonly Outcome[]): number {
  const codes = outcomes.flatMap((outcome) => ('error' in outcome ? [exitCodeOf(outcome.error)] : []));
  if (codes.includes(Exit.failed)) return Exit.failed;
  if (codes.length > 0) return codes[0]!;
  return outcomes.some((outcome) => 'result' in outcome) ? Exit.done : Exit.failed;
}

function tell(console: Console, outcome: Outcome, quiet: boolean): void {
  if ('error' in outcome) {
    console.err(`${plainName(outcome.input)}: ${describeError(outcome.error)}\n`);
  } else if ('skipped' in outcome) {
    console.err(`${plainName(outcome.input)}: left out, ${outcome.skipped}\n`);
  } else if (!quiet) {
    const { result, input } = outcome;
    const told = result.summary === undefined ? reportTable(result.report) : summaryText(result.summary);
    console.out(`${plainName(input)} -> ${plainName(result.outputPath)}\n${told}\n${eventsText(result)}`);
  }
}

/** What was decided is the same for all files of one's own, and can differ from flight to flight for others. */
function toJson({ purpose, recipient, level }: Request, outcomes: readonly Outcome[]) {
  const [first] = outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result.decision] : []));
  const isSame = purpose === 'local';
  return {
    ...{ purpose, recipient, level },
    ...(isSame && first !== undefined ? { disclosure: first.disclosure, because: first.because } : {}),
    files: outcomes.map((outcome) => {
      if ('error' in outcome) {
        const { error } = outcome;
        return { input: outcome.input, error: codeOf(error), message: describeError(error) };
      }
      if ('skipped' in outcome) return { input: outcome.input, skipped: outcome.skipped };
      const { format, report, summary, outputPath, outputSha256, decision, events } = outcome.result;
      const { disclosure, because, grant, projection } = decision;
      const decided = isSame ? {} : { disclosure, because, grant, projection: projection?.name };
      const recorded = events.length === 0 ? {} : { unlockLog: events.length };
      const made = { input: outcome.input, output: outputPath, sha256: outputSha256, format, ...decided, ...recorded };
      return summary === undefined ? { ...made, ...report } : { ...made, summary };
    }),
  };
}
