import { Memory } from '../../../src/bytes/memory.ts';
import { clearAfterNul } from '../../../src/bytes/text.ts';
import { SPARE_BYTES } from '../../../src/formats/dji/body-end.ts';
import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { type DjiSchema, DjiSchemas, recordLayouts } from '../../../src/formats/dji/records.ts';
import type { Fill } from '../../suite/subject.ts';
import { DjiWriter } from './writer.ts';

/** Unscrambled, and details as they are today. */
const VERSION = 6;
const LONGEST_BYTES = 200;
const DETAILS = 'DETAILS';

/** A log with two records of every type, two images, and details; their contents made by `fill`. */
export function filledLog(fill: Fill): Uint8Array {
  const schemas = new DjiSchemas(djiCatalog(), VERSION);
  const writer = new DjiWriter(VERSION);
  const layouts = recordLayouts().filter(
    ({ from, to, name, teaches }) => from <= VERSION && VERSION <= to && name !== DETAILS && !teaches,
  );
  for (let round = 0; round < 2; round++) {
    for (const { type, kind } of layouts) {
      const schema = widest(schemas, type, kind);
      if (!schema.known) continue;
      const content = contentOf(schema, fill(schema.message, schema.fields, round));
      if (kind !== undefined) content[0] = kind;
      writer.record(type, content.subarray(0, LONGEST_BYTES));
    }
    const { message, fields } = schemas.jpeg(4096)!;
    writer.raw(imageWith(fill(message, fields, round).subarray(0, 3000)));
  }
  const schema = schemas.details(400)!;
  const details = contentOf(schema, fill(schema.message, schema.fields, 0));
  // Without it nobody takes them for details.
  new DataView(details.buffer).setInt32(87, 12_345, true);
  return writer.details(details).bytes();
}

/** The schema of a record that has every field, each repeated one as often as it likes. */
function widest(schemas: DjiSchemas, type: number, kind: number | undefined): DjiSchema {
  let best = schemas.record(type, 1, kind)!;
  for (let bytes = 2; bytes <= LONGEST_BYTES; bytes++) {
    const schema = new DjiSchemas(djiCatalog(), VERSION).record(type, bytes, kind)!;
    if (namesOf(schema) > namesOf(best)) best = schema;
  }
  return best;
}

function namesOf({ fields }: DjiSchema): number {
  return fields.filter(({ name }) => !/^(unknown|reserved|rest)|_\d+$/.test(name)).length;
}

function contentOf(schema: DjiSchema, filled: Uint8Array): Uint8Array {
  const memory = new Memory(new Uint8Array(schema.size + SPARE_BYTES));
  const body = memory.bytes;
  body.set(filled);
  // What stands behind a zero of these belongs to their value: no remains of a sender's memory.
  for (const { type, rules, offset, length } of schema.fields) {
    if (type === 'char' && rules[0]?.of === 'bytes') clearAfterNul(body, offset, offset + length);
  }
  schema.end.pack(memory);
  return body.slice(0, schema.payloadBytes);
}

/** A JPEG with a comment. */
function imageWith(comment: Uint8Array): Uint8Array {
  const length = comment.length + 2;
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, length >> 8, length & 0xff, ...comment, 0xff, 0xd9);
}
