import { Draws } from './draws.ts';

/** What the aircraft does at one instant, in axes and units of its own: metres from home, seconds, radians. Holds no secret. */
export interface State {
  /** Along the path's axes, also where the rest of the state is turned to true north. */
  readonly north: number;
  readonly east: number;
  /** Metres above the take-off point. */
  readonly height: number;
  readonly velocityNorth: number;
  readonly velocityEast: number;
  readonly climb: number;
  readonly groundSpeed: number;
  readonly airSpeed: number;
  /** Where the air moves to. */
  readonly windNorth: number;
  readonly windEast: number;
  readonly accelerationNorth: number;
  readonly accelerationEast: number;
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
  readonly rates: Vector;
  /** What accelerometers feel, forward, right, down, in m/s/s. */
  readonly force: Vector;
  /** 0 to 1. */
  readonly throttle: number;
  /** Pulse widths of the four motors in microseconds. */
  readonly motors: readonly [number, number, number, number];
  readonly batteryV: number;
  readonly currentA: number;
  readonly consumedMah: number;
  readonly armed: boolean;
  readonly mode: number;
  /** Current item of the mission. */
  readonly item: number;
  readonly target: Target;
}

export type Vector = readonly [number, number, number];

export interface Target {
  readonly north: number;
  readonly east: number;
  readonly height: number;
}

/** Flight modes of ArduCopter. */
export const Mode = { stabilize: 0, auto: 3, guided: 4, rtl: 6 } as const;

export const FLIGHT_S = 186;
export const ARMED_S = 24;
export const TAKE_OFF_S = 27;
export const AUTO_S = 37;
const TAKE_OFF_HEIGHT_M = 12;
export const CAPACITY_MAH = 5200;

/** Waypoints of the mission with the item that each is; the flight goes along them. */
export const waypoints: readonly (Target & { readonly item: number })[] = [
  { item: 3, north: 92, east: 18, height: 25 },
  { item: 4, north: 104, east: 96, height: 32 },
  { item: 6, north: 38, east: 121, height: 32 },
  { item: 7, north: -34, east: 64, height: 22 },
  { item: 8, north: -62, east: -40, height: 22 },
  { item: 9, north: 21, east: -78, height: 28 },
  { item: 10, north: 66, east: -12, height: 28 },
];
/** Item that sends the aircraft home. */
export const RETURN_ITEM = 11;

const GRAVITY = 9.806_65;
const STEP_S = 0.02;
const IDLE_STEPS = 110;
const WIND: Vector = [-2.1, 1.4, 0];
const DRAG_PER_S = 0.12;
const noise = new Draws('path');

let states: readonly State[] | undefined;

/** The state at a time since the log's start, on a grid of {@link STEP_S}. */
export function stateAt(seconds: number): State {
  states ??= fly();
  const index = Math.min(Math.max(0, Math.round(seconds / STEP_S)), states.length - 1);
  return states[index]!;
}

/** When the aircraft first was in this item of the mission, in seconds; undefined if it never was. */
export function timeOfItem(item: number): number | undefined {
  states ??= fly();
  const index = states.findIndex((state) => state.mode === Mode.auto && state.item === item);
  return index < 0 ? undefined : index * STEP_S;
}

/** When the motors stop. */
export function disarmTime(): number {
  states ??= fly();
  return states.findLastIndex((state) => state.armed) * STEP_S + STEP_S;
}

/** Mutable state of the simulation. */
interface Flight {
  position: [number, number, number];
  velocity: [number, number, number];
  acceleration: [number, number, number];
  yaw: number;
  leg: number;
  mode: number;
  armed: boolean;
  landed: boolean;
  idleSteps: number;
}

