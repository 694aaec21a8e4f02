import { Command } from 'commander';
import { countersignedBytes } from '../consent/countersign.ts';
import { neutralSigning } from '../consent/signing.ts';
import { FlightveilError } from '../model/errors.ts';
import { isThere, put } from '../node/state.ts';
import { newGuardianKey, openGuardianKey, sealGuardianKey } from './consent-guardian-key.ts';
import { typedNow, withConsent } from './consent-session.ts';
import { idOf, usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { PassphrasePrompt, passphraseIn } from './passphrase.ts';

interface PassphraseOptions {
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

const passphraseFileHelp = 'a file whose only line is the passphrase (else it is asked for)';
/** As for `flightveil keys`: the file may fall into other hands. */
const LEAST_PASSPHRASE = 12;

/** `flightveil consent guardian-key`: a key with which a guardian signs. */
export function guardianKeyCommand(console: Console): Command {
  return new Command('guardian-key')
    .description("make a guardian's key: the guardian keeps the file and the passphrase")
    .requiredOption('--name <name>', 'the name by which the ledger knows the guardian')
    .requiredOption('-o, --out <file>', 'the file; it must not exist')
    .option('--passphrase-file <file>', passphraseFileHelp)
    .action(async ({ name, out, ...options }: PassphraseOptions & { name: string; out: string }) => {
      if (await isThere(out).catch(() => false)) throw takenName();
      if (!/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(name)) throw usage('--name is empty, too long or has control characters');
      const key = newGuardianKey(name);
      const sealed = await sealGuardianKey(key, await newPassphrase(console, options));
      await put(out, new TextEncoder().encode(sealed), { replace: false }).catch((error: unknown) => {
        throw error instanceof FlightveilError && error.code === 'output-exists' ? takenName() : error;
      });
      const publicKey = Buffer.from(neutralSigning(key.seed).publicKey).toString('hex');
      if (options.json) console.out(jsonDocument({ output: out, publicKey }));
      else console.out(`The guardian's key is in ${plainName(out)}.\nPublic key ${publicKey}\n`);
    });
}

/** `flightveil consent countersign`: a guardian signs a grant of a child. */
export function countersignCommand(console: Console): Command {
  return new Command('countersign')
    .description('sign a grant of somebody who is too young to decide alone')
    .argument('<id>', 'the grant')
    .requiredOption('--key <file>', 'a file that flightveil consent guardian-key has made')
    .option('--passphrase-file <file>', passphraseFileHelp)
    .action(async (text: string, options: PassphraseOptions & { key: string }, self: Command) => {
      const id = idOf(text);
      await withConsent(self, async (ledger) => {
        const { given } = await ledger.historyOf(id);
        const passphrase =
          options.passphraseFile === undefined
            ? await new PassphrasePrompt(console).ask('Passphrase of the guardian: ')
            : await passphraseIn(options.passphraseFile);
        const { name, seed } = await openGuardianKey(options.key, passphrase);
        const signing = neutralSigning(seed);
        const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
        const signature = hex(signing.sign(countersignedBytes(given.grant)));
        const publicKey = hex(signing.publicKey);
        await ledger.countersign({ grant: id, guardian: name, publicKey, signature }, typedNow());
        console.out(options.json ? jsonDocument({ grant: id, publicKey }) : 'Countersigned.\n');
      });
    });
}

function takenName(): FlightveilError {
  return new FlightveilError('output-exists', 'a file of that name exists', { advice: 'Name another file.' });
}

async function newPassphrase(console: Console, { passphraseFile }: PassphraseOptions): Promise<string> {
  const prompt = new PassphrasePrompt(console);
  const passphrase =
    passphraseFile === undefined
      ? await prompt.ask('New passphrase of the guardian: ')
      : await passphraseIn(passphraseFile);
  if ([...passphrase].length < LEAST_PASSPHRASE) {
    throw usage(`a passphrase has at least ${LEAST_PASSPHRASE} characters`, 'Five random words are good.');
  }
  if (passphraseFile === undefined && (await prompt.ask('Once more: ')) !== passphrase) {
    throw usage('the two passphrases differ', 'Run it again.');
  }
  return passphrase;
}
