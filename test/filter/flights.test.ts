import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Flight,
  flightLog,
  flightOfLog,
  flightsFromJson,
  flightsToJson,
  mergeFlights,
  overlappingFlight,
} from '../../src/filter/flights.ts';

const name = (text: string): string => createHash('sha256').update(text).digest('hex');
const secret = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(`secret ${text}`).digest());
/** A minute into a day of 2024. */
const at = (minutes: number): number => 1_717_200_000 + 60 * minutes;
const log = (text: string, from: number, to: number) => flightLog(name(text), at(from), at(to));

function flight(text: string, aircraft: string | null, ...logs: ReturnType<typeof log>[]): Flight {
  return { secret: secret(text), aircraft: aircraft === null ? null : name(aircraft), logs };
}

describe('a log belongs to the flight of its aircraft that it overlaps with', () => {
  const morning = flight('morning', 'mine', log('a', 0, 10));
  const noon = flight('noon', 'mine', log('b', 20, 30), log('c', 28, 40));
  const other = flight('other', 'yours', log('d', 0, 60));
  const known = [morning, noon, other];
  const find = (from: number, to: number, aircraft: string | null = 'mine') =>
    overlappingFlight(known, aircraft === null ? null : name(aircraft), log('new', from, to));

  test.each<[string, number, number, Flight | undefined]>([
    ['inside', 2, 3, morning],
    ['around', -5, 12, morning],
    ['touching', 10, 12, morning],
    ['of no length, inside', 5, 5, morning],
    ['between', 11, 19, undefined],
    ['a later log of the flight', 35, 50, noon],
    ['two flights, more of the second', 8, 25, noon],
    ['two flights, more of the first', 4, 22, morning],
    ['two flights alike: the one kept first', 9, 21, morning],
    ['after all', 41, 50, undefined],
  ])('%s', (_, from, to, expected) => {
    expect(find(from, to)).toBe(expected);
  });

  test('and to no flight of another aircraft, or if it does not tell its own', () => {
    expect(find(2, 3, 'yours')).toBe(other);
    expect(find(2, 3, 'third')).toBeUndefined();
    expect(find(2, 3, null)).toBeUndefined();
    const nameless = flight('nameless', null, log('e', 0, 10));
    expect(overlappingFlight([nameless], null, log('new', 2, 3))).toBeUndefined();
  });

  test('by its own hash first', () => {
    expect(flightOfLog(known, name('c'))).toBe(noon);
    expect(flightOfLog(known, name('new'))).toBeUndefined();
  });
});

describe('times', () => {
  test('are rounded outwards', () => {
    const start = at(0);
    expect(flightLog('x', start + 0.7, start + 1.2)).toEqual({ log: 'x', startS: start, endS: start + 2 });
  });

  test.each<[string, number | undefined, number | undefined]>([
    ['none', undefined, undefined],
    ['no end', at(0), undefined],
    ['since boot', 0, 600],
    ['before 2001', 946_684_800, 946_685_000],
    ['backwards', at(10), at(0)],
    ['a clock that was set on the way', 1_000_000_000, at(0)],
    ['no number', Number.NaN, Number.NaN],
    ['endless', at(0), Number.POSITIVE_INFINITY],
    ['beyond dates', 1e15, 1e15],
  ])('that cannot be: %s', (_, start, end) => {
    expect(flightLog('x', start, end)).toEqual({ log: 'x', startS: null, endS: null });
  });

  test('a log without them overlaps with nothing', () => {
    const none = flightLog(name('n'), undefined, undefined);
    const known = [flight('f', 'mine', none), flight('g', 'mine', log('a', 0, 1))];
    expect(overlappingFlight(known, name('mine'), flightLog(name('m'), undefined, undefined))).toBeUndefined();
    expect(overlappingFlight(known, name('mine'), log('b', 5, 6))).toBeUndefined();
  });
});

describe('flights of two devices together', () => {
  test('what is drawn here stays, what is new is added, logs of one flight come together', () => {
    const shared = flight('shared', 'mine', log('a', 0, 10));
    const mine = [shared, flight('mine', 'mine', log('b', 20, 30))];
    const theirs = [
      { ...shared, logs: [log('a', 0, 10), log('c', 5, 12)] },
      flight('theirs', 'mine', log('b', 20, 30), log('d', 25, 35)),
      flight('known', 'mine', log('b', 20, 30)),
    ];
    expect(mergeFlights(mine, theirs)).toEqual([
      { ...shared, logs: [log('a', 0, 10), log('c', 5, 12)] },
      mine[1],
      { ...theirs[1]!, logs: [log('d', 25, 35)] },
    ]);
  });

  test('adding again changes nothing', () => {
    const flights = [flight('f', 'mine', log('a', 0, 1)), flight('g', null, log('b', 0, 1))];
    expect(mergeFlights([], flights)).toEqual(flights);
    expect(mergeFlights(flights, flights)).toEqual(flights);
  });
});

/** As the document has it, loosely enough to be spoilt. */
interface FlightJson {
  readonly secret: string;
  readonly logs: readonly { readonly startS: number; readonly endS: number }[];
}

describe('the JSON form', () => {
  const flights = [
    flight('f', 'mine', log('a', 0, 1), flightLog(name('b'), undefined, undefined)),
    flight('g', null, log('c', 0, 1)),
  ];
  const json = (): FlightJson[] => JSON.parse(JSON.stringify(flightsToJson(flights))) as FlightJson[];

  test('is read back as it was', () => {
    expect(flightsFromJson(json())).toEqual(flights);
    expect(flightsFromJson([])).toEqual([]);
  });

  test.each<[string, (first: FlightJson, second: FlightJson) => void]>([
    ['a further key', (first) => Object.assign(first, { more: 1 })],
    ['a missing key', (first) => Reflect.deleteProperty(first, 'aircraft')],
    ['a short secret', (first) => Object.assign(first, { secret: first.secret.slice(2) })],
    ['capital digits', (first) => Object.assign(first, { secret: first.secret.toUpperCase() })],
    ['no secret', (first) => Object.assign(first, { secret: null })],
    ['a name that is none', (first) => Object.assign(first, { aircraft: 'mine' })],
    ['no logs', (first) => Object.assign(first, { logs: [] })],
    ['a log of two flights', (first, second) => Object.assign(second, { logs: first.logs })],
    ['a fraction', ({ logs }) => Object.assign(logs[0]!, { startS: logs[0]!.startS + 0.5 })],
    ['half a time', ({ logs }) => Object.assign(logs[0]!, { endS: null })],
    ['a time that cannot be', ({ logs }) => Object.assign(logs[0]!, { endS: logs[0]!.startS - 1 })],
    ['a time as text', ({ logs }) => Object.assign(logs[0]!, { endS: String(logs[0]!.endS) })],
  ])('with %s is refused', (_, spoil) => {
    const value = json();
    spoil(value[0]!, value[1]!);
    expect(flightsFromJson(value)).toBeUndefined();
  });

  test('whatever it is given, it gives flights or nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = flightsFromJson(value);
        if (read !== undefined) expect(flightsToJson(read)).toEqual(value);
      }),
    );
  });
});
