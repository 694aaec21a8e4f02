import { SinkFailure } from './http/failure.ts';

/** Longest record that is cut out, its length or its line's end apart. */
export const MOST_RECORD_BYTES = 16_384;
const MOST_LENGTH_BYTES = 4;
const LINE_FEED = 0x0a;

/** One record, and where the next one begins in the log. */
export interface CutRecord {
  readonly bytes: Uint8Array;
  readonly endByte: number;
}

/** Finds the end of a record that begins at `at`: `[start, end, next]`, or undefined if more bytes are needed. */
type Cut = (bytes: Uint8Array, at: number, isLast: boolean) => readonly [number, number, number] | undefined;

const cuts: Readonly<Record<string, Cut>> = { record: cutMessage, 'record-json': cutLine };

/** Formats whose logs are cut into records. */
export const isCut = (format: string): boolean => Object.hasOwn(cuts, format);

/**
 * Cuts a log into its records: protobuf without the length before it, or a line of JSON without its end.
 * @param fromByte where the pieces begin in the log
 * @throws SinkFailure `format-not-taken` if a record has no end, or is too long; what the pieces throw
 */
export async function* cutRecords(
  format: string,
  pieces: AsyncIterable<Uint8Array>,
  fromByte: number,
): AsyncGenerator<CutRecord, void, void> {
  const cut = cuts[format]!;
  let rest: Uint8Array = new Uint8Array(0);
  let endByte = fromByte;
  function* whole(isLast: boolean): Generator<CutRecord, void, void> {
    let at = 0;
    for (let found = cut(rest, at, isLast); found !== undefined; found = cut(rest, at, isLast)) {
      const [start, end, next] = found;
      if (end - start > MOST_RECORD_BYTES) throw new SinkFailure('format-not-taken');
      at = next;
      yield { bytes: rest.slice(start, end), endByte: endByte + at };
    }
    endByte += at;
    rest = rest.slice(at);
    if (rest.length > MOST_RECORD_BYTES + MOST_LENGTH_BYTES) throw new SinkFailure('format-not-taken');
  }
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    yield* whole(false);
  }
  yield* whole(true);
  if (rest.length > 0) throw new SinkFailure('format-not-taken');
}

function cutLine(bytes: Uint8Array, at: number, isLast: boolean) {
  const feed = bytes.indexOf(LINE_FEED, at);
  if (feed >= 0) return [at, feed, feed + 1] as const;
  return isLast && at < bytes.length ? ([at, bytes.length, bytes.length] as const) : undefined;
}

/** A varint of up to 28 bits, and so many bytes. */
function cutMessage(bytes: Uint8Array, at: number) {
  let length = 0;
  for (let index = 0; index < MOST_LENGTH_BYTES; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    length |= (byte & 0x7f) << (7 * index);
    if (byte >= 0x80) continue;
    const start = at + index + 1;
    if (length > MOST_RECORD_BYTES) throw new SinkFailure('format-not-taken');
    return start + length > bytes.length ? undefined : ([start, start + length, start + length] as const);
  }
  throw new SinkFailure('format-not-taken');
}
