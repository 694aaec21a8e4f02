import type { SyncConfig } from '../../sync/sync-config.ts';
import { bypassChecks } from './bypass-checks.ts';
import { type Check, checksNamed, counted } from './check.ts';
import { checkClock } from './clock-checks.ts';
import { checkConsent } from './consent-checks.ts';
import type { Checked, DoctorContext } from './context.ts';
import { checkDisk } from './disk-checks.ts';
import { checkSpoolKey } from './key-checks.ts';
import { checkLogins } from './login-checks.ts';
import { checkLinger, checkService } from './service-checks.ts';
import { checkSinks } from './sink-checks.ts';
import { checkSources } from './source-checks.ts';
import { lookAtSources } from './source-look.ts';
import { checkDaemon, checkRootKey, checkStateFolder } from './state-checks.ts';
import { checkNode, checkSqlite, checkWatcher } from './system-checks.ts';
import { checkWatches } from './watch-checks.ts';

export type { Check } from './check.ts';
export { type DoctorContext, doctorContext } from './context.ts';

/** No check takes longer, whatever it waits for. */
const MOST_MS = 30_000;

type Work<T> = (context: DoctorContext, checked: T, signal: AbortSignal) => Promise<Check | readonly Check[]>;

/** In the order in which they are told. */
const always: readonly (readonly [string, Work<undefined>])[] = [
  ['node', checkNode],
  ['sqlite', checkSqlite],
  ['watcher', checkWatcher],
  ['state-folder', checkStateFolder],
  ['root-key', checkRootKey],
  ['daemon', checkDaemon],
  ['service', checkService],
  ['linger', checkLinger],
];
const configured: readonly (readonly [string, Work<Checked>])[] = [
  ['source', checkSources],
  ['watches', checkWatches],
  ['clock', checkClock],
  ['disk', checkDisk],
  ['spool-key', checkSpoolKey],
  ['consent', checkConsent],
  ['sink', checkSinks],
  ['sink-login', checkLogins],
  ...bypassChecks,
];

/**
 * Looks at everything that the daemon needs, and at what could send logs past it. Changes nothing. One check that fails or hangs does not keep
 * the others from being made.
 */
export async function* runChecks(context: DoctorContext, mostMs = MOST_MS): AsyncGenerator<Check, void, void> {
  for (const [name, work] of always) yield* await made(name, (signal) => work(context, undefined, signal), mostMs);
  const named = checksNamed('configuration');
  let config: SyncConfig;
  try {
    config = await context.loadConfig();
  } catch (error) {
    yield named.error(error);
    yield named.warning('Sources, uploads, consent and bypasses are looked at when the configuration can be read.');
    return;
  }
  const { sources, uploads } = config;
  yield sources.length === 0 || uploads.length === 0
    ? named.warning(
        sources.length === 0 ? 'No source is configured.' : 'No upload is configured.',
        'Add one, or run flightveil sync init.',
      )
    : named.ok(`It is valid: ${counted(sources.length, 'source')}, ${counted(uploads.length, 'upload')}.`);
  const looks = await lookAtSources(sources);
  for (const [name, work] of configured)
    yield* await made(name, (signal) => work(context, { config, looks }, signal), mostMs);
}

async function made(
  name: string,
  work: (signal: AbortSignal) => Promise<Check | readonly Check[]>,
  mostMs: number,
): Promise<readonly Check[]> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((done) => {
    timer = setTimeout(() => {
      ending.abort();
      done(
        checksNamed(name).warning(
          'This took too long and was given up.',
          'Run it again when the machine is less busy.',
        ),
      );
    }, mostMs);
  });
  try {
    const found = await Promise.race([work(ending.signal), late]);
    return Array.isArray(found) ? (found as readonly Check[]) : [found as Check];
  } catch (error) {
    return [checksNamed(name).error(error)];
  } finally {
    clearTimeout(timer);
  }
}
