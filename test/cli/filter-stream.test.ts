import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { createFilter, decodeRecords } from '../../src/index.ts';
import { filterFile } from '../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { joined, linesOf, recordFlight, wireOf } from '../formats/record/flight.ts';
import { put, root, temporaryFolder } from '../node/harness.ts';
import { pilotsHome } from './consent-home.ts';

const records = recordFlight({});
const lines = linesOf(records);
const tlog = readFileSync(join(root, 'samples', 'copter.tlog'));
const sync = ['--for', 'flight-record-sync', '--to', 'manufacturer'];

interface Streamed {
  readonly code: number;
  readonly err: string;
  /** What words went to standard output: none may. */
  readonly words: string;
  readonly output: Uint8Array;
}

/** `flightveil filter - ARGS`, in this process. */
async function stream(
  input: Iterable<Uint8Array> | Readable,
  args: readonly string[],
  home = join(temporaryFolder(), 'home'),
): Promise<Streamed> {
  const pieces: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(Buffer.from(chunk));
      done();
    },
  });
  const said = await say(input instanceof Readable ? input : Readable.from(input), output, args, home);
  return { ...said, output: joined(...pieces) };
}

async function say(
  input: Readable,
  output: Writable,
  args: readonly string[],
  home: string,
): Promise<Omit<Streamed, 'output'>> {
  let err = '';
  let words = '';
  const console = {
    out: (text: string) => void (words += text),
    err: (text: string) => void (err += text),
    ...{ isTerminal: false, columns: 100 },
  };
  const code = await run(['--home', home, 'filter', '-', ...args], console, { input, output });
  return { code, err, words };
}

