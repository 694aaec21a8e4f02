import { RecordType } from './layout.ts';
import { isPlausibleMs, readWide } from './times.ts';

/** In details: what the app writes where a checksum was meant to be. */
const CHECKSUM_AT = 87;
const CHECKSUM = 12_345;
const START_AT = 91;
const LONGITUDE_AT = 99;
const LATITUDE_AT = 107;
/** In CUSTOM records. */
export const CUSTOM_TIME_AT = 10;
export const CUSTOM_BYTES = 18;

/** Whether details can stand at `at`, where a prefix says that they do: a prefix may be damaged. */
export function areDetails(view: DataView, at: number): boolean {
  if (view.getInt32(at + CHECKSUM_AT, true) === CHECKSUM) return true;
  const startMs = readWide(view, at + START_AT);
  const isInTime = isTime(startMs);
  return isInTime && isAngle(view, at + LONGITUDE_AT, 180) && isAngle(view, at + LATITUDE_AT, 90);
}

/**
 * Whether a record that was decrypted says what such a record can say: one of 256 paddings is valid by chance under a wrong key.
 * @param length of its content, which starts at 0
 */
export function isPlausible(type: number, view: DataView, length: number): boolean {
  switch (type) {
    case RecordType.osd:
    case RecordType.home:
      return length >= 16 && isAngle(view, 0, Math.PI) && isAngle(view, 8, Math.PI / 2);
    case RecordType.custom:
      return length >= CUSTOM_BYTES && isTime(readWide(view, CUSTOM_TIME_AT));
    default:
      return true;
  }
}

const LEAST_ANGLE = 1e-12;

/** Doubles of random bytes are mostly far too large or far too small. */
function isAngle(view: DataView, at: number, most: number): boolean {
  const size = Math.abs(view.getFloat64(at, true));
  return size === 0 || (size >= LEAST_ANGLE && size <= most);
}

function isTime(ms: number): boolean {
  return ms === 0 || isPlausibleMs(ms);
}
