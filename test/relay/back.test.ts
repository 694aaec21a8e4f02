import { describe, expect, it } from 'vitest';
import { allFormats } from '../../src/formats/index.ts';
import { parseLink } from '../../src/node/links/link-url.ts';
import { levels } from '../../src/policy/levels.ts';
import { commandMessages, requestMessages } from '../../src/relay/back-messages.ts';
import { BackRules } from '../../src/relay/back-rules.ts';
import { checkTarget } from '../../src/relay/relay.ts';
import { frame } from '../node/tiny-log.ts';
import { own, pause, Received, relay, shortLog, tcpTo, udpSocket, until } from './harness.ts';

const LOCAL = 'bind=127.0.0.1';
const formats = allFormats();
const rulesFor = (names: string, level: keyof typeof levels): BackRules =>
  new BackRules(names.split(','), levels[level], formats);

const heartbeat = frame('HEARTBEAT', { type: 6, mavlink_version: 3 }, 1);
const sticks = frame('MANUAL_CONTROL', { x: 100, y: -50, target: 1 }, 2);
const arm = frame('COMMAND_LONG', { command: 400, param1: 1, target_system: 1 }, 3);
const goThere = frame('COMMAND_INT', { command: 192, x: 470_000_000, y: 80_000_000, frame: 3 }, 4);
const item = frame('MISSION_ITEM_INT', { command: 16, x: 470_000_000, y: 80_000_000, frame: 3 }, 5);
const all = [heartbeat, sticks, arm, goThere, item];

/** PARAM_REQUEST_READ of a length, with a right checksum, in MAVLink 2. */
function request(length: number): Uint8Array {
  const bytes = new Uint8Array(12 + length).fill(7);
  bytes.set([0xfd, length, 0, 0, 0, 1, 1, 20, 0, 0]);
  const crc = x25(bytes.subarray(1, 10 + length), 214);
  bytes.set([crc & 0xff, crc >> 8], 10 + length);
  return bytes;
}

/** The checksum of MAVLink (CRC-16/MCRF4XX), over a frame without its first byte and then the byte that its message has for it. */
function x25(bytes: Uint8Array, extra: number): number {
  let crc = 0xffff;
  for (const byte of [...bytes, extra]) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return crc;
}

async function passedBack(allow: string): Promise<{ got: Buffer; denied: number }> {
  const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}${allow}`)]);
  const device = await tcpTo(going.ports.from);
  const received = new Received(device);
  const cloud = await tcpTo(going.ports.to[0]);
  await until(() => going.status().input.peers === 1 && going.status().outputs[0]!.peers === 1);
  const said = Buffer.concat([...all, Buffer.from('noise'), ...all]);
  for (let at = 0; at < said.length; at += 11) cloud.write(said.subarray(at, at + 11));
  await until(() => {
    const { back } = going.status().outputs[0]!;
    return back.deniedBytes + received.length === said.length;
  });
  return { got: received.bytes, denied: going.status().outputs[0]!.back.deniedBytes };
}

describe('the way back', () => {
  it('is closed unless something is allowed', async () => {
    expect((await passedBack('')).got.length).toBe(0);
  });

  it('lets whole frames of the messages and commands pass that are allowed, unchanged', async () => {
    const { got } = await passedBack('&allow=MANUAL_CONTROL,COMMAND_LONG:MAV_CMD_COMPONENT_ARM_DISARM');
    expect(got.equals(Buffer.concat([sticks, arm, sticks, arm]))).toBe(true);
  });

  it('tells commands of one message from those of another', async () => {
    const { got } = await passedBack('&allow=COMMAND_INT:MAV_CMD_COMPONENT_ARM_DISARM,COMMAND_LONG:DO_REPOSITION');
    expect(got.length).toBe(0);
  });

  it('refuses a frame whose checksum is wrong', async () => {
    const going = await relay(`udp://:0?${LOCAL}`, [own(`udp://:0?${LOCAL}&allow=HEARTBEAT,MANUAL_CONTROL`)]);
    const device = await udpSocket();
    const received = new Received(device.socket);
    device.socket.send(shortLog.subarray(0, 30), going.ports.from!, '127.0.0.1');
    const cloud = await udpSocket();
    await until(() => going.status().input.peers === 1);
    const broken = Uint8Array.from(sticks);
    broken[12]! ^= 1;
    for (const datagram of [broken, heartbeat, broken]) cloud.socket.send(datagram, going.ports.to[0]!, '127.0.0.1');
    await until(() => received.length > 0);
    await pause(100);
    expect(received.bytes.equals(heartbeat)).toBe(true);
  });
});

