import {
  type Dimension,
  type Disclosure,
  dimensionNames,
  dimensions,
  everything,
  nothing,
  rank,
  reaches,
} from '../model/disclosure.ts';
import { type Level, levels } from './levels.ts';

/** What somebody wants to release, to whom and what for. */
export interface Request {
  readonly purpose: 'local';
  readonly recipient: 'self';
  /** The user's own choice of how much. */
  readonly level: Level;
}

/** A rule that applies to requests: it answers with a ceiling, or with nothing where it has no say. */
export interface Rule {
  /** Stable name, shown as the reason of a decision. */
  readonly name: string;
  ceiling(request: Request): Partial<Disclosure> | undefined;
}

export interface Policy {
  readonly rules: readonly Rule[];
}

/** How much may be learnt, and for every dimension the rule that bound it. */
export interface Decision {
  readonly request: Request;
  readonly disclosure: Disclosure;
  readonly because: Readonly<Record<Dimension, string>>;
}

/** Purpose `local`, recipient `self`: the level that was asked for, and nothing above. */
export const localPolicy: Policy = {
  rules: [
    {
      name: 'local-use',
      ceiling: ({ purpose, recipient }) => (purpose === 'local' && recipient === 'self' ? {} : nothing),
    },
    { name: 'level', ceiling: ({ level }) => levels[level] },
  ],
};

/**
 * The greatest lower bound of every rule that applies. Pure: what it depends on is in its arguments. A rule only lowers, so more rules never
 * release more; a request that no rule speaks to gets nothing.
 */
export function decide(request: Request, policy: Policy): Decision {
  const disclosure: Record<string, string> = { ...everything };
  const because: Record<string, string> = {};
  let isCovered = false;
  for (const rule of policy.rules) {
    const ceiling = rule.ceiling(request);
    if (ceiling === undefined) continue;
    isCovered = true;
    for (const dimension of dimensionNames) {
      const step = ceiling[dimension];
      if (step === undefined || rankOf(dimension, step) >= rankOf(dimension, disclosure[dimension]!)) continue;
      disclosure[dimension] = step;
      because[dimension] = rule.name;
    }
  }
  if (!isCovered) return { request, disclosure: nothing, because: becauseOf('no-rule-applies') };
  const coupled = couple(disclosure as Disclosure, because);
  return { request, disclosure: coupled, because: { ...becauseOf('unbound'), ...because } as Decision['because'] };
}

function rankOf(dimension: Dimension, step: string): number {
  return (dimensions[dimension] as readonly string[]).indexOf(step);
}

function becauseOf(rule: string): Decision['because'] {
  return Object.fromEntries(dimensionNames.map((dimension) => [dimension, rule])) as Decision['because'];
}

/**
 * Dimensions that give each other away are lowered to each other: the lower one wins.
 * `because` is told which.
 */
export function couple(disclosure: Disclosure, because: Record<string, string> = {}): Disclosure {
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
  if (result.place !== 'exact' || result.time === 'none') lower('geofence', 'kind', 'geofence-tells-place');
  return result;
}
