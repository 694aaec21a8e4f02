import { describe, expect, test } from 'vitest';
import { stretchesOf } from '../../src/filter/stretches.ts';
import { Flight, trackOf } from './fly.ts';

const base = { latitudeDeg: -33.4, longitudeDeg: 151.2 };
const lengths = (flight: Flight): number[] => stretchesOf(flight.track()).map(({ indices }) => indices.length);

describe('a track is one stretch', () => {
  test('while the aircraft stands and flies', () => {
    const flight = new Flight(base, { wanderM: 2 }).stand(20).to(800, 0).to(0, 0).stand(5);
    expect(lengths(flight)).toEqual([flight.track().length]);
  });

  test.each([
    ['fast, once a second', new Flight(base, { hz: 1, speedMS: 90 }).to(5000, 0)],
    ['not heard for a minute', new Flight(base).to(500, 0).pause(60).at(2500, 0).to(3000, 0)],
  ])('%s', (_name, flight) => {
    expect(lengths(flight)).toEqual([flight.track().length]);
  });

  test('over the antimeridian and over a pole', () => {
    for (const over of [
      { latitudeDeg: 12, longitudeDeg: 179.9999 },
      { latitudeDeg: 89.9999, longitudeDeg: 0 },
    ]) {
      const flight = new Flight(over).to(0, 600).to(600, 600);
      expect(lengths(flight)).toEqual([flight.track().length]);
    }
  });

  test('without a clock, and with one that is set back', () => {
    const { length, latitudeDeg, longitudeDeg } = new Flight(base).to(500, 0).track();
    const points = Array.from({ length }, (_, index) => ({
      point: { latitudeDeg: latitudeDeg[index]!, longitudeDeg: longitudeDeg[index]! },
    }));
    expect(stretchesOf(trackOf(points)).map(({ indices }) => indices.length)).toEqual([length]);
    const back = points.map((row, index) => ({ ...row, timeUs: 1e15 - (index > 50 ? 5e12 : 0) + index * 1e5 }));
    expect(stretchesOf(trackOf(back)).map(({ indices }) => indices.length)).toEqual([length]);
  });
});

describe('fixes that jump are no part of it', () => {
  test.each([1, 5, 9])('%i of them, far away', (many) => {
    const flight = new Flight(base).to(300, 0).garbage(40_000, 0, many).to(600, 0);
    expect(lengths(flight)).toEqual([flight.track().length - many]);
  });

  test('the first ones too', () => {
    const flight = new Flight(base).garbage(90_000, 0, 3).garbage(50_000, 4, 6).stand(5).to(300, 0);
    expect(lengths(flight)).toEqual([flight.track().length - 9]);
  });

  test('different ones never agree', () => {
    const flight = new Flight(base).to(300, 0);
    for (let index = 0; index < 30; index++) flight.garbage(20_000 * (index % 7), 9000 * (index % 5) + 5000);
    flight.to(600, 0);
    expect(lengths(flight)).toEqual([flight.track().length - 30]);
  });
});

describe('another stretch begins', () => {
  test('where ten fixes in a row agree far away', () => {
    const flight = new Flight(base).to(300, 0).at(40_000, 0).stand(10).to(40_300, 0);
    expect(lengths(flight)).toEqual([120, 160]);
  });

  test('after a long silence, at the same place too', () => {
    expect(lengths(new Flight(base).to(300, 0).pause(301).stand(10))).toEqual([120, 40]);
  });
});

test('a track of nine fixes has none; an empty one neither', () => {
  expect(lengths(new Flight(base).garbage(0, 0, 9))).toEqual([]);
  expect(lengths(new Flight(base))).toEqual([]);
});
