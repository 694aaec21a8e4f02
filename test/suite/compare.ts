import { type Disclosure, reaches } from '../../src/model/disclosure.ts';
import { byteSizes, type Field, fieldSize } from '../../src/model/schema.ts';
import { unknownOf, writeValue } from '../../src/model/values.ts';
import { decodeLog, type Readable, type ReadFrame, type Run, tracedFrames } from './run.ts';
import { visibilityOf } from './visibility.ts';

/** Failures are shown up to this many. */
const MOST_SHOWN = 12;

/** Names what differs between two logs; empty when their bytes are equal. */
export function differences(subject: Readable, a: Uint8Array, b: Uint8Array): string[] {
  if (Buffer.compare(a, b) === 0) return [];
  const framesA = decodeLog(subject, a).frames;
  const framesB = decodeLog(subject, b).frames;
  const found: string[] = [];
  for (let index = 0; index < Math.max(framesA.length, framesB.length); index++) {
    const one = framesA[index];
    const other = framesB[index];
    if (one === undefined || other === undefined || one.schema.message !== other.schema.message) {
      found.push(`frame ${index}: ${one?.schema.message ?? 'nothing'} against ${other?.schema.message ?? 'nothing'}`);
      break;
    }
    for (const field of one.schema.fields) {
      if (sameField(field, one.body, other.body)) continue;
      found.push(`frame ${index}: ${one.schema.message}.${field.name} differs`);
    }
    const recordA = a.subarray(one.start, one.end);
    const recordB = b.subarray(other.start, other.end);
    if (found.length === 0 && Buffer.compare(recordA, recordB) !== 0) {
      found.push(`frame ${index}: ${one.schema.message} differs outside its fields`);
    }
  }
  return found.length === 0 ? ['the logs differ outside their frames'] : firstOf(found);
}

export function firstOf(problems: readonly string[]): string[] {
  if (problems.length <= MOST_SHOWN) return [...problems];
  return [...problems.slice(0, MOST_SHOWN), `and ${problems.length - MOST_SHOWN} more`];
}

function bytesOf(field: Field, body: Uint8Array): Uint8Array {
  return body.subarray(field.offset, field.offset + fieldSize(field));
}

function sameField(field: Field, a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(bytesOf(field, a), bytesOf(field, b)) === 0;
}

/**
 * Compares a run's output with its input, frame by frame and field by field: kept fields are bit-identical, hidden ones say "unknown",
 * identities are not what they were.
 */
export function brokenPromises(subject: Readable, disclosure: Disclosure, run: Run): string[] {
  const written = tracedFrames(run).filter((event) => event.written);
  const output = decodeLog(subject, run.output);
  const problems = output.gaps.map(({ offset, reason }) => `the output has a gap at ${offset}: ${reason}`);
  if (output.frames.length !== written.length) {
    problems.push(`${written.length} frames were written, ${output.frames.length} can be read`);
  }
  for (const [index, { frame }] of written.entries()) {
    const found = output.frames[index];
    if (found === undefined) break;
    const { message, fields, size } = frame.schema;
    if (found.schema.message !== message || found.schema.size !== size || found.sender !== frame.sender) {
      problems.push(`frame ${index}: ${message} became ${found.schema.message}, or has another sender or size`);
      break;
    }
    const plan = run.counts.plans[frame.schema.index]!;
    fields.forEach((field, ordinal) => {
      // A record that teaches a schema is released as it is, with the messages that need it.
      const outcome = frame.defines === null ? plan.outcomes[ordinal]!.outcome : 'kept';
      const problem = brokenPromise(field, outcome, disclosure, frame, found);
      if (problem !== undefined) problems.push(`frame ${index}: ${message}.${field.name} ${problem}`);
    });
  }
  return firstOf(problems);
}

