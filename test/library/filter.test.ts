import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLoop } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { allFormats, detectFormat, type Filter, FlightveilError, type Format, levels } from '../../src/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import { chunksOf, codeThrown, concat, copterLog, liveLevels, pushAll, seeded, shortLog } from './logs.ts';

const tlog = allFormats().find(({ name }) => name === 'tlog')!;

describe.each(liveLevels)('at %s', (level) => {
  const whole = pushAll(seeded(level), shortLog);

  test('a filter gives what the loop gives', () => {
    const loop = createLoop(detectFormat(copterLog, true), levels[level], FlightKeys.ofSeed('library', 0));
    const pieces: Uint8Array[] = [];
    for (const piece of loop.push(copterLog)) pieces.push(piece.slice());
    for (const piece of loop.finish()) pieces.push(piece.slice());
    const expected = concat(pieces);
    expect(expected.length).toBeGreaterThan(50_000);
    expect(Buffer.compare(pushAll(seeded(level), copterLog), expected)).toBe(0);
    expect(Buffer.compare(pushAll(seeded(level, { format: 'tlog' }), copterLog), expected)).toBe(0);
  });

  test('chunks of every size from 1 to 64 give the same bytes and the same report', () => {
    expect(whole.length).toBeGreaterThan(2000);
    const filter = seeded(level);
    pushAll(filter, shortLog);
    for (let size = 1; size <= 64; size++) {
      const other = seeded(level);
      expect(Buffer.compare(pushAll(other, shortLog, [size]), whole), `chunks of ${size}`).toBe(0);
      expect(other.report(), `chunks of ${size}`).toEqual(filter.report());
    }
  });

  test('so do chunks of any sizes, empty ones among them', () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 4000, max: 20_000 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(sizes, (chunks) => {
        const output = pushAll(seeded(level), shortLog, [...chunks, 1]);
        return Buffer.compare(output, whole) === 0;
      }),
      { numRuns: 60 },
    );
  });

  test('two filters at once do not know of each other', () => {
    const filters = [seeded(level), seeded(level)] as const;
    const outputs: [Uint8Array[], Uint8Array[]] = [[], []];
    chunksOf(shortLog, 333).forEach((chunk, index) => {
      outputs[0].push(filters[0].push(chunk));
      if (index % 2 === 1) outputs[1].push(filters[1].push(shortLog.subarray((index - 1) * 333, (index + 1) * 333)));
    });
    outputs[0].push(filters[0].flush());
    expect(Buffer.compare(concat(outputs[0]), whole)).toBe(0);
    const begun = concat(outputs[1]);
    expect(Buffer.compare(begun, whole.subarray(0, begun.length))).toBe(0);
    expect(begun.length).toBeGreaterThan(1000);
  });
});

describe('bytes', () => {
  test('what goes in is only read, and may be changed afterwards; what comes out is the caller’s', () => {
    const expected = pushAll(seeded('full'), copterLog);
    const filter = seeded('full');
    const outputs: Uint8Array[] = [];
    const kept: Uint8Array[] = [];
    for (const chunk of chunksOf(copterLog, 10_001)) {
      const before = chunk.slice();
      const output = filter.push(chunk);
      expect(Buffer.compare(chunk, before)).toBe(0);
      expect(output.buffer).not.toBe(chunk.buffer);
      expect(output.byteLength, 'nothing else is in its buffer').toBe(output.buffer.byteLength);
      kept.push(output.slice());
      outputs.push(output);
      chunk.fill(0xfe);
      output.fill(0xfe);
    }
    kept.push(filter.flush());
    expect(Buffer.compare(concat(kept), expected)).toBe(0);
    expect(new Set(outputs.map(({ buffer }) => buffer)).size).toBe(outputs.length);
    for (const output of outputs) expect(output.every((byte) => byte === 0xfe)).toBe(true);
  });

  test('a Buffer is as good as any Uint8Array; other things are refused', () => {
    const output = pushAll(seeded('full'), Buffer.from(shortLog));
    expect(Buffer.compare(output, pushAll(seeded('full'), shortLog))).toBe(0);
    expect(output).not.toBeInstanceOf(Buffer);
    for (const wrong of [shortLog.buffer, 'text', [1, 2], new Uint16Array(4), new DataView(new ArrayBuffer(4)), null]) {
      expect(codeThrown(() => seeded('full').push(wrong as unknown as Uint8Array))).toBe('usage');
    }
  });

  test('live bytes of a named format come out as soon as their frame is whole', () => {
    const filter = seeded('full', { format: 'tlog' });
    expect(filter.format).toBe('tlog');
    const given = 2000;
    expect(filter.push(copterLog.subarray(0, given)).length).toBeGreaterThan(given - 2 * 300);
  });

  test('of an unnamed format they are held back until it is known, which takes a few thousand', () => {
    const filter = seeded('full');
    expect(filter.push(copterLog.subarray(0, 4096)).length).toBe(0);
    expect(filter.format).toBeUndefined();
    expect(filter.report()).toMatchObject({ inputBytes: 4096, outputBytes: 0, framesWritten: 0 });
    expect(filter.push(copterLog.subarray(4096, 4097)).length).toBeGreaterThan(3000);
    expect(filter.format).toBe('tlog');
  });

  test('a short log is known at its end', () => {
    const filter = seeded('full');
    const log = copterLog.subarray(0, 1000);
    expect(filter.push(log).length).toBe(0);
    expect(filter.flush().length).toBeGreaterThan(500);
    expect(filter.report().inputBytes).toBe(1000);
  });
});

