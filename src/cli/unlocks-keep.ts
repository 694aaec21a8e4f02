import { Command } from 'commander';
import { deleteLicences, loadLicences } from '../node/licence-store.ts';
import { type OpenUnlockLog, OWN_LOG, unlockLogsIn, withLog } from '../node/unlock-logs.ts';
import type { UnlockEntry } from '../unlock/log/unlock-log.ts';
import { clockS } from './consent-session.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';
import { folderOf, indexOf } from './unlocks-session.ts';

interface Deleted {
  entries: number;
  licences: number;
}

/** `flightveil unlocks expire`: deletes the values whose period is over. */
export function expireCommand(console: Console): Command {
  return new Command('expire')
    .description(
      'delete the values of entries and licences whose period is over; the tree keeps what does not tell them',
    )
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      const folder = folderOf(self);
      const nowS = clockS();
      const deleted = { entries: 0, licences: 0 };
      for (const recipient of await unlockLogsIn(folder)) {
        deleted.entries += await withLog(folder, recipient, (log) =>
          deleteWhere(log, 'period', nowS, ({ keepUntilS }) => keepUntilS !== undefined && keepUntilS <= nowS),
        );
      }
      const over = (await loadLicences(folder)).filter(({ keepUntilS }) => keepUntilS <= nowS);
      deleted.licences = await deleteLicences(folder, over);
      tell(console, deleted, json);
    });
}

/** `flightveil unlocks erase`: deletes the values of a person, a flight or an entry, wherever they are kept. */
export function eraseCommand(console: Console): Command {
  return new Command('erase')
    .description(
      'delete the values of a person, a flight or an entry from every geofence-unlock log; the logs still verify',
    )
    .option('--person <name>', 'everything that names this person, licences too')
    .option('--flight <name>', 'everything of this flight, by its name in your own log')
    .option('--entry <entry>', 'this entry of your own log, by its number or how its id begins')
    .action(async (options: EraseOptions & { json?: boolean }, self: Command) => {
      const { person, flight, entry, json } = options;
      if ([person, flight, entry].filter((one) => one !== undefined).length !== 1) {
        throw usage('name what is to be erased: --person, --flight or --entry');
      }
      const folder = folderOf(self);
      const nowS = clockS();
      const chosen = await withLog(folder, OWN_LOG, async ({ log }) => {
        const index = entry === undefined ? undefined : await indexOf(log, entry);
        const ids = new Set<string>();
        for await (const { index: at, id, event } of log.entries()) {
          const isOfPerson = person !== undefined && event?.person === person;
          const isOfFlight = flight !== undefined && event?.flight?.startsWith(flight) === true;
          if (at === index || isOfPerson || isOfFlight) ids.add(id);
        }
        return ids;
      });
      const deleted = { entries: 0, licences: 0 };
      for (const recipient of await unlockLogsIn(folder)) {
        deleted.entries += await withLog(folder, recipient, (log) => {
          const ids = recipient === OWN_LOG ? chosen : new Set([...chosen].map((id) => log.keys.entryId(id)));
          return deleteWhere(
            log,
            'person',
            nowS,
            ({ id, event }) => ids.has(id) || (person !== undefined && event?.person === person),
          );
        });
      }
      if (person !== undefined) {
        const held = (await loadLicences(folder)).filter(({ licence }) => licence.holder === person);
        deleted.licences = await deleteLicences(folder, held);
      }
      tell(console, deleted, json);
    });
}

interface EraseOptions {
  readonly person?: string;
  readonly flight?: string;
  readonly entry?: string;
}

async function deleteWhere(
  { log }: OpenUnlockLog,
  because: 'period' | 'person',
  nowS: number,
  isMeant: (entry: UnlockEntry) => boolean,
): Promise<number> {
  const indices: number[] = [];
  for await (const entry of log.entries()) {
    if (entry.event !== undefined && isMeant(entry)) indices.push(entry.index);
  }
  return indices.length === 0 ? 0 : log.deleteValues(indices, { because, nowS });
}

function tell(console: Console, deleted: Deleted, json = false): void {
  if (json) console.out(jsonDocument(deleted));
  else console.out(`Deleted the values of ${deleted.entries} entries, and ${deleted.licences} licences.\n`);
}
