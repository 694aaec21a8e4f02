import { ardupilotmega, common, minimal, standard } from 'mavlink-mappings';
import { x25crc } from 'node-mavlink';
import { type MessageClass, mix } from '../mix.ts';

/** Counters go from 1 to this: they fit every field that holds one, and none is its "unknown". */
export const MOST_MARK = 32_000;

const HEADER_BYTES = 10;
const CHECKSUM_BYTES = 2;
const MAGIC_V2 = 0xfd;
const NO_MARK = 0;

/** Where a message keeps a number as it is under `dynamics`. */
const placesOfMarks: readonly (readonly [MessageClass, string])[] = [
  [minimal.Heartbeat, 'custom_mode'],
  [common.Attitude, 'rollspeed'],
  [standard.GlobalPositionInt, 'vz'],
  [common.LocalPositionNed, 'vz'],
  [common.VfrHud, 'throttle'],
  [common.RawImu, 'xgyro'],
  [common.SysStatus, 'errors_count1'],
  [common.GpsRawInt, 'vel'],
  [common.BatteryStatus, 'current_consumed'],
  [common.Vibration, 'clipping_0'],
  [common.RcChannels, 'chan1_raw'],
  [common.ServoOutputRaw, 'servo1_raw'],
  [common.NavControllerOutput, 'nav_roll'],
  [common.MissionCurrent, 'seq'],
  [common.ParamValue, 'param_count'],
  [ardupilotmega.EkfStatusReport, 'velocity_variance'],
];

interface Mark {
  readonly at: number;
  readonly size: number;
  readonly isFloat: boolean;
}

const marks = new Map(placesOfMarks.map(([type, name]) => [type.MSG_ID, markOf(type, name)]));
const types = new Map(mix.map(({ type }) => [type.MSG_ID, type]));

function markOf(type: MessageClass, name: string): Mark {
  const field = type.FIELDS.find(({ source }) => source === name);
  if (field === undefined) throw new Error(`${type.MSG_NAME} has no field ${name}`);
  return { at: field.offset, size: field.size, isFloat: field.type === 'float' };
}

/** The id of a MAVLink 2 frame's message. */
export function idOf(frame: Uint8Array): number {
  return frame[7]! | (frame[8]! << 8) | (frame[9]! << 16);
}

/** A copy of a frame of the mix that tells its number, where its message has room for one; others stay as they are. */
export function marked(frame: Uint8Array, number: number): Uint8Array {
  const mark = marks.get(idOf(frame));
  if (mark === undefined) return frame.slice();
  const type = types.get(idOf(frame))!;
  const whole = Buffer.alloc(HEADER_BYTES + type.PAYLOAD_LENGTH + CHECKSUM_BYTES);
  whole.set(frame.subarray(0, HEADER_BYTES + frame[1]!));
  const at = HEADER_BYTES + mark.at;
  if (mark.isFloat) whole.writeFloatLE(number, at);
  else whole.writeUIntLE(number, at, mark.size);
  let length = type.PAYLOAD_LENGTH;
  while (length > 1 && whole[HEADER_BYTES + length - 1] === 0) length--;
  whole[1] = length;
  const end = HEADER_BYTES + length;
  whole.writeUInt16LE(x25crc(whole.subarray(0, end), 1, 0, type.MAGIC_NUMBER), end);
  return whole.subarray(0, end + CHECKSUM_BYTES);
}

/** The number that a frame tells; undefined where its message has no room for one. */
export function markIn(frame: Uint8Array): number | undefined {
  const mark = marks.get(idOf(frame));
  if (mark === undefined) return undefined;
  // A payload ends before its trailing zeros.
  const payload = Buffer.alloc(mark.at + mark.size);
  payload.set(frame.subarray(HEADER_BYTES, HEADER_BYTES + Math.min(frame[1]!, payload.length)));
  const number = mark.isFloat ? payload.readFloatLE(mark.at) : payload.readUIntLE(mark.at, mark.size);
  return Number.isInteger(number) && number > NO_MARK && number <= MOST_MARK ? number : NO_MARK;
}

/** Cuts bytes into the MAVLink 2 frames that they are. @throws Error if there is anything else in them, or half a frame */
export function framesIn(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + HEADER_BYTES + bytes[at + 1]! + CHECKSUM_BYTES;
    if (bytes[at] !== MAGIC_V2 || !(end <= bytes.length)) throw new Error(`no whole frame begins at byte ${at}`);
    frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

/** How many whole frames bytes begin with, and what is behind them; -1 frames where something else stands between. */
export function frameCount(bytes: Uint8Array): { readonly frames: number; readonly bytes: Uint8Array } {
  let frames = 0;
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== MAGIC_V2) return { frames: -1, bytes: bytes.subarray(at) };
    const end = at + HEADER_BYTES + (bytes[at + 1] ?? 255) + CHECKSUM_BYTES;
    if (end > bytes.length) break;
    frames++;
    at = end;
  }
  return { frames, bytes: bytes.slice(at) };
}
