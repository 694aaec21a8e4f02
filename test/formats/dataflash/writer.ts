import { writeText } from '../../../src/bytes/text.ts';
import { byteSizes, type FieldType } from '../../../src/model/schema.ts';
import { readValue, writeValue } from '../../../src/model/values.ts';

export type Container = 'bin' | 'log';
/** Numbers as they are stored: hundredths for c, C, e and E, degrees times 1e7 for L. */
export type Value = number | bigint | string | readonly number[];
export type Values = Readonly<Record<string, Value>>;

interface Column {
  readonly name: string;
  readonly character: string;
  readonly type: FieldType;
  readonly length: number;
  readonly offset: number;
}

export interface Layout {
  readonly type: number;
  readonly name: string;
  readonly format: string;
  readonly columns: string;
}

/** Written anew for tests: type and number of elements of each format character. */
const stored: Readonly<Record<string, readonly [FieldType, number]>> = {
  ...{ a: ['i16', 32], b: ['i8', 1], B: ['u8', 1], h: ['i16', 1], H: ['u16', 1], i: ['i32', 1], I: ['u32', 1] },
  ...{ f: ['f32', 1], d: ['f64', 1], g: ['u16', 1], n: ['char', 4], N: ['char', 16], Z: ['char', 64], c: ['i16', 1] },
  ...{ C: ['u16', 1], e: ['i32', 1], E: ['u32', 1], L: ['i32', 1], M: ['u8', 1], q: ['i64', 1], Q: ['u64', 1] },
};
const decimals: Readonly<Record<string, number>> = { c: 2, C: 2, e: 2, E: 2, L: 7 };

export function columnsOf({ format, columns }: Pick<Layout, 'format' | 'columns'>): readonly Column[] {
  let offset = 0;
  return (columns === '' ? [] : columns.split(',')).map((name, index) => {
    const character = format[index]!;
    const [type, length] = stored[character]!;
    const column = { name, character, type, length, offset };
    offset += byteSizes[type] * length;
    return column;
  });
}

export function sizeOf(layout: Pick<Layout, 'format' | 'columns'>): number {
  return columnsOf(layout).reduce((size, { type, length }) => size + byteSizes[type] * length, 0);
}

export function bodyOf(layout: Layout, values: Values): Uint8Array {
  const body = new Uint8Array(sizeOf(layout));
  for (const [name, value] of Object.entries(values)) {
    const column = columnsOf(layout).find((one) => one.name === name);
    if (column === undefined) throw new RangeError(`${layout.name} has no column ${name}`);
    const { offset, type, length } = column;
    if (typeof value === 'string') writeText(body, offset, offset + length, value);
    else {
      for (const [index, one] of (typeof value === 'object' ? value : [value]).entries()) {
        writeValue(body, offset + index * byteSizes[type], type, one);
      }
    }
  }
  return body;
}

export function recordOf(type: number, body: Uint8Array): Uint8Array {
  return Uint8Array.of(0xa3, 0x95, type, ...body);
}

/** Body of a FMT record; `length` where it is not the right one. */
export function formatBody(
  { type, name, format, columns }: Layout,
  length = 3 + sizeOf({ format, columns }),
): Uint8Array {
  const body = new Uint8Array(86);
  body[0] = type;
  body[1] = length;
  for (const [text, at] of [
    [name, 2],
    [format, 6],
    [columns, 22],
  ] as const)
    body.set(Buffer.from(text, 'latin1'), at);
  return body;
}

/** A body as a line of a text log. */
export function lineOf(layout: Layout, body: Uint8Array): string {
  const texts = columnsOf(layout).map(({ offset, type, length, character }) => {
    if (type === 'char')
      return Buffer.from(body.subarray(offset, offset + length))
        .toString('latin1')
        .replace(/\0.*$/s, '');
    const value = readValue(body, offset, type);
    const places = decimals[character];
    return places === undefined ? String(value) : (Number(value) / 10 ** places).toFixed(places);
  });
  return `${[layout.name, ...texts].join(', ')}\n`;
}

/** Writes logs row by row, binary or as text. */
export class DataflashWriter {
  readonly #container: Container;
  readonly #pieces: Uint8Array[] = [];
  readonly #layouts = new Map<string, Layout>();

  constructor(container: Container = 'bin') {
    this.#container = container;
  }

  /** @param fields `format columns`: `QfB TimeUS,Roll,Health` */
  define(type: number, name: string, fields: string): this {
    const [format = '', columns = ''] = fields.split(' ');
    const layout = { type, name, format, columns };
    this.#layouts.set(name, layout);
    if (this.#container === 'bin') return this.raw(recordOf(128, formatBody(layout)));
    return this.raw(`FMT, ${type}, ${3 + sizeOf(layout)}, ${name}, ${format}, ${columns}\n`);
  }

  layoutOf(name: string): Layout {
    const layout = this.#layouts.get(name);
    if (layout === undefined) throw new RangeError(`${name} has not been defined`);
    return layout;
  }

  /** A row of a message that was defined; columns that are not named are zero. */
  row(name: string, values: Values): this {
    return this.body(name, bodyOf(this.layoutOf(name), values));
  }

  body(name: string, body: Uint8Array): this {
    const layout = this.layoutOf(name);
    return this.raw(this.#container === 'bin' ? recordOf(layout.type, body) : lineOf(layout, body));
  }

  raw(bytes: Uint8Array | string): this {
    this.#pieces.push(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }
}
