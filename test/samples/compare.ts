import { keychainsText, sampleKeychains } from '../../samples/dji/keychain.ts';
import { createLoop, type LoopFacts, loopFactsOf } from '../../src/filter/create-loop.ts';
import { exhaust } from '../../src/filter/measured-loop.ts';
import { readKeychains } from '../../src/formats/dji/keychains.ts';
import { allFormats } from '../../src/formats/index.ts';
import { MAGIC_V2, MavlinkDecoder, TLOG_STAMP_BYTES } from '../../src/formats/mavlink/decoder.ts';
import { type Disclosure, detectFormat, FlightKeys, levels, officialDialect, Survey } from '../../src/index.ts';
import type { DataCategory } from '../../src/model/category.ts';
import { DETECT_BYTES, type Format, Found } from '../../src/model/format.ts';
import { byteSizes, type Field, fieldSize } from '../../src/model/schema.ts';
import { readValue } from '../../src/model/values.ts';
import { drawRelocation } from '../../src/treatments/relocate/relocation.ts';

export interface FilterOptions {
  /** The whole flight is turned by so much more than its key says, clockwise. */
  readonly moreTurnRad?: number;
  /** In one pass, as it is for streams: nothing is known of what comes. */
  readonly isLive?: boolean;
}

/** Records without checksums are believed when they see what comes next. */
const LOOK_AHEAD_BYTES = 3;

/** Of all logs in these tests. */
export const keys = FlightKeys.ofSeed('twins', 0);

/** What a log gives under a disclosure, with the same keys for all logs. */
export function filterLog(
  log: Uint8Array,
  disclosure: Disclosure = levels.engineering,
  options: FilterOptions = {},
): Uint8Array {
  const loop = loopFor(log, disclosure, options, measure(log, disclosure, options));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(log)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}

/** The frames of a log in order, each with what was written of it; undefined: nothing. */
export function filteredFrames(
  log: Uint8Array,
  disclosure: Disclosure,
  container: LogKind,
  options: FilterOptions = {},
): { readonly pairs: readonly (readonly [input: Part, output: Part | undefined])[]; readonly output: Uint8Array } {
  const loop = loopFor(log, disclosure, options, measure(log, disclosure, options));
  const inputs = partsOf(log, container);
  const pieces: Uint8Array[] = [];
  const isWritten: boolean[] = [];
  let at = 0;
  const ahead = container === 'onboard' ? LOOK_AHEAD_BYTES : 0;
  for (const part of inputs) {
    const before = pieces.length;
    const end = Math.min(log.length, part.end + ahead);
    for (const piece of loop.push(log.subarray(at, end))) pieces.push(piece.slice());
    isWritten.push(pieces.length > before);
    at = end;
  }
  for (const piece of [...loop.push(log.subarray(at)), ...loop.finish()]) {
    if (piece.length === 0) continue;
    if (ahead === 0 || isWritten.at(-1) === true) throw new Error('a frame was written when the log had ended');
    isWritten[isWritten.length - 1] = true;
    pieces.push(piece.slice());
  }
  const output = Buffer.concat(pieces);
  const outputs = partsOf(output, container);
  if (outputs.length !== isWritten.filter(Boolean).length) throw new Error('not one frame for a frame');
  let next = 0;
  return { pairs: inputs.map((input, index) => [input, isWritten[index] ? outputs[next++] : undefined]), output };
}

/** What a first pass finds out, where a format needs one. */
function measure(log: Uint8Array, disclosure: Disclosure, options: FilterOptions): number | undefined {
  if (formatOf(log).measures !== true) return undefined;
  const loop = loopFor(log, disclosure, options);
  exhaust(loop.push(log));
  exhaust(loop.finish());
  return loop.measured;
}

function loopFor(
  log: Uint8Array,
  disclosure: Disclosure,
  { moreTurnRad = 0, isLive = false }: FilterOptions,
  measured?: number,
) {
  const format = formatOf(log);
  const draws = drawRelocation(keys.relocationKey);
  const turned = { ...draws, turnRad: draws.turnRad + moreTurnRad };
  return createLoop(format, disclosure, keys, isLive ? {} : { ...factsOf(log), measured }, turned);
}

/** With the keys of the samples that are encrypted. */
const formats = allFormats({ djiKeychains: readKeychains(keychainsText(sampleKeychains())) });

function formatOf(log: Uint8Array): Format {
  return detectFormat(log.subarray(0, DETECT_BYTES), log.length <= DETECT_BYTES, formats);
}

function factsOf(log: Uint8Array): LoopFacts {
  const survey = new Survey(formatOf(log));
  survey.push(log);
  return loopFactsOf(survey.finish());
}

/** One record as its parts: the body zero-extended, so that fields can be compared. */
export interface Part {
  readonly message: string;
  readonly sender: number;
  readonly header: Uint8Array;
  readonly stamp: Uint8Array;
  readonly length: number;
  readonly body: Uint8Array;
  readonly fields: readonly Field[];
  /** Past the last byte of its record in the log. */
  readonly end: number;
}

