import { describe, expect, it } from 'vitest';
import { BackOff } from '../../../src/node/links/back-off.ts';
import { BatchWriter } from '../../../src/node/links/batch-writer.ts';

describe('a writer of batches', () => {
  it('writes one batch at a time, in order, and nothing twice', async () => {
    const written: string[] = [];
    let atOnce = 0;
    const writer = new BatchWriter(async (bytes) => {
      expect(++atOnce).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      written.push(Buffer.from(bytes).toString());
      atOnce--;
    });
    for (let unit = 0; unit < 100; unit++) {
      void writer.add(Buffer.from(`${unit},`));
      if (unit % 30 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await writer.flush();
    expect(written.join('')).toBe(Array.from({ length: 100 }, (_, unit) => `${unit},`).join(''));
    expect(written.length).toBeLessThan(50);
  });

  it('lets its source wait when much is waiting', async () => {
    let goOn: (() => void) | undefined;
    const writer = new BatchWriter(() => new Promise((resolve) => (goOn = resolve)));
    expect(writer.add(new Uint8Array(10))).toBeUndefined();
    const wait = writer.add(new Uint8Array(1 << 19));
    expect(wait).toBeInstanceOf(Promise);
    goOn!();
    await new Promise((resolve) => setImmediate(resolve));
    goOn!();
    await wait;
  });

  it('takes no more once a write has failed', async () => {
    const writer = new BatchWriter(() => Promise.reject(new Error('full')));
    writer.add(new Uint8Array(1));
    await expect(writer.flush()).rejects.toThrow('full');
    await expect(writer.add(new Uint8Array(1))).rejects.toThrow('full');
  });
});

describe('waiting before another attempt', () => {
  it('grows to a limit, differs each time, and begins anew behind a good connection', () => {
    const longest = new BackOff(() => 1);
    const shortest = new BackOff(() => 0);
    const waits = Array.from({ length: 12 }, () => [longest.waitMs(0), shortest.waitMs(0)] as const);
    expect(waits[0]).toEqual([250, 125]);
    expect(waits[1]).toEqual([500, 250]);
    expect(waits.at(-1)).toEqual([15_000, 7_500]);
    expect(longest.waitMs(500)).toBe(15_000);
    expect(longest.waitMs(60_000)).toBe(250);
  });
});
