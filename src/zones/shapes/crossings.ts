import type { Position } from '../zone.ts';
import { EdgeOrder } from './edge-order.ts';
import { sideOf } from './orientation.ts';

/** More visits of rings to one point are no shape that anybody drew. */
const MAX_VISITS = 64;

export interface Crossings {
  /** Two edges cross: of one ring, or of two. `too-complex` if it was not looked for. */
  readonly fault: 'ring' | 'rings' | 'too-complex' | undefined;
  /** A ring meets itself at a point or along an edge without crossing. */
  readonly touches: boolean;
}

/**
 * Looks for edges of closed rings that cross: a sweep line from west to east (Shamos and Hoey 1976), in time n log n. Edges that meet without
 * crossing are fine. Nearer than rounding lets us tell counts as meeting. A crossing that hides in a shared stretch of two edges is not found.
 *
 * @param rings closed, without one point twice in a row, at least three points each
 */
export function findCrossings(rings: readonly (readonly Position[])[]): Crossings {
  sweep.load(rings);
  return sweep.run();
}

class Sweep {
  #xs = new Float64Array(0);
  #ys = new Float64Array(0);
  /** Vertices before and behind each in its ring; edge i goes from vertex i to the next. */
  #before = new Int32Array(0);
  #next = new Int32Array(0);
  #ring = new Int32Array(0);
  #count = 0;
  #order = new EdgeOrder(0, () => false);
  #fault: Crossings['fault'];
  #touches = false;

  load(rings: readonly (readonly Position[])[]): void {
    this.#count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
    if (this.#count > this.#xs.length) this.#grow(Math.max(256, this.#count));
    let at = 0;
    for (const [number, ring] of rings.entries()) {
      const first = at;
      const last = at + ring.length - 2;
      for (; at <= last; at++) {
        const [x, y] = ring[at - first]!;
        this.#xs[at] = x;
        this.#ys[at] = y;
        this.#ring[at] = number;
        this.#before[at] = at === first ? last : at - 1;
        this.#next[at] = at === last ? first : at + 1;
      }
    }
  }

  #grow(capacity: number): void {
    this.#xs = new Float64Array(capacity);
    this.#ys = new Float64Array(capacity);
    this.#before = new Int32Array(capacity);
    this.#next = new Int32Array(capacity);
    this.#ring = new Int32Array(capacity);
    this.#order = new EdgeOrder(capacity, (edge, other) => this.#isHigher(edge, other));
  }

