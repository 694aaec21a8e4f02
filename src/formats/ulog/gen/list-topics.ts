/**
 * Writes `topics.txt` beside this file: every topic that PX4 can log, with every distinct layout among the given states of its sources, as the
 * format messages of a ULog name it. Run by hand:
 *
 *     npx tsx src/formats/ulog/gen/list-topics.ts LABEL=OWNER/NAME@REVISION=GIT_DIRECTORY ...
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

/** One state of the sources: what to call it, where it is published, which commit, and the git directory here. */
interface Source {
  readonly label: string;
  readonly repository: string;
  readonly commit: string;
  readonly date: string;
  readonly directory: string;
}

/** Types of message definitions whose name in a ULog is another. */
const types: Readonly<Record<string, string>> = {
  bool: 'bool',
  byte: 'int8_t',
  char: 'char',
  float32: 'float',
  float64: 'double',
  int8: 'int8_t',
  int16: 'int16_t',
  int32: 'int32_t',
  int64: 'int64_t',
  uint8: 'uint8_t',
  uint16: 'uint16_t',
  uint32: 'uint32_t',
  uint64: 'uint64_t',
};

/** As PX4's generator names a topic after its definition: each capital begins a word. */
function snakeCase(name: string): string {
  return name.replace(/(?!^)(?=[A-Z])/g, '_').toLowerCase();
}

function readSource(argument: string): Source {
  const match = /^([^=]+)=([^@=]+)@([^=]+)=(.+)$/.exec(argument);
  if (match === null) throw new Error(`${argument} is not LABEL=OWNER/NAME@REVISION=GIT_DIRECTORY`);
  const [, label, repository, revision, directory] = match as unknown as [string, string, string, string, string];
  const found = git(directory, 'log', '-1', '--format=%H %cs', revision);
  const [commit, date] = found.trim().split(' ') as [string, string];
  return { label, repository, commit, date, directory };
}

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', directory, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Layouts of one state by topic; a layout is its rows, ` field type` or ` field type[length]`. */
function layoutsOf(source: Source): Map<string, string> {
  const layouts = new Map<string, string>();
  const paths = git(source.directory, 'ls-tree', '-r', '--name-only', source.commit, 'msg')
    .split('\n')
    .filter((path) => /^msg\/(versioned\/)?\w+\.msg$/.test(path));
  for (const path of paths) {
    const text = git(source.directory, 'show', `${source.commit}:${path}`);
    const rows = rowsOf(text, `${source.label} ${path}`);
    // Older generators put the time in where a definition lacks it.
    if (!rows.some((row) => row.startsWith(' timestamp '))) rows.unshift(' timestamp uint64_t');
    for (const topic of topicsOf(text, basename(path, '.msg'))) layouts.set(topic, rows.join('\n'));
  }
  return layouts;
}

function topicsOf(text: string, name: string): string[] {
  const listed = [...text.matchAll(/^# ?TOPICS (.+)$/gm)].flatMap(([, topics]) => topics!.trim().split(/\s+/));
  // Other definitions may nest this one under its own name, whatever its topics are called.
  return [...new Set([name, ...listed].map(snakeCase))];
}

function rowsOf(text: string, where: string): string[] {
  const rows: string[] = [];
  for (const line of text.split('\n')) {
    const definition = line.replace(/#.*/, '').trim();
    if (definition === '' || definition.includes('=')) continue;
    const match = /^(?:px4\/)?(\w+)(?:\[(\d+)\])?\s+(\w+)$/.exec(definition);
    if (match === null) throw new Error(`${where}: ${definition}`);
    const [, type, length, field] = match as unknown as [string, string, string | undefined, string];
    const known = Object.hasOwn(types, type) ? types[type]! : snakeCase(type);
    rows.push(` ${field} ${known}${length === undefined ? '' : `[${length}]`}`);
  }
  return rows;
}

/** The text of `topics.txt`. */
function listTopics(sources: readonly Source[]): string {
  const head = [
    '# Every topic that PX4 can log, with every distinct layout, from the message definitions (msg/) of these states of its sources.',
    '# Written by list-topics.ts. Do not edit. Topics of one layout share a block; several blocks of one topic are its layouts, oldest first.',
    '#',
  ];
  /** Rows of a layout to the topics that have it. */
  const topics = new Map<string, Set<string>>();
  for (const source of sources) {
    head.push(`# ${source.label}: ${source.repository} ${source.commit} ${source.date}`);
    for (const [topic, rows] of layoutsOf(source)) topics.set(rows, (topics.get(rows) ?? new Set()).add(topic));
  }
  const blocks = [...topics].map(([rows, names]) => `${[...names].sort().join(' ')}\n${rows}`);
  const order = (block: string): string => block.slice(0, block.search(/[ \n]/));
  blocks.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return `${head.join('\n')}\n\n${blocks.join('\n')}\n`;
}

const sources = process.argv.slice(2).map(readSource);
sources.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
writeFileSync(new URL('topics.txt', import.meta.url), listTopics(sources));
