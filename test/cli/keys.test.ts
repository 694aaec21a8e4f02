import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Keyboard, PassphrasePrompt } from '../../src/cli/passphrase.ts';
import { FlightStore } from '../../src/node/flight-store.ts';
import { sealKeys } from '../../src/node/key-file.ts';
import { collectKeys } from '../../src/node/move-keys.ts';
import { PlaceStore } from '../../src/node/place-store.ts';
import { rootKey } from '../../src/node/state.ts';
import { ended, flightveil, namesIn, put, root, sha256, temporaryFolder } from '../node/harness.ts';
import { tinyLog } from '../node/tiny-log.ts';

const PASSPHRASE = 'seven quiet herons wäde';

/** A folder with a passphrase file and a state folder, in which a log was filtered. */
async function device(): Promise<{ folder: string; home: string; options: string[]; log: string; names: string[] }> {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const log = put(folder, 'flight.tlog', tinyLog());
  const options = ['--passphrase-file', put(folder, 'passphrase', `${PASSPHRASE}\n`)];
  const names = await filtered(home, log, join(folder, 'out'));
  return { folder, home, options, log, names };
}

/** Filters a log at a home; names and hashes of what came out. */
async function filtered(home: string, log: string, out: string): Promise<string[]> {
  expect((await flightveil(['--home', home, 'filter', log, '-o', out, '--level', 'engineering'])).code).toBe(0);
  return namesIn(out).map((name) => `${name} ${sha256(join(out, name))}`);
}

/** A key file of this home that is made and opened in no time. */
async function keyFile(folder: string, home: string): Promise<string> {
  return put(folder, 'keys.age', await sealKeys(await collectKeys(home), PASSPHRASE, { scryptLogN: 2 }));
}

/** All spellings of a key that could slip out. */
function spellings(key: Uint8Array): string[] {
  const bytes = Buffer.from(key);
  return [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('latin1'), String(key.slice(0, 6))];
}

describe('keys go from one device to another', () => {
  test('which then filters alike, to the byte and the name', async () => {
    const { folder, home, options, log, names } = await device();
    const store = await FlightStore.open(home);
    const times = { startUnixS: 1_717_200_000, endUnixS: 1_717_200_600 };
    const request = { aircraft: undefined, ...times, logSha256: new Uint8Array(32), recipient: 'maker' };
    const drawn = await store.drawsOf(request);
    const places = await PlaceStore.open(home);
    await places.recall('home', { latitudeDeg: 1.5, longitudeDeg: 8 }, ({ latitudeDeg }) => latitudeDeg === 1.5);
    const file = join(folder, 'keys.age');
    const key = await rootKey(home);

    const mask = process.umask(0);
    const made = await flightveil(['--home', home, 'keys', 'export', '-o', file, ...options]);
    process.umask(mask);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const other = join(folder, 'other');
    const taken = await flightveil(['--home', other, 'keys', 'import', file, ...options]);
    expect(taken).toMatchObject({ code: 0, err: '' });

    expect(await filtered(other, log, join(folder, 'out of other'))).toEqual(names);
    expect(await (await FlightStore.open(other)).drawsOf(request)).toEqual(drawn);
    expect((await collectKeys(other)).places).toEqual([{ kind: 'home', latitudeDeg: 1.5, longitudeDeg: 8 }]);
    expect(await filtered(join(folder, 'third'), log, join(folder, 'out of third'))).not.toEqual(names);
    const shown = made.out + taken.out + readFileSync(file, 'latin1');
    for (const spelling of spellings(key)) expect(shown).not.toContain(spelling);
    expect(made.out + taken.out).not.toContain(PASSPHRASE);
    for (const name of readdirSync(other, { recursive: true, encoding: 'utf8' })) {
      expect(statSync(join(other, name)).mode & 0o077).toBe(0);
    }
  });

  test('as one JSON document on request', async () => {
    const { folder, home, options } = await device();
    const file = join(folder, 'keys.age');
    const made = await flightveil(['--home', home, 'keys', 'export', '-o', file, '--json', ...options]);
    expect(JSON.parse(made.out)).toMatchObject({ output: file, places: 0 });
    const other = await device();
    const taken = await flightveil(['--home', other.home, 'keys', 'import', file, '--force', '--json', ...options]);
    expect(JSON.parse(taken.out)).toMatchObject({ what: 'replaced', aside: 'replaced-1' });
    expect(await rootKey(other.home)).toEqual(await rootKey(home));
  });
});

