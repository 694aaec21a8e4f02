import type { Delivery, Outcome, Shipment } from '../../sink.ts';
import type { BoundedClient } from './bounded-client.ts';
import { form } from './multipart.ts';
import { mustBeStored } from './put.ts';

/**
 * All parts as one form, fields named by their roles. The answer to a repetition whose first try was taken after all is up to the server: it
 * knows the key.
 */
export async function postParts(
  target: { readonly client: BoundedClient; readonly url: string; readonly headers: Readonly<Record<string, string>> },
  shipment: Shipment,
  delivery: Delivery,
): Promise<Outcome> {
  const isRepetition = delivery.remembered?.posted === true;
  const body = form(
    shipment.parts.map((part) => ({
      name: part.role,
      fileName: part.name,
      mediaType: part.mediaType,
      sizeBytes: part.sizeBytes,
      read: () => part.read(),
    })),
  );
  delivery.remember({ posted: true });
  const answer = await target.client.request({
    method: 'POST',
    url: target.url,
    headers: { ...target.headers, 'content-type': body.contentType, 'idempotency-key': `"${shipment.id}"` },
    body: body.read(),
    contentLength: body.sizeBytes,
    signal: delivery.signal,
  });
  // An earlier try is still going on there, as drafts of Idempotency-Key say it.
  if (answer.status === 409 && isRepetition)
    return { kind: 'retry', fault: { reason: 'conflict', facts: { status: 409 } } };
  mustBeStored(answer);
  return { kind: 'delivered', verified: 'answer' };
}
