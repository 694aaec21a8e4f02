import { declinationRad, gpsTime } from '../world.ts';
import { bySystem, type Epoch, own, place } from './epoch.ts';
import { bearing, type Cell, dayMonthYear, fixed, padded, sentence, timeOfDay } from './sentence.ts';

const KNOTS = 3600 / 1852;
const KMH = 3.6;
/** Slower than this, receivers tell no course. */
const LEAST_SPEED_MS = 0.3;
const DIFFERENTIAL_FROM_S = 41;
const IN_A_SENTENCE = 4;
const MOST_IN_USE = 12;

/** What the receiver says at every epoch of its place and motion. */
export function fixSentences(epoch: Epoch): string[] {
  const { receiver, moment, hasFix, unixUs } = epoch;
  const { state } = moment;
  const time = timeCell(epoch);
  const isSlow = state.groundSpeed < LEAST_SPEED_MS;
  const course = isSlow || !hasFix ? '' : bearing(courseRad(epoch), 2);
  const knots = hasFix ? fixed(state.groundSpeed * KNOTS, 3) : '';
  const kmh = hasFix ? fixed(state.groundSpeed * KMH, 3) : '';
  const status = hasFix ? 'A' : 'V';
  const mode = modeCells(epoch);
  const variation = declinationRad(moment.point);
  const variationCells = hasFix ? [fixed(Math.abs(degrees(variation)), 1), variation < 0 ? 'W' : 'E'] : ['', ''];
  const date = epoch.hasTime ? dayMonthYear(unixUs) : '';
  const rmc = [time, status, ...place(epoch), knots, course, date, ...variationCells, ...mode];
  const magnetic = course === '' ? '' : bearing(courseRad(epoch) - variation, 2);
  return [
    ...(receiver.hasDate ? [own(epoch, 'RMC', receiver.version === 4.1 ? [...rmc, status] : rmc)] : []),
    own(epoch, 'GGA', [time, ...place(epoch), ...fixCells(epoch)]),
    own(epoch, 'VTG', [course, 'T', magnetic, 'M', knots, 'N', kmh, 'K', ...mode]),
    own(epoch, 'GLL', [...place(epoch), time, status, ...mode]),
  ];
}

/** What it says once a second: satellites, errors, the date. */
export function slowSentences(epoch: Epoch): string[] {
  const { receiver, moment, hasFix, unixUs, hasTime } = epoch;
  const time = timeCell(epoch);
  const isNew = receiver.version === 4.1;
  const used = epoch.scene.satellites.length;
  const errors = ['range', 'major', 'minor'].map((name) => fixed(Math.abs(1.2 + 0.2 * moment.noise(name)), 2));
  const [north, east, up] = ['north', 'east', 'up'].map((name) => fixed(Math.abs(0.9 + 0.1 * moment.noise(name)), 2));
  const date = new Date(unixUs / 1000);
  const lists = bySystem(epoch).flatMap(([talker, seen], system) => {
    const numbers = Array.from({ length: MOST_IN_USE }, (_, at) => (seen[at] ? padded(seen[at].prn, 2) : ''));
    const gsa = ['A', hasFix ? 3 : 1, ...numbers, fixed(pdop(used), 2), hdop(used), fixed(pdop(used) * 0.8, 2)];
    const sentences = Math.max(1, Math.ceil(seen.length / IN_A_SENTENCE));
    const gsv = Array.from({ length: sentences }, (_, at) => {
      const some = seen.slice(at * IN_A_SENTENCE, (at + 1) * IN_A_SENTENCE);
      const cells = some.flatMap(({ prn, elevationDeg, azimuthDeg }) => [
        ...[padded(prn, 2), padded(elevationDeg, 2), padded(Math.round(azimuthDeg) % 360, 3)],
        Math.round(22 + elevationDeg / 4),
      ]);
      return sentence(`${talker}GSV`, [sentences, at + 1, padded(seen.length, 2), ...cells, ...(isNew ? [1] : [])]);
    });
    return [own(epoch, 'GSA', isNew ? [...gsa, system + 1] : gsa), ...gsv];
  });
  const day = [date.getUTCDate(), date.getUTCMonth() + 1].map((part) => padded(part, 2));
  const zone = Math.round(epoch.longitudeDeg / 15);
  return [
    ...lists,
    own(epoch, 'GST', [time, ...errors, bearing(moment.axisRad + 0.4, 1), north!, east!, up!]),
    ...(receiver.hasDate
      ? [own(epoch, 'ZDA', hasTime ? [time, ...day, date.getUTCFullYear(), padded(zone, 2), '00'] : Array(6).fill(''))]
      : []),
    own(epoch, 'GBS', [time, ...errors.map((error) => error), ...(isNew ? ['', '', '', '', 1, 0] : ['', '', '', ''])]),
    own(epoch, 'GRS', [
      time,
      1,
      ...Array.from({ length: MOST_IN_USE }, (_, at) => fixed(moment.noise(`rest ${at}`), 1)),
    ]),
    own(epoch, 'DTM', ['W84', '', '0.0', 'N', '0.0', 'E', '0.0', 'W84']),
    ...(receiver.talker === 'GN' ? [gns(epoch)] : []),
  ];
}

