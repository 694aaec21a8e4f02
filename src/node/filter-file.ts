import { createHash } from 'node:crypto';
import { createLoop, type LoopFacts, loopFactsOf } from '../filter/create-loop.ts';
import type { UserZones } from '../filter/hidden-places.ts';
import type { FlightKeys } from '../filter/keys.ts';
import type { FilterLoop } from '../filter/loop.ts';
import { manifestOf } from '../filter/manifest.ts';
import { exhaust } from '../filter/measured-loop.ts';
import type { Cells } from '../filter/moving.ts';
import { joinedSpans, mustBeOfDevices, projectedBy, spansOutside } from '../filter/projected.ts';
import type { ReleaseAuthority } from '../filter/release-authority.ts';
import { cellsFor, cutsFor, type ReleaseCuts } from '../filter/release-cuts.ts';
import { type FilterReport, reportOf } from '../filter/report.ts';
import type { Finding } from '../filter/residue.ts';
import { type FlightFacts, Survey } from '../filter/survey.ts';
import { allFormats, detectFormat } from '../formats/index.ts';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { DETECT_BYTES, type Format } from '../model/format.ts';
import { localPolicy } from '../policy/decide.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { FlightInQuestion } from '../policy/scope.ts';
import type { FlightSummary } from '../wire/flight-summary.ts';
import { type KeySource, type LogFlight, logFlightOf, placeKeysOf } from './flight-keys.ts';
import { versionsOf } from './manifest-file.ts';
import { FolderOutlet, type Outlet } from './outlet.ts';
import { type CheckThread, ResidueWorker, startCheckThread } from './residue-worker.ts';
import { Source } from './source.ts';
import { isSummaryOnly, releaseSummary } from './summary-file.ts';
import { OWN_LOG } from './unlock-logs.ts';
import type { RecordedEvent, UnlockRecorder } from './unlock-recorder.ts';

export interface FilterFileOptions {
  /** What may be learnt; or who decides once the flight is known, which needs keys that remember their flights. */
  readonly decision: Decision<Request> | ReleaseAuthority;
  readonly keys: KeySource;
  /** Folder for the output; it is made if need be. Needed unless there is an outlet. */
  readonly outputFolder?: string;
  /** Takes the output instead of a folder. */
  readonly outlet?: Outlet;
  /** Told as each stage is done, before the next begins. */
  readonly onStage?: (stage: FilterStage) => Promise<void> | void;
  readonly formats?: readonly Format[];
  /** Name of the log's format, which is else found from its first bytes. */
  readonly format?: string;
  /** Places and areas that are cut beside what is found to hide. */
  readonly zones?: UserZones;
  readonly replace?: boolean;
  /** Keeps what the log tells of zones and fences: before anything is decided, and again before it is released to somebody. */
  readonly recorder?: UnlockRecorder | undefined;
  /** Outputs that this run has made: a log that would make one of them again is `same-log`. */
  readonly made?: ReadonlySet<string>;
  /** Told after each chunk of either pass how many bytes of it were read. */
  readonly onProgress?: (bytes: number) => void;
  /** Stops the work; nothing is left behind. */
  readonly signal?: AbortSignal;
}

/** How far a log has come. */
export type FilterStage =
  | { readonly name: 'surveyed'; readonly format: Format; readonly flight: FlightInQuestion }
  | { readonly name: 'decided'; readonly decision: Decision<Request> }
  | { readonly name: 'filtered' }
  | { readonly name: 'checked' };

export interface FilterFileResult {
  /** What was decided about this flight. */
  readonly decision: Decision<Request>;
  readonly format: Format;
  readonly facts: FlightFacts;
  readonly report: FilterReport;
  /** At level `summary`: what the output says. */
  readonly summary?: FlightSummary;
  /** Name of the output within its folder. */
  readonly outputName: string;
  readonly outputPath: string;
  readonly outputSha256: string;
  /** What the log tells of zones and fences, as it was recorded; empty without a recorder. */
  readonly events: readonly RecordedEvent[];
  /** How many of them are new in the geofence-unlock log. */
  readonly eventsAdded: number;
  /** False: the log has more signals or fixes than are looked through, and there may be more events. */
  readonly areEventsWhole: boolean;
}

