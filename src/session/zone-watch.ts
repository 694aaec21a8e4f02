import { type FlightveilRecord, ZoneState } from '../formats/record/gen/types.ts';
import type { SignalKind } from '../model/signal.ts';

/**
 * What a session saw of zones: that the pilot was warned of one, or that one was unlocked. It is the app's own knowledge: a time and an area code
 * tell a place, whatever was decided about the recipient.
 */
export interface UnlockEvent {
  readonly kind: Extract<SignalKind, 'zone-warning' | 'unlock-action'>;
  /** Unix time, in microseconds: of the record, or of its push where it has none. */
  readonly timeUs: number;
  /** By which the zone's publisher knows it. */
  readonly areaCode?: string;
}

/** Events of one session that are kept; there are some in a flight. */
export const MAX_UNLOCK_EVENTS = 10_000;

const kinds: ReadonlyMap<number, UnlockEvent['kind']> = new Map([
  [ZoneState.near, 'zone-warning'],
  [ZoneState.inside, 'zone-warning'],
  [ZoneState.unlocked, 'unlock-action'],
]);

/** Notes each change of the zone that an app's records tell of. */
export class ZoneWatch {
  readonly events: UnlockEvent[] = [];
  #state: number = ZoneState.unspecified;
  #areaCode: string | undefined;

  see(record: FlightveilRecord, nowUs: number): void {
    if (!('flightRecord' in record)) return;
    const { zone, timeUs } = record.flightRecord;
    if (zone?.state === undefined || (zone.state === this.#state && zone.areaCode === this.#areaCode)) return;
    this.#state = zone.state;
    this.#areaCode = zone.areaCode;
    const kind = kinds.get(zone.state);
    if (kind === undefined || this.events.length >= MAX_UNLOCK_EVENTS) return;
    this.events.push({
      ...{ kind, timeUs: timeUs ? Number(timeUs) : nowUs },
      ...(zone.areaCode === undefined ? {} : { areaCode: zone.areaCode }),
    });
  }
}
