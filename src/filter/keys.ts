import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Disclosure, reaches } from '../model/disclosure.ts';

/** Size of the root key and of every derived key, in bytes. */
export const KEY_BYTES = 32;
/** How long a recipient sees the same pseudonym for a device: 30 days, by the Unix clock. */
export const EPOCH_S = 30 * 86_400;

function derive(from: Uint8Array, purpose: string, context: Uint8Array = new Uint8Array(0)): Uint8Array {
  const label = new TextEncoder().encode(`flightveil/1/${purpose}\0`);
  const info = new Uint8Array(label.length + context.length);
  info.set(label);
  info.set(context, label.length);
  return hkdf(sha256, from, undefined, info, KEY_BYTES);
}

/** Keys of one flight: everything that is drawn for it comes from here (HKDF-SHA-256, RFC 5869). */
export class FlightKeys {
  readonly #flight: Uint8Array;
  /** What names are drawn from: each log of a flight has its own. */
  readonly #log: Uint8Array;

  readonly #devices: Uint8Array | undefined;

  private constructor(flight: Uint8Array, log = flight, devices?: Uint8Array) {
    this.#flight = flight;
    this.#log = log;
    this.#devices = devices;
  }

  /**
   * The same log gets the same draws under the same root key, so that releasing it twice adds nothing; without the root key they cannot be
   * told from random.
   * @param root the device's root key
   * @param logHash SHA-256 of the whole log
   */
  static ofLog(root: Uint8Array, logHash: Uint8Array): FlightKeys {
    return new FlightKeys(derive(root, 'flight', logHash));
  }

  /**
   * All logs of a flight share their draws, and each has a name of its own.
   * @param secret 32 bytes that were drawn once for this flight and recipient, as the store of flights keeps them
   * @param logHash SHA-256 of the whole log
   */
  static ofDraws(secret: Uint8Array, logHash: Uint8Array): FlightKeys {
    if (secret.length !== KEY_BYTES) throw new RangeError(`a secret has ${KEY_BYTES} bytes`);
    return new FlightKeys(derive(secret, 'drawn-flight'), derive(secret, 'drawn-log', logHash));
  }

  /** For tests and reproducible research: draws that depend on the seed and on which of the inputs it is, and not on the log. */
  static ofSeed(seed: string, ordinal: number): FlightKeys {
    const root = sha256(new TextEncoder().encode(seed));
    return new FlightKeys(derive(root, 'seeded-flight', new TextEncoder().encode(String(ordinal))));
  }

