import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { decodeLog, filterLog, surveyLog } from '../../suite/run.ts';
import { textOf } from './writer.ts';

interface Recording {
  readonly blocks: number;
  /** Of those the ones that are kept: where all but the date is hidden, none. */
  readonly engineering?: number;
  readonly dynamics?: number;
  /** Places have four decimals: they are hidden wherever they would be moved. */
  readonly isCoarse?: boolean;
  readonly isCut?: boolean;
}

const recordings: Readonly<Record<string, Recording>> = {
  'air2s-barcelona.srt': { blocks: 17 },
  'broken-incomplete-buenosaires-home.srt': { blocks: 20, engineering: 19, dynamics: 19, isCoarse: true },
  'broken-incomplete2-laplata.srt': { blocks: 5, isCut: true },
  'matrice300-cadiz.srt': { blocks: 381, engineering: 0, dynamics: 0, isCoarse: true },
  'mavic2-style-queensland.srt': { blocks: 468, isCoarse: true },
  'mavic2pro-argentina.srt': { blocks: 8952 },
  'mavic2zoom-lahore.srt': { blocks: 7113 },
  'mavicair-nogps.srt': { blocks: 2 },
  'mavicair2-barcelona.srt': { blocks: 25 },
  'mavicmini-washington.srt': { blocks: 117, isCoarse: true },
  'mavicpro-buggy-navarra-home.srt': { blocks: 546, isCoarse: true },
  'mavicpro-queensland-home.srt': { blocks: 468, isCoarse: true },
  'oldformat-queensland-home.srt': { blocks: 468, isCoarse: true },
  'p4rtk-argentina-home.srt': { blocks: 55 },
  'p4rtk-mix-argentina-home.srt': { blocks: 12 },
  'phantom4pro-switzerland.srt': { blocks: 5, isCoarse: true },
};

/** A plain reader, written anew for these tests: blocks behind empty lines, places by expressions that know nothing of the dialects. */
function readPlain(text: string): { blocks: number; places: string[]; years: string[]; settings: string[] } {
  const blocks = text.split(/\r?\n\r?\n/).filter((block) => /^\uFEFF?\s*\d+\r?\n/.test(block)).length;
  const places = [...text.matchAll(/-?\d{1,3}\.\d{4,8}(?![\d])/g)].map(String).filter((one) => !/\.0+$/.test(one));
  const years = [...text.matchAll(/\b((?:19|20)\d\d)[-./]\d{1,2}[-./]\d{1,2} /g)].map((match) => match[1]!);
  const settings = [...text.matchAll(/\b(?:iso|shutter|fnum|SS|TV|EV|IR|F) ?[:/ ] ?([-+\dF/.]+)/gi)].map(
    (match) => match[1]!,
  );
  return { blocks, places, years, settings };
}

describeCorpus('subtitles of real cameras', 'dji-srt', (files) => {
  test('the recordings are those that are expected', () => {
    expect(files.map((file) => basename(file)).sort()).toEqual(Object.keys(recordings).sort());
  });

  test.each(files)('%s', (file) => {
    const bytes = new Uint8Array(readFileSync(file));
    const { blocks, isCoarse = false, isCut = false, ...kept } = recordings[basename(file)]!;
    const { engineering = blocks, dynamics: moving } = kept;
    const format = detectFormat(bytes, true);
    expect(format.name).toBe('srt');
    const subject = { format };
    const original = readPlain(textOf(bytes));
    const outputOf = (name: Level): { text: string; written: number } => {
      const { output, counts } = filterLog(subject, levels[name], bytes);
      const { frames, gaps } = decodeLog(subject, output);
      const written = counts.written.reduce((sum, count) => sum + count, 0);
      expect(gaps, name).toEqual([]);
      expect(frames.length, name).toBe(written);
      return { text: textOf(output), written };
    };

    const facts = surveyLog(format, bytes);
    expect(facts.frames).toBe(blocks);
    expect(Object.keys(facts.gapBytes)).toEqual(isCut ? ['end-of-input'] : []);

    const full = outputOf('full');
    expect(full.written).toBe(blocks);
    if (!isCut) expect(full.text === textOf(bytes)).toBe(true);

    const plain = outputOf('engineering');
    expect(plain.written).toBe(engineering);
    const read = readPlain(plain.text);
    expect(read.blocks).toBe(engineering);
    expect(read.places).toEqual([]);
    const years = new Set(read.years);
    expect(years.size).toBeLessThanOrEqual(1);
    for (const year of years) expect(original.years).not.toContain(year);

    const dynamics = outputOf('dynamics');
    if (isCoarse) expect(dynamics.written).toBe(moving ?? blocks);
    else expect(dynamics.written).toBeGreaterThanOrEqual(Math.floor(0.9 * blocks));
    const moved = readPlain(dynamics.text);
    const known = new Set(original.places);
    expect(moved.places.filter((place) => known.has(place))).toEqual([]);
    if (isCoarse) expect(moved.places).toEqual([]);
    else if (facts.firstFix !== undefined) expect(moved.places.length).toBeGreaterThanOrEqual(2 * (blocks - 70));
    if (dynamics.written === blocks) expect(moved.settings).toEqual(readPlain(full.text).settings);
    if (dynamics.written > 0) expect(moved.settings.length).toBeGreaterThanOrEqual(2 * dynamics.written);

    expect(outputOf('summary').text).toBe('');
    expect(outputOf('withhold').text).toBe('');
    for (const year of readPlain(outputOf('track').text).years) expect(original.years).toContain(year);
  });
});
