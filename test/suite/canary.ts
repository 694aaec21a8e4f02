import type { Disclosure } from '../../src/model/disclosure.ts';
import {
  byteSizes,
  type Field,
  type FieldRule,
  type FieldType,
  fieldSize,
  type TimeUnit,
} from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';
import type { ReadFrame } from './run.ts';
import type { Fill } from './subject.ts';
import { ruleIn, visibilityOf } from './visibility.ts';

/**
 * Bodies of recognisable values. What a disclosure shows has bytes below 0x80; what it hides has bytes from 0x80 on (text: capital letters
 * against small ones), so that no run of released bytes can look like a hidden one.
 */
const LOWEST_HIDDEN = 0x80;
const HIDDEN_SPAN = 0x70;

/**
 * @param hiddenSeed what is hidden without a trace depends on it; everything else does not
 * @param seed everything depends on it
 */
export function canaryFill(disclosure: Disclosure, hiddenSeed: number, seed = 0): Fill {
  return (message, fields, round) => {
    const size = Math.max(0, ...fields.map((field) => field.offset + fieldSize(field)));
    const body = new Uint8Array(size);
    const nameOf = (field: Field, kind: string): string => `${seed} ${message} ${field.name} ${round} ${kind}`;
    const remains = `remains ${hiddenSeed}`;
    for (const field of fields) writeShown(body, field, nameOf(field, 'shown'), remains);
    // Conditions first: which row of the catalog holds for the others depends on them.
    const conditions = conditionsOf(fields);
    for (const field of fields) {
      const choices = conditions.get(field.name);
      if (choices === undefined) continue;
      const isHidden = field.rules.every((rule) => visibilityOf(rule, disclosure) === 'hidden');
      const pick = numbers(nameOf(field, isHidden ? `condition ${hiddenSeed}` : 'condition'))();
      if (pick % 4 !== 0) writeValue(body, field.offset, field.type, choices[(pick >>> 2) % choices.length]!);
    }
    for (const field of fields) {
      if (conditions.has(field.name)) continue;
      const rule = ruleIn(field, fields, body);
      if (rule === undefined) writeHidden(body, field, nameOf(field, `unclassified ${hiddenSeed}`), remains);
      else if (rule.clock !== undefined) writeTime(body, field, rule, nameOf(field, 'time'));
      else {
        const visibility = visibilityOf(rule, disclosure);
        if (visibility === 'hidden') writeHidden(body, field, nameOf(field, `hidden ${hiddenSeed}`), remains);
        else if (visibility === 'replaced') writeHidden(body, field, nameOf(field, 'replaced'), remains);
      }
    }
    return body;
  };
}

/** A value that must not be found, and whose it is. */
export interface Canary {
  readonly message: string;
  readonly field: string;
  readonly type: FieldType;
  readonly bytes: Uint8Array;
}

/** What the disclosure hides or replaces in these frames: values of 4 and 8 bytes, text, and 8 bytes out of byte arrays. */
export function canariesOf(frames: readonly ReadFrame[], disclosure: Disclosure): Canary[] {
  const canaries: Canary[] = [];
  for (const { schema, body } of frames) {
    const { message, fields } = schema;
    for (const field of fields) {
      const rule = ruleIn(field, fields, body);
      const visibility = rule === undefined ? 'hidden' : visibilityOf(rule, disclosure);
      const isOpen = visibility === 'shown' || visibility === 'judged' || visibility === 'moved';
      for (const bytes of isOpen ? remainsOf(body, field) : patternsOf(body, field)) {
        if (bytes.every((byte) => byte === 0)) continue;
        canaries.push({ message, field: field.name, type: field.type, bytes });
      }
    }
  }
  return canaries;
}

function* patternsOf(body: Uint8Array, field: Field): Generator<Uint8Array> {
  const end = field.offset + fieldSize(field);
  const size = byteSizes[field.type];
  if (size < 4) {
    for (let at = field.offset; at + 8 <= end; at += 8) yield body.slice(at, at + 8);
    return;
  }
  for (let at = field.offset; at < end; at += size) yield body.slice(at, at + size);
}

/** What stands behind the NUL of a text. */
function* remainsOf(body: Uint8Array, field: Field): Generator<Uint8Array> {
  if (field.type !== 'char') return;
  const end = field.offset + fieldSize(field);
  const nul = body.subarray(field.offset, end).indexOf(0);
  for (let at = field.offset + nul + 1; nul >= 0 && at + 8 <= end; at += 8) yield body.slice(at, at + 8);
}

