import type { EvidenceClass, LoggedSignal, SignalKind } from '../../model/signal.ts';
import type { UnlockEventKind } from '../../model/unlock-event.ts';
import type { Draft } from './draft.ts';
import { Followed, HOLD_US } from './followed.ts';

/** What has happened when a log says so, whatever the state is. */
const happened: Readonly<Partial<Record<SignalKind, UnlockEventKind>>> = {
  'fence-cleared': 'fence-cleared',
  'zone-near': 'zone-warned',
  'zone-warning': 'zone-warned',
  'fly-safe-limit': 'zone-limited',
  'unlock-action': 'unlock-acted',
  'unlock-requested': 'requested',
  'unlock-granted': 'granted',
  'unlock-declined': 'declined',
  'unlock-activated': 'activated',
  'unlock-deactivated': 'deactivated',
  'unlock-expired': 'expired',
};

interface State {
  readonly name: string;
  readonly isOn: boolean;
  /** What it is when the state changes to on, and to off. */
  readonly kinds: readonly [on: UnlockEventKind, off: UnlockEventKind];
}

const fence = { name: 'fence', kinds: ['fence-enabled', 'fence-disabled'] } as const;
const breach = { name: 'breach', kinds: ['fence-breached', 'fence-breach-ended'] } as const;

const states: Readonly<Partial<Record<SignalKind, State>>> = {
  'fence-on': { ...fence, isOn: true },
  'fence-off': { ...fence, isOn: false },
  'fence-breach': { ...breach, isOn: true },
  'fence-kept': { ...breach, isOn: false },
};

/** The parameter of ArduPilot that is the fence's switch: 0 is off. */
const SWITCH = 'FENCE_ENABLE';

/** How and of what something was told. */
interface Told {
  readonly evidence: EvidenceClass;
  readonly about?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly licence?: string | undefined;
  readonly vehicle: number;
}

/** Tells the events that a log's signals stand for. */
export class SignalEvents {
  readonly #found: (draft: Draft) => void;
  readonly #followed = new Map<string, Followed>();
  readonly #settings = new Map<string, number>();
  /** In which zone whose app says it is; an app may not name it. */
  readonly #zones = new Map<number, Told>();
  #hasFence = false;

  /** @param found called with each event, by the log's own clock; an end that has to last is told late */
  constructor(found: (draft: Draft) => void) {
    this.#found = found;
  }

  /** @param signal the next one of the log */
  take(signal: LoggedSignal): void {
    const { kind, timeUs } = signal;
    this.settle(timeUs);
    const state = states[kind];
    if (state !== undefined) this.#follow(signal, state);
    else if (kind === 'zone-in' || kind === 'zone-out') this.#move(signal);
    else if (kind === 'fence-setting') this.#set(signal);
    else if (kind === 'fence-overridden') this.#override(signal);
    else if (happened[kind] !== undefined) this.#add(happened[kind], signal, timeUs);
  }

  /** Lets ends count that have lasted. @param timeUs now; infinite behind the last signal */
  settle(timeUs: number): void {
    for (const followed of this.#followed.values()) followed.settle(timeUs);
  }

  #follow({ evidence, about, areaCode, sender, vehicle, timeUs }: LoggedSignal, state: State): void {
    if (state.isOn) this.#hasFence = true;
    const told = { evidence, about, areaCode, vehicle };
    // An order is not a state: it may not have been obeyed, and may be given twice. Nor is a text: nothing says when it ends.
    if (evidence === 'command' || evidence === 'message') {
      this.#add(kindOf(state, state.isOn), told, timeUs);
      return;
    }
    const isAct = state.name === 'fence' && (evidence === 'event' || evidence === 'acknowledgement');
    const key = JSON.stringify([state.name, evidence, about, areaCode, sender]);
    let followed = this.#followed.get(key);
    if (followed === undefined) {
      followed = new Followed(isAct ? 0 : HOLD_US, (isOn, sinceUs) => this.#add(kindOf(state, isOn), told, sinceUs));
      this.#followed.set(key, followed);
    }
    followed.see(state.isOn, timeUs, isAct);
  }

  /** From zone to zone, or out of all. */
  #move({ kind, sender, vehicle, evidence, areaCode, timeUs }: LoggedSignal): void {
    const before = this.#zones.get(sender);
    const isIn = kind === 'zone-in';
    if (isIn ? before !== undefined && before.areaCode === areaCode : before === undefined) return;
    if (before !== undefined) this.#add('zone-left', before, timeUs);
    if (isIn) {
      const now = { evidence, areaCode, vehicle };
      this.#zones.set(sender, now);
      this.#add('zone-entered', now, timeUs);
    } else {
      this.#zones.delete(sender);
    }
  }

  #set(signal: LoggedSignal): void {
    const { about, value = Number.NaN, sender, evidence, timeUs } = signal;
    if (about === SWITCH) {
      const { about: _name, ...rest } = signal;
      this.#follow({ ...rest }, states[value > 0 ? 'fence-on' : 'fence-off']!);
      return;
    }
    const key = JSON.stringify([about, sender]);
    const before = this.#settings.get(key);
    this.#settings.set(key, value);
    // A log begins with what is set; an order is given to change something.
    const isChange = before === undefined ? evidence === 'command' : !Object.is(before, value);
    if (isChange) this.#add('fence-changed', signal, timeUs);
  }

  /** Arming by force passes all checks, those of a fence too: where there is none it says nothing of zones. */
  #override(signal: LoggedSignal): void {
    if (this.#hasFence) this.#add('fence-overridden', signal, signal.timeUs);
  }

  #add(kind: UnlockEventKind, { evidence, about, areaCode, licence, vehicle }: Told, timeUs: number): void {
    this.#found({
      ...{ kind, evidence, timeUs, vehicle: `system ${vehicle}` },
      ...(about === undefined ? {} : { about }),
      ...(areaCode === undefined ? {} : { areaCode }),
      ...(licence === undefined ? {} : { licence }),
    });
  }
}

function kindOf({ kinds: [on, off] }: State, isOn: boolean): UnlockEventKind {
  return isOn ? on : off;
}
