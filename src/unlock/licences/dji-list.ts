import { iso1A2Code } from '@rapideditor/country-coder';
import type { LicenceKind } from '../../wire/unlock-licence.ts';
import type { Notes } from '../../zones/findings.ts';
import { isObject, type JsonObject } from '../../zones/json.ts';
import { MAX_TIME_S } from './licence.ts';

/** Licences as DJI's Cloud API lists them: `unlock_license_list`, FlySafe of docks, developer.dji.com. */

/** By `common_fields.type`: the kind, and the member in which the rest stands. */
const types: readonly (readonly [kind: LicenceKind, member: string])[] = [
  ['area', 'area_unlock'],
  ['circle', 'circle_unlock'],
  ['country', 'country_unlock'],
  ['height', 'height_unlock'],
  ['polygon', 'polygon_unlock'],
  ['power', 'power_unlock'],
  ['rid', 'rid_unlock'],
];

/** The most that a height can be: no limit. */
const NO_LIMIT_M = 65_535;
const commonFields: ReadonlySet<string> = new Set([
  ...[
    'license_id',
    'name',
    'type',
    'group_id',
    'user_id',
    'device_sn',
    'begin_time',
    'end_time',
    'user_only',
    'enabled',
  ],
]);

/** Whether a JSON value is one of DJI's licences. */
export function isDjiLicence(value: JsonObject): boolean {
  return Object.hasOwn(value, 'common_fields');
}

/**
 * A licence of DJI's in our form, to be checked.
 * @returns undefined, with a finding, if something that could limit it is missing or says two things
 */
export function readDjiLicence(value: JsonObject, notes: Notes): JsonObject | undefined {
  const { common_fields: common } = value;
  if (!isObject(common)) return notes.refused('licence-unreadable', 'common_fields is no record');
  const known = ['common_fields', ...types.map(([, member]) => member)];
  const isStrange = (names: readonly string[], of: { has(name: string): boolean }): boolean =>
    names.some((name) => !of.has(name));
  if (isStrange(Object.keys(value), new Set(known)) || isStrange(Object.keys(common), commonFields))
    notes.tolerated('unknown-member', 'it has members that are not known: left out');
  const kind = kindOf(common.type, value, notes);
  const id = idOf(common.license_id);
  if (kind === undefined) return undefined;
  if (id === undefined) return notes.refused('id-unreadable', 'license_id is no exact number and no text');
  const fromS = secondsOf(common.begin_time, 'begin_time', notes);
  const untilS = secondsOf(common.end_time, 'end_time', notes);
  const deviceSerial = textOf(common.device_sn);
  if (fromS === undefined || untilS === undefined) return undefined;
  // Without it the licence would hold for every aircraft.
  if (deviceSerial === undefined) return notes.refused('device-missing', 'device_sn is missing');
  const rest = restOf(kind, value, notes);
  if (rest === undefined) return undefined;
  const [name, holder, groupId] = [textOf(common.name), textOf(common.user_id), idOf(common.group_id)];
  return {
    ...{ id, kind, fromS, untilS, deviceSerial, source: 'dji-cloud' },
    isEnabled: flagOf(common.enabled, false, 'enabled', notes),
    isUserOnly: flagOf(common.user_only, true, 'user_only', notes),
    ...(name === undefined ? {} : { name }),
    ...(holder === undefined ? {} : { holder }),
    ...(groupId === undefined ? {} : { groupId }),
    ...rest,
  };
}

function kindOf(type: unknown, value: JsonObject, notes: Notes): LicenceKind | undefined {
  const members = types.filter(([, member]) => isObject(value[member]));
  const number = numberOf(type, 'type', notes);
  if (number === undefined) {
    const [only, other] = members;
    if (type !== undefined || only === undefined || other !== undefined)
      return notes.refused('type-unreadable', 'type is no number');
    notes.tolerated('type-missing', 'type is missing: told by what it unlocks');
    return only[0];
  }
  const named = types[number];
  if (named === undefined) {
    notes.warned('type-unknown', 'its type is not known: it unlocks nothing');
    return 'unknown';
  }
  if (members.some(([kind]) => kind !== named[0]))
    return notes.refused('type-contradicted', 'type says another thing than what it unlocks');
  return named[0];
}

