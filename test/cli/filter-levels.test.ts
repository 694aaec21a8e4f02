import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSummary } from '../../src/wire/flight-summary.ts';
import { readManifest } from '../../src/wire/manifest.ts';
import { farFlight, meadow } from '../node/far-flight.ts';
import { flightveil, namesIn, put, root, type Said, sha256, temporaryFolder } from '../node/harness.ts';
import { hashesIn, outputsIn } from '../node/outputs.ts';
import { messagesOf, placesTold, stretchesTold } from '../node/read-log.ts';
import { tlogOf } from '../node/tiny-log.ts';

const sample = join(root, 'samples', 'copter.tlog');
const meadowE7 = [Math.round(meadow.latitudeDeg * 1e7), Math.round(meadow.longitudeDeg * 1e7)];

/** Filters a log; `output` is the path of what was made. */
async function filter(input: string, level: string, more: readonly string[] = []): Promise<Said & { output: string }> {
  const out = join(temporaryFolder(), 'out');
  const said = await flightveil(['filter', input, '-o', out, '--level', level, '--seed', 's', ...more]);
  const [name] = outputsIn(out);
  return { ...said, output: name === undefined ? '' : join(out, name) };
}

const farLog = (): string => put(temporaryFolder(), 'far.tlog', farFlight());

describe('dynamics', () => {
  test('has every position of the log, at no place where the log was', async () => {
    const input = farLog();
    const { code, err, output } = await filter(input, 'dynamics');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [before, after] = [input, output].map((log) => messagesOf(log, 'GLOBAL_POSITION_INT'));
    expect(after).toHaveLength(before!.length);
    for (const { lat, lon } of after!) {
      // Ten degrees south, 120 west, within the offset and the flight's own length.
      expect(Math.abs(lat! / 1e7 + 10)).toBeLessThan(0.12);
      expect(Math.abs(lon! / 1e7 + 120)).toBeLessThan(0.12);
    }
    const [home] = messagesOf(output, 'HOME_POSITION');
    expect(Math.abs(home!.latitude! / 1e7 + 10)).toBeLessThan(0.12);
    expect(messagesOf(output, 'ATTITUDE').map(({ roll }) => roll)).toEqual(
      messagesOf(input, 'ATTITUDE').map(({ roll }) => roll),
    );
  });

  test('of the sample is made, and verify finds nothing in it', async () => {
    const { code, err, output } = await filter(sample, 'dynamics');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(messagesOf(output, 'GLOBAL_POSITION_INT').length).toBeGreaterThan(100);
    expect((await flightveil(['verify', sample, output, '--level', 'dynamics'])).code).toBe(0);
  });
});

describe('track', () => {
  test('shows true places, and neither home nor the ways to and from it', async () => {
    const input = farLog();
    const { code, err, output } = await filter(input, 'track');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const places = placesTold(output);
    expect(places.length).toBeGreaterThan(500);
    for (const [east, north] of places) expect(Math.hypot(east, north)).toBeGreaterThan(2500);
    const inLog = new Set(messagesOf(input, 'GLOBAL_POSITION_INT').map(({ lat, lon }) => `${lat} ${lon}`));
    const released = messagesOf(output, 'GLOBAL_POSITION_INT');
    // A cut begins right behind the record of a fix, so that its attitude is gone.
    expect(released).toHaveLength(places.length + stretchesTold(output));
    for (const { lat, lon } of released) expect(inLog).toContain(`${lat} ${lon}`);
  });

  test('shows waypoints of the visible part, and not the one at home', async () => {
    const { output } = await filter(farLog(), 'track');
    const items = new Set(messagesOf(output, 'MISSION_ITEM_INT').map(({ seq }) => seq));
    expect(items).toContain(3);
    expect(items).not.toContain(0);
    expect(messagesOf(output, 'HOME_POSITION')).toEqual([]);
    const bytes = readFileSync(output);
    const home = Buffer.alloc(4);
    for (const value of meadowE7) {
      home.writeInt32LE(value);
      expect(bytes.includes(home)).toBe(false);
    }
  });

  test.each([[[]], [['--json']]])(
    'of a flight that never left its home is withheld: 3, a sentence, no file %j',
    async (json) => {
      const said = await filter(sample, 'track', json);
      expect({ code: said.code, output: said.output }).toEqual({ code: 3, output: '' });
      const sentence = 'all of the flight is too close to places that are hidden. The level dynamics shows';
      expect(said.err).toBe(`${sample}: ${said.err.slice(sample.length + 2)}`);
      expect(said.err).toContain(sentence);
      if (json.length === 0) expect(said.out).toBe('');
      else expect(JSON.parse(said.out).files).toEqual([expect.objectContaining({ input: sample, error: 'withheld' })]);
    },
  );
});

