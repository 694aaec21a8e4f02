import { Command } from 'commander';
import type { ConsentLedger } from '../consent/ledger.ts';
import { FlightveilError } from '../model/errors.ts';
import { DurableFile } from '../node/durable-file.ts';
import { Source } from '../node/source.ts';
import { clockS, withConsent } from './consent-session.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';

const MAX_FILE_BYTES = 1 << 28;

/** `flightveil consent export`: the whole ledger as one file, a line an entry. */
export function exportCommand(console: Console): Command {
  return new Command('export')
    .description('write all entries into a file, for another device or for safe-keeping')
    .argument('<file>', 'the file; it must not exist')
    .action(async (path: string, { json }: { json?: boolean }, self: Command) => {
      await withConsent(self, async (ledger) => {
        const { sequence } = (await ledger.checkpoint()) ?? {};
        if (sequence === undefined) throw usage('nothing was said yet: there is nothing to export');
        const entries = await writeLines(ledger, path);
        const publicKey = Buffer.from(ledger.publicKey).toString('hex');
        if (json) console.out(jsonDocument({ output: path, entries, publicKey }));
        else {
          console.out(`${entries} entries are in ${plainName(path)}. Who has it can read all that was said.\n`);
          console.out(`To take it over elsewhere: flightveil consent import FILE --public-key ${publicKey}\n`);
        }
      });
    });
}

async function writeLines(ledger: ConsentLedger, path: string): Promise<number> {
  const file = await DurableFile.create(path);
  let entries = 0;
  try {
    for await (const line of ledger.export()) {
      await file.write(new TextEncoder().encode(`${line}\n`));
      entries++;
    }
    await file.commit({ replace: false });
  } catch (error) {
    throw error instanceof FlightveilError && error.code === 'output-exists' ? takenName() : error;
  } finally {
    await file.discard();
  }
  return entries;
}

function takenName(): FlightveilError {
  return new FlightveilError('output-exists', 'a file of that name exists', { advice: 'Name another file.' });
}

/** `flightveil consent import`: takes over what {@link exportCommand} has written. */
export function importCommand(console: Console): Command {
  return new Command('import')
    .description('take over the entries of another device: an empty ledger continues it, any other adds what it lacks')
    .argument('<file>', 'the file')
    .option('--public-key <hex>', 'of the device that exported it (else that of this device)')
    .action(async (path: string, { publicKey, json }: { publicKey?: string; json?: boolean }, self: Command) => {
      const key = publicKey === undefined ? undefined : keyOf(publicKey);
      const lines = await linesOf(path);
      await withConsent(self, async (ledger) => {
        const { kept, added } = await ledger.import(lines, { nowS: clockS(), ...(key && { publicKey: key }) });
        if (json) console.out(jsonDocument({ kept, added }));
        else if (kept === 'chain') console.out(`The ledger goes on from the ${added} entries that were taken over.\n`);
        else console.out(`${added} entries were added; what was there already stays as it is.\n`);
      });
    });
}

function keyOf(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'));
  throw usage('--public-key is no key', 'It has 64 hexadecimal digits; flightveil consent export shows it.');
}

async function linesOf(path: string): Promise<readonly string[]> {
  const source = await Source.open(path);
  try {
    if (source.sizeBytes > MAX_FILE_BYTES) throw notOurs('it is too large for a file of flightveil consent export');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await source.head(source.sizeBytes));
    return text.replace(/\n$/, '').split('\n');
  } catch (error) {
    throw error instanceof TypeError ? notOurs('it is no file of flightveil consent export') : error;
  } finally {
    await source.close();
  }
}

function notOurs(what: string): FlightveilError {
  return new FlightveilError('input-unreadable', what, { advice: 'Export it again.' });
}