function fly(): State[] {
  const flight: Flight = {
    position: [0, 0, 0],
    velocity: [0, 0, 0],
    acceleration: [0, 0, 0],
    yaw: 0.83,
    leg: -1,
    mode: Mode.stabilize,
    armed: false,
    landed: true,
    idleSteps: 0,
  };
  const result: State[] = [];
  let consumedMah = 38;
  let last: { roll: number; pitch: number; yaw: number } | undefined;
  for (let step = 0; step * STEP_S <= FLIGHT_S; step++) {
    const time = step * STEP_S;
    const target = decide(flight, time);
    if (!flight.landed) move(flight, target);
    const attitude = attitudeOf(flight, time);
    const rates: Vector =
      last === undefined
        ? [0, 0, 0]
        : bodyRates(attitude, [
            (attitude.roll - last.roll) / STEP_S,
            (attitude.pitch - last.pitch) / STEP_S,
            wrap(attitude.yaw - last.yaw) / STEP_S,
          ]);
    last = attitude;
    const force = specificForce(flight, attitude);
    const thrust = flight.landed ? 0 : Math.min(1.6, Math.hypot(...force) / GRAVITY);
    const throttle = !flight.armed ? 0 : flight.landed ? 0.06 : 0.36 * thrust + 0.012 * wobble('throttle', time, 1.3);
    const currentA = flight.armed ? 0.8 + 17.5 * (throttle / 0.36) ** 1.5 : 0.55;
    consumedMah += (currentA * STEP_S) / 3.6;
    result.push({
      north: flight.position[0],
      east: flight.position[1],
      height: flight.position[2],
      velocityNorth: flight.velocity[0],
      velocityEast: flight.velocity[1],
      climb: flight.velocity[2],
      groundSpeed: Math.hypot(flight.velocity[0], flight.velocity[1]),
      airSpeed: Math.hypot(flight.velocity[0] - WIND[0], flight.velocity[1] - WIND[1]),
      windNorth: WIND[0],
      windEast: WIND[1],
      accelerationNorth: flight.acceleration[0],
      accelerationEast: flight.acceleration[1],
      ...attitude,
      rates,
      force,
      throttle,
      motors: motorsOf(flight, throttle, rates),
      batteryV: openVoltage(1 - consumedMah / CAPACITY_MAH) - 0.021 * currentA,
      currentA,
      consumedMah,
      armed: flight.armed,
      mode: flight.mode,
      item: flight.mode === Mode.rtl ? RETURN_ITEM : flight.leg < 0 ? 0 : waypoints[flight.leg]!.item,
      target,
    });
  }
  return result;
}

/** Switches modes and legs, and says where to go. */
function decide(flight: Flight, time: number): Target {
  const [north, east, height] = flight.position;
  if (time < TAKE_OFF_S) {
    flight.mode = time < ARMED_S - 2 ? Mode.stabilize : Mode.guided;
    flight.armed = time >= ARMED_S;
    return { north: 0, east: 0, height: 0 };
  }
  if (time < AUTO_S) {
    flight.landed = false;
    return { north: 0, east: 0, height: TAKE_OFF_HEIGHT_M };
  }
  if (flight.mode === Mode.guided) {
    flight.mode = Mode.auto;
    flight.leg = 0;
  }
  if (flight.mode === Mode.auto) {
    const goal = waypoints[flight.leg]!;
    if (Math.hypot(goal.north - north, goal.east - east) > 2 || Math.abs(goal.height - height) > 1) return goal;
    if (flight.leg + 1 < waypoints.length) return waypoints[++flight.leg]!;
    flight.mode = Mode.rtl;
  }
  if (!flight.landed) {
    if (Math.hypot(north, east) > 1) return { north: 0, east: 0, height: Math.max(15, waypoints.at(-1)!.height) };
    if (height > 0.05) return { north: 0.4, east: -0.3, height: -0.4 };
    flight.landed = true;
    flight.velocity = [0, 0, 0];
    flight.acceleration = [0, 0, 0];
    flight.position[2] = 0;
  }
  // Motors run on for a moment after touching down.
  flight.idleSteps++;
  flight.armed = flight.idleSteps < IDLE_STEPS;
  return { north, east, height: 0 };
}

function move(flight: Flight, target: Target): void {
  const { position, velocity, acceleration } = flight;
  const offset = [target.north - position[0], target.east - position[1]] as const;
  const distance = Math.hypot(...offset);
  const speed = Math.min(8, 0.8 * distance, Math.sqrt(2 * 1.6 * distance));
  const [most, least] = [2.2, position[2] < 6 && flight.mode === Mode.rtl ? -0.6 : -1.6];
  const wanted = [
    distance > 0.05 ? (offset[0] / distance) * speed : 0,
    distance > 0.05 ? (offset[1] / distance) * speed : 0,
    Math.min(most, Math.max(least, 0.8 * (target.height - position[2]))),
  ];
  for (const axis of [0, 1, 2] as const) {
    const limit = axis === 2 ? 1.4 : 2.4;
    const demand = Math.min(limit, Math.max(-limit, (wanted[axis]! - velocity[axis]) / 0.7));
    acceleration[axis] += ((demand - acceleration[axis]) * STEP_S) / 0.25;
    velocity[axis] += acceleration[axis] * STEP_S;
    position[axis] += velocity[axis] * STEP_S;
  }
  if (distance > 3 && flight.mode !== Mode.guided) {
    const turn = wrap(Math.atan2(offset[1], offset[0]) - flight.yaw);
    flight.yaw = wrap(flight.yaw + Math.min(0.8, Math.max(-0.8, 1.5 * turn)) * STEP_S);
  }
}

