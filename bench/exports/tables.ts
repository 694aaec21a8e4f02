import { type Row, table } from '../markdown.ts';
import { AIM_DJI_RATIO } from './subjects.ts';
import type { ExportLevelResult, ExportResults } from './suite.ts';

/** Rows of the table of bounds. */
export function exportBoundRows({ logs }: ExportResults): Row[] {
  return logs.flatMap(({ name, level, throughput, allocation, memory }): Row[] => {
    const row = (what: string, measured: string | number, bound: string): Row => [
      `${name}: ${what}`,
      level,
      measured,
      bound,
    ];
    const { ratio, bound, peer } = throughput;
    const rows = [
      row(`loop over ${peer}, median ratio`, ratio.median, bound === undefined ? 'not bounded' : `at least ${bound}`),
    ];
    if (allocation !== undefined) {
      const { frames, heapGrowthBytes, allocatedBytesPerFrame, bound: growth, allocatedBound } = allocation;
      rows.push(row(`heap growth over ${frames} records`, `${heapGrowthBytes} bytes`, `under ${growth} bytes`));
      rows.push(row('allocated for a record', `${allocatedBytesPerFrame} bytes`, `under ${allocatedBound} bytes`));
    }
    if (memory !== undefined) {
      const what = `peak memory of \`filter\` on ${memory.large.megabytes} MB beyond that on ${memory.small.megabytes} MB`;
      rows.push(row(what, `${memory.extraMegabytes} MB`, `at most ${memory.bound} MB`));
    }
    return rows;
  });
}

/** The section of DJI flight records, subtitles and exports. */
export function exportsSection({ logs, peerMemory }: ExportResults): string[] {
  if (logs.length === 0) return [];
  const { rounds } = logs[0]!.throughput;
  const memory = logs.flatMap(({ title, level, memory: measured }): Row[] =>
    measured === undefined
      ? []
      : [measured.small, measured.large].map((run) => [title, level, run.megabytes, run.peakMegabytes, run.seconds]),
  );
  return [
    '## DJI flight records, subtitles and exports',
    `Generated logs in memory, and recorded ones where there are any. MB a second by the time on the processor, medians of ${rounds} rounds by turns. A DJI record is filtered twice, ` +
      'first to measure it, because its first bytes tell where its last ones stand: the bound holds for both passes together, and the ratio of the one that writes is told beside. ' +
      `The aim for that one is ${AIM_DJI_RATIO} times, on any record. ` +
      'dji-log-parser-js has opened the log before its time begins. The regular expressions set what tells where or when to zeros, line by line, and cells of an export to nothing; ' +
      'they move nothing at either level. Others that move places, heights and dates by constants at `dynamics` are told beside, without a bound; and so are, below ' +
      'the table, quicker ways to empty the cells of an export than by an expression that walks them.',
    table(
      [
        '',
        'MB',
        'level',
        'one pass',
        'all passes',
        'measured against',
        'MB/s',
        'ratio of one pass',
        'ratio of all',
        'over what moves',
      ],
      logs.map(({ title, level, throughput }): Row => {
        const { megabytes, passSpeed, loopSpeed, peer, peerSpeed, passRatio, ratio, moveRatio } = throughput;
        const all = `${ratio.median} (${ratio.least} to ${ratio.most})`;
        return [
          title,
          megabytes,
          level,
          passSpeed,
          loopSpeed,
          peer,
          peerSpeed,
          passRatio.median,
          all,
          moveRatio?.median ?? '',
        ];
      }),
    ),
    ...(logs.some(({ throughput }) => throughput.otherRatios.length > 0) ? [logs.flatMap(otherWaysOf).join('\n')] : []),
    ...logs.flatMap(({ title, level, throughput: { attempts } }) =>
      attempts > 1 ? [`Measurement ${attempts} of ${title} at \`${level}\`: those before missed the bound.`] : [],
    ),
    logs.map(agreementOf).filter(Boolean).join('\n'),
    ...(memory.length === 0
      ? []
      : ['Peak memory of the whole `flightveil filter`:', table(['', 'level', 'MB', 'peak MB', 'seconds'], memory)]),
    ...(peerMemory === undefined
      ? []
      : [
          `dji-log-parser-js takes ${peerMemory.peakMegabytes} MB for the records of a DJI record of ${peerMemory.megabytes} MB.`,
        ]),
  ];
}

function otherWaysOf({ title, level, throughput: { otherRatios } }: ExportLevelResult): string[] {
  return otherRatios.map(
    ({ way, ratio: { median, least, most } }) =>
      `- ${title} at \`${level}\`: ${median} (${least} to ${most}) times as fast as ${way}; without a bound`,
  );
}

function agreementOf({ title, level, agreement, throughput, allocation }: ExportLevelResult): string {
  if (agreement === undefined) return '';
  const { frames, bytesPerFrame } = throughput;
  const allocated = allocation === undefined ? '' : `, ${allocation.allocatedBytesPerFrame} bytes allocated for each`;
  return (
    `- ${title} at \`${level}\`: ${frames} records of ${bytesPerFrame} bytes${allocated}; where others read the output they found ${agreement.records}, ` +
    `as many as were written, and ${agreement.values} values that are kept, the same as in the input.`
  );
}
