import type { Value, Values } from './encode.ts';
import { parametersOf } from './parameters.ts';
import { ARMED_S, AUTO_S, RETURN_ITEM, TAKE_OFF_S, waypoints } from './path.ts';
import { autopilot, groundStation, radio, type Scene } from './scene.ts';
import { pointAt } from './tangent.ts';

const toAutopilot = { target_system: 1, target_component: 1 };
const toStation = { target_system: 255, target_component: 190 };
/** Numbers of MAVLink's commands. */
export const Command = {
  ...{
    waypoint: 16,
    returnToLaunch: 20,
    takeOff: 22,
    changeSpeed: 178,
    setHome: 179,
    roiLocation: 195,
    triggerDistance: 206,
  },
  ...{
    arm: 400,
    setMode: 176,
    requestMessage: 512,
    fenceReturn: 5000,
    fenceVertex: 5001,
    fenceCircle: 5003,
    rally: 5100,
  },
} as const;

/** The ground station and what passes between it and the autopilot; and its telemetry radio. */
export function sendStation(scene: Scene): void {
  sendHousekeeping(scene);
  sendCommands(scene);
  sendParameters(scene);
  sendMissions(scene);
  sendSticks(scene);
}

function sendHousekeeping(scene: Scene): void {
  const heartbeat = { type: 6, autopilot: 8, base_mode: 0xc0, system_status: 4, mavlink_version: 3 };
  scene.stream(groundStation, 'HEARTBEAT', 1, () => heartbeat, { version: 1 });
  scene.stream(groundStation, 'SYSTEM_TIME', 0.2, ({ seconds }) => ({
    time_unix_usec: scene.unixUs(Math.round(seconds * 1e6)),
    time_boot_ms: 841_220 + Math.round(seconds * 1000),
  }));
  scene.stream(radio, 'RADIO_STATUS', 0.5, ({ state, noise }) => {
    // From the antenna, which stands at the take-off point.
    const away = Math.hypot(state.north, state.east, state.height);
    const rssi = Math.round(198 - 18 * Math.log10(away + 10) + 2 * noise('rssi'));
    return { rssi, remrssi: rssi - 6, txbuf: 97, noise: 48, remnoise: 51 };
  });
  // Where the pilot is, for the aircraft to follow.
  const { northM, eastM } = scene.secrets.operator;
  const pilot = pointAt(scene.secrets.place, northM, eastM);
  scene.stream(groundStation, 'FOLLOW_TARGET', 0.2, ({ seconds }) => ({
    timestamp: scene.unixUs(Math.round(seconds * 1e6)) / 1000n,
    lat: pilot.latE7,
    lon: pilot.lonE7,
    alt: scene.groundM(pilot) + 1.5,
    est_capabilities: 1,
  }));
  const { pilotName, network } = scene.secrets.person;
  const password = `${pilotName.length}-${scene.device.batterySerial}`;
  scene.send(0.9, groundStation, 'WIFI_CONFIG_AP', { ssid: network, password, mode: 1 });
  scene.send(1.1, groundStation, 'SETUP_SIGNING', {
    ...toAutopilot,
    secret_key: scene.device.signingKey,
    initial_timestamp: scene.unixUs(0) / 10n,
  });
  scene.send(174.2, groundStation, 'LOG_REQUEST_LIST', { start: 0, end: 0xffff, ...toAutopilot });
  for (let log = 0; log < 3; log++) {
    const startUs = scene.unixUs(Math.round((ARMED_S - 5400 * (2 - log)) * 1e6));
    scene.send(174.6 + 0.05 * log, autopilot, 'LOG_ENTRY', {
      time_utc: Number(startUs / 1_000_000n),
      size: 1_204_224 + 65_536 * log,
      id: 41 + log,
      num_logs: 3,
      last_log_num: 43,
    });
  }
}

function sendCommands(scene: Scene): void {
  const { place } = scene.secrets;
  const command = (seconds: number, values: Values & { command: number }, version: 1 | 2 = 2): void => {
    scene.send(seconds, groundStation, 'COMMAND_LONG', { ...toAutopilot, ...values }, { version });
    scene.send(seconds + 0.061, autopilot, 'COMMAND_ACK', { command: values.command, ...toStation });
  };
  command(1.9, { command: Command.requestMessage, param1: 148 });
  const home = pointAt(place, 0, 0);
  command(18.3, {
    command: Command.setHome,
    param5: home.latE7 / 1e7,
    param6: home.lonE7 / 1e7,
    param7: place.altitudeAmslM,
  });
  command(21.7, { command: Command.setMode, param1: 1, param2: 4 }, 1);
  scene.send(19.3, groundStation, 'COMMAND_LONG', { ...toAutopilot, command: Command.arm, param1: 1 });
  scene.send(19.37, autopilot, 'COMMAND_ACK', { command: Command.arm, result: 4, ...toStation });
  command(ARMED_S - 0.1, { command: Command.arm, param1: 1 });
  command(TAKE_OFF_S - 0.08, { command: Command.takeOff, param7: 12 });
  command(AUTO_S - 0.09, { command: Command.setMode, param1: 1, param2: 3 });
  const roof = pointAt(place, 60, 70);
  scene.send(60.4, groundStation, 'COMMAND_INT', {
    ...toAutopilot,
    command: Command.roiLocation,
    frame: 6,
    x: roof.latE7,
    y: roof.lonE7,
    z: 8,
  });
  scene.send(60.47, autopilot, 'COMMAND_ACK', { command: Command.roiLocation, ...toStation });
}

