import { NumberType, readNumber } from '../bytes/numbers.ts';
import type { DataCategory } from '../model/category.ts';
import type { Field, FieldRule, FieldType, Schema } from '../model/schema.ts';
import { unitSize } from '../model/units.ts';
import { commands } from '../vocabulary/commands.ts';
import { RowChooser } from './residue-rows.ts';

/** A latitude with its longitude, as the catalog pairs them: of the same group. */
export interface PlacePair {
  readonly latitude: Field;
  readonly longitude: Field;
  /** Of the latitude. */
  readonly rule: FieldRule;
}

export function placePairs(schema: Schema): PlacePair[] {
  const longitudes = new Map<string | undefined, Field>();
  for (const field of schema.fields) {
    for (const { role, group } of field.rules) {
      if (role === 'longitude' && !longitudes.has(group)) longitudes.set(group, field);
    }
  }
  return schema.fields.flatMap((latitude) => {
    const rule = latitude.rules.find(({ role }) => role === 'latitude');
    const longitude = rule && longitudes.get(rule.group);
    return rule === undefined || longitude === undefined ? [] : [{ latitude, longitude, rule }];
  });
}

/**
 * Everything in one kind of message that can hold a place: pairs of latitude and longitude, and parameters 5 and 6 of commands.
 * @param options.anyCommand the parameters of every command, also of those that have no place by the vocabulary
 */
export function placeReaders(schema: Schema, options: { anyCommand: boolean }): PlaceReader[] {
  const readers = placePairs(schema).flatMap((pair) =>
    canRead(pair) ? [new PlaceReader(schema, pair, undefined)] : [],
  );
  const byRole = (role: string): Field | undefined =>
    schema.fields.find(({ rules }) => rules.some((rule) => rule.role === role));
  const [command, latitude, longitude] = [byRole('command'), byRole('param5'), byRole('param6')];
  if (command === undefined || latitude === undefined || longitude === undefined) return readers;
  const pair = { latitude, longitude, rule: { category: 'missionPosition' } } as const;
  if (!canRead(pair) || command.type !== 'u16') return readers;
  const frame = byRole('commandFrame') ?? schema.fields.find(({ name, type }) => name === 'frame' && type === 'u8');
  const selector: CommandSelector = {
    commandAt: command.offset,
    frameAt: frame?.offset ?? -1,
    any: options.anyCommand,
  };
  return [...readers, new PlaceReader(schema, pair, selector)];
}

interface CommandSelector {
  readonly commandAt: number;
  /** -1: the message does not say the frame of its coordinates. */
  readonly frameAt: number;
  readonly any: boolean;
}

/** Values of MAV_FRAME whose x and y are latitude and longitude. */
const GLOBAL_FRAMES: ReadonlySet<number> = new Set([0, 3, 5, 6, 10, 11]);
const INT32_MAX = 0x7fff_ffff;
const readable: ReadonlySet<FieldType> = new Set<FieldType>(['i32', 'f32', 'f64']);

function canRead({ latitude, longitude }: PlacePair): boolean {
  return (
    readable.has(latitude.type) &&
    latitude.type === longitude.type &&
    latitude.length === 1 &&
    longitude.length === 1 &&
    degreesOf(latitude) === degreesOf(longitude)
  );
}

/** Degrees in one unit. Where units are not said, or are those of another frame: whole numbers of 1e-7 degrees, or degrees as floats. */
function degreesOf(field: Field): number {
  return unitSize(unitsOf(field), 'angle')!;
}

function unitsOf({ type, units }: Field): string {
  if (units !== undefined && unitSize(units, 'angle') !== undefined) return units;
  return type === 'i32' ? 'degE7' : 'deg';
}

/** Reads one place of a message. The object is reused: what was read is in its fields until the next call. */
export class PlaceReader {
  /** `MESSAGE.field` of the latitude. */
  readonly name: string;
  readonly message: string;
  readonly field: string;
  /** Of an angle, also where the field has other units in other frames. */
  readonly units: string;
  readonly type: FieldType;
  /** Degrees in one unit. */
  readonly degrees: number;
  /** Degrees in one step of what is moved: a unit of whole numbers, else 1e-7 degrees. */
  readonly stepDeg: number;
  category: DataCategory;
  /** As the message has them. */
  latitude = 0;
  longitude = 0;
  #lastLatitude = 0;
  #lastLongitude = 0;
  readonly #numberType: NumberType;
  readonly #latitudeAt: number;
  readonly #longitudeAt: number;
  readonly #rows: RowChooser | undefined;
  readonly #command: CommandSelector | undefined;

  constructor(schema: Schema, { latitude, longitude, rule }: PlacePair, command: CommandSelector | undefined) {
    this.name = `${schema.message}.${latitude.name}`;
    this.message = schema.message;
    this.field = latitude.name;
    this.type = latitude.type;
    this.#numberType = NumberType[latitude.type as keyof typeof NumberType];
    this.units = unitsOf(latitude);
    this.degrees = degreesOf(latitude);
    this.stepDeg = latitude.type === 'i32' ? this.degrees : 1e-7;
    this.category = rule.category;
    this.#latitudeAt = latitude.offset;
    this.#longitudeAt = longitude.offset;
    this.#rows = command === undefined && latitude.rules.length > 1 ? new RowChooser(latitude, schema) : undefined;
    this.#command = command;
  }

  /**
   * @param view has the whole body from `body` on, zero-extended
   * @returns false where no place is given: "unknown", 0/0, or other content
   */
  read(view: DataView, body: number): boolean {
    if (this.#command !== undefined && !this.#isPlaced(this.#command, view, body)) return false;
    if (this.#rows !== undefined) {
      const rule = this.#rows.choose(view, body);
      if (rule?.role !== 'latitude') return false;
      this.category = rule.category;
    }
    const isInt = this.type === 'i32';
    const latitudeAt = body + this.#latitudeAt;
    const longitudeAt = body + this.#longitudeAt;
    const latitude = readNumber(view, latitudeAt, this.#numberType);
    const longitude = readNumber(view, longitudeAt, this.#numberType);
    this.latitude = latitude;
    this.longitude = longitude;
    if (latitude === 0 && longitude === 0) return false;
    if (isInt) return latitude !== INT32_MAX && longitude !== INT32_MAX;
    return Number.isFinite(latitude) && Number.isFinite(longitude);
  }

  /** Whether the place that was read is the one that was asked about before. */
  isRepeated(): boolean {
    if (this.latitude === this.#lastLatitude && this.longitude === this.#lastLongitude) return true;
    this.#lastLatitude = this.latitude;
    this.#lastLongitude = this.longitude;
    return false;
  }

  #isPlaced({ commandAt, frameAt, any }: CommandSelector, view: DataView, body: number): boolean {
    if (any) return true;
    const category = placesOfCommands().get(view.getUint16(body + commandAt, true));
    if (category === undefined || (frameAt >= 0 && !GLOBAL_FRAMES.has(view.getUint8(body + frameAt)))) return false;
    this.category = category;
    return true;
  }
}

let placed: Map<number, DataCategory> | undefined;

/** By command: whose place its parameters 5 and 6 are. */
function placesOfCommands(): ReadonlyMap<number, DataCategory> {
  if (placed === undefined) {
    placed = new Map();
    for (const { id, params } of commands().values()) {
      const [latitude, longitude] = [params[4], params[5]];
      if (latitude?.role === 'latitude' && longitude?.role === 'longitude') placed.set(id, latitude.category);
    }
  }
  return placed;
}
