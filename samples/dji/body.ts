import { readFileSync } from 'node:fs';
import { byteSizes, type FieldType } from '../../src/model/schema.ts';
import type { Values } from '../encode.ts';
import { misfit, numbersOf, putNumber } from '../rows.ts';

/** Versions of flight records that can be written. */
export const djiVersions = [4, 8, 11, 12, 13, 14] as const;
export type DjiVersion = (typeof djiVersions)[number];

/** A record before it is scrambled. */
export interface Body {
  readonly type: number;
  readonly bytes: Uint8Array;
}

interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Undefined: it takes what it gets. */
  readonly length: number | undefined;
  readonly since: number;
}

interface Layout {
  readonly type: number;
  readonly since: number;
  readonly fields: readonly Field[];
}

let layouts: ReadonlyMap<string, readonly Layout[]> | undefined;

function read(): ReadonlyMap<string, readonly Layout[]> {
  const found = new Map<string, Layout[]>();
  for (const line of readFileSync(new URL('records.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [type, since, name = '', ...fields] = line.split(' ');
    const layout = { type: Number(type), since: Number(since), fields: fields.map(fieldOf) };
    found.set(name, [layout, ...(found.get(name) ?? [])]);
  }
  return found;
}

function fieldOf(text: string): Field {
  const [, name = '', type = '', bracket, digits, since] = /^(\w+):(\w+)(\[(\d*)\])?(?:@(\d+))?$/.exec(text) ?? [];
  if (!(type in byteSizes)) throw new RangeError(`no field ${text}`);
  const length = bracket === undefined ? 1 : digits === '' ? undefined : Number(digits);
  return { name, type: type as FieldType, length, since: Number(since ?? 0) };
}

/**
 * The bytes of a record.
 * @param values by field; those left out are zero
 * @throws RangeError for a field that no version has, or a value that does not fit
 */
export function bodyOf(name: string, version: DjiVersion, values: Values): Body {
  layouts ??= read();
  const versions = layouts.get(name) ?? [];
  const layout = versions.find(({ since }) => since <= version);
  if (layout === undefined) throw new RangeError(`there is no record ${name}`);
  const stray = Object.keys(values).find((key) => !versions.some(({ fields }) => fields.some((f) => f.name === key)));
  if (stray !== undefined) throw new RangeError(`${name} has no ${stray}`);
  const fields = layout.fields.filter(({ since }) => since <= version);
  return { type: layout.type, bytes: Buffer.concat(fields.map((field) => bytesOf(field, values, name))) };
}

function bytesOf({ name, type, length }: Field, values: Values, record: string): Uint8Array {
  const value = values[name] ?? (length === undefined ? '' : 0);
  const what = `${record}.${name}`;
  if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    if (text.length > (length ?? text.length)) throw misfit(what);
    const bytes = new Uint8Array(length ?? text.length);
    bytes.set(text);
    return bytes;
  }
  const numbers = numbersOf(value);
  if (numbers.length > (length ?? numbers.length)) throw misfit(what);
  const bytes = new Uint8Array((length ?? numbers.length) * byteSizes[type]);
  for (const [index, number] of numbers.entries()) putNumber(bytes, index * byteSizes[type], type, number, what);
  return bytes;
}
