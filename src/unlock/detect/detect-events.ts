import type { FlightFacts } from '../../filter/survey.ts';
import type { Track } from '../../filter/track.ts';
import type { UnlockEvent } from '../../model/unlock-event.ts';
import type { ZoneIndex } from '../../zones/zone-index.ts';
import { type Passage, ZoneWatch } from '../../zones/zone-watch.ts';
import type { UnlockLicence } from '../licences/licence.ts';
import { type Draft, joined } from './draft.ts';
import { SignalEvents } from './signal-events.ts';

/** The licence that allows to be there then, if there is one. */
export type LicenceCheck = (
  passage: Passage,
  heightOverHomeM: number,
) => Pick<UnlockLicence, 'id' | 'holder'> | undefined;

export interface DetectOptions {
  /** The zones that were imported. */
  readonly zones?: ZoneIndex | undefined;
  /** Undefined: there are no licences. */
  readonly licenceOf?: LicenceCheck | undefined;
}

/** What {@link detectEvents} needs of a survey. */
export type DetectFacts = Pick<FlightFacts, 'signals' | 'tracks' | 'clockZeroUs'>;

/**
 * Every event of zones, fences and unlocks that a log tells of, or that follows from where the aircraft was, in the order of time.
 * @returns no place, no device, no person but the holder of a licence: who records them says whose they are
 */
export function detectEvents(
  { signals, tracks, clockZeroUs }: DetectFacts,
  { zones, licenceOf }: DetectOptions = {},
): readonly UnlockEvent[] {
  const drafts: Draft[] = [];
  const told = new SignalEvents((draft) => drafts.push(draft));
  for (const signal of signals) told.take(signal);
  told.settle(Number.POSITIVE_INFINITY);
  const passed = zones === undefined ? [] : tracks.flatMap((track) => passagesOf(track, zones, clockZeroUs, licenceOf));
  const events = [
    ...joined(drafts).map(({ timeUs, ...event }) => dated(event, timeUs + (clockZeroUs ?? Number.NaN))),
    ...joined(passed).map(({ timeUs, ...event }) => dated(event, timeUs)),
  ];
  return events.sort((a, b) => (a.timeUs ?? 0) - (b.timeUs ?? 0));
}

/** @param clockZeroUs undefined: the track's times tell no date */
function passagesOf(
  track: Track,
  zones: ZoneIndex,
  clockZeroUs: number | undefined,
  licenceOf: LicenceCheck | undefined,
): Draft[] {
  const drafts: Draft[] = [];
  let height = Number.NaN;
  const watch = new ZoneWatch(zones, { passage: (passage) => drafts.push(draftOf(passage, height, licenceOf)) });
  const { timeUs, latitudeDeg, longitudeDeg, altitudeM, heightOverHomeM } = track;
  const isDated = clockZeroUs !== undefined;
  let startM = Number.NaN;
  for (let at = 0; at < track.length; at++) {
    const altitude = altitudeM[at]!;
    if (Number.isNaN(startM)) startM = altitude;
    height = heightOverHomeM === undefined ? altitude - startM : heightOverHomeM[at]!;
    watch.fix(isDated ? timeUs[at]! : Number.NaN, latitudeDeg[at]!, longitudeDeg[at]!, altitude, height);
  }
  watch.finish();
  return drafts;
}

export function draftOf(passage: Passage, heightOverHomeM: number, licenceOf: LicenceCheck | undefined): Draft {
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

/** By the log's clock, in Unix microseconds; an instant that cannot be is none. */
export function dated(event: Omit<UnlockEvent, 'timeUs'>, timeUs: number): UnlockEvent {
  const wholeUs = Math.round(timeUs);
  return Number.isSafeInteger(wholeUs) ? { timeUs: wholeUs, ...event } : event;
}
