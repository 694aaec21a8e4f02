import { type DataCategory, dimensionOf } from '../../model/category.ts';
import type { Field, FieldRule, Role, Schema, TimeUnit } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { type Cell, CellKind, cellOf, fieldTypeOf, hiddenValueOf, WORD_BYTES } from '../../text/cells.ts';
import { SlashOrder } from '../../text/date-layout.ts';
import { POINT } from '../../text/plain-number.ts';
import type { Writing } from './decimals.ts';
import type { Header, HeaderColumn } from './header.ts';
import { COMMA, MAX_ROW_BYTES } from './rows.ts';
import { tellsOfLimits, type ZoneColumn } from './signal.ts';

/** A column that is known. */
export interface CsvColumn {
  readonly cell: Cell;
  readonly field: Field;
  /** How many decimals its values have as far as was seen; -1: none was seen. */
  readonly seen: number;
  /** A value with more decimals than the cell, or the first of all, tells that the column was not known well yet. */
  readonly isOpen: boolean;
  /** Its values, or those of its place, are 32-bit floats as far as was seen. */
  readonly isSingle: boolean;
  /** A text that can tell of zones. */
  readonly warns: boolean;
}

export interface CsvSchema extends Schema {
  readonly separator: number;
  /** In the order of the table; null: withheld, name and all. */
  readonly columns: readonly (CsvColumn | null)[];
  /** For the hot path: {@link Slot} of each column. */
  readonly slots: Int32Array;
  /** Where Unix times stand in the body: a date with its time, or a date and a time of day; and the time since the start. */
  readonly dates: readonly Cell[];
  readonly elapsed: ElapsedTime | undefined;
  /** Texts that can tell of zones. */
  readonly texts: readonly ZoneColumn[];
}

/** Of one column in {@link CsvSchema.slots}. */
export const Slot = {
  /** Of the cell, as the next four; -1: withheld. */
  kind: 0,
  offset: 1,
  bytes: 2,
  decimals: 3,
  point: 4,
  /** 1: a value that is not as those before says something of the table: another number than zero where none was seen, or a text that can tell of zones. */
  isWatched: 5,
  count: 6,
} as const;

interface ElapsedTime {
  readonly cell: Cell;
  readonly unitUs: number;
}

const TEXT_BYTES = 32;
/** The longest serials have as many characters. */
const IDENTITY_BYTES = 20;
const FREE_TEXT_BYTES = 256;
const unseen: Writing = {
  ...{ decimals: undefined, isTrimmed: false, hasComma: false, isSingle: false },
  ...{ fraction: 0, slashes: SlashOrder.any },
};
/** Places with more decimals are doubles. */
const MOST_WHOLE_DECIMALS = 7;
/** With more decimals a value was computed. */
const MOST_MEASURED_DECIMALS = 3;
/** Of directions and velocities that were computed from what flight controllers measure in tenths. */
const COMPUTED_DECIMALS = 1;

/** Roles of values that are moved or turned, so that the lattice on which they lie matters. */
const moved: ReadonlySet<Role> = new Set<Role>([
  ...([
    'latitude',
    'longitude',
    'altitude',
    'velocityNorth',
    'velocityEast',
    'course',
    'yaw',
    'windDirection',
  ] as const),
]);
const texts: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['freeText', 'deviceIdentity', 'firmwareIdentity', 'personIdentity', 'network', 'media', 'credential'] as const),
  ...(['opaque', 'thirdPartyIdentity'] as const),
]);

/** Columns of whose values must be known how they are written. */
export function columnsToLookAt({ columns }: Header): number[] {
  return columns.flatMap(({ rule }, index) =>
    rule !== null && (kindOf(rule) === CellKind.scaled || rule.category === 'absoluteTime') ? [index] : [],
  );
}

/**
 * The body of a table's rows.
 * @param atLeast an earlier layout of the same header: no column gets fewer decimals than it had there
 * @returns undefined for a table that is too wide
 */
