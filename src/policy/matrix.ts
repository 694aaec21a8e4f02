import { type Disclosure, dimensionNames, everything, isAtMost, meet, nothing } from '../model/disclosure.ts';
import { builtInPolicy } from './built-in.ts';
import { couple } from './decide.ts';
import { levelNames, levels } from './levels.ts';
import { ceilingOfProjection } from './projection.ts';
import type { Purpose } from './purpose.ts';
import type { Recipient } from './recipients.ts';
import type { Policy } from './request.ts';
import { serves } from './rules.ts';

/** The most that a recipient can learn for a purpose, whatever is granted and wherever it is. */
export function mostFor(purpose: Purpose, recipient: Recipient): Disclosure {
  if (!serves(purpose, recipient)) return nothing;
  const projected =
    purpose.projection === undefined || purpose.projection === 'remote-id'
      ? {}
      : ceilingOfProjection(purpose.projection);
  const most = [purpose.ceiling, recipient.cap, projected].map((ceiling, index) => ({
    ...(index === 0 ? nothing : everything),
    ...ceiling,
  }));
  return couple(most.reduce(meet), {}, purpose.isAboutZones);
}

/** A few words for what can be released at most: the projection, or the highest level that fits and what there is beside it. */
export function cellOf(purpose: Purpose, recipient: Recipient): string {
  const most = mostFor(purpose, recipient);
  if (isAtMost(most, nothing)) return '-';
  if (purpose.ground === 'own-use') return 'the level asked for';
  if (purpose.projection !== undefined) {
    return typeof purpose.projection === 'string' ? 'remote ID fields' : purpose.projection.name.replaceAll('-', ' ');
  }
  const [above, below] = [wordsAbove(most), wordsBelow(most)];
  return above.length <= below.length ? above : below;
}

/** The highest level that fits, and what there is beside it. */
function wordsAbove(most: Disclosure): string {
  const level = levelNames.findLast((name) => isAtMost(levels[name], most))!;
  const beside = dimensionNames.filter((dimension) => most[dimension] !== levels[level][dimension]);
  const words = beside.map((dimension) => `${dimension} ${most[dimension]}`);
  return [...(level === 'withhold' ? [] : [`*${level}*`]), ...words].join(', ');
}

/** All, and what is missing from it. */
function wordsBelow(most: Disclosure): string {
  const lower = dimensionNames.filter((dimension) => most[dimension] !== everything[dimension]);
  const words = lower.map((dimension) =>
    most[dimension] === 'none' ? `no ${dimension}` : `${dimension} ${most[dimension]}`,
  );
  return ['all', ...words].join(', ');
}

/** Purposes by recipients as a Markdown table: what can be released at most, or a dash. Recipients that get nothing for any purpose have a column too. */
export function matrixMarkdown(policy: Required<Pick<Policy, 'purposes' | 'recipients'>> = builtInPolicy): string {
  const columns = [...policy.recipients.values()];
  const rows = [...policy.purposes.values()].map((purpose) => [
    `\`${purpose.name}\` (${purpose.ground.replaceAll('-', ' ')})`,
    ...columns.map((recipient) => cellOf(purpose, recipient)),
  ]);
  const lines = [
    ['purpose (ground)', ...columns.map(({ name }) => name)],
    ['---', ...columns.map(() => '---')],
    ...rows,
  ];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
