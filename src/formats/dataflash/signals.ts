import type { Memory } from '../../bytes/memory.ts';
import { readText } from '../../bytes/text.ts';
import type { Field, Schema } from '../../model/schema.ts';
import type { Signal, SignalSink } from '../../model/signal.ts';
import { readValue } from '../../model/values.ts';
import { FenceTexts } from '../../vocabulary/fence-texts.ts';
import {
  Breaches,
  byParts,
  commanded,
  FENCE_SWITCH,
  forcedArming,
  Part,
  readSettingName,
  SWITCH_HIGH,
  setting,
} from '../../vocabulary/fences.ts';

/** Reads what the rows of one message tell of fences. `body` holds a row's body from 0 on. */
export type FenceReader = (body: Memory, sink: SignalSink) => void;

/** Of the schemas whose frames tell something: beside them, for a schema is data. */
export const fenceReaders = new WeakMap<Schema, FenceReader>();

/** What rows of the same log have told before. */
export class FenceState {
  readonly breaches = new Breaches('event');
  readonly texts = new FenceTexts();
  /** Why a mode was changed: the fence. ArduPlane before 4.0 counted its reasons differently. */
  breachReason: number = ModeReason.fenceBreached;
  /** From 4.6 on an event for each part follows the one for the fence, which then says "off" where some part is. */
  hasPartEvents = false;
}

/** ArduPilot 4.7, AP_Vehicle/ModeReason.h; ArduPlane 3.8, defines.h. */
const ModeReason = { fenceBreached: 10, fenceReturnPreviousMode: 43, oldPlaneFenceBreached: 9 } as const;

const on = byParts('fence-on', 'event');
const off = byParts('fence-off', 'event');
/** ArduPilot 4.7, AP_Logger/AP_Logger.h, LogEvent: the same numbers since ArduCopter 3.0; those of the floor since 4.1, of other parts since 4.6. */
const fenceEvents: ReadonlyMap<number, Signal> = new Map([
  [41, on[0]!],
  [42, off[0]!],
]);
const partEvents: ReadonlyMap<number, Signal> = new Map([
  [76, on[Part.height]!],
  [77, off[Part.height]!],
  [78, on[Part.circle]!],
  [79, off[Part.circle]!],
  [80, on[Part.floor]!],
  [81, off[Part.floor]!],
  [82, on[Part.polygon]!],
  [83, off[Part.polygon]!],
]);
/** LogErrorSubsystem::FAILSAFE_FENCE; its codes are the parts that were breached, or 0 when all breaches have ended. */
const FAILSAFE_FENCE = 9;
/** AP_Arming::Method::FENCEBREACH. */
const DISARMED_BY_FENCE = 15;
const switchOn: Signal = { kind: 'fence-on', evidence: 'switch' };
const switchOff: Signal = { kind: 'fence-off', evidence: 'switch' };
/** MAV_RESULT_ACCEPTED. */
const ACCEPTED = 0;
/** "ArduCopter V4.6.2 (0123abcd)". */
const firmware = /^(Ardu[A-Z][a-z]+|Rover|Blimp|AntennaTracker|APM:[A-Z][a-z]+) V(\d{1,2})\.(\d{1,2})(?:\.\d+)?(-dev)?/;

type ReadColumn = (body: Memory) => number;

/** Finds columns by their names. */
class Columns {
  readonly #fields: readonly Field[];
  isWhole = true;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
  }

  has(name: string): boolean {
    return this.#fields.some((field) => field.name === name && field.type !== 'char' && field.length === 1);
  }

  /** Reads a number, in whichever type this log has it. */
  number(name: string): ReadColumn {
    const field = this.#fields.find((one) => one.name === name && one.type !== 'char' && one.length === 1);
    if (field === undefined) {
      this.isWhole = false;
      return () => Number.NaN;
    }
    return ({ bytes }) => Number(readValue(bytes, field.offset, field.type));
  }

  /** Where a text stands: its first byte, and behind its last. */
  text(name: string): readonly [number, number] {
    const field = this.#fields.find((one) => one.name === name && one.type === 'char');
    if (field === undefined) this.isWhole = false;
    return field === undefined ? [0, 0] : [field.offset, field.offset + field.length];
  }
}

type Make = (columns: Columns, state: FenceState) => FenceReader;

const makers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['EV', ofEvent],
  ['ERR', ofError],
  ['MODE', ofMode],
  ['ARM', ofArming],
  ['AUXF', ofSwitch],
  ['MAVC', ofCommand],
  ['PARM', ofParameter],
  ['MSG', ofText],
]);

