import { basename, dirname } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { readOwnText } from '../../node/policy.ts';
import { stateFolder } from '../../node/state.ts';
import type { SyncConfig } from '../../sync/sync-config.ts';
import { checkAgreement, checkFrom, type Read } from './agreement.ts';
import { checkForm, valueAt } from './check-form.ts';
import type { ConfigFile, SourceEntry, UploadEntry } from './config-schema.ts';
import { MAX_CONFIG_BYTES, readDocument } from './document.ts';
import { override } from './overrides.ts';
import { Paths } from './paths.ts';
import { policyAt } from './policy.ts';
import { type Path, Problems } from './problems.ts';
import { checkCountry } from './read-sinks.ts';
import { checkParts, readSource, readUpload } from './read-uploads.ts';
import { absolutePath, Reading } from './reading.ts';
import { readZones } from './zones.ts';

/**
 * Reads flightveil.yaml: checked, defaults filled in, paths absolute, secrets not yet read.
 * @param env variables FLIGHTVEIL_SYNC_... count before the file
 * @param home the state folder, if not that of the environment
 * @throws FlightveilError `config-invalid`: a line for everything that is wrong, with file, line, column and key, and no value
 */
export async function loadConfig(
  path: string,
  env: NodeJS.ProcessEnv = process.env,
  home?: string,
): Promise<SyncConfig> {
  return readConfig(await readText(path), path, env, home);
}

/** As {@link loadConfig}, of a text that would stand in the file of that path. */
export async function readConfig(
  text: string,
  path: string,
  env: NodeJS.ProcessEnv = {},
  home?: string,
): Promise<SyncConfig> {
  const problems = new Problems(basename(path));
  const read = readDocument(text, problems);
  problems.throwIfAny();
  const value = read?.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) problems.add([], 'must be a map of keys and values');
  problems.throwIfAny();
  override(value, env, problems);
  checkForm(value, problems);
  const config = await readSound(value as ConfigFile, new Paths(dirname(path), env), stateFolder(home, env), problems);
  problems.throwIfAny();
  return config;
}

/** Reads whatever is of the right form, so that everything wrong is told at once; the result counts only if there are no problems. */
async function readSound(file: ConfigFile, paths: Paths, home: string, problems: Problems): Promise<SyncConfig> {
  const sound = <T>(path: Path): T | undefined => (problems.touch(path) ? undefined : (valueAt(file, path) as T));
  const listed = <T>(key: string): (Read<T> & { readonly isSound: boolean })[] => {
    const list = valueAt(file, [key]);
    const all: readonly T[] = Array.isArray(list) ? list : [];
    return all.map((value, index) => ({ at: [key, index], value, isSound: !problems.touch([key, index]) }));
  };
  const [allSources, allUploads] = [listed<SourceEntry>('sources'), listed<UploadEntry>('uploads')];
  const policyPath = sound<string>(['policy']);
  const policyFile = policyPath === undefined ? undefined : absolutePath(problems, paths, ['policy'], policyPath);
  const isPolicyKnown = !problems.touch(['policy']) || file.policy === undefined;
  const policy = isPolicyKnown ? await policyAt(policyFile, problems) : undefined;
  const reading = new Reading(problems, paths, policy);
  const usual = Object.fromEntries(
    ['country', 'controller', 'transferGround'].map((key) => [key, valueAt(file, [key])]),
  ) as unknown as ConfigFile;
  const country = sound<string>(['country']);
  if (country !== undefined) checkCountry(['country'], country, problems);
  const sources = allSources
    .filter(({ isSound }) => isSound)
    .map(({ at, value }) => ({ at, value: readSource(at, value, reading) }));
  const uploads = allUploads
    .filter(({ isSound }) => isSound)
    .map(({ at, value }) => ({ at, value: readUpload(at, value, usual, reading) }));
  for (const { at, isSound } of allUploads) {
    if (!isSound) checkParts(at, (key) => sound([...at, key]), usual, reading);
  }
  // A source that is not of the right form may be the one that is meant.
  if (allSources.length === sources.length) {
    checkFrom(uploads, new Set(sources.map(({ value }) => value.name)), problems);
  }
  const zones = await readZones(sound<readonly string[]>(['zones']) ?? [], reading);
  await checkAgreement(sources, uploads, home, problems);
  const { subject, pilot } = file;
  return {
    version: 1,
    ...(subject === undefined ? {} : { subject }),
    ...(policyFile === undefined ? {} : { policy: policyFile }),
    ...(pilot === undefined ? {} : { pilot }),
    zones,
    sources: sources.map(({ value }) => value),
    uploads: uploads.map(({ value }) => value),
    spool: {
      maxBytes: reading.size(['spool', 'most'], sound(['spool', 'most']) ?? '2 GB', '64 MB', '16 TB'),
      key: sound(['spool', 'key']) ?? 'auto',
    },
    ...readTimes(sound, reading),
    metered: file.metered ?? 'auto',
    logLevel: file.log ?? 'info',
    metrics: file.metrics ?? true,
  };
}

function readTimes(
  sound: <T>(path: Path) => T | undefined,
  reading: Reading,
): Pick<SyncConfig, 'rescanMs' | 'retry' | 'alarmAfterMs'> {
  const firstMs = reading.duration(['retry', 'first'], sound(['retry', 'first']), '5s', '1s', '1h');
  const mostMs = reading.duration(['retry', 'most'], sound(['retry', 'most']), '1h', '1s', '1d');
  if (mostMs < firstMs) reading.problems.add(['retry', 'most'], 'must not be shorter than the first wait');
  return {
    rescanMs: reading.duration(['rescan'], sound(['rescan']), '5m', '10s', '1d'),
    retry: { firstMs, mostMs },
    alarmAfterMs: reading.duration(['alarmAfter'], sound(['alarmAfter']), '6h', '1m', '30d'),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readOwnText(path, { name: 'the configuration', code: 'config-invalid', mostBytes: MAX_CONFIG_BYTES });
  } catch (error) {
    if (!(error instanceof FlightveilError) || error.code === 'config-invalid') throw error;
    throw new FlightveilError('config-invalid', `the configuration cannot be read: ${error.message}`, {
      advice: 'flightveil sync init writes one.',
    });
  }
}