export function layOut(
  header: Header,
  index: number,
  writings: ReadonlyMap<number, Writing>,
  atLeast?: CsvSchema,
): CsvSchema | undefined {
  const writingOf = sharedWritings(header, writings, atLeast);
  const names = new Map<string, number>();
  const columns: (CsvColumn | null)[] = [];
  let offset = 0;
  const dates: Cell[] = [];
  for (const [ordinal, column] of header.columns.entries()) {
    const { rule } = column;
    if (rule === null) {
      columns.push(null);
      continue;
    }
    const times = (names.get(column.name) ?? 0) + 1;
    names.set(column.name, times);
    const name = times === 1 ? column.name : `${column.name}#${times}`;
    const writing = writingOf(ordinal);
    const { decimals: seen = -1, isSingle } = writing;
    let ownRule = times === 1 && fitsUnits(column, rule) && !isSingle ? rule : withoutRole(rule);
    // Beside the first, one in whole seconds would show where in a second the zone's offset lies.
    const hasInstant = isInstant(ownRule);
    if (hasInstant && dates.length > 0) ownRule = { ...ownRule, clock: 'own' };
    const { cell, field } = build(column, ownRule, writing, offset, {
      name,
      takesBoth: header.separator !== COMMA,
    });
    if (hasInstant) dates.push(cell);
    columns.push({
      cell,
      field,
      seen,
      isOpen: cell.kind === CellKind.scaled && seen <= cell.decimals,
      isSingle,
      warns: rule.category === 'freeText' || tellsOfLimits(column.name),
    });
    offset += cell.size;
  }
  if (offset > MAX_ROW_BYTES) return undefined;
  const known = columns.filter((column) => column !== null);
  const fields = known.map(({ field }) => field);
  const warning = known.filter(({ warns }) => warns);
  return {
    index,
    message: header.message,
    size: offset,
    fields,
    known: true,
    signals: warning.length > 0,
    separator: header.separator,
    columns,
    slots: Int32Array.from(columns.flatMap(slotOf)),
    dates: dates.slice(0, 2),
    elapsed: elapsedOf(known),
    texts: warning.map(({ field }) => ({ field, text: '' })),
  };
}

function slotOf(column: CsvColumn | null): number[] {
  if (column === null) return [-1, 0, 0, 0, 0, 0];
  const { kind, offset, size, decimals, point } = column.cell;
  const isWatched = column.warns || (column.isOpen && column.seen < 0);
  return [kind, offset, size, decimals, point, isWatched ? 1 : 0];
}

function build(
  { units }: HeaderColumn,
  rule: FieldRule,
  { decimals: seen = -1, isTrimmed, hasComma, fraction, slashes }: Writing,
  offset: number,
  { name, takesBoth }: { name: string; takesBoth: boolean },
): Pick<CsvColumn, 'cell' | 'field'> {
  const kind = kindOf(rule);
  const base = units ?? rule.units;
  const marks = { isTrimmed, takesBoth, point: hasComma ? COMMA : POINT };
  switch (kind) {
    case CellKind.scaled: {
      const isDouble = isPlace(rule) && seen > MOST_WHOLE_DECIMALS;
      const decimals = isDouble ? seen : wholeDecimals(rule, seen);
      const cell = cellOf(isDouble ? CellKind.number : kind, offset, { decimals, rounds: true, ...marks });
      return { cell, field: fieldOf(name, cell, rule, isDouble ? base : partOf(base, decimals)) };
    }
    case CellKind.time: {
      const timed = timeOf(base ?? rule.timeUnit, Math.max(seen, 0));
      const cell = cellOf(kind, offset, { decimals: timed?.decimals ?? 0, rounds: true, ...marks });
      // A time in no known unit cannot be shifted: it is hidden below time: exact.
      const { timeUnit: _, ...rest } = rule;
      return { cell, field: fieldOf(name, cell, timed === undefined ? rest : { ...rest, timeUnit: timed.unit }) };
    }
    case CellKind.date: {
      const cell = cellOf(kind, offset, { decimals: fraction, slashes });
      return { cell, field: fieldOf(name, cell, { ...rule, timeUnit: 'us' }) };
    }
    case CellKind.number: {
      const cell = cellOf(kind, offset, marks);
      return { cell, field: fieldOf(name, cell, rule, base) };
    }
    default: {
      const size = kind === CellKind.word ? WORD_BYTES : textBytes(rule.category);
      const cell = cellOf(kind, offset, { size });
      // Words have no bytes behind their end.
      return { cell, field: fieldOf(name, cell, rule.of === undefined ? { ...rule, of: 'bytes' } : rule) };
    }
  }
}

function fieldOf(name: string, { kind, offset, size }: Cell, rule: FieldRule, units?: string): Field {
  const { unknown: _, blank: __, ...rest } = rule;
  const hidden = hiddenValueOf(kind);
  const rules = [hidden === undefined ? rest : { ...rest, unknown: hidden }];
  const isText = kind === CellKind.word || kind === CellKind.text;
  const plain = { name, offset, type: fieldTypeOf(kind), length: isText ? size : 1, rules };
  return units === undefined ? plain : { ...plain, units };
}

function textBytes(category: DataCategory): number {
  if (category === 'freeText') return FREE_TEXT_BYTES;
  return category === 'deviceIdentity' || category === 'firmwareIdentity' ? IDENTITY_BYTES : TEXT_BYTES;
}

/** How the values of a column are read: as the catalog's `type=` says, else as its category and role have it. */
function kindOf(rule: FieldRule): CellKind {
  if (rule.type === 'word') return CellKind.word;
  if (rule.type === 'text') return CellKind.text;
  if (rule.type === 'date') return CellKind.date;
  if (rule.type === 'number') return CellKind.number;
  if (rule.category === 'absoluteTime') return CellKind.time;
  if (texts.has(rule.category)) return CellKind.text;
  return rule.role !== undefined && moved.has(rule.role) && dimensionOf(rule.category) !== 'dynamics'
    ? CellKind.scaled
    : CellKind.number;
}

