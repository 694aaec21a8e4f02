import type { DataCategory } from '../model/category.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { unitSize } from '../model/units.ts';
import { parametersText } from '../vocabulary/gen/parameters.ts';
import { textTemplatesText } from '../vocabulary/gen/text-templates.ts';
import { templateText } from '../vocabulary/text-templates.ts';
import { type Anchors, type Identity, type Moves, type Place, SHORT_IDENTITY_BYTES } from './anchors.ts';
import { bytesOf, isPrintable } from './residue-exact.ts';
import { isFix } from './track.ts';

/** A place that must not be found. */
export interface HiddenPlace {
  readonly message: string;
  readonly field: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** The anchors that a disclosure hides, sorted by how they are looked for. */
export interface HiddenAnchors {
  readonly places: readonly HiddenPlace[];
  /** How far from a hidden place a place in the output is taken for it, in degrees. */
  readonly nearDeg: number;
  /** Looked for in every notation. */
  readonly identities: readonly Identity[];
  /** Texts of fewer bytes: looked for as words of released texts. */
  readonly shortTexts: readonly Identity[];
  readonly moves: readonly Moves[];
}

/** Half a step of three decimals: what is rounded to them is still the place. */
const ROUNDED_DEG = 0.000_51;
/** Where true places are released, only the very place counts. */
const EXACT_DEG = 0.6e-7;
const LEAST_DIFFERENT_BYTES = 4;
const LEAST_TELLING_BYTES = 6;
const LEAST_TEXT_BYTES = 4;
/** A released track leads past other people: nearer than this, equal values are no evidence. */
const AROUND_TRACK_DEG = 0.01;

/**
 * @param hiddenPlaces places that are hidden although the track is released: the fixes of what is cut
 */
export function hiddenAnchors(
  anchors: Anchors,
  disclosure: Disclosure,
  hiddenPlaces: readonly HiddenPlace[],
): HiddenAnchors {
  const isMoved = disclosure.place !== 'exact' || disclosure.shape !== 'exact';
  const fixes = anchors.places.flatMap(inDegrees).filter((place) => isFix(place.latitudeDeg, place.longitudeDeg));
  const released = fixes.filter(({ category }) => !hides(category, disclosure));
  const places = fixes.filter((place) => {
    if (!hides(place.category, disclosure)) return false;
    return place.category !== 'thirdPartyPosition' || !released.some((other) => isNear(place, other));
  });
  const kept = anchors.identities.filter(({ category }) => !hides(category, disclosure)).map(keyOf);
  const known = new Set(kept);
  const identities = anchors.identities.filter(
    (identity) =>
      hides(identity.category, disclosure) && !known.has(keyOf(identity)) && !isPublic(identity, disclosure),
  );
  return {
    places: [...new Map([...places, ...hiddenPlaces].map((place) => [placeKey(place), place])).values()],
    // A cell's corner can lie beside a place by accident.
    nearDeg: disclosure.place === 'none' && isMoved ? ROUNDED_DEG : EXACT_DEG,
    identities: identities.filter(isTelling),
    shortTexts: identities.filter(isShortText),
    moves: isMoved ? (anchors.moves ?? []) : [],
  };
}

/** Whether the values of a category are hidden as they are. */
function hides(category: DataCategory, disclosure: Disclosure): boolean {
  switch (category) {
    case 'aircraftPosition':
    case 'missionPosition':
      return disclosure.place !== 'exact' || disclosure.shape !== 'exact';
    case 'homePosition':
    case 'operatorPosition':
      return disclosure.operator !== 'exact';
    case 'deviceIdentity':
    case 'firmwareIdentity':
      return disclosure.device !== 'exact';
    case 'personIdentity':
    case 'network':
      return disclosure.person !== 'exact';
    case 'freeText':
      return disclosure.text !== 'exact';
    default:
      return true;
  }
}

function inDegrees({
  category,
  message,
  field,
  latitude,
  longitude,
  units,
}: Place): (HiddenPlace & Pick<Place, 'category'>)[] {
  const size = unitSize(units, 'angle');
  if (size === undefined) return [];
  return [{ category, message, field, latitudeDeg: latitude * size, longitudeDeg: longitude * size }];
}

function isNear(a: HiddenPlace, b: HiddenPlace): boolean {
  const north = Math.abs(a.latitudeDeg - b.latitudeDeg);
  return north < AROUND_TRACK_DEG && Math.abs(a.longitudeDeg - b.longitudeDeg) < AROUND_TRACK_DEG;
}

function placeKey({ message, field, latitudeDeg, longitudeDeg }: HiddenPlace): string {
  return `${message} ${field} ${latitudeDeg} ${longitudeDeg}`;
}

function keyOf(identity: Identity): string {
  return String.fromCharCode(...bytesOf(identity));
}

/** Text of printable characters, else undefined. */
function textOf(identity: Identity): string | undefined {
  const used = bytesOf(identity);
  return isPrintable(used) ? String.fromCharCode(...used) : undefined;
}

/** Words that everybody's logs have are nobody's. */
function isPublic(identity: Identity, { text: step }: Disclosure): boolean {
  const text = textOf(identity)?.trim();
  if (text === undefined || text === '') return false;
  if (textTemplatesText.includes(text) || parametersText.includes(text)) return true;
  return identity.category === 'freeText' && step !== 'none' && templateText(text) === text;
}

/** Enough to be told from other bytes: not filler, not a small number. */
function isTelling(identity: Identity): boolean {
  const used = bytesOf(identity);
  if (used.length < SHORT_IDENTITY_BYTES || new Set(used).size < LEAST_DIFFERENT_BYTES) return false;
  return used.filter((byte) => byte !== 0 && byte !== 0xff).length >= LEAST_TELLING_BYTES;
}

function isShortText(identity: Identity): boolean {
  const text = textOf(identity);
  // A number of four bytes may look like text.
  if (text === undefined || identity.bytes.length <= LEAST_TEXT_BYTES || identity.category === 'freeText') return false;
  return text.length >= LEAST_TEXT_BYTES && text.length < SHORT_IDENTITY_BYTES && /[A-Za-z]/.test(text);
}
