import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Container, MAX_RECORD_BYTES, MavlinkDecoder } from '../../../src/formats/mavlink/decoder.ts';
import { officialDialect } from '../../../src/formats/mavlink/index.ts';
import { MavlinkSealer } from '../../../src/formats/mavlink/sealer.ts';
import { FLIGHT_START_UNIX_S } from '../../../src/model/clocks.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { Found } from '../../../src/model/format.ts';
import { concat, crcOf, filter, frameOf, layoutOf, messageFrame, payloadOf, read, stamped } from './frames.ts';

const signature = Uint8Array.from({ length: 13 }, (_, index) => 0xa0 + index);
const START_US = BigInt(FLIGHT_START_UNIX_S) * 1_000_000n;

interface Situation {
  readonly keepTime?: boolean;
  /** Number of the sender's first released frame; undefined: nothing was released before. */
  readonly first?: number | undefined;
  /** Frames dropped from the sender since. */
  readonly dropped?: number;
}

/** A decoder that stands on the only frame of a record, in a buffer of its own, and a sealer. */
function opened(
  record: Uint8Array,
  container: Container = 'raw',
  { keepTime = false, first, dropped = 0 }: Situation = {},
) {
  const bytes = record.slice();
  const decoder = new MavlinkDecoder(officialDialect(), container);
  decoder.window(bytes, 0, bytes.length, true);
  let found = decoder.next();
  if (found === Found.schema) found = decoder.next();
  if (found !== Found.frame) throw new Error('there is no frame');
  const { frame } = decoder;
  const state = new FlightState();
  const sealer = new MavlinkSealer(state, container, { keepTime });
  if (first !== undefined) {
    state.hasBegun[frame.sender] = 1;
    state.sequenceOffset[frame.sender] = first;
  }
  for (let drop = 0; drop < dropped; drop++) sealer.drop(frame.sender);
  sealer.observe(bytes, frame);
  return { bytes, frame, sealer };
}

function sealed(record: Uint8Array, container: Container = 'raw', options: Situation & { edited?: boolean } = {}) {
  const { bytes, frame, sealer } = opened(record, container, options);
  const end = sealer.seal(bytes, frame, options.edited ?? false);
  expect(end).toBeLessThanOrEqual(record.length);
  return bytes.slice(0, end);
}

/** Frames of an output, taken apart without the product's decoder; their checksums are checked. */
function takeApart(output: Uint8Array, stamp = 0) {
  const frames = [];
  for (let at = stamp; at < output.length; at += stamp) {
    const isV2 = output[at] === 0xfd;
    expect(isV2 || output[at] === 0xfe).toBe(true);
    const length = output[at + 1]!;
    const body = at + (isV2 ? 10 : 6);
    const header = output.slice(at, body);
    const payload = output.slice(body, body + length);
    const id = isV2 ? header[7]! | (header[8]! << 8) | (header[9]! << 16) : header[5]!;
    const sent = output[body + length]! | (output[body + length + 1]! << 8);
    const layouts = officialDialect().messages.map(({ layout }) => layout);
    const layout = layouts.find((candidate) => {
      const checked = concat(output.subarray(at + 1, body + length), Uint8Array.of(candidate.crcExtra));
      return candidate.id === id && crcOf(checked) === sent;
    });
    expect(layout, `the checksum of message ${id}`).toBeDefined();
    const incompat = isV2 ? header[2]! : 0;
    frames.push({
      isV2,
      layout: layout!,
      payload,
      incompat,
      compat: isV2 ? header[3]! : 0,
      sequence: isV2 ? header[4]! : header[2]!,
    });
    at = body + length + 2 + (incompat & 1 ? 13 : 0);
  }
  return frames;
}

const attitude = (rest = {}) => messageFrame('ATTITUDE', { time_boot_ms: 5, roll: 0.5, yawspeed: 0.25 }, rest);

