import type { FieldType } from '../../model/schema.ts';

/** What a ULog is made of. Source: docs.px4.io, "ULog File Format". */

/** `ULog`, 01 12 35; a byte with the version and a 64-bit time since boot in microseconds follow. */
export const MAGIC = Uint8Array.of(0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35);
export const VERSION_AT = 7;
export const NEWEST_VERSION = 1;
export const HEADER_STAMP_AT = 8;
export const HEADER_BYTES = 16;

/** Before the payload of each record: its length as 16 bits, and its type. */
export const RECORD_HEAD_BYTES = 3;
export const MAX_RECORD_BYTES = RECORD_HEAD_BYTES + 0xffff;
/** Before the fields of a data record: the number of its subscription. */
export const DATA_HEAD_BYTES = RECORD_HEAD_BYTES + 2;
/** The number of instance and of subscription, before a subscription's name. */
export const SUBSCRIPTION_HEAD_BYTES = 3;

/** Types of records, by their letters. */
export const RecordType = {
  flagBits: 0x42,
  taggedString: 0x43,
  data: 0x44,
  format: 0x46,
  info: 0x49,
  loggedString: 0x4c,
  multiInfo: 0x4d,
  dropout: 0x4f,
  parameter: 0x50,
  parameterDefault: 0x51,
  removal: 0x52,
  sync: 0x53,
  subscription: 0x41,
} as const;

/** All that a synchronization record holds. */
export const SYNC = Uint8Array.of(0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12);

/** Flag bits: 8 bytes that old readers may ignore, 8 that they may not, and three offsets of appended data. */
export const FLAG_BITS_BYTES = 40;
export const INCOMPAT_FLAGS_AT = 8;
export const APPENDED_OFFSETS_AT = 16;
/** The log has records of default parameters. */
export const COMPAT_DEFAULT_PARAMETERS = 0x01;
/** Data was appended, at the offsets named. */
export const INCOMPAT_DATA_APPENDED = 0x01;

/** Where the time stamp and the text of logged strings stand in their payload. */
export const LOGGED_STAMP_AT = 1;
export const LOGGED_TEXT_AT = 9;
export const TAGGED_STAMP_AT = 3;
export const TAGGED_TEXT_AT = 11;

/**
 * What is read of one log, so that memory does not grow with it; what goes beyond is a gap. The formats that PX4 knows are about 250, and a log
 * has up to 400 different keys of information, since their lengths count.
 */
export const Most = {
  formats: 1024,
  formatBytes: 8192,
  nesting: 8,
  /** Of one message, and of all that the log subscribes to. */
  fields: 4096,
  allFields: 65_536,
  keys: 1024,
  parameterNameBytes: 64,
  textBytes: 1024,
} as const;

/** Most different schemas: a topic and its parameters have few, keys and formats are bounded one by one. */
export const MAX_SCHEMAS = Most.formats + Most.keys + 4 * Most.parameterNameBytes + 16;

/** The types that formats and keys may name, and how they are read. */
export const basicTypes: ReadonlyMap<string, FieldType> = new Map([
  ['int8_t', 'i8'],
  ['uint8_t', 'u8'],
  ['bool', 'u8'],
  ['char', 'char'],
  ['int16_t', 'i16'],
  ['uint16_t', 'u16'],
  ['int32_t', 'i32'],
  ['uint32_t', 'u32'],
  ['int64_t', 'i64'],
  ['uint64_t', 'u64'],
  ['float', 'f32'],
  ['double', 'f64'],
]);
