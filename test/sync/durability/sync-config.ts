import type { SyncConfig } from '../../../src/sync/sync-config.ts';

/** One folder of logs, one recipient's folder. */
export function configOf({ logs, out }: { readonly logs: string; readonly out: string }): SyncConfig {
  return {
    version: 1,
    zones: [],
    sources: [{ name: 'logs', folder: logs, endings: [], settleMs: 0, isRemovable: false, archives: true }],
    uploads: [
      {
        ...{
          name: 'research',
          sources: [],
          purpose: 'scientific-research',
          recipient: 'researcher',
          level: 'dynamics',
        },
        sink: { kind: 'folder', path: out, destination: { country: 'CH', controller: 'University' } },
        ...{ priority: 0, concurrency: 2, quiet: [], onMetered: 'wait', padToBytes: 0 },
      },
    ],
    spool: { maxBytes: 100_000_000, key: 'file' },
    rescanMs: 60_000,
    retry: { firstMs: 5, mostMs: 20 },
    alarmAfterMs: 3_600_000,
    metered: 'no',
    logLevel: 'info',
    metrics: false,
  };
}