/** What only a licence of this kind has. */
function restOf(kind: LicenceKind, value: JsonObject, notes: Notes): JsonObject | undefined {
  if (kind === 'unknown') return {};
  const member = types.find(([name]) => name === kind)![1];
  const part = value[member];
  if (!isObject(part)) {
    // There is nothing in them.
    if ((kind === 'power' || kind === 'rid') && part === undefined) return {};
    return notes.refused('part-missing', `${member} is missing`);
  }
  switch (kind) {
    case 'area': {
      if (!Array.isArray(part.area_ids)) return notes.refused('areas-unreadable', 'area_ids is no list');
      const areaCodes = part.area_ids.map(idOf);
      return areaCodes.includes(undefined)
        ? notes.refused('areas-unreadable', 'an area has no exact number and no text')
        : { areaCodes };
    }
    case 'circle': {
      const [latitudeDeg, longitudeDeg, radiusM] = ['latitude', 'longitude', 'radius'].map((name) =>
        numberOf(part[name], name, notes),
      );
      const height = heightOf(part, notes);
      return height && { circle: { latitudeDeg, longitudeDeg, radiusM }, ...height };
    }
    case 'polygon': {
      if (!Array.isArray(part.points)) return notes.refused('part-missing', 'points is no list');
      const polygon = part.points.map((point: unknown) => ({
        latitudeDeg: isObject(point) ? numberOf(point.latitude, 'latitude', notes) : undefined,
        longitudeDeg: isObject(point) ? numberOf(point.longitude, 'longitude', notes) : undefined,
      }));
      return { polygon: withoutClosing(polygon, notes) };
    }
    case 'country': {
      const country = countryOf(part.country_number, notes);
      const height = heightOf(part, notes);
      if (country === undefined) return notes.refused('country-unknown', 'country_number is no number of ISO 3166-1');
      return height && { countries: [country], ...height };
    }
    case 'height': {
      const heightM = numberOf(part.height, 'height', notes);
      return heightM === undefined ? notes.refused('height-unreadable', 'height is no number') : { heightM };
    }
    default:
      return {};
  }
}

type Corner = Readonly<Record<'latitudeDeg' | 'longitudeDeg', number | undefined>>;

function withoutClosing(corners: readonly Corner[], notes: Notes): readonly Corner[] {
  const [first, last] = [corners[0], corners.at(-1)];
  const isClosed =
    corners.length > 3 && first!.latitudeDeg === last!.latitudeDeg && first!.longitudeDeg === last!.longitudeDeg;
  if (!isClosed) return corners;
  notes.tolerated('polygon-closed', 'its first corner stands again at its end: left out');
  return corners.slice(0, -1);
}

/** @returns undefined, with a finding, for a height that is there and is none */
function heightOf({ height }: JsonObject, notes: Notes): JsonObject | undefined {
  // It may be a limit that was lost.
  const heightM = height === undefined ? undefined : numberOf(height, 'height', notes);
  if (heightM === undefined) return notes.refused('height-unreadable', 'height is missing or no number');
  return heightM === NO_LIMIT_M ? {} : { heightM };
}

function countryOf(value: unknown, notes: Notes): string | undefined {
  const number = numberOf(value, 'country_number', notes);
  if (number === undefined || !Number.isInteger(number) || number < 1 || number > 999) return undefined;
  return iso1A2Code(String(number).padStart(3, '0')) ?? undefined;
}

/** @returns undefined, with a finding, for what is no time */
function secondsOf(value: unknown, name: string, notes: Notes): number | undefined {
  const number = numberOf(value, name, notes);
  if (number === undefined || !(number >= 0)) return notes.refused('time-unreadable', `${name} is no time`);
  if (number <= MAX_TIME_S) return Math.floor(number);
  if (number > MAX_TIME_S * 1000) return notes.refused('time-unreadable', `${name} is no time`);
  notes.warned('time-in-milliseconds', `${name} is in milliseconds: seconds are usual`);
  return Math.floor(number / 1000);
}

function numberOf(value: unknown, name: string, notes: Notes): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return undefined;
  notes.tolerated('number-is-text', `${name} is a text: read as the number in it`);
  return Number(value);
}

/** A number beyond the exact ones may have been another. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return textOf(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param strict what it is where the list does not say */
function flagOf(value: unknown, strict: boolean, name: string, notes: Notes): boolean {
  if (typeof value === 'boolean') return value;
  notes.warned('flag-missing', `${name} is neither true nor false: taken for ${strict}`);
  return strict;
}
