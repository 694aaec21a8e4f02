import type { Delivery, Outcome, Shipment, ShipmentPart, Verified } from '../../sink.ts';
import { begunNames } from './begun.ts';
import type { BoundedAnswer, BoundedClient } from './bounded-client.ts';
import { digestField, digestSaid } from './digest.ts';
import { outcomeOf, SinkFailure } from './failure.ts';
import { readBack } from './read-back.ts';
import { failureOfStatus } from './status.ts';

/** The server that parts are PUT to. */
export interface PutTarget {
  readonly client: BoundedClient;
  /** Where a part of this name goes. */
  address(name: string): URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly readBack: boolean;
}

/** One PUT for each part, in their order. What it says of the whole is what it can say of the weakest part. */
export async function putParts(target: PutTarget, shipment: Shipment, delivery: Delivery): Promise<Outcome> {
  const begun = new Set(begunNames(delivery.remembered));
  const ordinals = new Map<string, number>();
  let verified: Verified = 'hash';
  for (const part of shipment.parts) {
    const isRepetition = begun.has(part.name);
    begun.add(part.name);
    delivery.remember({ begun: [...begun] });
    const ordinal = (ordinals.get(part.role) ?? 0) + 1;
    ordinals.set(part.role, ordinal);
    // What was drawn, and which of the parts it is: nothing of their content.
    const key = `"${shipment.id}-${part.role}${ordinal > 1 ? `-${ordinal}` : ''}"`;
    const one = await putPart(target, part, { key, isRepetition, delivery });
    if (typeof one !== 'string') return one;
    if (one !== 'hash') verified = one;
  }
  return { kind: 'delivered', verified };
}

async function putPart(
  target: PutTarget,
  part: ShipmentPart,
  { key, isRepetition, delivery }: { key: string; isRepetition: boolean; delivery: Delivery },
): Promise<Verified | Outcome> {
  const url = target.address(part.name);
  const { signal } = delivery;
  const answer = await target.client.request({
    method: 'PUT',
    url,
    headers: {
      ...target.headers,
      'content-type': part.mediaType,
      'content-digest': digestField(part.sha256),
      'idempotency-key': key,
    },
    body: part.read(),
    contentLength: part.sizeBytes,
    signal,
  });
  const { status } = answer;
  const look = () => compare(target, url, part, delivery);
  if (status === 409 || status === 412) {
    if ((await look()) === 'same') return 'hash';
    const fault = { reason: 'conflict', facts: { status } } as const;
    // A repetition may meet what an earlier try still has going on there.
    return { kind: isRepetition ? 'retry' : 'rejected', fault };
  }
  mustBeStored(answer);
  const said = target.readBack ? await look() : digestSaid(answer, part.sha256);
  if (said === undefined) return 'answer';
  return said === 'same' ? 'hash' : outcomeOf(new SinkFailure('hash-differs', { facts: { status } }));
}

/** @throws SinkFailure if the answer does not say that what was sent is there */
export function mustBeStored(answer: BoundedAnswer): void {
  if ([200, 201, 202, 204].includes(answer.status)) return;
  if (answer.status >= 300) throw failureOfStatus(answer);
  throw new SinkFailure('answer-invalid', { facts: { status: answer.status } });
}

async function compare(target: PutTarget, url: URL, part: ShipmentPart, delivery: Delivery) {
  try {
    return await readBack(target.client, url, part, {
      headers: target.headers,
      signal: delivery.signal,
      moved: () => delivery.moved(),
    });
  } catch (error) {
    // Longer than what was sent, or no answer at all: not what was sent.
    if (error instanceof SinkFailure && error.fault.reason === 'answer-invalid') return 'differs';
    throw error;
  }
}
