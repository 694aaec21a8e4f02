import { FlightveilError } from '../model/errors.ts';
import { type PackedZone, packZones, unpackZones } from '../zones/pack.ts';
import type { ZoneFinding, ZoneFormat, ZoneSet } from '../zones/zone.ts';

/** What is known of a stored set without reading its zones. */
export interface StoredZones {
  readonly name: string;
  readonly version: string;
  readonly format: ZoneFormat;
  /** Zones that can be used, of so many that were counted in the file. */
  readonly zones: number;
  readonly counted: number;
  /** Unix seconds. */
  readonly importedS: number;
}

const FILE_VERSION = 1;
/** A head is one line; nobody's file has a longer name. */
export const MAX_HEAD_BYTES = 64 * 1024;

interface Body {
  readonly findings: readonly ZoneFinding[];
  readonly zones: readonly PackedZone[];
  /** Doubles, least byte first, in base 64. */
  readonly coordinates: string;
}

/** A set as two lines of JSON: what it is, then its zones. @throws FlightveilError `zones-invalid` if it is longer than one text can be */
export function toZoneFile({ source, format, zones, findings, counted }: ZoneSet, importedS: number): Uint8Array {
  const head = { file: FILE_VERSION, ...source, format, zones: zones.length, counted, importedS };
  const { zones: packed, coordinates } = packZones(zones);
  try {
    const places = Buffer.from(coordinates.buffer).toString('base64');
    const body: Body = { findings, zones: packed, coordinates: places };
    return Buffer.from(`${JSON.stringify(head)}\n${JSON.stringify(body)}\n`);
  } catch (cause) {
    if (!(cause instanceof RangeError) && !(cause instanceof Error && 'code' in cause)) throw cause;
    throw new FlightveilError('zones-invalid', 'its zones have too many positions to be kept in one file', {
      advice: 'Split it, or leave out what is far from where you fly.',
      cause,
    });
  }
}

/** The first line of a stored set. @throws FlightveilError `state-unusable` if it is damaged */
export function headOf(bytes: Uint8Array): StoredZones {
  const end = bytes.indexOf(0x0a);
  const head = end < 0 ? undefined : parsed(bytes.subarray(0, end));
  if (!isHead(head)) throw damaged();
  const { name, version, format, zones, counted, importedS } = head;
  return { name, version, format, zones, counted, importedS };
}

/** A stored set. @throws FlightveilError `state-unusable` if it is damaged */
export function zonesIn(bytes: Uint8Array): ZoneSet {
  const { name, version, format, zones, counted } = headOf(bytes);
  const body = parsed(bytes.subarray(bytes.indexOf(0x0a) + 1)) as Partial<Body> | undefined;
  if (!Array.isArray(body?.zones) || !Array.isArray(body.findings) || typeof body.coordinates !== 'string') {
    throw damaged();
  }
  if (body.zones.length !== zones) throw damaged();
  const places = Buffer.from(body.coordinates, 'base64');
  try {
    // A copy of its own: doubles have to begin at a multiple of eight bytes.
    const coordinates = new Float64Array(new Uint8Array(places).buffer);
    const unpacked = unpackZones({ zones: body.zones, coordinates });
    return { format, source: { name, version }, zones: unpacked, findings: body.findings, counted };
  } catch {
    throw damaged();
  }
}

function isHead(value: unknown): value is StoredZones & { readonly file: number } {
  if (typeof value !== 'object' || value === null) return false;
  const head = value as Partial<Record<string, unknown>>;
  return (
    head.file === FILE_VERSION &&
    [head.name, head.version, head.format].every((text) => typeof text === 'string') &&
    [head.zones, head.counted, head.importedS].every(Number.isFinite)
  );
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function damaged(): FlightveilError {
  return new FlightveilError('state-unusable', 'stored zones are damaged', {
    advice: 'Remove the file from the folder zones of the state folder, and import the zones again.',
  });
}
