/** Writes the samples of this folder, or with options a twin of them. See README.md. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { csvKinds } from './csv/table.ts';
import { type DjiVersion, djiVersions } from './dji/body.ts';
import { type DjiLog, djiLog } from './dji/formats.ts';
import { keychainsText, sampleKeychains } from './dji/keychain.ts';
import { type DjiSecrets, djiSecrets } from './dji/secrets.ts';
import { type FlightOptions, type FlightSecrets, generateFlight, sampleSecrets } from './flight.ts';
import { writeNmea } from './nmea/log.ts';
import { type NmeaReceiver, nmeaReceivers } from './nmea/receivers.ts';
import { isOnboardFormat, type OnboardFormat, onboardLog } from './onboard.ts';
import { type RecordEncoding, type RecordOptions, writeRecords } from './record/log.ts';
import { recordSecrets } from './record/secrets.ts';
import type { Span } from './rows.ts';
import { srtDialects } from './srt/track.ts';
import { writeZoneFiles } from './zones/generate.ts';

/** What a ground station logs of the flight, in this folder: file names with how each is made. */
export const sampleFiles: Readonly<Record<string, FlightOptions>> = {
  'copter.tlog': {},
  'short.mavlink': { container: 'raw', fromS: 20, toS: 34 },
};

/** What autopilots log of it on board. */
export const onboardFiles: Readonly<Record<string, Span & { readonly format: OnboardFormat }>> = {
  'copter.bin': { format: 'bin', fromS: 14.5, toS: 92 },
  'short.log': { format: 'log', fromS: 23, toS: 27 },
  'copter.ulg': { format: 'ulg', fromS: 18, toS: 82 },
};

/** What the app of the aircraft's maker records of it, its camera writes beside a film, and somebody makes of that. */
export const djiFiles: Readonly<Record<string, Span & { readonly log: DjiLog }>> = {
  'flight-v11.txt': { log: { format: 'txt', version: 11 }, fromS: 22, toS: 44 },
  'flight-v14.txt': { log: { format: 'txt', version: 14 }, fromS: 22, toS: 44 },
  'flight.srt': { log: { format: 'srt', dialect: 'bracketed' }, fromS: 24, toS: 48 },
  'flight.csv': { log: { format: 'csv', kind: 'airdata-feet' }, fromS: 22, toS: 62 },
};

/** What its receiver of satellites says, with what else speaks on the same line. */
export const nmeaFiles: Readonly<Record<string, Span & { readonly receiver: NmeaReceiver }>> = {
  'flight.nmea': { receiver: 'usual', fromS: 30, toS: 45 },
};

/** What an app on the ground knows of it. */
export const recordFiles: Readonly<Record<string, Span & RecordOptions>> = {
  'records.ndjson': { encoding: 'json', hertz: 1, fromS: 22, toS: 48 },
  'records.pb': { encoding: 'protobuf', hertz: 4, fromS: 22, toS: 42 },
};

/** Keys of `flight-v14.txt`, as the maker's service would have answered them. */
export const keychainsFile = 'flight-v14.keychains.json';

const flags = {
  out: { type: 'string' },
  raw: { type: 'boolean' },
  format: { type: 'string' },
  latitude: { type: 'string' },
  longitude: { type: 'string' },
  altitude: { type: 'string' },
  turn: { type: 'string' },
  start: { type: 'string' },
  boot: { type: 'string' },
  serials: { type: 'string' },
  operator: { type: 'string' },
  pilot: { type: 'string' },
  'operator-id': { type: 'string' },
  text: { type: 'string', multiple: true },
  'no-traffic': { type: 'boolean' },
  unknown: { type: 'string' },
  'no-unknown': { type: 'boolean' },
  version: { type: 'string' },
  dialect: { type: 'string' },
  account: { type: 'string' },
  address: { type: 'string' },
  aircraft: { type: 'string' },
  zone: { type: 'string' },
  'no-zone': { type: 'boolean' },
  photos: { type: 'string' },
} as const;

const usage = `usage: tsx samples/generate.ts                     writes the samples
       tsx samples/generate.ts --out FILE [OPTIONS] writes a twin of the first one
  --latitude DEG --longitude DEG --altitude M   where home is
  --turn DEG              the whole flight turned about home, clockwise
  --start TIME            ISO 8601, or microseconds since 1970
  --serials SEED          another aircraft
  --operator NORTH,EAST   where the pilot stands, in metres from home
  --pilot NAME --operator-id ID
  --text TEXT             typed text, may be given several times
  --no-traffic            no other aircraft
  --unknown SEED, --no-unknown   messages that nobody knows
  --raw                   without time stamps
  --format tlog|raw|bin|log|ulg|txt|srt|csv|nmea|ndjson|pb   of FILE, if its ending does not say so; all but the first two are of the whole flight
  --boot SECONDS          how long before the start the autopilot was started
only of the formats txt, srt, csv, nmea, ndjson and pb:
  --version 4|8|11|12|13|14   of a flight record; from 13 on its keys stand in ${keychainsFile}
  --dialect NAME          of subtitles, tables and receivers: ${[...srtDialects, ...csvKinds, ...nmeaReceivers].join(', ')}
  --account SEED          another account
  --address STREET,CITY,AREA --aircraft NAME
  --zone NAME, --no-zone  what the app warns of
  --photos 0|1|2
`;

