import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MSG_ID_MAGIC_NUMBER } from 'mavlink-mappings';
import { MavLinkPacketParser, MavLinkPacketSplitter, MavLinkTLogPacketSplitter } from 'node-mavlink';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import type { Field } from '../../../src/model/schema.ts';
import { filterFile } from '../../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../../src/policy/decide.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { concat, filterBytes, loopFor, readFrames, recordsOf } from './tools.ts';

const local = (level: Level) => decide({ purpose: 'local', recipient: 'self', level }, localPolicy);

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'flightveil-corpus-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describeCorpus('recorded .tlog files', 'tlog', (files) => {
  describe.each(files.map((path) => [basename(path), path] as const))('%s', { timeout: 60_000 }, (_, path) => {
    test('releases nothing at withhold', async () => {
      const options = { decision: local('withhold'), keys: { seed: 'corpus', ordinal: 0 }, outputFolder: folder };
      await expect(filterFile(path, options)).rejects.toMatchObject({ name: 'FlightveilError', code: 'withheld' });
    });

    test.each(['engineering', 'full'] as const)(
      'at %s opens everywhere, and every drop has its reason',
      async (level) => {
        const options = { decision: local(level), keys: { seed: 'corpus', ordinal: 0 }, outputFolder: folder };
        const { report, outputPath, facts } = await filterFile(path, { ...options, replace: true });
        const output = readFileSync(outputPath);
        const frames = readFrames(output, 'tlog');
        expect(frames.length).toBe(report.framesWritten);
        expect(frames.length).toBeGreaterThan(facts.frames / 10);
        expect(report.framesWritten + report.framesWithheld).toBe(facts.frames);

        const { packets, invalid } = await readWithNodeMavlink(
          output,
          new MavLinkTLogPacketSplitter({}, { magicNumbers }),
        );
        expect([packets, invalid]).toEqual([frames.length, 0]);

        const unexplained = report.messages
          .filter(({ message, withheld, written }) => withheld > 0 && !mayWithhold(message, level, written))
          .map(({ message }) => message);
        expect(unexplained).toEqual([]);
      },
    );

    test('gives the same frames as a raw stream without time stamps', async () => {
      const log = readFileSync(path);
      const strip = (bytes: Uint8Array): Uint8Array =>
        concat(
          [...recordsOf(bytes, 'tlog')].flatMap(({ start, end, frame }) =>
            frame ? [bytes.subarray(start + 8, end)] : [],
          ),
        );
      const raw = strip(log);
      expect(detectFormat(raw, true).name).toBe('mavlink');
      const output = Buffer.from(filterBytes(raw, { disclosure: levels.full, container: 'raw' }));
      const fromTlog = strip(filterBytes(log, { disclosure: levels.full, container: 'tlog' }));
      expect(output.equals(fromTlog)).toBe(true);
      const { packets, invalid } = await readWithNodeMavlink(output, new MavLinkPacketSplitter({}, { magicNumbers }));
      expect([packets, invalid]).toEqual([readFrames(output, 'raw').length, 0]);
    });

    test('needs no more memory for a log that is twenty times as long', () => {
      const log = readFileSync(path);
      const loop = loopFor({ disclosure: levels.engineering, container: 'tlog' });
      const run = (times: number): number => {
        let written = 0;
        for (let time = 0; time < times; time++) for (const piece of loop.push(log)) written += piece.length;
        return written;
      };
      const first = run(2);
      const before = heapBytes();
      expect(run(18)).toBeGreaterThan(8 * first);
      const grown = heapBytes() - before;
      expect(grown).toBeLessThan(300_000);
      expect(loop.counts().inputBytes).toBe(20 * log.length);
    });
  });
});

describeCorpus('a recorded stream in which no frame is whole', 'mavlink-raw', (files) => {
  test.each(['engineering', 'full'] as const)('is refused at %s, and nothing is written', async (level) => {
    expect(files.length).toBe(1);
    const log = readFileSync(files[0]!);
    // Its frames are cut off before their checksums, and time stamps stand between them.
    expect([...recordsOf(log, 'raw')].some(({ frame }) => frame !== undefined)).toBe(false);
    const before = readdirSync(folder);
    const options = { decision: local(level), keys: { seed: 'corpus', ordinal: 0 }, outputFolder: folder };
    await expect(filterFile(files[0]!, options)).rejects.toMatchObject({ code: 'unknown-format' });
    expect(readdirSync(folder)).toEqual(before);
    expect(filterBytes(log, { disclosure: levels[level] }).length).toBe(0);
  });
});

/** Heap and buffers that are really in use. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Checksum bytes of mavlink-mappings; ours for messages that it does not have, which would be passed over else. */
const magicNumbers: Record<string, number> = {
  ...Object.fromEntries(officialDialect().messages.map(({ layout }) => [layout.id, layout.crcExtra])),
  ...MSG_ID_MAGIC_NUMBER,
};

/** How many packets an independent implementation finds, each with a right checksum, and how many it refuses. */
async function readWithNodeMavlink(bytes: Buffer, splitter: MavLinkPacketSplitter) {
  const parser = splitter.pipe(new MavLinkPacketParser());
  let packets = 0;
  parser.on('data', () => packets++);
  const end = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  // All at once: at the end of a chunk the splitter loses the time stamp, and then the frame.
  splitter.end(bytes);
  await end;
  return { packets, invalid: splitter.invalidPackages + splitter.unknownPackagesCount };
}

const keptAtEngineering = new Set(
  'attitude inertial power actuators radioControl vibration estimatorHealth mode linkHealth payloadState systemHealth structural geofence absoluteTime parameter'.split(
    ' ',
  ),
);
const neverKept = new Set('media thirdPartyPosition thirdPartyIdentity opaque credential'.split(' '));

/** Whether the catalog gives a reason to withhold frames of this message: all of them, or some by their content. */
function mayWithhold(message: string, level: 'engineering' | 'full', written: number): boolean {
  const type = officialDialect().messages.find(({ layout }) => layout.name === message);
  if (type === undefined) return true;
  const isHidden = ({ rules }: Field): boolean =>
    rules.some(({ category }) => (level === 'full' ? neverKept.has(category) : !keptAtEngineering.has(category)));
  const hidden = type.fields.filter(isHidden);
  const isByContent = type.fields.some(({ rules }) =>
    /^(command|parameterName|text|aboutOthers)$/.test(rules[0]?.role ?? ''),
  );
  if (isByContent) return true;
  const hasNoBlank = hidden.some(({ rules, type: kind }) =>
    rules.some(
      ({ unknown, blank }) => unknown === undefined && blank === undefined && !['f32', 'f64', 'char'].includes(kind),
    ),
  );
  if (hasNoBlank) return written === 0 || type.fields.some(({ rules }) => rules.length > 1);
  // Something was hidden and the rest only holds the log together or tells the time.
  const rest = type.fields.filter((field) => !hidden.includes(field));
  return hidden.length > 0 && rest.every(({ rules }) => ['structural', 'absoluteTime'].includes(rules[0]!.category));
}
