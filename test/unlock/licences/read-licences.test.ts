import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { checkedLicence, type UnlockLicence } from '../../../src/unlock/licences/licence.ts';
import { MAX_LICENCES_BYTES, type ReadLicences, readLicences } from '../../../src/unlock/licences/read-licences.ts';
import { encodeLicence, licenceKinds, licenceLine } from '../../../src/wire/unlock-licence.ts';
import { bytesOf, common, FROM_S, type Json, licence, reply, UNTIL_S } from './lists.ts';

const read = (value: unknown): ReadLicences => readLicences(bytesOf(value), 'list.json');
const codes = (value: unknown): string[] => read(value).findings.map(({ severity, code }) => `${severity} ${code}`);

const shared = {
  ...{ fromS: FROM_S, untilS: UNTIL_S, isEnabled: true, isUserOnly: false },
  ...{ holder: 'pilot-1', deviceSerial: 'SN0001', groupId: '31', source: 'dji-cloud' as const },
} as const;
const corners = [
  [47, 8],
  [47, 9],
  [48, 9],
  [48, 8],
].map(([latitudeDeg, longitudeDeg]) => ({ latitudeDeg: latitudeDeg!, longitudeDeg: longitudeDeg! }));

const all: readonly UnlockLicence[] = [
  { id: '7000', name: 'Licence 0', kind: 'area', areaCodes: ['4711', '4712'], ...shared },
  {
    ...{ id: '7001', name: 'Licence 1', kind: 'circle', heightM: 120, ...shared },
    circle: { latitudeDeg: 47.5, longitudeDeg: 8.5, radiusM: 1500 },
  },
  { id: '7002', name: 'Licence 2', kind: 'country', countries: ['CH'], ...shared },
  { id: '7003', name: 'Licence 3', kind: 'height', heightM: 300, ...shared },
  { id: '7004', name: 'Licence 4', kind: 'polygon', polygon: corners, ...shared },
  { id: '7005', name: 'Licence 5', kind: 'power', ...shared },
  { id: '7006', name: 'Licence 6', kind: 'rid', ...shared },
];
const listed = [0, 1, 2, 3, 4, 5, 6].map((type) => licence(type));

