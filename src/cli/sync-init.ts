import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { ConsentLedger } from '../consent/ledger.ts';
import { neutralSigning } from '../consent/signing.ts';
import { MemoryLedgerStore } from '../consent/store.ts';
import { readConfig } from '../daemon/config/load-config.ts';
import { type Answers, writeConfig } from '../daemon/config/write-config.ts';
import { FlightveilError } from '../model/errors.ts';
import { makeFolder } from '../node/durable-file.ts';
import { loadPolicy, type NamedPolicy } from '../node/policy.ts';
import { isThere, openState, put } from '../node/state.ts';
import { levelMeanings, levelNames, levels } from '../policy/levels.ts';
import type { Purpose } from '../policy/purpose.ts';
import { serves } from '../policy/rules.ts';
import { sinkKinds } from '../sync/sink.ts';
import { typedNow, UNNAMED } from './consent-session.ts';
import { type Console, plainName } from './console.ts';
import { dryRun } from './sync-dry-run.ts';
import { placesOf, withConfigOption } from './sync-session.ts';

/** Where ground stations put their logs, below the user's own folder. */
const usualFolders: readonly string[] = [
  'Documents/QGroundControl/Logs',
  'Documents/QGroundControl/Telemetry',
  'Documents/QGroundControl Daily/Logs',
  'Documents/Mission Planner/logs',
  '.local/share/QGroundControl/Logs',
  'Documents/DJI/FlightRecord',
];
/** Logs that are shown after the questions. */
const LOGS_SHOWN = 3;

interface InitOptions {
  readonly folder?: readonly string[];
  readonly for?: string;
  readonly to?: string;
  readonly level?: string;
  readonly sink?: string;
  readonly country?: string;
  readonly controller?: string;
  readonly force?: true;
  readonly look?: boolean;
}

/** `flightveil sync init`: asks where logs are, where they go and what for; writes the configuration and shows what would leave. */
export function syncInitCommand(console: Console): Command {
  return withConfigOption(new Command('init'))
    .description(
      'answer a few questions (or give the answers as options); write flightveil.yaml; show what would leave',
    )
    .option('--folder <folder...>', 'where logs are')
    .option('--for <purpose>', 'what they are sent for')
    .option('--to <recipient>', 'who gets them')
    .option('--level <name>', `at most so much leaves, whatever policy and consent allow: ${levelNames.join(', ')}`)
    .option(
      '--sink <where>',
      `where they are sent, such as folder:/mnt/share or tus:https://example.org/files (${sinkKinds.join(', ')})`,
    )
    .option('--country <code>', 'the country that they go to: two letters')
    .option('--controller <name>', 'who answers for them there')
    .option('--force', 'replace a configuration that exists')
    .option('--no-look', 'do not look what would leave')
    .action(async (options: InitOptions, self: Command) => {
      const { home, path } = placesOf(self);
      if ((await isThere(path)) && options.force !== true) {
        throw new FlightveilError('output-exists', 'there is a configuration already', {
          advice: 'Edit it, or use --force to replace it.',
        });
      }
      await openState(home);
      const policy = await loadPolicy(undefined);
      const answers = await answersOf(options, policy);
      const text = writeConfig(answers);
      // Checked before it is written: what the daemon would refuse is asked for again.
      const config = await readConfig(text, path, {}, home);
      await makeFolder(dirname(path));
      await put(path, new TextEncoder().encode(text), { replace: options.force === true });
      console.out(`Written: ${plainName(path)}\n`);
      const { for: purpose, to } = answers.uploads[0]!;
      if (options.look !== false) {
        console.out('\nWhat would leave if you consented to it:\n');
        const ledger = await asIfGranted(answers.uploads[0]!, policy);
        const signal = new AbortController().signal;
        await dryRun(console, home, config, { json: false, signal, mostLogs: LOGS_SHOWN, ledger });
      }
      console.out(
        `\nNothing leaves without consent: flightveil consent grant --for ${purpose} --to ${to} --ceiling LEVEL\n` +
          'Then: flightveil sync --once --dry-run, flightveil sync --once, flightveil sync; flightveil doctor looks whether all is well.\n',
      );
    });
}

