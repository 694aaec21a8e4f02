import type { Memory } from '../../bytes/memory.ts';
import { readText } from '../../bytes/text.ts';
import type { Field, FieldType, Schema } from '../../model/schema.ts';
import type { EvidenceClass, Signal, SignalKind, SignalSink } from '../../model/signal.ts';
import type { SchemaParts } from './schema.ts';

/** Reads what the frames of one schema tell of fences. `body` holds a frame's body from 0 on, zero-extended. */
export type FenceReader = (body: Memory, sink: SignalSink) => void;

/** Of the schemas whose frames tell something: beside them, for a schema is data. */
export const fenceReaders = new WeakMap<Schema, FenceReader>();

/** What frames of other topics of the same log have told before. */
export class FenceState {
  isBreached = false;
  /** The log has `geofence_result`, which the flags of other topics are made of, a moment later. */
  hasResult = false;
  /** What the command that was not answered yet asks for, and that command. */
  asked: Signal | undefined;
  askedCommand = -1;
  /** Which fence is loaded: a number that its points make, which is never shown. Undefined: nothing has told. */
  fenceId: number | undefined;
  /** The topic that tells so: others may lag behind it. */
  fenceTopic: string | undefined;
  /** How many fences were loaded after the first. */
  loads = 0;
}

/** Flags by topic, with the part of the fence that each is about. PX4, msg/GeofenceResult.msg, FailsafeFlags.msg, VehicleStatus.msg. */
const flags: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'geofence_result',
    new Map([
      // Until 2022.
      ['geofence_violated', ''],
      // Since 2023. The largest distance is a circle around home.
      ['geofence_max_dist_triggered', 'circle'],
      ['geofence_max_alt_triggered', 'height'],
      ['geofence_custom_fence_triggered', 'polygon'],
    ]),
  ],
  ['failsafe_flags', new Map(['primary_geofence_breached', 'geofence_breached'].map((name) => [name, '']))],
  ['vehicle_status', new Map([['geofence_violated', '']])],
]);

/** By `geofence_violation_reason`, of 2022 and 2023: PX4's enumeration of events, `geofence_violation_reason_t`. */
const reasons = ['circle', 'height', 'polygon'];

/** Parameters of the fence that PX4 has or had: navigator, geofence_params. */
const settings = [
  ...['GF_ACTION', 'GF_ALTMODE', 'GF_COUNT', 'GF_MAX_HOR_DIST', 'GF_MAX_VER_DIST', 'GF_MODE', 'GF_ON', 'GF_PREDICT'],
  'GF_SOURCE',
];

/** MAV_CMD_DO_FENCE_ENABLE, MAV_CMD_COMPONENT_ARM_DISARM, and its second parameter where checks are not to hinder it. */
const FENCE_ENABLE = 207;
const ARM_DISARM = 400;
const FORCED = 21_196;
/** VEHICLE_CMD_RESULT_ACCEPTED, and _IN_PROGRESS: the answer proper is still to come. */
const ACCEPTED = 0;
const IN_PROGRESS = 5;
/** GF_STATUS_READY of geofence_status. */
const READY = 1;
/** FAILSAFE_DEFER_STATE_WOULD_FAILSAFE of vehicle_status. */
const WOULD_FAILSAFE = 2;

/** FENCE_TYPE of MAVLink, by bit. */
const parts = ['height', 'circle', 'polygon', 'floor'];

/** What commander and navigator say while the aircraft is outside. Those about a mission or about where it should go next tell of no breach. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/^(?:Geofence(?: violation)?: exceeding maximum distance to Home)$/, 'circle'],
  [/^(?:Geofence(?: violation)?: exceeding maximum altitude above Home)$/, 'height'],
  [/^(?:Geofence(?: violation)?: approaching or outside geofence)$/, 'polygon'],
  [
    /^(?:Maximum distance from home|Geofence exceeded max horizontal distance)(?: exceeded)? by \d+(?:\.\d+)? m$/,
    'circle',
  ],
  [
    /^(?:Maximum altitude above home|Geofence exceeded max vertical distance)(?: exceeded)? by \d+(?:\.\d+)? m$/,
    'height',
  ],
  [/^(?:Preflight Fail: )?Geofence violation$/, ''],
  [/^Geofence violation(?:! Flight terminated|: flight termination)$/, ''],
  [/^(?:(?:Preflight Fail: )?V|Arming denied, v)ehicle outside geofence$/, ''],
];

/**
 * The reader for frames of a schema; undefined for one whose frames tell nothing of fences. Offsets are found here, once.
 *
 * Left out: `event`, since the checks of fences tell by it what `failsafe_flags` tell; `geofence_action`, which is set where there is no fence too.
 */
