import { ardupilotmega, common, type MavLinkData, minimal, standard } from 'mavlink-mappings';
import { MavLinkProtocolV2 } from 'node-mavlink';
import { Draw } from '../draw.ts';
import { type Point, pointOf, RADIANS, SPHERE_M, wrapped } from './geometry.ts';
import type { MessageClass } from './log.ts';
import { fieldAt, shapeOf } from './magnetic-field.ts';
import { fly, type Instant, normal } from './motion.ts';

/** A generated flight with what an attacker wants to know of it. */
export interface Flight {
  readonly name: string;
  readonly log: Uint8Array;
  readonly home: Point;
}

/** What flights are for: ordinary ones, ones of many kilometres, and ones that hover or
 * stand still for long, and short ones; all but the first kind tell where they are and nothing else. */
export type FlightKind = 'ordinary' | 'far' | 'hovering' | 'parked' | 'visit';

const motions = {
  ordinary: { durationS: 170, legS: 13, fastestMps: 16, returns: true, stepS: 0.2, creepMps: 0.015 },
  far: { durationS: 1350, legS: 160, fastestMps: 25, returns: false, stepS: 0.5, creepMps: 0.015 },
  hovering: { durationS: 2400, legS: 20, fastestMps: 0.09, returns: true, stepS: 0.1, creepMps: 0.015 },
  visit: { durationS: 40, legS: 13, fastestMps: 16, returns: true, stepS: 0.5, creepMps: 0.015 },
  parked: { durationS: 1200, legS: 1200, fastestMps: 0, returns: true, stepS: 0.1, creepMps: 0.003 },
} as const satisfies Record<FlightKind, object>;

/** Latitudes between which homes lie, uniform over the sphere. */
const SOUTH_DEG = -60;
const NORTH_DEG = 70;

export function drawPlace(draw: Draw): Point {
  const [south, north] = [Math.sin(SOUTH_DEG * RADIANS), Math.sin(NORTH_DEG * RADIANS)];
  return {
    latitudeDeg: Math.asin(south + (north - south) * draw.unit()) / RADIANS,
    longitudeDeg: 360 * draw.unit() - 180,
  };
}

/** A flight from a home that is drawn, or given; the same arguments give the same bytes. */
export function generateFlight(kind: FlightKind, seed: number, home?: Point): Flight {
  const draw = new Draw(seed);
  const drawn = drawPlace(draw);
  const place = home ?? drawn;
  const instants = fly({ home: place, ...motions[kind] }, draw);
  const writer = new LogWriter();
  const scene: Scene = { home: place, amslM: 20 + 900 * draw.unit(), goals: goalsOf(instants), draw };
  if (kind === 'ordinary') sendOnce(writer, scene);
  instants.forEach((instant, index) => {
    sendPosition(writer, scene, instant);
    if (kind === 'ordinary') sendRest(writer, scene, instant, index);
  });
  return { name: `${kind} ${seed}`, log: writer.bytes(), home: place };
}

interface Scene {
  readonly home: Point;
  readonly amslM: number;
  readonly goals: readonly Point[];
  readonly draw: Draw;
}

type Fields = Readonly<Record<string, number | string | readonly number[] | bigint>>;

/** Writes a .tlog with node-mavlink. */
class LogWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #protocol = new MavLinkProtocolV2(1, 1);
  #sequence = 0;

  send(t: number, type: MessageClass, fields: Fields): void {
    const message = new type() as MavLinkData & Record<string, unknown>;
    for (const [source, value] of Object.entries(fields)) {
      const field = type.FIELDS.find((candidate) => candidate.source === source);
      if (field === undefined) throw new Error(`${type.MSG_NAME} has no field ${source}`);
      message[field.name] = value;
    }
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(Date.UTC(2024, 5, 3, 10)) * 1000n + BigInt(Math.round(t * 1e6)));
    this.#pieces.push(stamp, this.#protocol.serialize(message, this.#sequence++ & 0xff));
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}

const e7 = (degrees: number): number => Math.round(degrees * 1e7);
const bootMs = (t: number): number => Math.round(60_000 + t * 1000);
const positive = (degrees: number): number => wrapped(degrees - 180) + 180;

