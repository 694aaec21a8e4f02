import type { FlightFacts } from '../../filter/survey.ts';
import type { Track } from '../../filter/track.ts';
import type { UnlockEvent } from '../../model/unlock-event.ts';
import type { ZoneIndex } from '../../zones/zone-index.ts';
import { type Draft, joined } from './draft.ts';
import { type LicenceCheck, PlaceEvents } from './place-events.ts';
import { SignalEvents } from './signal-events.ts';

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
  const passed =
    zones === undefined
      ? []
      : tracks.flatMap((track, at) => passagesOf(track, `track ${at}`, zones, clockZeroUs, licenceOf));
  const events = [
    ...joined(drafts).map(({ timeUs, ...event }) => dated(event, timeUs + (clockZeroUs ?? Number.NaN))),
    ...joined(passed).map(({ timeUs, ...event }) => dated(event, timeUs)),
  ];
  return events.sort((a, b) => (a.timeUs ?? 0) - (b.timeUs ?? 0));
}

/** @param clockZeroUs undefined: the track's times tell no date */
function passagesOf(
  track: Track,
  vehicle: string,
  zones: ZoneIndex,
  clockZeroUs: number | undefined,
  licenceOf: LicenceCheck | undefined,
): Draft[] {
  const drafts: Draft[] = [];
  const places = new PlaceEvents(zones, licenceOf, vehicle, (draft) => drafts.push(draft));
  const { timeUs, latitudeDeg, longitudeDeg, altitudeM, heightOverHomeM } = track;
  const heights = heightOverHomeM ?? altitudeM;
  const isOverHome = heightOverHomeM !== undefined;
  const isDated = clockZeroUs !== undefined;
  for (let at = 0; at < track.length; at++) {
    places.fix(isDated ? timeUs[at]! : Number.NaN, latitudeDeg[at]!, longitudeDeg[at]!, heights[at]!, isOverHome);
  }
  places.finish();
  return drafts;
}

/** By the log's clock, in Unix microseconds; an instant that cannot be is none. */
export function dated(event: Omit<UnlockEvent, 'timeUs'>, timeUs: number): UnlockEvent {
  const wholeUs = Math.round(timeUs);
  return Number.isSafeInteger(wholeUs) ? { timeUs: wholeUs, ...event } : event;
}
