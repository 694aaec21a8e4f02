import type { DataCategory } from '../model/category.ts';
import type { Disclosure } from '../model/disclosure.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import {
  byteSizes,
  type Field,
  type FieldRule,
  fieldSize,
  type Role,
  type Schema,
  type When,
} from '../model/schema.ts';
import { readUnsigned, unknownOf } from '../model/values.ts';
import { blank } from '../treatments/blank.ts';
import { clearAfterNulOf } from '../treatments/clear-after-nul.ts';
import { canPseudonymise, type Pseudonyms, pseudonymise } from '../treatments/pseudonymise.ts';
import { selectCommands } from '../treatments/select-commands.ts';
import { selectOwn } from '../treatments/select-own.ts';
import { selectParameters } from '../treatments/select-parameters.ts';
import { canShiftTime, shiftTime } from '../treatments/shift-time.ts';
import { templateTextOf } from '../treatments/template-text.ts';
import { mayReleaseParameter, type Treatment, treatmentOf } from './choose.ts';

/** What happens to every frame of one schema. */
export interface Plan {
  readonly schema: Schema;
  readonly verdict: 'keep' | 'edit' | 'drop';
  /** In order; a frame is withheld as soon as one says so. */
  readonly edits: readonly Edit[];
  /** Bytes of the body that the edits touch: shorter bodies are zero-extended first. */
  readonly reach: number;
  /** For reports: what happens to each field, in the schema's order. */
  readonly outcomes: readonly FieldOutcome[];
}

export interface FieldOutcome {
  readonly field: string;
  /** The field's category; undefined: not in the catalog. Of several rows, the first. */
  readonly category: DataCategory | undefined;
  readonly outcome: 'kept' | 'changed' | 'hidden';
}

export interface CompileContext {
  readonly disclosure: Disclosure;
  readonly state: FlightState;
  readonly pseudonyms: Pseudonyms;
}

/** A field with the row of the catalog that applies and what is done about it. */
interface Treated {
  readonly field: Field;
  readonly rule: FieldRule;
  readonly treatment: Treatment;
}

/** Turns a disclosure into a list of edits for one kind of message: done once, before its first frame. */
export function compile(schema: Schema, context: CompileContext): Plan {
  const unclassified = schema.fields.filter((field) => field.rules.length === 0);
  // A field that nobody has classified has no known "unknown" either: the whole message is withheld.
  if (!schema.known || unclassified.length > 0) return dropPlan(schema);

  const fixed: Treated[] = [];
  const guarded: Guarded[] = [];
  for (const field of schema.fields) {
    const treated = field.rules.map((rule): Treated => ({ field, rule, treatment: feasible(field, rule, context) }));
    if (treated.length === 1 || treated.every(({ treatment }) => treatment === 'keep')) fixed.push(treated[0]!);
    else guarded.push({ field, branches: treated });
  }

  // In this order: what may withhold the frame and reads fields as they were sent, what changes fields, what blanks them.
  const byRole = rolesOf(schema);
  const selecting: Edit[] = [];
  const changing: Edit[] = [];
  const blanked: { field: Field; value: number | bigint }[] = [];
  for (const { field, branches } of guarded) {
    const guard = compileGuard(field, branches, schema, byRole, context);
    if (guard === undefined) return dropPlan(schema);
    selecting.push(guard);
  }
  const treatedFixed = withholdGroups(fixed, guarded);
  for (const treated of treatedFixed) {
    if (treated.treatment === 'withhold') {
      const value = unknownOf(treated.field, treated.rule);
      if (value === undefined) return dropPlan(schema);
      blanked.push({ field: treated.field, value });
    } else {
      (selects.has(treated.treatment) ? selecting : changing).push(...editsOf(treated, schema, byRole, context));
    }
  }
  const outcomes = outcomesOf(schema, treatedFixed, guarded);
  if (saysNothing(outcomes)) return dropPlan(schema);
  const edits = [...selecting, ...changing, ...(blanked.length > 0 ? [blank(blanked)] : [])];
  const reach = Math.max(0, ...edits.map((edit) => edit.reach));
  return { schema, verdict: edits.length > 0 ? 'edit' : 'keep', edits, reach, outcomes };
}