describe('refused', () => {
  test('a wrong passphrase: exit 1, which is said, and nothing is changed', async () => {
    const { folder, home } = await device();
    const file = await keyFile(folder, home);
    const wrong = ['--passphrase-file', put(folder, 'wrong', 'seven quiet herons wade')];
    const other = join(folder, 'other');
    const said = await flightveil(['--home', other, 'keys', 'import', file, ...wrong]);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toMatch(/^flightveil: the passphrase is wrong/);
    expect(existsSync(other)).toBe(false);
  });

  test('an export onto a file that exists, or without a key', async () => {
    const { folder, home, options } = await device();
    const file = put(folder, 'keys.age', 'mine');
    const said = await flightveil(['--home', home, 'keys', 'export', '-o', file, ...options]);
    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringContaining('exists. Name another file') });
    expect(readFileSync(file, 'utf8')).toBe('mine');

    const empty = join(folder, 'empty');
    const none = await flightveil(['--home', empty, 'keys', 'export', '-o', join(folder, 'k.age'), ...options]);
    expect(none).toMatchObject({ code: 1, out: '', err: expect.stringContaining('there is no key') });
    expect(existsSync(empty)).toBe(false);
    expect(existsSync(join(folder, 'k.age'))).toBe(false);
  });

  test('an import where another key is, without --force', async () => {
    const { folder, home, options } = await device();
    const file = await keyFile(folder, home);
    const other = await device();
    const key = await rootKey(other.home);
    const said = await flightveil(['--home', other.home, 'keys', 'import', file, ...options]);
    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/another key .*--force/) });
    expect(await rootKey(other.home)).toEqual(key);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['short', 'eleven char\n', /at least 12 characters/],
    ['empty', '\n', /not one line/],
    ['of two lines', `${PASSPHRASE}\n\n`, /not one line/],
    ['too long', 'x'.repeat(5000), /not one line/],
    ['no text', Uint8Array.of(...Buffer.from('twelve bytes'), 0xff), /not one line/],
  ])('an export under a passphrase that is %s', async (_, content, words) => {
    const { folder, home } = await device();
    const options = ['--passphrase-file', put(folder, 'other passphrase', content)];
    const said = await flightveil(['--home', home, 'keys', 'export', '-o', join(folder, 'keys.age'), ...options]);
    expect(said).toMatchObject({ code: 2, out: '', err: expect.stringMatching(words) });
    expect(existsSync(join(folder, 'keys.age'))).toBe(false);
  });

  test('files that are no key files', async () => {
    const { folder, home, options } = await device();
    mkdirSync(join(folder, 'a folder'));
    for (const name of ['flight.tlog', 'nothing', 'a folder', 'home/root.key']) {
      const said = await flightveil(['--home', home, 'keys', 'import', join(folder, name), ...options]);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).not.toContain('internal error');
    }
    const missing = ['--passphrase-file', join(folder, 'nothing')];
    const said = await flightveil(['--home', home, 'keys', 'export', '-o', join(folder, 'k.age'), ...missing]);
    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no such file') });
  });

  test('wrong usage: exit 2, and a passphrase as an argument is no option', async () => {
    for (const args of [['keys'], ['keys', 'export'], ['keys', 'import'], ['keys', 'lose']]) {
      expect((await flightveil(args)).code).toBe(2);
    }
    const said = await flightveil(['keys', 'import', 'x', '--passphrase', PASSPHRASE]);
    expect(said.code).toBe(2);
    expect(said.err).not.toContain(PASSPHRASE);
  });
});

describe('a passphrase that is typed', () => {
  const silent = { out: () => undefined, err: () => undefined, isTerminal: true, columns: 80 };

  /** A keyboard on which somebody types these pieces once they are waited for. */
  class Typist extends EventEmitter implements Keyboard {
    readonly isTTY = true;
    readonly raw: boolean[] = [];
    readonly #pieces: string[];
    constructor(...pieces: string[]) {
      super();
      this.#pieces = pieces;
    }
    setRawMode(isRaw: boolean): void {
      this.raw.push(isRaw);
    }
    setEncoding(): void {}
    pause(): void {}
    resume(): void {
      setTimeout(() => {
        for (const piece of this.#pieces.splice(0)) this.emit('data', piece);
      });
    }
  }

  test.each<[string, string[], string]>([
    ['in one piece', ['herons\r'], 'herons'],
    ['letter by letter', [...'herons\n'], 'herons'],
    ['with mistakes', ['hex\u007frons\b\u007f\bonx\u007fs\r'], 'herons'],
    ['begun again', ['storks\u0015herons\r'], 'herons'],
    ['erased to nothing and beyond', ['ab\u007f\u007f\u007f\u007fherons\r'], 'herons'],
    ['with letters beyond ASCII', ['hérö\u007f🦢🦢\u007fns\r'], 'hér🦢ns'],
    ['with keys that are no letters', ['her\tons\u0000\r'], 'herons'],
  ])('%s', async (_, pieces, expected) => {
    const keyboard = new Typist(...pieces);
    expect(await new PassphrasePrompt(silent, keyboard).ask('?')).toBe(expected);
    expect(keyboard.raw).toEqual([true, false]);
    expect(keyboard.eventNames()).toEqual([]);
  });

  test('ahead of the second question', async () => {
    const prompt = new PassphrasePrompt(silent, new Typist('one\rtwo\rthree'));
    expect([await prompt.ask('?'), await prompt.ask('?')]).toEqual(['one', 'two']);
  });

  test('breaking off is no passphrase, and the terminal is put right', async () => {
    for (const key of ['\u0003', '\u0004']) {
      const keyboard = new Typist(`her${key}ons\r`);
      await expect(new PassphrasePrompt(silent, keyboard).ask('?')).rejects.toMatchObject({ code: 'interrupted' });
      expect(keyboard.raw).toEqual([true, false]);
    }
  });

  test('without a terminal it is not asked for', async () => {
    const keyboard = Object.assign(new Typist('x\r'), { isTTY: false });
    const asked = new PassphrasePrompt(silent, keyboard).ask('?');
    await expect(asked).rejects.toMatchObject({ code: 'usage', advice: expect.stringContaining('--passphrase-file') });
  });
});

const has = (tool: string, ...args: string[]): boolean => spawnSync(tool, args).status === 0;
const hasTerminal = has('script', '-qec', 'true', '/dev/null');
const hasAge = has('age', '--version');

/** Runs a command at a terminal of its own and types each answer when its question is there. Gives all that the terminal showed. */
async function atTerminal(
  command: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<{ code: number | null; shown: string }> {
  const line = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: root, stdio: 'pipe' });
  const end = ended(child);
  const left = [...answers];
  let shown = '';
  child.stdout.on('data', (data) => {
    shown += data;
    if (left[0] !== undefined && shown.includes(left[0][0])) child.stdin.write(`${left.shift()![1]}\n`);
  });
  const { code, out } = await end;
  return { code, shown: out };
}

