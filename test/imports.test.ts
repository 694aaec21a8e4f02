import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = resolve(root, 'src');

/** For every folder of src, the folders it may import from, itself apart: imports point one way. */
const base = ['bytes', 'model'];
const shared = [...base, 'vocabulary', 'geo', 'consent'];
const work = [...shared, 'wire', 'text', 'formats', 'treatments', 'policy', 'filter'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  model: ['bytes'],
  vocabulary: base,
  geo: base,
  consent: base,
  wire: base,
  text: base,
  formats: [...shared, 'text'],
  treatments: shared,
  policy: [...shared, 'formats', 'treatments'],
  filter: work,
  zones: shared,
  unlock: [...work, 'zones'],
  live: work,
  session: [...work, 'live', 'zones', 'unlock'],
  node: [...work, 'zones', 'unlock'],
  relay: [...work, 'live', 'zones', 'unlock', 'node'],
  sync: [...work, 'live', 'node'],
  daemon: [...work, 'live', 'zones', 'unlock', 'node', 'sync'],
  cli: [...work, 'live', 'zones', 'unlock', 'node', 'relay', 'sync', 'daemon'],
};
/** Folders whose files may use what only Node has. */
const withNode: readonly string[] = ['node', 'relay', 'sync', 'daemon', 'cli'];

interface Import {
  readonly from: string;
  /** Path within src, or the name of a package or a built-in. */
  readonly to: string;
}

const isGenerator = (file: string): boolean => file === 'generate.ts' || /gen\/(?:generate|list-\w+)\.ts$/.test(file);
const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');
const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name.split('/')[0]!);

/** Names of the modules that a source text imports or re-exports, types included, statically, dynamically or by require. */
function importsIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = /(?:^|[;}\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?(['"])([^'"]+)\1/g;
  const calls = /\b(?:import|require(?:\.resolve)?)\s*\(\s*(['"`])([^'"`]+)\1/g;
  return [statements, calls].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2]!));
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
  .sort();
const imports: Import[] = files.flatMap((file) =>
  importsIn(readFileSync(resolve(src, file), 'utf8')).map((name) => {
    if (!name.startsWith('.')) return { from: file, to: name };
    const target = relative(src, resolve(src, dirname(file), name))
      .split(sep)
      .join('/');
    return { from: file, to: target };
  }),
);
const inside = imports.filter(({ to }) => files.includes(to));
const show = (list: readonly Import[]): string[] => list.map(({ from, to }) => `${from} -> ${to}`);

/** All files that are reached from one, itself included. */
function reachedFrom(start: string): Set<string> {
  const reached = new Set([start]);
  for (const file of reached) for (const { from, to } of inside) if (from === file) reached.add(to);
  return reached;
}

test('the reader of imports finds every way to import, and no words of a comment', () => {
  const text = `import a from './a.ts';
import type { B } from "./b.ts";
import {
  c,
  type C,
} from './c.ts';
import './d.ts';
export * from './e.ts';
export { f } from './f.ts';
export type { G } from './g.ts';
const h = await import('./h.ts');
const i = require('i');
// import j from './j.ts';
/* import k from './k.ts'; */
export const text = 'import';
const from = 'l';`;
  expect(importsIn(text).sort()).toEqual([
    './a.ts',
    './b.ts',
    './c.ts',
    './d.ts',
    './e.ts',
    './f.ts',
    './g.ts',
    './h.ts',
    'i',
  ]);
});

test('the graph is not empty, and every relative import leads to a file of src or to package.json', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(inside.length).toBeGreaterThan(100);
  const lost = imports.filter(
    ({ from, to }) => !inside.some((known) => known.from === from && known.to === to) && /\.(ts|json)$|^\./.test(to),
  );
  expect(show(lost).filter((line) => !/package\.json$/.test(line))).toEqual([]);
});

test('every folder of src has its place in the order', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== ''));
  expect([...folders].filter((folder) => !(folder in allowed))).toEqual([]);
});

describe('imports point one way', () => {
  test.each(Object.keys(allowed))('%s', (folder) => {
    const wrong = inside.filter(
      ({ from, to }) =>
        folderOf(from) === folder && folderOf(to) !== folder && !allowed[folder]!.includes(folderOf(to)),
    );
    expect(show(wrong)).toEqual([]);
  });

  test('formats never import one another; only their list knows them all', () => {
    const formatOf = (file: string): string | undefined => /^formats\/(\w[^/]*)\//.exec(file)?.[1];
    const wrong = inside.filter(({ from, to }) => {
      const [own, other] = [formatOf(from), formatOf(to)];
      return own !== undefined && own !== other && folderOf(to) === 'formats';
    });
    expect(show(wrong)).toEqual([]);
  });

  test('formats never import treatments, treatments never import formats', () => {
    const pairs = inside.map(({ from, to }) => `${folderOf(from)} -> ${folderOf(to)}`);
    expect(pairs).not.toContain('formats -> treatments');
    expect(pairs).not.toContain('treatments -> formats');
  });
});

describe('what only Node has', () => {
  test('is used in node, sync, daemon, cli and the generators alone', () => {
    const wrong = imports.filter(
      ({ from, to }) => isBuiltin(to) && !withNode.includes(folderOf(from)) && !isGenerator(from),
    );
    expect(show(wrong)).toEqual([]);
    expect(imports.some(({ to }) => isBuiltin(to))).toBe(true);
  });

  test('is not used through its globals elsewhere either', () => {
    const globals = /\b(?:process\.|Buffer\b|__dirname\b|__filename\b|setImmediate\b)/;
    const wrong = files.filter((file) => {
      if (withNode.includes(folderOf(file)) || isGenerator(file) || file.includes('/gen/')) return false;
      const code = readFileSync(resolve(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return globals.test(code);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['index.ts', 30],
    ['session/index.ts', 60],
    ['unlock/index.ts', 40],
  ])('is not reached from %s, however far', (entry, least) => {
    const reached = reachedFrom(entry);
    expect(reached.size).toBeGreaterThan(least);
    const wrong = imports.filter(({ from, to }) => reached.has(from) && isBuiltin(to));
    expect(show(wrong)).toEqual([]);
    expect([...reached].filter((file) => withNode.includes(folderOf(file)))).toEqual([]);
  });

  test.each([
    ['index.ts', []],
    // Of the ledger, whose types count, and of policies.
    ['session/index.ts', ['@noble/curves', '@rapideditor/country-coder', 'suncalc', 'zod']],
    ['unlock/index.ts', ['@noble/curves', '@rapideditor/country-coder', 'suncalc', 'zod']],
  ])('%s imports no package but those known to be neutral', (entry, more) => {
    const neutral = ['@noble/ciphers', '@noble/hashes', 'fast-xml-parser', 'protobufjs', ...more];
    const reached = reachedFrom(entry);
    const packages = imports.filter(({ from, to }) => reached.has(from) && !files.includes(to) && !to.startsWith('.'));
    expect(
      show(packages.filter(({ to }) => !neutral.some((name) => to === name || to.startsWith(`${name}/`)))),
    ).toEqual([]);
  });
});

test('nothing imports a generator but the list of generators', () => {
  expect(show(inside.filter(({ from, to }) => isGenerator(to) && from !== 'generate.ts'))).toEqual([]);
  expect(inside.some(({ to }) => isGenerator(to))).toBe(true);
});
