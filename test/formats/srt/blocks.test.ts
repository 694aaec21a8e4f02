import { describe, expect, test } from 'vitest';
import { srtFormat } from '../../../src/formats/srt/index.ts';
import { Numbering } from '../../../src/formats/srt/numbering.ts';
import { MAX_BLOCK_BYTES } from '../../../src/formats/srt/shape.ts';
import { readTimecode, timecode, writeTimecode } from '../../../src/formats/srt/timecode.ts';
import { FLIGHT_START_UNIX_S } from '../../../src/model/clocks.ts';
import { decodeLog, filterLog } from '../../suite/run.ts';
import { level, levelWith } from '../../suite/subject.ts';
import { bytesOf, textOf } from './writer.ts';

const subject = { format: srtFormat() };
const { format } = subject;
const text = '[iso : 100] [latitude: 41.5] [longitude: 2.5]\n';

function block(number: number, startS = number - 1): string {
  const time = (seconds: number): string => `00:00:${String(seconds).padStart(2, '0')},000`;
  return `${number}\n${time(startS)} --> ${time(startS + 1)}\n${text}\n`;
}

/** What was found: texts of blocks and reasons of gaps. */
function found(log: string): { blocks: string[]; gaps: string[] } {
  const bytes = bytesOf(log);
  const { frames, gaps } = decodeLog(subject, bytes);
  return {
    blocks: frames.map(({ start, end }) => textOf(bytes.subarray(start, end))),
    gaps: gaps.map(({ reason }) => reason),
  };
}

function filtered(log: string, disclosure = level('engineering').disclosure): string {
  return textOf(filterLog(subject, disclosure, bytesOf(log), { facts: {} }).output);
}

describe('blocks', () => {
  const crlf = block(2).replace(/\n/g, '\r\n');
  test.each([
    ['one after another', [block(1), block(2)]],
    ['with other line ends', [block(1), crlf, block(3)]],
    ['with a mark before the first', [`\uFEFF${block(1)}`, block(2)]],
    ['with a mark where files were joined', [block(1).slice(0, -1), `\uFEFF${block(2)}`]],
    ['with more empty lines', [`${block(1)}\n\r\n`, block(2)]],
    ['without an empty line between', [block(1).slice(0, -1), block(2)]],
    ['without the last empty line', [block(1), block(2).slice(0, -1)]],
    ['with blanks behind number and times', [block(1).replace('1\n', '1  \n').replace('\n[', ' \n['), block(2)]],
    ['without text', ['1\n00:00:00,000 --> 00:00:01,000\n\n', block(2)]],
    ['without text at the end', [block(1), '2\n00:00:00,000 --> 00:00:01,000\n']],
    ['without times', [`1\n${text}\n`, `2\n${text}\n`]],
    ['torn off behind a whole form', [block(1), block(2).slice(0, -2)]],
  ])('%s', (_name, blocks) => {
    expect(found(blocks.join(''))).toEqual({ blocks, gaps: [] });
    expect(filtered(blocks.join(''), level('full').disclosure)).toBe(blocks.join(''));
  });

  test('a block that is torn off in its form is the end of the input', () => {
    for (const length of [1, 2, 10, 31, 35, 40, 50, block(1).length - 5]) {
      const log = block(1) + block(2).slice(0, length);
      expect(found(log), log).toEqual({ blocks: [block(1)], gaps: ['end-of-input'] });
    }
  });

  test('lines that begin no block are noise, one by one', () => {
    const log = `junk\n\nmore junk\n${block(1)}x\n${block(2)}`;
    expect(found(log)).toEqual({ blocks: [block(1), block(2)], gaps: ['noise', 'noise', 'noise', 'noise'] });
  });

  test('what is longer than a block is noise to the next empty line', () => {
    const long = `2\n00:00:01,000 --> 00:00:02,000\n${'[iso : 100] '.repeat(MAX_BLOCK_BYTES / 12)}\n${'x'.repeat(9000)}\n\n`;
    const { blocks, gaps } = found(block(1) + long + block(3));
    expect(blocks).toEqual([block(1), block(3)]);
    expect(new Set(gaps)).toEqual(new Set(['noise']));
  });

  test('a line in the text that is a number is text, unless times follow it', () => {
    expect(found(`1\n00:00:00,000 --> 00:00:01,000\n12\n${text}\n${block(2)}`).blocks.length).toBe(2);
  });

  test('lines of which nothing is left go, and with them no other', () => {
    const log = `1\n00:00:00,000 --> 00:00:01,000\n[latitude: 41.5] [longitude: 2.5]\n[iso : 100]\nwords\n\n${block(2)}`;
    expect(filtered(log)).toBe(
      '1\n00:00:00,000 --> 00:00:01,000\n[iso : 100]\n\n2\n00:00:01,000 --> 00:00:02,000\n[iso : 100]\n\n',
    );
  });

  test('a block without times is kept apart from one that had no empty line behind it', () => {
    const withheld = '2\n00:00:01,000 --> 00:00:02,000\nGPS(41.5,2.5,1.5M) BAROMETER:1.5M\n\n';
    const log = `${block(1).slice(0, -1)}${withheld}3\n${text}\n`;
    const output = filtered(log);
    expect(found(output).blocks.length).toBe(2);
    expect(output).toBe('1\n00:00:00,000 --> 00:00:01,000\n[iso : 100]\n\n2\n[iso : 100]\n\n');
  });
});