describe('a frame in which nothing is changed', () => {
  test('stays byte for byte', () => {
    for (const record of [attitude(), attitude({ version: 1 }), messageFrame('HEARTBEAT')]) {
      expect(sealed(record)).toEqual(record);
    }
  });

  test('loses its signature, which tells the time and lets its key be tried out, at every level', () => {
    const record = attitude({ signature });
    for (const keepTime of [true, false]) expect(sealed(record, 'raw', { keepTime })).toEqual(attitude());
    for (const level of ['engineering', 'full'] as const) {
      expect(filter(concat(record, record), { level }).output).toEqual(
        filter(concat(attitude(), attitude()), { level }).output,
      );
    }
  });
});

describe('a signature is gone when anything is changed', () => {
  const record = attitude({ signature, sequence: 3 });
  const first = 0;

  test.each<[string, Uint8Array, Parameters<typeof sealed>[2], Uint8Array]>([
    ['the body', record, { first, edited: true }, attitude({ sequence: 3 })],
    ['the sequence number', record, { first, dropped: 1 }, attitude({ sequence: 2 })],
    ['a flag that is not defined', attitude({ signature, compat: 0x40 }), {}, attitude()],
    ['a payload that was not trimmed', untrimmed({ signature }), {}, messageFrame('HEARTBEAT')],
    ['a payload longer than is known', overlong({ signature }), {}, overlong({}, 0)],
  ])('%s', (_what, bytes, options, expected) => {
    expect(sealed(bytes, 'raw', { keepTime: true, ...options })).toEqual(expected);
  });
});

function untrimmed(rest: object): Uint8Array {
  return frameOf({ ...layoutOf('HEARTBEAT'), payload: payloadOf('HEARTBEAT'), ...rest });
}

/** An ATTITUDE with fields behind those that the definitions have. */
function overlong(rest: object, more = 7): Uint8Array {
  const { id, crcExtra, length } = layoutOf('ATTITUDE');
  return frameOf({ id, crcExtra, payload: new Uint8Array(length + more).fill(0x51), ...rest });
}

describe('what is no part of the message does not pass', () => {
  test('fields behind the known ones are cut off, edited or not', () => {
    for (const edited of [false, true]) expect(sealed(overlong({}), 'raw', { edited })).toEqual(overlong({}, 0));
  });

  test('compatibility flags become zero: none is defined', () => {
    expect(sealed(attitude({ compat: 0xff }))).toEqual(attitude());
  });

  test('zeros that a sender did not trim are trimmed, to one byte at least', () => {
    expect(sealed(untrimmed({}))).toEqual(messageFrame('HEARTBEAT'));
    const allZero = frameOf({ ...layoutOf('ATTITUDE'), payload: new Uint8Array(28) });
    expect(takeApart(sealed(allZero, 'raw', { edited: true }))[0]!.payload).toEqual(new Uint8Array(1));
    const old = frameOf({ ...layoutOf('ATTITUDE'), payload: new Uint8Array(28), version: 1 });
    expect(sealed(old, 'raw', { edited: true })).toEqual(old);
  });
});

