import { createHash } from 'node:crypto';
import { lstat, unlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { catalogVersionOf, policyVersionOf } from '../filter/manifest.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import type { Policy } from '../policy/decide.ts';
import { MAX_ENVELOPE_BYTES, SIGNED_MANIFEST_ENDING } from '../wire/dsse.ts';
import { type FlightSummary, MAX_SUMMARY_BYTES, readSummary } from '../wire/flight-summary.ts';
import {
  MAX_MANIFEST_BYTES,
  type Manifest,
  manifestFiles,
  type OutputFacts,
  readManifest,
  type Versions,
} from '../wire/manifest.ts';
import { DurableFile } from './durable-file.ts';
import { hasCode, writeError } from './errors.ts';
import { type SignedManifest, verifyEnvelope } from './manifest-signing.ts';
import { Source } from './source.ts';

const require = createRequire(import.meta.url);
const packageVersion = (require('../../package.json') as { version: string }).version;

/** Which package, catalog and policy decide about a release. */
export function versionsOf(format: Format, policy: Policy): Versions {
  return { flightveil: packageVersion, catalog: catalogVersionOf(format), policy: policyVersionOf(policy) };
}

/**
 * Makes an output appear together with its manifest, in this order: manifest durable, then output. So an output never stands without its
 * manifest; if the output cannot appear, what stood there before is put back. A process that is killed in between leaves a manifest
 * whose output is absent: it is taken for none by {@link manifestBeside}, and replaced by the next run.
 * @param file the output, whole but not yet committed
 * @throws FlightveilError `output-exists` unless `replace`, `output-unwritable`
 */
export async function commitWithManifest(
  file: DurableFile,
  outputPath: string,
  manifest: Manifest,
  options: { replace: boolean },
  companions: readonly Companion[] = [],
): Promise<void> {
  const undo = await writeManifest(outputPath, manifest, options, companions);
  try {
    await file.commit(options);
  } catch (error) {
    // The very output may stand nevertheless: made by another process, or its folder could not be synced.
    const stands = await compareOutput(outputPath, manifest.output).catch(() => undefined);
    if (!(stands?.lengthMatches && stands.sha256Matches)) await undo();
    throw error;
  }
}

/** A small file that appears and goes with an output, in the same folder, as its manifest does. */
export interface Companion {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes both forms of a manifest, durable, before its output appears.
 * @returns puts back what stood there before
 * @throws FlightveilError `output-exists` if the output is there, unless `replace`; `output-unwritable`
 */
export async function writeManifest(
  outputPath: string,
  manifest: Manifest,
  { replace }: { replace: boolean },
  companions: readonly Companion[] = [],
): Promise<() => Promise<void>> {
  if (!replace && (await isThere(outputPath))) {
    throw new FlightveilError('output-exists', 'a file of that name exists', { advice: 'Use --force to replace it.' });
  }
  const before: { path: string; bytes: Uint8Array | undefined }[] = [];
  const undo = async (): Promise<void> => {
    for (const { path, bytes } of before.splice(0).reverse()) {
      if (bytes === undefined) await unlink(path).catch(() => undefined);
      else await replaceFile(path, bytes);
    }
  };
  try {
    const manifests = manifestFiles(manifest).map(({ ending, bytes }) => ({ path: outputPath + ending, bytes }));
    const beside = companions.map(({ name, bytes }) => ({ path: join(dirname(outputPath), name), bytes }));
    for (const { path, bytes } of [...beside, ...manifests]) {
      const old = await readSmall(path, MAX_MANIFEST_BYTES).catch(() => undefined);
      // Before it is tried: it can stand there although its folder could not be synced.
      before.push({ path, bytes: old });
      await replaceFile(path, bytes);
    }
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;
}

/** How an output compares with what its manifest says of it. */
export interface OutputMatch {
  readonly lengthMatches: boolean;
  readonly sha256Matches: boolean;
}

/** Undefined if the file is not there. @throws FlightveilError of reading files */
export async function compareOutput(outputPath: string, facts: OutputFacts): Promise<OutputMatch | undefined> {
  if (!(await isThere(outputPath))) return undefined;
  const source = await Source.open(outputPath).catch((error: unknown) => {
    if (error instanceof FlightveilError && error.code === 'input-empty') return undefined;
    throw error;
  });
  if (source === undefined) return { lengthMatches: facts.bytes === 0, sha256Matches: false };
  try {
    const hash = createHash('sha256');
    let length = 0;
    for await (const chunk of source.read()) {
      hash.update(chunk);
      length += chunk.length;
    }
    return { lengthMatches: length === facts.bytes, sha256Matches: hash.digest('hex') === facts.sha256 };
  } finally {
    await source.close();
  }
}

/**
 * The manifest that stands beside a file, from whichever of its forms is there, signed or not; undefined if none is.
 * @throws FlightveilError `manifest-invalid`, also if two forms differ
 */
export async function manifestBeside(outputPath: string): Promise<Manifest | undefined> {
  const found: Manifest[] = [];
  for (const ending of MANIFEST_ENDINGS) {
    if (await isThere(outputPath + ending)) found.push(await readManifestFile(outputPath + ending));
  }
  const [first, ...others] = found;
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new FlightveilError('manifest-invalid', 'the forms of its manifest differ', {
      advice: 'One of them was changed: filter the original again.',
    });
  }
  return first;
}

export const MANIFEST_ENDINGS: readonly string[] = ['.manifest.json', '.manifest.pb', SIGNED_MANIFEST_ENDING];

/** A manifest in any of its forms, found by the name; of a signed one the signature is verified. @throws as {@link readSignedManifest} */
export async function readManifestFile(path: string): Promise<Manifest> {
  if (path.endsWith(SIGNED_MANIFEST_ENDING)) return (await readSignedManifest(path)).manifest;
  return readManifest(await readSmall(path, MAX_MANIFEST_BYTES));
}

/** A signed manifest, its signature verified. @throws FlightveilError `manifest-invalid` and those of reading files */
export async function readSignedManifest(path: string): Promise<SignedManifest> {
  return verifyEnvelope(await readSmall(path, MAX_ENVELOPE_BYTES));
}

/** @throws FlightveilError `summary-invalid` and those of reading files */
export async function readSummaryFile(path: string): Promise<FlightSummary> {
  return readSummary(await readSmall(path, MAX_SUMMARY_BYTES));
}

/** The whole file, or one byte more than `most` if it is longer: the reader of the document refuses that. */
async function readSmall(path: string, most: number): Promise<Uint8Array> {
  const source = await Source.open(path);
  try {
    return await source.head(Math.min(source.sizeBytes, most + 1));
  } finally {
    await source.close();
  }
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await DurableFile.create(path);
  try {
    await file.write(bytes);
    await file.commit({ replace: true });
  } finally {
    await file.discard();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR'])) return false;
    throw writeError(error);
  }
}
