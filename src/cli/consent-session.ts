import type { Command } from 'commander';
import { emptyHead, isSigned, type OpenedLine, openLine } from '../consent/chain.ts';
import type { Collected, Entry } from '../consent/entries.ts';
import type { ConsentLedger } from '../consent/ledger.ts';
import { ConsentFold } from '../consent/state.ts';
import { FlightveilError } from '../model/errors.ts';
import { nativeVerifier, openConsent } from '../node/consent-keys.ts';
import { stateFolder } from '../node/state.ts';

/** Opens the consent ledger of the state folder that a command was given, and closes it again. */
export async function withConsent<T>(
  command: Command,
  work: (ledger: ConsentLedger, folder: string) => Promise<T>,
): Promise<T> {
  const folder = stateFolder(command.optsWithGlobals<{ home?: string }>().home);
  const ledger = await openConsent(folder);
  try {
    return await work(ledger, folder);
  } finally {
    ledger.close();
  }
}

/** The device's clock, in Unix seconds. */
export function clockS(): number {
  return Math.floor(Date.now() / 1000);
}

/** How what is typed reaches the ledger. */
export function typedNow(): Collected {
  return { collectedS: clockS(), how: 'command-line' };
}

/** Stands for the subject where nobody gave a name. */
export const UNNAMED = 'pilot';

/** Writes something down for the declared subject; the first one who says anything without a name is declared as {@link UNNAMED}. */
export async function asSubject<T>(ledger: ConsentLedger, say: (subject: string) => Promise<T>): Promise<T> {
  const { subject } = await ledger.state(clockS());
  const result = await say(subject?.name ?? UNNAMED);
  // Afterwards, so that what is refused leaves nothing behind.
  if (subject === undefined) await ledger.declareSubject({ name: UNNAMED }, typedNow());
  return result;
}

export interface LogLine {
  readonly sequence: number;
  readonly entry: Entry;
}

/** All entries of a ledger and what they come to. @throws FlightveilError `state-unusable` that names the first damaged one */
export async function readEntries(ledger: ConsentLedger): Promise<{ lines: readonly LogLine[]; fold: ConsentFold }> {
  const lines: LogLine[] = [];
  const fold = new ConsentFold();
  let last: OpenedLine | undefined;
  for await (const line of ledger.export()) {
    const opened = openLine(last?.head ?? emptyHead, line, nativeVerifier);
    if (typeof opened === 'string') throw damaged(lines.length + 1, opened);
    last = opened;
    fold.add(opened.entry);
    lines.push({ sequence: opened.head.sequence, entry: opened.entry });
  }
  // The last signature covers all lines before it.
  if (last !== undefined && !isSigned(last, ledger.publicKey, nativeVerifier)) {
    throw damaged(last.head.sequence, 'signature-wrong');
  }
  return { lines, fold };
}

function damaged(sequence: number, fault: string): FlightveilError {
  return new FlightveilError('state-unusable', `the consent ledger is damaged at entry ${sequence}: ${fault}`, {
    facts: { sequence, fault },
    advice:
      'flightveil consent log --verify tells which entry was changed first. Restore the state folder from a copy.',
  });
}
