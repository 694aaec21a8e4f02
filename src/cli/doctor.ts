import { platform } from 'node:os';
import { Command } from 'commander';
import { loadConfig } from '../daemon/config/load-config.ts';
import { type Check, doctorContext, runChecks } from '../daemon/doctor/run-checks.ts';
import { makeSink } from '../sync/sinks/index.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import { definitionFor } from './service.ts';
import { placesOf, withConfigOption } from './sync-session.ts';

const marks: Readonly<Record<Check['status'], string>> = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' };

/** `flightveil doctor`: looks at everything that the sync needs, and at what could send logs past it. */
export function doctorCommand(console: Console, finish: (exit: number) => void): Command {
  return withConfigOption(new Command('doctor'))
    .description(
      'look at configuration, permissions, recipients, consent, and what could upload past Flightveil; change nothing',
    )
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { json?: true }, self: Command) => {
      const { home, path } = placesOf(self);
      // What a broken configuration would install is no definition.
      const service = await loadConfig(path, process.env, home)
        .then((config) => definitionFor(platform(), home, path, config))
        .catch(() => undefined);
      const context = doctorContext({
        home,
        configPath: path,
        openSink: makeSink,
        ...(service === undefined ? {} : { service }),
      });
      const checks: Check[] = [];
      for await (const check of runChecks(context)) {
        checks.push(check);
        if (json) continue;
        const { status, name, of, what, advice } = check;
        console.out(`${marks[status]} ${name}${of === undefined ? '' : ` ${plainName(of)}`}: ${what}\n`);
        if (advice !== undefined) console.out(`          ${advice}\n`);
      }
      const failed = checks.filter(({ status }) => status === 'failed').length;
      const warnings = checks.filter(({ status }) => status === 'warning').length;
      if (json) console.out(jsonDocument({ checks, failed, warnings }));
      else console.out(`\n${checks.length - failed - warnings} in order, ${warnings} warnings, ${failed} failed.\n`);
      finish(failed > 0 ? Exit.failed : Exit.done);
    });
}
