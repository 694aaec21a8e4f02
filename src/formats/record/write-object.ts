import { byteSizes } from '../../model/schema.ts';
import type { RecordBody } from './body.ts';
import { type FieldLayout, Kind, type MessageLayout } from './layout.ts';
import { readList, readText } from './read-slots.ts';

const INT32_MIN = -0x8000_0000;

/** A record as JSON, without a line's end. */
export function recordJson(body: RecordBody): string {
  const object = messageObject(body.kind.layout, body, 0) ?? {};
  // JSON.stringify loses the sign of zero.
  const text = JSON.stringify(object, (_key, value: unknown) => (Object.is(value, -0) ? MINUS_ZERO : value));
  return `{"${body.kind.jsonName}":${text.replaceAll(JSON.stringify(MINUS_ZERO), '-0')}}`;
}

/** No text of a record holds a NUL. */
const MINUS_ZERO = '-0\u0000';

/** Undefined: nothing is known of it. */
function messageObject(layout: MessageLayout, body: RecordBody, base: number): Record<string, unknown> | undefined {
  if (body.isUnknown(layout, base)) return undefined;
  const { fields } = layout;
  let values: Record<string, unknown> | undefined;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    const at = base + field.at;
    const value = field.maxCount > 0 ? listOf(field, body, at) : readSlot(field, body, at);
    if (value === undefined) continue;
    values ??= {};
    values[field.jsonName] = value;
  }
  return values;
}

function listOf(field: FieldLayout, body: RecordBody, from: number): unknown[] | undefined {
  const { maxCount, stride, kind } = field;
  const unknown = kind === Kind.message ? {} : kind === Kind.text ? '' : INT32_MIN;
  return readList(from, maxCount, stride, (to) => readSlot(field, body, to), unknown);
}

/** Undefined: nothing is known. */
function readSlot(field: FieldLayout, body: RecordBody, from: number): unknown {
  const { view, bytes } = body;
  switch (field.kind) {
    case Kind.message:
      return messageObject(field.message, body, from);
    case Kind.whole: {
      const value = view.getInt32(from, true);
      return value === INT32_MIN ? undefined : value;
    }
    case Kind.single: {
      const value = view.getFloat32(from, true);
      return Number.isNaN(value) ? undefined : Number.isFinite(value) ? shortest(value) : String(value);
    }
    case Kind.wide: {
      const value = view.getBigUint64(from, true);
      return value === 0n ? undefined : value.toString();
    }
    case Kind.text:
      return readText(body, from, field.stride);
    case Kind.bool:
      return bytes[from] === 0xff ? undefined : bytes[from] !== 0;
    case Kind.choice:
      return bytes[from] === 0xff ? undefined : field.names[bytes[from]!];
    case Kind.unsigned: {
      const value = byteSizes[field.slot] === 1 ? bytes[from]! : view.getUint16(from, true);
      return value === (byteSizes[field.slot] === 1 ? 0xff : 0xffff) ? undefined : value;
    }
    default: {
      const value = byteSizes[field.slot] === 1 ? view.getInt8(from) : view.getInt16(from, true);
      return value === (byteSizes[field.slot] === 1 ? -0x80 : -0x8000) ? undefined : value;
    }
  }
}

/** A float of 32 bits with no more digits than it takes to read it again. */
function shortest(value: number): number {
  if (Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
