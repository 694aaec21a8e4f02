/** What needs Node: files and the state folder. */

export { ConsentAuthority, type ReleaseAuthority } from '../filter/release-authority.ts';
export { type Keychains, readKeychains } from '../formats/dji/keychains.ts';
export { openConsent } from './consent-keys.ts';
export {
  type FilterFileOptions,
  type FilterFileResult,
  filterFile,
  surveyedFlight,
  surveyFile,
} from './filter-file.ts';
export { deviceKeys, type KeySource } from './flight-keys.ts';
export { type SignedManifest, verifyEnvelope } from './manifest-signing.ts';
export { type Input, listInputs } from './source.ts';
export { rootKey, stateFolder } from './state.ts';
export { StreamWatch, type WatchOptions } from './stream-watch.ts';
export { type OpenUnlockLog, OWN_LOG, openUnlockLog } from './unlock-logs.ts';
export { type LogOfFlight, type RecordedEvent, type RecorderOptions, UnlockRecorder } from './unlock-recorder.ts';
export { SqliteUnlockStore } from './unlock-store.ts';
export { type ImportZonesOptions, importZones, loadZones, type ZoneImport } from './zone-store.ts';