describe('summary', () => {
  test('is a page of totals in two forms that say the same, and what people read', async () => {
    const { code, out, err, output } = await filter(farLog(), 'summary');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(output).toMatch(/\/flight-[0-9a-f]{16}\.summary\.json$/);
    const summary = readSummary(readFileSync(output));
    expect(readSummary(readFileSync(output.replace(/json$/, 'pb')))).toEqual(summary);
    // The rows at work: the ways there and back, some six kilometres and seven minutes, are not told.
    expect(summary.distanceM).toBeGreaterThan(6000);
    expect(summary.distanceM).toBeLessThan(8500);
    expect(summary.durationMin).toBeGreaterThanOrEqual(7);
    expect(summary.durationMin).toBeLessThanOrEqual(10);
    expect(out).toContain(`${summary.durationMin} min`);
    expect(out).toContain('Level summary: totals of the flight and nothing else.');
    expect(statSync(output).size).toBeLessThan(200);
  });

  test('of a flight near home is made over all of it', async () => {
    const { code, output } = await filter(sample, 'summary');
    expect(code).toBe(0);
    expect(readSummary(readFileSync(output))).toMatchObject({ durationMin: expect.any(Number) });
  });

  test('of a log without any fix tells no distance', async () => {
    const beats = Array.from({ length: 1000 }, (): [string, Record<string, number>] => ['HEARTBEAT', { type: 2 }]);
    const { code, output } = await filter(put(temporaryFolder(), 'beats.tlog', tlogOf(beats)), 'summary');
    expect(code).toBe(0);
    expect(readSummary(readFileSync(output))).toEqual({ durationMin: 2, version: 1 });
  });
});

describe('--json', () => {
  test.each(['engineering', 'dynamics', 'track', 'full'])(
    'at %s names the output, its hash and what became of each category, as the manifest does',
    async (level) => {
      const input = farLog();
      const { code, out, err, output } = await filter(input, level, ['--json']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const document = JSON.parse(out);
      expect(document).toMatchObject({ purpose: 'local', recipient: 'self', level });
      const [file] = document.files;
      expect(file).toMatchObject({ input, output, format: 'tlog', sha256: sha256(output) });
      expect(file.outputBytes).toBe(statSync(output).size);
      const manifest = readManifest(readFileSync(`${output}.manifest.json`));
      expect(manifest).toMatchObject({ level, output: { bytes: file.outputBytes, sha256: file.sha256 } });
      const steps = manifest.disclosure.map(({ dimension, step }) => [dimension, step]);
      expect(Object.fromEntries(steps)).toEqual(document.disclosure);
      const written = file.messages.filter(({ written }: { written: number }) => written > 0);
      expect(manifest.released.messages).toEqual(
        written.map(({ message, written }: { message: string; written: number }) => ({ message, frames: written })),
      );
      const frames = manifest.released.messages.reduce((sum, { frames }) => sum + frames, 0);
      expect(frames).toBe(file.framesWritten);
    },
  );

  test('at summary holds the summary, and nothing of what became of which message', async () => {
    const input = farLog();
    const { code, out, err, output } = await filter(input, 'summary', ['--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const document = JSON.parse(out);
    expect(document).toMatchObject({ level: 'summary', disclosure: { dynamics: 'summary', place: 'none' } });
    const summary = readSummary(readFileSync(output));
    expect(document.files).toEqual([{ input, output, format: 'tlog', sha256: sha256(output), summary }]);
    const manifest = readManifest(readFileSync(`${output}.manifest.json`));
    expect(manifest).toMatchObject({ level: 'summary', released: { categories: [], messages: [] } });
    expect(manifest.output.sha256).toBe(sha256(output));
  });
});

test.each(['summary', 'dynamics', 'track'])(
  'the same log again at %s needs --force, and then is the same bytes',
  async (level) => {
    const folder = temporaryFolder();
    const input = put(folder, 'far.tlog', farFlight());
    const [home, out] = [join(folder, 'home'), join(folder, 'out')];
    const args = ['--home', home, 'filter', input, '-o', out, '--level', level];
    expect((await flightveil(args)).code).toBe(0);
    const before = hashesIn(out);
    const second = await flightveil(args);
    expect(second.code).toBe(1);
    expect(second.err).toContain('a file of that name exists. Use --force to replace it.');
    expect(hashesIn(out)).toEqual(before);
    expect((await flightveil([...args, '--force'])).code).toBe(0);
    expect(hashesIn(out)).toEqual(before);
    // Another folder, another process, the same device: the draws are remembered.
    const elsewhere = join(folder, 'elsewhere');
    const again = ['--home', home, 'filter', input, '-o', elsewhere, '--level', level];
    expect((await flightveil(again)).code).toBe(0);
    expect(hashesIn(elsewhere)).toEqual(before);
    expect(outputsIn(out)).toHaveLength(1);
    expect(namesIn(folder)).toEqual(['elsewhere', 'far.tlog', 'home', 'out']);
  },
);
