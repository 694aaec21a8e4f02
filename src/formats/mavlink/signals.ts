import type { Memory } from '../../bytes/memory.ts';
import { readText } from '../../bytes/text.ts';
import type { Frame } from '../../model/format.ts';
import type { Field, FieldType, Schema } from '../../model/schema.ts';
import type { EvidenceClass, Signal, SignalSink } from '../../model/signal.ts';
import { readValue } from '../../model/values.ts';
import { FenceTexts } from '../../vocabulary/fence-texts.ts';
import {
  ARM_DISARM,
  Breaches,
  byParts,
  commanded,
  FENCE_ENABLE,
  Part,
  readSettingName,
  setting,
} from '../../vocabulary/fences.ts';

/** Reads what the frames of one schema tell of fences. `body` holds a frame's body from 0 on, zero-extended. */
export type FenceReader = (body: Memory, frame: Frame, sink: SignalSink) => void;

/** Of the schemas whose frames tell something: beside them, for a schema is data. */
export const fenceReaders = new WeakMap<Schema, FenceReader>();

/** What one aircraft has told before. */
class Aircraft {
  readonly breaches = new Breaches('status');
  readonly farBreaches = new Breaches('status');
  readonly texts = new FenceTexts();
  /** It sends FENCE_STATUS, which says more of breaches than the bits of other messages. */
  hasStatus = false;
  /** It has told over the long link that its fence is kept. */
  wasFine = false;
}

/** What frames of the same log have told before. */
export class FenceState {
  readonly #aircraft = new Map<number, Aircraft>();
  /** What was asked of a system and not answered yet, by system and number of the command: the signal of an answer that it is done. */
  readonly asked = new Map<number, Signal>();
  /** Systems that were told to clear their fence, and have not answered yet. */
  readonly clearing = new Set<number>();

  of(sender: number): Aircraft {
    let aircraft = this.#aircraft.get(sender);
    if (aircraft === undefined) {
      aircraft = new Aircraft();
      this.#aircraft.set(sender, aircraft);
    }
    return aircraft;
  }
}

/** MAV_COMP_ID_AUTOPILOT1. */
const AUTOPILOT = 1;
/** MAV_SYS_STATUS_GEOFENCE and HL_FAILURE_FLAG_GEOFENCE. */
const SENSOR_GEOFENCE = 1 << 20;
const FAILURE_GEOFENCE = 2048;
/** MAV_AUTOPILOT_ARDUPILOTMEGA. */
const ARDUPILOT = 3;
/** By FENCE_BREACH: none, floor, height, boundary. */
const breachParts = [0, Part.floor, Part.height, Part.circle | Part.polygon];
/** MAV_MISSION_TYPE_FENCE and _ALL, MAV_MISSION_ACCEPTED. */
const FENCE_MISSION = 1;
const ALL_MISSIONS = 255;
const MISSION_ACCEPTED = 0;
/** MAV_RESULT_ACCEPTED, and _IN_PROGRESS: the answer proper is still to come. */
const ACCEPTED = 0;
const IN_PROGRESS = 5;
/** MAV_PARAM_TYPE_REAL32. */
const PARAM_REAL32 = 9;
/** By MAV_PARAM_EXT_TYPE. */
const extendedTypes: readonly (FieldType | undefined)[] = [
  ...([undefined, 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'] as const),
];

const on: Signal = byParts('fence-on', 'status')[0]!;
const off: Signal = byParts('fence-off', 'status')[0]!;
const clearAsked: Signal = { kind: 'fence-cleared', evidence: 'command' };
const clearDone: Signal = { kind: 'fence-cleared', evidence: 'acknowledgement' };

/**
 * PX4's events while a check of the fence fails, with the parts: check_gf_violation_max_hor_dist, _max_alt and _custom_gf (PX4 1.16, geofenceCheck.cpp). The
 * number of an event is the FNV-1a hash of its name, its upper byte the component (px4_platform_common/events.h).
 */
const events: ReadonlyMap<number, Signal> = new Map([
  [20_842_799, byParts('fence-breach', 'event')[Part.circle]!],
  [30_700_832, byParts('fence-breach', 'event')[Part.height]!],
  [16_920_235, byParts('fence-breach', 'event')[Part.polygon]!],
]);

/** Where fields of one message stand. */
class Places {
  readonly #fields: readonly Field[];
  isWhole = true;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
  }

  /** -1, and not whole: there is none of this name and type. */
  at(name: string, type: FieldType, length = 1): number {
    const found = this.#fields.find((field) => field.name === name && field.type === type && field.length === length);
    if (found === undefined) this.isWhole = false;
    return found?.offset ?? -1;
  }
}

type Make = (places: Places, state: FenceState) => FenceReader;

/**
 * The reader for frames of a message; null for one whose frames tell nothing of fences. Offsets are found here, once.
 *
 * Left out: a command in a plan is no act; a heartbeat does not say why the mode has changed; HIGH_LATENCY has no flag for fences.
 */
export function fenceReader(message: string, fields: readonly Field[], state: FenceState): FenceReader | null {
  const make = makers.get(message);
  if (make === undefined) return null;
  const places = new Places(fields);
  const reader = make(places, state);
  return places.isWhole ? reader : null;
}

const makers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['SYS_STATUS', ofSystem],
  ['FENCE_STATUS', ofFence],
  ['HIGH_LATENCY2', ofLongLink],
  ['COMMAND_LONG', ofCommand],
  ['COMMAND_INT', ofCommand],
  ['COMMAND_ACK', ofAnswer],
  ['MISSION_CLEAR_ALL', ofClearing],
  ['MISSION_COUNT', ofCount],
  ['MISSION_ACK', ofMissionAnswer],
  ['PARAM_VALUE', (places) => ofParameter(places, 'setting')],
  ['PARAM_SET', (places) => ofParameter(places, 'command')],
  ['PARAM_EXT_VALUE', (places) => ofExtended(places, 'setting')],
  ['PARAM_EXT_SET', (places) => ofExtended(places, 'command')],
  ['STATUSTEXT', ofText],
  ['EVENT', ofEvent],
]);

