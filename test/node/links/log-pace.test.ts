import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFormats } from '../../../src/formats/index.ts';
import { timed } from '../../../src/node/links/log-pace.ts';
import { frame, tlogOf } from '../tiny-log.ts';

const formatOf = (name: string) => allFormats().find((format) => format.name === name)!;

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function paced(bytes: Uint8Array, name: string, size = 4096): Promise<{ all: Buffer; timesMs: number[] }> {
  const pieces: Buffer[] = [];
  const timesMs: number[] = [];
  for await (const { atMs, bytes: piece } of timed(inPieces(bytes, size), formatOf(name))) {
    pieces.push(Buffer.from(piece));
    timesMs.push(atMs);
  }
  return { all: Buffer.concat(pieces), timesMs };
}

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));

describe('the time of a log', () => {
  it.each([
    ['copter.tlog', 'tlog'],
    ['short.mavlink', 'mavlink'],
    ['flight.nmea', 'nmea'],
  ])('of %s passes as in the log, and no byte is lost or added', async (name, format) => {
    const log = sample(name);
    const whole = await paced(log, format);
    expect(whole.all.equals(log)).toBe(true);
    expect(whole.timesMs[0]).toBe(0);
    expect([...whole.timesMs].sort((a, b) => a - b)).toEqual(whole.timesMs);
    expect(whole.timesMs.at(-1)).toBeGreaterThan(5_000);
    expect(whole.timesMs.at(-1)).toBeLessThan(3_600_000);
    const small = await paced(log, format, 333);
    expect(small.all.equals(log)).toBe(true);
    expect(small.timesMs.at(-1)).toBe(whole.timesMs.at(-1));
  });

  it('stands still where a clock is set, forwards or backwards', async () => {
    const at = (ms: number) => frame('ATTITUDE', { time_boot_ms: ms, yawspeed: 1 });
    const log = Buffer.concat([1000, 1200, 900_000_000, 900_000_300, 5, 105].map(at));
    const { timesMs } = await paced(log, 'mavlink');
    expect(timesMs).toEqual([0, 200, 200, 500, 500, 600]);
  });

  it('comes from the container where there is one', async () => {
    const log = tlogOf([
      ['ATTITUDE', { time_boot_ms: 5, yawspeed: 1 }],
      ['ATTITUDE', { time_boot_ms: 999, yawspeed: 1 }],
    ]);
    const { timesMs } = await paced(log, 'tlog');
    expect(timesMs.at(-1)).toBe(
      (Number(Buffer.from(log).readBigUInt64BE(log.length / 2)) - Number(Buffer.from(log).readBigUInt64BE(0))) / 1000,
    );
  });
});
