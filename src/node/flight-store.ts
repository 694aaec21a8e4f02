import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Flight,
  flightLog,
  flightOfLog,
  flightsFromJson,
  flightsToJson,
  hasKeys,
  mergeFlights,
  overlappingFlight,
} from '../filter/flights.ts';
import { drawsFor, FlightStoreKeys, KEY_BYTES } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { type Generation, Generations } from './generations.ts';
import { rootKey } from './state.ts';

/** The folder of the draws, in the state folder. */
export const FLIGHTS_FOLDER = 'flights';

/** Which log asks for its draws, and for whom. */
export interface DrawsRequest {
  /** The strongest device identity as the log has it; undefined if the log tells none. */
  readonly aircraft: Uint8Array | undefined;
  /** By the log's own clock, in Unix seconds; undefined if it has none. */
  readonly startUnixS: number | undefined;
  readonly endUnixS: number | undefined;
  readonly logSha256: Uint8Array;
  readonly recipient: string;
}

/** A flight that a log belongs to. */
export interface StoredFlight {
  readonly name: string;
  /** 32 bytes. */
  readonly draws: Uint8Array;
}

/**
 * Remembers what was drawn for each flight, so that releasing it again to the same recipient adds nothing.
 *
 * The flights are one document in {@link Generations}: `flightveil flights 1`, LF, a nonce of 12 bytes, then AES-256-GCM (NIST SP 800-38D)
 * over JSON that is padded with blanks to a power of two, with the first line and the generation's number as additional data. All keys
 * are derived from the root key. Who has the folder and not the root key learns when it was last written, and within a factor of
 * two how much is in it. What this cannot notice is an old copy of the whole folder in its place.
 */
