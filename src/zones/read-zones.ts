import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isShownName, shownText } from '../bytes/text.ts';
import type { FlightveilError } from '../model/errors.ts';
import { decodeText, unusable } from './decode.ts';
import { Findings } from './findings.ts';
import { isObject } from './json.ts';
import { isPointList, isWaypointFile, readPointList, readWaypointFence } from './readers/ardupilot-fence.ts';
import { hasOtherCrs } from './readers/crs.ts';
import { isDanish, readDanishZones } from './readers/danish-zones.ts';
import { isEd269, isEd269Feature, readEd269, readEd269Features } from './readers/ed269.ts';
import { isEd318, readEd318 } from './readers/ed318.ts';
import { isFaaUasfm, readFaaUasfm } from './readers/faa-uasfm.ts';
import { featuresOf, readGeoJson } from './readers/geojson.ts';
import { isOpenAir, readOpenAir } from './readers/openair.ts';
import { isQgcPlan, readQgcPlan } from './readers/qgc-plan.ts';
import type { ReadZones } from './readers/reader.ts';
import { warnOfDuplicates, warnOfSwappedAxes } from './suspicions.ts';
import type { GeoZone, ZoneFormat, ZoneSet } from './zone.ts';

/** JavaScript has no longer text; JSON of this size takes some gigabytes of memory. */
const MAX_BYTES = 512 * 1024 * 1024;

/** @throws FlightveilError `zones-invalid` for a file that is larger than may be read; to be asked before it is read */
export function checkSize(bytes: number, { maxBytes = MAX_BYTES }: ReadZonesOptions = {}): void {
  if (bytes <= maxBytes) return;
  throw unusable('it is too large', 'Split it, or leave out what is far from where you fly.', { maxBytes });
}

export interface ReadZonesOptions {
  /** A larger file is refused. By default 512 MiB. */
  readonly maxBytes?: number;
}

type Read = readonly [ZoneFormat, ReadZones | undefined];

/**
 * Reads a file of zones of any known format, found by its content: ED-318, ED-269, GeoJSON, UAS Facility Maps of the FAA, OpenAir, fences of
 * ArduPilot and QGroundControl. Tolerant, and every tolerance a finding; what is not sure is refused and never guessed.
 *
 * @param name by which the source is known and replaced: usually that of the file
 * @throws FlightveilError `zones-invalid` if nothing of it can be used; its facts count the findings that refused
 */
export function readZones(bytes: Uint8Array, name: string, options: ReadZonesOptions = {}): ZoneSet {
  checkSize(bytes.length, options);
  const findings = new Findings();
  const text = decodeText(bytes, findings);
  if (text.trim() === '') throw unusable('it is empty');
  const [format, read] = /^\s*[{[]/.test(text) ? readDocument(text, findings) : readLines(text, findings);
  if (read === undefined || read.counted === 0) {
    throw unusable('there is no zone in it', 'Name a file with zones or a fence.', { format });
  }
  if (read.zones.length === 0) throw allRefused(format, read, findings);
  const zones = read.zones.map((zone, at) => withUsableIdentifier(zone, at, findings));
  warnOfDuplicates(zones, findings);
  warnOfSwappedAxes(zones, findings);
  const source = { name: shownText(name), version: bytesToHex(sha256(bytes)) };
  return { format, source, zones, findings: findings.list, counted: read.counted };
}

/** What cannot be shown or kept is no area code: the zone holds under its number. */
function withUsableIdentifier(zone: GeoZone, at: number, findings: Findings): GeoZone {
  if (isShownName(zone.identifier)) return zone;
  const identifier = `#${at + 1}`;
  findings
    .of(identifier)
    .tolerated('identifier-unusable', 'an identifier is too long or cannot be shown: a number instead');
  return { ...zone, identifier };
}

function allRefused(format: ZoneFormat, { counted }: ReadZones, findings: Findings): FlightveilError {
  const facts: Record<string, string | number> = { format, zones: counted };
  for (const { severity, code } of findings.list) {
    if (severity === 'refused') facts[code] = Number(facts[code] ?? 0) + 1;
  }
  const reasons = [
    ...new Set(findings.list.filter(({ severity }) => severity === 'refused').map((one) => one.message)),
  ];
  return unusable(`none of its zones can be used: ${reasons.slice(0, 3).join('; ')}`, undefined, facts);
}

function readDocument(text: string, findings: Findings): Read {
  const document = parse(text);
  if (Array.isArray(document) && isEd269(document)) {
    findings.of().tolerated('top-level-list', 'the zones are the top level, not under features or UASZoneList');
    return ['ed269', readEd269(document, findings)];
  }
  if (!isObject(document)) throw unknown();
  if (isQgcPlan(document)) return ['qgc-plan', readQgcPlan(document, findings)];
  const { UASZoneList: list, features } = document;
  if (Array.isArray(list)) return ['ed269', readEd269(list, findings)];
  if (Array.isArray(features) && isEd269(features)) return ['ed269', readEd269(features, findings)];
  const found = featuresOf(document);
  if (found === undefined) throw unknown();
  if (hasOtherCrs(document, found)) {
    throw unusable('its positions are in another coordinate system than WGS 84', 'Convert it to EPSG:4326.');
  }
  if (isEd269Feature(found)) return ['ed269', readEd269Features(found, findings)];
  if (isEd318(found)) return ['ed318', readEd318(found, findings)];
  if (isFaaUasfm(found)) return ['faa-uasfm', readFaaUasfm(found, findings)];
  if (isDanish(found)) return ['geojson', readDanishZones(found, findings)];
  return ['geojson', readGeoJson(found, findings)];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error would quote the file.
    throw unusable('it begins as JSON and is none', 'Fetch the file again: it may be cut short.');
  }
}

function readLines(text: string, findings: Findings): Read {
  if (isWaypointFile(text)) return ['ardupilot-fence', readWaypointFence(text, findings)];
  if (isPointList(text)) return ['ardupilot-fence', readPointList(text, findings)];
  if (isOpenAir(text)) return ['openair', readOpenAir(text, findings)];
  throw unknown();
}

function unknown(): FlightveilError {
  return unusable(
    'it is in no format of zones that is known',
    'Known are ED-318, ED-269, GeoJSON, UAS Facility Maps as GeoJSON, OpenAir, and fences of ArduPilot and QGroundControl.',
  );
}