export type Container = 'tlog' | 'raw';
/** `onboard`: logs of autopilots, whose format is found by content. */
export type LogKind = Container | 'onboard';

const nothing = new Uint8Array();

/** The frames of a log, decoded. */
export function partsOf(log: Uint8Array, container: LogKind): Part[] {
  if (log.length === 0) return [];
  const format = container === 'onboard' ? formatOf(log) : undefined;
  const decoder =
    format === undefined ? new MavlinkDecoder(officialDialect(), container as Container) : format.createDecoder();
  // Of text, how it is written stands beside its values; in an encrypted record all that was before it shows.
  const isScrambled = format?.isScrambled === true;
  decoder.window(log, 0, log.length, true);
  const parts: Part[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { start, head, body, bodyLength, sender, schema, end, parsed } = decoder.frame;
    const whole = new Uint8Array(Math.max(schema.size, bodyLength));
    whole.set(parsed === null ? log.subarray(body, body + bodyLength) : parsed.bytes.subarray(0, whole.length));
    parts.push({
      message: schema.message,
      sender,
      stamp: log.slice(start, head),
      header: isScrambled ? nothing : parsed === null ? log.slice(head, body) : log.slice(start, end),
      length: bodyLength,
      body: whole,
      fields: schema.fields,
      end,
    });
  }
  return parts;
}

/**
 * The first difference of two logs in words, undefined if they are equal to the byte.
 */
export function firstDifference(a: Uint8Array, b: Uint8Array, container: LogKind): string | undefined {
  if (Buffer.compare(a, b) === 0) return undefined;
  const [first, second] = [partsOf(a, container), partsOf(b, container)];
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const what = differencesOf(first[index]!, second[index]!)[0];
    if (what !== undefined) return `frame ${index}: ${what}`;
  }
  if (first.length !== second.length) return `${first.length} frames against ${second.length}`;
  return 'bytes outside of frames';
}

/** Names of what differs between two logs that have the same frames, such as `ATTITUDE.yaw`. */
export function differingFields(a: Uint8Array, b: Uint8Array, container: LogKind): Set<string> {
  const [first, second] = [partsOf(a, container), partsOf(b, container)];
  const names = first.flatMap((part, index) => {
    const other = second[index];
    return other === undefined ? ['missing frames'] : differencesOf(part, other).map((what) => what.split(': ')[0]!);
  });
  if (second.length > first.length) names.push('missing frames');
  return new Set(names);
}

/** What differs between two frames, each as `MESSAGE.part: values`. Length and trimming follow from the fields. */
export function differencesOf(a: Part, b: Part): string[] {
  if (a.message !== b.message) return [`${a.message} against ${b.message}`];
  const found: string[] = [];
  const tell = (what: string, one: string, other: string): number =>
    found.push(`${a.message}.${what}: ${one} against ${other}`);
  if (a.sender !== b.sender) tell('(sender)', String(a.sender), String(b.sender));
  if (Buffer.compare(a.stamp, b.stamp) !== 0) tell('(log time)', stampOf(a), stampOf(b));
  if (sequenceOf(a) !== sequenceOf(b)) tell('(sequence)', String(sequenceOf(a)), String(sequenceOf(b)));
  const sameBody = Buffer.compare(a.body, b.body) === 0 && a.fields === b.fields;
  for (const field of sameBody ? [] : a.fields) {
    // Rows of tables may be laid out one by one.
    const other = a.fields === b.fields ? field : b.fields.find(({ name }) => name === field.name);
    if (other !== undefined && Buffer.compare(bytesOf(a, field), bytesOf(b, other)) === 0) continue;
    tell(field.name, show(a, field), other === undefined ? 'nothing' : show(b, other));
  }
  if (found.length > 0) return found;
  if (a.length !== b.length) tell('(length)', String(a.length), String(b.length));
  else if (Buffer.compare(a.header, b.header) !== 0) tell('(header)', hex(a.header), hex(b.header));
  return found;
}

function sequenceOf({ header }: Part): number {
  return header[header[0] === MAGIC_V2 ? 4 : 2]!;
}

function stampOf({ stamp }: Part): string {
  return stamp.length < TLOG_STAMP_BYTES ? '' : String(Buffer.from(stamp).readBigUInt64BE());
}

/** What stands in a field. */
export function bytesOf({ body }: Part, field: Field): Uint8Array {
  return body.subarray(field.offset, field.offset + fieldSize(field));
}

function show({ body }: Part, field: Field): string {
  const size = byteSizes[field.type];
  if (size === 1 && field.length > 1) return hex(body.subarray(field.offset, field.offset + field.length));
  return Array.from({ length: field.length }, (_, element) =>
    String(readValue(body, field.offset + element * size, field.type)),
  ).join(' ');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Categories of a field by its name as in {@link differingFields}. */
export function categoriesOf(name: string): readonly DataCategory[] {
  const [message, field] = name.split('.');
  const type = officialDialect().messages.find(({ layout }) => layout.name === message);
  return type?.fields.find((candidate) => candidate.name === field)?.rules.map(({ category }) => category) ?? [];
}
