import { describe, expect, test } from 'vitest';
import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import { levels } from '../../../src/policy/levels.ts';
import { levelWith } from '../../suite/subject.ts';
import { binaryFormat, readLog, textFormat } from './read.ts';
import { type Container, DataflashWriter, formatBody, recordOf } from './writer.ts';

function filtered(log: Uint8Array, disclosure: Disclosure, container: Container = 'bin'): Uint8Array {
  const loop = createLoop(container === 'bin' ? binaryFormat : textFormat, disclosure, FlightKeys.ofSeed('sealer', 0));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(log)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return new Uint8Array(Buffer.concat(pieces));
}

const engineering = levels.engineering;
const withTime = levelWith('engineering', { time: 'exact' }).disclosure;
const BOOT_US = 60_000_000n;

function timesIn(output: Uint8Array, container: Container = 'bin'): unknown[] {
  return readLog(container, output).rows.flatMap(({ values }) => (values.TimeUS === undefined ? [] : [values.TimeUS]));
}

describe.each(['bin', 'log'] as const)('DataFlash, %s: what is written', (container) => {
  const attitudes = (): DataflashWriter =>
    new DataflashWriter(container)
      .define(1, 'ATT', 'Qff TimeUS,Roll,Yaw')
      .row('ATT', { TimeUS: 1_234_567_890n, Roll: 1.5, Yaw: 77.5 })
      .row('ATT', { TimeUS: 1_234_667_890n, Roll: 2.5, Yaw: 78.5 });

  test('the log starts at a constant time, and times keep their distances', () => {
    expect(timesIn(filtered(attitudes().bytes(), engineering, container), container)).toEqual([
      BOOT_US,
      BOOT_US + 100_000n,
    ]);
  });

  test('times stay where they may be known', () => {
    expect(timesIn(filtered(attitudes().bytes(), withTime, container), container)).toEqual([
      1_234_567_890n,
      1_234_667_890n,
    ]);
  });

  test('milliseconds run along with microseconds', () => {
    const log = attitudes().define(2, 'ATT', 'If TimeMS,Roll').row('ATT', { TimeMS: 1_235_000, Roll: 1.25 });
    const { rows } = readLog(container, filtered(log.bytes(), engineering, container));
    expect(rows.at(-1)!.values.TimeMS).toBe(60_000 + 1_235_000 - 1_234_567);
  });

  test('a row without a time is of the time of the one before it', () => {
    const log = attitudes()
      .define(2, 'EV', 'B Id')
      .row('EV', { Id: 10 })
      .row('ATT', { TimeUS: 1_234_767_890n, Roll: 3 });
    const output = filtered(log.bytes(), engineering, container);
    expect(readLog(container, output).names).toEqual(['FMT', 'ATT', 'ATT', 'FMT', 'EV', 'ATT']);
    expect(timesIn(output, container).at(-1)).toBe(BOOT_US + 200_000n);
  });

  test('a row that is withheld leaves no trace in the clock, whatever follows it', () => {
    const log = attitudes().define(2, 'EV', 'B Id').define(3, 'MSG', 'QZ TimeUS,Message');
    for (let turn = 0; turn < 4; turn++) {
      log.row('MSG', { TimeUS: 9_000_000_000n + BigInt(turn), Message: 'words of somebody' }).row('EV', { Id: 10 });
    }
    const output = filtered(log.row('ATT', { TimeUS: 1_234_767_890n }).bytes(), engineering, container);
    expect(readLog(container, output).names).not.toContain('MSG');
    expect(timesIn(output, container).at(-1)).toBe(BOOT_US + 200_000n);
  });

  test('what is hidden is blank, what is kept is not touched', () => {
    const { rows } = readLog(container, filtered(attitudes().bytes(), engineering, container));
    expect(rows.slice(1).map(({ values }) => [values.Roll, values.Yaw])).toEqual([
      [1.5, Number.NaN],
      [2.5, Number.NaN],
    ]);
  });

  test('rows about units are of the time of what was written before them, and nothing else in them changes', () => {
    const log = new DataflashWriter(container)
      .define(1, 'ATT', 'Qf TimeUS,Roll')
      .define(2, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
      .define(3, 'UNIT', 'QbZ TimeUS,Id,Label')
      .define(4, 'MULT', 'Qbd TimeUS,Id,Mult')
      .row('UNIT', { TimeUS: 1_000_000_000n, Id: 0x6d, Label: 'm' })
      .row('MULT', { TimeUS: 1_000_000_500n, Id: 0x42, Mult: 0.01 })
      .row('ATT', { TimeUS: 1_000_002_000n, Roll: 1.5 })
      .row('ATT', { TimeUS: 1_000_003_000n, Roll: 1.5 })
      .row('FMTU', { TimeUS: 1_000_003_500n, FmtType: 1, UnitIds: 'sd', MultIds: 'F0' });
    const expected = new DataflashWriter(container)
      .define(1, 'ATT', 'Qf TimeUS,Roll')
      .define(2, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
      .define(3, 'UNIT', 'QbZ TimeUS,Id,Label')
      .define(4, 'MULT', 'Qbd TimeUS,Id,Mult')
      .row('UNIT', { TimeUS: BOOT_US, Id: 0x6d, Label: 'm' })
      .row('MULT', { TimeUS: BOOT_US, Id: 0x42, Mult: 0.01 })
      .row('ATT', { TimeUS: BOOT_US, Roll: 1.5 })
      .row('ATT', { TimeUS: BOOT_US + 1000n, Roll: 1.5 })
      .row('FMTU', { TimeUS: BOOT_US + 1000n, FmtType: 1, UnitIds: 'sd', MultIds: 'F0' });
    expect(Buffer.compare(filtered(log.bytes(), engineering, container), expected.bytes())).toBe(0);
    expect(Buffer.compare(filtered(log.bytes(), withTime, container), log.bytes())).toBe(0);
  });

  test('definitions and units go with their message: they are withheld where it is', () => {
    const log = attitudes()
      .define(2, 'FILE', 'NZ FileName,Data')
      .define(3, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
      .row('FMTU', { TimeUS: 5n, FmtType: 2, UnitIds: '--', MultIds: '--' })
      .row('FMTU', { TimeUS: 6n, FmtType: 1, UnitIds: 'sdh', MultIds: 'F00' })
      .row('FILE', { FileName: 'x' });
    const { names } = readLog(container, filtered(log.bytes(), engineering, container));
    expect(names).toEqual(['FMT', 'ATT', 'ATT', 'FMT', 'FMTU']);
  });

  test('types are numbered as they come: no number is missing where one was withheld', () => {
    const hidden = attitudes().define(7, 'FILE', 'NZ FileName,Data').row('FILE', { FileName: 'x' });
    const logs = [hidden, attitudes()].map((log, index) =>
      log
        .define(index === 0 ? 9 : 7, 'EV', 'QB TimeUS,Id')
        .define(index === 0 ? 40 : 41, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
        .row('FMTU', { TimeUS: 5n, FmtType: index === 0 ? 9 : 7, UnitIds: 's-', MultIds: 'F-' })
        .row('EV', { TimeUS: 1_234_700_000n, Id: 10 }),
    );
    const [first, second] = logs.map((log) => filtered(log.bytes(), engineering, container));
    expect(Buffer.compare(first!, second!)).toBe(0);
    expect(readLog(container, first!).names).toEqual(['FMT', 'ATT', 'ATT', 'FMT', 'FMT', 'FMTU', 'EV']);
  });

  test('an invented message contributes no byte', () => {
    const log = attitudes()
      .define(2, 'SPY', 'Qf TimeUS,Roll')
      .row('SPY', { TimeUS: 9n, Roll: 3 })
      .row('ATT', { TimeUS: 1_234_700_000n });
    const plain = attitudes().row('ATT', { TimeUS: 1_234_700_000n });
    const both = [log, plain].map((one) => filtered(one.bytes(), engineering, container));
    expect(Buffer.compare(both[0]!, both[1]!)).toBe(0);
  });
});

describe('binary DataFlash: what is written', () => {
  test('what stands behind the end of a text in a definition is cleared', () => {
    const body = formatBody({ type: 1, name: 'EV', format: 'QB', columns: 'TimeUS,Id' });
    const clean = recordOf(128, body.slice());
    body.fill(0x41, 5, 6);
    body.fill(0x42, 6 + 3, 22);
    body.fill(0x43, 22 + 10, 86);
    expect(Buffer.compare(filtered(recordOf(128, body), engineering), clean)).toBe(0);
  });

  test('what stands behind the end of a text about units is cleared', () => {
    const define = (): DataflashWriter =>
      new DataflashWriter()
        .define(1, 'ATT', 'Qf TimeUS,Roll')
        .define(2, 'FMTU', 'QBNN TimeUS,FmtType,UnitIds,MultIds')
        .define(3, 'UNIT', 'QbZ TimeUS,Id,Label');
    const rows = (remains: string): Uint8Array =>
      define()
        .row('FMTU', { TimeUS: 7n, FmtType: 1, UnitIds: `sd\0${remains}`, MultIds: `F0\0${remains}` })
        .row('UNIT', { TimeUS: 7n, Id: 0x6d, Label: `m\0${remains}` })
        .bytes();
    expect(Buffer.compare(filtered(rows('spy'), withTime), rows(''))).toBe(0);
  });

  test('messages without a column', () => {
    const log = new DataflashWriter()
      .define(1, 'STRT', '')
      .row('STRT', {})
      .define(2, 'EV', 'B Id')
      .row('EV', { Id: 3 });
    expect(Buffer.compare(filtered(log.bytes(), levels.full), log.bytes())).toBe(0);
  });
});
