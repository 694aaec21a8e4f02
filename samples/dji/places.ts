import { degrees } from '../scene.ts';
import { degreesAt } from '../tangent.ts';
import { isNearZone, type Recording } from './motion.ts';

const RADIANS = Math.PI / 180;
const GO_HOME_HEIGHT_M = 30;
const ZONE_LIMIT_M = 60;
const LIMIT_M = 120;

/** Places besides the aircraft's own: home, and the pilot's by the controller and by the phone. */
export function recordPlaces(recording: Recording): void {
  const { rows, secrets, device } = recording;
  const { place, operator } = secrets;
  const home = degreesAt(place, 0, 0);
  const pilot = degreesAt(place, operator.northM, operator.eastM);
  const takeOff = rows.moment(Math.round(rows.span.fromS * 1e6), 'home', 0);
  rows.every('HOME', 1, (moment) => ({
    ...{ longitude: home.longitudeDeg * RADIANS, latitude: home.latitudeDeg * RADIANS },
    altitude: 10 * place.altitudeAmslM,
    ...{ flags: 0x41 | (isNearZone(recording, moment) ? 0x20 : 0), more: 0x24, goHomeHeight: GO_HOME_HEIGHT_M },
    ...{ courseLock: Math.round(10 * degrees(takeOff.state.yaw)), sdState: 2, sdPercent: 71, sdLeft: 83 },
    ...{ fileIndex: device.flightIndex, maxHeight: secrets.zone === null ? LIMIT_M : ZONE_LIMIT_M },
    ...{ unknown1: placeBytes(home.longitudeDeg, home.latitudeDeg), unknown2: device.draws.bytes('unknown home', 5) },
  }));
  rows.every('RC_GPS', 1, ({ unixUs, noise }) => {
    const now = new Date(Number(unixUs / 1000n));
    const metre = 0.4 / 111_000;
    return {
      ...{ hour: now.getUTCHours(), minute: now.getUTCMinutes(), second: now.getUTCSeconds() },
      ...{ year: now.getUTCFullYear(), month: now.getUTCMonth() + 1, day: now.getUTCDate() },
      latitude: Math.round((pilot.latitudeDeg + metre * noise('north')) * 1e7),
      longitude: Math.round((pilot.longitudeDeg + metre * noise('east')) * 1e7),
      ...{ gpsNum: Math.max(0, rows.scene.satellites.length - 2), accuracy: 2.5, valid: 7 },
    };
  });
  rows.every('APP_GPS', 0.5, () => ({
    ...{ latitude: pilot.latitudeDeg, longitude: pilot.longitudeDeg, accuracy: 4.7 },
  }));
}

/** A place in bytes that no reader knows. */
function placeBytes(longitudeDeg: number, latitudeDeg: number): Uint8Array {
  const bytes = Buffer.alloc(28);
  bytes.writeDoubleLE(longitudeDeg, 3);
  bytes.writeDoubleLE(latitudeDeg, 11);
  return bytes;
}