/** A log between its two passes. */
export interface SurveyedSource {
  readonly source: Source;
  readonly format: Format;
  readonly facts: FlightFacts;
  readonly sha256: Buffer;
  readonly keys: FlightKeys;
  readonly cuts: ReleaseCuts;
  readonly cells: Cells;
}

/**
 * Filters one log file into a folder, in two passes, with a manifest beside it. The input is only read. The output appears under its name when it is whole,
 * durable, and has been searched for what it hides; or not at all.
 *
 * @throws FlightveilError `withheld` if the decision releases nothing or nothing of the log,
 *   `residue-found` if the output shows what it must hide, `input-changed` if the log was written to meanwhile, and those of reading and
 *   writing files
 */
export async function filterFile(path: string, options: FilterFileOptions): Promise<FilterFileResult> {
  const given = options.decision;
  if (!('decide' in given)) mustReleaseSomething(given);
  const outlet = options.outlet ?? folderOf(options);
  const { recipient } = given.request;
  const source = await Source.open(path);
  let thread: CheckThread | undefined;
  try {
    const formats = options.formats ?? allFormats();
    const head = await source.head(DETECT_BYTES);
    const named = formats.find(({ name }) => name === options.format);
    if (options.format !== undefined && named === undefined) {
      throw new FlightveilError('unknown-format', 'there is no format of that name');
    }
    const format = named ?? detectFormat(head, source.sizeBytes <= DETECT_BYTES, formats);
    // It takes as long to get ready as the survey of some megabytes.
    if ('decide' in given || !isSummaryOnly(given.disclosure)) thread = startCheckThread(options.formats === undefined);
    const step = (bytes: number): void => {
      if (options.signal?.aborted) throw new FlightveilError('interrupted', 'stopped before it was done');
      options.onProgress?.(bytes);
    };
    const { facts, sha256 } = await surveySource(source, format, { everywhere: 'decide' in given }, step);
    if (named !== undefined && facts.frames === 0) throw notOf(named, facts);
    const { keys, ...names } = await logFlightOf(options.keys, facts, sha256, recipient);
    const flight = flightInQuestion(facts, names);
    const { name: flightName, aircraft } = names;
    const areEventsWhole = options.recorder === undefined || (facts.areSignalsWhole && facts.isTrackWhole);
    const recorded = await options.recorder?.record({ facts, sha256, flight: flightName, aircraft });
    const { events, added: eventsAdded } = recorded ?? { events: [], added: 0 };
    await options.onStage?.({ name: 'surveyed', format, flight });
    const decision = 'decide' in given ? await given.decide(flight) : given;
    await options.onStage?.({ name: 'decided', decision });
    mustReleaseSomething(decision, format);
    const { level, purpose } = decision.request;
    const summaryOnly = isSummaryOnly(decision.disclosure);
    const name = `${decision.releasesFlights === false ? 'devices' : 'flight'}-${keys.outputName(level ?? purpose)}`;
    const outputName = summaryOnly ? `${name}.summary.json` : `${name}${format.extension}`;
    const outputPath = outlet.pathOf(outputName);
    if (options.made?.has(outputPath)) throw new FlightveilError('same-log', 'it is the same log as another input');
    await outlet.mustBeOther(source, outputName);
    const log = { source, format, facts, sha256, keys };
    const release = async (outputSha256: string): Promise<void> => {
      if (decision.disclosure.geofence !== 'none' && recipient !== OWN_LOG) {
        await options.recorder?.recordFor(recipient, events);
      }
      if ('decide' in given) await given.release(flight, decision, outputSha256);
    };
    const policy = 'decide' in given ? given.policy : localPolicy;
    const chosen = { ...options, outlet, decision, policy, release };
    const placeKeys = placeKeysOf(options.keys);
    if (summaryOnly) {
      const made = await releaseSummary(log, name, placeKeys, chosen, step);
      return { decision, format, facts, events, eventsAdded, areEventsWhole, outputName, outputPath, ...made };
    }
    const cuts = await cutsFor(facts, decision.disclosure, placeKeys, options.zones);
    const cells = await cellsFor(facts, decision.disclosure, placeKeys);
    const made = await releaseLog({ ...log, cuts, cells }, outputName, { ...chosen, thread }, step);
    return { decision, format, facts, events, eventsAdded, areEventsWhole, outputName, outputPath, ...made };
  } finally {
    await thread?.stop();
    await source.close();
  }
}

