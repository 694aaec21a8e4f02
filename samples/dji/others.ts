import { Draws } from '../draws.ts';
import { timeOfItem, waypoints } from '../path.ts';
import { degreesAt } from '../tangent.ts';
import type { Body } from './body.ts';
import { nearZone, type Recording } from './motion.ts';
import { accountOf } from './secrets.ts';

const RADIANS = Math.PI / 180;

/** Tips and warnings that the app shows, zones, and other aircraft. */
export function recordOthers(recording: Recording): void {
  const { rows, secrets } = recording;
  const first = rows.span.fromS;
  const { text, person, place } = secrets;
  rows.once(first + 0.3, 'APP_TIP', { message: 'Home Point recorded. Return-to-Home Altitude:98FT' });
  rows.once(first + 0.5, 'APP_WARN', {
    message: 'Weak GPS signal. Positioning accuracy may be compromised. Please fly with caution.',
  });
  rows.once(first + 0.9, 'APP_SERIOUS_WARN', { message: 'Upward Obstacle Detected' });
  rows.once(27.3, 'APP_TIP', { message: `Mission of ${person.pilotName} loaded` });
  const spot = degreesAt(place, 31, 44);
  const where = `${spot.latitudeDeg.toFixed(5)}, ${spot.longitudeDeg.toFixed(5)}`;
  rows.once(28.1, 'APP_WARN', { message: `Point of interest set at ${where}` });
  for (const [index, words] of text.typed.entries()) {
    rows.once(29.2 + 0.4 * index, index % 2 === 0 ? 'APP_TIP' : 'APP_SERIOUS_WARN', { message: words.slice(0, 200) });
  }
  recordZone(recording);
  for (const [index, traffic] of secrets.thirdParties.entries()) {
    rows.every(
      index === 0 ? 'ADSB_DATA' : 'ADSB_ORIGINAL',
      1,
      ({ seconds }) => {
        const course = traffic.courseDeg * RADIANS;
        const at = degreesAt(
          place,
          traffic.northM + seconds * traffic.speedMs * Math.cos(course),
          traffic.eastM + seconds * traffic.speedMs * Math.sin(course),
        );
        const body = Buffer.alloc(36);
        body.writeUInt32LE(traffic.icao, 0);
        body.write(traffic.callsign, 4, 'latin1');
        body.writeDoubleLE(at.latitudeDeg, 12);
        body.writeDoubleLE(at.longitudeDeg, 20);
        body.writeFloatLE(place.altitudeAmslM + traffic.heightM, 28);
        body.writeUInt16LE(traffic.squawk, 32);
        return { body };
      },
      { instance: index },
    );
  }
}

/** What the zone makes the app say and the aircraft note; nothing of it is there without one. */
function recordZone({ rows, secrets }: Recording): void {
  const { zone, place } = secrets;
  if (zone === null) return;
  const first = rows.span.fromS;
  const draws = new Draws(`zone ${zone}`);
  const body = (name: string, length: number): Uint8Array => {
    const bytes = Buffer.from(draws.bytes(name, length));
    const centre = degreesAt(place, 900, -400);
    if (length >= 30) bytes.writeDoubleLE(centre.latitudeDeg, 3);
    return bytes;
  };
  rows.once(first + 0.02, 'FORBIDDEN_DATABASE', {
    body: new TextEncoder().encode(Buffer.from(body('database', 16)).toString('hex')),
  });
  rows.once(first + 0.021, 'FLY_SAFE_LIMIT', { body: body('limit', 14) });
  rows.once(first + 0.6, 'APP_WARN', { message: `GEO: You are in a Warning Zone (${zone}). Fly with caution.` });
  rows.once(first + 1.1, 'UNLOCK_ACTION', { body: body('unlock', 40) });
  const limit = `Aircraft in an Altitude Zone (${zone}). Max altitude limited to 60 m`;
  rows.once(nearZone.fromS + 0.2, 'APP_SERIOUS_WARN', { message: limit });
  rows.once(nearZone.fromS + 0.3, 'FLY_SAFE_LIMIT', { body: body('nearer', 14) });
  const { uuid } = accountOf(secrets);
  rows.once(nearZone.fromS + 0.4, 'UNLOCK_ACTION', { body: new TextEncoder().encode(`${uuid} ${zone}`) });
}

/** Types whose contents the public readers do not know, though all flights have them. */
const opaqueTypes = [12, 18, 20, 30, 55, 58, 63] as const;
const RADIO_DEBUG = 16;
const VISION_GROUP = 17;
const WAYPOINT_UPLOAD = 36;

/** A record that readers do not know. */
export interface Unknown {
  readonly atUs: number;
  readonly body: Body;
}

/** Records that nobody reads: those of every flight, waypoints, and types that do not exist. */
export function unknownRecords({ rows, secrets }: Recording): Unknown[] {
  const found: Unknown[] = [];
  const add = (seconds: number, type: number, bytes: Uint8Array): void => {
    if (seconds >= rows.span.fromS && seconds < rows.span.toS)
      found.push({ atUs: Math.round(seconds * 1e6), body: { type, bytes } });
  };
  for (const { item, north, east } of waypoints) {
    const bytes = Buffer.alloc(20);
    const at = degreesAt(secrets.place, north, east);
    bytes.writeDoubleLE(at.longitudeDeg * RADIANS, 0);
    bytes.writeDoubleLE(at.latitudeDeg * RADIANS, 8);
    bytes.writeUInt8(item, 16);
    add(rows.span.fromS + 0.7 + 0.01 * item, WAYPOINT_UPLOAD, bytes);
    const reached = timeOfItem(item);
    if (reached !== undefined) add(reached, 32, bytes.subarray(0, 17));
  }
  const seed = secrets.unknownMessages;
  const draws = new Draws(`dji unknown ${seed}`);
  const length = rows.span.toS - rows.span.fromS;
  // All flights have as many of these, whatever is in them.
  for (let index = 0; index < 2 * length; index++) {
    add(rows.span.fromS + 0.5 * index + 0.013, RADIO_DEBUG, draws.bytes(`radio ${index}`, 18));
    add(rows.span.fromS + 0.5 * index + 0.241, VISION_GROUP, draws.bytes(`vision ${index}`, 33));
  }
  if (seed === null) return found;
  const kinds = Array.from({ length: draws.integer('kinds', 0, 2, 5) }, (_, kind) =>
    draws.integer('type', kind, 70, 250),
  );
  for (const type of [...opaqueTypes, ...kinds]) {
    const count = draws.integer(`count ${type}`, 0, 3, 20);
    for (let index = 0; index < count; index++) {
      const bytes = draws.bytes(`body ${type} ${index}`, draws.integer(`length ${type}`, index, 3, 60));
      add(rows.span.fromS + length * draws.uniform(`time ${type}`, index), type, bytes);
    }
  }
  return found;
}
