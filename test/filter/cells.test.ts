import { expect, test } from 'vitest';
import { generateFlight, sampleSecrets } from '../../samples/flight.ts';
import { createLoop } from '../../src/filter/create-loop.ts';
import { FlightKeys, placeKeyOf } from '../../src/filter/keys.ts';
import { TransientPlaces } from '../../src/filter/place-memory.ts';
import { cellsFor } from '../../src/filter/release-cuts.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { type Disclosure, nothing } from '../../src/model/disclosure.ts';
import { readValue } from '../../src/model/values.ts';
import { decodeLog, surveyLog } from '../suite/run.ts';

const format = mavlinkFormats()[0]!;
const memory = new TransientPlaces();
const placeKey = placeKeyOf(new Uint8Array(32).fill(3));
const { place } = sampleSecrets;

/** Different places in the output, in degrees, and how many bytes it has. */
async function placesOf(disclosure: Disclosure, eastDeg = 0): Promise<Set<string>> {
  const log = generateFlight({ ...sampleSecrets, place: { ...place, longitudeDeg: place.longitudeDeg + eastDeg } });
  const facts = surveyLog(format, log);
  const cells = await cellsFor(facts, disclosure, { placeKey, memory });
  const loop = createLoop(format, disclosure, FlightKeys.ofSeed('cells', 0), { startUnixS: facts.startUnixS, cells });
  const pieces = [...loop.push(log)].map((piece) => piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  const places = new Set<string>();
  for (const { schema, body } of decodeLog({ format }, new Uint8Array(Buffer.concat(pieces))).frames) {
    const [latitude, longitude] = (['latitude', 'longitude'] as const).map((role) =>
      schema.fields.find(({ rules }) => rules[0]?.role === role && rules[0].category === 'aircraftPosition'),
    );
    if (latitude === undefined || longitude === undefined) continue;
    const degrees = [latitude, longitude].map(({ offset, type }) => Number(readValue(body, offset, type)) * 1e-7);
    if (degrees.some((value) => value !== 0)) places.add(degrees.map((value) => value.toFixed(7)).join(' '));
  }
  return places;
}

const region = { ...nothing, place: 'region', dynamics: 'full' } as const;

test.each(['region', 'area'] as const)(
  'at place %s every frame shows the one middle of the flight’s cell',
  async (step) => {
    const [shown, ...more] = await placesOf({ ...region, place: step });
    expect(more).toEqual([]);
    const [latitude, longitude] = shown!.split(' ').map(Number) as [number, number];
    const awayM = Math.hypot((latitude - place.latitudeDeg) * 111_000, (longitude - place.longitudeDeg) * 76_300);
    expect(awayM).toBeLessThan(step === 'region' ? 8000 : 800);
    expect(awayM).toBeGreaterThan(1);
  },
);

test('a flight from a few metres further has the same cell, another county has another', async () => {
  const here = await placesOf(region);
  expect(await placesOf(region, 0.0003)).toEqual(here);
  expect(await placesOf(region, 0.5)).not.toEqual(here);
});

test('without a cell, and at none, no place is shown', async () => {
  expect((await placesOf({ ...region, place: 'none' })).size).toBe(0);
});