/** Where the legs lead: the autopilot's set-points. */
function goalsOf(instants: readonly Instant[]): Point[] {
  return instants.filter((_, index) => index % 65 === 64).map(({ point }) => point);
}

function sendOnce(writer: LogWriter, { home, amslM, goals, draw }: Scene): void {
  const { declinationDeg } = shapeOf(fieldAt(home));
  const parameters = {
    WPNAV_SPEED: 1000,
    COMPASS_DEC: declinationDeg * RADIANS,
    EKF2_MAG_DECL: declinationDeg,
    COMPASS_AUTODEC: 1,
    ATC_ANG_YAW_P: 4.5,
    RTL_ALT: 1500,
  };
  Object.entries(parameters).forEach(([param_id, param_value], param_index) => {
    writer.send(0, common.ParamValue, { param_id, param_value, param_type: 9, param_count: 6, param_index });
  });
  goals.slice(0, 6).forEach((goal, seq) => {
    const place = { x: e7(goal.latitudeDeg), y: e7(goal.longitudeDeg), z: 40 };
    writer.send(0, common.MissionItemInt, {
      ...{ seq, frame: 3, command: 16, autocontinue: 1, target_system: 255, param4: seq === 2 ? 90 : 0 },
      ...place,
    });
  });
  const [latitude, longitude, altitude] = [e7(home.latitudeDeg), e7(home.longitudeDeg), Math.round(amslM * 1000)];
  writer.send(0, common.GpsGlobalOrigin, { latitude, longitude, altitude });
  for (const t of [0.1, 40, 100]) {
    const q = [Math.cos(draw.unit()), 0, 0, 0];
    writer.send(t, common.HomePosition, { latitude, longitude, altitude, q });
  }
}

/** What the autopilot makes of one estimate: global and local position with the same velocity. */
function sendPosition(writer: LogWriter, { home, amslM }: Scene, instant: Instant): void {
  const { t, point, velocityNorth, velocityEast, heightM, yawDeg } = instant;
  const whole = (speed: number): number => Math.trunc(speed * 100);
  writer.send(t, standard.GlobalPositionInt, {
    time_boot_ms: bootMs(t),
    lat: e7(point.latitudeDeg),
    lon: e7(point.longitudeDeg),
    alt: Math.round((amslM + heightM) * 1000),
    relative_alt: Math.round(heightM * 1000),
    vx: whole(velocityNorth),
    vy: whole(velocityEast),
    hdg: Math.floor(positive(yawDeg) * 100),
  });
  const [north, east] = onSphere(home, point);
  writer.send(t, common.LocalPositionNed, {
    time_boot_ms: bootMs(t),
    x: north,
    y: east,
    z: -heightM,
    vx: velocityNorth,
    vy: velocityEast,
  });
}

/** North and east in metres as ArduPilot computes them: on its sphere, longitudes scaled by the cosine of the mean latitude. */
function onSphere(from: Point, to: Point): readonly [number, number] {
  const mean = (from.latitudeDeg + to.latitudeDeg) / 2;
  const east = wrapped(to.longitudeDeg - from.longitudeDeg) * Math.cos(mean * RADIANS);
  return [(to.latitudeDeg - from.latitudeDeg) * RADIANS * SPHERE_M, east * RADIANS * SPHERE_M];
}

