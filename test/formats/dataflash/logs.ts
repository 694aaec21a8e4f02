import { readFileSync } from 'node:fs';
import { dataflashCatalog } from '../../../src/formats/dataflash/catalog.ts';
import { type Definition, define } from '../../../src/formats/dataflash/definition.ts';
import type { Fill, FormatSubject, NamedLog, Plant } from '../../suite/subject.ts';
import { level } from '../../suite/subject.ts';
import { bodyOf, type Container, DataflashWriter, formatBody, recordOf } from './writer.ts';

const START = 45_000_000n;
const always = [level('engineering'), level('full')];

const BAT = 'QBf TimeUS,Inst,Volt';
const POS = 'QLLf TimeUS,Lat,Lng,Alt';
const ORGN = 'QBLLe TimeUS,Type,Lat,Lng,Alt';
const MODE = 'QMBB TimeUS,Mode,ModeNum,Rsn';
const FILE = 'NIBZ FileName,Offset,Length,Data';

/**
 * Junk, a type that nobody defines, a definition that is refused. A record without another one behind it is not believed, so that a cut right
 * there and the whole log tell another story of it: the one before the junk and the one behind it are of the same message.
 */
export function dataflashSmallLog(container: Container): Uint8Array {
  const writer = new DataflashWriter(container)
    .define(1, 'BAT', BAT)
    .row('BAT', { TimeUS: START, Volt: 12.5 })
    .raw('junk \xa3\x95\x01 and \xa3 more\n')
    .row('BAT', { TimeUS: START + 100_000n, Volt: 12.25 })
    .define(2, 'POS', POS)
    .row('POS', { TimeUS: START + 200_000n, Lat: 471_234_567, Lng: 81_234_567, Alt: 433.5 })
    .define(3, 'ORGN', ORGN)
    .row('ORGN', { TimeUS: START + 250_000n, Lat: 471_200_000, Lng: 81_200_000, Alt: 40_000 })
    .define(4, 'SPY', 'Qf TimeUS,Secret')
    .row('SPY', { TimeUS: START + 260_000n, Secret: 4.5 })
    .define(3, 'MODE', MODE)
    .row('MODE', { TimeUS: START + 300_000n, Mode: 3, ModeNum: 3, Rsn: 1 });
  if (container === 'bin')
    writer.raw(recordOf(128, formatBody({ type: 9, name: 'BAD', format: 'f', columns: 'A,B' }, 7)));
  else writer.raw('FMT, 9, 7, BAD, f, A,B\n');
  return writer
    .row('POS', { TimeUS: START + 400_000n, Lat: 471_234_599, Lng: 81_234_500, Alt: 434 })
    .row('BAT', { TimeUS: START + 500_000n, Volt: 12 })
    .raw('\xa3\x95\x02\x07')
    .bytes();
}

/** The same number and name for different messages, in turn. */
export function redefinedLog(container: Container): Uint8Array {
  const writer = new DataflashWriter(container);
  for (let turn = 0; turn < 6; turn++) {
    const TimeUS = START + BigInt(turn) * 1_000_000n;
    writer.define(1, 'POS', POS).row('POS', { TimeUS, Lat: 471_234_567 + turn, Lng: 81_234_567, Alt: 4 });
    writer.define(1, 'ORGN', ORGN).row('ORGN', { TimeUS, Lat: 470_000_000, Lng: 80_000_000 });
    writer.define(1, 'BAT', BAT).row('BAT', { TimeUS, Volt: 12 - turn / 4 });
    writer.define(2, 'BAT', 'IfB TimeMS,Volt,Inst').row('BAT', { TimeMS: 46_000 + turn * 1000, Volt: 11.5 });
    writer.define(1, 'BAT', 'IdB TimeMS,Volt,Gadget').row('BAT', { TimeMS: 46_000 + turn * 1000, Volt: 11.5 });
  }
  return writer.bytes();
}

interface Listed {
  readonly name: string;
  readonly fields: string;
  readonly definition: Definition;
}

/** Messages that the lists of ArduPilot's sources lack, and recorded logs have. */
const fromLogs: Readonly<Record<string, string>> = {
  MOTR: 'Ihhhh TimeMS,Roll,Pitch,Throttle,Yaw',
  CMOT: 'Ifffffffffff TimeMS,fMX,fMY,fMZ,MX,MY,MZ,WX,WY,WZ,Curr,Rot',
  CMO2: 'Ifffffffffff TimeMS,fMX,fMY,fMZ,MX,MY,MZ,WX,WY,WZ,Curr,Rot',
  NKT1: 'QIff TimeUS,Cnt,IMUMin,AngMin',
  NKT2: 'QIff TimeUS,Cnt,IMUMin,AngMin',
};

let listed: readonly Listed[] | undefined;

/** All layouts of all of ArduPilot's messages, as its sources define them. */
export function allLayouts(): readonly Listed[] {
  listed ??= readListed();
  return listed;
}

