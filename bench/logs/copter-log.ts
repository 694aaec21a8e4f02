import { readFileSync } from 'node:fs';
import { Draw } from '../draw.ts';
import { valuesOf } from './copter-values.ts';
import { type Moment, momentAt } from './flight.ts';
import { Period, repeated, turnsOf } from './period.ts';

/** A message as FMT and FMTU declare it. */
export interface CopterMessage {
  readonly hz: number;
  readonly instances: number;
  readonly type: number;
  readonly name: string;
  /** A character for each column. */
  readonly format: string;
  readonly columns: readonly string[];
  readonly units: string;
  readonly multipliers: string;
  /** Bytes of a record. */
  readonly length: number;
}

const sizes: Readonly<Record<string, number>> = {
  ...{ a: 64, b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, f: 4, d: 8, n: 4, N: 16, Z: 64, c: 2, C: 2, e: 4, E: 4, L: 4, M: 1 },
  ...{ q: 8, Q: 8, g: 2 },
};
const HEADER_BYTES = 3;

/** Messages of the log, with their layouts and rates. */
export const copterMessages: readonly CopterMessage[] = readFileSync(new URL('copter.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [hz, instances, type, name, format, columns, units, multipliers] = line.split(' ') as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const length = Array.from(format).reduce((sum, character) => sum + sizes[character]!, HEADER_BYTES);
    return {
      ...{ hz: Number(hz), instances: Number(instances), type: Number(type), name, format, units, multipliers, length },
      columns: columns.split(','),
    };
  });

/** ArduPilot's own units and multipliers that the messages use, by their ids. */
const unitLabels: Readonly<Record<string, string>> = {
  ...{
    '-': '',
    '?': 'UNKNOWN',
    A: 'A',
    a: 'Ah',
    d: 'deg',
    b: 'B',
    k: 'deg/s',
    D: 'deglatitude',
    E: 'rad/s',
    G: 'Gauss',
  },
  ...{
    h: 'degheading',
    m: 'm',
    n: 'm/s',
    o: 'm/s/s',
    O: 'degC',
    '%': '%',
    S: 'satellites',
    s: 's',
    q: 'rpm',
    r: 'rad',
  },
  ...{ U: 'deglongitude', v: 'V', P: 'Pa', w: 'Ohm', X: 'W.h', Y: 'us', z: 'Hz', '#': 'instance' },
};
const multipliers: Readonly<Record<string, number>> = {
  ...{ '-': 0, '?': 1, '2': 100, '1': 10, '0': 1, A: 0.1, B: 0.01, C: 0.001, D: 1e-4, E: 1e-5, F: 1e-6, G: 1e-7 },
};

/** How many parameters an ArduCopter writes at the start of a log. */
const PARAMETERS = 1100;

/** Pieces of a seeded DataFlash log of an ArduCopter, of about this many bytes; each is valid until the next is asked for. */
export function copterPieces(bytes: number, seed = 1): Iterable<Uint8Array> {
  const draw = new Draw(seed);
  const head = new Period(1e6);
  const first = momentAt(0, draw);
  writeHead(head, first, draw);
  const turns = turnsOf(copterMessages, draw);
  const period = new Period(turns.reduce((sum, { entry }) => sum + entry.length, 0));
  for (const { entry, instance, t } of turns) writeMessage(period, entry, instance, momentAt(t, draw), draw);
  return repeated(head.bytes.slice(), period, bytes);
}

function writeHead(head: Period, at: Moment, draw: Draw): void {
  const named = new Map(copterMessages.map((message) => [message.name, message]));
  const write = (name: string, values: Readonly<Record<string, number | string>>): void =>
    writeMessage(head, named.get(name)!, 0, at, draw, values);
  for (const { type, length, name, format, columns } of copterMessages) {
    write('FMT', { Type: type, Length: length, Name: name, Format: format, Columns: columns.join(',') });
  }
  for (const [id, label] of Object.entries(unitLabels)) write('UNIT', { Id: id.charCodeAt(0), Label: label });
  for (const [id, value] of Object.entries(multipliers)) write('MULT', { Id: id.charCodeAt(0), Mult: value });
  for (const { type, units, multipliers: ids } of copterMessages) {
    write('FMTU', { FmtType: type, UnitIds: units, MultIds: ids });
  }
  write('VER', { Maj: 4, Min: 5, Pat: 7, FWS: 'ArduCopter V4.5.7', GH: 0x2a3d_c4b7 });
  for (let index = 0; index < PARAMETERS; index++) write('PARM', {});
  for (let block = 0; block < 60; block++)
    write('FILE', { FileName: '@SYS/uarts.txt', Offset: 64 * block, Length: 64 });
}

function writeMessage(
  log: Period,
  message: CopterMessage,
  instance: number,
  at: Moment,
  draw: Draw,
  given: Readonly<Record<string, number | string>> = {},
): void {
  const { view } = log;
  let offset = log.record(message.length);
  view.setUint16(offset, 0xa395);
  view.setUint8(offset + 2, message.type);
  offset += HEADER_BYTES;
  const values = valuesOf(message.name, instance, at, draw);
  message.columns.forEach((column, index) => {
    const character = message.format[index]!;
    if (column === 'TimeUS') log.clock(offset, 'us');
    if (column === 'SMS' || column === 'GMS') log.clock(offset, 'ms');
    writeColumn(view, offset, character, given[column] ?? values(column, character));
    offset += sizes[character]!;
  });
}

function writeColumn(view: DataView, at: number, character: string, value: number | string): void {
  if (typeof value === 'string') {
    for (let index = 0; index < Math.min(value.length, sizes[character]!); index++)
      view.setUint8(at + index, value.charCodeAt(index));
    return;
  }
  const whole = Math.round('cCeE'.includes(character) ? 100 * value : character === 'L' ? 1e7 * value : value);
  if (character === 'f') view.setFloat32(at, value, true);
  else if (character === 'd') view.setFloat64(at, value, true);
  else if (sizes[character] === 8) view.setBigInt64(at, BigInt(whole), true);
  else if (sizes[character] === 4) view.setInt32(at, whole, true);
  else if (sizes[character] === 2) view.setInt16(at, whole, true);
  else if (sizes[character] === 1) view.setInt8(at, whole);
  else throw new Error(`no way to write a number as ${character}`);
}
