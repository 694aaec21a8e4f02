import { type DataCategory, isDataCategory } from './category.ts';
import { FlightveilError } from './errors.ts';
import type { CatalogRow } from './format.ts';
import { type Clock, type FieldRule, type Role, roles, type TimeUnit, type When } from './schema.ts';

/**
 * Reads the notation in which catalogs are written: a message's name, then indented rows `field category key=value ... # reason`.
 * Several rows for one field are tried in order; all but the last carry a `when` or a `type`. Messages with the same rows stand on one line.
 */
export type CatalogTable = Map<string, Map<string, FieldRule[]>>;

const named: Readonly<Record<string, number | bigint>> = {
  NaN: Number.NaN,
  UINT8_MAX: 0xff,
  UINT16_MAX: 0xffff,
  UINT32_MAX: 0xffff_ffff,
  UINT64_MAX: 0xffff_ffff_ffff_ffffn,
  INT8_MAX: 0x7f,
  INT16_MAX: 0x7fff,
  INT32_MAX: 0x7fff_ffff,
  INT64_MAX: 0x7fff_ffff_ffff_ffffn,
  INT8_MIN: -0x80,
  INT16_MIN: -0x8000,
  INT32_MIN: -0x8000_0000,
};
const clocks: readonly string[] = ['unix', 'boot', 'auto', 'gps', 'past', 'own', 'start'] satisfies Clock[];
const timeUnits: readonly string[] = ['ns', 'us', 'ms', 'cs', 'ds', 's', 'min'] satisfies TimeUnit[];

/** @throws FlightveilError `catalog-invalid` naming `source` and the line */
export function parseCatalogTable(text: string, source: string): CatalogTable {
  const table: CatalogTable = new Map();
  let fields: Map<string, FieldRule[]> | undefined;
  let line = 0;
  const fail = (what: string, at = line): never => {
    throw new FlightveilError('catalog-invalid', `${source}, line ${at}: ${what}`, { facts: { line: at } });
  };
  const lineOf = new Map<FieldRule, number>();
  for (const raw of text.split('\n')) {
    line++;
    const hash = raw.indexOf('#');
    const reason = hash < 0 ? '' : raw.slice(hash + 1).trim();
    const row = (hash < 0 ? raw : raw.slice(0, hash)).trimEnd();
    if (row === '') continue;
    if (!/^\s/.test(row)) {
      fields = new Map();
      for (const message of messagesOf(row)) {
        if (table.has(message)) fail(`message ${message} stands twice`);
        table.set(message, fields);
      }
      continue;
    }
    const [field, category, ...attributes] = row.trim().split(/\s+/);
    if (fields === undefined) return fail('a row before the first message');
    if (field === undefined || category === undefined) return fail('a row needs a field and a category');
    if (!isDataCategory(category)) return fail(`no category is called ${category}`);
    const rule = parseRule(category, attributes, reason, fail);
    lineOf.set(rule, line);
    const rules = fields.get(field);
    if (rules === undefined) fields.set(field, [rule]);
    else if (!isConditional(rules.at(-1)!)) fail(`a row for ${field} follows one without a condition`);
    else rules.push(rule);
  }
  for (const [message, rows] of table) {
    for (const [field, rules] of rows) {
      const last = rules.at(-1)!;
      if (last.when !== undefined) fail(`${message}.${field} has no row for the remaining cases`, lineOf.get(last));
    }
  }
  return table;
}

/** Messages with the same rows share them: `sensor_gps vehicle_gps_position`. Names in brackets may hold blanks. */
function messagesOf(header: string): readonly string[] {
  return header.startsWith('(') ? [header] : header.split(/\s+/);
}

function isConditional({ when, type }: FieldRule): boolean {
  return when !== undefined || type !== undefined;
}

/** The rows of a whole catalog as people and tools read them. */
export function* catalogRows(format: string, table: CatalogTable): Generator<CatalogRow> {
  for (const [message, rows] of table) {
    for (const [field, rules] of rows) for (const rule of rules) yield { format, message, field, rule };
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function parseRule(
  category: DataCategory,
  attributes: readonly string[],
  reason: string,
  fail: (what: string) => never,
): FieldRule {
  const rule: Writable<FieldRule> = { category };
  if (reason !== '') rule.reason = reason;
  for (const attribute of attributes) {
    const equals = attribute.indexOf('=');
    const key = attribute.slice(0, equals);
    const value = attribute.slice(equals + 1);
    if (equals < 1 || value === '') return fail(`${attribute} is not key=value`);
    switch (key) {
      case 'clock':
        if (!clocks.includes(value)) return fail(`no clock is called ${value}`);
        rule.clock = value as Clock;
        break;
      case 'unit':
        if (!timeUnits.includes(value)) return fail(`no time unit is called ${value}`);
        rule.timeUnit = value as TimeUnit;
        break;
      case 'unknown':
        rule.unknown = parseValue(value, fail);
        break;
      case 'blank':
        rule.blank = parseValue(value, fail);
        break;
      case 'role':
        if (!(roles as readonly string[]).includes(value)) return fail(`no role is called ${value}`);
        rule.role = value as Role;
        break;
      case 'when':
        rule.when = parseWhen(value, fail);
        break;
      case 'needs':
        if (value !== 'event' && value !== 'exact') return fail(`needs=${value} is no step of geofence`);
        rule.needs = value;
        break;
      case 'shows':
        if (value !== 'presence') return fail(`a record cannot show ${value}`);
        rule.shows = value;
        break;
      case 'zero':
        if (value !== 'time') return fail(`zero cannot be a ${value}`);
        rule.zero = value;
        break;
      case 'step': {
        const step = Number(value);
        if (!(step > 0) || !Number.isFinite(step)) return fail(`no step can be ${value}`);
        rule.step = step;
        break;
      }
      case 'range':
        if (value !== '180') return fail(`no range is called ${value}`);
        rule.range = value;
        break;
      case 'group':
      case 'datum':
      case 'frame':
      case 'of':
      case 'units':
      case 'type':
        rule[key] = value;
        break;
      default:
        return fail(`no attribute is called ${key}`);
    }
  }
  if (category === 'absoluteTime' && rule.clock === undefined) return fail('a time needs clock=');
  return rule;
}

function parseValue(text: string, fail: (what: string) => never): number | bigint {
  const value =
    (Object.hasOwn(named, text) ? named[text] : undefined) ??
    (/^-?\d+$/.test(text) && text.length > 15 ? BigInt(text) : Number(text));
  if (Number.isNaN(value) && text !== 'NaN') return fail(`${text} is no value`);
  return value;
}

function parseWhen(text: string, fail: (what: string) => never): When {
  const match = /^(!?)(\w+)(==|!=|&|:)(-?\d+(?:,-?\d+)*)$/.exec(text);
  if (match === null) return fail(`${text} is no condition`);
  const [, not, field, operator, list] = match as unknown as [string, string, string, string, string];
  const values = list.split(',').map(Number);
  if (operator !== ':' && values.length !== 1) return fail(`${text}: only ":" takes several values`);
  if (not !== '' && operator !== '&') return fail(`${text}: "!" goes with "&"`);
  const test =
    operator === '=='
      ? 'equals'
      : operator === '!='
        ? 'differs'
        : operator === ':'
          ? 'oneOf'
          : not
            ? 'noBit'
            : 'anyBit';
  return { field, test, values };
}
