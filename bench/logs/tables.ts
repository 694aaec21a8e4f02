import { type Row, table } from '../markdown.ts';
import { comparedHash, type LogResults } from './suite.ts';

/** Rows of the table of bounds. */
export function logBoundRows(results: readonly LogResults[]): Row[] {
  return results.flatMap(({ format, level, throughput, allocation, memory }): Row[] => {
    const row = (what: string, measured: string | number, bound: string): Row => [
      `${format}: ${what}`,
      level,
      measured,
      bound,
    ];
    return [
      row(`loop over ${throughput.peer}, median ratio`, throughput.ratio.median, `at least ${throughput.bound}`),
      row('loop over SHA-256 in plain instructions', comparedHash(throughput), `at least ${throughput.hashBound}`),
      row('loop over SHA-256 in instructions made for it', throughput.hashRatio.median, 'not bounded'),
      row(
        `heap growth over ${allocation.frames} frames`,
        `${allocation.heapGrowthBytes} bytes`,
        `under ${allocation.bound} bytes`,
      ),
      row(
        'allocated for a frame',
        `${allocation.allocatedBytesPerFrame} bytes`,
        `under ${allocation.allocatedBound} bytes`,
      ),
      ...(memory === undefined
        ? []
        : [
            row(
              `peak memory of \`filter\` on ${memory.large.megabytes} MB beyond that on ${memory.small.megabytes} MB`,
              `${memory.extraMegabytes} MB`,
              `at most ${memory.bound} MB`,
            ),
          ]),
    ];
  });
}

/** The section of the self-describing formats. */
export function logsSection(results: readonly LogResults[]): string[] {
  if (results.length === 0) return [];
  const { rounds } = results[0]!.throughput;
  const speeds = results.map(({ title, level, throughput }): Row => {
    const { loopSpeed, peer, peerSpeed, ratio, hashSpeed, hashRatio, plainHashRatio, nobleSpeed } = throughput;
    return [
      title,
      level,
      loopSpeed,
      `${peer}: ${peerSpeed}`,
      `${ratio.median} (${ratio.least} to ${ratio.most})`,
      hashSpeed,
      `${hashRatio.median} (${hashRatio.least} to ${hashRatio.most})`,
      plainHashRatio ?? 'not measured',
      nobleSpeed,
    ];
  });
  const memory = results.flatMap(({ title, level, memory: measured }): Row[] =>
    measured === undefined
      ? []
      : [measured.small, measured.large].map((run) => [title, level, run.megabytes, run.peakMegabytes, run.seconds]),
  );
  return [
    '## DataFlash and ULog',
    `Seeded logs of ${results[0]!.throughput.megabytes} MB in memory: a PX4 quadcopter with the topics and rates of the logger's default profile, an ArduCopter with those of its usual bit mask. ` +
      `MB a second, medians of ${rounds} rounds by turns. @foxglove/ulog opens the log and reads every message; the plain decoder makes an object of each record. ` +
      "SHA-256 is that of node:crypto, which uses the processor's instructions for it where there are any; the ratio without them is of a process that is told to do without. " +
      'Half as fast as SHA-256 is held without them; with them it is not reached. Last, @noble/hashes.',
    table(
      ['', 'level', 'loop', 'reader', 'ratio', 'SHA-256', 'ratio', 'ratio without instructions', '@noble/hashes'],
      speeds,
    ),
    ...results.flatMap((result) => [
      ...(result.throughput.attempts > 1
        ? [
            `Measurement ${result.throughput.attempts} of ${result.title} at \`${result.level}\`: those before missed a bound.`,
          ]
        : []),
      agreementOf(result),
    ]),
    ...(memory.length === 0
      ? []
      : ['Peak memory of the whole `flightveil filter`:', table(['', 'level', 'MB', 'peak MB', 'seconds'], memory)]),
  ];
}

function agreementOf({ title, level, agreement, throughput, allocation }: LogResults): string {
  const { frames, bytesPerFrame, peer } = throughput;
  return (
    `${title} at \`${level}\`: ${frames} records of ${bytesPerFrame} bytes, ${allocation.allocatedBytesPerFrame} bytes allocated for each; ` +
    `${agreement.output} of ${agreement.input} messages of a shorter log passed, as ${peer} counts them too, ` +
    `and ${agreement.comparedFields} kept fields of ${agreement.comparedKinds} kinds of message are the same in both.`
  );
}
