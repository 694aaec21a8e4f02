import { Memory } from '../../bytes/memory.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { rulesInLog } from '../../model/log-rules.ts';
import { type Field, type FieldRule, fieldSize } from '../../model/schema.ts';
import { type Cell, CellKind, cellOf, fieldTypeOf, hiddenValueOf } from '../../text/cells.ts';
import { baseUnits, type Named } from './names.ts';
import {
  Between,
  BodyOffset,
  CAMERA_BYTES,
  COLOUR_BYTES,
  type Entry,
  type Line,
  MAX_CELLS,
  Op,
  type Part,
  type Shape,
  type SrtSchema,
  type Token,
  TokenKind,
} from './shape.ts';

/** Degrees that fit a whole number of 32 bits, and other quantities that do wherever anybody flies. */
const MOST_WHOLE_DECIMALS = { degrees: 7, other: 4 };
const MOST_DECIMALS = 10;
/** Nothing stands behind the end of a text that was read. */
const WHOLE = 'bytes';
const none = new Uint8Array(0);

const unknownOps: ReadonlySet<Op> = new Set([Op.unknown, Op.unknownLines, Op.unreadable]);

/** The number that stands at one place of a block. */
export interface FoundNumber {
  readonly named: Named;
  readonly decimals: number;
  readonly suffix: string;
  readonly most: number;
  /** Empty where it cannot be absent. */
  readonly absent: string;
}

/** Puts a shape together, token by token. A token whose values cannot be kept apart from others' is taken back. */
export class ShapeBuilder {
  readonly #catalog: CatalogTable;
  readonly #message: string;
  #parts: Part[] = [];
  #fields: Field[] = [];
  #tokens: Token[] = [];
  readonly #lines: Line[] = [];
  #size: number = BodyOffset.cells;
  /** How what is known is set apart in this kind of line. */
  between: Between = Between.blank;
  /** Values that could be understood. */
  #understood = 0;

  constructor(catalog: CatalogTable, message: string) {
    this.#catalog = catalog;
    this.#message = message;
  }

  get understood(): number {
    return this.#understood;
  }

  /** Number of parts so far. */
  get length(): number {
    return this.#parts.length;
  }

  get isAtLineStart(): boolean {
    return this.#tokens.length === 0;
  }

  /** Whether a value of this name has been taken. */
  has(field: string): boolean {
    return this.#fields.some(({ name }) => name === field);
  }

  /** @returns the number of the part, -1 for an empty one */
  literal(text: string): number {
    return text === '' ? -1 : this.#push({ op: Op.literal, bytes: bytesOf(text) });
  }

  plain(op: Op): number {
    return this.#push({ op });
  }

  /** @returns the number of the part; -1 if there is no room, or the name has a value already */
  number({ named, decimals, suffix, most, absent }: FoundNumber): number {
    const unit = baseUnits[named.value];
    const isWhole = decimals <= (unit === 'deg' ? MOST_WHOLE_DECIMALS.degrees : MOST_WHOLE_DECIMALS.other);
    if (decimals > MOST_DECIMALS) return -1;
    const kind = isWhole ? CellKind.scaled : CellKind.number;
    const units = unit === undefined || !isWhole || decimals === 0 ? unit : `${unit}/1${'0'.repeat(decimals)}`;
    const cell = this.#cell(named.field, kind, { decimals }, units);
    return cell === null
      ? -1
      : this.#push({ op: Op.number, cell, bytes: bytesOf(suffix), most, absent: bytesOf(absent) });
  }

  text(field: string, op: typeof Op.camera | typeof Op.colour, absent: string): number {
    const cell = this.#cell(field, CellKind.text, { size: op === Op.camera ? CAMERA_BYTES : COLOUR_BYTES });
    return cell === null ? -1 : this.#push({ op, cell, absent: bytesOf(absent) });
  }

  date(): number {
    const cell = this.#cell('date', CellKind.date, { decimals: -1 });
    return cell === null ? -1 : this.#push({ op: Op.date, cell });
  }

  token(kind: TokenKind, separator: number, first: number, entries: readonly Entry[] = []): void {
    const isBehindUnknown = this.#tokens[this.#tokens.length - 1]?.kind === TokenKind.unknown;
    const instead = isBehindUnknown ? this.between : null;
    // Blanks at the end of a line belong to what stands before them.
    const own = isBehindUnknown && kind === TokenKind.closing ? TokenKind.unknown : kind;
    this.#tokens.push({ kind: own, separator, instead, first, end: this.#parts.length, entries });
  }

  endLine(): void {
    const lineEnd = this.#push({ op: Op.lineEnd });
    this.#lines.push({ tokens: this.#tokens, lineEnd });
    this.#tokens = [];
  }

