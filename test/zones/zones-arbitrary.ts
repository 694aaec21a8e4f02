import fc from 'fast-check';
import { type DailyHours, type GeoZone, type Position, weekdays, type ZoneShape } from '../../src/zones/zone.ts';

/** Random zones as readers give them, which ED-318 can say: canonical rings, offsets for time zones. */
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const centre = fc.tuple(degrees(-179, 179), degrees(-84, 84));

/** A star around a place, counterclockwise, that may cross the antimeridian; with a hole around the same place, clockwise. */
const star = fc
  .record({
    middle: fc.oneof(centre, fc.tuple(degrees(179.5, 180), degrees(-84, 84))),
    radii: fc.array(degrees(0.3, 1), { minLength: 3, maxLength: 12 }),
    hasHole: fc.boolean(),
  })
  .map(({ middle: [x, y], radii, hasHole }): ZoneShape => {
    const at = (radius: number, index: number): Position => {
      const angle = Math.PI + (2 * Math.PI * index) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    };
    const outer = radii.map(at);
    const hole = radii.map((_, index) => at(0.02, index)).reverse();
    const rings = [outer, ...(hasHole ? [hole] : [])].map((ring) => [...ring, ring[0]!]);
    return { kind: 'polygon', rings };
  });
const circle = fc
  .tuple(centre, degrees(5, 300_000))
  .map(([place, radiusM]): ZoneShape => ({ kind: 'circle', centre: place, radiusM }));

const limit = (min: number, max: number) =>
  fc.record({ heightM: degrees(min, max), reference: fc.constantFrom('AGL', 'AMSL', 'WGS84') });
const volume = fc.record(
  { shape: fc.oneof(star, circle), lower: limit(-500, 1000), upper: limit(1001, 40_000) },
  { requiredKeys: ['shape'] },
);

const minutes = fc.integer({ min: 0, max: 86_399 }).map((second) => ({ minutes: second / 60 }));
const sun = fc
  .constantFrom(...(['BMCT', 'SR', 'SS', 'EECT'] as const))
  .map((name) => ({ sun: name, offsetMinutes: 0 }));
const hours = fc
  .record({
    days: fc.subarray([...weekdays], { maxLength: 6 }),
    start: fc.oneof(minutes, sun),
    end: fc.oneof(minutes, sun),
    timeZone: fc.constantFrom('UTC', '+01:00', '-03:30'),
  })
  .map((one): DailyHours => ('sun' in one.start && 'sun' in one.end ? { ...one, timeZone: 'UTC' } : one));
const second = fc.integer({ min: 0, max: 4_102_444_800 });
const period = fc
  .record({
    fromS: second,
    lengthS: fc.integer({ min: 1, max: 1e8 }),
    hours: fc.array(hours, { maxLength: 3 }),
    cut: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ fromS, lengthS, hours: list, cut }) => ({
    ...(cut === 1 ? {} : { fromS }),
    ...(cut === 2 ? {} : { untilS: fromS + lengthS }),
    hours: list,
  }));

const text = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: 'grapheme' })
    .map((value) => value.trim().slice(0, maxLength))
    .filter((value) => value.trim() === value && value !== '');
const texts = fc.array(fc.record({ text: text(50), lang: fc.constantFrom('de-CH', 'fr-CH', 'und') }), {
  minLength: 1,
  maxLength: 3,
});

const extra = fc.record(
  {
    message: texts,
    otherReasonInfo: texts,
    region: fc.integer({ min: 0, max: 999 }),
    restrictionConditions: text(100),
    variant: fc.constant('CUSTOMIZED'),
    regulationExemption: fc.constantFrom('YES', 'NO'),
    extendedProperties: fc.constant({ colour: 'red' }),
    zoneAuthority: fc.array(
      fc.record(
        { name: texts, purpose: fc.constantFrom('AUTHORIZATION', 'INFORMATION'), intervalBefore: fc.constant('P30D') },
        { requiredKeys: ['purpose'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: ['zoneAuthority'] },
);

export const zone: fc.Arbitrary<GeoZone> = fc.record(
  {
    identifier: text(7).filter((one) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(one)),
    name: text(60),
    country: fc.constantFrom('CHE', 'FRA'),
    restriction: fc.constantFrom(...(['none', 'conditional', 'requires-authorisation', 'prohibited'] as const)),
    reasons: fc.subarray(['AIR_TRAFFIC', 'SENSITIVE', 'NATURE', 'OTHER']),
    volumes: fc.array(volume, { minLength: 1, maxLength: 3 }),
    applicability: fc.array(period, { maxLength: 3 }),
    extra,
  },
  { requiredKeys: ['identifier', 'country', 'restriction', 'reasons', 'volumes', 'applicability', 'extra'] },
);
