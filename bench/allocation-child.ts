/** Runs in a process of its own with --expose-gc and a large young generation; prints one line of JSON. See allocation.ts. */
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { exportBenchOf } from './exports/subjects.ts';
import { type LogBench, logBenches, logOf } from './logs/readers.ts';
import { type BenchLevel, chunksOf, loadProduct, loopAt, surveyOf } from './product.ts';
import { streamOfFrames } from './stream.ts';

interface Collection {
  readonly at: number;
  readonly minor: boolean;
}

const [folder, level, framesText, warmText, semiSpaceText, name] = process.argv.slice(2);
const product = await loadProduct(folder!);
const collections: Collection[] = [];
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { kind } = (entry as unknown as { detail: { kind: number } }).detail;
    collections.push({ at: entry.startTime, minor: kind === constants.NODE_PERFORMANCE_GC_MINOR });
  }
});
observer.observe({ entryTypes: ['gc'] });

/** Where objects are made: code that is optimised meanwhile stands elsewhere, and is not made for a frame. */
function youngBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name.startsWith('new_'))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}

/** Bytes that the work allocated and left behind. */
async function measure(
  work: () => void,
): Promise<{ allocated: number; growth: number; scavenges: number; majors: number }> {
  globalThis.gc!();
  const before = process.memoryUsage().heapUsed;
  const youngBefore = youngBytes();
  const start = performance.now();
  work();
  const end = performance.now();
  const youngAfter = youngBytes();
  globalThis.gc!();
  const growth = process.memoryUsage().heapUsed - before;
  // Observers are told later.
  for (let turn = 0; turn < 3; turn++) await setImmediate();
  const during = collections.filter(({ at }) => at >= start && at <= end);
  const scavenges = during.filter(({ minor }) => minor).length;
  const allocated = youngAfter - youngBefore + scavenges * Number(semiSpaceText) * 2 ** 20;
  return { allocated, growth, scavenges, majors: during.length - scavenges };
}

/** An object of three numbers takes 48 bytes: is that what is measured? */
const kept: { a: number; b: number; c: number }[] = [{ a: 0, b: 0, c: 0 }];
const calibrate = (): void => {
  for (let index = 0; index < 100_000; index++) kept[0] = { a: index, b: index, c: index };
};
for (let warmUp = 0; warmUp < 20; warmUp++) calibrate();
const calibration = await measure(calibrate);

/** Logs are made by bytes: a little more, so that the frames suffice. */
const MARGIN = 1.1;
const frames = Number(framesText);
const warm = Number(warmText);
const bench = logBenches.find((candidate) => candidate.format === name) ?? exportLog();
const bytes =
  bench === undefined
    ? streamOfFrames(frames + warm).bytes
    : logOf(bench, bench.bytesPerFrame * MARGIN * (frames + warm));
const cut = Math.round((bytes.length * warm) / (frames + warm));
const format = bench?.format ?? 'tlog';
const loop = loopAt(product, level as BenchLevel, surveyOf(product, bytes, format), format);
let outputBytes = 0;
const push = (piece: Uint8Array): void => {
  for (const chunk of chunksOf(piece)) for (const output of loop.push(chunk)) outputBytes += output.length;
};
const framesSeen = (): number => {
  const { written, withheld } = loop.counts();
  return [...written, ...withheld].reduce((sum, count) => sum + count, 0);
};
push(bytes.subarray(0, cut));
const warmSeen = bench === undefined ? warm : framesSeen();
const { allocated, growth, scavenges, majors } = await measure(() => push(bytes.subarray(cut)));
for (const output of loop.finish()) outputBytes += output.length;
process.stdout.write(
  `${JSON.stringify({
    seen: framesSeen() - warmSeen,
    outputBytes,
    allocated,
    growth,
    scavenges,
    majors,
    calibrationBytesPerObject: calibration.allocated / 100_000,
  })}\n`,
);

/** A kind of log that is generated in any size. */
function exportLog(): Pick<LogBench, 'format' | 'pieces' | 'bytesPerFrame'> | undefined {
  const found = name === undefined ? undefined : exportBenchOf(name);
  return found?.pieces === undefined ? undefined : { ...found, pieces: found.pieces };
}