function secretsOf(values: ReturnType<typeof parse>['values']): FlightSecrets {
  const { place, person, text, operator } = sampleSecrets;
  const [northM, eastM] = values.operator?.split(',').map(number) ?? [];
  return {
    place: {
      latitudeDeg: values.latitude === undefined ? place.latitudeDeg : number(values.latitude),
      longitudeDeg: values.longitude === undefined ? place.longitudeDeg : number(values.longitude),
      altitudeAmslM: values.altitude === undefined ? place.altitudeAmslM : number(values.altitude),
      turnDeg: values.turn === undefined ? 0 : number(values.turn),
    },
    startUnixUs: values.start === undefined ? sampleSecrets.startUnixUs : timeOf(values.start),
    ...(values.boot === undefined ? {} : { bootBeforeStartUs: Math.round(number(values.boot) * 1e6) }),
    device: values.serials ?? sampleSecrets.device,
    operator: northM === undefined || eastM === undefined ? operator : { northM, eastM },
    person: {
      ...person,
      pilotName: values.pilot ?? person.pilotName,
      operatorId: values['operator-id'] ?? person.operatorId,
    },
    text: values.text === undefined ? text : { ...text, typed: values.text },
    thirdParties: values['no-traffic'] ? [] : sampleSecrets.thirdParties,
    unknownMessages: values['no-unknown'] ? null : (values.unknown ?? sampleSecrets.unknownMessages),
  };
}

function djiSecretsOf(values: ReturnType<typeof parse>['values']): DjiSecrets {
  const [street = '', city = '', area = ''] = values.address?.split(',') ?? [];
  return {
    ...djiSecrets,
    ...secretsOf(values),
    account: values.account ?? djiSecrets.account,
    address: values.address === undefined ? djiSecrets.address : { subStreet: '', street, city, area },
    aircraftName: values.aircraft ?? djiSecrets.aircraftName,
    zone: values['no-zone'] ? null : (values.zone ?? djiSecrets.zone),
    photos: values.photos === undefined ? djiSecrets.photos : number(values.photos),
  };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new TypeError(`${text} is no number`);
  return value;
}

function timeOf(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Date.parse(text) * 1000;
  if (!Number.isSafeInteger(value)) throw new TypeError(`${text} is no time`);
  return value;
}

function parse() {
  const words = process.argv.slice(2);
  // A negative number would be taken for an option.
  const args = words.flatMap((word, index) => {
    if (/^-[\d.]/.test(word)) return [];
    const next = words[index + 1] ?? '';
    return /^--[^=]+$/.test(word) && /^-[\d.]/.test(next) ? [`${word}=${next}`] : [word];
  });
  return parseArgs({ args, options: flags });
}

function main(): void {
  const { values } = parse();
  if (values.out !== undefined) {
    writeFileSync(values.out, twinOf(values, formatOf(values)));
    return;
  }
  if (Object.keys(values).length > 0) throw new TypeError('a twin needs --out');
  for (const [name, options] of Object.entries(sampleFiles)) {
    writeFileSync(new URL(name, import.meta.url), generateFlight(sampleSecrets, options));
  }
  for (const [name, { format, ...span }] of Object.entries(onboardFiles)) {
    writeFileSync(new URL(name, import.meta.url), onboardLog(format, sampleSecrets, span));
  }
  for (const [name, { log, ...span }] of Object.entries(djiFiles)) {
    writeFileSync(new URL(name, import.meta.url), djiLog(log, djiSecrets, span));
  }
  for (const [name, { receiver, ...span }] of Object.entries(nmeaFiles)) {
    writeFileSync(new URL(name, import.meta.url), writeNmea(receiver, sampleSecrets, span));
  }
  for (const [name, options] of Object.entries(recordFiles)) {
    writeFileSync(new URL(name, import.meta.url), writeRecords(options, recordSecrets));
  }
  writeFileSync(new URL(keychainsFile, import.meta.url), keychainsText(sampleKeychains()));
  writeZoneFiles();
}

function formatOf({ format, raw, out = '' }: ReturnType<typeof parse>['values']): string {
  const ending = out.slice(out.lastIndexOf('.') + 1).toLowerCase();
  const isKnown = isOnboardFormat(ending) || /^(txt|srt|csv|nmea|ndjson|pb)$/.test(ending);
  return format ?? (raw ? 'raw' : isKnown ? ending : 'tlog');
}

function twinOf(values: ReturnType<typeof parse>['values'], format: string): Uint8Array {
  const secrets = secretsOf(values);
  if (isOnboardFormat(format)) return onboardLog(format, secrets);
  if (format === 'txt' || format === 'srt' || format === 'csv')
    return djiLog(djiLogOf(values, format), djiSecretsOf(values));
  if (format === 'nmea') return writeNmea(oneOf(values.dialect ?? 'usual', nmeaReceivers), secrets);
  const encoding = recordEncodings[format];
  if (encoding !== undefined) return writeRecords({ encoding }, djiSecretsOf(values));
  if (format !== 'tlog' && format !== 'raw') throw new TypeError(`${format} is no format`);
  return generateFlight(secrets, { container: format });
}

const recordEncodings: Readonly<Record<string, RecordEncoding>> = { ndjson: 'json', pb: 'protobuf' };

function djiLogOf({ version = '11', dialect }: ReturnType<typeof parse>['values'], format: DjiLog['format']): DjiLog {
  switch (format) {
    case 'txt':
      return { format, version: oneOf<DjiVersion>(number(version), djiVersions) };
    case 'srt':
      return { format, dialect: oneOf(dialect ?? 'bracketed', srtDialects) };
    case 'csv':
      return { format, kind: oneOf(dialect ?? 'airdata-feet', csvKinds) };
  }
}

function oneOf<T>(value: T | string | number, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new TypeError(`${value} is none of ${choices.join(', ')}`);
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
  }
}
