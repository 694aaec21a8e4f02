import { readText } from '../bytes/text.ts';
import type { DataCategory } from '../model/category.ts';
import { type Format, Found, type Frame, type GapReason } from '../model/format.ts';
import { byteSizes, type Field, type FieldRule, fieldSize, type Schema } from '../model/schema.ts';
import { readValue, unknownOf } from '../model/values.ts';
import { Staging } from './staging.ts';

/** What a first pass over a log finds out. It holds values of hidden fields: it stays in memory and is never written or logged. */
export interface FlightFacts {
  readonly format: string;
  readonly inputBytes: number;
  readonly frames: number;
  readonly gapBytes: Readonly<Partial<Record<GapReason, number>>>;
  /** When the log starts, in Unix seconds, by its own clock; undefined if it has none. */
  readonly startUnixS: number | undefined;
  /** By the log's own clock, in seconds. */
  readonly durationS: number | undefined;
  /** Who sent frames, most frames first. */
  readonly senders: readonly { name: string; frames: number }[];
  readonly messages: readonly MessageFacts[];
  readonly anchors: Anchors;
}

export interface MessageFacts {
  readonly schema: Schema;
  readonly frames: number;
  /** By field name: frames in which the field said something (not "unknown"). */
  readonly told: ReadonlyMap<string, number>;
  /** By field name, only where they were asked for: some of the values. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
}

/** Values that must not be found in an output that hides them. */
export interface Anchors {
  /** At most {@link MAX_FIXES}, evenly over the log, and every different place of the other kinds up to as many. */
  readonly places: readonly Place[];
  /** Serials, names, addresses, keys. */
  readonly identities: readonly Identity[];
}

export interface Place {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  /** As the field holds them, in the field's own encoding. */
  readonly latitude: number;
  readonly longitude: number;
  readonly units: string;
}

export interface Identity {
  readonly category: DataCategory;
  readonly message: string;
  readonly field: string;
  readonly bytes: Uint8Array;
}

export const MAX_FIXES = 1000;
const MAX_SAMPLES = 3;
const MAX_SENDERS = 4096;
const INT32_MAX = 0x7fff_ffff;

const identityCategories: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['deviceIdentity', 'firmwareIdentity', 'personIdentity', 'thirdPartyIdentity'] as const),
  ...(['network', 'credential'] as const),
]);

/** The first pass. Feed it the whole log, then ask for the facts. */
export class Survey {
  readonly #format: Format;
  readonly #staging: Staging;
  readonly #decoder;
  readonly #readers: MessageReader[] = [];
  readonly #body: Uint8Array;
  readonly #gapBytes: Partial<Record<GapReason, number>> = {};
  readonly #senders = new Map<number, number>();
  readonly #fixes = new Thinned<Place>(MAX_FIXES);
  readonly #places = new Map<string, Place>();
  readonly #identities = new Map<string, Identity>();
  readonly #detail: boolean;
  readonly #reveal: boolean;
  #frames = 0;
  #firstUs: number | undefined;
  #lastUs: number | undefined;

  /**
   * @param options.detail count for every field how often it says something
   * @param options.reveal collect some values of every field, for the owner's eyes; goes with `detail`
   */
  constructor(format: Format, options: { detail?: boolean; reveal?: boolean } = {}) {
    this.#format = format;
    this.#detail = options.detail ?? false;
    this.#reveal = options.reveal ?? false;
    this.#staging = new Staging(format.maxRecordBytes);
    this.#decoder = format.createDecoder();
    this.#body = new Uint8Array(format.maxRecordBytes);
  }

  push(chunk: Uint8Array): void {
    for (let taken = 0; taken < chunk.length; ) {
      taken += this.#staging.fill(chunk, taken, this.#decoder, false);
      this.#read();
    }
  }