const program = [process.execPath, '--import', 'tsx', 'src/cli/main.ts'];

describe.runIf(hasTerminal)('at a terminal (the tool script is needed)', () => {
  test('the passphrase is asked for twice, is not shown, and opens the file', async () => {
    const { folder, home } = await device();
    const file = join(folder, 'keys.age');
    const answers = [
      ['New passphrase: ', PASSPHRASE],
      ['Once more: ', PASSPHRASE],
    ] as const;
    const made = await atTerminal([...program, '--home', home, 'keys', 'export', '-o', file], answers);
    expect(made.code).toBe(0);
    expect(made.shown).toContain('Once more: ');
    expect(made.shown).not.toContain('herons');
    const other = join(folder, 'other');
    const taken = await atTerminal(
      [...program, '--home', other, 'keys', 'import', file],
      [['Passphrase: ', PASSPHRASE]],
    );
    expect(taken).toMatchObject({ code: 0, shown: expect.not.stringContaining('herons') });
    expect(await rootKey(other)).toEqual(await rootKey(home));
  });

  test('two that differ are refused', async () => {
    const { folder, home } = await device();
    const file = join(folder, 'keys.age');
    const answers = [
      ['New passphrase: ', PASSPHRASE],
      ['Once more: ', `${PASSPHRASE}!`],
    ] as const;
    const said = await atTerminal([...program, '--home', home, 'keys', 'export', '-o', file], answers);
    expect(said).toMatchObject({ code: 2, shown: expect.stringContaining('the two passphrases differ') });
    expect(existsSync(file)).toBe(false);
  });
});

describe.runIf(hasTerminal && hasAge)('the age tool (Debian package age)', () => {
  const secret = (home: string): string => readFileSync(join(home, 'root.key')).toString('base64');

  test('opens what is exported', async () => {
    const { folder, home, options } = await device();
    const file = join(folder, 'keys.age');
    await flightveil(['--home', home, 'keys', 'export', '-o', file, ...options]);
    const plain = join(folder, 'plain');
    expect((await atTerminal(['age', '-d', '-o', plain, file], [['passphrase', PASSPHRASE]])).code).toBe(0);
    const inside = JSON.parse(readFileSync(plain, 'utf8')) as Record<string, unknown>;
    expect(inside).toMatchObject({ kind: 'flightveil keys', version: 1, rootKey: secret(home) });
  });

  test.each([
    ['armored', ['-a']],
    ['not armored', []],
  ])('makes what can be imported, %s', async (_, options) => {
    const { folder, home } = await device();
    const document = { kind: 'flightveil keys', version: 1, rootKey: secret(home), flights: [], places: [] };
    const plain = put(folder, 'plain', JSON.stringify(document));
    const file = join(folder, 'keys.age');
    const answers = [
      ['Enter passphrase', PASSPHRASE],
      ['Confirm passphrase', PASSPHRASE],
    ] as const;
    expect((await atTerminal(['age', '-p', ...options, '-o', file, plain], answers)).code).toBe(0);
    const other = join(folder, 'other');
    const passphrase = ['--passphrase-file', join(folder, 'passphrase')];
    expect((await flightveil(['--home', other, 'keys', 'import', file, ...passphrase])).code).toBe(0);
    expect(
      createHash('sha256')
        .update(await rootKey(other))
        .digest('hex'),
    ).toBe(sha256(join(home, 'root.key')));
  });
});
