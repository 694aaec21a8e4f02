import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { type Dialect, type MessageType, officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import { mavlinkFormats } from '../../../src/formats/mavlink/index.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import { type Format, Found } from '../../../src/model/format.ts';
import type { Field, FieldRule, FieldType } from '../../../src/model/schema.ts';

/** A reader and a writer of MAVLink frames that share only the layouts with the code under test. */
export type Version = 1 | 2;

export interface ReadFrame {
  /** Of the whole record, the .tlog's time stamp included. */
  readonly start: number;
  readonly end: number;
  readonly version: Version;
  readonly signed: boolean;
  readonly sequence: number;
  readonly system: number;
  readonly component: number;
  readonly id: number;
  /** Unix microseconds of the .tlog, else 0. */
  readonly stampUs: bigint;
  readonly type: MessageType;
  /** As it stands in the frame. */
  readonly sentLength: number;
  /** Zero-extended to all fields of its version. */
  readonly payload: Uint8Array;
}

export interface FrameToWrite {
  readonly version: Version;
  readonly type: MessageType;
  readonly payload: Uint8Array;
  readonly sequence?: number;
  readonly system?: number;
  readonly component?: number;
  readonly stampUs?: bigint;
  /** 13 bytes; makes the frame a signed one. */
  readonly signature?: Uint8Array;
  /** Compatibility flags of MAVLink 2; none is defined. */
  readonly compatible?: number;
  /** Default: cut trailing zeros of MAVLink 2, as a fresh writer does. */
  readonly trim?: boolean;
}

const checksumTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  return register;
});

/** CRC-16/MCRF4XX of the bytes and of the layout's own byte. */
export function checksum(bytes: Uint8Array, crcExtra: number): number {
  let register = 0xffff;
  for (let at = 0; at < bytes.length; at++) {
    register = (register >>> 8) ^ checksumTable[(register ^ bytes[at]!) & 0xff]!;
  }
  return (register >>> 8) ^ checksumTable[(register ^ crcExtra) & 0xff]!;
}

export function fieldsOf(type: MessageType, version: Version): readonly Field[] {
  return version === 2 ? type.fields : type.baseFields;
}

export function sizeOf(type: MessageType, version: Version): number {
  return version === 2 ? type.layout.length : type.layout.baseLength;
}

export function writeFrame(frame: FrameToWrite): Uint8Array {
  const { version, type, signature } = frame;
  let { payload } = frame;
  if (version === 2 && frame.trim !== false) {
    let length = payload.length;
    while (length > 1 && payload[length - 1] === 0) length--;
    payload = payload.subarray(0, length);
  }
  const { id } = type.layout;
  const sequence = frame.sequence ?? 0;
  const sender = [frame.system ?? 1, frame.component ?? 1];
  const header =
    version === 2
      ? [
          payload.length,
          signature ? 1 : 0,
          frame.compatible ?? 0,
          sequence,
          ...sender,
          id & 0xff,
          (id >> 8) & 0xff,
          id >> 16,
        ]
      : [payload.length, sequence, ...sender, id];
  const checked = Uint8Array.from([...header, ...payload]);
  const sum = checksum(checked, type.layout.crcExtra);
  const stamp = new Uint8Array(frame.stampUs === undefined ? 0 : 8);
  if (frame.stampUs !== undefined) new DataView(stamp.buffer).setBigUint64(0, frame.stampUs);
  return concat([
    stamp,
    Uint8Array.of(version === 2 ? 0xfd : 0xfe),
    checked,
    Uint8Array.of(sum & 0xff, sum >> 8),
    signature ?? new Uint8Array(0),
  ]);
}

/**
 * Reads frames that follow one another without a gap; throws at the first byte that is not where a right frame of a known message is
 * due.
 */
export function readFrames(
  bytes: Uint8Array,
  container: 'tlog' | 'raw',
  dialect: Dialect = officialDialect(),
): ReadFrame[] {
  const frames: ReadFrame[] = [];
  for (let at = 0; at < bytes.length; at = frames.at(-1)!.end) {
    const frame = readFrameAt(bytes, at, container, dialect);
    if (frame === undefined) throw new Error(`no right frame at byte ${at} of ${bytes.length}`);
    frames.push(frame);
  }
  return frames;
}

