import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { common, minimal } from 'mavlink-mappings';
import { MavLinkPacketSplitter, MavLinkProtocolV1, MavLinkProtocolV2 } from 'node-mavlink';
import { describe, expect, test } from 'vitest';
import { extendedDialect, officialDialect } from '../../../src/formats/mavlink/index.ts';
import { parseLayouts } from '../../../src/formats/mavlink/layout.ts';
import {
  concat,
  filter,
  frameOf,
  type Item,
  layoutOf,
  messageFrame,
  payloadOf,
  read,
  stamped,
  trimmed,
} from './frames.ts';

const attitude = (sequence = 0, more = {}) =>
  messageFrame('ATTITUDE', { time_boot_ms: 5000 + sequence, roll: 0.5, yawspeed: 0.25 }, { sequence, ...more });
const signature = Uint8Array.from({ length: 13 }, (_, index) => index + 1);
const names = (items: readonly Item[]) => items.map((item) => (item.kind === 'frame' ? item.message : item.reason));
const bytesOf = (items: readonly Item[]) =>
  items
    .map((item) => (item.kind === 'frame' ? item.bytes.length / 2 : item.length))
    .reduce((sum, each) => sum + each, 0);

/** An id that no definition has. */
const UNKNOWN_ID = 54_321;
const unknownFrame = (payload: Uint8Array, more = {}) => frameOf({ id: UNKNOWN_ID, crcExtra: 77, payload, ...more });

describe('frames that are right', () => {
  test('of MAVLink 1, 2 and signed ones, with their sender, body and whole record', () => {
    const v1 = messageFrame('HEARTBEAT', { type: 2, mavlink_version: 3 }, { version: 1, system: 7, component: 9 });
    const v2 = attitude(3, { system: 255, component: 190 });
    const signed = attitude(4, { signature });
    expect(read(concat(v1, v2, signed))).toEqual([
      ...[[v1, 'HEARTBEAT', 0x0709, 6, 2] as const, [v2, 'ATTITUDE', 0xffbe, 10, 2] as const].map(asItem),
      asItem([signed, 'ATTITUDE', 0x0101, 10, 15]),
    ]);
    function asItem([frame, message, sender, head, tail]: readonly [Uint8Array, string, number, number, number]) {
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
      const body = hex(frame.subarray(head, frame.length - tail));
      return { kind: 'frame', message, sender, body, bytes: hex(frame) };
    }
  });

  test('with an empty, a shortened and an untrimmed payload', () => {
    const { id, crcExtra, length } = layoutOf('ATTITUDE');
    for (const size of [0, 1, 5, length]) {
      const frame = frameOf({ id, crcExtra, payload: new Uint8Array(size) });
      expect(names(read(frame)), String(size)).toEqual(['ATTITUDE']);
    }
  });

  test('with a payload that is longer than the definitions know', () => {
    const { id, crcExtra, length } = layoutOf('ATTITUDE');
    const frame = frameOf({ id, crcExtra, payload: new Uint8Array(length + 6).fill(9) });
    expect(names(read(frame))).toEqual(['ATTITUDE']);
    const longest = frameOf({ id, crcExtra, payload: new Uint8Array(255).fill(9), signature });
    expect(names(read(longest))).toEqual(['ATTITUDE']);
  });

  test('MAVLink 1 has one length: others are no frames of it', () => {
    const { id, crcExtra, baseLength } = layoutOf('ATTITUDE');
    for (const size of [baseLength - 1, baseLength + 1]) {
      const frame = frameOf({ version: 1, id, crcExtra, payload: new Uint8Array(size).fill(9) });
      expect(names(read(concat(frame, attitude())))).toEqual(['bad-checksum', 'ATTITUDE']);
    }
    const right = frameOf({ version: 1, id, crcExtra, payload: new Uint8Array(baseLength).fill(9) });
    expect(names(read(right))).toEqual(['ATTITUDE']);
  });

  test('of every id of the definitions, and of one above 65535 in a dialect of the user’s', () => {
    const all = officialDialect().messages.map(({ layout }) => layout);
    const log = concat(...all.map(({ id, crcExtra }) => frameOf({ id, crcExtra, payload: Uint8Array.of(1) })));
    expect(names(read(log))).toEqual(all.map(({ name }) => name));
    const [layout] = parseLayouts('INVENTED 16777215\n value u32\n', 'here');
    const frame = frameOf({ id: 0xff_ffff, crcExtra: layout!.crcExtra, payload: Uint8Array.of(1) });
    expect(names(read(frame))).toEqual(['unknown-message']);
    expect(names(read(frame, 'raw', [], extendedDialect([layout!])))).toEqual(['INVENTED']);
  });
});