function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('filter -', () => {
  test.each([1, 7, 4096, 1 << 20])('is a filter of a live stream, whatever the chunks: %i bytes', async (size) => {
    const some = size === 1 ? tlog.subarray(0, 20_000) : tlog;
    const filter = createFilter({ level: 'dynamics', seed: 'stream' });
    const expected = joined(filter.push(some), filter.flush());
    const { code, output, err, words } = await stream(chunksOf(some, size), [
      '--level',
      'dynamics',
      '--seed',
      'stream',
    ]);
    expect([code, words]).toEqual([0, '']);
    expect(Buffer.compare(output, expected)).toBe(0);
    expect(output.length).toBeGreaterThan(5000);
    expect(err).toContain('frames written');
  });

  test('keeps the encoding of records, or writes the one that is named', async () => {
    const [same, named, back] = [
      await stream([lines], ['--level', 'engineering', '--seed', 's']),
      await stream([lines], ['--level', 'engineering', '--seed', 's', '--format', 'record']),
      await stream([wireOf(records)], ['--level', 'engineering', '--seed', 's', '--format', 'record-json']),
    ];
    expect([same.code, named.code, back.code]).toEqual([0, 0, 0]);
    expect(Buffer.from(same.output).toString()).toMatch(/^\{"flightRecord":/);
    expect(Buffer.from(back.output).toString()).toBe(Buffer.from(same.output).toString());
    expect([...decodeRecords(named.output)].length).toBe(Buffer.from(same.output).toString().split('\n').length - 1);
  });

  test('releases no more than the file of the same bytes', async () => {
    const folder = temporaryFolder();
    for (const level of ['engineering', 'full'] as const) {
      const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
      const path = put(folder, `${level}.ndjson`, lines);
      const made = await filterFile(path, {
        decision,
        keys: { seed: 's', ordinal: 0 },
        outputFolder: join(folder, 'out'),
      });
      const { output } = await stream([lines], ['--level', level, '--seed', 's']);
      expect(Buffer.from(output).toString()).toBe(readFileSync(made.outputPath, 'utf8'));
    }
  });

  test('draws anew each time', async () => {
    const home = join(temporaryFolder(), 'home');
    const [one, other] = [
      await stream([lines], ['--level', 'dynamics'], home),
      await stream([lines], ['--level', 'dynamics'], home),
    ];
    expect(one.output.length).toBeGreaterThan(1000);
    expect(Buffer.compare(one.output, other.output)).not.toBe(0);
  });

  test('with --json says everything on standard error', async () => {
    const { err, words } = await stream([lines], ['--level', 'engineering', '--json']);
    expect(JSON.parse(err)).toMatchObject({
      purpose: 'local',
      level: 'engineering',
      format: 'record-json',
      framesWithheld: 10,
    });
    expect(words).toBe('');
    const failed = await stream([lines], ['--level', 'nope', '--json']);
    expect([JSON.parse(failed.err).error, failed.words]).toEqual(['unknown-level', '']);
  });

  test.each<[string, readonly string[], readonly Uint8Array[], number, RegExp]>([
    ['no level', [], [lines], 2, /must be said/],
    ['an unknown level', ['--level', 'some'], [lines], 2, /no such level/],
    ['totals', ['--level', 'summary'], [lines], 2, /no stream of frames/],
    ['another input beside it', ['x.tlog', '--level', 'full'], [lines], 2, /alone/],
    ['a folder', ['-o', 'out', '--level', 'full'], [lines], 2, /standard output/],
    ['a zone', ['--level', 'full', '--zone', '47,8,500'], [lines], 2, /zone/],
    ['an unknown format', ['--level', 'full', '--format', 'nope'], [lines], 2, /no format of that name/],
    ['an unknown purpose', ['--for', 'spying', '--to', 'self'], [lines], 2, /no such purpose/],
    ['a seed for others', [...sync, '--seed', 's'], [lines], 2, /--seed/],
    ['nothing', ['--level', 'full'], [], 1, /nothing came in/],
    ['nothing, of a named format', ['--level', 'full', '--format', 'record'], [], 1, /nothing came in/],
    ['no log', ['--level', 'full'], [Buffer.from('hello world\n')], 1, /no known log format/],
    ['a true track, which has to be cut', ['--level', 'track'], [lines], 3, /live stream/],
    [
      'what may not be released at all',
      ['--level', 'engineering', '--format', 'record'],
      [wireOf([{ operatorInfo: { name: 'x' } }])],
      3,
      /nothing of this stream/,
    ],
    ['somebody who was granted nothing', sync, [lines], 3, /release nothing.*explain/],
  ])('%s is refused', async (_name, args, input, code, words) => {
    const said = await stream(input, args);
    expect({ ...said, err: '' }).toEqual({ code, err: '', words: '', output: new Uint8Array(0) });
    expect(said.err).toMatch(words);
    expect(said.err).not.toMatch(/Erika|1ZNBH3|4712/);
  });
});

describe('filter - for somebody else', () => {
  test('asks the ledger, and is entered there before the first byte leaves', async () => {
    const { ask, home, entries } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'engineering');
    const before = entries();
    const pieces: Buffer[] = [];
    const entered: number[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        entered.push(entries() - before);
        pieces.push(Buffer.from(chunk));
        done();
      },
    });
    const { code, err } = await say(
      Readable.from(chunksOf(lines, 9000)),
      output,
      [...sync, '--format', 'record', '--json'],
      home,
    );
    expect({ code, grant: JSON.parse(err).grant }).toEqual({ code: 0, grant: grant.id });
    expect(entered.length).toBeGreaterThan(2);
    expect(new Set(entered)).toEqual(new Set([1]));
    expect([...decodeRecords(joined(...pieces))].length).toBe(50);
    expect(Buffer.concat(pieces).includes('1ZNBH3')).toBe(false);
  });

  test('that is of no known format is no release', async () => {
    const { ask, home, entries } = await pilotsHome();
    await ask('grant', ...sync, '--ceiling', 'engineering');
    const before = entries();
    expect((await stream([Buffer.from('hello\n')], sync, home)).code).toBe(1);
    expect(entries()).toBe(before);
  });

  test('ends with consent: nothing that comes later leaves', async () => {
    const { ask, say: consent, home } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'engineering');
    const input = new PassThrough();
    const running = stream(input, [...sync, '--format', 'record'], home);
    input.write(wireOf(records.slice(0, 8)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await consent('withdraw', grant.id);
    input.end(wireOf(records.slice(8)));
    const { code, output, err } = await running;
    expect(code).toBe(3);
    expect(err).toContain('allowed no longer');
    const count = [...decodeRecords(output)].length;
    expect(count).toBeGreaterThan(3);
    expect(count).toBeLessThanOrEqual(8);
  });

  test('devices: lists of them are released for activation, and no flight', async () => {
    const { home } = await pilotsHome();
    const activation = ['--for', 'activation', '--to', 'manufacturer'];
    const { code, output } = await stream([lines], activation, home);
    expect(code).toBe(0);
    expect(Buffer.from(output).toString().split('\n').length).toBe(2);
    expect(JSON.parse(Buffer.from(output).toString())).toHaveProperty('deviceInfo.serial');
    const flight = await stream([tlog], activation, home);
    expect([flight.code, flight.output.length]).toEqual([3, 0]);
  });
});

