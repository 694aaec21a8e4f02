import { byteSizes } from '../../src/model/schema.ts';
import { readValue } from '../../src/model/values.ts';
import { type Column, knownMessages, type Message } from './writer.ts';

/** Names of ArduCopter's modes as Mission Planner writes them. */
const modes: Readonly<Record<number, string>> = { 0: 'Stabilize', 3: 'Auto', 4: 'Guided', 6: 'RTL' };
const DIGITS = 7;

/** A record as a line of text, as Mission Planner converts it. */
export function lineOf(message: Message, record: Uint8Array): string {
  return `${[message.name, ...message.fields.map((field) => shown(field, record))].join(', ')}\r\n`;
}

/** The line that declares a message. */
export function formatLine(message: Message): string {
  const { name, type, length, format, columns } = message;
  return `${[knownMessages().get('FMT')!.name, type, length, name, format, columns].join(', ')}\r\n`;
}

function shown({ letter, type, offset, elements }: Column, record: Uint8Array): string {
  if (type === 'char') {
    const text = record.subarray(offset, offset + elements);
    const end = text.indexOf(0);
    // What is no ASCII is shown so.
    return String.fromCharCode(...(end < 0 ? text : text.subarray(0, end)).map((code) => (code < 0x80 ? code : 0x3f)));
  }
  if (elements > 1) {
    const all = Array.from({ length: elements }, (_, index) =>
      readValue(record, offset + index * byteSizes[type], type),
    );
    return `[${all.join(' ')}]`;
  }
  const value = readValue(record, offset, type);
  switch (letter) {
    case 'L':
      return String(Number(value) / 1e7);
    case 'c':
    case 'C':
    case 'e':
    case 'E':
      return String(Number(value) / 100);
    case 'M':
      return modes[Number(value)] ?? String(value);
    case 'f':
      return floatText(Number(value));
    default:
      return String(value);
  }
}

/** Seven digits, as .NET writes floats. */
function floatText(value: number): string {
  const text = String(Number(value.toPrecision(DIGITS)));
  return text.replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `E${sign}${digits.padStart(2, '0')}`);
}
