import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLoop } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import { chunksOf, decodeLog, filterLog, type Run, surveyLog, tracedFrames } from './run.ts';
import { type FormatSubject, level, type NamedLog } from './subject.ts';

const HOSTILE_BYTES = 2_000_000;
const HOSTILE_MS = 5000;
/** Growth of the heap that is no growth with the input: what the runtime keeps for itself. */
const HEAP_SLACK_BYTES = 1_500_000;

/** Damaged and hostile input: no exception, bounded time and memory, and an output that is whole. */
export function badInputLaws(subject: FormatSubject): void {
  const { smallLog } = subject;
  const engineering = level('engineering').disclosure;
  const full = level('full').disclosure;
  const filterBoth = (log: Uint8Array, note: string): Run[] =>
    [engineering, full].map((disclosure) => filterToWhole(subject, disclosure, log, note));

  describe('bad input', () => {
    test('a log cut off after any byte', () => {
      const whole = tracedFrames(filterLog(subject, engineering, smallLog, { facts: {} })).map(({ frame }) => frame);
      for (let length = 0; length < smallLog.length; length++) {
        for (const run of filterBoth(smallLog.subarray(0, length), `cut off after ${length} bytes`)) {
          const frames = tracedFrames(run).map(({ frame }) => frame.schema.message);
          const expected = whole.slice(0, frames.length).map(({ schema }) => schema.message);
          expect(frames, `cut off after ${length} bytes`).toEqual(expected);
        }
      }
    });

    test('any single bit flipped', () => {
      const log = smallLog.slice();
      for (let bit = 0; bit < 8 * log.length; bit++) {
        log[bit >>> 3]! ^= 1 << (bit & 7);
        filterToWhole(subject, engineering, log, `bit ${bit & 7} of byte ${bit >>> 3} flipped`);
        log[bit >>> 3]! ^= 1 << (bit & 7);
      }
    });

    test('random bytes, alone and between pieces of a log', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(), fc.nat(), (bytes, from, to) => {
          filterBoth(bytes, 'random bytes');
          const piece = smallLog.subarray(from % smallLog.length, to % smallLog.length);
          filterBoth(new Uint8Array(Buffer.concat([bytes, piece, bytes])), 'random bytes around a piece of a log');
        }),
        { numRuns: 100 },
      );
    });

    test('bytes of a log changed, doubled, left out and put elsewhere', () => {
      const change = fc.record({ at: fc.nat(), length: fc.nat(60), to: fc.nat(), kind: fc.nat(2) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
          let log: Uint8Array = smallLog;
          for (const { at, length, to, kind } of changes) log = rearranged(log, at, length, to, kind);
          filterBoth(log, 'a rearranged log');
        }),
        { numRuns: 100 },
      );
    });

    test('an empty log', () => {
      for (const run of filterBoth(new Uint8Array(0), 'empty')) expect(run.output.length).toBe(0);
    });

    test.each(subject.nested)('frames inside a payload contribute nothing: $name', ({ log, message }) => {
      expect(log.length).toBeGreaterThan(0);
      for (const run of filterBoth(log, 'nested')) {
        expect(tracedFrames(run).map(({ frame }) => frame.schema.message)).not.toContain(message);
      }
    });

    test.each(subject.overlong)('a frame that claims more than there is takes no other with it: $name', (one) => {
      for (const run of filterBoth(one.log, one.name)) {
        expect(tracedFrames(run).length).toBeGreaterThanOrEqual(one.frames);
      }
    });

    const constant = [0x00, 0xfd, 0xfe, 0xff, 0xa3].map(
      (byte): NamedLog => ({ name: `0x${byte.toString(16).padStart(2, '0')}`, log: Uint8Array.of(byte) }),
    );
    test.each([...constant, ...subject.hostile])(
      '2 MB of $name in bounded time',
      ({ log, name }) => {
        const input = repeated(log, HOSTILE_BYTES);
        const began = performance.now();
        surveyLog(subject.format, input);
        filterToWhole(subject, engineering, input, name);
        expect(performance.now() - began).toBeLessThan(HOSTILE_MS);
      },
      30_000,
    );

    const { manySchemas } = subject;
    if (manySchemas !== undefined) {
      test('a log that teaches any number of messages is read in bounded time and memory', () => {
        const log = manySchemas.log(3 * manySchemas.most);
        const began = performance.now();
        const run = filterToWhole(subject, full, log, 'many schemas');
        expect(performance.now() - began).toBeLessThan(HOSTILE_MS);
        expect(run.counts.plans.length).toBeLessThanOrEqual(manySchemas.most);
        expect(run.counts.gapBytes).not.toEqual({});
      });
    }

    test('memory does not grow with the log', () => {
      const log = subject.makeLog({});
      const loop = createLoop(subject.format, engineering, FlightKeys.ofSeed('suite', 0));
      const buffers = new Set<ArrayBufferLike>();
      const feed = (bytes: number): void => {
        for (let pushed = 0; pushed < bytes; pushed += log.length) {
          for (const piece of loop.push(log)) buffers.add(piece.buffer);
        }
      };
      feed(2_000_000);
      const before = usedBytes();
      feed(8_000_000);
      expect(usedBytes() - before).toBeLessThan(HEAP_SLACK_BYTES);
      expect(loop.counts().inputBytes).toBeGreaterThan(10_000_000);
      expect(buffers.size, 'buffers that output came from').toBe(1);
    });

    test('no more than a record is held back', () => {
      const log = subject.makeLog({});
      const ends = decodeLog(subject, log).frames.map(({ end }) => end);
      const loop = createLoop(subject.format, engineering, FlightKeys.ofSeed('suite', 0));
      let pushed = 0;
      for (const chunk of chunksOf(log, [97])) {
        for (const piece of loop.push(chunk)) expect(piece.length).toBeGreaterThan(0);
        pushed += chunk.length;
        const { written, withheld } = loop.counts();
        const passed = [...written, ...withheld].reduce((sum, count) => sum + count, 0);
        const due = ends.filter((end) => end + subject.format.maxRecordBytes <= pushed).length;
        expect(passed, `frames after ${pushed} bytes`).toBeGreaterThanOrEqual(due);
      }
    });
  });
}

/** Bytes in use after everything that can be freed was freed. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Filters without the first pass, and reads the output: it must have no gaps and as many frames as were written. */
function filterToWhole(subject: FormatSubject, disclosure: Disclosure, log: Uint8Array, note: string): Run {
  const run = filterLog(subject, disclosure, log, { facts: {} });
  const { frames, gaps } = decodeLog(subject, run.output);
  if (gaps.length > 0) expect(gaps, note).toEqual([]);
  const written = tracedFrames(run).filter((event) => event.written).length;
  if (frames.length !== written) expect(frames.length, `${note}: frames in the output`).toBe(written);
  return run;
}

function rearranged(log: Uint8Array, from: number, length: number, to: number, kind: number): Uint8Array {
  const at = from % (log.length + 1);
  const piece = log.subarray(at, at + length);
  const without = Buffer.concat([log.subarray(0, at), log.subarray(at + length)]);
  if (kind === 0) return new Uint8Array(without);
  const rest = kind === 1 ? without : Buffer.from(log);
  const place = to % (rest.length + 1);
  return new Uint8Array(Buffer.concat([rest.subarray(0, place), piece, rest.subarray(place)]));
}

function repeated(unit: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = unit[at % unit.length]!;
  return bytes;
}
