import type { Command } from 'commander';
import { stateFolder } from '../node/state.ts';
import { type LeafField, leafFields } from '../unlock/log/fields.ts';
import type { UnlockEntry, UnlockLog } from '../unlock/log/unlock-log.ts';
import { dateOf } from './consent-date.ts';
import { usage } from './consent-terms.ts';

export const recipientHelp = 'the log that this recipient gets to see, if not your own';

/** The state folder that a command was given. */
export function folderOf(command: Command): string {
  return stateFolder(command.optsWithGlobals<{ home?: string }>().home);
}

/** Which entries, as options say it. */
export interface EntryChoice {
  readonly flight?: string;
  readonly area?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Adds the options of {@link EntryChoice}. */
export function withEntryChoice(command: Command): Command {
  return command
    .option('--flight <name>', 'only this flight, by its name in the log or how that begins')
    .option('--area <code>', 'only this area')
    .option('--from <date>', 'only from this day or instant on')
    .option('--to <date>', 'only before this day or instant');
}

/** The entries that were chosen, in their order; those whose values were deleted only where nothing was asked for. @throws FlightveilError `usage` */
export async function wantedEntries(log: UnlockLog, choice: EntryChoice): Promise<readonly UnlockEntry[]> {
  const { flight, area } = choice;
  const fromUs = choice.from === undefined ? undefined : dateOf('--from', choice.from) * 1e6;
  const toUs = choice.to === undefined ? undefined : dateOf('--to', choice.to) * 1e6;
  const isChosen = [flight, area, fromUs, toUs].some((one) => one !== undefined);
  const found: UnlockEntry[] = [];
  for await (const entry of log.entries()) {
    const { event } = entry;
    if (event === undefined ? isChosen : !matches(event)) continue;
    found.push(entry);
  }
  return found;

  function matches(event: NonNullable<UnlockEntry['event']>): boolean {
    if (flight !== undefined && event.flight?.startsWith(flight) !== true) return false;
    if (area !== undefined && event.areaCode !== area) return false;
    // What has no date lies in no stretch of time.
    if (fromUs !== undefined && !((event.timeUs ?? Number.NaN) >= fromUs)) return false;
    return toUs === undefined || (event.timeUs ?? Number.NaN) < toUs;
  }
}

/** An entry's index, by that or by how its id begins. @throws FlightveilError `usage` if there is none, or more than one */
export async function indexOf(log: UnlockLog, name: string): Promise<number> {
  const isIndex = /^(?:0|[1-9]\d{0,14})$/.test(name);
  const found = isIndex ? Number(name) : name.length >= 4 ? await log.find(name) : undefined;
  if (found !== undefined && found < log.size) return found;
  throw usage(
    'the log has no such entry, or more than one that begins so',
    'flightveil unlocks list shows the entries: name one by its number or how its id begins.',
  );
}

export const disclosedHelp = `what is shown, joined by commas, of: ${leafFields.join(', ')}; or all`;

/** Fields by their names, in the order in which entries have them. @throws FlightveilError `usage` */
export function disclosedIn(text: string): readonly LeafField[] {
  if (text === 'all') return leafFields;
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => leafFields.some((field) => field === name))) {
    return leafFields.filter((field) => names.includes(field));
  }
  throw usage('an entry has no such field', `There are: ${leafFields.join(', ')}.`);
}