/** A ledger in memory in which an adult has granted just this: to show what it would come to. */
async function asIfGranted(
  { for: purpose, to, level = 'full' }: Answers['uploads'][number],
  policy: NamedPolicy,
): Promise<ConsentLedger> {
  const ledger = new ConsentLedger(new MemoryLedgerStore(), neutralSigning(randomBytes(32)));
  const said = typedNow();
  const noticeSha256 = '0'.repeat(64);
  await ledger.declareSubject({ name: UNNAMED, ageBand: 'adult' }, said);
  await ledger.addNotice({ name: 'preview', version: '1', sha256: noticeSha256, bytes: 1 }, said);
  if (policy.purposes.get(purpose)?.ground === 'consent') {
    const terms = { purpose, recipient: to, ceiling: levels[level], scope: {}, noticeSha256 };
    await ledger.grant({ ...terms, subject: UNNAMED, validFromS: said.collectedS - 1 }, said);
  }
  return ledger;
}

async function answersOf(options: InitOptions, policy: NamedPolicy): Promise<Answers> {
  const ask = process.stdin.isTTY === true ? await questions(policy) : undefined;
  const get = async (
    given: string | undefined,
    option: string,
    asked: (() => Promise<string>) | undefined,
  ): Promise<string> => {
    const answer = given ?? (await asked?.());
    if (answer !== undefined && answer.trim() !== '') return answer.trim();
    throw new FlightveilError('usage', `an answer is missing: ${option}`, {
      advice:
        'Without a terminal every answer is given as an option: --folder, --for, --to, --sink, --country, --controller.',
    });
  };
  const folders = options.folder ?? (ask === undefined ? [] : await ask.folders());
  if (folders.length === 0) throw new FlightveilError('usage', 'an answer is missing: --folder');
  const purpose = await get(options.for, '--for', ask?.purpose);
  const recipient = await get(options.to, '--to', ask && (() => ask.recipient(purpose)));
  const level = options.level ?? (await ask?.level());
  const sink = await get(options.sink, '--sink', ask?.sink);
  const country = await get(options.country, '--country', ask?.country);
  const controller = await get(options.controller, '--controller', ask?.controller);
  return {
    ...{ country: country.toUpperCase(), controller },
    sources: folders.map((folder) => ({ folder })),
    uploads: [
      {
        ...{ name: `${recipient}-${sink.split(':')[0]}`.slice(0, 60), for: purpose, to: recipient, sink },
        ...(level === undefined || level === '' ? {} : { level }),
      },
    ],
  } as Answers;
}

/** The questions, in words; asked one after the other. */
async function questions(policy: NamedPolicy) {
  const { checkbox, input, select } = await import('@inquirer/prompts');
  const sendable = [...policy.purposes.values()].filter(
    ({ ground, releasesFlights, occasions }) => ground !== 'own-use' && releasesFlights && occasions === undefined,
  );
  return {
    async folders(): Promise<string[]> {
      const present: string[] = [];
      for (const usual of usualFolders) if (await isThere(join(homedir(), usual))) present.push(`~/${usual}`);
      const chosen =
        present.length === 0
          ? []
          : await checkbox({
              message: 'Where are your logs?',
              choices: present.map((value) => ({ value, checked: true })),
            });
      const other = await input({
        message: chosen.length === 0 ? 'Which folder are your logs in?' : 'Another folder (empty: none)',
      });
      return other.trim() === '' ? chosen : [...chosen, other.trim()];
    },
    purpose: () =>
      select({
        message: 'What are they sent for?',
        choices: sendable.map(({ name, title, use }: Purpose) => ({ value: name, name: title, description: use })),
      }),
    recipient: (purpose: string) => {
      const wanted = policy.purposes.get(purpose);
      const choices = [...policy.recipients.values()].filter(
        (recipient) => recipient.isOutside && (wanted === undefined || serves(wanted, recipient)),
      );
      return select({
        message: 'Who gets them?',
        choices: choices.map(({ name, title }) => ({ value: name, name: title })),
      });
    },
    level: () =>
      select({
        message: 'How much at most?',
        choices: [
          { value: '', name: 'as much as policy and consent allow' },
          ...levelNames
            .filter((name) => name !== 'withhold')
            .map((name) => ({ value: name as string, name: `${name}: ${levelMeanings[name]}` })),
        ],
      }),
    sink: async () => {
      const kind = await select({
        message: 'Where to?',
        choices: [
          { value: 'folder', name: 'a folder, on this machine or mounted' },
          { value: 'tus', name: 'a server with resumable uploads (tus)' },
          { value: 'http', name: 'a server that takes PUT' },
          { value: 'flight-review', name: "PX4's Flight Review (ULog only)" },
        ],
      });
      return `${kind}:${await input({ message: kind === 'folder' ? 'Which folder?' : 'Its address (https://...)' })}`;
    },
    country: () => input({ message: 'Which country is that in (two letters, such as CH)?' }),
    controller: () => input({ message: 'Who answers for the data there?' }),
  };
}
