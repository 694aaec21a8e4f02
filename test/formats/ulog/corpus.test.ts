import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLoop, loopFactsOf } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { detectFormat } from '../../../src/formats/index.ts';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { decodeLog, filterLog, surveyLog, tracedFrames } from '../../suite/run.ts';
import { readWithFoxglove, valuesIn, walk } from './read-independently.ts';

const format = ulogFormat();
const subject = { format };

const messages: Readonly<Record<string, string>> = {
  ...{ B: '(flag bits)', F: '(format)', I: '(info)', M: '(multi info)', P: '(parameter)', Q: '(parameter default)' },
  ...{ A: '(subscription)', R: '(removal)', L: '(logged string)', C: '(tagged string)', O: '(dropout)', S: '(sync)' },
};

describeCorpus('recorded ULogs', 'ulog', (files) => {
  describe.each(files.map((path) => [basename(path), path] as const))('%s', { timeout: 60_000 }, (_, path) => {
    const log = new Uint8Array(readFileSync(path));

    test('is found to be one, and every record is read', () => {
      expect(detectFormat(log, true).name).toBe('ulog');
      const expected = new Map<string, number>([['(header)', 1]]);
      for (const { type } of walk(log)) count(expected, messages[type] ?? 'data');
      const { frames, gaps } = decodeLog(subject, log);
      expect(gaps).toEqual([]);
      const found = new Map<string, number>();
      for (const { schema } of frames) count(found, schema.message.startsWith('(') ? schema.message : 'data');
      expect(found).toEqual(expected);
    });

    test.each(['engineering', 'dynamics', 'full'] as const)('at %s the output is a valid ULog', async (level) => {
      const { output } = filterLog(subject, levels[level], log);
      const records = walk(output);
      const types = records.map(({ type }) => type);
      // Flags, then definitions, then data; old logs have no flags.
      expect(types.indexOf('B')).toBe(walk(log)[0]!.type === 'B' ? 0 : -1);
      expect(types.lastIndexOf('F')).toBeLessThan(types.findIndex((type) => 'ADLCRSO'.includes(type)));
      const subscribed = new Set<number>();
      for (const { type, payload } of records) {
        if (type === 'A') subscribed.add(payload[1]! | (payload[2]! << 8));
        if (type === 'D') expect(subscribed).toContain(payload[0]! | (payload[1]! << 8));
        if (type === 'B') expect([...payload.subarray(1)].every((byte) => byte === 0) && payload[0]! <= 1).toBe(true);
      }
      const { counts, logs, reader } = await readWithFoxglove(output);
      expect(sum(counts)).toBe(types.filter((type) => type === 'D').length);
      expect(logs).toBe(types.filter((type) => type === 'L' || type === 'C').length);
      if (level !== 'dynamics') return;
      let read = 0;
      for await (const { type } of reader.readMessages()) if ('DLC'.includes(String.fromCharCode(type))) read++;
      expect(read).toBe(sum(counts) + logs);
    });

    test.each(['engineering', 'dynamics'] as const)(
      'at %s an independent reader finds the same values in what is kept',
      async (level) => {
        const run = filterLog(subject, levels[level], log);
        const before = await readWithFoxglove(log);
        const after = await readWithFoxglove(run.output);
        if (level === 'dynamics') expect(sum(after.counts) / dataRecords(log)).toBeGreaterThan(0.9);

        const kept = tracedFrames(run).filter(({ frame, written }) => written && !frame.schema.message.startsWith('('));
        const written = walk(run.output).filter(({ type }) => type === 'D');
        expect(written.length).toBe(kept.length);
        let compared = 0;
        const different = new Set<string>();
        for (const [index, { frame }] of kept.entries()) {
          // A few hundred of each log, spread over all of it.
          if (index % Math.ceil(kept.length / 600) !== 0) continue;
          const { message } = frame.schema;
          const input = valuesIn(message, frame.body, before.header.definitions);
          const output = valuesIn(message, written[index]!.payload.subarray(2), after.header.definitions);
          expect([...output.keys()]).toEqual([...input.keys()]);
          const { outcomes } = run.counts.plans[frame.schema.index]!;
          const isKept = new Set(outcomes.filter(({ outcome }) => outcome === 'kept').map(({ field }) => field));
          for (const [name, value] of input) {
            if (!isKept.has(name) && !isKept.has(name.replace(/\[\d+\]$/, ''))) continue;
            compared++;
            if (!Object.is(output.get(name), value)) different.add(`${message}.${name}`);
          }
        }
        expect([...different]).toEqual([]);
        expect(compared).toBeGreaterThan(3000);
      },
    );

    test('times keep their distances and their order', () => {
      const { output } = filterLog(subject, levels.engineering, log);
      const stamps = stampsOf(output);
      const originals = stampsOf(log);
      let distances = 0;
      for (const [topic, times] of stamps) {
        const before = originals.get(topic)!;
        expect(times.length, topic).toBe(before.length);
        for (let index = 1; index < times.length; index++) {
          const step = before[index]! - before[index - 1]!;
          const shown = times[index]! - times[index - 1]!;
          expect(Math.sign(shown), topic).toBe(Math.sign(step));
          if (shown === step) distances++;
        }
      }
      expect(distances).toBeGreaterThan(
        0.99 * (sum(new Map([...stamps].map(([topic, { length }]) => [topic, length]))) - stamps.size),
      );
    });

    test('needs no more memory, and gives the same, in chunks of any size', () => {
      const facts = surveyLog(format, log);
      const whole = filterLog(subject, levels.dynamics, log, { facts });
      const parts = filterLog(subject, levels.dynamics, log, { facts, chunks: [1, 70_000, 13, 4096] });
      expect(Buffer.compare(parts.output, whole.output)).toBe(0);
      const loop = createLoop(format, levels.dynamics, FlightKeys.ofSeed('corpus', 0), loopFactsOf(facts));
      const buffers = new Set<ArrayBufferLike>();
      for (const piece of loop.push(log)) buffers.add(piece.buffer);
      expect(buffers.size).toBe(1);
    });
  });
});

function dataRecords(log: Uint8Array): number {
  return walk(log).filter(({ type }) => type === 'D').length;
}

/** First fields of the data records of each topic and instance, all of which are time stamps. */
function stampsOf(log: Uint8Array): Map<string, number[]> {
  const topics = new Map<number, string>();
  const stamps = new Map<string, number[]>();
  for (const { type, payload } of walk(log)) {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    if (type === 'A')
      topics.set(view.getUint16(1, true), `${Buffer.from(payload.subarray(3)).toString('latin1')} ${payload[0]}`);
    if (type !== 'D') continue;
    const topic = topics.get(view.getUint16(0, true))!;
    if (!stamps.has(topic)) stamps.set(topic, []);
    stamps.get(topic)!.push(Number(view.getBigUint64(2, true)));
  }
  return stamps;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, value) => total + value, 0);
}
