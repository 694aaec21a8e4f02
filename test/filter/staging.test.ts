import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Staging } from '../../src/filter/staging.ts';
import { type Decoder, Found, Frame, noSchema } from '../../src/model/format.ts';
import { concat, filter, frameOf, messageFrame, stamped } from '../formats/mavlink/frames.ts';

const MAX_RECORD = 300;

/** A decoder that takes what it is told to and leaves the rest for later. */
class Reader implements Decoder {
  readonly frame = new Frame();
  readonly gap = { offset: 0, length: 0, reason: 'noise' as const, sender: -1 };
  readonly schema = noSchema;
  position = 0;
  final = false;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
    this.final = final;
  }

  next(): Found {
    return Found.more;
  }

  /** Reads all but `leave` bytes of the window. */
  take(leave: number): Uint8Array {
    const end = Math.max(this.position, this.#end - leave);
    const taken = this.#bytes.slice(this.position, end);
    this.position = end;
    return taken;
  }
}

const numbered = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);

describe('the staging buffer', () => {
  test('gives every byte once and in order, whatever the chunks and whatever is left over', () => {
    const chunks = fc.array(fc.tuple(fc.nat(2000), fc.nat(MAX_RECORD)), { maxLength: 20 });
    fc.assert(
      fc.property(chunks, (all) => {
        const log = numbered(all.reduce((sum, [size]) => sum + size, 0));
        const staging = new Staging(MAX_RECORD);
        const reader = new Reader();
        const read: Uint8Array[] = [];
        let at = 0;
        for (const [size, leave] of all) {
          const chunk = log.slice(at, at + size);
          at += size;
          for (let taken = 0; taken < chunk.length; ) {
            taken += staging.fill(chunk, taken, reader, false);
            read.push(reader.take(leave));
          }
        }
        staging.fill(new Uint8Array(0), 0, reader, true);
        expect(reader.final).toBe(true);
        read.push(reader.take(0));
        expect(Buffer.from(concat(...read)).equals(log)).toBe(true);
        expect(staging.totalBytes).toBe(log.length);
      }),
    );
  });

  test('takes a chunk larger than itself in several turns, and never grows', () => {
    const log = numbered(3_000_000);
    const staging = new Staging(MAX_RECORD);
    const size = staging.bytes.length;
    const reader = new Reader();
    const read: Uint8Array[] = [];
    let turns = 0;
    for (let taken = 0; taken < log.length; turns++) {
      const now = staging.fill(log, taken, reader, false);
      expect(now).toBeGreaterThan(0);
      taken += now;
      read.push(reader.take(turns % MAX_RECORD));
    }
    read.push(reader.take(0));
    expect(turns).toBeGreaterThan(10);
    expect(staging.bytes.length).toBe(size);
    expect(Buffer.from(concat(...read)).equals(log)).toBe(true);
  });

  test('leaves the chunk as it was, and nothing at all is an empty window', () => {
    const staging = new Staging(MAX_RECORD);
    const reader = new Reader();
    expect(staging.fill(new Uint8Array(0), 0, reader, true)).toBe(0);
    expect(reader.take(0).length).toBe(0);
    const chunk = numbered(1000);
    staging.fill(chunk, 0, reader, false);
    staging.bytes.fill(0);
    expect(chunk).toEqual(numbered(1000));
  });
});

describe('the loop over it', () => {
  const signature = new Uint8Array(13).fill(5);
  const piece = fc.oneof(
    fc.nat(255).map((sequence) => messageFrame('ATTITUDE', { time_boot_ms: 5000 + sequence, roll: 1 }, { sequence })),
    fc.nat(255).map((sequence) => messageFrame('HEARTBEAT', { type: 2 }, { sequence, signature })),
    // A frame that grows: its hidden fields were cut off and are unknown, not zero.
    fc.nat(255).map((sequence) => messageFrame('ATTITUDE', { time_boot_ms: 5 }, { sequence })),
    fc.nat(255).map((sequence) => messageFrame('GPS_RAW_INT', { lat: 480_000_000, lon: 5 }, { sequence })),
    fc.nat(255).map((sequence) => messageFrame('STATUSTEXT', { text: 'Ready to fly' }, { sequence })),
    fc.nat(255).map((sequence) => frameOf({ id: 54_321, crcExtra: 3, payload: new Uint8Array(20), sequence })),
    fc.uint8Array({ maxLength: 30 }),
  );

  test.each(['raw', 'tlog'] as const)('writes the same bytes for any chunks: %s', (container) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), (pieces, chunkBytes) => {
        const at = (index: number) => 1_700_000_000_000_000n + BigInt(index) * 100_000n;
        const log = concat(...pieces.map((each, index) => (container === 'raw' ? each : stamped(at(index), each))));
        const whole = filter(log, { container });
        const parts = filter(log, { container, chunkBytes });
        expect(Buffer.from(parts.output).equals(whole.output)).toBe(true);
        expect({ ...parts.counts, plans: [] }).toEqual({ ...whole.counts, plans: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('a log of many windows in which every frame grows comes out whole, whatever the chunks', () => {
    const small = messageFrame('ATTITUDE', { time_boot_ms: 5 });
    const log = concat(...new Array<Uint8Array>(30_000).fill(small));
    const one = filter(small).output;
    expect(one.length).toBeGreaterThan(small.length);
    for (const chunkBytes of [log.length, 65_536, 1021]) {
      const { output, counts } = filter(log, { chunkBytes });
      expect(counts.outputBytes).toBe(output.length);
      expect(output.length).toBe(30_000 * one.length);
      expect(Buffer.from(output.subarray(-one.length)).equals(one)).toBe(true);
    }
  });
});
