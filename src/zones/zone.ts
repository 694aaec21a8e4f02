/** What a zone asks of who flies in it; `unknown` where its file does not say. */
export const restrictions = ['none', 'conditional', 'requires-authorisation', 'prohibited', 'unknown'] as const;
export type Restriction = (typeof restrictions)[number];

/** What a height is counted from: the ground below, the mean sea level, the WGS 84 ellipsoid. */
export type HeightReference = 'AGL' | 'AMSL' | 'WGS84';

export interface HeightLimit {
  readonly heightM: number;
  readonly reference: HeightReference;
}

/** Longitude and latitude in degrees (WGS 84), as in GeoJSON. */
export type Position = readonly [longitudeDeg: number, latitudeDeg: number];

/**
 * Polygons have closed rings, the outer one first, edges straight in degrees; a ring that crosses the antimeridian goes on beyond 180 degrees. Circles: all places
 * within so many metres of the centre, along the ground.
 */
export type ZoneShape =
  | { readonly kind: 'polygon'; readonly rings: readonly (readonly Position[])[] }
  | { readonly kind: 'circle'; readonly centre: Position; readonly radiusM: number };

/** A part of a zone: its ground and its heights. Without `lower` it begins at the ground, without `upper` it has no top. */
export interface ZoneVolume {
  readonly shape: ZoneShape;
  readonly lower?: HeightLimit;
  readonly upper?: HeightLimit;
}

export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * An instant of a day: minutes since midnight, or an event of the sun at the zone: begin of civil twilight, sunrise, sunset, end of civil
 * twilight; and so many minutes after it.
 */
export type DayInstant =
  | { readonly minutes: number }
  | { readonly sun: 'BMCT' | 'SR' | 'SS' | 'EECT'; readonly offsetMinutes: number };

/** Hours of some days. An end that is not after its start lies on the next day. */
export interface DailyHours {
  /** Empty: all days. */
  readonly days: readonly Weekday[];
  readonly start: DayInstant;
  readonly end: DayInstant;
  /** An IANA name, or an offset like +01:00, for minutes since midnight and for which day it is. */
  readonly timeZone: string;
}

/** When a zone holds. */
export interface Applicability {
  /** Unix seconds; not there: always, so far or from then on. */
  readonly fromS?: number;
  readonly untilS?: number;
  /** Empty: the whole day. */
  readonly hours: readonly DailyHours[];
}

/** A geographical zone, whatever format it was published in. */
export interface GeoZone {
  /** By which its publisher knows it: the area code. */
  readonly identifier: string;
  readonly name?: string;
  /** ISO 3166-1, three letters, where the file says it. */
  readonly country?: string;
  readonly restriction: Restriction;
  /** In the words of ED-318 where they are of it: AIR_TRAFFIC, SENSITIVE, PRIVACY, ... */
  readonly reasons: readonly string[];
  /** The aircraft may be inside only: the fence of an autopilot. */
  readonly isInclusion?: true;
  /** At least one. */
  readonly volumes: readonly ZoneVolume[];
  /** Empty: always. */
  readonly applicability: readonly Applicability[];
  /** What ED-318 has and we do not look at (authority, message, conditions), to be written again. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * What reading a file of zones met. `refused`: the zone, or this part of it, is not used; `tolerated`: read although the format forbids it; `warned`: read as the format
 * says, and likely not what was meant.
 */
export interface ZoneFinding {
  readonly severity: 'refused' | 'tolerated' | 'warned';
  /** Stable, in lower case with hyphens: `limit-is-text`, `ring-not-closed`, `swapped-axes`. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
  /** The zone's identifier, or its number in the file where it has none. */
  readonly zone?: string;
}

export type ZoneFormat = 'ed318' | 'ed269' | 'geojson' | 'faa-uasfm' | 'openair' | 'ardupilot-fence' | 'qgc-plan';

/** A file of zones, read. */
export interface ZoneSet {
  readonly format: ZoneFormat;
  readonly source: { readonly name: string; readonly version: string };
  readonly zones: readonly GeoZone[];
  readonly findings: readonly ZoneFinding[];
  /** Features, records or fences in the file, used or refused. */
  readonly counted: number;
}
