import { FLIGHT_START_UNIX_S } from '../model/clocks.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { FlightState } from '../model/flight-state.ts';
import type { Format } from '../model/format.ts';
import { Pseudonyms } from '../treatments/pseudonymise.ts';
import { keepShapes } from './keep-shapes.ts';
import type { FlightKeys } from './keys.ts';
import { FilterLoop } from './loop.ts';

/** The loop for one log: a fresh flight state, its keys, and the instant at which its clocks start. */
export function createLoop(
  format: Format,
  disclosure: Disclosure,
  keys: FlightKeys,
  facts: { startUnixS?: number | undefined } = {},
): FilterLoop {
  keepShapes(format);
  const state = new FlightState({ unixStartS: flightStart(disclosure, facts.startUnixS) });
  const pseudonyms = new Pseudonyms(keys.pseudonymKey);
  return new FilterLoop(format, { disclosure, state, pseudonyms }, { keepTime: disclosure.time === 'exact' });
}

const LATEST_UNIX_S = 253_402_300_799;

/** Unix seconds at which the released flight starts: a constant, or the start of its month or day where that may be known. */
function flightStart(disclosure: Disclosure, startUnixS: number | undefined): number {
  if (disclosure.time === 'none' || startUnixS === undefined) return FLIGHT_START_UNIX_S;
  if (startUnixS < FLIGHT_START_UNIX_S || startUnixS > LATEST_UNIX_S) return FLIGHT_START_UNIX_S;
  const start = new Date(startUnixS * 1000);
  const day = disclosure.time === 'month' ? 1 : start.getUTCDate();
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), day) / 1000;
}
