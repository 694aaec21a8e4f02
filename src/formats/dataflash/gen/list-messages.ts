/**
 * Lists every DataFlash message that checkouts of ArduPilot define, with each layout once: `tsx list-messages.ts DIR... > messages.txt`.
 * Reads the structures of vehicles and libraries, calls of the logger that name their columns, and the Lua scripts that come with the
 * firmware (their messages are marked `lua`). Messages whose name is put together at run time are not found. Old checkouts of PX4 have
 * sdlog2, which wrote the same kind of file (`sdlog2`).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Layout {
  readonly name: string;
  readonly columns: readonly string[];
  readonly format: string;
  readonly units: string;
  readonly multipliers: string;
}

const sources = /\.(cpp|h|pde|lua)$/;
const skipped = new Set(['examples', 'tests', 'tools', 'docs', 'AP_HAL_AVR_SITL', 'Tools', 'build', 'node_modules']);
const headed = /^(?:0?[A-Za-z][A-Za-z0-9_]{0,3})$/;

/** Every layout in one checkout by its mark: none, `lua` for those of scripts, `sdlog2` for those of PX4. */
export function listLayouts(directory: string): ReadonlyMap<string, readonly Layout[]> {
  const files = filesIn(directory);
  const texts = files.map((file) => [file, withoutComments(readFileSync(file, 'utf8'), file)] as const);
  const macros = new Map<string, string[]>();
  for (const [file, text] of texts) if (!file.endsWith('.lua')) collectMacros(text, macros);
  const layouts: Layout[] = [];
  const scripted: Layout[] = [];
  const px4: Layout[] = [];
  for (const [file, text] of texts) {
    if (file.endsWith('.lua')) scripted.push(...calls(text, macros, true));
    else if (file.includes('sdlog2')) px4.push(...px4Formats(text, macros));
    else layouts.push(...structures(text, macros), ...calls(text, macros, false));
  }
  return new Map([
    ['', layouts],
    [' lua', scripted],
    [' sdlog2', px4],
  ]);
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        const isSkipped = skipped.has(entry.name) && !path.includes(`AP_Scripting${sep}examples`);
        return isSkipped || entry.name.startsWith('.') ? [] : filesIn(path);
      }
      return entry.isFile() && sources.test(entry.name) ? [path] : [];
    })
    .sort();
}

function withoutComments(text: string, file: string): string {
  if (file.endsWith('.lua')) return text.replace(/^\s*--.*$/gm, '');
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (_, literal: string | undefined) => literal ?? ' ');
}

/** Macros that stand for text. One of several definitions holds, by options of the build: all are kept. */
function collectMacros(text: string, macros: Map<string, string[]>): void {
  for (const [, name, value] of text.matchAll(
    /^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+("[^\n]*|[A-Z]\w*_(?:FMT|LABELS?|UNITS|MULTS)[ \t]*)$/gm,
  )) {
    const known = macros.get(name!) ?? [];
    if (!known.includes(value!)) macros.set(name!, [...known, value!]);
  }
}

/** The texts that an argument can stand for: literals and macros side by side; none if it is anything else. */
function textsOf(argument: string, macros: ReadonlyMap<string, readonly string[]>, depth = 0): string[] {
  let texts = [''];
  let rest = argument
    .trim()
    .replace(/^(?:PSTR|F)\s*\(([\s\S]*)\)$/, '$1')
    .trim();
  if (rest === '' || depth > 4) return [];
  while (rest !== '') {
    const match = /^(?:"([^"]*)"|'([^']*)'|([A-Za-z_]\w*))\s*/.exec(rest);
    if (match === null) return [];
    const parts =
      match[3] === undefined
        ? [match[1] ?? match[2]!]
        : (macros.get(match[3]) ?? []).flatMap((value) => textsOf(value, macros, depth + 1));
    texts = texts.flatMap((text) => parts.map((part) => text + part));
    rest = rest.slice(match[0].length);
  }
  return texts;
}

