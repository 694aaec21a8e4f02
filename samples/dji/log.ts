import { Draws } from '../draws.ts';
import { joined, Rows, type Span } from '../rows.ts';
import { type Moment, Scene } from '../scene.ts';
import { degreesAt } from '../tangent.ts';
import { type Body, bodyOf, type DjiVersion } from './body.ts';
import { detailsOf, type Picture, type Summary } from './details.ts';
import { jpeg } from './jpeg.ts';
import { type FeatureKey, keyedFeatures, numberOf, sampleKeychains } from './keychain.ts';
import { type Recording, recordingOf, recordMotion } from './motion.ts';
import { recordOthers, unknownRecords } from './others.ts';
import { recordPlaces } from './places.ts';
import { RecordWriter, scrambled } from './seal.ts';
import { type DjiSecrets, djiSecrets } from './secrets.ts';
import { leftBehind, recordStatus } from './status.ts';

export interface DjiOptions {
  /** From version 13 on: what is encrypted with what; a record of type 50 goes on to the next set at half-time. Default: two made-up sets. */
  readonly keychains?: readonly (readonly FeatureKey[])[];
  /** From version 13 on: the prefix does not tell where records begin, as in flights that broke off. */
  readonly hasNoOffset?: boolean;
}

const wholeSpan: Span = { fromS: 20, toS: 172 };
const PREFIX_BYTES = 100;
const OLD_PREFIX_BYTES = 12;
const SIGNATURE_BYTES = 256;
/** Versions 7 to 11 have the number 12345 between the records and what follows them. */
const END_OF_RECORDS = Uint8Array.of(0x39, 0x30, 0, 0);
/** When pictures are taken, in seconds from the start of the flight. */
const pictureTimes = [25.2, 31.4] as const;
const Type = { keyStorageRecover: 50, keyStorage: 56 } as const;

interface Piece {
  readonly atUs: number;
  readonly body?: Body;
  readonly picture?: Uint8Array;
}

/** The flight as the maker's app would have recorded it. The same arguments give the same bytes. */
export function djiRecord(
  version: DjiVersion,
  secrets: DjiSecrets = djiSecrets,
  span: Span = wholeSpan,
  { keychains = sampleKeychains(), hasNoOffset = false }: DjiOptions = {},
): Uint8Array {
  const rows = new Rows(new Scene(secrets), span);
  const recording = recordingOf(rows, version, secrets);
  recordMotion(recording);
  recordPlaces(recording);
  recordStatus(recording);
  recordOthers(recording);
  const pictures = picturesOf(recording);
  const pieces = piecesOf(recording, pictures, keychains.length);
  const writer = new RecordWriter(version, keychains);
  const records = joined(
    pieces.map(({ body, picture }) => picture ?? (body === undefined ? new Uint8Array() : writer.record(body))),
  );
  const summary = summaryOf(recording, pieces.length, pictures);
  const details = detailsOf(version, secrets, recording.device, summary);
  // Larger pictures lie behind the records.
  const album = joined(pictures.flatMap(({ image, small }) => [image, small]));
  if (version < 12) {
    const first = version < 6 ? OLD_PREFIX_BYTES : PREFIX_BYTES;
    const end = version < 7 ? new Uint8Array() : END_OF_RECORDS;
    const offset = first + records.length + end.length + album.length;
    const behind = version < 6 ? new Uint8Array() : leftBehind(recording);
    return joined([prefixOf(version, offset, details.length), records, end, album, details, behind]);
  }
  const opening = version === 12 ? details : auxiliaryOf(recording, details);
  const offset = version === 12 ? PREFIX_BYTES : hasNoOffset ? 0 : PREFIX_BYTES + opening.length;
  return joined([prefixOf(version, offset, version === 12 ? details.length : opening.length), opening, records, album]);
}

function prefixOf(version: DjiVersion, detailOffset: number, detailLength: number): Uint8Array {
  const prefix = Buffer.alloc(version < 6 ? OLD_PREFIX_BYTES : PREFIX_BYTES);
  prefix.writeBigUInt64LE(BigInt(detailOffset), 0);
  prefix.writeUInt16LE(detailLength, 8);
  prefix.writeUInt8(version, 10);
  if (version >= 8 && version < 12) prefix.writeUInt8(1, 11);
  return prefix;
}