describe("DJI's lists", () => {
  test('a reply with each type of licence', () => {
    expect(read(reply(listed))).toEqual({ licences: all, findings: [], counted: 7 });
  });

  const { data } = reply(listed);
  test.each<[string, unknown]>([
    ['only its data', data],
    ['only the list', listed],
    ['several replies', [reply(listed.slice(0, 3)), reply(listed.slice(3))]],
    ['a reply a line', `${JSON.stringify(reply(listed.slice(0, 3)))}\n${JSON.stringify(reply(listed.slice(3)))}\n`],
    ['indented', JSON.stringify(reply(listed), null, 2)],
  ])('%s', (_, value) => {
    expect(read(value)).toEqual({ licences: all, findings: [], counted: 7 });
  });

  test('an empty list is one', () => {
    expect(read(reply([]))).toEqual({ licences: [], findings: [], counted: 0 });
  });

  test.each<[string, unknown, string[]]>([
    ['in output', { data: { result: 0, output: { licenses: listed } } }, ['tolerated output-unwrapped']],
    ['a byte order mark', `\ufeff${JSON.stringify(reply(listed))}`, ['tolerated byte-order-mark']],
    ['a reply of failure', reply(listed, { result: 514_300 }), ['warned reply-of-failure']],
    ['not consistent', reply(listed, { consistence: false }), ['warned not-consistent']],
    ['twice', reply([...listed, listed[0]]), ['tolerated listed-twice']],
    ['strange members', reply([{ ...listed[0]!, spare: 1 }, ...listed.slice(1)]), ['tolerated unknown-member']],
    ['numbers as texts', reply([licence(0, { type: '0' }), ...listed.slice(1)]), ['tolerated number-is-text']],
    ['no type', reply([licence(0, { type: undefined }), ...listed.slice(1)]), ['tolerated type-missing']],
    ['another message', [reply(listed), { method: 'hms', data: {} }], ['refused another-message']],
    ['a line that is none', `${JSON.stringify(reply(listed))}\n{"a`, ['refused line-unreadable']],
    ['nothing behind the licence', reply([...listed, {}]), ['refused licence-unreadable']],
  ])('%s: read all the same, and reported', (_, value, findings) => {
    const { licences } = read(value);
    expect(licences).toEqual(all);
    expect(codes(value)).toEqual(findings);
  });

  test('numbers of countries have three digits, zeros before them left out', () => {
    const [found] = read(reply([licence(2, {}, { country_number: 4, height: 50 })])).licences;
    expect(found).toMatchObject({ kind: 'country', countries: ['AF'], heightM: 50 });
  });

  test('milliseconds are recognised', () => {
    const value = reply([licence(0, { begin_time: FROM_S * 1000, end_time: UNTIL_S * 1000 })]);
    expect(read(value).licences).toEqual([all[0]]);
    expect(codes(value)).toEqual(['warned time-in-milliseconds']);
  });

  test('of two that differ the last one counts', () => {
    const value = reply([licence(0), licence(0, { enabled: false })]);
    expect(read(value).licences).toEqual([{ ...all[0], isEnabled: false }]);
    expect(read(value).findings).toMatchObject([{ code: 'listed-differently', licence: 2 }]);
  });

  test('what is not said is taken strictly', () => {
    const value = reply([licence(0, { enabled: undefined, user_only: 'no' })]);
    expect(read(value).licences).toEqual([{ ...all[0], isEnabled: false, isUserOnly: true }]);
    expect(codes(value)).toEqual(['warned flag-missing']);
  });

  test('a type that is not known unlocks nothing', () => {
    const value = reply([{ common_fields: common(7), area_unlock: { area_ids: [1] } }]);
    const [found] = read(value).licences;
    expect(found).toMatchObject({ id: '7007', kind: 'unknown' });
    expect(found).not.toHaveProperty('areaCodes');
    expect(codes(value)).toEqual(['warned type-unknown']);
  });

  test.each<[string, Json, string]>([
    ['no id', licence(0, { license_id: undefined }), 'id-unreadable'],
    ['an id that is not exact', licence(0, { license_id: 2 ** 60 }), 'id-unreadable'],
    ['no aircraft', licence(0, { device_sn: '' }), 'device-missing'],
    ['no begin', licence(0, { begin_time: undefined }), 'time-unreadable'],
    ['an end before 1970', licence(0, { end_time: -1 }), 'time-unreadable'],
    ['an end in microseconds', licence(0, { end_time: UNTIL_S * 1e6 }), 'time-unreadable'],
    ['an end before its begin', licence(0, { end_time: FROM_S - 1 }), 'ends-before-it-begins'],
    ['a type that is none', licence(0, { type: 'area' }), 'type-unreadable'],
    [
      'a type that says another thing',
      { common_fields: common(1), area_unlock: { area_ids: [1] } },
      'type-contradicted',
    ],
    ['no part', { common_fields: common(0) }, 'part-missing'],
    ['areas that are no list', licence(0, {}, { area_ids: 4711 }), 'areas-unreadable'],
    ['an area that is no number', licence(0, {}, { area_ids: [4711, null] }), 'areas-unreadable'],
    ['no areas', licence(0, {}, { area_ids: [] }), 'licence-unreadable'],
    ['a negative radius', licence(1, {}, { radius: -5 }), 'radius-invalid'],
    ['no radius', licence(1, {}, { radius: undefined }), 'licence-unreadable'],
    ['swapped axes', licence(1, {}, { latitude: 113.9, longitude: 22.6 }), 'swapped-axes'],
    ['a place off the Earth', licence(1, {}, { latitude: 95, longitude: 200 }), 'degrees-out-of-range'],
    ['no height', licence(1, {}, { height: undefined }), 'height-unreadable'],
    ['a height below', licence(3, {}, { height: -1 }), 'licence-unreadable'],
    ['a country that is none', licence(2, {}, { country_number: 999 }), 'country-unknown'],
    [
      'two corners',
      licence(
        4,
        {},
        {
          points: [
            { latitude: 1, longitude: 1 },
            { latitude: 2, longitude: 2 },
          ],
        },
      ),
      'ring-too-short',
    ],
    ['a corner without a place', licence(4, {}, { points: [{}, {}, {}] }), 'licence-unreadable'],
    [
      'a polygon that crosses itself',
      licence(
        4,
        {},
        {
          points: [
            [0, 0],
            [1, 1],
            [0, 1],
            [1, 0],
          ].map(([latitude, longitude]) => ({ latitude, longitude })),
        },
      ),
      'self-intersecting',
    ],
    ['a name that cannot be shown', licence(0, { name: 'a\u202eb' }), 'licence-unreadable'],
  ])('%s: refused', (_, value, code) => {
    const result = read(reply([licence(5), value]));
    expect(result.licences.map(({ id }) => id)).toEqual(['7005']);
    expect(result.findings).toMatchObject([{ severity: 'refused', code, licence: 2 }]);
  });
});

