import { FlightveilError } from '../model/errors.ts';
import type { Item, SealedDecision } from './queue/states.ts';
import type { Spool } from './spool/spool.ts';

/**
 * What is needed to decide again, sealed: times of flights are nobody's business who gets hold of the database. It opens for its own shipment only.
 */
export function sealDecision(spool: Spool, decision: SealedDecision, shipment: string): Uint8Array {
  return spool.seal(new TextEncoder().encode(JSON.stringify(decision)), shipment);
}

/** @throws FlightveilError `state-unusable` if it was changed or belongs to another key */
export function openDecision(spool: Spool, { sealed, shipment }: Pick<Item, 'sealed' | 'shipment'>): SealedDecision {
  if (sealed === undefined) throw new FlightveilError('state-unusable', 'an item of the queue has lost its decision');
  return JSON.parse(new TextDecoder().decode(spool.open(sealed, shipment))) as SealedDecision;
}