function isAutopilot({ sender }: Frame): boolean {
  return (sender & 0xff) === AUTOPILOT;
}

/** ArduPilot 3.6 to 4.0 calls a fence unhealthy as well when it has no position for it: FENCE_STATUS is believed rather. */
function ofSystem(places: Places, state: FenceState): FenceReader {
  const presentAt = places.at('onboard_control_sensors_present', 'u32');
  const enabledAt = places.at('onboard_control_sensors_enabled', 'u32');
  const healthAt = places.at('onboard_control_sensors_health', 'u32');
  return ({ view }, frame, sink) => {
    if ((view.getUint32(presentAt, true) & SENSOR_GEOFENCE) === 0 || !isAutopilot(frame)) return;
    const isOn = (view.getUint32(enabledAt, true) & SENSOR_GEOFENCE) !== 0;
    const isHealthy = (view.getUint32(healthAt, true) & SENSOR_GEOFENCE) !== 0;
    sink.signal(isOn ? on : off);
    const { breaches, hasStatus } = state.of(frame.sender);
    if (isHealthy) {
      if (isOn || breaches.isOpen) breaches.end(sink);
    } else if (isOn && !hasStatus) breaches.begin(0, sink);
  };
}

/** ArduPilot sends it only while the fence is on. */
function ofFence(places: Places, state: FenceState): FenceReader {
  const statusAt = places.at('breach_status', 'u8');
  const typeAt = places.at('breach_type', 'u8');
  return ({ bytes }, frame, sink) => {
    if (!isAutopilot(frame)) return;
    const aircraft = state.of(frame.sender);
    aircraft.hasStatus = true;
    if (bytes[statusAt] === 0) aircraft.breaches.end(sink);
    else aircraft.breaches.begin(breachParts[bytes[typeAt]!] ?? 0, sink);
  };
}

/** An ArduPilot without any fence sets the flag always (4.7, GCS_Common.cpp): it tells of a breach where it was not set before. */
function ofLongLink(places: Places, state: FenceState): FenceReader {
  const flagsAt = places.at('failure_flags', 'u16');
  const autopilotAt = places.at('autopilot', 'u8');
  return ({ view, bytes }, frame, sink) => {
    if (!isAutopilot(frame)) return;
    const aircraft = state.of(frame.sender);
    const isFine = (view.getUint16(flagsAt, true) & FAILURE_GEOFENCE) === 0;
    if (isFine) {
      aircraft.wasFine = true;
      if (aircraft.farBreaches.isOpen) aircraft.farBreaches.end(sink);
    } else if (aircraft.wasFine || bytes[autopilotAt] !== ARDUPILOT) aircraft.farBreaches.begin(0, sink);
  };
}

function ofCommand(places: Places, state: FenceState): FenceReader {
  const commandAt = places.at('command', 'u16');
  const param1At = places.at('param1', 'f32');
  const param2At = places.at('param2', 'f32');
  const systemAt = places.at('target_system', 'u8');
  const componentAt = places.at('target_component', 'u8');
  return ({ view, bytes }, _frame, sink) => {
    const command = view.getUint16(commandAt, true);
    if (command !== FENCE_ENABLE && command !== ARM_DISARM) return;
    const param1 = view.getFloat32(param1At, true);
    const param2 = view.getFloat32(param2At, true);
    const system = bytes[systemAt]!;
    const signal = commanded(command, param1, param2, 'command');
    if (signal !== undefined) sink.signal(signal, (system << 8) | bytes[componentAt]!);
    const done = commanded(command, param1, param2, 'acknowledgement');
    if (done === undefined) state.asked.delete(askedKey(system, command));
    else state.asked.set(askedKey(system, command), done);
  };
}

function askedKey(system: number, command: number): number {
  return system * 65_536 + command;
}

/** An answer names the command alone: it is to the last of that number. */
function ofAnswer(places: Places, state: FenceState): FenceReader {
  const commandAt = places.at('command', 'u16');
  const resultAt = places.at('result', 'u8');
  return ({ view, bytes }, frame, sink) => {
    const key = askedKey(frame.sender >> 8, view.getUint16(commandAt, true));
    const done = state.asked.get(key);
    const result = bytes[resultAt]!;
    if (done === undefined || result === IN_PROGRESS) return;
    state.asked.delete(key);
    if (result === ACCEPTED) sink.signal(done);
  };
}

