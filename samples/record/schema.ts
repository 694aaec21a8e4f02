import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';

const folder = new URL('../../proto/', import.meta.url);
const PACKAGE = 'flightveil.v1';

/** The messages of `proto/record.proto` as another library reads them; a new copy each time. Names are as in JSON. */
export function recordSchema(): protobuf.Root {
  const root = new protobuf.Root();
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name) || name.startsWith('google/')) return;
    seen.add(name);
    const { imports } = protobuf.parse(readFileSync(new URL(name, folder), 'utf8'), root);
    for (const other of imports ?? []) add(other);
  };
  add('record.proto');
  return root;
}

export function typeNamed(root: protobuf.Root, name: string): protobuf.Type {
  return root.lookupType(`${PACKAGE}.${name}`);
}

/** A field that only the writer's schema has. */
export interface ForeignField {
  /** Name of its message. */
  readonly of: string;
  readonly name: string;
  readonly number: number;
  readonly type: 'string' | 'bytes' | 'double' | 'sfixed32' | 'uint64';
}

/** The schema of a later version of the app, or of another one, that knows more fields. */
export function extendedSchema(fields: readonly ForeignField[]): protobuf.Root {
  const root = recordSchema();
  for (const { of, name, number, type } of fields) {
    typeNamed(root, of).add(new protobuf.Field(name, number, type));
  }
  return root;
}

/** What a message is made of, by names as in JSON. */
export type Contents = Readonly<Record<string, unknown>>;

/** @throws RangeError if the message has no field of a name */
export function expectFields(type: protobuf.Type, contents: Contents): void {
  for (const [name, value] of Object.entries(contents)) {
    const field = type.fields[name]?.resolve();
    if (field === undefined) throw new RangeError(`${type.name} has no ${name}`);
    if (!(field.resolvedType instanceof protobuf.Type)) continue;
    const parts = field.repeated ? (value as Contents[]) : [value as Contents];
    for (const part of parts) expectFields(field.resolvedType, part);
  }
}
