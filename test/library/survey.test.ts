import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FormatFinder } from '../../src/filter/find-format.ts';
import {
  type ByteSource,
  createFilter,
  decide,
  detectFormat,
  type Format,
  findResidue,
  localPolicy,
  planCuts,
  survey,
  TransientPlaces,
} from '../../src/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import { filterFile } from '../../src/node/index.ts';
import { describeCorpus } from '../corpus.ts';
import { put, temporaryFolder } from '../node/harness.ts';
import { anyKey, chunksOf, codeThrown, copterLog, frameLevels, liveLevels, pushAll, seeded, shortLog } from './logs.ts';
import { wideLog } from './wide-log.ts';

const copterPath = fileURLToPath(new URL('../../samples/copter.tlog', import.meta.url));
const chunks = chunksOf(copterLog, 70_001);

async function* later(): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield chunk;
}

const sources: Readonly<Record<string, () => ByteSource>> = {
  'chunks in an array': () => chunks,
  'chunks from an async generator': later,
  'a Blob': () => new Blob([copterLog]),
  'a web stream': () => new Blob([copterLog]).stream(),
  'a stream of Node': () => createReadStream(copterPath),
  'a Buffer': () => readFileSync(copterPath),
};

describe('survey', () => {
  test.each(Object.entries(sources))('reads %s as it reads the bytes', async (_, source) => {
    const expected = await survey(copterLog);
    const facts = await survey(source());
    expect(facts.sha256).toEqual(new Uint8Array(createHash('sha256').update(copterLog).digest()));
    expect(facts.frames).toBeGreaterThan(1000);
    expect(facts.firstFix).toBeDefined();
    expect(isDeepStrictEqual(facts, expected)).toBe(true);
  });

  test('lets go of a stream that is no log, and passes on what a source throws', async () => {
    let isCancelled = false;
    const noise = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000).fill(3)),
      cancel() {
        isCancelled = true;
      },
    });
    await expect(survey(noise)).rejects.toMatchObject({ code: 'unknown-format' });
    expect(isCancelled).toBe(true);
    await expect(survey(new Uint8Array(0))).rejects.toMatchObject({ code: 'input-empty' });
    const broken = (async function* () {
      yield copterLog;
      throw new Error('the disk is gone');
    })();
    await expect(survey(broken)).rejects.toThrow('the disk is gone');
  });
});

describe('the second pass', () => {
  test.each(frameLevels)('gives what filterFile gives: %s', async (level) => {
    const log = wideLog();
    const folder = temporaryFolder();
    const facts = await survey(log);
    const cuts = await planCuts(facts, { level, draws: { seed: 'library' }, places: new TransientPlaces() });
    const filter = seeded(level, { facts, cuts });
    expect(filter.format).toBe('tlog');
    const output = pushAll(filter, log, [10_007]);
    const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
    expect(filter.decision).toEqual(decision);
    const options = { decision, keys: { seed: 'library', ordinal: 0 }, outputFolder: join(folder, 'out') };
    const file = await filterFile(put(folder, 'flight.tlog', log), options);
    expect(Buffer.compare(readFileSync(file.outputPath), output)).toBe(0);
    expect(filter.report()).toEqual(file.report);
    expect(cuts.spans.length > 0).toBe(level === 'track');
    const { disclosure } = decision;
    expect(findResidue({ original: log, filtered: output, disclosure, hiddenPlaces: cuts.hiddenPlaces })).toEqual([]);
  });

  test.each(liveLevels)('releases at least what a live stream does: %s', async (level) => {
    const live = seeded(level);
    pushAll(live, copterLog);
    const file = seeded(level, { facts: await survey(copterLog) });
    pushAll(file, copterLog);
    const written = new Map(file.report().messages.map((message) => [message.message, message.written]));
    for (const message of live.report().messages) {
      expect(message.written, message.message).toBeLessThanOrEqual(written.get(message.message)!);
    }
    expect(live.report().framesWritten).toBeGreaterThan(1000);
  });

  test('at track needs its own cuts', async () => {
    const [facts, other] = [await survey(wideLog()), await survey(shortLog)];
    const draws = { seed: 'library' };
    const cuts = await planCuts(facts, { level: 'track', draws, places: new TransientPlaces() });
    const dynamics = await planCuts(facts, { level: 'dynamics', draws, places: new TransientPlaces() });
    const badKey = { level: 'track', draws: { key: new Uint8Array(32) }, places: new TransientPlaces() } as const;
    await expect(planCuts(facts, badKey)).rejects.toMatchObject({ code: 'usage' });
    expect(codeThrown(() => seeded('track', { facts }))).toBe('usage');
    expect(codeThrown(() => seeded('track', { cuts }))).toBe('usage');
    expect(codeThrown(() => seeded('track', { facts: other, cuts }))).toBe('usage');
    expect(codeThrown(() => seeded('track', { facts, cuts: dynamics }))).toBe('usage');
    expect(codeThrown(() => seeded('dynamics', { facts, cuts }))).toBe('usage');
    expect(codeThrown(() => seeded('track', { facts, cuts }))).toBeUndefined();
    expect(codeThrown(() => seeded('dynamics', { facts, cuts: dynamics }))).toBeUndefined();
  });

  test('of other bytes is an error: changed, longer, shorter, none', async () => {
    const facts = await survey(shortLog);
    const whole = pushAll(seeded('full', { facts }), shortLog);
    expect(whole.length).toBeGreaterThan(1000);
    const changed = shortLog.slice();
    changed[changed.length - 1]! ^= 1;
    expect(codeThrown(() => pushAll(seeded('full', { facts }), changed))).toBe('input-changed');
    expect(codeThrown(() => pushAll(seeded('full', { facts }), shortLog.subarray(1)))).toBe('input-changed');
    expect(codeThrown(() => seeded('full', { facts }).flush())).toBe('input-changed');
    const filter = seeded('full', { facts });
    filter.push(shortLog);
    expect(codeThrown(() => filter.push(new Uint8Array(1)))).toBe('input-changed');
    expect(codeThrown(() => filter.flush())).toBe('input-changed');
    const stream = new Blob([changed]).stream().pipeThrough(seeded('full', { facts }).stream());
    await expect(new Response(stream).arrayBuffer()).rejects.toMatchObject({ code: 'input-changed' });
  });

  test('is of the format that was surveyed', async () => {
    const facts = await survey(shortLog);
    expect(facts.format).toBe('mavlink');
    expect(codeThrown(() => createFilter({ level: 'full', key: anyKey, facts, format: 'tlog' }))).toBe('usage');
    expect(createFilter({ level: 'full', key: anyKey, facts, format: 'mavlink' }).format).toBe('mavlink');
  });
});

/** Early answers are those that the whole head gives. */
function detectsAlike(files: readonly string[]): void {
  test.each(files.map((file, index) => [index, file] as const))('log %i', (_, file) => {
    const head = headOf(file);
    const finder = new FormatFinder({}, { early: true });
    const early = nameOf(() => {
      finder.take(head);
      return finder.format ?? finder.finish();
    });
    expect(early).toBe(nameOf(() => detectFormat(head, head.length < DETECT_BYTES)));
  });
}

function nameOf(find: () => Format): string {
  let name = '';
  return codeThrown(() => (name = find().name)) ?? name;
}

function headOf(path: string): Uint8Array {
  const head = new Uint8Array(DETECT_BYTES);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

describeCorpus('the format of a real .tlog is told early and right', 'tlog', detectsAlike);
describeCorpus('the format of a real raw stream is told early and right', 'mavlink-raw', detectsAlike);
