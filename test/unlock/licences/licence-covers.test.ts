import { describe, expect, test } from 'vitest';
import type { UnlockLicence } from '../../../src/unlock/licences/licence.ts';
import { type LicencePurpose, licenceCovers } from '../../../src/unlock/licences/licence-covers.ts';

const base = { id: '1', isEnabled: true, isUserOnly: false, source: 'flightveil' } as const;
const area: UnlockLicence = { ...base, kind: 'area', areaCodes: ['A', 'B'] };
const circle: UnlockLicence = {
  ...base,
  kind: 'circle',
  circle: { latitudeDeg: 47, longitudeDeg: 179.999, radiusM: 500 },
};
const polygon: UnlockLicence = {
  ...base,
  kind: 'polygon',
  polygon: [
    { latitudeDeg: -1, longitudeDeg: 179 },
    { latitudeDeg: -1, longitudeDeg: -179 },
    { latitudeDeg: 1, longitudeDeg: -179 },
    { latitudeDeg: 1, longitudeDeg: 179 },
  ],
};
const country: UnlockLicence = { ...base, kind: 'country', countries: ['CH', 'LI'] };
const unixS = 1000;

test.each<[string, UnlockLicence, Partial<LicencePurpose>, boolean]>([
  ['its area', area, { areaCode: 'B' }, true],
  ['another area', area, { areaCode: 'C' }, false],
  ['an area that is not known', area, { latitudeDeg: 47, longitudeDeg: 8 }, false],
  ['in its circle', circle, { latitudeDeg: 47.001, longitudeDeg: 179.999 }, true],
  ['in its circle, over the antimeridian', circle, { latitudeDeg: 47, longitudeDeg: -179.998 }, true],
  ['beside its circle', circle, { latitudeDeg: 47.01, longitudeDeg: 179.999 }, false],
  ['no place', circle, { areaCode: 'A' }, false],
  ['half a place', circle, { latitudeDeg: 47 }, false],
  ['a place that is none', circle, { latitudeDeg: Number.NaN, longitudeDeg: 179.999 }, false],
  ['a longitude that is none', circle, { latitudeDeg: 47, longitudeDeg: 179.999 + 360 }, false],
  ['in its polygon', polygon, { latitudeDeg: 0.5, longitudeDeg: 179.5 }, true],
  ['in its polygon, over the antimeridian', polygon, { latitudeDeg: 0.5, longitudeDeg: -179.5 }, true],
  ['on the other side of the Earth', polygon, { latitudeDeg: 0.5, longitudeDeg: 0 }, false],
  ['its country', country, { country: 'CHE' }, true],
  ['its country, in two letters', country, { country: 'li' }, true],
  ['another country', country, { country: 'AT' }, false],
  ['no country', country, { country: 'Q39' }, false],
  ['a country that is not known', country, { latitudeDeg: 47, longitudeDeg: 8 }, false],
])('%s', (_, licence, purpose, covers) => {
  expect(licenceCovers(licence, { unixS, ...purpose })).toBe(covers);
});

describe('only where it holds', () => {
  const asked: LicencePurpose = { unixS, areaCode: 'A' };
  test.each<[string, Partial<UnlockLicence>, Partial<LicencePurpose>, boolean]>([
    ['always', {}, {}, true],
    ['switched off', { isEnabled: false }, {}, false],
    ['from its first second', { fromS: 1000, untilS: 1001 }, {}, true],
    ['before it begins', { fromS: 1001 }, {}, false],
    ['up to its end', { untilS: 1001 }, { unixS: 1000.9 }, true],
    ['not at its end', { untilS: 1000 }, {}, false],
    ['at a time that is not known', {}, { unixS: Number.NaN }, false],
    ['of its aircraft', { deviceSerial: 'S1' }, { isDevice: (serial) => serial === 'S1' }, true],
    ['of another aircraft', { deviceSerial: 'S1' }, { isDevice: (serial) => serial === 'S2' }, false],
    ['of an aircraft that is not known', { deviceSerial: 'S1' }, {}, false],
    ['of its user', { isUserOnly: true, holder: 'U' }, { isHolder: (account) => account === 'U' }, true],
    ['of another user', { isUserOnly: true, holder: 'U' }, { isHolder: () => false }, false],
    ['of a user that is not known', { isUserOnly: true, holder: 'U' }, {}, false],
    ['of a user that it does not name', { isUserOnly: true }, { isHolder: () => true }, false],
    ['up to its height', { heightM: 120 }, { heightM: 120 }, true],
    ['above its height', { heightM: 120 }, { heightM: 120.5 }, false],
    ['at a height that is not known', { heightM: 120 }, {}, false],
    ['at a height that is none', { heightM: 120 }, { heightM: Number.NaN }, false],
  ])('%s', (_, more, purpose, covers) => {
    expect(licenceCovers({ ...area, ...more }, { ...asked, ...purpose })).toBe(covers);
  });

  test.each(['height', 'power', 'rid', 'unknown'] as const)('licences of kind %s allow to be in no zone', (kind) => {
    const licence: UnlockLicence = { ...area, ...circle, ...country, ...polygon, kind, heightM: 1000 };
    const purpose = { ...asked, latitudeDeg: 0.5, longitudeDeg: 179.5, country: 'CH', heightM: 1 };
    expect(licenceCovers(licence, purpose)).toBe(false);
  });
});
