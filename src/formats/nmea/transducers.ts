import type { FieldRule } from '../../model/schema.ts';
import type { CellRule, Reading } from './cell-rules.ts';
import type { SentenceReader } from './sentence.ts';

/** Cells of one transducer: its type, the value, its unit, and a name. */
const CELLS = 4;
const MOST_TRANSDUCERS = 8;
const ANGLE = 0x41;
const TEMPERATURE = 0x43;
/** What {@link transducersOf} counts in: a digit each. */
const Transducer = { unknown: 0, attitude: 1, temperature: 2, attitudeOfOtherName: 3 } as const;
const KINDS = 4;
const DEGREES = 0x44;
const LOWER_CASE = 0x20;
const UPPER_A = 0x41;
const LETTERS = 26;
/** Angles of other names can be anything's: a rudder's, or the heading. */
const attitudeNames = ['PTCH', 'PITCH', 'ROLL'].map(bytesOf);
/** What may stand behind such a name so that it is shown: of other ones nobody knows what they say. */
const shownEnds = ['', '_ANGLE'].map(bytesOf);
const structural: FieldRule = { category: 'structural' };

/** Which transducers stand in a sentence, as one number; those behind the eighth are not known. */
export function transducersOf(bytes: Uint8Array, { edges, count }: SentenceReader): number {
  const most = Math.min(MOST_TRANSDUCERS, Math.floor(count / CELLS));
  let code = 1;
  for (let index = 0; index < most; index++) {
    const at = index * CELLS;
    const start = edges[at]! + 1;
    const type = edges[at + 1] === start + 1 ? bytes[start] : 0;
    let digit: number = Transducer.unknown;
    if (type === TEMPERATURE) digit = Transducer.temperature;
    else if (type === ANGLE && edges[at + 3]! === edges[at + 2]! + 2 && bytes[edges[at + 2]! + 1] === DEGREES)
      digit = attitudeOf(bytes, edges[at + 3]! + 1, edges[at + 4]!);
    code = code * KINDS + digit;
  }
  return code;
}

/** What an angle of this name is; of capital and small letters alike. */
function attitudeOf(bytes: Uint8Array, start: number, end: number): number {
  for (let index = 0; index < attitudeNames.length; index++) {
    const name = attitudeNames[index]!;
    const behind = start + name.length;
    // A roller's is another's: no letter goes on.
    if (!isSame(name, bytes, start, end) || (behind < end && isLetter(bytes[behind]!))) continue;
    for (let of = 0; of < shownEnds.length; of++) {
      const rest = shownEnds[of]!;
      if (behind + rest.length === end && isSame(rest, bytes, behind, end)) return Transducer.attitude;
    }
    return Transducer.attitudeOfOtherName;
  }
  return Transducer.unknown;
}

/** Whether `bytes[start, end)` begins with this name, whatever the case. */
function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < name.length) return false;
  for (let at = 0; at < name.length; at++) {
    const byte = bytes[start + at]!;
    if ((isLetter(byte) ? byte & ~LOWER_CASE : byte) !== name[at]) return false;
  }
  return true;
}

function isLetter(byte: number): boolean {
  const letter = (byte & ~LOWER_CASE) - UPPER_A;
  return letter >= 0 && letter < LETTERS;
}

function bytesOf(name: string): Uint8Array {
  return Uint8Array.from(name, (one) => one.charCodeAt(0));
}

/** The cells of such a sentence. @param code as {@link transducersOf} has it */
export function transducerCells(code: number, rows: ReadonlyMap<string, readonly FieldRule[]>): CellRule[] {
  const digits: number[] = [];
  for (let left = code; left > 1; left = Math.floor(left / KINDS)) digits.unshift(left % KINDS);
  return digits.flatMap((digit, index) => {
    const cell = (name: string, rule: FieldRule, reading: Reading): CellRule => ({
      ...{ name: `${name}${index + 1}`, rule, reading, letter: 0, part: undefined, place: undefined },
    });
    const row = digit === Transducer.temperature ? 'temperature' : 'attitude';
    if (digit === Transducer.unknown) return Array.from({ length: CELLS }, () => cell('unknown', structural, 'none'));
    const isNamed = digit === Transducer.attitude;
    return [
      cell('type', structural, 'sub'),
      cell(row, rows.get(row)![0]!, 'number'),
      cell('unit', structural, 'word'),
      cell('name', structural, isNamed ? 'sub' : 'none'),
    ];
  });
}
