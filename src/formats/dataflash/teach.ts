import { readText } from '../../bytes/text.ts';
import type { GapReason } from '../../model/format.ts';
import { type Definition, FORMAT_NAME, Kind } from './definition.ts';
import type { Definitions } from './definitions.ts';
import { bodyBytes, FORMAT_BYTES, FORMAT_TYPE, HEADER_BYTES } from './layout.ts';
import { areUnitCharacters, isMultiplier, isUnitLabel } from './units.ts';

/** What a log has taught, as rows about units need it. */
export interface Teachings {
  readonly definitions: Definitions;
  /** By type. */
  readonly types: readonly (Definition | null)[];
}

/** What a FMT row leads to: a definition, or the reason why its type means nothing. */
export interface JudgedFormat {
  readonly definition: Definition | null;
  readonly refused?: GapReason;
  /** Whether the row may pass: the catalog has all its words. */
  readonly isKnown: boolean;
}

/** FMT's own row; its columns have been told more or less completely over the years, or not at all. */
const ownColumns = ['', 'Type,Length,Name,Format', 'Type,Length,Name,Format,Columns'];

/** @param size of the body as the row has it; undefined where nothing depends on it */
export function judgeFormat(
  definitions: Definitions,
  type: number,
  size: number | undefined,
  name: string,
  format: string,
  columns: string,
): JudgedFormat {
  if (type === FORMAT_TYPE) {
    const isOwn =
      name === FORMAT_NAME &&
      format === 'BBnNZ' &&
      ownColumns.includes(columns) &&
      isSize(size, FORMAT_BYTES - HEADER_BYTES);
    return isOwn ? { definition: null, isKnown: true } : { definition: null, isKnown: false, refused: 'bad-length' };
  }
  const expected = bodyBytes(format, columns);
  if (expected === undefined || !isSize(size, expected)) {
    return { definition: null, isKnown: false, refused: 'bad-length' };
  }
  const definition = definitions.find(name, format, columns);
  return definition === undefined
    ? { definition: null, isKnown: false, refused: 'unknown-message' }
    : { definition, isKnown: definition.isKnown };
}

function isSize(size: number | undefined, expected: number): boolean {
  return size === undefined || size === expected;
}

/** What a row about units leads to: the definition that it goes with, and whether it may pass. */
export interface JudgedRow {
  readonly defines: Definition | null;
  readonly isKnown: boolean;
}

const withheld: JudgedRow = { defines: null, isKnown: false };
const passed: JudgedRow = { defines: null, isKnown: true };

/** Judges the body of a FMTU, UNIT or MULT row at `body`, which begins with eight bytes of time. */
export function judgeRow(teachings: Teachings, kind: Kind, view: DataView, bytes: Uint8Array, body: number): JudgedRow {
  const of = body + 8;
  const character = String.fromCharCode(bytes[of]!);
  switch (kind) {
    case Kind.unit:
      return isUnitLabel(character, readText(bytes, of + 1, of + 65)) ? passed : withheld;
    case Kind.multiplier:
      return isMultiplier(character, view.getFloat64(of + 1, true)) ? passed : withheld;
    default:
      return judgeUnits(teachings, bytes[of]!, readText(bytes, of + 1, of + 17), readText(bytes, of + 17, of + 33));
  }
}

/** What a FMTU row says of the message of a type; it passes with that message, if it says what ArduPilot can. */
function judgeUnits({ definitions, types }: Teachings, type: number, units: string, multiples: string): JudgedRow {
  const areOwn = areUnitCharacters(units, multiples);
  if (type === FORMAT_TYPE) return areOwn && units.length <= 5 && multiples.length <= 5 ? passed : withheld;
  const definition = types[type] ?? null;
  if (definition === null) return withheld;
  definitions.applyUnits(definition, units, multiples);
  const most = definition.fields.length;
  if (!areOwn || units.length > most || multiples.length > most) return withheld;
  if (definition.kind !== Kind.data) return definition.isKnown ? passed : withheld;
  return definition.isKnown ? { defines: definition, isKnown: true } : withheld;
}
