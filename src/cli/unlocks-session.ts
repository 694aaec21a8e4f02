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
  if (flight === '') throw usage('--flight is empty');
  if (area === '') throw usage('--area is empty');
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

/** How much of a flight's name has to be given where something is deleted, in hex digits. */
const LEAST_OF_FLIGHT = 8;
/** Of a flight's name. */
const FLIGHT_DIGITS = 32;

/**
 * A flight's name in a log, by that or by how it begins. A whole name is taken as it is: its values may be deleted here, and not yet elsewhere.
 * @throws FlightveilError `usage` if there is no such flight, or more than one
 */
export async function flightIn(log: UnlockLog, name: string): Promise<string> {
  const start = name.toLowerCase();
  if (!/^[0-9a-f]+$/.test(start) || start.length < LEAST_OF_FLIGHT || start.length > FLIGHT_DIGITS) {
    throw usage(
      `--flight is not the name of a flight: at least the first ${LEAST_OF_FLIGHT} of its ${FLIGHT_DIGITS} hex digits`,
      'flightveil unlocks list --json shows the names.',
    );
  }
  if (start.length === FLIGHT_DIGITS) return start;
  const found = new Set<string>();
  for await (const { values } of log.held()) {
    if (values?.event.flight?.startsWith(start) === true) found.add(values.event.flight);
  }
  const [flight] = found;
  if (flight !== undefined && found.size === 1) return flight;
  if (flight === undefined) {
    throw usage(
      'your log has no flight whose name begins so',
      'If an earlier run was cut short, give the whole name: the logs of recipients are searched by that.',
    );
  }
  throw usage('several flights have names that begin so', `They are: ${[...found].sort().join(', ')}.`);
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