function brokenPromise(
  field: Field,
  outcome: 'kept' | 'changed' | 'hidden',
  disclosure: Disclosure,
  input: ReadFrame,
  output: ReadFrame,
): string | undefined {
  const before = bytesOf(field, input.body);
  const after = bytesOf(field, output.body);
  const isUnknown = unknownForms(field).some((form) => Buffer.compare(form, after) === 0);
  switch (outcome) {
    case 'kept': {
      // A vocabulary may blank a command's parameter.
      const mayBlank = field.rules.some((rule) => /^param[1-7]$/.test(rule.role ?? ''));
      const expected = field.type === 'char' ? textOnly(before) : before;
      if (Buffer.compare(expected, after) === 0 || (mayBlank && isUnknown)) return undefined;
      // A text in chunks is released whole in its last frame, which is then no chunk any more.
      const isChunk = field.rules.some(({ role }) => role === 'textId' || role === 'textChunk');
      if (isChunk && disclosure.text === 'template' && isZero(after)) return undefined;
      return 'is kept, but not bit for bit';
    }
    case 'hidden':
      // What has no "unknown" may stand where it said nothing from the start.
      return isUnknown || (isZero(before) && isZero(after)) ? undefined : 'is hidden, but does not say "unknown"';
    case 'changed': {
      const isIdentity = field.rules.every(
        (rule) => visibilityOf(rule, disclosure) === 'replaced' && rule.clock === undefined,
      );
      const isSame = Buffer.compare(before, after) === 0;
      if (isIdentity && isSame && !isZero(before)) return 'has no pseudonym, but its own value';
      if (field.type === 'char' && isSame && !reaches('text', disclosure.text, 'template')) return 'is as it was';
      return undefined;
    }
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/** What the field holds where it says nothing: the catalog's values, and zero for commands' parameters. */
function unknownForms(field: Field): Uint8Array[] {
  return field.rules.flatMap((rule) => {
    const value = unknownOf(field, rule) ?? (/^param[1-7]$/.test(rule.role ?? '') ? 0 : undefined);
    if (value === undefined) return [];
    const form = new Uint8Array(fieldSize(field));
    for (let element = 0; element < field.length; element++) {
      writeValue(form, element * byteSizes[field.type], field.type, value);
    }
    return [form];
  });
}

/** A text without what stands behind its NUL. */
function textOnly(bytes: Uint8Array): Uint8Array {
  const nul = bytes.indexOf(0);
  const text = bytes.slice();
  if (nul >= 0) text.fill(0, nul);
  return text;
}

/** What a second filtering of an output changed that it must not: frames, hidden fields, kept fields. */
export function lostBySecondPass(subject: Readable, first: Run, second: Run): string[] {
  const problems: string[] = [];
  const firstWritten = tracedFrames(first).filter((event) => event.written);
  const secondFrames = tracedFrames(second);
  const result = decodeLog(subject, second.output).frames;
  for (const [index, { frame, written }] of secondFrames.entries()) {
    const { message } = frame.schema;
    if (!written) problems.push(`frame ${index}: ${message} is withheld the second time`);
  }
  if (problems.length > 0) return firstOf(problems);
  if (secondFrames.length !== firstWritten.length || result.length !== secondFrames.length) {
    return [`${firstWritten.length} frames became ${secondFrames.length}, then ${result.length}`];
  }
  for (const [index, { frame }] of secondFrames.entries()) {
    const source = firstWritten[index]!.frame.schema;
    const found = result[index]!;
    if (source.message !== frame.schema.message || source.message !== found.schema.message) {
      return [`frame ${index}: ${source.message} became ${frame.schema.message}, then ${found.schema.message}`];
    }
    const outcomes = first.counts.plans[source.index]!.outcomes;
    frame.schema.fields.forEach((field, ordinal) => {
      const { outcome } = outcomes[ordinal]!;
      if (outcome === 'changed' || sameField(field, frame.body, found.body)) return;
      problems.push(`frame ${index}: ${source.message}.${field.name} was ${outcome}, and is now something else`);
    });
  }
  return firstOf(problems);
}
