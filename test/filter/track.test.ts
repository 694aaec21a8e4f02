import { describe, expect, test } from 'vitest';
import { Survey } from '../../src/filter/survey.ts';
import type { Track } from '../../src/filter/track.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';

const raw = mavlinkFormats()[1]!;
const SECONDS = 60;

function tracksOf(write: (writer: MavlinkWriter, second: number) => void): readonly Track[] {
  const writer = new MavlinkWriter('raw');
  for (let second = 0; second < SECONDS; second++) write(writer, second);
  const survey = new Survey(raw);
  survey.push(writer.bytes());
  return survey.finish().tracks;
}

/** Moving north at 10 m/s, so many kilometres north of a base. */
const place = (second: number, km = 0) => ({ lat: 470_000_000 + second * 900 + km * 90_000, lon: 80_000_000 });
const fix = (writer: MavlinkWriter, second: number, km = 0, system = 1, component = 1) =>
  writer.frame('GLOBAL_POSITION_INT', place(second, km), { system, component });

describe('the track of a log', () => {
  test('is that of the message whose place changes most often, not of the one sent most often', () => {
    const [track, ...others] = tracksOf((writer, second) => {
      for (let turn = 0; turn < 3; turn++) {
        writer.frame('AHRS2', { lat: 470_900_000 + Math.floor(second / 20) * 1000, lng: 80_000_000 });
      }
      fix(writer, second);
    });
    expect(track!.length).toBe(SECONDS);
    expect(track!.latitudeDeg[0]).toBeCloseTo(47, 6);
    expect(others).toEqual([]);
  });

  test('of a log without a fix is empty, so that all of it is cut', () => {
    expect(tracksOf((writer) => writer.frame('HEARTBEAT')).map(({ length }) => length)).toEqual([0]);
  });

  test('of an aircraft that never moves is its place', () => {
    expect(tracksOf((writer) => fix(writer, 0)).map(({ length }) => length)).toEqual([SECONDS]);
  });
});

describe('other tracks in it', () => {
  test('are those of other aircraft, the one that moves most first', () => {
    const tracks = tracksOf((writer, second) => {
      fix(writer, second);
      if (second % 2 === 0) fix(writer, second, 5, 2);
      if (second % 3 === 0) fix(writer, second, -8, 3);
    });
    expect(tracks.map(({ length }) => length)).toEqual([60, 30, 20]);
  });

  test('are not those of what is carried along, of receivers of the same autopilot, or of what stands', () => {
    const tracks = tracksOf((writer, second) => {
      fix(writer, second);
      writer.frame('GPS_RAW_INT', { ...place(second), fix_type: 3 });
      writer.frame('AHRS2', { lat: place(second, 40).lat, lng: 80_000_000 });
      if (second % 4 === 0) fix(writer, second, 0.1, 1, 100);
      fix(writer, 0, 3, 7);
    });
    expect(tracks).toHaveLength(1);
  });
});

test('the height of the first fix is one that the others do not contradict', () => {
  const heightOf = (heightMm: (second: number) => number) => {
    const writer = new MavlinkWriter('raw');
    for (let second = 0; second < SECONDS; second++) {
      writer.frame('GLOBAL_POSITION_INT', { ...place(second), alt: heightMm(second) });
    }
    const survey = new Survey(raw);
    survey.push(writer.bytes());
    return survey.finish().firstFix?.altitudeM;
  };
  expect(heightOf((second) => 968_000 + second * 100)).toBe(968);
  expect(heightOf((second) => (second < 5 ? 0 : 968_000 + second * 100))).toBe(968.5);
  expect(heightOf((second) => (second < 5 ? -17_000 : 968_000 + second * 100))).toBe(968.5);
  expect(heightOf(() => 0)).toBeNaN();
});