/** The value as the field holds it, in the other byte order, and as floating point of either size, scaled from degrees or not. */
function* formsOf({ bytes, type }: Canary): Generator<Uint8Array> {
  // Formats may cut trailing zeros off.
  let length = bytes.length;
  while (length > 4 && bytes[length - 1] === 0) length--;
  yield bytes.subarray(0, length);
  yield bytes.slice(0, length).reverse();
  if (bytes.length !== byteSizes[type]) return;
  const value = Number(readValue(bytes, 0, type));
  for (const float of ['f32', 'f64'] as const) {
    for (const scaled of type.startsWith('f') ? [value] : [value, value / 1e7]) {
      if (float === type) continue;
      const form = new Uint8Array(byteSizes[float]);
      writeValue(form, 0, float, scaled);
      yield form;
    }
  }
}

/** Which canaries stand in these bytes, aligned or not. */
export function findCanaries(bytes: Uint8Array, canaries: readonly Canary[]): Canary[] {
  const byStart = new Map<number, { form: Uint8Array; canary: Canary }[]>();
  for (const canary of canaries) {
    for (const form of formsOf(canary)) {
      const start = startOf(form, 0);
      const list = byStart.get(start);
      if (list === undefined) byStart.set(start, [{ form, canary }]);
      else list.push({ form, canary });
    }
  }
  const found = new Set<Canary>();
  for (let at = 0; at + 4 <= bytes.length; at++) {
    for (const { form, canary } of byStart.get(startOf(bytes, at)) ?? []) {
      if (form.every((byte, index) => bytes[at + index] === byte)) found.add(canary);
    }
  }
  return [...found];
}

function startOf(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** By name of a field on which rows depend: the values that they ask for, and others next to them. */
function conditionsOf(fields: readonly Field[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const { when } of fields.flatMap((field) => field.rules)) {
    if (when === undefined) continue;
    values.set(when.field, [...(values.get(when.field) ?? [0]), ...when.values]);
  }
  return values;
}

/** Text is half as long as its field and followed by remains of the sender's memory, which are hidden at every level. */
function writeShown(body: Uint8Array, field: Field, name: string, remains: string): void {
  if (field.type === 'char') writeLetters(body, field, Math.ceil(field.length / 2), 0x61, name, remains);
  else writeBytes(body, field, 1, 0x7e, 0x42, name);
}

function writeHidden(body: Uint8Array, field: Field, name: string, remains: string): void {
  const length = field.length < 9 ? field.length : field.length - (numbers(name)() % (field.length - 8));
  if (field.type === 'char') writeLetters(body, field, length, 0x41, name, remains);
  else writeBytes(body, field, LOWEST_HIDDEN, HIDDEN_SPAN, 0xc2, name);
}

function writeLetters(
  body: Uint8Array,
  field: Field,
  length: number,
  first: number,
  name: string,
  remains: string,
): void {
  const next = numbers(name);
  const nextRemains = numbers(name + remains);
  for (let index = 0; index < field.length; index++) {
    const letter = index < length ? first + (next() % 26) : index === length ? 0 : 0x41 + (nextRemains() % 26);
    body[field.offset + index] = letter;
  }
}

/** Floats get their highest byte, so that they are ordinary numbers. */
function writeBytes(body: Uint8Array, field: Field, lowest: number, span: number, highest: number, name: string): void {
  const next = numbers(name);
  const size = byteSizes[field.type];
  const isFloat = field.type === 'f32' || field.type === 'f64';
  for (let at = 0; at < fieldSize(field); at++) {
    body[field.offset + at] = isFloat && at % size === size - 1 ? highest : lowest + (next() % span);
  }
}

const unitsPerSecond: Readonly<Record<TimeUnit, number>> = {
  ns: 1e9,
  us: 1e6,
  ms: 1e3,
  cs: 100,
  ds: 10,
  s: 1,
  min: 1 / 60,
};

/** A time like a clock's of that kind, and another one in every field. */
function writeTime(body: Uint8Array, field: Field, rule: FieldRule, name: string): void {
  const size = byteSizes[field.type];
  const next = numbers(name);
  const perSecond = unitsPerSecond[rule.timeUnit ?? 'us'];
  const isUnix = rule.clock === 'unix' || rule.clock === 'auto';
  for (let element = 0; element < field.length; element++) {
    const seconds = isUnix ? 1_700_000_000 + (next() % 50_000_000) : next() % 900_000_000;
    const value = BigInt(Math.floor(seconds * perSecond)) + BigInt(next() % 1_000_000);
    // Narrow clocks wrap; all their bits are used.
    const low = size <= 4 && !isUnix ? BigInt(next()) : value;
    writeValue(body, field.offset + element * size, field.type, BigInt.asUintN(Math.min(63, 8 * size), low));
  }
}

/** Numbers of 32 bits that depend on a name alone (FNV-1a, then xorshift). */
function numbers(name: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) state = Math.imul(state ^ name.charCodeAt(index), 0x01000193);
  state |= 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // The first few still look alike for like names.
  for (let turn = 0; turn < 4; turn++) next();
  return next;
}
