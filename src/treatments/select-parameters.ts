import { ByteMemo } from '../bytes/byte-memo.ts';
import type { Memory } from '../bytes/memory.ts';
import { readText } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';
import { type ParameterClass, parameterClass } from '../vocabulary/parameters.ts';

/** Names remembered; a log has one or two thousand. */
const REMEMBERED = 8192;

/** What becomes of a record about a parameter. */
const Verdict = { withheld: 0, hidden: 1, released: 2 } as const;
type Verdict = (typeof Verdict)[keyof typeof Verdict];

/**
 * Withholds frames about parameters whose name is not classified or whose class may not be released.
 *
 * @param values where the format can say that a parameter's value is not known: 32-bit floats, which are blanked instead where the name is
 * classified. Empty: it cannot
 * @example selectParameters(field, (parameter) => parameter === 'safe')
 */
export function selectParameters(
  name: Field,
  mayRelease: (parameter: ParameterClass) => boolean,
  values: readonly Field[] = [],
): Edit {
  return new SelectParameters(name, mayRelease, values);
}

class SelectParameters implements Edit {
  readonly reach: number;
  readonly #start: number;
  readonly #end: number;
  readonly #known = new ByteMemo<Verdict>(REMEMBERED);
  readonly #mayRelease: (parameter: ParameterClass) => boolean;
  readonly #valuesAt: readonly number[];

  constructor(name: Field, mayRelease: (parameter: ParameterClass) => boolean, values: readonly Field[]) {
    this.#start = name.offset;
    this.#end = name.offset + fieldSize(name);
    this.reach = Math.max(this.#end, ...values.map((field) => field.offset + fieldSize(field)));
    this.#mayRelease = mayRelease;
    this.#valuesAt = values.map(({ offset }) => offset);
  }

  apply({ bytes, view }: Memory, body: number): boolean {
    const start = body + this.#start;
    const end = body + this.#end;
    const verdict = this.#known.find(bytes, start, end) ?? this.#judge(bytes, start, end);
    if (verdict === Verdict.hidden) for (const at of this.#valuesAt) view.setFloat32(body + at, Number.NaN, true);
    return verdict !== Verdict.withheld;
  }

  #judge(bytes: Uint8Array, start: number, end: number): Verdict {
    const parameter = parameterClass(readText(bytes, start, end));
    let verdict: Verdict = Verdict.withheld;
    if (parameter !== undefined && this.#mayRelease(parameter)) verdict = Verdict.released;
    else if (parameter !== undefined && this.#valuesAt.length > 0) verdict = Verdict.hidden;
    this.#known.remember(bytes, start, end, verdict);
    return verdict;
  }
}