describe('sequence numbers', () => {
  test('start at zero with a sender’s first released frame, whatever came before it', () => {
    for (const [sequence, dropped] of [
      [0, 0],
      [77, 0],
      [77, 5],
      [255, 300],
    ] as const) {
      for (const version of [1, 2] as const) {
        for (const edited of [false, true]) {
          expect(sealed(attitude({ sequence, version }), 'raw', { dropped, edited })).toEqual(attitude({ version }));
        }
      }
    }
  });

  test('then are the input’s less the first and the frames dropped since, modulo 256', () => {
    for (const [sequence, first, dropped, expected] of [
      [10, 0, 3, 7],
      [2, 0, 5, 253],
      [0, 250, 1, 5],
      [5, 5, 256, 0],
      [5, 0, 300, 217],
    ] as const) {
      for (const version of [1, 2] as const) {
        for (const edited of [false, true]) {
          const output = sealed(attitude({ sequence, version }), 'raw', { first, dropped, edited });
          expect(output).toEqual(attitude({ sequence: expected, version }));
        }
      }
    }
  });

  test('close up behind what was withheld or stepped over, so that the loss of the link still shows and nothing else', () => {
    const unknown = (sequence: number, rest = {}) =>
      frameOf({ id: 54_321, crcExtra: 1, payload: Uint8Array.of(1), sequence, ...rest });
    const secret = (sequence: number) => messageFrame('AUTH_KEY', { key: 'Quuxbury' }, { sequence });
    const log = concat(
      ...[secret(98), unknown(99), attitude({ sequence: 100 }), secret(101), attitude({ sequence: 102 })],
      ...[
        unknown(103),
        attitude({ sequence: 104 }),
        attitude({ sequence: 105, incompat: 8 }),
        attitude({ sequence: 106 }),
      ],
      // Two frames lost by the link, and those of another sender between.
      ...[attitude({ sequence: 9, component: 2 }), unknown(10, { component: 2 }), attitude({ sequence: 109 })],
      attitude({ sequence: 11, component: 2 }),
    );
    const { output } = filter(log);
    expect(takeApart(output).map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 0, 6, 1]);
  });
});

describe('the time stamps of a .tlog', () => {
  test('start at the constant and keep their differences', () => {
    const offsets = [0n, 1n, 999_999n, 3_000_000n, 2_500_000n];
    const log = concat(...offsets.map((us) => stamped(1_700_000_000_000_000n + us, messageFrame('HEARTBEAT'))));
    const expected = concat(...offsets.map((us) => stamped(START_US + us, messageFrame('HEARTBEAT'))));
    expect(filter(log, { container: 'tlog' }).output).toEqual(expected);
  });

  test('are written as they came where the time may be known', () => {
    const record = stamped(1_700_000_000_123_456n, attitude());
    expect(sealed(record, 'tlog', { keepTime: true })).toEqual(record);
    expect(sealed(record, 'tlog')).toEqual(stamped(START_US, attitude()));
  });
});