/** The makers' own sentences. */
export function makersSentences(epoch: Epoch): string[] {
  const { receiver, moment, scene, unixUs, hasTime, hasFix } = epoch;
  const { state, amslM } = moment;
  const time = timeCell(epoch);
  const used = scene.satellites.length;
  const { week, towMs } = gpsTime(unixUs);
  const course = bearing(courseRad(epoch), 2);
  const moves = [fixed(state.groundSpeed * KMH, 3), state.groundSpeed < LEAST_SPEED_MS ? '' : course];
  const height = fixed(amslM + moment.geoidM, 3);
  const position = hasFix
    ? [...place(epoch), height, 'G3', '1.4', '2.1', ...moves, fixed(-state.climb, 3), '']
    : [...place(epoch), '', 'NF', '', '', '', '', '', ''];
  const seen = scene.satellites.flatMap(({ prn, elevationDeg, azimuthDeg }) => [
    ...[prn, 'U', padded(Math.round(azimuthDeg) % 360, 3), padded(elevationDeg, 2)],
    ...[Math.round(22 + elevationDeg / 4), padded(64, 3)],
  ]);
  const clock = hasTime
    ? [
        dayMonthYear(unixUs),
        fixed((towMs - 18_000) / 1000, 2),
        week,
        '18',
        81_234,
        fixed(61.2 + moment.noise('drift'), 3),
        21,
      ]
    : ['', '', '', '15D', 81_234, '0.000', 21];
  return [
    ...(receiver.hasDate
      ? [
          sentence('PUBX', ['00', time, ...position, hdop(used), '1.90', '1.10', used, 0, 0]),
          sentence('PUBX', ['03', padded(used, 2), ...seen]),
          sentence('PUBX', ['04', time, ...clock]),
        ]
      : []),
    sentence('PGRME', [fixed(2.1 + 0.1 * moment.noise('horizontal'), 1), 'M', '3.4', 'M', '4.0', 'M']),
    sentence('PGRMZ', [Math.round(pressureFeet(epoch)), 'f', 3]),
    sentence('PGRMV', [fixed(state.velocityEast, 1), fixed(state.velocityNorth, 1), fixed(state.climb, 1)]),
  ];
}

function gns(epoch: Epoch): string {
  const { moment, hasFix, scene } = epoch;
  const used = scene.satellites.length;
  const heights = hasFix ? [fixed(moment.amslM, 3), fixed(moment.geoidM, 2)] : ['', ''];
  const station = isDifferential(epoch) ? ['1.2', stationOf(epoch)] : ['', ''];
  const mode = !hasFix ? 'NN' : isDifferential(epoch) ? 'DA' : 'AA';
  return own(epoch, 'GNS', [
    timeCell(epoch),
    ...place(epoch),
    mode,
    padded(used, 2),
    hdop(used),
    ...heights,
    ...station,
    'V',
  ]);
}

/** Quality, satellites, heights and the station of corrections. */
function fixCells(epoch: Epoch): Cell[] {
  const { moment, hasFix, scene } = epoch;
  if (!hasFix) return [0, '00', '99.99', '', 'M', '', 'M', '', ''];
  const used = padded(Math.min(scene.satellites.length, MOST_IN_USE), 2);
  const heights = [fixed(moment.amslM, 3), 'M', fixed(moment.geoidM, 2), 'M'];
  const station = isDifferential(epoch) ? [2, used, '1.2', stationOf(epoch)] : [1, used, '', ''];
  const [quality, count, age, name] = station as [Cell, Cell, Cell, Cell];
  return [quality, count, hdop(scene.satellites.length), ...heights, age, name];
}

/** Corrections come over the pilot's network. */
function stationOf({ secrets, scene }: Epoch): string {
  let number = scene.draws.integer('station', 0, 0, 99);
  for (const letter of secrets.person.network) number = (31 * number + letter.charCodeAt(0)) % 1024;
  return padded(number, 4);
}

function isDifferential({ moment, hasFix }: Epoch): boolean {
  return hasFix && moment.seconds >= DIFFERENTIAL_FROM_S;
}

/** From version 2.3 on. */
function modeCells(epoch: Epoch): Cell[] {
  if (epoch.receiver.version === 2.2) return [];
  return [!epoch.hasFix ? 'N' : isDifferential(epoch) ? 'D' : 'A'];
}

/** Pressure altitude in the standard atmosphere. */
function pressureFeet({ scene, moment }: Epoch): number {
  const FEET = 1 / 0.3048;
  const hpa =
    scene.weather.seaLevelHpa * (1 - (0.0065 * moment.amslM) / (scene.weather.seaLevelC + 273.15)) ** 5.255_88;
  return FEET * 44_330.77 * (1 - (hpa / 1013.25) ** 0.190_263);
}

export function timeCell({ unixUs, hasTime }: Epoch): string {
  return hasTime ? timeOfDay(unixUs) : '';
}

function courseRad({ moment: { state } }: Epoch): number {
  return Math.atan2(state.velocityEast, state.velocityNorth);
}

/** The more satellites are seen, the better. */
function hdop(satellites: number): string {
  return fixed(0.4 + 4 / Math.max(4, satellites), 2);
}

function pdop(satellites: number): number {
  return 0.8 + 7 / Math.max(4, satellites);
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
