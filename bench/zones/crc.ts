/** Of GLOBAL_POSITION_INT, in the definitions of MAVLink. */
const CRC_EXTRA = 104;

/** CRC-16/MCRF4XX of a frame's bytes: of its own, so that the data do not rest on the code under test. */
export function crcOf(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff;
  for (let at = start; at <= end; at++) {
    let low = (at === end ? CRC_EXTRA : bytes[at]!) ^ (crc & 0xff);
    low = (low ^ (low << 4)) & 0xff;
    crc = (crc >> 8) ^ (low << 8) ^ (low << 3) ^ (low >> 4);
  }
  return crc & 0xffff;
}
