import { createLoop, detectFormat, FlightKeys, levels, Survey } from '../../src/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import type { Level } from '../../src/policy/levels.ts';
import { degreeShift, rounding, stiffMove, withoutGps } from './baselines.ts';

/** How a subject lays out positions, which an attacker who has its source knows: as they were, moved by degrees, or as one stiff body. */
export type Layout = 'degrees' | 'stiff' | 'none';

/** Something that is done to logs before others get them. */
export interface Subject {
  readonly name: string;
  readonly layout: Layout;
  /** What attacks must not find, if anything: bounds hold for these subjects. */
  readonly hides: boolean;
  /** Whether the path is released, so that there is something to attack. */
  readonly showsPath: boolean;
  /** The log as others get it. The same seed gives the same draws. */
  release(log: Uint8Array, seed: number): Uint8Array;
}

/** The filter's own output at a level. */
function ours(level: Level, about: Pick<Subject, 'layout' | 'hides' | 'showsPath'>): Subject {
  return { name: `ours: ${level}`, ...about, release: (log, seed) => filterLog(log, level, seed) };
}

export const raw: Subject = { name: 'raw', layout: 'degrees', hides: false, showsPath: true, release: (log) => log };

const naive = { hides: false, showsPath: true } as const;
/** Plants what the attacks on stiff moves look for. */
export const undithered: Subject = {
  ...naive,
  name: 'move without dither',
  layout: 'stiff',
  release: stiffMove({ freshDither: false }),
};
export const freshDither: Subject = {
  ...naive,
  name: 'move, fresh dither',
  layout: 'stiff',
  release: stiffMove({ freshDither: true }),
};

export const baselines: readonly Subject[] = [
  { ...naive, name: 'degree shift', layout: 'degrees', release: degreeShift },
  { ...naive, name: 'three decimals', layout: 'degrees', release: rounding },
  { ...naive, name: 'no GPS messages', layout: 'none', showsPath: false, release: withoutGps },
  undithered,
  freshDither,
];

/** `track` and `full` release the true path: nothing is hidden that these attacks could find. */
export const released: readonly Subject[] = [
  ours('engineering', { layout: 'none', hides: true, showsPath: false }),
  ours('dynamics', { layout: 'stiff', hides: true, showsPath: true }),
];

export const allSubjects: readonly Subject[] = [raw, ...baselines, ...released];

function filterLog(log: Uint8Array, level: Level, seed: number): Uint8Array {
  const format = detectFormat(log.subarray(0, DETECT_BYTES), log.length <= DETECT_BYTES);
  const survey = new Survey(format);
  survey.push(log);
  const loop = createLoop(format, levels[level], FlightKeys.ofSeed('privacy', seed), survey.finish());
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(log)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}
