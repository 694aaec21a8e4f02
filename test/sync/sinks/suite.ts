import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome, ShipmentPart, Sink } from '../../../src/sync/sink.ts';
import { type Content, content, nameOf, noise, Try, type TryOptions } from './parts.ts';

/** A sink with its recipient. */
export interface Running {
  readonly sink: Sink;
  /** The whole file of this name at the recipient; undefined while it is not there, or not whole. */
  received(name: string): Promise<Uint8Array | undefined>;
  /** Names of all that is at the recipient, whole or not; what is not whole may have any name. */
  list(): Promise<string[]>;
  /** Takes the recipient away; what it gives brings it back. */
  cut(): Promise<() => Promise<void>>;
  /** Words, such as addresses and keys, that no outcome and no error may contain. */
  readonly secrets?: readonly string[];
  stop(): Promise<void>;
}

export interface SuiteOptions {
  start(): Promise<Running>;
  /** A format that it takes; `ulog` unless given. */
  readonly format?: string;
  /** End of the log's name; `.ulg` unless given. */
  readonly ending?: string;
  /** A log of about so many bytes; noise unless given. */
  log?(bytes: number): Uint8Array;
  /** Roles of the parts that arrive, in their order; manifest and log unless given. */
  readonly roles?: readonly ShipmentPart['role'][];
  /** Size of the largest log; 5 MiB and some unless given. */
  readonly largestBytes?: number;
  /** Whether what was sent can be removed; true unless given. */
  readonly removes?: boolean;
  /** Size of the logs whose upload is interrupted; 400 000 unless given. */
  readonly interruptBytes?: number;
  /** Whether what is sent twice is there once, and nothing else is; true unless given. */
  readonly once?: boolean;
}

const POINTS = 6;
const MIB = 2 ** 20;

