import { exportBoundRows, exportsSection } from './exports/tables.ts';
import { logBoundRows, logsSection } from './logs/tables.ts';
import { type Row, table } from './markdown.ts';
import type { LevelResults, Results } from './suite.ts';

/** When, what and where was measured; names no machine and no folder. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly quick: boolean;
}

/** A page with the section of an older one that others write, between its markers. */
export function withKept(page: string, older: string): string {
  const kept = older.match(/<!-- (\w+) -->[\s\S]*?<!-- \/\1 -->/g) ?? [];
  return [page, ...kept.map((section) => `${section}\n`)].join('\n');
}

/** What was measured, as the Markdown of RESULTS.md. */
export function resultsPage(results: Results, missed: readonly string[], about: Circumstances): string {
  const sections = [
    '# Benchmark results',
    `Written by \`npm run bench -- --write\` on ${about.date} at commit ${about.commit}, ${about.machine}${about.quick ? ', quick sizes' : ''}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    'What is measured is the built package on seeded data, at the levels `engineering` and `dynamics`. Other work may run on the machine at the same time: ratios are of turns taken in one run.',
    ...boundsSection(results),
    ...throughputSection(results),
    ...commandSection(results),
    ...stagesSection(results),
    ...allocationSection(results),
    ...growthSection(results),
    ...memorySection(results),
    ...logsSection(results.logs),
    ...exportsSection(results.exports),
    ...dataSection(results),
  ];
  return `${sections.join('\n\n')}\n`;
}

function boundsSection({ levels, command, logs, exports }: Results): string[] {
  const rows = levels.flatMap(({ level, throughput, allocation, linear, memory }): Row[] => [
    [
      'loop over node-mavlink, frames per second, median ratio',
      level,
      throughput.ratio.median,
      `at least ${throughput.bound}`,
    ],
    [
      `heap growth over ${allocation.frames} frames`,
      level,
      `${allocation.heapGrowthBytes} bytes`,
      `under ${allocation.bound} bytes`,
    ],
    [
      'allocated for a frame',
      level,
      `${allocation.allocatedBytesPerFrame} bytes`,
      `under ${allocation.allocatedBound} bytes`,
    ],
    ...(memory === undefined
      ? []
      : [
          [
            `peak memory of \`filter\` on ${memory.large.megabytes} MB beyond that on ${memory.small.megabytes} MB`,
            level,
            `${memory.extraMegabytes} MB`,
            `at most ${memory.bound} MB`,
          ],
        ]),
    ['cost over size, exponent', level, linear.exponent, `${linear.bound.least} to ${linear.bound.most}`],
  ]);
  const whole: Row = [
    'whole `filter` over node-mavlink, median ratio',
    command.level,
    command.ratio.median,
    `at least ${command.bound}`,
  ];
  return [
    '## Bounds',
    table(['what', 'level', 'measured', 'bound'], [...rows, whole, ...logBoundRows(logs), ...exportBoundRows(exports)]),
  ];
}

function throughputSection({ levels }: Results): string[] {
  const { frames, bytesPerFrame, rounds } = levels[0]!.throughput;
  return [
    '## Throughput',
    `Both filter the same .tlog of ${frames} frames (${bytesPerFrame} bytes a frame) in memory, ${rounds} rounds by turns; medians. ` +
      'The loop gets chunks of 256 KiB. node-mavlink parses and checks with its splitter and parser, decodes into the classes of mavlink-mappings what is not dropped, ' +
      'sets the same fields, encodes with MavLinkProtocolV2 and stamps. Its chunks end between records, since its splitter loses frames that a chunk cuts. ' +
      'At `dynamics` it moves positions in the tangent plane and turns velocities and headings, by the same draws.',
    table(
      ['', 'level', 'frames per second', 'ratio'],
      levels.flatMap(({ level, throughput }): Row[] => [
        [
          'loop',
          level,
          `${throughput.loopFramesPerSecond} (${throughput.loopMegabytesPerSecond} MB/s)`,
          `${throughput.ratio.median} (${throughput.ratio.least} to ${throughput.ratio.most})`,
        ],
        ['node-mavlink', level, throughput.peerFramesPerSecond, 1],
      ]),
    ),
    ...levels.flatMap(({ level, throughput }) => [
      ...again(level, throughput.attempts),
      `Outputs at \`${level}\`: ${agreementOf(throughput)}`,
    ]),
  ];
}

