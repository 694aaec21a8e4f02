import type { UnlockEvent } from '../../../src/model/unlock-event.ts';
import { MemoryUnlockStore } from '../../../src/unlock/log/memory-store.ts';
import type { UnlockChange, UnlockStore, UnlockView } from '../../../src/unlock/log/store.ts';
import { type NewEntry, UnlockLog } from '../../../src/unlock/log/unlock-log.ts';

export const seed = new Uint8Array(32).fill(7);
export const START_US = 1_790_000_000_000_000;
export const NOW_S = 1_800_000_000;

/** An event that has every field. */
export const fullEvent: UnlockEvent = {
  kind: 'granted',
  timeUs: START_US,
  evidence: ['app', 'licence'],
  about: 'height,circle',
  areaCode: 'LSZH-7',
  zoneSource: { name: 'Zürich ✈', version: '0123456789abcdef'.repeat(4) },
  licence: 'L-2026-00017',
  flight: 'flight-Orinoco',
  device: 'device-Ganges',
  person: 'Ada Quuxbury',
};
/** One that has as few as there can be. */
export const bareEvent: UnlockEvent = { kind: 'fence-disabled', evidence: ['command'] };

export function entry(number: number, event: UnlockEvent = { ...fullEvent, timeUs: START_US + number }): NewEntry {
  const id = number.toString(16).padStart(32, '0');
  return { id, event, keepUntilS: NOW_S + number, ground: 'legal-obligation' };
}

export const entriesOf = (count: number, first = 0): NewEntry[] =>
  Array.from({ length: count }, (_, index) => entry(first + index));

/** A log in memory with so many entries. */
export async function logOf(
  count: number,
  store: UnlockStore = new MemoryUnlockStore(),
): Promise<{ log: UnlockLog; store: UnlockStore }> {
  const log = await UnlockLog.open(store, seed);
  if (count > 0) await log.append(entriesOf(count));
  return { log, store };
}

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A store whose reader sees something else than what was written. */
export class LyingStore implements UnlockStore {
  readonly #store: UnlockStore;
  lie: (view: UnlockView) => Partial<UnlockView> = () => ({});
  /** How many changes pass before the lie begins. */
  changesBefore = 0;

  constructor(store: UnlockStore) {
    this.#store = store;
  }

  read<T>(work: (view: UnlockView) => T): Promise<T> {
    return this.#store.read((view) => work({ ...view, ...this.lie(view) }));
  }

  change<T>(work: (change: UnlockChange) => T): Promise<T> {
    const isHonest = this.changesBefore-- > 0;
    return this.#store.change((change) => work(isHonest ? change : { ...change, ...this.lie(change) }));
  }

  scrub(): Promise<void> {
    return this.#store.scrub();
  }
}

export const flipBit = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};
