import { expect, test } from 'vitest';
import { EPOCH_S, UnlockLogKeys } from '../../src/filter/keys.ts';
import type { UnlockEvent } from '../../src/model/unlock-event.ts';
import { namedFor } from '../../src/node/unlock-recorder.ts';

const root = new Uint8Array(32).fill(7);
const maker = new UnlockLogKeys(root, 'manufacturer');
const authority = new UnlockLogKeys(root, 'aviation-authority');
const START_S = 60 * EPOCH_S;

function named(event: Partial<UnlockEvent>, keys = maker): UnlockEvent {
  const whole: UnlockEvent = { kind: 'fence-disabled', evidence: ['status'], flight: 'f', device: 'd', ...event };
  return namedFor({ id: 'one', event: whole }, keys).event;
}
const deviceAt = (unixS: number, keys = maker): string | undefined => named({ timeUs: unixS * 1e6 }, keys).device;

test('an aircraft has one name in a recipient’s log for an epoch, and another one after it', () => {
  expect(deviceAt(START_S)).toMatch(/^[0-9a-f]{32}$/);
  expect(deviceAt(START_S + EPOCH_S - 1)).toBe(deviceAt(START_S));
  expect(deviceAt(START_S + EPOCH_S)).not.toBe(deviceAt(START_S));
  expect(deviceAt(START_S, authority)).not.toBe(deviceAt(START_S));
});

test('where there is no date the name holds within the flight', () => {
  expect(named({}).device).toBe(named({}).device);
  expect(named({ flight: 'g' }).device).not.toBe(named({}).device);
});
