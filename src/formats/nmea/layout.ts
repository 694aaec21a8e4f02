import type { Field, FieldRule, Schema } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { type Cell, CellKind, cellOf, fieldTypeOf, hiddenValueOf } from '../../text/cells.ts';
import { type CellRule, dateParts } from './cell-rules.ts';
import type { SentenceKind } from './kinds.ts';
import type { Half } from './place.ts';
import { LEAST_MOVED_DECIMALS, MOST_PLACE_LATTICE, type Variant } from './variant.ts';

/** What becomes of one cell of a sentence. */
export const Op = {
  /** Left empty. */
  none: 0,
  /** As it stands. */
  fixed: 1,
  cell: 2,
  scaled: 3,
  /** Half a place, as a whole number or in degrees; and its hemisphere. */
  units: 4,
  degrees: 5,
  hemisphere: 6,
  instant: 7,
  /** All cells from here on. */
  rest: 8,
} as const;
export type Op = (typeof Op)[keyof typeof Op];

export interface Column {
  readonly op: Op;
  /** Where its value stands in the body. Of parts of an instant or a place: all of them have the same. */
  readonly offset: number;
  readonly cell: Cell | null;
  readonly rule: CellRule;
  /** Whole numbers count the last of so many decimals, and are written with so many. */
  readonly lattice: number;
  readonly written: number;
  readonly half: Half;
}

/** A column in numbers, all of which stand in one array: the index of each. Objects are slower to look at for every cell. */
export const Slot = {
  op: 0,
  offset: 1,
  /** As what its value is compared, by `CellKind`, and its bytes; of places in degrees and of columns without a value -1. */
  kind: 2,
  bytes: 3,
  lattice: 4,
  written: 5,
  isLongitude: 6,
  /** Of an instant: index in {@link dateParts}. */
  part: 7,
  /** Of all cells from here on: they are a list of numbers. */
  isList: 8,
  /** Of texts: characters other than those of ASCII may stand there. */
  isFree: 9,
  count: 10,
} as const;

export interface NmeaSchema extends Schema {
  readonly kind: SentenceKind;
  readonly variant: Variant;
  /** By cell of the sentence; there is nothing of cells beyond. */
  readonly columns: readonly Column[];
  readonly slots: Int32Array;
  /** Of each unit: the index of its cell, and its letter. */
  readonly units: Int32Array;
  /** As {@link Variant.isStray} was when this was laid out. */
  readonly isStray: boolean;
  /** In the body; -1: there is none. */
  readonly timeAt: number;
  readonly talkerAt: number;
}

/** Of places: with more decimals they are doubles. */
export const MOST_WHOLE_DECIMALS = 5;
/** Hidden, a talker of one constellation is GN. */
export const NO_CONSTELLATION = 0;
const REST_BYTES = 768;
const TEXT_BYTES = 32;
const FREE_TEXT_BYTES = 256;
const WORD_BYTES = 4;
const TIME_BYTES = 8;
/** Metres a second. */
const STANDING = 0.6;
const INT32_MIN = -0x8000_0000;
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;

/** The body of sentences of one variant. */
export function layOut(variant: Variant, index: number): NmeaSchema {
  const builder = new Builder(variant);
  const { columns, fields, size, timeAt, talkerAt } = builder;
  const { kind } = variant;
  return {
    index,
    message: kind.message,
    size,
    fields,
    known: fields.length > 0,
    kind,
    variant,
    columns,
    slots: Int32Array.from(columns.flatMap(slotOf)),
    units: Int32Array.from(columns.flatMap(({ op, rule }, at) => (isUnit(op, rule) ? [at, rule.letter] : []))),
    isStray: variant.isStray,
    timeAt,
    talkerAt,
  };
}

function isUnit(op: Op, { letter }: CellRule): boolean {
  return op === Op.fixed && letter !== 0;
}

