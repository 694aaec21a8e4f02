import { describe, expect, test } from 'vitest';
import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { Survey } from '../../../src/filter/survey.ts';
import { recordFormats } from '../../../src/formats/record/index.ts';
import type { Format } from '../../../src/model/format.ts';
import { levels } from '../../../src/policy/levels.ts';
import { filterLog, tracedFrames } from '../../suite/run.ts';
import { joined, recordFlight, varint, wireOf } from './flight.ts';

const [, wireFormat] = recordFormats() as unknown as [Format, Format];

describe('streams of records', () => {
  test('2 MB of records of which nothing is known are read in bounded time', () => {
    const log = Uint8Array.from({ length: 1_999_998 }, (_, index) => [2, 10, 0][index % 3]!);
    const began = performance.now();
    const survey = new Survey(wireFormat);
    survey.push(log);
    expect(survey.finish().frames).toBe(666_666);
    const loop = createLoop(wireFormat, levels.engineering, FlightKeys.ofSeed('records', 0));
    let bytes = 0;
    for (const piece of loop.push(log)) bytes += piece.length;
    for (const piece of loop.finish()) bytes += piece.length;
    expect(bytes).toBe(log.length);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('behind a length that cannot be right nothing is read', () => {
    const flight = wireOf(recordFlight({}, 5));
    for (const wrong of [varint(20_000), new Uint8Array(5).fill(0xff), Uint8Array.of(4, 10, 3, 0x50, 5)]) {
      const { counts, ...run } = filterLog({ format: wireFormat }, levels.full, joined(flight, wrong, flight), {
        facts: {},
      });
      expect(tracedFrames({ counts, ...run }).length).toBe(recordFlight({}, 5).length);
      expect(counts.gapBytes).toEqual({ 'bad-length': wrong.length + flight.length });
    }
  });

  test('a record that is cut off is the end of the input', () => {
    const flight = wireOf(recordFlight({}, 2));
    const { counts } = filterLog({ format: wireFormat }, levels.full, flight.subarray(0, -3), { facts: {} });
    expect(Object.keys(counts.gapBytes)).toEqual(['end-of-input']);
  });
});
