import { Command, CommanderError } from 'commander';
import { catalogCommand } from './catalog.ts';
import { consentCommand } from './consent.ts';
import { type Console, jsonDocument, systemConsole } from './console.ts';
import { codeOf, describeError, Exit, exitCodeOf } from './exit-codes.ts';
import { explainCommand } from './explain.ts';
import { filterCommand } from './filter.ts';
import { type Streams, systemStreams } from './filter-stream.ts';
import { inspectCommand } from './inspect.ts';
import { keysCommand } from './keys.ts';
import { relayCommand } from './relay.ts';
import { unlocksCommand } from './unlocks.ts';
import { verifyCommand } from './verify.ts';
import { version } from './version.ts';
import { zonesCommand } from './zones.ts';

const homeHelp = 'where keys and state are kept (else FLIGHTVEIL_HOME, else your data directory)';

/** Commands that are loaded when somebody asks for them, or for what there is. */
const syncNames: ReadonlySet<string> = new Set(['sync', 'status', 'queue', 'doctor', 'service']);

/** Runs the command line; returns the exit code and never throws. */
export async function run(
  args: readonly string[],
  console: Console = systemConsole,
  streams: Streams = systemStreams,
): Promise<number> {
  let code: number = Exit.done;
  const program = new Command('flightveil')
    .description('Privacy filter for drone flight logs.')
    .version(version)
    .option('--home <folder>', homeHelp)
    .configureOutput({ writeOut: console.out, writeErr: console.err })
    .exitOverride()
    .showHelpAfterError('(flightveil --help shows what there is)');
  const finish = (exit: number): void => {
    code = exit;
  };
  const commands = [
    filterCommand(console, finish, streams),
    inspectCommand(console, finish),
    catalogCommand(console),
    consentCommand(console, finish),
    keysCommand(console, finish),
    relayCommand(console, finish),
    verifyCommand(console, finish),
    zonesCommand(console, finish),
    unlocksCommand(console, finish),
    explainCommand(console),
  ];
  const isOther = commands.some((command) => args.includes(command.name()));
  if (!isOther || args.some((arg) => syncNames.has(arg))) {
    commands.push(...(await import('./sync-commands.ts')).syncCommands(console, finish));
  }
  for (const command of commands) {
    program.addCommand(command.option('--home <folder>', homeHelp).copyInheritedSettings(program));
  }
  // Behind a command all options are its own: a notice has a --version too.
  program.enablePositionalOptions();
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return Exit.done;
      if (args.includes('--json')) console.out(jsonDocument({ error: 'usage', message: error.message }));
      return Exit.usage;
    }
    // A script that asked for JSON gets JSON, also when the whole run failed.
    if (args.includes('--json')) console.out(jsonDocument({ error: codeOf(error), message: describeError(error) }));
    console.err(`flightveil: ${describeError(error)}\n`);
    return exitCodeOf(error);
  }
  return code;
}
