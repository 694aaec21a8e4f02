import type { ZoneIndex } from '../../zones/zone-index.ts';
import { type Passage, ZoneWatch } from '../../zones/zone-watch.ts';
import type { UnlockLicence } from '../licences/licence.ts';
import type { Draft } from './draft.ts';

/** The licence that allows to be there then, if there is one. */
export type LicenceCheck = (
  passage: Passage,
  heightOverHomeM: number,
) => Pick<UnlockLicence, 'id' | 'holder'> | undefined;

/** Tells the zones that one track comes into and leaves. */
export class PlaceEvents {
  readonly #watch: ZoneWatch;
  /** Of the first fix that has one: limits above the ground are held against the height over it. */
  #startAltitudeM = Number.NaN;
  #heightOverHomeM = Number.NaN;

  /** @param found called with each event, by the clock of the fixes */
  constructor(zones: ZoneIndex, licenceOf: LicenceCheck | undefined, found: (draft: Draft) => void) {
    this.#watch = new ZoneWatch(zones, {
      passage: (passage) => found(draftOf(passage, this.#heightOverHomeM, licenceOf)),
    });
  }

  /**
   * The next fix. Allocates nothing but for an event.
   * @param timeUs Unix microseconds; NaN: the clock tells no date
   * @param heightM over home, or above the sea; NaN: unknown
   */
  fix(timeUs: number, latitudeDeg: number, longitudeDeg: number, heightM: number, isOverHome: boolean): void {
    if (isOverHome) {
      this.#heightOverHomeM = heightM;
      this.#watch.fix(timeUs, latitudeDeg, longitudeDeg, Number.NaN, heightM);
      return;
    }
    if (Number.isNaN(this.#startAltitudeM)) this.#startAltitudeM = heightM;
    this.#heightOverHomeM = heightM - this.#startAltitudeM;
    this.#watch.fix(timeUs, latitudeDeg, longitudeDeg, heightM, this.#heightOverHomeM);
  }

  /** Behind the last fix. */
  finish(): void {
    this.#watch.finish();
  }
}

function draftOf(passage: Passage, heightOverHomeM: number, licenceOf: LicenceCheck | undefined): Draft {
  const { zone, source, kind, timeUs, isHeightKnown, isTimeKnown } = passage;
  const needsLicence =
    zone.isInclusion !== true && (zone.restriction === 'prohibited' || zone.restriction === 'requires-authorisation');
  const licence = kind === 'entered' && needsLicence ? licenceOf?.(passage, heightOverHomeM) : undefined;
  const isWithout = kind === 'entered' && needsLicence && licence === undefined;
  const unknown = [...(isHeightKnown ? [] : ['height-unknown']), ...(isTimeKnown ? [] : ['time-unknown'])];
  return {
    kind: kind === 'left' ? 'zone-left' : isWithout ? 'zone-entered-without-unlock' : 'zone-entered',
    evidence: 'place',
    timeUs,
    areaCode: zone.identifier,
    zoneSource: source,
    ...(licence === undefined ? {} : { licence: licence.id }),
    ...(licence?.holder === undefined ? {} : { person: licence.holder }),
    ...(unknown.length === 0 ? {} : { about: unknown.join(',') }),
  };
}
