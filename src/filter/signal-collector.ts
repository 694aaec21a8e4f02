import type { Format } from '../model/format.ts';
import type { LoggedSignal, Signal, SignalKind, SignalSink } from '../model/signal.ts';

/** Signals of one log that are kept. */
const MAX_SIGNALS = 100_000;
/** An act that is told again within this time of the last telling is the same. */
const SAME_US = 10_000_000;

/** Of which state a signal tells; others tell of something that happened. */
const stateOf: Readonly<Partial<Record<SignalKind, string>>> = {
  'fence-on': 'fence',
  'fence-off': 'fence',
  'fence-breach': 'breach',
  'fence-kept': 'breach',
  'fence-setting': 'setting',
  'zone-in': 'zone',
  'zone-out': 'zone',
  'zone-near': 'zone',
};

/** Keeps what a log tells of zones, in its order. Of a state that is told again and again only its changes are kept, for each sender and way of telling. */
export class SignalCollector implements SignalSink {
  readonly signals: LoggedSignal[] = [];
  /** False: there were more than are kept. */
  isWhole = true;
  readonly #vehicleOf: (sender: number) => number;
  readonly #told = new Map<string, { what: string; lastUs: number }>();
  #timeUs = Number.NaN;
  #offset = 0;
  #sender = 0;

  constructor({ vehicleOf }: Pick<Format, 'vehicleOf'>) {
    this.#vehicleOf = vehicleOf ?? (() => 0);
  }

  /** Where the signals that follow stand. */
  at(timeUs: number, offset: number, sender: number): void {
    this.#timeUs = timeUs;
    this.#offset = offset;
    this.#sender = sender;
  }

  signal(signal: Signal, sender = this.#sender): void {
    if (!this.#isNew(signal, sender)) return;
    if (this.signals.length >= MAX_SIGNALS) {
      this.isWhole = false;
      return;
    }
    const vehicle = this.#vehicleOf(sender);
    this.signals.push({ ...signal, timeUs: this.#timeUs, offset: this.#offset, sender, vehicle });
  }

  #isNew({ kind, evidence, about, value, areaCode }: Signal, sender: number): boolean {
    const state = stateOf[kind];
    if (state === undefined) return true;
    const key = `${sender} ${state} ${evidence} ${about ?? ''}`;
    const what = `${kind} ${value ?? ''} ${areaCode ?? ''}`;
    // What was told is told; but a command is an act each time, and so is a text.
    const isAct = evidence === 'command' || evidence === 'message';
    const last = this.#told.get(key);
    if (last?.what === what && (!isAct || isWithin(this.#timeUs - last.lastUs))) {
      last.lastUs = this.#timeUs;
      return false;
    }
    this.#told.set(key, { what, lastUs: this.#timeUs });
    return true;
  }
}

function isWithin(timeUs: number): boolean {
  return timeUs >= 0 && timeUs <= SAME_US;
}