/**
 * The reader for rows of a message; null for one whose rows tell nothing of fences. Columns are found here, once.
 *
 * Left out: CMD, where a plan and what is done of it look alike; FNCE, the points of the fence that is loaded, which never tell that there is none.
 */
export function fenceReader(message: string, fields: readonly Field[], state: FenceState): FenceReader | null {
  const make = makers.get(message);
  if (make === undefined) return null;
  const columns = new Columns(fields);
  const reader = make(columns, state);
  return columns.isWhole ? reader : null;
}

function ofEvent(columns: Columns, state: FenceState): FenceReader {
  const id = columns.number('Id');
  return (body, sink) => {
    const number = id(body);
    const signal = partEvents.get(number) ?? (state.hasPartEvents ? undefined : fenceEvents.get(number));
    if (signal !== undefined) sink.signal(signal);
  };
}

function ofError(columns: Columns, { breaches }: FenceState): FenceReader {
  const subsystem = columns.number('Subsys');
  const code = columns.number('ECode');
  return (body, sink) => {
    if (subsystem(body) !== FAILSAFE_FENCE) return;
    const parts = code(body);
    if (parts === 0) breaches.end(sink);
    else breaches.beginEach(parts, sink);
  };
}

/** A breach that a reason alone tells of has no end: the mode lasts. */
function ofMode(columns: Columns, state: FenceState): FenceReader {
  const reason = columns.number(columns.has('Rsn') ? 'Rsn' : 'Reason');
  return (body, sink) => {
    const number = reason(body);
    if (number === state.breachReason) state.breaches.begin(0, sink);
    // ArduPlane goes back to the mode before the breach when the fence has been turned off.
    else if (number === ModeReason.fenceReturnPreviousMode) sink.signal(off[0]!);
  };
}

function ofArming(columns: Columns, { breaches }: FenceState): FenceReader {
  const isArmed = columns.number('ArmState');
  const isForced = columns.number('Forced');
  const method = columns.number('Method');
  return (body, sink) => {
    if (isArmed(body) === 1) {
      if (isForced(body) === 1) sink.signal(forcedArming('event'));
    } else if (method(body) === DISARMED_BY_FENCE) breaches.begin(0, sink);
  };
}

function ofSwitch(columns: Columns): FenceReader {
  const whatFor = columns.number('function');
  const position = columns.number('pos');
  const hasWorked = columns.has('result') ? columns.number('result') : () => 1;
  return (body, sink) => {
    if (whatFor(body) !== FENCE_SWITCH || hasWorked(body) === 0) return;
    sink.signal(position(body) === SWITCH_HIGH ? switchOn : switchOff);
  };
}

function ofCommand(columns: Columns): FenceReader {
  const command = columns.number('Cmd');
  const param1 = columns.number('P1');
  const param2 = columns.number('P2');
  const result = columns.number('Res');
  return (body, sink) => {
    const evidence = result(body) === ACCEPTED ? 'acknowledgement' : 'command';
    const signal = commanded(command(body), param1(body), param2(body), evidence);
    if (signal !== undefined) sink.signal(signal);
  };
}

function ofParameter(columns: Columns): FenceReader {
  const [start, end] = columns.text('Name');
  const value = columns.number('Value');
  return (body, sink) => {
    const name = readSettingName(body.bytes, start, end);
    const signal = name === undefined ? undefined : setting(name, value(body), 'setting');
    if (signal !== undefined) sink.signal(signal);
  };
}

/** Of a text in several rows only the first is looked at. */
function ofText(columns: Columns, state: FenceState): FenceReader {
  const [start, end] = columns.text('Message');
  const piece = columns.has('Seq') ? columns.number('Seq') : () => 0;
  return (body, sink) => {
    if (piece(body) !== 0) return;
    const { bytes } = body;
    const text = readText(bytes, start, end);
    const version = firmware.exec(text);
    if (version !== null) learn(state, version);
    state.texts.take(text, sink);
  };
}

function learn(state: FenceState, [, vehicle = '', majorText, minorText, dev]: RegExpExecArray): void {
  const major = Number(majorText);
  const minor = Number(minorText);
  const isOldPlane = vehicle.endsWith('Plane') && major < 4;
  state.breachReason = isOldPlane ? ModeReason.oldPlaneFenceBreached : ModeReason.fenceBreached;
  // The events of parts came while 4.6 was being made.
  state.hasPartEvents = major > 4 || (major === 4 && (minor > 6 || (minor === 6 && dev === undefined)));
}
