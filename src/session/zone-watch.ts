import { type FlightveilRecord, ZoneState } from '../formats/record/gen/types.ts';
import type { UnlockEvent, UnlockEventKind } from '../model/unlock-event.ts';

/** Events of one session that are kept; there are some in a flight. */
export const MAX_UNLOCK_EVENTS = 10_000;

/** Where an app says that the aircraft is; it may not name the area. */
interface Area {
  readonly code: string | undefined;
}

/**
 * Notes what an app's records tell of zones, each change once: warned of one, entered, left, unlocked. It is the app's own knowledge: a time and an area code
 * tell a place, whatever was decided about the recipient.
 */
export class ZoneWatch {
  readonly events: UnlockEvent[] = [];
  readonly #told: ((event: UnlockEvent) => void) | undefined;
  #last = '';
  #lastPlace = '';
  #inside: Area | undefined;

  /** @param told of each event as it comes */
  constructor(told?: (event: UnlockEvent) => void) {
    this.#told = told;
  }

  see(record: FlightveilRecord, nowUs: number): void {
    if (!('flightRecord' in record)) return;
    const { zone, timeUs } = record.flightRecord;
    const state = zone?.state ?? ZoneState.unspecified;
    // An empty text is none.
    const areaCode = zone?.areaCode || undefined;
    const told = `${state} ${areaCode ?? ''}`;
    if (state === ZoneState.unspecified || told === this.#last) return;
    this.#last = told;
    const atUs = timeUs ? Number(timeUs) : nowUs;
    if (state === ZoneState.unlocked) {
      this.#add('activated', atUs, areaCode);
      return;
    }
    // That a zone was unlocked in between moves nobody.
    if (told === this.#lastPlace) return;
    this.#lastPlace = told;
    if (state === ZoneState.near) this.#add('zone-warned', atUs, areaCode);
    else this.#move(state === ZoneState.inside ? { code: areaCode } : undefined, atUs);
  }

  /** From area to area, or out of all. Near one is no place. */
  #move(to: Area | undefined, atUs: number): void {
    const from = this.#inside;
    if (from !== undefined && to !== undefined && from.code === to.code) return;
    this.#inside = to;
    if (from !== undefined) this.#add('zone-left', atUs, from.code);
    if (to !== undefined) this.#add('zone-entered', atUs, to.code);
  }

  #add(kind: UnlockEventKind, timeUs: number, areaCode: string | undefined): void {
    this.add({ kind, timeUs, evidence: ['app'], ...(areaCode === undefined ? {} : { areaCode }) });
  }

  /** Notes an event that was found elsewhere. */
  add(event: UnlockEvent): void {
    if (this.events.length >= MAX_UNLOCK_EVENTS) return;
    this.events.push(event);
    const told = this.#told;
    // Not within a push: what goes wrong there is the app's own.
    if (told !== undefined) queueMicrotask(() => told(event));
  }
}
