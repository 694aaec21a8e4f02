import type { FieldRule } from '../../model/schema.ts';

/** Which part of the instant a cell says. `dateus`: month first. */
export const dateParts = ['time', 'date', 'dateus', 'day', 'month', 'year'] as const;
export type DatePart = (typeof dateParts)[number];

/** How a cell is read: as {@link CellRule.rule} says, else by its category and role. */
export type Reading =
  /** Always left empty. */
  | 'none'
  /** The first cell, by which the kind of sentence was told. */
  | 'sub'
  | 'unit'
  | 'number'
  /** A whole number of the last decimal, so that it lies on a lattice that treatments can hide. */
  | 'scaled'
  | 'word'
  | 'text'
  /** All cells from here on, as one text: digits and commas alone, or any words. */
  | 'list'
  | 'words'
  | 'instant'
  | 'place'
  | 'hemisphere';

/** A cell of a sentence as the catalog has it. */
export interface CellRule {
  readonly name: string;
  readonly rule: FieldRule;
  readonly reading: Reading;
  /** Of a unit: the letter. */
  readonly letter: number;
  readonly part: DatePart | undefined;
  readonly place: 'latitude' | 'longitude' | undefined;
}

const parts: readonly string[] = dateParts;
const readings: readonly string[] = ['word', 'text', 'list', 'words', 'number'] satisfies Reading[];
const scaled: ReadonlySet<string | undefined> = new Set(['altitude', 'course', 'yaw', 'groundSpeed']);
const UNIT = 'unit:';

/** The cells of a sentence, in their order. @param hasSub the first one tells the kind of sentence, and is in no row */
export function cellRulesOf(rows: ReadonlyMap<string, readonly FieldRule[]>, hasSub: boolean): CellRule[] {
  const cells: CellRule[] = [];
  const add = (name: string, rule: FieldRule, reading: Reading, more: Partial<CellRule> = {}): void => {
    cells.push({ name, rule, reading, letter: 0, part: undefined, place: undefined, ...more });
  };
  if (hasSub) add('kind', { category: 'structural' }, 'sub');
  for (const [row, [first]] of rows) {
    const { type, ...rule } = first!;
    const name = row.replace('*', '');
    if (type === undefined) add(name, rule, scaled.has(rule.role) ? 'scaled' : 'number');
    else if (parts.includes(type)) add(name, rule, 'instant', { part: type as DatePart });
    else if (readings.includes(type)) add(name, rule, type as Reading);
    else if (type.startsWith(UNIT)) add(name, rule, 'unit', { letter: type.charCodeAt(UNIT.length) });
    else if (type === 'place') {
      add(name, rule, 'place', { place: rule.role === 'latitude' ? 'latitude' : 'longitude' });
      add(`${name}Side`, rule, 'hemisphere');
    } else throw new RangeError(`no cell is read as ${type}`);
  }
  return cells;
}
