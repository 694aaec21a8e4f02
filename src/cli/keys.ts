import { Command } from 'commander';
import { FlightveilError } from '../model/errors.ts';
import { openKeys, sealKeys } from '../node/key-file.ts';
import { collectKeys, type Imported, installKeys } from '../node/move-keys.ts';
import { Source } from '../node/source.ts';
import { isThere, put, stateFolder } from '../node/state.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import { PassphrasePrompt, passphraseIn } from './passphrase.ts';

interface KeysOptions {
  readonly passphraseFile?: string;
  readonly json?: boolean;
  readonly home?: string;
}

const passphraseFileHelp = 'a file whose only line is the passphrase (else it is asked for)';
/** What a passphrase must have at least: the file may fall into other hands and be tried for years. */
const LEAST_PASSPHRASE = 12;
const MAX_FILE_BYTES = 1 << 28;

/** `flightveil keys`: takes the keys and what was drawn under them from one device to another. */
export function keysCommand(console: Console, finish: (exit: number) => void): Command {
  const keys = new Command('keys').description('take the keys to another device, so that it draws alike');
  for (const command of [exportCommand(console, finish), importCommand(console, finish)]) {
    command
      .option('--passphrase-file <file>', passphraseFileHelp)
      .option('--json', 'one JSON document on standard output')
      .configureOutput({ writeOut: console.out, writeErr: console.err })
      .exitOverride()
      .showHelpAfterError('(flightveil keys --help shows what there is)');
    keys.addCommand(command);
  }
  return keys;
}

function exportCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('export')
    .description(
      'write the root key and what was drawn under it into a file, encrypted under a passphrase (age format)',
    )
    .requiredOption('-o, --out <file>', 'the file; it must not exist')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<KeysOptions & { out: string }>();
      if (await isThere(options.out).catch(() => false)) throw takenName();
      const bundle = await collectKeys(stateFolder(options.home));
      const passphrase = await newPassphrase(console, options);
      const sealed = await sealKeys(bundle, passphrase);
      await put(options.out, new TextEncoder().encode(sealed), { replace: false }).catch((error: unknown) => {
        throw error instanceof FlightveilError && error.code === 'output-exists' ? takenName() : error;
      });
      const flights = bundle.flights.length;
      if (options.json) console.out(jsonDocument({ output: options.out, flights, places: bundle.places.length }));
      else {
        console.out(`The root key and the draws of ${flights} flights are in ${plainName(options.out)}.\n`);
        console.out('Who has it and the passphrase can undo what was hidden with these keys.\n');
      }
      finish(Exit.done);
    });
}

function takenName(): FlightveilError {
  return new FlightveilError('output-exists', 'a file of that name exists', { advice: 'Name another file.' });
}

function importCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('import')
    .description('take over keys that flightveil keys export has written')
    .argument('<file>', 'the file')
    .option('--force', 'even if another key is there, which is kept aside')
    .action(async (path: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<KeysOptions & { force?: boolean }>();
      const file = await readKeyFile(path);
      const passphrase =
        options.passphraseFile === undefined
          ? await new PassphrasePrompt(console).ask('Passphrase: ')
          : await passphraseIn(options.passphraseFile);
      const bundle = await openKeys(file, passphrase);
      const imported = await installKeys(stateFolder(options.home), bundle, { replace: options.force ?? false });
      if (options.json) {
        const { what, aside } = imported;
        console.out(jsonDocument({ what, flights: bundle.flights.length, ...(aside === undefined ? {} : { aside }) }));
      } else console.out(`${sentence(imported)}\n`);
      finish(Exit.done);
    });
}

function sentence({ what, aside }: Imported): string {
  const done = what === 'added' ? 'The same key was there; what it lacked was added.' : 'The keys are in place.';
  return aside === undefined ? done : `${done} What was there before is kept in ${aside} of the state folder.`;
}

async function newPassphrase(console: Console, { passphraseFile }: KeysOptions): Promise<string> {
  const prompt = new PassphrasePrompt(console);
  const passphrase =
    passphraseFile === undefined ? await prompt.ask('New passphrase: ') : await passphraseIn(passphraseFile);
  if ([...passphrase].length < LEAST_PASSPHRASE) {
    throw new FlightveilError('usage', `a passphrase has at least ${LEAST_PASSPHRASE} characters`, {
      advice: 'Five random words are good.',
    });
  }
  if (passphraseFile === undefined && (await prompt.ask('Once more: ')) !== passphrase) {
    throw new FlightveilError('usage', 'the two passphrases differ', { advice: 'Run it again.' });
  }
  return passphrase;
}

async function readKeyFile(path: string): Promise<Uint8Array> {
  const source = await Source.open(path);
  try {
    if (source.sizeBytes > MAX_FILE_BYTES) {
      throw new FlightveilError('input-unreadable', 'it is too large for a file of flightveil keys export');
    }
    return await source.head(source.sizeBytes);
  } finally {
    await source.close();
  }
}
