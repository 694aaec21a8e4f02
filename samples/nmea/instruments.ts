import { waypoints } from '../path.ts';
import { wayTo, windFromRad } from '../scene.ts';
import { airTemperatureC, declinationRad, pressureHpa } from '../world.ts';
import { type Epoch, pointOf } from './epoch.ts';
import { timeCell } from './fixes.ts';
import { bearing, fixed, latitude, longitude, padded, sentence, words } from './sentence.ts';

const KNOTS = 3600 / 1852;
const KMH = 3.6;
const FEET = 1 / 0.3048;
const MILES = 1 / 1852;
const DEGREES = 180 / Math.PI;

/** Headings and attitudes, as often as places. */
export function headingSentences(epoch: Epoch): string[] {
  const { moment } = epoch;
  const { state } = moment;
  const yaw = bearing(state.yaw, 2);
  const attitude = [state.roll, state.pitch].map((angle) => fixed(angle * DEGREES, 2));
  return [
    sentence('HEHDT', [yaw, 'T', ...extraCell(epoch)]),
    sentence('PASHR', [timeCell(epoch), yaw, 'T', ...attitude, '0.00', '0.061', '0.062', '0.104', 1, 1]),
    sentence('HEROT', [fixed(state.rates[2] * DEGREES * 60, 1), 'A']),
  ];
}

/** Behind the last cell that the standard has stands one of the maker's. */
function extraCell({ secrets, scene, index }: Epoch): string[] {
  const { unknownMessages } = secrets;
  return [unknownMessages === null ? 'x' : `${words(unknownMessages)}${scene.draws.integer('extra', index, 0, 999)}`];
}

/** Compass, wind, air, ground and the way to the next waypoint. */
export function instrumentSentences(epoch: Epoch): string[] {
  return [...compassSentences(epoch), ...airSentences(epoch), ...waySentences(epoch)];
}

function compassSentences({ moment }: Epoch): string[] {
  const { state, point } = moment;
  const variation = declinationRad(point);
  const magnetic = bearing(state.yaw - variation, 1);
  const sides = [fixed(Math.abs(variation * DEGREES), 1), variation < 0 ? 'W' : 'E'];
  const speed = [fixed(state.airSpeed * KNOTS, 1), 'N', fixed(state.airSpeed * KMH, 1), 'K'];
  return [
    sentence('HETHS', [bearing(state.yaw, 2), 'A']),
    sentence('HCHDG', [magnetic, '0.4', 'E', ...sides]),
    sentence('HCHDM', [magnetic, 'M']),
    sentence('IIVHW', [bearing(state.yaw, 1), 'T', magnetic, 'M', ...speed]),
  ];
}

function airSentences({ moment, scene }: Epoch): string[] {
  const { state, amslM, point } = moment;
  const from = windFromRad(state);
  const windMs = Math.hypot(state.windNorth, state.windEast);
  const [pressure, celsius] = [pressureHpa(scene.weather, amslM), airTemperatureC(scene.weather, amslM)];
  const groundM = Math.max(0, amslM - scene.groundM(point));
  const attitude = [
    'A',
    fixed(state.pitch * DEGREES, 1),
    'D',
    'PITCH',
    'A',
    fixed(state.roll * DEGREES, 1),
    'D',
    'ROLL',
  ];
  const variation = declinationRad(point);
  const winds = [
    bearing(from, 1),
    'T',
    bearing(from - variation, 1),
    'M',
    fixed(windMs * KNOTS, 1),
    'N',
    fixed(windMs, 1),
  ];
  return [
    sentence('WIMWV', [bearing(from - state.yaw, 1), 'R', fixed(windMs, 1), 'M', 'A']),
    sentence('WIMWD', [...winds, 'M']),
    sentence('WIMTW', [fixed(celsius, 1), 'C']),
    sentence('WIMDA', [
      fixed(pressure / 33.8639, 4),
      'I',
      fixed(pressure / 1000, 5),
      'B',
      fixed(celsius, 1),
      'C',
      ...Array(8).fill(''),
      ...winds,
      'M',
    ]),
    sentence('WIXDR', ['C', fixed(celsius, 1), 'C', 'AIR', 'P', fixed(pressure / 1000, 5), 'B', 'BARO', ...attitude]),
    sentence('SDDPT', [fixed(groundM, 1), '0.2']),
    sentence('SDDBT', [fixed(groundM * FEET, 1), 'f', fixed(groundM, 1), 'M', fixed(groundM / 1.8288, 1), 'F']),
  ];
}

/** Sentences to autopilots name waypoints and tell where they are. */
function waySentences(epoch: Epoch): string[] {
  const { moment, secrets, receiver, index, scene } = epoch;
  const { state, axisRad } = moment;
  const way = wayTo(state, axisRad);
  const variation = declinationRad(moment.point);
  const goal = pointOf(secrets.place, state.target.north, state.target.east);
  const goalCells = [
    ...latitude(goal.latitudeDeg, receiver.decimals),
    ...longitude(goal.longitudeDeg, receiver.decimals),
  ];
  const miles = fixed(way.distanceM * MILES, 4);
  const name = words(secrets.text.description);
  const next = waypoints[Math.floor(index / receiver.hertz) % waypoints.length]!;
  const waypoint = pointOf(secrets.place, next.north, next.east);
  const home = pointOf(secrets.place, 0, 0);
  const [to, magnetic] = [bearing(way.bearingRad, 1), bearing(way.bearingRad - variation, 1)];
  const across = fixed(Math.abs(0.003 * scene.draws.normal('across', index)), 4);
  return [
    sentence('GPRMB', [
      'A',
      across,
      'L',
      'START',
      name,
      ...goalCells,
      miles,
      to,
      fixed(state.groundSpeed * KNOTS, 1),
      'V',
      'A',
    ]),
    sentence('GPBWC', [timeCell(epoch), ...goalCells, to, 'T', magnetic, 'M', miles, 'N', name, 'A']),
    sentence('GPBOD', [to, 'T', magnetic, 'M', name, 'START']),
    sentence('GPXTE', ['A', 'A', across, 'L', 'N', 'A']),
    sentence('GPAPB', ['A', 'A', across, 'L', 'N', 'V', 'V', to, 'T', name, to, 'T', to, 'T', 'A']),
    sentence('GPAAM', ['V', 'V', '0.001', 'N', name]),
    sentence('GPWPL', [
      ...latitude(waypoint.latitudeDeg, receiver.decimals),
      ...longitude(waypoint.longitudeDeg, receiver.decimals),
      `WP${padded(next.item, 2)}`,
    ]),
    sentence('GPWPL', [
      ...latitude(home.latitudeDeg, receiver.decimals),
      ...longitude(home.longitudeDeg, receiver.decimals),
      words(`Home of ${secrets.person.pilotName}`),
    ]),
    sentence('GPRTE', [1, 1, 'c', name, ...waypoints.map(({ item }) => `WP${padded(item, 2)}`)]),
  ];
}
