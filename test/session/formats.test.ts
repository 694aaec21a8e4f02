import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFormats, createFilter, type Format, findResidue, levels } from '../../src/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import { chunksOf, concat, pushAll, shortLog } from '../library/logs.ts';
import { Kept, ownSession, root } from './app.ts';

const nmea = new Uint8Array(readFileSync(new URL('../../samples/flight.nmea', import.meta.url))).subarray(0, 30_000);
const ofOperator = allFormats({ nmeaOf: 'operator' });

describe('a receiver of satellites', () => {
  it.each([1, 13, 400, nmea.length])('is taken for the pilot’s, in chunks of %i', async (size) => {
    const kept = new Kept();
    const session = await ownSession({ ...kept, consent: { level: 'full' }, whenFull: 'wait' });
    for (const chunk of chunksOf(nmea, size)) void session.push({ nmea: chunk });
    const { manifests } = await session.close();
    const draws = drawsOf(root, 'self', 'a');
    const expected = pushAll(createFilter({ level: 'full', ...draws, format: 'nmea', formats: ofOperator }), nmea);
    expect(expected.length).toBeGreaterThan(5000);
    expect(Buffer.compare(kept.of('nmea'), expected)).toBe(0);
    expect(manifests.map(({ format }) => format)).toEqual(['nmea']);
  });

  it('tells nothing of the place where the pilot is hidden, unless it is said to be the aircraft’s', async () => {
    const sizes: number[] = [];
    for (const nmeaOf of [undefined, 'operator', 'aircraft'] as const) {
      const kept = new Kept();
      const session = await ownSession({ ...kept, ...(nmeaOf === undefined ? {} : { nmeaOf }) });
      void session.push({ nmea });
      await session.close();
      sizes.push(kept.bytes);
      const { dynamics: disclosure } = levels;
      expect(
        findResidue({
          original: nmea,
          filtered: kept.of('nmea'),
          disclosure,
          format: allFormats({ nmeaOf: nmeaOf ?? 'operator' }).find(isNmea)!,
        }),
      ).toEqual([]);
    }
    expect(sizes[0]).toBe(sizes[1]);
    expect(sizes[2]).toBeGreaterThan(sizes[0]!);
  });
});

const isNmea = ({ name }: Format): boolean => name === 'nmea';

describe('the end of a link', () => {
  it('releases what only the end tells to be whole', async () => {
    // What looks like the head of a long frame, before a whole one of 34 bytes.
    const frame = shortLog.subarray(0, 34);
    const log = concat([shortLog.subarray(0, 6000), Uint8Array.of(0xfd, 0xff, 0, 0, 0, 1, 1, 30, 0, 0), frame]);
    const filter = createFilter({ level: 'full', ...drawsOf(root, 'self', 'a'), format: 'mavlink' });
    const [before, last] = [filter.push(log), filter.flush()];
    const kept = new Kept();
    const session = await ownSession({ ...kept, consent: { level: 'full' } });
    void session.push({ mavlink: log });
    expect(kept.bytes).toBe(before.length);
    const { manifests } = await session.close();
    expect(last.length).toBe(34);
    expect(kept.bytes).toBe(before.length + last.length);
    const counted = manifests[0]!.released.messages.reduce((sum, { frames }) => sum + frames, 0);
    expect(counted).toBe(filter.report().framesWritten);
  });
});

describe('several formats at once', () => {
  it('are streams of their own, whole frames of each, in the order of the pushes', async () => {
    const alone = new Map<string, Uint8Array>();
    for (const input of ['mavlink', 'nmea'] as const) {
      const kept = new Kept();
      const session = await ownSession({ ...kept, whenFull: 'wait' });
      void session.push(input === 'mavlink' ? { mavlink: shortLog } : { nmea });
      await session.close();
      alone.set(input, kept.of(input));
    }
    const kept = new Kept();
    const session = await ownSession({ ...kept, whenFull: 'wait' });
    const [bytes, sentences] = [chunksOf(shortLog, 300), chunksOf(nmea, 300)];
    for (let turn = 0; turn < Math.max(bytes.length, sentences.length); turn++) {
      if (bytes[turn] !== undefined) void session.push({ mavlink: bytes[turn]! });
      if (sentences[turn] !== undefined) void session.push({ nmea: sentences[turn]! });
    }
    const { manifests } = await session.close();
    expect(manifests.map(({ format }) => format)).toEqual(['mavlink', 'nmea']);
    for (const [format, expected] of alone) expect(Buffer.compare(kept.of(format), expected)).toBe(0);
    const turns = kept.pieces.map(({ format }) => format).join();
    expect(turns).toContain('mavlink,nmea,mavlink,nmea');
  });

  it('fail each by itself: nothing more of one whose filter has failed, and all of the others', async () => {
    const formats = allFormats().map((format) => (format.name === 'mavlink' ? failing(format, 20) : format));
    const kept = new Kept();
    const session = await ownSession({ ...kept, formats, whenFull: 'wait' });
    let code: string | undefined;
    let before = 0;
    for (const chunk of chunksOf(shortLog, 100)) {
      try {
        void session.push({ mavlink: chunk });
      } catch (error) {
        code = (error as { code: string }).code;
        expect(String(error)).not.toContain('51.4769');
        before = kept.of('mavlink').length;
      }
    }
    expect(code).toBe('input-unreadable');
    expect(before).toBeGreaterThan(100);
    expect(session.counts.ignored).toBeGreaterThan(100);
    void session.push({ nmea });
    const { failures, manifests } = await session.close();
    expect([...failures].map(([format, error]) => [format, error.code])).toEqual([['mavlink', 'input-unreadable']]);
    expect(kept.of('mavlink').length).toBe(before);
    expect(manifests.map(({ format }) => format)).toEqual(['mavlink', 'nmea']);
    expect(manifests[0]!.output.bytes).toBe(before);
  });
});

/** A format whose first filter fails at its so manieth frame, with an error that quotes the log. */
function failing(format: Format, frames: number): Format {
  let made = 0;
  return {
    ...format,
    createSealer: (state, options) => {
      const sealer = format.createSealer(state, options);
      if (made++ > 0) return sealer;
      let left = frames;
      const seal = sealer.seal.bind(sealer);
      sealer.seal = (...frame) => {
        if (left-- === 0) throw new RangeError('at 51.4769');
        return seal(...frame);
      };
      return sealer;
    },
  };
}
