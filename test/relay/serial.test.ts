import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SerialLink } from '../../src/node/links/serial-link.ts';
import { temporaryFolder } from '../node/harness.ts';
import { frame } from '../node/tiny-log.ts';
import { filtered, framesOf, own, Received, relay, sample, shortLog, tcpTo, until } from './harness.ts';
import { Device, describeSocat } from './pseudo-terminal.ts';

const LOCAL = 'bind=127.0.0.1';

async function plugged(): Promise<Device> {
  const device = new Device(join(temporaryFolder(), 'line'));
  await device.plug();
  return device;
}

describeSocat('a serial line', () => {
  it('is read, and written to where that is allowed', async () => {
    const device = await plugged();
    const heard = new Received(device.socket);
    const going = await relay(`serial://${device.path}`, [
      own(`tcp://:0?${LOCAL}&allow=COMMAND_LONG:MAV_CMD_COMPONENT_ARM_DISARM`, 'dynamics'),
    ]);
    const cloud = await tcpTo(going.ports.to[0]);
    const received = new Received(cloud);
    await until(() => going.status().outputs[0]!.peers === 1);
    device.socket.write(shortLog);
    const expected = filtered(shortLog, 'dynamics');
    await until(() => received.length >= expected.length);
    expect(received.bytes.equals(expected)).toBe(true);
    const command = frame('COMMAND_LONG', { command: 400, param1: 1 });
    cloud.write(command);
    await until(() => heard.length >= command.length);
    expect(heard.bytes.equals(command)).toBe(true);
  });

  it('is an output', async () => {
    const device = await plugged();
    const heard = new Received(device.socket);
    const going = await relay(`file:${sample('short.mavlink')}?rate=full`, [
      own(`serial://${device.path}?baud=115200&drop=never`, 'engineering'),
    ]);
    const { outputs } = await going.ended;
    expect(outputs[0]!.state).toBe('done');
    const expected = filtered(shortLog, 'engineering');
    await until(() => heard.length >= expected.length);
    expect(heard.bytes.equals(expected)).toBe(true);
  });

  it('is opened again when it was unplugged and is back', async () => {
    const notices: string[] = [];
    const device = await plugged();
    const out = join(temporaryFolder(), 'out');
    const going = await relay(`serial://${device.path}`, [own(`file:${out}`)], { told: (text) => notices.push(text) });
    const half = Math.floor(shortLog.length / 2);
    device.socket.write(shortLog.subarray(0, half));
    await until(() => going.status().input.bytes === half);
    await device.unplug();
    await until(() => notices.length === 1);
    expect(going.status().input.peers).toBe(0);
    await device.plug();
    await until(() => notices.length === 2);
    device.socket.write(shortLog);
    await until(() => going.status().input.bytes === half + shortLog.length);
    await going.close();
    expect(notices).toEqual(['is unplugged; it is opened again when it is back', 'is back']);
    const both = Buffer.concat([filtered(shortLog.subarray(0, half), 'full'), filtered(shortLog, 'full')]);
    expect(readFileSync(out).equals(both)).toBe(true);
    framesOf(both);
  });

  it('with noise before and between frames gives the frames', async () => {
    const device = await plugged();
    const out = join(temporaryFolder(), 'out');
    const going = await relay(`serial://${device.path}?baud=9600`, [own(`file:${out}`)]);
    const noise = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 37) % 0xf0));
    const said = Buffer.concat([noise, shortLog.subarray(0, 1000), noise, shortLog.subarray(1000)]);
    for (let at = 0; at < said.length; at += 33) device.socket.write(said.subarray(at, at + 33));
    await until(() => going.status().input.bytes === said.length);
    await going.close();
    expect(readFileSync(out).equals(filtered(said, 'full'))).toBe(true);
    expect(framesOf(readFileSync(out)).length).toBeGreaterThan(500);
  });

  it('that another program has locked, or that is none, is told', async () => {
    const device = await plugged();
    await relay(`serial://${device.path}`, [own(`udp://:0?${LOCAL}`)]);
    const second = relay(`serial://${device.path}`, [own(`udp://:0?${LOCAL}`)]);
    await expect(second).rejects.toMatchObject({ code: 'link-failed', message: 'another program uses the port' });
    const none = relay(`serial://${device.path}-none`, [own(`udp://:0?${LOCAL}`)]);
    await expect(none).rejects.toMatchObject({ code: 'link-failed', message: 'there is no such port' });
  });
});

it('a serial line without the package for it says what to install', async () => {
  const load = () => Promise.reject(new Error('Cannot find package'));
  const events = { joined: () => expect.unreachable(), told: () => undefined };
  const open = SerialLink.open('/dev/none', 9600, events, load);
  await expect(open).rejects.toMatchObject({ code: 'link-failed', advice: 'Install it: npm install serialport.' });
});
