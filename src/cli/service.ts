import { homedir, platform, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { installService, serviceDefinition, uninstallService } from '../daemon/ops/service.ts';
import type { ServiceDefinition } from '../daemon/ops/service-options.ts';
import { FlightveilError } from '../model/errors.ts';
import type { SyncConfig } from '../sync/sync-config.ts';
import { type Console, plainName } from './console.ts';
import { configOf, placesOf, withConfigOption } from './sync-session.ts';

const platforms = ['linux', 'darwin', 'win32'] as const;

/** `flightveil service`: makes the sync start at login. */
export function serviceCommand(console: Console): Command {
  const install = withConfigOption(new Command('install'))
    .description('start the sync now and at each login: a systemd user unit, a launch agent, or a scheduled task')
    .option('--print', 'show the definition, and install nothing')
    .option('--platform <name>', `with --print: ${platforms.join(', ')}`)
    .action(async ({ print, platform: named }: { print?: true; platform?: string }, self: Command) => {
      const { home, path, config } = await configOf(self);
      const on = platformNamed(named);
      if (named !== undefined && print !== true) throw new FlightveilError('usage', '--platform goes with --print');
      const definition = definitionFor(on, home, path, config);
      if (print) {
        console.out(definition.text);
        return;
      }
      const done = await installService(definition);
      console.out(
        done === 'unchanged'
          ? 'It was installed already.\n'
          : `${done === 'updated' ? 'Updated' : 'Installed'}: ${plainName(definition.path)}\n`,
      );
    });
  const uninstall = withConfigOption(new Command('uninstall'))
    .description('stop the sync and start it no more; queue, spool and configuration stay')
    .action(async (_options: object, self: Command) => {
      const { home, path } = placesOf(self);
      // Where it stands does not depend on the configuration, which may be gone.
      const done = await uninstallService(definitionFor(platform(), home, path, { uploads: [] }));
      console.out(done === 'removed' ? 'Uninstalled.\n' : 'It was not installed.\n');
    });
  return new Command('service')
    .description('the sync as a service of your login')
    .addCommand(install)
    .addCommand(uninstall);
}

function platformNamed(name: string | undefined): NodeJS.Platform {
  if (name === undefined) return platform();
  const found = platforms.find((each) => each === name);
  if (found === undefined) throw new FlightveilError('usage', `platforms are ${platforms.join(', ')}`);
  return found;
}

/** What would be installed for this state folder and configuration. @throws FlightveilError `config-invalid` for paths that no definition can carry */
export function definitionFor(
  on: NodeJS.Platform,
  home: string,
  configPath: string,
  { uploads }: Pick<SyncConfig, 'uploads'>,
): ServiceDefinition {
  const writable = uploads.flatMap(({ sink }) => (sink.kind === 'folder' ? [resolve(sink.path)] : []));
  const { uid, username } = userInfo();
  const { USERDOMAIN } = process.env;
  return serviceDefinition(on, {
    ...{ nodePath: process.execPath, cliPath: fileURLToPath(new URL('./main.js', import.meta.url)) },
    ...{ home: resolve(home), configPath, writable, userFolder: homedir(), uid },
    user: USERDOMAIN === undefined ? username : `${USERDOMAIN}\\${username}`,
  });
}
