import { Draw } from '../draw.ts';
import { drawPlace } from './flights.ts';
import { type Point, pointOf, RADIANS, tangentOf, turned, wrapped } from './geometry.ts';
import { type MessageClass, messageClasses, protocols, recordsOf } from './log.ts';

/** What people do to logs today, and moves that are wrong in one way: each plants what an attack has to find. */
export type Baseline = (log: Uint8Array, seed: number) => Uint8Array;

type Message = Record<string, unknown>;
/** Changes a message in place; false: it is dropped. */
type Change = (message: Message, name: string) => boolean;

/** Latitude and longitude by the names of mavlink-mappings; degrees times 1e7. */
const placeFields: Readonly<Record<string, readonly [string, string]>> = {
  GLOBAL_POSITION_INT: ['lat', 'lon'],
  GPS_RAW_INT: ['lat', 'lon'],
  GPS2_RAW: ['lat', 'lon'],
  AHRS2: ['lat', 'lng'],
  HOME_POSITION: ['latitude', 'longitude'],
  GPS_GLOBAL_ORIGIN: ['latitude', 'longitude'],
  POSITION_TARGET_GLOBAL_INT: ['latInt', 'lonInt'],
  MISSION_ITEM_INT: ['x', 'y'],
};
const ownFixes = ['GLOBAL_POSITION_INT', 'GPS_RAW_INT', 'GPS2_RAW'];
const placeMessages = Object.keys(placeFields);

function rewrite(log: Uint8Array, messages: readonly string[], change: Change): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const { stampUs, frame, isV1 } of recordsOf(log)) {
    const protocol = isV1 ? protocols.v1 : protocols.v2;
    const { msgid, seq, sysid, compid } = protocol.header(frame);
    const type: MessageClass | undefined = messageClasses.get(msgid);
    let written: Uint8Array = frame;
    if (type !== undefined && messages.includes(type.MSG_NAME)) {
      const message = protocol.data(protocol.payload(frame), type);
      if (!change(message as unknown as Message, type.MSG_NAME)) continue;
      Object.assign(protocol, { sysid, compid });
      written = protocol.serialize(message, seq);
    }
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(stampUs));
    pieces.push(stamp, written);
  }
  return Buffer.concat(pieces);
}

function movePlace(message: Message, name: string, move: (place: Point) => Point): boolean {
  const [latitude, longitude] = placeFields[name]!;
  const [latE7, lonE7] = [message[latitude] as number, message[longitude] as number];
  if (latE7 === 0 && lonE7 === 0) return true;
  const { latitudeDeg, longitudeDeg } = move({ latitudeDeg: latE7 * 1e-7, longitudeDeg: lonE7 * 1e-7 });
  message[latitude] = Math.round(latitudeDeg * 1e7);
  message[longitude] = Math.round(wrapped(longitudeDeg) * 1e7);
  return true;
}

/** One shift of up to five degrees each way for the aircraft's own fixes, drawn for each flight. */
export const degreeShift: Baseline = (log, seed) => {
  const draw = new Draw(seed);
  const [north, east] = [10 * draw.unit() - 5, 10 * draw.unit() - 5];
  return rewrite(log, ownFixes, (message, name) =>
    movePlace(message, name, ({ latitudeDeg, longitudeDeg }) => ({
      latitudeDeg: latitudeDeg + north,
      longitudeDeg: longitudeDeg + east,
    })),
  );
};

/** Every place to three decimals. */
export const rounding: Baseline = (log) => {
  const round = (degrees: number): number => Math.round(degrees * 1000) / 1000;
  return rewrite(log, placeMessages, (message, name) =>
    movePlace(message, name, ({ latitudeDeg, longitudeDeg }) => ({
      latitudeDeg: round(latitudeDeg),
      longitudeDeg: round(longitudeDeg),
    })),
  );
};

/** Without the messages that have GPS or position in their name; what else holds a place stays. */
export const withoutGps: Baseline = (log) => rewrite(log, ownFixes, () => false);

/** How a stiff move goes wrong. */
export interface MoveFaults {
  /** Places of the source are dithered afresh at every message. */
  readonly freshDither: boolean;
}

/** The log's places moved in metres, turned and offset, without the care that the filter takes: no dither (or one drawn afresh), directions
 * turned by a constant, local metres and distances left in. */
export function stiffMove({ freshDither }: MoveFaults): Baseline {
  return (log, seed) => {
    const draw = new Draw(seed);
    const turnDeg = 360 * draw.unit();
    const target = drawPlace(draw);
    let origin: Point | undefined;
    const noise = (): number => (freshDither ? (draw.unit() - 0.5) * 1e-7 : 0);
    const move = (place: Point): Point => {
      origin ??= place;
      const dithered = { latitudeDeg: place.latitudeDeg + noise(), longitudeDeg: place.longitudeDeg + noise() };
      const [east, north] = tangentOf(origin, dithered);
      return pointOf(target, ...turned(east, north, turnDeg));
    };
    const messages = [...placeMessages, 'LOCAL_POSITION_NED', 'ATTITUDE', 'VFR_HUD'];
    return rewrite(log, messages, (message, name) => {
      turnVector(message, 'y', 'x', turnDeg, name === 'LOCAL_POSITION_NED', Number);
      turnVector(message, 'vy', 'vx', turnDeg, true, name === 'GLOBAL_POSITION_INT' ? Math.round : Number);
      turnAngle(message, 'hdg', 36_000, turnDeg * 100, Math.floor);
      turnAngle(message, 'cog', 36_000, turnDeg * 100, Math.floor);
      turnAngle(message, 'heading', 360, turnDeg, Math.floor);
      if (name === 'ATTITUDE') message.yaw = wrapped((message.yaw as number) / RADIANS + turnDeg) * RADIANS;
      return name in placeFields ? movePlace(message, name, move) : true;
    });
  };
}

function turnVector(
  message: Message,
  east: string,
  north: string,
  turnDeg: number,
  isWanted: boolean,
  round: (value: number) => number,
): void {
  if (!isWanted || message[east] === undefined) return;
  const [newEast, newNorth] = turned(message[east] as number, message[north] as number, turnDeg);
  message[east] = round(newEast);
  message[north] = round(newNorth);
}

function turnAngle(
  message: Message,
  name: string,
  period: number,
  turn: number,
  round: (value: number) => number,
): void {
  if (message[name] === undefined) return;
  const value = round((message[name] as number) + turn);
  message[name] = ((value % period) + period) % period;
}