describe('one peer', () => {
  function gated(allow: string): { passed: Buffer[]; push: (bytes: Uint8Array) => void } {
    const passed: Buffer[] = [];
    const gate = rulesFor(allow, 'full').gate((bytes) => passed.push(Buffer.from(bytes)));
    // Behind a frame others are needed before it is known to be none.
    return { passed, push: (bytes) => gate.push(Buffer.concat([bytes, new Uint8Array(300)])) };
  }

  it('puts nothing behind the fields that are known', () => {
    const { passed, push } = gated('PARAM_REQUEST_READ');
    const plain = request(20);
    push(request(60));
    push(plain);
    push(request(21));
    expect(passed).toEqual([Buffer.from(plain)]);
  });

  it('that begins with what is no MAVLink is dropped, with all that it says behind that', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}&allow=MANUAL_CONTROL`)]);
    const device = new Received(await tcpTo(going.ports.from));
    const page = await tcpTo(going.ports.to[0]);
    const told = new Received(page);
    await until(() => going.status().input.peers === 1 && going.status().outputs[0]!.peers === 1);
    page.write(Buffer.concat([Buffer.from('POST / HTTP/1.1\r\n\r\n'), sticks, sticks]));
    await until(() => told.isClosed);
    expect(device.length).toBe(0);
    const cloud = await tcpTo(going.ports.to[0]);
    cloud.write(Buffer.concat([sticks, Buffer.from('noise'), sticks]));
    await until(() => device.length === 2 * sticks.length);
  });
});

describe('what is allowed', () => {
  it.each([
    'SET_POSITION_TARGET_GLOBAL_INT',
    'SET_POSITION_TARGET_LOCAL_NED',
    'MISSION_ITEM',
    'MISSION_ITEM_INT',
    'SET_HOME_POSITION',
    'SET_GPS_GLOBAL_ORIGIN',
    'FENCE_POINT',
    'RALLY_POINT',
    'PARAM_SET',
    'COMMAND_INT:MAV_CMD_DO_REPOSITION',
    'COMMAND_LONG:MAV_CMD_DO_SET_HOME',
    'COMMAND_LONG:NAV_WAYPOINT',
    'COMMAND_LONG:MAV_CMD_CONDITION_YAW',
    'COMMAND_LONG:MAV_CMD_DO_CHANGE_ALTITUDE',
    'COMMAND_LONG:MAV_CMD_DO_SET_PARAMETER',
    'COMMAND_LONG_STAMPED:MAV_CMD_DO_SET_HOME',
  ])('%s is none where true places are not released', (name) => {
    for (const level of ['engineering', 'dynamics'] as const) {
      expect(() => rulesFor(name, level), level).toThrow('cannot be allowed where true places are not released');
    }
    expect(() => rulesFor(name, 'full')).not.toThrow();
  });

  it.each([
    'HEARTBEAT',
    'MANUAL_CONTROL',
    'RC_CHANNELS_OVERRIDE',
    'PARAM_REQUEST_READ',
    'PARAM_REQUEST_LIST',
    'COMMAND_CANCEL',
    'SET_MODE',
    'COMMAND_LONG:MAV_CMD_COMPONENT_ARM_DISARM',
    'COMMAND_LONG:MAV_CMD_NAV_RETURN_TO_LAUNCH',
    'COMMAND_LONG:MAV_CMD_DO_CHANGE_SPEED',
    'COMMAND_INT:DO_SET_MODE',
  ])('%s may be, at any level', (name) => {
    expect(() => rulesFor(name, 'dynamics')).not.toThrow();
  });

  it.each([
    ...['GLOBAL_POSITION_INT', 'GPS_RAW_INT', 'HOME_POSITION', 'AUTOPILOT_VERSION', 'ATTITUDE', 'SYS_STATUS'],
    ...['GPS_INPUT', 'GPS_RTCM_DATA', 'FOLLOW_TARGET', 'ADSB_VEHICLE', 'VISION_POSITION_ESTIMATE', 'PARAM_VALUE'],
    ...['FILE_TRANSFER_PROTOCOL', 'SERIAL_CONTROL', 'TUNNEL', 'LOG_DATA', 'SETUP_SIGNING', 'COMMAND_ACK'],
  ])('%s is never: it is no request', (name) => {
    for (const level of ['full', 'dynamics'] as const) {
      expect(() => rulesFor(name, level), level).toThrow('only requests and commands go back');
    }
  });

  it('is of messages that there are', () => {
    const catalog = formats.find(({ name }) => name === 'mavlink')!.catalog();
    const names = new Set(Array.from(catalog, ({ message }) => message));
    for (const name of [...requestMessages, ...commandMessages]) expect(names, name).toContain(name);
  });

  it('holds no place by its own field names either, for every message of the catalog', () => {
    // Judged by the names of fields, not by the catalog that the rules go by.
    const telling = /^(?:lat|lon|lng|alt|latitude|longitude|altitude|hdg|heading|yaw|cog|course)(?:_|$)|^(?:x|y|z)$/i;
    const messages = new Map<string, string[]>();
    for (const { message, field } of formats.find(({ name }) => name === 'mavlink')!.catalog()) {
      messages.set(message, [...(messages.get(message) ?? []), field]);
    }
    const allowed: string[] = [];
    for (const [message, fields] of messages) {
      if (commandMessages.has(message) || !fields.some((field) => telling.test(field))) continue;
      try {
        rulesFor(message, 'dynamics');
        allowed.push(message);
      } catch {
        // As it should be.
      }
    }
    // Sticks and rates.
    expect(allowed).toEqual(['MANUAL_CONTROL', 'MANUAL_SETPOINT']);
  });

  it.each([
    ['NO_SUCH_MESSAGE', 'unknown message'],
    ['COMMAND_LONG', 'needs the name of one'],
    ['COMMAND_INT_STAMPED', 'needs the name of one'],
    ['COMMAND_LONG_STAMPED', 'needs the name of one'],
    ['COMMAND_LONG:MAV_CMD_FLY_AWAY', 'unknown command'],
    ['HEARTBEAT:MAV_CMD_DO_SET_MODE', 'carries no command'],
    ['COMMAND_LONG:A:B', 'unknown message'],
  ])('%s is wrong', (name, words) => {
    expect(() => rulesFor(name, 'full')).toThrow(words);
  });

  it('is nothing where nothing can be sent back', async () => {
    const start = relay('file:samples/short.mavlink', [own(`tcp://:0?${LOCAL}&allow=HEARTBEAT`)]);
    await expect(start).rejects.toMatchObject({ code: 'usage' });
    const nmea = relay(`tcp://:0?${LOCAL}&format=nmea`, [own(`tcp://:0?${LOCAL}&allow=HEARTBEAT`)]);
    await expect(nmea).rejects.toThrow('NMEA');
  });

  // What comes at an output is raw: another machine that is called as the input would get it without a purpose.
  it.each(['tcp://192.0.2.2:5995', 'udp://192.0.2.2:5995', 'tcp://cloud.example:5995'])(
    'is nothing to %s',
    async (from) => {
      const allowing = parseLink(`tcp://:0?${LOCAL}&allow=HEARTBEAT`, 'to');
      const { live } = own(`tcp://:0?${LOCAL}`);
      const context = { from: parseLink(from, 'from'), input: 'mavlink', formats } as const;
      expect(() => checkTarget(allowing, live.decision, context)).toThrow('another machine');
      const near = { ...context, from: parseLink('tcp://127.0.0.1:5995', 'from') };
      expect(() => checkTarget(allowing, live.decision, near)).not.toThrow();
    },
  );
});
