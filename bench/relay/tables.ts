import { type Row, table } from '../markdown.ts';
import type { Circumstances } from '../tables.ts';
import type { Spread } from '../throughput.ts';
import { MOST_EXTRA_MEDIAN_MS, MOST_EXTRA_P99_MS, MOST_PROCESSOR_RATIO, type RelayResult } from './latency.ts';
import { MOST_GROWTH_MEGABYTES, type SoakResult } from './soak-result.ts';

const text = ({ median, least, most }: Spread): string => `${median} (${least} to ${most})`;

/** The section of RESULTS.md. */
export function relaySection(results: readonly RelayResult[], missed: readonly string[], about: Circumstances): string {
  const [first] = results as [RelayResult];
  return [
    '## Relay',
    `Written by \`npm run bench:relay -- --write\` on ${about.date} at commit ${about.commit}, ${about.machine}${about.quick ? ', quick sizes' : ''}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    `\`flightveil relay\` at \`dynamics\`, with a grant whose ledger is asked before each write, beside a forwarder of some lines that passes each datagram on. ${first.framesPerSecond} messages a second of ` +
      `the mix come by UDP, one in a datagram, each millisecond what is due. Both run in processes of their own, in turns of ${first.seconds} s by one clock, ${first.rounds} of each, and ` +
      `${first.warmTurns} before that do not count. Latency is from sending a message to having its last byte; the ratio and what is more are of turns of one round. Processor time is of all threads of the process, the system's work for it ` +
      'included. What else the machine does meanwhile shows in latencies most of all.',
    table(
      ['', 'to', 'median ms', '99th percentile ms', 'most ms', 'processor ms a second', 'resident MB, start and end'],
      results.flatMap(({ transport, plain, relay }): Row[] =>
        [['forwarder', plain] as const, ['relay', relay] as const].map(
          ([name, { medianMs, p99Ms, mostMs, processorMsPerSecond, residentMegabytes }]) => [
            name,
            transport.toUpperCase(),
            medianMs,
            p99Ms,
            mostMs,
            processorMsPerSecond,
            residentMegabytes.join(' and '),
          ],
        ),
      ),
    ),
    table(['relay over forwarder, median of rounds', 'to', 'measured', 'bound'], results.flatMap(boundRows)),
    ...results.map(accountLine),
  ].join('\n\n');
}

function boundRows({ transport, extraMedianMs, extraP99Ms, processorRatio }: RelayResult): Row[] {
  const to = transport.toUpperCase();
  return [
    ['median latency more', to, `${text(extraMedianMs)} ms`, `at most ${MOST_EXTRA_MEDIAN_MS} ms`],
    ['99th percentile more', to, `${text(extraP99Ms)} ms`, `at most ${MOST_EXTRA_P99_MS} ms`],
    ['processor time, ratio', to, text(processorRatio), `at most ${MOST_PROCESSOR_RATIO}`],
  ];
}

function accountLine({ transport, account, attempts }: RelayResult): string {
  const { sent, released, withheld, droppedBefore, droppedUnits, received } = account;
  const again = attempts > 1 ? ` Measurement ${attempts}: those before missed a bound.` : '';
  return (
    `To ${transport.toUpperCase()}: of ${sent} messages sent ${released} were released, ${withheld} withheld and ${droppedBefore} dropped by the system before the relay had them; ${received} came, in order, ` +
    `${droppedUnits} were dropped from the queue. No place that was sent was in what came.${again}`
  );
}

/** The section of a long run. */
export function soakSection(result: SoakResult, failures: readonly string[], about: Circumstances): string {
  const { sent, droppedBefore, status, connections, received, residentMegabytes, openFiles } = result;
  const { framesReleased, framesWithheld, written, dropped, discarded, unheard } = status;
  return [
    '## Long run of the relay',
    `Written by \`npm run soak -- --minutes ${result.minutes} --write\` on ${about.date} at commit ${about.commit}, ${about.machine}.`,
    failures.length === 0 ? 'All holds.' : `Failed: ${failures.join('; ')}.`,
    `5 000 messages a second for ${result.minutes} minutes, \`dynamics\`, a watched grant, to TCP, where the far side stalls for up to 3 s and cuts the connection every 4 to 20 s.`,
    table(
      ['what', 'measured'],
      [
        ['messages sent', sent],
        ['dropped by the system before the relay', droppedBefore],
        ['released', framesReleased],
        ['withheld', framesWithheld],
        ['written', written.units],
        ['dropped from the queue', dropped.units],
        ['forgotten with a connection, or without one', discarded.units + unheard.units],
        ['received whole', received],
        ['connections', connections],
        ['resident MB at the start, at the end, at most', Object.values(residentMegabytes).join(', ')],
        ['last third beyond the second', `${result.growthMegabytes} MB (at most ${MOST_GROWTH_MEGABYTES})`],
        ['slope over the second half', `${result.slopeMegabytesPerHour} MB an hour`],
        ['open files at the start, at most, at the end', Object.values(openFiles).join(', ')],
      ],
    ),
  ].join('\n\n');
}

/**
 * The bounds that were missed, each as a sentence. Said so that a number that is none misses too.
 * @param share 1 for the bounds; of a run that may miss them less
 */
export function missedRelayBounds(results: readonly RelayResult[], share = { latency: 1, processor: 1 }): string[] {
  return results.flatMap(({ transport, extraMedianMs, extraP99Ms, processorRatio }) => {
    const missed: string[] = [];
    if (!(extraMedianMs.median <= MOST_EXTRA_MEDIAN_MS / share.latency)) {
      missed.push(`the median latency is ${extraMedianMs.median} ms more, not ${MOST_EXTRA_MEDIAN_MS} ms`);
    }
    if (!(extraP99Ms.median <= MOST_EXTRA_P99_MS / share.latency)) {
      missed.push(`the 99th percentile is ${extraP99Ms.median} ms more, not ${MOST_EXTRA_P99_MS} ms`);
    }
    if (!(processorRatio.median <= MOST_PROCESSOR_RATIO / share.processor)) {
      missed.push(
        `the relay takes ${processorRatio.median} times the processor time, not ${MOST_PROCESSOR_RATIO} times`,
      );
    }
    return missed.map((what) => `relay to ${transport.toUpperCase()}: ${what}`);
  });
}
