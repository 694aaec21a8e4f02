import { FlightveilError } from '../../model/errors.ts';
import type { RecordBody } from './body.ts';
import { type FieldLayout, Kind, type MessageLayout, type RecordKind, recordKinds } from './layout.ts';
import { isText, publicLength } from './text.ts';

const INT32_MIN = -0x8000_0000;
const MOST_UINT64 = 0xffff_ffff_ffff_ffffn;

type Values = Readonly<Record<string, unknown>>;

/** Longer texts fit no field, whatever their characters. */
const MOST_TEXT = 256;
const encoder = new TextEncoder();

/**
 * Reads records from objects into bodies: those of JSON, in protobuf's mapping (ProtoJSON), and those that an app makes.
 *
 * Strict: a value that does not fit its field, or a name that is none, is an error, and so an app finds its mistakes. Not strict: it is left out.
 */
export class ObjectReader {
  readonly #body: RecordBody;
  readonly #isStrict: boolean;
  readonly #text = new Uint8Array(3 * MOST_TEXT);

  constructor(body: RecordBody, options: { strict: boolean }) {
    this.#body = body;
    this.#isStrict = options.strict;
  }

  /**
   * @returns false if it is no record of a known kind, or of several
   * @throws FlightveilError `usage`, if strict
   */
  read(record: unknown): boolean {
    if (!isObject(record)) return this.#refuse('a record is an object with one property');
    let found: { readonly kind: RecordKind; readonly values: Values } | undefined;
    for (const kind of recordKinds) {
      const values = propertyOf(record, kind);
      if (values === undefined || values === null) continue;
      if (found !== undefined || !isObject(values)) return this.#refuse('a record is of one kind, which is an object');
      found = { kind, values };
    }
    if (found === undefined) return this.#refuse('a record is of a kind that is known');
    this.#body.clear(found.kind);
    this.#message(found.kind.layout, 0, found.values);
    return true;
  }

  #refuse(what: string): false {
    if (!this.#isStrict) return false;
    throw new FlightveilError('usage', what);
  }

