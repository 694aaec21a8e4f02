import type { Secrets } from '../../suite/subject.ts';
import { blockOf, bytesOf, type Dialect, runningValues, type Values } from './writer.ts';

const BLOCKS = 40;
const DAY_US = 86_400e6;
const METRES_PER_DEGREE = 111_320;

/**
 * A flight of some seconds in one dialect. Secrets: place, home, height, date, sky (satellites), turn (where the nose points), speed, ground
 * (sonar), unknown (names, values and words that nobody knows), fix (from which block on there is one; dialects that can say so).
 */
export function srtFlight(dialect: Dialect, secrets: Secrets): Uint8Array {
  const blocks: string[] = [];
  for (let index = 0; index < BLOCKS; index++) {
    blocks.push(withUnknowns(blockOf(dialect, valuesAt(dialect, index, secrets)), secrets.unknown ?? 0));
  }
  return bytesOf(blocks.join(''));
}

function valuesAt(dialect: Dialect, index: number, secrets: Secrets): Values {
  const { place = 0, home = 0, height = 0, date = 0, sky = 0, turn = 0, speed = 0, ground = 0, fix = 0 } = secrets;
  const latitude = -34.2 + 7.3 * place;
  const northM = 4 * index + 30 * speed * Math.sin(index);
  const eastM = 3 * index;
  const homeLatitude = latitude - 0.002 - 0.001 * home;
  const homeLongitude = -58.8 + 11.7 * place + 0.001 * home;
  const yaw = wrap(20 + 3 * index + 47 * turn);
  const seaM = 117 + 310 * height;
  const values: Record<string, string> = {
    ...runningValues(index, 1_659_879_640_774_808 + Math.round(97.3 * date * DAY_US) + date * 3_600e6),
    latitude: (latitude + northM / METRES_PER_DEGREE).toFixed(6),
    longitude: (-58.8 + 11.7 * place + eastM / METRES_PER_DEGREE).toFixed(6),
    home_latitude: homeLatitude.toFixed(6),
    home_longitude: homeLongitude.toFixed(6),
    home_altitude: (-57.98 + 41 * home + 310 * height).toFixed(2),
    home_distance: (221 + index + 100 * home).toFixed(2),
    gps_first: (latitude + northM / METRES_PER_DEGREE).toFixed(6),
    gps_second: (-58.8 + 11.7 * place).toFixed(6),
    gps_altitude: seaM.toFixed(1),
    altitude: (seaM + index).toFixed(6),
    abs_alt: (seaM + index).toFixed(3),
    rel_alt: (index + 13 * speed).toFixed(3),
    height: (index + 13 * speed).toFixed(2),
    barometer_height: (index + 13 * speed).toFixed(1),
    sonar_height: (2 + ground).toFixed(1),
    horizontal_speed: (5 + speed).toFixed(2),
    vertical_speed: (0.5 + speed).toFixed(2),
    satellites: String(16 + sky),
    aircraft_pitch: (-7 + index / 10).toFixed(1),
    aircraft_roll: '2.5',
    aircraft_yaw: yaw.toFixed(1),
    gimbal_pitch: '-24.4',
    gimbal_roll: '0.0',
    gimbal_yaw: wrap(yaw + 1.5).toFixed(1),
    ...{ iso: String(100 + index), shutter: '1/1250.0', fnum: '280', ev: '0', ct: '5574', color_md: 'd_log' },
    ...{ focal_len: '240', dzoom_ratio: '10000', dzoom_delta: '0', ae_meter_md: '1', ir_gain_mode: '0' },
    frame_interval: '33',
  };
  if (dialect.absent !== undefined && index < 3 * fix) {
    for (const name of ['latitude', 'longitude', 'gps_first', 'gps_second']) values[name] = dialect.absent;
    if (dialect.absent === 'n/a') values.horizontal_speed = dialect.absent;
  }
  return values;
}

/** What no catalog knows, in every place of a text line, under every level withheld: tokens in brackets, words between commas and at the end. */
function withUnknowns(block: string, variant: number): string {
  const name = ['sn', 'pilot_name', 'x', 'serial'][variant % 4]!;
  const value = ['1581F4XF', 'Ada Example 7', '-34.2001', '9'][variant % 4]!;
  return block
    .replace(/\[iso/, `[${name} : ${value}] [iso`)
    .replace(/(ISO \S+), /, `$1, ${name.toUpperCase()} (${value}, ${variant}), `)
    .replace(/(Shutter:\S+) EV:.*\n/, `$1 ${name}=${value} at ${value}\n`)
    .replace(/<\/font>/, `<b ${name}="${value}"> </font>`);
}

function wrap(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
