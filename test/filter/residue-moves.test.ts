import { expect, test } from 'vitest';
import { MOVES, MoveWindow } from '../../src/filter/residue-moves.ts';

function windowOver(point: (step: number) => readonly [latitudeE7: number, longitudeE7: number]): MoveWindow {
  const window = new MoveWindow();
  for (let step = 0; step <= MOVES; step++) window.push(...point(step));
  return window;
}

test('what flickers between neighbouring values tells nothing, however many bits its moves have', () => {
  const still = windowOver((step) => [465_000_000 + (step % 2), 107_000_000 + (step % 3)]);
  expect(still.bits).toBeGreaterThan(20);
  expect(still.hasSpread).toBe(false);
});

test('a way of some metres has led somewhere', () => {
  const flown = windowOver((step) => [465_000_000 + step * step, 107_000_000 - 7 * step]);
  expect(flown.hasSpread).toBe(true);
});

test('the same moves elsewhere have the same key, others have not', () => {
  const path = (north: number, east: number) => (step: number) =>
    [north + 9 * step * (step % 4), east - 5 * step] as const;
  const here = windowOver(path(465_000_000, 107_000_000));
  expect(windowOver(path(-101_234_567, 1_790_000_000)).key).toBe(here.key);
  expect(windowOver((step) => [465_000_000 + 9 * step, 107_000_000]).key).not.toBe(here.key);
});
