import { Command, Option } from 'commander';
import { FlightveilError } from '../model/errors.ts';
import { put, stateFolder } from '../node/state.ts';
import { loadZones } from '../node/zone-store.ts';
import { writeEd318 } from '../zones/write-ed318.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import { findingsTable, summed } from './zones-import.ts';

interface ExportOptions {
  readonly out: string;
  readonly title: string;
  readonly country?: string;
  readonly authority?: string;
  readonly source?: readonly string[];
  readonly home?: string;
  readonly json?: boolean;
}

/** `flightveil zones export`: imported zones as one file of ED-318. */
export function exportCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('export')
    .description('write imported zones as one strict file')
    .addOption(new Option('--format <format>', 'of the file').choices(['ed318']).default('ed318'))
    .requiredOption('-o, --out <file>', 'the file; it must not exist')
    .option('--title <text>', 'name of the collection', 'Geographical zones')
    .option('--country <code>', 'of zones that say none: three letters')
    .option('--authority <name>', 'of zones that say none: whom to ask')
    .option('--source <name...>', 'only of these sources')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      const zones = await zonesOf(options);
      const { title, country, authority } = options;
      const { text, written, findings } = writeEd318(zones, {
        title,
        issuedS: Math.floor(Date.now() / 1000),
        ...(country === undefined ? {} : { country }),
        ...(authority === undefined
          ? {}
          : { authority: { name: [{ text: authority, lang: 'und' }], purpose: 'INFORMATION' as const } }),
      });
      if (written > 0) await put(options.out, new TextEncoder().encode(text), { replace: false });
      if (options.json) {
        console.out(jsonDocument({ output: written > 0 ? options.out : null, written, findings: summed(findings) }));
      } else {
        console.out(
          `${written} of ${zones.length} zones were written${written > 0 ? ` to ${plainName(options.out)}` : ''}.\n`,
        );
        if (findings.length > 0) console.out(`${findingsTable(findings)}\n`);
      }
      finish(written === 0 ? Exit.failed : Exit.done);
    });
}

async function zonesOf({ home, source }: ExportOptions) {
  const sets = await loadZones(stateFolder(home));
  const missing = source?.find((name) => !sets.some((set) => set.source.name === name));
  if (missing !== undefined || sets.length === 0) {
    throw new FlightveilError(
      'usage',
      missing === undefined ? 'no zones were imported' : 'there are no zones of that name',
      {
        advice: 'See flightveil zones list.',
      },
    );
  }
  return sets.filter((set) => source?.includes(set.source.name) ?? true).flatMap((set) => set.zones);
}
