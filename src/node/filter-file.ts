import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createLoop } from '../filter/create-loop.ts';
import { FlightKeys } from '../filter/keys.ts';
import { type FilterReport, reportOf } from '../filter/report.ts';
import { type FlightFacts, Survey } from '../filter/survey.ts';
import { allFormats, detectFormat } from '../formats/index.ts';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { DETECT_BYTES, type Format } from '../model/format.ts';
import type { Decision } from '../policy/decide.ts';
import { mustBeAvailable } from '../policy/levels.ts';
import { DurableFile, makeFolder } from './durable-file.ts';
import { Source } from './source.ts';

/** Where a flight's draws come from: the device's root key, or a seed for tests and reproducible research. */
export type KeySource = { readonly root: Uint8Array } | { readonly seed: string; readonly ordinal: number };

export interface FilterFileOptions {
  readonly decision: Decision;
  readonly keys: KeySource;
  /** Folder for the output; it is made if need be. */
  readonly outputFolder: string;
  readonly formats?: readonly Format[];
  readonly replace?: boolean;
  /** Outputs that this run has made: a log that would make one of them again is `same-log`. */
  readonly made?: ReadonlySet<string>;
  /** Told after each chunk of either pass how many bytes of it were read. */
  readonly onProgress?: (bytes: number) => void;
  /** Stops the work; nothing is left behind. */
  readonly signal?: AbortSignal;
}

export interface FilterFileResult {
  readonly format: Format;
  readonly facts: FlightFacts;
  readonly report: FilterReport;
  /** Name of the output within its folder. */
  readonly outputName: string;
  readonly outputPath: string;
  readonly outputSha256: string;
}

/**
 * Filters one log file into a folder, in two passes. The input is only read. The output appears under its name when it is whole and
 * durable, or not at all.
 *
 * @throws FlightveilError `withheld` if the decision releases nothing, `level-not-available` for levels that are not made yet, `input-changed` if the log was written to meanwhile, and those of
 *   reading and writing files
 */
export async function filterFile(path: string, options: FilterFileOptions): Promise<FilterFileResult> {
  const { decision } = options;
  mustBeAvailable(decision.request.level);
  if (isAtMost(decision.disclosure, nothing)) {
    throw new FlightveilError('withheld', 'the decision is to release nothing', { advice: 'Choose another level.' });
  }
  const source = await Source.open(path);
  try {
    const formats = options.formats ?? allFormats();
    const format = detectFormat(await source.head(DETECT_BYTES), source.sizeBytes <= DETECT_BYTES, formats);
    const step = (bytes: number): void => {
      if (options.signal?.aborted) throw new FlightveilError('interrupted', 'stopped before it was done');
      options.onProgress?.(bytes);
    };
    const { facts, sha256 } = await surveySource(source, format, {}, step);
    const keys =
      'root' in options.keys
        ? FlightKeys.ofLog(options.keys.root, sha256)
        : FlightKeys.ofSeed(options.keys.seed, options.keys.ordinal);
    const outputName = `flight-${keys.outputName(decision.request.level)}${format.extension}`;
    const outputPath = join(options.outputFolder, outputName);
    if (options.made?.has(outputPath)) throw new FlightveilError('same-log', 'it is the same log as another input');
    if (await source.is(outputPath)) {
      throw new FlightveilError('output-exists', 'the output would take the place of the input', {
        advice: 'Name another folder.',
      });
    }

    const loop = createLoop(format, decision.disclosure, keys, facts);
    const inputHash = createHash('sha256');
    const outputHash = createHash('sha256');
    await makeFolder(options.outputFolder);
    const file = await DurableFile.create(outputPath);
    try {
      for await (const chunk of source.read()) {
        inputHash.update(chunk);
        for (const piece of loop.push(chunk)) {
          outputHash.update(piece);
          await file.write(piece);
        }
        step(chunk.length);
      }
      for (const piece of loop.finish()) {
        outputHash.update(piece);
        await file.write(piece);
      }
      if (!inputHash.digest().equals(sha256)) {
        throw new FlightveilError('input-changed', 'the log changed while it was read', {
          advice: 'It is probably still being written: filter it later.',
        });
      }
      if (loop.counts().outputBytes === 0) throw nothingLeft();
      await file.commit({ replace: options.replace ?? false });
    } finally {
      await file.discard();
    }
    const report = reportOf(loop.counts());
    return { format, facts, report, outputName, outputPath, outputSha256: outputHash.digest('hex') };
  } finally {
    await source.close();
  }
}

function nothingLeft(): FlightveilError {
  return new FlightveilError('withheld', 'nothing of this log may be released at this level', {
    advice: 'flightveil inspect shows what it holds.',
  });
}

/** The first pass over an open log, with its hash. */
export async function surveySource(
  source: Source,
  format: Format,
  options: { detail?: boolean; reveal?: boolean },
  onProgress?: (bytes: number) => void,
): Promise<{ facts: FlightFacts; sha256: Buffer }> {
  const survey = new Survey(format, options);
  const hash = createHash('sha256');
  for await (const chunk of source.read()) {
    hash.update(chunk);
    survey.push(chunk);
    onProgress?.(chunk.length);
  }
  return { facts: survey.finish(), sha256: hash.digest() };
}

/** What a log file would reveal. @throws FlightveilError as {@link filterFile} for reading */
export async function surveyFile(
  path: string,
  options: {
    formats?: readonly Format[];
    detail?: boolean;
    reveal?: boolean;
    onProgress?: (bytes: number) => void;
  } = {},
): Promise<{ format: Format; facts: FlightFacts }> {
  const source = await Source.open(path);
  try {
    const head = await source.head(DETECT_BYTES);
    const format = detectFormat(head, source.sizeBytes <= DETECT_BYTES, options.formats ?? allFormats());
    const { facts } = await surveySource(source, format, options, options.onProgress);
    return { format, facts };
  } finally {
    await source.close();
  }
}
