import { FlightveilError } from '../model/errors.ts';
import {
  compareOutput,
  MANIFEST_ENDINGS,
  manifestBeside,
  type OutputMatch,
  readManifestFile,
  readSignedManifest,
  readSummaryFile,
} from '../node/manifest-file.ts';
import { SIGNED_MANIFEST_ENDING } from '../wire/dsse.ts';
import type { Manifest } from '../wire/manifest.ts';
import { codeOf, describeError } from './exit-codes.ts';
import { manifestText, signedText, summaryText } from './manifest-text.ts';

const SUMMARY_ENDINGS: readonly string[] = ['.summary.json', '.summary.pb'];

/** What a document that `filter` wrote says; undefined if the file is none by its name. */
export async function inspectDocument(path: string): Promise<{ text: string; json: object } | undefined> {
  const ending = MANIFEST_ENDINGS.find((candidate) => path.endsWith(candidate));
  if (ending !== undefined) {
    const signed = ending === SIGNED_MANIFEST_ENDING ? await readSignedManifest(path) : undefined;
    const manifest = signed?.manifest ?? (await readManifestFile(path));
    const match = await compareOutput(path.slice(0, -ending.length), manifest.output);
    const text = manifestText(manifest, match);
    const json = { manifest, file: match ?? null };
    if (signed === undefined) return { text, json };
    return { text: `${signedText(signed)}\n${text}`, json: { ...json, signedBy: { keyid: signed.keyid } } };
  }
  if (!SUMMARY_ENDINGS.some((candidate) => path.endsWith(candidate))) return undefined;
  const summary = await readSummaryFile(path);
  const beside = await besideOf(path);
  return {
    text: `${summaryText(summary)}${besideText(beside)}`,
    json: { summary, ...besideJson(beside) },
  };
}

/** The manifest beside a file, or why it cannot be used; undefined if there is none. */
export type Beside =
  | { readonly manifest: Manifest; readonly match: OutputMatch | undefined }
  | FlightveilError
  | undefined;

export async function besideOf(path: string): Promise<Beside> {
  try {
    const manifest = await manifestBeside(path);
    return manifest === undefined ? undefined : { manifest, match: await compareOutput(path, manifest.output) };
  } catch (error) {
    if (error instanceof FlightveilError) return error;
    throw error;
  }
}

export function besideText(beside: Beside): string {
  if (beside === undefined) return '';
  if (beside instanceof FlightveilError) return `\nThe manifest beside it cannot be used: ${describeError(beside)}\n`;
  return `\nManifest beside it:\n${manifestText(beside.manifest, beside.match)}`;
}

export function besideJson(beside: Beside): object {
  if (beside === undefined) return {};
  if (beside instanceof FlightveilError) {
    return { manifest: null, manifestError: codeOf(beside), manifestMessage: describeError(beside) };
  }
  return { manifest: beside.manifest, file: beside.match ?? null };
}