/** The details with a signature, and which app of the maker's it was. */
function auxiliaryOf({ secrets, device }: Recording, details: Uint8Array): Uint8Array {
  const seed = 0x5d;
  const signature = new Draws(`signature ${secrets.device} ${device.aircraft}`).bytes('of details', SIGNATURE_BYTES);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(details.length, 0);
  lengths.writeUInt16LE(signature.length, 2);
  const info = joined([Uint8Array.of(1), lengths.subarray(0, 2), details, lengths.subarray(2), signature]);
  const block = scrambled(0, seed, info);
  return joined([Uint8Array.of(0, block.length & 0xff, block.length >> 8), block, Uint8Array.of(1, 3, 0, 2, 0, 3)]);
}

function piecesOf(recording: Recording, pictures: readonly Picture[], sets: number): Piece[] {
  const { rows, version } = recording;
  const known = rows.inOrder().map(({ atUs, name, values }): Piece => {
    const { message } = values;
    // Texts end with a zero since they are scrambled.
    const text = typeof message === 'string' && version >= 7 ? { message: `${message}\0` } : {};
    return { atUs, body: bodyOf(name, version, { ...values, ...text }) };
  });
  const small = pictures.map(({ moment }): Piece => ({ atUs: Math.round(moment.seconds * 1e6), picture: jpeg() }));
  const pieces = [...known, ...unknownRecords(recording), ...small];
  const { fromS, toS } = rows.span;
  if (version >= 13) {
    for (let set = 0; set < sets; set++) {
      const atUs = Math.round((fromS + (set * (toS - fromS)) / sets) * 1e6);
      if (set > 0) pieces.push({ atUs, body: { type: Type.keyStorageRecover, bytes: new Uint8Array(8) } });
      pieces.push(...keyStorage(atUs + 1, set));
    }
  }
  return pieces.sort((a, b) => a.atUs - b.atUs);
}

/** The keys, wrapped for the maker's service alone. */
function keyStorage(atUs: number, set: number): Piece[] {
  const draws = new Draws('wrapped keys');
  return keyedFeatures.map((feature) => {
    const data = draws.bytes(`${set} ${feature}`, 48);
    return { atUs, body: bodyOf('KEY_STORAGE', 14, { feature: numberOf(feature), length: data.length, data }) };
  });
}

function picturesOf({ rows, secrets, device }: Recording): Picture[] {
  const { place } = secrets;
  return pictureTimes
    .slice(0, secrets.photos)
    .filter((seconds) => seconds >= rows.span.fromS && seconds < rows.span.toS)
    .map((seconds, index) => {
      const moment = rows.moment(Math.round(seconds * 1e6), 'picture', index);
      const { state, unixUs, amslM } = moment;
      const image = jpeg({
        ...degreesAt(place, state.north, state.east),
        altitudeM: amslM,
        date: new Date(Number(unixUs / 1000n)),
        ...{ model: secrets.aircraftName, serial: device.camera },
      });
      return { moment, image, small: jpeg() };
    });
}

function summaryOf({ rows }: Recording, records: number, pictures: readonly Picture[]): Summary {
  const { fromS, toS } = rows.span;
  const moments: Moment[] = [];
  for (let seconds = fromS; seconds < toS; seconds++) {
    moments.push(rows.moment(Math.round(seconds * 1e6), 'summary', moments.length));
  }
  const most = (value: (moment: Moment) => number): number => Math.max(...moments.map(value));
  return {
    records,
    start: moments[0]!,
    distanceM: moments.reduce((sum, { state }) => sum + state.groundSpeed, 0),
    timeMs: Math.round(1000 * (toS - fromS)),
    maxHeightM: most(({ state }) => state.height),
    maxSpeedMs: most(({ state }) => state.groundSpeed),
    maxClimbMs: most(({ state }) => Math.abs(state.climb)),
    pictures,
  };
}
