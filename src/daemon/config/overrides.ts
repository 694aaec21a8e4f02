import { readDocument } from './document.ts';
import { type Path, type Place, Problems } from './problems.ts';
import { slugOf } from './slug.ts';

const PREFIX = 'FLIGHTVEIL_SYNC_';
/** Lists whose entries are found by their name. */
const named: readonly unknown[] = ['uploads', 'sources'];

type Holder = Record<string | number, unknown>;

/**
 * Puts what variables of the environment say in the place of what the file says: `FLIGHTVEIL_SYNC_SPOOL__MOST=1GB`,
 * `FLIGHTVEIL_SYNC_UPLOADS__research__BANDWIDTH='500 KB/s'`. Two underscores go one level down; entries are named, hyphens are underscores. A value
 * is YAML. From then on problems of what a variable says are named by the variable.
 */
export function override(document: unknown, env: NodeJS.ProcessEnv, problems: Problems): void {
  const places: { readonly path: Path; readonly place: Place }[] = [];
  for (const [variable, written] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!variable.startsWith(PREFIX) || written === undefined) continue;
    const place: Place = { variable: shownVariable(variable) };
    const fail = (what: string) => problems.addAt(place, [], what);
    const value = valueIn(written, fail);
    if (value === undefined) continue;
    const target = targetOf(document, variable.slice(PREFIX.length).split('__'));
    if (target === undefined) {
      fail('there is nothing of that name in the configuration');
      continue;
    }
    set(target.holder, target.path.at(-1)!, value);
    for (const path of [target.path, ...target.made]) places.push({ path, place });
  }
  const inFile = problems.locate;
  // What one variable says within what another has made is its own.
  places.sort((a, b) => b.path.length - a.path.length);
  problems.locate = (path, at) =>
    places.find((own) => own.path.length <= path.length && own.path.every((part, index) => part === path[index]))
      ?.place ?? inFile(path, at);
}

/** As an own property whatever the key is. */
function set(holder: Holder, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function valueIn(written: string, fail: (what: string) => void): unknown {
  const inner = new Problems('value');
  const read = readDocument(written, inner);
  if (read !== undefined && !inner.any && read.value !== null) return read.value;
  fail(read?.value === null ? 'is empty' : 'is no YAML value');
  return undefined;
}

interface Target {
  readonly holder: Holder;
  readonly path: Path;
  /** Maps on the way that the file does not have. */
  readonly made: readonly Path[];
}

/** What a variable means: undefined if the file has no such entry, or something else than a map in between. */
function targetOf(document: unknown, words: readonly string[]): Target | undefined {
  let holder = asHolder(document);
  const made: Path[] = [];
  const path: (string | number)[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(word) || holder === undefined) return undefined;
    const isLast = at === words.length - 1;
    let key: string | number = keyOf(word);
    if (Array.isArray(holder)) {
      if (path.length !== 1 || !named.includes(path[0])) return undefined;
      key = holder.findIndex((entry) => entryName(entry) === word.toUpperCase());
      if (key === -1 || isLast) return undefined;
    }
    path.push(key);
    if (isLast) return { holder, path, made };
    if (!Object.hasOwn(holder, key)) made.push([...path]);
    const below = Object.hasOwn(holder, key) ? asHolder(holder[key]) : {};
    if (below === undefined) return undefined;
    // A copy: through an alias, the same map may stand elsewhere too.
    const copy: Holder = Array.isArray(below) ? ([...below] as unknown as Holder) : { ...below };
    set(holder, key, copy);
    holder = copy;
  }
  return undefined;
}

/** `ALARM_AFTER` is alarmAfter; keys of one word may be written as they are. */
function keyOf(word: string): string {
  return word.toLowerCase().replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

function entryName(entry: unknown): string | undefined {
  const { name, folder } = asHolder(entry) ?? {};
  const called = name ?? (typeof folder === 'string' ? slugOf(folder) : undefined);
  return typeof called === 'string' ? called.toUpperCase().replaceAll('-', '_') : undefined;
}

function asHolder(value: unknown): Holder | undefined {
  return typeof value === 'object' && value !== null ? (value as Holder) : undefined;
}

function shownVariable(variable: string): string {
  return variable.replace(/[^A-Za-z0-9_]/g, '?').slice(0, 100);
}