function agreementOf({ agreement }: LevelResults['throughput'] | Results['command']): string {
  const { frames, identical, sampled, near, differing } = agreement;
  const all = `${frames} frames each, ${identical} of them identical byte for byte; fields of ${sampled} decoded and compared, no difference`;
  return near === 0 ? `${all}.` : `${all} but in ${differing} of ${near} moved fields, within dither and rounding.`;
}

function again(what: string, attempts: number): string[] {
  return attempts > 1 ? [`Measurement ${attempts} of ${what}: those before missed the bound.`] : [];
}

function commandSection({ command }: Results): string[] {
  return [
    '## The whole command',
    `A file of ${command.megabytes} MB at \`${command.level}\`, ${command.rounds} rounds by turns, each in a fresh process, from opening the file to the durable output; medians. ` +
      'The filter surveys, filters, hashes input and output, checks for residue in a thread beside, writes a manifest and syncs. ' +
      'node-mavlink reads, decodes, sets the same fields, encodes, writes and syncs.',
    table(
      ['', 'milliseconds', 'ratio'],
      [
        [
          'filter',
          `${command.filterMilliseconds} (${command.filterMegabytesPerSecond} MB/s)`,
          `${command.ratio.median} (${command.ratio.least} to ${command.ratio.most})`,
        ],
        ['node-mavlink', command.peerMilliseconds, 1],
      ],
    ),
    ...again('the command', command.attempts),
    `Outputs: ${agreementOf(command)}`,
  ];
}

function stagesSection({ levels, relocation }: Results): string[] {
  const stages = levels[0]!.stages.map(
    ({ stage }, index): Row => [stage, ...levels.map((one) => one.stages[index]!.nanosecondsPerFrame)],
  );
  return [
    '## Where the time goes',
    'Nanoseconds a frame, best of several runs.',
    table(['stage, with all above it', ...levels.map(({ level }) => level)], stages),
    `Relocation alone, reading and writing included: ${relocation.nearNanoseconds} ns a position within 5 km of the first fix, ${relocation.farNanoseconds} ns from there to 100 km ` +
      `(${relocation.positions} positions; distances between them changed by at most ${relocation.mostStretchM} m, which is dither and rounding).`,
  ];
}

function allocationSection({ levels }: Results): string[] {
  const texts = levels.map(
    ({ level, allocation }) =>
      `At \`${level}\` ${allocation.allocatedBytesPerFrame} bytes a frame were allocated in all, kept or not, with ${allocation.scavenges} scavenges and ${allocation.otherCollections} other collections in a young ` +
      `generation with room for everything; the same measure says ${allocation.calibrationBytesPerObject} bytes of objects that take 48.`,
  );
  return ['## Allocation', ...texts];
}

function growthSection({ levels }: Results): string[] {
  return [
    '## Growth with size',
    'Survey and loop over prefixes of one stream in memory, median of several rounds.',
    table(
      ['MB', 'level', 'milliseconds', 'MB/s'],
      levels.flatMap(({ level, linear }) =>
        linear.points.map(
          ({ megabytes, milliseconds }): Row => [
            megabytes,
            level,
            milliseconds,
            Math.round((1000 * megabytes) / milliseconds),
          ],
        ),
      ),
    ),
  ];
}

function memorySection({ levels }: Results): string[] {
  const rows = levels.flatMap(({ level, memory }) =>
    memory === undefined
      ? []
      : [memory.small, memory.large].map(
          ({ megabytes, peakMegabytes, seconds }): Row => [megabytes, level, peakMegabytes, seconds],
        ),
  );
  if (rows.length === 0) return [];
  return [
    '## Peak memory',
    'The whole `flightveil filter`, both passes and hashes, from file to durable file.',
    table(['MB', 'level', 'peak MB', 'seconds'], rows),
  ];
}

function dataSection({ mix }: Results): string[] {
  return [
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
}
