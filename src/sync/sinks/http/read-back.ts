import { createHash } from 'node:crypto';
import type { ShipmentPart } from '../../sink.ts';
import type { BoundedClient } from './bounded-client.ts';
import { SinkFailure } from './failure.ts';
import { failureOfStatus } from './status.ts';

/**
 * Gets what is at an address and compares it with a part, by size and hash; no more is taken than the part's size.
 * @returns `absent` where there is nothing
 * @throws SinkFailure if the server gives neither
 */
export async function readBack(
  client: BoundedClient,
  url: URL,
  part: Pick<ShipmentPart, 'sizeBytes' | 'sha256'>,
  {
    moved,
    ...options
  }: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly moved: () => void;
  },
): Promise<'same' | 'differs' | 'absent'> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const answer = await client.request({
    method: 'GET',
    url,
    ...options,
    mostAnswerBytes: part.sizeBytes,
    take: (piece) => {
      sizeBytes += piece.length;
      moved();
      hash.update(piece);
    },
  });
  if (answer.status === 404 || answer.status === 410) return 'absent';
  if (answer.status !== 200) {
    if (answer.status < 300) throw new SinkFailure('answer-invalid', { facts: { status: answer.status } });
    throw failureOfStatus(answer);
  }
  return sizeBytes === part.sizeBytes && hash.digest('hex') === part.sha256 ? 'same' : 'differs';
}
