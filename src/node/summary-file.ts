import { createHash } from 'node:crypto';
import type { Span } from '../filter/cuts.ts';
import type { UserZones } from '../filter/hidden-places.ts';
import { manifestOf, nothingCounted } from '../filter/manifest.ts';
import type { PlaceMemory } from '../filter/place-memory.ts';
import { cutsFor } from '../filter/release-cuts.ts';
import { type FilterReport, reportOf } from '../filter/report.ts';
import { summarise } from '../filter/summary.ts';
import type { FlightFacts } from '../filter/survey.ts';
import { type Totals, totals } from '../filter/totals.ts';
import { type Disclosure, isAtMost } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { levels } from '../policy/levels.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import { type FlightSummary, summaryFiles } from '../wire/flight-summary.ts';
import { mustBeUnchanged } from './filter-file.ts';
import { versionsOf } from './manifest-file.ts';
import type { Outlet } from './outlet.ts';
import type { Source } from './source.ts';

/** Whether a disclosure leaves totals and nothing else. */
export function isSummaryOnly(disclosure: Disclosure): boolean {
  return disclosure.dynamics === 'summary' && isAtMost(disclosure, levels.summary);
}

/** What of {@link FilterFileOptions} a summary needs. */
interface SummaryOptions {
  readonly decision: Decision<Request>;
  readonly policy: Policy;
  /** Called before the output appears. */
  readonly release: (outputSha256: string) => Promise<void>;
  readonly outlet: Outlet;
  readonly zones?: UserZones;
}

/**
 * Writes a flight's totals as JSON and as protobuf, with a manifest of the JSON. They are taken over what a true track would show, so that both together
 * do not tell how long the hidden legs are; a flight that would show nothing has no such track, and is summed up whole.
 *
 * @param name of the outputs, without what tells them apart
 * @throws FlightveilError `withheld`, `input-changed`, and those of writing files
 */
export async function releaseSummary(
  log: { readonly source: Source; readonly format: Format; readonly facts: FlightFacts; readonly sha256: Buffer },
  name: string,
  keys: { readonly placeKey: Uint8Array; readonly memory: PlaceMemory },
  options: SummaryOptions,
  step: (bytes: number) => void,
): Promise<{ summary: FlightSummary; report: FilterReport; outputSha256: string }> {
  const { facts, format } = log;
  const again = createHash('sha256');
  for await (const chunk of log.source.read()) {
    again.update(chunk);
    step(chunk.length);
  }
  mustBeUnchanged(again.digest(), log.sha256);
  const spans = await visibleCuts(facts, keys, options.zones);
  const summary = summarise(facts, totalsOf(facts, spans), spans);
  const [json, protobuf] = summaryFiles(summary);
  const outputSha256 = createHash('sha256').update(json!.bytes).digest('hex');
  const file = await options.outlet.create(name + json!.ending);
  try {
    await file.write(json!.bytes);
    const manifest = manifestOf({
      decision: options.decision,
      versions: versionsOf(format, options.policy),
      format: 'summary',
      report: nothingCounted,
      output: { bytes: json!.bytes.length, sha256: outputSha256 },
    });
    await file.mustBeFree();
    await options.release(outputSha256);
    await file.commit(manifest, [{ name: name + protobuf!.ending, bytes: protobuf!.bytes }]);
  } finally {
    await file.discard();
  }
  const counts = { plans: [], written: [], withheld: [], cut: [], gapBytes: facts.gapBytes };
  return {
    summary,
    report: reportOf({ ...counts, inputBytes: facts.inputBytes, outputBytes: json!.bytes.length }),
    outputSha256,
  };
}

/** A log without a fix still has a clock. */
function totalsOf({ tracks, firstFix, durationS }: FlightFacts, spans: readonly Span[]): Totals {
  const [track] = tracks;
  if (track === undefined || firstFix === undefined) {
    return { durationS, distanceM: undefined, heightAboveStartM: undefined };
  }
  return totals(track, spans);
}

async function visibleCuts(
  facts: FlightFacts,
  keys: { readonly placeKey: Uint8Array; readonly memory: PlaceMemory },
  zones: UserZones | undefined,
): Promise<readonly Span[]> {
  try {
    return (await cutsFor(facts, levels.track, keys, zones)).spans;
  } catch (error) {
    if (!(error instanceof FlightveilError && error.code === 'withheld')) throw error;
    return (await cutsFor(facts, levels.summary, keys, zones)).spans;
  }
}
