import { identitiesOf, sampleSecrets } from '../../../samples/flight.ts';

/** Something that must not be found, with a word for the report that does not tell it. */
export interface Needle {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A text as it stands, in UTF-16, percent-encoded, in hexadecimal digits, and in base64 at each of its three positions. */
export function needlesOf(name: string, text: string): Needle[] {
  const plain = Buffer.from(text);
  const forms: [string, Buffer][] = [
    ['plain', plain],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['percent', Buffer.from(encodeURIComponent(text))],
    ['hex', Buffer.from(plain.toString('hex'))],
    ...[0, 1, 2].map((shift): [string, Buffer] => [`base64 at ${shift}`, Buffer.from(innerBase64(plain, shift))]),
  ];
  // What is left of a short text in base64 may occur by chance.
  return forms
    .filter(([, bytes]) => bytes.length >= Math.min(6, plain.length))
    .map(([form, bytes]) => ({ name: `${name}, ${form}`, bytes }));
}

/** The digits that do not depend on what stands before and behind. */
function innerBase64(bytes: Buffer, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor((padded.length * 8) / 6);
  return padded.toString('base64').slice(from, to);
}

const { person, text, place, thirdParties } = sampleSecrets;

/** What the samples hold of a person, a device, a place and others: texts, numbers as the formats have them, and identities. */
export const sampleNeedles: readonly Needle[] = [
  ...Object.entries(person).flatMap(([name, value]) => needlesOf(name, value)),
  ...text.typed.flatMap((typed, index) => needlesOf(`typed text ${index}`, typed.slice(0, 40))),
  ...needlesOf('bad parameter', text.badParameter.slice(0, 30)),
  ...thirdParties.flatMap(({ callsign }) => needlesOf('other aircraft', callsign)),
  ...needlesOf('latitude in text', String(place.latitudeDeg).slice(0, 7)),
  ...needlesOf('longitude in text', String(place.longitudeDeg).slice(0, 7)),
  ...placeNeedles(),
  ...identitiesOf(sampleSecrets).flatMap((bytes, index): Needle[] => [
    { name: `identity ${index}`, bytes },
    { name: `identity ${index}, hex`, bytes: Buffer.from(Buffer.from(bytes).toString('hex')) },
  ]),
];

/** Home in the autopilots' integers, both ways round, and in double precision. */
function placeNeedles(): Needle[] {
  const integers = Buffer.alloc(8);
  integers.writeInt32LE(Math.round(place.latitudeDeg * 1e7), 0);
  integers.writeInt32LE(Math.round(place.longitudeDeg * 1e7), 4);
  const doubles = Buffer.alloc(8);
  doubles.writeDoubleLE(place.latitudeDeg);
  return [
    { name: 'home in 1e-7 degrees', bytes: integers },
    { name: 'latitude in double precision', bytes: doubles },
  ];
}

/** Names of the needles that stand in these bytes. */
export function found(bytes: Buffer, needles: readonly Needle[]): string[] {
  return needles.filter((needle) => bytes.indexOf(needle.bytes) >= 0).map(({ name }) => name);
}

const DAY_MS = 86_400_000;
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** Texts that say what time it is, finer than the day or at all: dates and times as HTTP and ISO 8601 have them, and seconds or milliseconds since 1970. */
export function timesIn(text: string, nowMs = Date.now()): string[] {
  const isNear = (ms: number): boolean => Math.abs(ms - nowMs) < DAY_MS;
  const at = (found: RegExpMatchArray): number =>
    Date.parse(found[0].includes('T') ? found[0] : `${found[0]} 12:00 UTC`);
  const dates = [
    ...text.matchAll(new RegExp(`\\d{1,2} (?:${months}) \\d{4}`, 'g')),
    ...text.matchAll(/(?<!\d)20\d\d-\d\d-\d\d(?!\d)/g),
  ].filter((each) => isNear(at(each)));
  const basic = [...text.matchAll(/(20\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/g)].filter(([, y, mo, d, h, mi, s]) =>
    isNear(Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)),
  );
  const numbers = [...text.matchAll(/\d{10}(?:\d{3}){0,3}(?!\d)/g)].filter(([digits]) =>
    isNear(Number(digits.slice(0, 13).padEnd(13, '0'))),
  );
  return [...dates, ...basic, ...numbers].map(([all]) => all);
}

/** How often a time near now stands in bytes as a number of 64 bits: milliseconds or microseconds, or as seconds in double precision. */
export function binaryTimesIn(bytes: Buffer, nowMs = Date.now()): number {
  let times = 0;
  for (let at = 0; at + 8 <= bytes.length; at++) {
    // Near now their high halves are within these; all else is passed over.
    for (const value of [bytes.readBigUInt64LE(at), bytes.readBigUInt64BE(at)]) {
      if (value < 1_000_000_000_000n || value > 4_000_000_000_000_000_000n) continue;
      const number = Number(value);
      for (const perMs of [1, 1e3]) if (Math.abs(number / perMs - nowMs) < 3_600_000) times++;
    }
    for (const seconds of [bytes.readDoubleLE(at), bytes.readDoubleBE(at)]) {
      if (Math.abs(seconds * 1000 - nowMs) < 3_600_000) times++;
    }
  }
  return times;
}
