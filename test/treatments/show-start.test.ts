import { expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { showStart } from '../../src/treatments/show-start.ts';
import { fieldAt } from '../model/fields.ts';

function shown(type: 'i64' | 'u32' | 'u16', timeUnit: 'ms' | 's', value: bigint): { passes: boolean; value: bigint } {
  const edit = showStart(fieldAt(4, type), { category: 'absoluteTime', clock: 'start', timeUnit }, 1_600_000_000);
  const memory = new Memory(new Uint8Array(16));
  memory.view.setBigUint64(4, value, true);
  const passes = edit.apply(memory, 0, 0, new FlightState());
  return { passes, value: memory.view.getBigUint64(4, true) };
}

test('the start of the log becomes that of the released flight, whatever it was', () => {
  expect(shown('i64', 'ms', 1_550_000_000_123n)).toEqual({ passes: true, value: 1_600_000_000_000n });
  expect(shown('i64', 'ms', 0x1_0000_0000n)).toEqual({ passes: true, value: 1_600_000_000_000n });
  expect(shown('u32', 's', 1_550_000_000n)).toEqual({ passes: true, value: 1_600_000_000n });
});

test('none stays none; a field that cannot hold the instant withholds its frame', () => {
  expect(shown('i64', 'ms', 0n)).toEqual({ passes: true, value: 0n });
  expect(shown('u32', 'ms', 5n).passes).toBe(false);
  expect(shown('u16', 's', 5n).passes).toBe(false);
});
