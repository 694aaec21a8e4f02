import Table from 'cli-table3';
import type { FilterReport } from '../filter/report.ts';
import { dataCategories } from '../model/category.ts';

const plain = { head: [], border: [], compact: true } as const;
/** Light rules only: tables are read in logs and pasted into mails. */
const chars = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** An aligned table; columns in `numeric` are set to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  numeric: readonly number[],
): string {
  const made = new Table({
    head: [...head],
    chars,
    style: { ...plain, head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, index) => (numeric.includes(index) ? 'right' : 'left')),
  });
  for (const row of rows) made.push(row.map((cell) => (typeof cell === 'number' ? count(cell) : cell)));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A number with blanks between thousands; nothing for zero, so that the eye finds what there is. */
export function count(value: number): string {
  return value === 0 ? '-' : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** What was kept, changed and dropped, by category, most revealing first. */
export function reportTable(report: FilterReport): string {
  const rows = report.categories.map(({ category, kept, changed, dropped }) => [
    category,
    kept,
    changed,
    dropped,
    dataCategories[category].explanation,
  ]);
  const lines = [
    table(['category', 'kept', 'changed', 'dropped', 'what it tells'], rows, [1, 2, 3]),
    '',
    `${count(report.framesWritten)} frames written, ${count(report.framesWithheld)} withheld; numbers above are field values.`,
  ];
  const whole = report.messages.filter(({ withheld, written }) => withheld > 0 && written === 0);
  if (whole.length > 0) lines.push(`Messages withheld entirely: ${whole.map(({ message }) => message).join(', ')}.`);
  const partly = report.messages.filter(({ withheld, written }) => withheld > 0 && written > 0);
  if (partly.length > 0) {
    const names = partly.map(({ message, withheld, written }) => `${message} (${withheld} of ${withheld + written})`);
    lines.push(`Withheld by their content: ${names.join(', ')}.`);
  }
  const gaps = Object.entries(report.gapBytes).filter(([, bytes]) => bytes > 0);
  if (gaps.length > 0) {
    lines.push(
      `Bytes that are no known frame, dropped: ${gaps.map(([reason, bytes]) => `${count(bytes)} ${reason}`).join(', ')}.`,
    );
  }
  lines.push(...encryptedNote(report.gapBytes));
  return lines.join('\n');
}

/** What to do about bytes that could not be decrypted. */
export function encryptedNote({ encrypted = 0 }: FilterReport['gapBytes']): readonly string[] {
  if (encrypted === 0) return [];
  return [
    'The track, or part of it, is encrypted and was left out: give the keys of this log as a file (--dji-keychains).',
  ];
}
