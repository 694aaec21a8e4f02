import { type Disclosure, reaches } from '../model/disclosure.ts';
import type { LeafField } from './log/fields.ts';

/** The step of which dimension a field of an entry needs to be shown. */
const needs: { readonly [F in LeafField]: Partial<Disclosure> } = {
  kind: { geofence: 'kind' },
  evidence: { geofence: 'kind' },
  about: { geofence: 'kind' },
  entry: { geofence: 'kind' },
  area: { geofence: 'event' },
  'zone-source': { geofence: 'event' },
  licence: { geofence: 'event' },
  time: { geofence: 'kind', time: 'exact' },
  // The names in a log are made up for its recipient: they join entries, and nothing else.
  flight: { geofence: 'kind', device: 'recipient' },
  device: { geofence: 'kind', device: 'recipient' },
  person: { geofence: 'kind', person: 'exact' },
};

/** Which fields of an entry somebody may be shown who may learn so much. */
export function fieldsFor(disclosure: Disclosure): readonly LeafField[] {
  return (Object.keys(needs) as LeafField[]).filter((field) =>
    (Object.entries(needs[field]) as [keyof Disclosure, never][]).every(([dimension, step]) =>
      reaches(dimension, disclosure[dimension] as never, step),
    ),
  );
}
