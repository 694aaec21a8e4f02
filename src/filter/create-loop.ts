import { FLIGHT_START_UNIX_S, UNIX_FROM_S } from '../model/clocks.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { FlightState } from '../model/flight-state.ts';
import type { Format } from '../model/format.ts';
import { Pseudonyms } from '../treatments/pseudonymise.ts';
import {
  drawRelocation,
  Relocation,
  type RelocationDraws,
  type RelocationFacts,
} from '../treatments/relocate/relocation.ts';
import type { HiddenPlaces } from './compile.ts';
import type { Span } from './cuts.ts';
import { keepShapes } from './keep-shapes.ts';
import type { FlightKeys } from './keys.ts';
import { FilterLoop } from './loop.ts';
import type { Cells } from './moving.ts';
import type { Projected } from './projected.ts';
import type { FlightFacts } from './survey.ts';

/** What is known of a log before it is filtered; nothing for live streams. */
export interface LoopFacts extends RelocationFacts {
  readonly startUnixS?: number | undefined;
  /** What is left out of the log, sorted and disjoint. */
  readonly cuts?: readonly Span[];
  /** Where nothing that is released may lie. Undefined: nobody has looked where the pilot is, so that no true place is released without it. */
  readonly zones?: HiddenPlaces | undefined;
  readonly cells?: Cells | undefined;
  /** The only fields that pass; undefined: all. */
  readonly projected?: Projected | undefined;
  /** What a first pass over the same log has measured. */
  readonly measured?: number | undefined;
  /** This is that first pass: there is no output. */
  readonly isMeasuring?: boolean;
}

/** The loop for one log: a fresh flight state, its keys, and the instant at which its clocks start. */
export function createLoop(
  format: Format,
  disclosure: Disclosure,
  keys: FlightKeys,
  facts: LoopFacts = {},
  draws: RelocationDraws = drawRelocation(keys.relocationKey),
): FilterLoop {
  keepShapes(format);
  const state = new FlightState({ unixStartS: flightStart(disclosure, facts.startUnixS) });
  const pseudonyms = new Pseudonyms(keys.pseudonymKey);
  const { devicePseudonymKey } = keys;
  const hasOwnKey = disclosure.device === 'recipient' && devicePseudonymKey !== undefined;
  const relocation = disclosure.shape === 'none' ? undefined : new Relocation(draws, facts);
  return new FilterLoop(
    format,
    {
      disclosure,
      state,
      pseudonyms,
      devicePseudonyms: hasOwnKey ? new Pseudonyms(devicePseudonymKey) : undefined,
      relocation,
      hiddenPlaces: facts.zones,
      cells: facts.cells,
      projected: facts.projected,
    },
    {
      keepTime: disclosure.time === 'exact',
      cuts: facts.cuts ?? [],
      measured: facts.measured,
      isMeasuring: facts.isMeasuring ?? false,
    },
  );
}

/** The facts of a survey as the loop takes them. */
export function loopFactsOf({ startUnixS, firstFix }: Pick<FlightFacts, 'startUnixS' | 'firstFix'>): LoopFacts {
  return { startUnixS, firstFix, hasNoFix: firstFix === undefined };
}

const LATEST_UNIX_S = 253_402_300_799;

/** Unix seconds at which the released flight starts: a constant, or the start of its month or day where that may be known. */
function flightStart(disclosure: Disclosure, startUnixS: number | undefined): number {
  if (disclosure.time === 'none' || startUnixS === undefined) return FLIGHT_START_UNIX_S;
  if (startUnixS < UNIX_FROM_S || startUnixS > LATEST_UNIX_S) return FLIGHT_START_UNIX_S;
  const start = new Date(startUnixS * 1000);
  const day = disclosure.time === 'month' ? 1 : start.getUTCDate();
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), day) / 1000;
}
