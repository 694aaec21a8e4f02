import type { Values } from '../encode.ts';
import { parametersOf } from '../parameters.ts';
import { joined, type Rows } from '../rows.ts';
import { Command, type Item, itemValues, missions } from '../station.ts';
import { pointAt } from '../tangent.ts';
import { textsOf } from '../texts.ts';
import { formatRecord, knownMessages, type Message, recordOf } from './writer.ts';

/** Messages from here on are declared when they are first written. */
const LATE_TYPES = 240;
const TEXT_ROOM = 64;
const FIRMWARE = 'ArduCopter V4.6.2';
/** Units and multipliers of ArduPilot 4.6 with their characters (`log_Units`, `log_Multipliers`). */
const units = [
  ...['-', '?UNKNOWN', 'AA', 'aAh', 'ddeg', 'bB', 'BB/s', 'kdeg/s', 'Ddeglatitude', 'edeg/s/s', 'Erad/s', 'GGauss'],
  ...['hdegheading', 'iA.s', 'JW.s', 'll', 'Lrad/s/s', 'mm', 'nm/s', 'om/s/s', 'OdegC', '%%', 'Ssatellites', 'ss'],
  ...['qrpm', 'rrad', 'Udeglongitude', 'uppm', 'vV', 'PPa', 'wOhm', 'WWatt', 'XW.h', 'yl/s', 'Yus', 'zHz', '#instance'],
];
const multipliers: readonly (readonly [letter: string, value: number])[] = [
  ...([
    ['-', 0],
    ['?', 1],
    ['2', 1e2],
    ['1', 1e1],
    ['0', 1],
    ['A', 1e-1],
    ['B', 1e-2],
    ['C', 1e-3],
    ['D', 1e-4],
  ] as const),
  ...([
    ['E', 1e-5],
    ['F', 1e-6],
    ['G', 1e-7],
    ['I', 1e-9],
    ['!', 3.6],
    ['/', 3600],
  ] as const),
];

export function isLate({ type }: Message): boolean {
  return type >= LATE_TYPES;
}

/** What a log begins with: what all messages are, units, parameters. */
export function openingOf(rows: Rows): readonly (readonly [message: string, values: Values])[] {
  const TimeUS = BigInt(rows.scene.bootUs(Math.round(rows.span.fromS * 1e6)));
  const declared = [...knownMessages().values()].filter((message) => !isLate(message));
  return [
    ...units.map((unit) => ['UNIT', { TimeUS, Id: unit.charCodeAt(0), Label: unit.slice(1) }] as const),
    // They are floats in the autopilot.
    ...multipliers.map(
      ([letter, value]) => ['MULT', { TimeUS, Id: letter.charCodeAt(0), Mult: Math.fround(value) }] as const,
    ),
    ...declared.map((message) => ['FMTU', unitsOf(message, TimeUS)] as const),
    ...parametersOf(rows.scene).map(
      ([Name, Value], index) =>
        ['PARM', { TimeUS, Name, Value, Default: index % 7 === 0 ? Number.NaN : Value }] as const,
    ),
  ];
}

/** Declarations of the messages that a log declares when it begins. */
export function declarations(): Uint8Array {
  return joined([...knownMessages().values()].filter((message) => !isLate(message)).map(formatRecord));
}

export function unitsOf({ type, units: UnitIds, multipliers: MultIds }: Message, TimeUS: bigint): Values {
  return { TimeUS, FmtType: type, UnitIds, MultIds };
}

/** Declares a message that was not declared when the log began. */
export function lateDeclaration(message: Message, bootUs: number): Uint8Array {
  const values = unitsOf(message, BigInt(bootUs));
  return joined([formatRecord(message), recordOf(knownMessages().get('FMTU')!, values)]);
}

