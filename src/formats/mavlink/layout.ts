import { CRC16_START, crc16, crc16Byte } from '../../bytes/crc16.ts';
import { FlightveilError } from '../../model/errors.ts';
import { byteSizes, type FieldType } from '../../model/schema.ts';

/** Where the fields of one MAVLink message stand: the wire format without any judgement about it. */
export interface Layout {
  readonly id: number;
  readonly name: string;
  /** In wire order; extension fields last. */
  readonly fields: readonly LayoutField[];
  /** Added to the checksum of every frame, so that sender and receiver agree on the layout (MAVLink guide, "CRC_EXTRA"). */
  readonly crcExtra: number;
  /** Bytes without extension fields: the length of a MAVLink 1 payload. */
  readonly baseLength: number;
  /** Bytes with all extension fields: the longest MAVLink 2 payload. */
  readonly length: number;
}

export interface LayoutField {
  readonly name: string;
  readonly type: FieldType;
  /** Elements of an array; 0 for a field that is none. */
  readonly elements: number;
  readonly extension: boolean;
  readonly units: string;
  readonly offset: number;
}

const wireTypeNames: Readonly<Record<FieldType, string>> = {
  i8: 'int8_t',
  u8: 'uint8_t',
  char: 'char',
  i16: 'int16_t',
  u16: 'uint16_t',
  i32: 'int32_t',
  u32: 'uint32_t',
  f32: 'float',
  i64: 'int64_t',
  u64: 'uint64_t',
  f64: 'double',
};

export function isFieldType(name: string): name is FieldType {
  return Object.hasOwn(byteSizes, name);
}

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly elements: number;
  readonly extension: boolean;
  readonly units: string;
}

/**
 * Lays out a message from its fields in the order of the definition or of the wire: base fields are sorted by size, large
 * first and otherwise in their order; extensions keep their order (MAVLink guide, "Field reordering").
 */
export function layOut(id: number, name: string, definitions: readonly FieldDefinition[]): Layout {
  const base = definitions.filter((field) => !field.extension);
  base.sort((a, b) => byteSizes[b.type] - byteSizes[a.type]);
  const fields: LayoutField[] = [];
  let offset = 0;
  let baseLength = 0;
  for (const field of [...base, ...definitions.filter((field) => field.extension)]) {
    fields.push({ ...field, offset });
    offset += byteSizes[field.type] * Math.max(1, field.elements);
    if (!field.extension) baseLength = offset;
  }
  if (offset > 255) {
    throw new FlightveilError('dialect-invalid', `message ${name} is longer than a MAVLink payload`, { facts: { id } });
  }
  return { id, name, fields, crcExtra: crcExtraOf(name, base), baseLength, length: offset };
}

/** CRC-extra byte of a message (MAVLink guide, "CRC_EXTRA calculation"). */
function crcExtraOf(name: string, baseFields: readonly FieldDefinition[]): number {
  let crc = CRC16_START;
  const add = (text: string): void => {
    const bytes = new TextEncoder().encode(text);
    crc = crc16(bytes, 0, bytes.length, crc);
  };
  add(`${name} `);
  for (const field of baseFields) {
    add(`${wireTypeNames[field.type]} ${field.name} `);
    if (field.elements > 0) crc = crc16Byte(crc, field.elements);
  }
  return (crc & 0xff) ^ (crc >>> 8);
}

/**
 * Reads the notation of `layouts.txt`: `NAME id`, then indented `[+ ]field type[elements] units`.
 * @throws FlightveilError `dialect-invalid` with the line
 */
export function parseLayouts(text: string, source: string): Layout[] {
  const layouts: Layout[] = [];
  let header: { id: number; name: string } | undefined;
  let fields: FieldDefinition[] = [];
  const finish = (): void => {
    if (header !== undefined) layouts.push(layOut(header.id, header.name, fields));
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const row = raw.replace(/#.*/, '').trimEnd();
    if (row === '') continue;
    const fail = (): never => {
      throw new FlightveilError('dialect-invalid', `${source}, line ${index + 1} is no layout`, {
        facts: { line: index + 1 },
      });
    };
    if (!/^\s/.test(row)) {
      finish();
      const match = /^(\w+) (\d+)$/.exec(row);
      if (match === null) return fail();
      header = { name: match[1]!, id: Number(match[2]) };
      fields = [];
      continue;
    }
    const match = /^ +(\+ )?(\w+) (\w+?)(?:\[(\d+)\])?(?: (\S+))?$/.exec(row);
    if (match === null) return fail();
    const type = match[3]!;
    if (!isFieldType(type)) return fail();
    fields.push({
      name: match[2]!,
      type,
      elements: Number(match[4] ?? 0),
      extension: match[1] !== undefined,
      units: match[5] ?? '',
    });
  }
  finish();
  return layouts;
}

/** Writes {@link parseLayouts}'s notation. */
export function formatLayouts(layouts: readonly Layout[]): string {
  let text = '';
  for (const layout of layouts) {
    text += `${layout.name} ${layout.id}\n`;
    for (const field of layout.fields) {
      const elements = field.elements > 0 ? `[${field.elements}]` : '';
      const units = field.units === '' ? '' : ` ${field.units}`;
      text += ` ${field.extension ? '+ ' : ''}${field.name} ${field.type}${elements}${units}\n`;
    }
  }
  return text;
}
