import type { GeoPoint } from '../geo/surface.ts';
import type { DataCategory } from '../model/category.ts';
import type { Edit } from '../model/edit.ts';
import type { Field, FieldRule } from '../model/schema.ts';
import { cell } from '../treatments/cell.ts';
import { canRebaseHeight, rebaseHeight } from '../treatments/rebase-height.ts';
import { relocateGroup } from '../treatments/relocate/relocate-group.ts';
import type { Treatment } from './choose.ts';
import type { CompileContext } from './compile.ts';

/** A field with the row of the catalog that applies and what is done about it. */
export interface Treated {
  readonly field: Field;
  readonly rule: FieldRule;
  readonly treatment: Treatment;
}

export const movingCategories: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['aircraftPosition', 'missionPosition', 'relativePosition', 'altitude', 'motion', 'heading'] as const),
  ...(['operatorPosition', 'homePosition'] as const),
]);

/**
 * Fields that say together where something was, and how it moved, are released together or not at all: half of one gives the other half away.
 * Returns the fields with what becomes of each, and the edits of those that move.
 */
export function treatGroups(
  treated: readonly Treated[],
  { relocation, cells, projected }: Pick<CompileContext, 'relocation' | 'cells' | 'projected'>,
): { treated: readonly Treated[]; edits: readonly Edit[] } {
  const groups = new Map<string | Treated, Treated[]>();
  for (const one of treated) {
    if (!movingCategories.has(one.rule.category)) continue;
    // What a projection leaves out is hidden by itself: its group is what is left.
    if (projected?.isNamed(one.rule) === false) continue;
    const key = one.rule.group ?? one;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [one]);
    else members.push(one);
  }
  const outcome = new Map<Treated, Treatment>();
  const edits: Edit[] = [];
  for (const members of groups.values()) {
    if (members.every(({ treatment }) => passing.has(treatment))) {
      for (const member of members) {
        if (member.treatment !== 'aside') continue;
        const rebased = rebasedHeight(member, members);
        if (rebased === undefined) outcome.set(member, 'withhold');
        else edits.push(rebased);
      }
      continue;
    }
    const isRough = members.some(({ treatment }) => treatment === 'cell');
    const celled = isRough ? cellEdit(members, cells) : undefined;
    if (celled !== undefined) edits.push(celled);
    const relocated =
      relocation !== undefined && members.every(({ treatment }) => treatment === 'relocate')
        ? relocateGroup(members, relocation)
        : undefined;
    if (relocated !== undefined) edits.push(...relocated.edits);
    for (const member of members) {
      if (celled !== undefined && member.treatment === 'cell') continue;
      if (relocated === undefined || relocated.hidden.has(member)) outcome.set(member, 'withhold');
      else if (relocated.kept.has(member)) outcome.set(member, 'keep');
    }
  }
  return {
    treated: treated.map((one) => {
      const treatment = outcome.get(one);
      return treatment === undefined ? one : { ...one, treatment };
    }),
    edits,
  };
}

/** Rough places of one flight, drawn once. */
export interface Cells {
  /** Of the aircraft. */
  readonly place?: GeoPoint | undefined;
  /** Of home and operator. */
  readonly operator?: GeoPoint | undefined;
}

/** Writes the cell over the one place of a group; undefined if there is no cell, or half a place: then all of it is withheld. */
function cellEdit(members: readonly Treated[], cells: Cells | undefined): Edit | undefined {
  const rough = members.filter(({ treatment }) => treatment === 'cell');
  const latitude = rough.find(({ rule }) => rule.role === 'latitude');
  const longitude = rough.find(({ rule }) => rule.role === 'longitude');
  if (rough.length !== 2 || latitude === undefined || longitude === undefined) return undefined;
  const middle = latitude.rule.category === 'aircraftPosition' ? cells?.place : cells?.operator;
  return middle === undefined ? undefined : cell(latitude.field, longitude.field, middle);
}

const passing: ReadonlySet<Treatment> = new Set<Treatment>(['keep', 'cut', 'aside']);

/** A height above home beside one above the sea can be told from another level. */
function rebasedHeight({ field, rule }: Treated, members: readonly Treated[]): Edit | undefined {
  if (rule.role !== 'altitude' || rule.datum !== 'home') return undefined;
  const overSea = members.find((member) => member.rule.role === 'altitude' && member.rule.datum === 'amsl');
  if (overSea === undefined || !canRebaseHeight(field, overSea.field)) return undefined;
  return rebaseHeight(field, overSea.field);
}