/** Treatments that decide whether a frame passes at all. */
const selects: ReadonlySet<Treatment> = new Set<Treatment>([
  'select-command',
  'select-own',
  'select-parameter',
  'template-text',
]);

/** A field whose meaning depends on another: branches are tried in order at every frame. */
interface Guarded {
  readonly field: Field;
  readonly branches: readonly Treated[];
}

function dropPlan(schema: Schema): Plan {
  const outcomes = schema.fields.map(
    (field): FieldOutcome => ({ field: field.name, category: field.rules[0]?.category, outcome: 'hidden' }),
  );
  return { schema, verdict: 'drop', edits: [], reach: 0, outcomes };
}

/** The treatment that the field's type allows: what cannot be shifted or replaced is withheld. */
function feasible(field: Field, rule: FieldRule, { disclosure }: CompileContext): Treatment {
  const treatment = treatmentOf(rule, disclosure);
  switch (treatment) {
    case 'shift-time':
      return canShiftTime(field, rule) ? treatment : 'withhold';
    case 'pseudonymise':
      return canPseudonymise(field) ? treatment : 'withhold';
    case 'template-text':
      return field.type === 'char' ? treatment : 'withhold';
    default:
      return treatment;
  }
}

const moving: ReadonlySet<DataCategory> = new Set([
  ...(['aircraftPosition', 'missionPosition', 'relativePosition', 'altitude', 'motion', 'heading'] as const),
  ...(['operatorPosition', 'homePosition'] as const),
]);

/** A group of places and movements is released entirely or withheld entirely: half of one gives the other half away. */
function withholdGroups(fixed: readonly Treated[], guarded: readonly Guarded[]): Treated[] {
  const everyRule = [...fixed, ...guarded.flatMap((guard) => guard.branches)];
  const hidden = new Set<string>();
  for (const { rule, treatment } of everyRule) {
    if (rule.group !== undefined && treatment === 'withhold' && moving.has(rule.category)) hidden.add(rule.group);
  }
  return fixed.map((treated) => {
    const { group, category } = treated.rule;
    return group !== undefined && hidden.has(group) && moving.has(category)
      ? { ...treated, treatment: 'withhold' }
      : treated;
  });
}

function rolesOf(schema: Schema): ReadonlyMap<Role, Field> {
  const roles = new Map<Role, Field>();
  for (const field of schema.fields) {
    for (const { role } of field.rules) if (role !== undefined && !roles.has(role)) roles.set(role, field);
  }
  return roles;
}

/** The edits for a field that is not blanked. */
function editsOf(
  { field, rule, treatment }: Treated,
  schema: Schema,
  byRole: ReadonlyMap<Role, Field>,
  { disclosure, state, pseudonyms }: CompileContext,
): Edit[] {
  switch (treatment) {
    case 'keep':
      return field.type === 'char' && field.length > 1 ? [clearAfterNulOf(field)] : [];
    case 'shift-time':
      return [shiftTime(field, rule, `${schema.message}.${field.name}`, state.clocks)];
    case 'pseudonymise':
      return [pseudonymise(field, pseudonyms)];
    case 'template-text':
      return [templateTextOf(field, byRole.get('textId'), byRole.get('textChunk'))];
    case 'select-parameter': {
      const clear = field.type === 'char' ? [clearAfterNulOf(field)] : [];
      if (rule.role !== 'parameterName') return byRole.has('parameterName') ? clear : [withhold];
      return [selectParameters(field, (parameter) => mayReleaseParameter(parameter, disclosure)), ...clear];
    }
    case 'select-command': {
      if (rule.role !== 'command') return byRole.has('command') ? [] : [withhold];
      const params = ([1, 2, 3, 4, 5, 6, 7] as const).map((number) => byRole.get(`param${number}`));
      return [selectCommands(field, params, (param) => treatmentOf(param, disclosure) === 'keep')];
    }
    case 'select-own':
      return [selectOwn(field)];
    case 'withhold':
      return [withhold];
  }
}

const withhold: Edit = { reach: 0, apply: () => false };

