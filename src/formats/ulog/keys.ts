import { readText } from '../../bytes/text.ts';
import { byteSizes, type FieldType } from '../../model/schema.ts';
import { basicTypes } from './records.ts';

/** The key of an information or a parameter record: `type name` or `type[n] name`, with the value behind it. */
export interface Key {
  readonly name: string;
  readonly type: FieldType;
  /** Number of elements; 1 for a plain value. Texts may be empty. */
  readonly length: number;
  readonly valueBytes: number;
  readonly isArray: boolean;
  /** Bytes before the name. */
  readonly nameAt: number;
}

const keyText = /^(\w+)(?:\[(0|[1-9]\d{0,4})\])? ([\w\-/.]+)$/;

/** Strict, so that a key that passes holds nothing but a type and a name. */
export function parseKey(bytes: Uint8Array, start: number, end: number): Key | undefined {
  const text = readText(bytes, start, end);
  if (text.length !== end - start) return undefined;
  const [, typeName, elements, name] = keyText.exec(text) ?? [];
  const type = typeName === undefined ? undefined : basicTypes.get(typeName);
  if (type === undefined || name === undefined) return undefined;
  const length = elements === undefined ? 1 : Number(elements);
  const valueBytes = byteSizes[type] * length;
  return { name, type, length, valueBytes, isArray: elements !== undefined, nameAt: text.length - name.length };
}

/** Old firmware numbers the keys of lists: `perf_counter_preflight-07`. */
export function withoutNumber(name: string): string {
  return name.replace(/-\d\d$/, '');
}