export function fenceReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  switch (schema.message) {
    case 'geofence_result':
    case 'failsafe_flags':
      return flagReader(schema, state);
    case 'vehicle_status':
      return together(flagReader(schema, state), overrideReader(schema, state));
    case 'geofence_status':
    case 'mission':
    case 'mission_result':
      return loadReader(schema, state);
    case 'vehicle_command':
      return commandReader(schema, state);
    case 'vehicle_command_ack':
      return answerReader(schema, state);
    case '(parameter)':
      return settingReader(schema);
    case '(logged string)':
    case '(tagged string)':
      return textReader(schema);
    default:
      return undefined;
  }
}

function flagReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const told = [...flags.get(schema.message)!].flatMap(([name, about]) => {
    const at = offsetOf(schema, name, 'u8');
    if (at === undefined) return [];
    return [{ at, breach: signalOf('fence-breach', 'status', about), kept: signalOf('fence-kept', 'status', about) }];
  });
  if (told.length === 0) return reasonReader(schema, state);
  const isResult = schema.message === 'geofence_result';
  if (isResult) state.hasResult = true;
  return ({ bytes }, sink) => {
    if (state.hasResult && !isResult) return;
    let isBreached = false;
    for (const { at, breach, kept } of told) {
      const isSet = bytes[at] !== 0;
      if (isSet) isBreached = true;
      sink.signal(isSet ? breach : kept);
    }
    state.isBreached = isBreached;
  };
}

/** One flag for all, and why it is set: one reason only, though there can be several. */
function reasonReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const flagAt = offsetOf(schema, 'primary_geofence_breached', 'u8');
  const reasonAt = offsetOf(schema, 'geofence_violation_reason', 'u8');
  if (flagAt === undefined || reasonAt === undefined) return undefined;
  const breaches = reasons.map((about) => signalOf('fence-breach', 'status', about));
  const others = signalOf('fence-breach', 'status', '');
  const kept = [...reasons, ''].map((about) => signalOf('fence-kept', 'status', about));
  state.hasResult = true;
  return ({ bytes }, sink) => {
    state.isBreached = bytes[flagAt] !== 0;
    if (state.isBreached) sink.signal(breaches[bytes[reasonAt]!] ?? others);
    else for (const signal of kept) sink.signal(signal);
  };
}

/** A failsafe that is due and does not hold, while a fence is breached. */
function overrideReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const takenAt = offsetOf(schema, 'failsafe_and_user_took_over', 'u8');
  const deferredAt = offsetOf(schema, 'failsafe_defer_state', 'u8');
  if (takenAt === undefined) return undefined;
  const tookOver = signalOf('fence-overridden', 'status', 'user-took-over');
  const wasDeferred = signalOf('fence-overridden', 'status', 'failsafe-deferred');
  let hadTakenOver = false;
  let hadDeferred = false;
  return ({ bytes }, sink) => {
    const hasTakenOver = bytes[takenAt] !== 0;
    const isDeferred = deferredAt !== undefined && bytes[deferredAt] === WOULD_FAILSAFE;
    if (state.isBreached && hasTakenOver && !hadTakenOver) sink.signal(tookOver);
    if (state.isBreached && isDeferred && !hadDeferred) sink.signal(wasDeferred);
    hadTakenOver = hasTakenOver;
    hadDeferred = isDeferred;
  };
}

/** Another fence was loaded, or none (its id is 0 then). What stands for it is a count: the id would tell two logs with the same fence. */
function loadReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const idAt = offsetOf(schema, 'geofence_id', 'u32');
  const statusAt = offsetOf(schema, 'status', 'u8');
  if (idAt === undefined) return undefined;
  const cleared = signalOf('fence-cleared', 'status', '');
  return ({ bytes, view }, sink) => {
    if (statusAt !== undefined && bytes[statusAt] !== READY) return;
    state.fenceTopic ??= schema.message;
    if (state.fenceTopic !== schema.message) return;
    const id = view.getUint32(idAt, true);
    if (id === state.fenceId) return;
    const isFirst = state.fenceId === undefined;
    state.fenceId = id;
    if (id === 0) {
      if (!isFirst) sink.signal(cleared);
      return;
    }
    if (!isFirst) state.loads++;
    sink.signal({ kind: 'fence-setting', evidence: 'status', about: 'loaded-fence', value: state.loads });
  };
}

function commandReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const readCommand = commandNumber(schema);
  const at = offsetOf(schema, 'param1', 'f32');
  const nextAt = offsetOf(schema, 'param2', 'f32');
  if (readCommand === undefined || at === undefined || nextAt === undefined) return undefined;
  return (body, sink) => {
    const command = readCommand(body);
    if (command !== FENCE_ENABLE && command !== ARM_DISARM) return;
    const first = body.view.getFloat32(at, true);
    const second = body.view.getFloat32(nextAt, true);
    const asked = command === FENCE_ENABLE ? enabling(first, second) : arming(first, second);
    state.asked = asked;
    state.askedCommand = command;
    if (asked !== undefined) sink.signal(asked);
  };
}

/** The parameters of MAV_CMD_DO_FENCE_ENABLE: 0, 1, or 2 for the floor alone; and which parts, 0 for all. */
function enabling(what: number, mask: number): Signal | undefined {
  if (what !== 0 && what !== 1 && what !== 2) return undefined;
  const isMask = Number.isInteger(mask) && mask > 0 && mask < 16;
  const about = what === 2 ? 'floor' : parts.filter((_, bit) => isMask && mask & (1 << bit)).join(',');
  return signalOf(what === 1 ? 'fence-on' : 'fence-off', 'command', about);
}

function arming(isOn: number, force: number): Signal | undefined {
  return isOn === 1 && Math.round(force) === FORCED
    ? signalOf('fence-overridden', 'command', 'forced-arming')
    : undefined;
}

/** An answer names the command alone: it is to the last of that number. */
function answerReader(schema: SchemaParts, state: FenceState): FenceReader | undefined {
  const readCommand = commandNumber(schema);
  const resultAt = offsetOf(schema, 'result', 'u8');
  if (readCommand === undefined || resultAt === undefined) return undefined;
  return (body, sink) => {
    const { asked } = state;
    if (asked === undefined || readCommand(body) !== state.askedCommand) return;
    const result = body.bytes[resultAt];
    if (result === IN_PROGRESS) return;
    state.asked = undefined;
    if (result === ACCEPTED) sink.signal({ ...asked, evidence: 'acknowledgement' });
  };
}

function commandNumber(schema: SchemaParts): ((body: Memory) => number) | undefined {
  const wideAt = offsetOf(schema, 'command', 'u32');
  if (wideAt !== undefined) return ({ view }) => view.getUint32(wideAt, true);
  const at = offsetOf(schema, 'command', 'u16');
  return at === undefined ? undefined : ({ view }) => view.getUint16(at, true);
}

/** Records of parameters whose names have the same length have one schema. */
function settingReader({ fields = [] }: SchemaParts): FenceReader | undefined {
  const name = fields.find((field) => field.name === 'name')!;
  const value = fields.find((field) => field.name === 'value')!;
  const names = settings.filter(({ length }) => length === name.length);
  if (names.length === 0) return undefined;
  const end = name.offset + name.length;
  return ({ bytes, view }, sink) => {
    // Most parameters are others.
    if (bytes[name.offset] !== 0x47 || bytes[name.offset + 1] !== 0x46) return;
    const about = readText(bytes, name.offset, end);
    if (!names.includes(about)) return;
    const read = value.type === 'f32' ? view.getFloat32(value.offset, true) : view.getInt32(value.offset, true);
    sink.signal({ kind: 'fence-setting', evidence: 'setting', about, value: read });
  };
}

function textReader({ textAt = 0, size }: SchemaParts): FenceReader {
  const told = texts.map(([pattern, about]) => ({ pattern, breach: signalOf('fence-breach', 'message', about) }));
  return ({ bytes }, sink) => {
    const text = readText(bytes, textAt, size);
    const plain = text.replace(/^\[\w+\] /, '').trimEnd();
    const found = told.find(({ pattern }) => pattern.test(plain));
    if (found !== undefined) sink.signal(found.breach);
  };
}

function together(...readers: readonly (FenceReader | undefined)[]): FenceReader | undefined {
  const present = readers.filter((reader) => reader !== undefined);
  if (present.length === 0) return undefined;
  return (body, sink) => {
    for (const reader of present) reader(body, sink);
  };
}

/** Undefined if the field is not there, or of another type: what it means is not known then. */
function offsetOf({ fields = [] }: SchemaParts, name: string, type: FieldType): number | undefined {
  return fields.find((field: Field) => field.name === name && field.type === type && field.length === 1)?.offset;
}

function signalOf(kind: SignalKind, evidence: EvidenceClass, about: string): Signal {
  return about === '' ? { kind, evidence } : { kind, evidence, about };
}
