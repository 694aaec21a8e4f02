import type { Cell, CellKind } from '../geo/cell.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { hidesPilot } from './choose.ts';
import type { HiddenPlaces } from './compile.ts';
import type { Span } from './cuts.ts';
import { type FlightCuts, hidePlaces, hideUserZones, noUserZones, type UserZones } from './hidden-places.ts';
import type { Cells } from './moving.ts';
import { type PlaceMemory, rememberedCell } from './place-memory.ts';
import type { HiddenPlace } from './residue.ts';
import type { FlightFacts } from './survey.ts';

/** What is left out of one release. */
export interface ReleaseCuts {
  /** Stretches of the log, sorted and disjoint. */
  readonly spans: readonly Span[];
  /** Undefined: where the pilot is hidden cannot be told, so that no true place may be released. */
  readonly zones: HiddenPlaces | undefined;
  /** Fixes inside the spans, for the residue check. */
  readonly hiddenPlaces: readonly HiddenPlace[];
}

export const nothingCut: ReleaseCuts = { spans: [], zones: undefined, hiddenPlaces: [] };

const MAX_HIDDEN_FIXES = 1000;

/**
 * What must be cut of a flight under a disclosure: the pilot's places and legs where the track is true, and the user's own zones wherever a form of the
 * path is released.
 * @throws FlightveilError `withheld` if nothing would be left, or if the log is too long for its track to be known whole
 */
export async function cutsFor(
  facts: FlightFacts,
  disclosure: Disclosure,
  keys: { readonly placeKey: Uint8Array; readonly memory: PlaceMemory },
  userZones: UserZones = noUserZones,
): Promise<ReleaseCuts> {
  const hasZones = userZones.areas.length + userZones.places.length > 0;
  const isPilotHidden = hidesPilot(disclosure);
  if (facts.firstFix === undefined || !(isPilotHidden || hasZones)) return nothingCut;
  if (!facts.isTrackWhole) throw withheld('the log has more fixes than can be searched for hidden places');
  const cuts = isPilotHidden
    ? await hidePlaces(facts, keys.placeKey, keys.memory, userZones)
    : await hideUserZones(facts, keys.placeKey, keys.memory, userZones);
  if (cuts === undefined) throw withheld('all of the flight is too close to places that are hidden');
  return {
    spans: cuts.spans,
    zones: { areas: [...cuts.zones.discs, ...cuts.zones.areas], legs: [cuts.legs] },
    hiddenPlaces: hiddenFixes(facts, cuts),
  };
}

/** The cells of a flight under a disclosure that lets places be known roughly. */
export async function cellsFor(
  { firstFix }: FlightFacts,
  { place, shape, operator }: Disclosure,
  { placeKey, memory }: { readonly placeKey: Uint8Array; readonly memory: PlaceMemory },
): Promise<Cells> {
  if (firstFix === undefined) return {};
  const cellOfKind = (kind: CellKind): Promise<Cell> => rememberedCell(memory, placeKey, firstFix, kind);
  return {
    place: shape === 'none' && place !== 'none' ? await cellOfKind(place === 'region' ? 'region' : 'area') : undefined,
    operator: operator === 'none' ? undefined : await cellOfKind('area'),
  };
}

/** Fixes that were cut, as many as can be looked for. */
function hiddenFixes({ tracks }: FlightFacts, { spans }: FlightCuts): HiddenPlace[] {
  const places: HiddenPlace[] = [];
  for (const { length, offset, latitudeDeg, longitudeDeg } of tracks.slice(0, 1)) {
    const indices: number[] = [];
    let span = 0;
    for (let index = 0; index < length; index++) {
      while (span < spans.length && offset[index]! >= spans[span]!.end) span++;
      if (span < spans.length && offset[index]! >= spans[span]!.start) indices.push(index);
    }
    const stride = Math.max(1, Math.ceil(indices.length / MAX_HIDDEN_FIXES));
    for (let at = 0; at < indices.length; at += stride) {
      const index = indices[at]!;
      places.push({
        ...{ message: 'track', field: 'cut' },
        ...{ latitudeDeg: latitudeDeg[index]!, longitudeDeg: longitudeDeg[index]! },
      });
    }
  }
  return places;
}

function withheld(what: string): FlightveilError {
  return new FlightveilError('withheld', what, {
    advice: 'The level dynamics shows the form of the whole path at no true place.',
  });
}
