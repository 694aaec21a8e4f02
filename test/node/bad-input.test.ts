import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import { flightveil, namesIn, put, runWithoutRights, sha256, temporaryFolder } from './harness.ts';
import { outputsIn } from './outputs.ts';
import { frame, tinyLog } from './tiny-log.ts';

const random = (length: number): Uint8Array => {
  let state = 20_240_309;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) >>> 24);
};

/** Filters `input`: whatever comes of it, the input is untouched and nothing half-made stands in the output folder. */
async function filterBad(input: string): Promise<{ code: number; message: string; outputs: string[] }> {
  const out = join(temporaryFolder(), 'out');
  const { code, err } = await flightveil(['filter', input, '-o', out, '--level', 'engineering', '--seed', 's']);
  return { code, message: err.replace(input, 'INPUT').trimEnd(), outputs: outputsIn(out) };
}

describe('files that are no log fail with one clear line, and nothing is written', () => {
  const unknown = /^INPUT: no known log format stands at the start of the file\. Known formats: /;
  test.each<[string, Uint8Array | string, RegExp]>([
    ['an empty file', '', /^INPUT: the file is empty$/],
    ['one byte', Uint8Array.of(0xfd), unknown],
    ['random bytes', random(300_000), unknown],
    ['zeros', new Uint8Array(300_000), unknown],
    ['0xFD throughout', new Uint8Array(300_000).fill(0xfd), unknown],
    ['0xFE throughout', new Uint8Array(300_000).fill(0xfe), unknown],
    ['0xFF throughout', new Uint8Array(300_000).fill(0xff), unknown],
    ['text', 'no log at all\n'.repeat(1000), unknown],
    ['frames that begin behind all that is looked at', Buffer.concat([random(DETECT_BYTES), tinyLog()]), unknown],
    ['a frame without its last byte', frame('HEARTBEAT', { type: 2 }).slice(0, -1), unknown],
  ])('%s', async (_, content, expected) => {
    const input = put(temporaryFolder(), 'input', content);
    const before = sha256(input);
    const { code, message, outputs } = await filterBad(input);
    expect({ code, outputs }).toEqual({ code: 1, outputs: [] });
    expect(message).toMatch(expected);
    expect(sha256(input)).toBe(before);
    expect(await flightveil(['inspect', input])).toMatchObject({ code: 1, out: '' });
  });
});

describe('damaged logs', () => {
  test('frames behind some noise are found', async () => {
    const noisy = Buffer.concat([random(20_000), tinyLog()]);
    const said = await filterBad(put(temporaryFolder(), 'input', noisy));
    expect(said).toMatchObject({ code: 0, message: '', outputs: [expect.any(String)] });
  });

  test('cut off anywhere: either there is a whole output, or a clear error and none', async () => {
    const log = tinyLog();
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: log.length }), async (length) => {
        const { code, message, outputs } = await filterBad(put(folder, 'input', log.subarray(0, length)));
        // Eight bytes of time, then the heartbeat: shorter than that there is no log.
        const isLog = length >= 8 + frame('HEARTBEAT', { mavlink_version: 3 }).length;
        expect(code).toBe(isLog ? 0 : 1);
        expect(outputs).toHaveLength(isLog ? 1 : 0);
        expect(message).not.toContain('internal');
      }),
      { numRuns: 40, examples: [[0], [1], [8], [28], [29], [log.length - 1]] },
    );
  });

  test('changed anywhere: as above, and the input stays as it was', async () => {
    const log = tinyLog();
    const folder = temporaryFolder();
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: log.length - 1 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = log.slice();
        for (const [at, byte] of list) bytes[at] = byte;
        const input = put(folder, 'input', bytes);
        const before = sha256(input);
        const { code, message, outputs } = await filterBad(input);
        expect(outputs).toHaveLength(code === 0 ? 1 : 0);
        expect(message).not.toContain('internal');
        expect(sha256(input)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['0xFD', 0xfd],
    ['0xFE', 0xfe],
  ])('bytes %s after good frames cost no more than 10 times what frames cost', (_, byte) => {
    const one = tinyLog();
    const frames = Buffer.concat(Array.from({ length: 1000 }, () => one));
    const hostile = new Uint8Array(frames.length).fill(byte);
    // The start markers count only where no frame is due, which is so after a stretch of noise.
    hostile.set(one);
    hostile.fill(0, one.length, one.length + 300);
    const format = detectFormat(one, true);
    const costOf = (bytes: Uint8Array): number => {
      const times = [1, 2, 3].map(() => {
        const survey = new Survey(format);
        const began = performance.now();
        survey.push(bytes);
        expect(survey.finish().inputBytes).toBe(bytes.length);
        return performance.now() - began;
      });
      return Math.min(...times);
    };
    expect(costOf(hostile) / costOf(frames)).toBeLessThan(10);
  });
});

