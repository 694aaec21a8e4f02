import { type Line, type Shape, type Token, TokenKind, ValueSlot } from './shape.ts';

/** What a step of a recipe does; two numbers follow it. */
export const Do = {
  /** Copies parts: the first, and the one behind the last. */
  copy: 0,
  /** Writes a value: its part, and its ordinal among the shape's values. */
  value: 1,
  /** Writes what stands instead of a hidden value: its part. */
  absent: 2,
  /** Writes what sets apart: a part that stands behind it, and what. */
  between: 3,
  count: 3,
} as const;

/**
 * How a block is written of which certain values are hidden: what is copied, and which values there are. Which ones are hidden is the same for nearly all
 * blocks of a shape.
 */
export class Recipe {
  readonly steps: Int32Array;
  /** Of `steps`, how many are in use. */
  length = 0;
  /** Of each value: 1 if it is hidden. */
  readonly hidden: Uint8Array;
  readonly #shape: Shape;
  /** Ordinals of values, by part. */
  readonly #ordinals: Int32Array;

  constructor(shape: Shape) {
    const { parts, values } = shape;
    this.#shape = shape;
    this.hidden = new Uint8Array(values.length / ValueSlot.count);
    this.#ordinals = new Int32Array(parts.length).fill(-1);
    for (let ordinal = 0; ordinal < this.hidden.length; ordinal++) {
      this.#ordinals[values[ordinal * ValueSlot.count + ValueSlot.part]!] = ordinal;
    }
    // No part is written twice, and of what is unknown none, behind which something else sets apart.
    this.steps = new Int32Array(parts.length * Do.count);
    this.make();
  }

  /** Makes the steps anew for what is {@link hidden}. */
  make(): void {
    this.length = 0;
    const { lines } = this.#shape;
    for (let index = 0; index < lines.length; index++) this.#addLine(lines[index]!);
  }

  /** A line of which nothing is left goes: an empty one would end the block. */
  #addLine({ tokens, lineEnd }: Line): void {
    let hasContent = false;
    let isEmpty = true;
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!;
      const { kind, separator, instead, first, end } = token;
      if (kind === TokenKind.unknown || (kind === TokenKind.removable && !this.#hasShown(token))) continue;
      if (kind === TokenKind.closing) {
        if (hasContent) this.#copy(first, end);
        continue;
      }
      isEmpty = false;
      if (instead !== null) {
        if (hasContent) this.#add(Do.between, first, instead);
      } else if (separator >= 0 && (hasContent || index === 0)) {
        this.#copy(separator, separator + 1);
      }
      if (kind === TokenKind.removable) this.#addEntries(token);
      else if (kind === TokenKind.list) this.#addList(first, end);
      else this.#copy(first, end);
      if (kind !== TokenKind.opening) hasContent = true;
    }
    if (!isEmpty) this.#copy(lineEnd, lineEnd + 1);
  }

  #hasShown({ entries }: Token): boolean {
    for (let index = 0; index < entries.length; index++) if (!this.#isHidden(entries[index]!.value)) return true;
    return false;
  }

  #isHidden(part: number): boolean {
    return this.hidden[this.#ordinals[part]!] === 1;
  }

  #addEntries({ first, end, entries }: Token): void {
    const opening = entries[0]!.name < 0 ? entries[0]!.value : entries[0]!.name;
    this.#copy(first, opening);
    let isFirst = true;
    for (let index = 0; index < entries.length; index++) {
      const { separator, name, value } = entries[index]!;
      if (this.#isHidden(value)) continue;
      if (!isFirst && separator >= 0) this.#copy(separator, separator + 1);
      if (name >= 0) this.#copy(name, name + 1);
      this.#addValue(value);
      isFirst = false;
    }
    this.#copy(entries[entries.length - 1]!.value + 1, end);
  }

  #addList(first: number, end: number): void {
    for (let index = first; index < end; index++) {
      if (this.#ordinals[index]! < 0) this.#copy(index, index + 1);
      else if (this.#isHidden(index)) this.#add(Do.absent, index, 0);
      else this.#addValue(index);
    }
  }

  #addValue(part: number): void {
    const ordinal = this.#ordinals[part]!;
    if (this.#shape.values[ordinal * ValueSlot.count + ValueSlot.isSetting] === 1) this.#copy(part, part + 1);
    else this.#add(Do.value, part, ordinal);
  }

  /** What stands together is copied together. */
  #copy(first: number, end: number): void {
    if (end <= first) return;
    const { steps, length } = this;
    if (length > 0 && steps[length - 3] === Do.copy && steps[length - 1] === first) steps[length - 1] = end;
    else this.#add(Do.copy, first, end);
  }

  #add(what: number, first: number, second: number): void {
    this.steps[this.length++] = what;
    this.steps[this.length++] = first;
    this.steps[this.length++] = second;
  }
}