/** The attitude whose thrust gives this acceleration against drag and gravity, and the shaking of gusts. */
function attitudeOf(flight: Flight, time: number): { roll: number; pitch: number; yaw: number } {
  if (flight.landed) return { roll: 0.011, pitch: -0.017, yaw: flight.yaw };
  const north = flight.acceleration[0] + DRAG_PER_S * (flight.velocity[0] - WIND[0]);
  const east = flight.acceleration[1] + DRAG_PER_S * (flight.velocity[1] - WIND[1]);
  const lift = GRAVITY + flight.acceleration[2];
  const forward = north * Math.cos(flight.yaw) + east * Math.sin(flight.yaw);
  const right = east * Math.cos(flight.yaw) - north * Math.sin(flight.yaw);
  const pitch = Math.atan2(-forward, lift) + 0.012 * wobble('pitch', time, 0.7);
  const roll = Math.atan2(right * Math.cos(pitch), lift) + 0.012 * wobble('roll', time, 0.8);
  return { roll, pitch, yaw: wrap(flight.yaw + 0.01 * wobble('yaw', time, 0.3)) };
}

/** A sum of three waves near a frequency, about -1 to 1. */
function wobble(name: string, time: number, hertz: number): number {
  let sum = 0;
  for (let wave = 0; wave < 3; wave++) {
    const frequency = hertz * (0.6 + noise.uniform(`${name} frequency`, wave));
    sum += Math.sin(2 * Math.PI * (frequency * time + noise.uniform(`${name} phase`, wave)));
  }
  return sum / 3;
}

function bodyRates({ roll, pitch }: { roll: number; pitch: number }, [dRoll, dPitch, dYaw]: Vector): Vector {
  return [
    dRoll - dYaw * Math.sin(pitch),
    dPitch * Math.cos(roll) + dYaw * Math.sin(roll) * Math.cos(pitch),
    -dPitch * Math.sin(roll) + dYaw * Math.cos(roll) * Math.cos(pitch),
  ];
}

/**
 * Acceleration less gravity, in body axes. Gravity is the constant that an accelerometer is calibrated to where it flies, not the one of the
 * place.
 */
function specificForce(flight: Flight, attitude: { roll: number; pitch: number; yaw: number }): Vector {
  const [north, east, up] = flight.acceleration;
  return toBody([north, east, -up - GRAVITY], attitude);
}

/** Turns a vector from north, east, down to forward, right, down. */
export function toBody([n, e, d]: Vector, { roll, pitch, yaw }: { roll: number; pitch: number; yaw: number }): Vector {
  const [sr, cr, sp, cp, sy, cy] = [roll, pitch, yaw].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]) as [
    ...[number, number, number, number, number, number],
  ];
  return [
    cp * cy * n + cp * sy * e - sp * d,
    (sr * sp * cy - cr * sy) * n + (sr * sp * sy + cr * cy) * e + sr * cp * d,
    (cr * sp * cy + sr * sy) * n + (cr * sp * sy - sr * cy) * e + cr * cp * d,
  ];
}

function motorsOf(flight: Flight, throttle: number, rates: Vector): State['motors'] {
  if (!flight.armed) return [1000, 1000, 1000, 1000];
  const base = 1100 + 800 * Math.sqrt(Math.max(0, throttle));
  const mix = (roll: number, pitch: number, yaw: number): number =>
    Math.round(
      Math.min(1950, Math.max(1100, base - 40 * roll * rates[0] - 40 * pitch * rates[1] - 30 * yaw * rates[2])),
    );
  return [mix(-1, 1, 1), mix(1, -1, 1), mix(1, 1, -1), mix(-1, -1, -1)];
}

/** A four-cell lithium battery without load. */
function openVoltage(left: number): number {
  return 4 * (3.45 + 0.72 * left - 0.12 * left * (1 - left));
}

/** An angle in [-pi, pi). */
export function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
}
