import { Memory } from '../bytes/memory.ts';
import { readText } from '../bytes/text.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { type Format, Found, type Frame } from '../model/format.ts';
import { type Field, fieldSize, type Schema } from '../model/schema.ts';
import type { Identity } from './anchors.ts';
import { copyExtended } from './extend.ts';
import type { Finding } from './residue.ts';
import { chanceOf, LEAST_CHANCE } from './residue-chance.ts';
import { bytesOf } from './residue-exact.ts';
import { HiddenFields } from './residue-fields.ts';
import type { HiddenAnchors, HiddenPlace } from './residue-hidden.ts';
import { MoveWindow } from './residue-moves.ts';
import { type PlaceReader, placeReaders } from './residue-places.ts';
import type { ByteSearch } from './residue-search.ts';
import { HiddenTimes, type TimeReader, timeReaders } from './residue-times.ts';
import { Staging } from './staging.ts';
import type { FlightFacts } from './survey.ts';
import { isFix } from './track.ts';

/** What the decoded output showed; `count` times. */
export interface FieldHit {
  readonly what: Finding['what'];
  readonly anchor: string;
  readonly where: string;
  readonly count: number;
}

/** Reads an output as the format it is, and compares its fields with what is hidden. */
export class DecodedCheck {
  readonly #format: Format;
  readonly #staging: Staging;
  readonly #decoder;
  readonly #disclosure: Disclosure;
  readonly #body: Memory;
  readonly #messages: MessageCheck[] = [];
  readonly #places: PlaceIndex;
  readonly #moves: MoveIndex;
  readonly #times: HiddenTimes | undefined;
  readonly #words: ReadonlyMap<string, string>;
  readonly #bodies: Pick<ByteSearch, 'push'> | undefined;
  readonly #hits = new Map<string, { hit: Omit<FieldHit, 'count'>; count: number }>();

  /** @param bodies gets the body of every frame that was parsed, one behind the other */
  constructor(
    format: Format,
    hidden: HiddenAnchors,
    disclosure: Disclosure,
    clock: Pick<FlightFacts, 'startUnixS' | 'durationS'>,
    bodies?: Pick<ByteSearch, 'push'>,
  ) {
    this.#format = format;
    this.#bodies = bodies;
    this.#times = HiddenTimes.of(clock, disclosure);
    this.#staging = new Staging(format.maxRecordBytes);
    this.#decoder = format.createDecoder();
    this.#body = new Memory(new Uint8Array(format.maxRecordBytes + 3));
    this.#disclosure = disclosure;
    this.#places = new PlaceIndex(hidden.places, hidden.nearDeg);
    this.#moves = new MoveIndex(hidden);
    this.#words = new Map(hidden.shortTexts.map((identity) => [wordOf(identity), nameOf(identity)]));
  }

  push(chunk: Uint8Array): void {
    for (let taken = 0; taken < chunk.length; ) {
      taken += this.#staging.fill(chunk, taken, this.#decoder, false);
      this.#read();
    }
  }

  finish(): FieldHit[] {
    this.#staging.fill(new Uint8Array(0), 0, this.#decoder, true);
    this.#read();
    for (const hit of this.#moves.hits()) this.#count(hit.what, hit.anchor, hit.where, hit.count);
    return [...this.#hits.values()].map(({ hit, count }) => ({ ...hit, count }));
  }

  #read(): void {
    const decoder = this.#decoder;
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.schema) {
        this.#learn(decoder.schema);
      } else if (found === Found.frame) {
        this.#check(decoder.frame);
      }
    }
  }

  #learn(schema: Schema): void {
    const looked = { texts: this.#words.size > 0, times: this.#times !== undefined };
    const found = (field: string): void => this.#countField('withheld', schema.message, field);
    this.#messages[schema.index] = new MessageCheck(schema, this.#disclosure, looked, found);
  }

  #check(frame: Frame): void {
    const check = this.#messages[frame.schema.index]!;
    let { memory } = this.#staging;
    if (this.#bodies !== undefined && frame.parsed !== null) {
      this.#bodies.push(frame.parsed.bytes.subarray(0, frame.schema.size));
    }
    if (this.#times !== undefined && this.#format.logClock === 'unix') {
      const timeUs = this.#format.readLogTimeUs(memory.view, frame);
      if (timeUs !== undefined && this.#times.has(timeUs / 1e6)) this.#count('time', RECORD_TIME, RECORD_TIME);
    }
    if (!check.isNeeded) return;
    let { body } = frame;
    const { size, message } = frame.schema;
    if (frame.parsed !== null) {
      memory = frame.parsed;
      body = 0;
    } else if (frame.bodyLength < size) {
      copyExtended(memory, frame, this.#body);
      memory = this.#body;
      body = 0;
    }
    if (check.hidden.isNeeded) {
      check.hidden.check(memory, body, check.found);
    }
    const { bytes, view } = memory;
    for (const reader of check.places) {
      if (!reader.read(view, body)) continue;
      const anchor = this.#places.find(reader.latitude * reader.degrees, reader.longitude * reader.degrees);
      if (anchor !== undefined) this.#count('place', anchor, reader.name);
      this.#moves.take(reader);
    }
    for (const reader of check.times) {
      if (this.#times?.has(reader.read(view, body))) this.#countField('time', message, reader.field);
    }
    for (const field of check.texts) {
      const text = readText(bytes, body + field.offset, body + field.offset + fieldSize(field));
      for (const word of text.split(NO_WORD)) {
        const anchor = this.#words.get(word);
        if (anchor !== undefined) this.#count('identity', anchor, `${message}.${field.name}`);
      }
    }
  }

  #countField(what: FieldHit['what'], message: string, field: string): void {
    const name = `${message}.${field}`;
    this.#count(what, name, name);
  }

  #count(what: FieldHit['what'], anchor: string, where: string, count = 1): void {
    const key = `${what} ${anchor} ${where}`;
    const known = this.#hits.get(key);
    if (known === undefined) this.#hits.set(key, { hit: { what, anchor, where }, count });
    else known.count += count;
  }
}

