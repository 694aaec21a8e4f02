import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ulogFlight } from './flight.ts';
import { load, plain, read, smallCatalog } from './tools.ts';
import { latin, recordOf, type UlogWriter } from './writer.ts';

/** Bytes that are no type of a record, and as lengths reach far behind the log: what seems to end between two records may be one. */
const farBytes = fc.uint8Array({ min: 0x5b, minLength: 1, maxLength: 60 });

describe('damage', () => {
  const healthy = (): UlogWriter => {
    const writer = plain();
    for (let index = 1; index <= 20; index++) writer.data('plain', load(index));
    return writer;
  };

  test('bytes between records: the records around them are found', () => {
    fc.assert(
      fc.property(farBytes, fc.integer({ min: 1, max: 60 }), (junk, chunk) => {
        const writer = healthy().raw(junk);
        for (let index = 21; index <= 40; index++) writer.data('plain', load(index));
        const { frames, gaps } = read(writer.bytes(), smallCatalog, chunk);
        const found = frames.map(({ values }) => values.load).filter((value) => value !== undefined);
        expect(found).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
        expect(gaps.reduce((sum, { length }) => sum + length, 0)).toBe(junk.length);
      }),
      { numRuns: 200 },
    );
  });

  test('a changed length costs its record', () => {
    const log = healthy().bytes();
    const at = log.length - 10 * 22;
    for (let bit = 0; bit < 16; bit++) {
      const broken = log.slice();
      broken[at + (bit >>> 3)]! ^= 1 << (bit & 7);
      const { frames, gaps } = read(broken);
      expect(frames.filter(({ values }) => values.load !== undefined)).toHaveLength(19);
      expect(gaps.reduce((sum, { length }) => sum + length, 0)).toBe(22);
    }
  });

  test('reading does not begin with one record alone, but with a mark made for it', () => {
    const one = plain().data('plain', load(7)).bytes().subarray(plain().bytes().length);
    const junk = new Uint8Array(50).fill(0xee);
    const log = (between: Uint8Array): Uint8Array =>
      healthy().raw(junk).raw(between).raw(junk).sync().data('plain', load(8)).bytes();
    const alone = read(log(one));
    expect(alone.frames.slice(-2).map(({ schema }) => schema.message)).toEqual(['(sync)', 'plain']);
    expect(alone.frames.some(({ values }) => values.load === 7 && values.flag === 1)).toBe(false);
    expect(alone.frames.filter(({ schema }) => schema.message === 'plain')).toHaveLength(21);
    const two = read(log(new Uint8Array([...one, ...one])));
    expect(two.frames.filter(({ schema }) => schema.message === 'plain')).toHaveLength(23);
  });

  test('behind damage the same is found however the bytes come: a right record before one that nobody can read', () => {
    const log = healthy()
      .record('A', [0, 9, 0], latin('nothing'))
      .data('plain', load(20.5))
      .raw(Uint8Array.of(2, 0, 0x99, 1, 1, 1, 1, 1, 1))
      .data('plain', load(21))
      .record('D', [9, 0], new Uint8Array(30))
      .data('plain', load(22))
      .data('plain', load(23))
      .bytes();
    const whole = read(log);
    expect(whole.frames.at(-1)!.values.load).toBe(23);
    const sum = (gaps: readonly { length: number }[]): number => gaps.reduce((total, { length }) => total + length, 0);
    for (let chunk = 1; chunk < 60; chunk++) {
      const { messages, gaps } = read(log, smallCatalog, chunk);
      expect(messages, `chunks of ${chunk}`).toEqual(whole.messages);
      expect(sum(gaps), `chunks of ${chunk}`).toBe(sum(whole.gaps));
    }
  });

  test('a log cut off after any byte has the records before that', () => {
    const log = ulogFlight({}).subarray(0, 30_000);
    const whole = read(log).messages;
    for (let length = 16; length < 2000; length += 3) {
      const { messages, gaps } = read(log.subarray(0, length));
      expect(messages).toEqual(whole.slice(0, messages.length));
      expect(gaps.length).toBeLessThanOrEqual(1);
      for (const { reason } of gaps) expect(reason).toBe('end-of-input');
    }
  });

  test('records that nobody can read are stepped over whole, as long as they are', () => {
    const later = recordOf('X', new Uint8Array(65_535).fill(0x44));
    const { gaps, frames } = read(healthy().raw(later).raw(later).data('plain', load(21)).bytes());
    expect(gaps.map(({ length, reason }) => [length, reason])).toEqual([
      [65_538, 'unknown-message'],
      [65_538, 'unknown-message'],
    ]);
    expect(frames.at(-1)!.values.load).toBe(21);
  });
});
