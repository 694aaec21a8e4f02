/** A flight on its way to one recipient, for ground-station apps: in Node, Electron and browsers. No Node built-ins. */
export {
  type DeviceInfo,
  DeviceKind,
  FlightMode,
  type FlightRecord,
  type FlightveilRecord,
  GnssFix,
  type OperatorInfo,
  Severity,
  ZoneState,
} from '../formats/record/gen/types.ts';
export type { EvidenceClass } from '../model/signal.ts';
export type { UnlockEvent, UnlockEventKind } from '../model/unlock-event.ts';
export { IndexedDbKeyStore } from './indexed-db-key-store.ts';
export { type KeyStore, MemoryKeyStore } from './key-store.ts';
export { openSession } from './open-session.ts';
export type {
  Released,
  SessionFormat,
  SessionKeys,
  SessionOptions,
  SessionSink,
} from './options.ts';
export type { Session, SessionCounts, SessionResult } from './session.ts';
export type { EndReason, SessionEnd } from './session-end.ts';
export type { LinkFormat, PilotDevice, PilotPosition, SessionInput } from './session-input.ts';
