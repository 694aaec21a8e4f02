import type { Memory } from '../../bytes/memory.ts';
import type { Field } from '../../model/schema.ts';
import type { Signal, SignalSink } from '../../model/signal.ts';
import { zoneSignalIn } from '../../text/zone-texts.ts';
import { RecordType } from './layout.ts';

/** Reads what the records of one schema tell of zones; a body stands at the start of memory. */
export type ZoneReader = (body: Memory, sink: SignalSink) => void;

/** `flight_action` of OSD: it lands, since flight is limited here. dji-log-parser, node-djiparsetxt and dji-firmware-tools agree on the number. */
const AIRPORT_LANDING = 20;
/** `start_fail_cause` of OSD: its motors do not start, since flight is forbidden here. The same sources agree. */
const FLIGHT_FORBIDDEN = 23;

const database: Signal = { kind: 'zone-database', evidence: 'app' };
const limit: Signal = { kind: 'fly-safe-limit', evidence: 'event' };
const unlock: Signal = { kind: 'unlock-action', evidence: 'app' };
const landing: Signal = { kind: 'fly-safe-limit', evidence: 'status', about: 'landing' };
const refusal: Signal = { kind: 'fly-safe-limit', evidence: 'status', about: 'take-off' };

/**
 * The reader for records of a type; undefined for one that tells nothing of zones. What the bits of OSD about limits mean, sources do not agree on.
 * @param size of a body
 */
export function zoneReader(recordType: number, fields: readonly Field[], size: number): ZoneReader | undefined {
  switch (recordType) {
    case RecordType.forbiddenAreas:
      return (_body, sink) => sink.signal(database);
    case RecordType.flySafeLimit:
      return (_body, sink) => sink.signal(limit);
    case RecordType.unlockAction:
      return (_body, sink) => sink.signal(unlock);
    case RecordType.appTip:
    case RecordType.appWarning:
    case RecordType.appSeriousWarning:
      return ({ bytes }, sink) => {
        const found = zoneSignalIn(bytes, 0, size);
        if (found !== undefined) sink.signal(found);
      };
    case RecordType.osd:
      return stateReader(fields);
    default:
      return undefined;
  }
}

/** Ten times a second: only what has changed is told. */
function stateReader(fields: readonly Field[]): ZoneReader | undefined {
  const actionAt = fields.find(({ name }) => name === 'flight_action')?.offset;
  const causeAt = fields.find(({ name }) => name === 'start_fail_cause')?.offset;
  if (actionAt === undefined || causeAt === undefined) return undefined;
  let isLanding = false;
  let isRefused = false;
  return ({ bytes }, sink) => {
    const lands = bytes[actionAt] === AIRPORT_LANDING;
    const refuses = bytes[causeAt] === FLIGHT_FORBIDDEN;
    if (lands && !isLanding) sink.signal(landing);
    if (refuses && !isRefused) sink.signal(refusal);
    isLanding = lands;
    isRefused = refuses;
  };
}
