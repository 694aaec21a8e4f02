import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readZones } from '../../src/zones/read-zones.ts';
import { writeEd318 } from '../../src/zones/write-ed318.ts';
import type { GeoZone } from '../../src/zones/zone.ts';
import { corpusFiles } from '../corpus.ts';
import { collection, feature318, type Json, read, square, zone269 } from './build.ts';
import { zone } from './zones-arbitrary.ts';

/** The members that ED-318 knows, and where: our own statement, for what the program writes. */
const layered = (geometry: Json): Json => ({
  ...geometry,
  additionalProperties: false,
  properties: {
    ...geometry.properties,
    layer: {
      type: 'object',
      additionalProperties: false,
      required: ['uom'],
      properties: {
        upper: { type: 'number' },
        lower: { type: 'number' },
        upperReference: { enum: ['AGL', 'AMSL', 'WGS84'] },
        lowerReference: { enum: ['AGL', 'AMSL', 'WGS84'] },
        uom: { const: 'm' },
      },
      dependencies: { upper: ['upperReference'], lower: ['lowerReference'] },
    },
  },
});
const position = {
  type: 'array',
  minItems: 2,
  maxItems: 2,
  items: [
    { type: 'number', minimum: -180, maximum: 180 },
    { type: 'number', minimum: -90, maximum: 90 },
  ],
};
const ring = { type: 'array', minItems: 4, items: position };
const shape = {
  oneOf: [
    layered({
      type: 'object',
      required: ['type', 'coordinates'],
      properties: { type: { const: 'Polygon' }, coordinates: { type: 'array', minItems: 1, items: ring } },
    }),
    layered({
      type: 'object',
      required: ['type', 'coordinates', 'extent'],
      properties: {
        type: { const: 'Point' },
        coordinates: position,
        extent: {
          type: 'object',
          additionalProperties: false,
          required: ['subType', 'radius'],
          properties: { subType: { const: 'Circle' }, radius: { type: 'number', exclusiveMinimum: 0 } },
        },
      },
    }),
  ],
};
const text = (most: number) => ({
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['text', 'lang'],
    properties: { text: { type: 'string', maxLength: most }, lang: { type: 'string', maxLength: 5 } },
  },
});
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' };
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$' };
const event = { enum: ['BMCT', 'SR', 'SS', 'EECT'] };
const schedule = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['day'],
    properties: {
      day: {
        type: 'array',
        minItems: 1,
        maxItems: 7,
        items: { enum: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN', 'ANY'] },
      },
      startTime: time,
      startEvent: event,
      endTime: time,
      endEvent: event,
    },
  },
};
const ownRules = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'features'],
  properties: {
    type: { const: 'FeatureCollection' },
    name: { type: 'string', maxLength: 200 },
    metadata: { type: 'object', additionalProperties: false, properties: { issued: instant } },
    features: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['type', 'geometry', 'properties'],
        properties: {
          type: { const: 'Feature' },
          geometry: {
            oneOf: [
              ...shape.oneOf,
              {
                type: 'object',
                additionalProperties: false,
                required: ['type', 'geometries'],
                properties: {
                  type: { const: 'GeometryCollection' },
                  geometries: { type: 'array', minItems: 2, items: shape },
                },
              },
            ],
          },
          properties: {
            type: 'object',
            additionalProperties: false,
            required: ['identifier', 'country', 'type', 'variant', 'zoneAuthority'],
            properties: {
              identifier: { type: 'string', minLength: 1, maxLength: 7 },
              country: { type: 'string', pattern: '^[A-Z]{3}$' },
              name: text(200),
              type: { enum: ['USPACE', 'PROHIBITED', 'REQ_AUTHORIZATION', 'CONDITIONAL', 'NO_RESTRICTION'] },
              variant: { enum: ['COMMON', 'CUSTOMIZED'] },
              restrictionConditions: { type: 'string' },
              region: { type: 'integer' },
              reason: {
                type: 'array',
                maxItems: 9,
                items: {
                  enum: [
                    'AIR_TRAFFIC',
                    'SENSITIVE',
                    'PRIVACY',
                    'POPULATION',
                    'NATURE',
                    'NOISE',
                    'EMERGENCY',
                    'DAR',
                    'OTHER',
                  ],
                },
              },
              otherReasonInfo: text(200),
              regulationExemption: { enum: ['YES', 'NO'] },
              message: text(200),
              zoneAuthority: { type: 'array', minItems: 1, items: { type: 'object', required: ['purpose'] } },
              limitedApplicability: {
                type: 'array',
                items: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { startDateTime: instant, endDateTime: instant, schedule },
                },
              },
              dataSource: { type: 'object' },
              extendedProperties: { type: 'object' },
            },
          },
        },
      },
    },
  },
};
const isOurs = new Ajv({ strict: false, allErrors: true }).compile(ownRules);

