import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DJILog, type Record as DjiRecord } from 'dji-log-parser-js';
import { expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { levels } from '../../../src/policy/levels.ts';
import { describeCorpus } from '../../corpus.ts';
import { filterLog } from '../../suite/run.ts';
import { read, rewritten } from './read.ts';

describeCorpus('real flight records', 'dji-txt', (files) => {
  test.each(files.map((path) => [basename(path), path]))('%s', (_, path) => {
    const log = new Uint8Array(readFileSync(path));
    const format = detectFormat(log, true);
    expect(format.name).toBe('dji');
    const { gaps, parts } = read(log);
    expect(gaps).toEqual([]);
    // Written again as it is, everything is where it was; only seeds differ.
    const again = rewritten(log);
    expect(texts(read(again).parts)).toEqual(texts(parts));
    // Of records that nobody knows less is written, or nothing.
    expect(again.length).toBeLessThanOrEqual(log.length);
    const before = new DJILog(log).records();
    expect(osd(new DJILog(again).records())).toEqual(osd(before));
    const { output } = filterLog({ format }, levels.full, log);
    expect(osd(new DJILog(output).records())).toEqual(osd(before));
    expect(new DJILog(output).details.aircraftSn).toBe(new DJILog(log).details.aircraftSn);
  });
});

function osd(records: readonly DjiRecord[]): string[] {
  return records.filter(({ type }) => type === 'OSD').map((record) => JSON.stringify(record));
}

function texts(parts: ReturnType<typeof read>['parts']): string[] {
  return parts.slice(1).map(({ message, body }) => `${message} ${Buffer.from(body).toString('base64')}`);
}
