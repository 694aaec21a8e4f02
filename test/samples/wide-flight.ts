import { encodeFrame, type Sender, type Values } from '../../samples/encode.ts';
import { logOf, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { autopilot, centidegrees, groundStation, remoteId } from '../../samples/scene.ts';
import { type Place, pointAt } from '../../samples/tangent.ts';

/** Metres north and east of {@link base}. */
export type Spot = readonly [north: number, east: number];

/** What may be secret of a {@link wideFlight}. */
export interface WideSecrets {
  /** Take-off, landing and home. */
  readonly start: Spot;
  readonly operator: Spot;
  readonly typed: string;
}

export const usual: WideSecrets = { start: [0, 0], operator: [-14, 10], typed: 'Two batteries' };

/** Where the flight lies. */
export const base: Place = { ...sampleSecrets.place, latitudeDeg: 47.031_2 };
/** Where all ways out and back pass, near every start. */
const GATE: Spot = [0, 150];
/** Where the way out ends and the way back begins. */
const JOINT: Spot = [0, 4000];
const loop: readonly Spot[] = [JOINT, [3000, 4000], [3000, 6500], [-2500, 6500], [-2500, 4000], JOINT];
const TICK_S = 0.2;
const METRES_A_TICK = 4;
const STANDING_TICKS = 60;

interface Tick {
  readonly spot: Spot;
  readonly courseRad: number;
  readonly isFlying: boolean;
}

/** A straight way without its first spot. */
function wayTo(from: Spot, to: Spot): Tick[] {
  const way = [to[0] - from[0], to[1] - from[1]] as const;
  const ticks = Math.ceil(Math.hypot(...way) / METRES_A_TICK);
  return Array.from({ length: ticks }, (_, index): Tick => {
    const share = (index + 1) / ticks;
    const spot: Spot = [from[0] + way[0] * share, from[1] + way[1] * share];
    return { spot, courseRad: Math.atan2(way[1], way[0]), isFlying: true };
  });
}

/**
 * A flight over some kilometres as a .tlog: from its start through a gate near it to a joint, around a loop and back. All from the gate on is the same
 * whatever the secrets are; how long the ways to and from the gate take is theirs.
 */
export function wideFlight({ start, operator, typed }: WideSecrets, place = base): Uint8Array {
  const degreesAt = ([north, east]: Spot): { lat: number; lon: number } => {
    const { latE7, lonE7 } = pointAt(place, north, east);
    return { lat: latE7, lon: lonE7 };
  };
  const standing = Array.from({ length: STANDING_TICKS }, (): Tick => ({ spot: start, courseRad: 0, isFlying: false }));
  const out = [...standing, ...wayTo(start, GATE), ...wayTo(GATE, JOINT)];
  const around = loop.slice(1).flatMap((to, index) => wayTo(loop[index]!, to));
  const ticks = [...out, ...around, ...wayTo(JOINT, GATE), ...wayTo(GATE, start), ...standing];
  const frames: Sent[] = [];
  const sequences = new Map<Sender, number>();
  const send = (atUs: number, sender: Sender, message: string, values: Values): void => {
    const sequence = sequences.get(sender) ?? 0;
    sequences.set(sender, (sequence + 1) & 0xff);
    const frame = encodeFrame(message, values, sender, sequence);
    frames.push({ atUs, sender, message, values, frame, junk: new Uint8Array(0) });
  };
  const home = degreesAt(start);
  const pilot = degreesAt(operator);
  ticks.forEach(({ spot, courseRad, isFlying }, index) => {
    const { lat, lon } = degreesAt(spot);
    const atUs = Math.round(index * TICK_S * 1e6);
    const time_boot_ms = 60_000 + atUs / 1000;
    // What is sent now and then keeps step with the loop.
    const step = index - out.length;
    const every = (count: number): boolean => step % count === 0;
    const speed = isFlying ? METRES_A_TICK / TICK_S : 0;
    const height = isFlying ? 60 : 0;
    const alt = Math.round(1000 * (place.altitudeAmslM + height));
    const [vx, vy] = [Math.round(100 * speed * Math.cos(courseRad)), Math.round(100 * speed * Math.sin(courseRad))];
    const hdg = centidegrees(courseRad);
    const position = { time_boot_ms, lat, lon, alt, relative_alt: 1000 * height, vx, vy, hdg };
    send(atUs, autopilot, 'GLOBAL_POSITION_INT', position);
    send(atUs, autopilot, 'ATTITUDE', { time_boot_ms, roll: 0.01 * Math.sin(step / 7), yaw: courseRad });
    if (every(5)) send(atUs, autopilot, 'HEARTBEAT', { custom_mode: 3, type: 2, autopilot: 3, mavlink_version: 3 });
    if (every(5)) send(atUs, autopilot, 'SYS_STATUS', { voltage_battery: 15_000, battery_remaining: 80 });
    if (every(5)) send(atUs, autopilot, 'GPS_RAW_INT', { ...rawFix(atUs, hdg), lat, lon, alt, vel: 100 * speed });
    if (every(10)) send(atUs, autopilot, 'SYSTEM_TIME', { time_unix_usec: unixUs(atUs), time_boot_ms });
    if (every(10)) send(atUs, autopilot, 'GPS_RTK', { ...baseline(spot, operator), nsats: 12 });
    if (every(10))
      send(atUs, autopilot, 'LOCAL_POSITION_NED', { time_boot_ms, x: spot[0] - start[0], y: spot[1] - start[1] });
    if (every(25)) send(atUs, autopilot, 'HOME_POSITION', { latitude: home.lat, longitude: home.lon, altitude: alt });
    if (every(25)) send(atUs, autopilot, 'NAV_CONTROLLER_OUTPUT', { wp_dist: Math.round(away(spot, start)) });
    if (every(25)) send(atUs, groundStation, 'HEARTBEAT', { type: 6, autopilot: 8, mavlink_version: 3 });
    if (every(25)) send(atUs, groundStation, 'FOLLOW_TARGET', { lat: pilot.lat, lon: pilot.lon, est_capabilities: 1 });
    const pilotPlace = { operator_latitude: pilot.lat, operator_longitude: pilot.lon, operator_altitude_geo: 700 };
    if (every(25)) send(atUs, remoteId, 'OPEN_DRONE_ID_SYSTEM', pilotPlace);
    if (every(500)) send(atUs, groundStation, 'STATUSTEXT', { severity: 5, text: typed.slice(0, 50) });
  });
  return logOf(frames, sampleSecrets, {});
}

function rawFix(atUs: number, cog: number): Values {
  return { time_usec: BigInt(60_000_000 + atUs), fix_type: 3, satellites_visible: 14, eph: 80, epv: 120, cog };
}

function unixUs(atUs: number): bigint {
  return BigInt(sampleSecrets.startUnixUs + atUs);
}

function baseline(spot: Spot, operator: Spot): Values {
  const [a, b] = [spot[0] - operator[0], spot[1] - operator[1]];
  return { baseline_coords_type: 1, baseline_a_mm: Math.round(1000 * a), baseline_b_mm: Math.round(1000 * b) };
}

function away(spot: Spot, from: Spot): number {
  return Math.hypot(spot[0] - from[0], spot[1] - from[1]);
}
