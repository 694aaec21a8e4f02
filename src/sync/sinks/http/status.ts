import type { SinkFault } from '../../sink.ts';
import { SinkFailure } from './failure.ts';
import { retryAfterMs } from './retry-after.ts';

const reasons: Readonly<Record<number, SinkFault['reason']>> = {
  401: 'not-authorised',
  403: 'not-authorised',
  404: 'not-found',
  408: 'server-busy',
  409: 'conflict',
  413: 'too-large',
  429: 'server-busy',
  503: 'server-busy',
  507: 'no-space',
};

/**
 * What a status that is no success means (RFC 9110, section 15). The status is the only fact; the phrase beside it is the server's and
 * stays unread.
 */
export function failureOfStatus(answer: {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}): SinkFailure {
  const { status } = answer;
  const facts = { status };
  if (status >= 300 && status < 400) return new SinkFailure('redirected', { facts });
  const reason = reasons[status];
  if (reason === 'server-busy') {
    const afterMs = retryAfterMs(answer.headers.get('retry-after'), Date.now());
    return new SinkFailure(reason, afterMs === undefined ? { facts } : { facts, afterMs });
  }
  if (reason !== undefined) return new SinkFailure(reason, { facts });
  if (status >= 400 && status < 500) return new SinkFailure('refused', { facts });
  return new SinkFailure(status >= 500 && status < 600 ? 'server-failed' : 'answer-invalid', { facts });
}
