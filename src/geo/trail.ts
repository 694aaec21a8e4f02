import { putSurfacePoint, surfacePointAt } from './surface.ts';
import { Disc, type Zone } from './zone.ts';

/** All that lies within some metres of a way: a strip made of discs. */
export class Trail implements Zone {
  readonly #halfWidthM: number;
  readonly #discs: Disc[] = [];
  readonly #point = new Float64Array(3);

  constructor(halfWidthM: number) {
    this.#halfWidthM = halfWidthM;
  }

  /** Adds a point of the way by its earth-centred coordinates at `points[at]`; points close to the last one add nothing. */
  add(points: Float64Array, at: number): void {
    const last = this.#discs.at(-1);
    if (last !== undefined && last.distanceM(points, at) < this.#halfWidthM / 2) return;
    this.#discs.push(new Disc(surfacePointAt(points[at]!, points[at + 1]!, points[at + 2]!), this.#halfWidthM));
  }

  contains(latitudeDeg: number, longitudeDeg: number): boolean {
    if (!(latitudeDeg <= 90 && latitudeDeg >= -90)) return false;
    putSurfacePoint(latitudeDeg, longitudeDeg, this.#point, 0);
    for (let index = 0; index < this.#discs.length; index++) {
      if (this.#discs[index]!.distanceM(this.#point, 0) <= this.#halfWidthM) return true;
    }
    return false;
  }
}
