import { ByteMemo } from '../bytes/byte-memo.ts';
import type { Memory } from '../bytes/memory.ts';
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
  readonly #mayRelease: (parameter: ParameterClass) => boolean;

  constructor(name: Field, mayRelease: (parameter: ParameterClass) => boolean) {
    this.#start = name.offset;
    this.#end = name.offset + fieldSize(name);
    this.reach = this.#end;
    this.#mayRelease = mayRelease;
  }

  apply({ bytes }: Memory, body: number): boolean {
    const start = body + this.#start;
    const end = body + this.#end;
    return this.#known.find(bytes, start, end) ?? this.#judge(bytes, start, end);
  }

  #judge(bytes: Uint8Array, start: number, end: number): boolean {
    const parameter = parameterClass(readText(bytes, start, end));
    const released = parameter !== undefined && this.#mayRelease(parameter);
    this.#known.remember(bytes, start, end, released);
    return released;
  }
}