/** In the order of {@link Slot}. */
function slotOf({ op, offset, cell, rule, lattice, written, half }: Column): number[] {
  const part = rule.part === undefined ? -1 : dateParts.indexOf(rule.part);
  const isFree = rule.rule.category === 'freeText' ? 1 : 0;
  const rest = [lattice, written, half === 'longitude' ? 1 : 0, part, rule.reading === 'list' ? 1 : 0, isFree];
  if (cell !== null) return [op, offset, cell.kind, cell.size, ...rest];
  if (op === Op.instant) return [op, offset, CellKind.time, TIME_BYTES, ...rest];
  const isUnits = op === Op.units || (op === Op.hemisphere && lattice === Op.units);
  return [op, offset, isUnits ? CellKind.scaled : -1, 4, ...rest];
}

class Builder {
  readonly columns: Column[] = [];
  readonly fields: Field[] = [];
  size = 0;
  timeAt = -1;
  talkerAt = -1;
  readonly #variant: Variant;
  #placeAt = 0;

  constructor(variant: Variant) {
    this.#variant = variant;
    const { kind, count, hasTalker } = variant;
    if (hasTalker) this.#addTalker();
    const cells = variant.hasPlace ? kind.cells : withoutPlace(kind);
    for (const [index, rule] of cells.slice(0, count).entries()) this.columns.push(this.#column(rule, index));
    this.#holdCourses();
  }

  #addTalker(): void {
    const rule: FieldRule = { category: 'satellites', blank: NO_CONSTELLATION };
    this.talkerAt = this.#add('talker', 'u16', 1, [rule], 4);
  }

  #add(
    name: string,
    type: Field['type'],
    length: number,
    rules: readonly FieldRule[],
    size: number,
    units?: string,
  ): number {
    const offset = this.size;
    this.size += size;
    const plain: Field = { name, offset, type, length, rules };
    this.fields.push(units === undefined ? plain : { ...plain, units });
    return offset;
  }

  #column(rule: CellRule, index: number): Column {
    const { hasTime, hasPlace, written, lattice } = this.#variant;
    const plain = { rule, cell: null, offset: 0, lattice: 0, written: 0, half: rule.place ?? 'latitude' } as const;
    switch (rule.reading) {
      case 'none':
        return { ...plain, op: Op.none };
      case 'sub':
      case 'unit':
        return { ...plain, op: Op.fixed };
      case 'instant':
        return hasTime ? { ...plain, op: Op.instant, offset: this.#instant() } : this.#asText(rule);
      case 'place':
        return hasPlace ? this.#place(rule) : this.#asText(rule);
      case 'hemisphere': {
        if (!hasPlace) return this.#asText(rule);
        const { op, offset, half } = this.columns.at(-1)!;
        return { ...plain, op: Op.hemisphere, offset, half, lattice: op };
      }
      case 'scaled': {
        const decimals = lattice[index]!;
        const cell = cellOf(CellKind.scaled, this.size, { decimals, rounds: true });
        const offset = this.#addCell(rule.name, cell, rule.rule, partOf(rule.rule.units!, decimals));
        return { ...plain, op: Op.scaled, offset, cell, lattice: decimals, written: written[index]! };
      }
      case 'number': {
        const cell = cellOf(CellKind.number, this.size);
        return { ...plain, op: Op.cell, offset: this.#addCell(rule.name, cell, rule.rule), cell };
      }
      case 'word': {
        const cell = cellOf(CellKind.word, this.size, { size: wordBytes(rule) });
        return { ...plain, op: Op.cell, offset: this.#addCell(rule.name, cell, rule.rule), cell };
      }
      case 'text':
        return this.#text(rule, Op.cell, rule.rule.category === 'freeText' ? FREE_TEXT_BYTES : TEXT_BYTES);
      default:
        return this.#text(rule, Op.rest, REST_BYTES);
    }
  }

  #addCell(name: string, { kind, size }: Cell, rule: FieldRule, units?: string): number {
    const isText = kind === CellKind.word || kind === CellKind.text;
    const hidden = hiddenValueOf(kind);
    const own = hidden === undefined ? rule : { ...rule, unknown: hidden };
    // Texts have no bytes behind their end.
    const rules = [isText && own.of === undefined ? { ...own, of: 'bytes' } : own];
    return this.#add(name, fieldTypeOf(kind), isText ? size : 1, rules, size, units);
  }

  #text(rule: CellRule, op: Op, size: number): Column {
    const cell = cellOf(CellKind.text, this.size, { size });
    const offset = this.#addCell(rule.name, cell, rule.rule);
    return { op, offset, cell, rule, lattice: 0, written: 0, half: 'latitude' };
  }

  /** Half an instant or half a place is none: it stands where everything may be known, and cannot be moved. */
  #asText(rule: CellRule): Column {
    const { category } = rule.rule;
    const hidden: FieldRule = category === 'absoluteTime' ? { category, clock: 'gps' } : { category };
    return this.#text({ ...rule, rule: hidden }, Op.cell, TEXT_BYTES);
  }

  #instant(): number {
    if (this.timeAt >= 0) return this.timeAt;
    const rule: FieldRule = { category: 'absoluteTime', clock: 'unix', timeUnit: 'us', unknown: UINT64_MAX };
    this.timeAt = this.#add('time', 'u64', 1, [rule], TIME_BYTES);
    return this.timeAt;
  }

  #place(rule: CellRule): Column {
    const { placeDecimals } = this.#variant;
    const placeLattice = placeLatticeOf(this.#variant);
    const half = rule.place!;
    const isWhole = placeLattice <= MOST_WHOLE_DECIMALS;
    const { name } = rule;
    this.#placeAt = isWhole
      ? this.#add(name, 'i32', 1, [{ ...rule.rule, unknown: INT32_MIN }], 4, partOf('arcmin', placeLattice))
      : this.#add(name, 'f64', 1, [{ ...rule.rule, units: 'deg' }], 8, 'deg');
    const op = isWhole ? Op.units : Op.degrees;
    return { op, offset: this.#placeAt, cell: null, rule, lattice: placeLattice, written: placeDecimals, half };
  }

  /** Courses hold where the sentence has a speed, and it is one. */
  #holdCourses(): void {
    const speed = this.fields.find(({ rules }) => rules[0]?.role === 'groundSpeed');
    for (const [index, field] of this.fields.entries()) {
      const [rule] = field.rules as readonly [FieldRule];
      if (rule.role !== 'course') continue;
      const { group: _group, role: _role, ...hidden } = rule;
      const moving: FieldRule[] =
        speed === undefined
          ? []
          : [{ ...rule, when: { field: speed.name, test: 'anyBit', values: [movingBits(speed.units!)] } }];
      this.fields[index] = { ...field, rules: [...moving, hidden] };
    }
  }
}

