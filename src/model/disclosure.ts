/**
 * The dimensions of a disclosure: each a chain of how much may be learnt, lowest first. `others`, `opaque` and `secrets`
 * have one step only: they leave at no level.
 */
export const dimensions = {
  place: ['none', 'region', 'area', 'exact'],
  shape: ['none', 'relative', 'exact'],
  operator: ['none', 'area', 'exact'],
  time: ['none', 'month', 'day', 'exact'],
  device: ['none', 'flight', 'recipient', 'exact'],
  person: ['none', 'pseudonym', 'exact'],
  environment: ['none', 'exact'],
  settings: ['none', 'safe', 'exact'],
  text: ['none', 'template', 'exact'],
  media: ['none', 'stripped', 'exact'],
  geofence: ['none', 'kind', 'event', 'exact'],
  dynamics: ['none', 'summary', 'full'],
  others: ['none'],
  opaque: ['none'],
  secrets: ['none'],
} as const;

export type Dimension = keyof typeof dimensions;
export type Step<D extends Dimension> = (typeof dimensions)[D][number];

/** How much may be learnt, one step a dimension. Bottom everywhere means that nothing leaves. */
export type Disclosure = { readonly [D in Dimension]: Step<D> };

export const dimensionNames = Object.keys(dimensions) as Dimension[];

/** Position of a step in its chain, 0 for the lowest. Throws a RangeError for a step that the chain does not have. */
export function rank<D extends Dimension>(dimension: D, step: Step<D>): number {
  const index = (dimensions[dimension] as readonly string[]).indexOf(step);
  if (index < 0) throw new RangeError(`${dimension} has no step ${String(step)}`);
  return index;
}

/** Whether `step` reaches at least `least` in its chain. */
export function reaches<D extends Dimension>(dimension: D, step: Step<D>, least: Step<D>): boolean {
  return rank(dimension, step) >= rank(dimension, least);
}

function everyDimension(stepOf: (dimension: Dimension) => string): Disclosure {
  return Object.fromEntries(dimensionNames.map((dimension) => [dimension, stepOf(dimension)])) as Disclosure;
}

/** Nothing at all. */
export const nothing: Disclosure = everyDimension((dimension) => dimensions[dimension][0]);

/** The top of every chain; `others`, `opaque` and `secrets` stay at none because they have nothing else. */
export const everything: Disclosure = everyDimension((dimension) => dimensions[dimension].at(-1)!);

/** The greatest lower bound: in every dimension the lower of the two steps. */
export function meet(a: Disclosure, b: Disclosure): Disclosure {
  return everyDimension(
    (dimension) => (rank(dimension, a[dimension]) <= rank(dimension, b[dimension]) ? a : b)[dimension],
  );
}

/** Whether `a` lets nobody learn more than `b` in any dimension. */
export function isAtMost(a: Disclosure, b: Disclosure): boolean {
  return dimensionNames.every((dimension) => rank(dimension, a[dimension]) <= rank(dimension, b[dimension]));
}
