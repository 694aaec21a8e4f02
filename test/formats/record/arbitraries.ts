import fc from 'fast-check';
import type { FlightveilRecord } from '../../../src/formats/record/gen/types.ts';
import { type FieldLayout, Kind, type MessageLayout, recordKinds } from '../../../src/formats/record/layout.ts';

/** Any record with values that its fields can have, as an app makes it: from the layouts, so that new fields are in it. */
export const anyRecord: fc.Arbitrary<FlightveilRecord> = fc.oneof(
  ...recordKinds.map(({ jsonName, layout }) =>
    anyMessage(layout).map((message) => ({ [jsonName]: message }) as unknown as FlightveilRecord),
  ),
);

function anyMessage({ fields }: MessageLayout): fc.Arbitrary<object> {
  const entries = fields.map((field) => [field.jsonName, anyField(field)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [], noNullPrototype: true });
}

function anyField(field: FieldLayout): fc.Arbitrary<unknown> {
  const one = field.kind === Kind.message ? anyMessage(field.message) : anyValue(field);
  return field.maxCount > 0 ? fc.array(one, { maxLength: field.maxCount }) : one;
}

function anyValue({ kind, least, most, names, stride, publicCharacters }: FieldLayout): fc.Arbitrary<unknown> {
  switch (kind) {
    case Kind.text:
      return fc
        .oneof(fc.string({ unit: 'binary', maxLength: stride }), fc.string({ maxLength: stride }))
        .filter((text) => !text.includes('\0') && Buffer.byteLength(text) <= (publicCharacters || stride));
    case Kind.wide:
      return fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0n, 1n, 2n ** 32n, 2n ** 63n));
    case Kind.whole:
      return fc.oneof(fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }), fc.constantFrom(0, -1, 0x7fff_ffff));
    case Kind.single:
      return fc.float({ noNaN: true });
    case Kind.bool:
      return fc.boolean();
    case Kind.choice:
      return fc.nat(names.length - 1);
    default:
      return fc.oneof(fc.integer({ min: least, max: most }), fc.constantFrom(least, most));
  }
}

/** A record as it is read again: without what says nothing. */
export function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value.map((one) => withoutNothing(one) ?? (typeof one === 'object' ? {} : one));
    while (list.length > 0 && saysNothing(list.at(-1))) list.pop();
    return list.length === 0 ? undefined : list;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).flatMap(([name, one]) => {
      const kept = withoutNothing(one);
      return kept === undefined ? [] : [[name, kept]];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value === '' || value === 0n ? undefined : value;
}

function saysNothing(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
