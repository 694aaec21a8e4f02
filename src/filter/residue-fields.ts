import type { Memory } from '../bytes/memory.ts';
import { readText } from '../bytes/text.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { byteSizes, type Field, type FieldRule, fieldSize, type Schema } from '../model/schema.ts';
import { unknownOf, writeValue } from '../model/values.ts';
import { canPseudonymise } from '../treatments/pseudonymise.ts';
import { parameterClass } from '../vocabulary/parameters.ts';
import { hideableValues, mayReleaseParameter, treatmentOf } from './choose.ts';
import { RowChooser } from './residue-rows.ts';

/**
 * What must stand in a field under one of its rows: these bytes, nothing at all (its message is withheld), a parameter that may be shown, or
 * anything.
 */
type Demand = Uint8Array | 'absent' | 'parameter' | 'anything';

/** Checks that the fields which a disclosure hides say nothing. */
export class HiddenFields {
  readonly #disclosure: Disclosure;
  /** Bytes from `start` must be these; in order, and without those that depend on other fields. */
  readonly #fixed: readonly { readonly field: Field; readonly bytes: Uint8Array }[];
  readonly #other: readonly Demanded[];
  readonly #names = new Map<string, Naming>();
  readonly #valuesAt: readonly number[];
  /** Number of finding fields in {@link check}. */
  readonly #isUnknown: boolean;

  constructor(schema: Schema, disclosure: Disclosure) {
    this.#disclosure = disclosure;
    this.#isUnknown = !schema.known || schema.fields.some(({ rules }) => rules.length === 0);
    const demanded = this.#isUnknown ? [] : schema.fields.map((field) => new Demanded(field, schema, disclosure));
    this.#fixed = demanded.flatMap(({ field, only }) => (only instanceof Uint8Array ? [{ field, bytes: only }] : []));
    this.#valuesAt = hideableValues(schema).map(({ offset }) => offset);
    this.#other = demanded.filter(({ only }) => only !== 'anything' && !(only instanceof Uint8Array));
  }

  /** Whether a body needs to be looked at at all. */
  get isNeeded(): boolean {
    return this.#isUnknown || this.#fixed.length > 0 || this.#other.length > 0;
  }

  /**
   * @param memory has the whole body from `body` on, zero-extended
   * @param found is told the name of every field that says what it must not; `*` for the whole message
   */
  check(memory: Memory, body: number, found: (field: string) => void): void {
    const { bytes, view } = memory;
    if (this.#isUnknown) {
      found('*');
      return;
    }
    for (let index = 0; index < this.#fixed.length; index++) {
      const { field, bytes: wanted } = this.#fixed[index]!;
      if (!stands(bytes, body + field.offset, wanted)) found(field.name);
    }
    for (let index = 0; index < this.#other.length; index++) {
      const demanded = this.#other[index]!;
      const { field } = demanded;
      const demand = demanded.at(view, body);
      if (demand === 'anything') continue;
      if (demand === 'absent') found(field.name);
      else if (demand === 'parameter') {
        const naming = this.#namingOf(readText(bytes, body + field.offset, body + field.offset + fieldSize(field)));
        if (naming === 'withheld' || (naming === 'alone' && !this.#hasNoValue(view, body))) found(field.name);
      } else if (!stands(bytes, body + field.offset, demand)) found(field.name);
    }
  }

  #namingOf(name: string): Naming {
    let naming = this.#names.get(name);
    if (naming === undefined) {
      const parameter = parameterClass(name);
      if (parameter === undefined) naming = 'withheld';
      else naming = mayReleaseParameter(parameter, this.#disclosure) ? 'released' : 'alone';
      if (this.#names.size < MOST_NAMES) this.#names.set(name, naming);
    }
    return naming;
  }

  /** Whether the parameter of this record is named without its value. */
  #hasNoValue(view: DataView, body: number): boolean {
    return this.#valuesAt.length > 0 && this.#valuesAt.every((at) => view.getUint32(body + at, true) === SINGLE_NAN);
  }
}

/** What a parameter may be shown with: its value, nothing but its name, or not at all. */
type Naming = 'released' | 'alone' | 'withheld';
/** Not a number, as a blanked 32-bit float has it: other bits could say something. */
const SINGLE_NAN = 0x7fc0_0000;
const MOST_NAMES = 8192;

/** A field with what is demanded of it under each of its rows. */
class Demanded {
  readonly field: Field;
  /** Where it is the same whatever row applies. */
  readonly only: Demand | undefined;
  readonly #rows: RowChooser;
  readonly #demands: ReadonlyMap<FieldRule, Demand>;

  constructor(field: Field, schema: Schema, disclosure: Disclosure) {
    this.field = field;
    this.#rows = new RowChooser(field, schema);
    this.#demands = new Map(field.rules.map((rule) => [rule, demandOf(field, rule, disclosure)]));
    const demands = new Set(this.#demands.values());
    this.only =
      field.rules.length === 1 || (demands.size === 1 && demands.has('anything')) ? [...demands][0] : undefined;
  }

  at(view: DataView, body: number): Demand {
    if (this.only !== undefined) return this.only;
    const rule = this.#rows.choose(view, body);
    return rule === undefined ? 'anything' : this.#demands.get(rule)!;
  }
}

function demandOf(field: Field, rule: FieldRule, disclosure: Disclosure): Demand {
  const treatment = treatmentOf(rule, disclosure);
  if (treatment === 'select-own') return new Uint8Array(fieldSize(field));
  if (treatment === 'select-parameter' && rule.role === 'parameterName') return 'parameter';
  const isHidden = treatment === 'withhold' || (treatment === 'pseudonymise' && !canPseudonymise(field));
  if (!isHidden) return 'anything';
  const unknown = unknownOf(field, rule);
  if (unknown === undefined) return 'absent';
  const bytes = new Uint8Array(fieldSize(field));
  for (let at = 0; at < bytes.length; at += byteSizes[field.type]) writeValue(bytes, at, field.type, unknown);
  return bytes;
}

function stands(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}