/** The frame at `start`, or undefined if none is there or its checksum is wrong. */
export function readFrameAt(
  bytes: Uint8Array,
  start: number,
  container: 'tlog' | 'raw',
  dialect: Dialect = officialDialect(),
): ReadFrame | undefined {
  const head = start + (container === 'tlog' ? 8 : 0);
  const magic = bytes[head];
  if (magic !== 0xfd && magic !== 0xfe) return undefined;
  const version: Version = magic === 0xfd ? 2 : 1;
  const header = bytes.subarray(head, head + (version === 2 ? 10 : 6));
  const length = header[1] ?? 0;
  const body = head + (version === 2 ? 10 : 6);
  const signed = version === 2 && (header[2]! & 1) !== 0;
  const end = body + length + 2 + (signed ? 13 : 0);
  if (end > bytes.length) return undefined;
  const id = version === 2 ? header[7]! | (header[8]! << 8) | (header[9]! << 16) : header[5]!;
  const checked = bytes.subarray(head + 1, body + length);
  const sent = bytes[body + length]! | (bytes[body + length + 1]! << 8);
  let type = dialect.find(id);
  while (type !== null && checksum(checked, type.layout.crcExtra) !== sent) type = type.next;
  if (type === null) return undefined;
  const payload = new Uint8Array(sizeOf(type, version));
  payload.set(bytes.subarray(body, body + Math.min(length, payload.length)));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [sequence, system, component] = header.subarray(version === 2 ? 4 : 2);
  return {
    start,
    end,
    version,
    signed,
    sequence: sequence!,
    system: system!,
    component: component!,
    id,
    stampUs: container === 'tlog' ? view.getBigUint64(start) : 0n,
    type,
    sentLength: length,
    payload,
  };
}

export interface FilterOptions {
  readonly disclosure: Disclosure;
  readonly container?: 'tlog' | 'raw';
  readonly seed?: string;
  readonly dialect?: Dialect;
}

export function formatOf(container: 'tlog' | 'raw', dialect: Dialect = officialDialect()): Format {
  return mavlinkFormats(dialect)[container === 'tlog' ? 0 : 1]!;
}

export function loopFor({ disclosure, container = 'raw', seed = 'test', dialect }: FilterOptions) {
  return createLoop(formatOf(container, dialect), disclosure, FlightKeys.ofSeed(seed, 0));
}

/** The whole output for one log. */
export function filterBytes(bytes: Uint8Array, options: FilterOptions): Uint8Array {
  const loop = loopFor(options);
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(bytes)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return concat(pieces);
}

/** The frames of a recorded log and the bytes between them, in order, as the decoder under test sees them. */
export function* recordsOf(
  bytes: Uint8Array,
  container: 'tlog' | 'raw',
): Generator<{ start: number; end: number; frame: ReadFrame | undefined }> {
  const decoder = formatOf(container).createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.gap) {
      const { offset, length } = decoder.gap;
      yield { start: offset, end: offset + length, frame: undefined };
    } else if (found === Found.frame) {
      const { start, end } = decoder.frame;
      const frame = readFrameAt(bytes, start, container);
      if (frame?.end !== end) throw new Error(`the decoder finds a frame at byte ${start} where none is`);
      yield { start, end, frame };
    }
  }
}

/** The row of the catalog that holds in this payload; undefined for a field without rows. */
export function activeRule(field: Field, fields: readonly Field[], payload: Uint8Array): FieldRule | undefined {
  return field.rules.find(({ when }) => {
    if (when === undefined) return true;
    const other = fields.find(({ name }) => name === when.field);
    if (other === undefined) return false;
    const bits = 8 * elementSize(other.type);
    const value = BigInt.asUintN(bits, BigInt(readElement(payload, other.offset, other.type)));
    const tests = when.values.map((given) => BigInt.asUintN(bits, BigInt(given)));
    switch (when.test) {
      case 'equals':
      case 'oneOf':
        return tests.includes(value);
      case 'differs':
        return !tests.includes(value);
      case 'anyBit':
        return (value & tests[0]!) !== 0n;
      default:
        return (value & tests[0]!) === 0n;
    }
  });
}

