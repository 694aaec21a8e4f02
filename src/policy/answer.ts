import type { StandingGrant } from '../consent/grant.ts';
import { type Dimension, type Disclosure, dimensionNames, dimensions } from '../model/disclosure.ts';
import type { Purpose } from './purpose.ts';
import type { Circumstances, Request } from './request.ts';
import { isWithin } from './scope.ts';
import { isOldEnough, subjectOf } from './subject.ts';

/** A grant and its place in the ledger's order. */
interface Entry {
  readonly standing: StandingGrant;
  readonly ordinal: number;
  /** When the last of it and those before it in its list ends. */
  readonly mostUntilS: number;
}

/** Grants with the very same ceiling, in the order of the ledger. */
interface Alike {
  readonly ceiling: Disclosure;
  readonly general: Entry[];
  /** Those that name flights, by each. */
  readonly byFlight: Map<string, Entry[]>;
}

/** By purpose, recipient and subject, then by ceiling. */
type Index = Map<string, Map<string, Map<string, Map<number, Alike>>>>;

/** Made once for each list of grants: a state is pure data, and thousands of flights are decided under the same. */
const indexes = new WeakMap<readonly StandingGrant[], Index>();

function indexOf(grants: readonly StandingGrant[]): Index {
  const known = indexes.get(grants);
  if (known !== undefined) return known;
  const index: Index = new Map();
  grants.forEach((standing, ordinal) => {
    const { purpose, recipient, subject, ceiling, scope, validUntilS = Number.POSITIVE_INFINITY } = standing.grant;
    const byRecipient = getOrMake(index, purpose, () => new Map<string, Map<string, Map<number, Alike>>>());
    const bySubject = getOrMake(byRecipient, recipient, () => new Map<string, Map<number, Alike>>());
    const alikes = getOrMake(bySubject, subject, () => new Map<number, Alike>());
    const alike = getOrMake(alikes, orderOf(ceiling), () => ({ ceiling, general: [], byFlight: new Map() }));
    const add = (list: Entry[]): void => {
      const mostUntilS = Math.max(validUntilS, list.at(-1)?.mostUntilS ?? validUntilS);
      list.push({ standing, ordinal, mostUntilS });
    };
    if (scope.flights === undefined) add(alike.general);
    else for (const flight of new Set(scope.flights)) add(getOrMake(alike.byFlight, flight, (): Entry[] => []));
  });
  indexes.set(grants, index);
  return index;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

const ranks = Object.fromEntries(
  dimensionNames.map((dimension) => [dimension, new Map(dimensions[dimension].map((step, rank) => [step, rank]))]),
) as unknown as Readonly<Record<Dimension, ReadonlyMap<string, number>>>;

/**
 * A number for every disclosure, different for different ones. Their order is total and extends the pointwise order: first by the sum of the
 * ranks of all steps, then by the ranks themselves, dimension after dimension as {@link dimensionNames} has them.
 */
export function orderOf(disclosure: Disclosure): number {
  let sum = 0;
  let digits = 0;
  for (const dimension of dimensionNames) {
    const step = ranks[dimension].get(disclosure[dimension]) ?? noStep(dimension);
    sum += step;
    digits = digits * 4 + step;
  }
  return sum * 4 ** dimensionNames.length + digits;
}

function noStep(dimension: Dimension): never {
  throw new RangeError(`a grant's ceiling has no step of ${dimension}`);
}

/** Why no grant answers, the one that comes nearest: the first of these that some grant meets. */
const obstacles = {
  'guardian-missing': 'Have a guardian countersign the grant, or declare the age.',
  'notice-changed': 'Confirm the grant under the new version of its notice.',
  'grant-not-yet-valid': 'Wait until the grant begins.',
  'grant-expired': 'Grant it again: the grant has ended.',
  'grant-out-of-scope': 'Grant it for this flight: its grants are about others.',
  'grant-too-wide': 'Grant it for named flights and until a date: the purpose asks for both.',
  'no-grant': 'Grant it: nobody has.',
} as const;
export type Obstacle = keyof typeof obstacles;
export const wouldChangeObstacle: Readonly<Record<Obstacle, string>> = obstacles;
const nearness = Object.keys(obstacles) as Obstacle[];

export interface Answer {
  readonly grant: StandingGrant['grant'];
  /** Its outcome. */
  readonly disclosure: Disclosure;
}

/**
 * The one grant that answers a request: the one that it names, else of those that apply the one whose outcome is the greatest in the order of
 * {@link orderOf}, the last of the ledger where several have it. Grants are never joined: the outcome is at most the ceiling of the one.
 * @param settle the outcome under a grant's ceiling; it must be monotone
 */
export function answerOf(
  request: Request,
  purpose: Purpose,
  circumstances: Circumstances,
  settle: (ceiling: Disclosure) => Disclosure,
): Answer | Obstacle {
  const { flight, consent, nowS } = circumstances;
  const latestS = Math.max(nowS, consent.latestS);
  const subject = subjectOf(request, circumstances);
  if (subject === undefined) return 'no-grant';
  const alikes = indexOf(consent.grants).get(request.purpose)?.get(request.recipient)?.get(subject);
  if (alikes === undefined) return 'no-grant';
  const isMinor = !isOldEnough(request, circumstances, purpose);
  let nearest: Obstacle = 'grant-out-of-scope';
  let best: (Answer & { readonly order: number; readonly ordinal: number }) | undefined;
  for (const { ceiling, general, byFlight } of alikes.values()) {
    const named = flight === undefined ? undefined : byFlight.get(flight.name);
    if (general.length === 0 && named === undefined) continue;
    const disclosure = settle(ceiling);
    const order = orderOf(disclosure);
    if (best !== undefined && order < best.order) continue;
    for (const grants of named === undefined ? [general] : [general, named]) {
      for (let at = grants.length - 1; at >= 0; at--) {
        const { standing, ordinal, mostUntilS } = grants[at]!;
        if (best !== undefined && order === best.order && ordinal < best.ordinal) break;
        if (mostUntilS <= latestS) {
          if (nearness.indexOf(nearest) > nearness.indexOf('grant-expired')) nearest = 'grant-expired';
          break;
        }
        if (request.grant !== undefined && standing.grant.id !== request.grant) continue;
        const obstacle = obstacleOf(standing, purpose, circumstances, latestS, isMinor);
        if (obstacle === undefined) {
          best = { grant: standing.grant, disclosure, order, ordinal };
          break;
        }
        if (obstacle !== nearest && nearness.indexOf(obstacle) < nearness.indexOf(nearest)) nearest = obstacle;
      }
    }
  }
  return best ?? nearest;
}

/** What keeps a grant of the right purpose, recipient and subject from answering. */
function obstacleOf(
  { grant, isCountersigned, isNoticeCurrent }: StandingGrant,
  { asksFlightsAndEnd }: Purpose,
  { nowS, flight }: Circumstances,
  latestS: number,
  isMinor: boolean,
): Obstacle | undefined {
  // The clock may have been set back: a grant holds only where it holds by the clock and by the latest that the ledger has seen.
  if (!(grant.validFromS <= nowS)) return 'grant-not-yet-valid';
  if (grant.validUntilS !== undefined && !(latestS < grant.validUntilS)) return 'grant-expired';
  if (asksFlightsAndEnd && (grant.scope.flights === undefined || grant.validUntilS === undefined))
    return 'grant-too-wide';
  if (!isWithin(grant.scope, flight)) return 'grant-out-of-scope';
  if (!isNoticeCurrent) return 'notice-changed';
  return isMinor && !isCountersigned ? 'guardian-missing' : undefined;
}
