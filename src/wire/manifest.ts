import { type DataCategory, isDataCategory } from '../model/category.ts';
import { type Dimension, dimensionNames, dimensions } from '../model/disclosure.ts';
import { type DocumentType, type MessageType, readDocument, writeJson, writeProtobuf } from './document.ts';
import { expectList, expectRecord, expectSorted, expectText, expectWhole, ifThere, Misfit } from './expect.ts';
import { flightveil } from './gen/manifest.ts';

/** What stands beside every output and says how it came about. See proto/manifest.proto. */
export interface Manifest {
  readonly purpose: string;
  readonly recipient: string;
  readonly level?: string;
  /** Every dimension once, in the order of {@link dimensionNames}. */
  readonly disclosure: readonly DimensionBound[];
  readonly versions: Versions;
  /** Name of the output's format. */
  readonly format: string;
  readonly released: Released;
  readonly output: OutputFacts;
  /** Of this form. */
  readonly version: typeof MANIFEST_VERSION;
}

export interface DimensionBound {
  readonly dimension: Dimension;
  readonly step: string;
  /** The rule that bound it. */
  readonly because: string;
}

export interface Versions {
  /** Of the package. */
  readonly flightveil: string;
  /** SHA-256 over the format's catalog, in hexadecimal digits. */
  readonly catalog: string;
  /** SHA-256 over the policy, in hexadecimal digits. */
  readonly policy: string;
}

/** What the output holds; nothing is told about what it does not hold. Both lists are sorted by name. */
export interface Released {
  /** In field values: one field of one frame. */
  readonly categories: readonly { readonly category: DataCategory; readonly kept: number; readonly changed: number }[];
  readonly messages: readonly { readonly message: string; readonly frames: number }[];
}

export interface OutputFacts {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export const MANIFEST_VERSION = 1;
/** Longer manifests are refused; there are some hundred kinds of messages in a log. */
export const MAX_MANIFEST_BYTES = 1024 * 1024;
const MAX_MESSAGES = 10_000;

const hash = /^[0-9a-f]{64}$/;
const word = /^[!-~]{1,100}$/;
/** No control, direction or unassigned characters: names are shown to people. */
const name = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

function checkBound(value: unknown, index: number): DimensionBound {
  const dimension = dimensionNames[index]!;
  const bound = expectRecord(value, `disclosure ${index}`);
  if (bound.dimension !== dimension) throw new Misfit(`disclosure ${index} is not ${dimension}`);
  const step = expectText(bound.step, `the step of ${dimension}`, word);
  if (!(dimensions[dimension] as readonly string[]).includes(step)) throw new Misfit(`${dimension} has no such step`);
  return { dimension, step, because: expectText(bound.because, `the reason of ${dimension}`, word) };
}

function checkVersions(value: unknown): Versions {
  const versions = expectRecord(value, 'versions');
  return {
    flightveil: expectText(versions.flightveil, 'versions.flightveil', word),
    catalog: expectText(versions.catalog, 'versions.catalog', hash),
    policy: expectText(versions.policy, 'versions.policy', hash),
  };
}

function checkReleased(value: unknown): Released {
  const released = expectRecord(value, 'released');
  const categories = expectList(released.categories, 'released.categories', 1000).map((entry, index) => {
    const where = `released.categories ${index}`;
    const { category, kept, changed } = expectRecord(entry, where);
    if (typeof category !== 'string' || !isDataCategory(category)) throw new Misfit(`${where} is no category`);
    const counts = { kept: expectWhole(kept, where), changed: expectWhole(changed, where) };
    if (counts.kept + counts.changed === 0) throw new Misfit(`${where} counts nothing`);
    return { category, ...counts };
  });
  const messages = expectList(released.messages, 'released.messages', MAX_MESSAGES).map((entry, index) => {
    const where = `released.messages ${index}`;
    const { message, frames } = expectRecord(entry, where);
    return { message: expectText(message, where, name), frames: expectWhole(frames, where, 1) };
  });
  expectSorted(
    categories.map(({ category }) => category),
    'released.categories',
  );
  expectSorted(
    messages.map(({ message }) => message),
    'released.messages',
  );
  return { categories, messages };
}

function checkOutput(value: unknown): OutputFacts {
  const output = expectRecord(value, 'output');
  return { bytes: expectWhole(output.bytes, 'output.bytes'), sha256: expectText(output.sha256, 'output.sha256', hash) };
}

const { Manifest: message } = (flightveil as unknown as { v1: { Manifest: MessageType } }).v1;

const manifestType: DocumentType<Manifest> = {
  title: 'manifest',
  code: 'manifest-invalid',
  maxBytes: MAX_MANIFEST_BYTES,
  message,
  check: (value) => {
    const record = expectRecord(value, 'the manifest');
    expectWhole(record.version, 'version', MANIFEST_VERSION, MANIFEST_VERSION);
    const disclosure = expectList(record.disclosure, 'disclosure', dimensionNames.length);
    if (disclosure.length < dimensionNames.length) throw new Misfit('disclosure lacks dimensions');
    const level = ifThere(record.level, (part) => expectText(part, 'level', word));
    return {
      purpose: expectText(record.purpose, 'purpose', word),
      recipient: expectText(record.recipient, 'recipient', name),
      ...(level === undefined ? {} : { level }),
      disclosure: disclosure.map(checkBound),
      versions: checkVersions(record.versions),
      format: expectText(record.format, 'format', word),
      released: checkReleased(record.released),
      output: checkOutput(record.output),
      version: MANIFEST_VERSION,
    };
  },
};

/** A manifest's two forms: what the file's name has behind the output's, and its bytes. */
export function manifestFiles(manifest: Manifest): { readonly ending: string; readonly bytes: Uint8Array }[] {
  return [
    { ending: '.manifest.json', bytes: writeJson(manifestType, manifest) },
    { ending: '.manifest.pb', bytes: writeProtobuf(manifestType, manifest) },
  ];
}

/**
 * Reads a manifest as JSON or protobuf, in the one form in which it is written.
 * @throws FlightveilError `manifest-invalid`
 */
export function readManifest(bytes: Uint8Array): Manifest {
  return readDocument(manifestType, bytes);
}
