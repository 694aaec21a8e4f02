import { type EvidenceClass, evidenceClasses } from '../../model/signal.ts';
import type { UnlockEvent, UnlockEventKind } from '../../model/unlock-event.ts';

/** An event before what is known of it is put together. */
export interface Draft extends Omit<UnlockEvent, 'evidence'> {
  /** By the log's own clock, in microseconds; NaN where it has none. */
  readonly timeUs: number;
  readonly evidence: EvidenceClass;
  /** Whose it is, where a log has several: events of one are not those of another. */
  readonly vehicle: string;
}

/** Two ways of telling the same are taken for one event if the second comes within this time. */
export const SAME_US = 10_000_000;

const opposites: Readonly<Partial<Record<UnlockEventKind, UnlockEventKind>>> = {
  'fence-enabled': 'fence-disabled',
  'fence-disabled': 'fence-enabled',
  'fence-breached': 'fence-breach-ended',
  'fence-breach-ended': 'fence-breached',
  'zone-entered': 'zone-left',
  'zone-entered-without-unlock': 'zone-left',
  activated: 'deactivated',
  deactivated: 'activated',
};

/** An event with the ways in which it was told so far; its time is the first one's. */
export interface Joined {
  /** With what was said later of what it is about. */
  first: Draft;
  readonly evidence: Set<EvidenceClass>;
  lastUs: number;
}

/**
 * Puts together what was told of one event in several ways: an order, its acknowledgement, the state that follows. What is told again and again is
 * one event from its first time on. What was undone in between is another one.
 */
export class Joiner {
  readonly #open = new Map<string, Joined>();

  /**
   * @param draft the next one in time
   * @returns the event if it is a new one; later drafts add to its evidence
   */
  add(draft: Draft): Joined | undefined {
    const same = this.#sameAs(draft);
    if (same !== undefined) {
      same.evidence.add(draft.evidence);
      same.lastUs = Math.max(same.lastUs, draft.timeUs);
      if (same.first.about === undefined && draft.about !== undefined) this.#name(same, draft.about);
      return undefined;
    }
    const opposite = opposites[draft.kind];
    if (opposite !== undefined) this.#open.delete(keyOf(draft, opposite));
    const event = { first: draft, evidence: new Set([draft.evidence]), lastUs: draft.timeUs };
    this.#open.set(keyOf(draft, draft.kind), event);
    return event;
  }

  /** The event that a draft tells again: of the same thing, or, of fences, one that one of the two does not say. */
  #sameAs(draft: Draft): Joined | undefined {
    const exact = this.#open.get(keyOf(draft, draft.kind));
    const general =
      draft.about === undefined ? undefined : this.#open.get(keyOf({ ...draft, about: undefined }, draft.kind));
    return [exact, general].find((one) => one !== undefined && isNear(draft.timeUs - one.lastUs));
  }

  #name(event: Joined, about: string): void {
    this.#open.delete(keyOf(event.first, event.first.kind));
    event.first = { ...event.first, about };
    this.#open.set(keyOf(event.first, event.first.kind), event);
  }
}

/**
 * All events of a log.
 * @param drafts in the order of their log
 * @returns in the order of their times, `timeUs` still by the log's clock
 */
export function joined(drafts: readonly Draft[]): readonly EventOnClock[] {
  const joiner = new Joiner();
  // What has no time stays where it stands among the others' order: behind them.
  const timeOf = ({ timeUs }: Draft): number => (Number.isNaN(timeUs) ? Number.POSITIVE_INFINITY : timeUs);
  const ordered = [...drafts].sort((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)));
  return ordered.flatMap((draft) => joiner.add(draft) ?? []).map(eventOf);
}

/** An event whose time is by its log's own clock. */
export type EventOnClock = Omit<UnlockEvent, 'timeUs'> & { readonly timeUs: number };

export function eventOf({ first: { vehicle: _vehicle, ...first }, evidence }: Joined): EventOnClock {
  return { ...first, evidence: evidenceClasses.filter((one) => evidence.has(one)) };
}

/** Of entering a zone there are two kinds, and one zone is entered once. */
function keyOf({ about, areaCode, licence, zoneSource, vehicle }: KeyParts, kind: UnlockEventKind): string {
  const one = kind === 'zone-entered-without-unlock' ? 'zone-entered' : kind;
  return JSON.stringify([one, about, areaCode, licence, zoneSource?.version, vehicle]);
}

type KeyParts = Pick<Draft, 'areaCode' | 'licence' | 'zoneSource' | 'vehicle'> & {
  readonly about?: string | undefined;
};

/** An end that had to last is told late, with an earlier time. A clock that was set back by more tells of something else. */
function isNear(timeUs: number): boolean {
  return Math.abs(timeUs) <= SAME_US;
}
