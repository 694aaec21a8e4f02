import { Draws } from './draws.ts';
import type { FrameOptions, Sender, Values } from './encode.ts';
import { FLIGHT_S, type State, stateAt, toBody, type Vector, wrap } from './path.ts';
import { type Device, deviceOf, type FlightSecrets } from './secrets.ts';
import { axisBearingRad, type LatLon, pointAt, turned } from './tangent.ts';
import {
  geoidSeparationM,
  groundAmslM,
  magneticField,
  type Satellite,
  satellitesInView,
  type Weather,
  weatherAt,
} from './world.ts';

export const autopilot: Sender = { system: 1, component: 1 };
export const groundStation: Sender = { system: 255, component: 190 };
export const companion: Sender = { system: 1, component: 191 };
export const remoteId: Sender = { system: 1, component: 236 };
/** The telemetry radio on the ground speaks for itself. */
export const radio: Sender = { system: 51, component: 68 };

/** One frame that somebody sends. */
export interface Event {
  /** Microseconds since the log's start. */
  readonly atUs: number;
  readonly sender: Sender;
  readonly message: string;
  readonly values: Values;
  readonly options: FrameOptions;
  /** A whole frame of a message that no dialect has, as a function of its sequence number. */
  readonly foreign?: (sequence: number) => Uint8Array;
  /** The link may lose it. Never where a secret decides whether it is there at all. */
  readonly losable: boolean;
  /** Junk on the line behind it. */
  readonly junk?: Uint8Array;
}

/** The moment at which a frame is made. */
export interface Moment {
  readonly seconds: number;
  readonly ordinal: number;
  /** Directions of it are those of true north where the aircraft is; its place stays along the path's axes. */
  readonly state: State;
  /** Since the autopilot's boot. */
  readonly bootMs: number;
  readonly bootUs: bigint;
  /** By the autopilot's clock, which GNSS sets. */
  readonly unixUs: bigint;
  readonly point: LatLon;
  /** True bearing there of the path's first axis, in radians. */
  readonly axisRad: number;
  readonly amslM: number;
  readonly geoidM: number;
  /** Normal draws for this moment: `noise(name)` has standard deviation 1. */
  noise(name: string): number;
}

const BOOT_BEFORE_LOG_US = 61_407_318;
/** The autopilot's clock against the ground station's. */
const AUTOPILOT_AHEAD_US = 213_407;

/** One flight with its secrets: what everybody in it knows, and the frames they send. */
export class Scene {
  readonly secrets: FlightSecrets;
  readonly device: Device;
  readonly weather: Weather;
  readonly satellites: readonly Satellite[];
  readonly events: Event[] = [];
  /** The same for every flight: not a secret. */
  readonly draws = new Draws('flight');

  constructor(secrets: FlightSecrets) {
    this.secrets = secrets;
    this.device = deviceOf(secrets.device);
    this.weather = weatherAt(secrets.place, secrets.startUnixUs);
    this.satellites = satellitesInView(secrets.place, secrets.startUnixUs);
  }

  /** By the clock of the computer that writes the log. */
  unixUs(atUs: number): bigint {
    return BigInt(this.secrets.startUnixUs) + BigInt(atUs);
  }

  /** Microseconds since the autopilot's boot. */
  bootUs(atUs: number): number {
    return (this.secrets.bootBeforeStartUs ?? BOOT_BEFORE_LOG_US) + atUs;
  }

  /** By the autopilot's clock, which GNSS sets. */
  autopilotUnixUs(atUs: number): bigint {
    return this.unixUs(atUs + AUTOPILOT_AHEAD_US);
  }

