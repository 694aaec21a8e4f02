import type { Zone } from '../geo/zone.ts';
import type { Disclosure } from '../model/disclosure.ts';
import type { Edit } from '../model/edit.ts';
import type { FieldRule } from '../model/schema.ts';
import type { PlaceEdits } from '../treatments/place-commands.ts';
import { canMovePlace, movePlace } from '../treatments/relocate/move-place.ts';
import type { Relocation } from '../treatments/relocate/relocation.ts';
import { withholdInZones } from '../treatments/withhold-in-zones.ts';
import { treatmentOf } from './choose.ts';

/** Treatments of a command's parameter that leave places and heights to {@link placeEditsOf}. */
const placed: ReadonlySet<string> = new Set(['relocate', 'cut', 'aside']);
/** What is the same wherever the flight is laid out, and no course: people type round numbers, and a turned one tells the turn. */
const invariant: ReadonlySet<string> = new Set(['distance', 'groundSpeed', 'climbRate', 'roll', 'pitch', 'yawRate']);
const placeRoles: readonly string[] = ['latitude', 'longitude', 'altitude'];

/**
 * Whether a parameter stands as it is after selection, or is a place or height that is treated afterwards.
 * @param index 0 for parameter 1
 */
export function mayKeepParam(rule: FieldRule, index: number, disclosure: Disclosure): boolean {
  const treatment = treatmentOf(rule, disclosure);
  if (treatment === 'keep') return true;
  if (!placed.has(treatment)) return false;
  const { role } = rule;
  if (role !== undefined && placeRoles.includes(role)) return role === placeRoles[index - 4];
  if (treatment === 'cut') return true;
  return treatment === 'relocate' && role !== undefined && invariant.has(role);
}

/** How places in commands are treated: moved, or withheld inside hidden zones; undefined where they stay or are hidden like any parameter. */
export function placeEditsOf(
  disclosure: Disclosure,
  relocation: Relocation | undefined,
  zones: readonly Zone[] | undefined,
): PlaceEdits | undefined {
  const treatment = treatmentOf({ category: 'missionPosition', role: 'latitude' }, disclosure);
  const treats = (rule: FieldRule): boolean => {
    const chosen = treatmentOf(rule, disclosure);
    return placed.has(chosen) || (zones !== undefined && chosen === 'keep');
  };
  if (treatment === 'relocate' && relocation !== undefined) {
    return {
      treats,
      place: (latitude, longitude) => {
        if (!canMovePlace(latitude, longitude)) return withhold;
        const move = movePlace(latitude, longitude, false, relocation);
        return zones === undefined ? move : both(withholdInZones(latitude, longitude, zones), move);
      },
      // Heights over the sea are typed, in round numbers: moved, they tell by how much.
      height: (_field, datum) => (datum === 'home' ? nothing : undefined),
    };
  }
  if ((treatment === 'cut' || treatment === 'keep') && zones !== undefined) {
    return {
      treats,
      place: (latitude, longitude) => withholdInZones(latitude, longitude, zones),
      height: (_field, datum) => (datum === 'amsl' || treatment === 'keep' ? nothing : undefined),
      elsewhere: treatment === 'keep' ? nothing : undefined,
    };
  }
  return undefined;
}

function both(first: Edit, second: Edit): Edit {
  return {
    reach: Math.max(first.reach, second.reach),
    apply: (memory, body, sender, state, length) =>
      first.apply(memory, body, sender, state, length) && second.apply(memory, body, sender, state, length),
  };
}

const nothing: Edit = { reach: 0, apply: () => true };
const withhold: Edit = { reach: 0, apply: () => false };
