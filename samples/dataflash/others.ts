import { Draws } from '../draws.ts';
import type { Value, Values } from '../encode.ts';
import type { Rows } from '../rows.ts';
import { axisBearingRad, pointAt } from '../tangent.ts';
import { heading } from './motion.ts';
import { declare, knownMessages, type Message } from './writer.ts';

/** The pilot, whom the aircraft could follow, and other aircraft and ships that were heard. */
export function logOthers(rows: Rows): void {
  const { place, thirdParties, operator } = rows.scene.secrets;
  const pilot = pointAt(place, operator.northM, operator.eastM);
  const up = Math.round(100 * place.altitudeAmslM + 150);
  const follow = { Lat: pilot.latE7, Lon: pilot.lonE7, Alt: up, LatE: pilot.latE7, LonE: pilot.lonE7, AltE: up };
  rows.every('FOLL', 0.1, () => follow);
  for (const [index, aircraft] of thirdParties.entries()) {
    const course = (aircraft.courseDeg * Math.PI) / 180;
    for (let second = 0; second < rows.span.toS; second += 3) {
      const north = aircraft.northM + aircraft.speedMs * second * Math.cos(course);
      const east = aircraft.eastM + aircraft.speedMs * second * Math.sin(course);
      const point = pointAt(place, north, east);
      rows.once(0.333_1 + second + 0.07 * index, 'ADSB', {
        ...{ ICAO_address: aircraft.icao, Lat: point.latE7, Lng: point.lonE7, Squark: aircraft.squawk },
        Alt: Math.round((place.altitudeAmslM + aircraft.heightM) * 1000),
        Heading: Math.floor(100 * heading(course + axisBearingRad(place, north, east))),
        Hor_vel: Math.round(aircraft.speedMs * 100),
      });
      if (second % 30 !== 0) continue;
      const date = new Date(rows.scene.secrets.startUnixUs / 1000 + 1000 * second);
      rows.once(0.341 + second + 0.07 * index, 'AIS4', {
        ...{ US: BigInt(rows.scene.bootUs(second * 1e6)), rep: 4, mmsi: 2_470_000 + (aircraft.icao & 0xff) },
        ...{ year: date.getUTCFullYear(), mth: date.getUTCMonth() + 1, day: date.getUTCDate() },
        ...{
          h: date.getUTCHours(),
          m: date.getUTCMinutes(),
          s: date.getUTCSeconds(),
          lat: point.latE7,
          lon: point.lonE7,
        },
      });
    }
  }
}

/** A message that nobody knows, as a script on board declares and writes it. */
export interface Unknown {
  readonly message: Message;
  readonly rows: readonly { readonly seconds: number; readonly values: Values }[];
}

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Columns that a script may log; that they are called so makes nothing known. */
const columns: readonly (readonly [format: string, name: string])[] = [
  ...([
    ['L', 'Lat'],
    ['L', 'Lng'],
    ['f', 'Alt'],
    ['f', 'Roll'],
    ['B', 'Id'],
    ['I', 'Serial'],
    ['N', 'Who'],
    ['d', 'Where'],
    ['h', 'X'],
  ] as const),
];

/** Messages that nobody knows: names, types, columns and contents are drawn. */
export function unknownMessages(rows: Rows): readonly Unknown[] {
  const seed = rows.scene.secrets.unknownMessages;
  if (seed === null) return [];
  const draws = new Draws(`unknown ${seed}`);
  const known = [...knownMessages().values()];
  const taken = new Set(known.map(({ type }) => type));
  return Array.from({ length: draws.integer('kinds', 0, 2, 4) }, (_, kind): Unknown => {
    const type = freeType(draws, kind, taken);
    const letters = Array.from({ length: 3 }, (_, at) => CAPITALS[draws.integer(`name ${kind}`, at, 0, 25)]!);
    const chosen = columns.filter((_, index) => draws.uniform(`column ${kind}`, index) < 0.6);
    const format = `Q${chosen.map(([letter]) => letter).join('')}`;
    const names = ['TimeUS', ...chosen.map(([, name]) => name)].join(',');
    const plain = '-'.repeat(chosen.length);
    // Nothing of ArduPilot's own is called so.
    const message = declare(`z${letters.join('')}`, type, format, names, `s${plain}`, `F${plain}`);
    const count = draws.integer('rows', kind, 5, 30);
    const { fromS, toS } = rows.span;
    const list = Array.from({ length: count }, (_, row) => ({
      seconds: fromS + 0.2 + draws.uniform(`time ${kind}`, row) * (toS - fromS - 0.4),
      values: Object.fromEntries(chosen.map(([letter, name]) => [name, drawn(draws, letter, `${kind} ${name}`, row)])),
    }));
    return { message, rows: list.sort((a, b) => a.seconds - b.seconds) };
  });
}

function freeType(draws: Draws, kind: number, taken: Set<number>): number {
  for (let attempt = 0; ; attempt++) {
    const type = draws.integer(`type ${kind}`, attempt, 1, 254);
    if (taken.has(type)) continue;
    taken.add(type);
    return type;
  }
}

function drawn(draws: Draws, letter: string, name: string, row: number): Value {
  switch (letter) {
    case 'L':
      return draws.integer(name, row, -900_000_000, 900_000_000);
    case 'B':
      return draws.integer(name, row, 0, 255);
    case 'h':
      return draws.integer(name, row, -32_768, 32_767);
    case 'I':
      return draws.integer(name, row, 0, 2 ** 31);
    case 'N':
      return Array.from({ length: 16 }, (_, at) => CAPITALS[draws.integer(name, 16 * row + at, 0, 25)]!).join('');
    default:
      return 360 * draws.uniform(name, row) - 180;
  }
}