  /**
   * The same draws, with a key for devices that all flights and lists of devices of one recipient share within {@link EPOCH_S}: who knows the
   * pseudonyms of one recipient or epoch cannot join them with those of another.
   * @param root the device's root key
   * @param unixS when the flight was; of a list of devices, now
   */
  forRecipient(root: Uint8Array, recipient: string, unixS: number): FlightKeys {
    const epoch = Math.floor(unixS / EPOCH_S);
    const devices = derive(root, 'devices', new TextEncoder().encode(`${epoch} ${recipient}`));
    return new FlightKeys(this.#flight, this.#log, devices);
  }

  /** Key of the pseudonyms of devices, where they may hold beyond this flight; undefined: they may not. */
  get devicePseudonymKey(): Uint8Array | undefined {
    return this.#devices?.slice();
  }

  /** Key of the pseudonyms that hold within this flight only. */
  get pseudonymKey(): Uint8Array {
    return derive(this.#flight, 'pseudonym');
  }

  /** Key of everything that relocation draws: turn, offset, height, dither. */
  get relocationKey(): Uint8Array {
    return derive(this.#flight, 'relocation');
  }

  /** Name of an output: says nothing about the input, and nothing about which level it is. */
  outputName(level: string): string {
    const bytes = derive(this.#log, 'output-name', new TextEncoder().encode(level));
    return toHex(bytes.subarray(0, 8));
  }
}

/** The one key for places: it never rotates and is the same for all recipients, else zones and cells of different releases could be intersected. */
export function placeKeyOf(root: Uint8Array): Uint8Array {
  return derive(root, 'place');
}

/** What a flight draws for one recipient; those of different recipients cannot be told to belong together. */
export function drawsFor(flightSecret: Uint8Array, recipient: string): Uint8Array {
  return derive(flightSecret, 'recipient', new TextEncoder().encode(recipient));
}

/** Keys of the store of flights: it can be read, and be searched for a log or an aircraft, with the root key only. */
export class FlightStoreKeys {
  readonly #root: Uint8Array;

  constructor(root: Uint8Array) {
    this.#root = root;
  }

  /** Key of the store's encryption. */
  get sealKey(): Uint8Array {
    return derive(this.#root, 'flights-seal');
  }

  /** Number of the store's first generation, below 2^40: counting from 1 would tell how many logs there were. */
  get firstGeneration(): number {
    return derive(this.#root, 'flights-first')
      .subarray(0, 5)
      .reduce((number, byte) => number * 256 + byte, 0);
  }

  /** What stands in the store for a log, an aircraft or a flight: HMAC-SHA-256 in hexadecimal. */
  nameOf(what: 'log' | 'aircraft' | 'flight', identity: Uint8Array): string {
    return toHex(hmac(sha256, derive(this.#root, `flights-${what}`), identity));
  }
}

/** Keys of the geofence-unlock log that one recipient gets to see: neither keys nor names of two logs can be told to belong together. */
export class UnlockLogKeys {
  readonly #root: Uint8Array;
  readonly #recipient: string;

  /** @param root the device's root key */
  constructor(root: Uint8Array, recipient: string) {
    this.#root = root;
    this.#recipient = recipient;
  }

  /** Ed25519 seed that signs the log's checkpoints: 32 bytes. */
  get signingSeed(): Uint8Array {
    return this.#derive('signing');
  }

  /** Id of an entry: the same for the same text, and nothing to anybody else. */
  entryId(text: string): string {
    return this.#name('entry', text);
  }

  /** What a flight or an aircraft is called in this log. */
  nameOf(what: 'flight' | 'device', name: string): string {
    return this.#name(what, name);
  }

  /**
   * What an aircraft is called in a log that others see: within {@link EPOCH_S} the same, and another name in the next.
   * @param within Unix seconds; or, of what has no date, the name of its flight, beyond which the name does not hold then
   */
  epochNameOf(device: string, within: number | string): string {
    const epoch = typeof within === 'number' ? `epoch ${Math.floor(within / EPOCH_S)}` : `flight ${within}`;
    return this.#name('device', `${epoch} ${device}`);
  }

  #name(what: string, text: string): string {
    return toHex(hmac(sha256, this.#derive(what), new TextEncoder().encode(text)).subarray(0, 16));
  }

  #derive(what: string): Uint8Array {
    return derive(this.#root, `unlock-log-${what}`, new TextEncoder().encode(this.#recipient));
  }
}

/** Whose manifest is signed, and how far its signatures may be told to belong together. */
export interface ManifestSigner {
  readonly recipient: string;
  /** The step of dimension `device` at which the flight is released. */
  readonly device: Disclosure['device'];
  /** Keyed, as the store of flights names it. */
  readonly flightName: string;
  /** When the flight was, where that is known. */
  readonly unixS?: number;
}

/**
 * Ed25519 seed that signs manifests, 32 bytes: from `device: recipient` on one for all flights of a recipient within {@link EPOCH_S}, as with
 * pseudonyms of devices; below that, and for flights without a date, one for the flight and the recipient. Keys of different recipients, epochs or
 * flights cannot be told to belong together.
 * @param root the device's root key
 */
export function manifestSigningSeed(
  root: Uint8Array,
  { recipient, device, flightName, unixS }: ManifestSigner,
): Uint8Array {
  const holdsBeyond = unixS !== undefined && reaches('device', device, 'recipient');
  if (!holdsBeyond && flightName === '') throw new RangeError('a key for one flight needs its name');
  const within = holdsBeyond ? ['epoch', Math.floor(unixS / EPOCH_S)] : ['flight', flightName];
  return derive(root, 'manifest-signing', new TextEncoder().encode(JSON.stringify([...within, recipient])));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
