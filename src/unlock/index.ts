/** Zones, fences and unlocks for ground-station apps and for whoever checks their records: in Node, Electron and browsers. No Node built-ins. */
export {
  type EvidenceClass,
  evidenceClasses,
  type LoggedSignal,
  type Signal,
  type SignalKind,
} from '../model/signal.ts';
export { type UnlockEvent, type UnlockEventKind, unlockEventKinds, type ZoneSource } from '../model/unlock-event.ts';
export { type ReadZonesOptions, readZones } from '../zones/read-zones.ts';
export { type WriteEd318Options, type WrittenZones, writeEd318 } from '../zones/write-ed318.ts';
export type {
  Applicability,
  GeoZone,
  HeightLimit,
  ZoneFinding,
  ZoneSet,
  ZoneShape,
  ZoneVolume,
} from '../zones/zone.ts';
export { type AtOptions, type IndexedSet, type ZoneHit, ZoneIndex } from '../zones/zone-index.ts';
export { type Passage, type PassageSink, type WatchOptions, ZoneWatch } from '../zones/zone-watch.ts';
export { type DetectFacts, type DetectOptions, detectEvents } from './detect/detect-events.ts';
export { licenceCheck } from './detect/licence-check.ts';
export { LiveEvents, type LiveEventsOptions } from './detect/live-events.ts';
export type { LicenceCheck } from './detect/place-events.ts';
export { fieldsFor } from './disclose.ts';
export type { UnlockLicence } from './licences/licence.ts';
export { type LicencePurpose, licenceCovers } from './licences/licence-covers.ts';
export { type ReadLicences, readLicences } from './licences/read-licences.ts';
export { type LeafField, leafFields } from './log/fields.ts';
export { MemoryUnlockStore } from './log/memory-store.ts';
export type { ConsistencyProof, UnlockProof } from './log/proof.ts';
export type { UnlockStore } from './log/store.ts';
export { type NewEntry, type ProveOptions, type UnlockEntry, UnlockLog } from './log/unlock-log.ts';
export { UnlockVerifier, type VerifiedUnlock, verifyConsistency, verifyUnlockProof } from './log/verify.ts';
export { keepUntilS, retentionOf } from './retention.ts';