/** The time stamps that a container gives its records. */
const RECORD_TIME = 'record.time';
const NO_WORD = /[^A-Za-z0-9_-]+/;

function wordOf(identity: Identity): string {
  return String.fromCharCode(...bytesOf(identity));
}

function nameOf({ message, field }: Identity | HiddenPlace): string {
  return `${message}.${field}`;
}

/** What is looked at in one kind of message. */
class MessageCheck {
  readonly hidden: HiddenFields;
  readonly found: (field: string) => void;
  readonly places: readonly PlaceReader[];
  readonly texts: readonly Field[];
  readonly times: readonly TimeReader[];
  readonly isNeeded: boolean;

  /** @param found is told the field of this message that says what it must not */
  constructor(
    schema: Schema,
    disclosure: Disclosure,
    looked: { texts: boolean; times: boolean },
    found: (field: string) => void,
  ) {
    this.found = found;
    this.hidden = new HiddenFields(schema, disclosure);
    this.places = placeReaders(schema, { anyCommand: true });
    this.texts = looked.texts ? schema.fields.filter(({ type, length }) => type === 'char' && length > 1) : [];
    this.times = looked.times ? timeReaders(schema) : [];
    const lists = [this.places, this.texts, this.times];
    this.isNeeded = this.hidden.isNeeded || lists.some(({ length }) => length > 0);
  }
}

/** So that the number of a cell is exact as a double. */
const LEAST_CELL_DEG = 1e-4;

/** Finds hidden places near a place, by cells. */
class PlaceIndex {
  readonly #nearDeg: number;
  readonly #cellDeg: number;
  readonly #cells = new Map<number, HiddenPlace[]>();

  constructor(places: readonly HiddenPlace[], nearDeg: number) {
    this.#nearDeg = nearDeg;
    this.#cellDeg = Math.max(2 * nearDeg, LEAST_CELL_DEG);
    const sameDeg = Math.max(1e-7, nearDeg / 50);
    const seen = new Set<string>();
    for (const place of places) {
      const same = `${Math.round(place.latitudeDeg / sameDeg)} ${Math.round(place.longitudeDeg / sameDeg)}`;
      if (seen.has(same)) continue;
      seen.add(same);
      // A place stands in every cell that something near it can be in.
      const keys = [-1, 1].flatMap((north) =>
        [-1, 1].map((east) => this.#keyOf(place.latitudeDeg + north * nearDeg, place.longitudeDeg + east * nearDeg)),
      );
      for (const key of new Set(keys)) {
        const cell = this.#cells.get(key);
        if (cell === undefined) this.#cells.set(key, [place]);
        else cell.push(place);
      }
    }
  }

  /** Name of the field of a hidden place that these degrees are, or are rounded from. */
  find(latitudeDeg: number, longitudeDeg: number): string | undefined {
    if (this.#cells.size === 0 || !isFix(latitudeDeg, longitudeDeg)) return undefined;
    const near = this.#cells
      .get(this.#keyOf(latitudeDeg, longitudeDeg))
      ?.find(
        (place) =>
          Math.abs(place.latitudeDeg - latitudeDeg) <= this.#nearDeg &&
          Math.abs(place.longitudeDeg - longitudeDeg) <= this.#nearDeg,
      );
    return near === undefined ? undefined : nameOf(near);
  }

  #keyOf(latitudeDeg: number, longitudeDeg: number): number {
    const north = Math.floor((latitudeDeg + 90) / this.#cellDeg);
    return north * 2 ** 23 + Math.floor((longitudeDeg + 180) / this.#cellDeg);
  }
}

/** Finds moves of the original again in the fixes of the output: then the output is the original, shifted in degrees. */
class MoveIndex {
  /** By field, then by key. */
  readonly #known = new Map<string, ReadonlyMap<number, number>>();
  readonly #windows = new Map<string, { window: MoveWindow; found: Set<number>; windows: number; count: number }>();

  constructor({ moves }: HiddenAnchors) {
    const byField = new Map<string, Map<number, number>>();
    for (const { message, field, key, bits } of moves) {
      const name = `${message}.${field}`;
      const keys = byField.get(name) ?? new Map<number, number>();
      keys.set(key, bits);
      byField.set(name, keys);
    }
    this.#known = byField;
  }

  take(reader: PlaceReader): void {
    const known = this.#known.get(reader.name);
    if (known === undefined) return;
    let seen = this.#windows.get(reader.name);
    if (seen === undefined) {
      seen = { window: new MoveWindow(reader.stepDeg), found: new Set(), windows: 0, count: 0 };
      this.#windows.set(reader.name, seen);
    }
    const steps = reader.degrees / reader.stepDeg;
    if (!seen.window.push(Math.round(reader.latitude * steps), Math.round(reader.longitude * steps))) return;
    seen.windows++;
    if (!known.has(seen.window.key)) return;
    seen.count++;
    seen.found.add(seen.window.key);
  }

  *hits(): Generator<FieldHit> {
    for (const [name, { found, windows, count }] of this.#windows) {
      // What is found by chance is as rare as its moves are telling.
      let mean = 0;
      for (const bits of this.#known.get(name)!.values()) mean += windows * 2 ** -bits;
      if (chanceOf(found.size, mean) >= LEAST_CHANCE / this.#known.size) continue;
      yield { what: 'difference', anchor: name, where: name, count };
    }
  }
}
