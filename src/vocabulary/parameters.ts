import { type DataCategory, isDataCategory } from '../model/category.ts';
import { FlightveilError } from '../model/errors.ts';
import { parametersText } from './gen/parameters.ts';

/**
 * What a named parameter of an autopilot can reveal: `safe` ones only tune behaviour; others have the category of what they hold.
 */
export type ParameterClass = DataCategory | 'safe';

interface Vocabulary {
  readonly exact: Map<string, ParameterClass>;
  /** Names with `#` for a number, the digits removed. */
  readonly numbered: Map<string, ParameterClass>;
}

function parseParameters(text: string): Vocabulary {
  const exact = new Map<string, ParameterClass>();
  const numbered = new Map<string, ParameterClass>();
  let section: ParameterClass | undefined;
  for (const row of text.split('\n')) {
    for (const word of row.split(/\s+/)) {
      if (word === '') continue;
      const heading = /^\[(\w+)\]$/.exec(word)?.[1];
      if (heading !== undefined) {
        if (heading !== 'safe' && !isDataCategory(heading)) throw invalid(`no category is called ${heading}`);
        section = heading;
      } else if (section === undefined) {
        throw invalid('a name stands before the first section');
      } else {
        const map = word.includes('#') ? numbered : exact;
        const before = map.get(word);
        if (before !== undefined && before !== section) throw invalid(`${word} stands in two sections`);
        map.set(word, section);
      }
    }
  }
  return { exact, numbered };
}

function invalid(what: string): FlightveilError {
  return new FlightveilError('catalog-invalid', `parameters: ${what}`);
}

let vocabulary: Vocabulary | undefined;

/** What the parameter of this name can reveal, or undefined if nobody has classified it: then it is withheld. */
export function parameterClass(name: string): ParameterClass | undefined {
  vocabulary ??= parseParameters(parametersText);
  return vocabulary.exact.get(name) ?? numberedClass(name, vocabulary.numbered);
}

/** A number of an instance has few digits; more of them could be a message of their own. */
const MOST_DIGITS = 3;

/** Tries every choice of digit runs to stand for `#`; the strictest answer wins where several fit. */
function numberedClass(name: string, numbered: Map<string, ParameterClass>): ParameterClass | undefined {
  const runs = name.split(/(\d+)/);
  const digits = (runs.length - 1) / 2;
  if (digits === 0 || digits > 4) return undefined;
  let answer: ParameterClass | undefined;
  for (let mask = 1; mask < 1 << digits; mask++) {
    const pattern = runs
      .map((run, index) =>
        index % 2 === 1 && run.length <= MOST_DIGITS && mask & (1 << ((index - 1) / 2)) ? '#' : run,
      )
      .join('');
    const found = numbered.get(pattern);
    if (found !== undefined && (answer === undefined || answer === 'safe')) answer = found;
  }
  return answer;
}

/** All names with their classes, in the order of the table. */
export function* parameterRows(): Generator<readonly [string, ParameterClass]> {
  vocabulary ??= parseParameters(parametersText);
  yield* vocabulary.exact;
  yield* vocabulary.numbered;
}
