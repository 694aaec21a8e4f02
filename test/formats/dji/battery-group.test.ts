import { DJILog } from 'dji-log-parser-js';
import { describe, expect, test } from 'vitest';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import { levels } from '../../../src/policy/levels.ts';
import { filterLog } from '../../suite/run.ts';
import { DjiWriter, detailsOf } from './writer.ts';

const names = ['engineering', 'dynamics', 'track', 'full'] as const;
const GROUP = 22;

interface Reading {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What an independent reader finds in the one record of a group, in what is released of it and in the log. */
function readings(level: (typeof names)[number], content: Uint8Array): [Reading, Reading] {
  const writer = new DjiWriter(8).custom(1_600_000_000_000).osd(47, 8).record(GROUP, content).osd(47.001, 8.001);
  const log = writer.details(detailsOf(8)).bytes();
  const { output } = filterLog({ format: djiFormat() }, levels[level], log);
  const [released, before] = [output, log].map((bytes) =>
    new DJILog(bytes).records().find(({ type }) => type === 'SmartBatteryGroup'),
  );
  expect(before).toBeDefined();
  return [released as unknown as Reading, before as unknown as Reading];
}

/** Cells of about 4.2 V: their high bytes count. */
function cells(count: number): Uint8Array {
  const content = Buffer.alloc(3 + 2 * count);
  content.set([3, 1, count]);
  for (let cell = 0; cell < count; cell++) content.writeUInt16LE(4254 - cell, 3 + 2 * cell);
  return content;
}

/** Nearly every byte differs from zero: a reader takes no state of more than 53 bits. */
function filled(kind: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => (at === 0 ? kind : at === 28 || at === 29 ? 0 : at + 1));
}

describe.each(names)('at %s', (level) => {
  test.each([1, 2, 3, 4, 6, 7, 12, 14])('all of the voltages of %i cells are read', (count) => {
    const [released, before] = readings(level, cells(count));
    expect(released).toEqual(before);
  });

  test('what changes is read, but not how much was used where a log is cut', () => {
    const [released, before] = readings(level, filled(2, 30));
    const used = level === 'track' ? { remained_capacity: 0, capacity_percent: 0 } : {};
    expect(released).toEqual({ ...before, content: { ...before.content, ...used } });
  });

  test('what is fixed is read, but for its serial number', () => {
    const [released, before] = readings(level, filled(1, 41));
    // A pseudonym stands for it.
    const { version_number } = released.content;
    const hidden = level === 'full' ? {} : { serial_number: 0, version_number };
    expect(released).toEqual({ ...before, content: { ...before.content, ...hidden } });
    expect(JSON.stringify(version_number) === JSON.stringify(before.content.version_number)).toBe(level === 'full');
  });

  test.each([0, 4, 255])('a record of kind %i, which nobody knows, is withheld', (kind) => {
    const writer = new DjiWriter(4).osd(47, 8).record(GROUP, filled(kind, 41)).details(detailsOf(4));
    const { output } = filterLog({ format: djiFormat() }, levels[level], writer.bytes());
    expect(new DJILog(output).records().map(({ type }) => type)).toEqual(['OSD']);
  });
});
