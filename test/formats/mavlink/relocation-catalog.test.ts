import { describe, expect, test } from 'vitest';
import { compile, type Plan } from '../../../src/filter/compile.ts';
import { officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import type { Field, FieldRule, Role, When } from '../../../src/model/schema.ts';
import { type Quantity, unitSize } from '../../../src/model/units.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';
import { Pseudonyms } from '../../../src/treatments/pseudonymise.ts';
import { drawRelocation, Relocation } from '../../../src/treatments/relocate/relocation.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { catalogRows } from './tools.ts';

/** What must hold of the tables so that `shape: relative` moves all of a flight or hides it, and turns nothing that tells the turn. */

const messages = officialDialect().messages;
const rows = catalogRows();
const moving: readonly DataCategory[] = [
  ...(['aircraftPosition', 'missionPosition', 'homePosition', 'relativePosition'] as const),
  ...(['altitude', 'motion', 'heading'] as const),
];
const isMoving = ({ category }: FieldRule): boolean => moving.includes(category);

interface Member {
  readonly field: Field;
  readonly rule: FieldRule;
}

interface Variant {
  readonly message: string;
  /** Values of the fields that decide, for people. */
  readonly where: string;
  readonly members: readonly Member[];
}

/** A message as it is for each combination of what its rows distinguish, and for a value that none of them names. */
function variantsOf(message: string, fields: readonly Field[]): Variant[] {
  const whens = fields.flatMap(({ rules }) => rules.flatMap(({ when }) => (when === undefined ? [] : [when])));
  const deciding = [...new Set(whens.map(({ field }) => field))];
  let settings: Record<string, number>[] = [{}];
  for (const name of deciding) {
    const values = new Set([0, 2, ...whens.filter(({ field }) => field === name).flatMap((when) => when.values)]);
    settings = settings.flatMap((setting) => [...values].map((value) => ({ ...setting, [name]: value })));
  }
  return settings.map((setting) => ({
    message,
    where: `${message} ${JSON.stringify(setting)}`,
    members: fields.map((field) => ({ field, rule: field.rules.find(({ when }) => holds(when, setting))! })),
  }));
}

function holds(when: When | undefined, setting: Readonly<Record<string, number>>): boolean {
  if (when === undefined) return true;
  const value = setting[when.field]!;
  switch (when.test) {
    case 'equals':
    case 'oneOf':
      return when.values.includes(value);
    case 'differs':
      return !when.values.includes(value);
    case 'anyBit':
      return (value & when.values[0]!) !== 0;
    case 'noBit':
      return (value & when.values[0]!) === 0;
  }
}

const variants = messages.flatMap(({ layout, fields }) => variantsOf(layout.name, fields));

function groupsOf({ members }: Variant): Member[][] {
  const groups = new Map<string | Member, Member[]>();
  for (const member of members) {
    if (!isMoving(member.rule)) continue;
    const key = member.rule.group ?? member;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()];
}

const withRole = (members: readonly Member[], role: Role): Member[] => members.filter(({ rule }) => rule.role === role);

/** Names of what breaks a rule, each once. */
function names(broken: Iterable<string>): string[] {
  return [...new Set(broken)].sort();
}

describe('pairs', () => {
  const partners: readonly (readonly [Role, Role, Quantity])[] = [
    ['latitude', 'longitude', 'angle'],
    ['north', 'east', 'length'],
    ['velocityNorth', 'velocityEast', 'speed'],
    ['accelerationNorth', 'accelerationEast', 'acceleration'],
    ['windNorth', 'windEast', 'speed'],
  ];

  test.each(partners)('%s and %s stand together in their group, once, in one type and unit', (first, second) => {
    const broken = variants.flatMap((variant) =>
      groupsOf(variant).flatMap((group) => {
        const [one, ...others] = withRole(group, first);
        const [two, ...more] = withRole(group, second);
        if (one === undefined && two === undefined) return [];
        const fits =
          others.length + more.length === 0 &&
          one?.field.type === two?.field.type &&
          one?.field.units === two?.field.units &&
          one?.field.length === two?.field.length;
        return fits ? [] : [variant.where];
      }),
    );
    expect(names(broken)).toEqual([]);
    expect(rows.filter(({ rule }) => rule.role === first).length).toBeGreaterThan(1);
  });

  test('have units that can be turned into degrees and metres; two filter states have none', () => {
    const quantities = new Map<Role | undefined, Quantity>(
      partners.flatMap(([first, second, quantity]) => [
        [first, quantity],
        [second, quantity],
      ]),
    );
    for (const role of ['course', 'yaw', 'windDirection'] as const) quantities.set(role, 'angle');
    quantities.set('altitude', 'length');
    const broken = rows.filter(({ field, rule }) => {
      const quantity = quantities.get(rule.role);
      return isMoving(rule) && quantity !== undefined && unitSize(field.units, quantity) === undefined;
    });
    // State of a filter without declared units, a pair of floats; a height without a datum, which is hidden.
    expect(names(broken.map(({ where }) => where))).toEqual([
      'AIRSPEED_AUTOCAL.state_x',
      'AIRSPEED_AUTOCAL.state_y',
      'ASLCTRL_DATA.h',
    ]);
  });

  test('degrees are floats, and whole numbers of degrees times 1e7', () => {
    const broken = rows.filter(
      ({ field, rule }) =>
        isMoving(rule) &&
        (rule.role === 'latitude' || rule.role === 'longitude') &&
        !(field.type === 'i32' && field.units === 'degE7') &&
        !(field.type === 'f32' && field.units === 'deg'),
    );
    expect(names(broken.map(({ where }) => where))).toEqual([]);
  });

  test('quaternions have four numbers', () => {
    const parts = ['quaternionW', 'quaternionX', 'quaternionY', 'quaternionZ'] as const;
    const broken = variants.flatMap((variant) =>
      groupsOf(variant).flatMap((group) => {
        const found = parts.map((part) => withRole(group, part).length).join('');
        const arrays = withRole(group, 'quaternion');
        const isWhole = arrays.every(({ field }) => field.type === 'f32' && field.length === 4);
        return (found === '0000' || found === '1111') && isWhole ? [] : [variant.where];
      }),
    );
    expect(names(broken)).toEqual([]);
    expect(rows.filter(({ rule }) => rule.role === 'quaternion').length).toBeGreaterThan(5);
  });
});

describe('groups', () => {
  test('move as one or are hidden as one: a member without a role stands only in groups that are never released', () => {
    const mixed = variants.flatMap((variant) =>
      groupsOf(variant)
        .filter((group) => group.some(({ rule }) => rule.role === undefined))
        .filter((group) => group.some(({ rule }) => rule.role !== undefined))
        .map((group) => `${variant.message} ${group[0]!.rule.group}`),
    );
    expect(names(mixed)).toEqual(['CAMERA_FOV_STATUS image', 'LANDING_TARGET target', 'TARGET_RELATIVE target']);
  });

  test('a place is moved with its height above the sea, so that an unknown place has none', () => {
    const apart = variants.flatMap((variant) => {
      const groups = groupsOf(variant);
      const places = groups.filter((group) => withRole(group, 'latitude').length > 0);
      const loose = groups.filter((group) => group.some(isSeaHeight) && !places.includes(group));
      return places.length > 0 && loose.length > 0 ? [variant.message] : [];
    });
    expect(names(apart)).toEqual([]);
  });

  test('a frame that another field decides has rows of its own, and no role where none applies', () => {
    const guessed = rows.filter(({ rule }) => rule.frame?.startsWith('field:') && rule.role !== undefined);
    expect(names(guessed.map(({ where }) => where))).toEqual([]);
    // Only frames that count from north give a direction: local NED and ENU.
    const directed: readonly Role[] = ['north', 'east', 'velocityNorth', 'velocityEast', 'quaternion'];
    const odd = rows.filter(
      ({ message, rule }) =>
        ['ODOMETRY', 'POSITION_TARGET_LOCAL_NED'].includes(message) &&
        directed.includes(rule.role!) &&
        rule.when?.values.some((frame) => ![1, 4, 7].includes(frame)),
    );
    expect(names(odd.map(({ where }) => where))).toEqual([]);
    const unconditional = rows.filter(
      ({ message, rule }) =>
        ['ODOMETRY', 'POSITION_TARGET_LOCAL_NED'].includes(message) && isMoving(rule) && rule.role && !rule.when,
    );
    expect(names(unconditional.map(({ where }) => where))).toEqual([]);
  });
});

function isSeaHeight({ rule }: Member): boolean {
  return rule.role === 'altitude' && rule.datum === 'amsl';
}

describe('where the aircraft is', () => {
  test('is told by these messages; all other places are set, planned, asked for or seen', () => {
    const own = rows.filter(({ rule }) => rule.category === 'aircraftPosition' && rule.role === 'latitude');
    expect(names(own.map(({ message }) => message))).toEqual([
      ...['AHRS2', 'AHRS3', 'AVSS_DRONE_POSITION', 'CAMERA_FEEDBACK', 'CAMERA_FOV_STATUS', 'CAMERA_IMAGE_CAPTURED'],
      ...['GLOBAL_POSITION_INT', 'GLOBAL_POSITION_INT_COV', 'GLOBAL_POSITION_SENSOR', 'GPS2_RAW', 'GPS_INPUT'],
      ...['GPS_RAW_INT', 'HIGH_LATENCY', 'HIGH_LATENCY2', 'HIL_GPS', 'HIL_STATE', 'HIL_STATE_QUATERNION'],
      ...['OPEN_DRONE_ID_LOCATION', 'SIMSTATE', 'SIM_STATE', 'UAVIONIX_ADSB_OUT_DYNAMIC', 'UTM_GLOBAL_POSITION'],
      'WATER_DEPTH',
    ]);
  });

  test('is not told by the ground: tiles, heights of the ground and what stands on it are environment', () => {
    const ground = rows.filter(({ message }) => message.startsWith('TERRAIN_') || message === 'OBSTACLE_DISTANCE_3D');
    const others = ground.filter(({ rule }) => !['terrain', 'structural', 'absoluteTime'].includes(rule.category));
    expect(names(others.map(({ where }) => where))).toEqual([]);
    expect(ground.length).toBeGreaterThan(20);
  });

  test('of heights only those that every sender measures from the same level have a datum that moves or stays', () => {
    const of = (field: string) => rows.filter(({ where }) => where === field).map(({ rule }) => rule.datum);
    // Above the sea or above home, by firmware and estimator.
    for (const field of ['VFR_HUD.alt', 'AHRS2.altitude', 'AHRS3.altitude']) expect(of(field)).toEqual([undefined]);
    expect(of('GPS_RAW_INT.alt')).toEqual(['amsl']);
  });
});

describe('directions that would tell the turn', () => {
  const turned: readonly Role[] = ['course', 'yaw', 'windDirection', 'quaternion', 'quaternionW', 'covariance'];
  const turnedRows = rows.filter(({ rule }) => isMoving(rule) && turned.includes(rule.role!));

  test('are not turned: what senders fill with a constant, what people type, what counts from elsewhere than north', () => {
    const constants = [
      ...['HOME_POSITION.q', 'SET_HOME_POSITION.q', 'CAMERA_IMAGE_CAPTURED.q', 'CAMERA_FOV_STATUS.q', 'WIND.direction'],
      ...['EKF_EXT.WindDir', 'MOUNT_ORIENTATION.yaw_absolute', 'MOUNT_STATUS.pointing_c', 'RALLY_POINT.land_dir'],
      ...[
        'GIMBAL_DEVICE_ATTITUDE_STATUS.delta_yaw',
        'NAV_CONTROLLER_OUTPUT.nav_bearing',
        'OBSTACLE_DISTANCE.angle_offset',
      ],
      ...['HIGH_LATENCY.heading_sp', 'HIGH_LATENCY2.target_heading', 'ATT_POS_MOCAP.q', 'VISION_POSITION_ESTIMATE.yaw'],
      ...['SET_ATTITUDE_TARGET.q', 'SET_POSITION_TARGET_LOCAL_NED.yaw', 'SET_POSITION_TARGET_GLOBAL_INT.yaw'],
      ...['GIMBAL_MANAGER_SET_ATTITUDE.q', 'GIMBAL_DEVICE_SET_ATTITUDE.q', 'GIMBAL_MANAGER_SET_PITCHYAW.yaw'],
      ...[
        'STORM32_GIMBAL_MANAGER_CONTROL.q',
        'STORM32_GIMBAL_MANAGER_CONTROL_PITCHYAW.yaw',
        'MOTION_PLATFORM_STATE.yaw',
      ],
    ];
    for (const field of constants) expect(rows.map(({ where }) => where)).toContain(field);
    expect(names(turnedRows.map(({ where }) => where)).filter((field) => constants.includes(field))).toEqual([]);
  });

  test('are not turned where a mask says that they are ignored, or a flag that they follow the vehicle', () => {
    const unless: readonly (readonly [string, Record<string, number>])[] = [
      ['ATTITUDE_TARGET', { type_mask: 128 }],
      ['POSITION_TARGET_LOCAL_NED', { type_mask: 1024, coordinate_frame: 1 }],
      ['POSITION_TARGET_LOCAL_NED', { type_mask: 0, coordinate_frame: 8 }],
      ['POSITION_TARGET_GLOBAL_INT', { type_mask: 1024, coordinate_frame: 0 }],
      ['GIMBAL_DEVICE_ATTITUDE_STATUS', { flags: 32 }],
      ['GIMBAL_DEVICE_ATTITUDE_STATUS', { flags: 16 }],
      ['GPS_RAW_INT', { vel: 65535 }],
      ['GPS_RAW_INT', { vel: 63 }],
      ['HIGH_LATENCY2', { windspeed: 0 }],
      ['ODOMETRY', { frame_id: 20, child_frame_id: 8 }],
    ];
    const free = { yaw: 'GPS_RAW_INT', heading: 'HIGH_LATENCY2' };
    for (const [message, setting] of unless) {
      const { fields } = messages.find(({ layout }) => layout.name === message)!;
      const roles = fields
        .filter(({ name }) => free[name as keyof typeof free] !== message)
        .map(({ name, rules }) => [name, rules.find(({ when }) => holds(when, setting))!] as const)
        .filter(([, rule]) => isMoving(rule) && turned.includes(rule.role!));
      expect(roles, message).toEqual([]);
    }
    const moved = messages
      .find(({ layout }) => layout.name === 'GPS_RAW_INT')!
      .fields.find(({ name }) => name === 'cog')!
      .rules.find(({ when }) => holds(when, { vel: 64 }));
    expect(moved?.role).toBe('course');
  });

  test('covariances are not turned: only their diagonal is filled, and its axes would show the turn', () => {
    expect(turnedRows.filter(({ rule }) => rule.role === 'covariance')).toEqual([]);
  });

  test('zero says "not known" only where the definitions write north as 36000', () => {
    const zeros = turnedRows.filter(({ rule }) => (rule.unknown ?? rule.blank) === 0);
    const documented = ['GPS2_RAW.yaw', 'GPS_INPUT.yaw', 'GPS_RAW_INT.yaw', 'HIL_GPS.yaw'];
    expect(names(zeros.map(({ where }) => where))).toEqual(documented);
  });

  test('in commands no parameter has such a role but courses, which are blanked; places stand in parameters 5 and 6 only', () => {
    for (const { name, params } of commands().values()) {
      params.forEach((rule, index) => {
        expect(rule?.role ?? '', name).not.toMatch(
          /^(quaternion|wind[NED]|course|north|east|up|velocity|acceleration)/,
        );
        const own = rule !== null && rule.category !== 'thirdPartyPosition' ? rule.role : undefined;
        if (own === 'latitude') expect(index, name).toBe(4);
        if (own === 'longitude') expect(index, name).toBe(5);
        if (own === 'distance' && name !== 'NAV_FOLLOW') expect(rule!.category, name).toBe('missionPosition');
      });
    }
  });
});

describe('messages that say how the aircraft flew', () => {
  function planOf(message: string, level: Level): Plan {
    const type = messages.find(({ layout }) => layout.name === message)!;
    const relocation = new Relocation(drawRelocation(new Uint8Array(32).fill(7)), {
      firstFix: { latitudeDeg: 47, longitudeDeg: 8, altitudeM: 400 },
    });
    return compile(
      { index: 0, message, size: type.layout.length, fields: type.fields, known: true },
      {
        disclosure: levels[level],
        state: new FlightState(),
        pseudonyms: new Pseudonyms(new Uint8Array(32)),
        relocation,
      },
    );
  }

  /** What is hidden in each at `dynamics`, beside places that the disclosure hides everywhere. */
  const hidden: Readonly<Record<string, string>> = {
    GPS_RAW_INT: 'eph epv satellites_visible alt_ellipsoid h_acc v_acc vel_acc hdg_acc',
    GPS2_RAW: 'dgps_age eph epv satellites_visible dgps_numch alt_ellipsoid h_acc v_acc vel_acc hdg_acc',
    GLOBAL_POSITION_INT: '',
    ATTITUDE: '',
    ATTITUDE_QUATERNION: '',
    ATTITUDE_TARGET: '',
    // Velocities in floats stand beside fixes as whole numbers too: both together tell the turn.
    LOCAL_POSITION_NED: 'x y vx vy',
    POSITION_TARGET_LOCAL_NED: 'vx vy',
    POSITION_TARGET_GLOBAL_INT: 'vx vy',
    NAV_CONTROLLER_OUTPUT: 'alt_error xtrack_error nav_bearing target_bearing wp_dist',
    VFR_HUD: 'alt',
    AHRS2: 'altitude',
    AHRS3: 'altitude v1 v2 v3 v4',
    HOME_POSITION: 'x y q approach_x approach_y approach_z',
    GPS_GLOBAL_ORIGIN: '',
    CAMERA_FEEDBACK: '',
    CAMERA_IMAGE_CAPTURED: 'relative_alt q file_url',
    ALTITUDE: 'altitude_monotonic altitude_terrain bottom_clearance',
    HIGH_LATENCY2: 'target_altitude target_distance target_heading eph epv temperature_air custom0 custom1 custom2',
    WIND: 'direction speed_z',
    WIND_COV: 'var_horiz var_vert',
    ODOMETRY: 'x y vx vy pose_covariance velocity_covariance',
    SIM_STATE: 'lat lon std_dev_horz std_dev_vert vn ve',
    SIMSTATE: '',
    GIMBAL_DEVICE_ATTITUDE_STATUS: 'delta_yaw',
    AUTOPILOT_STATE_FOR_GIMBAL_DEVICE: 'vx vy',
    AUTOPILOT_STATE_FOR_GIMBAL_DEVICE_EXT: 'wind_correction_angle',
    OPEN_DRONE_ID_LOCATION: [
      'altitude_barometric altitude_geodetic timestamp id_or_mac horizontal_accuracy vertical_accuracy',
      'speed_accuracy timestamp_accuracy',
    ].join(' '),
  };

  test.each(Object.entries(hidden))('%s passes at dynamics, and only this of it is hidden: %s', (message, fields) => {
    const plan = planOf(message, 'dynamics');
    expect(plan.verdict).toBe('edit');
    const found = plan.outcomes.filter(({ outcome }) => outcome === 'hidden').map(({ field }) => field);
    expect(found.sort()).toEqual(fields.split(' ').filter(Boolean).sort());
  });

  test('what passes at dynamics for its movement passes at engineering only where it says something else', () => {
    const plans = Object.keys(hidden).map((message) => [message, planOf(message, 'engineering')] as const);
    const passing = plans.filter(([, { verdict }]) => verdict !== 'drop').map(([message]) => message);
    expect(passing.sort()).toEqual([
      ...['ATTITUDE', 'ATTITUDE_QUATERNION', 'ATTITUDE_TARGET', 'AUTOPILOT_STATE_FOR_GIMBAL_DEVICE'],
      ...['GIMBAL_DEVICE_ATTITUDE_STATUS', 'ODOMETRY', 'OPEN_DRONE_ID_LOCATION', 'POSITION_TARGET_LOCAL_NED'],
      ...['SIM_STATE', 'WIND_COV'],
    ]);
  });
});
