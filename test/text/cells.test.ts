import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unknownOf, writeValue } from '../../src/model/values.ts';
import {
  type Cell,
  CellKind,
  cellOf,
  fieldTypeOf,
  hiddenValueOf,
  hideCell,
  isChanged,
  isHidden,
  MOST_CELL_CHARS,
  readCell,
  writeCell,
} from '../../src/text/cells.ts';
import { TextBody } from '../../src/text/text-body.ts';

const OFFSET = 8;
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** A body with one cell read from a text. */
function bodyOf(cell: Cell, text: string): { body: TextBody; isRead: boolean } {
  const body = new TextBody(96);
  body.source.bytes.fill(0xa5);
  const bytes = bytesOf(`<${text}>`);
  const isRead = readCell(cell, bytes, 1, 1 + text.length, body.source);
  body.fill(96);
  return { body, isRead };
}

function writtenOf(cell: Cell, body: TextBody, text: string): string {
  const target = new Uint8Array(400);
  const end = writeCell(cell, body, bytesOf(text), 0, text.length, target, 2);
  return Buffer.from(target.subarray(2, end)).toString('latin1');
}

const number = cellOf(CellKind.number, OFFSET, { decimals: 8 });
const scaled = cellOf(CellKind.scaled, OFFSET, { decimals: 6 });
const rounded = cellOf(CellKind.scaled, OFFSET, { decimals: 1, rounds: true });
const time = cellOf(CellKind.time, OFFSET, { decimals: 3 });
const date = cellOf(CellKind.date, OFFSET, { decimals: 3 });
const word = cellOf(CellKind.word, OFFSET);
const text = cellOf(CellKind.text, OFFSET, { size: 12 });
const all = { number, scaled, rounded, time, date, word, text };