describe('seal and rebuild', () => {
  const cases = fc.record({
    message: fc.constantFrom(...officialDialect().messages.filter(({ layout }) => layout.length > 0)),
    version: fc.constantFrom(1 as const, 2 as const),
    bytes: fc.uint8Array({ minLength: 255, maxLength: 255 }),
    length: fc.integer({ min: 1, max: 255 }),
    zeros: fc.nat(255),
    edits: fc.array(fc.tuple(fc.nat(254), fc.constantFrom(0, 0, 1, 0x80, 0xff)), { maxLength: 6 }),
    signed: fc.boolean(),
    sequence: fc.nat(255),
    first: fc.option(fc.nat(255), { nil: undefined }),
    dropped: fc.nat(400),
    compat: fc.constantFrom(0, 3),
    container: fc.constantFrom<Container>('raw', 'tlog'),
    keepTime: fc.boolean(),
  });

  test('give the same bytes for any frame and any edits, and a frame that a fresh writer would write', () => {
    fc.assert(
      fc.property(cases, ({ message, version, bytes, length, zeros, edits, signed, ...rest }) => {
        const { id, crcExtra, baseLength } = message.layout;
        fc.pre(version === 2 || id < 256);
        const payload = bytes.slice(0, version === 1 ? baseLength : length);
        payload.fill(0, Math.max(0, payload.length - zeros));
        const { sequence, compat, container } = rest;
        const sketch = { version, id, crcExtra, payload, sequence, compat, system: 3, component: 4 };
        const frame = frameOf({ ...sketch, ...(signed && version === 2 ? { signature } : {}) });
        const record = container === 'tlog' ? stamped(1_700_000_000_000_000n, frame) : frame;

        const inPlace = opened(record, container, rest);
        const size = Math.min(inPlace.frame.bodyLength, inPlace.frame.schema.size);
        const here = edits.filter(([at]) => at < size);
        for (const [at, value] of here) inPlace.bytes[inPlace.frame.body + at] = value;
        const end = inPlace.sealer.seal(inPlace.bytes, inPlace.frame, true);

        const fresh = opened(record, container, rest);
        const body = new Uint8Array(MAX_RECORD_BYTES).fill(0xee);
        body.fill(0, 0, fresh.frame.schema.size);
        body.set(payload.subarray(0, size));
        for (const [at, value] of here) body[at] = value;
        const target = new Uint8Array(2 * MAX_RECORD_BYTES).fill(0xcc);
        const rebuilt = fresh.sealer.rebuild(fresh.bytes, fresh.frame, body, target);

        expect(Buffer.from(inPlace.bytes.subarray(0, end)).toString('hex')).toBe(
          Buffer.from(target.subarray(0, rebuilt)).toString('hex'),
        );
        expect(fresh.bytes).toEqual(record);
        const expected = payload.slice(0, size);
        for (const [at, value] of here) expected[at] = value;
        let trimmedTo = version === 1 ? expected.length : Math.max(1, expected.length);
        if (version === 2) while (trimmedTo > 1 && expected[trimmedTo - 1] === 0) trimmedTo--;
        const number = rest.first === undefined ? 0 : (sequence - rest.first - rest.dropped) & 0xff;
        const written = frameOf({ ...sketch, payload: expected.slice(0, trimmedTo), sequence: number, compat: 0 });
        const shown = rest.keepTime ? 1_700_000_000_000_000n : START_US;
        expect(target.slice(0, rebuilt)).toEqual(container === 'tlog' ? stamped(shown, written) : written);
      }),
      { numRuns: 400 },
    );
  });
});

describe('everything that the filter writes', () => {
  const anyFrame = fc
    .record({
      type: fc.constantFrom(...officialDialect().messages),
      bytes: fc.uint8Array({ maxLength: 255 }),
      sequence: fc.nat(255),
      signed: fc.boolean(),
      compat: fc.constantFrom(0, 0, 0x10),
      version: fc.constantFrom(1 as const, 2 as const, 2 as const),
    })
    .map(({ type, bytes, signed, version, ...rest }) => {
      const { id, crcExtra, baseLength } = type.layout;
      const isOld = version === 1 && id < 256;
      const payload = isOld ? payloadLike(bytes, baseLength) : bytes;
      return frameOf({
        id,
        crcExtra,
        payload,
        ...rest,
        version: isOld ? 1 : 2,
        ...(signed && !isOld ? { signature } : {}),
      });
    });
  const payloadLike = (bytes: Uint8Array, length: number): Uint8Array => {
    const payload = new Uint8Array(length);
    payload.set(bytes.subarray(0, length));
    return payload;
  };

  test('is right, trimmed, no longer than the definitions, unsigned and without flags, from any frames', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 30 }), (frames) => {
        const { output, counts } = filter(concat(...frames));
        const written = takeApart(output);
        expect(written.length).toBe(counts.written.reduce((sum, each) => sum + each, 0));
        for (const { isV2, layout, payload, incompat, compat } of written) {
          expect([incompat, compat]).toEqual([0, 0]);
          if (!isV2) expect(payload.length).toBe(layout.baseLength);
          else expect(payload.length === 1 || payload.at(-1) !== 0).toBe(true);
          expect(payload.length).toBeLessThanOrEqual(layout.length);
        }
        expect(read(output).every(({ kind }) => kind === 'frame')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('of an empty payload is one zero byte', () => {
    const empty = frameOf({ ...layoutOf('HEARTBEAT'), payload: new Uint8Array(0) });
    for (const level of ['engineering', 'full'] as const) {
      expect(filter(empty, { level }).output).toEqual(messageFrame('HEARTBEAT'));
    }
  });
});
