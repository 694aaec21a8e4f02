/** Where things stand in a DJI flight record. */

/** The prefix: detail offset, detail length, version. */
export const PREFIX_BYTES = 100;
export const OLD_PREFIX_BYTES = 12;
export const VERSION_AT = 10;
export const MOST_VERSION = 14;
/** From here on payloads are scrambled; and, further on, encrypted. */
export const SCRAMBLED_FROM = 7;
export const ENCRYPTED_FROM = 13;

/** Details stand behind the records up to version 11. */
export const DETAILS_BYTES = 400;
/** Version 12: they stand behind the prefix. */
export const DETAILS_12_BYTES = 436;

/** From version 13 on two blocks, type and two bytes of length first, stand before the records; the one with the details is scrambled. */
export const BLOCK_HEAD_BYTES = 3;
export const DETAILS_BLOCK = 0;
export const VERSION_BLOCK = 1;
/** In the block of the details, unscrambled: a byte, and the length of what follows. */
export const INFO_AT = 3;
/** Behind it: the length of the signature. */
export const SIGNATURE_HEAD_BYTES = 2;
/** Of the other block: two bytes of a version, and the number of the maker's department. */
export const VERSION_BLOCK_BYTES = 3;

export const RECORD_END = 0xff;
/** Payload of a record, or content of a block, at most. Two bytes of length could tell more; of the records that are known, 262 bytes is the longest. */
export const MOST_PAYLOAD_BYTES = 16_384;
/** The longest record: type, two bytes of length, payload, end. */
export const MAX_RECORD_BYTES = MOST_PAYLOAD_BYTES + 4;

/** Where the time of a record stands in a body that was read: behind every schema. A double, in microseconds since 1970; NaN: not known. */
export const TIME_AT = 20_480;
/** Of the memory that bodies are read into. */
export const BODY_BYTES = TIME_AT + 8;

export const RecordType = {
  osd: 1,
  home: 2,
  custom: 5,
  appTip: 9,
  appWarning: 10,
  firmware: 15,
  smartBatteryGroup: 22,
  appSeriousWarning: 24,
  forbiddenAreas: 28,
  keyStorageRecover: 50,
  flySafeLimit: 51,
  unlockAction: 52,
  keyStorage: 56,
} as const;

/** Length of the prefix of a version. */
export function prefixBytes(version: number): number {
  return version < 6 ? OLD_PREFIX_BYTES : PREFIX_BYTES;
}

/** Bytes of type and length before a record's payload. */
export function headBytes(version: number): number {
  return version < ENCRYPTED_FROM ? 2 : 3;
}