/** One layout of each message: that with the most columns. */
export function listedMessages(): readonly Listed[] {
  const largest = new Map<string, Listed>();
  for (const one of allLayouts()) {
    const { fields } = largest.get(one.name)?.definition ?? { fields: [] };
    if (one.definition.fields.length > fields.length) largest.set(one.name, one);
  }
  return [...largest.values()];
}

function readListed(): Listed[] {
  const text = readFileSync(new URL('../../../src/formats/dataflash/gen/messages.txt', import.meta.url), 'utf8');
  const found: Listed[] = [];
  const add = (name: string, format: string, columns: string): void => {
    if (['FMT', 'FMTU', 'UNIT', 'MULT'].includes(name) || format.length > 16 || columns.length > 64) return;
    const definition = define(name, format, columns, dataflashCatalog());
    if (definition?.isKnown === true && definition.size <= 252)
      found.push({ name, fields: `${format} ${columns}`, definition });
  };
  for (const block of text.replace(/^#.*\n/gm, '').split(/\n(?=\S)/)) {
    const [head = '', ...rows] = block.trim().split('\n');
    const columns = rows.map((row) => row.trim().split(' '));
    add(head.split(' ')[0]!, columns.map(([, one]) => one).join(''), columns.map(([one]) => one).join(','));
  }
  for (const [name, fields] of Object.entries(fromLogs)) add(name, ...(fields.split(' ') as [string, string]));
  return found;
}

/** Every message of the catalog, and those that teach. */
export function filledLog(container: Container, fill: Fill, layouts = listedMessages()): Uint8Array {
  const writer = new DataflashWriter(container)
    .define(251, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
    .define(252, 'UNIT', 'QbZ TimeUS,Id,Label')
    .define(253, 'MULT', 'Qbd TimeUS,Id,Mult')
    .row('FMTU', { TimeUS: START, FmtType: 252, UnitIds: 's--', MultIds: 'F--' })
    .row('UNIT', { TimeUS: START, Id: 0x73, Label: 's' })
    .row('MULT', { TimeUS: START, Id: 0x46, Mult: 1e-6 });
  for (const [index, { name, fields, definition }] of layouts.entries()) {
    writer.define(index % 120, name, fields);
    for (let round = 0; round < 2; round++) writer.body(name, fill(name, definition.fields, round));
  }
  return writer.bytes();
}

/** What only the vocabularies, or the decoder, find. */
export function dataflashPlants(): Plant[] {
  const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
  const integer = new Uint8Array(Int32Array.of(471_234_567).buffer);
  const single = new Uint8Array(Float32Array.of(47.123456).buffer);
  const bat = (): DataflashWriter => new DataflashWriter().define(1, 'BAT', BAT).row('BAT', { Volt: 12 });
  const plant = (
    name: string,
    write: (writer: DataflashWriter) => DataflashWriter,
    pattern: Uint8Array,
    hiddenBy = always,
  ): Plant => ({
    name,
    log: write(bat()).row('BAT', { Volt: 11 }).bytes(),
    pattern,
    hiddenBy,
  });
  const unclean = formatBody({ type: 2, name: 'BAT', format: 'QBf', columns: 'TimeUS,Inst,Volt' });
  unclean.set(text('SPYGLASS'), 22 + 24);
  const units = 'QBNN TimeUS,FmtType,UnitIds,MultIds';
  const parameter = 'QNff TimeUS,Name,Value,Default';
  const command = 'QHHHffffLLfB TimeUS,CTot,CNum,CId,Prm1,Prm2,Prm3,Prm4,Lat,Lng,Alt,Frame';
  return [
    plant(
      'the name of a message that is not in the catalog',
      (log) => log.define(2, 'SPYG', 'Qf TimeUS,Volt'),
      text('SPYG'),
    ),
    plant(
      'the name of a column that is not in the catalog',
      (log) => log.define(2, 'BAT', 'Qff TimeUS,Volt,PilotNme'),
      text('PilotNme'),
    ),
    plant(
      'a column of a known name with another type',
      (log) => log.define(2, 'POS', 'Qdd TimeUS,Lat,Lng'),
      text('TimeUS,Lat,Lng'),
    ),
    plant('what follows the columns in a definition', (log) => log.raw(recordOf(128, unclean)), text('SPYGLASS')),
    plant(
      'the label of a unit that ArduPilot does not have',
      (log) => log.define(3, 'UNIT', 'QbZ TimeUS,Id,Label').row('UNIT', { Id: 0x6d, Label: 'spyglass' }),
      text('spyglass'),
    ),
    plant(
      'a multiplier that ArduPilot does not have',
      (log) => log.define(3, 'MULT', 'Qbd TimeUS,Id,Mult').row('MULT', { Id: 0x42, Mult: 47.123456789 }),
      new Uint8Array(Float64Array.of(47.123456789).buffer),
    ),
    plant(
      'units that ArduPilot does not have',
      (log) => log.define(3, 'FMTU', units).row('FMTU', { FmtType: 1, UnitIds: 'spyglass', MultIds: 'F-0' }),
      text('spyglass'),
    ),
    plant(
      'units of a type that nobody defined',
      (log) => log.define(3, 'FMTU', units).row('FMTU', { FmtType: 77, UnitIds: 'sdsdsdsd', MultIds: 'F000000-' }),
      text('sdsdsdsd'),
    ),
    plant(
      'the value of a setting that nobody knows',
      (log) => log.define(3, 'PARM', parameter).row('PARM', { Name: 'MY_OWN', Value: 47.123456 }),
      single,
    ),
    plant(
      'the value of a setting that tells the place',
      (log) => log.define(3, 'PARM', parameter).row('PARM', { Name: 'COMPASS_DEC', Value: 47.123456 }),
      single,
      [level('engineering')],
    ),
    plant(
      'the latitude of a waypoint',
      (log) => log.define(3, 'CMD', command).row('CMD', { CId: 16, Lat: 471_234_567, Frame: 3 }),
      integer,
      [level('engineering')],
    ),
    plant(
      'the variable part of a text',
      (log) => log.define(3, 'MSG', 'QZ TimeUS,Message').row('MSG', { Message: 'ArduCopter V4.5.1 (deadbeef)' }),
      text('deadbeef'),
      [level('engineering')],
    ),
  ];
}

/** A log in a file that the log carries. */
export function dataflashNested(): FormatSubject['nested'] {
  const start = (): DataflashWriter =>
    new DataflashWriter().define(1, 'BAT', BAT).define(2, 'FILE', FILE).define(3, 'EV', 'QB TimeUS,Id');
  const inner = recordOf(3, bodyOf(start().layoutOf('EV'), { TimeUS: START, Id: 10 }));
  const Data = Buffer.concat([Buffer.alloc(4), inner, inner, inner, inner]);
  const file = bodyOf(start().layoutOf('FILE'), { FileName: 'a.bin', Data: [...Data] });
  const outer = recordOf(2, file);
  const beats = (writer: DataflashWriter): DataflashWriter => {
    for (let beat = 0; beat < 40; beat++) writer.row('BAT', { TimeUS: START + BigInt(beat), Volt: 12 });
    return writer;
  };
  const around = (piece: Uint8Array, isLast = false): Uint8Array => {
    const writer = beats(start()).raw(piece);
    return isLast ? writer.bytes() : beats(writer).bytes();
  };
  const broken = (change: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = outer.slice();
    change(bytes);
    return bytes;
  };
  const unreadable = recordOf(128, formatBody({ type: 9, name: 'FIL', format: 'NIBZ', columns: 'A,B' }, outer.length));
  const logs: Record<string, Uint8Array> = {
    'a right record': around(outer),
    'a right record, at the end': around(outer, true),
    'a record of a type that nobody defined': around(broken((bytes) => void (bytes[2] = 99))),
    'a record without its first byte': around(broken((bytes) => void (bytes[0] = 0))),
    'a record without its header': around(outer.subarray(3)),
    'a record whose definition was refused': around(Buffer.concat([unreadable, recordOf(9, file)])),
    'a record that the end cuts off': around(outer.subarray(0, outer.length - 4), true),
    'a record without header that the end cuts off': around(outer.subarray(1, outer.length - 4), true),
  };
  return Object.entries(logs).map(([name, log]) => ({ name, log, message: 'EV' }));
}

export function dataflashOverlong(): (NamedLog & { frames: number })[] {
  const beats = (writer: DataflashWriter, count: number): DataflashWriter => {
    for (let beat = 0; beat < count; beat++) writer.row('BAT', { TimeUS: START + BigInt(beat), Volt: 12 });
    return writer;
  };
  const start = (): DataflashWriter =>
    beats(new DataflashWriter().define(1, 'BAT', BAT).define(2, 'ISBD', 'QHHaaa TimeUS,N,seqno,x,y,z'), 5);
  // A record without another one behind it is not believed: the one before the claim is.
  const claim = Uint8Array.of(0xa3, 0x95, 2);
  return [
    { name: 'in the middle', log: beats(start().raw(claim), 60).bytes(), frames: 2 + 5 + 60 },
    { name: 'at the end', log: start().raw(claim).bytes(), frames: 2 + 5 },
  ];
}

export function hostileLogs(): NamedLog[] {
  const bat = recordOf(128, formatBody({ type: 1, name: 'BAT', format: 'QBf', columns: 'TimeUS,Inst,Volt' }));
  const short = recordOf(128, formatBody({ type: 1, name: 'STRT', format: '', columns: '' }));
  const chain = Buffer.concat([
    short,
    ...Array.from({ length: 160 }, () => Uint8Array.of(0xa3, 0x95, 1)),
    Uint8Array.of(7),
  ]);
  return [
    { name: 'heads', log: Uint8Array.of(0xa3, 0x95) },
    { name: 'definitions that are cut off', log: Uint8Array.of(0xa3, 0x95, 0x80) },
    { name: 'one definition', log: bat },
    { name: 'chains of the shortest records that break', log: new Uint8Array(chain) },
    { name: 'chains that begin anew', log: new Uint8Array(Buffer.concat([chain.subarray(89), Uint8Array.of(0xa3)])) },
  ];
}
