import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readError } from '../node/errors.ts';
import { UnlockRecorder } from '../node/unlock-recorder.ts';
import { type ReadLicences, readLicences } from '../unlock/licences/read-licences.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { codeOf, describeError, Exit, exitCodeOf } from './exit-codes.ts';
import { folderOf } from './unlocks-session.ts';

type Imported =
  | ({ readonly file: string; readonly events: number } & Omit<ReadLicences, 'licences'> & {
        readonly licences: number;
      })
  | { readonly file: string; readonly error: unknown };

/** `flightveil unlocks import`: takes over lists of unlocking licences; what they allow counts offline from then on. */
export function importCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('import')
    .description('keep unlocking licences: DJI Cloud API lists, or our own as JSON one a line or protobuf')
    .argument('<file...>', 'lists of licences')
    .action(async (files: string[], { json }: { json?: boolean }, self: Command) => {
      const recorder = new UnlockRecorder(folderOf(self));
      const imported: Imported[] = [];
      try {
        for (const file of files) imported.push(await importOne(recorder, file));
      } finally {
        await recorder.close();
      }
      if (json) console.out(jsonDocument({ files: imported.map(toJson) }));
      else for (const one of imported) tell(console, one);
      const failed = imported.find((one) => 'error' in one);
      finish(failed === undefined ? Exit.done : exitCodeOf(failed.error));
    });
}

/** A file that cannot be used does not keep the others from their turn. */
async function importOne(recorder: UnlockRecorder, file: string): Promise<Imported> {
  try {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw readError(error);
    });
    const { licences, findings, counted } = readLicences(bytes, plainName(file));
    return { file, licences: licences.length, findings, counted, events: await recorder.takeLicences(licences) };
  } catch (error) {
    return { file, error };
  }
}

function toJson(one: Imported) {
  return 'error' in one ? { file: one.file, error: codeOf(one.error), message: describeError(one.error) } : one;
}

function tell(console: Console, one: Imported): void {
  const name = plainName(one.file);
  if ('error' in one) {
    console.err(`${name}: ${describeError(one.error)}\n`);
    return;
  }
  console.out(`${name}: ${one.licences} of ${one.counted} licences are kept, ${one.events} entries are new.\n`);
  for (const { severity, message, licence } of one.findings) {
    console.out(`  ${severity}${licence === undefined ? '' : `, licence ${licence}`}: ${message}\n`);
  }
}
