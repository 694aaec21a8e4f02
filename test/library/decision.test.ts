import { describe, expect, test } from 'vitest';
import { createFilter, planCuts, survey, TransientPlaces } from '../../src/index.ts';
import { levels } from '../../src/policy/levels.ts';
import type { Decision, Request } from '../../src/policy/request.ts';
import { farFlight } from '../node/far-flight.ts';
import { copterLog, pushAll } from './logs.ts';

const request: Request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
const told = { because: {} as Decision['because'], wouldChange: {}, lost: [], duties: [] };
const seed = 'decision';

describe('a filter by a decision', () => {
  test('releases what was decided, and is as one by the level that says the same', () => {
    const decision: Decision<Request> = { request, disclosure: levels.dynamics, ...told };
    const filter = createFilter({ decision, seed });
    expect(filter.decision.request).toEqual(request);
    expect(pushAll(filter, copterLog)).toEqual(pushAll(createFilter({ level: 'dynamics', seed }), copterLog));
  });

  test('shows no true track by cuts that were planned for one who may know the pilot', async () => {
    const decision: Decision<Request> = { request, disclosure: { ...levels.full, operator: 'area' }, ...told };
    const log = farFlight();
    const [facts, places] = [await survey(log), new TransientPlaces()];
    expect(() => createFilter({ decision, seed })).toThrow(expect.objectContaining({ code: 'withheld' }));
    expect(() => createFilter({ decision, seed, facts })).toThrow(expect.objectContaining({ code: 'usage' }));
    const zones = { areas: [], places: [{ latitudeDeg: 0, longitudeDeg: 0, radiusM: 500 }] };
    const cuts = await planCuts(facts, { level: 'full', draws: { seed }, places, zones });
    expect(() => createFilter({ decision, seed, facts, cuts })).toThrow(expect.objectContaining({ code: 'usage' }));
    const own = await planCuts(facts, { decision, draws: { seed }, places });
    expect(own.spans.length).toBeGreaterThan(1);
    expect(pushAll(createFilter({ decision, seed, facts, cuts: own }), log).length).toBeGreaterThan(1000);
  });

  test.each([
    ['nothing', { disclosure: levels.withhold }],
    ['what is about devices', { disclosure: levels.dynamics, releasesFlights: false }],
    ['one record of a live stream', { disclosure: levels.full, projection: { fields: [], records: 'last' } }],
  ])('refuses %s', (_, part) => {
    const decision = { request, ...told, ...part } as unknown as Decision<Request>;
    expect(() => createFilter({ decision, seed })).toThrow(expect.objectContaining({ code: 'withheld' }));
  });
});
