import { iso1A2Code } from '@rapideditor/country-coder';
import { Disc, Polygon, type Zone } from '../../geo/zone.ts';
import { Findings } from '../../zones/findings.ts';
import { shapeOf, type UnlockLicence } from './licence.ts';

/** Where and when somebody flies, as far as it is known. */
export interface LicencePurpose {
  /** Unix seconds. */
  readonly unixS: number;
  /** By which the maker knows the zone. */
  readonly areaCode?: string | undefined;
  readonly latitudeDeg?: number | undefined;
  readonly longitudeDeg?: number | undefined;
  /** Above the take-off point. */
  readonly heightM?: number | undefined;
  /** ISO 3166-1, two or three letters. */
  readonly country?: string | undefined;
  /** Whether it is the aircraft of this serial: who asks compares names, serials stay where they are. */
  readonly isDevice?: ((serial: string) => boolean) | undefined;
  /** Whether it is known that this account was logged in. */
  readonly isHolder?: ((account: string) => boolean) | undefined;
}

/**
 * Whether a licence allows to be in a zone. False where it cannot be told: a height, a country, an aircraft that the licence limits and nobody named. Licences for
 * heights, power and remote identification allow to be in no zone; nor do those of an unknown kind.
 */
export function licenceCovers(licence: UnlockLicence, purpose: LicencePurpose): boolean {
  return holds(licence, purpose) && isWithin(licence, purpose);
}

function holds(
  { isEnabled, isUserOnly, holder, deviceSerial, fromS, untilS, heightM }: UnlockLicence,
  purpose: LicencePurpose,
): boolean {
  const { unixS } = purpose;
  if (!isEnabled || !Number.isFinite(unixS)) return false;
  if (fromS !== undefined && unixS < fromS) return false;
  if (untilS !== undefined && unixS >= untilS) return false;
  if (deviceSerial !== undefined && purpose.isDevice?.(deviceSerial) !== true) return false;
  if (isUserOnly && (holder === undefined || purpose.isHolder?.(holder) !== true)) return false;
  // NaN is no height.
  return heightM === undefined || (purpose.heightM !== undefined && purpose.heightM <= heightM);
}

function isWithin(licence: UnlockLicence, { areaCode, latitudeDeg, longitudeDeg, country }: LicencePurpose): boolean {
  switch (licence.kind) {
    case 'area':
      return areaCode !== undefined && licence.areaCodes!.includes(areaCode);
    case 'circle':
    case 'polygon':
      if (latitudeDeg === undefined || longitudeDeg === undefined) return false;
      return Math.abs(longitudeDeg) <= 180 && groundOf(licence).contains(latitudeDeg, longitudeDeg);
    case 'country': {
      const code = country !== undefined && /^[A-Za-z]{2,3}$/.test(country) ? iso1A2Code(country) : null;
      return code !== null && licence.countries!.includes(code);
    }
    default:
      return false;
  }
}

const grounds = new WeakMap<UnlockLicence, Zone>();
const nowhere: Zone = { contains: () => false };

function groundOf(licence: UnlockLicence): Zone {
  let ground = grounds.get(licence);
  if (ground === undefined) {
    const shape = shapeOf(licence, new Findings().of());
    if (shape === undefined) ground = nowhere;
    else if (shape.kind === 'polygon') ground = new Polygon(shape.rings);
    else ground = new Disc({ longitudeDeg: shape.centre[0], latitudeDeg: shape.centre[1] }, shape.radiusM);
    grounds.set(licence, ground);
  }
  return ground;
}