function sendParameters(scene: Scene): void {
  scene.send(3.02, groundStation, 'PARAM_REQUEST_LIST', toAutopilot, { version: 1 });
  const parameters = parametersOf(scene);
  parameters.forEach(([param_id, param_value], param_index) => {
    const values = { param_id, param_value, param_type: 9, param_count: parameters.length, param_index };
    scene.send(3.15 + 0.018 * param_index, autopilot, 'PARAM_VALUE', values);
  });
  const changed = { param_id: 'WPNAV_SPEED', param_value: 800, param_type: 9 };
  scene.send(12.7, groundStation, 'PARAM_SET', { ...toAutopilot, ...changed }, { version: 1 });
  scene.send(12.78, autopilot, 'PARAM_VALUE', { ...changed, param_count: parameters.length, param_index: 0xffff });
}

/** One item of a mission, a fence or a list of rally points. */
export interface Item {
  readonly command: number;
  /** Metres north and east of home, and above it; without: the item has no place. */
  readonly at?: readonly [number, number, number];
  readonly params?: readonly number[];
  readonly frame?: number;
}

/** What is uploaded, by MAVLink's type of mission: mission, fence, rally points. */
export const missions: readonly { readonly type: number; readonly atS: number; readonly items: readonly Item[] }[] = [
  {
    type: 0,
    atS: 9.1,
    items: [
      { command: Command.waypoint, at: [0, 0, 0], frame: 0 },
      { command: Command.takeOff, at: [0, 0, 12] },
      { command: Command.changeSpeed, params: [1, 8, -1] },
      ...waypoints.slice(0, 2).map(waypointItem),
      { command: Command.triggerDistance, params: [12, 0, 1], frame: 2 },
      ...waypoints.slice(2).map(waypointItem),
      { command: Command.returnToLaunch, frame: 2 },
    ],
  },
  {
    type: 1,
    atS: 10.9,
    items: [
      ...(
        [
          [160, -120],
          [160, 180],
          [-120, 180],
          [-120, -120],
        ] as const
      ).map(([north, east]) => ({
        command: Command.fenceVertex,
        at: [north, east, 0] as const,
        params: [4],
      })),
      { command: Command.fenceCircle, at: [20, 30, 0], params: [260] },
      { command: Command.fenceReturn, at: [5, 5, 0] },
    ],
  },
  { type: 2, atS: 12.1, items: [{ command: Command.rally, at: [-25, 12, 15] }] },
];

function waypointItem({ north, east, height }: { north: number; east: number; height: number }): Item {
  return { command: Command.waypoint, at: [north, east, height] };
}

function sendMissions(scene: Scene): void {
  for (const { type, atS, items } of missions) {
    if (type === 0 && items.length !== RETURN_ITEM + 1)
      throw new RangeError('the mission has other items than the path');
    const mission = { mission_type: type };
    scene.send(atS, groundStation, 'MISSION_COUNT', { count: items.length, ...toAutopilot, ...mission });
    items.forEach((item, seq) => {
      const seconds = atS + 0.1 + 0.12 * seq;
      scene.send(seconds, autopilot, 'MISSION_REQUEST_INT', { seq, ...toStation, ...mission });
      scene.send(seconds + 0.04, groundStation, 'MISSION_ITEM_INT', {
        ...toAutopilot,
        ...mission,
        seq,
        ...itemValues(scene, item),
      });
    });
    scene.send(atS + 0.1 + 0.12 * items.length, autopilot, 'MISSION_ACK', { ...toStation, ...mission });
  }
}

/** An item as its message has it. */
export function itemValues({ secrets: { place } }: Scene, { command, at, params = [], frame = 3 }: Item): Values {
  const values: Record<string, Value> = { command, frame, autocontinue: 1 };
  params.forEach((param, index) => {
    values[`param${index + 1}`] = param;
  });
  if (at === undefined) return values;
  const point = pointAt(place, at[0], at[1]);
  return { ...values, x: point.latE7, y: point.lonE7, z: frame === 0 ? place.altitudeAmslM : at[2] };
}

function sendSticks(scene: Scene): void {
  scene.stream(
    groundStation,
    'MANUAL_CONTROL',
    1,
    ({ state, noise }) =>
      state.armed
        ? { target: 1, x: Math.round(3 * noise('x')), y: Math.round(3 * noise('y')), z: 500, r: 0 }
        : undefined,
    // This one fills the payload up.
    { trim: false },
  );
  scene.stream(
    groundStation,
    'RC_CHANNELS_OVERRIDE',
    0.5,
    () => ({ ...toAutopilot, chan5_raw: 1815, chan6_raw: 1500 }),
    { version: 1 },
  );
}
