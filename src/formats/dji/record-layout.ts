import { FlightveilError } from '../../model/errors.ts';
import { byteSizes, type FieldType } from '../../model/schema.ts';

/** Where the fields of one type of record stand: the format without any judgement about it. */
export interface RecordLayout {
  readonly name: string;
  readonly type: number;
  /** It is the layout of records with this first byte; undefined: of all of its type. */
  readonly kind: number | undefined;
  /** Versions of the file for which it holds. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly LayoutRow[];
  /** From this row on all rows are repeated as often as they fit; undefined: none is. */
  readonly repeatFrom: number | undefined;
  /** A field beside the record which stands for that it is there. */
  readonly presence: string | undefined;
  readonly signals: boolean;
  readonly teaches: boolean;
}

export interface LayoutRow {
  readonly name: string;
  readonly type: FieldType;
  /** Elements; {@link REST} takes what is left of the record, {@link HIDDEN} stands for a body that is never released. */
  readonly elements: number;
  readonly units: string;
  /** Not empty: the row is one byte of them, lowest bit first. */
  readonly bits: readonly LayoutBits[];
}

export interface LayoutBits {
  readonly name: string;
  readonly width: number;
}

export const REST = -1;
export const HIDDEN = -2;
const LAST_VERSION = 255;

/**
 * Reads the notation of `layouts/*.txt`, which is explained there.
 * @throws FlightveilError `dialect-invalid` with the line
 */
export function parseRecordLayouts(text: string, source: string): RecordLayout[] {
  type Open = { -readonly [K in keyof RecordLayout]: RecordLayout[K] } & { rows: LayoutRow[] };
  const layouts: Open[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const row = raw.replace(/#.*/, '').trimEnd();
    if (row === '') continue;
    const fail = (): never => {
      throw new FlightveilError('dialect-invalid', `${source}, line ${index + 1} is no layout`, {
        facts: { line: index + 1 },
      });
    };
    if (!row.startsWith(' ')) {
      layouts.push({ ...parseHeader(row, fail), rows: [], repeatFrom: undefined, presence: undefined });
      continue;
    }
    const layout = layouts.at(-1) ?? fail();
    const words = row.trim().split(/ +/);
    if (words[0] === 'repeat') layout.repeatFrom = layout.rows.length;
    else if (words[0] === 'presence') layout.presence = words[1] ?? fail();
    else layout.rows.push(words[0] === 'bits' ? parseBits(words.slice(1), fail) : parseRow(words, fail));
  }
  return layouts;
}

function parseHeader(row: string, fail: () => never): Omit<RecordLayout, 'rows' | 'repeatFrom' | 'presence'> {
  const match = /^(\w+) (\d+)(?:=(\d+))?(?: v(\d+)-(\d*))?((?: (?:signals|teaches))*)$/.exec(row);
  if (match === null) return fail();
  const [, name, type, kind, from, to, flags] = match;
  return {
    name: name!,
    type: Number(type),
    kind: kind === undefined ? undefined : Number(kind),
    from: Number(from ?? 0),
    to: Number(to || LAST_VERSION),
    signals: flags!.includes('signals'),
    teaches: flags!.includes('teaches'),
  };
}

function parseBits(words: readonly string[], fail: () => never): LayoutRow {
  const bits = words.map((word): LayoutBits => {
    const [name, width] = word.split(':');
    return { name: name!, width: Number(width) };
  });
  if (bits.reduce((sum, { width }) => sum + width, 0) !== 8) return fail();
  return { name: '', type: 'u8', elements: 1, units: '', bits };
}

function parseRow([name, typed, units = '', ...more]: readonly string[], fail: () => never): LayoutRow {
  const match = /^([a-z]\d*|char)(?:\[(\d+|\*)?\])?$/.exec(typed ?? '');
  const type = match?.[1] ?? '';
  if (match === null || !Object.hasOwn(byteSizes, type) || more.length > 0) return fail();
  const elements = !typed!.endsWith(']')
    ? 1
    : match[2] === undefined
      ? REST
      : match[2] === '*'
        ? HIDDEN
        : Number(match[2]);
  return { name: name!, type: type as FieldType, elements, units, bits: [] };
}
