import type { RelayStatus } from '../../src/relay/status.ts';
import type { Totals } from './lane.ts';

/** What became of all frames that were sent to the relay, warm turns included. */
export interface Account {
  readonly sent: number;
  readonly released: number;
  readonly withheld: number;
  /** By the system, before the relay. */
  readonly droppedBefore: number;
  /** From the relay's queue. */
  readonly droppedUnits: number;
  readonly received: number;
}

/** Holds of the forwarder that all has come, and that the search for places finds those that it passes on. */
export function mustBeWhole({ sent, received, outOfOrder, unknown, places }: Totals, droppedBefore: number): void {
  if (received + droppedBefore !== sent) throw new Error(`the forwarder has passed on ${received} of ${sent} frames`);
  if (outOfOrder + unknown > 0) throw new Error('the forwarder has passed on what was not sent, or out of order');
  if (places === 0) throw new Error('no place was found where places are passed on');
}

/** @throws Error that says which frames are not accounted for, or what should not have come */
export function accountOf({ outputs, input }: RelayStatus, totals: Totals, droppedBefore: number): Account {
  const [output] = outputs as [RelayStatus['outputs'][number]];
  const { sent, received, outOfOrder, unknown, places } = totals;
  const { framesReleased: released, framesWithheld: withheld, dropped, discarded, unheard, gapBytes } = output;
  if (released + withheld + droppedBefore !== sent) {
    throw new Error(
      `of ${sent} frames ${released} were released, ${withheld} withheld, ${droppedBefore} dropped before`,
    );
  }
  const lost = dropped.units + discarded.units + unheard.units;
  if (lost === 0 ? received !== released : !(received < released)) {
    throw new Error(`${received} frames have come of ${released} that were released`);
  }
  if (Object.keys(gapBytes).length > 0 || input.refusedBytes > 0) throw new Error('the relay has refused whole frames');
  if (outOfOrder > 0) throw new Error(`${outOfOrder} frames have come out of order`);
  if (unknown > 0) throw new Error(`${unknown} frames have come that nobody sent`);
  if (places > 0) throw new Error(`${places} frames tell a place`);
  if (withheld === 0) throw new Error('the relay has withheld nothing');
  return { sent, released, withheld, droppedBefore, droppedUnits: dropped.units, received };
}
