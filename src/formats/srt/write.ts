import { isChanged, isHidden, writeCell } from '../../text/cells.ts';
import type { SrtBody } from './body.ts';
import type { Copier } from './copier.ts';
import { type Entry, type Line, Op, type Part, type Shape, type Token, TokenKind } from './shape.ts';

const none = new Uint8Array(0);

/** Writes the text of a block, token by token: what is hidden goes, what was changed is written anew, every other byte stays as it stood. */
export class TextWriter {
  readonly #copier: Copier;
  #shape!: Shape;
  #body!: SrtBody;
  #bytes: Uint8Array = none;
  #block = 0;
  #target: Uint8Array = none;
  #to = 0;
  /** What is copied but not written yet, counted from the block. */
  #runStart = 0;
  #runEnd = 0;

  constructor(copier: Copier) {
    this.#copier = copier;
  }

  /**
   * @param block first byte of the block in `bytes`
   * @returns the index behind what was written
   */
  write(shape: Shape, body: SrtBody, bytes: Uint8Array, block: number, target: Uint8Array, to: number): number {
    this.#shape = shape;
    this.#body = body;
    this.#bytes = bytes;
    this.#block = block;
    this.#target = target;
    this.#to = to;
    this.#runStart = this.#runEnd = body.textStart;
    const { lines } = shape;
    for (let index = 0; index < lines.length; index++) this.#writeLine(lines[index]!);
    this.#flush();
    return this.#to;
  }

  /** A line of which nothing is left goes: an empty one would end the block. */
  #writeLine({ tokens, lineEnd }: Line): void {
    let hasContent = false;
    let isEmpty = true;
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!;
      const { kind, separator, first, end } = token;
      if (kind === TokenKind.unknown || (kind === TokenKind.removable && !this.#hasShown(token.entries))) continue;
      if (kind === TokenKind.closing) {
        if (hasContent) this.#copy(first, end);
        continue;
      }
      isEmpty = false;
      if (separator >= 0 && (hasContent || index === 0)) this.#copy(separator, separator + 1);
      if (kind === TokenKind.removable) this.#writeEntries(token);
      else if (kind === TokenKind.list) this.#writeList(first, end);
      else this.#copy(first, end);
      if (kind !== TokenKind.opening) hasContent = true;
    }
    if (!isEmpty) this.#copy(lineEnd, lineEnd + 1);
  }

  #hasShown(entries: readonly Entry[]): boolean {
    for (let index = 0; index < entries.length; index++) if (!this.#isHidden(entries[index]!.value)) return true;
    return false;
  }

  /** Whether nothing is hidden or changed. */
  #isSame(entries: readonly Entry[]): boolean {
    for (let index = 0; index < entries.length; index++) {
      const part = this.#shape.parts[entries[index]!.value]!;
      const cell = part.cell!;
      if (isHidden(cell, this.#body) || (!isSetting(part) && isChanged(cell, this.#body))) return false;
    }
    return true;
  }

  #isHidden(part: number): boolean {
    return isHidden(this.#shape.parts[part]!.cell!, this.#body);
  }

  #writeEntries({ first, end, entries }: Token): void {
    if (this.#isSame(entries)) {
      this.#copy(first, end);
      return;
    }
    const opening = entries[0]!.name < 0 ? entries[0]!.value : entries[0]!.name;
    this.#copy(first, opening);
    let isFirst = true;
    for (let index = 0; index < entries.length; index++) {
      const { separator, name, value } = entries[index]!;
      if (this.#isHidden(value)) continue;
      if (!isFirst && separator >= 0) this.#copy(separator, separator + 1);
      if (name >= 0) this.#copy(name, name + 1);
      this.#writeValue(value);
      isFirst = false;
    }
    this.#copy(entries[entries.length - 1]!.value + 1, end);
  }

  #writeList(first: number, end: number): void {
    const { parts } = this.#shape;
    for (let index = first; index < end; index++) {
      const { cell, absent } = parts[index]!;
      if (cell === null) this.#copy(index, index + 1);
      else if (isHidden(cell, this.#body)) this.#put(absent);
      else this.#writeValue(index);
    }
  }

  /** A value that is not hidden. */
  #writeValue(index: number): void {
    const part = this.#shape.parts[index]!;
    const cell = part.cell!;
    const body = this.#body;
    if (isSetting(part) || !isChanged(cell, body)) {
      this.#copy(index, index + 1);
      return;
    }
    const start = this.#block + this.#startOf(index);
    const end = this.#block + body.ends[index]! - (part.op === Op.number ? part.bytes.length : 0);
    this.#flush();
    this.#to = writeCell(cell, body, this.#bytes, start, end, this.#target, this.#to);
    this.#put(part.bytes);
  }

  /** Parts as they stood, from the first to before the last. What stood together is copied together. */
  #copy(first: number, end: number): void {
    if (end <= first) return;
    const from = this.#startOf(first);
    if (from !== this.#runEnd) {
      this.#flush();
      this.#runStart = from;
    }
    this.#runEnd = this.#startOf(end);
  }

  /** Counted from the block. */
  #startOf(part: number): number {
    const { bases, offsets } = this.#shape;
    const { ends, textStart } = this.#body;
    const base = bases[part]!;
    return (base < 0 ? textStart : ends[base]!) + offsets[part]!;
  }

  #flush(): void {
    const block = this.#block;
    const start = this.#runStart;
    const end = this.#runEnd;
    if (end > start) this.#to = this.#copier.copy(this.#bytes, block + start, block + end, this.#target, this.#to);
    this.#runStart = end;
  }

  #put(piece: Uint8Array): void {
    this.#flush();
    for (let index = 0; index < piece.length; index++) this.#target[this.#to++] = piece[index]!;
  }
}

/** A setting is hidden or as it was. */
function isSetting({ op }: Part): boolean {
  return op === Op.camera || op === Op.colour;
}
