import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { DjiDecoder } from '../../../src/formats/dji/decoder.ts';
import type { Keychains } from '../../../src/formats/dji/keychains.ts';
import { TIME_AT } from '../../../src/formats/dji/layout.ts';
import type { DjiSchema } from '../../../src/formats/dji/records.ts';
import { DjiSealer } from '../../../src/formats/dji/sealer.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { Found, type GapReason } from '../../../src/model/format.ts';
import { readValue } from '../../../src/model/values.ts';

export interface Part {
  readonly message: string;
  readonly start: number;
  readonly content: number;
  readonly body: Uint8Array;
  readonly timeUs: number;
}

export interface Reading {
  readonly parts: readonly Part[];
  /** One behind the other of one reason are one. */
  readonly gaps: readonly { readonly offset: number; readonly length: number; readonly reason: GapReason }[];
  readonly messages: readonly string[];
}

/** Everything in a log, whose bytes come in chunks of this size; each chunk moves to another place of another buffer. */
export function read(
  log: Uint8Array,
  { chunk = log.length, keychains }: { chunk?: number; keychains?: Keychains | undefined } = {},
): Reading {
  const decoder = new DjiDecoder(djiCatalog(), keychains);
  const parts: Part[] = [];
  const gaps: { offset: number; length: number; reason: GapReason }[] = [];
  let from = 0;
  let to = 0;
  for (let shift = 0; to < log.length || shift === 0; shift = (shift + 5) % 23) {
    to = Math.min(log.length, to + Math.max(chunk, 1));
    const bytes = new Uint8Array(shift + to - from + 3).fill(0xff);
    bytes.set(log.subarray(from, to), shift);
    const before = bytes.slice();
    decoder.window(bytes, shift, shift + to - from, to === log.length);
    const start = from;
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.gap) addGap(gaps, decoder.gap);
      if (found !== Found.frame) continue;
      const { frame } = decoder;
      const { bytes: body, view } = frame.parsed!;
      parts.push({
        message: frame.schema.message,
        start: start + frame.start - shift,
        content: frame.bodyLength,
        body: body.slice(0, frame.schema.size),
        timeUs: view.getFloat64(TIME_AT, true),
      });
    }
    if (!bytes.every((byte, at) => byte === before[at])) throw new Error('the decoder has changed the window');
    from = start + decoder.position - shift;
  }
  return { parts, gaps, messages: parts.map(({ message }) => message) };
}

function addGap(
  gaps: { offset: number; length: number; reason: GapReason }[],
  { offset, length, reason }: Reading['gaps'][number],
): void {
  const last = gaps.at(-1);
  if (last !== undefined && last.reason === reason && last.offset + last.length === offset) last.length += length;
  else gaps.push({ offset, length, reason });
}

/** A field of a record's body. */
export function value(log: Uint8Array, message: string, field: string, keychains?: Keychains): (number | bigint)[] {
  const decoder = new DjiDecoder(djiCatalog(), keychains);
  decoder.window(log, 0, log.length, true);
  const found: (number | bigint)[] = [];
  for (let next = decoder.next(); next !== Found.more; next = decoder.next()) {
    if (next !== Found.frame || decoder.frame.schema.message !== message) continue;
    const place = decoder.frame.schema.fields.find(({ name }) => name === field);
    if (place === undefined) throw new RangeError(`${message} has no ${field}`);
    found.push(readValue(decoder.frame.parsed!.bytes, place.offset, place.type));
  }
  return found;
}

/** Reads a log and writes it again as it is, twice as the filter does, without the parts that `keep` refuses. */
export function rewritten(
  log: Uint8Array,
  {
    keychains,
    keep = () => true,
    edit = () => undefined,
    state = new FlightState(),
    keepTime = false,
  }: RewriteOptions = {},
): Uint8Array {
  let measured: number | undefined;
  let output = new Uint8Array();
  for (let pass = 0; pass < 2; pass++) {
    const decoder = new DjiDecoder(djiCatalog(), keychains);
    const sealer = new DjiSealer(state, { keepTime, measured }, keychains);
    const target = new Uint8Array(140_000);
    const pieces: Uint8Array[] = [];
    decoder.window(log, 0, log.length, true);
    let ordinal = 0;
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found !== Found.frame) continue;
      const { frame } = decoder;
      sealer.observe(log, frame);
      if (!keep(frame.schema as DjiSchema, ordinal++)) continue;
      edit(frame.schema as DjiSchema, frame.parsed!.bytes);
      pieces.push(target.slice(0, sealer.rebuild(log, frame, frame.parsed!.bytes, target)));
    }
    output = new Uint8Array(Buffer.concat(pieces));
    measured = sealer.measured;
  }
  return output;
}

interface RewriteOptions {
  readonly keychains?: Keychains | undefined;
  readonly keep?: (schema: DjiSchema, ordinal: number) => boolean;
  readonly state?: FlightState;
  readonly keepTime?: boolean;
  readonly edit?: (schema: DjiSchema, body: Uint8Array) => void;
}
