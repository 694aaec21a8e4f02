import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sortedJson } from '../bytes/sorted-json.ts';
import type { AreaGeometry, Scope } from '../consent/grant.ts';
import { zonesOfGeoJson } from '../geo/geojson.ts';
import { anyOf, type Zone } from '../geo/zone.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import type { RemoteIdEquipment } from './remote-id.ts';

/** Where an aircraft was, in degrees, one entry a fix. */
export interface FlightTrack {
  readonly latitudeDeg: Float64Array;
  readonly longitudeDeg: Float64Array;
}

/** What is known of the flight that is to be released. What is left out is not known, and then satisfies no scope. */
export interface FlightInQuestion {
  /** Keyed name. */
  readonly name: string;
  /** Keyed names of its aircraft. */
  readonly aircraft?: readonly string[];
  /** The whole track; without a fix the place is not known. */
  readonly track?: FlightTrack;
  readonly startUnixS?: number;
  readonly endUnixS?: number;
  /** How it identified itself remotely. */
  readonly remoteId?: RemoteIdEquipment;
  /** What was found out while the track was at hand; it counts where the track is not. */
  readonly known?: KnownPlace;
}

/** What decisions ask of a track, answered beforehand: it says of areas that somebody named whether the flight was there, and nothing else. */
export interface KnownPlace {
  /** How much of the track lies in areas, by their {@link areasKey}. */
  readonly areas: Readonly<Record<string, PartOfTrack>>;
  readonly jurisdictions: readonly Jurisdiction[];
}

/** How much of a track's points lie in a union of areas; `some` where that is not known. */
export type PartOfTrack = 'all' | 'some' | 'none';

/** Whether all of a flight is certainly what a scope is about: the question that a grant asks. */
export function isWithin(scope: Scope, flight: FlightInQuestion | undefined): boolean {
  return (
    isIn(scope.flights, flight === undefined ? undefined : [flight.name]) &&
    areAllIn(scope.aircraft, flight?.aircraft) &&
    (scope.flownFromS === undefined || startOf(flight) >= scope.flownFromS) &&
    (scope.flownUntilS === undefined || endOf(flight) <= scope.flownUntilS) &&
    (scope.areas === undefined || pointsIn(scope.areas, flight) === 'all')
  );
}

/** Whether any of a flight may be what a scope is about: the question that a refusal or a restriction asks. No scope is about all. */
export function mayTouch(scope: Scope | undefined, flight: FlightInQuestion | undefined): boolean {
  if (scope === undefined || flight === undefined) return true;
  return (
    (scope.flights?.includes(flight.name) ?? true) &&
    (scope.aircraft === undefined || isUnknown(flight.aircraft) || isIn(scope.aircraft, flight.aircraft)) &&
    !(scope.flownFromS !== undefined && endOf(flight) < scope.flownFromS) &&
    !(scope.flownUntilS !== undefined && startOf(flight) > scope.flownUntilS) &&
    (scope.areas === undefined || pointsIn(scope.areas, flight) !== 'none')
  );
}

function isIn(named: readonly string[] | undefined, names: readonly string[] | undefined): boolean {
  return named === undefined || (names?.some((name) => named.includes(name)) ?? false);
}

/** A log can have several aircraft in it. */
function areAllIn(named: readonly string[] | undefined, names: readonly string[] = []): boolean {
  return named === undefined || (names.length > 0 && names.every((name) => named.includes(name)));
}

function isUnknown(names: readonly string[] | undefined): boolean {
  return names === undefined || names.length === 0;
}

/** NaN where it is not known: no comparison with it is true. A start behind the end is not known either. */
function startOf(flight: FlightInQuestion | undefined): number {
  const start = flight?.startUnixS ?? Number.NaN;
  return start > (flight?.endUnixS ?? start) ? Number.NaN : start;
}

function endOf(flight: FlightInQuestion | undefined): number {
  const end = flight?.endUnixS ?? Number.NaN;
  return end < (flight?.startUnixS ?? end) ? Number.NaN : end;
}

/** For {@link KnownPlace}: answers about all areas that are asked about now. */
export function partsOfTrack(
  areaLists: Iterable<readonly AreaGeometry[]>,
  track: FlightTrack | undefined,
): Record<string, PartOfTrack> {
  const parts: Record<string, PartOfTrack> = {};
  for (const areas of areaLists) parts[areasKey(areas)] = partIn(areas, track);
  return parts;
}

const keys = new WeakMap<readonly AreaGeometry[], string>();

/** The same for the same areas, in whatever ledger: SHA-256 of their JSON. */
export function areasKey(areas: readonly AreaGeometry[]): string {
  let key = keys.get(areas);
  if (key === undefined) {
    keys.set(areas, (key = bytesToHex(sha256(new TextEncoder().encode(sortedJson(areas))))));
  }
  return key;
}

function pointsIn(areas: readonly AreaGeometry[], flight: FlightInQuestion | undefined): PartOfTrack {
  if (flight?.track === undefined) return flight?.known?.areas[areasKey(areas)] ?? 'some';
  return partIn(areas, flight.track);
}

function partIn(areas: readonly AreaGeometry[], track: FlightTrack | undefined): PartOfTrack {
  if (track === undefined || track.latitudeDeg.length === 0) return 'some';
  if (track.latitudeDeg.length !== track.longitudeDeg.length) return 'some';
  const zone = zoneOf(areas);
  if (zone === null) return 'some';
  let isAnyIn = false;
  let isAnyOut = false;
  for (let index = 0; index < track.latitudeDeg.length; index++) {
    const latitude = track.latitudeDeg[index]!;
    const longitude = track.longitudeDeg[index]!;
    // A point that is nowhere is neither inside nor outside.
    if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return 'some';
    if (zone.contains(latitude, longitude)) isAnyIn = true;
    else isAnyOut = true;
    if (isAnyIn && isAnyOut) return 'some';
  }
  return isAnyIn ? 'all' : 'none';
}

/** Polygons are made once for each list of areas: the ledger is asked again and again. */
const zones = new WeakMap<readonly AreaGeometry[], Zone | null>();

/** Null for areas that cannot be read: then nothing is known to be in them. */
function zoneOf(areas: readonly AreaGeometry[]): Zone | null {
  let zone = zones.get(areas);
  if (zone === undefined) {
    try {
      zone = anyOf(areas.flatMap((area) => zonesOfGeoJson(area)));
    } catch {
      zone = null;
    }
    zones.set(areas, zone);
  }
  return zone;
}
