const Marker = { startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda } as const;
const MARKER = 0xff;

/** Where a walk through a JPEG stands. */
const State = {
  marker: 0,
  code: 1,
  lengthHigh: 2,
  lengthLow: 3,
  segment: 4,
  scan: 5,
  scanMarker: 6,
  end: 7,
  bad: 8,
} as const;

/**
 * Walks through a JPEG by its markers, in pieces of any size: what stands in a segment, a thumbnail with an end of its own for example, does not
 * end the image.
 */
export class JpegWalker {
  #state: number = State.marker;
  #left = 0;
  #isScan = false;
  #seen = 0;

  start(): void {
    this.#state = State.marker;
    this.#seen = 0;
  }

  get hasEnded(): boolean {
    return this.#state === State.end;
  }

  get isBad(): boolean {
    return this.#state === State.bad;
  }

  /**
   * Takes as many of `bytes[start, end)` as belong to the image.
   * @returns the index behind them; then ask {@link hasEnded} and {@link isBad}
   */
  take(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && this.#state < State.end) {
      if (this.#state === State.segment) {
        const step = Math.min(this.#left, end - at);
        this.#left -= step;
        at += step;
        if (this.#left === 0) this.#state = this.#isScan ? State.scan : State.marker;
        continue;
      }
      const next = this.#step(bytes[at]!);
      if (next === State.bad) {
        this.#state = next;
        return at;
      }
      this.#state = next;
      at++;
    }
    return at;
  }

  #step(byte: number): number {
    switch (this.#state) {
      case State.marker:
        return byte === MARKER ? State.code : State.bad;
      case State.code:
        return this.#code(byte);
      case State.lengthHigh:
        this.#left = byte << 8;
        return State.lengthLow;
      case State.lengthLow:
        this.#left += byte - 2;
        if (this.#left < 0) return State.bad;
        if (this.#left > 0) return State.segment;
        return this.#isScan ? State.scan : State.marker;
      case State.scan:
        return byte === MARKER ? State.scanMarker : State.scan;
      default:
        // In a scan: a stuffed byte, a restart, a fill byte, or a segment.
        if (byte === 0 || (byte >= 0xd0 && byte <= 0xd7)) return State.scan;
        return byte === MARKER ? State.scanMarker : this.#code(byte);
    }
  }

  #code(byte: number): number {
    const isFirst = this.#seen++ === 0;
    if (isFirst || byte === Marker.startOfImage)
      return isFirst && byte === Marker.startOfImage ? State.marker : State.bad;
    if (byte === MARKER) return State.code;
    if (byte === Marker.endOfImage) return State.end;
    if (byte < 0xc0 || (byte >= 0xd0 && byte <= 0xd7)) return State.bad;
    this.#isScan = byte === Marker.startOfScan;
    return State.lengthHigh;
  }
}