  finish(): FlightFacts {
    this.#staging.fill(new Uint8Array(0), 0, this.#decoder, true);
    this.#read();
    const byFrames = <T extends { frames: number }>(a: T, b: T): number => b.frames - a.frames;
    return {
      format: this.#format.name,
      inputBytes: this.#staging.totalBytes,
      frames: this.#frames,
      gapBytes: this.#gapBytes,
      startUnixS: this.#firstUs === undefined ? undefined : this.#firstUs / 1e6,
      durationS: this.#firstUs === undefined ? undefined : Math.max(0, this.#lastUs! - this.#firstUs) / 1e6,
      senders: [...this.#senders]
        .map(([sender, frames]) => ({ name: this.#format.senderName(sender), frames }))
        .sort(byFrames),
      messages: this.#readers.map((reader) => reader.facts()).sort(byFrames),
      anchors: { places: [...this.#fixes.items, ...this.#places.values()], identities: [...this.#identities.values()] },
    };
  }

  #read(): void {
    const decoder = this.#decoder;
    const { bytes } = this.#staging;
    for (;;) {
      switch (decoder.next()) {
        case Found.more:
          return;
        case Found.gap: {
          const { reason, length } = decoder.gap;
          this.#gapBytes[reason] = (this.#gapBytes[reason] ?? 0) + length;
          break;
        }
        case Found.schema:
          this.#readers[decoder.schema.index] = new MessageReader(decoder.schema, this.#reveal);
          break;
        case Found.frame:
          this.#take(decoder.frame, bytes);
      }
    }
  }

  #take(frame: Frame, bytes: Uint8Array): void {
    this.#frames++;
    const timeUs = this.#format.readLogTimeUs(bytes, frame);
    if (timeUs !== undefined) {
      this.#firstUs ??= timeUs;
      this.#lastUs = timeUs;
    }
    const frames = this.#senders.get(frame.sender);
    if (frames !== undefined || this.#senders.size < MAX_SENDERS) this.#senders.set(frame.sender, (frames ?? 0) + 1);

    const reader = this.#readers[frame.schema.index]!;
    reader.frames++;
    if (!this.#detail && !reader.hasAnchors) return;
    const { size } = frame.schema;
    const present = Math.min(frame.bodyLength, size);
    for (let at = 0; at < present; at++) this.#body[at] = bytes[frame.body + at]!;
    this.#body.fill(0, present, size);
    if (this.#detail) reader.count(this.#body);
    for (const place of reader.places(this.#body)) {
      if (place.category === 'aircraftPosition') this.#fixes.add(place);
      else if (this.#places.size < MAX_FIXES) {
        this.#places.set(`${place.category} ${place.latitude} ${place.longitude} ${place.units}`, place);
      }
    }
    for (const identity of reader.identities(this.#body)) {
      if (this.#identities.size >= MAX_FIXES) break;
      this.#identities.set(`${identity.category} ${String.fromCharCode(...identity.bytes)}`, identity);
    }
  }
}

/** Reads the fields of one kind of message that the survey wants. */
class MessageReader {
  readonly #schema: Schema;
  readonly #reveal: boolean;
  readonly #told: Float64Array;
  readonly #samples: Set<string>[];
  readonly #unknowns: readonly (number | bigint | undefined)[];
  readonly #pairs: readonly { latitude: Field; longitude: Field; rule: FieldRule }[];
  readonly #identityFields: readonly { field: Field; rule: FieldRule }[];
  frames = 0;

  constructor(schema: Schema, reveal: boolean) {
    this.#schema = schema;
    this.#reveal = reveal;
    this.#told = new Float64Array(schema.fields.length);
    this.#samples = schema.fields.map(() => new Set());
    this.#unknowns = schema.fields.map((field) =>
      field.rules[0] === undefined ? undefined : unknownOf(field, field.rules[0]),
    );
    this.#pairs = schema.fields.flatMap((latitude) => {
      const rule = latitude.rules.find(({ role }) => role === 'latitude');
      const longitude = schema.fields.find((field) =>
        field.rules.some(({ role, group }) => role === 'longitude' && group === rule?.group),
      );
      return rule === undefined || longitude === undefined ? [] : [{ latitude, longitude, rule }];
    });
    this.#identityFields = schema.fields.flatMap((field) => {
      const rule = field.rules.find(({ category }) => identityCategories.has(category));
      return rule === undefined || fieldSize(field) < 4 ? [] : [{ field, rule }];
    });
  }

  get hasAnchors(): boolean {
    return this.#pairs.length > 0 || this.#identityFields.length > 0;
  }

  count(body: Uint8Array): void {
    this.#schema.fields.forEach((field, index) => {
      if (!this.#tells(field, index, body)) return;
      this.#told[index]!++;
      const samples = this.#samples[index]!;
      if (this.#reveal && samples.size < MAX_SAMPLES) samples.add(show(field, body));
    });
  }

  *places(body: Uint8Array): Generator<Place> {
    for (const { latitude, longitude, rule } of this.#pairs) {
      const first = Number(readValue(body, latitude.offset, latitude.type));
      const second = Number(readValue(body, longitude.offset, longitude.type));
      if ((first === 0 && second === 0) || isUnknown(first) || isUnknown(second)) continue;
      yield {
        category: rule.category,
        message: this.#schema.message,
        field: latitude.name,
        latitude: first,
        longitude: second,
        units: latitude.units ?? '',
      };
    }
  }

  *identities(body: Uint8Array): Generator<Identity> {
    for (const { field, rule } of this.#identityFields) {
      const bytes = body.slice(field.offset, field.offset + fieldSize(field));
      if (bytes.every((byte) => byte === 0)) continue;
      yield { category: rule.category, message: this.#schema.message, field: field.name, bytes };
    }
  }

  facts(): MessageFacts {
    const { fields } = this.#schema;
    return {
      schema: this.#schema,
      frames: this.frames,
      told: new Map(fields.map((field, index) => [field.name, this.#told[index]!])),
      samples: new Map(fields.map((field, index) => [field.name, [...this.#samples[index]!]])),
    };
  }

  /** Whether the field is neither zero in all its bytes nor its format's "unknown". */
  #tells(field: Field, index: number, body: Uint8Array): boolean {
    let isZero = true;
    const end = field.offset + fieldSize(field);
    for (let at = field.offset; at < end && isZero; at++) isZero = body[at] === 0;
    if (isZero) return false;
    const unknown = this.#unknowns[index];
    if (unknown === undefined || field.length > 1) return true;
    return !Object.is(readValue(body, field.offset, field.type), unknown);
  }
}

function isUnknown(value: number): boolean {
  return !Number.isFinite(value) || value === INT32_MAX;
}

/** A value for people: text as text, numbers with their unit, byte arrays in hexadecimal. */
function show(field: Field, body: Uint8Array): string {
  const end = field.offset + fieldSize(field);
  if (field.type === 'char') return JSON.stringify(readText(body, field.offset, end));
  const size = byteSizes[field.type];
  if (size === 1 && field.length > 4) {
    return Array.from(body.subarray(field.offset, end), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const values: string[] = [];
  for (let at = field.offset; at < end && values.length < 4; at += size)
    values.push(String(readValue(body, at, field.type)));
  return `${values.join(' ')}${field.units ? ` ${field.units}` : ''}`;
}

/** Keeps at most so many items, evenly spaced over all that were added, whatever their number. */
class Thinned<T> {
  items: T[] = [];
  readonly #most: number;
  #stride = 1;
  #added = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    if (this.#added++ % this.#stride !== 0) return;
    if (this.items.length === this.#most) {
      this.items = this.items.filter((_, index) => index % 2 === 0);
      this.#stride *= 2;
      if ((this.#added - 1) % this.#stride !== 0) return;
    }
    this.items.push(item);
  }
}
