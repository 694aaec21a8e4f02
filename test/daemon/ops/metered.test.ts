import { describe, expect, test } from 'vitest';
import { MeteredNetwork } from '../../../src/daemon/ops/metered.ts';
import { type Ran, type Run, runProgram } from '../../../src/daemon/ops/run-program.ts';

/** Programs of the system, by name, with what they say. */
function system(programs: Readonly<Record<string, Ran>>): { run: Run; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    run: async (program) => {
      asked.push(program);
      return programs[program] ?? { code: undefined, out: '' };
    },
  };
}

const bus = (value: number): Ran => ({ code: 0, out: `{"type":"u","data":${value}}\n` });

describe('whether the network is metered', () => {
  test.each([
    ['NetworkManager does not know', 'unknown', { busctl: bus(0) }],
    ['NetworkManager says yes', 'yes', { busctl: bus(1) }],
    ['NetworkManager says no', 'no', { busctl: bus(2) }],
    ['NetworkManager guesses yes', 'yes', { busctl: bus(3) }],
    ['NetworkManager guesses no', 'no', { busctl: bus(4) }],
    ['a value nobody defined', 'unknown', { busctl: bus(11) }],
    ['an answer of another type', 'unknown', { busctl: { code: 0, out: '{"type":"s","data":"1"}' } }],
    ['there is no bus and no tool', 'unknown', {}],
    [
      'the tool knows one that is metered',
      'yes',
      { nmcli: { code: 0, out: 'GENERAL.METERED:no\n\nGENERAL.METERED:yes (guessed)\n' } },
    ],
    [
      'the tool knows none that is metered',
      'no',
      { nmcli: { code: 0, out: 'GENERAL.METERED:no (guessed)\nGENERAL.METERED:unknown\n' } },
    ],
    ['the tool does not know', 'unknown', { nmcli: { code: 0, out: 'GENERAL.METERED:unknown\n' } }],
    ['the tool fails', 'unknown', { busctl: { code: 1, out: '' }, nmcli: { code: 8, out: 'GENERAL.METERED:yes\n' } }],
  ])('Linux: %s', async (_name, expected, programs) => {
    expect(await new MeteredNetwork('linux', system(programs as Record<string, Ran>).run).isMetered()).toBe(expected);
  });

  test.each([
    ['Unrestricted\r\n', 'no'],
    ['Fixed\r\n', 'yes'],
    ['Variable\r\n', 'yes'],
    ['Unknown\r\n', 'unknown'],
    ['', 'unknown'],
  ])('Windows: %j', async (out, expected) => {
    const { run } = system({ 'powershell.exe': { code: 0, out } });
    expect(await new MeteredNetwork('win32', run).isMetered()).toBe(expected);
    const failing = system({ 'powershell.exe': { code: 1, out } });
    expect(await new MeteredNetwork('win32', failing.run).isMetered()).toBe('unknown');
  });

  test('macOS: nothing is run', async () => {
    const { run, asked } = system({});
    expect(await new MeteredNetwork('darwin', run).isMetered()).toBe('unknown');
    expect(asked).toEqual([]);
  });

  test('the system is asked once in 30 s, also by many at once', async () => {
    const { run, asked } = system({ busctl: bus(1) });
    let nowMs = 1_000;
    const network = new MeteredNetwork('linux', run, () => nowMs);
    expect(await Promise.all([network.isMetered(), network.isMetered(), network.isMetered()])).toEqual([
      'yes',
      'yes',
      'yes',
    ]);
    nowMs += 29_999;
    await network.isMetered();
    expect(asked).toEqual(['busctl']);
    nowMs += 1;
    await network.isMetered();
    expect(asked).toEqual(['busctl', 'busctl']);
  });
});

describe('programs of the system', () => {
  test('one that hangs or says too much has no result, and one that fails its code', async () => {
    const node = process.execPath;
    expect(await runProgram(node, ['-e', 'process.exit(3)'])).toMatchObject({ code: 3 });
    expect(await runProgram(node, ['-e', 'process.stdout.write("x")'])).toEqual({ code: 0, out: 'x' });
    const started = performance.now();
    const hanging = await runProgram(node, ['-e', 'setInterval(() => 1, 1000)'], { timeoutMs: 300 });
    expect(hanging.code).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5_000);
    const long = await runProgram(node, ['-e', 'process.stdout.write("x".repeat(1e6))'], { mostBytes: 1_000 });
    expect(long.code).toBeUndefined();
    expect((await runProgram('no-such-program-here', [])).code).toBeUndefined();
  });
});
