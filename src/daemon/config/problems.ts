import { FlightveilError } from '../../model/errors.ts';

/** Keys and places in lists, from the top of the file. */
export type Path = readonly (string | number)[];

/** Where something stands: in the file, or in a variable of the environment. */
export type Place = { readonly line: number; readonly column: number } | { readonly variable: string };

/** More than this are counted, not listed. */
const MAX_LISTED = 50;
const MAX_NAME = 100;

/** Collects everything that is wrong with a configuration. What is said is in our own words: no value of the file is in it. */
export class Problems {
  readonly #file: string;
  readonly #found: { readonly path: Path; readonly place: Place; readonly what: string; readonly isKey?: boolean }[] =
    [];
  /** Set once the file has been read as YAML. */
  locate: (path: Path, at: 'key' | 'value') => Place = () => ({ line: 1, column: 1 });

  constructor(file: string) {
    this.#file = plain(file);
  }

  /** Something is wrong with what a path leads to: with the value there, or with the key itself. */
  add(path: Path, what: string, at: 'key' | 'value' = 'value'): void {
    this.#found.push({ path, place: this.locate(path, at), what, isKey: at === 'key' });
  }

  addAt(place: Place, path: Path, what: string): void {
    this.#found.push({ path, place, what });
  }

  /** Whether a value is wrong to which a path leads, or one within it, or above it. Keys that nobody knows harm no other. */
  touch(path: Path): boolean {
    return this.#found.some((problem) => {
      if (problem.isKey === true) return false;
      const length = Math.min(problem.path.length, path.length);
      return length > 0 && path.slice(0, length).every((part, at) => part === problem.path[at]);
    });
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** @throws FlightveilError `config-invalid` with a line for each problem, in the order of the file, if there is any */
  throwIfAny(): void {
    if (!this.any) return;
    const sorted = [...this.#found].sort((a, b) => order(a.place) - order(b.place));
    const lines = sorted.slice(0, MAX_LISTED).map(({ path, place, what }) => {
      const where = 'variable' in place ? place.variable : `${this.#file}:${place.line}:${place.column}`;
      const key = shownPath(path);
      return key === '' ? `${where}: ${what}` : `${where}: ${key}: ${what}`;
    });
    const left = sorted.length - lines.length;
    if (left > 0) lines.push(`and ${left} more`);
    const first = sorted[0]!;
    throw new FlightveilError('config-invalid', lines.join('\n'), {
      facts: {
        problems: sorted.length,
        key: shownPath(first.path),
        ...('variable' in first.place ? { variable: first.place.variable } : first.place),
      },
    });
  }
}

function order(place: Place): number {
  return 'variable' in place ? Number.MAX_SAFE_INTEGER : place.line * 2 ** 21 + place.column;
}

/** `uploads[0].sink.url`. A key that may be a pasted secret is not shown. */
export function shownPath(path: Path): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${shownKey(part)}`))
    .join('');
}

/** Our own keys have letters only, and few of them; tokens have digits, or many. */
function shownKey(key: string): string {
  return /^\$?[A-Za-z]{1,20}$/.test(key) ? key : '(a key)';
}

/** A name for people: bounded, and no control or direction character of it reaches a terminal. */
function plain(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, MAX_NAME);
}