describe('cells', () => {
  test.each([
    ['number', '-12.25'],
    ['number', '1.5e-10'],
    ['scaled', '18.07198'],
    ['scaled', '-180.000000'],
    ['rounded', '134.99999984573998'],
    ['rounded', '1e2'],
    ['time', '12.3'],
    ['date', '2019/02/22 12:01:22.911'],
    ['date', '2:22:59.45 PM'],
    ['word', 'P-GPS'],
    ['word', 'Go Home'],
    ['text', 'Zürich'],
  ] as const)('%s "%s" is read, and is what it was', (name, value) => {
    const { body, isRead } = bodyOf(all[name], value);
    expect(isRead).toBe(true);
    expect(isHidden(all[name], body)).toBe(false);
    expect(isChanged(all[name], body)).toBe(false);
  });

  test.each([
    ['number', ''],
    ['number', 'nan'],
    ['number', '1e999'],
    ['number', '47.1N'],
    ['scaled', '18.0719801'],
    ['scaled', '2147.483648'],
    ['scaled', '-2147.483648'],
    ['scaled', '1e1'],
    ['rounded', 'inf'],
    ['time', '-1'],
    ['time', '1.2345'],
    ['date', '2019/02/30'],
    ['date', '911'],
    ['word', 'a,b'],
    ['word', 'x'.repeat(25)],
    ['word', '47.4692 8.2090'],
    ['word', 'Zürich'],
    ['text', 'thirteen char'],
    ['text', 'a\0b'],
    ['text', ''],
  ] as const)('%s "%s" is none, and hidden', (name, value) => {
    const cell = all[name];
    const { body, isRead } = bodyOf(cell, value);
    expect(isRead).toBe(false);
    expect(isHidden(cell, body)).toBe(true);
    expect(writtenOf(cell, body, value)).toBe('');
  });

  test.each(Object.entries(all))('what is hidden is what the rule of its field says: %s', (_name, cell) => {
    const type = fieldTypeOf(cell.kind);
    const hidden = hiddenValueOf(cell.kind);
    const unknown = unknownOf({ type }, { category: 'mode', ...(hidden === undefined ? {} : { unknown: hidden }) })!;
    const one = new TextBody(96);
    const other = new TextBody(96);
    hideCell(cell, one);
    const elements = type === 'char' ? cell.size : 1;
    for (let index = 0; index < elements; index++) writeValue(other.bytes, OFFSET + index, type, unknown);
    if (cell.kind !== CellKind.number) expect(one.bytes).toEqual(other.bytes);
    expect(isHidden(cell, other)).toBe(true);
  });

  test('nothing is written outside of the cell', () => {
    for (const cell of Object.values(all)) {
      const memory = new TextBody(96).source;
      memory.bytes.fill(0x77);
      for (const value of ['1.5', '2019/02/22', 'P-GPS', '', '?']) {
        const bytes = bytesOf(value);
        readCell(cell, bytes, 0, bytes.length, memory);
        expect(memory.bytes.subarray(0, OFFSET).every((byte) => byte === 0x77)).toBe(true);
        expect(memory.bytes.subarray(OFFSET + cell.size).every((byte) => byte === 0x77)).toBe(true);
      }
    }
  });

  test('whole numbers are written with their decimals', () => {
    const { body } = bodyOf(scaled, '18.07198');
    expect(body.view.getInt32(OFFSET, true)).toBe(18_071_980);
    body.view.setInt32(OFFSET, -9_978_900, true);
    expect(isChanged(scaled, body)).toBe(true);
    expect(writtenOf(scaled, body, '18.07198')).toBe('-9.978900');
    const trimmed = cellOf(CellKind.scaled, OFFSET, { decimals: 6, isTrimmed: true, point: 0x2c });
    expect(writtenOf(trimmed, body, '18.07198')).toBe('-9,9789');
  });

  test('doubles are written with the decimals of their cell, at most ten', () => {
    const { body } = bodyOf(number, '47.1');
    body.view.setFloat64(OFFSET, -120.0316931234568, true);
    expect(isChanged(number, body)).toBe(true);
    expect(writtenOf(number, body, '47.1')).toBe('-120.03169312');
    expect(writtenOf(cellOf(CellKind.number, OFFSET, { decimals: 14 }), body, '')).toBe('-120.0316931235');
  });

  test('times and dates are written in their layout', () => {
    const { body } = bodyOf(time, '12.3');
    expect(body.view.getBigUint64(OFFSET, true)).toBe(12_300n);
    body.view.setBigUint64(OFFSET, 5_000_000_001n, true);
    expect(writtenOf(time, body, '12.3')).toBe('5000000.001');
    const dated = bodyOf(date, '2019/02/22 12:01:22.9').body;
    expect(dated.view.getBigUint64(OFFSET, true)).toBe(BigInt(Date.UTC(2019, 1, 22, 12, 1, 22, 900)) * 1000n);
    dated.view.setBigUint64(OFFSET, 1_000_000_000_000_000n, true);
    expect(isChanged(date, dated)).toBe(true);
    // As many digits as others of its kind have, not as stood here.
    expect(writtenOf(date, dated, '2019/02/22 12:01:22.9')).toBe('2001/09/09 01:46:40.000');
  });

  test('a text that was changed anywhere has changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }), fc.nat(11), (value, place) => {
        const { body } = bodyOf(text, value);
        const at = OFFSET + (place % value.length);
        body.bytes[at] = body.bytes[at] === 0x41 ? 0x42 : 0x41;
        expect(isChanged(text, body)).toBe(true);
        expect(writtenOf(text, body, value)).toBe(
          Buffer.from(body.bytes.subarray(OFFSET, OFFSET + value.length)).toString(),
        );
      }),
    );
  });

  test('a text that grew has changed, whatever its length was', () => {
    for (let length = 1; length < 12; length++) {
      const { body } = bodyOf(text, 'abcdefghijkl'.slice(0, length));
      body.bytes[OFFSET + length] = 0x41;
      expect(isChanged(text, body), `of ${length}`).toBe(true);
    }
  });

  test('values that are not text are never longer than promised', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        fc.constantFrom(number, scaled, time, date),
        (raw, cell) => {
          const body = new TextBody(96);
          body.bytes.set(raw, OFFSET);
          const source = '2019/02/22 12:01:22.911';
          expect(writtenOf(cell, body, source).length).toBeLessThanOrEqual(MOST_CELL_CHARS);
        },
      ),
    );
  });
});