function notOf({ title }: Format, { inputBytes }: FlightFacts): FlightveilError {
  if (inputBytes === 0) return new FlightveilError('input-empty', 'the file is empty');
  return new FlightveilError('unknown-format', `nothing in it is of the format that was named: ${title}`);
}

/** What was decided about this very flight. */
interface Chosen {
  readonly outlet: Outlet;
  readonly decision: Decision<Request>;
  readonly policy: Policy;
  /** Called before the output appears. */
  readonly release: (outputSha256: string) => Promise<void>;
}

function folderOf({ outputFolder, replace = false }: FilterFileOptions): Outlet {
  if (outputFolder === undefined) throw new TypeError('an output needs a folder or an outlet');
  return new FolderOutlet(outputFolder, { replace });
}

function mustReleaseSomething(decision: Decision<Request>, format?: Format): void {
  mustBeOfDevices(decision, format);
  const { disclosure, request, lost = [] } = decision;
  if (!isAtMost(disclosure, nothing)) return;
  const isOwn = request.purpose === 'local';
  const advice = isOwn
    ? 'Choose another level.'
    : [`flightveil explain --for ${request.purpose} --to ${request.recipient} says why.`, ...lost].join(' ');
  throw new FlightveilError('withheld', 'the decision is to release nothing', { advice });
}

/** All of a log, whoever sent it: a scope is about all that is released. One that has no name, as with a seed, is in no scope. */
function flightInQuestion(
  { everywhere, isTrackWhole, earliestUnixS, latestUnixS }: FlightFacts,
  { name = '', aircraft }: Omit<LogFlight, 'keys'>,
): FlightInQuestion {
  return {
    name,
    ...(aircraft === undefined ? {} : { aircraft }),
    ...(everywhere === undefined || !isTrackWhole || everywhere.latitudeDeg.length === 0 ? {} : { track: everywhere }),
    ...(earliestUnixS === undefined ? {} : { startUnixS: earliestUnixS }),
    ...(latestUnixS === undefined ? {} : { endUnixS: latestUnixS }),
  };
}

