/**
 * What the relay is measured against: passes each datagram on as it is, and does nothing else. Runs in a process of its own; says on standard output
 * where it listens.
 */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

const [kind, port] = process.argv.slice(1) as ['tcp' | 'udp', string];
const HOST = '127.0.0.1';
const RECEIVE_BUFFER_BYTES = 1 << 20;

const from = createSocket('udp4');
if (kind === 'tcp') {
  const to = connect({ host: HOST, port: Number(port), noDelay: true }, listen);
  from.on('message', (datagram) => to.write(datagram));
} else {
  const to = createSocket('udp4');
  to.connect(Number(port), HOST, listen);
  from.on('message', (datagram) => to.send(datagram));
}

function listen(): void {
  from.bind(0, HOST, () => {
    from.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    process.stdout.write(`listens on port ${from.address().port}\n`);
  });
}
process.on('SIGTERM', () => process.exit(0));
