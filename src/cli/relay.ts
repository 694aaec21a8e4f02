import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { allFormats } from '../formats/index.ts';
import { nmeaFormat } from '../formats/nmea/index.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { type LinkUrl, parseLink } from '../node/links/link-url.ts';
import { rootKey, stateFolder } from '../node/state.ts';
import { levelNames } from '../policy/levels.ts';
import { checkTarget, inputFormat, type Relay, type RelayEnd, startRelay } from '../relay/relay.ts';
import { type Console, jsonLine, plainName } from './console.ts';
import { codeOf, describeError, Exit } from './exit-codes.ts';
import { classifyHelp, dialectHelp, type FormatOptions, formatsFor, isBuiltIn } from './format-options.ts';
import { askedOf, decideTargets, type Withheld } from './relay-targets.ts';
import { listening, relayHelp, statusLine, summaryOf } from './relay-text.ts';
import type { RequestOptions } from './request-option.ts';
import { recorderFor, shownTo, type UnlockOptions, withUnlockOptions } from './unlock-option.ts';

interface RelayCommandOptions extends Omit<RequestOptions, 'to'>, FormatOptions, UnlockOptions {
  readonly from: string;
  readonly to: readonly string[];
  readonly toRecipient?: string;
  readonly status?: number;
  readonly json?: boolean;
  readonly force?: boolean;
}

const MOST_UNREAD_BYTES = 1 << 16;

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `flightveil relay`: live MAVLink or NMEA from one link to others, each with what its decision allows. */
export function relayCommand(console: Console, finish: (exit: number) => void): Command {
  return withUnlockOptions(new Command('relay'))
    .description('filter live MAVLink or NMEA between serial lines, UDP, TCP, files and standard streams')
    .requiredOption('--from <link>', 'where it comes from')
    .requiredOption('--to <link...>', 'where it goes; may be given several times')
    .option('--for <purpose>', 'what it is for: asks the policy and the consent ledger')
    .option('--to-recipient <recipient>', 'who gets it')
    .option('--level <name>', `how much may be learnt at most: ${levelNames.join(', ')}`)
    .option('--policy <file>', 'a policy file: your own purposes, recipients and stricter rules')
    .option('--subject <name>', 'whose data it is, if not the subject that the ledger declares')
    .option('--grant <id>', 'the only grant that may answer')
    .option('--occasion <name>', 'why now, where a purpose needs that')
    .option('--status <seconds>', 'says on standard error how it goes, every so many seconds', secondsOf)
    .option('--json', 'says everything on standard error as lines of JSON')
    .option('--force', 'replace output files that exist')
    .option('--dialect <file...>', dialectHelp)
    .option('--classify <file...>', classifyHelp)
    .addHelpText('after', relayHelp)
    .action(async (options: RelayCommandOptions, command: Command) => {
      const say = new Say(console, options.json ?? false);
      const from = parseLink(options.from, 'from');
      const to = options.to.map((link) => parseLink(link, 'to'));
      const request = requestOptionsOf(options);
      const asked = [];
      for (const url of to) asked.push(await askedOf(url, request));
      const { policy, subject, grant, occasion } = request;
      if (!asked.some((one) => 'request' in one) && (policy ?? subject ?? grant ?? occasion) !== undefined) {
        throw new FlightveilError(
          'usage',
          '--policy, --subject, --grant and --occasion go with --for and --to-recipient',
        );
      }
      const formats = await formatsOf(options, from);
      const home = stateFolder(command.optsWithGlobals<{ home?: string }>().home);
      const key = await rootKey(home);
      const flight = randomUUID();
      const input = await inputFormat(from, formats);

      const check = (url: LinkUrl, decision: Parameters<typeof checkTarget>[1]): void =>
        checkTarget(url, decision, { from, input, formats });
      const recorder = recorderFor(options, home);
      let running: Relay | undefined;
      const { targets, withheld, close } = await decideTargets(asked, { home, flight, check });
      try {
        for (const one of withheld) say.withheld(one);
        if (targets.length === 0) {
          finish(Exit.withheld);
          return;
        }
        const told = (notice: string, output: number | undefined): void =>
          say.notice(output === undefined ? from : targets[output]!.url, notice);
        const recipients = shownTo(targets.map(({ live }) => live.decision));
        let unrecorded: FlightveilError | undefined;
        const failed = (error: unknown): void => {
          unrecorded = asError(error);
          running?.fail(unrecorded);
        };
        const watch = await recorder?.watch({ flight, recipients, failed });
        const relay = await startRelay({
          ...{ from, to: targets, key, flight, formats, told },
          ...(watch === undefined ? {} : { follow: (format) => watch.stream(format) }),
          replace: options.force ?? false,
          outputEnded: ({ state, error }, output) => say.ended(targets[output]!.url, state, error),
        });
        running = relay;
        say.started(from, relay.ports.from);
        for (const [index, { url }] of targets.entries()) say.started(url, relay.ports.to[index]);
        await untilEnded(relay, say, options.status);
        await watch?.settled();
        const end = await relay.ended;
        // What could not be recorded may be found when the input has ended already.
        const inputError = end.inputError ?? unrecorded;
        if (inputError !== undefined) say.ended(from, 'failed', inputError);
        say.summary(end);
        finish(exitOf({ ...end, inputError }));
      } finally {
        await recorder?.close();
        close();
      }
    });
}

