import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownUse } from '../../src/live/live-decision.ts';
import { LiveOutput, type LiveState, type WhenFull } from '../../src/live/live-output.ts';
import { FlightveilError } from '../../src/model/errors.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';

const decision = decide({ purpose: 'local', recipient: 'self', level: 'full' }, localPolicy);
const unit = (number: number, bytes = 4): Uint8Array => new Uint8Array(bytes).fill(number);
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A sink that settles a write when it is told. */
class SlowSink {
  readonly units: number[] = [];
  #settle: (() => void) | undefined;

  write(bytes: Uint8Array): Promise<void> {
    this.units.push(bytes[0]!);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  async next(): Promise<void> {
    this.#settle?.();
    this.#settle = undefined;
    await turn();
  }
}

describe('an output', () => {
  it('writes at once where nothing has to be waited for', () => {
    const written: number[] = [];
    const output = new LiveOutput({ live: ownUse(decision), sink: { write: (bytes) => void written.push(bytes[0]!) } });
    for (const number of [1, 2, 3]) output.offer(unit(number));
    expect(written).toEqual([1, 2, 3]);
    expect(output.counts).toEqual({
      written: { units: 3, bytes: 12 },
      dropped: { units: 0, bytes: 0 },
      discarded: { units: 0, bytes: 0 },
    });
  });

  it('writes one unit at a time where its sink offers more from within, be it slow or not', async () => {
    for (const isSlow of [false, true]) {
      let running = 0;
      let most = 0;
      const order: number[] = [];
      const output: LiveOutput = new LiveOutput({
        live: ownUse(decision),
        sink: {
          write: (bytes) => {
            order.push(bytes[0]!);
            most = Math.max(most, ++running);
            if (bytes[0]! < 5) output.offer(unit(bytes[0]! + 1));
            if (!isSlow) running--;
            else return turn().then(() => void running--);
          },
        },
      });
      output.offer(unit(1));
      await output.flush();
      expect(order).toEqual([1, 2, 3, 4, 5]);
      expect(most).toBe(1);
    }
  });

  it('drops the oldest of what is live when the sink is slow, and counts it', async () => {
    const sink = new SlowSink();
    const output = new LiveOutput({ live: ownUse(decision), sink, limits: { units: 2, bytes: 1000 } });
    for (let number = 1; number <= 6; number++) expect(output.offer(unit(number))).toBeUndefined();
    for (let step = 0; step < 4; step++) await sink.next();
    expect(sink.units).toEqual([1, 5, 6]);
    expect(output.counts.dropped).toEqual({ units: 3, bytes: 12 });
  });

  it('keeps no memory of what it has dropped or written', async () => {
    const held = (): number => {
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as () => void)();
      return process.memoryUsage().arrayBuffers;
    };
    const sink = new SlowSink();
    const output = new LiveOutput({ live: ownUse(decision), sink, limits: { units: 2, bytes: 1 << 20 } });
    const before = held();
    for (let number = 1; number <= 600; number++) output.offer(unit(1, 100_000));
    expect(output.counts.dropped.units).toBeGreaterThan(500);
    // The collector gives array buffers back beside the program: what is kept stays kept, however long one waits.
    for (let round = 0; round < 50 && held() - before >= 5_000_000; round++) await later(20);
    expect(held() - before).toBeLessThan(5_000_000);
    await sink.next();
  });

  it('lets the source of what is recorded wait, and drops nothing', async () => {
    const sink = new SlowSink();
    const output = new LiveOutput({
      ...{ live: ownUse(decision), sink, whenFull: 'wait', limits: { units: 1, bytes: 1000 } },
    });
    expect(output.offer(unit(1))).toBeUndefined();
    expect(output.offer(unit(2))).toBeUndefined();
    let isRoom = false;
    const room = output.offer(unit(3));
    expect(room).toBeInstanceOf(Promise);
    void room?.then(() => (isRoom = true));
    await turn();
    expect(isRoom).toBe(false);
    await sink.next();
    expect(isRoom).toBe(true);
    await sink.next();
    await sink.next();
    expect(sink.units).toEqual([1, 2, 3]);
    expect(output.counts.dropped.units).toBe(0);
  });

  it('keeps one unit that is larger than all that may wait', async () => {
    const sink = new SlowSink();
    const output = new LiveOutput({ live: ownUse(decision), sink, limits: { units: 8, bytes: 10 } });
    output.offer(unit(1));
    output.offer(unit(2, 50));
    await sink.next();
    expect(sink.units).toEqual([1, 2]);
  });

  it('ends when the sink fails, without telling what was written', async () => {
    const ends: [LiveState, string | undefined][] = [];
    const output = new LiveOutput({
      live: ownUse(decision),
      sink: { write: () => Promise.reject(new Error('could not write 51.4769')) },
      onEnd: (state, error) => ends.push([state, error?.message]),
    });
    output.offer(unit(1));
    await turn();
    output.offer(unit(2));
    expect(ends).toEqual([['failed', 'the output takes no more']]);
    expect(output.error).toBeInstanceOf(FlightveilError);
    expect(output.counts.discarded.units).toBe(1);
  });

  it('ends when it cannot be asked whether it may go on', async () => {
    const written: number[] = [];
    const output = new LiveOutput({
      live: { decision, holds: () => Promise.reject(new FlightveilError('state-unusable', 'the ledger is gone')) },
      sink: { write: (bytes) => void written.push(bytes[0]!) },
    });
    output.offer(unit(1));
    await turn();
    expect([output.state, output.error?.code, written]).toEqual(['failed', 'state-unusable', []]);
  });

  it('closes behind what waits', async () => {
    const written: number[] = [];
    const sink = { write: async (bytes: Uint8Array) => void written.push(bytes[0]!) };
    const output = new LiveOutput({ live: ownUse(decision), sink });
    for (const number of [1, 2, 3]) output.offer(unit(number));
    await output.close();
    expect(written).toEqual([1, 2, 3]);
    output.offer(unit(4));
    expect([output.state, written.length]).toEqual(['closed', 3]);
  });
});