/** The second pass: filters, hashes, checks and writes, and makes the output appear with its manifest. */
async function releaseLog(
  { source, format, facts, sha256, keys, cuts, cells }: SurveyedSource,
  outputName: string,
  options: Omit<FilterFileOptions, 'decision'> & Chosen & { readonly thread: CheckThread | undefined },
  step: (bytes: number) => void,
): Promise<{ report: FilterReport; outputSha256: string }> {
  const { decision, thread } = options;
  const { disclosure, projection } = decision;
  const loopFacts: LoopFacts = {
    ...loopFactsOf(facts),
    cuts: projection === undefined ? cuts.spans : joinedSpans(cuts.spans, spansOutside(projection, facts)),
    zones: cuts.zones,
    cells,
    projected: projection && projectedBy(projection),
  };
  const measured =
    format.measures === true
      ? await measure(source, createLoop(format, disclosure, keys, { ...loopFacts, isMeasuring: true }))
      : 0;
  const loop = createLoop(format, disclosure, keys, { ...loopFacts, measured });
  const inputHash = createHash('sha256');
  const outputHash = createHash('sha256');
  const file = await options.outlet.create(outputName);
  const { hiddenPlaces } = cuts;
  const isBuiltIn = options.formats === undefined;
  let residue: ResidueWorker | undefined;
  try {
    const check = ResidueWorker.start({ format, isBuiltIn, facts, disclosure, hiddenPlaces, thread });
    residue = check;
    // Now, while the thread gets ready.
    const versions = versionsOf(format, options.policy);
    const write = async (pieces: Iterable<Uint8Array>): Promise<void> => {
      for (const piece of pieces) {
        outputHash.update(piece);
        await check.push(piece);
        await file.write(piece);
      }
    };
    for await (const chunk of source.read()) {
      inputHash.update(chunk);
      await write(loop.push(chunk));
      step(chunk.length);
    }
    await write(loop.finish());
    mustBeUnchanged(inputHash.digest(), sha256);
    const counts = loop.counts();
    if (counts.outputBytes === 0) throw nothingLeft();
    await options.onStage?.({ name: 'filtered' });
    const [findings] = await Promise.all([check.finish(), file.sync()]);
    if (findings.length > 0) throw residueFound(findings);
    await options.onStage?.({ name: 'checked' });
    const report = reportOf(counts);
    const outputSha256 = outputHash.digest('hex');
    const manifest = manifestOf({
      decision,
      versions,
      format: format.name,
      report,
      output: { bytes: counts.outputBytes, sha256: outputSha256 },
    });
    await file.mustBeFree();
    await options.release(outputSha256);
    await file.commit(manifest);
    return { report, outputSha256 };
  } finally {
    await residue?.stop();
    await file.discard();
  }
}

/** A pass whose output nobody sees. What it read is not compared with what was surveyed: the pass that is released is. */
async function measure(source: Source, loop: FilterLoop): Promise<number | undefined> {
  for await (const chunk of source.read()) exhaust(loop.push(chunk));
  exhaust(loop.finish());
  return loop.measured;
}

/** @throws FlightveilError `input-changed` */
export function mustBeUnchanged(now: Buffer, surveyed: Buffer): void {
  if (now.equals(surveyed)) return;
  throw new FlightveilError('input-changed', 'the log changed while it was read', {
    advice: 'It is probably still being written: filter it later.',
  });
}

/** Fields by name, never a value. */
function residueFound(findings: readonly Finding[]): FlightveilError {
  const fields = [...new Set(findings.map(({ anchor, where }) => `${anchor} in ${where}`))];
  const shown = fields.slice(0, MAX_SHOWN).join(', ');
  const more = fields.length > MAX_SHOWN ? ` and ${fields.length - MAX_SHOWN} more` : '';
  return new FlightveilError('residue-found', `the output would show what it must hide: ${shown}${more}`, {
    facts: { findings: findings.length },
    advice: 'Nothing was written. Please report which program wrote the log, with the names of these fields.',
  });
}

const MAX_SHOWN = 5;

function nothingLeft(): FlightveilError {
  return new FlightveilError('withheld', 'nothing of this log may be released at this level', {
    advice: 'flightveil inspect shows what it holds.',
  });
}

/** The first pass over an open log, with its hash. */
export async function surveySource(
  source: Source,
  format: Format,
  options: { detail?: boolean; reveal?: boolean; everywhere?: boolean },
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

/** The flight of a log as decisions ask for it. @throws FlightveilError as {@link surveyFile}, and `state-unusable` */
export async function surveyedFlight(path: string, keys: KeySource, recipient: string): Promise<FlightInQuestion> {
  const source = await Source.open(path);
  try {
    const format = detectFormat(await source.head(DETECT_BYTES), source.sizeBytes <= DETECT_BYTES, allFormats());
    const { facts, sha256 } = await surveySource(source, format, { everywhere: true }, () => undefined);
    return flightInQuestion(facts, await logFlightOf(keys, facts, sha256, recipient));
  } finally {
    await source.close();
  }
}
