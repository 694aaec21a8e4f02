import { expect, test } from 'vitest';
import { SignalCollector } from '../../src/filter/signal-collector.ts';
import type { Signal } from '../../src/model/signal.ts';

const order: Signal = { kind: 'fence-off', evidence: 'command' };

type Told = readonly [s: number, signal: Signal, sender?: number];

const kept = (...told: readonly Told[]): readonly string[] => keptOf(told);

function keptOf(told: readonly Told[]): readonly string[] {
  const collector = new SignalCollector({ vehicleOf: (sender) => sender >> 8 });
  for (const [s, signal, sender = 257] of told) {
    collector.at(s * 1e6, 0, sender);
    collector.signal(signal);
  }
  expect(collector.isWhole).toBe(true);
  return collector.signals.map(({ kind, timeUs, vehicle }) => `${kind} ${vehicle} @${timeUs / 1e6}`);
}

test('an order that is given again and again is kept once, whatever comes behind it is not lost', () => {
  const flood = Array.from({ length: 150_000 }, (_, at) => [at / 1000, order] as const);
  expect(keptOf([...flood, [151, { ...order, kind: 'fence-on' }], [152, order]])).toEqual([
    ...['fence-off 1 @0', 'fence-on 1 @151', 'fence-off 1 @152'],
  ]);
});

test('an order after a while is another one; so is that to another vehicle', () => {
  expect(kept([0, order], [9, order], [20, order])).toEqual(['fence-off 1 @0', 'fence-off 1 @20']);
  expect(kept([0, order], [1, order, 513])).toEqual(['fence-off 1 @0', 'fence-off 2 @1']);
});

test('of a state its changes are kept, for each way of telling', () => {
  const on: Signal = { kind: 'fence-on', evidence: 'status' };
  const off: Signal = { kind: 'fence-off', evidence: 'status' };
  const setting: Signal = { ...on, evidence: 'setting' };
  expect(kept([0, on], [500, on], [501, setting], [502, off], [503, off])).toHaveLength(3);
});
