import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceClasses } from '../../src/model/signal.ts';
import { type UnlockEvent, unlockEventKinds } from '../../src/model/unlock-event.ts';
import { leafFields } from '../../src/unlock/log/fields.ts';
import { readUnlockEvent, unlockEventForms } from '../../src/wire/unlock-event.ts';
import { fullEvent } from '../unlock/log/samples.ts';
import { Peer } from './proto-peer.ts';

const peer = new Peer('unlock_event.proto', 'UnlockEvent');
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

/** Events with every field there or not, at any value that it can have. */
const events: fc.Arbitrary<UnlockEvent> = fc.record(
  {
    kind: fc.constantFrom(...unlockEventKinds),
    timeUs: fc.maxSafeNat(),
    evidence: fc.subarray([...evidenceClasses]),
    about: text,
    areaCode: text,
    zoneSource: fc.record({ name: text, version: hash }),
    licence: text,
    flight: text,
    device: text,
    person: text,
    entry: fc.maxSafeNat(),
  },
  { requiredKeys: ['kind', 'evidence'] },
) as fc.Arbitrary<UnlockEvent>;

const refused = expect.objectContaining({ code: 'input-unreadable' });
const jsonOf = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);

test('any event is read as it was written, in both forms, and by another implementation of protobuf alike', () => {
  fc.assert(
    fc.property(events, (event) => {
      const { json, protobuf } = unlockEventForms(event);
      expect(readUnlockEvent(json)).toEqual(event);
      expect(readUnlockEvent(protobuf)).toEqual(event);
      // Its JSON has 64-bit integers as text.
      const wide = Object.entries(event).filter(([, value]) => typeof value === 'number');
      const asText = Object.fromEntries(wide.map(([name, value]) => [name, String(value)]));
      expect(peer.decode(protobuf)).toEqual({ ...event, ...asText, version: 1 });
      expect(peer.encode(new TextDecoder().decode(json))).toEqual(protobuf);
    }),
    { numRuns: 100 },
  );
});

test('every field of the message is a field of the event, and one that the log commits to', () => {
  expect(peer.fields.sort()).toEqual([...Object.keys({ ...fullEvent, entry: 1 }), 'version'].sort());
  expect(peer.fields).toHaveLength(leafFields.length + 1);
});

describe('nothing else is taken', () => {
  const { json, protobuf } = unlockEventForms({ ...fullEvent, entry: 7 });
  const object = JSON.parse(new TextDecoder().decode(json)) as Record<string, unknown>;

  test('what was cut off anywhere', () => {
    for (const whole of [json, protobuf]) {
      for (let end = 0; end < whole.length; end++) {
        expect(() => readUnlockEvent(whole.subarray(0, end)), `${end} bytes`).toThrow(refused);
      }
    }
  });

  test.each<[string, Record<string, unknown>]>([
    ['a kind that there is not', { kind: 'taken-over' }],
    ['no kind', { kind: undefined }],
    ['evidence that there is not', { evidence: ['hearsay'] }],
    ['evidence out of order', { evidence: ['licence', 'app'] }],
    ['evidence twice', { evidence: ['app', 'app'] }],
    ['a time that is no whole number', { timeUs: 0.5 }],
    ['a time before 1970', { timeUs: -1 }],
    ['half a character', { person: '\ud800' }],
    ['a text without end', { person: 'x'.repeat(2049) }],
    ['a version of zones that is no hash', { zoneSource: { name: 'a', version: '12' } }],
    ['another version', { version: 2 }],
    ['a member that is not known', { pilot: 'Ada' }],
    ['a member of a part that is not known', { zoneSource: { ...fullEvent.zoneSource, colour: 'red' } }],
  ])('%s', (_, change) => {
    expect(() => readUnlockEvent(jsonOf({ ...object, ...change }))).toThrow(refused);
  });

  test('and no error quotes it', () => {
    for (const change of [{ kind: 'Quuxbury' }, { Quuxbury: 1 }, { person: `Quuxbury${'x'.repeat(3000)}` }]) {
      expect(() => readUnlockEvent(jsonOf({ ...object, ...change }))).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('Quuxbury') }),
      );
    }
  });
});
