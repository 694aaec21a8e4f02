import { expect, test } from 'vitest';
import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { levels } from '../../../src/policy/levels.ts';
import { binaryFormat, readLog, textFormat } from './read.ts';
import { type Container, DataflashWriter } from './writer.ts';

const START_US = 1_000_000_000n;
const UNITS = 'QBNN TimeUS,FmtType,UnitIds,MultIds';

/** Attitudes every tenth of a second for a minute, and units of a message that is defined in between. */
function flight(container: Container, unitsAtS: number) {
  const writer = new DataflashWriter(container).define(1, 'ATT', 'Qff TimeUS,Roll,Pitch').define(2, 'FMTU', UNITS);
  const offsets: number[] = [];
  for (let tenth = 0; tenth < 600; tenth++) {
    offsets.push(writer.bytes().length);
    const TimeUS = START_US + BigInt(tenth) * 100_000n;
    if (tenth === unitsAtS * 10) {
      writer.define(3, 'EV', 'QB TimeUS,Id').row('FMTU', { TimeUS, FmtType: 3, UnitIds: 's-', MultIds: 'F-' });
    }
    writer.row('ATT', { TimeUS, Roll: tenth, Pitch: 1 });
  }
  return { log: writer.bytes(), offsets };
}

test.each([
  ['bin', 0, 20],
  ['log', 0, 20],
  ['bin', 10, 40],
  ['log', 10, 40],
] as const)('units in what was left out tell nothing of it: %s, from %s to %s s', (container, fromS, toS) => {
  const format = container === 'bin' ? binaryFormat : textFormat;
  const outputs = [fromS + 2, toS - 3].map((unitsAtS) => {
    const { log, offsets } = flight(container, unitsAtS);
    const cuts = [{ start: offsets[fromS * 10]!, end: offsets[toS * 10]! }];
    const loop = createLoop(format, levels.dynamics, FlightKeys.ofSeed('cut', 0), { hasNoFix: true, cuts });
    const pieces = [...loop.push(log)].map((piece) => piece.slice());
    for (const piece of loop.finish()) pieces.push(piece.slice());
    return new Uint8Array(Buffer.concat(pieces));
  });
  expect(readLog(container, outputs[0]!).names.filter((name) => name === 'FMTU')).toHaveLength(1);
  expect(Buffer.compare(outputs[0]!, outputs[1]!)).toBe(0);
});