type Step = 'offer' | 'settle' | 'withdraw' | 'turn';

describe('whatever comes in whatever order', () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Step>('offer') },
      { weight: 3, arbitrary: fc.constant<Step>('settle') },
      { weight: 2, arbitrary: fc.constant<Step>('turn') },
      { weight: 1, arbitrary: fc.constant<Step>('withdraw') },
    ),
    { maxLength: 40 },
  );

  it('nothing is written behind a withdrawal, order is kept, and every unit is accounted for', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.constantFrom<WhenFull>('newest-wins', 'wait'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        async (plan, whenFull, asksLater, units) => {
          let isAllowed = true;
          let isSettled: (() => void) | undefined;
          const written: number[] = [];
          let behind = 0;
          const output = new LiveOutput({
            live: { decision, holds: () => (asksLater ? Promise.resolve().then(() => isAllowed) : isAllowed) },
            sink: {
              write: (bytes) => {
                written.push(bytes[0]!);
                if (!isAllowed) behind++;
                return bytes[0]! % 3 === 0 ? undefined : new Promise((resolve) => (isSettled = resolve));
              },
            },
            ...{ whenFull, limits: { units, bytes: 1000 } },
          });
          let offered = 0;
          for (const step of plan) {
            if (step === 'offer') void output.offer(unit(++offered));
            else if (step === 'settle') isSettled?.();
            else if (step === 'withdraw') isAllowed = false;
            else await turn();
          }
          for (let rest = 0; rest <= offered; rest++) {
            isSettled?.();
            await turn();
          }
          const { counts } = output;
          expect(behind).toBe(0);
          expect(written).toEqual([...written].sort((a, b) => a - b));
          expect(new Set(written).size).toBe(written.length);
          expect(counts.written.units).toBe(written.length);
          expect(counts.written.units + counts.dropped.units + counts.discarded.units).toBe(offered);
          if (whenFull === 'wait') expect(counts.dropped.units).toBe(0);
          if (isAllowed) expect(written.at(-1) ?? 0).toBe(offered);
          else if (offered > 0 && output.state === 'open') expect(written.at(-1)).toBe(offered);
        },
      ),
      { numRuns: 300 },
    );
  });
});
