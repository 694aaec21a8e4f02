import type { Memory } from '../bytes/memory.ts';
import { type Edit, type Steps, stepsOf } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, canBeCondition, type FieldRule, type Schema, type When } from '../model/schema.ts';
import { readUnsigned } from '../model/values.ts';

/** A condition on another field of the same message. */
export interface Test {
  readonly reach: number;
  holds(view: DataView, body: number): boolean;
}

/**
 * Compiles a condition. Undefined for one on a field that is no whole number of up to 32 bits: a log that teaches its schema can claim any
 * type.
 */
export function compileWhen(when: When | undefined, { fields }: Pick<Schema, 'fields'>): Test | undefined {
  if (when === undefined) return { reach: 0, holds: () => true };
  const field = fields.find(({ name }) => name === when.field);
  // A MAVLink 1 frame lacks extension fields: a condition on one cannot hold there.
  if (field === undefined) return { reach: 0, holds: () => false };
  return canBeCondition(field) ? new FieldTest(field.offset, byteSizes[field.type], when) : undefined;
}

class FieldTest implements Test {
  readonly reach: number;
  readonly at: number;
  readonly size: number;
  readonly #test: When['test'];
  readonly #values: readonly number[];

  constructor(at: number, size: number, { test, values }: When) {
    const mask = size === 4 ? 0xffff_ffff : 2 ** (8 * size) - 1;
    this.reach = at + size;
    this.at = at;
    this.size = size;
    this.#test = test;
    this.#values = values.map((value) => (value & mask) >>> 0);
  }

  holds(view: DataView, body: number): boolean {
    return this.holdsFor(readUnsigned(view, body + this.at, this.size));
  }

  holdsFor(value: number): boolean {
    const bits = this.#values[0]!;
    switch (this.#test) {
      case 'equals':
        return value === bits;
      case 'differs':
        return value !== bits;
      case 'anyBit':
        return (value & bits) !== 0;
      case 'noBit':
        return (value & bits) === 0;
      case 'oneOf':
        return this.#values.includes(value);
    }
  }
}

/** More conditions than these in one message are not told apart: it is withheld. */
const MAX_CONDITIONS = 8;

/** What the rows of a message's fields say of when they hold. */
export interface Guards {
  readonly conditions: Conditions;
  /** By the number whose bit n says that condition n holds: for each field the place of its row; null: these conditions cannot hold at once. */
  readonly rows: readonly (readonly number[] | null)[];
  /** Places of fields that have several rows. */
  readonly several: readonly number[];
}

/** By the fields of a schema: logs of many formats have the same ones again and again. */
const known = new WeakMap<Schema['fields'], Guards | null>();

/** Null: the conditions are too many, or one cannot be tested. All fields have rows. */
export function guardsOf(schema: Pick<Schema, 'fields'>): Guards | null {
  let guards = known.get(schema.fields);
  if (guards === undefined) {
    guards = findGuards(schema);
    known.set(schema.fields, guards);
  }
  return guards;
}

function findGuards(schema: Pick<Schema, 'fields'>): Guards | null {
  const { fields } = schema;
  const conditions = conditionsOf(schema);
  if (conditions.length > MAX_CONDITIONS) return null;
  const tests = conditions.map((when) => compileWhen(when, schema));
  if (!tests.every((test) => test !== undefined)) return null;
  const rows = Array.from({ length: 1 << conditions.length }, (_, holding) =>
    canHold(conditions, holding) ? fields.map(({ rules }) => rowWhere(rules, conditions, holding)) : null,
  );
  const several = fields.flatMap(({ rules }, index) => (rules.length > 1 ? [index] : []));
  return { conditions: new Conditions(tests), rows, several };
}

/** The different conditions in the rows of a message, in their order. */
function conditionsOf({ fields }: Pick<Schema, 'fields'>): When[] {
  const conditions = new Map<string, When>();
  for (const { rules } of fields) {
    for (const { when } of rules) if (when !== undefined) conditions.set(keyOf(when), when);
  }
  return [...conditions.values()];
}

function keyOf({ field, test, values }: When): string {
  return `${field} ${test} ${values.join(' ')}`;
}

