/**
 * A process that does whole small syncs: one for each line `SEED HOME LOGS OUT` of its input. It says each thing that happens on a line of its own, and ends
 * each sync with `done` or `ended`, after what went wrong.
 */
import crypto, { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Sync } from '../../../src/daemon/sync.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import { configOf } from './sync-config.ts';

const say = (text: string): void => void writeSync(1, `${text}\n`);

/** Of the same seed the same names come: so it can be told beforehand which files a run uses. */
function seedNames(seed: string): void {
  let count = 0;
  const drawn = (bytes: number): Buffer => {
    const pieces: Buffer[] = [];
    for (let left = bytes; left > 0; left -= 32) {
      pieces.push(createHash('sha256').update(`${seed} ${count++}`).digest());
    }
    return Buffer.concat(pieces).subarray(0, bytes);
  };
  (crypto as { randomBytes: unknown }).randomBytes = drawn;
}

/** Ours by code; all else is a fault that nobody has thought of. */
function wordsOf(error: unknown): string {
  if (!(error instanceof FlightveilError)) {
    const what = error instanceof Error ? (error.stack ?? error.name) : typeof error;
    return `internal ${what.replaceAll('\n', ' ')}`;
  }
  return `${error.code} ${error.facts.system ?? '-'} ${error.message}`;
}

async function syncOnce(home: string, logs: string, out: string): Promise<void> {
  const sync = await Sync.open(home, configOf({ logs, out }), {
    ...{ faultMs: 20, stallMs: 20_000 },
    listener: {
      found: (_found, log) => say(`entered ${log?.id}`),
      filtered: ({ item, end }) => say(`filtered ${item.id} ${end}`),
      sent: (item, _rule, end) => say(`sent ${item.id} ${end.kind}${'fault' in end ? ` ${end.fault.reason}` : ''}`),
      problem: ({ reason, error }) => say(`problem ${reason}${error === undefined ? '' : ` ${wordsOf(error)}`}`),
      failed: (during, error) => say(`failed ${during} ${wordsOf(error)}`),
    },
  });
  try {
    await sync.once(new AbortController().signal);
  } finally {
    await sync.close();
  }
}

async function main(): Promise<void> {
  say('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [seed = '', home = '', logs = '', out = ''] = line.split(' ');
    seedNames(seed);
    try {
      await syncOnce(home, logs, out);
      say('done');
    } catch (error) {
      say(`failed all ${wordsOf(error)}`);
      say('ended');
    }
  }
}

void main();
