import { sha256 } from '@noble/hashes/sha2.js';
import type { Format } from '../model/format.ts';
import { FormatFinder, type FormatOptions } from './find-format.ts';
import { type FlightFacts, Survey } from './survey.ts';

/** A whole log: its bytes, a file that a person chose, a response's body, or anything that yields pieces of it. */
export type ByteSource =
  | Uint8Array
  | Blob
  | ReadableStream<Uint8Array>
  | Iterable<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** What the first pass over a log found, and of which bytes. It holds values of hidden fields: keep it in memory, never write or log it. */
export interface SurveyedLog extends FlightFacts {
  /** SHA-256 of the whole log, 32 bytes. */
  readonly sha256: Uint8Array;
}

/**
 * The first pass over a log: what a filter of the same log then knows from its first byte on.
 * @throws FlightveilError `unknown-format`, `input-empty`; what reading the source throws passes as it is
 */
export async function survey(source: ByteSource, options: FormatOptions = {}): Promise<SurveyedLog> {
  const hash = sha256.create();
  const { facts } = await surveyChunks(source, options, {}, (chunk) => hash.update(chunk));
  return { ...facts, sha256: hash.digest() };
}

/** Reads a log once. @param detail what {@link Survey} is to find out beyond the usual */
export async function surveyChunks(
  source: ByteSource,
  options: FormatOptions,
  detail: { detail?: boolean; reveal?: boolean },
  onChunk: (chunk: Uint8Array) => void = () => undefined,
): Promise<{ format: Format; facts: FlightFacts }> {
  const finder = new FormatFinder(options, { early: false });
  let surveyor: Survey | undefined;
  const begin = (format: Format): Survey => {
    const begun = new Survey(format, detail);
    begun.push(finder.takeHead());
    return begun;
  };
  for await (const chunk of chunksOf(source)) {
    onChunk(chunk);
    const taken = finder.take(chunk);
    if (finder.format === undefined) continue;
    surveyor ??= begin(finder.format);
    surveyor.push(chunk.subarray(taken));
  }
  const format = finder.finish();
  surveyor ??= begin(format);
  return { format, facts: surveyor.finish() };
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array, void, void> {
  if (ArrayBuffer.isView(source)) yield source;
  else if ('getReader' in source) yield* readAll(source);
  else if ('stream' in source) yield* readAll(source.stream());
  else yield* source;
}

/** Not every browser can iterate over a stream. */
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (value === undefined) return;
      yield value;
    }
  } finally {
    // Somebody who stops early wants no more of it.
    if (!isDone) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
