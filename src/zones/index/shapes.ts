import { FlightveilError } from '../../model/errors.ts';
import type { ZoneShape, ZoneVolume } from '../zone.ts';
import { Circles, putCircleBox } from './circles.ts';
import { countPolygon, type PolygonCounts, Polygons } from './polygons.ts';
import type { Room } from './room.ts';

type Polygon = Extract<ZoneShape, { kind: 'polygon' }>;

/** The grounds of volumes, by the volumes' numbers. */
export class Shapes {
  readonly #polygons: Polygons;
  readonly #circles: Circles;
  /** By volume: the number of its polygon, or of its circle, counted from -1 down. */
  readonly #shapeOf: Int32Array;

  /**
   * West, south, east and north of every shape, beginning between -180 and 180 degrees, and what was taken from its longitudes for that.
   * @throws FlightveilError `usage` if a position or a radius is none
   */
  static boxesOf(shapes: readonly ZoneShape[]): { boxes: Float64Array; turnsDeg: Float64Array } {
    const boxes = new Float64Array(4 * shapes.length);
    const turnsDeg = new Float64Array(shapes.length);
    shapes.forEach((shape, index) => {
      if (shape.kind === 'circle') putCircleBox(shape.centre, shape.radiusM, boxes, 4 * index);
      else putOuterBox(shape, boxes, 4 * index);
      const box = boxes.subarray(4 * index, 4 * index + 4);
      const isPlace = box.every(Number.isFinite) && box[1]! >= -90 && box[3]! <= 90 && box[1]! <= box[3]!;
      if (!isPlace || (shape.kind === 'circle' && !(shape.radiusM >= 0))) {
        throw new FlightveilError('usage', 'a zone has a shape that is none', { facts: { volume: index } });
      }
      const turnDeg = 360 * Math.floor((box[0]! + 180) / 360);
      box[0]! -= turnDeg;
      box[2]! -= turnDeg;
      turnsDeg[index] = turnDeg;
    });
    return { boxes, turnsDeg };
  }

  /**
   * @param turnsDeg of {@link Shapes.boxesOf}
   * @param order of the volumes: their shapes are stored in it
   */
  constructor(volumes: readonly ZoneVolume[], turnsDeg: Float64Array, order: Uint32Array) {
    const counts: PolygonCounts = { polygons: 0, rings: 0, positions: 0, runs: 0, blocks: 0 };
    for (const { shape } of volumes) if (shape.kind === 'polygon') countPolygon(shape.rings, counts);
    this.#polygons = new Polygons(counts);
    this.#circles = new Circles(volumes.length - counts.polygons);
    this.#shapeOf = new Int32Array(order).map((volume) => {
      const { shape } = volumes[volume]!;
      if (shape.kind === 'circle') return -1 - this.#circles.add(shape.centre, shape.radiusM);
      return this.#polygons.add(shape.rings, turnsDeg[volume]!);
    });
  }

  get byteLength(): number {
    return this.#polygons.byteLength + this.#circles.byteLength + this.#shapeOf.byteLength;
  }

  /** Whether a fix is in it. @param turnDeg what to add to the volume's longitudes to have the fix's */
  contains(volume: number, turnDeg: number, fix: Room): boolean {
    const shape = this.#shapeOf[volume]!;
    return shape < 0 ? this.#circles.contains(-1 - shape, fix) : this.#polygons.contains(shape, turnDeg, fix);
  }

  /** Cuts the room around a fix until no edge is in it. @returns whether there was one */
  cut(volume: number, turnDeg: number, room: Room): boolean {
    const shape = this.#shapeOf[volume]!;
    // A box around a circle is not asked first: whole turns change nothing for a circle, and much for its box.
    return shape < 0 ? this.#circles.cut(-1 - shape, room) : this.#polygons.cut(shape, turnDeg, room);
  }
}

function putOuterBox(shape: Polygon, boxes: Float64Array, at: number): void {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of shape.rings) {
    for (const position of ring) {
      // Taken apart by index: twice as fast. What is no number makes the box none.
      const longitude = position[0];
      const latitude = position[1];
      west = Math.min(west, longitude);
      south = Math.min(south, latitude);
      east = Math.max(east, longitude);
      north = Math.max(north, latitude);
    }
  }
  boxes[at] = west;
  boxes[at + 1] = south;
  boxes[at + 2] = east;
  boxes[at + 3] = north;
}