/** The standard's own schema, where somebody has it: the folder that holds Schema_GeoZones.json. */
const schemaFolder = process.env.FLIGHTVEIL_ED318_SCHEMA;
const isOfficial = schemaFolder === undefined ? undefined : officialSchema(schemaFolder);

function officialSchema(folder: string) {
  const formats = {
    uri: /^[a-z][a-z0-9+.-]*:/i,
    email: /^[^@\s]+@[^@\s]+$/,
    duration: /^P/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    time: /^\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    DateTimeType: true,
  } as const;
  // Draft 7 lets what stands beside a reference be ignored, and the schema has such members.
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  for (const name of readdirSync(folder))
    ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')), `schema:/${name}`);
  const validate = ajv.getSchema('schema:/Schema_GeoZones.json');
  if (validate === undefined) throw new Error('the folder has no Schema_GeoZones.json');
  return validate;
}

function mustBeValid(document: Json): void {
  expect(isOurs(document), JSON.stringify(isOurs.errors?.slice(0, 3))).toBe(true);
  if (isOfficial !== undefined) {
    expect(isOfficial(document), JSON.stringify(isOfficial.errors?.slice(0, 3))).toBe(true);
  }
}

const options = { title: 'Zones', issuedS: 1_767_225_600 };
const [sound] = read(collection(feature318())).zones as [GeoZone];
const refusal = (other: Partial<GeoZone>): unknown => {
  const { findings, written, text: json } = writeEd318([{ ...sound, ...other }, sound], options);
  expect(written).toBe(1);
  expect(JSON.parse(json).features).toHaveLength(1);
  return findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)[0];
};

