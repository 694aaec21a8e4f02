import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillingOf, PaddedGzip } from '../../src/sync/padded-gzip.ts';

async function packed(pieces: readonly Uint8Array[], stepBytes: number): Promise<Buffer> {
  const written: Uint8Array[] = [];
  const gzip = new PaddedGzip(stepBytes, async (bytes) => void written.push(Uint8Array.from(bytes)));
  for (const piece of pieces) await gzip.write(piece);
  await gzip.finish();
  return Buffer.concat(written);
}

const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 2_654_435_761 * seed) >>> 24);

describe('padded gzip', () => {
  test('is a multiple of the step and unpacks to what was written, by gunzip too', async () => {
    for (const [size, step] of [
      [0, 64],
      [1, 4096],
      [100_000, 65_536],
      [300_000, 1_000_000],
    ] as const) {
      const content = bytes(size, 7);
      const whole = await packed([content], step);
      expect(whole.length % step).toBe(0);
      expect(gunzipSync(whole).equals(content)).toBe(true);
      const { stdout, status } = spawnSync('gzip', ['-dc'], { input: whole, maxBuffer: 4_000_000 });
      expect([status, Buffer.compare(stdout, content)]).toEqual([0, 0]);
    }
  });

  test('says nothing of name, time and system', async () => {
    const whole = await packed([bytes(10, 3)], 512);
    expect([...whole.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, expect.any(Number), 255]);
  });

  test('sizes within one step cannot be told apart', async () => {
    const sizes = new Set<number>();
    for (const size of [10, 1000, 5000, 20_000]) sizes.add((await packed([bytes(size, 5)], 262_144)).length);
    expect([...sizes]).toEqual([262_144]);
  });

  test('what cannot be written is told', async () => {
    const gzip = new PaddedGzip(64, async () => {
      throw new Error('full');
    });
    await expect(
      (async () => {
        for (let round = 0; round < 200; round++) await gzip.write(bytes(65_536, round + 1));
        await gzip.finish();
      })(),
    ).rejects.toThrow('full');
  });

  test('every gap is filled to the byte', () => {
    fc.assert(
      fc.property(fc.nat(300_000), fc.integer({ min: 32, max: 200_000 }), (size, step) => {
        const filling = Buffer.concat(fillingOf(size, step));
        expect((size + filling.length) % step).toBe(0);
        expect(filling.length).toBeLessThan(step + 64);
        if (filling.length > 0) expect(gunzipSync(filling)).toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });
});
