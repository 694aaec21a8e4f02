import { expect, test } from 'vitest';
import { unitSize } from '../../src/model/units.ts';

test('any unit can be divided by a power of ten: whole numbers stand for decimals', () => {
  expect(unitSize('deg/10000000', 'angle')).toBe(unitSize('degE7', 'angle'));
  expect(unitSize('deg/10000', 'angle')).toBe(1e-4);
  expect(unitSize('m/s/100', 'speed')).toBe(unitSize('cm/s', 'speed'));
  expect(unitSize('ft/10', 'length')).toBe(0.03048);
  expect(unitSize('mph/10', 'speed')).toBe(0.044704);
});

test('no other unit is one', () => {
  for (const units of [undefined, '', 'm/20', 'deg/', '/10', 'm/s', 'furlong', 'm/0', 'toString']) {
    expect(unitSize(units, 'length'), String(units)).toBeUndefined();
  }
  expect(unitSize('deg/2', 'angle')).toBe(2);
});
