import { detectFormat } from '../formats/index.ts';
import type { Disclosure } from '../model/disclosure.ts';
import type { Format } from '../model/format.ts';
import { DecodedCheck } from './residue-decoded.ts';
import { type HiddenPlace, hiddenAnchors } from './residue-hidden.ts';
import { ByteSearch } from './residue-search.ts';
import { type FlightFacts, Survey } from './survey.ts';

/** Something hidden that an output shows. It names fields and never holds a value. */
export interface Finding {
  /**
   * `place` and `identity`: a value of the original; `difference`: the track of the original, shifted in degrees; `time`: when it was
   * recorded; `withheld`: a field that this disclosure hides says something.
   */
  readonly what: 'place' | 'identity' | 'difference' | 'time' | 'withheld';
  /** `MESSAGE.field` of the original. */
  readonly anchor: string;
  /** `MESSAGE.field` of the output, or `bytes` where it was found without decoding, `bodies` in what records hold. */
  readonly where: string;
  readonly count: number;
  /** How it was written, for what was found in bytes. */
  readonly encoding?: string;
}

export type { HiddenPlace } from './residue-hidden.ts';

/** What the check needs of a survey: it can be copied to another thread. */
export type ResidueFacts = Pick<FlightFacts, 'anchors' | 'startUnixS' | 'durationS'>;

export interface ResidueOptions {
  /** Places that must not be found although the track may be known: the fixes of what is cut. */
  readonly hiddenPlaces?: readonly HiddenPlace[];
}

/**
 * Looks in an output for what it must hide: field by field, and in its bytes for what decoding cannot see. Feed it the whole output, then ask
 * for the findings. Memory is bounded, whatever the size of the output.
 */
export class ResidueCheck {
  readonly #decoded: DecodedCheck | undefined;
  readonly #search: ByteSearch;
  /** Of what the records hold, where their bytes are scrambled. */
  readonly #bodies: ByteSearch | undefined;

  /**
   * @param format of the original; undefined: bytes alone are looked at
   * @param facts of the original's survey
   * @param disclosure what the output may tell
   */
  constructor(format: Format | undefined, facts: ResidueFacts, disclosure: Disclosure, options: ResidueOptions = {}) {
    const hidden = hiddenAnchors(facts.anchors, disclosure, options.hiddenPlaces ?? []);
    this.#search = new ByteSearch(hidden.places, hidden.identities);
    const bodies = format?.isScrambled === true ? new ByteSearch(hidden.places, hidden.identities) : undefined;
    this.#bodies = bodies;
    if (format !== undefined) this.#decoded = new DecodedCheck(format, hidden, disclosure, facts, bodies);
  }

  /** The chunk is not kept or changed. */
  push(chunk: Uint8Array): void {
    this.#decoded?.push(chunk);
    this.#search.push(chunk);
  }

  /** Nothing follows. */
  finish(): Finding[] {
    const decoded: Finding[] = this.#decoded?.finish() ?? [];
    const scanned = this.#search.finish().map((hit): Finding => ({ ...hit, where: 'bytes' }));
    const within = this.#bodies?.finish().map((hit): Finding => ({ ...hit, where: 'bodies' })) ?? [];
    return [...decoded, ...scanned, ...within].sort(compareFindings);
  }
}

const order: readonly Finding['what'][] = ['place', 'difference', 'identity', 'time', 'withheld'];

function compareFindings(a: Finding, b: Finding): number {
  const byKind = order.indexOf(a.what) - order.indexOf(b.what);
  if (byKind !== 0) return byKind;
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

function nameOf({ anchor, where, encoding = '' }: Finding): string {
  return `${anchor} ${where} ${encoding}`;
}

/**
 * Everything hidden that an output in memory shows.
 *
 * @param format of the original; found by its content unless given
 * @throws FlightveilError `unknown-format`, `input-empty` for the original
 */
export function findResidue({
  original,
  filtered,
  disclosure,
  format = detectFormat(original, true),
  hiddenPlaces = [],
}: ResidueOptions & {
  readonly format?: Format;
  readonly original: Uint8Array;
  readonly filtered: Uint8Array;
  readonly disclosure: Disclosure;
}): Finding[] {
  const survey = new Survey(format);
  survey.push(original);
  const check = new ResidueCheck(format, survey.finish(), disclosure, { hiddenPlaces });
  check.push(filtered);
  return check.finish();
}
