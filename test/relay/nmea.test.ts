import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../node/harness.ts';
import { filtered, own, pause, Received, relay, sample, tcpTo, udpSocket, until } from './harness.ts';

const LOCAL = 'bind=127.0.0.1';
const log = readFileSync(sample('flight.nmea'));
const part = log.subarray(0, log.indexOf(0x0a, 20_000) + 1);
const hasCheckedSum = (line: string): boolean => {
  const match = /^[$!](.*)\*([0-9A-F]{2})$/.exec(line);
  if (match === null) return false;
  let sum = 0;
  for (const byte of Buffer.from(match[1]!, 'latin1')) sum ^= byte;
  return sum === Number.parseInt(match[2]!, 16);
};

it('sentences in pieces of any size are filtered as the file is, and leave with right checksums', async () => {
  const going = await relay(`tcp://:0?${LOCAL}&format=nmea`, [own(`tcp://:0?${LOCAL}`, 'dynamics')]);
  const received = new Received(await tcpTo(going.ports.to[0]));
  await until(() => going.status().outputs[0]!.peers === 1);
  const device = await tcpTo(going.ports.from);
  for (let at = 0; at < part.length; at += 77) device.write(part.subarray(at, at + 77));
  device.end();
  const expected = filtered(part, 'dynamics', 'nmea');
  await until(() => received.length >= expected.length);
  expect(received.bytes.equals(expected)).toBe(true);
  const lines = received.bytes.toString('latin1').trimEnd().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => !hasCheckedSum(line))).toEqual([]);
});

it('sentences are sent in datagrams of whole lines', async () => {
  const { socket, port } = await udpSocket();
  const received = new Received(socket);
  const going = await relay(`file:${sample('flight.nmea')}?rate=full`, [own(`udp://127.0.0.1:${port}?queue=60000`)]);
  await going.ended;
  await pause(50);
  expect(received.pieces.length).toBeGreaterThan(5);
  for (const datagram of received.pieces) {
    expect(datagram.length).toBeLessThanOrEqual(1400);
    expect(datagram.at(-1)).toBe(0x0a);
    expect('$!'.includes(String.fromCharCode(datagram[0]!))).toBe(true);
  }
});

it('junk without a line end neither passes nor grows, and is counted', async () => {
  const out = join(temporaryFolder(), 'out');
  const going = await relay(`tcp://:0?${LOCAL}&format=nmea`, [own(`file:${out}`)]);
  const device = await tcpTo(going.ports.from);
  const junk = new Uint8Array(100_000).fill(0x55);
  device.write(junk);
  device.write(Buffer.from('\r\n'));
  device.end(part);
  await until(() => going.status().input.bytes === junk.length + 2 + part.length);
  await until(() => going.status().input.peers === 0);
  const { status } = await going.close();
  expect(status.input.refusedBytes).toBe(junk.length + 2);
  expect(readFileSync(out).equals(filtered(part, 'full', 'nmea'))).toBe(true);
});

it('sentences in datagrams need no line ends, nor does the last one of a connection', async () => {
  const lines = filtered(part, 'full', 'nmea').toString('latin1').trimEnd().split(/\r?\n/).slice(0, 20);
  expect(lines.length).toBe(20);
  const expected = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const byDatagram = await relay(`udp://:0?${LOCAL}&format=nmea`, [own(`tcp://:0?${LOCAL}`)]);
  const byConnection = await relay(`tcp://:0?${LOCAL}&format=nmea`, [own(`tcp://:0?${LOCAL}`)]);
  const received: Received[] = [];
  for (const going of [byDatagram, byConnection]) {
    received.push(new Received(await tcpTo(going.ports.to[0])));
    await until(() => going.status().outputs[0]!.peers === 1);
  }
  const { socket } = await udpSocket();
  for (const line of lines) socket.send(line, byDatagram.ports.from!, '127.0.0.1');
  (await tcpTo(byConnection.ports.from)).end(lines.join('\n'));
  await until(() => received.every(({ length }) => length >= expected.length));
  for (const { bytes } of received) expect(bytes.equals(expected)).toBe(true);
});

it('MAVLink is not taken for sentences', async () => {
  const start = relay(`tcp://:0?${LOCAL}&format=nmea`, [own(`tcp://:0?${LOCAL}&format=mavlink`)]);
  await expect(start).rejects.toMatchObject({ code: 'usage' });
});
