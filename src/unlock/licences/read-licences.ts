import { decodeLicence, licenceOfJson, UNKNOWN_FIELDS, type UnlockLicence } from '../../wire/unlock-licence.ts';
import { Findings, type Notes } from '../../zones/findings.ts';
import { isObject, type JsonObject } from '../../zones/json.ts';
import { isDjiLicence, readDjiLicence } from './dji-list.ts';
import { checkLicence, invalidLicences, type LicenceFinding } from './licence.ts';

/** Longer files are refused. */
export const MAX_LICENCES_BYTES = 16 * 1024 * 1024;
const MAX_LICENCES = 100_000;
/** Lines that are no JSON; with more the file is none. */
const MAX_BAD_LINES = 100;
/** Lists in lists, data in data. */
const MAX_DEPTH = 8;

export interface ReadLicences {
  /** Each id once. */
  readonly licences: readonly UnlockLicence[];
  readonly findings: readonly LicenceFinding[];
  /** Licences in the file, used or refused. */
  readonly counted: number;
}

/**
 * Reads a file of unlocking licences, by its content: replies to `unlock_license_list` of DJI's Cloud API (as they came, only their data or their lists, several in an
 * array or one a line), or licences as Flightveil writes them, as JSON one a line, or as protobuf each behind its length.
 *
 * A licence with anything that is missing, contradicts itself or is out of its range is left out; every tolerance is a finding. Findings and errors name
 * licences by their number in the file and quote none of it.
 * @param name of the file, for the error
 * @throws FlightveilError `licences-invalid` for a file that is none of these, or too long
 */
export function readLicences(bytes: Uint8Array, name: string): ReadLicences {
  const reader = new Reader();
  if (bytes.length > MAX_LICENCES_BYTES) throw invalidLicences(`${name} is longer than 16 MB`);
  const values = valuesOf(bytes, reader);
  if (values === undefined) {
    if (!reader.takeMessages(bytes)) throw invalidLicences(`${name} is neither JSON nor protobuf`);
  } else {
    for (const value of values) reader.take(value, 0);
  }
  if (!reader.hasList) throw invalidLicences(`${name} has no list of licences`);
  return reader.result();
}

class Reader {
  readonly #findings = new Findings();
  readonly #licences = new Map<string, UnlockLicence>();
  /** Something was found that is or could hold licences. */
  hasList = false;
  #counted = 0;

  get file(): Notes {
    return this.#findings.of();
  }

  result(): ReadLicences {
    return {
      licences: [...this.#licences.values()],
      findings: this.#findings.list.map(({ zone, ...finding }) =>
        zone === undefined ? finding : { ...finding, licence: Number(zone) },
      ),
      counted: this.#counted,
    };
  }

  take(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) this.file.refused('too-deep', 'lists stand in lists too often');
    else if (Array.isArray(value)) for (const part of value) this.take(part, depth + 1);
    else if (!isObject(value)) this.file.refused('not-a-licence', 'a value in it is no record');
    else if (isDjiLicence(value)) this.#add((notes) => readDjiLicence(value, notes));
    else if (typeof value.id === 'string' && Object.hasOwn(value, 'kind')) this.#add(() => licenceOfJson(value));
    else this.#unwrap(value, depth);
  }

  /** Messages behind their lengths. @returns false for other bytes */
  takeMessages(bytes: Uint8Array): boolean {
    const messages: JsonObject[] = [];
    for (let at = 0; at < bytes.length; ) {
      const { length, next } = varint(bytes, at);
      const isThere = length > 0 && next + length <= bytes.length && messages.length < MAX_LICENCES;
      const message = isThere ? decodeLicence(bytes.subarray(next, next + length)) : undefined;
      if (message === undefined) return false;
      messages.push(message);
      at = next + length;
    }
    if (messages.every((message) => UNKNOWN_FIELDS in message)) return false;
    for (const message of messages) this.#add(() => message);
    return true;
  }

  /** What a reply is wrapped in. */
  #unwrap(value: JsonObject, depth: number): void {
    const { method, result } = value;
    if (method !== undefined && method !== 'unlock_license_list') {
      this.file.refused('another-message', 'a message in it is no reply to unlock_license_list');
      return;
    }
    if (typeof result === 'number' && result !== 0)
      this.file.warned('reply-of-failure', 'a reply says that the list could not be made');
    if (value.consistence === false)
      this.file.warned('not-consistent', 'a reply says that the aircraft has other licences than were granted');
    const list = value.licenses ?? value.unlock_license_list;
    if (Array.isArray(list)) {
      this.hasList = true;
      for (const part of list) {
        if (isObject(part) && isDjiLicence(part)) this.take(part, depth + 1);
        else this.#add((notes) => notes.refused('licence-unreadable', 'it has no common_fields'));
      }
    } else if (isObject(value.data) || Array.isArray(value.data)) this.take(value.data, depth + 1);
    else if (isObject(value.output)) {
      this.file.tolerated('output-unwrapped', 'the list stands in output');
      this.take(value.output, depth + 1);
    } else this.file.refused('not-a-licence', 'a record in it is no licence and holds none');
  }

  #add(read: (notes: Notes) => JsonObject | undefined): void {
    this.hasList = true;
    const notes = this.#findings.of(String(++this.#counted));
    if (this.#counted > MAX_LICENCES) {
      this.file.refused('too-many', 'it has more than 100 000 licences: those behind them are left out');
      return;
    }
    const candidate = read(notes);
    const licence = candidate === undefined ? undefined : checkLicence(candidate, notes);
    if (licence === undefined) return;
    const before = this.#licences.get(licence.id);
    if (before === undefined) this.#licences.set(licence.id, licence);
    else if (JSON.stringify(before) === JSON.stringify(licence)) notes.tolerated('listed-twice', 'it stands twice');
    else {
      notes.warned('listed-differently', 'one of the same id says something else: the last one counts');
      this.#licences.set(licence.id, licence);
    }
  }
}

/** The JSON values of a file, whole or one a line; undefined: it is no JSON. */
function valuesOf(bytes: Uint8Array, reader: Reader): readonly unknown[] | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  if (text.startsWith('\ufeff')) {
    reader.file.tolerated('byte-order-mark', 'it begins with a byte order mark');
    text = text.slice(1);
  }
  if (!/^\s*[[{]/.test(text)) return undefined;
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  const values: unknown[] = [];
  let bad = 0;
  for (const line of linesOf(text)) {
    const value = parsed(line);
    if (value !== undefined) values.push(value);
    else if (++bad > MAX_BAD_LINES) return undefined;
  }
  if (values.length === 0) return undefined;
  if (bad > 0) reader.file.refused('line-unreadable', 'a line is not JSON');
  return values;
}

/** Those in which something stands. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    if (line.trim() !== '') yield line;
    at = end + 1;
  }
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A length of up to 28 bits; beyond the end for what is none. */
function varint(bytes: Uint8Array, start: number): { length: number; next: number } {
  let length = 0;
  for (let at = start, shift = 0; shift < 28 && at < bytes.length; at++, shift += 7) {
    length |= (bytes[at]! & 0x7f) << shift;
    if (bytes[at]! < 0x80) return { length, next: at + 1 };
  }
  return { length: Number.POSITIVE_INFINITY, next: start };
}
