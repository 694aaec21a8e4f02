/** Boxes under one parent. */
const FAN_OUT = 16;
/** Bits of a coordinate on the curve; fewer where there are so many boxes that a key would not fit. */
const MOST_BITS = 16;
const KEY_BITS = 53;

/** Numbers of the boxes along a Hilbert curve over all of them, so that neighbours in the order are neighbours on the ground. @param boxes west, south, east, north of each */
export function hilbertOrder(boxes: Float64Array): Uint32Array {
  const count = boxes.length / 4;
  const bits = Math.min(MOST_BITS, (KEY_BITS - Math.ceil(Math.log2(count + 1))) >> 1);
  const middle = (at: number): number => (boxes[at]! + boxes[at + 2]!) / 2;
  const extent = (first: number): [least: number, steps: number] => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = first; at < boxes.length; at += 4) {
      least = Math.min(least, middle(at));
      most = Math.max(most, middle(at));
    }
    return [least, most > least ? (2 ** bits - 1) / (most - least) : 0];
  };
  const [west, perDegEast] = extent(0);
  const [south, perDegNorth] = extent(1);
  const keys = new Float64Array(count);
  for (let box = 0; box < count; box++) {
    const column = Math.floor((middle(4 * box) - west) * perDegEast);
    const row = Math.floor((middle(4 * box + 1) - south) * perDegNorth);
    keys[box] = hilbertIndex(column, row, bits) * count + box;
  }
  return Uint32Array.from(keys.sort(), (key) => key % count);
}

/** How far along the Hilbert curve a cell of a square of 2^bits by 2^bits lies. */
function hilbertIndex(column: number, row: number, bits: number): number {
  let [x, y, index] = [column, row, 0];
  for (let side = 2 ** (bits - 1); side >= 1; side /= 2) {
    const right = (x & side) === 0 ? 0 : 1;
    const up = (y & side) === 0 ? 0 : 1;
    index += side * side * ((3 * right) ^ up);
    if (up === 1) continue;
    if (right === 1) [x, y] = [2 ** bits - 1 - x, 2 ** bits - 1 - y];
    [x, y] = [y, x];
  }
  return index;
}

/** A static tree over boxes that stand in an order in which neighbours are near: every sixteen have a box around them, and so on up. */
export class BoxTree {
  /** West, south, east, north of every box, level by level from the leaves up. */
  readonly #boxes: Float64Array;
  /** How many boxes each level has, and how many stand before it. */
  readonly #counts: readonly number[];
  readonly #starts: readonly number[];

  /** @param leaves west, south, east, north of each */
  constructor(leaves: Float64Array) {
    const counts = [leaves.length / 4];
    while (counts.at(-1)! > FAN_OUT) counts.push(Math.ceil(counts.at(-1)! / FAN_OUT));
    let sum = 0;
    this.#starts = counts.map((count) => (sum += count) - count);
    this.#counts = counts;
    this.#boxes = new Float64Array(4 * sum);
    this.#boxes.set(leaves);
    for (let level = 1; level < counts.length; level++) {
      for (let box = 0; box < counts[level]!; box++) this.#enclose(level, box);
    }
  }

  get byteLength(): number {
    return this.#boxes.byteLength;
  }

  /** Adds the numbers of all leaves that meet a box to `found`; touching is meeting. */
  search(west: number, south: number, east: number, north: number, found: number[]): void {
    this.#collect(this.#counts.length - 1, 0, this.#counts.at(-1)!, west, south, east, north, found);
  }

  #collect(
    level: number,
    from: number,
    end: number,
    west: number,
    south: number,
    east: number,
    north: number,
    found: number[],
  ): void {
    const boxes = this.#boxes;
    for (let box = from, at = 4 * (this.#starts[level]! + from); box < end; box++, at += 4) {
      if (boxes[at]! > east || boxes[at + 2]! < west || boxes[at + 1]! > north || boxes[at + 3]! < south) continue;
      if (level === 0) {
        found.push(box);
        continue;
      }
      const last = Math.min(FAN_OUT * (box + 1), this.#counts[level - 1]!);
      this.#collect(level - 1, FAN_OUT * box, last, west, south, east, north, found);
    }
  }

  #enclose(level: number, box: number): void {
    const boxes = this.#boxes;
    const first = this.#starts[level - 1]! + FAN_OUT * box;
    const end = Math.min(first + FAN_OUT, this.#starts[level]!);
    const at = 4 * (this.#starts[level]! + box);
    boxes.copyWithin(at, 4 * first, 4 * first + 4);
    for (let child = 4 * first; child < 4 * end; child += 4) {
      boxes[at] = Math.min(boxes[at]!, boxes[child]!);
      boxes[at + 1] = Math.min(boxes[at + 1]!, boxes[child + 1]!);
      boxes[at + 2] = Math.max(boxes[at + 2]!, boxes[child + 2]!);
      boxes[at + 3] = Math.max(boxes[at + 3]!, boxes[child + 3]!);
    }
  }
}
