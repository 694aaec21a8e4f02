import type { Memory } from '../bytes/memory.ts';
import { type Edit, type Steps, stepsOf } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, canBeCondition, type Schema, type When } from '../model/schema.ts';
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
export function compileWhen(when: When | undefined, schema: Schema): Test | undefined {
  if (when === undefined) return { reach: 0, holds: () => true };
  const field = schema.fields.find(({ name }) => name === when.field);
  // A MAVLink 1 frame lacks extension fields: a condition on one cannot hold there.
  if (field === undefined) return { reach: 0, holds: () => false };
  if (!canBeCondition(field)) return undefined;
  const size = byteSizes[field.type];
  const mask = size === 4 ? 0xffff_ffff : 2 ** (8 * size) - 1;
  const values = when.values.map((value) => (value & mask) >>> 0);
  const bits = values[0]!;
  const { offset } = field;
  const read = (view: DataView, body: number): number => readUnsigned(view, body + offset, size);
  const holds: Record<When['test'], Test['holds']> = {
    equals: (view, body) => read(view, body) === bits,
    differs: (view, body) => read(view, body) !== bits,
    anyBit: (view, body) => (read(view, body) & bits) !== 0,
    noBit: (view, body) => (read(view, body) & bits) === 0,
    oneOf: (view, body) => values.includes(read(view, body)),
  };
  return { reach: offset + size, holds: holds[when.test] };
}

/** More conditions than these in one message are not told apart: it is withheld. */
export const MAX_CONDITIONS = 8;

/** The different conditions in the rows of a message, in their order. */
export function conditionsOf(schema: Schema): When[] {
  const conditions = new Map<string, When>();
  for (const { rules } of schema.fields) {
    for (const { when } of rules) if (when !== undefined) conditions.set(keyOf(when), when);
  }
  return [...conditions.values()];
}

function keyOf({ field, test, values }: When): string {
  return `${field} ${test} ${values.join(' ')}`;
}

/** Which of a field's rows applies where just these conditions hold (bit n for condition n): the first whose own holds. */
export function ruleWhere<Rule extends { readonly when?: When }>(
  rules: readonly Rule[],
  conditions: readonly When[],
  holding: number,
): Rule | undefined {
  return rules.find(({ when }) => {
    if (when === undefined) return true;
    const key = keyOf(when);
    return (holding & (1 << conditions.findIndex((condition) => keyOf(condition) === key))) !== 0;
  });
}

/** Whether these conditions can hold at once: two on the values of one field need a value that meets both. */
export function canHold(conditions: readonly When[], holding: number): boolean {
  const isHolding = (index: number): boolean => (holding & (1 << index)) !== 0;
  return conditions.every(({ field, test, values }, index) => {
    if (!isHolding(index) || (test !== 'equals' && test !== 'oneOf')) return true;
    return conditions.every((other, at) => {
      if (other.field !== field || (other.test !== 'equals' && other.test !== 'oneOf')) return true;
      return !isHolding(at) || values.some((value) => other.values.includes(value));
    });
  });
}

/**
 * Applies the edits of the one variant whose conditions hold. All conditions are tested before anything is edited, since a field that is changed can be what
 * another depends on.
 *
 * @param variants by the number whose bit n says that condition n holds; null: the frame is withheld
 */
export function chooseVariant(tests: readonly Test[], variants: readonly (readonly Edit[] | null)[]): Edit {
  return new ChooseVariant(tests, variants);
}

class ChooseVariant implements Edit {
  readonly reach: number;
  readonly #tests: readonly Test[];
  readonly #variants: readonly (Steps | null)[];

  constructor(tests: readonly Test[], variants: readonly (readonly Edit[] | null)[]) {
    this.#tests = tests;
    this.#variants = variants.map((variant) => (variant === null ? null : stepsOf(variant)));
    const edits = variants.flatMap((variant) => variant ?? []);
    this.reach = Math.max(0, ...tests.map(({ reach }) => reach), ...edits.map(({ reach }) => reach));
  }

  apply(memory: Memory, body: number, sender: number, state: FlightState, length?: number): boolean {
    const { view } = memory;
    const tests = this.#tests;
    let holding = 0;
    for (let test = 0; test < tests.length; test++) if (tests[test]!.holds(view, body)) holding |= 1 << test;
    const steps = this.#variants[holding]!;
    if (steps === null) return false;
    const { edits, applies } = steps;
    for (let step = 0; step < edits.length; step++) {
      if (!applies[step]!.call(edits[step]!, memory, body, sender, state, length)) return false;
    }
    return true;
  }
}
