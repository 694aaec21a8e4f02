import { describe, expect, test } from 'vitest';
import { everything, meet } from '../../src/model/disclosure.ts';
import { jurisdictionsOfTrack } from '../../src/policy/flight-place.ts';
import {
  jurisdictionNames,
  jurisdictions,
  jurisdictionsOfCode,
  strictestCaps,
  strictestConsentAge,
} from '../../src/policy/jurisdictions.ts';
import { purposes } from '../../src/policy/purposes.ts';
import { remoteIdLists, remoteIdProjection } from '../../src/policy/remote-id.ts';

function placeOf(...points: [latitudeDeg: number, longitudeDeg: number][]): readonly string[] {
  return jurisdictionsOfTrack({
    latitudeDeg: Float64Array.from(points, ([latitude]) => latitude),
    longitudeDeg: Float64Array.from(points, ([, longitude]) => longitude),
  });
}

describe('where a flight took place', () => {
  test.each<[string, [number, number], string]>([
    ['Zurich', [47.37, 8.54], 'switzerland'],
    ['Paris', [48.85, 2.35], 'eea'],
    ['Oslo', [59.91, 10.75], 'eea'],
    ['Vaduz', [47.14, 9.52], 'eea'],
    ['London', [51.5, -0.1], 'uk'],
    ['Los Angeles', [34.05, -118.24], 'california+us'],
    ['New York', [40.71, -74.0], 'us'],
    ['San Juan', [18.4, -66.05], 'us'],
    ['Reunion, which is France', [-21.1, 55.5], 'eea'],
    ['Jersey, which is not in the United Kingdom', [49.2, -2.1], 'other'],
    ['Svalbard, which is not in the EEA', [78.2, 15.6], 'other'],
    ['Tokyo', [35.68, 139.76], 'other'],
    ['no land at all', [0, -30], 'other'],
    ['what is no place', [Number.NaN, 8], 'other'],
  ])('%s', (_name, point, expected) => {
    expect(placeOf(point)).toEqual(expected.split('+'));
  });

  test('is every country that it touches', () => {
    expect(placeOf([47.55, 7.57], [47.62, 7.66])).toEqual(['eea', 'switzerland']);
    expect(placeOf()).toEqual([]);
  });

  test('the residence that was declared', () => {
    for (const [code, expected] of [
      ['CH', ['switzerland']],
      [' us-ca ', ['us', 'california']],
      ['US-NY', ['us']],
      ['DE-BY', ['eea']],
      ['GB', ['uk']],
      ['', ['other']],
      ['XX', ['other']],
    ] as const) {
      expect(jurisdictionsOfCode(code)).toEqual(expected);
    }
  });
});

test('the strictest age and caps of all hold for all', () => {
  for (const name of jurisdictionNames) {
    expect(jurisdictions[name].name).toBe(name);
    expect(jurisdictions[name].consentAge).toBeLessThanOrEqual(strictestConsentAge);
    for (const cap of jurisdictions[name].caps) expect(strictestCaps).toContain(cap);
  }
  expect(strictestConsentAge).toBe(16);
  const capped = { ...everything, ...strictestCaps.find(({ kind }) => kind === 'sale-or-sharing')!.ceiling };
  expect(meet(capped, everything)).toMatchObject({ place: 'area', operator: 'none' });
  expect(purposes.some(({ kinds }) => kinds.includes('sale-or-sharing'))).toBe(true);
});

describe('remote identification', () => {
  const names = (...args: Parameters<typeof remoteIdProjection>): string[] | undefined =>
    remoteIdProjection(...args)?.fields.map(({ name }) => name);

  test('lists what 14 CFR 89.305 and 89.315 list', () => {
    const [standard, module] = [
      names(['us'], 'recorded-demand', 'standard'),
      names(['us'], 'recorded-demand', 'module'),
    ];
    const both = ['serial-number', 'position', 'geometric-altitude', 'velocity', 'time'];
    expect(standard).toEqual([...both, 'control-station-position', 'control-station-altitude', 'emergency-status']);
    expect(module).toEqual([...both, 'take-off-position', 'take-off-altitude']);
    // Which of the two is not known: what is in both.
    expect(names(['us'], 'recorded-demand', undefined)).toEqual(both);
  });

  test('lists what (EU) 2019/945 lists, and (EU) 2021/664 for networks', () => {
    const direct = [
      ...['operator-registration-number', 'serial-number', 'time', 'position', 'height', 'route-course'],
      ...['ground-speed', 'operator-position', 'emergency-status'],
    ];
    for (const place of ['eea', 'uk', 'switzerland'] as const) {
      expect(names([place], 'recorded-demand', undefined)).toEqual(direct);
    }
    expect(names(['eea'], 'configured-service', undefined)).toEqual([...direct, 'altitude-above-sea-level']);
  });

  test('across a border only what both rules list, and nothing where one place has none', () => {
    expect(names(['eea', 'us'], 'recorded-demand', 'standard')).toEqual([
      ...['serial-number', 'time', 'position', 'emergency-status'],
    ]);
    for (const places of [[], ['other'], ['eea', 'other']] as const) {
      expect(names(places, 'recorded-demand', 'standard')).toBeUndefined();
    }
    for (const place of ['us', 'uk'] as const) expect(names([place], 'configured-service', 'standard')).toBeUndefined();
    expect(names(['eea'], undefined, undefined)).toBeUndefined();
  });

  test('each list names its section, and no field of others', () => {
    for (const { source, fields } of Object.values(remoteIdLists)) {
      expect(source).toMatch(/Article 8\(2\)|Part 6, point 3|89\.3[01]5/);
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      for (const { category } of fields) expect(category).not.toMatch(/thirdParty|opaque|credential/);
    }
  });
});
