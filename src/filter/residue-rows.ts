import type { Field, FieldRule, Schema } from '../model/schema.ts';
import { compileWhen, type Test } from './guards.ts';

/** Which of a field's rows applies to a body: the first whose condition holds. */
export class RowChooser {
  readonly #rules: readonly FieldRule[];
  readonly #tests: readonly (Test | undefined)[];

  constructor(field: Field, schema: Schema) {
    this.#rules = field.rules;
    this.#tests = field.rules.map(({ when }) => compileWhen(when, schema));
  }

  /** @param view has the whole body from `body` on, zero-extended */
  choose(view: DataView, body: number): FieldRule | undefined {
    for (let row = 0; row < this.#rules.length; row++) {
      if (this.#tests[row]?.holds(view, body)) return this.#rules[row];
    }
    return undefined;
  }
}
