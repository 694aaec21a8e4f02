import { byteSizes, type Field, type FieldRule, type FieldType, type Role, type When } from '../../src/model/schema.ts';
import { unitSize } from '../../src/model/units.ts';
import { readValue } from '../../src/model/values.ts';
import { commands } from '../../src/vocabulary/commands.ts';
import type { Part } from './compare.ts';
import type { Position } from './geodesy.ts';

/** What a frame says of places, heights and directions, read by the catalog's roles. Steps are those of the field's own encoding. */
export type Reading = PlaceReading | HeightReading | DirectionReading | VectorReading | AttitudeReading;

interface Common {
  /** Fields that hold it. */
  readonly fields: readonly string[];
  /** All numbers of it as they stand in the frame. */
  readonly raw: readonly number[];
  readonly isFloat: boolean;
  /** All of it is zero, or what formats write for "not known". */
  readonly saysNothing: boolean;
  readonly group: string | undefined;
}
export interface PlaceReading extends Common, Position {
  readonly kind: 'place';
  /** Where the aircraft itself is, as it is itself. */
  readonly isAircraft: boolean;
  readonly latitudeStepDeg: number;
  readonly longitudeStepDeg: number;
}
export interface HeightReading extends Common {
  readonly kind: 'height';
  readonly metres: number;
  readonly stepM: number;
}
export interface DirectionReading extends Common {
  readonly kind: 'direction';
  readonly rad: number;
  readonly stepRad: number;
}
/** Horizontal; in the field's own unit. */
export interface VectorReading extends Common {
  readonly kind: 'vector';
  readonly north: number;
  readonly east: number;
  readonly step: number;
}
export interface AttitudeReading extends Common {
  readonly kind: 'attitude';
  readonly quaternion: readonly [w: number, x: number, y: number, z: number];
}

/** Receivers measure in such steps, by which what they tell as floats is dithered. */
const MEASURED_STEP_MPS = 0.01;
const MEASURED_STEP_DEG = 0.5;

function isMeasured({ type }: Field, { of }: FieldRule): boolean {
  return of === 'receiver' && type === 'f32';
}

/** Ends of the range of whole numbers. */
const sentinels: Readonly<Partial<Record<FieldType, readonly number[]>>> = {
  i32: [0x7fff_ffff, -0x8000_0000],
  i16: [0x7fff, -0x8000],
  u16: [0xffff],
};

const DEGREE = Math.PI / 180;
const DEGREES_E7 = 1e-7;
/** Frames of missions and commands whose places are of the Earth; the first ones with heights above the sea. */
const seaFrames: readonly number[] = [0, 5];
/** The one long command whose height is above the sea: they have no frame. */
const SET_HOME = 179;
const earthFrames: readonly number[] = [...seaFrames, 3, 6, 10, 11];

/** Everything of these kinds that a frame says, whether or not it is known there. Fields of others and of pilots are left out. */
export function readingsOf(part: Part): Reading[] {
  const read = new Reader(part);
  return [
    ...read.pairs('latitude', 'longitude').map(([latitude, longitude]) => read.place(latitude, longitude)),
    ...read.commandPlace(),
    ...read
      .all('altitude')
      .filter(({ rule }) => rule.datum === 'amsl')
      .map((one) => read.height(one)),
    ...(['course', 'yaw', 'windDirection'] as const).flatMap((role) =>
      read.all(role).map((one) => read.direction(one)),
    ),
    ...read.pairs('velocityNorth', 'velocityEast').map((pair) => read.vector(...pair)),
    ...read.pairs('accelerationNorth', 'accelerationEast').map((pair) => read.vector(...pair)),
    ...read.pairs('windNorth', 'windEast').map((pair) => read.vector(...pair)),
    ...read.pairs('north', 'east').map((pair) => read.vector(...pair)),
    ...read.attitudes(),
  ];
}

interface Ruled {
  readonly field: Field;
  readonly rule: FieldRule;
}

class Reader {
  readonly #part: Part;
  readonly #ruled: readonly Ruled[];

