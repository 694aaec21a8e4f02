import type { MessageType } from './document.ts';
import { flightveil } from './gen/unlock-licence.ts';

/** In the order of their numbers on the wire. What a licence unlocks: `unknown` unlocks nothing. */
export const licenceKinds = ['unknown', 'area', 'circle', 'country', 'height', 'polygon', 'power', 'rid'] as const;
export type LicenceKind = (typeof licenceKinds)[number];

/** In which form a licence came, likewise. */
export const licenceSources = ['flightveil', 'dji-cloud'] as const;
export type LicenceSource = (typeof licenceSources)[number];

/** An unlocking licence. See proto/unlock_licence.proto. */
export interface UnlockLicence {
  readonly id: string;
  readonly name?: string;
  readonly kind: LicenceKind;
  /** Of `area`. */
  readonly areaCodes?: readonly string[];
  /** Of `circle`. */
  readonly circle?: { readonly latitudeDeg: number; readonly longitudeDeg: number; readonly radiusM: number };
  /** Of `polygon`: its corners, each once. */
  readonly polygon?: readonly { readonly latitudeDeg: number; readonly longitudeDeg: number }[];
  /** Of `country`: ISO 3166-1, two letters. */
  readonly countries?: readonly string[];
  /** Above the take-off point; not there: no limit. */
  readonly heightM?: number;
  /** Unix seconds; `untilS` is the first at which it does not hold any more. */
  readonly fromS?: number;
  readonly untilS?: number;
  readonly isEnabled: boolean;
  /** Holds only while its holder is logged in. */
  readonly isUserOnly: boolean;
  readonly holder?: string;
  /** Not there: it holds for any aircraft. */
  readonly deviceSerial?: string;
  readonly groupId?: string;
  readonly source: LicenceSource;
}

const { UnlockLicence: message } = (flightveil as unknown as { v1: { UnlockLicence: MessageType } }).v1;

/** A licence as protobuf, behind its length. */
export function encodeLicence(licence: UnlockLicence): Uint8Array {
  const kind = licenceKinds.indexOf(licence.kind);
  const source = licenceSources.indexOf(licence.source);
  return message
    .encode({ ...licence, kind, source })
    .ldelim()
    .finish();
}

/** Stands in what was read of a message that holds more than this version knows: it may limit the licence. */
export const UNKNOWN_FIELDS = 'unknownFields';

/**
 * Reads one licence's protobuf, without its length, as far as the form goes: what it says is to be checked.
 * @returns undefined for bytes that are no message
 */
export function decodeLicence(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const read = message.decode(bytes) as Readonly<Record<string, unknown>>;
    const written = message.encode(read).finish();
    const isWhole = written.length === bytes.length && written.every((byte, at) => byte === bytes[at]);
    return isWhole ? plain(read) : { ...plain(read), [UNKNOWN_FIELDS]: true };
  } catch {
    return undefined;
  }
}

/** A licence in protobuf's mapping to JSON, as a line with its end. */
export function licenceLine(licence: UnlockLicence): string {
  const { kind, fromS, untilS, source, ...rest } = licence;
  const json = {
    ...rest,
    kind: enumName('LICENCE_KIND', kind),
    source: enumName('LICENCE_SOURCE', source),
    // Whole numbers of 64 bits are texts in that mapping.
    ...(fromS === undefined ? {} : { fromS: String(fromS) }),
    ...(untilS === undefined ? {} : { untilS: String(untilS) }),
  };
  return `${JSON.stringify(json)}\n`;
}

/** Reads one licence in protobuf's mapping to JSON, likewise: names and numbers of enumerations, texts and numbers of 64 bits, nulls left out. */
export function licenceOfJson(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { kind, source, ...rest } = json;
  return plain({
    ...rest,
    kind: numberOf(kind, 'LICENCE_KIND', licenceKinds),
    source: numberOf(source, 'LICENCE_SOURCE', licenceSources),
  });
}

const place = ['latitudeDeg', 'longitudeDeg'];

/** What is not there has no key; numbers of enumerations become names, a source that is none stays for the check to find. */
function plain(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const there = Object.entries(value).filter(([, part]) => part !== null && part !== undefined && !isEmptyList(part));
  const fields: Record<string, unknown> = { isEnabled: false, isUserOnly: false, ...Object.fromEntries(there) };
  if (Array.isArray(fields.polygon)) fields.polygon = fields.polygon.map((corner) => withZeros(corner, place));
  if (fields.circle !== undefined) fields.circle = withZeros(fields.circle, [...place, 'radiusM']);
  for (const name of ['fromS', 'untilS']) if (name in fields) fields[name] = wholeOf(fields[name]);
  const { kind = 0, source = 0 } = fields;
  return {
    ...fields,
    // Of a later version; what is no such name at all stays for the check to find.
    kind: isLater(kind) ? 'unknown' : (licenceKinds[Number(kind)] ?? kind),
    source: licenceSources[Number(source)] ?? source,
  };
}

/** A number or a name that this version does not have. */
function isLater(kind: unknown): boolean {
  return typeof kind === 'number' ? licenceKinds[kind] === undefined : /^LICENCE_KIND_[A-Z_]+$/.test(String(kind));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Both forms leave out zeros. */
function withZeros(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(names.map((name) => [name, 0])), ...value };
}

function wholeOf(value: unknown): unknown {
  const isWide = typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
  if (isWide) return Number(String(value));
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function enumName(prefix: string, name: string): string {
  return `${prefix}_${name.toUpperCase().replace('-', '_')}`;
}

/** @returns a name that is none as it is */
function numberOf(value: unknown, prefix: string, names: readonly string[]): unknown {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number') return value;
  const number = names.findIndex((name) => enumName(prefix, name) === value);
  return number < 0 ? value : number;
}
