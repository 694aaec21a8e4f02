import type { ReadMessage } from './readers.ts';

/** A column as its format character says. */
interface Column {
  readonly name: string;
  readonly character: string;
  readonly at: number;
}

interface Layout {
  readonly name: string;
  readonly length: number;
  readonly columns: readonly Column[];
}

type Value = number | string | number[];
type Message = Record<string, Value>;

const sizes: Readonly<Record<string, number>> = {
  ...{ a: 64, b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, f: 4, d: 8, n: 4, N: 16, Z: 64, c: 2, C: 2, e: 4, E: 4, L: 4, M: 1 },
  ...{ q: 8, Q: 8 },
};
const HEADER_BYTES = 3;
const FORMAT_TYPE = 128;

/**
 * A reader of DataFlash logs as ordinary ones are written in JavaScript: a DataView, the layouts that FMT messages tell, and each message as an
 * object of numbers and texts by column. For logs in which nothing is damaged.
 * @param take is handed every message
 * @returns the sum of all numbers, so that none is read in vain
 */
export function readMessages(bytes: Uint8Array, take: (name: string, message: Message) => void): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const layouts: (Layout | undefined)[] = [];
  layouts[FORMAT_TYPE] = layoutOf('FMT', 'BBnNZ', 'Type,Length,Name,Format,Columns');
  let sum = 0;
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    if (view.getUint16(at) !== 0xa395) throw new Error(`no message at byte ${at}`);
    const type = view.getUint8(at + 2);
    const layout = layouts[type];
    if (layout === undefined) throw new Error(`a message of an unknown type at byte ${at}`);
    if (at + layout.length > bytes.length) break;
    const message: Message = {};
    for (const { name, character, at: offset } of layout.columns) {
      const value = readValue(view, at + offset, character);
      message[name] = value;
      if (typeof value === 'number') sum += value;
    }
    take(layout.name, message);
    if (type === FORMAT_TYPE) layouts[message.Type as number] = layoutFrom(message);
    at += layout.length;
  }
  return sum;
}

/** Reads every message; returns their number. @throws Error if no number was read */
export function countDataflash(bytes: Uint8Array): number {
  let messages = 0;
  const sum = readMessages(bytes, () => messages++);
  if (sum === 0) throw new Error('there is no number in the log');
  return messages;
}

/** All messages of a log in order. */
export async function readDataflash(bytes: Uint8Array): Promise<ReadMessage[]> {
  const messages: ReadMessage[] = [];
  readMessages(bytes, (name, values) => messages.push({ name, values }));
  return messages;
}

function layoutFrom({ Name, Format, Columns }: Message): Layout {
  return layoutOf(Name as string, Format as string, Columns as string);
}

function layoutOf(name: string, format: string, columns: string): Layout {
  const names = columns.split(',');
  let at = HEADER_BYTES;
  const all = Array.from(format, (character, index): Column => {
    const column = { name: names[index]!, character, at };
    at += sizes[character]!;
    return column;
  });
  return { name, length: at, columns: all };
}

function readValue(view: DataView, at: number, character: string): Value {
  switch (character) {
    case 'f':
      return view.getFloat32(at, true);
    case 'B':
    case 'M':
      return view.getUint8(at);
    case 'Q':
      return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
    case 'c':
      return view.getInt16(at, true) / 100;
    case 'C':
      return view.getUint16(at, true) / 100;
    case 'h':
      return view.getInt16(at, true);
    case 'H':
      return view.getUint16(at, true);
    case 'I':
      return view.getUint32(at, true);
    case 'L':
      return view.getInt32(at, true) / 1e7;
    case 'e':
      return view.getInt32(at, true) / 100;
    case 'E':
      return view.getUint32(at, true) / 100;
    case 'i':
      return view.getInt32(at, true);
    case 'b':
      return view.getInt8(at);
    case 'd':
      return view.getFloat64(at, true);
    case 'q':
      return view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
    case 'n':
    case 'N':
    case 'Z':
      return readText(view, at, sizes[character]!);
    case 'a':
      return Array.from({ length: 32 }, (_, index) => view.getInt16(at + 2 * index, true));
    default:
      throw new Error(`no format character ${character}`);
  }
}

function readText(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    const code = view.getUint8(at + index);
    if (code === 0) break;
    text += String.fromCharCode(code);
  }
  return text;
}