/**
 * Whether what is said of the column holds for the units in which it is. Velocities in other units than a flight controller's were converted: they
 * lie on a lattice that nobody knows, which would show the turn.
 */
function fitsUnits({ units }: HeaderColumn, { role, units: usual }: FieldRule): boolean {
  if (role === 'velocityNorth' || role === 'velocityEast') return (units ?? usual) === 'm/s';
  if (role === undefined || !moved.has(role) || units === undefined) return true;
  const quantity = role === 'altitude' ? 'length' : 'angle';
  return unitSize(units, quantity) !== undefined;
}

/** The same without what would let it be moved with others: then it is hidden where they are moved. */
function withoutRole({ role, group, datum, ...rest }: FieldRule): FieldRule {
  // Which of two columns of a name is right, or what their units are, nobody knows: neither passes where it matters.
  return role === undefined ? { ...rest, ...(group === undefined ? {} : { group }) } : rest;
}

/** How each column is written. Latitude and longitude of one place share decimals, and so do heights, which are compared. */
function sharedWritings(
  { columns }: Header,
  writings: ReadonlyMap<number, Writing>,
  atLeast: CsvSchema | undefined,
): (ordinal: number) => Writing {
  const keys = columns.map(({ rule, units }, ordinal) => {
    if (isPlace(rule)) return `place ${rule?.group ?? ordinal}`;
    return rule?.role === 'altitude' ? `altitude ${units}` : String(ordinal);
  });
  const most = new Map<string, number>();
  const singles = new Set<string>();
  for (const [ordinal, key] of keys.entries()) {
    const before = atLeast?.columns[ordinal];
    const seen = Math.max(writings.get(ordinal)?.decimals ?? -1, before?.seen ?? -1);
    most.set(key, Math.max(most.get(key) ?? -1, seen));
    const isSingle = writings.get(ordinal)?.isSingle === true || before?.isSingle === true;
    if (isSingle && isPlace(columns[ordinal]!.rule)) singles.add(key);
  }
  return (ordinal) => {
    const key = keys[ordinal]!;
    const writing = { ...unseen, ...writings.get(ordinal), decimals: most.get(key)!, isSingle: singles.has(key) };
    // An order of dates that is known stays.
    const slashes = atLeast?.columns[ordinal]?.cell.slashes || writing.slashes;
    return { ...writing, slashes };
  };
}

function isPlace(rule: FieldRule | null): boolean {
  return rule?.role === 'latitude' || rule?.role === 'longitude';
}

/** With how many decimals a value is a whole number. */
function wholeDecimals({ role }: FieldRule, seen: number): number {
  if (role === 'latitude' || role === 'longitude') return seen < 0 ? MOST_WHOLE_DECIMALS : seen;
  if (seen > MOST_MEASURED_DECIMALS) return role === 'altitude' ? MOST_MEASURED_DECIMALS : COMPUTED_DECIMALS;
  return seen < 0 ? COMPUTED_DECIMALS : seen;
}

function partOf(units: string | undefined, decimals: number): string | undefined {
  return units === undefined || decimals === 0 ? units : `${units}/1${'0'.repeat(decimals)}`;
}

const secondsParts: readonly TimeUnit[] = ['s', 'ds', 'cs', 'ms'];

/** The unit of a time with so many decimals, and how many decimals of the written unit it is. */
function timeOf(base: string | undefined, decimals: number): { unit: TimeUnit; decimals: number } | undefined {
  const inSeconds = base === 's' ? 0 : base === 'ms' ? 3 : base === 'us' ? 6 : undefined;
  if (inSeconds === undefined) return undefined;
  const all = inSeconds + decimals;
  if (all <= 3) return { unit: secondsParts[all]!, decimals };
  return { unit: 'us', decimals: 6 - inSeconds };
}

/** Whether it says when a row was logged. */
function isInstant(rule: FieldRule): boolean {
  return rule.type === 'date' && rule.category === 'absoluteTime' && rule.clock === 'unix';
}

function elapsedOf(columns: readonly CsvColumn[]): ElapsedTime | undefined {
  const unitsUs: Partial<Record<TimeUnit, number>> = { s: 1e6, ds: 1e5, cs: 1e4, ms: 1e3, us: 1 };
  for (const { cell, field } of columns) {
    const rule = field.rules[0];
    if (cell.kind !== CellKind.time || rule?.clock !== 'boot' || rule.timeUnit === undefined) continue;
    const unitUs = unitsUs[rule.timeUnit];
    if (unitUs !== undefined) return { cell, unitUs };
  }
  return undefined;
}
