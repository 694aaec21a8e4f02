import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type ChainFault, type Checkpoint, checkpointLine, checkpointOf } from '../consent/chain.ts';
import type { Entry } from '../consent/entries.ts';
import { readError } from '../node/errors.ts';
import { instantText } from './consent-date.ts';
import { readEntries, withConsent } from './consent-session.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import { table } from './report-table.ts';

interface LogOptions {
  readonly verify?: boolean;
  readonly checkpoint?: string;
  readonly json?: boolean;
}

const faultTexts: Readonly<Record<ChainFault, string>> = {
  unreadable: 'it cannot be read',
  'out-of-order': 'it stands in the wrong place',
  'not-linked': 'it does not follow from the one before',
  'signature-wrong': 'its signature is wrong',
  'entry-invalid': 'it says nothing that a ledger can say',
  truncated: 'it is missing, and the checkpoint knows of it',
  'not-the-checkpoint': 'it is not the one that the checkpoint knows',
};

/** `flightveil consent log`: every entry in order, or whether each is as it was written. */
export function logCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('log')
    .description('everything that was said, in order')
    .option('--verify', 'check every entry and every signature instead; exit code 1 if one is not as it was written')
    .option('--checkpoint <file>', 'check also that nothing is missing since this checkpoint')
    .action(async ({ verify, checkpoint, json }: LogOptions, self: Command) => {
      const held = checkpoint === undefined ? undefined : checkpointOf(await readText(checkpoint));
      await withConsent(self, async (ledger) => {
        if (!verify && held === undefined) {
          const { lines } = await readEntries(ledger);
          console.out(json ? jsonDocument({ entries: lines }) : logText(lines));
          return;
        }
        const result = await ledger.verify(held);
        if (json) console.out(jsonDocument(result));
        if (result.isValid) {
          const since = held === undefined ? '' : ', and nothing is missing since the checkpoint';
          if (!json) console.out(`${result.head.sequence} entries, each as it was written${since}.\n`);
          return;
        }
        const { sequence, fault } = result;
        console.err(`The ledger is damaged. The first wrong entry is number ${sequence}: ${faultTexts[fault]}.\n`);
        finish(Exit.failed);
      });
    });
}

function logText(lines: readonly { sequence: number; entry: Entry }[]): string {
  if (lines.length === 0) return 'Nothing was said yet.\n';
  const rows = lines.map(({ sequence, entry }) => [
    ...[sequence, instantText(entry.collectedS), entry.kind, plainName(aboutOf(entry)), entry.how],
  ]);
  return `${table(['entry', 'when (UTC)', 'what', 'about', 'how'], rows, [0])}\n`;
}

/** What an entry is about; whose it is stands in the JSON only. */
function aboutOf(entry: Entry): string {
  switch (entry.kind) {
    case 'notice':
      return `${entry.name}, version ${entry.version}`;
    case 'grant':
      return `${entry.grant.id}: ${entry.grant.purpose} to ${entry.grant.recipient}`;
    case 'withdrawal':
    case 'confirmation':
    case 'countersignature':
      return entry.grant;
    case 'refusal':
    case 'objection':
    case 'restriction':
    case 'opt-out':
      return `${entry.id}: ${entry.purpose ?? 'any purpose'} to ${entry.recipient ?? 'anybody'}`;
    case 'lifting':
      return entry.bar;
    case 'release':
      return `${entry.purpose} to ${entry.recipient}`;
    case 'subject':
      return `age ${entry.ageBand ?? 'not said'}`;
    case 'clock':
      return '';
  }
}

/** `flightveil consent checkpoint`: a line to keep elsewhere, by which a cut tail is noticed. */
export function checkpointCommand(console: Console): Command {
  return new Command('checkpoint')
    .description('a line to keep elsewhere: with it log --checkpoint notices if the end of the ledger is gone')
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      const checkpoint = await withConsent(self, (ledger) => ledger.checkpoint());
      if (checkpoint === undefined) throw usage('nothing was said yet: there is no checkpoint');
      console.out(json ? jsonDocument(jsonOf(checkpoint)) : `${checkpointLine(checkpoint)}\n`);
    });
}

function jsonOf(checkpoint: Checkpoint) {
  return { ...checkpoint, line: checkpointLine(checkpoint) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw readError(error);
  }
}
