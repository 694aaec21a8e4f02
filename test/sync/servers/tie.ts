import type { Socket } from 'node:net';

/** Two ends of a proxy's connection: when one goes, so does the other. @param sockets has both for as long as they are open */
export function tie(client: Socket, server: Socket, sockets: Set<Socket>): void {
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
}