describe('filter - between other programs', () => {
  const child = (args: readonly string[]) =>
    spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        join(root, 'src', 'cli', 'main.ts'),
        '--home',
        join(temporaryFolder(), 'home'),
        'filter',
        '-',
        ...args,
      ],
      { cwd: root },
    );
  const ended = (running: ReturnType<typeof child>): Promise<number | null> =>
    new Promise((resolve) => running.on('close', resolve));

  test('an output that is closed ends it without a word', async () => {
    const running = child(['--level', 'full', '--format', 'record']);
    running.stdin.on('error', () => undefined);
    let err = '';
    running.stderr.on('data', (data) => void (err += data));
    running.stdout.once('data', () => running.stdout.destroy());
    const many = wireOf(recordFlight({}, 2000));
    const feed = setInterval(() => running.stdin.write(many), 20);
    const code = await ended(running);
    clearInterval(feed);
    expect([code, err]).toEqual([0, '']);
  });

  test('what came before it is stopped is whole', async () => {
    const running = child(['--level', 'full', '--format', 'record']);
    const pieces: Buffer[] = [];
    let err = '';
    running.stderr.on('data', (data) => void (err += data));
    running.stdout.on('data', (data: Buffer) => {
      pieces.push(data);
      running.kill('SIGINT');
    });
    running.stdin.on('error', () => undefined);
    const log = wireOf(records);
    running.stdin.write(log.subarray(0, log.length - 5));
    expect(await ended(running)).toBe(1);
    expect(err).toContain('stopped before');
    expect([...decodeRecords(joined(...pieces))].length).toBe(records.length - 1);
  });

  test('an output that fails is a failure', async () => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('secret')) });
    output.on('error', () => undefined);
    const said = await say(Readable.from([lines]), output, ['--level', 'full'], join(temporaryFolder(), 'home'));
    expect(said).toMatchObject({ code: 1, words: '' });
    expect(said.err).not.toContain('secret');
  });
});

describe('filter --format, of files', () => {
  test('writes records as the format that is named has them', async () => {
    const folder = temporaryFolder();
    const input = put(folder, 'log.ndjson', lines);
    const decision = decide({ purpose: 'local', recipient: 'self', level: 'engineering' }, localPolicy);
    const options = { decision, keys: { seed: 's', ordinal: 0 }, outputFolder: join(folder, 'out') };
    const made = await filterFile(input, { ...options, format: 'record' });
    expect(made.outputName).toMatch(/\.pb$/);
    expect([...decodeRecords(readFileSync(made.outputPath))].length).toBe(50);
    const wrong = filterFile(input, { ...options, format: 'tlog' });
    await expect(wrong).rejects.toMatchObject({ code: 'unknown-format' });
    await expect(filterFile(put(folder, 'none', ''), { ...options, format: 'tlog' })).rejects.toMatchObject({
      code: 'input-empty',
    });
    await expect(filterFile(input, { ...options, format: 'nope' })).rejects.toMatchObject({ code: 'unknown-format' });
  });
});

describe('after-sales service', () => {
  test('gets the flights that were named, with their devices, and no others', async () => {
    const { ask, home, folder } = await pilotsHome();
    const service = ['--for', 'after-sales-service', '--to', 'manufacturer'];
    const [named, other] = ['one', 'two'].map((name) =>
      put(
        folder,
        `${name}.ndjson`,
        linesOf([{ deviceInfo: { serial: name } }, ...recordFlight({ date: name.length }, 30)]),
      ),
    ) as [string, string];
    writeFileSync(other, linesOf([{ deviceInfo: { serial: 'two' } }, ...recordFlight({ place: 9 }, 12)]));
    await ask('grant', ...service, '--ceiling', 'full', '--flight', named, '--until', '2035-01-01');
    const words: string[] = [];
    const console = {
      out: (text: string) => void words.push(text),
      err: () => undefined,
      ...{ isTerminal: false, columns: 100 },
    };
    const out = join(folder, 'out');
    expect(await run(['--home', home, 'filter', named, '-o', out, ...service, '--json'], console)).toBe(0);
    const text = readFileSync(JSON.parse(words.join('')).files[0].output, 'utf8');
    expect(text.split('\n')[0]).toBe('{"deviceInfo":{"serial":"one"}}');
    expect(text).toMatch(/"isArmed":true/);
    expect(text).not.toMatch(/phone|remoteController|Erika|169000/);
    expect(await run(['--home', home, 'filter', other, '-o', out, ...service], console)).toBe(3);
    // A stream is no flight that was named.
    expect((await stream([readFileSync(named)], service, home)).code).toBe(3);
  });
});
