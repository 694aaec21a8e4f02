/** Copies bytes from one buffer to another by words. Each of the two is nearly always the one of the last call. */
export class Copier {
  #bytes: Uint8Array = new Uint8Array(0);
  #target: Uint8Array = this.#bytes;
  #from = viewOf(this.#bytes);
  #to = this.#from;

  /** @returns the index behind the copy of `bytes[start, end)` */
  copy(bytes: Uint8Array, start: number, end: number, target: Uint8Array, to: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#from = viewOf(bytes);
    }
    if (target !== this.#target) {
      this.#target = target;
      this.#to = viewOf(target);
    }
    const from = this.#from;
    const into = this.#to;
    let at = start;
    let out = to;
    for (; at + 4 <= end; at += 4, out += 4) into.setInt32(out, from.getInt32(at, true), true);
    for (; at < end; at++, out++) target[out] = bytes[at]!;
    return out;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
