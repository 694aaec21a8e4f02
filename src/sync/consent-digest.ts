import { createHash } from 'node:crypto';
import { sortedJson } from '../bytes/sorted-json.ts';
import type { ConsentLedger } from '../consent/ledger.ts';
import type { Request } from '../policy/request.ts';

/**
 * Changes whenever something was said, or has begun or ended, that the answer to a request can depend on. What was merely released, and what time the ledger
 * has seen, is not part of it.
 * @throws FlightveilError `state-unusable`
 */
export async function consentDigest(ledger: ConsentLedger, request: Request, nowS: number): Promise<string> {
  const { grants, bars, subject } = await ledger.state(nowS);
  const { purpose, recipient } = request;
  const isOf = (said: { purpose?: string; recipient?: string }): boolean =>
    (said.purpose ?? purpose) === purpose && (said.recipient ?? recipient) === recipient;
  const standing = grants.filter(({ grant }) => isOf(grant));
  const isValid = ({ grant }: (typeof grants)[number]): boolean =>
    grant.validFromS <= nowS && nowS < (grant.validUntilS ?? Number.POSITIVE_INFINITY);
  const said = { grants: standing, valid: standing.map(isValid), bars: bars.filter(isOf), subject, request };
  return createHash('sha256').update(sortedJson(said)).digest('hex');
}
