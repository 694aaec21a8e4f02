import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../../src/formats/ulog/rules.ts';
import { type CatalogTable, parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { dataCategoryNames } from '../../../src/model/category.ts';
import type { FieldRule, FieldType } from '../../../src/model/schema.ts';
import { type Quantity, unitSize } from '../../../src/model/units.ts';
import { commands } from '../../../src/vocabulary/commands.ts';

const folder = new URL('../../../src/formats/ulog/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

const types: Readonly<Record<string, string>> = {
  ...{ int8_t: 'i8', uint8_t: 'u8', bool: 'u8', int16_t: 'i16', uint16_t: 'u16', int32_t: 'i32', uint32_t: 'u32' },
  ...{ int64_t: 'i64', uint64_t: 'u64', float: 'f32', double: 'f64', char: 'char' },
};

/** Rows that stand in no definition of the list, with where they were seen. */
const elsewhere: Readonly<Record<string, string>> = {
  'manual_control_setpoint.sysid_switch': 'a vendor build of version 1.11, in the corpus',
  'vehicle_control_mode.flag_sysid_maneuver_active': 'the same build',
};
/** What a ULog holds beside topics. */
const container = [
  ...['(header)', '(info)', '(multi info)', '(parameter)', '(parameter default)', '(logged string)', '(tagged string)'],
  ...['(dropout)', '(sync)'],
];
/** Topics that hold nothing but their time. */
const empty = ['nfs_up'];

interface Leaf {
  readonly name: string;
  readonly type: string;
  readonly length: number;
  readonly isArray: boolean;
}

/** Every layout of every topic, as [field, type, length]. */
const layouts = new Map<string, Leaf[][]>();
{
  let current: Leaf[][] = [];
  for (const line of text('gen/topics.txt').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith(' ')) {
      const layout: Leaf[] = [];
      for (const topic of line.split(' ')) layouts.set(topic, [...(layouts.get(topic) ?? []), layout]);
      current = [layout];
      continue;
    }
    const [, name, type, length] = /^ (\w+) (\w+)(?:\[(\d+)\])?$/.exec(line)!;
    current[0]!.push({ name: name!, type: type!, length: Number(length ?? 1), isArray: length !== undefined });
  }
}

/** The fields of a layout with nested types laid out, in every layout that these have. */
function flatten(layout: readonly Leaf[]): Leaf[] {
  return layout.flatMap(({ name, type, length, isArray }): Leaf[] => {
    if (types[type] !== undefined) return [{ name, type: types[type], length, isArray }];
    const nested = layouts.get(type);
    if (nested === undefined) throw new Error(`no type is called ${type}`);
    const prefix = `${name}${length > 1 ? '[*]' : ''}.`;
    return nested.flatMap(flatten).map((leaf) => ({ ...leaf, name: prefix + leaf.name }));
  });
}

const topics = [...layouts].map(([topic, all]) => ({ topic, layouts: all.map(flatten) }));
const files = readdirSync(new URL('catalog/', folder)).filter((name) => name.endsWith('.txt'));
const table: CatalogTable = parseCatalogTable(files.map((name) => text(`catalog/${name}`)).join('\n'), 'catalog');

/** The rows for one element of a field, or for a field as a whole. */
function rulesOf(topic: string, leaf: Leaf, element?: number): readonly FieldRule[] {
  const rows = table.get(topic);
  const ofElement = element === undefined ? undefined : rows?.get(`${leaf.name}[${element}]`);
  const hasElements = [...(rows?.keys() ?? [])].some((name) => name.startsWith(`${leaf.name}[`));
  return rulesFor(ofElement ?? rows?.get(leaf.name) ?? [], leaf.type as FieldType, leaf.isArray && !hasElements);
}

const isKnown = (topic: string, leaf: Leaf): boolean =>
  Array.from({ length: leaf.length }, (_, element) => rulesOf(topic, leaf, element)).every((rules) => rules.length > 0);

const moving = new Set(
  [
    ...['aircraftPosition', 'missionPosition', 'relativePosition', 'homePosition', 'operatorPosition', 'altitude'],
    ...['motion', 'heading'],
  ].filter((name) => (dataCategoryNames as string[]).includes(name)),
);
const ofAttitude = new Set<string | undefined>(['roll', 'pitch', 'yawRate']);
const quantities: Readonly<Record<string, Quantity>> = {
  ...{ latitude: 'angle', longitude: 'angle', course: 'angle', yaw: 'angle', windDirection: 'angle', bearing: 'angle' },
  ...{ altitude: 'length', distance: 'length', groundSpeed: 'speed', airspeed: 'speed', climbRate: 'speed' },
};

const rows = [...table].flatMap(([topic, fields]) =>
  [...fields].flatMap(([field, rules]) => rules.map((rule) => ({ at: `${topic}.${field}`, topic, field, rule }))),
);
const movingRows = rows.filter(({ rule }) => moving.has(rule.category));

describe('the ULog catalog and the topics of PX4', () => {
  test('the list names its sources: main and more than five releases', () => {
    const sources = [...text('gen/topics.txt').matchAll(/^# (\S+): \S+\/\S+ [0-9a-f]{40} \d{4}-\d\d-\d\d$/gm)];
    const names = sources.map(([, name]) => name!.replace(/^release\/|^v/, ''));
    for (const release of ['main', '1.18', '1.16', '1.15', '1.14', '1.13', '1.12', '1.11']) {
      expect(names.some((name) => name === release || name.startsWith(`${release}.`))).toBe(true);
    }
    expect(layouts.size).toBeGreaterThan(400);
  });

  test('every field of every layout of every topic has a row that holds for its type', () => {
    const bare = topics.flatMap(({ topic, layouts: all }) =>
      all.flat().flatMap((leaf) => (isKnown(topic, leaf) ? [] : [`${topic}.${leaf.name} ${leaf.type}`])),
    );
    expect([...new Set(bare)]).toEqual([]);
  });

  test('no row names a topic or field that is in no list', () => {
    const lost: string[] = [];
    for (const [topic, fields] of table) {
      if (container.includes(topic)) continue;
      // Topics that share their rows may each lack some.
      const sharing = topics.filter((one) => table.get(one.topic) === fields);
      if (!sharing.some((one) => one.topic === topic)) lost.push(topic);
      const leaves = sharing.flatMap((one) => one.layouts.flat());
      for (const field of fields.keys()) {
        const [, name, element] = /^(.*?)(?:\[(\d+)\])?$/.exec(field)!;
        const isThere = leaves.some((leaf) => leaf.name === name && (element === undefined || +element < leaf.length));
        if (!isThere && elsewhere[`${topic}.${field}`] === undefined) lost.push(`${topic}.${field}`);
      }
    }
    expect(lost).toEqual([]);
    for (const name of container) expect(table.has(name), name).toBe(true);
  });

  test('no row says of a type what no layout has', () => {
    const lost = rows.filter(({ topic, field, rule }) => {
      if (rule.type === undefined || container.includes(topic)) return false;
      const sharing = topics.filter((one) => table.get(one.topic) === table.get(topic));
      const leaves = sharing.flatMap((one) => one.layouts.flat());
      const name = field.replace(/\[\d+\]$/, '');
      const found = leaves
        .filter((leaf) => leaf.name === name)
        .map(({ type, isArray }) => (isArray && name === field ? `${type}[]` : type));
      return rule.type.split(',').some((type) => !found.includes(type));
    });
    expect(lost.map(({ at }) => at)).toEqual([]);
  });
});

describe('rows of what moves', () => {
  test('name the types that they hold for, and the unit where it is needed', () => {
    const wrong: string[] = [];
    for (const { at, rule } of movingRows) {
      if (rule.role === undefined || ofAttitude.has(rule.role)) continue;
      if (rule.type === undefined) wrong.push(`${at}: type`);
      const quantity = quantities[rule.role];
      if (quantity !== undefined && unitSize(rule.units, quantity) === undefined) wrong.push(`${at}: units`);
    }
    expect(wrong).toEqual([]);
    expect(movingRows.length).toBeGreaterThan(500);
  });

  test('a group has one latitude and one longitude, or neither, in every layout', () => {
    const wrong: string[] = [];
    let places = 0;
    for (const { topic, layouts: all } of topics) {
      for (const layout of all) {
        const counts = new Map<string, [number, number]>();
        for (const leaf of new Map(layout.map((one) => [one.name, one])).values()) {
          const { group, role } = rulesOf(topic, leaf)[0] ?? {};
          if (role !== 'latitude' && role !== 'longitude') continue;
          const count = counts.get(group ?? leaf.name) ?? [0, 0];
          count[role === 'latitude' ? 0 : 1]++;
          counts.set(group ?? leaf.name, count);
        }
        for (const [group, [latitudes, longitudes]] of counts) {
          places++;
          if (latitudes !== 1 || longitudes !== 1) wrong.push(`${topic} ${group}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(places).toBeGreaterThan(50);
  });

  test('heights over the origin, its own less another in 32 bits, say so', () => {
    const heights = movingRows.filter(({ rule }) => rule.role === 'down' || rule.role === 'up');
    expect(heights.filter(({ rule }) => rule.of !== 'height').map(({ at }) => at)).toEqual([]);
    expect(heights.map(({ at }) => at)).toContain('estimator_local_position.z');
  });

  test('no member of a group is without a role: it would hide the others', () => {
    const wrong = movingRows.filter(({ rule }) => rule.group !== undefined && rule.role === undefined);
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  test('times have a clock, and those since boot or 1970 their unit', () => {
    const wrong = rows.filter(
      ({ rule }) =>
        rule.clock !== undefined && rule.timeUnit === undefined && rule.clock !== 'past' && rule.clock !== 'gps',
    );
    expect(wrong.map(({ at }) => at)).toEqual([]);
    for (const { topic, layouts: all } of topics) {
      for (const leaf of all.flat()) {
        if (!/(^|\.)timestamp(_sample)?$/.test(leaf.name)) continue;
        const [rule] = rulesOf(topic, leaf);
        expect([topic, rule?.category, rule?.clock, rule?.timeUnit]).toEqual([topic, 'absoluteTime', 'boot', 'us']);
      }
    }
  });
});

test("numbers of the autopilot's own commands, cut to 16 bits, are none of the vocabulary", () => {
  for (const number of [65_537, 100_000, 100_001]) expect(commands().has(number & 0xffff)).toBe(false);
});

/** What other anonymisers forget, and what beginners take for harmless: topic.field, category, role. */
const named: readonly (readonly [string, string, string?])[] = [
  ['sensor_gps.lat', 'aircraftPosition', 'latitude'],
  ['sensor_gps.latitude_deg', 'aircraftPosition', 'latitude'],
  ['vehicle_gps_position.longitude_deg', 'aircraftPosition', 'longitude'],
  ['vehicle_gps_position.altitude_msl_m', 'altitude', 'altitude'],
  ['vehicle_gps_position.alt_ellipsoid', 'altitude'],
  ['vehicle_gps_position.altitude_ellipsoid_m', 'altitude'],
  ['vehicle_gps_position.cog_rad', 'motion'],
  ['vehicle_gps_position.time_utc_usec', 'absoluteTime'],
  ['sensor_gps.device_id', 'deviceIdentity'],
  ['vehicle_global_position.lat', 'aircraftPosition', 'latitude'],
  ['vehicle_global_position.terrain_alt', 'terrain'],
  ['vehicle_global_position.delta_lat_lon', 'aircraftPosition'],
  ['vehicle_local_position.ref_lat', 'homePosition', 'latitude'],
  ['vehicle_local_position.ref_lon', 'homePosition', 'longitude'],
  ['vehicle_local_position.ref_alt', 'homePosition', 'altitude'],
  ['vehicle_local_position.dist_bottom', 'terrain'],
  ['vehicle_local_position.delta_heading', 'heading'],
  ['vehicle_local_position.unaided_heading', 'heading'],
  ['home_position.lat', 'homePosition', 'latitude'],
  ['home_position.yaw', 'homePosition'],
  ['position_setpoint_triplet.current.lat', 'missionPosition', 'latitude'],
  ['position_setpoint_triplet.previous.lon', 'missionPosition', 'longitude'],
  ['position_setpoint_triplet.next.yaw', 'heading'],
  ['navigator_mission_item.latitude', 'missionPosition', 'latitude'],
  ['mission.mission_id', 'missionPosition'],
  ['vehicle_command.param5', 'mode', 'param5'],
  ['vehicle_attitude.q', 'heading', 'quaternion'],
  ['vehicle_attitude.delta_q_reset', 'heading'],
  ['vehicle_attitude_setpoint.q_d', 'heading'],
  ['trajectory_setpoint.velocity', 'motion'],
  ['vehicle_local_position_setpoint.z', 'relativePosition'],
  ['airspeed_validated.true_airspeed_m_s', 'motion'],
  ['tecs_status.altitude_sp', 'relativePosition'],
  ['sensor_gps.vel_n_m_s', 'motion', 'velocityNorth'],
  ['vehicle_visual_odometry.q', 'heading'],
  ['estimator_states.states[0]', 'heading', 'quaternionW'],
  ['estimator_states.states[9]', 'relativePosition'],
  ['estimator_states.states[16]', 'magnetic'],
  ['estimator_states.states[24]', 'terrain'],
  ['estimator_status.states', 'relativePosition'],
  ['estimator_status.vel_test_ratio', 'estimatorHealth'],
  ['estimator_status.mag_strength_ref_gs', 'magnetic'],
  ['estimator_aid_src_gnss_pos.observation', 'aircraftPosition'],
  ['estimator_aid_src_gnss_pos.test_ratio', 'aircraftPosition'],
  ['estimator_aid_src_gnss_hgt.test_ratio', 'relativePosition'],
  ['estimator_aid_src_gnss_hgt.fused', 'estimatorHealth'],
  ['estimator_aid_src_airspeed.test_ratio', 'estimatorHealth'],
  ['estimator_innovation_variances.gps_vpos', 'satellites'],
  ['estimator_status.hgt_test_ratio', 'estimatorHealth'],
  ['estimator_aid_src_mag.observation', 'magnetic'],
  ['estimator_innovations.heading', 'heading'],
  ['estimator_innovations.gps_vpos', 'relativePosition'],
  ['ekf2_innovations.vel_pos_innov[5]', 'relativePosition'],
  ['estimator_aid_src_gnss_yaw.test_ratio', 'heading'],
  ['estimator_aid_src_mag_heading.test_ratio_filtered', 'heading'],
  ['estimator_innovation_test_ratios.heading', 'heading'],
  ['estimator_status.hdg_test_ratio', 'estimatorHealth'],
  ['esc_status.counter', 'structural', 'total'],
  ['battery_status.time_remaining_s', 'power', 'total'],
  ['logger_status.message_gaps', 'systemHealth', 'total'],
  ['event.event_sequence', 'structural', 'total'],
  ['timesync.seq', 'structural', 'total'],
  ['ping.ping_sequence', 'structural', 'total'],
  ['estimator_innovation_test_ratios.gps_hvel', 'motion'],
  ['estimator_innovation_test_ratios.gps_vpos', 'relativePosition'],
  ['yaw_estimator_status.weight', 'heading'],
  ['tecs_status.total_energy', 'altitude'],
  ['tecs_status.altitude_filtered', 'altitude', 'altitude'],
  ['vehicle_magnetometer.magnetometer_ga', 'magnetic'],
  ['vehicle_air_data.rho', 'pressure'],
  ['sensor_combined.baro_alt_meter', 'pressure'],
  ['sensor_accel.temperature', 'pressure'],
  ['sensor_selection.gyro_device_id', 'deviceIdentity'],
  ['estimator_sensor_bias.gyro_bias', 'calibration'],
  ['battery_status.serial_number', 'deviceIdentity'],
  ['battery_status.voltage_v', 'power'],
  ['esc_status.esc[*].esc_rpm', 'actuators'],
  ['camera_capture.lat', 'aircraftPosition', 'latitude'],
  ['transponder_report.lat', 'thirdPartyPosition'],
  ['transponder_report.icao_address', 'thirdPartyIdentity'],
  ['follow_target.lat', 'thirdPartyPosition'],
  ['irlock_report.pos_x', 'thirdPartyPosition'],
  ['open_drone_id_system.operator_latitude', 'operatorPosition', 'latitude'],
  ['gps_dump.data', 'opaque'],
  ['gps_inject_data.data', 'opaque'],
  ['satellite_info.elevation', 'satellites'],
  ['cellular_status.lac', 'aircraftPosition'],
  ['event.id', 'mode'],
  ['event.arguments', 'opaque'],
  ['ulog_stream.data', 'opaque'],
  ['mavlink_log.text', 'freeText', 'text'],
  ['debug_vect.x', 'freeText'],
  ['task_stack_info.task_name', 'freeText'],
  ['vehicle_imu_status.accel_vibration_metric', 'vibration'],
  ['vehicle_status.nav_state', 'mode'],
  ['actuator_outputs.output', 'actuators'],
  ['(info).sys_uuid', 'deviceIdentity'],
  ['(info).ver_sw', 'firmwareIdentity'],
  ['(info).time_ref_utc', 'absoluteTime'],
  ['(info).replay', 'freeText'],
  ['(multi info).boot_console_output', 'freeText'],
  ['(multi info).hardfault_plain', 'opaque'],
  ['(parameter).value', 'parameter', 'parameterValue'],
  ['(logged string).text', 'freeText', 'text'],
];

for (const [at, category, role] of named) {
  test(`${at} is ${category}`, () => {
    const dot = at.indexOf('.');
    const [rule] = table.get(at.slice(0, dot))?.get(at.slice(dot + 1)) ?? [];
    expect([rule?.category, rule?.role]).toEqual([category, role]);
  });
}

test('only topics without content have no row but their time', () => {
  const bare = topics.filter(({ topic }) =>
    [...(table.get(topic)?.keys() ?? [])].every((name) => name === 'timestamp'),
  );
  expect(bare.map(({ topic }) => topic)).toEqual(empty);
});
