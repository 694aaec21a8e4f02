import type { Zone } from '../geo/zone.ts';
import { type DataCategory, dimensionOf } from '../model/category.ts';
import { type Disclosure, isAtMost, nothing } from '../model/disclosure.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import type { Field, FieldRule, Role, Schema } from '../model/schema.ts';
import { unknownOf } from '../model/values.ts';
import { blank } from '../treatments/blank.ts';
import { clearAfterNulOf } from '../treatments/clear-after-nul.ts';
import { placeCommands } from '../treatments/place-commands.ts';
import { canPseudonymise, type Pseudonyms, pseudonymise } from '../treatments/pseudonymise.ts';
import { releaseOnce } from '../treatments/release-once.ts';
import type { Relocation } from '../treatments/relocate/relocation.ts';
import { selectCommands } from '../treatments/select-commands.ts';
import { selectOwn } from '../treatments/select-own.ts';
import { selectParameters } from '../treatments/select-parameters.ts';
import { canShiftTime, shiftTime } from '../treatments/shift-time.ts';
import { showStart } from '../treatments/show-start.ts';
import { templateTextOf } from '../treatments/template-text.ts';
import { withholdInZones } from '../treatments/withhold-in-zones.ts';
import { hideableValues, mayReleaseParameter, type Treatment, treatmentOf } from './choose.ts';
import { mayKeepParam, placeEditsOf } from './command-places.ts';
import { ChooseVariant, type Guards, guardsOf } from './guards.ts';
import { type Cells, movingCategories, type Treated, treatGroups } from './moving.ts';
import type { Projected } from './projected.ts';

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
  /** Of devices, where they hold for longer than the flight. */
  readonly devicePseudonyms?: Pseudonyms | undefined;
  /** Where the form of the path may be known: how it is moved. */
  readonly relocation?: Relocation | undefined;
  /** Where a true track may be known but not the pilot: what is hidden of it. */
  readonly hiddenPlaces?: HiddenPlaces | undefined;
  /** Where places may be known roughly. */
  readonly cells?: Cells | undefined;
  /** The only fields that pass, however much of others may be known; undefined: all. */
  readonly projected?: Projected | undefined;
}

/** Where nothing may be released. */
export interface HiddenPlaces {
  /** Around hidden places. */
  readonly areas: readonly Zone[];
  /** Along the ways to and from there: places of missions and targets in them point at the hidden place; the aircraft may pass again. */
  readonly legs: readonly Zone[];
}

/** Turns a disclosure into a list of edits for one kind of message: done once, before its first frame. */
export function compile(schema: Schema, context: CompileContext): Plan {
  if (schema.teaches === true) {
    // Where nothing may be learnt, nothing is written: there is nothing to be read.
    return schema.known && !isAtMost(context.disclosure, nothing) ? keepPlan(schema) : dropPlan(schema);
  }
  const unclassified = schema.fields.filter((field) => field.rules.length === 0);
  // A field that nobody has classified has no known "unknown" either: the whole message is withheld.
  if (!schema.known || unclassified.length > 0) return dropPlan(schema);
  const guards = guardsOf(schema);
  if (guards === null) return dropPlan(schema);
  const variants = variantsOf(schema, guards, context);
  const passing = [...new Set(variants)].filter((variant) => variant !== null);
  if (!namesAny(schema, passing, context)) return dropPlan(schema);
  if (passing.length === 0) return dropPlan(schema);
  const outcomes = mergeOutcomes(schema, passing);
  if (saysNothing(schema, outcomes, context.disclosure)) return dropPlan(schema);
  // Most messages have no condition, or none that matters at this disclosure.
  const edits =
    variants.length === 1
      ? passing[0]!.edits
      : variants.every((variant) => variant !== null && variant.edits.length === 0)
        ? []
        : [
            new ChooseVariant(
              guards.conditions,
              variants.map((variant) => variant?.edits ?? null),
            ),
          ];
  const reach = Math.max(0, ...edits.map((edit) => edit.reach));
  return { schema, verdict: edits.length > 0 ? 'edit' : 'keep', edits, reach, outcomes };
}

/** A message as it is where certain conditions hold: every field has one row. */
interface Variant {
  readonly edits: readonly Edit[];
  /** Of each field, in the schema's order. */
  readonly outcomes: readonly FieldOutcome['outcome'][];
}

