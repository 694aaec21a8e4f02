import { readText } from '../bytes/text.ts';
import type { EvidenceClass, Signal, SignalKind, SignalSink } from '../model/signal.ts';

/** MAV_CMD_DO_FENCE_ENABLE and MAV_CMD_COMPONENT_ARM_DISARM (MAVLink, common.xml). */
export const FENCE_ENABLE = 207;
export const ARM_DISARM = 400;
/** Second parameters of the latter that arm without checks (ArduPilot 4.7, GCS_MAVLink/GCS.h, `magic_force_...`; PX4 has the larger). */
const forcing = [2989, 21_196];

/** The parts of a fence, by bit (ArduPilot 4.7, AC_Fence/AC_Fence.h; MAVLink, FENCE_TYPE). */
export const Part = { height: 1, circle: 2, polygon: 4, floor: 8 } as const;
const partNames = Object.keys(Part);
const ALL_PARTS = 15;

const tables = new Map<string, readonly Signal[]>();

/** The signals of one kind and evidence, by the bits of the parts that they are about; 0: about the fence as a whole. */
export function byParts(kind: SignalKind, evidence: EvidenceClass): readonly Signal[] {
  const key = `${kind} ${evidence}`;
  let table = tables.get(key);
  if (table === undefined) {
    table = Array.from({ length: ALL_PARTS + 1 }, (_, parts): Signal => {
      const about = partNames.filter((_name, bit) => parts & (1 << bit)).join(',');
      return about === '' ? { kind, evidence } : { kind, evidence, about };
    });
    tables.set(key, table);
  }
  return table;
}

/** Tells breaches of one aircraft. Their end is told of no part by name: here it is told of each part that a breach has named. */
export class Breaches {
  readonly #breach: readonly Signal[];
  readonly #kept: readonly Signal[];
  readonly #open = new Set<number>();

  constructor(evidence: EvidenceClass) {
    this.#breach = byParts('fence-breach', evidence);
    this.#kept = byParts('fence-kept', evidence);
  }

  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** @param parts bits of {@link Part}, one thing together; 0: it is not known which */
  begin(parts: number, sink: SignalSink): void {
    this.#open.add(parts);
    sink.signal(this.#breach[parts]!);
  }

  /** As {@link begin}, for each part apart. */
  beginEach(parts: number, sink: SignalSink): void {
    if ((parts & ALL_PARTS) === 0) this.begin(0, sink);
    for (let bit = 1; bit < ALL_PARTS; bit *= 2) if (parts & bit) this.begin(bit, sink);
  }

  end(sink: SignalSink): void {
    if (!this.isOpen) sink.signal(this.#kept[0]!);
    for (const parts of this.#open) sink.signal(this.#kept[parts]!);
    this.#open.clear();
  }
}

/**
 * What a command asks for: turning the fence or parts of it on or off, or arming without checks, those of the fence included.
 * @param param1 0: off, 1: on, 2: off for the floor alone (ArduPilot 4.7, GCS_MAVLink/GCS_Fence.cpp); when arming 1
 * @param param2 bits of {@link Part}, 0 for all; when arming what forces it
 * @returns undefined for what asks for nothing of the kind
 */
export function commanded(
  command: number,
  param1: number,
  param2: number,
  evidence: EvidenceClass,
): Signal | undefined {
  if (command === FENCE_ENABLE) {
    const parts = param2 & ALL_PARTS;
    if (param1 === 1) return byParts('fence-on', evidence)[parts];
    if (param1 === 0) return byParts('fence-off', evidence)[parts];
    return param1 === 2 ? byParts('fence-off', evidence)[Part.floor] : undefined;
  }
  return command === ARM_DISARM && param1 === 1 && forcing.includes(param2) ? forcedArming(evidence) : undefined;
}

const forced = new Map<EvidenceClass, Signal>();

/** Arming by force passes over the checks of the fence too. */
export function forcedArming(evidence: EvidenceClass): Signal {
  let signal = forced.get(evidence);
  if (signal === undefined) {
    signal = { kind: 'fence-overridden', evidence, about: 'forced-arming' };
    forced.set(evidence, signal);
  }
  return signal;
}

/**
 * Parameters that a fence depends on: ArduPilot's now and in older versions (AC_Fence, AP_AdvancedFailsafe, AC_Avoid, ArduPlane 4.0) and PX4's (navigator,
 * geofence_params). Those that hold a pressure or a pin are left out.
 */
const settings: ReadonlySet<string> = new Set([
  ...['ACTION', 'ALT_MAX', 'ALT_MAX_TP', 'ALT_MIN', 'ALT_MIN_TP', 'AUTOENABLE', 'CHANNEL', 'DEPTH_MAX', 'ENABLE']
    .concat(['MARGIN', 'MARGIN_XY', 'MAXALT', 'MINALT', 'NTF_FREQ', 'OPTIONS', 'RADIUS', 'RETALT', 'RET_ALT'])
    .concat(['RET_RALLY', 'TOTAL', 'TYPE'])
    .map((name) => `FENCE_${name}`),
  ...['AFS_AMSL_LIMIT', 'AFS_ENABLE', 'AFS_GEOFENCE', 'AFS_MAX_RANGE', 'AFS_TERMINATE', 'AFS_TERM_ACTION'],
  ...['AVOID_BEHAVE', 'AVOID_ENABLE', 'AVOID_MARGIN'],
  ...['GF_ACTION', 'GF_ALTMODE', 'GF_COUNT', 'GF_MAX_HOR_DIST', 'GF_MAX_VER_DIST', 'GF_MODE', 'GF_ON', 'GF_PREDICT'],
  'GF_SOURCE',
]);
/** Which switch does what: RCn_OPTION since ArduPilot 3.6, before it CHn_OPT. */
const switches: ReadonlySet<string> = new Set([
  ...Array.from({ length: 16 }, (_, index) => `RC${index + 1}_OPTION`),
  ...Array.from({ length: 6 }, (_, index) => `CH${index + 7}_OPT`),
]);
const initials = new Set([...settings, ...switches].map((name) => name.charCodeAt(0)));

/** A switch with this function turns the fence on in its high position, else off (ArduPilot 4.7, RC_Channel/RC_Channel.h, AUX_FUNC). */
export const FENCE_SWITCH = 11;
export const SWITCH_HIGH = 2;

/** The name of a parameter at `bytes[start, end)`, if a fence depends on it; most names are told apart by their first letter. */
export function readSettingName(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (!initials.has(bytes[start]!)) return undefined;
  const name = readText(bytes, start, end);
  return settings.has(name) || switches.has(name) ? name : undefined;
}

/** Undefined for what is no number, and for a switch that is not the fence's. */
export function setting(name: string, value: number, evidence: EvidenceClass): Signal | undefined {
  if (!Number.isFinite(value) || (switches.has(name) && value !== FENCE_SWITCH)) return undefined;
  return { kind: 'fence-setting', evidence, about: name, value };
}
