import { join } from 'node:path';
import type { Command } from 'commander';
import { configPath } from '../daemon/config/config-path.ts';
import { loadConfig } from '../daemon/config/load-config.ts';
import { openQueue } from '../daemon/engine/sync-state.ts';
import { FlightveilError } from '../model/errors.ts';
import { isThere, stateFolder } from '../node/state.ts';
import type { Queue } from '../sync/queue/queue.ts';
import { queueKind } from '../sync/queue/queue-schema.ts';
import type { SyncConfig } from '../sync/sync-config.ts';

export interface ConfigOptions {
  readonly config?: string;
}

export function withConfigOption(command: Command): Command {
  return command.option(
    '--config <file>',
    'the configuration (else FLIGHTVEIL_CONFIG, else flightveil.yaml in the state folder)',
  );
}

/** Where state and configuration of this run are. */
export function placesOf(command: Command): { readonly home: string; readonly path: string } {
  const { home: given, config } = command.optsWithGlobals<{ home?: string } & ConfigOptions>();
  const home = stateFolder(given);
  return { home, path: configPath(home, process.env, config) };
}

/** @throws FlightveilError `config-invalid`; where there is none, it says how to make one */
export async function configOf(
  command: Command,
): Promise<{ readonly home: string; readonly path: string; readonly config: SyncConfig }> {
  const { home, path } = placesOf(command);
  if (!(await isThere(path))) {
    throw new FlightveilError('config-invalid', 'there is no configuration yet', {
      advice: 'flightveil sync init asks a few questions and writes one.',
    });
  }
  return { home, path, config: await loadConfig(path, process.env, home) };
}

/** The queue of the state folder; undefined where none was made yet: looking makes none. */
export async function withQueue<T>(home: string, work: (queue: Queue) => Promise<T> | T): Promise<T | undefined> {
  if (!(await isThere(join(home, queueKind.file)))) return undefined;
  const queue = await openQueue(home);
  try {
    return await work(queue);
  } finally {
    queue.close();
  }
}
