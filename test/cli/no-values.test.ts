import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flightveil, namesIn, put, runBuilt, type Said, temporaryFolder } from '../node/harness.ts';
import { outputsIn } from '../node/outputs.ts';
import { canaries, canaryLog, canaryTexts, frame, tinyLog, tlogOf } from '../node/tiny-log.ts';

/** Everything a run said that a canary would show in. */
function expectNoCanary({ out, err }: Pick<Said, 'out' | 'err'>): void {
  for (const canary of canaryTexts) expect(`${out}${err}`).not.toContain(canary);
}

/** Logs that hold the canaries: whole, damaged, and files that are no log but hold them in plain text. */
const hostile: [string, Uint8Array | string][] = [
  ['a log', canaryLog()],
  ['a log with damage in the middle', damaged(canaryLog())],
  ['a log that is cut off', canaryLog().subarray(0, 300)],
  ['frames without time stamps', rawStream()],
  ['a text file', `${canaries.person} ${canaries.coordinateText} ${canaries.operator}\n`.repeat(50)],
  ['JSON', JSON.stringify(canaries)],
];

function damaged(log: Uint8Array): Uint8Array {
  const bytes = log.slice();
  bytes.fill(0x55, 200, 260);
  return bytes;
}

function rawStream(): Uint8Array {
  return Buffer.concat([
    frame('HEARTBEAT', { type: 2 }),
    frame('STATUSTEXT', { text: `Home at ${canaries.coordinateText}` }, 1),
    frame('OPEN_DRONE_ID_OPERATOR_ID', { operator_id: canaries.operator }, 2),
  ]);
}

describe.each(hostile)('no value of %s is shown', (_, content) => {
  test.each([
    ['inspect', (input: string) => ['inspect', input]],
    ['inspect --json', (input: string) => ['inspect', input, '--json']],
    ['filter', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'engineering']],
    ['filter at full', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'full']],
    ['filter --json', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'engineering', '--json']],
    ['filter withhold', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'withhold']],
    ['filter dynamics', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'dynamics']],
    ['filter track', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'track', '--json']],
    ['filter summary', (input: string, out: string) => ['filter', input, '-o', out, '--level', 'summary']],
    ['catalog --dialect', (input: string) => ['catalog', '--dialect', input]],
    ['inspect --dialect', (input: string) => ['inspect', input, '--dialect', input, '--classify', input, '--json']],
    ['catalog of a format of that name', (input: string) => ['catalog', input]],
  ] as const)('%s', async (_, argsOf) => {
    const folder = temporaryFolder();
    const said = await flightveil(argsOf(put(folder, 'input', content), join(folder, 'out')));
    expect(`${said.out}${said.err}`).not.toBe('');
    expectNoCanary(said);
  });
});

test('with --reveal inspect shows the values to their owner: the checks above would find them', async () => {
  const input = put(temporaryFolder(), 'input', canaryLog());
  const text = await flightveil(['inspect', input, '--reveal']);
  const json = await flightveil(['inspect', input, '--reveal', '--json']);
  for (const { out } of [text, json]) {
    for (const canary of [canaries.person, canaries.coordinateText, canaries.operator, String(canaries.latitudeE7)]) {
      expect(out).toContain(canary);
    }
  }
  expect([text.code, json.code, text.err, json.err]).toEqual([0, 0, '', '']);
});

test('--reveal goes with no other command', async () => {
  const input = put(temporaryFolder(), 'input', canaryLog());
  const said = await flightveil(['filter', input, '-o', temporaryFolder(), '--level', 'engineering', '--reveal']);
  expect(said.code).toBe(2);
  expectNoCanary(said);
});

test.each(['engineering', 'dynamics', 'summary'])(
  'what filter writes at %s holds no canary either, nor does what stands beside it',
  async (level) => {
    const folder = temporaryFolder();
    const input = put(folder, 'input', canaryLog());
    const out = join(folder, 'out');
    expect((await flightveil(['filter', input, '-o', out, '--level', level, '--seed', 's'])).code).toBe(0);
    const [output] = outputsIn(out);
    for (const name of namesIn(out)) {
      expectNoCanary({ out: readFileSync(join(out, name), 'latin1'), err: name });
      const revealed = await flightveil(['inspect', join(out, name), ...(name === output ? ['--reveal'] : [])]);
      expect(revealed.code).toBe(0);
      expectNoCanary(revealed);
    }
  },
);

describe('a log cannot write to the terminal', () => {
  // ESC, BEL, and the one-byte forms of CSI and OSC.
  const control = [0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x07, 0x9b, 0x32, 0x4a, 0x9d, 0x30, 0x3b, 0x41];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

  test('by its texts, when inspect reveals them', async () => {
    const input = put(temporaryFolder(), 'input', tlogOf([['STATUSTEXT', { severity: 6, text: control }]]));
    for (const json of [[], ['--json']]) {
      const said = await flightveil(['inspect', input, '--reveal', ...json]);
      expect(said.code).toBe(0);
      expect(said.out).toContain('STATUSTEXT');
      expect(said.out).not.toMatch(forbidden);
    }
  });

  test('by its file name, when it lies in a folder', async () => {
    const folder = temporaryFolder();
    put(folder, 'a\u001b[31m\u009b2J.tlog', tinyLog());
    put(folder, 'b\u001b[31m\u009b2J.txt', 'no log at all');
    for (const json of [[], ['--json']]) {
      const args = ['filter', folder, '-o', join(temporaryFolder(), 'out'), '--level', 'engineering', ...json];
      const said = await flightveil(args);
      expect(said.code).toBe(0);
      expect(said.out).not.toMatch(forbidden);
      expect(said.err).not.toMatch(forbidden);
    }
  });
});

test('an internal error tells its kind and no more', async () => {
  const { describeError, exitCodeOf } = await import('../../src/cli/exit-codes.ts');
  const error = new RangeError(`cannot read ${canaries.person} at ${canaries.coordinateText}`);
  expect(describeError(error)).toContain('internal error (RangeError)');
  expectNoCanary({ out: describeError(error), err: '' });
  expect(exitCodeOf(error)).toBe(1);
});

test('the built program says the same: no canary, exit 0', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'input', canaryLog());
  const home = ['--home', join(folder, 'home')];
  const runs = [
    await runBuilt([...home, 'inspect', input]),
    await runBuilt([...home, 'filter', input, '-o', join(folder, 'out'), '--level', 'engineering', '--json']),
  ];
  for (const said of runs) {
    expect(said).toMatchObject({ code: 0, err: '' });
    expectNoCanary(said);
  }
});
