import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from '../child.ts';
import { type LogData, writeLog } from '../memory.ts';
import { rounded } from '../numbers.ts';

/** Peak memory of a process that reads all records of a generated DJI record with dji-log-parser-js, in MB of 10^6 bytes. */
export async function measurePeerMemory(data: LogData, megabytes: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'flightveil-bench-'));
  try {
    const input = join(folder, `input${data.ending}`);
    await writeLog(input, megabytes * 1e6, data);
    const script = fileURLToPath(new URL('peer-memory-child.ts', import.meta.url));
    return rounded(Number(await runNode(['--import', 'tsx', script, input])), 3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