describe('which files are subtitles of a camera', () => {
  test.each([
    [block(1), true],
    [block(1).slice(0, 30), false],
    ['1\n00:00:00,000 --> 00:00:01,000\nWhere are you going?\n\n'.repeat(20), false],
    ['1\n00:00:00,000 --> 00:00:01,000\n\n'.repeat(20), false],
    [`${'1\n00:00:00,000 --> 00:00:01,000\nWhere are you going?\n\n'.repeat(20)}${block(1)}`, false],
    ['', false],
    ['1,2,3\n'.repeat(50), false],
    [`junk\n${block(1)}${block(2)}`, true],
  ])('%j: %s', (log, expected) => {
    expect(format.detect(bytesOf(log), true)).toBe(expected);
  });
});

describe('numbers and times', () => {
  test('numbers close up behind what is left out, and jump where the source jumps', () => {
    const numbering = new Numbering();
    expect([5, 6, 9, 10].map((number) => numbering.next(number))).toEqual([5, 6, 9, 10]);
    numbering.drop();
    numbering.drop();
    expect([400, 401, 405].map((number) => numbering.next(number))).toEqual([11, 12, 16]);
    expect([1, 2].map((number) => numbering.next(number))).toEqual([17, 18]);
  });

  test('numbers behind a beginning that was left out count from 1', () => {
    const numbering = new Numbering();
    numbering.drop();
    expect([218, 219].map((number) => numbering.next(number))).toEqual([1, 2]);
  });

  test('numbers of blocks and frames are written so', () => {
    const counted = (number: number): string =>
      block(number).replace('[iso', `SrtCnt : ${number + 99}, DiffTime : 33ms\n[iso`);
    const hidden = counted(2).replace(/\[iso.*/, 'words and words');
    expect(found(hidden).gaps).toEqual([]);
    const unknown = '2\n00:00:01,000 --> 00:00:02,000\nwords\n\n';
    const output = filtered(`${counted(1)}${unknown}${unknown}${counted(4)}${counted(5)}`);
    expect([...output.matchAll(/^(\d+)$/gm)].map((match) => Number(match[1]))).toEqual([1, 2, 3]);
    expect([...output.matchAll(/SrtCnt : (\d+)/g)].map((match) => Number(match[1]))).toEqual([100, 101, 102]);
  });

  test('times start at zero, keep their distances, and the date at a constant one', () => {
    const log = [0, 1, 2]
      .map((index) => {
        const start = `00:15:0${4 + index},904 --> 00:15:0${5 + index},905`;
        return `${index + 1}\n${start}\n2022-08-07 13:40:4${index},774,808\n${text}\n`;
      })
      .join('');
    const output = filtered(log);
    expect([...output.matchAll(/^.*-->.*$/gm)].map(String)).toEqual([
      '00:00:00,000 --> 00:00:01,001',
      '00:00:01,000 --> 00:00:02,001',
      '00:00:02,000 --> 00:00:03,001',
    ]);
    const dates = [...output.matchAll(/^\d{4}-.*$/gm)].map((match) => Date.parse(`${String(match).slice(0, 19)}Z`));
    expect([dates[1]! - dates[0]!, dates[2]! - dates[1]!]).toEqual([1000, 1000]);
    expect(output).toMatch(/,000,000\n/);
    expect(dates[0]).toBe(FLIGHT_START_UNIX_S * 1000);
    expect(output).not.toContain('2022');
    const exact = levelWith('engineering', { time: 'exact' }).disclosure;
    expect(filtered(log, exact)).toContain('00:15:05,904 --> 00:15:06,905\n2022-08-07 13:40:41,774,808');
  });

  test('times are read and written', () => {
    const bytes = bytesOf('00:01:59,250 --> 00:01:60,000');
    expect(readTimecode(bytes, 0, bytes.length)).toBe(true);
    expect(timecode).toEqual({ startMs: 119_250, endMs: 120_000 });
    writeTimecode(0, 750, bytes, 0);
    expect(textOf(bytes)).toBe('00:00:00,000 --> 00:00:00,750');
    writeTimecode(360_000_000, 1000, bytes, 0);
    expect(textOf(bytes)).toBe('99:59:59,999 --> 99:59:59,999');
    for (const wrong of [
      ...['00:01:59,250 --> 00:01:58,000', '00:61:59,250 --> 01:62:60,000', '00:01:59,250 ->  00:01:60,000'],
      ...['00:01:59;250 --> 00:02:00,000', '0a:01:59,250 --> 00:02:00,000', '00:01:59,250 --> 00:02:00,00'],
    ]) {
      expect(readTimecode(bytesOf(wrong), 0, wrong.length), wrong).toBe(false);
    }
  });
});
