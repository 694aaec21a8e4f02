import { expect, test } from 'vitest';
import type { UnlockLicence } from '../../../src/unlock/licences/licence.ts';
import { licenceEvents } from '../../../src/unlock/licences/licence-events.ts';

const off: UnlockLicence = {
  ...{ id: '7', kind: 'area', areaCodes: ['A'], fromS: 100, untilS: 1000 },
  ...{ isEnabled: false, isUserOnly: false, holder: 'pilot', deviceSerial: 'SN', source: 'dji-cloud' },
};
const on: UnlockLicence = { ...off, isEnabled: true };

const told = (licence: UnlockLicence, importedAtS: number, before?: readonly [UnlockLicence, number]): string[] =>
  licenceEvents(licence, {
    importedAtS,
    before: before && { licence: before[0], importedAtS: before[1] },
  }).map(({ kind, timeUs }) => (timeUs === undefined ? kind : `${kind} ${timeUs / 1e6}`));

test.each<[string, UnlockLicence, number, readonly [UnlockLicence, number] | undefined, string[]]>([
  ['new and switched off', off, 500, undefined, ['granted']],
  ['new and switched on', on, 500, undefined, ['granted', 'activated 500']],
  ['new, its period still to come', on, 50, undefined, ['granted', 'activated 50']],
  ['new and over', on, 1000, undefined, ['granted', 'expired 1000']],
  ['the same again', on, 600, [on, 500], []],
  ['switched on since', on, 600, [off, 500], ['activated 600']],
  ['switched off since', off, 600, [on, 500], ['deactivated 600']],
  ['over since', on, 2000, [on, 500], ['expired 1000']],
  ['over for long', on, 3000, [on, 2000], []],
  ['over and switched off since', off, 2000, [on, 500], ['expired 1000']],
  ['prolonged behind its end', { ...on, untilS: 5000 }, 2000, [on, 1500], ['activated 2000']],
  ['cut short, to before the last list', { ...on, untilS: 400 }, 600, [on, 500], ['expired 400']],
  ['prolonged and over again', { ...on, untilS: 1900 }, 2000, [on, 1500], ['expired 1900']],
  [
    'without an end',
    { id: '7', kind: 'power', isEnabled: true, isUserOnly: false, source: 'flightveil' },
    9e9,
    undefined,
    ['granted', 'activated 9000000000'],
  ],
])('%s', (_, licence, importedAtS, before, events) => {
  expect(told(licence, importedAtS, before)).toEqual(events);
  // Whatever it was, it tells nothing the second time.
  expect(told(licence, importedAtS, [licence, importedAtS])).toEqual([]);
});

test('names the licence and its area, and neither the holder nor the aircraft', () => {
  expect(licenceEvents(on, { importedAtS: 500 })).toEqual([
    { kind: 'granted', evidence: ['licence'], licence: '7', areaCode: 'A' },
    { kind: 'activated', timeUs: 500e6, evidence: ['licence'], licence: '7', areaCode: 'A' },
  ]);
  const [granted] = licenceEvents({ ...on, areaCodes: ['A', 'B'] }, { importedAtS: 500 });
  expect(granted).toEqual({ kind: 'granted', evidence: ['licence'], licence: '7' });
});
