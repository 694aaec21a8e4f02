import { UNIX_FROM_S } from '../model/clocks.ts';
import { KEY_BYTES } from './keys.ts';

/**
 * Flights that have been filtered, and which of them a log belongs to: all logs of one aircraft whose times overlap are one flight.
 * Logs and aircraft are named by an HMAC; no value of a log is kept.
 */

/** One log of a flight. Times are whole Unix seconds, rounded outwards; null if the log has no clock that can be relied on. */
export interface FlightLog {
  readonly log: string;
  readonly startS: number | null;
  readonly endS: number | null;
}

export interface Flight {
  /** 32 random bytes, drawn once. */
  readonly secret: Uint8Array;
  /** Null if its logs do not tell: then one log is the whole flight. */
  readonly aircraft: string | null;
  readonly logs: readonly FlightLog[];
}

/** A log that spans more than this had its clock set while it was written; it would overlap with all flights between. */
const LONGEST_FLIGHT_S = 7 * 86_400;
const LATEST_UNIX_S = 253_402_300_799;

/** A log's times as a flight keeps them. Clocks that were not set, and spans no flight has, are no times. */
export function flightLog(log: string, startUnixS: number | undefined, endUnixS: number | undefined): FlightLog {
  const startS = Math.floor(startUnixS ?? Number.NaN);
  const endS = Math.ceil(endUnixS ?? Number.NaN);
  const isClock = startS >= UNIX_FROM_S && endS >= startS && endS <= LATEST_UNIX_S;
  if (!isClock || endS - startS > LONGEST_FLIGHT_S) return { log, startS: null, endS: null };
  return { log, startS, endS };
}

/** The flight that has this very log. */
export function flightOfLog(flights: readonly Flight[], log: string): Flight | undefined {
  return flights.find(({ logs }) => logs.some((known) => known.log === log));
}

/** The flight of this aircraft that the log overlaps with most, the earliest kept of several; a log without times overlaps with none. */
export function overlappingFlight(
  flights: readonly Flight[],
  aircraft: string | null,
  log: FlightLog,
): Flight | undefined {
  if (aircraft === null) return undefined;
  let found: Flight | undefined;
  let most = -1;
  for (const flight of flights) {
    if (flight.aircraft !== aircraft) continue;
    for (const other of flight.logs) {
      const overlapS = overlapOf(log, other);
      if (overlapS > most) {
        most = overlapS;
        found = flight;
      }
    }
  }
  return found;
}

/** Seconds that two logs have in common, negative if none. */
function overlapOf(a: FlightLog, b: FlightLog): number {
  if (a.startS === null || a.endS === null || b.startS === null || b.endS === null) return -1;
  return Math.min(a.endS, b.endS) - Math.max(a.startS, b.startS);
}

/** These flights and others: logs of the same flight together, and of flights that are told differently the ones first named. */
export function mergeFlights(flights: readonly Flight[], others: readonly Flight[]): Flight[] {
  const merged = [...flights];
  const known = new Set(flights.flatMap(({ logs }) => logs.map(({ log }) => log)));
  for (const other of others) {
    const index = merged.findIndex(({ secret }) => isEqual(secret, other.secret));
    const mine = merged[index];
    const logs = other.logs.filter(({ log }) => !known.has(log));
    if (logs.length === 0) continue;
    if (mine === undefined) merged.push({ ...other, logs });
    else merged[index] = { ...mine, logs: [...mine.logs, ...logs] };
  }
  return merged;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Flights as they stand in a JSON document. */
export function flightsToJson(flights: readonly Flight[]): unknown {
  return flights.map(({ secret, aircraft, logs }) => ({
    secret: Array.from(secret, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    aircraft,
    logs: logs.map(({ log, startS, endS }) => ({ log, startS, endS })),
  }));
}

/** Reads what {@link flightsToJson} has written and nothing else; undefined for all else. */
export function flightsFromJson(value: unknown): Flight[] | undefined {
  if (!Array.isArray(value) || !value.every(isFlight)) return undefined;
  const logs = value.flatMap((flight) => flight.logs.map(({ log }) => log));
  if (new Set(logs).size !== logs.length) return undefined;
  return value.map(({ secret, aircraft, logs }) => ({
    secret: Uint8Array.from({ length: KEY_BYTES }, (_, at) => Number.parseInt(secret.slice(2 * at, 2 * at + 2), 16)),
    aircraft,
    logs,
  }));
}

interface FlightJson {
  readonly secret: string;
  readonly aircraft: string | null;
  readonly logs: readonly FlightLog[];
}

function isFlight(value: unknown): value is FlightJson {
  if (!hasKeys(value, ['secret', 'aircraft', 'logs'])) return false;
  const { secret, aircraft, logs } = value;
  if (!isName(secret) || !(aircraft === null || isName(aircraft))) return false;
  return Array.isArray(logs) && logs.length > 0 && logs.every(isFlightLog);
}

function isFlightLog(value: unknown): value is FlightLog {
  if (!hasKeys(value, ['log', 'startS', 'endS'])) return false;
  const { log, startS, endS } = value;
  if (!isName(log)) return false;
  if (startS === null && endS === null) return true;
  if (!Number.isSafeInteger(startS) || !Number.isSafeInteger(endS)) return false;
  const kept = flightLog(log, startS as number, endS as number);
  return kept.startS === startS && kept.endS === endS;
}

/** Secrets and names are 32 bytes in hexadecimal. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** Whether a value of a JSON document is an object with just these keys. */
export function hasKeys<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const present = Object.keys(value);
  return present.length === keys.length && keys.every((key) => present.includes(key));
}
