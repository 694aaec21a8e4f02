import { describe, expect, test } from 'vitest';
import { officialCatalog, officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import type { FieldType } from '../../../src/model/schema.ts';
import { type CatalogEntry, catalogRows, disagreements, type Expectation, elementSize } from './tools.ts';

const messages = officialDialect().messages;
const rows = catalogRows();

const places: DataCategory[] = [
  ...(['aircraftPosition', 'missionPosition', 'homePosition', 'operatorPosition', 'thirdPartyPosition'] as const),
];
const identities: DataCategory[] = [
  ...(['deviceIdentity', 'firmwareIdentity', 'personIdentity', 'thirdPartyIdentity', 'network', 'credential'] as const),
];

describe('the catalog and the messages', () => {
  test('every field of every official message has a rule', () => {
    const bare = messages.flatMap(({ layout, fields }) =>
      fields.filter(({ rules }) => rules.length === 0).map(({ name }) => `${layout.name}.${name}`),
    );
    expect(bare).toEqual([]);
    expect(messages.filter(({ classified }) => !classified)).toEqual([]);
    expect(rows.length).toBeGreaterThan(3000);
  });

  test('has no row for a message or field that does not exist', () => {
    const lost: string[] = [];
    for (const [name, table] of officialCatalog()) {
      const fields = messages.find(({ layout }) => layout.name === name)?.fields.map((field) => field.name) ?? [];
      for (const field of table.keys()) if (!fields.includes(field)) lost.push(`${name}.${field}`);
    }
    expect(lost).toEqual([]);
  });

  test('of several rows for a field all but the last have a condition on another whole-number field', () => {
    const wrong: string[] = [];
    for (const { layout, fields } of messages) {
      for (const { name, rules } of fields) {
        rules.forEach(({ when }, index) => {
          if ((when === undefined) !== (index === rules.length - 1)) wrong.push(`${layout.name}.${name}: order`);
          if (when === undefined) return;
          const other = fields.find((field) => field.name === when.field);
          const isWhole = other !== undefined && /^[iu](8|16|32)$/.test(other.type) && other.length === 1;
          if (!isWhole || other.name === name) wrong.push(`${layout.name}.${name}: ${when.field}`);
          else if (when.values.some((value) => !fits(value, other.type))) wrong.push(`${layout.name}.${name}: value`);
          // What decides must itself mean the same always, and be there for readers of the output.
          else if (other.rules.length !== 1) wrong.push(`${layout.name}.${name}: ${when.field} has several rows`);
        });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a field that decides what others mean is released wherever they are', () => {
    const dependent = rows.filter(({ rule }) => rule.when !== undefined);
    const hidden = dependent.filter(({ message, rule }) => {
      const deciding = rows.find((row) => row.message === message && row.field.name === rule.when!.field)!;
      return !['structural', 'payloadState', rule.category].includes(deciding.rule.category);
    });
    expect(hidden.map(({ where }) => where)).toEqual([]);
    expect(dependent.length).toBeGreaterThan(80);
  });
});

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  char: [0n, 255n],
  ...Object.fromEntries(
    [8n, 16n, 32n, 64n].flatMap((bits) => [
      [`u${bits}`, [0n, (1n << bits) - 1n]],
      [`i${bits}`, [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]],
    ]),
  ),
};

function fits(value: number | bigint, type: FieldType): boolean {
  const range = ranges[type];
  if (range === undefined) return typeof value === 'number' && (Number.isNaN(value) || Math.fround(value) === value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return false;
  return BigInt(value) >= range[0] && BigInt(value) <= range[1];
}

describe('values that stand for unknown', () => {
  test('fit the type of their field', () => {
    const wrong = rows.filter(({ field, rule }) =>
      [rule.unknown, rule.blank].some((value) => value !== undefined && !fits(value, field.type)),
    );
    expect(wrong.map(({ where }) => where)).toEqual([]);
  });

  test('are either documented or chosen, never both, and a text has none but the empty one or spaces', () => {
    expect(rows.filter(({ rule }) => rule.unknown !== undefined && rule.blank !== undefined)).toEqual([]);
    const texts = rows.filter(({ field, rule }) => field.type === 'char' && (rule.unknown ?? rule.blank) !== undefined);
    expect(texts.filter(({ rule }) => ![0, 32].includes(Number(rule.unknown ?? rule.blank)))).toEqual([]);
  });

  test('are one for all rows of a field that hide it', () => {
    const wrong = messages.flatMap(({ layout, fields }) =>
      fields
        .filter(({ rules }) => new Set(rules.map(({ unknown, blank }) => String(unknown ?? blank))).size > 1)
        .map(({ name }) => `${layout.name}.${name}`),
    );
    // The model of a camera alone has an "unknown"; the other meanings of the value are kept.
    expect(wrong).toEqual(['GOPRO_GET_RESPONSE.value', 'GOPRO_SET_REQUEST.value']);
  });
});

describe('times', () => {
  const clocks = rows.filter(({ rule }) => rule.clock !== undefined);

  test('have a clock, and every clock can be shifted but GPS time and instants in the past, which are hidden', () => {
    expect(rows.filter(({ rule }) => rule.category === 'absoluteTime' && rule.clock === undefined)).toEqual([]);
    const stuck = clocks.filter(
      ({ field, rule }) =>
        rule.clock !== 'gps' &&
        rule.clock !== 'past' &&
        rule.category !== 'thirdPartyPosition' &&
        (rule.timeUnit === undefined || !/^[iu](16|32|64)$/.test(field.type) || field.length !== 1),
    );
    expect(stuck.map(({ where }) => where)).toEqual([]);
    expect(clocks.length).toBeGreaterThan(150);
  });

  test('are of no other category than time, fence events and what others say of themselves', () => {
    const others = clocks.filter(({ rule }) => !['absoluteTime', 'thirdPartyPosition'].includes(rule.category));
    expect(others.filter(({ rule }) => rule.category !== 'geofence' || rule.needs !== 'event')).toEqual([]);
  });

  test('take their unit from the definitions unless the table corrects it', () => {
    const odd = clocks.filter(({ field, rule }) => rule.clock !== 'gps' && rule.timeUnit !== field.units);
    expect(odd.map(({ where, rule }) => `${where} ${rule.timeUnit}`).sort()).toEqual([
      'COMMAND_INT_STAMPED.utc_time s',
      'COMMAND_INT_STAMPED.vehicle_timestamp us',
      'COMMAND_LONG_STAMPED.utc_time s',
      'COMMAND_LONG_STAMPED.vehicle_timestamp us',
      'NAV_FILTER_BIAS.usec us',
    ]);
  });
});

describe('groups and roles', () => {
  test('a latitude has its longitude in the same group, and the other way round; both are places of somebody', () => {
    const coordinates = rows.filter(({ rule }) => rule.role === 'latitude' || rule.role === 'longitude');
    const wrong = coordinates.filter(({ message, rule }) => {
      const wanted = rule.role === 'latitude' ? 'longitude' : 'latitude';
      const other = rows.find(
        (row) => row.message === message && row.rule.role === wanted && row.rule.group === rule.group,
      );
      return other === undefined || !places.includes(rule.category);
    });
    expect(wrong.map(({ where }) => where)).toEqual([]);
    expect(coordinates.length).toBeGreaterThan(80);
  });

  test('roles go with categories that can have them', () => {
    const allowed: [RegExp, DataCategory[]][] = [
      [/^(north|east|down|up|distance)$/, [...places, 'relativePosition']],
      [/^altitude$/, [...places, 'altitude']],
      [/^(velocity|acceleration|wind|groundSpeed|airspeed|climbRate)/, ['motion', 'thirdPartyPosition']],
      [/^course$/, ['motion', 'missionPosition', 'thirdPartyPosition']],
      [/^(yaw|bearing)$/, ['heading', 'thirdPartyPosition']],
      [/^quaternion/, ['heading', 'homePosition', 'thirdPartyPosition']],
      [/^yawRate$/, ['attitude', 'heading', 'thirdPartyPosition']],
      [/^(roll|pitch)$/, ['attitude', 'motion']],
      [/^magnetic/, ['magnetic']],
      [/^covariance$/, [...places, 'relativePosition', 'motion', 'heading']],
      [/^parameter/, ['parameter']],
      [/^(command|param\d)$/, ['mode']],
      [/^text$/, ['freeText']],
    ];
    const wrong = rows.filter(({ rule }) =>
      allowed.some(([role, categories]) => role.test(rule.role ?? '') && !categories.includes(rule.category)),
    );
    expect(wrong.map(({ where, rule }) => `${where} ${rule.role} ${rule.category}`)).toEqual([]);
  });
});

describe('fields that can carry anything', () => {
  test('text is never of a category that levels release whole', () => {
    const texts = rows.filter(({ field }) => field.type === 'char');
    expect(texts.length).toBeGreaterThan(30);
    const allowed: DataCategory[] = [...identities, ...places, 'freeText', 'parameter', 'opaque'];
    expect(texts.filter(({ rule }) => !allowed.includes(rule.category)).map(({ where }) => where)).toEqual([]);
  });

  test('arrays of bytes are identities, text or opaque, but for small numbers that were looked at', () => {
    const numbers = [
      ...['GPS_STATUS.satellite_prn', 'GPS_STATUS.satellite_used', 'GPS_STATUS.satellite_elevation'],
      ...['GPS_STATUS.satellite_azimuth', 'GPS_STATUS.satellite_snr', 'MAG_CAL_PROGRESS.completion_mask'],
      ...['GOPRO_GET_RESPONSE.value', 'GOPRO_SET_REQUEST.value', 'CONTROL_STATUS.gcs_secondary'],
      ...['ONBOARD_COMPUTER_STATUS.cpu_cores', 'ONBOARD_COMPUTER_STATUS.cpu_combined'],
      ...['ONBOARD_COMPUTER_STATUS.gpu_cores', 'ONBOARD_COMPUTER_STATUS.gpu_combined'],
      ...['ESTIMATOR_SENSOR_FUSION_STATUS.intended', 'ESTIMATOR_SENSOR_FUSION_STATUS.active'],
      ...[1, 5, 9, 13, 17, 21, 25, 29].map((first) => `ESC_TELEMETRY_${first}_TO_${first + 3}.temperature`),
      ...['ASLUAV_STATUS.Servo_status'],
    ];
    const open = rows.filter(
      ({ field, rule }) =>
        field.length > 1 && field.type === 'u8' && ![...identities, 'opaque', 'freeText'].includes(rule.category),
    );
    expect([...new Set(open.map(({ where }) => where))].sort()).toEqual(numbers.sort());
  });

  test('a whole field of eight bytes or more is a time, an identity, a measured double or opaque', () => {
    const wide = rows.filter(({ field }) => elementSize(field.type) === 8);
    const allowed: DataCategory[] = [...identities, 'absoluteTime', 'opaque', 'thirdPartyPosition'];
    const others = wide.filter(({ rule }) => !allowed.includes(rule.category)).map(({ where }) => where);
    expect(others.sort()).toEqual([
      'AUTOPILOT_VERSION.capabilities',
      'COMPONENT_INFORMATION_BASIC.capabilities',
      'GENERATOR_STATUS.status',
      'HIL_ACTUATOR_CONTROLS.flags',
      'TERRAIN_REQUEST.mask',
      'VISION_POSITION_DELTA.time_delta_usec',
      'WHEEL_DISTANCE.distance',
    ]);
  });
});

/** Tiles lie on one grid for the whole Earth, and heights of the ground find it: both would tell the place of a moved one. */
const terrainTiles = 'REQUEST DATA CHECK REPORT'.replace(/\w+/g, 'TERRAIN_$&.lat TERRAIN_$&.lon');

describe('categories', () => {
  test('agree with the units of the definitions', () => {
    const kinds: Expectation[] = [
      { fields: /^degE7$/, categories: places, reviewed: { terrain: terrainTiles } },
      { fields: /^degE5$/, categories: ['satellites'] },
      { fields: /^(mgauss|gauss)$/, categories: ['magnetic'], reviewed: { calibration: 'MAG_CAL_REPORT.fitness' } },
      {
        fields: /^(hPa|kPa|Pa|mbar)$/,
        categories: ['pressure'],
        reviewed: { actuators: 'EFI_STATUS.fuel_pressure' },
      },
      {
        fields: /^(deg|cdeg|rad|deg\/2)$/,
        categories: [...places, 'relativePosition', 'heading', 'attitude', 'motion', 'payloadState', 'satellites'],
        reviewed: {
          actuators: 'EFI_STATUS.ignition_timing',
          structural: 'OBSTACLE_DISTANCE.increment OBSTACLE_DISTANCE.increment_f OBSTACLE_DISTANCE.angle_offset',
          radioControl: 'CONTROL_LOADING_AXIS.position',
          systemHealth: 'DISTANCE_SENSOR.horizontal_fov DISTANCE_SENSOR.vertical_fov',
          magnetic: 'SENSOR_OFFSETS.mag_declination',
          inertial: ['x', 'y', 'z']
            .flatMap((axis) => [
              ...[`OPTICAL_FLOW_RAD.integrated_${axis}gyro`, `HIL_OPTICAL_FLOW.integrated_${axis}gyro`],
              `GIMBAL_REPORT.delta_angle_${axis}`,
            ])
            .join(' '),
        },
      },
      {
        fields: /^(mrad\/s|rad\/s|deg\/s|cdeg\/s|ddeg\/s)$/,
        categories: ['attitude', 'inertial', 'motion', 'heading', 'payloadState', 'thirdPartyPosition'],
        reviewed: {
          calibration: 'AHRS.omegaIx AHRS.omegaIy AHRS.omegaIz',
          radioControl: 'CONTROL_LOADING_AXIS.velocity',
        },
      },
      {
        fields: /^(cm\/s|dm\/s|mm\/s|m\/s|m\/s\*5)$/,
        categories: ['motion', 'thirdPartyPosition', 'satellites'],
        reviewed: {
          parameter: 'UAVIONIX_ADSB_OUT_CFG.stallSpeed',
          payloadState: 'WINCH_STATUS.speed',
          estimatorHealth: 'WIND_COV.horiz_accuracy WIND_COV.vert_accuracy',
          inertial: 'GIMBAL_REPORT.delta_velocity_x GIMBAL_REPORT.delta_velocity_y GIMBAL_REPORT.delta_velocity_z',
        },
      },
      { fields: /^(mG|m\/s\/s)$/, categories: ['inertial', 'motion', 'thirdPartyPosition'] },
      {
        fields: /^(m|dam)$/,
        categories: [
          ...places,
          'relativePosition',
          'altitude',
          'terrain',
          'motion',
          'satellites',
          'thirdPartyIdentity',
        ],
        reviewed: { estimatorHealth: 'ESTIMATOR_STATUS.pos_horiz_accuracy ESTIMATOR_STATUS.pos_vert_accuracy' },
      },
      {
        fields: /^(mm|cm|cm\^2|dm)$/,
        categories: [...places, 'relativePosition', 'altitude', 'terrain', 'satellites'],
        reviewed: {
          payloadState:
            'CAMERA_FEEDBACK.foc_len CAMERA_INFORMATION.focal_length CAMERA_INFORMATION.sensor_size_h CAMERA_INFORMATION.sensor_size_v',
          estimatorHealth: 'RANGING_BEACON.hacc_est RANGING_BEACON.vacc_est RANGING_BEACON.range_accuracy',
          systemHealth: ['DISTANCE_SENSOR', 'OBSTACLE_DISTANCE']
            .flatMap((name) => [`${name}.min_distance`, `${name}.max_distance`])
            .join(' '),
        },
      },
    ];
    expect(disagreements(rows, kinds, ({ field }) => field.units ?? '')).toEqual([]);
  });

  test('agree with the names of fields', () => {
    const kinds: Expectation[] = [
      {
        fields: /lat|lon|lng/i,
        categories: places,
        reviewed: {
          terrain: terrainTiles,
          estimatorHealth: 'FW_SOARING_DATA.VarLat FW_SOARING_DATA.VarLon',
          parameter: 'UAVIONIX_ADSB_OUT_CFG.gpsOffsetLat UAVIONIX_ADSB_OUT_CFG.gpsOffsetLon',
        },
      },
      {
        fields: /alt/i,
        categories: [...places, 'altitude', 'pressure', 'terrain'],
        reviewed: {
          estimatorHealth: 'EKF_STATUS_REPORT.terrain_alt_variance',
          structural: 'RANGING_BEACON.alt_type',
        },
      },
      {
        fields: /heading|yaw|hdg|bearing/i,
        categories: ['heading', 'attitude', 'thirdPartyPosition', 'satellites'],
        reviewed: {
          homePosition: 'LOCAL_POSITION_NED_SYSTEM_GLOBAL_OFFSET.yaw',
          actuators: 'HIL_CONTROLS.yaw_rudder',
          estimatorHealth: 'AHRS.error_yaw',
          motion: 'HIGH_LATENCY2.wind_heading',
          inertial: 'MOTION_PLATFORM_STATE.acc_yaw',
          radioControl: 'GIMBAL_MANAGER_SET_MANUAL_CONTROL.yaw GIMBAL_MANAGER_SET_MANUAL_CONTROL.yaw_rate',
          payloadState: [
            ...['MOUNT_CONFIGURE.stab_yaw', 'GIMBAL_MANAGER_SET_PITCHYAW.yaw'],
            ...['GIMBAL_MANAGER', 'GIMBAL_DEVICE', 'STORM32_GIMBAL_MANAGER'].flatMap((name) => [
              ...[`${name}_INFORMATION.yaw_min`, `${name}_INFORMATION.yaw_max`],
            ]),
            'STORM32_GIMBAL_MANAGER_CONTROL_PITCHYAW.yaw',
            'STORM32_GIMBAL_MANAGER_CONTROL_PITCHYAW.yaw_rate',
          ].join(' '),
        },
      },
      {
        fields: /mag$|^mag_|magnet|declination/i,
        categories: ['magnetic', 'calibration'],
        reviewed: { estimatorHealth: 'ESTIMATOR_STATUS.mag_ratio' },
      },
      {
        fields: /press|baro/i,
        categories: ['pressure'],
        reviewed: {
          actuators: 'EFI_STATUS.fuel_pressure',
          altitude: 'OPEN_DRONE_ID_LOCATION.altitude_barometric AVSS_DRONE_POSITION.barometer_alt',
          estimatorHealth: 'OPEN_DRONE_ID_LOCATION.barometer_accuracy',
        },
      },
      { fields: /wind(?!ow)/i, categories: ['motion', 'altitude', 'heading'] },
      {
        fields: /^(cog|course|climb|groundspeed|airspeed|v[xyzned])$|climb/i,
        categories: ['motion', 'thirdPartyPosition'],
      },
      { fields: /satellite|_nsat|^nsats|numsats|prn|hdop|vdop|^ep[hv]$/i, categories: ['satellites'] },
      { fields: /serial|uuid|uid|icao|callsign|squawk|registration|mmsi|_mac/i, categories: identities },
      {
        fields: /ssid|imei|iccid|imsi|apn|login|ur[il]$|(^|_)ip(v4|v6)?(_|$)/i,
        categories: ['network', 'personIdentity'],
      },
      { fields: /passw|passkey|key|secret|^pin$|new_pin|puk|signature/i, categories: ['credential'] },
      { fields: /name$/i, categories: [...identities, 'freeText'] },
      {
        fields: /commit|hash|version|_crc$/i,
        categories: identities,
        reviewed: { structural: 'HEARTBEAT.mavlink_version CHANGE_OPERATOR_CONTROL.version' },
      },
      {
        fields: /time|utc|stamp|uptime/i,
        categories: ['absoluteTime'],
        reviewed: {
          geofence: 'FENCE_STATUS.breach_time',
          motion: 'OPTICAL_FLOW_RAD.integration_time_us',
          terrain: 'OPTICAL_FLOW_RAD.time_delta_distance_us HIL_OPTICAL_FLOW.time_delta_distance_us',
          structural: 'HIL_OPTICAL_FLOW.integration_time_us SERIAL_CONTROL.timeout',
          power: 'BATTERY_STATUS.time_remaining',
          inertial: 'GIMBAL_REPORT.delta_time',
          actuators: 'EFI_STATUS.spark_dwell_time EFI_STATUS.injection_time',
          thirdPartyPosition: 'COLLISION.time_to_minimum_delta TARGET_ABSOLUTE.timestamp',
          credential: 'SETUP_SIGNING.initial_timestamp',
          payloadState: 'CAMERA_CAPTURE_STATUS.recording_time_ms',
          estimatorHealth: 'GLOBAL_POSITION_SENSOR.processing_time',
          deviceIdentity: 'COMPONENT_INFORMATION_BASIC.time_manufacture_s GENERATOR_STATUS.time_until_maintenance',
          linkHealth: 'VISION_POSITION_DELTA.time_delta_usec',
          satellites: 'OPEN_DRONE_ID_LOCATION.timestamp_accuracy',
        },
      },
      // Counts down the wear of one machine: its logs would be linked by it.
      { fields: /until_maintenance$/i, categories: ['deviceIdentity'] },
      { fields: /^home|^landing_l|^approach/i, categories: ['homePosition'] },
      { fields: /^(target|own)_system$|^target_component$/, categories: ['structural'] },
    ];
    // Words that only look like one of these.
    const plain = ({ field }: CatalogEntry): string =>
      field.name.replace(/health|relative|platform|translation|control_/gi, '');
    expect(disagreements(rows, kinds, plain)).toEqual([]);
  });
});
