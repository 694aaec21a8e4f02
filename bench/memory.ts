import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './child.ts';
import { rounded } from './numbers.ts';
import { type BenchLevel, endingOf } from './product.ts';
import { piecesOfBytes } from './stream.ts';

/** How much more memory the large log may take than the small one, in MB of 10^6 bytes. */
export const MOST_EXTRA_MEGABYTES = 150;

export interface MemoryResult {
  readonly small: FilterRun;
  readonly large: FilterRun;
  readonly extraMegabytes: number;
  readonly bound: number;
}

export interface FilterRun {
  readonly megabytes: number;
  readonly peakMegabytes: number;
  readonly seconds: number;
}

/** Logs of one kind, as large as is wanted. */
export interface LogData {
  /** Of a file's name, with the dot. */
  readonly ending: string;
  /** Each is valid until the next is asked for. */
  pieces(bytes: number): Iterable<Uint8Array>;
}

const tlogs: LogData = { ending: '.tlog', pieces: piecesOfBytes };

/** Peak memory of the whole `filter` command on a small and a large log, made for it and deleted afterwards. */
export async function measureMemory(
  productFolder: string,
  level: BenchLevel,
  options: { smallMegabytes: number; largeMegabytes: number },
  data: LogData = tlogs,
): Promise<MemoryResult> {
  const folder = await mkdtemp(join(tmpdir(), 'flightveil-bench-'));
  try {
    const small = await filterLog(productFolder, level, folder, options.smallMegabytes, data);
    const large = await filterLog(productFolder, level, folder, options.largeMegabytes, data);
    const extraMegabytes = rounded(large.peakMegabytes - small.peakMegabytes, 3);
    return { small, large, extraMegabytes, bound: MOST_EXTRA_MEGABYTES };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the peak to a file when the process ends. Linux hands the peak of a parent on through exec in the usual counter; VmHWM belongs to
 * the process alone.
 */
const preload = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeFileSync } from 'node:fs';
  process.on('exit', () => {
    let kilobytes = process.resourceUsage().maxRSS;
    try { kilobytes = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
    writeFileSync(process.env.BENCH_PEAK_FILE, String(kilobytes));
  });
`)}`;

async function filterLog(
  productFolder: string,
  level: BenchLevel,
  folder: string,
  megabytes: number,
  data: LogData,
): Promise<FilterRun> {
  const input = join(folder, megabytes + data.ending);
  const out = join(folder, `${megabytes}-out`);
  const peak = join(folder, `${megabytes}.peak`);
  await writeLog(input, megabytes * 1e6, data);
  const started = performance.now();
  const ending = endingOf(productFolder);
  const loader = ending === '.ts' ? ['--import', 'tsx'] : [];
  const command = [...loader, join(productFolder, 'cli', `main${ending}`), 'filter', input, '-o', out];
  const output = await runNode(['--import', preload, ...command, '--level', level, '--seed', 'bench', '--json'], {
    ...process.env,
    BENCH_PEAK_FILE: peak,
  });
  const seconds = (performance.now() - started) / 1000;
  const [file] = (JSON.parse(output) as { files: { output?: string }[] }).files;
  const inputBytes = (await stat(input)).size;
  const outputBytes = file?.output === undefined ? 0 : (await stat(file.output)).size;
  if (outputBytes < inputBytes / 4 || outputBytes > inputBytes)
    throw new Error('the filtered log is not as long as it should be');
  const peakMegabytes = (Number(await readFile(peak, 'utf8')) * 1024) / 1e6;
  await rm(input);
  await rm(out, { recursive: true });
  return { megabytes, peakMegabytes: rounded(peakMegabytes), seconds: rounded(seconds, 3) };
}

/** Writes a log of about this many bytes. */
export async function writeLog(path: string, bytes: number, data: LogData = tlogs): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const piece of data.pieces(bytes)) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
