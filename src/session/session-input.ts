import { wrong } from '../filter/filter-options.ts';
import { encodeRecord } from '../formats/record/codec.ts';
import type { FlightveilRecord, OperatorPosition } from '../formats/record/gen/types.ts';
import type { SessionFormat } from './options.ts';

/** What an app may push: a record, or the bytes of a link as they come, in pieces of any size. */
export type SessionInput = FlightveilRecord | { readonly mavlink: Uint8Array } | { readonly nmea: Uint8Array };

/** Formats of links. */
export type LinkFormat = Exclude<SessionFormat, 'record'>;

/** @throws FlightveilError `usage` for what is no such input; it quotes none of it */
export function readInput(input: SessionInput): readonly [SessionFormat, Uint8Array] {
  if (typeof input !== 'object' || input === null || Object.keys(input).length !== 1) {
    throw wrong('push takes an object with one property, a record or the bytes of a link');
  }
  if ('mavlink' in input) return ['mavlink', checkedBytes(input.mavlink)];
  if ('nmea' in input) return ['nmea', checkedBytes(input.nmea)];
  return ['record', encodeRecord(input)];
}

/** @throws FlightveilError `usage` */
export function checkedBytes(bytes: Uint8Array): Uint8Array {
  // Not instanceof: the bytes may come from another frame or worker.
  if (ArrayBuffer.isView(bytes) && bytes[Symbol.toStringTag] === 'Uint8Array') return bytes;
  throw wrong('the bytes of a link are a Uint8Array');
}

/** Where the pilot stands, as positioning services say it: in degrees (WGS 84), and metres above the sea. */
export interface PilotPosition {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeAmslM?: number;
}

/** What knows it. */
export type PilotDevice = 'phone' | 'remoteController';

/** @throws FlightveilError `usage` for what is no place; it is not quoted */
export function operatorRecord(position: PilotPosition, device: PilotDevice, timeUs: number): FlightveilRecord {
  const { latitudeDeg, longitudeDeg, altitudeAmslM } = position;
  const isPlace = isWithin(latitudeDeg, 90) && isWithin(longitudeDeg, 180);
  if (!isPlace || (device !== 'phone' && device !== 'remoteController')) throw wrong('this is no position of a pilot');
  const place: OperatorPosition = {
    latitudeDegE7: Math.round(latitudeDeg * 1e7),
    longitudeDegE7: Math.round(longitudeDeg * 1e7),
    ...(altitudeAmslM === undefined ? {} : { altitudeAmslMm: Math.round(altitudeAmslM * 1000) }),
  };
  return { operatorInfo: { timeUs, [device]: place } };
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most;
}
