import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DataCategory } from '../../../src/model/category.ts';
import { levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { activeRule, concat, elementSize, fieldsOf, loopFor, type ReadFrame, readFrameAt, recordsOf } from './tools.ts';

/** What engineers need and what says neither where nor whose: frames of these alone are to come through. */
const harmless: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['attitude', 'power', 'actuators', 'radioControl', 'linkHealth', 'mode', 'systemHealth'] as const),
  ...(['vibration', 'estimatorHealth', 'structural', 'absoluteTime'] as const),
]);

const LEAST = 0.95;

interface Pair {
  readonly sent: ReadFrame;
  readonly released: ReadFrame | undefined;
}

/** Every frame of a log with what became of it: each is given to the filter alone, and what comes out is its own. */
function* pairsOf(log: Uint8Array): Generator<Pair> {
  const loop = loopFor({ disclosure: levels.engineering, container: 'tlog' });
  for (const { start, end, frame } of recordsOf(log, 'tlog')) {
    const pieces: Uint8Array[] = [];
    for (const piece of loop.push(log.subarray(start, end))) pieces.push(piece.slice());
    const output = concat(pieces);
    if (frame === undefined) continue;
    const released = output.length === 0 ? undefined : readFrameAt(output, 0, 'tlog');
    if (output.length > 0 && released?.end !== output.length) throw new Error('one frame gave something else than one');
    if (released !== undefined && released.type !== frame.type) throw new Error('a frame became one of another kind');
    yield { sent: frame, released };
  }
  expect([...loop.finish()].length).toBe(0);
}

function isHarmless(frame: ReadFrame): boolean {
  const fields = fieldsOf(frame.type, frame.version);
  return fields.every((field) => harmless.has(activeRule(field, fields, frame.payload)!.category));
}

/** Fields other than times, and how many of them are the same bit for bit. */
function compare({ sent, released }: Pair & { released: ReadFrame }) {
  const fields = fieldsOf(sent.type, sent.version);
  const others = fields.filter((field) => activeRule(field, fields, sent.payload)!.category !== 'absoluteTime');
  const same = others.filter(({ offset, type, length }) => {
    const end = offset + elementSize(type) * length;
    return Buffer.from(sent.payload.subarray(offset, end)).equals(released.payload.subarray(offset, end));
  });
  return { fields: others.length, same: same.length };
}

describeCorpus('what survives of recorded logs at engineering', 'tlog', (files) => {
  let attitudes = 0;

  describe.each(files.map((path) => [basename(path), path] as const))('%s', (_, path) => {
    test('frames without anything to hide come through, bit for bit but for their times', { timeout: 60_000 }, () => {
      const counts = { sent: 0, released: 0, fields: 0, same: 0, attitudes: 0 };
      for (const { sent, released } of pairsOf(readFileSync(path))) {
        if (sent.type.layout.name === 'ATTITUDE') {
          counts.attitudes++;
          // time, roll, pitch: four bytes each.
          const angles = [sent, released].map(
            (frame) => frame && Buffer.from(frame.payload.subarray(4, 12)).toString('hex'),
          );
          expect(angles[1] === angles[0], 'roll and pitch of ATTITUDE stay as they are').toBe(true);
        }
        if (!isHarmless(sent)) continue;
        counts.sent++;
        if (released === undefined) continue;
        counts.released++;
        const { fields, same } = compare({ sent, released });
        counts.fields += fields;
        counts.same += same;
      }
      expect(counts.sent).toBeGreaterThan(100);
      attitudes += counts.attitudes;
      expect(counts.released / counts.sent).toBeGreaterThanOrEqual(LEAST);
      expect(counts.same / counts.fields).toBeGreaterThanOrEqual(LEAST);
    });
  });

  test('there were attitudes to look at', () => {
    expect(attitudes).toBeGreaterThan(1000);
  });
});
