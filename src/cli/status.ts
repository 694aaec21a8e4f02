import { Command } from 'commander';
import { isInstanceRunning } from '../daemon/ops/instance-lock.ts';
import { reasonInWords } from '../daemon/words.ts';
import type { StateCount } from '../sync/queue/queue.ts';
import { type Console, jsonDocument } from './console.ts';
import { Exit } from './exit-codes.ts';
import { table } from './report-table.ts';
import { placesOf, withConfigOption, withQueue } from './sync-session.ts';

/** `flightveil status`: how many logs stand where, and whether the daemon runs. */
export function statusCommand(console: Console, finish: (exit: number) => void): Command {
  return withConfigOption(new Command('status'))
    .description('what the sync has to do and has done, by upload rule')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      const { home } = placesOf(self);
      const isRunning = await isInstanceRunning(home);
      const found = await withQueue(home, async (queue) => ({
        counts: queue.counts(),
        spoolBytes: queue.spooledBytes(),
        removals: queue.removals(false).length,
        kept: queue.keptRemovals(),
        audit: queue.audit.head(),
      }));
      const status = { isRunning, counts: [], spoolBytes: 0, removals: 0, kept: 0, ...found };
      if (json) console.out(jsonDocument(status));
      else console.out(inWords(status));
      const bad = status.counts.some(({ state }) => state === 'set-aside');
      finish(bad ? Exit.failed : Exit.done);
    });
}

interface Status {
  readonly isRunning: boolean;
  readonly counts: readonly StateCount[];
  readonly spoolBytes: number;
  readonly removals: number;
  readonly kept: number;
}

function inWords({ isRunning, counts, spoolBytes, removals, kept }: Status): string {
  const lines = [isRunning ? 'The daemon runs.' : 'The daemon does not run: flightveil sync starts it.'];
  if (counts.length === 0) lines.push('No log was seen yet.');
  else lines.push('', table(['upload', 'logs', 'where they stand'], counts.map(rowOf), [1]));
  if (spoolBytes > 0) lines.push(`${(spoolBytes / 1e6).toFixed(1)} MB wait in the spool, encrypted.`);
  if (removals > 0) lines.push(`${removals} recipients are still to be asked to remove what they had received.`);
  if (kept > 0)
    lines.push(
      `${kept} recipients keep what they had received of logs that were withdrawn: they would not remove it, or cannot be asked any more.`,
    );
  return `${lines.join('\n')}\n`;
}

function rowOf({ upload, state, waiting, reason, items }: StateCount): string[] {
  return [upload, String(items), stateInWords(state, waiting, reason)];
}

function stateInWords(state: string, waiting: StateCount['waiting'], reason: string | null): string {
  const because = reason === null ? '' : `: ${reasonInWords(reason)}`;
  if (waiting === 'medium') return 'waiting for medium';
  if (waiting === 'consent') return `withheld${because}`;
  if (waiting === 'retry') return `tried again later${because}`;
  if (state === 'retired') return reason === null || reason === 'delivered' ? 'delivered' : `not sent${because}`;
  if (state === 'set-aside') return `set aside${because}`;
  if (state === 'seen') return 'to be filtered';
  if (state === 'queued' || state === 'audited') return 'to be sent';
  return state === 'uploading' ? 'being sent' : state;
}
