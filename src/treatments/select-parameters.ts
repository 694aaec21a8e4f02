import { ByteMemo } from '../bytes/byte-memo.ts';
import { readText } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';
import { type ParameterClass, parameterClass } from '../vocabulary/parameters.ts';

/** Names remembered; a log has one or two thousand. */
const REMEMBERED = 8192;

/**
 * Withholds frames about parameters whose name is not classified or whose class may not be released.
 *
 * @example selectParameters(field, (parameter) => parameter === 'safe')
 */
export function selectParameters(name: Field, mayRelease: (parameter: ParameterClass) => boolean): Edit {
  return new SelectParameters(name, mayRelease);
}

class SelectParameters implements Edit {
  readonly reach: number;
  readonly #start: number;
  readonly #end: number;
  readonly #known = new ByteMemo<boolean>(REMEMBERED);
  readonly #judge: (bytes: Uint8Array, start: number, end: number) => boolean;

  constructor(name: Field, mayRelease: (parameter: ParameterClass) => boolean) {
    this.#start = name.offset;
    this.#end = name.offset + fieldSize(name);
    this.reach = this.#end;
    this.#judge = (bytes, start, end) => {
      const parameter = parameterClass(readText(bytes, start, end));
      return parameter !== undefined && mayRelease(parameter);
    };
  }

  apply(bytes: Uint8Array, body: number): boolean {
    return this.#known.of(bytes, body + this.#start, body + this.#end, this.#judge);
  }
}
