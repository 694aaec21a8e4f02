import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MOST_PEERS } from '../../../src/node/links/link.ts';
import { UdpServer } from '../../../src/node/links/udp-server.ts';
import { pause, udpSocket, until } from '../../relay/harness.ts';

/** A server, and a device at a new port for each datagram. */
async function server(quietMs: number) {
  let heard = 0;
  let left = 0;
  const events = {
    joined: () => ({ bytes: () => void heard++, left: () => void left++ }),
    told: vi.fn(),
  };
  const link = await UdpServer.open('127.0.0.1', 0, events, (unit) => [unit], quietMs);
  onTestFinished(() => link.drop());
  const restart = async () => {
    const { socket } = await udpSocket();
    socket.send('x', link.port, '127.0.0.1');
    return socket;
  };
  return { link, restart, heard: () => heard, left: () => left, told: events.told };
}

describe('a server of datagrams', () => {
  it('hears a device that restarts, however often: who was silent the longest gives up its place', async () => {
    const { link, restart, heard, left, told } = await server(20);
    const [first] = [await restart()];
    for (let time = 1; time < MOST_PEERS; time++) await restart();
    await until(() => heard() === MOST_PEERS);
    await pause(50);
    first.send('still here', link.port, '127.0.0.1');
    await until(() => heard() === MOST_PEERS + 1);
    await restart();
    await until(() => heard() === MOST_PEERS + 2);
    expect(left()).toBe(1);
    // Not the first: that was heard.
    first.send('still here', link.port, '127.0.0.1');
    await until(() => heard() === MOST_PEERS + 3);
    expect(left()).toBe(1);
    expect(told).not.toHaveBeenCalled();
  });

  it('lets nobody push out who speaks', async () => {
    const { link, restart, heard, left } = await server(60_000);
    for (let time = 0; time < MOST_PEERS; time++) await restart();
    await until(() => heard() === MOST_PEERS);
    await restart();
    await until(() => link.refused.peers === 1);
    expect({ heard: heard(), left: left() }).toEqual({ heard: MOST_PEERS, left: 0 });
  });
});