describe('zones that are written as ED-318', () => {
  test('are valid, and the same when they are read again', () => {
    fc.assert(
      fc.property(fc.array(zone, { minLength: 1, maxLength: 4 }), (zones) => {
        const { text: json, written, findings } = writeEd318(zones, options);
        expect(findings.filter(({ severity }) => severity === 'refused')).toEqual([]);
        expect(written).toBe(zones.length);
        mustBeValid(JSON.parse(json));
        expect(read(json).zones).toEqual(zones);
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  test('bring along what was read and is not looked at', () => {
    const feature = feature318({
      type: 'USPACE',
      message: [{ text: 'Achtung', lang: 'de-CH' }],
      extendedProperties: { a: [1] },
    });
    const { text: json } = writeEd318(read(collection(feature)).zones, { title: 'Zones' });
    expect(JSON.parse(json)).toEqual({ ...collection(feature), name: 'Zones' });
  });

  test('of ED-269 are in the words of ED-318', () => {
    const zones = read({ features: [zone269({ message: 'No flying', otherReasonInfo: 'Trees' })] }).zones;
    const document = JSON.parse(writeEd318(zones, options).text);
    mustBeValid(document);
    expect(document.features[0].properties).toMatchObject({
      type: 'REQ_AUTHORIZATION',
      message: [{ text: 'No flying', lang: 'und' }],
      zoneAuthority: [{ name: [{ text: 'Somebody', lang: 'und' }], purpose: 'AUTHORIZATION' }],
    });
  });

  test('get the country and the authority that are given where they have none', () => {
    const bare: GeoZone = { ...sound, extra: {} };
    const { country: _, ...without } = bare;
    expect(writeEd318([without], options).findings).toMatchObject([{ severity: 'refused', code: 'not-in-ed318' }]);
    const authority = { name: [{ text: 'Tower', lang: 'und' }], purpose: 'INFORMATION' as const };
    const document = JSON.parse(writeEd318([without], { ...options, country: 'AUT', authority }).text);
    mustBeValid(document);
    expect(document.features[0].properties).toMatchObject({ country: 'AUT', zoneAuthority: [authority] });
  });

  test('cross the antimeridian with longitudes within 180 degrees, and are told', () => {
    const crossing = square(179.95, 0);
    const { text: json, findings } = writeEd318(
      [{ ...sound, volumes: [{ shape: { kind: 'polygon', rings: [crossing] } }] }],
      options,
    );
    const [outer] = JSON.parse(json).features[0].geometry.coordinates;
    expect(Math.max(...outer.flat())).toBeLessThanOrEqual(180);
    expect(findings).toMatchObject([{ severity: 'warned', code: 'crosses-antimeridian' }]);
    expect(read(json).zones[0]!.volumes[0]!.shape).toEqual({ kind: 'polygon', rings: [crossing] });
  });
});

test('a title that is too long is not cut', () => {
  expect(() => writeEd318([sound], { title: 'x'.repeat(201) })).toThrow(expect.objectContaining({ code: 'usage' }));
});

describe('zones that ED-318 cannot say are left out', () => {
  const hours = { days: [], start: { minutes: 60 }, end: { minutes: 120 }, timeZone: 'UTC' };
  const withHours = (other: object): Partial<GeoZone> => ({ applicability: [{ hours: [{ ...hours, ...other }] }] });

  test.each<[string, Partial<GeoZone>, string]>([
    ['a fence to stay in', { isInclusion: true }, 'inclusion-fence'],
    ['nobody knows what it asks for', { restriction: 'unknown' }, 'restriction-unknown'],
    [
      'a long identifier',
      { identifier: 'ABC12345' },
      'not-in-ed318: ED-318 does not allow what stands under: identifier',
    ],
    [
      'a name of 201 letters',
      { name: 'x'.repeat(201), extra: { zoneAuthority: [{ purpose: 'INFORMATION' }] } },
      'under: name',
    ],
    ['a reason of another standard', { reasons: ['FOREIGN_TERRITORY'] }, 'under: reason'],
    ['no authority', { extra: {} }, 'under: zoneAuthority'],
    ['an authority without a role', { extra: { zoneAuthority: [{ email: 'a@b.example' }] } }, 'under: zoneAuthority'],
    ['members nobody knows', { extra: { ...sound.extra, colour: 'red' } }, 'its members'],
    ['a time zone by name', withHours({ timeZone: 'Europe/Zurich' }), 'zone-by-name'],
    ['minutes after sunset', withHours({ end: { sun: 'SS', offsetMinutes: 30 } }), 'event-with-offset'],
    [
      'sun and a time zone',
      withHours({ start: { sun: 'SR', offsetMinutes: 0 }, end: { sun: 'SS', offsetMinutes: 0 }, timeZone: '+01:00' }),
      'zone-of-events',
    ],
    ['hours beyond the day', withHours({ end: { minutes: 1440 } }), 'time-unreadable'],
    ['years beyond the calendar', { applicability: [{ fromS: 1e12, hours: [] }] }, 'time-beyond-years'],
    [
      'edges around half the Earth',
      {
        volumes: [
          {
            shape: {
              kind: 'polygon',
              rings: [
                [
                  [-170, 0],
                  [100, 0],
                  [100, 5],
                  [-170, 0],
                ],
              ],
            },
          },
        ],
      },
      'edge-too-long',
    ],
  ])('%s', (_, other, code) => {
    expect(refusal(other)).toMatch(/^refused /);
    expect(refusal(other)).toContain(code);
  });
});

describe('the check itself', () => {
  test.each<[string, (document: Json) => void]>([
    [
      'a radius of nothing',
      ({ features: [feature] }) =>
        Object.assign(feature, {
          geometry: { type: 'Point', coordinates: [8, 47], extent: { subType: 'Circle', radius: 0 } },
        }),
    ],
    ['a member too many', ({ features: [feature] }) => Object.assign(feature.properties, { colour: 'red' })],
    ['a long identifier', ({ features: [feature] }) => Object.assign(feature.properties, { identifier: 'ABC12345' })],
    ['a height without reference', ({ features: [feature] }) => delete feature.geometry.layer.upperReference],
  ])('finds %s', (_, spoil) => {
    const document = JSON.parse(writeEd318([sound], options).text);
    mustBeValid(document);
    spoil(document);
    expect(isOurs(document)).toBe(false);
  });

  test('the official schema is there and can fail, or is said to be missing', () => {
    if (isOfficial === undefined) {
      console.warn('LEFT OUT: the official schema of ED-318 (FLIGHTVEIL_ED318_SCHEMA names its folder)');
      expect(schemaFolder === undefined || !existsSync(schemaFolder)).toBe(true);
      return;
    }
    const document = JSON.parse(writeEd318([sound], options).text);
    expect(isOfficial(document)).toBe(true);
    document.features[0].properties.identifier = 'ABC12345';
    expect(isOfficial(document)).toBe(false);
  });

  test('zones of the corpus are valid where they are written', () => {
    let written = 0;
    for (const path of corpusFiles('zones')) {
      const authority = { purpose: 'INFORMATION' as const };
      const made = writeEd318(readZones(readFileSync(path), 'a file').zones, { ...options, country: 'ZZZ', authority });
      written += made.written;
      mustBeValid(JSON.parse(made.text));
    }
    if (corpusFiles('zones').length > 0) expect(written).toBeGreaterThan(10);
  });
});
