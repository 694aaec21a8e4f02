import type { UnlockEvent } from '../../model/unlock-event.ts';
import { checkEntry } from './check.ts';
import { damaged, orDamaged } from './damage.ts';
import { eventOf } from './fields.ts';
import type { StoredEntry, UnlockView } from './store.ts';
import { eachOnce } from './tiles.ts';
import type { UnlockEntry } from './unlock-log.ts';
import { readValues } from './values.ts';
import { headOf } from './writing.ts';

export const PAGE_ENTRIES = 256;

/** An entry that has values, as it is kept: it was not compared with the tree. */
export interface HeldEntry {
  readonly index: number;
  readonly id: string;
  /** Undefined if they cannot be read any more. */
  readonly values: { readonly event: UnlockEvent; readonly keepUntilS: number } | undefined;
}

/** A page of entries, each checked against the tree. @throws FlightveilError `state-unusable` */
export function entriesIn(view: UnlockView, from: number): UnlockEntry[] {
  return orDamaged(() => {
    const tile = eachOnce(view.tile);
    const page = view.entries(from, PAGE_ENTRIES);
    mustBeWhole(view, from, page);
    return page.map((entry, at): UnlockEntry => {
      const { index, id } = entry;
      if (index !== from + at) throw damaged('entries are missing', { index: from + at });
      const kept = checkEntry(entry, tile);
      if (kept === undefined) return { index, id, deleted: true };
      return { index, id, event: eventOf(kept.texts), keepUntilS: kept.keepUntilS, ground: kept.ground };
    });
  });
}

/** Those of a page that have values, as they are kept; and where the next page begins, undefined behind the last. */
export function heldIn(view: UnlockView, from: number): { held: readonly HeldEntry[]; next: number | undefined } {
  const page = view.entries(from, PAGE_ENTRIES);
  const held = page.flatMap(({ index, id, values }): HeldEntry[] => {
    if (values === undefined) return [];
    const kept = readValues(values);
    if (kept === undefined) return [{ index, id, values: undefined }];
    return [{ index, id, values: { event: eventOf(kept.texts), keepUntilS: kept.keepUntilS } }];
  });
  const last = page.at(-1);
  return { held, next: last === undefined ? undefined : last.index + 1 };
}

function mustBeWhole(view: UnlockView, from: number, page: readonly StoredEntry[]): void {
  const expected = Math.max(0, Math.min(PAGE_ENTRIES, headOf(view).size - from));
  if (page.length !== expected) throw damaged('entries are missing', { index: from + page.length });
}