/** The arguments from a bracket that was just opened to where it closes. */
function argumentsFrom(text: string, start: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let from = start;
  for (let at = start; at < text.length && at < start + 4000; at++) {
    const character = text[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || (character === "'" && !/\w/.test(text[at - 1]!))) quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) {
      if (depth-- === 0) return [...found, text.slice(from, at)];
    } else if (character === ',' && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [];
}

function layoutsOf(
  names: string[],
  labels: string[],
  formats: string[],
  units: string[],
  multipliers: string[],
): Layout[] {
  const found: Layout[] = [];
  for (const name of names) {
    for (const label of labels) {
      for (const format of formats) {
        const columns = label === '' ? [] : label.split(',').map((column) => column.trim());
        if (!headed.test(name) || columns.length !== format.length || !/^[a-zA-Z]*$/.test(format)) continue;
        const fits = (text: string): boolean => text.length === format.length;
        found.push({ name, columns, format, units: units.find(fits) ?? '', multipliers: multipliers.find(fits) ?? '' });
      }
    }
  }
  return found;
}

/** Entries such as `{ LOG_X_MSG, sizeof(log_X), "X", "QB", "TimeUS,A", "s-", "F-" }`. */
function structures(text: string, macros: ReadonlyMap<string, readonly string[]>): Layout[] {
  return [...text.matchAll(/\{(?=\s*(?:[\w:]+)\s*(?:,|\+))/g)].flatMap(({ index }) => {
    const [, size, ...rest] = argumentsFrom(text, index + 1);
    if (size === undefined || !/sizeof|SIZE/.test(size) || rest.length < 3) return [];
    const [name, format, labels, units, multipliers] = rest.map((argument) => textsOf(argument, macros));
    return layoutsOf(name!, labels!, format!, units ?? [], multipliers ?? []);
  });
}

/** Entries such as `LOG_FORMAT(X, "ff", "A,B")` and `LOG_FORMAT_S(X, STRUCTURE, "ff", "A,B")`. */
function px4Formats(text: string, macros: ReadonlyMap<string, readonly string[]>): Layout[] {
  return [...text.matchAll(/\bLOG_FORMAT(_S)?\s*\(/g)].flatMap(({ index, 0: opened, 1: isShared }) => {
    const [name, ...rest] = argumentsFrom(text, index + opened.length);
    const [format, labels] = rest.slice(isShared === undefined ? 0 : 1).map((argument) => textsOf(argument, macros));
    return name === undefined ? [] : layoutsOf([name.trim()], labels ?? [], format ?? [], [], []);
  });
}

/** Calls such as `Write("X", "TimeUS,A", "s-", "F-", "QB", ...)`; scripts name the format before the units and leave the time out. */
function calls(text: string, macros: ReadonlyMap<string, readonly string[]>, isScript: boolean): Layout[] {
  const call = isScript ? /\blogger[:.]write\s*\(/g : /\b(?:Log_)?Write(?:V|Streaming|Critical)?\s*\(/g;
  return [...text.matchAll(call)].flatMap(({ index, 0: opened }) => {
    const texts = argumentsFrom(text, index + opened.length).map((argument) => textsOf(argument, macros));
    const literals = texts.findIndex((one) => one.length === 0);
    const [name, labels, third, fourth, fifth] = literals < 0 ? texts : texts.slice(0, literals);
    if (name === undefined || labels === undefined || third === undefined) return [];
    if (isScript) {
      const timed = (list: string[] | undefined, first: string): string[] => (list ?? []).map((one) => first + one);
      return layoutsOf(name, timed(labels, 'TimeUS,'), timed(third, 'Q'), timed(fourth, 's'), timed(fifth, 'F'));
    }
    return fifth === undefined
      ? layoutsOf(name, labels, third, [], [])
      : layoutsOf(name, labels, fifth, third, fourth ?? []);
  });
}

function shown(name: string, mark: string, { columns, format, units, multipliers }: Layout): string {
  const rows = columns.map(
    (column, at) => ` ${column} ${format[at]} ${mapped(units[at])} ${mapped(multipliers[at])}\n`,
  );
  return `${name}${mark}\n${rows.join('')}`;
}

function mapped(character: string | undefined): string {
  return character === undefined || character === ' ' ? '-' : character;
}

function main(directories: readonly string[]): void {
  const head: string[] = [];
  const blocks = new Map<string, string>();
  for (const directory of directories) {
    const facts = execFileSync('git', ['-C', directory, 'log', '-1', '--format=%H %cs'], { encoding: 'utf8' }).trim();
    const listed = listLayouts(directory);
    head.push(`# ${listed.get(' sdlog2')!.length > 0 ? 'PX4/PX4-Autopilot' : 'ArduPilot/ardupilot'} ${facts}\n`);
    for (const [mark, list] of listed) {
      for (const layout of list) {
        const key = `${layout.name}${mark}\n${layout.columns.join()}\n${layout.format}`;
        const known = blocks.get(key);
        // The first that names units is kept: old firmware has none.
        if (known === undefined || (!/ [^-] .\n/.test(known.slice(known.indexOf('\n'))) && layout.units !== '')) {
          blocks.set(key, shown(layout.name, mark, layout));
        }
      }
    }
  }
  const sorted = [...blocks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, block]) => block);
  process.stdout.write(head.join('') + sorted.join(''));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(process.argv.slice(2));
