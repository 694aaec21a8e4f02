import {
  type Dimension,
  type Disclosure,
  dimensionNames,
  dimensions,
  everything,
  isAtMost,
  nothing,
  rank,
  reaches,
} from '../model/disclosure.ts';
import { answerOf, wouldChangeObstacle } from './answer.ts';
import { dutiesOf } from './duties-of.ts';
import { grounds } from './grounds.ts';
import { levels } from './levels.ts';
import {
  type Circumstances,
  type Decision,
  type LocalRequest,
  noCircumstances,
  type Policy,
  type Request,
} from './request.ts';
import { barringRules, projectionOf, serves } from './rules.ts';
import { isOldEnough } from './subject.ts';

export type {
  Circumstances,
  Decision,
  EarlierRelease,
  LocalRequest,
  Matter,
  Policy,
  Request,
  Rule,
} from './request.ts';

/** Purpose `local`, recipient `self`: the level that was asked for, and nothing above. */
export const localPolicy: Policy = {
  rules: [
    {
      name: 'local-use',
      ceiling: ({ purpose, recipient }) => (purpose === 'local' && recipient === 'self' ? {} : nothing),
    },
    { name: 'level', ceiling: ({ level }) => (level === undefined ? nothing : levels[level]) },
  ],
};

/**
 * The greatest lower bound of every rule that applies, of the one grant that answers where the purpose rests on consent, and of what the same
 * recipient has of the same flight. Pure: what it depends on is in its arguments. A rule only lowers, so more rules never release more; a
 * request that no rule speaks to gets nothing. One grant more never leads to strictly less, one less never to strictly more.
 * @param circumstances what the ledger says at which instant, and what is known of the flight; nothing is known where it is left out
 */
export function decide(request: LocalRequest, policy: Policy, circumstances?: Circumstances): Decision;
export function decide(request: Request, policy: Policy, circumstances?: Circumstances): Decision<Request>;
export function decide(
  request: Request,
  policy: Policy,
  circumstances: Circumstances = noCircumstances,
): Decision<Request> {
  const purpose = policy.purposes?.get(request.purpose);
  const recipient = policy.recipients?.get(request.recipient);
  const matter = { purpose, recipient, circumstances };
  const disclosure: Record<string, string> = { ...everything };
  const because: Record<string, string> = {};
  let isCovered = false;
  for (const rule of policy.rules) {
    const ceiling = rule.ceiling(request, matter);
    if (ceiling === undefined) continue;
    isCovered = true;
    for (const dimension of dimensionNames) {
      const step = ceiling[dimension];
      if (step === undefined || rankOf(dimension, step) >= rankOf(dimension, disclosure[dimension]!)) continue;
      disclosure[dimension] = step;
      because[dimension] = rule.name;
    }
  }
  if (!isCovered) {
    const because = becauseOf('no-rule-applies');
    return { request, disclosure: nothing, because, wouldChange: {}, lost: [], duties: [] };
  }
  const bound = disclosure as Disclosure;
  const settle = (ceiling: Disclosure, reason: string): Outcome =>
    settled(bound, because, { ceiling, reason }, request, circumstances, purpose?.isAboutZones ?? false);
  if (purpose === undefined || recipient === undefined) {
    return finished(request, settle(everything, 'unbound'), policy);
  }
  const isBarred = Object.values(because).some((rule) => barringRules.has(rule));
  const extra = {
    projection: projectionOf({ purpose, circumstances }, request),
    duties: dutiesOf(purpose, recipient, circumstances),
    lost: isBarred ? purpose.lost : [],
    releasesFlights: purpose.releasesFlights,
  };
  const isMinor = !isOldEnough(request, circumstances, purpose);
  const { needsGrant, canBeRefused } = grounds[purpose.ground];
  // Below the age a guardian decides about everything that could be refused.
  if (!needsGrant && !(isMinor && canBeRefused)) {
    return finished(request, settle(everything, 'unbound'), policy, extra);
  }
  const answer = answerOf(request, purpose, circumstances, (ceiling) => settle(ceiling, 'grant').disclosure);
  if (typeof answer === 'string') {
    const lost = serves(purpose, recipient) ? purpose.lost : [];
    // Without a grant it waits for the guardian or the age, not for a grant that nobody else would need.
    const reason = !needsGrant && answer === 'no-grant' ? 'guardian-missing' : answer;
    return finished(request, settle(nothing, reason), policy, { ...extra, lost });
  }
  return finished(request, settle(answer.grant.ceiling, 'grant'), policy, { ...extra, grant: answer.grant.id });
}

interface Outcome {
  readonly disclosure: Disclosure;
  readonly because: Readonly<Record<string, string>>;
}

