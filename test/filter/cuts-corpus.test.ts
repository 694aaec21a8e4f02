import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type FlightCuts, hidePlaces } from '../../src/filter/hidden-places.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { FilterLoop } from '../../src/filter/loop.ts';
import { TransientPlaces } from '../../src/filter/place-memory.ts';
import { type FlightFacts, Survey } from '../../src/filter/survey.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { anyOf } from '../../src/geo/zone.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { levels } from '../../src/policy/levels.ts';
import { Pseudonyms } from '../../src/treatments/pseudonymise.ts';
import { describeCorpus } from '../corpus.ts';

const format = mavlinkFormats()[0]!;
const MOST_BYTES = 6_000_000;

function survey(log: Uint8Array): FlightFacts {
  const first = new Survey(format);
  first.push(log);
  return first.finish();
}

function filter(log: Uint8Array, { spans, zones, legs }: FlightCuts, chunkBytes: number) {
  const pseudonyms = new Pseudonyms(FlightKeys.ofSeed('corpus', 0).pseudonymKey);
  const hiddenPlaces = { areas: [...zones.discs, ...zones.areas], legs: [legs] };
  const context = { disclosure: levels.track, state: new FlightState(), pseudonyms, hiddenPlaces };
  const loop = new FilterLoop(format, context, { keepTime: false, cuts: spans });
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < log.length; at += chunkBytes) {
    for (const piece of loop.push(log.subarray(at, at + chunkBytes))) pieces.push(piece.slice());
  }
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return { output: new Uint8Array(Buffer.concat(pieces)), counts: loop.counts() };
}

describeCorpus('cuts of recorded flights', 'tlog', (files) => {
  let left = 0;

  test.each(files.map((path, number) => [number, path] as const))('%i', async (_number, path) => {
    const log = new Uint8Array(readFileSync(path).subarray(0, MOST_BYTES));
    const facts = survey(log);
    const cuts = await hidePlaces(facts, new Uint8Array(32).fill(9), new TransientPlaces());
    if (cuts === undefined) return;
    left++;
    const { output, counts } = filter(log, cuts, log.length);
    expect(Buffer.compare(filter(log, cuts, 4099).output, output)).toBe(0);
    expect(counts.cut.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);

    const hidden = anyOf([...cuts.zones.discs, ...cuts.zones.areas]);
    const seen = survey(output);
    expect(seen.gapBytes).toEqual({});
    expect(seen.tracks[0]!.length).toBeGreaterThan(0);
    // Values would be printed by a failing comparison of places: only their number is told.
    let inside = 0;
    for (const { latitudeDeg, longitudeDeg, length } of seen.tracks) {
      for (let fix = 0; fix < length; fix++) if (hidden.contains(latitudeDeg[fix]!, longitudeDeg[fix]!)) inside++;
    }
    for (const { latitude, longitude, units } of seen.anchors.places) {
      const degrees = units === 'degE7' ? 1e-7 : 1;
      if (hidden.contains(latitude * degrees, longitude * degrees)) inside++;
    }
    expect(inside).toBe(0);
    // Cuts leave no time behind: no pause of the output is longer than what the input has outside of its cuts.
    const { timeUs } = seen.tracks[0]!;
    let setbacks = 0;
    for (let fix = 1; fix < timeUs.length; fix++) if (timeUs[fix]! < timeUs[fix - 1]! - 10e6) setbacks++;
    expect(setbacks).toBe(0);
  });

  test('some of them are long enough that something is left', () => {
    expect(left).toBeGreaterThanOrEqual(2);
  });
});
