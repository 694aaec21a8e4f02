const NONE = -1;

/**
 * Edges that a sweep line meets, from the lowest to the highest: a treap (Seidel and Aragon 1996) whose nodes are numbers of edges, with the
 * neighbours of each at hand. Its arrays are made once for so many edges and used again and again.
 */
export class EdgeOrder {
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #parent: Int32Array;
  readonly #below: Int32Array;
  readonly #above: Int32Array;
  readonly #isHigher: (edge: number, other: number) => boolean;
  #root = NONE;

  /** @param isHigher whether a new edge begins above one that is there */
  constructor(capacity: number, isHigher: (edge: number, other: number) => boolean) {
    this.#left = new Int32Array(capacity);
    this.#right = new Int32Array(capacity);
    this.#parent = new Int32Array(capacity);
    this.#below = new Int32Array(capacity);
    this.#above = new Int32Array(capacity);
    this.#isHigher = isHigher;
  }

  clear(): void {
    this.#root = NONE;
  }

  /** The next lower edge, -1 if there is none. */
  below(edge: number): number {
    return this.#below[edge]!;
  }

  above(edge: number): number {
    return this.#above[edge]!;
  }

  insert(edge: number): void {
    this.#left[edge] = NONE;
    this.#right[edge] = NONE;
    let parent = NONE;
    let below = NONE;
    let above = NONE;
    for (let at = this.#root; at !== NONE; ) {
      parent = at;
      if (this.#isHigher(edge, at)) {
        below = at;
        at = this.#right[at]!;
      } else {
        above = at;
        at = this.#left[at]!;
      }
    }
    this.#below[edge] = below;
    this.#above[edge] = above;
    if (below !== NONE) this.#above[below] = edge;
    if (above !== NONE) this.#below[above] = edge;
    this.#parent[edge] = parent;
    if (parent === NONE) this.#root = edge;
    else if (parent === below) this.#right[parent] = edge;
    else this.#left[parent] = edge;
    while (this.#parent[edge] !== NONE && rank(edge) > rank(this.#parent[edge]!)) this.#lift(edge);
  }

  remove(edge: number): void {
    const below = this.#below[edge]!;
    const above = this.#above[edge]!;
    if (below !== NONE) this.#above[below] = above;
    if (above !== NONE) this.#below[above] = below;
    for (;;) {
      const left = this.#left[edge]!;
      const right = this.#right[edge]!;
      if (left === NONE && right === NONE) break;
      if (left === NONE) this.#lift(right);
      else if (right === NONE || rank(left) > rank(right)) this.#lift(left);
      else this.#lift(right);
    }
    this.#hang(NONE, edge, this.#parent[edge]!);
  }

  /** Puts a node in the place of its parent, which becomes its child. */
  #lift(edge: number): void {
    const parent = this.#parent[edge]!;
    const grandparent = this.#parent[parent]!;
    const isLeft = this.#left[parent] === edge;
    const moved = isLeft ? this.#right[edge]! : this.#left[edge]!;
    if (isLeft) {
      this.#left[parent] = moved;
      this.#right[edge] = parent;
    } else {
      this.#right[parent] = moved;
      this.#left[edge] = parent;
    }
    if (moved !== NONE) this.#parent[moved] = parent;
    this.#hang(edge, parent, grandparent);
    this.#parent[parent] = edge;
  }

  /** Puts a node, or nothing, where another hung below a parent. */
  #hang(edge: number, instead: number, parent: number): void {
    if (edge !== NONE) this.#parent[edge] = parent;
    if (parent === NONE) this.#root = edge;
    else if (this.#left[parent] === instead) this.#left[parent] = edge;
    else this.#right[parent] = edge;
  }
}

/** The priority of a node: fixed bits that look random keep the treap flat whatever comes (Fibonacci hashing, mixed once more). */
function rank(edge: number): number {
  const mixed = Math.imul(edge + 1, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0;
}