  run(): Crossings {
    this.#fault = undefined;
    this.#touches = false;
    this.#order.clear();
    const sorted = this.#sorted();
    for (let at = 0; at < sorted.length && this.#fault === undefined; ) {
      let end = at + 1;
      while (end < sorted.length && this.#isSamePoint(sorted[at]!, sorted[end]!)) end++;
      if (end - at > MAX_VISITS) this.#fault = 'too-complex';
      else this.#visit(sorted.subarray(at, end));
      at = end;
    }
    return { fault: this.#fault, touches: this.#touches };
  }

  /** Vertices from west to east, those of one meridian from south to north. */
  #sorted(): Int32Array {
    const [xs, ys] = [this.#xs, this.#ys];
    return Int32Array.from({ length: this.#count }, (_, index) => index).sort(
      (a, b) => xs[a]! - xs[b]! || ys[a]! - ys[b]!,
    );
  }

  #isSamePoint(a: number, b: number): boolean {
    return this.#xs[a] === this.#xs[b] && this.#ys[a] === this.#ys[b];
  }

  #isBefore(a: number, b: number): boolean {
    return this.#xs[a]! < this.#xs[b]! || (this.#xs[a] === this.#xs[b] && this.#ys[a]! < this.#ys[b]!);
  }

  #side(a: number, b: number, c: number): number {
    return sideOf(this.#xs[a]!, this.#ys[a]!, this.#xs[b]!, this.#ys[b]!, this.#xs[c]!, this.#ys[c]!);
  }

  /** All vertices at one point: edges that end here go, those that begin here come. */
  #visit(vertices: Int32Array): void {
    for (let first = 0; first < vertices.length; first++) {
      for (let second = 0; second < first; second++) this.#meetAtPoint(vertices[second]!, vertices[first]!);
    }
    for (const vertex of vertices) {
      for (const edge of [this.#before[vertex]!, vertex]) {
        const other = edge === vertex ? this.#next[vertex]! : edge;
        if (!this.#isBefore(other, vertex)) continue;
        const below = this.#order.below(edge);
        const above = this.#order.above(edge);
        this.#order.remove(edge);
        if (below >= 0 && above >= 0) this.#meet(below, above);
      }
    }
    for (const vertex of vertices) {
      for (const edge of [this.#before[vertex]!, vertex]) {
        const other = edge === vertex ? this.#next[vertex]! : edge;
        if (!this.#isBefore(vertex, other)) continue;
        this.#order.insert(edge);
        const below = this.#order.below(edge);
        const above = this.#order.above(edge);
        if (below >= 0) this.#meet(below, edge);
        if (above >= 0) this.#meet(edge, above);
      }
    }
  }

  /** Whether an edge that begins now lies above one that is met already. */
  #isHigher(edge: number, other: number): boolean {
    const [start, end] = this.#ends(edge);
    const [from, to] = this.#ends(other);
    const side = this.#side(from, to, start) || this.#side(from, to, end);
    return side === 0 ? edge > other : side > 0;
  }

  #ends(edge: number): readonly [number, number] {
    const next = this.#next[edge]!;
    return this.#isBefore(edge, next) ? [edge, next] : [next, edge];
  }

  /** Two edges that are neighbours: do they cross? */
  #meet(a: number, b: number): void {
    const [a2, b2] = [this.#next[a]!, this.#next[b]!];
    if (a2 === b || b2 === a) {
      const [from, at, to] = a2 === b ? [a, b, b2] : [b, a, a2];
      if (this.#side(from, at, to) === 0 && this.#isAhead(at, from, to)) this.#note(a, b, false);
      return;
    }
    const [sideA, sideA2] = [this.#side(b, b2, a), this.#side(b, b2, a2)];
    const [sideB, sideB2] = [this.#side(a, a2, b), this.#side(a, a2, b2)];
    if (sideA * sideA2 < 0 && sideB * sideB2 < 0) this.#note(a, b, true);
    if (sideA === 0) this.#meetOnEdge(a, b);
    if (sideA2 === 0) this.#meetOnEdge(a2, b);
    if (sideB === 0) this.#meetOnEdge(b, a);
    if (sideB2 === 0) this.#meetOnEdge(b2, a);
  }

  /** A vertex on the line of an edge: if it lies on the edge, its ring may go through there. */
  #meetOnEdge(vertex: number, edge: number): void {
    const next = this.#next[edge]!;
    if (this.#isSamePoint(vertex, edge) || this.#isSamePoint(vertex, next)) return;
    if (this.#isAhead(vertex, edge, next)) return;
    const before = this.#side(edge, next, this.#before[vertex]!);
    this.#note(vertex, edge, before * this.#side(edge, next, this.#next[vertex]!) < 0);
  }

  /** Two vertices at one point: their rings cross there if their edges alternate around it. */
  #meetAtPoint(a: number, b: number): void {
    const [from, to] = [this.#before[a]!, this.#next[a]!];
    const [other, another] = [this.#before[b]!, this.#next[b]!];
    const isShared = [other, another].some((end) =>
      [from, to].some((mine) => this.#side(a, mine, end) === 0 && this.#isAhead(a, mine, end)),
    );
    const alternates = !isShared && this.#isWithin(a, from, to, other) !== this.#isWithin(a, from, to, another);
    this.#note(a, b, alternates);
  }

  /** Whether two points on a line lie on the same side of the first one. */
  #isAhead(at: number, a: number, b: number): boolean {
    const x = (this.#xs[a]! - this.#xs[at]!) * (this.#xs[b]! - this.#xs[at]!);
    return x + (this.#ys[a]! - this.#ys[at]!) * (this.#ys[b]! - this.#ys[at]!) > 0;
  }

  /** Whether a point lies in the sector that opens counterclockwise from one direction to another. */
  #isWithin(at: number, from: number, to: number, point: number): boolean {
    const turn = this.#side(at, from, to);
    const [afterFrom, beforeTo] = [this.#side(at, from, point) > 0, this.#side(at, point, to) > 0];
    if (turn > 0) return afterFrom && beforeTo;
    if (turn < 0) return afterFrom || beforeTo;
    // Straight on, or there and back the same way, which leaves no sector.
    return afterFrom && !this.#isAhead(at, from, to);
  }

  #note(a: number, b: number, crosses: boolean): void {
    const isOneRing = this.#ring[a] === this.#ring[b];
    if (crosses) this.#fault ??= isOneRing ? 'ring' : 'rings';
    else if (isOneRing) this.#touches = true;
  }
}

const sweep = new Sweep();
