import { readText, textLength } from '../bytes/text.ts';
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
  readonly #size: number;
  readonly #mayRelease: (parameter: ParameterClass) => boolean;
  /** By hash of the name's bytes, so that a name seen before needs no string. */
  readonly #known = new Map<number, { name: Uint8Array; released: boolean }>();

  constructor(name: Field, mayRelease: (parameter: ParameterClass) => boolean) {
    this.#start = name.offset;
    this.#size = fieldSize(name);
    this.reach = name.offset + this.#size;
    this.#mayRelease = mayRelease;
  }

  apply(bytes: Uint8Array, body: number): boolean {
    const start = body + this.#start;
    const end = start + textLength(bytes, start, start + this.#size);
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const known = this.#known.get(hash);
    if (known !== undefined && same(bytes, start, end, known.name)) return known.released;
    const parameter = parameterClass(readText(bytes, start, end));
    const released = parameter !== undefined && this.#mayRelease(parameter);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(hash, { name: bytes.slice(start, end), released });
    return released;
  }
}

function same(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index++) if (bytes[start + index] !== name[index]) return false;
  return true;
}
