import { createSocket, type Socket, type SocketOptions } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { hasCode } from '../errors.ts';
import { linkError } from './link-errors.ts';

const RECEIVE_BUFFER_BYTES = 1 << 20;

/** Addresses are literal: looking them up would cost each datagram a turn of the event loop. */
const lookup = ((address, _options, done) => done(null, address, isIP(address))) as NonNullable<
  SocketOptions['lookup']
>;

/** @param bind an address of this machine; undefined: all of both families where there are two @throws FlightveilError `link-failed` */
export async function boundSocket(bind: string | undefined, port: number): Promise<Socket> {
  try {
    if (bind !== undefined) return await bound(isIP(bind) === 6 ? 'udp6' : 'udp4', bind, port);
    try {
      return await bound('udp6', '::', port);
    } catch (error) {
      if (!hasCode(error, ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'])) throw error;
      return await bound('udp4', '0.0.0.0', port);
    }
  } catch (error) {
    throw linkError(error);
  }
}

async function bound(type: 'udp4' | 'udp6', address: string, port: number): Promise<Socket> {
  const socket = createSocket({ type, lookup });
  try {
    // Without a look-up it listens before the call returns.
    const listening = once(socket, 'listening');
    socket.bind({ port, address, exclusive: true });
    await listening;
  } catch (error) {
    socket.close();
    throw error;
  }
  return withRoom(socket);
}

/** @param address literal @throws FlightveilError `link-failed` */
export async function connectedSocket(address: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: isIP(address) === 6 ? 'udp6' : 'udp4', lookup });
  try {
    const connected = once(socket, 'connect');
    socket.connect(port, address);
    await connected;
    return withRoom(socket);
  } catch (error) {
    socket.close();
    throw linkError(error);
  }
}

function withRoom(socket: Socket): Socket {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  } catch {
    // The system's own size will do.
  }
  return socket;
}
