import { createLoop, loopFactsOf } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import type { LoopCounts } from '../../src/filter/loop.ts';
import { type FlightFacts, Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import { type Format, Found } from '../../src/model/format.ts';
import { type Field, fieldSize, type Schema } from '../../src/model/schema.ts';
import { readValue } from '../../src/model/values.ts';

/** A frame of any format, copied out of its decoder. */
export interface Read {
  readonly schema: Schema;
  /** As long as its schema says; zero where the record was shorter. */
  readonly body: Uint8Array;
}

/** A log with what a first pass finds in it. */
export interface Surveyed {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly facts: FlightFacts;
}

export function surveyed(bytes: Uint8Array): Surveyed {
  const format = detectFormat(bytes, true);
  const survey = new Survey(format);
  survey.push(bytes);
  return { bytes, format, facts: survey.finish() };
}

/** The whole output at a disclosure, with the draws of a seed. */
export function filtered(
  { bytes, format, facts }: Surveyed,
  disclosure: Disclosure,
  seed = 'read',
): { output: Uint8Array; counts: LoopCounts } {
  const loop = createLoop(format, disclosure, FlightKeys.ofSeed(seed, 0), loopFactsOf(facts));
  const pieces = [...copies(loop.push(bytes)), ...copies(loop.finish())];
  return { output: new Uint8Array(Buffer.concat(pieces)), counts: loop.counts() };
}

function* copies(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) yield piece.slice();
}

/** Every frame of a log. */
export function* framesOf(format: Format, bytes: Uint8Array): Generator<Read> {
  const decoder = format.createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { schema, parsed, body: start, bodyLength } = decoder.frame;
    const body = new Uint8Array(schema.size);
    if (parsed !== null) body.set(parsed.bytes.subarray(0, schema.size));
    else body.set(bytes.subarray(start, start + Math.min(bodyLength, schema.size)));
    yield { schema, body };
  }
}

/** The bytes of one field of every frame of a message, in the order of the log. */
export function column(format: Format, bytes: Uint8Array, message: string, name: string): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const { schema, body } of framesOf(format, bytes)) {
    const field = schema.message === message && schema.fields.find((candidate) => candidate.name === name);
    if (field) found.push(body.subarray(field.offset, field.offset + fieldSize(field)));
  }
  return found;
}

/** As {@link column}, as numbers. */
export function numbers(format: Format, bytes: Uint8Array, message: string, name: string): number[] {
  const found: number[] = [];
  for (const { schema, body } of framesOf(format, bytes)) {
    const field = schema.message === message && schema.fields.find((candidate) => candidate.name === name);
    if (field) found.push(numberIn(field, body));
  }
  return found;
}

function numberIn(field: Field, body: Uint8Array): number {
  return Number(readValue(body, field.offset, field.type));
}