/** How fine places are read. Those that must not be moved are read so coarsely that none are. */
function placeLatticeOf({ isStray, placeLattice, placeDecimals }: Variant): number {
  const most = isStray ? LEAST_MOVED_DECIMALS - 1 : MOST_PLACE_LATTICE;
  return Math.min(placeLattice < 0 ? placeDecimals : placeLattice, most);
}

/** What stands beside a place that is none moves with nothing. */
function withoutPlace({ cells, placeAt }: SentenceKind): readonly CellRule[] {
  const moving = cells[placeAt]?.rule.group;
  if (moving === undefined) return cells;
  return cells.map((cell) => {
    const { group, role: _role, ...rule } = cell.rule;
    return group === moving ? { ...cell, rule } : cell;
  });
}

/** Bits of which one is set in a whole number of this unit that is at least {@link STANDING}: the next power of two. */
function movingBits(units: string): number {
  const least = Math.ceil(Math.log2(STANDING / unitSize(units, 'speed')!));
  return 0x7fff_ffff & ~(2 ** Math.max(0, least) - 1);
}

function wordBytes({ rule }: CellRule): number {
  // GNS has a letter for each constellation.
  return rule.category === 'satellites' ? 2 * WORD_BYTES : WORD_BYTES;
}

function partOf(units: string, decimals: number): string {
  return decimals === 0 ? units : `${units}/1${'0'.repeat(decimals)}`;
}
