import { describe, expect, it } from 'vitest';
import { UdpInbox } from '../../../src/node/links/udp-inbox.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('datagrams for a receiver that asks them to wait', () => {
  it('wait in order, so many of them, and more are counted', async () => {
    const got: number[] = [];
    let settle: (() => void) | undefined;
    const inbox = new UdpInbox({
      bytes: (datagram) => {
        got.push(datagram[0]! * 256 + datagram[1]!);
        return new Promise((resolve) => (settle = resolve));
      },
      left: () => undefined,
    });
    for (let number = 0; number < 300; number++) inbox.take(Uint8Array.of(number >> 8, number & 255));
    expect(got).toEqual([0]);
    expect(inbox.refusedBytes).toBe(2 * (300 - 1 - 256));
    for (let number = 1; number < 300; number++) {
      settle!();
      await turn();
    }
    expect(got).toEqual(Array.from({ length: 257 }, (_, number) => number));
  });

  it('are forgotten when the peer is', async () => {
    let settle: (() => void) | undefined;
    let lefts = 0;
    const got: number[] = [];
    const inbox = new UdpInbox({
      bytes: (datagram) => {
        got.push(datagram[0]!);
        return new Promise((resolve) => (settle = resolve));
      },
      left: () => lefts++,
    });
    for (const number of [1, 2, 3]) inbox.take(Uint8Array.of(number));
    inbox.leave();
    inbox.leave();
    settle!();
    await turn();
    inbox.take(Uint8Array.of(4));
    expect([got, lefts]).toEqual([[1], 1]);
  });
});
