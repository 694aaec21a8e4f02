import { expect, test } from 'vitest';
import { catalogRows } from './tools.ts';

test('a true airspeed beside the other one is hidden: both together are the density of the air', () => {
  const rulesOf = (field: string) =>
    catalogRows().flatMap(({ where, rule }) => (where === `HIL_STATE_QUATERNION.${field}` ? [rule] : []));
  expect(rulesOf('ind_airspeed')).toEqual([{ category: 'motion', role: 'airspeed' }]);
  expect(rulesOf('true_airspeed')).toEqual([{ category: 'motion', blank: 0 }]);
});
