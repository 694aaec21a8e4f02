import type { Results } from './suite.ts';

/** When, what and where was measured; names no machine and no folder. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly quick: boolean;
}

type Row = readonly (string | number)[];

/** What was measured, as the Markdown of RESULTS.md. */
export function resultsPage(results: Results, missed: readonly string[], about: Circumstances): string {
  const { throughput, allocation, linear, memory, stages, mix } = results;
  const { ratio, agreement } = throughput;
  const sections = [
    '# Benchmark results',
    `Written by \`npm run bench -- --write\` on ${about.date} at commit ${about.commit}, ${about.machine}${about.quick ? ', quick sizes' : ''}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    'What is measured is the built package, level `engineering`, on seeded data. Other work may run on the machine at the same time: ratios are of turns taken in one run.',
    '## Bounds',
    table(
      ['what', 'measured', 'bound'],
      [
        ['loop over node-mavlink, frames per second, median ratio', ratio.median, `at least ${throughput.bound}`],
        [
          `heap growth over ${allocation.frames} frames`,
          `${allocation.heapGrowthBytes} bytes`,
          `under ${allocation.bound} bytes`,
        ],
        ...(memory === undefined
          ? []
          : [
              [
                `peak memory of \`filter\` on ${memory.large.megabytes} MB beyond that on ${memory.small.megabytes} MB`,
                `${memory.extraMegabytes} MB`,
                `at most ${memory.bound} MB`,
              ],
            ]),
        ['cost over size, exponent', linear.exponent, `${linear.bound.least} to ${linear.bound.most}`],
      ],
    ),
    '## Throughput',
    `Both filter the same .tlog of ${throughput.frames} frames (${throughput.bytesPerFrame} bytes a frame) in memory, ${throughput.rounds} rounds by turns; medians. ` +
      'The loop gets chunks of 256 KiB. node-mavlink parses and checks with its splitter and parser, decodes into the classes of mavlink-mappings what is not dropped, ' +
      'sets the same fields, encodes with MavLinkProtocolV2 and stamps. Its chunks end between records, since its splitter loses frames that a chunk cuts.',
    table(
      ['', 'frames per second', 'ratio'],
      [
        [
          'loop',
          `${throughput.loopFramesPerSecond} (${throughput.loopMegabytesPerSecond} MB/s)`,
          `${ratio.median} (${ratio.least} to ${ratio.most})`,
        ],
        ['node-mavlink', throughput.peerFramesPerSecond, 1],
      ],
    ),
    ...(throughput.attempts > 1 ? [`Measurement ${throughput.attempts}: those before missed the bound.`] : []),
    `Outputs: ${agreement.frames} frames each, ${agreement.identical} of them identical byte for byte; fields of ${agreement.sampled} decoded and compared, no difference.`,
    '## Where the time goes',
    table(
      ['stage, with all above it', 'nanoseconds a frame'],
      stages.map(({ stage, nanosecondsPerFrame }) => [stage, nanosecondsPerFrame]),
    ),
    '## Allocation',
    `${allocation.allocatedBytesPerFrame} bytes a frame were allocated in all, kept or not, with ${allocation.scavenges} scavenges and ${allocation.otherCollections} other collections in a young ` +
      `generation with room for everything; the same measure says ${allocation.calibrationBytesPerObject} bytes of objects that take 48.`,
    '## Growth with size',
    'Survey and loop over prefixes of one stream in memory, median of several rounds.',
    table(
      ['MB', 'milliseconds', 'MB/s'],
      linear.points.map(({ megabytes, milliseconds }) => [
        megabytes,
        milliseconds,
        Math.round((1000 * megabytes) / milliseconds),
      ]),
    ),
    ...(memory === undefined
      ? []
      : [
          '## Peak memory',
          'The whole `flightveil filter`, both passes and hashes, from file to durable file.',
          table(
            ['MB', 'peak MB', 'seconds'],
            [memory.small, memory.large].map(({ megabytes, peakMegabytes, seconds }) => [
              megabytes,
              peakMegabytes,
              seconds,
            ]),
          ),
        ]),
    '## The data',
    'MAVLink 2 in a .tlog: a multicopter under ArduPilot, its ground station, and two aircraft heard.',
    table(
      ['message', 'sender', 'a second', 'share'],
      mix.map(({ message, sender, framesPerSecond, share }) => [
        message,
        sender,
        framesPerSecond,
        `${(100 * share).toFixed(1)} %`,
      ]),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
