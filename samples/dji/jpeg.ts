import { joined } from '../rows.ts';

/** What a picture tells of where, when and by what it was taken. */
export interface PictureFacts {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeM: number;
  readonly date: Date;
  readonly model: string;
  readonly serial: string;
}

const Type = { byte: 1, ascii: 2, long: 4, rational: 5 } as const;
const TYPE_BYTES = { [Type.byte]: 1, [Type.ascii]: 1, [Type.long]: 4, [Type.rational]: 8 } as const;
const ENTRY_BYTES = 12;
const APP1 = 0xe1;

interface Entry {
  readonly tag: number;
  readonly type: (typeof Type)[keyof typeof Type];
  readonly data: Uint8Array;
}

/**
 * A small valid picture, eight grey pixels square.
 * @param facts if given, it has them in its EXIF, beside a thumbnail with an end of its own
 */
export function jpeg(facts?: PictureFacts): Uint8Array {
  const segments = [
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 16)]),
    segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
    // One code each: no difference, and no more coefficients.
    segment(0xc4, [0x00, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
  ];
  const exif = facts === undefined ? [] : [segment(APP1, exifOf(facts, jpeg()))];
  return joined([Uint8Array.of(0xff, 0xd8), ...exif, ...segments, Uint8Array.of(0x3f, 0xff, 0xd9)]);
}

function segment(marker: number, content: readonly number[] | Uint8Array): Uint8Array {
  const length = content.length + 2;
  return Uint8Array.of(0xff, marker, length >> 8, length & 0xff, ...content);
}

function exifOf(facts: PictureFacts, thumbnail: Uint8Array): Uint8Array {
  const gps = [
    ascii(1, facts.latitudeDeg < 0 ? 'S' : 'N'),
    rational(2, sexagesimal(facts.latitudeDeg)),
    ascii(3, facts.longitudeDeg < 0 ? 'W' : 'E'),
    rational(4, sexagesimal(facts.longitudeDeg)),
    { tag: 5, type: Type.byte, data: Uint8Array.of(facts.altitudeM < 0 ? 1 : 0) },
    rational(6, [[Math.round(1000 * Math.abs(facts.altitudeM)), 1000]]),
  ];
  const taken = facts.date.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const camera = [ascii(0x9003, taken), ascii(0xa431, facts.serial)];
  // Directories one behind the other, each with its data; the sizes are known before the places are.
  const main = (exifAt: number, gpsAt: number): Entry[] => [
    ascii(0x010f, 'DJI'),
    ascii(0x0110, facts.model),
    long(0x8769, exifAt),
    long(0x8825, gpsAt),
  ];
  const start = 8;
  const exifAt = start + sizeOf(main(0, 0));
  const gpsAt = exifAt + sizeOf(camera);
  const smallAt = gpsAt + sizeOf(gps);
  const small = (at: number): Entry[] => [long(0x0201, at), long(0x0202, thumbnail.length)];
  return joined([
    new TextEncoder().encode('Exif\0\0II*\0\x08\0\0\0'),
    directory(main(exifAt, gpsAt), start, smallAt),
    directory(camera, exifAt, 0),
    directory(gps, gpsAt, 0),
    directory(small(smallAt + sizeOf(small(0))), smallAt, 0),
    thumbnail,
  ]);
}

function directory(entries: readonly Entry[], at: number, next: number): Uint8Array {
  const bytes = Buffer.alloc(sizeOf(entries));
  bytes.writeUInt16LE(entries.length, 0);
  let free = 6 + ENTRY_BYTES * entries.length;
  bytes.writeUInt32LE(next, free - 4);
  for (const [index, { tag, type, data }] of entries.entries()) {
    const entry = 2 + ENTRY_BYTES * index;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(data.length / TYPE_BYTES[type], entry + 4);
    if (data.length <= 4) bytes.set(data, entry + 8);
    else {
      bytes.writeUInt32LE(at + free, entry + 8);
      bytes.set(data, free);
      free += data.length;
    }
  }
  return bytes;
}

function sizeOf(entries: readonly Entry[]): number {
  const outside = entries.filter(({ data }) => data.length > 4);
  return 6 + ENTRY_BYTES * entries.length + outside.reduce((sum, { data }) => sum + data.length, 0);
}

function ascii(tag: number, text: string): Entry {
  return { tag, type: Type.ascii, data: new TextEncoder().encode(`${text}\0`) };
}

function long(tag: number, value: number): Entry {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value);
  return { tag, type: Type.long, data };
}

function rational(tag: number, values: readonly (readonly [over: number, under: number])[]): Entry {
  const data = Buffer.alloc(8 * values.length);
  for (const [index, [over, under]] of values.entries()) {
    data.writeUInt32LE(over, 8 * index);
    data.writeUInt32LE(under, 8 * index + 4);
  }
  return { tag, type: Type.rational, data };
}

/** Degrees, minutes, seconds to a ten-thousandth. */
function sexagesimal(deg: number): (readonly [number, number])[] {
  const units = Math.round(Math.abs(deg) * 36e6);
  return [
    [Math.floor(units / 36e6), 1],
    [Math.floor(units / 600_000) % 60, 1],
    [units % 600_000, 10_000],
  ];
}
