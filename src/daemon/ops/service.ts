import { constants } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { makeFolder } from '../../node/durable-file.ts';
import { hasCode, writeError } from '../../node/errors.ts';
import { put } from '../../node/state.ts';
import { syncFolder } from '../../node/sync-folder.ts';
import { launchdPlist } from './launchd-plist.ts';
import { type Run, runProgram } from './run-program.ts';
import {
  checkServiceOptions,
  SERVICE_MARK,
  type ServiceCommand,
  type ServiceDefinition,
  type ServiceOptions,
} from './service-options.ts';
import { systemdUnit } from './systemd-unit.ts';
import { windowsTask } from './windows-task.ts';

const LIMITS = { timeoutMs: 90_000 };
const MOST_BYTES = 64 * 1024;

/**
 * How this platform's service manager runs the daemon: a systemd user unit, a launchd agent, or a task of Windows' scheduler.
 * @throws FlightveilError `config-invalid` where a path cannot be written into it, `usage` on other platforms
 */
export function serviceDefinition(on: NodeJS.Platform, options: ServiceOptions): ServiceDefinition {
  checkServiceOptions(options, on);
  switch (on) {
    case 'linux':
      return systemdUnit(options);
    case 'darwin':
      return launchdPlist(options);
    case 'win32':
      return windowsTask(options);
    default:
      throw new FlightveilError('usage', 'there is no service definition for this platform', {
        facts: { platform: on },
        advice: 'Start flightveil sync by what starts programs there.',
      });
  }
}

/**
 * Writes the definition and has the service manager start it; harmless to repeat. What was not there before is taken back if the service
 * manager refuses.
 * @throws FlightveilError `output-exists` if something that is not ours stands there, `output-unwritable`
 */
export async function installService(
  definition: ServiceDefinition,
  run: Run = runProgram,
): Promise<'installed' | 'updated' | 'unchanged'> {
  const present = await presentText(definition);
  const isFresh = present === undefined;
  if (present !== definition.text) {
    await makeFolder(dirname(definition.path));
    await put(definition.path, Buffer.from(definition.text, definition.encoding), { replace: !isFresh });
  }
  const refused = await runAll(run, definition.install);
  if (refused !== undefined) {
    if (isFresh) await uninstallService(definition, run).catch(() => undefined);
    throw refused;
  }
  return isFresh ? 'installed' : present === definition.text ? 'unchanged' : 'updated';
}

/**
 * Has the service manager stop and forget the service, then removes the definition. What the service manager does not know any more is no error.
 * @throws FlightveilError `output-exists` if what stands there is not ours, `output-unwritable`
 */
export async function uninstallService(
  definition: ServiceDefinition,
  run: Run = runProgram,
): Promise<'removed' | 'absent'> {
  if ((await presentText(definition)) === undefined) return 'absent';
  await runAll(run, definition.uninstall);
  try {
    await unlink(definition.path);
    await syncFolder(dirname(definition.path));
  } catch (error) {
    throw writeError(error);
  }
  await runAll(run, definition.afterwards);
  return 'removed';
}

/** Whether the definition stands there, and is what would be written today. @throws FlightveilError as {@link installService} */
export async function serviceState(definition: ServiceDefinition): Promise<'absent' | 'current' | 'outdated'> {
  const present = await presentText(definition);
  return present === undefined ? 'absent' : present === definition.text ? 'current' : 'outdated';
}

/** All are run, whatever one says; the first that is refused is told. */
async function runAll(run: Run, commands: readonly ServiceCommand[]): Promise<FlightveilError | undefined> {
  let refused: FlightveilError | undefined;
  for (const [program, ...args] of commands) {
    const { code } = await run(program, args, LIMITS);
    if (code === 0) continue;
    refused ??= new FlightveilError('output-unwritable', 'the service manager did not take the service', {
      facts: { program, ...(code === undefined ? {} : { exitCode: code }) },
      advice: `Log in to a session of your own and run: ${[program, ...args].join(' ')}`,
    });
  }
  return refused;
}

/** Undefined if nothing is there. */
async function presentText({ path, encoding }: ServiceDefinition): Promise<string | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = await handle.stat();
      if (!facts.isFile() || facts.size > MOST_BYTES) throw foreign();
      const text = (await handle.readFile()).toString(encoding);
      if (!text.includes(SERVICE_MARK)) throw foreign();
      return text;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR'])) return undefined;
    if (hasCode(error, ['ELOOP', 'EISDIR'])) throw foreign();
    throw writeError(error);
  }
}

function foreign(): FlightveilError {
  return new FlightveilError('output-exists', 'what stands where the service definition goes is not ours', {
    advice: 'Move it away, then run it again.',
  });
}
