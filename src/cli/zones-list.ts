import { Command } from 'commander';
import { FlightveilError } from '../model/errors.ts';
import { stateFolder } from '../node/state.ts';
import { listZones, removeZones } from '../node/zone-store.ts';
import { instantText } from './consent-date.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { table } from './report-table.ts';

interface Options {
  readonly home?: string;
  readonly json?: boolean;
}

/** `flightveil zones list`: what was imported. */
export function listCommand(console: Console): Command {
  return new Command('list').description('zones that were imported').action(async (_: unknown, command: Command) => {
    const { home, json } = command.optsWithGlobals<Options>();
    const sources = await listZones(stateFolder(home));
    if (json) console.out(jsonDocument({ sources }));
    else if (sources.length === 0) console.out('No zones were imported.\n');
    else {
      const rows = sources.map(({ name, format, zones, counted, version, importedS }) => [
        ...[plainName(name), format, zones, counted - zones, version.slice(0, 12), instantText(importedS)],
      ]);
      const head = ['source', 'format', 'zones', 'refused', 'version', 'imported (UTC)'];
      console.out(`${table(head, rows, [2, 3])}\n`);
    }
  });
}

/** `flightveil zones remove`: forgets one source. */
export function removeCommand(console: Console): Command {
  return new Command('remove')
    .description('forget the zones of a source')
    .argument('<name>', 'as zones list shows it')
    .action(async (name: string, _: unknown, command: Command) => {
      const { home, json } = command.optsWithGlobals<Options>();
      if (!(await removeZones(stateFolder(home), name))) {
        throw new FlightveilError('usage', 'there are no zones of that name', {
          advice: 'See flightveil zones list.',
        });
      }
      if (json) console.out(jsonDocument({ removed: name }));
      else console.out(`The zones of ${plainName(name)} are forgotten.\n`);
    });
}
