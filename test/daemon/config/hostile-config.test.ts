import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { long, short, withSink, wrongs } from './texts.ts';

/** Nothing that anybody writes takes longer. */
const MOST_MS = 1000;
/** Of work, so that other processes do not count. */
const workMs = (start: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const room = 64 * 1024 - 20;
const fill = (text: string, end = '') => text.repeat(Math.floor((room - end.length) / Buffer.byteLength(text))) + end;
/** As {@link fill}, with few enough signs to come before the parser. */
const some = (text: string) =>
  text.repeat(Math.floor(4900 / (text.match(/[[\]{}"'%&*!?,\n]/g)?.length ?? 1))).slice(0, room);
const lines = (of: (at: number) => string) => {
  const all: string[] = [];
  for (let at = 0, length = 0; length < room; at++) {
    all.push(of(at));
    length += all.at(-1)!.length + 1;
  }
  return all.slice(0, -1).join('\n');
};

describe('texts that are made to hurt end soon', () => {
  test.each<[string, string]>([
    ['lists in a line', fill('- ')],
    ['lists in every line', fill(`${'- '.repeat(2)}a\n`)],
    ['some lists', some(`${'- '.repeat(2)}a\n`)],
    ['some brackets', some(`- ${'['.repeat(10)}${']'.repeat(10)}\n`)],
    ['some maps', some(`- ${'{a: '.repeat(10)}${'}'.repeat(10)}\n`)],
    ['some questions', some('? ? a\n')],
    ['some directives', some('%a\n')],
    ['some quotes', some('"')],
    ['some kept for later', some('- %@`\n')],
    ['some keys', some('k: 1\n')],
    ['some other keys', Array.from({ length: 950 }, (_, at) => `kee${at}: 1`).join('\n')],
    ['lists further and further in', lines((at) => `${' '.repeat(at % 80)}- a`)],
    ['questions', fill('? ')],
    ['questions in every line', fill('? ? a\n')],
    ['brackets', fill('[')],
    ['brackets that close', fill(`${'['.repeat(10)}${']'.repeat(10)}\n`)],
    ['maps in maps', fill(`- ${'{a: '.repeat(10)}${'}'.repeat(10)}\n`)],
    ['keys', lines((at) => `k${at}: 1`)],
    ['keys in a line', `{${fill('k, ', '}')}`],
    ['keys further and further in', lines((at) => `${' '.repeat(at)}a:`)],
    ['anchors', lines((at) => `- &a${at} x`)],
    ['aliases', `- &a x\n${fill('- *a\n')}`.slice(0, room)],
    [
      'aliases of aliases',
      `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]\n`).join('')}`,
    ],
    ['an alias of what holds it', short.replace('folder: ~/QGroundControl/Logs', 'folder: &a [*a]')],
    ['a map that holds itself', `&a\n${short}extra: *a`],
    ['escapes', `"${fill('\\x41', '"')}`],
    ['comments', fill('#\n')],
    ['documents', fill('---\n')],
    ['directives', fill('%a\n')],
    ['quotes', fill('"')],
    ['marks', fill('!')],
    ['folded lines', `>\n${fill(' a\n\n')}`.slice(0, room)],
    ['what YAML keeps for later', fill('- %@`\n')],
    ['colons', fill('a:')],
    ['tabs', fill('\t')],
    ['carriage returns', fill('\r')],
    ['a number of many digits', `${short}rescan: ${fill('9')}`.slice(0, room)],
    ['a time of many digits', `${short}rescan: ${'9'.repeat(5000)}s`],
    ['hyphens in a name', short.replace('research\n', `${'a-'.repeat(10_000)}\n`)],
    ['a country of many letters', short.replace('CH', 'C'.repeat(50_000))],
    ['an address of many signs', withSink(`tus:https://${'@'.repeat(50_000)}`)],
    ['ways up', short.replace('~/', '../'.repeat(2000))],
    ['sources', `version: 1\nuploads: []\nsources:\n${fill('  - {folder: /a}\n')}`.slice(0, room)],
    ['keys that nobody knows', short + lines((at) => `kee${at}: 1`).slice(0, room - 500)],
  ])('%s', async (_what, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64 * 1024);
    const start = process.cpuUsage();
    const found = await wrongs(text);
    expect(workMs(start)).toBeLessThan(MOST_MS);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(60);
    expect(Math.max(...found.map((line) => line.length))).toBeLessThan(400);
  });

  test('a text that is too long is not looked at', async () => {
    expect(await wrongs(`${short}#${'x'.repeat(64 * 1024)}`)).toEqual([
      'flightveil.yaml:1:1: there are more than 65536 bytes',
    ]);
  });
});

test('whatever is written, what is thrown is of one kind', async () => {
  const signs = fc.string({ unit: fc.constantFrom(...'version: 1\n-[]{}&*!|>\'"%@`a,?#\t~$'), maxLength: 80 });
  const spliced = fc
    .tuple(fc.constantFrom(short, long), fc.nat(900), fc.nat(30), fc.oneof(fc.string({ maxLength: 6 }), signs))
    .map(([text, from, length, more]) => text.slice(0, from) + more + text.slice(from + length));
  const moved = fc.tuple(fc.constantFrom(short, long), fc.nat(40), fc.nat(40)).map(([text, from, to]) => {
    const all = text.split('\n');
    all.splice(to % all.length, 0, ...all.splice(from % all.length, 1));
    return all.join('\n');
  });
  let refused = 0;
  let taken = 0;
  let slowestMs = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(signs, spliced, moved), async (text) => {
      const start = process.cpuUsage();
      // wrongs passes on whatever is not config-invalid.
      if ((await wrongs(text)).length > 0) refused++;
      else taken++;
      slowestMs = Math.max(slowestMs, workMs(start));
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeGreaterThan(75);
  expect(taken).toBeGreaterThan(3);
  expect(slowestMs).toBeLessThan(MOST_MS);
});

test('whatever a variable says, what is thrown is of one kind', async () => {
  const variable = fc.oneof(
    fc.constantFrom(
      'LOG',
      'SPOOL__MOST',
      'SPOOL',
      'UPLOADS',
      'SOURCES',
      'UPLOADS__RESEARCH__SINK',
      'UPLOADS__RESEARCH__SINK__BEARER',
      'POLICY',
      '__PROTO__',
      'TO_STRING',
    ),
    fc.string({ unit: fc.constantFrom(...'ABUPLOADS_'), maxLength: 20 }),
  );
  const value = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.json({ maxDepth: 3 }),
    fc.constantFrom('*a', '&a [*a]', '!!x y', '~'),
  );
  await fc.assert(
    fc.asyncProperty(variable, value, async (name, text) => {
      await wrongs(long, { [`FLIGHTVEIL_SYNC_${name}`]: text });
    }),
    { numRuns: 100 },
  );
  expect(({} as { log?: unknown }).log).toBeUndefined();
});