describe('the end', () => {
  test('flush twice gives nothing more, push after flush is an error', () => {
    const filter = seeded('full');
    filter.push(shortLog);
    filter.flush();
    const report = filter.report();
    expect(report.framesWritten).toBeGreaterThan(50);
    expect(filter.flush()).toEqual(new Uint8Array(0));
    expect(codeThrown(() => filter.push(shortLog))).toBe('usage');
    expect(
      codeThrown(() => filter.flush()),
      'the error has closed the filter',
    ).toBe('usage');
    expect(filter.report()).toEqual(report);
  });

  test('nothing in, nothing out', () => {
    const empty = new Uint8Array(0);
    for (const filter of [seeded('full'), seeded('full', { format: 'tlog' })]) {
      expect(filter.push(empty)).toEqual(empty);
      expect(filter.flush()).toEqual(empty);
      expect(filter.report()).toMatchObject({ inputBytes: 0, outputBytes: 0, categories: [], messages: [] });
    }
  });
});

describe('errors', () => {
  const noise = Uint8Array.from({ length: DETECT_BYTES + 1 }, (_, index) => (index * index * 31) & 0x7f);

  test('an unknown format is an error at its end, or after as many bytes as are looked at', () => {
    const short = seeded('full');
    expect(short.push(noise.subarray(0, 50_000)).length).toBe(0);
    expect(codeThrown(() => short.flush())).toBe('unknown-format');
    const long = seeded('full');
    expect(long.push(noise.subarray(0, DETECT_BYTES)).length).toBe(0);
    expect(codeThrown(() => long.push(noise.subarray(DETECT_BYTES)))).toBe('unknown-format');
    expect(codeThrown(() => long.push(copterLog))).toBe('unknown-format');
    expect(codeThrown(() => long.flush())).toBe('unknown-format');
  });

  /** As .tlog, but its decoder fails at a frame, with a text that quotes the log. */
  function failingAt(frames: number): Format {
    return {
      ...tlog,
      name: `failing at ${frames}`,
      createDecoder() {
        const decoder = tlog.createDecoder();
        const next = decoder.next.bind(decoder);
        let calls = 0;
        decoder.next = () => {
          if (++calls > frames) throw new RangeError('at 47.3977419, 8.5455938');
          return next();
        };
        return decoder;
      },
    };
  }

  function failed(filter: Filter, log: Uint8Array): { output: Uint8Array; error: FlightveilError } {
    const output: Uint8Array[] = [];
    for (const chunk of chunksOf(log, 5000)) {
      try {
        output.push(filter.push(chunk));
      } catch (error) {
        return { output: concat(output), error: error as FlightveilError };
      }
    }
    throw new Error('it did not fail');
  }

  test('one in the middle closes the filter: what came before is right, nothing comes after, nothing is quoted', () => {
    const whole = pushAll(seeded('full'), copterLog);
    const filter = seeded('full', { formats: [failingAt(1000)] });
    const { output, error } = failed(filter, copterLog);
    expect(output.length).toBeGreaterThan(10_000);
    expect(Buffer.compare(output, whole.subarray(0, output.length))).toBe(0);
    expect(error).toBeInstanceOf(FlightveilError);
    expect(JSON.stringify([error.message, error.facts, error.advice ?? '', String(error.cause)])).not.toContain('47.3');
    const report = filter.report();
    for (const call of [() => filter.push(copterLog), () => filter.flush(), () => filter.push(new Uint8Array(0))]) {
      let again: unknown;
      try {
        call();
      } catch (thrown) {
        again = thrown;
      }
      expect(again).toBe(error);
    }
    expect(codeThrown(() => filter.stream())).toBe('usage');
    expect(filter.report()).toEqual(report);
    expect(report.framesWritten).toBeGreaterThan(100);
  });

  test('a push that fails gives nothing of what it had done', () => {
    const filter = seeded('full', { formats: [failingAt(1000)] });
    expect(codeThrown(() => filter.push(copterLog))).toBe('input-unreadable');
    expect(codeThrown(() => filter.flush())).toBe('input-unreadable');
  });
});
