import { keychainsText, sampleKeychains } from '../../samples/dji/keychain.ts';
import { djiRecord } from '../../samples/dji/log.ts';
import { scramblingKey } from '../../samples/dji/seal.ts';
import { djiSecrets } from '../../samples/dji/secrets.ts';

/** Versions that other readers need no key for. */
export type OpenVersion = 8 | 11;

const PREFIX_BYTES = 100;
/** Between the records and the details: 12345. */
const END_OF_RECORDS_BYTES = 4;
/** What stands behind them is of no use to anybody. */
const DETAILS_BYTES = 400;
const CUSTOM = 5;
/** Of the instant in the content of such a record: Unix milliseconds, 64 bits. */
const INSTANT_AT = 10;
/** What a flight of the samples takes, of which the records are repeated. */
const PERIOD_MS = 152_000n;

/** Records of one flight, which can be moved on in time as if the flight had gone on. */
interface Flight {
  readonly prefix: Uint8Array;
  readonly records: Uint8Array;
  /** What follows the records. */
  readonly rest: Uint8Array;
  /** Where records start, and the end of the last one. */
  readonly bounds: readonly number[];
}

/** Pieces of a record of about this many bytes: a flight of the samples without pictures, its records again and again. Each is valid until the next is asked for. */
export function* djiPieces(version: OpenVersion, bytes: number): Generator<Uint8Array, void, void> {
  const { prefix, records, rest, bounds } = flightOf(version);
  const room = Math.max(records.length, bytes - prefix.length - rest.length);
  const last = bounds.findLast((bound) => bound <= room % records.length)!;
  const turns = Math.floor(room / records.length);
  const view = new DataView(prefix.buffer, prefix.byteOffset);
  view.setBigUint64(0, BigInt(prefix.length + turns * records.length + last + END_OF_RECORDS_BYTES), true);
  yield prefix;
  for (let turn = 0; turn < turns; turn++) {
    yield records;
    advance(records, bounds);
  }
  yield records.subarray(0, last);
  yield rest;
}

/** A flight as the newest version has it, encrypted with {@link benchKeychains}. */
export function encryptedRecord(): Uint8Array {
  return djiRecord(14, djiSecrets, undefined, { keychains: sampleKeychains() });
}

/** What the key service would answer. */
export function benchKeychains(): string {
  return keychainsText(sampleKeychains());
}

function flightOf(version: OpenVersion): Flight {
  const flight = djiRecord(version, { ...djiSecrets, photos: 0 });
  const end = new DataView(flight.buffer, flight.byteOffset).getUint32(0, true) - END_OF_RECORDS_BYTES;
  const details = end + END_OF_RECORDS_BYTES;
  const records = flight.slice(PREFIX_BYTES, end);
  const bounds: number[] = [];
  for (let at = 0; at < records.length; at += records[at + 1]! + 3) bounds.push(at);
  bounds.push(records.length);
  return { prefix: flight.slice(0, PREFIX_BYTES), records, rest: flight.slice(end, details + DETAILS_BYTES), bounds };
}

/** Moves the clock of the flight on by its length. */
function advance(records: Uint8Array, bounds: readonly number[]): void {
  const view = new DataView(records.buffer, records.byteOffset);
  for (const start of bounds.slice(0, -1)) {
    if (records[start] !== CUSTOM) continue;
    const content = start + 3;
    const key = scramblingKey(CUSTOM, records[content - 1]!);
    const at = content + INSTANT_AT;
    const scramble = (): void => {
      for (let index = 0; index < 8; index++) records[at + index]! ^= key[(INSTANT_AT + index) % key.length]!;
    };
    scramble();
    view.setBigUint64(at, view.getBigUint64(at, true) + PERIOD_MS, true);
    scramble();
  }
}