describe('licences of our own', () => {
  const own: readonly UnlockLicence[] = [
    ...all.map((one) => ({ ...one, source: 'flightveil' }) as const),
    { id: 'least', kind: 'unknown', isEnabled: false, isUserOnly: true, source: 'flightveil' },
    {
      ...{ id: 'zeros', kind: 'circle', isEnabled: true, isUserOnly: false, source: 'flightveil', fromS: 0 },
      circle: { latitudeDeg: 0, longitudeDeg: 0, radiusM: 10 },
      heightM: 0,
    },
  ];

  test('as JSON, one a line', () => {
    expect(read(own.map(licenceLine).join(''))).toEqual({ licences: own, findings: [], counted: own.length });
    expect(JSON.parse(licenceLine(own[0]!))).toMatchObject({ kind: 'LICENCE_KIND_AREA', fromS: String(FROM_S) });
  });

  test('as protobuf, each behind its length', () => {
    const bytes = Uint8Array.from(own.flatMap((one) => [...encodeLicence(one)]));
    expect(readLicences(bytes, 'x')).toEqual({ licences: own, findings: [], counted: own.length });
  });

  test('whatever they say, in both forms', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
      .filter((text) => /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text));
    const arbitrary = fc.record(
      {
        ...{ id: word, kind: fc.constantFrom('power', 'rid', 'unknown' as const), isEnabled: fc.boolean() },
        ...{ isUserOnly: fc.boolean(), source: fc.constantFrom('flightveil', 'dji-cloud'), name: word, holder: word },
        ...{ deviceSerial: word, groupId: word, fromS: fc.nat(1e9), untilS: fc.integer({ min: 1e9, max: 7e9 }) },
        heightM: fc.double({ min: 0, max: 1e5, noNaN: true }).map((value) => value + 0),
      },
      { requiredKeys: ['id', 'kind', 'isEnabled', 'isUserOnly', 'source'] },
    );
    fc.assert(
      fc.property(arbitrary, (one) => {
        const value = one as UnlockLicence;
        expect(readLicences(encodeLicence(value), 'x').licences).toEqual([value]);
        expect(read(licenceLine(value)).licences).toEqual([value]);
      }),
    );
  });

  test('one of 123 bytes, whose length is a brace, is protobuf all the same', () => {
    const one = { ...own[6]!, name: '' };
    const { length } = encodeLicence({ ...one, name: 'x' });
    const long = { ...one, name: 'x'.repeat(1 + 124 - length) };
    const bytes = encodeLicence(long);
    expect(bytes[0]).toBe(0x7b);
    expect(readLicences(bytes, 'x').licences).toEqual([long]);
  });

  test('fields of a later version may limit it: refused', () => {
    const [bytes, next] = [encodeLicence(own[6]!), encodeLicence(own[5]!)];
    const later = Uint8Array.of(bytes[0]! + 3, ...bytes.subarray(1), 0xa0, 0x06, 1);
    const result = readLicences(Uint8Array.of(...later, ...next), 'x');
    expect(result.licences).toEqual([own[5]]);
    expect(result.findings).toMatchObject([{ severity: 'refused', code: 'licence-unreadable', licence: 1 }]);
    expect(() => readLicences(later, 'x')).toThrowError(FlightveilError);
  });

  test('every kind has its number', () => {
    for (const kind of licenceKinds) {
      const value = { id: 'a', kind, isEnabled: true, isUserOnly: false, source: 'flightveil' } as const;
      expect(JSON.parse(licenceLine(value))).toMatchObject({ kind: `LICENCE_KIND_${kind.toUpperCase()}` });
    }
  });

  test.each<[string, Json, string]>([
    ['a member of a later version', { spare: 1 }, 'licence-unreadable'],
    ['a part of another kind', { kind: 'LICENCE_KIND_CIRCLE' }, 'part-of-another-kind'],
    ['two parts', { circle: { latitudeDeg: 1, longitudeDeg: 1, radiusM: 5 } }, 'part-of-another-kind'],
    [
      'a country in small letters',
      { kind: 'LICENCE_KIND_COUNTRY', areaCodes: undefined, countries: ['ch'] },
      'licence-unreadable',
    ],
    ['a time that is no number', { fromS: 'soon' }, 'licence-unreadable'],
    ['a height that is no number', { heightM: 'NaN' }, 'licence-unreadable'],
    ['another source', { source: 'LICENCE_SOURCE_OTHER' }, 'licence-unreadable'],
  ])('%s: refused', (_, more, code) => {
    const value = { ...(JSON.parse(licenceLine(own[0]!)) as Json), ...more };
    expect(read([value]).licences).toEqual([]);
    expect(codes([value])).toEqual([`refused ${code}`]);
  });

  test('a kind of a later version unlocks nothing', () => {
    const line = licenceLine(own[5]!).replace('LICENCE_KIND_POWER', 'LICENCE_KIND_SPEED');
    expect(read(line).licences).toMatchObject([{ id: '7005', kind: 'unknown' }]);
  });

  test('a kind may be named without its prefix; one that is no name at all is refused, and that is told', () => {
    const named = (kind: string) => read(licenceLine(own[5]!).replace('LICENCE_KIND_POWER', kind));
    expect(named('power').licences).toMatchObject([{ kind: 'power' }]);
    expect(named('speed')).toMatchObject({ licences: [], findings: [{ severity: 'refused' }] });
  });
});