/** What every sink must do, against a real recipient. */
export function sinkSuite(name: string, options: SuiteOptions): void {
  const roles = options.roles ?? ['manifest', 'log'];
  const removes = options.removes ?? true;
  const make = (bytes: number): Content =>
    content(options.log?.(bytes) ?? noise(bytes), {
      format: options.format ?? 'ulog',
      ...(options.ending === undefined ? {} : { ending: options.ending }),
    });
  const interrupted = (): Content => make(options.interruptBytes ?? 400_000);
  let running: Running | undefined;

  afterEach(end);

  async function end(): Promise<void> {
    const ended = running;
    running = undefined;
    await ended?.sink.close();
    await ended?.stop();
  }

  async function begin(): Promise<Running> {
    running = await options.start();
    return running;
  }

  /** Sends, and looks at what is told of it. */
  async function send(of: Content, how: TryOptions = {}): Promise<{ made: Try; outcome?: Outcome; thrown?: unknown }> {
    const made = new Try(of, how);
    const result = await running!.sink.send(made.shipment, made.delivery).then(
      (outcome) => ({ made, outcome }),
      (thrown: unknown) => ({ made, thrown }),
    );
    mustTellNothing(result);
    return result;
  }

  function mustTellNothing({ outcome, thrown }: { outcome?: Outcome; thrown?: unknown }): void {
    const fault = outcome?.kind === 'delivered' ? undefined : outcome;
    const told = `${JSON.stringify(fault)} ${thrown instanceof Error ? thrown.message : ''}`;
    for (const secret of running!.secrets ?? []) expect(told).not.toContain(secret);
  }

  async function mustHave(of: Content): Promise<void> {
    for (const part of of.parts.filter(({ role }) => roles.includes(role))) {
      const there = await running!.received(part.name);
      expect(there !== undefined && Buffer.compare(there, part.bytes), part.role).toBe(0);
    }
    if (options.once ?? true) expect((await running!.list()).sort()).toEqual(namesOf(of));
  }

  const namesOf = (of: Content): string[] => roles.map((role) => nameOf(of, role)).sort();

  describe(`sink ${name}`, () => {
    test.each([
      ['one byte', 1],
      ['a piece less one byte', 65_535],
      ['a large one', options.largestBytes ?? 5 * MIB + 12_345],
    ])('delivers byte for byte, %s', async (_title, bytes) => {
      await begin();
      const of = make(bytes);
      const { outcome } = await send(of);
      expect(outcome).toMatchObject({ kind: 'delivered' });
      await mustHave(of);
    });

    test('everything before the log is there, whole, when the first byte of the log is read; pieces are read in order', async () => {
      await begin();
      const of = interrupted();
      const before = of.parts.filter(({ role }) => role !== 'log' && roles.includes(role));
      let looked = 0;
      const { made } = await send(of, {
        onAsk: async (_asked, role) => {
          if (role !== 'log' || looked++ > 0) return;
          for (const part of before) {
            const there = await running!.received(part.name);
            expect(there !== undefined && Buffer.compare(there, part.bytes)).toBe(0);
          }
        },
      });
      expect(looked).toBeGreaterThan(0);
      for (const role of roles) {
        const offsets = made.pieces.filter((piece) => piece.role === role).map(({ offset }) => offset);
        expect(offsets.length).toBeGreaterThan(0);
        expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
      }
    });

    test('sending twice is harmless, with what was remembered and without', async () => {
      await begin();
      const of = make(100_000);
      const first = await send(of);
      expect(first.outcome).toMatchObject({ kind: 'delivered' });
      const second = await send(of, { remembered: first.made.remembered });
      expect(second.outcome).toMatchObject({ kind: 'delivered' });
      await mustHave(of);
      const third = await send(of);
      expect(third.outcome).toMatchObject({ kind: 'delivered' });
      await mustHave(of);
    });

    test.each(['refuseAt', 'abortAt'] as const)(
      'interrupted at any question (%s), it goes on from what was remembered',
      async (how) => {
        await begin();
        const counted = await send(interrupted());
        await end();
        const points = spread(counted.made.asked);
        expect(points.length).toBeGreaterThan(2);
        for (const point of points) {
          await begin();
          const of = interrupted();
          const first = await send(of, { [how]: point });
          const mayFinish = how === 'abortAt' && point >= counted.made.asked - 1;
          if (!mayFinish || first.outcome === undefined) expect(first.thrown).toBe(first.made.reason);
          else expect(first.outcome).toMatchObject({ kind: 'delivered' });
          expect(first.made.readsAfterRefusal).toBe(0);
          const second = await send(of, { remembered: first.made.remembered });
          expect(second.outcome).toMatchObject({ kind: 'delivered' });
          await mustHave(of);
          await end();
        }
      },
    );

    test('a try that is aborted before it begins sends nothing', async () => {
      await begin();
      const made = new Try(interrupted(), { abortAt: 0 });
      made.abort();
      await expect(running!.sink.send(made.shipment, made.delivery)).rejects.toBe(made.reason);
      expect(made.pieces).toEqual([]);
      expect(await running!.list()).toEqual([]);
    });

    test(
      removes ? 'withdrawn at any question, removing leaves nothing there' : 'what was sent is kept, and it says so',
      async () => {
        await begin();
        const counted = await send(interrupted());
        await end();
        for (const point of [...spread(counted.made.asked), undefined]) {
          await begin();
          const of = interrupted();
          const { made } = await send(of, { refuseAt: point });
          const signal = AbortSignal.timeout(20_000);
          const removal = await running!.sink.remove(of, made.remembered, signal);
          if (removes) {
            expect(['removed', 'absent']).toContain(removal);
            if (point === undefined) expect(removal).toBe('removed');
            expect(await running!.list()).toEqual([]);
            expect(await running!.sink.remove(of, made.remembered, signal)).not.toBe('unknown');
          } else if (point === undefined) {
            expect(removal).toBe('kept');
          }
          await end();
        }
      },
    );

    test('away and back: it says that it is to be tried again, without a word of the other side, and then delivers', async () => {
      await begin();
      const of = interrupted();
      const restore = await running!.cut();
      const { outcome, thrown, made } = await send(of);
      expect(thrown).toBeUndefined();
      expect(outcome?.kind).toBe('retry');
      expect(await running!.sink.check(AbortSignal.timeout(20_000))).toBeDefined();
      await restore();
      expect((await send(of, { remembered: made.remembered })).outcome).toMatchObject({ kind: 'delivered' });
      await mustHave(of);
    });

    test('it takes its format, and is well', async () => {
      await begin();
      expect(running!.sink.refusal({ format: options.format ?? 'ulog', sizeBytes: 1_000 })).toBeUndefined();
      expect(await running!.sink.check(AbortSignal.timeout(20_000))).toBeUndefined();
      expect(await running!.list()).toEqual([]);
    });
  });
}

/** At most {@link POINTS} numbers from 1 to `most`, both included. */
function spread(most: number): number[] {
  const step = Math.max(1, (most - 1) / (POINTS - 1));
  const points: number[] = [];
  for (let at = 1; at <= most; at += step) points.push(Math.round(at));
  return points;
}
