import { sha256 } from '@noble/hashes/sha2.js';
import { aircraftIn, aircraftOf } from '../filter/aircraft.ts';
import { FlightKeys, placeKeyOf } from '../filter/keys.ts';
import { type PlaceMemory, TransientPlaces } from '../filter/place-memory.ts';
import type { FlightFacts } from '../filter/survey.ts';
import { FlightStore } from './flight-store.ts';
import { PlaceStore } from './place-store.ts';
import { rootKey } from './state.ts';

/**
 * Where a flight's draws come from: the device's root key with what it remembers, or a seed for tests and reproducible research. Without
 * stores a log alone is its flight, and places are drawn for by themselves.
 */
export type KeySource =
  | { readonly root: Uint8Array; readonly flights?: FlightStore; readonly places?: PlaceMemory }
  | { readonly seed: string; readonly ordinal: number; readonly places?: PlaceMemory };

/** The keys of the device whose state is in this folder. @throws FlightveilError `state-unusable` */
export async function deviceKeys(folder: string): Promise<KeySource> {
  const root = await rootKey(folder);
  return { root, flights: await FlightStore.open(folder, root), places: await PlaceStore.open(folder) };
}

/** The flight that a log belongs to. */
export interface LogFlight {
  readonly keys: FlightKeys;
  /** Keyed names, where the device remembers its flights; undefined otherwise. */
  readonly name?: string | undefined;
  /** Of all aircraft in the log; undefined if not all of them say who they are. */
  readonly aircraft?: readonly string[] | undefined;
}

/** Finds the flight that a log belongs to, with its keys. @throws FlightveilError `state-unusable` */
export async function logFlightOf(
  keys: KeySource,
  facts: FlightFacts,
  logSha256: Uint8Array,
  recipient: string,
): Promise<LogFlight> {
  if ('seed' in keys) return { keys: FlightKeys.ofSeed(keys.seed, keys.ordinal) };
  if (keys.flights === undefined) return { keys: FlightKeys.ofLog(keys.root, logSha256) };
  const { startUnixS, durationS } = facts;
  const { flights } = keys;
  const { name, draws } = await flights.flightOf({
    aircraft: aircraftOf(facts),
    startUnixS,
    endUnixS: startUnixS === undefined || durationS === undefined ? undefined : startUnixS + durationS,
    logSha256,
    recipient,
  });
  const known = aircraftIn(facts).map((identity) => flights.aircraftName(identity));
  const aircraft = known.length > 0 && known.length >= facts.tracks.length ? known : undefined;
  const own = FlightKeys.ofDraws(draws, logSha256);
  // A flight of which nobody knows when it was would have another pseudonym each time it is released.
  const unixS = startUnixS ?? (isOfNoFlight(facts) ? Date.now() / 1000 : undefined);
  return { keys: unixS === undefined ? own : own.forRecipient(keys.root, recipient, unixS), name, aircraft };
}

/** A list of devices: nothing in it has a time or a place. */
function isOfNoFlight({ durationS, fixEnds }: FlightFacts): boolean {
  return durationS === undefined && fixEnds.length === 0;
}

/** What hiding places draws from. */
export function placeKeysOf(keys: KeySource): { readonly placeKey: Uint8Array; readonly memory: PlaceMemory } {
  const root = 'seed' in keys ? sha256(new TextEncoder().encode(keys.seed)) : keys.root;
  return { placeKey: placeKeyOf(root), memory: keys.places ?? new TransientPlaces() };
}
