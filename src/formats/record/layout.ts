import { byteSizes, type FieldType } from '../../model/schema.ts';
import { enumerations, kinds, messages } from './gen/messages.ts';

export type ScalarType = 'fixed64' | 'sfixed32' | 'float' | 'uint32' | 'sint32' | 'bool' | 'string';

/** A field as its message declares it. */
export interface FieldSource {
  readonly number: number;
  readonly name: string;
  readonly type?: ScalarType;
  readonly message?: string;
  readonly enumeration?: string;
  /** Of repeated fields. */
  readonly maxCount?: number;
  /** Of texts. */
  readonly maxBytes?: number;
  readonly least?: number;
  readonly most?: number;
  readonly publicCharacters?: number;
}

/** A member of `Record.kind`. */
export interface KindSource {
  readonly number: number;
  readonly name: string;
  readonly message: string;
}

/** How a field stands in a body and in a record. */
export const Kind = {
  message: 0,
  text: 1,
  wide: 2,
  whole: 3,
  single: 4,
  unsigned: 5,
  signed: 6,
  bool: 7,
  choice: 8,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

const kindOf: Readonly<Record<ScalarType, Kind>> = {
  fixed64: Kind.wide,
  sfixed32: Kind.whole,
  float: Kind.single,
  uint32: Kind.unsigned,
  sint32: Kind.signed,
  bool: Kind.bool,
  string: Kind.text,
};

/** Wire types of protobuf (Encoding, "Message structure"). */
export const Wire = { varint: 0, fixed64: 1, bytes: 2, group: 3, groupEnd: 4, fixed32: 5 } as const;

/** A field with its place in a body. Elements of a repeated one stand one behind the other, {@link stride} bytes apart. */
export interface FieldLayout {
  readonly number: number;
  readonly name: string;
  /** As JSON has it. */
  readonly jsonName: string;
  readonly kind: Kind;
  /** Number and wire type; of repeated numbers that of their packed form. */
  readonly tag: number;
  /** The form of one element: of repeated numbers that are not packed. */
  readonly elementTag: number;
  readonly slot: FieldType;
  /** From where its message starts in the body, in bytes. */
  readonly at: number;
  readonly stride: number;
  /** How many there is room for; 0: it is not repeated. */
  readonly maxCount: number;
  /** Where how many were read stands, as a byte that is no field's. */
  readonly countAt: number;
  readonly least: number;
  readonly most: number;
  readonly publicCharacters: number;
  readonly message: MessageLayout;
  /** Of an enumeration, by number. */
  readonly names: readonly string[];
}

export interface MessageLayout {
  readonly name: string;
  /** In a body, in bytes. */
  readonly size: number;
  readonly fields: readonly FieldLayout[];
  readonly byTag: readonly (FieldLayout | null)[];
  /** Its part of a body where nothing is known, as whole numbers of 32 bits. */
  readonly unknown: Int32Array;
}

/** How a number or text stands in a body. `most`: of a whole number with bounds. */
export function slotTypeOf(type: string, most = 0): FieldType {
  switch (type) {
    case 'fixed64':
      return 'u64';
    case 'sfixed32':
      return 'i32';
    case 'float':
      return 'f32';
    case 'uint32':
      return most < 0xff ? 'u8' : 'u16';
    case 'sint32':
      return most < 0x80 ? 'i8' : 'i16';
    case 'string':
      return 'char';
    default:
      return 'u8';
  }
}

/** What a slot holds where nothing is known, as catalogs write it: a value that no field can have. Undefined: NaN, and the empty text. */
export function unknownOfSlot(slot: FieldType): string | undefined {
  if (slot === 'u64') return '0';
  if (slot === 'f32' || slot === 'char') return undefined;
  return `${slot.startsWith('u') ? 'U' : ''}INT${8 * byteSizes[slot]}_${slot.startsWith('u') ? 'MAX' : 'MIN'}`;
}

const nothing: MessageLayout = { name: '', size: 0, fields: [], byTag: [], unknown: new Int32Array(0) };
const made = new Map<string, MessageLayout>();

/** The layout of a message. */
export function layoutOf(name: string): MessageLayout {
  let layout = made.get(name);
  if (layout === undefined) {
    layout = makeLayout(name, messages[name]!);
    made.set(name, layout);
  }
  return layout;
}

/** Where the fields of a message stand, and their strides, by their order. */
export function placesOf(name: string): { layout: MessageLayout; places: Int32Array; strides: Int32Array } {
  const layout = layoutOf(name);
  const places = Int32Array.from(layout.fields, ({ at }) => at);
  return { layout, places, strides: Int32Array.from(layout.fields, ({ stride }) => stride) };
}

/** Slots of words stand at multiples of four. */
const align = (at: number): number => (at + 3) & ~3;

function makeLayout(name: string, sources: readonly FieldSource[]): MessageLayout {
  let at = 0;
  const fields = sources.map((source): FieldLayout => {
    const { number, maxCount = 0 } = source;
    const message = source.message === undefined ? nothing : layoutOf(source.message);
    const slot = slotTypeOf(source.type ?? 'enum', source.most);
    const size = source.message === undefined ? byteSizes[slot] * (source.maxBytes ?? 1) : message.size;
    const stride = source.message === undefined && source.type !== 'string' ? size : align(size);
    if (stride >= 4) at = align(at);
    const start = at;
    at += stride * Math.max(1, maxCount);
    const countAt = maxCount === 0 ? -1 : at++;
    const kind =
      source.message !== undefined ? Kind.message : source.type === undefined ? Kind.choice : kindOf[source.type];
    const wire = wireOf(kind);
    const isPacked = maxCount > 0 && wire !== Wire.bytes;
    return {
      ...{
        number,
        name: source.name,
        jsonName: jsonNameOf(source.name),
        kind,
        slot,
        at: start,
        stride,
        maxCount,
        countAt,
      },
      tag: (number << 3) | (isPacked ? Wire.bytes : wire),
      elementTag: (number << 3) | wire,
      least: source.least ?? 0,
      most: source.most ?? 0,
      publicCharacters: source.publicCharacters ?? 0,
      message,
      names: source.enumeration === undefined ? [] : enumerations[source.enumeration]!,
    };
  });
  const byTag: (FieldLayout | null)[] = [];
  for (const field of fields) byTag[field.tag] = byTag[field.elementTag] = field;
  for (let tag = 0; tag < byTag.length; tag++) byTag[tag] ??= null;
  const size = align(at);
  return { name, size, fields, byTag, unknown: unknownOf(fields, size) };
}

const INT32_MIN = -0x8000_0000;
/** The one that says so: the spare bits of others could say anything. */
export const QUIET_NAN = 0x7fc0_0000;

/** Every slot of a message with what {@link unknownOfSlot} says. */
function unknownOf(fields: readonly FieldLayout[], size: number): Int32Array {
  const words = new Int32Array(size / 4);
  const view = new DataView(words.buffer);
  for (const { at, maxCount, stride, kind, message, slot } of fields) {
    for (let element = 0; element < Math.max(1, maxCount); element++) {
      const to = at + element * stride;
      if (kind === Kind.message) words.set(message.unknown, to / 4);
      else if (kind === Kind.whole) view.setInt32(to, INT32_MIN, true);
      else if (kind === Kind.single) view.setInt32(to, QUIET_NAN, true);
      else if (slot === 'u16') view.setUint16(to, 0xffff, true);
      else if (slot === 'i16') view.setInt16(to, -0x8000, true);
      else if (slot === 'u8' || slot === 'i8') view.setUint8(to, slot === 'i8' ? 0x80 : 0xff);
    }
  }
  return words;
}

function wireOf(kind: Kind): number {
  switch (kind) {
    case Kind.message:
    case Kind.text:
      return Wire.bytes;
    case Kind.wide:
      return Wire.fixed64;
    case Kind.whole:
    case Kind.single:
      return Wire.fixed32;
    default:
      return Wire.varint;
  }
}

function jsonNameOf(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The kinds of record, with their layouts. */
export interface RecordKind {
  readonly index: number;
  readonly name: string;
  readonly jsonName: string;
  readonly tag: number;
  readonly layout: MessageLayout;
}

export const recordKinds: readonly RecordKind[] = kinds.map(({ number, name, message }, index) => ({
  ...{ index, name, jsonName: jsonNameOf(name), tag: (number << 3) | Wire.bytes },
  layout: layoutOf(message),
}));

/** Size of the largest body, in bytes. */
export const MOST_BODY_BYTES = Math.max(...recordKinds.map(({ layout }) => layout.size));
