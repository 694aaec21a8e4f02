import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Field, type FieldRule, type FieldType, fieldSize } from '../../model/schema.ts';
import { type Key, parseKey, withoutNumber } from './keys.ts';
import { LOGGED_STAMP_AT, LOGGED_TEXT_AT, Most, RecordType, TAGGED_STAMP_AT, TAGGED_TEXT_AT } from './records.ts';
import { rulesFor } from './rules.ts';
import { Kind, type SchemaParts } from './schema.ts';

/** Schemas of records that hold a value under a key, or a text: their rows stand in the catalog under names in brackets. */

/** Of a key in a record of this type: bytes of the payload before it, its own length included. */
export function keyAt(type: number): number {
  return type === RecordType.multiInfo || type === RecordType.parameterDefault ? 2 : 1;
}

export function isParameterRecord(type: number): boolean {
  return type === RecordType.parameter || type === RecordType.parameterDefault;
}

/** The key that starts at `start`, if it goes with the type of its record. */
export function readKey(type: number, bytes: Uint8Array, start: number, end: number): Key | undefined {
  const key = parseKey(bytes, start, end);
  if (key === undefined || !isParameterRecord(type)) return key;
  const isNumber = key.type === 'f32' || key.type === 'i32';
  return isNumber && !key.isArray && key.name.length <= Most.parameterNameBytes ? key : undefined;
}

/**
 * Of the value alone. Texts have one schema whatever their length: what stands for a name does not have the name's length.
 */
export function infoParts(catalog: CatalogTable, type: number, key: Key): SchemaParts {
  const message = type === RecordType.info ? '(info)' : '(multi info)';
  const rows = catalog.get(message);
  const rules = rows?.get(key.name) ?? rows?.get(withoutNumber(key.name));
  const isText = isInfoText(key);
  const length = isText ? Most.textBytes : key.length;
  const field = fieldOf(key.name, 0, key.type, length, rules, key.isArray);
  return {
    message,
    size: fieldSize(field),
    fields: [field],
    // Longer texts are none.
    known: rules !== undefined && (isText || key.type !== 'char' || !key.isArray),
    kind: isText ? Kind.keyedText : Kind.plain,
  };
}

/** What distinguishes the schemas of information. */
export function infoKind(type: number, key: Key): string {
  return `${type} ${key.type} ${isInfoText(key) ? 'text' : `${key.isArray} ${key.length}`} ${key.name}`;
}

function isInfoText({ type, isArray, length }: Key): boolean {
  return type === 'char' && isArray && length <= Most.textBytes;
}

/** @param keyBytes length of the key's text */
export function parameterParts(catalog: CatalogTable, type: number, key: Key, keyBytes: number): SchemaParts {
  const message = type === RecordType.parameter ? '(parameter)' : '(parameter default)';
  const rows = catalog.get(message);
  const start = keyAt(type);
  const fields = [
    fieldOf('name', start + key.nameAt, 'char', key.name.length, rows?.get('name')),
    fieldOf('value', start + keyBytes, key.type, 1, rows?.get('value')),
  ];
  if (type === RecordType.parameterDefault) fields.unshift(fieldOf('types', 0, 'u8', 1, rows?.get('types')));
  return { message, size: start + keyBytes + key.valueBytes, fields, known: rows !== undefined };
}

export function textParts(catalog: CatalogTable, type: number): SchemaParts {
  const isTagged = type === RecordType.taggedString;
  const message = isTagged ? '(tagged string)' : '(logged string)';
  const rows = catalog.get(message);
  const stampAt = isTagged ? TAGGED_STAMP_AT : LOGGED_STAMP_AT;
  const textAt = isTagged ? TAGGED_TEXT_AT : LOGGED_TEXT_AT;
  const fields = [
    fieldOf('level', 0, 'u8', 1, rows?.get('level')),
    ...(isTagged ? [fieldOf('tag', 1, 'u16', 1, rows?.get('tag'))] : []),
    fieldOf('timestamp', stampAt, 'u64', 1, rows?.get('timestamp')),
    fieldOf('text', textAt, 'char', Most.textBytes, rows?.get('text')),
  ];
  return {
    message,
    size: textAt + Most.textBytes,
    fields,
    known: rows !== undefined,
    kind: Kind.text,
    stampAt,
    textAt,
  };
}

export function dropoutParts(catalog: CatalogTable): SchemaParts {
  const rows = catalog.get('(dropout)');
  const fields = [fieldOf('duration', 0, 'u16', 1, rows?.get('duration'))];
  return { message: '(dropout)', size: 2, fields, known: rows !== undefined };
}

function fieldOf(
  name: string,
  offset: number,
  type: FieldType,
  length: number,
  rows: readonly FieldRule[] = [],
  isArray = false,
): Field {
  return { name, offset, type, length, rules: rulesFor(rows, type, isArray) };
}
