/**
 * The scrambling of flight records from version 7 on. It keeps nothing secret: the first byte of a payload is the seed, and the key stream of eight
 * bytes, repeated, is a CRC-64 (Jones) over the eight bytes, low first, of the seed times a constant, started at the seed plus the record's type.
 * The last byte of a payload is, unscrambled, that start value again.
 */

const POLYNOMIAL = 0x95ac_9329_ac4b_c9b5n;
const FACTOR = 0x1234_5678_9abc_def0n;
const MASK = 0xffff_ffff_ffff_ffffn;

const STREAMS = 65_536;
/** `keys[2 * (type << 8 | seed)]`: the key stream as two little-endian words; made when first asked for, as the tables are. */
let keys = new Int32Array(0);
let isMade = new Uint8Array(0);

/**
 * Where the words of the key stream for a record's type (0 to 255) and seed (0 to 255) stand, for {@link applyKey}.
 */
export function keyAt(type: number, seed: number): number {
  const index = (type << 8) | seed;
  if (isMade.length === 0) {
    keys = new Int32Array(2 * STREAMS);
    isMade = new Uint8Array(STREAMS);
  }
  if (isMade[index] === 0) makeKey(type, seed, index);
  return 2 * index;
}

/** The last byte of a payload, unscrambled. The maker's own reader refuses records where it is another. */
export function checkOf(type: number, seed: number): number {
  return (seed + type) & 0xff;
}

function makeKey(type: number, seed: number, index: number): void {
  const product = (FACTOR * BigInt(seed)) & MASK;
  let crc = BigInt(checkOf(type, seed));
  for (let byte = 0n; byte < 8n; byte++) {
    crc ^= (product >> (8n * byte)) & 0xffn;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  }
  keys[2 * index] = Number(crc & 0xffff_ffffn) | 0;
  keys[2 * index + 1] = Number(crc >> 32n) | 0;
  isMade[index] = 1;
}

/** XORs `length` bytes with the key stream from its start; the same undoes it. `key` is what {@link keyAt} returned. */
export function applyKey(
  from: DataView,
  start: number,
  length: number,
  key: number,
  to: DataView,
  target: number,
): void {
  const low = keys[key]!;
  const high = keys[key + 1]!;
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    to.setInt32(target + at, from.getInt32(start + at, true) ^ low, true);
    to.setInt32(target + at + 4, from.getInt32(start + at + 4, true) ^ high, true);
  }
  let rest = low;
  if (at + 4 <= length) {
    to.setInt32(target + at, from.getInt32(start + at, true) ^ low, true);
    rest = high;
    at += 4;
  }
  for (; at < length; at++, rest >>>= 8) to.setUint8(target + at, from.getUint8(start + at) ^ (rest & 0xff));
}

/** The byte of a key stream at `place` (0 to 7). */
export function keyByte(key: number, place: number): number {
  return (keys[key + (place >> 2)]! >>> (8 * (place & 3))) & 0xff;
}