describe('what is no list', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a text', bytesOf('licence 12')],
    ['a number', bytesOf('12')],
    ['a record of something else', bytesOf({ zones: [] })],
    ['a list of something else', bytesOf([1, 'a', null])],
    ['JSON that is cut off', bytesOf(JSON.stringify(reply(listed)).slice(0, -5))],
    ['protobuf that is cut off', encodeLicence(all[0]!).subarray(0, -3)],
    ['too many lists in lists', bytesOf(`${'['.repeat(50)}${']'.repeat(50)}`)],
    ['data without end', bytesOf(`${'{"data":'.repeat(50)}{}${'}'.repeat(50)}`)],
    ['a length beyond the end', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1)],
    ['a licence in too many lists', bytesOf(`${'['.repeat(50)}${JSON.stringify(licence(0))}${']'.repeat(50)}`)],
    ['three zeros', new Uint8Array(3)],
    ['a licence among many lines that are none', bytesOf(`${'{\n'.repeat(150)}${JSON.stringify(licence(0))}\n`)],
    ['lengths of nothing', new Uint8Array(1_000_000)],
    ['ever the same message', Uint8Array.from({ length: 600_000 }, (_, at) => [2, 0x58, 1][at % 3]!)],
    ['lines that are none', bytesOf('{\n'.repeat(1_000_000))],
    ['a file that is too long', new Uint8Array(MAX_LICENCES_BYTES + 1)],
  ])('%s', (_, bytes) => {
    expect(() => readLicences(bytes, 'my.json')).toThrowError(FlightveilError);
    expect(() => readLicences(bytes, 'my.json')).toThrow(/my\.json/);
  });

  test('any bytes: read or refused, never more', () => {
    const protobuf = Uint8Array.from(all.flatMap((one) => [...encodeLicence(one)]));
    const json = bytesOf(reply(listed));
    fc.assert(
      fc.property(fc.constantFrom(protobuf, json), fc.nat(), fc.nat(255), (bytes, at, value) => {
        const changed = bytes.slice();
        changed[at % bytes.length] = value;
        try {
          for (const one of readLicences(changed, 'x').licences) expect(checkedLicence(one)).toEqual(one);
        } catch (error) {
          expect(error).toMatchObject({ code: 'licences-invalid' });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no value stands in a finding or an error', () => {
    const secret = 'SECRET77';
    const values = [
      reply([licence(0, { license_id: { [secret]: secret }, device_sn: secret }), { [secret]: secret }]),
      reply([licence(0, { name: `${secret}\n`, begin_time: secret, [secret]: 1 })]),
      [{ id: secret, kind: secret, [secret]: 1, countries: [secret] }, licence(1, {}, { radius: secret })],
      [{ ...(JSON.parse(licenceLine(all[5]!)) as Json), [secret]: 1 }],
    ];
    for (const value of values) {
      const { findings } = read(value);
      expect(findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(findings)).not.toContain(secret);
    }
    expect(() => checkedLicence({ [secret]: secret })).toThrow(/^(?!.*SECRET77)/);
  });

  test('a member that is not known is said to be one', () => {
    const { findings } = read([{ ...(JSON.parse(licenceLine(all[5]!)) as Json), spare: 1 }]);
    expect(findings.map(({ message }) => message)).toEqual(['the licence has a member that is not known']);
  });

  test('a licence that was kept is read as it is, or refused', () => {
    expect(checkedLicence(all[1])).toEqual(all[1]);
    expect(() => checkedLicence({ ...all[1], circle: undefined })).toThrow(/circle is missing/);
  });
});
