import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { allFormats, detectFormat } from '../../../src/formats/index.ts';
import type { UnlockEvent } from '../../../src/model/unlock-event.ts';
import { detectEvents } from '../../../src/unlock/detect/detect-events.ts';
import { licenceCheck } from '../../../src/unlock/detect/licence-check.ts';
import { LiveEvents } from '../../../src/unlock/detect/live-events.ts';
import { readLicences } from '../../../src/unlock/licences/read-licences.ts';
import { readZones } from '../../../src/zones/read-zones.ts';
import { ZoneIndex } from '../../../src/zones/zone-index.ts';
import { fencedFlight, licenceFor, zoneAround } from '../../cli/fenced-flight.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const zones = new ZoneIndex([readZones(bytesOf(zoneAround('4711')), 'trial')]);
const flight = fencedFlight();
const format = detectFormat(flight, true, allFormats());

function factsOf(bytes: Uint8Array) {
  const survey = new Survey(format);
  survey.push(bytes);
  return survey.finish();
}

/** The licences of a list, for the aircraft that the list names. */
function licences(area: number | string, change: (text: string) => string = (text) => text) {
  return readLicences(bytesOf(change(licenceFor(area))), 'licences').licences;
}

const onDay = (events: readonly UnlockEvent[]): readonly string[] => events.map(({ kind }) => kind);
const entered = (events: readonly UnlockEvent[]) => events.find(({ kind }) => kind.startsWith('zone-entered'));
const device = '1ZNBJ7C00C000A';

describe('a zone by place', () => {
  test('names its zone and the version of its source, and tells no place', () => {
    const events = detectEvents(factsOf(flight), { zones });
    expect(onDay(events)).toEqual([...['fence-enabled', 'fence-disabled', 'zone-entered-without-unlock', 'zone-left']]);
    expect(entered(events)).toMatchObject({
      ...{ areaCode: '4711', evidence: ['place'] },
      zoneSource: { name: 'trial', version: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(events)).not.toMatch(/47\.4|8\.5[45]|atitude|ongitude/);
  });

  test('is not entered without an unlock where a licence allows it: it is named, with whose it is', () => {
    const licenceOf = licenceCheck(licences(4711), { device });
    expect(entered(detectEvents(factsOf(flight), { zones, licenceOf }))).toMatchObject({
      ...{ kind: 'zone-entered', licence: '4711', person: 'somebody@example.org' },
    });
  });

  test.each<[string, ReturnType<typeof licences>, { device?: string; person?: string }]>([
    ['of another area', licences(4712), { device }],
    ['for another aircraft', licences(4711), { device: '1ZNBJ7C00C000B' }],
    ['for an aircraft that the log does not name', licences(4711), {}],
    ['that is switched off', licences(4711, (text) => text.replace('"enabled":true', '"enabled":false')), { device }],
    [
      'that had ended',
      licences(4711, (text) => text.replace(/"end_time":\d+/, (end) => `"end_time":${Number(end.slice(11)) - 86_400}`)),
      { device },
    ],
    [
      'of somebody else’s account',
      licences(4711, (text) => text.replace('"user_only":false', '"user_only":true')),
      { device, person: 'another@example.org' },
    ],
  ])('a licence %s does not count', (_what, given, holder) => {
    expect(given).toHaveLength(1);
    const events = detectEvents(factsOf(flight), { zones, licenceOf: licenceCheck(given, holder) });
    expect(entered(events)).toMatchObject({ kind: 'zone-entered-without-unlock' });
    expect(entered(events)).not.toHaveProperty('licence');
  });

  test('a licence that only an unknown aircraft or date keeps from counting is told as a doubt', () => {
    const licenceOf = licenceCheck(licences(4711), {});
    expect(entered(detectEvents(factsOf(flight), { zones, licenceOf }))?.about).toContain('aircraft-unknown');
    const { signals, tracks } = factsOf(flight);
    const known = licenceCheck(licences(4711), { device });
    const undated = detectEvents({ signals, tracks, clockZeroUs: undefined }, { zones, licenceOf: known });
    expect(entered(undated)?.about).toContain('time-unknown');
    const none = licenceCheck(licences(4712), {});
    expect(entered(detectEvents(factsOf(flight), { zones, licenceOf: none }))?.about).not.toContain('aircraft-unknown');
  });

  test('above the zone it is not entered', () => {
    const low = new ZoneIndex([
      readZones(bytesOf(zoneAround().replace('"upperLimit":120', '"upperLimit":40').replace(/AGL/g, 'AMSL')), 'trial'),
    ]);
    expect(entered(detectEvents(factsOf(flight), { zones: low }))).toBeUndefined();
  });
});

describe('a stream', () => {
  test.each([1, 7, 100, 1_000_000])('in pieces of %i bytes tells what its file tells', (size) => {
    const events: UnlockEvent[] = [];
    let nowUs = 1_777_629_600_000_000;
    const live = new LiveEvents({ format, zones, nowUs: () => nowUs, event: (event) => events.push(event) });
    const steps = Math.ceil(flight.length / size);
    for (let step = 0; step < steps; step++) {
      live.push(flight.subarray(step * size, (step + 1) * size));
      nowUs = 1_777_629_600_000_000 + ((step + 1) / steps) * 200e6;
    }
    live.finish();
    const inFile = detectEvents(factsOf(flight), { zones });
    // All at once everything is told at one time.
    if (size < flight.length) expect(onDay(events)).toEqual(onDay(inFile));
    else expect(new Set(onDay(events))).toEqual(new Set(onDay(inFile)));
  });
});

test('a log without a date tells the same, without times', () => {
  const { signals, tracks } = factsOf(flight);
  const events = detectEvents({ signals, tracks, clockZeroUs: undefined }, { zones });
  expect(onDay(events).toSorted()).toEqual(onDay(detectEvents(factsOf(flight), { zones })).toSorted());
  expect(events.every(({ timeUs }) => timeUs === undefined)).toBe(true);
});
