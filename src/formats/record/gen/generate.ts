/**
 * Writes the modules beside this file from `proto/record.proto` and what it imports: messages and enumerations, what each field can reveal, and types.
 * Run with `npm run generate`; a test holds that it changes nothing.
 */
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { textModule } from '../../../model/catalog-source.ts';
import { isDataCategory } from '../../../model/category.ts';
import { byteSizes } from '../../../model/schema.ts';
import { type FieldSource, type ScalarType, slotTypeOf, unknownOfSlot } from '../layout.ts';

const folder = new URL('../../../../proto/', import.meta.url);

/** The messages of a file and of all that it imports, whose texts `read` knows. */
export function parseProto(file: string, read: (name: string) => string = readProto): protobuf.Root {
  const root = new protobuf.Root();
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name) || name.startsWith('google/')) return;
    seen.add(name);
    const { imports } = protobuf.parse(read(name), root, { keepCase: true, alternateCommentMode: true });
    for (const other of imports ?? []) add(other);
  };
  add(file);
  return root;
}

function readProto(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The generated files by name. @throws Error for a field of which nobody says what it can reveal */
export function generate(root: protobuf.Root = parseProto('record.proto')): Record<string, string> {
  return {
    'catalog.ts': textModule('catalogText', 'proto/record.proto', catalogOf(root)),
    'messages.ts': sourceModule(root),
    'objects.ts': objectsModule(root),
    'types.ts': typesModule(root),
  };
}

const PACKAGE = 'flightveil.v1';
const INT32_MIN = -0x8000_0000;
const scalars: readonly string[] = ['fixed64', 'sfixed32', 'float', 'uint32', 'sint32', 'bool', 'string'] satisfies ScalarType[];

/** What stands in brackets behind a field. */
type Sensitivity = Readonly<Record<string, string | number>>;

function sensitivityOf({ parsedOptions }: protobuf.Field): Sensitivity {
  const found = (parsedOptions ?? []).find((option: Record<string, unknown>) => '(sensitivity)' in option);
  return (found?.['(sensitivity)'] as Sensitivity | undefined) ?? {};
}

/** The kinds of record, by number. */
function kindsOf(root: protobuf.Root): readonly protobuf.Field[] {
  return byNumber(root.lookupType(`${PACKAGE}.Record`));
}

/** The type of a field that is a message, or an enumeration; null: a scalar. */
function typeOf(field: protobuf.Field): protobuf.Type | protobuf.Enum | null {
  if (scalars.includes(field.type)) return null;
  const found = field.parent!.lookup(field.type, [protobuf.Type, protobuf.Enum]);
  if (found instanceof protobuf.Type || found instanceof protobuf.Enum) return found;
  throw new Error(`${field.name}: ${field.type} is no type for a record`);
}

function byNumber(type: protobuf.Type): readonly protobuf.Field[] {
  return Object.values(type.fields).sort((a, b) => a.id - b.id);
}

/** All messages that are in a record, and all enumerations, each once. */
function typesIn(root: protobuf.Root): Set<protobuf.Type | protobuf.Enum> {
  const types = new Set<protobuf.Type | protobuf.Enum>();
  const add = (type: protobuf.Type | protobuf.Enum | null): void => {
    if (type === null || types.has(type)) return;
    types.add(type);
    if (type instanceof protobuf.Type) for (const field of byNumber(type)) add(typeOf(field));
  };
  for (const field of kindsOf(root)) add(typeOf(field));
  return types;
}

/** Names of an enumeration by number. */
function namesOf(type: protobuf.Enum): readonly string[] {
  const entries = Object.entries(type.values).sort(([, a], [, b]) => a - b);
  if (entries.some(([, value], index) => value !== index)) throw new Error(`${type.name} does not count from 0`);
  return entries.map(([name]) => name);
}

function fieldSource(field: protobuf.Field): FieldSource {
  const type = typeOf(field);
  const { max_count, max_bytes, least, most, public_characters } = sensitivityOf(field) as Record<string, number>;
  const fail = (what: string): never => {
    throw new Error(`${field.parent!.name}.${field.name}: ${what}`);
  };
  if (field.repeated && max_count === undefined) fail('how many there can be is not said');
  if (field.repeated && !(type instanceof protobuf.Type) && !['sfixed32', 'string'].includes(field.type)) {
    fail('numbers of a list are whole ones of 32 bits');
  }
  if (!field.repeated && !field.options?.['proto3_optional']) fail('only optional fields tell that nothing is known');
  if (field.type === 'string' && max_bytes === undefined) fail('how long it can be is not said');
  if (/^[us]int32$/.test(field.type) && (least === undefined || most === undefined)) fail('its bounds are not said');
  return {
    number: field.id,
    name: field.name,
    ...(type === null
      ? { type: field.type as ScalarType }
      : type instanceof protobuf.Type
        ? { message: type.name }
        : { enumeration: type.name }),
    ...(max_count === undefined ? {} : { maxCount: max_count }),
    ...(max_bytes === undefined ? {} : { maxBytes: max_bytes }),
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    ...(public_characters === undefined ? {} : { publicCharacters: public_characters }),
  };
}

/** Source of the module with the messages as data. */
function sourceModule(root: protobuf.Root): string {
  const types = [...typesIn(root)];
  const list = (lines: readonly string[]): string => lines.map((line) => `  ${line},\n`).join('');
  const messages = types.flatMap((type) => {
    if (!(type instanceof protobuf.Type)) return [];
    const fields = byNumber(type).map((field) => `    ${JSON.stringify(fieldSource(field))},\n`);
    return [`${type.name}: [\n${fields.join('')}  ]`];
  });
  const enumerations = types.flatMap((type) =>
    type instanceof protobuf.Enum ? [`${type.name}: ${JSON.stringify(namesOf(type))}`] : [],
  );
  const kinds = kindsOf(root).map((field) => JSON.stringify({ number: field.id, name: field.name, message: field.type }));
  return `// Written by generate.ts from proto/record.proto. Do not edit.
import type { FieldSource, KindSource } from '../layout.ts';

/** The kinds of record. */
export const kinds: readonly KindSource[] = [\n${list(kinds)}];

/** Fields of every message, by number. */
export const messages: Readonly<Record<string, readonly FieldSource[]>> = {\n${list(messages)}};

/** Names by number. */
export const enumerations: Readonly<Record<string, readonly string[]>> = {\n${list(enumerations)}};
`;
}

/** What of a declaration is an attribute of a row. */
const attributes = ['clock', 'unit', 'units', 'group', 'role', 'datum', 'frame', 'needs', 'step'] as const;

/** In the notation of the other catalogs, a message for each kind of record. */
function catalogOf(root: protobuf.Root): string {
  const messages = kindsOf(root).map((kind) => [kind.type, ...rowsOf(typeOf(kind) as protobuf.Type, '')].join('\n'));
  return `${messages.join('\n')}\n`;
}

function rowsOf(type: protobuf.Type, path: string): string[] {
  return byNumber(type).flatMap((field) => {
    const inside = typeOf(field);
    if (inside instanceof protobuf.Type) return rowsOf(inside, `${path}${field.name}.`);
    return [rowOf(field, path, inside !== null)];
  });
}

function rowOf(field: protobuf.Field, path: string, isEnum: boolean): string {
  const declared = sensitivityOf(field);
  const { category } = declared;
  if (typeof category !== 'string' || !isDataCategory(category)) {
    throw new Error(`${field.parent!.name}.${field.name}: nobody says what it can reveal`);
  }
  const said = attributes.flatMap((name) => {
    const value = declared[name];
    if (value === undefined) return [];
    return [`${name}=${name === 'group' && value === 'self' ? path.slice(0, -1) : value}`];
  });
  const unknown = unknownOfSlot(slotTypeOf(isEnum ? 'enum' : field.type, declared['most'] as number | undefined));
  return ` ${[path + field.name, category, ...said, ...(unknown === undefined ? [] : [`unknown=${unknown}`])].join(' ')}`;
}

/** Source of the module with an interface for each message and an object for each enumeration. */
function typesModule(root: protobuf.Root): string {
  const types = [...typesIn(root)];
  const parts = types.map((type) => (type instanceof protobuf.Enum ? enumOf(type) : interfaceOf(type)));
  const kinds = kindsOf(root).map((field) => `  | { readonly ${camel(field.name)}: ${field.type} }`);
  return `// Written by generate.ts from proto/record.proto. Do not edit.

/** One record: what it is says its only property. Times are given as bigint or as whole numbers, and are read as bigint. */
export type FlightveilRecord =\n${kinds.join('\n')};

${parts.join('\n')}`;
}

function interfaceOf(type: protobuf.Type): string {
  const fields = byNumber(type).map((field) => {
    const inside = typeOf(field);
    const one = inside === null ? scalarOf(field.type) : inside.name;
    const bounds = boundsOf(field);
    const words = [field.comment, bounds].filter((word) => word !== null && word !== '').join(' ');
    const doc = words === '' ? '' : `  /** ${words} */\n`;
    return `${doc}  readonly ${camel(field.name)}?: ${field.repeated ? `readonly ${one}[]` : one} | undefined;\n`;
  });
  return `${type.comment ? `/** ${type.comment} */\n` : ''}export interface ${type.name} {\n${fields.join('')}}\n`;
}

function boundsOf(field: protobuf.Field): string {
  const { max_bytes, max_count, least, most } = sensitivityOf(field);
  const bounds = [
    ...(max_count === undefined ? [] : [`up to ${max_count}`]),
    ...(max_bytes === undefined ? [] : [`up to ${max_bytes} bytes`]),
    ...(least === undefined ? [] : [`${least} to ${most}`]),
  ];
  return bounds.length === 0 ? '' : `(${bounds.join(', ')})`;
}

function enumOf(type: protobuf.Enum): string {
  const prefix = `${type.name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`;
  const values = namesOf(type).map((name, value) => {
    const key = camel(name.slice(prefix.length).toLowerCase());
    return `  ${/^\d/.test(key) ? `'${key}'` : key}: ${value},\n`;
  });
  return `export const ${type.name} = {\n${values.join('')}} as const;\nexport type ${type.name} = (typeof ${type.name})[keyof typeof ${type.name}];\n`;
}

function scalarOf(type: string): string {
  if (type === 'string') return 'string';
  if (type === 'bool') return 'boolean';
  return type === 'fixed64' ? 'bigint | number' : 'number';
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Source of the module that makes objects of bodies: one property after the other, which is several times as fast as going through a table. */
function objectsModule(root: protobuf.Root): string {
  const types = [...typesIn(root)].filter((type) => type instanceof protobuf.Type);
  const kinds = kindsOf(root).map((field) => `  (body) => ({ ${camel(field.name)}: read${field.type}(body, 0) ?? {} }),`);
  return `// Written by generate.ts from proto/record.proto. Do not edit.
import type { RecordBody } from '../body.ts';
import { placesOf } from '../layout.ts';
import { readList, readText, readWhole } from '../read-slots.ts';
import type * as types from './types.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

${types.map(objectFunction).join('\n')}
/** By kind of record. */
export const readObject: readonly ((body: RecordBody) => types.FlightveilRecord)[] = [\n${kinds.join('\n')}\n];
`;
}

function objectFunction(type: protobuf.Type): string {
  const lines = byNumber(type).map((field, index) => propertyLines(field, index));
  const hasLists = byNumber(type).some(({ repeated }) => repeated);
  const isEmpty = hasLists ? 'Object.keys(values).length === 0 ? undefined : values' : 'values';
  return `const places${type.name} = placesOf('${type.name}');
function read${type.name}(body: RecordBody, at: number): types.${type.name} | undefined {
  const { layout, places${hasLists ? ', strides' : ''} } = places${type.name};
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.${type.name}> = {};
${lines.join('')}  return ${isEmpty};
}
`;
}

/** Reads one slot and sets its property, unless nothing is known of it. */
function propertyLines(field: protobuf.Field, index: number): string {
  const place = `at + places[${index}]!`;
  const type = typeOf(field);
  const name = `values.${camel(field.name)}`;
  const { most, max_count, max_bytes } = sensitivityOf(field) as Record<string, number>;
  const set = (expression: string, known: string, value = 'value'): string =>
    `  {\n    const value = ${expression};\n    if (${known}) ${name} = ${value};\n  }\n`;
  if (field.repeated) {
    const [read, unknown] =
      type instanceof protobuf.Type
        ? [`read${type.name}(body, to)`, '{}']
        : field.type === 'string'
          ? [`readText(body, to, ${max_bytes})`, "''"]
          : [`readWhole(view, to)`, `${INT32_MIN}`];
    return set(`readList(${place}, ${max_count}, strides[${index}]!, (to) => ${read}, ${unknown})`, 'value !== undefined');
  }
  if (type instanceof protobuf.Type) return set(`read${type.name}(body, ${place})`, 'value !== undefined');
  if (type !== null) return set(`view.getUint8(${place})`, 'value !== 0xff', `value as types.${type.name}`);
  switch (field.type) {
    case 'string':
      return set(`readText(body, ${place}, ${max_bytes})`, 'value !== undefined');
    case 'fixed64':
      return set(`view.getBigUint64(${place}, true)`, 'value !== 0n');
    case 'sfixed32':
      return set(`view.getInt32(${place}, true)`, `value !== ${INT32_MIN}`);
    case 'float':
      return set(`view.getFloat32(${place}, true)`, '!Number.isNaN(value)');
    case 'bool':
      return set(`view.getUint8(${place})`, 'value !== 0xff', 'value !== 0');
  }
  const slot = slotTypeOf(field.type, most);
  const bits = 8 * byteSizes[slot];
  const unknown = slot.startsWith('u') ? 2 ** bits - 1 : -(2 ** (bits - 1));
  const getter = `get${slot.startsWith('u') ? 'Uint' : 'Int'}${bits}`;
  return set(`view.${getter}(${place}${bits === 8 ? '' : ', true'})`, `value !== ${unknown}`);
}
