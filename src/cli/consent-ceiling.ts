import type { Command } from 'commander';
import { type Dimension, type Disclosure, dimensionNames, dimensions, isAtMost } from '../model/disclosure.ts';
import { levelNames, levels } from '../policy/levels.ts';
import type { Purpose } from '../policy/purpose.ts';
import { usage } from './consent-terms.ts';
import { levelOf } from './level-option.ts';

export interface CeilingOptions {
  readonly ceiling?: string;
  readonly atMost?: readonly string[];
  readonly except?: readonly string[];
  readonly media?: string;
}

export function withCeilingOptions(command: Command): Command {
  return command
    .option('--ceiling <level>', `how much may be learnt at most: ${levelNames.join(', ')}`)
    .option('--at-most <dimension=step...>', 'less than the level in a dimension, for example place=area')
    .option('--except <dimension...>', 'nothing of a dimension, for example text')
    .option('--media <step>', 'photos and video too, which no level has: stripped or exact');
}

/**
 * What a grant allows at most: a level, lowered dimension by dimension.
 * @throws FlightveilError `usage` for what is no dimension or step, is above the level, or contradicts itself; `unknown-level`
 */
export function ceilingOf({ ceiling, atMost = [], except = [], media }: CeilingOptions, purpose: Purpose): Disclosure {
  if (ceiling === undefined && purpose.releasesFlights) {
    throw usage('--ceiling is missing', `Say how much may be learnt at most: ${levelNames.join(', ')}.`);
  }
  const level = levelOf(ceiling ?? 'withhold');
  const result: Record<string, string> = { ...levels[level] };
  const said = new Map<Dimension, string>();
  const say = (dimension: Dimension, step: string): void => {
    if ((said.get(dimension) ?? step) !== step)
      throw usage(`what is said about ${dimension} contradicts itself`, 'Say it once.');
    said.set(dimension, step);
  };
  if (media !== undefined) say('media', stepOf('media', media));
  for (const text of atMost) {
    const [name = '', step = '', ...rest] = text.split('=');
    if (rest.length > 0 || step === '')
      throw usage('--at-most is no DIMENSION=STEP', 'For example: --at-most place=area.');
    const dimension = dimensionOf(name);
    say(dimension, stepOf(dimension, step));
    if (dimension === 'media' && media === undefined && step !== 'none') {
      throw usage('no level has media', `Choose them by themselves: --media ${step}.`);
    }
    if (dimension !== 'media' && rankOf(dimension, step) > rankOf(dimension, levels[level][dimension])) {
      throw usage(
        `--at-most ${dimension}=${step} is above level ${level}, which allows ${levels[level][dimension]}`,
        'Name a higher level: --at-most only lowers.',
      );
    }
  }
  for (const name of except) say(dimensionOf(name), 'none');
  for (const [dimension, step] of said) result[dimension] = step;
  return result as Disclosure;
}

function dimensionOf(name: string): Dimension {
  if ((dimensionNames as readonly string[]).includes(name)) return name as Dimension;
  throw usage('there is no such dimension', `Dimensions: ${dimensionNames.join(', ')}.`);
}

function stepOf(dimension: Dimension, step: string): string {
  if (rankOf(dimension, step) >= 0) return step;
  throw usage(`${dimension} has no such step`, `Steps of ${dimension}: ${dimensions[dimension].join(', ')}.`);
}

function rankOf(dimension: Dimension, step: string): number {
  return (dimensions[dimension] as readonly string[]).indexOf(step);
}

/** A ceiling in a few words: the lowest level that holds it, and in what it differs. */
export function ceilingText(ceiling: Disclosure): string {
  const level = levelNames.find((name) => isAtMost({ ...ceiling, media: 'none' }, levels[name])) ?? 'full';
  const others = dimensionNames.filter((dimension) => ceiling[dimension] !== levels[level][dimension]);
  return [level, ...others.map((dimension) => `${dimension} ${ceiling[dimension]}`)].join(', ');
}

/** Every dimension of which something may be learnt, in a few words. */
export function stepsText(disclosure: Disclosure): string {
  const told = dimensionNames.filter((dimension) => disclosure[dimension] !== 'none');
  return told.map((dimension) => `${dimension} ${disclosure[dimension]}`).join(', ') || 'nothing';
}
