/** Reads all records of a file with dji-log-parser-js and prints the peak of this process's memory in MB of 10^6 bytes. */
import { readFileSync } from 'node:fs';
import { openLog, readRecords } from './dji-reader.ts';

const records = readRecords(openLog(readFileSync(process.argv[2]!)));
if (records.length === 0) throw new Error('the reader finds no record');
process.stdout.write(String((peakKibibytes() * 1024) / 1e6));

/** VmHWM belongs to this process alone; the usual counter hands the peak of a parent on. */
function peakKibibytes(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