  constructor(part: Part) {
    this.#part = part;
    this.#ruled = part.fields.flatMap((field) => {
      const rule = ruleOf(part, field);
      return rule === undefined || hiddenAnyway.has(rule.category) ? [] : [{ field, rule }];
    });
  }

  all(role: Role): readonly Ruled[] {
    return this.#ruled.filter(({ rule }) => rule.role === role);
  }

  /** Fields of two roles that belong to one group. */
  pairs(first: Role, second: Role): [Ruled, Ruled][] {
    return this.all(first).flatMap((one): [Ruled, Ruled][] => {
      const other = this.all(second).find(({ rule }) => rule.group === one.rule.group);
      return other === undefined ? [] : [[one, other]];
    });
  }

  place(latitude: Ruled, longitude: Ruled): PlaceReading {
    const unitDeg = unitSize(latitude.field.units, 'angle') ?? Number.NaN;
    const { category, group } = latitude.rule;
    return this.#place(latitude, longitude, unitDeg, category === 'aircraftPosition' && !elsewhere.has(group));
  }

  /** Parameters 5 and 6 where the command says that they are a place. */
  commandPlace(): Reading[] {
    const [command, latitude, longitude, height] = (['command', 'param5', 'param6', 'param7'] as const).map(
      (role) => this.all(role)[0],
    );
    if (command === undefined || latitude === undefined || longitude === undefined) return [];
    const number = this.#number(command.field);
    const kind = commands().get(number)?.params[4];
    if (kind?.role !== 'latitude' || hiddenAnyway.has(kind.category)) return [];
    const frame = this.#part.fields.find(({ name }) => name === 'frame');
    const frameNumber = frame === undefined ? undefined : this.#number(frame);
    if (frameNumber !== undefined && !earthFrames.includes(frameNumber)) return [];
    const unitDeg = latitude.field.type === 'i32' ? DEGREES_E7 : 1;
    const place = this.#place(latitude, longitude, unitDeg, false);
    const isAboveSea = frameNumber === undefined ? number === SET_HOME : seaFrames.includes(frameNumber);
    return height === undefined || !isAboveSea ? [place] : [place, this.#height(height, 1)];
  }

  height(one: Ruled): HeightReading {
    return this.#height(one, unitSize(one.field.units, 'length') ?? Number.NaN);
  }

  direction({ field, rule }: Ruled): DirectionReading {
    const value = this.#number(field);
    const unitRad = (unitSize(field.units, 'angle') ?? Number.NaN) * DEGREE;
    const measuredRad = rule.role === 'course' && isMeasured(field, rule) ? MEASURED_STEP_DEG * DEGREE : 0;
    const saidRad = measuredRad || (rule.step ?? 0) * unitRad;
    const stepRad = saidRad || stepOf(field, value) * unitRad;
    const common = this.#common([field], rule);
    return {
      kind: 'direction',
      ...common,
      isFloat: common.isFloat && saidRad === 0,
      rad: value * unitRad,
      stepRad,
    };
  }

  vector(first: Ruled, second: Ruled): VectorReading {
    const [north, east] = [this.#number(first.field), this.#number(second.field)];
    const measured = isMeasured(first.field, first.rule)
      ? MEASURED_STEP_MPS / (unitSize(first.field.units, 'speed') ?? 1)
      : 0;
    const step = measured || (first.rule.step ?? Math.max(stepOf(first.field, north), stepOf(second.field, east)));
    const common = this.#common([first.field, second.field], first.rule);
    return { kind: 'vector', ...common, isFloat: common.isFloat && measured === 0, north, east, step };
  }

  attitudes(): AttitudeReading[] {
    const single = this.all('quaternion')
      .filter(({ field }) => field.length === 4)
      .map(({ field, rule }): AttitudeReading => {
        const common = this.#common([field], rule);
        return { kind: 'attitude', ...common, quaternion: common.raw as unknown as AttitudeReading['quaternion'] };
      });
    const parts = (['quaternionW', 'quaternionX', 'quaternionY', 'quaternionZ'] as const).map(
      (role) => this.all(role)[0],
    );
    if (parts.some((part) => part === undefined)) return single;
    const common = this.#common(
      parts.map((part) => part!.field),
      parts[0]!.rule,
    );
    return [
      ...single,
      { kind: 'attitude', ...common, quaternion: common.raw as unknown as AttitudeReading['quaternion'] },
    ];
  }

  #place(first: Ruled, second: Ruled, unitDeg: number, isAircraft: boolean): PlaceReading {
    const [latitude, longitude] = [this.#number(first.field), this.#number(second.field)];
    const common = this.#common([first.field, second.field], first.rule);
    const isDouble = first.field.type === 'f64';
    return {
      kind: 'place',
      ...common,
      isFloat: common.isFloat && !isDouble,
      isAircraft,
      latitudeDeg: latitude * unitDeg,
      longitudeDeg: longitude * unitDeg,
      // Doubles are made of whole numbers, and dithered like these.
      latitudeStepDeg: isDouble ? DEGREES_E7 : stepOf(first.field, latitude) * unitDeg * (first.rule.step ?? 1),
      longitudeStepDeg: isDouble ? DEGREES_E7 : stepOf(second.field, longitude) * unitDeg * (second.rule.step ?? 1),
    };
  }

  #height({ field, rule }: Ruled, unitM: number): HeightReading {
    const value = this.#number(field);
    return {
      kind: 'height',
      ...this.#common([field], rule),
      metres: value * unitM,
      stepM: stepOf(field, value) * unitM,
    };
  }

  #common(fields: readonly Field[], { group, unknown }: FieldRule): Common {
    const raw = fields.flatMap((field) => elementsOf(this.#part, field));
    const { type } = fields[0]!;
    const isFloat = type === 'f32' || type === 'f64';
    const saysNothing = raw.every(
      (value) => value === 0 || Number.isNaN(value) || value === unknown || sentinels[type]?.includes(value),
    );
    return { fields: fields.map(({ name }) => name), raw, isFloat, saysNothing, group };
  }

  #number(field: Field): number {
    return elementsOf(this.#part, field)[0]!;
  }
}

