import {
  ardupilotmega,
  asluav,
  common,
  type MavLinkData,
  type MavLinkDataConstructor,
  MavLinkPacketSignature,
  minimal,
} from 'node-mavlink';
import { describe, expect, test, vi } from 'vitest';
import { encodeFrame, layoutOf, type Value } from '../../samples/encode.ts';
import { flightFrames, generateFlight, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { deviceOf } from '../../samples/secrets.ts';
import { packetsOf } from './node-mavlink.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The samples, read by node-mavlink: an implementation that shares nothing with this project. */

const frames = flightFrames();
const known = frames.filter(({ message }) => !message.startsWith('unknown '));
const registry: Readonly<Record<number, MavLinkDataConstructor<MavLinkData>>> = {
  ...minimal.REGISTRY,
  ...common.REGISTRY,
  ...ardupilotmega.REGISTRY,
  ...asluav.REGISTRY,
};

describe('frames', () => {
  test.each(['tlog', 'raw'] as const)(
    'all of a %s are found by node-mavlink, with right checksums',
    async (container) => {
      // Messages that nobody knows are left out: node-mavlink cannot check them.
      const secrets = { ...sampleSecrets, unknownMessages: null };
      const expected = flightFrames(secrets);
      const log = generateFlight(secrets, { container });
      const packets = await packetsOf(log, container);
      const found = packets.map(({ buffer }) => Buffer.from(buffer).toString('hex'));
      expect(found).toEqual(expected.map(({ frame }) => Buffer.from(frame).toString('hex')));
    },
  );

  test('have the fields that were given, where node-mavlink looks for them', () => {
    const checked = new Set<string>();
    const wrong: string[] = [];
    for (const sent of known) {
      const kind = registry[layoutOf(sent.message).id];
      if (kind === undefined) continue;
      checked.add(sent.message);
      for (const [name, value] of Object.entries(sent.values)) {
        const field = kind.FIELDS.find(({ source }) => source === name);
        if (field === undefined) throw new Error(`node-mavlink has no ${sent.message}.${name}`);
        if (isV1(sent) && field.extension) continue;
        const given = elementsOf(value);
        const read = readField(sent, field.type.replace('[]', ''), field.offset, field.size, given);
        const wanted = given.map(asRead(field.type));
        if (!read.every((element, index) => Object.is(element, wanted[index]))) {
          wrong.push(`${sent.message}.${name}: ${read} for ${wanted}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(checked.size).toBeGreaterThan(65);
  });

  test('run in sequence for every sender, but for what the link lost', () => {
    const last = new Map<string, number>();
    let lost = 0;
    for (const { sender, frame } of frames) {
      const address = `${sender.system} ${sender.component}`;
      const sequence = frame[0] === 0xfd ? frame[4]! : frame[2]!;
      const before = last.get(address);
      if (before !== undefined) lost += (sequence - before - 1) & 0xff;
      last.set(address, sequence);
    }
    expect(lost).toBeGreaterThan(5);
    expect(lost).toBeLessThan(0.01 * frames.length);
  });

  test("of the companion have signatures that hold with the device's key", async () => {
    const { signingKey } = deviceOf(sampleSecrets.device);
    const signed = frames.filter(
      ({ frame, sender }) => sender.component === 191 && frame[0] === 0xfd && frame[2] === 1,
    );
    const own = signed.filter(({ message }) => !message.startsWith('unknown '));
    expect(own.length).toBeGreaterThan(200);
    for (const { frame, atUs } of own) {
      const signature = new MavLinkPacketSignature(Buffer.from(frame));
      expect(signature.matches(Buffer.from(signingKey))).toBe(true);
      const since2015Ms = sampleSecrets.startUnixUs / 1000 + atUs / 1000 - Date.UTC(2015, 0, 1);
      expect(Math.abs(signature.timestamp - since2015Ms * 100)).toBeLessThan(100 * 1000);
    }
  });

  test('use MAVLink 1 and 2, cut zeros, and some do not cut them', () => {
    expect(new Set(known.map(isV1))).toEqual(new Set([true, false]));
    const lengths = (name: string): Set<number> =>
      new Set(known.filter(({ message }) => message === name).map(({ frame }) => frame[1]!));
    expect(lengths('GPS_RAW_INT').size).toBeGreaterThan(1);
    expect([...lengths('MANUAL_CONTROL')]).toEqual([layoutOf('MANUAL_CONTROL').length]);
  });
});

describe('the encoder', () => {
  const sender = { system: 9, component: 8 };

  test('leaves one byte of a payload of zeros in MAVLink 2 and all of it in MAVLink 1', () => {
    expect(encodeFrame('ATTITUDE', {}, sender, 3)[1]).toBe(1);
    expect(encodeFrame('ATTITUDE', {}, sender, 3, { version: 1 })[1]).toBe(28);
  });

  test('refuses names that do not exist and values that do not fit', () => {
    expect(() => encodeFrame('ATTITUDES', {}, sender, 0)).toThrow(RangeError);
    expect(() => encodeFrame('ATTITUDE', { rol: 1 }, sender, 0)).toThrow(/ATTITUDE has no field rol/);
    expect(() => encodeFrame('HEARTBEAT', { type: 256 }, sender, 0)).toThrow(/HEARTBEAT.type/);
    expect(() => encodeFrame('HEARTBEAT', { type: 1.5 }, sender, 0)).toThrow(RangeError);
    expect(() => encodeFrame('STATUSTEXT', { text: 'x'.repeat(51) }, sender, 0)).toThrow(/STATUSTEXT.text/);
  });
});

function isV1({ frame }: Sent): boolean {
  return frame[0] === 0xfe;
}

function elementsOf(value: Value): (number | bigint)[] {
  if (typeof value === 'string') return Array.from(value, (character) => character.charCodeAt(0));
  return typeof value === 'object' ? Array.from(value) : [value];
}

function asRead(type: string): (value: number | bigint) => number | bigint {
  if (type.startsWith('float')) return (value) => Math.fround(Number(value));
  return type.includes('64') && !type.startsWith('double') ? BigInt : (value) => Number(value) + 0;
}

/** Reads as many elements as were given, with node's own readers. */
function readField(
  { frame }: Sent,
  type: string,
  offset: number,
  size: number,
  given: readonly unknown[],
): (number | bigint)[] {
  const payload = Buffer.alloc(300);
  payload.set(frame.subarray(frame[0] === 0xfd ? 10 : 6, (frame[0] === 0xfd ? 10 : 6) + frame[1]!));
  return given.map((_, index) => {
    const at = offset + index * size;
    switch (type) {
      case 'float':
        return payload.readFloatLE(at);
      case 'double':
        return payload.readDoubleLE(at);
      case 'uint64_t':
        return payload.readBigUInt64LE(at);
      case 'int64_t':
        return payload.readBigInt64LE(at);
      case 'char':
        return payload.readUInt8(at);
      default:
        return type.startsWith('u') ? payload.readUIntLE(at, size) : payload.readIntLE(at, size);
    }
  });
}
