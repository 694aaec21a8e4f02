import { join } from 'node:path';
import type { PlaceMemory } from '../filter/place-memory.ts';
import type { GeoPoint } from '../geo/surface.ts';
import { FlightveilError } from '../model/errors.ts';
import { type Generation, Generations } from './generations.ts';
import { openState, orUnusable } from './state.ts';

/** The folder of the places, in the state folder. */
export const PLACES_FOLDER = 'places';

interface KnownPlace extends GeoPoint {
  readonly kind: string;
}

/**
 * Remembers places for good, for all processes that use one state folder: one JSON document in {@link Generations}, for its owner only. It
 * holds true places, as the logs beside it do.
 */
export class PlaceStore implements PlaceMemory {
  readonly #generations: Generations;
  #places: readonly KnownPlace[] = [];
  #number = -1;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(folder: string) {
    this.#generations = new Generations(join(folder, PLACES_FOLDER));
  }

  /**
   * Opens the store of a state folder, and makes both at first use.
   * @throws FlightveilError `state-unusable` if it cannot be read, or is damaged
   */
  static async open(folder: string): Promise<PlaceStore> {
    const store = new PlaceStore(folder);
    await openState(folder);
    await orUnusable(async () => {
      await store.#generations.create(toGeneration(0, []));
      await store.#read();
    });
    return store;
  }

  /** @throws FlightveilError `state-unusable` if a place can neither be found nor be kept: nothing is drawn for it then */
  async recall(kind: string, place: GeoPoint, isSame: (known: GeoPoint) => boolean): Promise<GeoPoint> {
    const { latitudeDeg, longitudeDeg } = place;
    if (!isKnownPlace({ kind, latitudeDeg, longitudeDeg })) throw new RangeError('this is no place on Earth');
    const found = this.#turn.then(() =>
      orUnusable(async () => {
        for (;;) {
          await this.#read();
          const known = this.#places.find((other) => other.kind === kind && isSame(other));
          if (known !== undefined) return known;
          const places = [...this.#places, { kind, latitudeDeg, longitudeDeg }];
          if (!(await this.#generations.add(toGeneration(this.#number + 1, places)))) continue;
          this.#places = places;
          this.#number++;
          return { latitudeDeg, longitudeDeg };
        }
      }),
    );
    this.#turn = found.catch(() => undefined);
    return found;
  }

  async #read(): Promise<void> {
    const generation = await this.#generations.latest(this.#number);
    if (generation === undefined) return;
    this.#places = placesIn(generation.bytes);
    this.#number = generation.number;
  }
}

const VERSION = 1;

function toGeneration(number: number, places: readonly KnownPlace[]): Generation {
  return { number, bytes: new TextEncoder().encode(`${JSON.stringify({ version: VERSION, places })}\n`) };
}

function placesIn(bytes: Uint8Array): readonly KnownPlace[] {
  try {
    const document: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isObject(document) && document.version === VERSION && Array.isArray(document.places)) {
      if (document.places.every(isKnownPlace)) return document.places;
    }
  } catch {
    // The parser's own error would quote the places.
  }
  throw new FlightveilError('state-unusable', 'the places in the state folder are damaged', {
    advice:
      'Restore the state folder from a copy. Without it a place would be hidden anew, and two hiding places of it tell more.',
  });
}

function isKnownPlace(value: unknown): value is KnownPlace {
  if (!isObject(value) || typeof value.kind !== 'string') return false;
  const { latitudeDeg, longitudeDeg } = value;
  if (typeof latitudeDeg !== 'number' || typeof longitudeDeg !== 'number') return false;
  return Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
