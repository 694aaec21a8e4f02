import { describe, expect, test } from 'vitest';
import { isStateName } from '../../src/text/state-name.ts';

function isOne(text: string): boolean {
  const bytes = Buffer.from(`12.5 ${text}7.5`);
  return isStateName(bytes, 5, bytes.length - 3);
}

describe('names of states', () => {
  test.each([
    ...['P-GPS', 'Go Home', 'GPS_Atti', 'VertLowLimitLanding', 'SeriousLowVoltageLanding', 'True', '2', '100', '4.0'],
    ...['P3X', 'M/N', 'v1 of 2', 'N/A', '-1', 'A1B2C3D4', '100.0', '..', 'a.1', '1.a'],
  ])('%s', (text) => expect(isOne(text)).toBe(true));

  test.each([
    ...['47.4692 8.2090', '47.4', '47.40', '4.0 8.0', '0M6DG14001', '05/08', '5/8', '1581', '12 34 5', 'a1b2c3d4e5'],
    ...['one two three four', 'a  b c', 'x'.repeat(25), 'P,GPS', 'Zürich', 'Via Roma, 2', 'a\nb', 'a\0', '"P"'],
  ])('%s is none', (text) => expect(isOne(text)).toBe(false));
});
