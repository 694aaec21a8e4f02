import type { SyncConfig } from '../sync/sync-config.ts';
import { openLocalSocket } from './ops/local-socket.ts';
import type { Logger } from './ops/logger.ts';
import { MeteredNetwork } from './ops/metered.ts';
import { type Metrics, makeMetrics } from './ops/metrics.ts';
import { makeServiceNotifier, type ServiceNotifier } from './ops/sd-notify.ts';
import { Sync, type SyncListener } from './sync.ts';

const STATUS_MS = 10_000;
/** What has a period is looked at so often. */
const DAY_MS = 86_400_000;

export interface StayOptions {
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly notifier?: ServiceNotifier;
  /** Done once a day, and at the start. */
  readonly daily?: () => Promise<unknown>;
  /** Called when it works. */
  readonly ready?: () => void;
}

/** The daemon as a service: the {@link Sync} with its log, metrics, health, and what the service manager wants to know. */
export async function stay(home: string, config: SyncConfig, options: StayOptions): Promise<void> {
  const { logger, stop, notifier = makeServiceNotifier() } = options;
  const told: { metrics?: Metrics } = {};
  const sync = await Sync.open(home, config, {
    listener: listenerOf(logger, told),
    metered: new MeteredNetwork(),
  });
  const { engine, state } = sync;
  const { queue } = state;
  const timers: NodeJS.Timeout[] = [];
  const metrics = await makeMetrics([...state.rules.keys()], {
    itemsByState: () => countsByState(queue.counts()),
    spool: () => ({ usedBytes: queue.spooledBytes(), limitBytes: config.spool.maxBytes }),
    oldestWaitingS: () => oldestWaitingS(queue.counts(), state.nowMs()),
    sinceProgressS: () => engine.sinceProgressMs / 1000,
  });
  told.metrics = metrics;
  const socket = config.metrics
    ? await openLocalSocket(home, {
        metrics: () => metrics.text(),
        health: () => ({
          isHealthy: !engine.isAlarmed && engine.isAlive,
          reasons: [...(engine.isAlarmed ? ['no-progress'] : []), ...(engine.isSpoolFull ? ['spool-full'] : [])],
        }),
      })
    : undefined;
  try {
    const daily = async (): Promise<void> => {
      await options.daily?.().catch((error: unknown) => logger.failed('daily', error));
    };
    timers.push(setInterval(() => void daily(), DAY_MS));
    timers.push(
      setInterval(() => {
        const counts = countsByState(queue.counts());
        const waiting = (counts.queued ?? 0) + (counts.seen ?? 0) + (counts.audited ?? 0);
        void notifier.status({ waiting, uploading: counts.uploading ?? 0, setAside: counts['set-aside'] ?? 0 });
      }, STATUS_MS),
    );
    logger.event('started', {
      ...{ sources: config.sources.length, uploads: config.uploads.length, recovered: sync.recovered },
      waiting: Object.values(countsByState(queue.counts())).reduce((sum, items) => sum + items, 0),
    });
    const staying = sync.stay(stop);
    await notifier.ready();
    // Being offline for long is no reason to be killed: only a loop or a database that stands still is.
    notifier.watch(
      () => engine.isAlive && queue.version >= 0,
      () => logger.event('watchdog-held-back', { reason: 'stands-still' }),
    );
    options.ready?.();
    void daily();
    await staying;
  } finally {
    for (const timer of timers) clearInterval(timer);
    logger.event('stopping', {});
    await notifier.stopping();
    await socket?.close();
    await sync.close();
    logger.event('stopped', {});
    await logger.flush();
  }
}

function countsByState(counts: ReturnType<Sync['state']['queue']['counts']>): Record<string, number> {
  const byState: Record<string, number> = {};
  for (const { state, items } of counts) byState[state] = (byState[state] ?? 0) + items;
  return byState;
}

function oldestWaitingS(counts: ReturnType<Sync['state']['queue']['counts']>, nowMs: number): number | undefined {
  const waiting = counts.filter(({ state }) => state === 'queued' || state === 'audited');
  if (waiting.length === 0) return undefined;
  return Math.max(0, (nowMs - Math.min(...waiting.map(({ oldestMs }) => oldestMs))) / 1000);
}

/** What happens, as events of the log and numbers. No name of a file goes there. */
function listenerOf(logger: Logger, told: { metrics?: Metrics }): SyncListener {
  return {
    found: ({ source }, log) => {
      if (log === undefined) return;
      told.metrics?.logSeen();
      logger.event('log-seen', { source, item: log.id });
    },
    medium: (source, isPresent) => logger.event(isPresent ? 'source-back' : 'source-absent', { source }),
    problem: ({ source, reason }) => logger.event('source-problem', { source, reason }),
    watching: ({ source, isLive, why }) => {
      if (!isLive) logger.event('source-unwatched', { source, ...(why === undefined ? {} : { reason: why }) });
    },
    filtered: ({ item, end }, durationMs) => {
      const named = { item: item.id, upload: item.upload };
      if (end === 'spooled') logger.event('filtered', { ...named, durationMs });
      else if (end === 'withheld') {
        told.metrics?.refused(item.upload);
        logger.event('withheld', named);
      } else if (end === 'set-aside' || end === 'too-large') logger.event('set-aside', { ...named, reason: end });
      else if (end === 'waiting-for-medium') logger.event('state-changed', { ...named, to: 'waiting-for-medium' });
    },
    sending: (item, { config }) => {
      logger.event('upload-started', {
        ...namesOf(item),
        sink: config.sink.kind,
        bytes: item.sizeBytes,
        attempt: item.attempts + 1,
      });
    },
    sent: (item, { config }, end, durationMs) => {
      const named = { ...namesOf(item), sink: config.sink.kind };
      const status = 'fault' in end ? end.fault.facts?.status : undefined;
      const facts = typeof status === 'number' ? { status } : {};
      switch (end.kind) {
        case 'delivered':
          told.metrics?.sent(item.upload, end.bytes);
          logger.event('uploaded', { ...named, bytes: end.bytes, durationMs });
          break;
        case 'retry':
          logger.event('upload-retry', { ...named, ...facts, reason: end.fault.reason, afterMs: end.delayMs });
          break;
        case 'rejected':
          logger.event('upload-rejected', { ...named, ...facts, reason: end.fault.reason });
          break;
        default:
          return;
      }
      told.metrics?.outcome(item.upload, end.kind, durationMs / 1000);
    },
    withdrawn: (item, { config }, removal) => {
      told.metrics?.withdrawn(item.upload);
      logger.event('withdrawn', { ...namesOf(item), sink: config.sink.kind, removal });
    },
    paused: ({ config }, pause) => {
      if (pause === undefined) logger.event('upload-resumed', { upload: config.name });
      else logger.event('upload-paused', { upload: config.name, reason: pause });
    },
    spoolFull: (isFull) => logger.event(isFull ? 'spool-full' : 'spool-free', {}),
    alarm: (upload, forMs) => {
      if (forMs === undefined) return logger.event('progress-again', { upload });
      told.metrics?.alarm();
      logger.event('no-progress', { upload, forS: Math.round(forMs / 1000) });
    },
    failed: (during, error, item) =>
      logger.failed(during, error, item === undefined ? {} : { item: item.id, upload: item.upload }),
  };
}

function namesOf({ id, upload, shipment }: { id: number; upload: string; shipment?: string }) {
  return { item: id, upload, ...(shipment === undefined ? {} : { shipment }) };
}
