import type { SinkKind } from '../../sync/sink.ts';
import type { SourceConfig, UploadConfig } from '../../sync/sync-config.ts';
import type { ConfigFile, SourceEntry, UploadEntry } from './config-schema.ts';
import { checkTerms } from './policy.ts';
import type { Path } from './problems.ts';
import { coverTheDay, dailyWindow, durationMs } from './quantities.ts';
import { readSink } from './read-sinks.ts';
import { present, type Reading } from './reading.ts';
import { slugOf } from './slug.ts';

const HOUR_MS = 3_600_000;
/** Full hours of the day that come again every day. */
const BATCH_HOURS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 24];

export function readSource(at: Path, entry: SourceEntry, reading: Reading): SourceConfig {
  const folder = reading.path([...at, 'folder'], entry.folder);
  return {
    name: entry.name ?? slugOf(folder),
    folder,
    endings: entry.endings ?? [],
    settleMs: reading.duration([...at, 'settle'], entry.settle, '30s', '1s', '1d'),
    isRemovable: entry.removable ?? false,
    archives: entry.archives ?? false,
  };
}

/** Padded logs are packed, which these recipients do not read. */
const unpadded: ReadonlySet<SinkKind> = new Set<SinkKind>(['flight-review', 'mqtt']);

/** @param usual what stands at the top of the file */
export function readUpload(at: Path, entry: UploadEntry, usual: ConfigFile, reading: Reading): UploadConfig {
  const { problems, policy } = reading;
  if (policy !== undefined) checkTerms(at, entry, policy, problems);
  const sink = readSink([...at, 'sink'], entry.sink, usual, entry.to, reading);
  const quiet = (entry.quiet ?? []).map((window, index) => {
    const read = dailyWindow(window);
    if (read.fromMin === read.untilMin)
      problems.add([...at, 'quiet', index], 'must end at another time than it begins');
    return read;
  });
  if (coverTheDay(quiet)) problems.add([...at, 'quiet'], 'must leave a time at which something is sent');
  if (entry.padTo !== undefined && unpadded.has(sink.kind)) {
    problems.add([...at, 'padTo'], `cannot go with ${sink.kind}: it takes no padding`);
  }
  return present({
    name: entry.name,
    sources: entry.from ?? [],
    purpose: entry.for,
    recipient: entry.to,
    level: entry.level,
    sink,
    priority: entry.priority ?? 0,
    concurrency: entry.concurrency ?? 2,
    bandwidthBytesPerS:
      entry.bandwidth === undefined
        ? undefined
        : reading.size([...at, 'bandwidth'], entry.bandwidth, '1 KB/s', '10 GB/s'),
    quiet,
    onMetered: entry.metered ?? 'wait',
    batchHours: entry.batch === undefined ? undefined : batchHours([...at, 'batch'], entry.batch, reading),
    padToBytes: entry.padTo === undefined ? 0 : reading.size([...at, 'padTo'], entry.padTo, '1 KB', '1 GB'),
  });
}

/** What can be told of an upload of which other parts are not of the right form. @param sound undefined for those parts */
export function checkParts(
  at: Path,
  sound: <T>(key: keyof UploadEntry) => T | undefined,
  usual: ConfigFile,
  reading: Reading,
): void {
  const terms = { for: sound<string>('for'), to: sound<string>('to') };
  if (terms.for !== undefined && terms.to !== undefined && reading.policy !== undefined) {
    checkTerms(at, { for: terms.for, to: terms.to }, reading.policy, reading.problems);
  }
  const sink = sound<UploadEntry['sink']>('sink');
  if (sink !== undefined) readSink([...at, 'sink'], sink, usual, terms.to ?? '', reading);
}

function batchHours(at: Path, written: string, { problems }: Reading): number {
  const hours = durationMs(written) / HOUR_MS;
  if (!BATCH_HOURS.includes(hours))
    problems.add(at, `must be one of ${BATCH_HOURS.map((hour) => `${hour}h`).join(', ')}`);
  return hours;
}
