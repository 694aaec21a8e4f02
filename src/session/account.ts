import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createFilter, type Filter } from '../filter/create-filter.ts';
import type { FilterOptions } from '../filter/filter-options.ts';
import { catalogVersionOf, manifestOf, policyVersionOf } from '../filter/manifest.ts';
import { summarise } from '../filter/summary.ts';
import { Survey } from '../filter/survey.ts';
import { totals } from '../filter/totals.ts';
import type { Format } from '../model/format.ts';
import type { Policy } from '../policy/request.ts';
import { type FlightSummary, SUMMARY_VERSION } from '../wire/flight-summary.ts';
import type { Manifest } from '../wire/manifest.ts';
import { VERSION } from './version.ts';

/** What is known of an output at its end. */
export interface Accounted {
  readonly manifest: Manifest;
  readonly summary: FlightSummary;
}

/**
 * Keeps account of one output from its own bytes and nothing else, so that what is told of it says no more than it does: neither of what was withheld nor of what
 * was dropped on the way to the sink.
 */
export class Account {
  readonly #format: Format;
  readonly #policy: Policy;
  readonly #survey: Survey;
  /** An output that is filtered again keeps its frames: this one counts them. */
  readonly #again: Filter;
  readonly #hash = sha256.create();
  #bytes = 0;

  constructor(format: Format, options: FilterOptions, policy: Policy) {
    this.#format = format;
    this.#policy = policy;
    this.#survey = new Survey(format);
    this.#again = createFilter(options);
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    this.#survey.push(bytes);
    this.#again.push(bytes);
  }

  /** To be asked for once; undefined if nothing was added. */
  finish(): Accounted | undefined {
    if (this.#bytes === 0) return undefined;
    this.#again.flush();
    const { decision } = this.#again;
    const manifest = manifestOf({
      decision,
      versions: {
        ...{ flightveil: VERSION, catalog: catalogVersionOf(this.#format), policy: policyVersionOf(this.#policy) },
      },
      format: this.#format.name,
      report: this.#again.report(),
      output: { bytes: this.#bytes, sha256: bytesToHex(this.#hash.digest()) },
    });
    const facts = this.#survey.finish();
    const [track] = facts.tracks;
    const hasPath = track !== undefined && facts.firstFix !== undefined;
    const known = { durationS: facts.durationS, distanceM: undefined, heightAboveStartM: undefined };
    return { manifest, summary: summarise(facts, hasPath ? totals(track, []) : known) };
  }
}

const fields = ['durationMin', 'distanceM', 'heightAboveStartM', 'batteryUsedPercent'] as const;

/** One flight's, from those of its outputs: of each total the greatest. */
export function joinedSummary(summaries: readonly FlightSummary[]): FlightSummary {
  const joined: { -readonly [Field in (typeof fields)[number]]?: number } = {};
  for (const field of fields) {
    const known = summaries.flatMap((summary) => summary[field] ?? []);
    if (known.length > 0) joined[field] = Math.max(...known);
  }
  return { ...joined, version: SUMMARY_VERSION };
}
