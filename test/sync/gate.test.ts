import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveDecision } from '../../src/live/live-decision.ts';
import { FlightveilError } from '../../src/model/errors.ts';
import { Gate, type Pace, Stalled } from '../../src/sync/gate.ts';

const STALL_MS = 5_000;
/** A withdrawal ends an upload that stands still within this time. */
const NOTICED_MS = 250;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A decision whose answers the test gives. */
class Answers implements LiveDecision {
  readonly decision = {} as LiveDecision['decision'];
  answer: () => boolean | Promise<boolean> = () => true;
  asked = 0;
  holds(): boolean | Promise<boolean> {
    this.asked++;
    return this.answer();
  }
}

/** A promise that the test keeps or breaks. */
function pending<T>(): { promise: Promise<T>; keep: (value: T) => void; fail: (error: Error) => void } {
  let keep!: (value: T) => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<T>((resolve, reject) => {
    keep = resolve;
    fail = reject;
  });
  return { promise, keep, fail };
}

const stop = (): AbortController => new AbortController();
const gateOf = (answers: Answers, by = stop().signal, paces: readonly Pace[] = []): Gate =>
  new Gate(answers, by, { paces, stallMs: STALL_MS });
const withheld = { code: 'withheld' };

describe('a gate', () => {
  test('asks before every piece, and counts what passed', async () => {
    const answers = new Answers();
    const gate = gateOf(answers);
    await gate.pass(10);
    await gate.pass(5);
    expect([answers.asked, gate.passedBytes]).toEqual([2, 15]);
    gate.end();
  });

  test('is closed by a withdrawal between two pieces, whatever is granted later', async () => {
    const answers = new Answers();
    const gate = gateOf(answers);
    await gate.pass(10);
    answers.answer = () => false;
    await expect(gate.pass(10)).rejects.toMatchObject(withheld);
    answers.answer = () => true;
    await expect(gate.pass(10)).rejects.toMatchObject(withheld);
    expect(gate.signal.reason).toMatchObject(withheld);
    expect(gate.passedBytes).toBe(10);
    gate.end();
  });

  test('notices a withdrawal while nothing moves', async () => {
    const answers = new Answers();
    const gate = gateOf(answers);
    answers.answer = () => false;
    await vi.advanceTimersByTimeAsync(NOTICED_MS);
    expect(gate.signal.reason).toMatchObject(withheld);
    gate.end();
  });

  test('ends a wait for bandwidth with a withdrawal, and asks after the wait, not before', async () => {
    const answers = new Answers();
    const turn = pending<void>();
    const pace: Pace = {
      take: (_bytes, signal) =>
        Promise.race([
          turn.promise,
          new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        ]),
    };
    const gate = gateOf(answers, undefined, [pace]);
    const passing = gate.pass(10);
    expect(answers.asked).toBe(0);
    answers.answer = () => false;
    const refused = expect(passing).rejects.toMatchObject(withheld);
    await vi.advanceTimersByTimeAsync(NOTICED_MS);
    await refused;
    expect(gate.passedBytes).toBe(0);
    gate.end();
  });

  test('a withdrawal while a piece waits for its turn is seen when the turn comes', async () => {
    const answers = new Answers();
    const turn = pending<void>();
    const gate = gateOf(answers, undefined, [{ take: () => turn.promise }]);
    const passing = gate.pass(10);
    answers.answer = () => false;
    turn.keep();
    await expect(passing).rejects.toMatchObject(withheld);
    gate.end();
  });

  test('waiting long for bandwidth is no stall', async () => {
    const answers = new Answers();
    const turn = pending<void>();
    const gate = gateOf(answers, undefined, [{ take: () => turn.promise }]);
    const passing = gate.pass(10);
    await vi.advanceTimersByTimeAsync(3 * STALL_MS);
    turn.keep();
    await passing;
    await vi.advanceTimersByTimeAsync(STALL_MS - NOTICED_MS);
    expect(gate.signal.aborted).toBe(false);
    gate.end();
  });

  test('lets nothing through while an answer is awaited, and the answer counts when it comes', async () => {
    for (const holds of [true, false]) {
      const answers = new Answers();
      const answer = pending<boolean>();
      answers.answer = () => answer.promise;
      const gate = gateOf(answers);
      const passing = gate.pass(10);
      const settled = vi.fn();
      void passing.then(settled, settled);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(settled).not.toHaveBeenCalled();
      answer.keep(holds);
      if (holds) await passing;
      else await expect(passing).rejects.toMatchObject(withheld);
      expect(gate.passedBytes).toBe(holds ? 10 : 0);
      gate.end();
    }
  });

  test('a yes that comes after the gate was closed opens nothing', async () => {
    const answers = new Answers();
    const answer = pending<boolean>();
    answers.answer = () => answer.promise;
    const by = stop();
    const gate = gateOf(answers, by.signal);
    const passing = gate.pass(10);
    by.abort();
    answer.keep(true);
    await expect(passing).rejects.toMatchObject({ code: 'interrupted' });
    expect(gate.passedBytes).toBe(0);
    gate.end();
  });

  test('is closed for good where it cannot be asked, be the ledger readable again a moment later', async () => {
    const unreadable = new FlightveilError('state-unusable', 'the consent ledger is damaged');
    const ways: (() => boolean | Promise<boolean>)[] = [
      () => {
        throw unreadable;
      },
      () => Promise.reject(unreadable),
      () => {
        throw new TypeError('no such thing');
      },
    ];
    for (const way of ways) {
      for (const atOnce of [true, false]) {
        const answers = new Answers();
        const gate = gateOf(answers);
        answers.answer = way;
        if (atOnce) await expect(gate.pass(10)).rejects.toMatchObject({ code: 'state-unusable' });
        else await vi.advanceTimersByTimeAsync(NOTICED_MS);
        answers.answer = () => true;
        await expect(gate.pass(10)).rejects.toMatchObject({ code: 'state-unusable' });
        expect([gate.signal.aborted, gate.passedBytes]).toEqual([true, 0]);
        gate.end();
      }
    }
  });

  test('gives up an upload that moves nothing, and not one that moves slowly', async () => {
    const gate = gateOf(new Answers());
    for (let piece = 0; piece < 4; piece++) {
      await vi.advanceTimersByTimeAsync(STALL_MS - NOTICED_MS);
      await gate.pass(1);
    }
    await vi.advanceTimersByTimeAsync(STALL_MS + NOTICED_MS);
    expect(gate.signal.reason).toBeInstanceOf(Stalled);
    await expect(gate.pass(1)).rejects.toBeInstanceOf(Stalled);
    gate.end();
  });

  test('an answer that never comes is a stall', async () => {
    const answers = new Answers();
    answers.answer = () => new Promise(() => undefined);
    const gate = gateOf(answers);
    void gate.pass(1).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(STALL_MS + NOTICED_MS);
    expect(gate.signal.reason).toBeInstanceOf(Stalled);
    gate.end();
  });

  test('is closed when the daemon stops, before or after', async () => {
    const by = stop();
    const open = gateOf(new Answers(), by.signal);
    by.abort();
    const closed = gateOf(new Answers(), by.signal);
    for (const gate of [open, closed]) {
      await expect(gate.pass(1)).rejects.toMatchObject({ code: 'interrupted' });
      gate.end();
    }
  });

  test('the first reason stays', async () => {
    const answers = new Answers();
    const by = stop();
    const gate = gateOf(answers, by.signal);
    answers.answer = () => false;
    await expect(gate.pass(1)).rejects.toMatchObject(withheld);
    by.abort();
    await expect(gate.pass(1)).rejects.toMatchObject(withheld);
    gate.end();
  });

  test('asked once more without a byte, it says what it is and closes as it does for a piece', async () => {
    const answers = new Answers();
    const gate = gateOf(answers);
    expect(await gate.holds()).toBe(true);
    answers.answer = () => false;
    expect(await gate.holds()).toBe(false);
    answers.answer = () => true;
    expect(await gate.holds()).toBe(false);
    expect(gate.signal.reason).toMatchObject(withheld);
    gate.end();
    const unreadable = gateOf(answers);
    answers.answer = () => Promise.reject(new Error('gone'));
    expect(await unreadable.holds()).toBe(false);
    expect(unreadable.signal.reason).toMatchObject({ code: 'state-unusable' });
    unreadable.end();
  });

  test('whoever waits for its closing hears of it after the grace, and not before', async () => {
    const by = stop();
    const gate = gateOf(new Answers(), by.signal);
    const heard = vi.fn();
    gate.closedFor(1_000).catch(heard);
    await vi.advanceTimersByTimeAsync(3_000);
    by.abort();
    await vi.advanceTimersByTimeAsync(999);
    expect(heard).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toHaveBeenCalledWith(gate.signal.reason);
    gate.end();
  });

  test('asks no more once it was ended, and listens to nobody', async () => {
    const answers = new Answers();
    const by = stop();
    const gate = gateOf(answers, by.signal);
    gate.end();
    by.abort();
    await vi.advanceTimersByTimeAsync(10 * STALL_MS);
    expect([answers.asked, gate.signal.aborted]).toEqual([0, false]);
  });
});

