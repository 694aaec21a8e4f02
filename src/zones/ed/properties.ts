import type { Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject, listOf, textOf, withoutNulls } from '../json.ts';
import type { GeoZone, Restriction } from '../zone.ts';
import { mainText, NO_LANGUAGE, readTexts } from './texts.ts';

/** Words of one of the two standards, and how the other spells them. */
interface Dialect {
  readonly authorisation: string;
  /** Texts without a language are what the format has. */
  readonly isTextPlain: boolean;
}

export const ed318: Dialect = { authorisation: 'REQ_AUTHORIZATION', isTextPlain: false };
export const ed269: Dialect = { authorisation: 'REQ_AUTHORISATION', isTextPlain: true };

const restrictionOf: ReadonlyMap<string, Restriction> = new Map([
  ['NO_RESTRICTION', 'none'],
  ['CONDITIONAL', 'conditional'],
  ['REQ_AUTHORISATION', 'requires-authorisation'],
  ['REQ_AUTHORIZATION', 'requires-authorisation'],
  ['PROHIBITED', 'prohibited'],
  // Services of U-space have to be used there (ED-318).
  ['USPACE', 'conditional'],
]);

/** A zone but for its ground, heights and times. */
export type Described = Omit<GeoZone, 'volumes' | 'applicability'>;

/** The identifier of a zone, or its number in the file with a mark before it: an area code is never made up. */
export function identifierOf(value: unknown, number: number): string {
  return textOf(value) ?? (typeof value === 'number' ? String(value) : `#${number}`);
}

/**
 * What ED-269 and ED-318 say of a zone. What we do not look at goes into `extra`, in the words of ED-318.
 * @param restriction the member that has different names in the two standards
 * @param variant likewise: COMMON or CUSTOMIZED
 */
export function describe(
  zone: JsonObject,
  { restriction, variant }: { restriction: unknown; variant: unknown },
  dialect: Dialect,
  identifier: string,
  notes: Notes,
): Described {
  if (typeof zone.identifier !== 'string') {
    notes.tolerated('identifier-missing', 'the identifier is not there, or is no text');
  }
  const names = readTexts(zone.name, dialect.isTextPlain, notes);
  const name = names && mainText(names);
  const country = countryOf(zone.country, notes);
  const extra = withoutNulls({
    // One text of no language is the name itself.
    ...(names === undefined || (names.length === 1 && names[0]!.lang === NO_LANGUAGE) ? {} : { name: names }),
    ...(restriction === 'USPACE' ? { type: 'USPACE' } : {}),
    ...(textOf(variant) === undefined || variant === 'COMMON' ? {} : { variant }),
    restrictionConditions: textOf(zone.restrictionConditions),
    region: Number.isSafeInteger(zone.region) ? zone.region : undefined,
    otherReasonInfo: readTexts(zone.otherReasonInfo, dialect.isTextPlain, notes),
    regulationExemption: textOf(zone.regulationExemption),
    message: readTexts(zone.message, dialect.isTextPlain, notes),
    zoneAuthority: authoritiesOf(zone.zoneAuthority, dialect, notes),
    dataSource: isObject(zone.dataSource) ? zone.dataSource : undefined,
    extendedProperties: isObject(zone.extendedProperties) ? zone.extendedProperties : undefined,
  });
  return {
    identifier,
    ...(name === undefined ? {} : { name }),
    ...(country === undefined ? {} : { country }),
    restriction: readRestriction(restriction, dialect, notes),
    reasons: reasonsOf(zone.reason, notes),
    ...(isObject(extra) ? { extra } : {}),
  };
}

function readRestriction(value: unknown, dialect: Dialect, notes: Notes): Restriction {
  const name = textOf(value)?.toUpperCase();
  const known = name === undefined ? undefined : restrictionOf.get(name);
  if (known === undefined) {
    notes.warned('restriction-unknown', 'what the zone asks for is not there, or in no word of the standard');
    return 'unknown';
  }
  const isOther = known === 'requires-authorisation' && name !== dialect.authorisation;
  if (isOther || name !== value) {
    notes.tolerated('restriction-spelling', 'what the zone asks for is spelt in another way');
  }
  return known;
}

function reasonsOf(value: unknown, notes: Notes): readonly string[] {
  return listOf(value, 'a reason', notes)
    .map(textOf)
    .filter((reason) => reason !== undefined);
}

function countryOf(value: unknown, notes: Notes): string | undefined {
  const name = textOf(value)?.toUpperCase();
  if (name === undefined) return undefined;
  if (/^[A-Z]{3}$/.test(name)) return name;
  notes.tolerated('country-unknown', 'the country is not in three letters: left out');
  return undefined;
}

function authoritiesOf(value: unknown, dialect: Dialect, notes: Notes): readonly JsonObject[] {
  return listOf(value, 'an authority', notes)
    .filter(isObject)
    .map((authority) => {
      const texts = Object.fromEntries(
        (['name', 'service', 'contactName'] as const)
          .filter((name) => isThere(authority[name]))
          .map((name) => [name, readTexts(authority[name], dialect.isTextPlain, notes)]),
      );
      return { ...authority, ...texts };
    });
}