/** Groups of the catalog whose places are the aircraft's affair, but not where it is. */
const elsewhere: ReadonlySet<string | undefined> = new Set(['target', 'tile', 'image', 'centre', 'beacon', 'thermal']);

const hiddenAnyway: ReadonlySet<string> = new Set([
  ...['operatorPosition', 'thirdPartyPosition', 'thirdPartyIdentity', 'opaque', 'credential'],
]);

/** Numbers of a field. */
export function elementsOf({ body }: Part, { offset, type, length }: Field): number[] {
  return Array.from({ length }, (_, index) => Number(readValue(body, offset + index * byteSizes[type], type)));
}

/** The row of the catalog that holds for a field in this frame. */
export function ruleOf(part: Part, field: Field): FieldRule | undefined {
  return field.rules.find(({ when }) => when === undefined || holds(part, when));
}

function holds(part: Part, { field, test, values }: When): boolean {
  const other = part.fields.find(({ name }) => name === field);
  if (other === undefined) return false;
  const value = elementsOf(part, other)[0]!;
  if (test === 'oneOf') return values.includes(value);
  const [first = 0] = values;
  if (test === 'equals' || test === 'differs') return (value === first) === (test === 'equals');
  return ((value & first) !== 0) === (test === 'anyBit');
}

/** The distance to the next value that the field can hold. */
function stepOf({ type }: Field, value: number): number {
  if (type === 'f32') return 2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -40))) - 23);
  return type === 'f64' ? 0 : 1;
}

/** Whether a place can be one: estimators without a fix stay within a kilometre of 0/0. */
export function isFix({ saysNothing, latitudeDeg, longitudeDeg }: PlaceReading): boolean {
  return !saysNothing && Math.max(Math.abs(latitudeDeg), Math.abs(longitudeDeg)) > 0.01;
}