type Step =
  | { readonly do: 'pass'; readonly bytes: number }
  | { readonly do: 'answer'; readonly with: 'yes' | 'no' | 'error' | 'late' }
  | { readonly do: 'keep'; readonly holds: boolean }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'turn' }
  | { readonly do: 'stop' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), bytes: fc.nat({ max: 100 }) }) },
  fc.record({ do: fc.constant('answer' as const), with: fc.constantFrom('yes', 'yes', 'no', 'error', 'late') }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('keep' as const), holds: fc.boolean() }) },
  fc.record({ do: fc.constant('time' as const), ms: fc.nat({ max: 2 * STALL_MS }) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
  fc.record({ do: fc.constant('stop' as const) }),
);

test('passes nothing after it was closed, and nothing without a yes since the piece had its turn, whatever the order', async () => {
  let closings = 0;
  let passes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const answers = new Answers();
      const late: ReturnType<typeof pending<boolean>>[] = [];
      const turns: ReturnType<typeof pending<void>>[] = [];
      /** Answers that were yes, each good for what was asked when it was given. */
      let yes = 0;
      const say = (how: 'yes' | 'no' | 'error' | 'late') => (): boolean | Promise<boolean> => {
        if (how === 'error') throw new FlightveilError('state-unusable', 'unreadable');
        if (how === 'no') return false;
        if (how === 'yes') {
          yes++;
          return true;
        }
        const answer = pending<boolean>();
        late.push(answer);
        return answer.promise;
      };
      answers.answer = say('yes');
      const pace: Pace = {
        take() {
          const turn = pending<void>();
          turns.push(turn);
          return turn.promise;
        },
      };
      const by = stop();
      const gate = gateOf(answers, by.signal, [pace]);
      let passedBytes = 0;
      const passing: Promise<void>[] = [];
      for (const each of steps) {
        if (each.do === 'pass') {
          const { bytes } = each;
          const yesBefore = yes;
          const piece = gate.pass(bytes).then(
            () => {
              // Whoever sends does it now.
              expect(gate.signal.aborted).toBe(false);
              expect(yes).toBeGreaterThan(yesBefore);
              passedBytes += bytes;
              passes++;
            },
            () => expect(gate.signal.aborted).toBe(true),
          );
          passing.push(piece);
        } else if (each.do === 'answer') answers.answer = say(each.with);
        else if (each.do === 'keep') {
          if (each.holds && late.length > 0) yes++;
          late.shift()?.keep(each.holds);
        } else if (each.do === 'time') await vi.advanceTimersByTimeAsync(each.ms);
        else if (each.do === 'turn') turns.shift()?.keep();
        else by.abort();
        await new Promise((resolve) => setImmediate(resolve));
        expect(gate.passedBytes).toBe(passedBytes);
      }
      by.abort();
      const before = gate.passedBytes;
      for (const turn of turns) turn.keep();
      for (const answer of late) answer.keep(true);
      await Promise.all(passing);
      expect(gate.passedBytes).toBe(before);
      closings++;
      gate.end();
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 300 },
  );
  expect(closings).toBeGreaterThan(0);
  expect(passes).toBeGreaterThan(100);
}, 120_000);