/** Which of a field's rows applies where just these conditions hold (bit n for condition n): the first whose own holds. */
function rowWhere(rules: readonly FieldRule[], conditions: readonly When[], holding: number): number {
  return rules.findIndex(({ when }) => {
    if (when === undefined) return true;
    const key = keyOf(when);
    return (holding & (1 << conditions.findIndex((condition) => keyOf(condition) === key))) !== 0;
  });
}

/** Whether these conditions can hold at once: two on the values of one field need a value that meets both. */
function canHold(conditions: readonly When[], holding: number): boolean {
  const isHolding = (index: number): boolean => (holding & (1 << index)) !== 0;
  return conditions.every(({ field, test, values }, index) => {
    if (!isHolding(index) || (test !== 'equals' && test !== 'oneOf')) return true;
    return conditions.every((other, at) => {
      if (other.field !== field || (other.test !== 'equals' && other.test !== 'oneOf')) return true;
      return !isHolding(at) || values.some((value) => other.values.includes(value));
    });
  });
}

/** The conditions in the rows of a message, in a form that is quick to test. */
export class Conditions {
  readonly reach: number;
  /** Of each byte that conditions are on: where it stands. */
  readonly #bytes: Int32Array;
  /** Of each such byte, by its value: which conditions hold. */
  readonly #holding: Uint8Array;
  /** Conditions on longer fields, and which they are. */
  readonly #others: readonly Test[];
  readonly #bits: Int32Array;

  constructor(tests: readonly Test[]) {
    this.reach = Math.max(0, ...tests.map(({ reach }) => reach));
    const ofByte = (test: Test): test is FieldTest => test instanceof FieldTest && test.size === 1;
    this.#bytes = Int32Array.from(new Set(tests.filter(ofByte).map(({ at }) => at)));
    this.#holding = new Uint8Array(256 * this.#bytes.length);
    for (const [bit, test] of tests.entries()) {
      if (!ofByte(test)) continue;
      const first = 256 * this.#bytes.indexOf(test.at);
      for (let value = 0; value < 256; value++) if (test.holdsFor(value)) this.#holding[first + value]! |= 1 << bit;
    }
    this.#others = tests.filter((test) => !ofByte(test));
    this.#bits = Int32Array.from(this.#others, (test) => 1 << tests.indexOf(test));
  }

  /** Which of them hold for a body: bit n says it of condition n. */
  holding(view: DataView, body: number): number {
    const bytes = this.#bytes;
    let holding = 0;
    for (let byte = 0; byte < bytes.length; byte++) {
      holding |= this.#holding[(byte << 8) | view.getUint8(body + bytes[byte]!)]!;
    }
    const others = this.#others;
    for (let test = 0; test < others.length; test++) {
      if (others[test]!.holds(view, body)) holding |= this.#bits[test]!;
    }
    return holding;
  }
}

/**
 * Applies the edits of the one variant whose conditions hold. All conditions are tested before anything is edited, since a field that is changed can be what
 * another depends on.
 */
export class ChooseVariant implements Edit {
  readonly reach: number;
  readonly conditions: Conditions;
  readonly variants: readonly (Steps | null)[];

  /** @param variants by which conditions hold; null: the frame is withheld */
  constructor(conditions: Conditions, variants: readonly (readonly Edit[] | null)[]) {
    this.conditions = conditions;
    const steps = new Map(variants.map((variant) => [variant, variant === null ? null : stepsOf(variant)]));
    this.variants = variants.map((variant) => steps.get(variant)!);
    const edits = [...steps.values()].flatMap((some) => some?.edits ?? []);
    this.reach = Math.max(conditions.reach, ...edits.map(({ reach }) => reach));
  }

  apply(memory: Memory, body: number, sender: number, state: FlightState, length?: number): boolean {
    const steps = this.variants[this.conditions.holding(memory.view, body)]!;
    if (steps === null) return false;
    const { edits, applies } = steps;
    for (let step = 0; step < edits.length; step++) {
      if (!applies[step]!.call(edits[step]!, memory, body, sender, state, length)) return false;
    }
    return true;
  }
}