const sizes: Readonly<Record<FieldType, number>> = {
  ...({ i8: 1, u8: 1, char: 1, i16: 2, u16: 2, i32: 4, u32: 4 } as const),
  ...({ f32: 4, i64: 8, u64: 8, f64: 8 } as const),
};

export function elementSize(type: FieldType): number {
  return sizes[type];
}

const accessors = {
  i8: 'Int8',
  u8: 'Uint8',
  char: 'Uint8',
  i16: 'Int16',
  u16: 'Uint16',
  i32: 'Int32',
  u32: 'Uint32',
  i64: 'BigInt64',
  u64: 'BigUint64',
  f32: 'Float32',
  f64: 'Float64',
} as const satisfies Record<FieldType, string>;

export function readElement(payload: Uint8Array, at: number, type: FieldType): number | bigint {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  return view[`get${accessors[type]}`](at, true);
}

export function writeElement(payload: Uint8Array, at: number, type: FieldType, value: number | bigint): void {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const accessor = accessors[type];
  if (accessor === 'BigInt64' || accessor === 'BigUint64') view[`set${accessor}`](at, BigInt(value), true);
  else view[`set${accessor}`](at, Number(value), true);
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** First message and field in which two readings of logs differ, without any value; undefined if they do not. */
export function firstDifference(a: readonly ReadFrame[], b: readonly ReadFrame[]): string | undefined {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) return `one has ${a.length} frames, the other ${b.length}`;
    const { name } = left.type.layout;
    if (left.type !== right.type) return `frame ${index}: ${name} against ${right.type.layout.name}`;
    for (const key of ['version', 'system', 'component', 'sequence', 'stampUs', 'sentLength', 'signed'] as const) {
      if (left[key] !== right[key]) return `frame ${index}, ${name}: ${key}`;
    }
    const at = left.payload.findIndex((byte, offset) => byte !== right.payload[offset]);
    if (at < 0) continue;
    const field = fieldsOf(left.type, left.version).findLast(({ offset }) => offset <= at);
    return `frame ${index}, ${name}.${field?.name}`;
  }
  return undefined;
}

/** One row of the catalog with the field it is about. */
export interface CatalogEntry {
  readonly message: string;
  readonly field: Field;
  readonly rule: FieldRule;
  /** `MESSAGE.field`. */
  readonly where: string;
}

export function catalogRows(): CatalogEntry[] {
  return officialDialect().messages.flatMap(({ layout, fields }) =>
    fields.flatMap((field) =>
      field.rules.map((rule) => ({ message: layout.name, field, rule, where: `${layout.name}.${field.name}` })),
    ),
  );
}

/** Fields of a kind, the categories that such fields have, and those that were looked at and are something else. */
export interface Expectation {
  readonly fields: RegExp;
  readonly categories: readonly DataCategory[];
  readonly reviewed?: Readonly<Partial<Record<DataCategory, string>>>;
}

/** Rows that are neither as expected nor reviewed, and reviews that nothing needs any more. */
export function disagreements(
  rows: readonly CatalogEntry[],
  kinds: readonly Expectation[],
  textOf: (row: CatalogEntry) => string,
): string[] {
  return kinds.flatMap(({ fields, categories, reviewed = {} }) => {
    const matching = rows.filter((row) => fields.test(textOf(row)));
    if (matching.length === 0) return [`${fields}: no such field`];
    const odd = new Set(
      matching
        .filter(({ rule }) => !categories.includes(rule.category))
        .map(({ where, rule }) => `${rule.category} ${where}`),
    );
    const known = Object.entries(reviewed).flatMap(([category, list]) =>
      list.split(/\s+/).map((where) => `${category} ${where}`),
    );
    return [
      ...[...odd].filter((row) => !known.includes(row)).map((row) => `${fields}: ${row}`),
      ...known.filter((row) => !odd.has(row)).map((row) => `${fields}: ${row} is reviewed in vain`),
    ];
  });
}
