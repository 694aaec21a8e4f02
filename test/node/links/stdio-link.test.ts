import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import type { LinkEvents } from '../../../src/node/links/link.ts';
import { linkError } from '../../../src/node/links/link-errors.ts';
import { StandardOutput } from '../../../src/node/links/stdio-link.ts';

const left = vi.fn();
const events: LinkEvents = { joined: () => ({ bytes: () => undefined, left }), told: () => undefined };
const system = (code: string): Error => Object.assign(new Error(), { code });

beforeEach(() => {
  vi.useFakeTimers();
  left.mockClear();
});
afterEach(() => void vi.useRealTimers());

/** An output whose writes are settled by the test. */
function held() {
  const settle: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const drop = vi.fn();
  const write = (): Promise<void> => new Promise((resolve, reject) => void settle.push({ resolve, reject }));
  const output = new StandardOutput(events, { write, drop });
  let state = 'open';
  output.ended.then(
    () => (state = 'done'),
    ({ code }) => (state = code),
  );
  return { output, settle, drop, state: () => state };
}

describe('standard output', () => {
  it('waits at its end for as long as the reader takes', async () => {
    const { output, settle, state } = held();
    void output.send(Buffer.from('a'));
    void output.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state()).toBe('open');
    settle[0]!.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('done');
    expect(output.unsent).toEqual({ units: 0, bytes: 0 });
  });

  it('that is dropped waits for nobody, and knows what was not written', async () => {
    const { output, settle, drop, state } = held();
    for (const unit of ['abc', 'de', 'f']) void output.send(Buffer.from(unit));
    void output.close();
    output.drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('done');
    settle[0]!.reject(linkError(system('EPIPE')));
    await vi.advanceTimersByTimeAsync(0);
    expect(drop).toHaveBeenCalledOnce();
    expect(left).toHaveBeenCalledOnce();
    expect(output.unsent).toEqual({ units: 3, bytes: 6 });
  });

  it.each([
    ['a full disk', new FlightveilError('output-unwritable', 'the disk is full'), 'output-unwritable'],
    ['a terminal that is gone', linkError(system('EIO')), 'link-failed'],
    ['a reader that has read enough', linkError(system('EPIPE')), 'done'],
    ['a socket whose reader is gone', linkError(system('ECONNRESET')), 'done'],
  ])('with %s ends as it should, also when that is the last write', async (_, error, end) => {
    const { output, settle, state } = held();
    void output.send(Buffer.from('a'));
    void output.close();
    settle[0]!.reject(error);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe(end);
    expect(output.unsent.units).toBe(1);
  });
});
