import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Path, Problems } from './problems.ts';

/** A configuration is a page or two. The parser takes up to 25 s for a hostile megabyte; with these bounds less than one. */
export const MAX_CONFIG_BYTES = 64 * 1024;
const MAX_ALIASES = 100;
/** Deeper than anything that is asked for. */
const MAX_DEPTH = 12;
const MAX_INDENT = 80;
const MAX_KEYS = 1000;
/** What structure is made of: a page has a few hundred of these. */
const SIGNS = /[[\]{}"'%&*!?,\r\n]/g;
const MAX_SIGNS = 5000;
const MAX_LISTED = 50;

/**
 * Reads YAML 1.2 (or JSON): no tags of one's own, no key twice, aliases bounded. Undefined if it cannot be read; the problems say why, and from
 * then on know where each path stands.
 */
export function readDocument(text: string, problems: Problems): { readonly value: unknown } | undefined {
  if (Buffer.byteLength(text) > MAX_CONFIG_BYTES) {
    problems.add([], `there are more than ${MAX_CONFIG_BYTES} bytes`);
    return undefined;
  }
  if ((text.match(SIGNS)?.length ?? 0) > MAX_SIGNS) {
    problems.add([], `there are more than ${MAX_SIGNS} lines, brackets, quotes and commas`);
    return undefined;
  }
  if (isTooDeep(text)) {
    problems.add([], `it is nested too deep`);
    return undefined;
  }
  const lines = new LineCounter();
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    merge: false,
    // Its own check compares every key with every other.
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  for (const { code, pos } of [...document.errors, ...document.warnings].slice(0, MAX_LISTED)) {
    const what = code === 'TAG_RESOLVE_FAILED' ? 'tags are not taken' : `this is no YAML and no JSON (${code})`;
    problems.addAt(placeAt(pos[0]), [], what);
  }
  if (document.directives?.yaml.version !== '1.2') problems.addAt(placeAt(0), [], 'it must be YAML 1.2');
  checkNodes(document, (offset, what) => problems.addAt(placeAt(offset), [], what));
  if (problems.any) return undefined;
  problems.locate = (path, at) => placeAt(offsetOf(document, path, at));
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch {
    problems.add([], 'its aliases lead to too much');
    return undefined;
  }
}

/** Counts what opens a level before the parser sees it; brackets in texts count too. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const line of text.split(/[\r\n]/)) {
    if (line.search(/[^ ]|$/) > MAX_INDENT) return true;
    if (/^(?:[ \t]*[-?][ \t]+){3}/.test(line)) return true;
    for (const bracket of line.match(/[[\]{}]/g) ?? []) {
      depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
      if (depth > MAX_DEPTH) return true;
    }
  }
  return false;
}

function checkNodes(document: Document, fail: (offset: number, what: string) => void): void {
  const anchors = new Set<string>();
  let aliases = 0;
  let keys = 0;
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
      } else if (++aliases > MAX_ALIASES) {
        fail(node.range?.[0] ?? 0, `there are more than ${MAX_ALIASES} aliases`);
        return visit.BREAK;
      } else if (!anchors.has(node.source)) {
        fail(node.range?.[0] ?? 0, 'this alias leads nowhere');
      }
      if (!isMap(node)) return undefined;
      keys += node.items.length;
      if (keys > MAX_KEYS) {
        fail(node.range?.[0] ?? 0, `there are more than ${MAX_KEYS} keys`);
        return visit.BREAK;
      }
      checkKeys(node, fail);
      return undefined;
    },
  });
}

function checkKeys(map: YAMLMap, fail: (offset: number, what: string) => void): void {
  const known = new Set<string>();
  for (const { key } of map.items) {
    const offset = (key as Node | null)?.range?.[0] ?? map.range?.[0] ?? 0;
    if (!isScalar(key) || typeof key.value !== 'string') fail(offset, 'a key must be a text');
    else if (known.has(key.value)) fail(offset, 'this key stands there twice');
    else known.add(key.value);
  }
}

/** Where a path stands in the text; of what is not there, the nearest that is. */
function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const [index, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      const wanted = at === 'key' && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
      offset = (wanted as Node | undefined)?.range?.[0] ?? offset;
      next = pair?.value;
    } else if (isSeq(node) && typeof part === 'number') {
      next = node.items[part];
      offset = (next as Node | undefined)?.range?.[0] ?? offset;
    }
    if (next === undefined || next === null) break;
    node = next;
  }
  return offset;
}
