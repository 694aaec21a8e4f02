import type { CatalogTable } from '../../model/catalog-table.ts';
import { byteSizes, type Field, type FieldRule, type FieldType, fieldSize } from '../../model/schema.ts';
import { type Definition, isPadding } from './definition.ts';
import { basicTypes, Most } from './records.ts';
import { rulesFor } from './rules.ts';

/** A topic's data records: the fields of nested formats one behind the other. */
export interface Layout {
  readonly fields: readonly Field[];
  /** Size of a record without the padding at its end, which most logs leave out, and with it. */
  readonly size: number;
  readonly paddedSize: number;
  /** All formats that it is made of are known. */
  readonly known: boolean;
}

type Rows = ReadonlyMap<string, readonly FieldRule[]>;

/** The most that a data record has room for. */
const MAX_SIZE = 0xffff - 2;
const PADDING_RULES: readonly FieldRule[] = [{ category: 'opaque', blank: 0 }];

/**
 * Resolves a topic into fields such as `timestamp`, `current.lat`, `esc[0].esc_rpm`. Arrays are one field, but where the catalog has rows for
 * single elements each of them is a field of its own.
 *
 * @returns undefined for what has no certain layout: a format that is missing, ambiguous, part of itself, or larger than any record
 */
export function layOut(
  topic: Definition,
  definitions: ReadonlyMap<string, Definition>,
  catalog: CatalogTable,
): Layout | undefined {
  const flat = new Flattening(definitions, catalog.get(topic.name) ?? new Map<string, FieldRule[]>());
  if (!flat.add(topic, '', 0)) return undefined;
  const { fields } = flat;
  const paddedSize = flat.size;
  while (fields.length > 0 && isPadding(fields.at(-1)!.name)) fields.pop();
  const last = fields.at(-1);
  if (last === undefined) return undefined;
  return { fields, size: last.offset + fieldSize(last), paddedSize, known: flat.known };
}

class Flattening {
  readonly fields: Field[] = [];
  size = 0;
  known = true;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #rows: Rows;
  /** What stands before an index in the name of a row. */
  readonly #arrays: ReadonlySet<string>;

  constructor(definitions: ReadonlyMap<string, Definition>, rows: Rows) {
    this.#definitions = definitions;
    this.#rows = rows;
    const names = [...rows.keys()];
    this.#arrays = new Set(names.flatMap((name) => [...name.matchAll(/\[/g)].map(({ index }) => name.slice(0, index))));
  }

  add(definition: Definition, prefix: string, depth: number): boolean {
    if (definition.isAmbiguous || depth > Most.nesting) return false;
    this.known &&= definition.known;
    return definition.members.every(({ name, type, elements }) => {
      const path = prefix + name;
      const basic = basicTypes.get(type);
      if (basic !== undefined) return this.#addBasic(path, basic, elements, isPadding(name));
      const nested = this.#definitions.get(type);
      if (nested === undefined) return false;
      if (elements === 0) return this.add(nested, `${path}.`, depth + 1);
      for (let index = 0; index < elements; index++) {
        if (!this.add(nested, `${path}[${index}].`, depth + 1)) return false;
      }
      return true;
    });
  }

  #addBasic(path: string, type: FieldType, elements: number, isPad: boolean): boolean {
    if (isPad) return this.#push(path, type, Math.max(1, elements), PADDING_RULES);
    const rules = this.#rulesOf(path) ?? [];
    if (elements === 0 || !(this.#arrays.has(path) || this.#arrays.has(wildcard(path)))) {
      return this.#push(path, type, Math.max(1, elements), rulesFor(rules, type, elements > 0));
    }
    for (let index = 0; index < elements; index++) {
      const own = this.#rulesOf(path, index) ?? rules;
      if (!this.#push(`${path}[${index}]`, type, 1, rulesFor(own, type, false))) return false;
    }
    return true;
  }

  #push(name: string, type: FieldType, length: number, rules: readonly FieldRule[]): boolean {
    const units = rules[0]?.units;
    const field = { name, offset: this.size, type, length, rules };
    this.fields.push(units === undefined ? field : { ...field, units });
    this.size += byteSizes[type] * length;
    return this.size <= MAX_SIZE && this.fields.length <= Most.fields;
  }

  /** The rows of a field, or of one element of an array: by its own name, else by one with `[*]` for every index. */
  #rulesOf(path: string, element?: number): readonly FieldRule[] | undefined {
    const behind = element === undefined ? [''] : [`[${element}]`, '[*]'];
    for (const form of [path, wildcard(path)]) {
      for (const end of behind) {
        const rules = this.#rows.get(form + end);
        if (rules === undefined) continue;
        const indexes = form === path ? [] : [...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => index!);
        if (end === '[*]') indexes.push(String(element));
        return indexes.length === 0 ? rules : rules.map((rule) => ofInstance(rule, indexes));
      }
    }
    return undefined;
  }
}

function wildcard(path: string): string {
  return path.replace(/\[\d+\]/g, '[*]');
}

/** What one row says of many instances belongs together within each of them. */
function ofInstance(rule: FieldRule, indexes: readonly string[]): FieldRule {
  return rule.group === undefined ? rule : { ...rule, group: `${rule.group}#${indexes.join('#')}` };
}
