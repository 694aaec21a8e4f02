import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothing } from '../../src/model/disclosure.ts';
import { anyChunks } from './arbitraries.ts';
import { filterLog, type Run, tracedFrames } from './run.ts';
import { type FormatSubject, level } from './subject.ts';

const ALL_SIZES_TO = 300;
const MORE_SIZES = [301, 333, 400, 512, 640, 777, 1000, 1199, 1200];

/** Output and counts do not depend on how the bytes came. */
export function chunkingLaws(subject: FormatSubject): void {
  const disclosures = [level('engineering'), level('full')];

  describe('chunks', () => {
    test('the small log is fit for these tests', () => {
      expect(subject.smallLog.length).toBeLessThanOrEqual(1200);
      const { counts, output } = filterLog(subject, level('engineering').disclosure, subject.smallLog);
      expect(Object.keys(counts.gapBytes).length, 'kinds of gaps').toBeGreaterThan(0);
      expect(sum(counts.withheld), 'frames withheld').toBeGreaterThan(0);
      const verdicts = counts.plans.map((plan) => plan.verdict);
      expect(verdicts).toContain('edit');
      expect(verdicts).toContain('drop');
      expect(output.length).toBeGreaterThan(0);
    });

    test.each(disclosures)('chunks of every size give the same output and counts: $name', ({ disclosure }) => {
      const { smallLog } = subject;
      const whole = tellable(filterLog(subject, disclosure, smallLog, { facts: {} }));
      for (let size = 1; size <= ALL_SIZES_TO; size++) {
        const run = filterLog(subject, disclosure, smallLog, { facts: {}, chunks: [size] });
        expect(tellable(run), `chunks of ${size} bytes`).toEqual(whole);
      }
      for (const size of MORE_SIZES) {
        const run = filterLog(subject, disclosure, smallLog, { facts: {}, chunks: [size] });
        expect(tellable(run), `chunks of ${size} bytes`).toEqual(whole);
      }
    });

    test.each(disclosures)('so do chunks of any sizes, of logs with junk at any place: $name', ({ disclosure }) => {
      const logs = [subject.smallLog, ...subject.samples.map(({ log }) => log)];
      fc.assert(
        fc.property(
          fc.constantFrom(...logs),
          anyChunks,
          fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 40 })), { maxLength: 4 }),
          (clean, chunks, junk) => {
            const log = withJunk(clean, junk);
            const whole = tellable(filterLog(subject, disclosure, log, { facts: {} }));
            expect(tellable(filterLog(subject, disclosure, log, { facts: {}, chunks }))).toEqual(whole);
          },
        ),
        { numRuns: 60 },
      );
    });

    test('every byte of the input is in one frame or one gap', () => {
      for (const { name, log } of [{ name: 'small', log: subject.smallLog }, ...subject.samples]) {
        const run = filterLog(subject, nothing, log, { chunks: [1] });
        const inFrames = sum(tracedFrames(run).map(({ frame }) => frame.end - frame.start));
        expect(inFrames + sum(Object.values(run.counts.gapBytes)), name).toBe(log.length);
        expect(run.counts.inputBytes, name).toBe(log.length);
      }
    });
  });
}

/** What must be equal: bytes, counts, and what became of which frame. */
function tellable({ output, counts, events }: Run): unknown {
  return {
    output: Buffer.from(output).toString('base64'),
    messages: counts.plans.map((plan) => `${plan.schema.message}: ${plan.verdict}`),
    written: counts.written,
    withheld: counts.withheld,
    gapBytes: counts.gapBytes,
    inputBytes: counts.inputBytes,
    outputBytes: counts.outputBytes,
    events: events.map((event) =>
      event.kind === 'gap' ? `gap of ${event.sender}` : `${event.frame.schema.message} ${event.written}`,
    ),
  };
}

function withJunk(log: Uint8Array, junk: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  let result = log;
  for (const [place, bytes] of junk) {
    const at = place % (result.length + 1);
    result = new Uint8Array(Buffer.concat([result.subarray(0, at), bytes, result.subarray(at)]));
  }
  return result;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
