import type { CatalogTable } from '../../model/catalog-table.ts';
import type { FieldRule, Role } from '../../model/schema.ts';
import { textOf } from '../../text/decimal.ts';
import { COMMA, content, findContent, MAX_COLUMNS, QUOTE, RowReader, RowStatus } from './rows.ts';

/** No three names are shorter. */
const MIN_HEADER_BYTES = 10;
/** Longer first lines are none of a log. */
export const MAX_HEADER_BYTES = 16_384;

/** A column as the header names it. */
export interface HeaderColumn {
  /** As the catalog has it: in lower case, without blanks and units. */
  readonly name: string;
  /** In Flightveil's words; undefined: the header does not tell. */
  readonly units: string | undefined;
  /** Null: nobody knows this column. */
  readonly rule: FieldRule | null;
}

export interface Header {
  /** The catalog's name for tables of this origin. */
  readonly message: string;
  readonly separator: number;
  readonly columns: readonly HeaderColumn[];
}

/** What stands in brackets behind a column's name. Without value: a unit that nothing depends on. */
const unitNames: ReadonlyMap<string, string | undefined> = new Map([
  ...['feet', 'ft'].map((name) => [name, 'ft'] as const),
  ...['meters', 'metres', 'meter', 'm'].map((name) => [name, 'm'] as const),
  ...['mph'].map((name) => [name, 'mph'] as const),
  ...['m/s', 'mps', 'ms-1'].map((name) => [name, 'm/s'] as const),
  ...['km/h', 'kmh', 'kph'].map((name) => [name, 'km/h'] as const),
  ...['knots', 'kn', 'kt', 'kts'].map((name) => [name, 'kn'] as const),
  ...['ft/s', 'fps'].map((name) => [name, 'ft/s'] as const),
  ...['degrees', 'degree', 'deg', '°'].map((name) => [name, 'deg'] as const),
  ...['millisecond', 'milliseconds', 'ms'].map((name) => [name, 'ms'] as const),
  ...['seconds', 'second', 'sec', 's'].map((name) => [name, 's'] as const),
  ...['utc', 'local', 'v', 'a', 'ma', 'mah', 'mv', 'w', '%', 'percent', 'f', 'c', '°f', '°c', 'pa', 'mb', 'hpa'].map(
    (name) => [name, undefined] as const,
  ),
  ...['d', 'c', 'watts', 'volts', 'amps'].map((name) => [name, undefined] as const),
]);

const SEPARATORS = [COMMA, 0x3b, 0x09];
/** So many names that the catalog has make a header, or a latitude and a longitude. */
const LEAST_KNOWN = 3;
const reader = new RowReader();

/**
 * Reads a line as a header.
 * @param end of the line, its end-of-line characters left out
 * @returns undefined for a line that is none of a flight log
 */
export function readHeader(bytes: Uint8Array, start: number, end: number, catalog: CatalogTable): Header | undefined {
  if (end - start < MIN_HEADER_BYTES || end - start > MAX_HEADER_BYTES || !beginsWithName(bytes, start, end))
    return undefined;
  const separator = separatorOf(bytes, start, end);
  if (reader.read(bytes, start, end, true, separator, MAX_COLUMNS) !== RowStatus.row) return undefined;
  if (reader.count > MAX_COLUMNS || reader.count < 2 || reader.next !== end) return undefined;
  const names = Array.from({ length: reader.count }, (_, index) => {
    findContent(bytes, reader.starts[index]!, reader.ends[index]!);
    return readName(bytes, content.start, content.end);
  });
  const message = messageOf(names, catalog);
  if (message === undefined) return undefined;
  const rows = catalog.get(message)!;
  const columns = names.map(({ name, units }) => ({ name, units, rule: rows.get(name)?.[0] ?? null }));
  return { message, separator, columns };
}

/** The tables of the catalog that know most of the names; undefined if none knows enough of them. */
function messageOf(names: readonly { name: string }[], catalog: CatalogTable): string | undefined {
  const known = new Map<string, FieldRule[]>();
  const rulesOf = rulesByName(catalog);
  for (const { name } of names) {
    for (const [message, rule] of rulesOf.get(name) ?? []) {
      const rules = known.get(message);
      if (rules === undefined) known.set(message, [rule]);
      else rules.push(rule);
    }
  }
  let best: string | undefined;
  let most = 0;
  for (const [message, rules] of known) {
    const has = (wanted: Role): boolean => rules.some(({ role }) => role === wanted);
    const isEnough = rules.length >= LEAST_KNOWN || (has('latitude') && has('longitude'));
    if (rules.length <= most || !isEnough) continue;
    best = message;
    most = rules.length;
  }
  return best;
}

type RulesByName = Map<string, (readonly [message: string, rule: FieldRule])[]>;
const indexes = new WeakMap<CatalogTable, RulesByName>();

/** What each name is in which tables: nearly every line of a file that is none of these has to be looked at. */
function rulesByName(catalog: CatalogTable): RulesByName {
  let index = indexes.get(catalog);
  if (index !== undefined) return index;
  index = new Map();
  for (const [message, rows] of catalog) {
    for (const [name, [rule]] of rows) index.set(name, [...(index.get(name) ?? []), [message, rule!]]);
  }
  indexes.set(catalog, index);
  return index;
}

function readName(bytes: Uint8Array, start: number, end: number): { name: string; units: string | undefined } {
  const text = textOf(bytes, start, end).replace('\u00c2\u00b0', '°').trim().toLowerCase();
  const match = /^(.*?)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/.exec(text);
  const unit = (match?.[2] ?? match?.[3])?.trim();
  // Another range of the same angle stands beside it.
  if (unit === '360') return { name: `${match![1]!}360`, units: 'deg' };
  if (match === null || unit === undefined || !unitNames.has(unit)) return { name: text, units: undefined };
  return { name: match[1]!, units: unitNames.get(unit) };
}

function beginsWithName(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === QUOTE || SEPARATORS.includes(bytes[at]!))) at++;
  const letter = at < end ? bytes[at]! | 0x20 : 0;
  return letter >= 0x61 && letter <= 0x7a;
}

/** The one of them that is there most often. */
function separatorOf(bytes: Uint8Array, start: number, end: number): number {
  const counts = new Map<number, number>(SEPARATORS.map((separator) => [separator, 0]));
  for (let at = start; at < end; at++) {
    const count = counts.get(bytes[at]!);
    if (count !== undefined) counts.set(bytes[at]!, count + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]![0];
}
