import * as z from 'zod';
import { isShownName } from '../../bytes/text.ts';
import { FlightveilError } from '../../model/errors.ts';
import { licenceKinds, licenceSources, type UnlockLicence } from '../../wire/unlock-licence.ts';
import { Findings, type Notes } from '../../zones/findings.ts';
import { circleOf } from '../../zones/shapes/circle.ts';
import { readPolygon } from '../../zones/shapes/polygon.ts';
import { readPosition } from '../../zones/shapes/ring.ts';
import type { ZoneFinding, ZoneShape } from '../../zones/zone.ts';

export type { LicenceKind, LicenceSource, UnlockLicence } from '../../wire/unlock-licence.ts';

// Pages with a strict content policy forbid compiling code.
z.config({ jitless: true });

/** Bounds, so that a licence is looked at in bounded time. */
const MAX_AREAS = 10_000;
const MAX_CORNERS = 10_000;
/** In the year 2200; more is in milliseconds. */
export const MAX_TIME_S = 7_258_118_400;

const text = z.string().refine(isShownName, 'is no text of up to 200 characters that can be shown');
const number = z.number('is no number');
const time = z.int('is no whole number').min(0, 'is before 1970').max(MAX_TIME_S, 'is no time in seconds');
const corner = z.strictObject({ latitudeDeg: number, longitudeDeg: number }, 'is no place');

const shape = z.strictObject(
  {
    id: text,
    name: text.optional(),
    kind: z.enum(licenceKinds, 'is no kind of licence'),
    areaCodes: z.array(text, 'is no list').min(1).max(MAX_AREAS, 'has too many areas').optional(),
    circle: corner.extend({ radiusM: number }).optional(),
    polygon: z.array(corner, 'is no list').max(MAX_CORNERS, 'has too many corners').optional(),
    countries: z
      .array(
        z.string('is no text').regex(/^[A-Z]{2}$/, 'is no country of ISO 3166-1: two capital letters'),
        'is no list',
      )
      .min(1)
      .max(300)
      .optional(),
    heightM: number.min(0, 'is below the take-off point').max(100_000, 'is beyond the air').optional(),
    fromS: time.optional(),
    untilS: time.optional(),
    isEnabled: z.boolean('is neither true nor false'),
    isUserOnly: z.boolean('is neither true nor false'),
    holder: text.optional(),
    deviceSerial: text.optional(),
    groupId: text.optional(),
    source: z.enum(licenceSources, 'is no form of licences'),
  },
  'is no record',
);

/** What only a licence of one kind has, and must have. */
const partOf = {
  area: 'areaCodes',
  circle: 'circle',
  polygon: 'polygon',
  country: 'countries',
  height: 'heightM',
} as const;

/**
 * Checks what a licence says, whatever form it came in.
 * @returns undefined, with a finding, for one that is not to be relied on: nothing is guessed
 */
export function checkLicence(value: unknown, notes: Notes): UnlockLicence | undefined {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return notes.refused('licence-unreadable', sentenceOf(parsed.error.issues[0]!));
  const licence = parsed.data;
  for (const [kind, part] of Object.entries(partOf)) {
    const isOwn = licence.kind === kind;
    if (isOwn && licence[part] === undefined) return notes.refused('part-missing', `${part} is missing`);
    if (!isOwn && licence[part] !== undefined && part !== 'heightM' && licence.kind !== 'unknown')
      return notes.refused('part-of-another-kind', `${part} belongs to another kind of licence`);
  }
  const { fromS, untilS } = licence;
  if (fromS !== undefined && untilS !== undefined && fromS > untilS)
    return notes.refused('ends-before-it-begins', 'untilS is before fromS');
  if ((licence.circle ?? licence.polygon) !== undefined && shapeOf(licence as UnlockLicence, notes) === undefined)
    return undefined;
  // Without the keys of what is not there, which zod keeps as undefined.
  return JSON.parse(JSON.stringify(licence)) as UnlockLicence;
}

/** The ground of a licence that has one, as zones have it. @returns undefined, with a finding, for one that is not valid */
export function shapeOf({ circle, polygon }: UnlockLicence, notes: Notes): ZoneShape | undefined {
  if (circle !== undefined) {
    const centre = readPosition([circle.longitudeDeg, circle.latitudeDeg], 'longitude-first', notes);
    return centre && circleOf(centre, circle.radiusM, notes);
  }
  const ring = polygon?.map(({ latitudeDeg, longitudeDeg }) => [longitudeDeg, latitudeDeg]);
  return readPolygon([ring], { order: 'longitude-first', isClosed: false }, notes);
}

/**
 * A licence that was kept, read again.
 * @throws FlightveilError `licences-invalid`
 */
export function checkedLicence(value: unknown): UnlockLicence {
  const findings = new Findings();
  const licence = checkLicence(value, findings.of());
  if (licence === undefined) throw invalidLicences(findings.list[0]!.message);
  return licence;
}

/** Names no value. */
export function invalidLicences(why: string): FlightveilError {
  return new FlightveilError('licences-invalid', `this is no list of unlocking licences: ${why}`, {
    advice: "Give a reply to unlock_license_list of DJI's Cloud API, or licences as Flightveil writes them.",
  });
}

/** What reading licences met; as of zones. */
export interface LicenceFinding extends Omit<ZoneFinding, 'zone'> {
  /** Its number in the file, from 1; not there: the file as a whole. */
  readonly licence?: number;
}

function sentenceOf({ path, code, message }: z.core.$ZodIssue): string {
  // Its own words would quote the names.
  const words = code === 'unrecognized_keys' ? 'has a member that is not known' : message;
  return `${path.join('.') || 'the licence'} ${words}`;
}