/** An edit that finds the branch that holds in this frame; undefined if no branch could ever release the message. */
function compileGuard(
  field: Field,
  branches: readonly Treated[],
  schema: Schema,
  byRole: ReadonlyMap<Role, Field>,
  context: CompileContext,
): Edit | undefined {
  const compiled = branches.map((branch) => {
    const unknown = branch.treatment === 'withhold' ? unknownOf(field, branch.rule) : undefined;
    const edits =
      branch.treatment !== 'withhold'
        ? editsOf(branch, schema, byRole, context)
        : [unknown === undefined ? withhold : blank([{ field, value: unknown }])];
    return { test: compileWhen(branch.rule.when, schema), edits };
  });
  if (compiled.every(({ edits }) => edits.includes(withhold))) return undefined;
  const reach = Math.max(
    field.offset + fieldSize(field),
    ...compiled.flatMap(({ test, edits }) => [test.reach, ...edits.map((edit) => edit.reach)]),
  );
  return {
    reach,
    apply(bytes, body, sender, state) {
      for (const { test, edits } of compiled) {
        if (!test.holds(bytes, body)) continue;
        for (const edit of edits) if (!edit.apply(bytes, body, sender, state)) return false;
        return true;
      }
      return false;
    },
  };
}

interface Test {
  readonly reach: number;
  holds(bytes: Uint8Array, body: number): boolean;
}

/** @throws RangeError for a condition on a field that the message does not have or that is no integer of up to 32 bits */
function compileWhen(when: When | undefined, schema: Schema): Test {
  if (when === undefined) return { reach: 0, holds: () => true };
  const field = schema.fields.find(({ name }) => name === when.field);
  // A MAVLink 1 frame lacks extension fields: a condition on one cannot hold there.
  if (field === undefined) return { reach: 0, holds: () => false };
  const size = byteSizes[field.type];
  if (size > 4 || field.length !== 1 || field.type.startsWith('f')) {
    throw new RangeError(`${schema.message}: ${when.field} cannot be a condition`);
  }
  const mask = size === 4 ? 0xffff_ffff : 2 ** (8 * size) - 1;
  const values = when.values.map((value) => (value & mask) >>> 0);
  const bits = values[0]!;
  const { offset } = field;
  const read = (bytes: Uint8Array, body: number): number => readUnsigned(bytes, body + offset, size);
  const holds: Record<When['test'], Test['holds']> = {
    equals: (bytes, body) => read(bytes, body) === bits,
    differs: (bytes, body) => read(bytes, body) !== bits,
    anyBit: (bytes, body) => (read(bytes, body) & bits) !== 0,
    noBit: (bytes, body) => (read(bytes, body) & bits) === 0,
    oneOf: (bytes, body) => values.includes(read(bytes, body)),
  };
  return { reach: offset + size, holds: holds[when.test] };
}

function outcomesOf(schema: Schema, fixed: readonly Treated[], guarded: readonly Guarded[]): FieldOutcome[] {
  const outcomes = new Map<string, FieldOutcome['outcome']>();
  for (const { field, treatment } of fixed) outcomes.set(field.name, outcomeOf(treatment));
  for (const { field, branches } of guarded) {
    const some = new Set(branches.map(({ treatment }) => outcomeOf(treatment)));
    outcomes.set(field.name, some.size === 1 ? [...some][0]! : 'changed');
  }
  return schema.fields.map((field) => ({
    field: field.name,
    category: field.rules[0]?.category,
    outcome: outcomes.get(field.name) ?? 'hidden',
  }));
}

function outcomeOf(treatment: Treatment): FieldOutcome['outcome'] {
  switch (treatment) {
    case 'keep':
    case 'select-command':
    case 'select-parameter':
      return 'kept';
    case 'select-own':
    case 'withhold':
      return 'hidden';
    default:
      return 'changed';
  }
}

/** Something was hidden and what is left only holds the log together or tells the time. */
function saysNothing(outcomes: readonly FieldOutcome[]): boolean {
  const isContent = ({ category }: FieldOutcome): boolean => category !== 'structural' && category !== 'absoluteTime';
  return (
    outcomes.some(({ outcome }) => outcome === 'hidden') &&
    !outcomes.some((outcome) => outcome.outcome !== 'hidden' && isContent(outcome))
  );
}