/** Errors of other kinds could quote what came. */
function asError(error: unknown): FlightveilError {
  if (error instanceof FlightveilError) return error;
  return new FlightveilError('state-unusable', 'what the stream tells of zones could not be recorded');
}

/** Waits for the end of the input, of all outputs, or for a signal. */
async function untilEnded(relay: Relay, say: Say, statusS: number | undefined): Promise<RelayEnd> {
  const stop = (): void => void relay.close();
  for (const name of interruptions) process.on(name, stop);
  const timer = statusS === undefined ? undefined : setInterval(() => say.status(relay), statusS * 1000);
  try {
    return await relay.ended;
  } finally {
    clearInterval(timer);
    for (const name of interruptions) process.off(name, stop);
  }
}

/** An input or output that failed is a failure; withdrawals are where no output was left for another reason. */
function exitOf({ outputs, inputError }: RelayEnd): number {
  if (inputError !== undefined || outputs.some(({ state }) => state === 'failed')) return Exit.failed;
  return outputs.every(({ state }) => state === 'withdrawn') ? Exit.withheld : Exit.done;
}

function requestOptionsOf({ toRecipient, ...options }: RelayCommandOptions): RequestOptions {
  const { for: purpose, level, policy, subject, grant, occasion } = options;
  const given = { for: purpose, to: toRecipient, level, policy, subject, grant, occasion };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function formatsOf(options: FormatOptions, { of }: LinkUrl): Promise<readonly Format[]> {
  const formats = isBuiltIn(options) ? allFormats() : await formatsFor(options);
  return of === undefined ? formats : formats.map((format) => (format.name === 'nmea' ? nmeaFormat({ of }) : format));
}

function secondsOf(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1) throw new InvalidArgumentError('It is a whole number of seconds from 1 on.');
  return seconds;
}

/** Says what happens on standard error: standard output may be a link. */
class Say {
  readonly #console: Console;
  readonly #isJson: boolean;

  constructor(console: Console, isJson: boolean) {
    this.#console = console;
    this.#isJson = isJson;
  }

  started(url: LinkUrl, port: number | undefined): void {
    const text = listening(url, port);
    if (text !== undefined) this.notice(url, text);
  }

  notice(url: LinkUrl, text: string): void {
    this.#say({ event: 'notice', link: url.name, text }, `${plainName(url.name)}: ${text}`);
  }

  withheld({ url, error, lost }: Withheld): void {
    const words = [`${plainName(url.name)}: not opened, ${describeError(error)}`, ...lost.map((what) => `  ${what}`)];
    this.#say({ event: 'withheld', link: url.name, text: error.message, lost }, words.join('\n'));
  }

  ended(url: LinkUrl, state: string, error: FlightveilError | undefined): void {
    if (state === 'withdrawn') {
      const text = 'closed, what was allowed is allowed no longer; it stays closed until the relay is started again';
      this.#say({ event: 'withdrawn', link: url.name, text }, `${plainName(url.name)}: ${text}`);
    } else if (error !== undefined) {
      const text = describeError(error);
      this.#say({ event: 'failed', link: url.name, error: codeOf(error), text }, `${plainName(url.name)}: ${text}`);
    }
  }

  status(relay: Relay): void {
    const status = relay.status();
    this.#say({ event: 'status', ...status }, statusLine(status));
  }

  summary({ status }: RelayEnd): void {
    this.#say({ event: 'summary', ...status }, summaryOf(status).trimEnd());
  }

  #say(event: object, words: string): void {
    // Nobody reads what was said: it is not to pile up.
    if (process.stderr.writableLength > MOST_UNREAD_BYTES) return;
    this.#console.err(this.#isJson ? `${jsonLine(event)}\n` : `${words}\n`);
  }
}
