import type { FieldValues, FrameOptions } from './writer.ts';

export type Sketch = readonly [message: string, values: FieldValues, options?: FrameOptions];

const station = { system: 255, component: 190 };
const GEOFENCE = 1 << 20;
/** The floor, height, circle and polygon of FENCE_TYPE. */
const [FLOOR, HEIGHT, CIRCLE] = [8, 1, 2];

function sensors(present: boolean, enabled: boolean, health: boolean, options: FrameOptions = {}): Sketch {
  const bit = (isSet: boolean): number => (isSet ? 0xff00_0000 + GEOFENCE : 0x0fef_ffff);
  const values = {
    onboard_control_sensors_present: bit(present),
    onboard_control_sensors_enabled: bit(enabled),
    onboard_control_sensors_health: bit(health),
  };
  return ['SYS_STATUS', values, options];
}

export function order(command: number, param1: number, param2 = 0, rest: FieldValues = {}): Sketch {
  return ['COMMAND_LONG', { target_system: 1, target_component: 1, command, param1, param2, ...rest }, station];
}

function fence(breach_status: number, breach_type = 0, options: FrameOptions = {}): Sketch {
  return ['FENCE_STATUS', { breach_status, breach_type }, options];
}

function text(text: string, rest: FieldValues = {}, options: FrameOptions = {}): Sketch {
  return ['STATUSTEXT', { text, severity: 2, ...rest }, options];
}

export const answer = (command: number, result: number): Sketch => ['COMMAND_ACK', { command, result }];
const mission = (type: string, rest: FieldValues, options: FrameOptions = station): Sketch => [
  `MISSION_${type}`,
  { target_system: 1, target_component: 1, ...rest },
  options,
];

/** Bytes of a number as PX4 sends it: the bits of a whole number where a float stands. */
function asFloat(whole: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setInt32(0, whole);
  return view.getFloat32(0);
}

/** Frames, and the signals that come of them. */
export const cases: Readonly<
  Record<string, readonly [title: string, frames: readonly Sketch[], expected: readonly string[]][]>