export class FlightStore {
  readonly #keys: FlightStoreKeys;
  readonly #generations: Generations;
  #flights: readonly Flight[] = [];
  /** The generation that {@link #flights} are from. */
  #number = -1;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, root: Uint8Array) {
    this.#keys = new FlightStoreKeys(root);
    this.#generations = new Generations(join(folder, FLIGHTS_FOLDER));
  }

  /**
   * Opens the store of a state folder, and makes both at first use.
   * @param root the folder's root key, if the caller has it
   * @throws FlightveilError `state-unusable` if it cannot be read, is damaged, or was made under another root key
   */
  static async open(folder: string, root?: Uint8Array): Promise<FlightStore> {
    const store = new FlightStore(folder, root ?? (await rootKey(folder)));
    await failClosed(async () => {
      await store.#generations.create(store.#seal(store.#keys.firstGeneration, []));
      await store.#read();
    });
    return store;
  }

  /**
   * What this log's flight draws for this recipient: 32 bytes, from a secure generator the first time and the same ever after. They are on
   * the disk when this returns.
   * @throws FlightveilError `state-unusable` if they can neither be found nor be kept; nothing is drawn anew then
   */
  async drawsOf(request: DrawsRequest): Promise<Uint8Array> {
    return (await this.flightOf(request)).draws;
  }

  /** As {@link drawsOf}, with the flight's name: keyed, the same ever after on this device, and nothing to anybody else. */
  async flightOf(request: DrawsRequest): Promise<StoredFlight> {
    const keys = this.#keys;
    const aircraft = request.aircraft === undefined ? null : keys.nameOf('aircraft', request.aircraft);
    const log = flightLog(keys.nameOf('log', request.logSha256), request.startUnixS, request.endUnixS);
    const flights = await this.#change((known) => {
      if (flightOfLog(known, log.log) !== undefined) return known;
      const flight = overlappingFlight(known, aircraft, log);
      if (flight === undefined) return [...known, { secret: randomBytes(KEY_BYTES), aircraft, logs: [log] }];
      return known.map((other) => (other === flight ? { ...flight, logs: [...flight.logs, log] } : other));
    });
    const found = flightOfLog(flights, log.log)!;
    return {
      name: keys.nameOf('flight', found.secret),
      draws: drawsFor(found.secret, request.recipient),
    };
  }

  /** What an aircraft is called in scopes: keyed, from its identity. */
  aircraftName(identity: Uint8Array): string {
    return this.#keys.nameOf('aircraft', identity);
  }

  /** All flights, for a copy under a passphrase. */
  async flights(): Promise<readonly Flight[]> {
    return this.#change((known) => known);
  }

  /** Takes over flights of another device; where both know a log, what was drawn here stays. */
  async merge(flights: readonly Flight[]): Promise<void> {
    await this.#change((known) => {
      const merged = mergeFlights(known, flights);
      return merged.length === known.length && merged.every((flight, index) => flight === known[index])
        ? known
        : merged;
    });
  }

  /** Applies a change to the flights as they are now on the disk; one at a time within this process. */
  #change(change: (known: readonly Flight[]) => readonly Flight[]): Promise<readonly Flight[]> {
    const done = this.#turn.then(() =>
      failClosed(async () => {
        for (;;) {
          await this.#read();
          const changed = change(this.#flights);
          if (changed === this.#flights) return changed;
          if (await this.#generations.add(this.#seal(this.#number + 1, changed))) {
            this.#number++;
            this.#flights = changed;
            return changed;
          }
        }
      }),
    );
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #read(): Promise<void> {
    const generation = await this.#generations.latest(this.#number);
    if (generation === undefined) return;
    this.#flights = this.#unseal(generation);
    this.#number = generation.number;
  }

  #seal(number: number, flights: readonly Flight[]): Generation {
    const text = Buffer.from(JSON.stringify({ version: 1, flights: flightsToJson(flights) }));
    const padded = Buffer.alloc(Math.max(LEAST_BYTES, 2 ** Math.ceil(Math.log2(text.length))), ' ');
    text.copy(padded);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.sealKey, nonce).setAAD(aad(number));
    return {
      number,
      bytes: Buffer.concat([HEADER, nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]),
    };
  }

  #unseal({ number, bytes }: Generation): Flight[] {
    const sealed = Buffer.from(bytes);
    if (!sealed.subarray(0, HEADER.length).equals(HEADER)) throw damaged();
    const nonce = sealed.subarray(HEADER.length, HEADER.length + NONCE_BYTES);
    const text = sealed.subarray(HEADER.length + NONCE_BYTES, -TAG_BYTES);
    const tag = sealed.subarray(-TAG_BYTES);
    let document: unknown;
    try {
      const options = { authTagLength: TAG_BYTES };
      const decipher = createDecipheriv('aes-256-gcm', this.#keys.sealKey, nonce, options).setAAD(aad(number));
      decipher.setAuthTag(tag);
      document = JSON.parse(Buffer.concat([decipher.update(text), decipher.final()]).toString());
    } catch {
      throw damaged();
    }
    const flights =
      hasKeys(document, ['version', 'flights']) && document.version === 1
        ? flightsFromJson(document.flights)
        : undefined;
    if (flights === undefined) throw damaged();
    return flights;
  }
}

const HEADER = Buffer.from('flightveil flights 1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LEAST_BYTES = 4096;

function aad(number: number): Buffer {
  return Buffer.concat([HEADER, Buffer.from(String(number))]);
}

const ADVICE =
  'Restore the state folder from a copy. Without it nothing is drawn anew, because a flight that is released twice with different draws tells more.';

function damaged(): FlightveilError {
  return new FlightveilError(
    'state-unusable',
    'the flights in the state folder are damaged, or belong to another root key',
    {
      advice: ADVICE,
    },
  );
}

/** Runs work on the store; whatever fails in it is told as what it means: that draws can neither be found nor be kept. */
async function failClosed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FlightveilError && error.code === 'state-unusable') throw error;
    const why = error instanceof FlightveilError ? `: ${error.message}` : '';
    throw new FlightveilError('state-unusable', `the flights in the state folder cannot be used${why}`, {
      advice: 'Give the state folder to yourself alone, with room on its disk.',
      cause: error,
    });
  }
}