function sendRest(writer: LogWriter, scene: Scene, instant: Instant, index: number): void {
  const { home, amslM, goals, draw } = scene;
  const { t, point, velocityNorth, velocityEast, trueNorth, trueEast, heightM, yawDeg, rollRad, pitchRad } = instant;
  const yaw = wrapped(yawDeg);
  const time_boot_ms = bootMs(t);
  const speed = Math.hypot(velocityNorth, velocityEast);
  writer.send(t, common.Attitude, { time_boot_ms, roll: rollRad, pitch: pitchRad, yaw: yaw * RADIANS });
  writer.send(t, common.VfrHud, {
    ...{ airspeed: speed, groundspeed: speed, heading: Math.floor(positive(yawDeg)), throttle: 40 },
    ...{ alt: amslM + heightM, climb: 0 },
  });
  const fixed = pointOf(point, 0.3 * normal(draw), 0.3 * normal(draw));
  const [dopplerNorth, dopplerEast] = [trueNorth + 0.05 * normal(draw), trueEast + 0.05 * normal(draw)];
  writer.send(t, common.GpsRawInt, {
    time_usec: BigInt(time_boot_ms) * 1000n,
    ...{ fix_type: 3, lat: e7(fixed.latitudeDeg), lon: e7(fixed.longitudeDeg), satellites_visible: 15 },
    alt: Math.round((amslM + heightM) * 1000),
    vel: Math.round(100 * Math.hypot(dopplerNorth, dopplerEast)),
    cog: Math.floor(positive(Math.atan2(dopplerEast, dopplerNorth) / RADIANS) * 100),
  });
  if (index % 2 === 0) sendGuidance(writer, scene, instant);
  if (index % 3 === 0) {
    const [xmag, ymag, zmag] = magnetometer(home, instant, draw);
    const noise = (): number => Math.round(8 * normal(draw));
    const force = {
      xacc: noise(),
      yacc: noise(),
      zacc: -1000 + noise(),
      xgyro: noise(),
      ygyro: noise(),
      zgyro: noise(),
    };
    writer.send(t, common.RawImu, { time_usec: BigInt(time_boot_ms) * 1000n, ...force, xmag, ymag, zmag });
  }
  if (index % 5 !== 0) return;
  writer.send(t, minimal.Heartbeat, { custom_mode: 3, type: 2, autopilot: 3, base_mode: 217, system_status: 4 });
  writer.send(t, ardupilotmega.Ahrs2, {
    ...{ roll: rollRad, pitch: pitchRad, yaw: yaw * RADIANS, altitude: amslM + heightM },
    ...{ lat: e7(point.latitudeDeg), lng: e7(point.longitudeDeg) },
  });
  const goal = goals[Math.min(goals.length - 1, Math.floor(index / 65))]!;
  writer.send(t, common.PositionTargetGlobalInt, {
    ...{ time_boot_ms, lat_int: e7(goal.latitudeDeg), lon_int: e7(goal.longitudeDeg) },
    ...{ alt: amslM + 40, type_mask: 0x0ff8, coordinate_frame: 0 },
  });
  writer.send(t, ardupilotmega.Wind, { direction: 146 + 3 * normal(draw), speed: 3 + 0.2 * normal(draw) });
}

function sendGuidance(writer: LogWriter, { goals }: Scene, { t, point, rollRad, pitchRad }: Instant): void {
  const goal = goals[Math.min(goals.length - 1, Math.floor(t / 13))]!;
  const [north, east] = onSphere(point, goal);
  const bearing = Math.round(Math.atan2(east, north) / RADIANS);
  writer.send(t, common.NavControllerOutput, {
    ...{ nav_roll: rollRad / RADIANS, nav_pitch: pitchRad / RADIANS, nav_bearing: bearing, target_bearing: bearing },
    wp_dist: Math.trunc(Math.hypot(north, east)),
  });
}

/** The field at home in body axes, in milligauss. */
function magnetometer(
  home: Point,
  { yawDeg, rollRad, pitchRad }: Instant,
  draw: Draw,
): readonly [number, number, number] {
  const [north, east, down] = fieldAt(home);
  const [sine, cosine] = [Math.sin(yawDeg * RADIANS), Math.cos(yawDeg * RADIANS)];
  const forward = north * cosine + east * sine;
  const right = east * cosine - north * sine;
  const [sp, cp, sr, cr] = [Math.sin(pitchRad), Math.cos(pitchRad), Math.sin(rollRad), Math.cos(rollRad)];
  const level = forward * sp + down * cp;
  const noisy = (value: number): number => Math.round(value + 2 * normal(draw));
  return [noisy(forward * cp - down * sp), noisy(right * cr + level * sr), noisy(level * cr - right * sr)];
}
