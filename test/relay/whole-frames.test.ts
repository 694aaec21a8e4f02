import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_DATAGRAM_BYTES, packetsOf, withoutStamps } from '../../src/relay/whole-frames.ts';
import { filtered, framesOf, sample, shortLog } from './harness.ts';

const frames = framesOf(filtered(shortLog, 'full'));
const lines = filtered(readFileSync(sample('flight.nmea')), 'full', 'nmea')
  .toString('latin1')
  .split(/(?<=\n)/)
  .map((line) => Buffer.from(line, 'latin1'));
const stamped = frames.map((frame) => Buffer.concat([Buffer.from([0, 5, 0xfd, 0xfe, 1, 2, 3, 4]), frame]));

describe('datagrams', () => {
  it.each([
    ['mavlink', frames],
    ['tlog', stamped],
    ['nmea', lines],
  ] as const)('of %s hold whole frames or lines, as many as fit', (format, pool) => {
    fc.assert(
      fc.property(fc.array(fc.nat(pool.length - 1), { minLength: 1, maxLength: 120 }), (choice) => {
        const chosen = choice.map((index) => Buffer.from(pool[index]!));
        const ends = new Set<number>();
        let end = 0;
        for (const one of chosen) ends.add((end += one.length));
        const packets = [...packetsOf(format)(Buffer.concat(chosen))].map((packet) => Buffer.from(packet));
        expect(Buffer.concat(packets).equals(Buffer.concat(chosen))).toBe(true);
        let at = 0;
        for (const packet of packets) {
          expect(packet.length).toBeLessThanOrEqual(MOST_DATAGRAM_BYTES);
          expect(ends.has((at += packet.length))).toBe(true);
        }
        expect(packets.length).toBeLessThanOrEqual(Math.ceil(end / (MOST_DATAGRAM_BYTES - 300)));
      }),
    );
  });

  it('with a line that is longer hold it alone', () => {
    const long = Buffer.from(`${'x'.repeat(2000)}\n`);
    const packets = [...packetsOf('nmea')(Buffer.concat([lines[0]!, long, lines[1]!]))];
    expect(packets.map(({ length }) => length)).toEqual([lines[0]!.length, long.length, lines[1]!.length]);
  });
});

it('records without their stamps are the frames', () => {
  expect(Buffer.from(withoutStamps(Buffer.concat(stamped))).equals(Buffer.concat(frames))).toBe(true);
});
