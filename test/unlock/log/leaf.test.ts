import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { UnlockEvent } from '../../../src/model/unlock-event.ts';
import { eventOf, isTextOf, leafFields, partsOf, textsOf } from '../../../src/unlock/log/fields.ts';
import { drawSalts, LEAF_BYTES, leafOf } from '../../../src/unlock/log/leaf.ts';
import { readValues, writeValues } from '../../../src/unlock/log/values.ts';
import { bareEvent, flipBit, fullEvent } from './samples.ts';

describe('a leaf', () => {
  test('is what its docstring says, by another implementation of HMAC', () => {
    for (const event of [fullEvent, bareEvent]) {
      const salts = drawSalts();
      const texts = textsOf(event);
      const parts = leafFields.map((field) => {
        const mac = createHmac('sha256', salts[field]).update(`flightveil unlock ${field}\0`, 'ascii');
        const text = texts[field];
        return (text === null ? mac : mac.update('=').update(text, 'utf8')).digest();
      });
      expect(Buffer.from(leafOf(texts, salts))).toEqual(Buffer.concat([Buffer.of(1), ...parts]));
    }
  });

  test('has the same length whatever is in it, and another content each time', () => {
    const leaves = [fullEvent, bareEvent, bareEvent].map((event) => leafOf(textsOf(event), drawSalts()));
    expect(leaves.map(({ length }) => length)).toEqual([353, 353, LEAF_BYTES]);
    // Not even that two events are equal, or lack the same field, is to be seen.
    const commitments = leaves.flatMap((leaf) =>
      leafFields.map((_, at) => Buffer.from(leaf.subarray(1 + 32 * at, 33 + 32 * at)).toString('hex')),
    );
    expect(new Set(commitments).size).toBe(3 * leafFields.length);
  });

  test('tells what is absent from every text, also from the empty one', () => {
    const salts = drawSalts();
    const of = (event: UnlockEvent): string => Buffer.from(leafOf(textsOf(event), salts)).toString('hex');
    const leaves = [
      bareEvent,
      { ...bareEvent, about: '' },
      { ...bareEvent, about: '=' },
      { ...bareEvent, areaCode: '' },
    ];
    expect(new Set(leaves.map(of)).size).toBe(4);
  });

  test('has a salt of its own for each field of each entry', () => {
    const salts = Array.from({ length: 200 }, () => Object.values(drawSalts())).flat();
    expect(new Set(salts.map((salt) => Buffer.from(salt).toString('hex'))).size).toBe(200 * leafFields.length);
    expect(salts.every(({ length }) => length === 32)).toBe(true);
  });

  test('has every one of its bits from a text and a salt of its own', () => {
    const salts = drawSalts();
    const texts = textsOf(fullEvent);
    const leaf = Buffer.from(leafOf(texts, salts));
    leafFields.forEach((field, at) => {
      const changed = Buffer.from(leafOf(texts, { ...salts, [field]: flipBit(salts[field], 9) }));
      const differing = leafFields.filter(
        (_, other) =>
          !changed.subarray(1 + 32 * other, 33 + 32 * other).equals(leaf.subarray(1 + 32 * other, 33 + 32 * other)),
      );
      expect(differing).toEqual([leafFields[at]]);
    });
  });
});

describe('the texts of an event', () => {
  test('are written as its docstring says, and read again', () => {
    expect(textsOf({ ...fullEvent, entry: 12 })).toEqual({
      kind: 'granted',
      time: '1790000000000000',
      evidence: 'app,licence',
      about: 'height,circle',
      area: 'LSZH-7',
      'zone-source': `${'0123456789abcdef'.repeat(4)} Zürich ✈`,
      licence: 'L-2026-00017',
      flight: 'flight-Orinoco',
      device: 'device-Ganges',
      person: 'Ada Quuxbury',
      entry: '12',
    });
    for (const event of [fullEvent, bareEvent, { ...fullEvent, entry: 0, timeUs: -5, person: '' }]) {
      expect(eventOf(textsOf(event))).toEqual(event);
    }
    const deletion: UnlockEvent = { kind: 'values-deleted', timeUs: 1, evidence: [], about: 'period', entry: 3 };
    expect(eventOf(textsOf(deletion))).toEqual(deletion);
    expect(partsOf({ time: '7', person: null })).toEqual({ timeUs: 7 });
  });

  test.each<[string, Partial<UnlockEvent>]>([
    ['kind', { kind: 'no such kind' as never }],
    ['time', { timeUs: 0.5 }],
    ['time', { timeUs: Number.NaN }],
    ['time', { timeUs: 2 ** 53 }],
    ['time', { timeUs: 1e21 }],
    ['evidence', { evidence: ['licence', 'app'] }],
    ['evidence', { evidence: ['app', 'app'] }],
    ['evidence', { evidence: ['hearsay' as never] }],
    ['zone-source', { zoneSource: { name: 'a', version: 'A'.repeat(64) } }],
    ['zone-source', { zoneSource: { name: 'a', version: '' } }],
    ['person', { person: '\ud800' }],
    ['person', { person: 'x'.repeat(2049) }],
    ['entry', { entry: -1 }],
  ])('are refused where there is no one text: %s %o', (field, change) => {
    const error = expect.objectContaining({ code: 'usage', facts: { field } });
    expect(() => textsOf({ ...fullEvent, ...change })).toThrow(error);
  });

  test('are taken in their one form only', () => {
    for (const text of ['01', '+1', '1.0', '-0', ' 1', '', '9007199254740993'])
      expect(isTextOf('time', text)).toBe(false);
    expect([isTextOf('time', '0'), isTextOf('time', '-1'), isTextOf('entry', '-1')]).toEqual([true, true, false]);
    for (const text of ['', 'app,', 'licence,app', 'app, licence']) expect(isTextOf('evidence', text)).toBe(false);
    expect([isTextOf('kind', null), isTextOf('time', null)]).toEqual([false, true]);
  });
});

describe('values', () => {
  const kept = { texts: textsOf(fullEvent), salts: drawSalts(), keepUntilS: 1_800_000_000, ground: 'legal-obligation' };

  test('are read as they were written, at a length that tells little', () => {
    expect(readValues(writeValues(kept))).toEqual(kept);
    const lengths = [bareEvent, fullEvent].map((event) => writeValues({ ...kept, texts: textsOf(event) }).length);
    expect(lengths.every((length) => length % 512 === 0)).toBe(true);
    const short = writeValues({ ...kept, texts: textsOf({ ...bareEvent, person: 'A' }) });
    expect(writeValues({ ...kept, texts: textsOf({ ...bareEvent, person: 'Adalbert' }) }).length).toBe(short.length);
  });

  test('are undefined if anything is not as it was written, the padding too', () => {
    const bytes = writeValues(kept);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      if (readValues(flipBit(bytes, bit)) !== undefined) expect.fail(`bit ${bit}`);
    }
    expect(readValues(bytes.subarray(0, bytes.length - 1))).toBeUndefined();
    expect(readValues(new Uint8Array(bytes.length))).toBeUndefined();
  });
});