  at(atUs: number, name: string, ordinal: number): Moment {
    const seconds = atUs / 1e6;
    const path = stateAt(seconds);
    const point = pointAt(this.secrets.place, path.north, path.east);
    const axisRad = axisBearingRad(this.secrets.place, path.north, path.east);
    const state = towardsNorth(path, axisRad);
    const latencyUs = this.draws.integer(`latency ${name}`, ordinal, 2000, 9000);
    const bootUs = this.bootUs(atUs) - latencyUs;
    return {
      seconds,
      ordinal,
      state,
      bootMs: Math.floor(bootUs / 1000),
      bootUs: BigInt(bootUs),
      unixUs: this.autopilotUnixUs(atUs - latencyUs),
      point,
      axisRad,
      amslM: this.secrets.place.altitudeAmslM + state.height,
      geoidM: geoidSeparationM(point),
      noise: (what) => this.draws.normal(`${name} ${what}`, ordinal),
    };
  }

  /** Sends a message once. */
  send(
    seconds: number,
    sender: Sender,
    message: string,
    values: Values,
    options: FrameOptions & { readonly losable?: boolean; readonly junk?: Uint8Array } = {},
  ): void {
    const { losable = false, junk, ...frame } = options;
    const event = { atUs: Math.round(seconds * 1e6), sender, message, values, options: frame, losable };
    this.events.push(junk === undefined ? event : { ...event, junk });
  }

  /**
   * Sends a message again and again over the whole flight.
   * @param values the fields at a moment; undefined: nothing is sent then
   */
  stream(
    sender: Sender,
    message: string,
    hertz: number,
    values: (moment: Moment) => Values | undefined,
    options: FrameOptions & { readonly fromS?: number } = {},
  ): void {
    const name = `${sender.system} ${sender.component} ${message}`;
    const { fromS = 0.2, ...frame } = options;
    const phaseS = fromS + this.draws.uniform(`phase ${name}`) / hertz;
    for (let ordinal = 0; ; ordinal++) {
      const seconds = phaseS + ordinal / hertz;
      if (seconds >= FLIGHT_S) return;
      const atUs = Math.round(seconds * 1e6) + this.draws.integer(`jitter ${name}`, ordinal, 0, 4000);
      const made = values(this.at(atUs, name, ordinal));
      if (made === undefined) continue;
      this.events.push({ atUs, sender, message, values: made, options: frame, losable: true });
    }
  }

  /** Ground below the aircraft, above sea level. */
  groundM(point: LatLon): number {
    return groundAmslM(this.secrets.place, point);
  }

  /** Earth's field as north, east, down, in milligauss. */
  field(point: LatLon): Vector {
    return magneticField(point);
  }

  /** What a compass on board shows, in milligauss. */
  compass({ state, point }: Moment): Vector {
    return toBody(this.field(point), state);
  }
}

/** A state with its directions as they are against true north, where the path's first axis has this bearing in radians. */
function towardsNorth(path: State, axisRad: number): State {
  const [velocityNorth, velocityEast] = turned(path.velocityNorth, path.velocityEast, axisRad);
  const [accelerationNorth, accelerationEast] = turned(path.accelerationNorth, path.accelerationEast, axisRad);
  const [windNorth, windEast] = turned(path.windNorth, path.windEast, axisRad);
  return {
    ...path,
    ...{ velocityNorth, velocityEast, accelerationNorth, accelerationEast, windNorth, windEast },
    yaw: wrap(path.yaw + axisRad),
  };
}

/** Whole numbers that fit 16 bits with sign. */
export function int16(value: number): number {
  return Math.min(32_767, Math.max(-32_768, Math.round(value)));
}

export function centidegrees(radians: number): number {
  return Math.round((((radians * 180) / Math.PI + 360) % 360) * 100) % 36_000;
}

export function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

/** Where the wind comes from, as a bearing in radians. */
export function windFromRad({ windNorth, windEast }: State): number {
  return Math.atan2(-windEast, -windNorth);
}

/** Bearing of the target as seen from the aircraft, in radians, and how far it is; `axisRad` as in {@link Moment}. */
export function wayTo(state: State, axisRad: number): { readonly bearingRad: number; readonly distanceM: number } {
  const [north, east] = [state.target.north - state.north, state.target.east - state.east];
  return { bearingRad: wrap(Math.atan2(east, north) + axisRad), distanceM: Math.hypot(north, east) };
}
