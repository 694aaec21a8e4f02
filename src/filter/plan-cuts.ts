import { sha256 } from '@noble/hashes/sha2.js';
import type { Disclosure } from '../model/disclosure.ts';
import { type Allowed, decisionOf, mustBeKey } from './filter-options.ts';
import type { UserZones } from './hidden-places.ts';
import { placeKeyOf } from './keys.ts';
import type { PlaceMemory } from './place-memory.ts';
import { cutsFor, type ReleaseCuts } from './release-cuts.ts';
import type { SurveyedLog } from './survey-source.ts';

/** What is left out of one log at one level. It holds places that are hidden: keep it in memory. */
export interface LogCuts extends ReleaseCuts {
  /** Of which log: SHA-256, 32 bytes. */
  readonly sha256: Uint8Array;
  /** What may be learnt of what is left. */
  readonly disclosure: Disclosure;
}

export type CutOptions = Allowed & {
  /** The device's secret, or the seed: the same as for the filter. */
  readonly draws: { readonly key: Uint8Array } | { readonly seed: string };
  /** The device's memory of hidden places, so that flights from one place are cut alike; without it their cuts together lead there. */
  readonly places: PlaceMemory;
  /** What is cut beside home, take-off, landing and operator. */
  readonly zones?: UserZones;
};

/**
 * Finds what must be cut of a log before its true track may be released: where the pilot, home, take-off and landing were, with the legs to and from
 * there, and the user's zones. A file's filter at level `track` needs it.
 * @throws FlightveilError `withheld` if nothing would be left, `usage` for a key that cannot be used
 */
export async function planCuts(facts: SurveyedLog, options: CutOptions): Promise<LogCuts> {
  const { draws, places, zones } = options;
  const { disclosure } = decisionOf(options);
  if ('key' in draws) mustBeKey(draws.key);
  const root = 'seed' in draws ? sha256(new TextEncoder().encode(draws.seed)) : draws.key;
  const cuts = await cutsFor(facts, disclosure, { placeKey: placeKeyOf(root), memory: places }, zones);
  return { ...cuts, sha256: facts.sha256, disclosure };
}
