import type { ConsentLedger } from '../../consent/ledger.ts';
import { openConsent } from '../../node/consent-keys.ts';
import { deviceKeys, type KeySource } from '../../node/flight-keys.ts';
import { rootKey } from '../../node/state.ts';
import { UnlockRecorder } from '../../node/unlock-recorder.ts';
import { userZones } from '../../node/user-zones.ts';
import { auditSigning } from '../../sync/audit/audit.ts';
import { Queue } from '../../sync/queue/queue.ts';
import { Spool } from '../../sync/spool/spool.ts';
import type { SyncConfig } from '../../sync/sync-config.ts';
import { requestOfRule, type UploadRule } from '../../sync/upload-rule.ts';
import { FileStore } from './file-store.ts';
import { PolicyWatch } from './policy-watch.ts';

/** All of the state folder that the sync works with. */
export interface SyncState {
  readonly home: string;
  readonly config: SyncConfig;
  readonly rules: ReadonlyMap<string, UploadRule>;
  readonly policies: PolicyWatch;
  readonly queue: Queue;
  readonly files: FileStore;
  readonly spool: Spool;
  readonly ledger: ConsentLedger;
  readonly root: Uint8Array;
  readonly keys: KeySource;
  readonly recorder: UnlockRecorder;
  readonly nowMs: () => number;
  close(): Promise<void>;
}

/** The queue of a state folder by itself, for commands that show it. @throws FlightveilError `state-unusable` */
export async function openQueue(home: string, nowMs?: () => number): Promise<Queue> {
  return Queue.open(home, auditSigning(await rootKey(home)), nowMs);
}

/**
 * Opens everything, and makes it at first use. Hold the lock of the instance before.
 * @throws FlightveilError `state-unusable`, `config-invalid`, `policy-invalid`
 */
export async function openSyncState(
  home: string,
  config: SyncConfig,
  nowMs: () => number = Date.now,
): Promise<SyncState> {
  const policies = await PolicyWatch.open(config.policy);
  const zones = await userZones(config.zones, { mustBeOwn: true });
  const rules = new Map(
    config.uploads.map((upload): [string, UploadRule] => [
      upload.name,
      {
        ...{ config: upload, request: requestOfRule(upload, config.subject), zones },
        get policy() {
          return policies.policy;
        },
      },
    ]),
  );
  const queue = await openQueue(home, nowMs);
  const opened: { close(): unknown }[] = [queue];
  const close = async (): Promise<void> => {
    for (const each of opened.splice(0).reverse()) await each.close();
  };
  try {
    const spool = await Spool.open(home, { key: config.spool.key });
    const ledger = await openConsent(home);
    opened.push(ledger);
    const recorder = new UnlockRecorder(home, { person: config.pilot, nowS: () => Math.floor(nowMs() / 1000) });
    opened.push(recorder);
    const files = new FileStore(queue);
    const root = await rootKey(home);
    const keys = await deviceKeys(home);
    return { home, config, rules, policies, queue, files, spool, ledger, root, keys, recorder, nowMs, close };
  } catch (error) {
    await close();
    throw error;
  }
}
