import { Command } from 'commander';
import { deleteLicences, type StoredLicence } from '../node/licence-store.ts';
import {
  type OpenUnlockLog,
  OWN_LOG,
  scrubUnlockLogs,
  unlockLogsIn,
  withKnownLog,
  withLog,
} from '../node/unlock-logs.ts';
import type { HeldEntry } from '../unlock/log/reading.ts';
import { clockS } from './consent-session.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';
import { flightIn, folderOf, indexOf } from './unlocks-session.ts';

interface Deleted {
  entries: number;
  licences: number;
  /** Entries and licences that are left because nobody can read what they say. */
  unreadable: number;
}

/** What is to be deleted. What cannot be read has no values, and is undefined as a licence. */
interface Choice {
  readonly because: 'period' | 'person';
  readonly isEntry: (entry: HeldEntry, log: OpenUnlockLog) => boolean;
  readonly isLicence: (stored: StoredLicence | undefined) => boolean;
}

/** `flightveil unlocks expire`: deletes the values whose period is over. */
export function expireCommand(console: Console): Command {
  return new Command('expire')
    .description(
      'delete the values of entries and licences whose period is over; the tree keeps what does not tell them',
    )
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      tell(console, await expireUnlocks(folderOf(self), clockS()), json);
    });
}

/** Deletes the values of entries and licences whose period is over. @throws FlightveilError `state-unusable` */
export function expireUnlocks(folder: string, nowS: number): Promise<Deleted> {
  return deleteChosen(folder, nowS, {
    because: 'period',
    isEntry: ({ values }) => values !== undefined && values.keepUntilS <= nowS,
    isLicence: (stored) => stored !== undefined && stored.keepUntilS <= nowS,
  });
}

interface EraseOptions {
  readonly person?: string;
  readonly flight?: string;
  readonly entry?: string;
  readonly damaged?: true;
}

/** `flightveil unlocks erase`: deletes the values of a person, a flight or an entry, wherever they are kept. */
export function eraseCommand(console: Console): Command {
  return new Command('erase')
    .description(
      'delete the values of a person, a flight or an entry from every geofence-unlock log; the logs still verify',
    )
    .option('--person <name>', 'everything that names this person, licences too')
    .option('--flight <name>', 'everything of this flight, by its name in your own log or how that begins')
    .option('--entry <entry>', 'this entry of your own log, by its number or how its id begins')
    .option('--damaged', 'every entry and licence that cannot be read any more')
    .action(async (options: EraseOptions & { json?: boolean }, self: Command) => {
      const folder = folderOf(self);
      tell(console, await deleteChosen(folder, clockS(), await choiceOf(folder, options)), options.json);
    });
}

/** @throws FlightveilError `usage` unless one thing is named, and is there */
async function choiceOf(folder: string, { person, flight, entry, damaged }: EraseOptions): Promise<Choice> {
  if ([person, flight, entry, damaged].filter((one) => one !== undefined).length !== 1) {
    throw usage('name what is to be erased: --person, --flight, --entry or --damaged');
  }
  if (person === '' || entry === '') throw usage('a name that is empty erases nothing');
  const choice = { because: 'person', isLicence: () => false } as const;
  if (person !== undefined) {
    return {
      ...choice,
      isEntry: ({ values }) => values?.event.person === person,
      isLicence: (stored) => stored?.licence.holder === person,
    };
  }
  if (flight !== undefined) {
    const own = await withKnownLog(folder, OWN_LOG, ({ log }) => flightIn(log, flight));
    const isEntry: Choice['isEntry'] = ({ values }, { keys, recipient }) =>
      values?.event.flight === (recipient === OWN_LOG ? own : keys.nameOf('flight', own));
    return { ...choice, isEntry };
  }
  if (entry !== undefined) {
    const own = await withKnownLog(folder, OWN_LOG, async ({ log }) => log.idOf(await indexOf(log, entry)));
    const isEntry: Choice['isEntry'] = ({ id }, { keys, recipient }) =>
      id === (recipient === OWN_LOG ? own : keys.entryId(own));
    return { ...choice, isEntry };
  }
  const isUnreadable = (kept: unknown): boolean => kept === undefined;
  return { ...choice, isEntry: ({ values }) => isUnreadable(values), isLicence: isUnreadable };
}

/**
 * Deletes from the recipients' logs, then from the owner's, then licences; each can be done again by itself if it is cut short, and says so. The files are
 * emptied of what was deleted at the end, also if that was by a run before.
 */
async function deleteChosen(folder: string, nowS: number, choice: Choice): Promise<Deleted> {
  const deleted = { entries: 0, licences: 0, unreadable: 0 };
  const recipients = [...(await unlockLogsIn(folder))].sort((a, b) => Number(a === OWN_LOG) - Number(b === OWN_LOG));
  for (const recipient of recipients) {
    await withLog(folder, recipient, async (open) => {
      const indices: number[] = [];
      for await (const entry of open.log.held()) {
        if (choice.isEntry(entry, open)) indices.push(entry.index);
        else if (entry.values === undefined) deleted.unreadable++;
      }
      deleted.entries += await open.log.overwriteValues(indices, { because: choice.because, nowS });
    });
  }
  const licences = await deleteLicences(folder, choice.isLicence);
  deleted.licences = licences.deleted;
  deleted.unreadable += licences.unreadable;
  await scrubUnlockLogs(folder);
  return deleted;
}

function tell(console: Console, { entries, licences, unreadable }: Deleted, json = false): void {
  if (json) console.out(jsonDocument({ entries, licences, ...(unreadable === 0 ? {} : { unreadable }) }));
  else console.out(`Deleted the values of ${entries} entries, and ${licences} licences.\n`);
  if (unreadable === 0) return;
  console.err(
    `${unreadable} entries or licences cannot be read, so that nobody can tell whose they are: flightveil unlocks erase --damaged deletes them.\n`,
  );
}
