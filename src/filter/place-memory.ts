import { type Cell, type CellKind, cellOf } from '../geo/cell.ts';
import { distanceM, type GeoPoint } from '../geo/surface.ts';

/**
 * Remembers places for which something was drawn, so that the next flight from there gets the same draw. Many draws around one place would
 * lead to it.
 */
export interface PlaceMemory {
  /**
   * The first remembered place of this kind that counts as the same. If there is none it is this one, which is remembered from now on: two
   * processes that ask for the same place at once get the same answer.
   *
   * @param kind what is drawn for it: places of different kinds have nothing to do with each other
   */
  recall(kind: string, place: GeoPoint, isSame: (known: GeoPoint) => boolean): Promise<GeoPoint>;
}

/** Forgets everything with the process: for seeds, tests and browsers without a store. */
export class TransientPlaces implements PlaceMemory {
  readonly #places = new Map<string, GeoPoint[]>();

  async recall(kind: string, place: GeoPoint, isSame: (known: GeoPoint) => boolean): Promise<GeoPoint> {
    const places = this.#places.get(kind) ?? [];
    const known = places.find(isSame);
    if (known !== undefined) return known;
    this.#places.set(kind, [...places, place]);
    return place;
  }
}

/** Places this close to a remembered one count as the same. */
export const SAME_PLACE_M = 200;

/** The cell of a flight: that of its place, or of one nearby that was asked for before, so that a border between two cells does not show. */
export async function rememberedCell(
  memory: PlaceMemory,
  placeKey: Uint8Array,
  place: GeoPoint,
  kind: CellKind,
): Promise<Cell> {
  const known = await memory.recall('cell', place, (other) => distanceM(other, place) <= SAME_PLACE_M);
  return cellOf(placeKey, known.latitudeDeg, known.longitudeDeg, kind);
}
