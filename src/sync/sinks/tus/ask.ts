import type { Secret } from '../../sync-config.ts';
import type { BoundedAnswer, BoundedClient, BoundedRequest } from '../http/bounded-client.ts';
import { SinkFailure } from '../http/failure.ts';
import { failureOfStatus } from '../http/status.ts';

/** One request to the tus server, with what all of them carry. Throws like {@link BoundedClient.request}. */
export type Ask = (request: BoundedRequest) => Promise<BoundedAnswer>;

/**
 * Requests with `Tus-Resumable` (but OPTIONS, which must not have it) and the token, if there is one.
 * @throws SinkFailure `not-authorised` if the token cannot be read or is none
 */
export async function asking(client: BoundedClient, bearer: Secret | undefined): Promise<Ask> {
  const authorization = bearer === undefined ? undefined : `Bearer ${await tokenOf(bearer)}`;
  return (request) => {
    const headers = {
      ...(request.method !== 'OPTIONS' && { 'tus-resumable': '1.0.0' }),
      ...(authorization !== undefined && { authorization }),
      ...request.headers,
    };
    return client.request({ ...request, headers });
  };
}

async function tokenOf(bearer: Secret): Promise<string> {
  const unusable = () => new SinkFailure('not-authorised', { facts: { secret: bearer.from } });
  const token = await bearer.reveal().catch(() => {
    throw unusable();
  });
  // RFC 6750, section 2.1.
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token)) throw unusable();
  return token;
}

/** The upload is of no use any more, or the server says of it what cannot be: a new one must be begun. */
export class UploadLost extends Error {
  readonly reason: 'upload-gone' | 'answer-invalid';

  constructor(reason: 'upload-gone' | 'answer-invalid') {
    super(reason);
    this.name = 'UploadLost';
    this.reason = reason;
  }
}

/** What a status of no success means in tus 1.0.0. */
export function failureOfTus(answer: BoundedAnswer): SinkFailure {
  const facts = { status: answer.status };
  switch (answer.status) {
    case 409: // The offset is not the one that it acknowledged.
      return new SinkFailure('answer-invalid', { facts });
    case 423: // An earlier request of ours still holds it.
      return new SinkFailure('server-busy', { facts });
    case 460: // Checksum extension.
      return new SinkFailure('hash-differs', { facts });
    default:
      return failureOfStatus(answer);
  }
}
