import type { ConsentLedger } from '../consent/ledger.ts';
import type { FoundLog } from '../daemon/sources/found-log.ts';
import { MemoryKnownFiles } from '../daemon/sources/known-files.ts';
import { SourceWatcher } from '../daemon/sources/source-watcher.ts';
import { TransientPlaces } from '../filter/place-memory.ts';
import { ConsentAuthority, type ReleaseAuthority } from '../filter/release-authority.ts';
import { openConsent } from '../node/consent-keys.ts';
import { type FilterFileOptions, filterFile } from '../node/filter-file.ts';
import { deviceKeys, type KeySource } from '../node/flight-keys.ts';
import { loadPolicy } from '../node/policy.ts';
import { userZones } from '../node/user-zones.ts';
import { NoOutlet } from '../sync/spool-outlet.ts';
import type { SourceConfig, SyncConfig, UploadConfig } from '../sync/sync-config.ts';
import { requestOfRule } from '../sync/upload-rule.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { codeOf, describeError, Exit } from './exit-codes.ts';
import { summaryText } from './manifest-text.ts';
import { reportTable } from './report-table.ts';

/** What would become of one log under one rule. */
interface Preview {
  readonly log: string;
  readonly upload: string;
  readonly text: string;
  readonly document: Record<string, unknown>;
  readonly wouldLeave: boolean;
}

export interface DryRunOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
  /** Ends after so many logs. */
  readonly mostLogs?: number;
  /** What to decide by, if not the ledger of the state folder. The caller closes it. */
  readonly ledger?: ConsentLedger;
}

/** Filters what is found, shows what would leave, and keeps nothing: no copy, no entry in the ledger or the unlock log. */
export async function dryRun(
  console: Console,
  home: string,
  config: SyncConfig,
  options: DryRunOptions,
): Promise<number> {
  const ledger = options.ledger ?? (await openConsent(home));
  const policy = await loadPolicy(config.policy);
  // Places that are drawn for a look must not be remembered for the real release.
  const keys: KeySource = { ...(await deviceKeys(home)), places: new TransientPlaces() };
  const zones = await userZones(config.zones, { mustBeOwn: true });
  const previews: Preview[] = [];
  let logs = 0;
  try {
    await eachLog(home, config, options.signal, async (found) => {
      if (logs++ >= (options.mostLogs ?? Number.POSITIVE_INFINITY)) return;
      for (const upload of rulesOf(config, found.source)) {
        const authority = new ConsentAuthority(requestOfRule(upload, config.subject), policy, ledger);
        const preview = await previewOf(found, upload, unrecorded(authority), { keys, zones, signal: options.signal });
        if (preview === undefined) return;
        previews.push(preview);
        if (!options.json) console.out(`${plainName(preview.log)} for ${preview.upload}: ${preview.text}\n`);
      }
    });
  } finally {
    if (options.ledger === undefined) ledger.close();
  }
  if (options.json) console.out(jsonDocument({ dryRun: true, items: previews.map(({ document }) => document) }));
  else
    console.out(
      `Nothing was sent: this was a look. ${previews.filter(({ wouldLeave }) => wouldLeave).length} of ${previews.length} would leave.\n`,
    );
  if (options.signal.aborted) return Exit.failed;
  return previews.length > 0 && previews.every(({ wouldLeave }) => !wouldLeave) ? Exit.withheld : Exit.done;
}

async function eachLog(
  home: string,
  config: SyncConfig,
  signal: AbortSignal,
  work: (found: FoundLog) => Promise<void>,
): Promise<void> {
  const sources: SourceConfig[] = config.sources.map((source) => ({ ...source, settleMs: 0 }));
  const folders = config.uploads.flatMap(({ sink }) => (sink.kind === 'folder' ? [sink.path] : []));
  const watcher = new SourceWatcher(sources, new MemoryKnownFiles(), {
    ...{ rescanMs: config.rescanMs, home, exclude: folders },
    onLog: work,
  });
  const stop = (): void => void watcher.stop();
  signal.addEventListener('abort', stop);
  try {
    await watcher.scanOnce();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function rulesOf(config: SyncConfig, source: string): readonly UploadConfig[] {
  return config.uploads.filter(({ sources }) => sources.length === 0 || sources.includes(source));
}

/** Decides as always, and writes nothing down. */
function unrecorded(authority: ConsentAuthority): ReleaseAuthority {
  const { request, policy } = authority;
  return { request, policy, decide: (flight) => authority.decide(flight), release: async () => undefined };
}

async function previewOf(
  found: FoundLog,
  upload: UploadConfig,
  decision: ReleaseAuthority,
  options: Pick<FilterFileOptions, 'keys' | 'zones' | 'signal'>,
): Promise<Preview | undefined> {
  const named = { log: found.path, upload: upload.name };
  const opened = await found.open();
  try {
    const {
      report,
      summary,
      decision: decided,
      format,
    } = await filterFile(opened.path, {
      ...{ ...options, decision, outlet: new NoOutlet() },
    });
    const document = {
      ...named,
      format: format.name,
      disclosure: decided.disclosure,
      because: decided.because,
      ...report,
    };
    return {
      ...named,
      wouldLeave: true,
      document,
      text: `would leave\n${summary === undefined ? reportTable(report) : summaryText(summary)}`,
    };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'unknown-format' || code === 'input-empty') return undefined;
    const document = { ...named, error: code, message: describeError(error) };
    return { ...named, wouldLeave: false, document, text: `would not leave. ${describeError(error)}` };
  } finally {
    await opened.close();
  }
}