describe('what is stepped over', () => {
  test('an unknown id, with its sender; in front of a frame and at the end', () => {
    const unknown = unknownFrame(Uint8Array.of(1, 2, 3), { system: 3, component: 4, signature });
    const gap = { kind: 'gap', reason: 'unknown-message', sender: 0x0304, length: unknown.length };
    expect(read(concat(unknown, attitude(), unknown))).toMatchObject([
      { ...gap, offset: 0 },
      { kind: 'frame' },
      { ...gap, offset: unknown.length + attitude().length },
    ]);
    const v1 = frameOf({ version: 1, id: 203, crcExtra: 1, payload: new Uint8Array(4), system: 3, component: 4 });
    expect(officialDialect().find(203)).toBeNull();
    expect(read(concat(v1, attitude()))[0]).toMatchObject({
      reason: 'unknown-message',
      sender: 0x0304,
      length: v1.length,
    });
  });

  test('flags that change the meaning of a frame, whatever its checksum', () => {
    for (const incompat of [2, 4, 0x80, 0x82]) {
      const frame = attitude(0, { incompat, system: 5 });
      expect(read(concat(frame, attitude()))).toMatchObject([
        { reason: 'incompatible', sender: 0x0501 },
        { kind: 'frame' },
      ]);
    }
    const signedAndMore = attitude(0, { incompat: 2, signature });
    expect(names(read(concat(signedAndMore, attitude())))).toEqual(['incompatible', 'ATTITUDE']);
  });

  test('a wrong checksum, of which nobody is said to be the sender', () => {
    for (const at of [1, 4, 9, 12, 20]) {
      const wrong = attitude();
      wrong[at]! ^= at === 1 ? 0x80 : 1;
      const items = read(concat(wrong, attitude(1), attitude(2)));
      expect(items.filter(({ kind }) => kind === 'frame').length).toBeGreaterThanOrEqual(1);
      for (const item of items)
        if (item.kind === 'gap') expect(item.sender).toBe(item.reason === 'unknown-message' ? 0x0101 : -1);
    }
  });

  test('every single flipped bit: no frame comes out that was not sent', () => {
    const frame = attitude(1);
    const whole = Buffer.from(frame).toString('hex');
    const next = attitude(2);
    for (let bit = 0; bit < 8 * frame.length; bit++) {
      const wrong = frame.slice();
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      for (const item of read(concat(wrong, next, next, next))) {
        if (item.kind === 'frame') expect([whole, Buffer.from(next).toString('hex')]).toContain(item.bytes);
      }
    }
  });

  const nested = attitude(9);
  const carriers: readonly (readonly [string, Uint8Array])[] = [
    ['an unknown id', unknownFrame(concat(nested, nested))],
    [
      'opaque bytes with a wrong checksum',
      frameOf({ id: layoutOf('TUNNEL').id, crcExtra: 0, payload: concat(nested, nested) }),
    ],
    ['unknown flags', frameOf({ ...layoutOf('ATTITUDE'), payload: concat(nested, nested), incompat: 4 })],
  ];

  test.each(carriers)('frames within the payload of a frame with %s are never frames of the log', (_name, carrier) => {
    const junk = Uint8Array.of(1, 2, 3);
    for (const log of [
      concat(carrier, attitude()),
      concat(attitude(), carrier),
      concat(carrier, carrier, attitude()),
      concat(attitude(), carrier, junk),
      concat(carrier, junk, attitude()),
      concat(attitude(), carrier.subarray(0, carrier.length - 1)),
      concat(attitude(), carrier.subarray(0, carrier.length - 20)),
    ]) {
      const frames = read(log).filter(({ kind }) => kind === 'frame');
      expect(frames.map((item) => item.kind === 'frame' && item.bytes)).not.toContain(
        Buffer.from(nested).toString('hex'),
      );
      expect(frames.length).toBe(1);
    }
  });
});