> = {
  SYS_STATUS: [
    ['no fence is there', [sensors(false, true, false), sensors(false, false, true)], []],
    ['a fence that is off', [sensors(true, false, true)], ['fence-off/status']],
    ['off and unhealthy is no breach', [sensors(true, false, false)], ['fence-off/status']],
    ['on and kept', [sensors(true, true, true)], ['fence-on/status', 'fence-kept/status']],
    [
      'breached, then kept, then off',
      [sensors(true, true, false), sensors(true, true, true), sensors(true, false, true)],
      ['fence-on/status', 'fence-breach/status', 'fence-kept/status', 'fence-off/status'],
    ],
    [
      'turning it off ends a breach',
      [sensors(true, true, false), sensors(true, false, true)],
      ['fence-on/status', 'fence-breach/status', 'fence-off/status', 'fence-kept/status'],
    ],
    ['MAVLink 1', [sensors(true, false, true, { version: 1 })], ['fence-off/status']],
    ['not of a gimbal', [sensors(true, true, false, { component: 154 })], []],
    ['of another aircraft', [sensors(true, false, true, { system: 7 })], ['fence-off/status @7.1']],
  ],
  FENCE_STATUS: [
    ['kept', [fence(0)], ['fence-kept/status']],
    ['floor', [fence(1, 1)], ['fence-breach/status floor']],
    ['height, and its end', [fence(1, 2), fence(0, 2)], ['fence-breach/status height', 'fence-kept/status height']],
    ['boundary', [fence(1, 3)], ['fence-breach/status circle,polygon']],
    ['of no type', [fence(1, 0), fence(1, 77)], ['fence-breach/status']],
    ['not of another component', [fence(1, 2, { component: 191 })], []],
    [
      'several, and the end of all',
      [fence(1, 2), fence(1, 3), fence(0)],
      [
        'fence-breach/status height',
        'fence-breach/status circle,polygon',
        'fence-kept/status height',
        'fence-kept/status circle,polygon',
      ],
    ],
    [
      'breached again',
      [fence(1, 2), fence(0), fence(1, 2)],
      ['breach', 'kept', 'breach'].map((one) => `fence-${one}/status height`),
    ],
    [
      'is believed rather than SYS_STATUS, which calls a fence without a position unhealthy',
      [fence(0), sensors(true, true, false), fence(0), sensors(true, true, false)],
      ['fence-kept/status', 'fence-on/status'],
    ],
    [
      'is sent no more when the fence was turned off: SYS_STATUS ends the breach',
      [fence(1, 2), sensors(true, false, true)],
      ['fence-breach/status height', 'fence-off/status', 'fence-kept/status height'],
    ],
    [
      'two aircraft are followed apart',
      [fence(1, 2), fence(0, 0, { system: 2 }), fence(0)],
      ['fence-breach/status height', 'fence-kept/status @2.1', 'fence-kept/status height'],
    ],
  ],
  HIGH_LATENCY2: [
    ['no flag', [['HIGH_LATENCY2', { failure_flags: 0xf7ff, autopilot: 12 }]], []],
    [
      'PX4',
      [
        ['HIGH_LATENCY2', { failure_flags: 2048, autopilot: 12 }],
        ['HIGH_LATENCY2', { failure_flags: 4096, autopilot: 12 }],
      ],
      ['fence-breach/status', 'fence-kept/status'],
    ],
    ['ArduPilot without a fence sets it always', [['HIGH_LATENCY2', { failure_flags: 0xffff, autopilot: 3 }]], []],
    [
      'ArduPilot with one',
      [
        ['HIGH_LATENCY2', { failure_flags: 1, autopilot: 3 }],
        ['HIGH_LATENCY2', { failure_flags: 2049, autopilot: 3 }],
      ],
      ['fence-breach/status'],
    ],
  ],
  commands: [
    ['off', [order(207, 0)], ['fence-off/command']],
    ['on', [order(207, 1)], ['fence-on/command']],
    ['off for the floor', [order(207, 2, 3)], ['fence-off/command floor']],
    ['parts', [order(207, 0, HEIGHT + CIRCLE)], ['fence-off/command height,circle']],
    ['all parts by name', [order(207, 1, 15)], ['fence-on/command height,circle,polygon,floor']],
    ['the floor on', [order(207, 1, FLOOR)], ['fence-on/command floor']],
    [
      'each time anew',
      [order(207, 0), order(207, 1), order(207, 0)],
      ['fence-off/command', 'fence-on/command', 'fence-off/command'],
    ],
    ['something else', [order(207, 3), order(207, Number.NaN), order(206, 1), order(208, 0)], []],
    [
      'as COMMAND_INT',
      [['COMMAND_INT', { target_system: 1, target_component: 1, command: 207, param1: 0, param2: 4 }, station]],
      ['fence-off/command polygon'],
    ],
    ['for another aircraft', [order(207, 0, 0, { target_system: 9 })], ['fence-off/command @9.1']],
    ['for all of one aircraft', [order(207, 0, 0, { target_component: 0 })], ['fence-off/command @1.0']],
    [
      'in MAVLink 1',
      [['COMMAND_LONG', { command: 207, target_system: 1, target_component: 1 }, { version: 1 }]],
      ['fence-off/command'],
    ],
    ['forced arming', [order(400, 1, 2989)], ['fence-overridden/command forced-arming']],
    ['forced arming with the other number', [order(400, 1, 21196)], ['fence-overridden/command forced-arming']],
    ['arming, and forced disarming', [order(400, 1), order(400, 1, 1), order(400, 0, 21196)], []],
    ['in a plan it is no act', [['MISSION_ITEM_INT', { command: 207, param1: 0, mission_type: 0 }, station]], []],
  ],
  answers: [
    ['done', [order(207, 0, 1), answer(207, 0)], ['fence-off/command height', 'fence-off/acknowledgement height']],
    ['done once', [order(207, 1), answer(207, 0), answer(207, 0)], ['fence-on/command', 'fence-on/acknowledgement']],
    ['refused', [order(207, 1), answer(207, 4), answer(207, 0)], ['fence-on/command']],
    [
      'in progress, then done',
      [order(207, 1), answer(207, 5), answer(207, 0)],
      ['fence-on/command', 'fence-on/acknowledgement'],
    ],
    ['to what was not heard', [answer(207, 0), answer(400, 0)], []],
    ['to another command', [order(207, 1), answer(400, 0)], ['fence-on/command']],
    [
      'of another aircraft',
      [order(207, 1), ['COMMAND_ACK', { command: 207 }, { system: 2 }], answer(207, 0)],
      ['fence-on/command', 'fence-on/acknowledgement'],
    ],
    [
      'to arming by force, and not to arming that came after it',
      [order(400, 1, 2989), answer(400, 0), order(400, 1, 2989), order(400, 1), answer(400, 0)],
      ['command', 'acknowledgement', 'command'].map((one) => `fence-overridden/${one} forced-arming`),
    ],
  ],
  'the plan of the fence': [
    ['cleared', [mission('CLEAR_ALL', { mission_type: 1 })], ['fence-cleared/command']],
    ['cleared with all else', [mission('CLEAR_ALL', { mission_type: 255 })], ['fence-cleared/command']],
    ['another plan', [mission('CLEAR_ALL', { mission_type: 0 }), mission('CLEAR_ALL', { mission_type: 2 })], []],
    ['MAVLink 1 has no other plans', [mission('CLEAR_ALL', { mission_type: 1 }, { ...station, version: 1 })], []],
    ['of no points', [mission('COUNT', { mission_type: 1, count: 0 })], ['fence-cleared/command']],
    [
      'of some, or a mission of none',
      [mission('COUNT', { mission_type: 1, count: 1 }), mission('COUNT', { count: 0 })],
      [],
    ],
    ['the aircraft tells that it has none', [mission('COUNT', { mission_type: 1, count: 0 }, {})], []],
    [
      'of another aircraft',
      [mission('CLEAR_ALL', { mission_type: 1, target_system: 3 })],
      ['fence-cleared/command @3.1'],
    ],
    [
      'cleared and done, once',
      [
        mission('CLEAR_ALL', { mission_type: 1 }),
        ['MISSION_ACK', { mission_type: 1, type: 0 }],
        ['MISSION_ACK', { mission_type: 1, type: 0 }],
      ],
      ['fence-cleared/command', 'fence-cleared/acknowledgement'],
    ],
    [
      'refused',
      [
        mission('COUNT', { mission_type: 1 }),
        ['MISSION_ACK', { mission_type: 1, type: 3 }],
        ['MISSION_ACK', { mission_type: 1 }],
      ],
      ['fence-cleared/command'],
    ],
    [
      'the answer is about another plan, or about points that were sent then',
      [
        mission('CLEAR_ALL', { mission_type: 1 }),
        ['MISSION_ACK', { mission_type: 0, type: 0 }],
        mission('COUNT', { mission_type: 1, count: 3 }),
        ['MISSION_ACK', { mission_type: 1, type: 0 }],
      ],
      ['fence-cleared/command'],
    ],
  ],
  parameters: [
    [
      'told',
      [['PARAM_VALUE', { param_id: 'FENCE_ENABLE', param_value: 1, param_type: 2 }]],
      ['fence-setting/setting FENCE_ENABLE = 1'],
    ],
    [
      'a name of 16 characters',
      [['PARAM_VALUE', { param_id: 'FENCE_AUTOENABLE', param_value: 3, param_type: 0x41 }]],
      ['fence-setting/setting FENCE_AUTOENABLE = 3'],
    ],
    [
      'others',
      [
        ['PARAM_VALUE', { param_id: 'FENCE_ENABLES' }],
        ['PARAM_VALUE', { param_id: 'RTL_ALT' }],
        ['PARAM_VALUE', { param_id: 'AFS_QNH_PRESSURE', param_value: 1013 }],
      ],
      [],
    ],
    ['no number', [['PARAM_VALUE', { param_id: 'FENCE_TYPE', param_value: Number.NaN, param_type: 9 }]], []],
    [
      'of a switch',
      [
        ['PARAM_VALUE', { param_id: 'RC7_OPTION', param_value: 11 }],
        ['PARAM_VALUE', { param_id: 'CH8_OPT', param_value: 11 }],
      ],
      ['fence-setting/setting RC7_OPTION = 11', 'fence-setting/setting CH8_OPT = 11'],
    ],
    [
      'of a switch for something else',
      [
        ['PARAM_VALUE', { param_id: 'RC7_OPTION', param_value: 10 }],
        ['PARAM_VALUE', { param_id: 'RC17_OPTION', param_value: 11 }],
      ],
      [],
    ],
    [
      'changed',
      [['PARAM_SET', { target_system: 4, target_component: 1, param_id: 'FENCE_ACTION', param_value: 0 }, station]],
      ['fence-setting/command FENCE_ACTION = 0 @4.1'],
    ],
    [
      'whole numbers of PX4',
      [['PARAM_VALUE', { param_id: 'GF_ACTION', param_value: asFloat(3), param_type: 6 }]],
      ['fence-setting/setting GF_ACTION = 3'],
    ],
    [
      'floats of PX4',
      [['PARAM_VALUE', { param_id: 'GF_MAX_HOR_DIST', param_value: 120.5, param_type: 9 }]],
      ['fence-setting/setting GF_MAX_HOR_DIST = 120.5'],
    ],
    ['not those that a station repeats', [['PARAM_VALUE', { param_id: 'FENCE_ENABLE', param_value: 1 }, station]], []],
    [
      'extended',
      [
        ['PARAM_EXT_VALUE', { param_id: 'FENCE_RADIUS', param_value: Uint8Array.of(0, 0, 0x96, 0x43), param_type: 9 }],
        [
          'PARAM_EXT_SET',
          {
            target_system: 1,
            target_component: 1,
            param_id: 'FENCE_TYPE',
            param_value: Uint8Array.of(0xfe, 0xff),
            param_type: 4,
          },
          station,
        ],
        ['PARAM_EXT_VALUE', { param_id: 'FENCE_AUTOENABLE', param_value: Uint8Array.of(0x41), param_type: 1 }],
        ['PARAM_EXT_VALUE', { param_id: 'CAM_MODE', param_value: Uint8Array.of(1), param_type: 1 }],
        ['PARAM_EXT_VALUE', { param_id: 'FENCE_MARGIN', param_value: Uint8Array.of(1), param_type: 11 }],
      ],
      [
        'fence-setting/setting FENCE_RADIUS = 300',
        'fence-setting/command FENCE_TYPE = -2',
        'fence-setting/setting FENCE_AUTOENABLE = 65',
      ],
    ],
  ],
  texts: [
    [
      'breached and cleared',
      [text('Fence Breached'), text('Fence breach cleared')],
      ['fence-breach/message', 'fence-kept/message'],
    ],
    ['not of a station', [text('Fence Breached', {}, station)], []],
    ['in MAVLink 1', [text('Geofence triggered', {}, { version: 1 })], ['fence-breach/message']],
    [
      'in pieces',
      [
        text('Max Alt, Circle, Polygon and Min Alt fences breach', { id: 5 }),
        text('Fence Breached', { id: 5, chunk_seq: 1 }),
      ],
      ['height', 'circle', 'polygon', 'floor'].map((part) => `fence-breach/message ${part}`),
    ],
    ['of others', [text('EKF variance'), text('Mission: 3 FenceEnable'), text('')], []],
  ],
  'events of PX4': [
    [
      'too far, too high, outside',
      [
        ['EVENT', { id: eventId('check_gf_violation_max_hor_dist') }],
        ['EVENT', { id: eventId('check_gf_violation_max_alt') }],
        ['EVENT', { id: eventId('check_gf_violation_custom_gf') }],
      ],
      ['circle', 'height', 'polygon'].map((part) => `fence-breach/event ${part}`),
    ],
    [
      'others',
      [
        ['EVENT', { id: eventId('check_gf_no_home') }],
        ['EVENT', { id: 0 }],
      ],
      [],
    ],
  ],
};

/** FNV-1a of 32 bits over the name, its lower 24 bits, and component 1. */
function eventId(name: string): number {
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(name)) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  return Number(hash & 0xffffffn) + 2 ** 24;
}
