import type { DataCategory } from './category.ts';
import type { Step } from './disclosure.ts';

/** How a field's bytes are read; all little-endian. `char` is text of one byte a character. */
export type FieldType = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f32' | 'f64' | 'char';

export const byteSizes: Readonly<Record<FieldType, number>> = {
  i8: 1,
  u8: 1,
  char: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  f32: 4,
  i64: 8,
  u64: 8,
  f64: 8,
};

/**
 * Which clock a time field shows: Unix time, time since boot, either by magnitude; GPS time or UTC parts; an instant in the past; or a
 * clock of its own, which is not the sender's main one; or the instant at which the log starts, in Unix time. GPS times and past instants cannot be made
 * relative and are hidden.
 */
export type Clock = 'unix' | 'boot' | 'auto' | 'gps' | 'past' | 'own' | 'start';
export type TimeUnit = 'ns' | 'us' | 'ms' | 'cs' | 'ds' | 's' | 'min';

/** What a field is within its group; relocation, templates and rules find their fields by it. */
export const roles = [
  ...['latitude', 'longitude', 'altitude', 'ecefX', 'ecefY', 'ecefZ', 'north', 'east', 'down', 'up'],
  ...['velocityNorth', 'velocityEast', 'velocityDown', 'velocityUp', 'bodyForward', 'bodyRight', 'bodyDown'],
  ...['accelerationNorth', 'accelerationEast', 'accelerationDown', 'groundSpeed', 'airspeed', 'climbRate'],
  ...['course', 'yaw', 'yawRate', 'roll', 'pitch', 'bearing', 'distance'],
  ...['quaternion', 'quaternionW', 'quaternionX', 'quaternionY', 'quaternionZ', 'rotationMatrix', 'covariance'],
  ...['windNorth', 'windEast', 'windDown', 'windSpeed', 'windDirection', 'magneticX', 'magneticY', 'magneticZ'],
  ...['command', 'commandFrame', 'param1', 'param2', 'param3', 'param4', 'param5', 'param6', 'param7'],
  ...[
    'total',
    'parameterName',
    'parameterValue',
    'text',
    'textId',
    'textChunk',
    'aboutOthers',
    'batteryRemaining',
    'batteryId',
    'gpsWeek',
    'gpsMsOfWeek',
    'deviceKind',
    'deviceSerial',
    'deviceModel',
    'firmwareVersion',
  ],
] as const;
export type Role = (typeof roles)[number];

/** A condition on another field of the same message. `field` is its name. */
export interface When {
  readonly field: string;
  readonly test: 'equals' | 'differs' | 'anyBit' | 'noBit' | 'oneOf';
  readonly values: readonly number[];
}

/** What the catalog says of a field: one row of a table. */
export interface FieldRule {
  readonly category: DataCategory;
  readonly clock?: Clock;
  /** Only where the format does not say it, or says it wrongly. */
  readonly timeUnit?: TimeUnit;
  /** Of the value, where the format does not say it. */
  readonly units?: string;
  /** The types of field, in the format's own words, for which the row holds; undefined: for all. */
  readonly type?: string;
  /** The value that the format's own documents call unknown, as a number; NaN for floats and empty for text need no word. */
  readonly unknown?: number | bigint;
  /** A value that every consumer reads as absent where the documents name none; the table gives the reason. */
  readonly blank?: number | bigint;
  readonly group?: string;
  readonly role?: Role;
  readonly datum?: string;
  readonly frame?: string;
  readonly of?: string;
  /** Of places, velocities and directions, in the field's units: those who write them may know no finer steps than this. */
  readonly step?: number;
  /** In a time, zero is a time like any other; else it says that there is none. */
  readonly zero?: 'time';
  /** A direction that lies between -180 and 180 degrees, where the field's type does not say so. */
  readonly range?: '180';
  readonly when?: When;
  /** That the record is there may be shown although the field is hidden: that a sensor was read, or that an aircraft has a known parameter. */
  readonly shows?: 'presence';
  /** Geofence fields that need more than `kind`. */
  readonly needs?: Step<'geofence'>;
  readonly reason?: string;
}

export interface Field {
  readonly name: string;
  /** From the start of the body, in bytes. */
  readonly offset: number;
  readonly type: FieldType;
  /** Number of elements; 1 for a plain field. */
  readonly length: number;
  readonly units?: string;
  /** Rows of the catalog, tried in order; all but the last have a `when`. Empty: not in the catalog, withheld. */
  readonly rules: readonly FieldRule[];
}

/** A kind of message as a log has it: known before its first frame. */
export interface Schema {
  /** Ordinal within one decoder, from 0. */
  readonly index: number;
  readonly message: string;
  /** Size of the body in bytes with every field present. */
  readonly size: number;
  readonly fields: readonly Field[];
  /** False: the catalog does not have this message; every frame of it is withheld. */
  readonly known: boolean;
  /** Its frames say how others are read: where the catalog has all that they say they are kept, and never cut. */
  readonly teaches?: boolean;
  /** Its frames tell of the whole log, so they are never cut. */
  readonly ofWholeLog?: boolean;
  /** Its frames may tell of zones and fences: {@link Format.readSignals} is asked. */
  readonly signals?: boolean;
}

/** Whether other rows may depend on this field: one whole number of up to 32 bits. */
export function canBeCondition(field: Field): boolean {
  return field.length === 1 && byteSizes[field.type] <= 4 && field.type !== 'f32' && field.type !== 'char';
}

export function fieldSize(field: Field): number {
  return byteSizes[field.type] * field.length;
}
