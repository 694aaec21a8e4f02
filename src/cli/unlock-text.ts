import type { UnlockEvent, UnlockEventKind } from '../model/unlock-event.ts';
import type { FilterFileResult } from '../node/filter-file.ts';

/** What happened, in words. */
export const kindTexts: Readonly<Record<UnlockEventKind, string>> = {
  requested: 'an unlock was asked for',
  granted: 'an unlock was granted',
  declined: 'an unlock was declined',
  activated: 'an unlock was activated',
  deactivated: 'an unlock was deactivated',
  expired: 'an unlock expired',
  'unlock-acted': 'something was done with an unlock',
  'fence-enabled': 'the fence was switched on',
  'fence-disabled': 'the fence was switched off',
  'fence-cleared': 'the fence was taken away',
  'fence-changed': 'the fence was set otherwise',
  'fence-breached': 'the fence was breached',
  'fence-breach-ended': 'the breach of the fence ended',
  'fence-overridden': 'the fence was overridden',
  'zone-entered': 'a zone was entered',
  'zone-left': 'a zone was left',
  'zone-entered-without-unlock': 'a zone was entered without an unlock',
  'zone-warned': 'there was a warning of a zone',
  'zone-limited': 'limits of zones applied',
  'values-deleted': 'values of an entry were deleted',
};

/** How many events of which kind a log held, a line for people; empty if none. */
export function eventsText({
  events,
  eventsAdded,
  areEventsWhole,
}: Pick<FilterFileResult, 'events' | 'eventsAdded' | 'areEventsWhole'>): string {
  const rest = areEventsWhole ? '' : 'It is longer than is looked through for fences and zones: there may be more.\n';
  if (events.length === 0) return rest;
  const counts = new Map<UnlockEventKind, number>();
  for (const { event } of events) counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
  const told = [...counts].map(([kind, times]) =>
    times === 1 ? kindTexts[kind] : `${times} times ${kindTexts[kind]}`,
  );
  const before =
    eventsAdded < events.length ? ` ${events.length - eventsAdded} of them stand there already, as they were.` : '';
  return `In the geofence-unlock log: ${told.join('; ')}.${before}\n${rest}`;
}

/** When it was, in UTC, to the second. */
export function timeText({ timeUs }: Pick<UnlockEvent, 'timeUs'>): string {
  const date = new Date((timeUs ?? Number.NaN) / 1000);
  return Number.isNaN(date.getTime()) ? '-' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