/** What happens to a message, by the conditions that hold; null: it is withheld. Where the same happens, the same variant stands. */
function variantsOf(schema: Schema, { rows, several }: Guards, context: CompileContext): (Variant | null)[] {
  const alike = schema.fields.map((field) => alikeRows(field, context));
  const facts = { schema, byRole: rolesOf(schema), hideable: hideableOf(schema, context) };
  const made = new Map<string, Variant | null>();
  return rows.map((places) => {
    if (places === null) return null;
    const key = several.map((index) => alike[index]![places[index]!]!.row).join(' ');
    let variant = made.get(key);
    if (variant === undefined) {
      variant = variantOf(
        facts,
        places.map((row, index) => alike[index]![row]!),
        context,
      );
      made.set(key, variant);
    }
    return variant;
  });
}

/** What is the same for all variants of a message. */
interface SchemaFacts {
  readonly schema: Schema;
  readonly byRole: ReadonlyMap<Role, Field>;
  readonly hideable: readonly Field[];
}

function hideableOf(schema: Schema, { disclosure }: CompileContext): readonly Field[] {
  return disclosure.settings === 'none' ? [] : hideableValues(schema);
}

/** A field under one of its rows. */
interface TreatedRow extends Treated {
  readonly row: number;
}

/** For each row of a field the first one under which just the same happens to it. */
function alikeRows(field: Field, context: CompileContext): TreatedRow[] {
  const treated: TreatedRow[] = [];
  for (const [row, rule] of field.rules.entries()) {
    const one = { field, rule, treatment: feasible(field, rule, context), row };
    treated.push(treated.find((other) => isAlike(other, one)) ?? one);
  }
  return treated;
}

function isAlike(one: Treated, other: Treated): boolean {
  if (one.treatment !== other.treatment || (one.treatment !== 'keep' && one.treatment !== 'withhold')) return false;
  if (movingCategories.has(one.rule.category) || movingCategories.has(other.rule.category)) return false;
  const [a, b] = [one.rule, other.rule];
  return a.role === b.role && a.of === b.of && Object.is(unknownOf(one.field, a), unknownOf(other.field, b));
}

/** What happens to a message with these rows; null: it is withheld. */
function variantOf(
  { schema, byRole, hideable }: SchemaFacts,
  chosen: readonly Treated[],
  context: CompileContext,
): Variant | null {
  const { treated, edits: moving } = treatGroups(chosen, context);
  // In this order: what may withhold the frame and reads fields as they were sent, what changes fields, what blanks them.
  const selecting: Edit[] = [];
  const changing: Edit[] = [...zoneEdits(treated, context), ...moving];
  const blanked: { field: Field; value: number | bigint }[] = [];
  const outcomes: FieldOutcome['outcome'][] = [];
  for (const one of treated) {
    const { field, rule, treatment } = one;
    outcomes.push(hideable.includes(field) ? 'changed' : outcomeOf(treatment));
    if (treatment === 'withhold') {
      // Without what its content is judged by, no part of the message can be judged.
      if (rule.role !== undefined && judging.has(rule.role)) return null;
      const value = unknownOf(field, rule);
      if (value === undefined) return null;
      blanked.push({ field, value });
    } else {
      (selects.has(treatment) ? selecting : changing).push(...editsOf(one, schema, byRole, context));
    }
  }
  const edits = [...selecting, ...changing, ...(blanked.length > 0 ? [blank(blanked)] : [])];
  // Behind all others: what is left of a record is compared.
  return { edits: context.projected?.isDistinct === true ? [...edits, releaseOnce(schema)] : edits, outcomes };
}

/** Whether a message holds anything that a projection names: what only stands beside it is not released alone. */
function namesAny(schema: Schema, variants: readonly Variant[], { projected }: CompileContext): boolean {
  if (projected === undefined) return true;
  return schema.fields.some(
    ({ rules }, index) =>
      rules.some((rule) => projected.isNamed(rule)) && variants.some(({ outcomes }) => outcomes[index] !== 'hidden'),
  );
}

