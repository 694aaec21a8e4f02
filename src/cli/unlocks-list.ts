import { Command } from 'commander';
import type { UnlockEvent } from '../model/unlock-event.ts';
import { OWN_LOG, unlockLogsIn, withLog } from '../node/unlock-logs.ts';
import type { UnlockEntry, UnlockLog } from '../unlock/log/unlock-log.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { table } from './report-table.ts';
import { kindTexts, timeText } from './unlock-text.ts';
import { type EntryChoice, folderOf, recipientHelp, wantedEntries, withEntryChoice } from './unlocks-session.ts';

/** `flightveil unlocks list`: the entries of a geofence-unlock log. */
export function listCommand(console: Console): Command {
  return withEntryChoice(new Command('list'))
    .description('what is in the geofence-unlock log')
    .option('--recipient <name>', recipientHelp, OWN_LOG)
    .option('--csv', 'a table for a spreadsheet, on standard output')
    .action(async (options: EntryChoice & { recipient: string; csv?: boolean; json?: boolean }, self: Command) => {
      const folder = folderOf(self);
      // A log that is not there yet is empty; to look makes none.
      const isThere = (await unlockLogsIn(folder)).includes(options.recipient);
      const listed = (log: UnlockLog) => wantedEntries(log, options).then((entries) => ({ entries, size: log.size }));
      const { entries, size } = isThere
        ? await withLog(folder, options.recipient, ({ log }) => listed(log))
        : { entries: [], size: 0 };
      if (options.json) console.out(jsonDocument({ size, entries: entries.map(toJson) }));
      else if (options.csv) console.out(csvOf(entries));
      else console.out(textOf(entries, size));
    });
}

function toJson({ index, id, event, keepUntilS, ground }: UnlockEntry) {
  if (event === undefined) return { index, id, deleted: true };
  return { index, id, time: timeText(event), ...event, keepUntil: timeText({ timeUs: keepUntilS * 1e6 }), ground };
}

const columns = [
  'entry',
  'id',
  'time',
  'kind',
  'evidence',
  'about',
  'area',
  'zones',
  'version',
  'licence',
  'flight',
  'device',
  'person',
];

function cellsOf({ index, id, event }: UnlockEntry): readonly string[] {
  if (event === undefined) return [String(index), id, '', 'deleted', ...columns.slice(4).map(() => '')];
  const { kind, evidence, about, areaCode, zoneSource, licence, flight, device, person } = event;
  const told = [
    aboutOf(event) ?? about,
    areaCode,
    zoneSource?.name,
    zoneSource?.version,
    licence,
    flight,
    device,
    person,
  ];
  return [
    String(index),
    id,
    event.timeUs === undefined ? '' : timeText(event),
    kind,
    evidence.join(' '),
    ...told.map((one) => one ?? ''),
  ];
}

function csvOf(entries: readonly UnlockEntry[]): string {
  return [columns, ...entries.map(cellsOf)].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** RFC 4180; what a spreadsheet would run as a formula is made text. */
function csvCell(text: string): string {
  const shown = plainName(text);
  const plain = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function textOf(entries: readonly UnlockEntry[], size: number): string {
  const rows = entries.map(({ index, id, event }) =>
    event === undefined
      ? [String(index), id.slice(0, 8), '', 'its values were deleted', '', '']
      : [
          ...[String(index), id.slice(0, 8), timeText(event), kindTexts[event.kind]],
          plainName([event.areaCode, aboutOf(event) ?? event.about].filter((part) => part !== undefined).join(' ')),
          event.evidence.join(', '),
        ],
  );
  const shown = `${entries.length} of ${size} entries.\n`;
  return rows.length === 0
    ? shown
    : `${table(['entry', 'id', 'time', 'what', 'area', 'known by'], rows, [0])}\n${shown}`;
}

function aboutOf({ entry }: UnlockEvent): string | undefined {
  return entry === undefined ? undefined : `entry ${entry}`;
}
