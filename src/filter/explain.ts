import { type DataCategory, dataCategoryNames, dimensionOf } from '../model/category.ts';
import { type Dimension, dimensionNames, dimensions, type Step } from '../model/disclosure.ts';
import type { Decision, Request } from '../policy/decide.ts';
import { ruleReasons } from '../policy/rule-reasons.ts';

/** One dimension of a decision, for people. */
export interface Explanation {
  readonly dimension: Dimension;
  /** What it is about, a few words. */
  readonly governs: string;
  /** The kinds of data that it governs. */
  readonly categories: readonly DataCategory[];
  /** How much may be learnt: one of `steps`. */
  readonly step: string;
  /** All there are, lowest first. */
  readonly steps: readonly string[];
  /** Stable name of the rule that bound it. */
  readonly rule: string;
  /** The rule, in a sentence. */
  readonly reason: string;
  /** What would raise it, a sentence; undefined where nothing would. */
  readonly wouldChange: string | undefined;
  /** What the step means for people, in a sentence or two. */
  readonly meaning: string;
}

const governs: Readonly<Record<Dimension, string>> = {
  place: 'where the aircraft was',
  shape: "the path's form: positions, heights, velocity, course",
  operator: 'where the pilot, the ground station and home were',
  time: 'date and time of day',
  device: 'serial numbers, hardware and firmware',
  person: 'pilot, account and network names',
  environment: 'magnetic field, pressure, terrain and satellites',
  settings: 'parameters and calibration',
  text: 'messages and names',
  media: 'photos and video',
  geofence: 'fence and zone events',
  dynamics: 'how the aircraft behaved',
  others: 'other people and their aircraft',
  opaque: 'content that cannot be judged',
  secrets: 'keys, passwords and tokens',
};

const meanings: { readonly [D in Dimension]: Readonly<Record<Step<D>, string>> } = {
  place: {
    none: 'Nobody learns where the aircraft was.',
    region: 'An area of at least 10 km by 10 km, the same for the whole flight.',
    area: 'An area of at least 1 km by 1 km for each place, always the same one.',
    exact: 'The place as it was recorded. A pilot usually stands within 500 m of a visible track.',
  },
  shape: {
    none: 'No path, height, speed or heading.',
    relative:
      'The path, moved to nowhere on Earth and turned. Its form stays: one that follows streets or parcels can be matched to a map.',
    exact: 'The path as it was flown. It can be linked to what others saw of the flight.',
  },
  operator: {
    none: 'Neither the pilot nor home is shown, nor take-off and landing.',
    area: 'An area of at least 1 km by 1 km around the pilot and home.',
    exact: 'Where the pilot stood and where home is.',
  },
  time: {
    none: 'No date and no time of day; only how much time passed within the flight.',
    month: 'The month of the flight.',
    day: 'The day of the flight.',
    exact: 'Date and time as they were recorded.',
  },
  device: {
    none: 'Nothing that names the aircraft or its parts.',
    flight: 'A made-up identity that holds within this flight only.',
    recipient: 'A made-up identity, the same in all flights that this recipient gets.',
    exact: 'Serial numbers and firmware as they were recorded; registers may name the owner.',
  },
  person: {
    none: 'No names, accounts or operator ids.',
    pseudonym: 'A made-up identity in place of each person, which joins this person’s flights.',
    exact: 'Names, accounts and operator ids as they were recorded.',
  },
  environment: {
    none: 'Nothing measured that differs from place to place.',
    exact: 'Magnetic field, pressure, terrain and satellites: any of them tells place or time.',
  },
  settings: {
    none: 'No parameters.',
    safe: 'Parameters from a list of those that tell nothing of places, people or one single sensor.',
    exact: 'All parameters and calibration, by which one aircraft can be told from all others.',
  },
  text: {
    none: 'No text and no names.',
    template: 'Messages that the firmware is known to send, without names and numbers in them.',
    exact: 'All text as it was recorded, whatever somebody typed.',
  },
  media: {
    none: 'No photos or video.',
    stripped: 'Photos and video without what is written beside the picture; the picture may tell as much.',
    exact: 'Photos and video with everything in them.',
  },
  geofence: {
    none: 'Nothing about fences and zones.',
    kind: 'What happened at a fence, but not where or when.',
    event: 'Which zone it was and when, and so about where.',
    exact: 'Fence and zone events as they were recorded.',
  },
  dynamics: {
    none: 'Nothing about how it flew.',
    summary: 'Totals of the flight.',
    full: 'Attitude, power, motors, modes and vibration. Raw inertial data and battery cycles can tell one aircraft from another.',
  },
  others: { none: 'Other people’s aircraft, positions and names never leave.' },
  opaque: { none: 'Payloads inside payloads never leave: they could hold a whole log.' },
  secrets: { none: 'Keys, passwords and tokens never leave.' },
};

const reasons: ReadonlyMap<string, string> = new Map([
  ...ruleReasons,
  ['unbound', 'No rule lowers it.'],
  ['local-use', 'A log for your own use goes to nobody else.'],
  ['shape-needs-place', 'A path at its true place is a place, and the place is hidden.'],
  ['place-needs-shape', 'Exact places are points of a path, and the path is hidden.'],
  ['operator-needs-place', 'Where the pilot stood is never better known than where the aircraft was.'],
  [
    'environment-tells-place',
    'What is measured around the aircraft gives place and time away, and one of them is hidden.',
  ],
  ['geofence-tells-place', 'Zones and their times are places and times, and one of them is hidden.'],
  ['own-rule', 'A rule of the sender’s own allows no more.'],
  ['no-rule-applies', 'No rule speaks to this request, so nothing is released.'],
]);

/** Whether a rule has a name of ours; those of somebody's own policy file are nobody else's business. */
export function isBuiltInRule(name: string): boolean {
  return reasons.has(name);
}

/** A decision dimension by dimension, with the rule that bound each and what it means for people. Pure, and in a fixed order. */
export function explain(decision: Decision<Request>): readonly Explanation[] {
  return dimensionNames.map((dimension) => {
    const steps: readonly string[] = dimensions[dimension];
    const step = decision.disclosure[dimension];
    const rule = decision.because[dimension];
    return {
      dimension,
      governs: governs[dimension],
      categories: dataCategoryNames.filter((category) => dimensionOf(category) === dimension),
      step,
      steps,
      rule,
      reason: steps.length === 1 ? 'It leaves at no level.' : (reasons.get(rule) ?? `The rule ${rule} allows no more.`),
      wouldChange: steps.length === 1 ? undefined : decision.wouldChange?.[dimension],
      meaning: (meanings[dimension] as Readonly<Record<string, string>>)[step]!,
    };
  });
}