describe('inputs that are no regular files', () => {
  test.each([
    ['a folder', (folder: string) => folder, 'it is a folder'],
    ['/dev/zero', () => '/dev/zero', 'it is a device or a pipe'],
    ['/dev/full', () => '/dev/full', 'it is a device or a pipe'],
    ['/dev/null', () => '/dev/null', 'it is a device or a pipe'],
    ['a named pipe without a writer', (folder: string) => pipe(folder), 'it is a device or a pipe'],
    ['a link to a named pipe', (folder: string) => link(folder, pipe(folder)), 'it is a device or a pipe'],
    ['a link to itself', (folder: string) => link(folder, join(folder, 'link')), 'it is a symbolic link that leads'],
    ['a link to nothing', (folder: string) => link(folder, 'nothing'), 'there is no such file'],
    ['nothing', (folder: string) => join(folder, 'nothing'), 'there is no such file'],
    ['something below a file', (folder: string) => join(put(folder, 'a', ''), 'b'), 'a file stands where'],
    ['a name that is too long', (folder: string) => join(folder, 'n'.repeat(300)), ''],
  ])('inspect says so: %s', async (_, pathOf, expected) => {
    const said = await flightveil(['inspect', pathOf(temporaryFolder())]);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toContain(expected);
    expect(said.err).not.toContain('internal error');
  });

  test('filter leaves links and pipes in a folder alone, and says so of those that are named', async () => {
    const folder = temporaryFolder();
    const elsewhere = put(temporaryFolder(), 'elsewhere.tlog', tinyLog());
    link(folder, elsewhere);
    const named = pipe(folder);
    put(folder, 'flight.tlog', tinyLog(1));
    const out = join(temporaryFolder(), 'out');
    const whole = await flightveil(['filter', folder, '-o', out, '--level', 'engineering']);
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(outputsIn(out)).toHaveLength(1);
    expect(await filterBad(named)).toEqual({
      ...{ code: 1, outputs: [], message: 'INPUT: it is a device or a pipe. Name a log file.' },
    });
    expect((await filterBad('/dev/zero')).code).toBe(1);
  });
});

function pipe(folder: string): string {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

function link(folder: string, target: string): string {
  symlinkSync(target, join(folder, 'link'));
  return join(folder, 'link');
}

describe('without permission', () => {
  test('to read the log: a clear error', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const input = put(folder, 'flight.tlog', tinyLog());
    chmodSync(input, 0);
    const args = ['--home', join(folder, 'home')];
    const filter = ['filter', input, '-o', join(folder, 'out'), '--level', 'engineering'];
    for (const command of [['inspect', input], filter]) {
      const said = await runWithoutRights([...args, ...command]);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err).toContain('no permission to read it');
    }
    expect(namesIn(join(folder, 'out'))).toEqual([]);
    chmodSync(input, 0o644);
    expect(await runWithoutRights([...args, ...filter])).toMatchObject({ code: 0, err: '' });
  });

  test('to read a folder among others: it is named, and the others are filtered', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    mkdirSync(join(folder, 'logs', 'closed'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'flight.tlog'), tinyLog());
    chmodSync(join(folder, 'logs', 'closed'), 0);
    const args = ['--home', join(folder, 'home'), 'filter', join(folder, 'logs'), '-o', join(folder, 'out')];
    const said = await runWithoutRights([...args, '--level', 'engineering']);
    expect(said.code).toBe(1);
    expect(said.err).toContain(`${join(folder, 'logs', 'closed')}: no permission to read it`);
    expect(outputsIn(join(folder, 'out'))).toHaveLength(1);
  });
});
