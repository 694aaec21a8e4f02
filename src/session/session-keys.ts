import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import { type Draws, keysOf, wrong } from '../filter/filter-options.ts';
import { FlightStoreKeys } from '../filter/keys.ts';
import { MemoryKeyStore, rootKeyOf } from './key-store.ts';
import type { SessionOptions } from './options.ts';

/** Of a flight that has a name. */
type LiveDraws = Extract<Draws, { readonly key: Uint8Array; readonly flight: string }>;

/** A flight with what it draws. */
export interface SessionFlight {
  /** As the app calls it. */
  readonly flight: string;
  /** Keyed: what the ledger calls it. */
  readonly name: string;
  /** What filters draw from: recipients cannot tell that their draws are those of one flight. */
  readonly draws: Draws;
  /** What scopes of grants call a device of this serial; undefined for what is none. */
  deviceName(serial: string): string | undefined;
}

/** @throws FlightveilError `usage`; `state-unusable` if the root key can neither be found nor be kept */
export async function sessionFlight(options: SessionOptions): Promise<SessionFlight> {
  const { keys, store, flight = drawnUuid(), recipient } = options;
  if (typeof flight !== 'string' || flight === '') throw wrong('the flight has no name');
  if (keys === undefined && store === undefined && options.flight !== undefined) {
    throw wrong('a flight that is named must draw the same each time', 'Give a store to keep the root key in.');
  }
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);
  if (keys?.seed !== undefined) {
    const draws = { seed: keys.seed };
    keysOf(draws);
    return { flight, name: `seeded ${flight}`, draws, deviceName: () => undefined };
  }
  const root = keys === undefined ? await rootKeyOf(store ?? new MemoryKeyStore()) : keys.root;
  keysOf({ key: root, flight });
  const names = new FlightStoreKeys(root);
  return {
    flight,
    name: names.nameOf('flight', text(flight)),
    draws: drawsOf(root, recipient, flight),
    // As aircraft are named by what their logs say of them.
    deviceName: (serial) =>
      /^[0-9A-Za-z]{8,}$/.test(serial.trim()) ? names.nameOf('aircraft', text(serial.trim())) : undefined,
  };
}

/**
 * What a flight draws for one recipient. Another recipient gets others, and cannot tell that the flight is the same; pseudonyms of devices are those that this
 * recipient has in other flights and logs.
 */
export function drawsOf(root: Uint8Array, recipient: string, flight: string): LiveDraws {
  return { key: root, flight: JSON.stringify([recipient, flight]) };
}

/** Version 4 of RFC 9562, section 5.4. Not randomUUID, which not every app has. */
function drawnUuid(): string {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