describe('finding back', () => {
  const junk = fc.uint8Array({ maxLength: 60 });

  test('after junk of any kind, also such that looks like the start of a frame', () => {
    const noise = fc.oneof(
      junk,
      fc.array(fc.constantFrom(0xfd, 0xfe, 0, 1, 9, 255), { maxLength: 60 }).map((each) => Uint8Array.from(each)),
    );
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 4 }), (between, count) => {
        // Enough frames behind for every length that the junk could claim to be closed.
        const frames = Array.from({ length: count + 12 }, (_, index) => attitude(index));
        const items = read(concat(frames[0]!, between, ...frames.slice(1)));
        const found = items.filter(({ kind }) => kind === 'frame').map((item) => item.kind === 'frame' && item.bytes);
        const sent = frames.map((frame) => Buffer.from(frame).toString('hex'));
        expect(found[0]).toBe(sent[0]);
        expect(found.at(-1)).toBe(sent.at(-1));
        expect(sent).toEqual(expect.arrayContaining(found));
      }),
      { numRuns: 300 },
    );
  });

  test('a log that ends within a frame ends with a gap of that name', () => {
    const log = concat(attitude(), attitude(1));
    for (let cut = 1; cut < attitude(1).length; cut++) {
      const items = read(log.subarray(0, log.length - cut));
      expect(names(items)).toEqual(['ATTITUDE', 'end-of-input']);
      expect(items[1]).toMatchObject({ offset: attitude().length, length: attitude(1).length - cut, sender: -1 });
    }
  });

  test('nothing, and nothing but noise', () => {
    expect(read(new Uint8Array(0))).toEqual([]);
    expect(bytesOf(read(new Uint8Array(1000).fill(0x55)))).toBe(1000);
    expect(bytesOf(read(new Uint8Array(1000).fill(0xfd)))).toBe(1000);
  });

  const piece = fc.oneof(
    fc.nat(255).map((sequence) => attitude(sequence)),
    fc.nat(255).map((sequence) => attitude(sequence, { signature })),
    fc.nat(255).map((sequence) => messageFrame('HEARTBEAT', { type: 1 }, { version: 1, sequence })),
    fc.uint8Array({ maxLength: 40 }).map((payload) => unknownFrame(payload)),
    junk,
    fc.constant(attitude().subarray(0, 17)),
    fc.constant(Uint8Array.of(0xfd, 0xff)),
  );

  test.each(['raw', 'tlog'] as const)(
    'whatever the chunks, the same is found, and every byte is told of once: %s',
    (container) => {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(2000), { maxLength: 12 }), (pieces, cuts) => {
          const log = concat(
            ...pieces.map((each, index) => (container === 'raw' ? each : stamped(BigInt(index), each))),
          );
          const whole = read(log, container);
          expect(bytesOf(whole)).toBe(log.length);
          expect(read(log, container, cuts)).toEqual(whole);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('byte for byte', () => {
    const log = concat(attitude(), Uint8Array.of(1, 0xfd, 3), attitude(1), unknownFrame(attitude(9)), attitude(2));
    const cuts = Array.from({ length: log.length }, (_, index) => index);
    expect(read(log, 'raw', cuts)).toEqual(read(log));
    const frames = [attitude(), attitude(1), unknownFrame(attitude(9)), attitude(2)];
    const tlog = concat(...frames.map((frame, index) => stamped(BigInt(index), frame)));
    const tlogCuts = Array.from({ length: tlog.length }, (_, index) => index);
    expect(read(tlog, 'tlog', tlogCuts)).toEqual(read(tlog, 'tlog'));
    expect(names(read(tlog, 'tlog'))).toEqual(['ATTITUDE', 'ATTITUDE', 'unknown-message', 'ATTITUDE']);
  });
});

