import type { Memory } from '../../bytes/memory.ts';
import type { BitField } from './place-rows.ts';

/** Bit fields of a byte are spread to as many bytes, which are written as two words: so many bytes behind a body may be overwritten. */
export const SPARE_BYTES = 8;
/** Numbers for each byte with bit fields: where it stands, and the first of the bytes that they are spread to. */
const STEP = 2;

/** What stands in a body behind the content, in a form that is quick to run through: bytes of bit fields, and bytes that are in no record. */
export class BodyEnd {
  readonly #places: Int32Array;
  readonly #splits: readonly ByteSplit[];
  readonly #payloadBytes: number;
  /** Bytes behind the content that are no bit field's. */
  readonly #others: Int32Array;

  constructor({ bits, payloadBytes, size }: { bits: readonly BitField[]; payloadBytes: number; size: number }) {
    const places = [...new Set(bits.map(({ at }) => at))];
    const ofPlaces = places.map((place) => bits.filter(({ at }) => at === place));
    this.#places = Int32Array.from(places.flatMap((place, index) => [place, ofPlaces[index]![0]!.to]));
    this.#splits = ofPlaces.map(splitOf);
    this.#payloadBytes = payloadBytes;
    const spread = new Set(bits.map(({ to }) => to));
    const behind = Array.from({ length: size - payloadBytes }, (_, index) => payloadBytes + index);
    this.#others = Int32Array.from(behind.filter((at) => !spread.has(at)));
  }

  /** Completes a body whose first `content` bytes have been read: zeros up to its end, and every bit field in a byte of its own. */
  spread({ bytes, view }: Memory, content: number): void {
    if (content < this.#payloadBytes) bytes.fill(0, content, this.#payloadBytes);
    const places = this.#places;
    const splits = this.#splits;
    for (let place = 0, split = 0; place < places.length; place += STEP, split++) {
      splits[split]!.spread(bytes[places[place]!]!, view, places[place + 1]!);
    }
    const others = this.#others;
    for (let index = 0; index < others.length; index++) bytes[others[index]!] = 0;
  }

  /** Puts every bit field back into its byte. */
  pack({ bytes, view }: Memory): void {
    const places = this.#places;
    const splits = this.#splits;
    for (let place = 0, split = 0; place < places.length; place += STEP, split++) {
      const at = places[place]!;
      bytes[at] = splits[split]!.pack(bytes[at]!, bytes, view, places[place + 1]!);
    }
  }
}

/** How a byte is split into fields, lowest bit first. */
class ByteSplit {
  /** By value of the byte: its fields, a byte each, as two words. */
  readonly #words = new Int32Array(2 * 256);
  /** Of the two words, the bytes that are fields. */
  readonly #lowMask: number;
  readonly #highMask: number;
  readonly #masks: Int32Array;
  readonly #shifts: Int32Array;

  constructor(fields: readonly BitField[]) {
    this.#masks = Int32Array.from(fields, ({ mask }) => mask);
    this.#shifts = Int32Array.from(fields, ({ shift }) => shift);
    const one = new Uint8Array(SPARE_BYTES);
    const view = new DataView(one.buffer);
    for (let byte = 0; byte < 256; byte++) {
      for (const [index, { mask, shift }] of fields.entries()) one[index] = (byte & mask) >> shift;
      this.#words[2 * byte] = view.getInt32(0, true);
      this.#words[2 * byte + 1] = view.getInt32(4, true);
    }
    one.fill(0xff, 0, fields.length);
    this.#lowMask = view.getInt32(0, true);
    this.#highMask = view.getInt32(4, true);
  }

  /** Writes the fields of `byte` from `to` on, and zeros behind them. */
  spread(byte: number, view: DataView, to: number): void {
    view.setInt32(to, this.#words[2 * byte]!, true);
    view.setInt32(to + 4, this.#words[2 * byte + 1]!, true);
  }

  /** The byte of the fields that stand from `to` on. `before`: what it was when they were spread; mostly they have not changed. */
  pack(before: number, bytes: Uint8Array, view: DataView, to: number): number {
    const low = (view.getInt32(to, true) & this.#lowMask) ^ this.#words[2 * before]!;
    const high = (view.getInt32(to + 4, true) & this.#highMask) ^ this.#words[2 * before + 1]!;
    if ((low | high) === 0) return before;
    const masks = this.#masks;
    const shifts = this.#shifts;
    let byte = 0;
    for (let field = 0; field < masks.length; field++) byte |= (bytes[to + field]! << shifts[field]!) & masks[field]!;
    return byte;
  }
}

/** Few rows of the layouts differ in how they split a byte. */
const splits = new Map<string, ByteSplit>();

function splitOf(fields: readonly BitField[]): ByteSplit {
  const key = fields.map(({ mask, shift }) => `${mask} ${shift}`).join(', ');
  let split = splits.get(key);
  if (split === undefined) {
    split = new ByteSplit(fields);
    splits.set(key, split);
  }
  return split;
}
