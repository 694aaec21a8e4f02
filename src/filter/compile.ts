import type { DataCategory } from '../model/category.ts';
import type { Disclosure } from '../model/disclosure.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import type { Field, FieldRule, Role, Schema } from '../model/schema.ts';
import { unknownOf } from '../model/values.ts';
import { blank } from '../treatments/blank.ts';
import { clearAfterNulOf } from '../treatments/clear-after-nul.ts';
import { canPseudonymise, type Pseudonyms, pseudonymise } from '../treatments/pseudonymise.ts';
import { selectCommands } from '../treatments/select-commands.ts';
import { selectOwn } from '../treatments/select-own.ts';
import { selectParameters } from '../treatments/select-parameters.ts';
import { canShiftTime, shiftTime } from '../treatments/shift-time.ts';
import { templateTextOf } from '../treatments/template-text.ts';
import { mayReleaseParameter, type Treatment, treatmentOf } from './choose.ts';
import { type Branch, chooseBranches, compileWhen } from './guards.ts';

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
  const hiddenGroups = groupsToHide([...fixed, ...guarded.flatMap(({ branches }) => branches)]);
  const guards: Branch[][] = [];
  const treatedGuarded = guarded.map(({ field, branches }) => ({
    field,
    branches: withholdGroups(branches, hiddenGroups),
  }));
  for (const guard of treatedGuarded) {
    const branches = compileGuard(guard, schema, byRole, context);
    if (branches === undefined) return dropPlan(schema);
    guards.push(branches);
  }
  if (guards.length > 0) selecting.push(chooseBranches(guards));
  const treatedFixed = withholdGroups(fixed, hiddenGroups);
  for (const treated of treatedFixed) {
    if (treated.treatment === 'withhold') {
      // Without what its content is judged by, no part of the message can be judged.
      if (treated.rule.role !== undefined && judging.has(treated.rule.role)) return dropPlan(schema);
      const value = unknownOf(treated.field, treated.rule);
      if (value === undefined) return dropPlan(schema);
      blanked.push({ field: treated.field, value });
    } else {
      (selects.has(treated.treatment) ? selecting : changing).push(...editsOf(treated, schema, byRole, context));
    }
  }
  const outcomes = outcomesOf(schema, treatedFixed, treatedGuarded);
  if (saysNothing(outcomes, context.disclosure)) return dropPlan(schema);
  const edits = [...selecting, ...changing, ...(blanked.length > 0 ? [blank(blanked)] : [])];
  const reach = Math.max(0, ...edits.map((edit) => edit.reach));
  return { schema, verdict: edits.length > 0 ? 'edit' : 'keep', edits, reach, outcomes };
}

/** Roles of fields that decide, where they may be read, whether a frame passes at all: withholding them releases no more. */
const judging: ReadonlySet<Role> = new Set<Role>(['text', 'parameterName', 'command', 'aboutOthers']);

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
function feasible(field: Field, rule: FieldRule, { disclosure, state }: CompileContext): Treatment {
  const treatment = treatmentOf(rule, disclosure);
  switch (treatment) {
    case 'shift-time':
      return canShiftTime(field, rule) && state.clocks.hasRoom ? treatment : 'withhold';
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
function groupsToHide(treated: readonly Treated[]): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const { rule, treatment } of treated) {
    if (rule.group !== undefined && treatment === 'withhold' && moving.has(rule.category)) hidden.add(rule.group);
  }
  return hidden;
}

function withholdGroups(treated: readonly Treated[], hidden: ReadonlySet<string>): Treated[] {
  return treated.map((one) => {
    const { group, category } = one.rule;
    return group !== undefined && hidden.has(group) && moving.has(category) ? { ...one, treatment: 'withhold' } : one;
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
      return field.type === 'char' && field.length > 1 && rule.of !== 'bytes' ? [clearAfterNulOf(field)] : [];
    case 'shift-time':
      return [shiftTime(field, rule, `${schema.message}.${field.name}`, state.clocks)];
    case 'pseudonymise':
      return [pseudonymise(field, pseudonyms, rule.unknown)];
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

/** The branches of a guarded field; undefined if none could ever release the message, or if a condition cannot be tested. */
function compileGuard(
  { field, branches }: Guarded,
  schema: Schema,
  byRole: ReadonlyMap<Role, Field>,
  context: CompileContext,
): Branch[] | undefined {
  const compiled: Branch[] = [];
  let canPass = false;
  for (const branch of branches) {
    const test = compileWhen(branch.rule.when, schema);
    if (test === undefined) return undefined;
    const unknown = branch.treatment === 'withhold' ? unknownOf(field, branch.rule) : undefined;
    if (branch.treatment !== 'withhold') {
      compiled.push({ test, edits: editsOf(branch, schema, byRole, context) });
    } else {
      compiled.push({ test, edits: [unknown === undefined ? withhold : blank([{ field, value: unknown }])] });
    }
    canPass ||= branch.treatment !== 'withhold' || unknown !== undefined;
  }
  return canPass ? compiled : undefined;
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

/**
 * What is left only holds the log together or tells the time. Messages that never had more (clock synchronisation, list requests) belong
 * to the dynamics of the log.
 */
function saysNothing(outcomes: readonly FieldOutcome[], disclosure: Disclosure): boolean {
  const isContent = ({ category }: FieldOutcome): boolean => category !== 'structural' && category !== 'absoluteTime';
  if (outcomes.some((outcome) => outcome.outcome !== 'hidden' && isContent(outcome))) return false;
  return disclosure.dynamics !== 'full' || outcomes.some(({ outcome }) => outcome === 'hidden');
}
