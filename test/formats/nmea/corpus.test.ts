import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Packet, parseNmeaSentence } from 'nmea-simple';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import { type Level, levelNames, levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { decodeLog, filterLog, tracedFrames } from '../../suite/run.ts';
import { bytesOf, checksumOf, textOf } from './flight.ts';

const subject = { format: nmeaFormat() };

/** Sentences as they stand anywhere in a text, found by the tests' own reader: those with a right checksum, and those without one that end their line. */
function sentencesOf(text: string): string[] {
  return [...text.matchAll(/[$!]([A-Z][^*\r\n$]*)(?:\*([0-9A-F]{2})|(?=[\r\n]))/gi)]
    .filter(([, content, sum]) => sum === undefined || sum.toUpperCase() === checksumOf(content!))
    .map(([, content]) => content!);
}

const isOfOthers = (content: string): boolean => /^P?(?:FLAA|FLAU)/.test(content);
/** Places, dates and times of day as the log has them; zeros are none. */
function secretsOf(contents: readonly string[]): Set<string> {
  const places = contents.flatMap((content) => content.match(/(?<=,)\d{4,5}\.\d{3,8}(?=,[NSEW])/g) ?? []);
  const dates = contents.flatMap((content) => content.match(/(?<=^..RMC,.*,)(?!111111)\d{6}(?=,)/g) ?? []);
  return new Set([...places, ...dates].filter((cell) => !/^[0.]*$/.test(cell)));
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

function placeOf(content: string): Place | undefined {
  const { latitude, longitude } = (packetOf(content) ?? {}) as Partial<Place>;
  if (!/,\d{4,5}\.\d+,[EW]/.test(content) || latitude === undefined || longitude === undefined) return undefined;
  return { latitude, longitude };
}

function packetOf(content: string): Packet | undefined {
  // It throws for sentences that it does not know, and takes no cells for numbers.
  try {
    return parseNmeaSentence(`$${content}*${checksumOf(content)}`);
  } catch {
    return undefined;
  }
}

describeCorpus('recorded sentences', 'nmea', (files) => {
  describe.each(files.map((file) => ({ name: basename(file), log: new Uint8Array(readFileSync(file)) })))(
    '$name',
    ({ log }) => {
      const input = sentencesOf(textOf(log));
      const runs = new Map(levelNames.map((name) => [name, filterLog(subject, levels[name], log)]));
      const outputOf = (name: Level): string[] => sentencesOf(textOf(runs.get(name)!.output));

      test('it is NMEA, and every sentence of it is read', () => {
        expect(detectFormat(log, true).name).toBe('nmea');
        const { frames, gaps } = decodeLog(subject, log);
        expect(frames.length).toBe(input.length);
        expect(gaps.filter(({ reason }) => reason !== 'noise')).toEqual([]);
        expect(frames.length).toBeGreaterThan(10);
      });

      test('full keeps every sentence but those about others', () => {
        expect(outputOf('full').filter((content) => !isOfOthers(content))).toEqual(
          input.filter((content) => !isOfOthers(content)),
        );
      });

      test.each(['engineering', 'dynamics'] as const)('what is kept is what it was: %s', (name) => {
        const run = runs.get(name)!;
        const output = outputOf(name);
        const isWritten = tracedFrames(run).map(({ written }) => written);
        const before = input.filter((_content, index) => isWritten[index]);
        expect(output.length).toBe(before.length);
        let compared = 0;
        for (const [index, content] of output.entries()) {
          const [was, is] = [packetOf(before[index]!), packetOf(content)];
          expect(is?.sentenceId).toBe(was?.sentenceId);
          for (const field of ['status', 'faaMode', 'fixType', 'speedKnots', 'speedKmph'] as const) {
            const kept = (is as unknown as Record<string, unknown> | undefined)?.[field];
            if (kept === undefined || kept === 0 || kept === '') continue;
            if (name === 'engineering' && field.startsWith('speed')) continue;
            expect(kept).toBe((was as unknown as Record<string, unknown>)[field]);
            compared++;
          }
        }
        if (output.some((content) => /^..(?:RMC|GGA)/.test(content))) expect(compared).toBeGreaterThan(1);
      });

      test.each(['withhold', 'summary', 'engineering', 'dynamics'] as const)(
        'nothing that tells is left: %s',
        (name) => {
          const secrets = secretsOf(input);
          const text = textOf(runs.get(name)!.output);
          const cells = new Set(text.split(/[,*\r\n]/));
          // Who drives along the meridian around which all is laid out has minutes that are some of the output's, of thousands.
          const isChance = (secret: string): boolean => /^1(?:19|20)\d\d\.\d{4}$/.test(secret);
          const found = [...secrets].filter((secret) => cells.has(secret));
          expect(found.filter((secret) => !isChance(secret))).toEqual([]);
          expect(found.length).toBeLessThan(0.02 * secrets.size + 1);
          const places = outputOf(name).flatMap((content) => placeOf(content) ?? []);
          // Everything is laid out around one constant origin.
          for (const { latitude, longitude } of places) {
            expect(Math.abs(latitude + 10)).toBeLessThan(1);
            expect(Math.abs(longitude + 120)).toBeLessThan(1);
          }
          if (name !== 'dynamics') expect(places).toEqual([]);
          if (!/haicom|telit|sl869/.test(name)) expect(text).not.toMatch(/[NS],\d{5}\.\d{3},/);
        },
      );

      test('the aircraft moves as it did', () => {
        const isWritten = tracedFrames(runs.get('dynamics')!).map(({ written }) => written);
        const kept = input.filter((_content, index) => isWritten[index]);
        const pairs = outputOf('dynamics').flatMap((content, index) => {
          const [was, is] = [placeOf(kept[index]!), placeOf(content)];
          return was === undefined || is === undefined ? [] : [{ was, is }];
        });
        const apart = (one: Place, other: Place): number => {
          const north = (one.latitude - other.latitude) * 111_195;
          const east = (one.longitude - other.longitude) * 111_195 * Math.cos((one.latitude * Math.PI) / 180);
          return Math.hypot(north, east);
        };
        const isFine = input.some((content) => /\d{4}\.\d{5}.*,[NS],/.test(content));
        for (const { was, is } of pairs) {
          const [before, after] = [apart(was, pairs[0]!.was), apart(is, pairs[0]!.is)];
          // Places of four decimals are repeated until the receiver has moved by some ten of their steps of 0.2 m, at most 44, on either end.
          expect(Math.abs(before - after)).toBeLessThan((isFine ? 1.8 : 17) + before * 0.01);
        }
        const isMoved = input.some((content) => /\d{4}\.\d{4}.*,[NS],/.test(content));
        expect(pairs.length > 0).toBe(isMoved);
      });

      test('filtering again loses nothing', () => {
        for (const name of ['engineering', 'dynamics'] as const) {
          const again = filterLog(subject, levels[name], runs.get(name)!.output);
          expect(again.counts.withheld.every((count) => count === 0)).toBe(true);
          expect(again.counts.gapBytes).toEqual({});
        }
      });

      test('damage lets nothing through', () => {
        const head = log.subarray(0, 20_000);
        const secrets = secretsOf(sentencesOf(textOf(head)));
        let seed = 1;
        const draw = (below: number): number => {
          seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
          return Math.floor((seed / 2 ** 32) * below);
        };
        for (let round = 0; round < 30; round++) {
          const damaged = damage(textOf(head), draw);
          const { output, counts } = filterLog(subject, levels.engineering, damaged, { chunks: [1 + draw(900)] });
          const text = textOf(output);
          for (const secret of secrets) {
            // A date can be read where another number stood: six digits are in many cells.
            if (secret.includes('.')) expect(text.includes(secret)).toBe(false);
          }
          expect(counts.inputBytes).toBe(damaged.length);
          for (const content of sentencesOf(text)) expect(content.length).toBeLessThan(200);
        }
      });
    },
  );
});

/** Bytes changed, left out, doubled, and lines cut and joined; half of the sentences get a right checksum again, as no damage would. */
function damage(text: string, draw: (below: number) => number): Uint8Array {
  let damaged = text;
  for (let turn = 0; turn < 60; turn++) {
    const at = draw(damaged.length);
    const kind = draw(6);
    const before = damaged.slice(0, at);
    if (kind === 0) damaged = before + String.fromCharCode(draw(256)) + damaged.slice(at + 1);
    else if (kind === 1) damaged = before + damaged.slice(at + 1 + draw(4));
    else if (kind === 2) damaged = before + damaged.slice(at, at + draw(90)) + damaged.slice(at);
    else if (kind === 3) damaged = `${before},${damaged.slice(at)}`;
    else if (kind === 4) damaged = before + ['\r\n', '*', '$', '!', ',,', '\0'][draw(6)] + damaged.slice(at);
    else damaged = before + damaged.slice(at).replace(',', '');
  }
  return bytesOf(
    damaged.replace(/\$([A-Z][^*\r\n$]*)\*..(?=[\r\n])/g, (all, content: string) =>
      draw(2) === 0 ? all : `$${content}*${checksumOf(content)}`,
    ),
  );
}

test('these checks find what is left', () => {
  const rmc = 'GNRMC,003956.00,A,4552.65403,S,17030.00668,E,0.025,,120419,,,A,V';
  expect(sentencesOf(`x$${rmc}*07\r\n$${rmc}*08\r\n$GPHDT,1,T\n`)).toEqual([rmc, 'GPHDT,1,T']);
  expect([...secretsOf([rmc])]).toEqual(['4552.65403', '17030.00668', '120419']);
  expect(packetOf(rmc)).toMatchObject({ sentenceId: 'RMC', status: 'valid', speedKnots: 0.025, faaMode: 'A' });
});