  #message(layout: MessageLayout, base: number, values: Values): void {
    const { fields } = layout;
    let known = 0;
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index]!;
      const value = this.#isStrict ? values[field.jsonName] : propertyOf(values, field);
      if (value === undefined || value === null) continue;
      known++;
      if (field.maxCount > 0) this.#list(layout, field, base, value);
      else this.#one(layout, field, base + field.at, value);
    }
    if (this.#isStrict) this.#mustKnowAll(layout, values, known);
  }

  /** A misspelt name would be data that is lost without a word. */
  #mustKnowAll({ name, fields }: MessageLayout, values: Values, known: number): void {
    let count = 0;
    // Not its keys as a list, which is made anew each time.
    for (const _key in values) count++;
    if (count === known) return;
    const isKnown = (key: string): boolean =>
      values[key] === undefined || fields.some(({ jsonName }) => jsonName === key);
    if (!Object.keys(values).every(isKnown))
      throw new FlightveilError('usage', `${name} has a property that is no field of it`);
  }

  #list(layout: MessageLayout, field: FieldLayout, base: number, value: unknown): void {
    const { maxCount, stride } = field;
    if (!Array.isArray(value) || (this.#isStrict && value.length > maxCount)) {
      this.#misfit(layout, field, `a list of up to ${maxCount}`);
      return;
    }
    const count = Math.min(value.length, maxCount);
    for (let element = 0; element < count; element++) {
      this.#one(layout, field, base + field.at + element * stride, value[element]);
    }
  }

  #one(layout: MessageLayout, field: FieldLayout, to: number, value: unknown): void {
    if (field.kind === Kind.message) {
      if (isObject(value)) this.#message(field.message, to, value);
      else this.#misfit(layout, field, 'an object');
      return;
    }
    if (!this.#value(field, to, value)) this.#misfit(layout, field, expectedBy(field));
  }

  #misfit({ name }: MessageLayout, { jsonName }: FieldLayout, expected: string): void {
    if (this.#isStrict) throw new FlightveilError('usage', `${name}.${jsonName} is not ${expected}`);
  }

  /** @returns false for a value that does not fit */
  #value(field: FieldLayout, to: number, value: unknown): boolean {
    const { view, bytes } = this.#body;
    switch (field.kind) {
      case Kind.text:
        return typeof value === 'string' && this.#writeText(field, to, value);
      case Kind.bool:
        if (typeof value !== 'boolean') return false;
        bytes[to] = value ? 1 : 0;
        return true;
      case Kind.single: {
        const number = typeof value === 'number' ? value : this.#isStrict ? undefined : floatOf(value);
        if (number === undefined) return false;
        // A float of 32 bits holds none as large.
        if (Number.isFinite(number) && !Number.isFinite(Math.fround(number))) return false;
        // NaN is "unknown", and stands there already.
        if (!Number.isNaN(number)) view.setFloat32(to, number, true);
        return true;
      }
      case Kind.wide: {
        const wide = wideOf(value, this.#isStrict);
        if (wide === undefined) return false;
        view.setBigUint64(to, wide, true);
        return true;
      }
      case Kind.choice: {
        const number = typeof value === 'string' && !this.#isStrict ? field.names.indexOf(value) : value;
        if (typeof number !== 'number' || !(number >= 0 && number < field.names.length) || !Number.isInteger(number)) {
          return false;
        }
        bytes[to] = number;
        return true;
      }
      default:
        return this.#writeWhole(field, to, value);
    }
  }

  #writeWhole({ kind, slot, least, most }: FieldLayout, to: number, value: unknown): boolean {
    const { view } = this.#body;
    const number = typeof value === 'number' ? value : this.#isStrict ? undefined : wholeOf(value);
    if (number === undefined || !Number.isInteger(number)) return false;
    if (kind === Kind.whole) {
      if (number < INT32_MIN || number > 0x7fff_ffff) return false;
      view.setInt32(to, number, true);
      return true;
    }
    if (number < least || number > most) return false;
    if (slot === 'u8' || slot === 'i8') view.setInt8(to, number);
    else view.setInt16(to, number, true);
    return true;
  }

  #writeText({ stride, publicCharacters }: FieldLayout, to: number, value: string): boolean {
    if (value.length > MOST_TEXT) return false;
    const text = this.#text;
    const { written } = encoder.encodeInto(value, text);
    let length = written;
    if (publicCharacters > 0) length = publicLength(text, 0, written, publicCharacters);
    // The encoder makes other characters of halves of pairs.
    if (length < 0 || length > stride || !isText(text, 0, written) || hasLoneHalf(value)) return false;
    const { bytes } = this.#body;
    for (let index = 0; index < length; index++) bytes[to + index] = text[index]!;
    return true;
  }
}

/** By its name in JSON, or in the message; not what objects have by birth. */
function propertyOf(values: Values, { name, jsonName }: { readonly name: string; readonly jsonName: string }): unknown {
  if (Object.hasOwn(values, jsonName)) return values[jsonName];
  return name !== jsonName && Object.hasOwn(values, name) ? values[name] : undefined;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasLoneHalf(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

function floatOf(value: unknown): number | undefined {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  return typeof value === 'string' && isNumeral(value) ? Number(value) : undefined;
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'string' && isNumeral(value) ? Number(value) : undefined;
}

function isNumeral(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,20})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/.test(text);
}

/** Whole numbers that a double does not hold are given as bigint or text. */
function wideOf(value: unknown, isStrict: boolean): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  const isText = !isStrict && typeof value === 'string' && /^\d{1,20}$/.test(value);
  const wide = isText ? BigInt(value) : value;
  return typeof wide === 'bigint' && wide >= 0n && wide <= MOST_UINT64 ? wide : undefined;
}

/** In words, for an app's author. */
function expectedBy({ kind, stride, least, most, names, publicCharacters }: FieldLayout): string {
  switch (kind) {
    case Kind.text:
      return `a text of up to ${stride} bytes${publicCharacters > 0 ? ', or of the form of an operator id' : ''}`;
    case Kind.bool:
      return 'true or false';
    case Kind.single:
      return 'a number';
    case Kind.wide:
      return 'a whole number of microseconds';
    case Kind.choice:
      return `a whole number from 0 to ${names.length - 1}`;
    case Kind.whole:
      return 'a whole number of 32 bits';
    default:
      return `a whole number from ${least} to ${most}`;
  }
}
