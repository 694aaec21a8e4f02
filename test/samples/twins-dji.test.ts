import { describe, vi } from 'vitest';
import type { DjiVersion } from '../../samples/dji/body.ts';
import { describeDjiTwins } from './dji-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Take-off, and the first waypoint ahead. */
const span = { fromS: 22, toS: 40 };

const names = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);
const near = names(`
  OSD.longitude, OSD.latitude, HOME.longitude, HOME.latitude, HOME.altitude, RC_GPS.latitude, RC_GPS.longitude, APP_GPS.latitude, APP_GPS.longitude,
  WAYPOINT_UPLOAD.body, MISSION_STATUS.body, FLY_SAFE_UNLOCK.body, APP_WARN.text, JPEG.data, DETAILS.longitude, DETAILS.latitude,
  DETAILS.photo_longitudes, DETAILS.photo_latitudes, DETAILS.take_off_altitude, DETAILS.checksum`);
const far = [...near, ...names('OSD.satellites, RC_GPS.satellites')];
const dated = names(`
  RC_GPS.hour, RC_GPS.minute, RC_GPS.second, RC_GPS.year, RC_GPS.day, CUSTOM.update_time, OSD.satellites, JPEG.data, DETAILS.start_time`);
const turned = names(
  'OSD.yaw, GIMBAL.yaw, OSD.speed_north, OSD.speed_east, VIRTUAL_STICK.pitch, HOME.course_lock_angle, HOME.latitude',
);

const atFull = [
  ...['on another date', 'on a date after 2038', 'that had flown longer before', 'that had not flown before'],
  ...['with the pilot elsewhere', 'of another person', 'with another account', 'with another name of the aircraft'],
  ...['with another address', 'with other text', 'with no text typed', 'in another zone', 'in no zone'],
];

/** One of each way in which records are written: plain, scrambled, encrypted. */
describe.each([4, 11, 14] as const)('a flight record of version %i', (version: DjiVersion) => {
  describeDjiTwins({
    log: { format: 'txt', version },
    span,
    shows: {
      'moved by kilometres': near,
      'moved to the other hemisphere': far,
      'moved to where the antimeridian is crossed in flight': far,
      'moved to 78 south': far,
      'moved in height only': names('HOME.altitude, DETAILS.take_off_altitude, JPEG.data'),
      'moved and turned': [...near, ...turned],
      'turned where it is': turned.filter((name) => name !== 'HOME.latitude'),
      'on another date': dated,
      'on a date after 2038': dated,
      'that had flown longer before': ['OSD.fly_time'],
      'that had not flown before': ['OSD.fly_time'],
      'with the pilot elsewhere': names('RC_GPS.latitude, RC_GPS.longitude, APP_GPS.latitude, APP_GPS.longitude'),
      'of another person': names(
        'RECOVER.aircraft_name, APP_TIP.text, JPEG.data, DETAILS.account_digest, DETAILS.aircraft_name',
      ),
      'with another account': names('FLY_SAFE_UNLOCK.body, DETAILS.account_digest'),
      'with another name of the aircraft': names('RECOVER.aircraft_name, DETAILS.aircraft_name, DETAILS.photo_bytes'),
      'with another address': names('DETAILS.sub_street, DETAILS.street, DETAILS.city, DETAILS.area'),
      'with other text': names('APP_TIP.text, APP_SERIOUS_WARN.text'),
      'with no text typed': ['missing frames'],
      'in another zone': names('FLY_SAFE_DATABASE.body, FLY_SAFE_LIMIT.body, APP_WARN.text, FLY_SAFE_UNLOCK.body'),
      'in no zone': ['missing frames'],
      'with other traffic': ['missing frames'],
      'with no traffic': ['missing frames'],
      'with other records that nobody knows': ['missing frames'],
      'with no records that nobody knows': ['missing frames'],
      'of another device': names(`
        COMPONENT_SERIAL.serial, FIRMWARE.version_1, HOME.recorder_file_index, SMART_BATTERY_STATIC.serial_number,
        CENTER_BATTERY.serial_number, CENTER_BATTERY.production_date, RECOVER.aircraft_serial, RECOVER.activation_time, JPEG.data,
        DETAILS.activation_time, DETAILS.aircraft_serial, DETAILS.camera_serial, DETAILS.rc_serial, DETAILS.battery_serial`).filter(
        (name) => version > 4 || name !== 'DETAILS.activation_time',
      ),
    },
    atFull,
    pseudonyms:
      version === 4
        ? ['COMPONENT_SERIAL.serial', 'SMART_BATTERY_STATIC.maker', 'SMART_BATTERY_STATIC.version']
        : [
            ...[
              'COMPONENT_SERIAL.serial',
              'DETAILS.aircraft_serial',
              'DETAILS.battery_serial',
              'DETAILS.camera_serial',
            ],
            ...['DETAILS.rc_serial', 'RECOVER.aircraft_serial', 'RECOVER.battery_serial', 'RECOVER.camera_serial'],
            ...['RECOVER.rc_serial', 'SMART_BATTERY_STATIC.maker', 'SMART_BATTERY_STATIC.version'],
          ],
    compared: { place: 190, direction: 260, vector: 25 },
  });
});