/** A bound lowered to a grant's ceiling, its dimensions fitted to each other and to earlier releases. */
function settled(
  bound: Disclosure,
  because: Readonly<Record<string, string>>,
  { ceiling, reason }: { readonly ceiling: Disclosure; readonly reason: string },
  request: Request,
  { flight, earlierReleases = [] }: Circumstances,
  isAboutZones: boolean,
): Outcome {
  const reasons = { ...because };
  let current = couple(lowered(bound, ceiling, reasons, reason), reasons, isAboutZones);
  // No flight named: it may be any of them.
  const earlier = earlierReleases.filter(
    (release) => release.recipient === request.recipient && release.flight === (flight?.name ?? release.flight),
  );
  for (let isSettled = earlier.length === 0; !isSettled; ) {
    const before = current;
    // All against the same disclosure, so that their order does not matter.
    const beside = earlier.filter((release) => isBeside(before, release.disclosure));
    for (const release of beside) current = lowered(current, release.disclosure, reasons, 'earlier-release');
    current = couple(current, reasons, isAboutZones);
    isSettled = beside.length === 0;
  }
  return { disclosure: current, because: reasons };
}

/** Neither is at most the other: together they tell more than each. */
function isBeside(a: Disclosure, b: Disclosure): boolean {
  return !isAtMost(a, b) && !isAtMost(b, a);
}

function lowered(a: Disclosure, ceiling: Disclosure, because: Record<string, string>, reason: string): Disclosure {
  const low: Record<string, string> = { ...a };
  for (const dimension of dimensionNames) {
    const step = ceiling[dimension];
    if (step === a[dimension] || rankOf(dimension, step) >= rankOf(dimension, a[dimension])) continue;
    low[dimension] = step;
    because[dimension] = reason;
  }
  return low as Disclosure;
}

/** A decision with its explanation. */
function finished(
  request: Request,
  { disclosure, because }: Outcome,
  policy: Policy,
  extra: Partial<Pick<Decision, 'grant' | 'lost' | 'duties'>> & {
    projection?: Decision['projection'] | undefined;
    releasesFlights?: boolean;
  } = {},
): Decision<Request> {
  const { projection, grant, lost = [], duties = [], releasesFlights = true } = extra;
  const isNothing = isAtMost(disclosure, nothing);
  const wouldChange: Partial<Record<Dimension, string>> = {};
  for (const dimension of dimensionNames) {
    const reason = because[dimension];
    const sentence = reason && (sentences.get(reason) ?? policy.rules.find(({ name }) => name === reason)?.wouldChange);
    if (sentence) wouldChange[dimension] = sentence;
  }
  return {
    request,
    disclosure,
    because: { ...becauseOf('unbound'), ...because } as Decision['because'],
    ...(projection === undefined ? {} : { projection }),
    ...(releasesFlights ? {} : { releasesFlights }),
    ...(grant === undefined ? {} : { grant }),
    wouldChange,
    lost,
    duties: isNothing ? [] : duties,
  };
}

const sentences: ReadonlyMap<string, string> = new Map([
  ...Object.entries(wouldChangeObstacle),
  ['grant', 'Grant more: the grant that answers allows no more.'],
  [
    'earlier-release',
    'Nothing: the recipient has another part of this flight already, and the two together tell more.',
  ],
  ['shape-needs-place', 'Release the exact place too.'],
  ['place-needs-shape', 'Release the exact path too.'],
  ['operator-needs-place', 'Release the place as finely.'],
  ['environment-tells-place', 'Release the exact place and the day.'],
  ['geofence-tells-place', 'Release the exact place and a time.'],
]);

function rankOf(dimension: Dimension, step: string): number {
  return (dimensions[dimension] as readonly string[]).indexOf(step);
}

function becauseOf(rule: string): Decision['because'] {
  return Object.fromEntries(dimensionNames.map((dimension) => [dimension, rule])) as Decision['because'];
}

/**
 * Dimensions that give each other away are lowered to each other: the lower one wins.
 * `because` is told which.
 * @param isAboutZones area codes are what is asked for, so that a hidden place does not hide them
 */
export function couple(
  disclosure: Disclosure,
  because: Record<string, string> = {},
  isAboutZones: boolean = false,
): Disclosure {
  const result = { ...disclosure } as { -readonly [D in Dimension]: Disclosure[D] };
  const lower = <D extends Dimension>(dimension: D, most: Disclosure[D], reason: string): void => {
    if (rank(dimension, result[dimension]) <= rank(dimension, most)) return;
    result[dimension] = most;
    because[dimension] = reason;
  };
  // A path at its true place is a place.
  if (result.place !== 'exact') lower('shape', 'relative', 'shape-needs-place');
  // A place without its path is a cell: exact places with a hidden path would be points of it.
  if (result.shape !== 'exact') lower('place', 'area', 'place-needs-shape');
  // Where the pilot stood is never better known than where the aircraft was.
  if (result.place === 'none' || result.place === 'region') lower('operator', 'none', 'operator-needs-place');
  else if (result.place === 'area') lower('operator', 'area', 'operator-needs-place');
  // Magnetic field, pressure, terrain and satellites give place and time away.
  if (result.place !== 'exact' || !reaches('time', result.time, 'day'))
    lower('environment', 'none', 'environment-tells-place');
  // Area codes and times of zones are places and times.
  if (!isAboutZones && (result.place !== 'exact' || result.time === 'none'))
    lower('geofence', 'kind', 'geofence-tells-place');
  return result;
}