describe('beside node-mavlink, an implementation of its own', () => {
  const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
  type Made = {
    FIELDS: { name: string; type: string; length: number }[];
    MSG_NAME: string;
    MSG_ID: number;
    MAGIC_NUMBER: number;
  };
  const registry = Object.values({ ...minimal.REGISTRY, ...common.REGISTRY }) as unknown as (Made &
    (new () => never))[];
  const shared = registry.filter(({ MSG_ID, MAGIC_NUMBER }) => {
    for (let type = officialDialect().find(MSG_ID); type !== null; type = type.next) {
      if (type.layout.crcExtra === MAGIC_NUMBER) return true;
    }
    return false;
  });

  /** Messages of MAVLink 1 without extensions: node-mavlink would send these as well. */
  const oldTypes = shared.filter(({ MSG_ID, MSG_NAME }) => {
    const layout = officialDialect().messages.find((each) => each.layout.name === MSG_NAME)?.layout;
    return MSG_ID < 256 && layout?.length === layout?.baseLength;
  });

  function fill(message: Record<string, unknown>, fields: Made['FIELDS'], draws: Iterator<number>): void {
    const draw = (): number => draws.next().value as number;
    const one = (type: string): unknown => {
      if (type.startsWith('char')) return String.fromCharCode(65 + Math.floor(draw() * 26));
      if (type.startsWith('uint64')) return BigInt(Math.floor(draw() * 2 ** 50));
      if (type.startsWith('int64')) return -BigInt(Math.floor(draw() * 2 ** 50));
      if (type.startsWith('float') || type.startsWith('double')) return draw();
      return Math.floor(draw() * 128);
    };
    for (const { name, type, length } of fields) {
      const isText = type.startsWith('char') && type.endsWith('[]');
      if (isText) message[name] = Array.from({ length }, () => one('char')).join('');
      else message[name] = type.endsWith('[]') ? Array.from({ length }, () => one(type)) : one(type);
    }
  }

  test('its frames of every shared message are frames here, MAVLink 1, 2 and signed', () => {
    expect(shared.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(fc.constantFrom(...shared), random, fc.nat(255), (type, stream, sequence) => {
        const message = new type() as Record<string, unknown>;
        fill(message, type.FIELDS, stream[Symbol.iterator]());
        const plain = new MavLinkProtocolV2(42, 43).serialize(message as never, sequence);
        const signer = new MavLinkProtocolV2(42, 43, MavLinkProtocolV2.IFLAG_SIGNED);
        const signed = signer.sign(
          signer.serialize(message as never, sequence),
          7,
          Buffer.alloc(32, 1),
          1_700_000_000_000,
        );
        const items = read(concat(plain, signed));
        expect(names(items)).toEqual([type.MSG_NAME, type.MSG_NAME]);
        const body = plain.subarray(10, plain.length - 2).toString('hex');
        for (const item of items) expect(item).toMatchObject({ sender: 42 * 256 + 43, body });
        if (!oldTypes.includes(type)) return;
        const old = new MavLinkProtocolV1(42, 43).serialize(message as never, sequence);
        expect(read(new Uint8Array(old))).toMatchObject([{ message: type.MSG_NAME, sender: 42 * 256 + 43 }]);
      }),
      { numRuns: 400 },
    );
  });

  test('the filter’s frames are frames there, at every level', async () => {
    const sent = concat(
      ...Array.from({ length: 40 }, (_, index) => [
        attitude(3 * index, index % 3 === 0 ? { signature } : {}),
        messageFrame('GPS_RAW_INT', { lat: 1, lon: 2, fix_type: 3 }, { sequence: 3 * index + 1 }),
        messageFrame('SYS_STATUS', { voltage_battery: 12_000 }, { sequence: 3 * index + 2, version: 1 }),
      ]).flat(),
    );
    for (const level of ['engineering', 'full'] as const) {
      const { output, counts } = filter(sent, { level });
      const splitter = new MavLinkPacketSplitter();
      const input = new PassThrough();
      let packets = 0;
      const done = new Promise<void>((resolve, reject) => {
        splitter.on('data', () => packets++);
        splitter.on('end', resolve);
        splitter.on('error', reject);
      });
      input.pipe(splitter);
      input.end(Buffer.from(output));
      await done;
      expect(packets).toBe(counts.written.reduce((sum, each) => sum + each, 0));
      expect(packets).toBeGreaterThanOrEqual(80);
      expect(splitter.validPackages).toBe(packets);
      expect(splitter.unknownPackagesCount).toBe(0);
    }
  });
});

test('payloads of the helper are what a sender would write', () => {
  expect(trimmed(payloadOf('HEARTBEAT')).length).toBe(1);
  expect(messageFrame('HEARTBEAT', { type: 2 }).length).toBe(10 + 5 + 2);
});