function ofClearing(places: Places, state: FenceState): FenceReader {
  const typeAt = places.at('mission_type', 'u8');
  const systemAt = places.at('target_system', 'u8');
  const componentAt = places.at('target_component', 'u8');
  return ({ bytes }, _frame, sink) => {
    const type = bytes[typeAt];
    if (type !== FENCE_MISSION && type !== ALL_MISSIONS) return;
    state.clearing.add(bytes[systemAt]!);
    sink.signal(clearAsked, (bytes[systemAt]! << 8) | bytes[componentAt]!);
  };
}

/** How many points a fence is going to have. An autopilot says so of the one that it has when it is asked. */
function ofCount(places: Places, state: FenceState): FenceReader {
  const countAt = places.at('count', 'u16');
  const typeAt = places.at('mission_type', 'u8');
  const systemAt = places.at('target_system', 'u8');
  const componentAt = places.at('target_component', 'u8');
  return ({ bytes, view }, frame, sink) => {
    if (bytes[typeAt] !== FENCE_MISSION || isAutopilot(frame)) return;
    const system = bytes[systemAt]!;
    if (view.getUint16(countAt, true) > 0) {
      state.clearing.delete(system);
      return;
    }
    state.clearing.add(system);
    sink.signal(clearAsked, (system << 8) | bytes[componentAt]!);
  };
}

function ofMissionAnswer(places: Places, state: FenceState): FenceReader {
  const resultAt = places.at('type', 'u8');
  const typeAt = places.at('mission_type', 'u8');
  return ({ bytes }, frame, sink) => {
    const type = bytes[typeAt];
    if (type !== FENCE_MISSION && type !== ALL_MISSIONS) return;
    const wasAsked = state.clearing.delete(frame.sender >> 8);
    if (wasAsked && bytes[resultAt] === MISSION_ACCEPTED) sink.signal(clearDone);
  };
}

/** PX4 sends the bits of whole numbers in place of a float, ArduPilot their value: GF_ parameters are PX4's alone. */
function ofParameter(places: Places, evidence: EvidenceClass): FenceReader {
  const nameAt = places.at('param_id', 'char', 16);
  const valueAt = places.at('param_value', 'f32');
  const typeAt = places.at('param_type', 'u8');
  const target = evidence === 'command' ? places.at('target_system', 'u8') : -1;
  return ({ bytes, view }, frame, sink) => {
    if (target < 0 && !isAutopilot(frame)) return;
    const name = readSettingName(bytes, nameAt, nameAt + 16);
    if (name === undefined) return;
    const areBits = name.startsWith('GF_') && bytes[typeAt] !== PARAM_REAL32;
    const value = areBits ? view.getInt32(valueAt, true) : view.getFloat32(valueAt, true);
    tellSetting(name, value, evidence, bytes, target, sink);
  };
}

/** Values as bytes, by their type. */
function ofExtended(places: Places, evidence: EvidenceClass): FenceReader {
  const nameAt = places.at('param_id', 'char', 16);
  const valueAt = places.at('param_value', 'char', 128);
  const typeAt = places.at('param_type', 'u8');
  const target = evidence === 'command' ? places.at('target_system', 'u8') : -1;
  return ({ bytes }, frame, sink) => {
    if (target < 0 && !isAutopilot(frame)) return;
    const name = readSettingName(bytes, nameAt, nameAt + 16);
    const type = extendedTypes[bytes[typeAt]!];
    if (name === undefined || type === undefined) return;
    tellSetting(name, Number(readValue(bytes, valueAt, type)), evidence, bytes, target, sink);
  };
}

/** @param target where it stands whose parameter it is to be: its system, then its component; below 0 it is the sender's own */
function tellSetting(
  name: string,
  value: number,
  evidence: EvidenceClass,
  bytes: Uint8Array,
  target: number,
  sink: SignalSink,
): void {
  const signal = setting(name, value, evidence);
  if (signal === undefined) return;
  if (target < 0) sink.signal(signal);
  else sink.signal(signal, (bytes[target]! << 8) | bytes[target + 1]!);
}

/** Of a text in several pieces only the first is looked at. */
function ofText(places: Places, state: FenceState): FenceReader {
  const textAt = places.at('text', 'char', 50);
  // MAVLink 1 has no pieces.
  const pieceAt = places.isWhole ? places.at('chunk_seq', 'u8') : -1;
  places.isWhole = textAt >= 0;
  return ({ bytes }, frame, sink) => {
    if (!isAutopilot(frame) || (pieceAt >= 0 && bytes[pieceAt] !== 0)) return;
    state.of(frame.sender).texts.take(readText(bytes, textAt, textAt + 50), sink);
  };
}

function ofEvent(places: Places): FenceReader {
  const idAt = places.at('id', 'u32');
  return ({ view }, frame, sink) => {
    const signal = events.get(view.getUint32(idAt, true));
    if (signal !== undefined && isAutopilot(frame)) sink.signal(signal);
  };
}
