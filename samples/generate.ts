/** Writes the samples of this folder, or with options a twin of them. See README.md. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type FlightOptions, type FlightSecrets, generateFlight, sampleSecrets } from './flight.ts';
import { isOnboardFormat, type OnboardFormat, onboardLog } from './onboard.ts';
import type { Span } from './rows.ts';

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
  --format tlog|raw|bin|log|ulg   of FILE, if its ending does not say so; a log of an autopilot is of the whole flight
  --boot SECONDS          how long before the start the autopilot was started
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
    writeFileSync(values.out, twinOf(secretsOf(values), formatOf(values)));
    return;
  }
  if (Object.keys(values).length > 0) throw new TypeError('a twin needs --out');
  for (const [name, options] of Object.entries(sampleFiles)) {
    writeFileSync(new URL(name, import.meta.url), generateFlight(sampleSecrets, options));
  }
  for (const [name, { format, ...span }] of Object.entries(onboardFiles)) {
    writeFileSync(new URL(name, import.meta.url), onboardLog(format, sampleSecrets, span));
  }
}

function formatOf({ format, raw, out = '' }: ReturnType<typeof parse>['values']): string {
  const ending = out.slice(out.lastIndexOf('.') + 1).toLowerCase();
  return format ?? (raw ? 'raw' : isOnboardFormat(ending) ? ending : 'tlog');
}

function twinOf(secrets: FlightSecrets, format: string): Uint8Array {
  if (isOnboardFormat(format)) return onboardLog(format, secrets);
  if (format !== 'tlog' && format !== 'raw') throw new TypeError(`${format} is no format`);
  return generateFlight(secrets, { container: format });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
  }
}
