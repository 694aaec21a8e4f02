import type { FieldRule } from '../../model/schema.ts';
import type { CellRule, Reading } from './cell-rules.ts';
import type { SentenceReader } from './sentence.ts';

/** Cells of one transducer: its type, the value, its unit, and a name. */
const CELLS = 4;
const MOST_TRANSDUCERS = 8;
const ANGLE = 0x41;
const TEMPERATURE = 0x43;
/** What {@link transducersOf} counts in: a digit each. */
const Transducer = { unknown: 0, attitude: 1, temperature: 2 } as const;
const KINDS = 3;
/** Angles of other names can be anything's: a rudder's, or the heading. */
const attitudeNames = ['PTCH', 'PITCH', 'ROLL'].map((name) => Uint8Array.from(name, (one) => one.charCodeAt(0)));
const structural: FieldRule = { category: 'structural' };

/** Which transducers stand in a sentence, as one number; those behind the eighth are not known. */
export function transducersOf(bytes: Uint8Array, { starts, ends, count }: SentenceReader): number {
  const most = Math.min(MOST_TRANSDUCERS, Math.floor(count / CELLS));
  let code = 1;
  for (let index = 0; index < most; index++) {
    const at = index * CELLS;
    const isLetter = ends[at] === starts[at]! + 1;
    const type = isLetter ? bytes[starts[at]!] : 0;
    let digit: number = Transducer.unknown;
    if (type === TEMPERATURE) digit = Transducer.temperature;
    else if (type === ANGLE && isAttitude(bytes, starts[at + 3]!, ends[at + 3]!)) digit = Transducer.attitude;
    code = code * KINDS + digit;
  }
  return code;
}

function isAttitude(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = 0; index < attitudeNames.length; index++) {
    const name = attitudeNames[index]!;
    if (name.length !== end - start) continue;
    let same = 0;
    while (same < name.length && bytes[start + same] === name[same]) same++;
    if (same === name.length) return true;
  }
  return false;
}

/** The cells of such a sentence. @param code as {@link transducersOf} has it */
export function transducerCells(code: number, rows: ReadonlyMap<string, readonly FieldRule[]>): CellRule[] {
  const digits: number[] = [];
  for (let left = code; left > 1; left = Math.floor(left / KINDS)) digits.unshift(left % KINDS);
  return digits.flatMap((digit, index) => {
    const cell = (name: string, rule: FieldRule, reading: Reading): CellRule => ({
      ...{ name: `${name}${index + 1}`, rule, reading, letter: 0, part: undefined, place: undefined },
    });
    const row = digit === Transducer.attitude ? 'attitude' : 'temperature';
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
