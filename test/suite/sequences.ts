import { describe, expect, test } from 'vitest';
import { canaryFill } from './canary.ts';
import { firstOf } from './compare.ts';
import { decodeLog, filterLog, type Run } from './run.ts';
import { type FormatSubject, level } from './subject.ts';

/** Sequence numbers close up behind withheld frames, and show what the link lost. */
export function sequenceLaws(subject: FormatSubject): void {
  const { sequence } = subject;
  if (sequence === undefined) return;
  const { disclosure } = level('engineering');

  describe('sequence numbers', () => {
    const logs: readonly { name: string; log: Uint8Array }[] = [
      { name: 'a flight', log: subject.makeLog({}) },
      { name: 'every message', log: subject.filledLog(canaryFill(disclosure, 1)) },
      ...subject.samples,
    ];

    test.each(logs)('numbers of what is written have gaps only where frames were lost: $name', ({ log }) => {
      const run = filterLog(subject, disclosure, log);
      expect(wrongSteps(subject, sequence.modulo, run)).toEqual([]);
    });

    test.each(logs)('frames that the link lost leave their gaps: $name', ({ log }) => {
      const { log: lossy, lost } = withLoss(subject, log);
      const run = filterLog(subject, disclosure, lossy);
      expect(wrongSteps(subject, sequence.modulo, run)).toEqual([]);
      if (lost < 20) return;
      const whole = filterLog(subject, disclosure, log);
      expect(jumps(subject, sequence.modulo, run)).toBeGreaterThan(jumps(subject, sequence.modulo, whole));
    });

    test('withholding frames makes no gaps', () => {
      const run = filterLog(subject, disclosure, subject.makeLog({}));
      expect(run.counts.withheld.some((count) => count > 0)).toBe(true);
      expect(jumps(subject, sequence.modulo, run)).toBe(0);
    });
  });
}

/** Takes every seventh frame out of the bytes. */
function withLoss(subject: FormatSubject, log: Uint8Array): { log: Uint8Array; lost: number } {
  const pieces: Uint8Array[] = [];
  let from = 0;
  let lost = 0;
  decodeLog(subject, log).frames.forEach(({ start, end }, index) => {
    if (index % 7 !== 3) return;
    pieces.push(log.subarray(from, start));
    from = end;
    lost++;
  });
  return { log: new Uint8Array(Buffer.concat([...pieces, log.subarray(from)])), lost };
}

/** From one written frame of a sender to its next, the number must rise as in the input, less the frames withheld between. */
function wrongSteps(subject: FormatSubject, modulo: number, run: Run): string[] {
  const output = decodeLog(subject, run.output).frames;
  const last = new Map<number, { input: number; output: number; withheld: number }>();
  const problems: string[] = [];
  let written = 0;
  for (const event of run.events) {
    const sender = event.kind === 'gap' ? event.sender : event.frame.sender;
    const previous = last.get(sender);
    if (event.kind === 'gap' || !event.written) {
      if (previous !== undefined) previous.withheld++;
      continue;
    }
    const found = output[written++]!;
    if (previous !== undefined) {
      const expected = event.frame.sequence - previous.input - previous.withheld;
      if ((found.sequence - previous.output - expected) % modulo !== 0) {
        problems.push(`output frame ${written - 1}: ${found.schema.message} of ${subject.format.senderName(sender)}`);
      }
    }
    last.set(sender, { input: event.frame.sequence, output: found.sequence, withheld: 0 });
  }
  return firstOf(problems);
}

/** How often a number of the output is not the one after its sender's last. */
function jumps(subject: FormatSubject, modulo: number, run: Run): number {
  const last = new Map<number, number>();
  let count = 0;
  for (const { sender, sequence } of decodeLog(subject, run.output).frames) {
    const previous = last.get(sender);
    if (previous !== undefined && (previous + 1) % modulo !== sequence) count++;
    last.set(sender, sequence);
  }
  return count;
}
