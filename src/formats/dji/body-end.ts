import type { Memory } from '../../bytes/memory.ts';
import type { BitField } from './place-rows.ts';

/** Bit fields of a byte are spread to as many bytes, which are written as two words: so many bytes behind a body may be overwritten. */
export const SPARE_BYTES = 8;
/** Numbers for each byte with bit fields: where it stands, the first of the bytes that they are spread to, and where its table starts in `tables`. */
const STEP = 3;

/** What stands in a body behind the content, in a form that is quick to run through: bytes of bit fields, and bytes that are in no record. */
export class BodyEnd {
  readonly #places: Int32Array;
  readonly #payloadBytes: number;
  /** Bytes behind the content that are no bit field's. */
  readonly #others: Int32Array;

  constructor({ bits, payloadBytes, size }: { bits: readonly BitField[]; payloadBytes: number; size: number }) {
    const places = [...new Set(bits.map(({ at }) => at))].flatMap((place) => {
      const fields = bits.filter(({ at }) => at === place);
      return [place, fields[0]!.to, tableOf(fields)];
    });
    this.#places = Int32Array.from(places);
    this.#payloadBytes = payloadBytes;
    const spread = new Set(bits.map(({ to }) => to));
    const behind = Array.from({ length: size - payloadBytes }, (_, index) => payloadBytes + index);
    this.#others = Int32Array.from(behind.filter((at) => !spread.has(at)));
  }

  /** Completes a body whose first `content` bytes have been read: zeros up to its end, and every bit field in a byte of its own. */
  spread({ bytes, view }: Memory, content: number): void {
    if (content < this.#payloadBytes) bytes.fill(0, content, this.#payloadBytes);
    const places = this.#places;
    const table = tables;
    for (let place = 0; place < places.length; place += STEP) {
      const to = places[place + 1]!;
      const words = places[place + 2]! + 2 * bytes[places[place]!]!;
      view.setInt32(to, table[words]!, true);
      view.setInt32(to + 4, table[words + 1]!, true);
    }
    const others = this.#others;
    for (let index = 0; index < others.length; index++) bytes[others[index]!] = 0;
  }

  /** Puts every bit field back into its byte, as it was when they were spread; mostly they have not changed. */
  pack({ bytes, view }: Memory): void {
    const places = this.#places;
    const table = tables;
    for (let place = 0; place < places.length; place += STEP) {
      const at = places[place]!;
      const to = places[place + 1]!;
      const start = places[place + 2]!;
      // All fields of 255 are full.
      const low = view.getInt32(to, true) & table[start + LAST]!;
      const high = view.getInt32(to + 4, true) & table[start + LAST + 1]!;
      const words = start + 2 * bytes[at]!;
      if (low !== table[words] || high !== table[words + 1]) bytes[at] = packed(low, high, start + SHIFTS);
    }
  }
}

/** In a table: the words of 255, where in its byte each field starts, and the length of the whole. */
const LAST = 2 * 255;
const SHIFTS = 2 * 256;
const TABLE = SHIFTS + SPARE_BYTES;

/**
 * For each way in which a byte is split into fields, lowest bit first: by its value its fields, a byte each, as two words; then {@link SHIFTS}. All in
 * one array, since finding one of many takes longer than using it.
 */
let tables = new Int32Array(0);
/** Few rows of the layouts differ. */
const starts = new Map<string, number>();

function tableOf(fields: readonly BitField[]): number {
  const key = fields.map(({ mask, shift }) => `${mask} ${shift}`).join(', ');
  const known = starts.get(key);
  if (known !== undefined) return known;
  const start = tables.length;
  const grown = new Int32Array(start + TABLE);
  grown.set(tables);
  const spread = new DataView(new ArrayBuffer(SPARE_BYTES));
  for (let byte = 0; byte < 256; byte++) {
    for (const [index, { mask, shift }] of fields.entries()) spread.setUint8(index, (byte & mask) >> shift);
    grown[start + 2 * byte] = spread.getInt32(0, true);
    grown[start + 2 * byte + 1] = spread.getInt32(4, true);
  }
  for (const [index, { shift }] of fields.entries()) grown[start + SHIFTS + index] = shift;
  tables = grown;
  starts.set(key, start);
  return start;
}

function packed(low: number, high: number, shifts: number): number {
  return (
    ((low & 0xff) << tables[shifts]!) |
    (((low >>> 8) & 0xff) << tables[shifts + 1]!) |
    (((low >>> 16) & 0xff) << tables[shifts + 2]!) |
    ((low >>> 24) << tables[shifts + 3]!) |
    ((high & 0xff) << tables[shifts + 4]!) |
    (((high >>> 8) & 0xff) << tables[shifts + 5]!) |
    (((high >>> 16) & 0xff) << tables[shifts + 6]!) |
    ((high >>> 24) << tables[shifts + 7]!)
  );
}
