import { CellKind, CellState, stateOf, writeCell, writeDateCell } from '../../text/cells.ts';
import type { Copier } from '../../text/copier.ts';
import type { SrtBody } from './body.ts';
import { BLANK, COMMA } from './bytes.ts';
import { Do, Recipe } from './recipe.ts';
import { Op, type Shape, ValueSlot } from './shape.ts';

// Constants of this module are known when it is compiled; what others export is looked up every time.
const { kept: KEPT, hidden: HIDDEN, changed: CHANGED } = CellState;
const { kind: KIND, offset: OFFSET, bytes: BYTES, isSetting: IS_SETTING, count: VALUES } = ValueSlot;
const { copy: COPY, value: VALUE, between: BETWEEN, count: STEPS } = Do;
/** By {@link Between}. */
const betweens = [Uint8Array.of(BLANK), Uint8Array.of(COMMA, BLANK)];

/** Writes the text of a block, token by token: what is hidden goes, what was changed is written anew, every other byte stays as it stood. */
export class TextWriter {
  readonly #copier: Copier;
  readonly #recipes = new Map<Shape, Recipe>();
  #lastShape: Shape | undefined;
  #lastRecipe: Recipe | undefined;
  /** Of each value of the block at hand. */
  readonly #states = new Uint8Array(64);

  constructor(copier: Copier) {
    this.#copier = copier;
  }

  /**
   * @param block first byte of the block in `bytes`
   * @returns the index behind what was written
   */
  write(shape: Shape, body: SrtBody, bytes: Uint8Array, block: number, target: Uint8Array, to: number): number {
    const { steps, length } = this.#recipeOf(shape, body);
    const { bases, offsets } = shape;
    const { ends, textStart } = body;
    const states = this.#states;
    const copier = this.#copier;
    let out = to;
    // What is copied but not written yet, counted from the block.
    let start = textStart;
    let end = textStart;
    for (let step = 0; step < length; step += STEPS) {
      const what = steps[step];
      const part = steps[step + 1]!;
      const base = bases[part]!;
      const from = (base < 0 ? textStart : ends[base]!) + offsets[part]!;
      if (what === COPY || (what === VALUE && states[steps[step + 2]!] !== CHANGED)) {
        if (from !== end) {
          out = copier.copy(bytes, block + start, block + end, target, out);
          start = from;
        }
        const behind = what === COPY ? steps[step + 2]! : part + 1;
        const last = bases[behind]!;
        end = (last < 0 ? textStart : ends[last]!) + offsets[behind]!;
        continue;
      }
      out = copier.copy(bytes, block + start, block + end, target, out);
      start = end;
      if (what === VALUE) out = writeValue(shape, part, body, bytes, block, from, target, out);
      else out = put(what === BETWEEN ? betweens[steps[step + 2]!]! : shape.parts[part]!.absent, target, out);
    }
    return copier.copy(bytes, block + start, block + end, target, out);
  }

  /** Leaves in `#states` what becomes of each value. */
  #recipeOf(shape: Shape, body: SrtBody): Recipe {
    const recipe = this.#cached(shape);
    const { hidden } = recipe;
    const { values } = shape;
    const { view, source } = body;
    const states = this.#states;
    let isOther = false;
    for (let ordinal = 0, slot = 0; ordinal < hidden.length; ordinal++, slot += VALUES) {
      const kind = values[slot + KIND]! as CellKind;
      let state = stateOf(kind, values[slot + OFFSET]!, values[slot + BYTES]!, view, source.view);
      if (state === CHANGED && values[slot + IS_SETTING] === 1) state = KEPT;
      states[ordinal] = state;
      const isHidden = state === HIDDEN ? 1 : 0;
      if (isHidden === hidden[ordinal]) continue;
      hidden[ordinal] = isHidden;
      isOther = true;
    }
    if (isOther) recipe.make();
    return recipe;
  }

  #cached(shape: Shape): Recipe {
    if (this.#lastRecipe !== undefined && shape === this.#lastShape) return this.#lastRecipe;
    const recipe = this.#recipes.get(shape) ?? new Recipe(shape);
    this.#recipes.set(shape, recipe);
    this.#lastShape = shape;
    this.#lastRecipe = recipe;
    return recipe;
  }
}

/** Writes a value that has changed, and what stands behind it. @param from where it stood, counted from the block */
function writeValue(
  { parts }: Shape,
  index: number,
  body: SrtBody,
  bytes: Uint8Array,
  block: number,
  from: number,
  target: Uint8Array,
  to: number,
): number {
  const part = parts[index]!;
  const cell = part.cell!;
  if (cell.kind === CellKind.date) return writeDateCell(cell, body, body.dateLayout, target, to);
  const end = body.ends[index]! - (part.op === Op.number ? part.bytes.length : 0);
  return put(part.bytes, target, writeCell(cell, body, bytes, block + from, block + end, target, to));
}

function put(piece: Uint8Array, target: Uint8Array, to: number): number {
  for (let index = 0; index < piece.length; index++) target[to + index] = piece[index]!;
  return to + piece.length;
}
