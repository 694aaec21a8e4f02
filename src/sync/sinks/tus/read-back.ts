import { createHash } from 'node:crypto';
import type { Delivery, ShipmentPart, Verified } from '../../sink.ts';
import { MOST_ANSWER_BYTES } from '../http/bounded-client.ts';
import { failureOfStatus } from '../http/status.ts';
import type { Ask } from './ask.ts';

/** After so many bytes the decision is asked again: who watches over the upload sees that it moves. */
const ASK_EVERY_BYTES = 1024 * 1024;

/**
 * Reads a finished upload back, where the server lets us (tus 1.0.0 does not say that it must), and compares size and hash.
 * @returns `hash`; `length` if it does not give the upload back as it is; undefined if what it has differs
 * @throws SinkFailure, or what the delivery throws
 */
export async function readBack(
  ask: Ask,
  url: string,
  part: ShipmentPart,
  delivery: Delivery,
): Promise<Verified | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  let askedBytes = 0;
  let refusal: { readonly error: unknown } | undefined;
  await delivery.allow(0);
  const answer = await ask({
    method: 'GET',
    url,
    signal: delivery.signal,
    // A little more than what can be right, for the page that says no.
    mostAnswerBytes: part.sizeBytes + MOST_ANSWER_BYTES,
    take: (piece) => {
      if (refusal !== undefined) throw refusal.error;
      bytes += piece.length;
      hash.update(piece);
      if (bytes - askedBytes < ASK_EVERY_BYTES) return;
      askedBytes = bytes;
      void delivery.allow(0).catch((error: unknown) => {
        refusal = { error };
      });
    },
  });
  if (answer.status !== 200) {
    const failure = failureOfStatus(answer);
    if (failure.fault.reason === 'server-busy') throw failure;
    return 'length';
  }
  if ((answer.headers.get('content-encoding') ?? 'identity') !== 'identity') return 'length';
  return bytes === part.sizeBytes && hash.digest('hex') === part.sha256 ? 'hash' : undefined;
}
