import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { readText, writeText } from '../../src/bytes/text.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { templateTextOf } from '../../src/treatments/template-text.ts';
import { fieldAt } from '../model/fields.ts';

const text = fieldAt(1, 'char', 50);
const id = fieldAt(51, 'u16');
const chunk = fieldAt(53, 'u8');
const secret = 'Quuxbury';

interface Sent {
  readonly text: string;
  readonly id?: number;
  readonly chunk?: number;
  readonly sender?: number;
}

/** One flight's texts: what is released of each, or undefined. */
function receiver(edit = templateTextOf(text, id, chunk)) {
  const state = new FlightState();
  return (sent: Sent): string | undefined => {
    const bytes = new Uint8Array(56).fill(0xee);
    const body = 1;
    writeText(bytes, body + 1, body + 51, sent.text);
    bytes[body + 51] = (sent.id ?? 0) & 0xff;
    bytes[body + 52] = (sent.id ?? 0) >> 8;
    bytes[body + 53] = sent.chunk ?? 0;
    if (!edit.apply(new Memory(bytes), body, sent.sender ?? 257, state)) return undefined;
    expect([bytes[0], bytes[1], bytes[55]]).toEqual([0xee, 0xee, 0xee]);
    if (edit.reach === 54) expect([...bytes.subarray(body + 51, body + 54)]).toEqual([0, 0, 0]);
    const released = readText(bytes, body + 1, body + 51);
    expect(bytes.subarray(body + 1 + released.length, body + 51).every((byte) => byte === 0)).toBe(true);
    return released;
  };
}

/** A text in chunks as a sender cuts it: the last one ends before its field does, if need be it is empty. */
function chunksOf(whole: string, id = 9, sender = 257): Sent[] {
  const count = Math.floor(whole.length / 50) + 1;
  return Array.from({ length: count }, (_, chunk) => ({
    ...{ id, chunk, sender },
    text: whole.slice(50 * chunk, 50 * chunk + 50),
  }));
}

const long = `IOMCU: ${secret.repeat(14)}`;

describe('a text in one frame', () => {
  test('is released as its template, or withheld', () => {
    const receive = receiver();
    expect(receive({ text: 'Ready to fly' })).toBe('Ready to fly');
    expect(receive({ text: `IOMCU: ${secret}` })).toBe('IOMCU: *');
    expect(receive({ text: `${secret} was here` })).toBeUndefined();
    expect(receive({ text: '' })).toBeUndefined();
  });

  test('with an id is judged too, and loses it: numbers of texts would count what was withheld', () => {
    expect(receiver()({ text: 'Ready to fly', id: 700, chunk: 0 })).toBe('Ready to fly');
  });

  test('of a format without chunks needs no further fields', () => {
    const edit = templateTextOf(text, undefined, undefined);
    expect(edit.reach).toBe(51);
    const receive = receiver(edit);
    expect(receive({ text: `IOMCU: ${secret}`, id: 700, chunk: 3 })).toBe('IOMCU: *');
    expect(receive({ text: secret, id: 700, chunk: 3 })).toBeUndefined();
  });

  test('that fills its field is not read beyond it', () => {
    expect(receiver()({ text: `IOMCU: ${'9'.repeat(60)}` })).toBe('IOMCU: *');
  });
});

describe('a text in chunks', () => {
  test('comes out in the frame of its last chunk', () => {
    const receive = receiver();
    const all = chunksOf(long);
    expect(all.length).toBe(3);
    expect(all.map(receive)).toEqual([undefined, undefined, 'IOMCU: *']);
  });

  test('that ends where a chunk ends comes out with the empty one behind it', () => {
    const receive = receiver();
    const all = chunksOf('IOMCU: '.padEnd(100, 'x'));
    expect(all.at(-1)!.text).toBe('');
    expect(all.map(receive)).toEqual([undefined, undefined, 'IOMCU: *']);
  });

  test('is judged as a whole: a chunk that is a template by itself does not pass', () => {
    const receive = receiver();
    const sent = chunksOf(`${secret.padEnd(50, '.')}Ready to fly`);
    expect(sent[1]!.text).toBe('Ready to fly');
    expect(sent.map(receive)).toEqual([undefined, undefined]);
  });

  test.each([
    ['the first chunk lost', [1, 2]],
    ['one between lost', [0, 2]],
    ['out of order', [1, 0, 2]],
    ['the last two turned round', [0, 2, 1]],
    ['one twice', [0, 1, 1, 2]],
  ])('%s: nothing is released', (_name, order) => {
    const receive = receiver();
    const all = chunksOf(long);
    for (const index of order) expect(receive(all[index]!)).toBeUndefined();
  });

  test('one with another id neither goes on where it stopped nor stops it', () => {
    const receive = receiver();
    const [first, second] = chunksOf(`IOMCU: ${secret}`.padEnd(60, '.'), 9);
    expect(receive(first!)).toBeUndefined();
    expect(receive({ ...second!, id: 10 })).toBeUndefined();
    expect(receive(second!)).toBe('IOMCU: *');
  });

  test('a first chunk begins anew, whatever was pending', () => {
    const receive = receiver();
    expect(receive(chunksOf(secret.repeat(20), 9)[0]!)).toBeUndefined();
    expect(chunksOf(long, 9).map(receive)).toEqual([undefined, undefined, 'IOMCU: *']);
  });

  test('senders do not mix, and a short text between chunks takes nothing of them', () => {
    const receive = receiver();
    const mine = chunksOf(long, 9, 257);
    const other = chunksOf(`${secret} `.repeat(14), 9, 258);
    for (const each of [mine[0]!, other[0]!, other[1]!, mine[1]!]) expect(receive(each)).toBeUndefined();
    expect(receive({ text: 'Ready to fly', sender: 257 })).toBe('Ready to fly');
    expect(receive(other[2]!)).toBeUndefined();
    expect(receive(mine[2]!)).toBe('IOMCU: *');
  });

  test('of more than 512 characters is withheld, and does not grow for ever', () => {
    const receive = receiver();
    const sent = chunksOf(`IOMCU: ${'x'.repeat(20_000)}`).slice(0, 250);
    for (const each of sent) expect(receive(each)).toBeUndefined();
    expect(chunksOf(long).map(receive).at(-1)).toBe('IOMCU: *');
  });

  test('255 chunks do not come round to the first', () => {
    const receive = receiver();
    for (let chunk = 0; chunk < 256; chunk++) receive({ text: 'x'.repeat(50), id: 9, chunk });
    expect(receive({ text: '', id: 9, chunk: 0 })).toBeUndefined();
  });

  test('whatever is lost, doubled or mixed, no released text holds anything of the secret', () => {
    const sent = fc.record({
      text: fc.constantFrom(
        `IOMCU: ${secret}`,
        secret,
        'Ready to fly',
        secret.repeat(7),
        'IOMCU: '.padEnd(50, 'Q'),
        '',
      ),
      id: fc.constantFrom(0, 9, 10),
      chunk: fc.nat(3),
      sender: fc.constantFrom(257, 258),
    });
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 12 }), (all) => {
        const receive = receiver();
        for (const each of all) expect(receive(each) ?? '').not.toMatch(/Q|uux|bury/);
      }),
      { numRuns: 500 },
    );
  });
});
