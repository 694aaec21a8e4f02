import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Anchors } from '../../src/filter/anchors.ts';
import { createLoop, loopFactsOf } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { type Finding, ResidueCheck } from '../../src/filter/residue.ts';
import { type FlightFacts, Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { isAtMost } from '../../src/model/disclosure.ts';
import type { Format } from '../../src/model/format.ts';
import { levels } from '../../src/policy/levels.ts';
import { corpusFiles, describeCorpus } from '../corpus.ts';
import { concat } from '../formats/mavlink/frames.ts';
import { noise } from './residue-planted.ts';

interface Log {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly facts: FlightFacts;
}

const logs = new Map<string, Log>();

function read(file: string): Log {
  let log = logs.get(file);
  if (log === undefined) {
    const bytes = new Uint8Array(readFileSync(file));
    const format = detectFormat(bytes, true);
    const survey = new Survey(format);
    survey.push(bytes);
    log = { bytes, format, facts: survey.finish() };
    logs.set(file, log);
  }
  return log;
}

function filtered({ bytes, format, facts }: Log, level: 'engineering' | 'dynamics' | 'full'): Uint8Array {
  const loop = createLoop(format, levels[level], FlightKeys.ofSeed('corpus', 0), loopFactsOf(facts));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(bytes)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return concat(...pieces);
}

function findings(bytes: Uint8Array, { format, facts }: Log, level: keyof typeof levels, decoded = true): Finding[] {
  const check = new ResidueCheck(decoded ? format : undefined, facts, levels[level]);
  check.push(bytes);
  return check.finish();
}

/** Anchors of the whole corpus as one, less what this log has itself. */
function strangers(files: readonly string[], own: Log): Anchors {
  const mine = own.facts.anchors;
  const keyOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const identities = new Set(mine.identities.map(({ bytes }) => keyOf(bytes)));
  const others = files.map(read).filter((log) => log !== own);
  const isFar = (latitude: number): boolean =>
    mine.places.every((place) => Math.abs(place.latitude - latitude) > 100_000);
  return {
    places: others
      .flatMap(({ facts }) => facts.anchors.places)
      .filter(({ units, latitude }) => units === 'degE7' && isFar(latitude)),
    identities: others
      .flatMap(({ facts }) => facts.anchors.identities)
      .filter(({ bytes }) => !identities.has(keyOf(bytes))),
  };
}

const names = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

describeCorpus('the residue check on recorded logs', 'tlog', (files) => {
  test.each(files.map((file) => [names(file), file]))('%s: our outputs are clean, the log itself is not', (_, file) => {
    const log = read(file);
    for (const level of ['engineering', 'dynamics', 'full'] as const) {
      expect(isAtMost(levels.engineering, levels[level])).toBe(true);
      const output = filtered(log, level);
      expect(output.length).toBeGreaterThan(1000);
      expect(findings(output, log, level)).toEqual([]);
    }
    const whole = findings(log.bytes, log, 'engineering');
    expect(whole.length).toBeGreaterThan(5);
    const hasPlaces = log.facts.anchors.places.length > 0;
    expect(whole.some(({ what, where }) => what === 'place' && where === 'bytes')).toBe(hasPlaces);
  });

  test.each(files.map((file) => [names(file), file]))(
    '%s: anchors of all others raise no false alarm in it',
    (_, file) => {
      const log = read(file);
      const anchors = strangers(files, log);
      expect(anchors.places.length + anchors.identities.length).toBeGreaterThan(500);
      const facts: FlightFacts = { ...log.facts, anchors };
      const check = new ResidueCheck(undefined, facts, levels.engineering);
      check.push(log.bytes);
      expect(check.finish().filter(({ what }) => what === 'place')).toEqual([]);
      const output = new ResidueCheck(undefined, facts, levels.engineering);
      output.push(filtered(log, 'engineering'));
      expect(output.finish()).toEqual([]);
    },
  );

  test('recorded anchors raise no false alarm in random bytes, nor in files of other kinds', () => {
    const [first] = files;
    const own = read(first!);
    const anchors = strangers(files, own);
    const facts: FlightFacts = { ...own.facts, anchors };
    const others = ['ulog', 'dji-txt', 'dataflash-bin'].flatMap((kind) => corpusFiles(kind).slice(0, 2));
    for (const bytes of [noise(3_000_000, 9), ...others.map((file) => new Uint8Array(readFileSync(file)))]) {
      const check = new ResidueCheck(undefined, facts, levels.engineering);
      check.push(bytes);
      expect(check.finish()).toEqual([]);
    }
  });
});
