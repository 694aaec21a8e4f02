import type { Outcome } from '../../sync/sink.ts';

/** What is asked at each look at the metrics. */
export interface Gauges {
  /** By state, as the queue names them. */
  itemsByState(): Readonly<Record<string, number>>;
  spool(): { readonly usedBytes: number; readonly limitBytes: number };
  /** How long the oldest shipment that is due has waited; undefined: none waits. */
  oldestWaitingS(): number | undefined;
  /** Since anything moved last. */
  sinceProgressS(): number;
}

/** What the daemon counts. Names of upload rules and fixed words are the only labels. */
export interface Metrics {
  logSeen(): void;
  sent(upload: string, bytes: number): void;
  /** One try came to its end. */
  outcome(upload: string, kind: Outcome['kind'], durationS: number): void;
  /** A decision held no longer: what was queued or in flight was stopped. */
  withdrawn(upload: string): void;
  /** The decision let nothing go. */
  refused(upload: string): void;
  alarm(): void;
  /** In the text format of Prometheus. */
  text(): Promise<{ readonly contentType: string; readonly text: string }>;
}

const MOST_STATES = 32;
const DURATION_BUCKETS_S = [0.1, 0.5, 2, 10, 60, 300, 1_800, 7_200];

/**
 * A registry of its own: nothing of the process, of Node or of the host is in it.
 * @param uploads names of the upload rules; others count as `other`
 */
export async function makeMetrics(uploads: readonly string[], gauges: Gauges): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `flightveil_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, ask: () => number | undefined) =>
    new Gauge({
      name: `flightveil_${name}`,
      help,
      registers,
      collect() {
        this.set(ask() ?? 0);
      },
    });

  const seen = counter('logs_seen_total', 'Logs found in the sources.');
  const bytes = counter('sent_bytes_total', 'Bytes handed to the network or a folder.', ['upload']);
  const outcomes = counter('outcomes_total', 'Tries by how they ended.', ['upload', 'kind']);
  const withdrawals = counter('withdrawals_total', 'Shipments stopped because a decision held no longer.', ['upload']);
  const refusals = counter('refusals_total', 'Logs of which nothing may leave.', ['upload']);
  const alarms = counter('alarms_total', 'Times that nothing moved for too long although something was due.');
  const durations = new Histogram({
    name: 'flightveil_try_seconds',
    help: 'How long tries took.',
    labelNames: ['upload'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  new Gauge({
    name: 'flightveil_items',
    help: 'Logs and upload rules by state.',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset();
      const states = Object.entries(gauges.itemsByState()).filter(([state]) => /^[a-z]+(?:[-_ ][a-z]+)*$/.test(state));
      for (const [state, items] of states.slice(0, MOST_STATES)) this.set({ state }, items);
    },
  });
  gauge('spool_bytes', 'Size of what waits in the spool.', () => gauges.spool().usedBytes);
  gauge('spool_limit_bytes', 'Most that the spool may hold.', () => gauges.spool().limitBytes);
  gauge('oldest_waiting_seconds', 'How long the oldest shipment that is due has waited.', () =>
    gauges.oldestWaitingS(),
  );
  gauge('since_progress_seconds', 'Time since anything moved.', () => gauges.sinceProgressS());

  const known = new Set(uploads);
  const named = (upload: string) => ({ upload: known.has(upload) ? upload : 'other' });
  for (const upload of known) for (const each of [bytes, withdrawals, refusals]) each.inc({ upload }, 0);
  return {
    logSeen: () => seen.inc(),
    sent: (upload, count) => bytes.inc(named(upload), count),
    outcome(upload, kind, durationS) {
      outcomes.inc({ ...named(upload), kind });
      durations.observe(named(upload), durationS);
    },
    withdrawn: (upload) => withdrawals.inc(named(upload)),
    refused: (upload) => refusals.inc(named(upload)),
    alarm: () => alarms.inc(),
    text: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
