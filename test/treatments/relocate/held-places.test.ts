import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarseSteps } from '../../../bench/privacy/coarse-flights.ts';
import { measureCoarsePlaces } from '../../../bench/privacy/coarse-places.ts';
import { Memory } from '../../../src/bytes/memory.ts';
import type { Edit } from '../../../src/model/edit.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { relocateGroup } from '../../../src/treatments/relocate/relocate-group.ts';
import type { Relocation } from '../../../src/treatments/relocate/relocation.ts';
import { members, relocation } from './group.ts';

const [LATITUDE, LONGITUDE] = [46_500_000, 10_700_000];
const STEP_M = 0.111_2;
const category = 'homePosition';
const aircraft = members(['latitude', 'i32', 'deg/1000000'], ['longitude', 'i32', 'deg/1000000']);
const home = members(
  ['latitude', 'i32', 'deg/1000000', { category }],
  ['longitude', 'i32', 'deg/1000000', { category }],
);

type Mover = (north: number, east?: number, sender?: number) => readonly [number, number];

/** Moves places by steps from the first fix, with one edit as one message has it. */
function mover(on: Relocation, group = aircraft): Mover {
  const [edit] = relocateGroup(group, on)!.edits as readonly [Edit];
  const memory = new Memory(new Uint8Array(8));
  const state = new FlightState();
  return (north, east = 0, sender = 0) => {
    memory.view.setInt32(0, LATITUDE + north, true);
    memory.view.setInt32(4, LONGITUDE + east, true);
    expect(edit.apply(memory, 0, sender, state)).toBe(true);
    return [memory.view.getInt32(0, true), memory.view.getInt32(4, true)];
  };
}

const metres = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.hypot(a[0] - b[0], (a[1] - b[1]) * Math.cos(0.1745)) * STEP_M;

describe('places of coarse steps', () => {
  test('are repeated until the source has moved by several steps, and then follow it', () => {
    const move = mover(relocation());
    const first = move(0);
    for (const [north, east] of [
      [1, 0],
      [0, 3],
      [-2, 2],
      [4, 0],
      [0, -5],
      [0, 0],
    ] as const) {
      expect(move(north, east)).toEqual(first);
    }
    const far = move(400);
    expect(metres(far, first) / STEP_M).toBeGreaterThan(385);
    expect(metres(far, first) / STEP_M).toBeLessThan(415);
  });

  test('change at different distances, some time after the source has come so far', () => {
    const move = mover(relocation());
    const lengths: number[] = [];
    let [last, since] = [move(0), 0];
    // Five messages to a step: a place that was released with its step would change at every fifth.
    let atStep = 0;
    for (let message = 1; message < 60_000; message++) {
      const place = move(Math.floor(message / 5));
      if (place[0] === last[0] && place[1] === last[1]) continue;
      lengths.push((message - since) / 5);
      if (message % 5 === 0) atStep++;
      [last, since] = [place, message];
    }
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const spread = Math.sqrt(lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length);
    // Ten steps, up to four of waiting, half a step until the next.
    expect(mean).toBeGreaterThan(11);
    expect(mean).toBeLessThan(14);
    expect(spread).toBeGreaterThan(2);
    expect(atStep / lengths.length).toBeLessThan(0.35);
  });

  test('do not wait for a source that leaps', () => {
    const move = mover(relocation());
    let sum = 0;
    for (let start = 0; start < 50; start++) {
      const from = 1000 * start;
      const place = move(from);
      for (let message = 0; message < 300; message++) move(from + 6);
      let north = from + 6;
      do north += 2;
      while (metres(move(north), place) === 0);
      sum += (north - from) / 50;
    }
    // Ten steps on average, and one until the next place; nearly twenty for one that waits.
    expect(sum).toBeLessThan(13);
  });

  test('lie off as much to the north as to the east of their source, wherever that is', () => {
    const on = relocation({ firstFix: { latitudeDeg: 70, longitudeDeg: 10.7, altitudeM: 0 } });
    const [edit] = relocateGroup(aircraft, on)!.edits as readonly [Edit];
    const memory = new Memory(new Uint8Array(8));
    const [cosine, sine] = [on.turns[1]!, on.turns[2]!];
    let [north2, east2] = [0, 0];
    const count = 6000;
    for (let step = 0; step < count; step++) {
      const [latitude, longitude] = [70_000_000 + 29 * (step % 80), 10_700_000 + 71 * Math.floor(step / 80)];
      memory.view.setInt32(0, latitude, true);
      memory.view.setInt32(4, longitude, true);
      expect(edit.apply(memory, 0, 0, new FlightState())).toBe(true);
      const [lat, lon] = [memory.view.getInt32(0, true), memory.view.getInt32(4, true)];
      on.move(latitude * 1e-6, longitude * 1e-6, false);
      const off = [lat - on.moved[0]! * 1e6, (lon - on.moved[1]! * 1e6) * Math.cos(0.1745)] as const;
      north2 += (off[0] * cosine + off[1] * sine) ** 2 / count;
      east2 += (off[1] * cosine - off[0] * sine) ** 2 / count;
    }
    // The source was rounded as well, to a twelfth of a squared step, of which one of longitude is a third here.
    const share = Math.cos(70 * (Math.PI / 180)) ** 2;
    expect(north2 + 1 / 12).toBeGreaterThan(1.1);
    expect(Math.abs((north2 + 1 / 12) / (east2 + share / 12) - 1)).toBeLessThan(0.09);
  });

  test('are the same in all messages that say where the aircraft is, whatever else is sent between, and not for other senders', () => {
    const on = relocation();
    const [gga, rmc, homes] = [mover(on), mover(on), mover(on, home)];
    const place = gga(0);
    expect(rmc(2, 1)).toEqual(place);
    const atHome = homes(700, 300);
    expect(gga(1)).toEqual(place);
    expect(homes(701, 300)).toEqual(atHome);
    // A second sender's first place is its own.
    expect(gga(3, 0, 1)).not.toEqual(place);
    expect(gga(1, 0, 0)).toEqual(place);
  });

  test('are the same after a fix was lost and came back', () => {
    const on = relocation();
    const move = mover(on);
    const place = move(0);
    expect(mover(on)(-LATITUDE, -LONGITUDE)).toEqual([0, 0]);
    expect(move(3)).toEqual(place);
  });

  test('follow any source to within what they are held for', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (path) => {
        const on = relocation();
        const move = mover(on);
        let [north, east] = [0, 0];
        for (const [dn, de] of path) {
          [north, east] = [north + dn, east + de];
          const place = move(north, east);
          on.move((LATITUDE + north) * 1e-6, (LONGITUDE + east) * 1e-6, false);
          expect(metres(place, [on.moved[0]! * 1e6, on.moved[1]! * 1e6])).toBeLessThan(60 * STEP_M);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('attacks on places of coarse steps', () => {
  test('find what is planted, and nothing in ours', { timeout: 60_000 }, () => {
    const rows = measureCoarsePlaces(6, coarseSteps.slice(0, 1));
    const ratioOf = (method: string, subject: string) =>
      rows.find((row) => row.method === method && row.subject === subject)!.latitude.ratio.value;
    expect(ratioOf('spread', 'dithered over a step')).toBeLessThan(0.5);
    expect(rows.filter(({ subject }) => subject === 'ours: dynamics').map(({ failure }) => failure)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
