import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { type Gauges, makeMetrics } from '../../../src/daemon/ops/metrics.ts';

const quiet: Gauges = {
  itemsByState: () => ({}),
  spool: () => ({ usedBytes: 0, limitBytes: 0 }),
  oldestWaitingS: () => undefined,
  sinceProgressS: () => 0,
};

async function linesOf(metrics: Awaited<ReturnType<typeof makeMetrics>>): Promise<string[]> {
  return (await metrics.text()).text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('counts come out by upload and kind', async () => {
  const metrics = await makeMetrics(['club', 'maker'], quiet);
  metrics.logSeen();
  metrics.sent('club', 1_000);
  metrics.sent('club', 24);
  metrics.outcome('club', 'delivered', 3);
  metrics.outcome('club', 'retry', 0.2);
  metrics.withdrawn('maker');
  metrics.refused('maker');
  metrics.alarm();
  const lines = await linesOf(metrics);
  for (const line of [
    'flightveil_logs_seen_total 1',
    'flightveil_sent_bytes_total{upload="club"} 1024',
    'flightveil_sent_bytes_total{upload="maker"} 0',
    'flightveil_outcomes_total{upload="club",kind="delivered"} 1',
    'flightveil_outcomes_total{upload="club",kind="retry"} 1',
    'flightveil_withdrawals_total{upload="maker"} 1',
    'flightveil_refusals_total{upload="maker"} 1',
    'flightveil_alarms_total 1',
    'flightveil_try_seconds_count{upload="club"} 2',
    'flightveil_try_seconds_bucket{le="0.5",upload="club"} 1',
  ]) {
    expect(lines).toContain(line);
  }
});

test('gauges are asked at each look, and a state that is empty again is gone', async () => {
  let states: Record<string, number> = { queued: 3, 'set-aside': 1 };
  let waitingS: number | undefined = 90;
  const metrics = await makeMetrics(['club'], {
    itemsByState: () => states,
    spool: () => ({ usedBytes: 10, limitBytes: 100 }),
    oldestWaitingS: () => waitingS,
    sinceProgressS: () => 7,
  });
  expect(await linesOf(metrics)).toEqual(
    expect.arrayContaining([
      'flightveil_items{state="queued"} 3',
      'flightveil_items{state="set-aside"} 1',
      'flightveil_spool_bytes 10',
      'flightveil_spool_limit_bytes 100',
      'flightveil_oldest_waiting_seconds 90',
      'flightveil_since_progress_seconds 7',
    ]),
  );
  states = { queued: 1 };
  waitingS = undefined;
  const lines = await linesOf(metrics);
  expect(lines).toContain('flightveil_items{state="queued"} 1');
  expect(lines).toContain('flightveil_oldest_waiting_seconds 0');
  expect(lines.join()).not.toContain('set-aside');
});

test('no other label comes in, nor anything of the process or the host', async () => {
  const metrics = await makeMetrics(['club'], {
    ...quiet,
    itemsByState: () => ({ queued: 1, '/home/anna': 2, 'x"} 1': 3 }),
  });
  metrics.sent('/home/anna/flight', 5);
  const lines = await linesOf(metrics);
  expect(lines).toContain('flightveil_sent_bytes_total{upload="other"} 5');
  expect(lines.filter((line) => line.startsWith('flightveil_items'))).toEqual(['flightveil_items{state="queued"} 1']);
  expect(lines.every((line) => line.startsWith('flightveil_'))).toBe(true);
  expect(lines.join('\n')).not.toContain('anna');
  expect(lines.join('\n')).not.toContain(hostname());
});

test('two registries share nothing', async () => {
  const one = await makeMetrics(['club'], quiet);
  const other = await makeMetrics(['club'], quiet);
  one.alarm();
  expect(await linesOf(other)).toContain('flightveil_alarms_total 0');
});