  /** Runs a step that adds parts; takes them back where it says that it failed. */
  attempt(step: () => boolean): boolean {
    const before = [
      this.#parts.length,
      this.#fields.length,
      this.#size,
      this.#tokens.length,
      this.#understood,
    ] as const;
    if (step()) return true;
    this.#parts.length = before[0];
    this.#fields.length = before[1];
    this.#size = before[2];
    this.#tokens.length = before[3];
    this.#understood = before[4];
    return false;
  }

  build(index: number, hasTimecode: boolean): Shape {
    const times = hasTimecode ? [this.#field('duration', 'u32', BodyOffset.duration), this.#startField()] : [];
    const number = this.#field('number', 'u32', BodyOffset.number);
    const isPlace = ({ rules }: Field): boolean => rules[0]?.category === 'aircraftPosition';
    // Home is moved by where the aircraft is: in the first block too it is known by then.
    const places = this.#fields.filter(isPlace);
    const others = this.#fields.filter((field) => !isPlace(field));
    const fields = [number, ...times, ...places, ...others];
    const schema: SrtSchema = {
      index,
      message: this.#message,
      size: this.#size,
      fields,
      known: fields.every(({ rules }) => rules.length > 0),
      shape: undefined as unknown as Shape,
      dateAt: offsetOf(fields, 'date'),
      frameCountAt: offsetOf(fields, 'frame_count'),
    };
    const hasUnreadable = this.#parts.some(({ op }) => op === Op.unreadable);
    const shape: Shape = {
      parts: this.#parts,
      lines: this.#lines,
      ...placesOf(this.#parts),
      hasTimecode,
      hasUnreadable,
      schema,
    };
    return Object.assign(schema, { shape }).shape;
  }

  #startField(): Field {
    return this.#field('start', 'u64', BodyOffset.start);
  }

  #cell(name: string, kind: CellKind, options: { size?: number; decimals?: number }, units?: string): Cell | null {
    if (this.#fields.length >= MAX_CELLS || this.has(name)) return null;
    const cell = cellOf(kind, this.#size, options);
    const field = this.#field(name, fieldTypeOf(kind), cell.offset, cell, units);
    this.#fields.push(field);
    this.#size += fieldSize(field);
    this.#understood++;
    return cell;
  }

  #field(name: string, type: Field['type'], offset: number, cell?: Cell, units?: string): Field {
    const hidden = cell === undefined ? undefined : hiddenValueOf(cell.kind);
    const rows = this.#catalog.get(this.#message)?.get(name) ?? [];
    const rules = rulesInLog(
      rows.map((rule): FieldRule => (hidden === undefined ? { of: WHOLE, ...rule } : { ...rule, blank: hidden })),
      type,
      (types) => types.split(',').includes(type),
    );
    const length = type === 'char' ? cell!.size : 1;
    return { name, offset, type, length, rules, ...(units === undefined ? {} : { units }) };
  }

  #push(part: Pick<Part, 'op'> & Partial<Part>): number {
    const { op, bytes = none, cell = null, most = Number.POSITIVE_INFINITY, absent = none } = part;
    this.#parts.push({ op, bytes, cell, most, absent });
    return this.#parts.length - 1;
  }
}

/** How the parts are matched, and where they then stand. */
function placesOf(
  parts: readonly Part[],
): Pick<Shape, 'program' | 'literals' | 'mosts' | 'values' | 'bases' | 'offsets' | 'isCertain'> {
  const program: number[] = [];
  const literals: number[] = [];
  const bases = new Int32Array(parts.length + 1);
  const offsets = new Int32Array(parts.length + 1);
  let literal = 0;
  let base = -1;
  parts.forEach((part, index) => {
    bases[index] = base;
    offsets[index] = literals.length - literal;
    if (part.op === Op.literal) {
      literals.push(...part.bytes);
      return;
    }
    const { offset = 0, decimals = 0 } = part.cell ?? {};
    program.push(literal, literals.length - literal, index, part.op, offset, decimals);
    literal = literals.length;
    base = index;
  });
  bases[parts.length] = base;
  offsets[parts.length] = literals.length - literal;
  program.push(literal, literals.length - literal, -1, Op.literal, 0, 0);
  return {
    program: Int32Array.from(program),
    literals: new Memory(Uint8Array.from(literals)),
    mosts: Float64Array.from(parts, ({ most }) => most),
    values: Int32Array.from(parts.flatMap(slotOf)),
    bases,
    offsets,
    isCertain: parts.every(({ op }) => !unknownOps.has(op)),
  };
}

function slotOf({ op, cell }: Part, part: number): number[] {
  if (cell === null) return [];
  return [part, cell.kind, cell.offset, cell.size, op === Op.camera || op === Op.colour ? 1 : 0];
}

function offsetOf(fields: readonly Field[], name: string): number {
  return fields.find((field) => field.name === name)?.offset ?? -1;
}

/** Bytes of a text that was read as one character a byte. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
}