function mergeOutcomes(schema: Schema, variants: readonly Variant[]): FieldOutcome[] {
  return schema.fields.map(({ name, rules }, index) => {
    const outcome = variants[0]!.outcomes[index]!;
    const isSame = variants.every(({ outcomes }) => outcomes[index] === outcome);
    return { field: name, category: rules[0]?.category, outcome: isSame ? outcome : 'changed' };
  });
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

/** What says how messages are read tells nothing but that its firmware has them, and the catalog has all its words. */
function keepPlan(schema: Schema): Plan {
  return { schema, verdict: 'keep', edits: [], reach: 0, outcomes: [] };
}

function dropPlan(schema: Schema): Plan {
  const outcomes = schema.fields.map(
    (field): FieldOutcome => ({ field: field.name, category: field.rules[0]?.category, outcome: 'hidden' }),
  );
  return { schema, verdict: 'drop', edits: [], reach: 0, outcomes };
}

/** The treatment that the field's type allows: what cannot be shifted or replaced is withheld. */
function feasible(field: Field, rule: FieldRule, context: CompileContext): Treatment {
  const { disclosure, state, hiddenPlaces, projected } = context;
  if (projected !== undefined && !projected.isNamed(rule) && !projected.isCarried(rule)) return 'withhold';
  const treatment = treatmentOf(rule, disclosure);
  switch (treatment) {
    case 'cut':
      return hiddenPlaces === undefined ? 'withhold' : treatment;
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
  context: CompileContext,
): Edit[] {
  const { disclosure, state, pseudonyms, devicePseudonyms } = context;
  switch (treatment) {
    case 'relocate':
    case 'cell':
    case 'aside':
      // Done by group.
      return [];
    case 'cut':
    case 'keep':
      return field.type === 'char' && field.length > 1 && rule.of !== 'bytes' ? [clearAfterNulOf(field)] : [];
    case 'shift-time':
      if (rule.clock === 'start') return [showStart(field, rule, state.clocks.unixStartS)];
      return [shiftTime(field, rule, `${schema.message}.${field.name}`, state.clocks)];
    case 'pseudonymise':
      return [pseudonymise(field, isOfDevice(rule) ? (devicePseudonyms ?? pseudonyms) : pseudonyms, rule.unknown)];
    case 'template-text':
      return [templateTextOf(field, byRole.get('textId'), byRole.get('textChunk'))];
    case 'select-parameter': {
      const clear = field.type === 'char' ? [clearAfterNulOf(field)] : [];
      if (rule.role !== 'parameterName') return byRole.has('parameterName') ? clear : [withhold];
      const values = hideableValues(schema);
      return [selectParameters(field, (parameter) => mayReleaseParameter(parameter, disclosure), values), ...clear];
    }
    case 'select-command': {
      if (rule.role !== 'command') return byRole.has('command') ? [] : [withhold];
      const params = ([1, 2, 3, 4, 5, 6, 7] as const).map((number) => byRole.get(`param${number}`));
      const places = placeEditsOf(disclosure, context.relocation, zonesOfPlans(context));
      return [
        selectCommands(field, params, (param, index) =>
          places === undefined ? treatmentOf(param, disclosure) === 'keep' : mayKeepParam(param, index, disclosure),
        ),
        ...(places === undefined ? [] : [placeCommands(field, params, byRole.get('commandFrame'), places)]),
      ];
    }
    case 'select-own':
      return [selectOwn(field)];
    case 'withhold':
      return [withhold];
  }
}

function isOfDevice({ category }: FieldRule): boolean {
  return dimensionOf(category) === 'device';
}

const withhold: Edit = { reach: 0, apply: () => false };

function outcomeOf(treatment: Treatment): FieldOutcome['outcome'] {
  switch (treatment) {
    case 'keep':
    case 'cut':
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
 * to the dynamics of the log, and so does that a sensor was read.
 */
function saysNothing({ fields }: Schema, outcomes: readonly FieldOutcome[], disclosure: Disclosure): boolean {
  const isContent = ({ category }: FieldOutcome): boolean => category !== 'structural' && category !== 'absoluteTime';
  if (outcomes.some((outcome) => outcome.outcome !== 'hidden' && isContent(outcome))) return false;
  if (disclosure.dynamics !== 'full') return true;
  if (fields.some(({ rules }) => rules[0]?.shows === 'presence')) return false;
  return outcomes.some(({ outcome }) => outcome === 'hidden');
}

/** Frames with a place in a hidden zone are withheld. */
function zoneEdits(treated: readonly Treated[], { hiddenPlaces }: CompileContext): Edit[] {
  if (hiddenPlaces === undefined) return [];
  const pairs = treated.flatMap(({ field, rule, treatment }) => {
    if (rule.role !== 'latitude' || treatment === 'withhold') return [];
    const longitude = treated.find((other) => other.rule.role === 'longitude' && other.rule.group === rule.group);
    if (longitude === undefined) return [withhold];
    const { areas, legs } = hiddenPlaces;
    const zones = rule.category === 'aircraftPosition' ? areas : [...areas, ...legs];
    return [withholdInZones(field, longitude.field, zones)];
  });
  return pairs;
}

function zonesOfPlans({ hiddenPlaces }: CompileContext): readonly Zone[] | undefined {
  return hiddenPlaces === undefined ? undefined : [...hiddenPlaces.areas, ...hiddenPlaces.legs];
}