/** What is written once: version, banner, texts, mission, fence, rally points, files, and commands of the ground station. */
export function logOnce(rows: Rows): void {
  const { scene, span } = rows;
  const { device } = scene;
  const start = span.fromS + 0.003;
  rows.once(start, 'VER', {
    ...{ BT: 3, BST: device.boardVersion >>> 16, Maj: 4, Min: 6, Pat: 2, FWT: 255 },
    ...{ GH: Number.parseInt(device.firmwareHash, 16), FWS: `${FIRMWARE} (${device.firmwareHash})`, APJ: 1063, FV: 2 },
  });
  for (const { seconds, words, sender } of textsOf(scene)) {
    // What was said before is said again to every log that begins.
    const at = seconds < span.fromS ? start + 0.001 * seconds : seconds;
    const said = sender.system === 1 ? words : `SRC=${sender.system}/${sender.component}:${words}`;
    rows.once(at, 'MSG', { Message: said.replace(/^ArduCopter V[\d.]+/, FIRMWARE).slice(0, TEXT_ROOM) });
  }
  for (const { type, items } of missions) {
    for (const [index, item] of items.entries()) logItem(rows, type, item, index, items.length, start + 0.02);
  }
  logFiles(rows, start + 0.04);
  logCommands(rows);
}

function logItem(rows: Rows, type: number, item: Item, index: number, total: number, start: number): void {
  const values = itemValues(rows.scene, item) as Readonly<Record<string, number | undefined>>;
  const { command = 0, frame = 0, x: Lat = 0, y: Lng = 0, z: Alt = 0, param1 = 0, param2 = 0, param3 = 0 } = values;
  const at = start + 0.0005 * index;
  if (type === 0) {
    const params = { Prm1: param1, Prm2: param2, Prm3: param3 };
    rows.once(at, 'CMD', { CTot: total, CNum: index, CId: command, ...params, Lat, Lng, Alt, Frame: frame });
  } else if (type === 1) {
    const isCircle = command === Command.fenceCircle;
    const Type = isCircle ? 98 : command === Command.fenceReturn ? 95 : 99;
    const shape = { Count: isCircle || Type === 95 ? 0 : param1, Radius: isCircle ? param1 : 0 };
    rows.once(at, 'FNCE', { Tot: total, Seq: index, Type, Lat, Lng, ...shape });
  } else {
    rows.once(at, 'RALY', { Tot: total, Seq: index, Lat, Lng, Alt });
  }
}

/** Contents of files on board: a script of the pilot's, and a piece of an older log. */
function logFiles(rows: Rows, start: number): void {
  const { place, person, startUnixUs } = rows.scene.secrets;
  const barn = pointAt(place, 12, -7);
  const script = [
    `-- ${person.pilotName} (${person.operatorId}, ${person.network}), ${new Date(startUnixUs / 1000).toISOString()}`,
    `local barn = Location():lat(${barn.latE7}):lng(${barn.lonE7})`,
    `local height = ${place.altitudeAmslM}`,
  ].join('\n');
  const older = { TimeUS: 91_000_000n, Lat: barn.latE7, Lng: barn.lonE7, Alt: place.altitudeAmslM };
  const pieces = new Map([
    ['scripts/barn.lua', new TextEncoder().encode(script)],
    ['logs/00000041.BIN', recordOf(knownMessages().get('POS')!, older)],
  ]);
  let ordinal = 0;
  for (const [name, bytes] of pieces) {
    for (let at = 0; at < bytes.length; at += TEXT_ROOM) {
      const Data = bytes.subarray(at, at + TEXT_ROOM);
      const piece = { FileName: name.slice(-16), Offset: at, Length: Data.length, Data };
      rows.once(start + 0.001 * ordinal++, 'FILE', piece);
    }
  }
}

/** Commands that came from the ground station. */
function logCommands(rows: Rows): void {
  const { place } = rows.scene.secrets;
  const from = { TS: 1, TC: 1, SS: 255, SC: 190 };
  const home = pointAt(place, 0, 0);
  const roof = pointAt(place, 60, 70);
  const setHome = { Cmd: Command.setHome, X: home.latE7, Y: home.lonE7, Z: place.altitudeAmslM };
  rows.once(23.11, 'MAVC', { ...from, ...setHome, WL: 1 });
  rows.once(19.31, 'MAVC', { ...from, Cmd: Command.arm, P1: 1, Res: 4, WL: 1 });
  rows.once(23.91, 'MAVC', { ...from, Cmd: Command.arm, P1: 1, WL: 1 });
  rows.once(26.93, 'MAVC', { ...from, Cmd: Command.takeOff, Z: 12, WL: 1 });
  rows.once(60.41, 'MAVC', { ...from, Fr: 6, Cmd: Command.roiLocation, X: roof.latE7, Y: roof.lonE7, Z: 8 });
}
