import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { type FlightveilRecord, Severity, ZoneState } from '../../../src/formats/record/gen/types.ts';
import { recordFormats } from '../../../src/formats/record/index.ts';
import type { Format } from '../../../src/model/format.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { linesOf, recordFlight, wireOf } from './flight.ts';

const [json, wire] = recordFormats() as unknown as [Format, Format];
const sender = 0;

function surveyed(format: Format, log: Uint8Array): readonly LoggedSignal[] {
  const survey = new Survey(format);
  survey.push(log);
  return survey.finish().signals;
}

/** Records, a second apart. */
const zones = (...states: readonly (readonly [state: number | undefined, areaCode?: string])[]): FlightveilRecord[] =>
  states.map(([state, areaCode], second) => ({
    flightRecord: { timeUs: BigInt(second + 1) * 1_000_000n, zone: { state: state as ZoneState, areaCode } },
  }));

const told = (records: readonly FlightveilRecord[]): string[] =>
  surveyed(wire, wireOf(records)).map(({ kind, areaCode = '', timeUs }) => `${timeUs / 1e6} ${kind} ${areaCode}`);

const { outside, near, inside, unlocked, unspecified } = ZoneState;

describe('the zone that matters', () => {
  test('each state is a signal of its own, with the area code', () => {
    expect(told(zones([outside], [near, 'A1'], [inside, 'A1'], [unlocked, 'A1']))).toEqual([
      '1 zone-out ',
      '2 zone-near A1',
      '3 zone-in A1',
      '4 unlock-activated A1',
    ]);
  });

  test('is told when it changes, in state or area', () => {
    const records = zones([near, 'A'], [near, 'A'], [near, 'B'], [unlocked, 'B'], [unlocked, 'B'], [inside, 'B']);
    expect(told(records)).toEqual(['1 zone-near A', '3 zone-near B', '4 unlock-activated B', '6 zone-in B']);
  });

  test('records without one say nothing, and change nothing', () => {
    expect(told(zones([undefined], [unspecified], [undefined, 'A']))).toEqual([]);
    expect(told(zones([inside, 'A'], [undefined], [unspecified, 'B'], [inside, 'A']))).toEqual(['1 zone-in A']);
  });

  test('is the same in both encodings, with names of areas in any script', () => {
    const records = zones([inside, 'Zürich 1'], [outside]);
    const signals = surveyed(wire, wireOf(records)).map(({ offset: _, ...signal }) => signal);
    expect(signals).toEqual([
      { kind: 'zone-in', evidence: 'app', areaCode: 'Zürich 1', timeUs: 1e6, sender, vehicle: 0 },
      { kind: 'zone-out', evidence: 'app', timeUs: 2e6, sender, vehicle: 0 },
    ]);
    expect(surveyed(json, linesOf(records)).map(({ offset: _, ...signal }) => signal)).toEqual(signals);
  });
});

test('warnings that speak of zones, with where they stand', () => {
  const warning = (text: string): FlightveilRecord => ({
    warning: { timeUs: 5_000_000n, severity: Severity.warning, text },
  });
  const records = [warning('Strong wind'), warning('Unlocking license enabled'), warning('您已进入警示区')];
  const offset = wireOf(records.slice(0, 1)).length;
  expect(surveyed(wire, wireOf(records))).toEqual([
    {
      ...{ kind: 'unlock-activated', evidence: 'message', words: 'Unlocking license enabled' },
      ...{ timeUs: 5e6, offset, sender, vehicle: 0 },
    },
    {
      ...{ kind: 'zone-warning', evidence: 'message', words: '您已进入警示区' },
      ...{ timeUs: 5e6, offset: wireOf(records.slice(0, 2)).length, sender, vehicle: 0 },
    },
  ]);
});

test('a flight without zones tells nothing', () => {
  const records = recordFlight({}).map((record) =>
    'flightRecord' in record ? { flightRecord: { ...record.flightRecord, zone: undefined } } : record,
  );
  expect(surveyed(wire, wireOf(records))).toEqual([]);
  expect(told(recordFlight({})).length).toBe(1);
});
