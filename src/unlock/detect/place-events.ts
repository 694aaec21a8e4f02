import type { ZoneIndex } from '../../zones/zone-index.ts';
import { type Passage, ZoneWatch } from '../../zones/zone-watch.ts';
import type { UnlockLicence } from '../licences/licence.ts';
import type { Draft } from './draft.ts';

/** Why it cannot be told whether a licence allows it that would, if that were known. */
export type LicenceDoubt = 'aircraft-unknown' | 'time-unknown';

/** The licence that allows to be there then, or what keeps one from being known to; undefined: there is none. */
export type LicenceCheck = (
  passage: Passage,
  heightOverHomeM: number,
) => Pick<UnlockLicence, 'id' | 'holder'> | LicenceDoubt | undefined;

/** Tells the zones that one track comes into and leaves. */
export class PlaceEvents {
  readonly #watch: ZoneWatch;
  /** Of the first fix that has one: limits above the ground are held against the height over it. */
  #startAltitudeM = Number.NaN;
  #heightOverHomeM = Number.NaN;

  /**
   * @param vehicle whose track it is, where a log has several
   * @param found called with each event, by the clock of the fixes
   */
  constructor(zones: ZoneIndex, licenceOf: LicenceCheck | undefined, vehicle: string, found: (draft: Draft) => void) {
    this.#watch = new ZoneWatch(zones, {
      passage: (passage) => found({ ...draftOf(passage, this.#heightOverHomeM, licenceOf), vehicle }),
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

function draftOf(
  passage: Passage,
  heightOverHomeM: number,
  licenceOf: LicenceCheck | undefined,
): Omit<Draft, 'vehicle'> {
  const { zone, source, kind, timeUs, isHeightKnown, isTimeKnown } = passage;
  const needsLicence =
    zone.isInclusion !== true && (zone.restriction === 'prohibited' || zone.restriction === 'requires-authorisation');
  const answer = kind === 'entered' && needsLicence ? licenceOf?.(passage, heightOverHomeM) : undefined;
  const licence = typeof answer === 'string' ? undefined : answer;
  const isWithout = kind === 'entered' && needsLicence && licence === undefined;
  const unknown = new Set<string>(isHeightKnown ? [] : ['height-unknown']);
  if (!isTimeKnown) unknown.add('time-unknown');
  if (typeof answer === 'string') unknown.add(answer);
  return {
    kind: kind === 'left' ? 'zone-left' : isWithout ? 'zone-entered-without-unlock' : 'zone-entered',
    evidence: 'place',
    timeUs,
    areaCode: zone.identifier,
    zoneSource: source,
    ...(licence === undefined ? {} : { licence: licence.id }),
    ...(licence?.holder === undefined ? {} : { person: licence.holder }),
    ...(unknown.size === 0 ? {} : { about: [...unknown].join(',') }),
  };
}
