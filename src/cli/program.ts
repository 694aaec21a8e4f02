import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands.ts';
import { type Console, jsonDocument, systemConsole } from './console.ts';
import { codeOf, describeError, Exit, exitCodeOf } from './exit-codes.ts';
import { type Streams, systemStreams } from './streams.ts';
import { version } from './version.ts';

const homeHelp = 'where keys and state are kept (else FLIGHTVEIL_HOME, else your data directory)';

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
  for (const command of await commandsFor(args, { console, streams, finish })) {
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
