import { createHash } from 'node:crypto';

/** `Content-Digest` of RFC 9530, section 2, for a SHA-256 in hexadecimal digits. */
export function digestField(sha256: string): string {
  return `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
}

/**
 * What an answer says of the hash of what was stored (RFC 9530, sections 2 and 3): `same` or `differs`; undefined if it says nothing of it,
 * which a digest of the answer's own body does not.
 */
export function digestSaid(
  answer: { readonly headers: ReadonlyMap<string, string>; readonly body: Uint8Array },
  sha256: string,
): 'same' | 'differs' | undefined {
  const own = createHash('sha256').update(answer.body).digest('hex');
  const fields = [answer.headers.get('repr-digest') ?? '', answer.headers.get('content-digest') ?? ''];
  const said = fields
    .join(',')
    .split(',')
    .map((member) => /^\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(member)?.[1])
    .filter((base64) => base64 !== undefined)
    .map((base64) => Buffer.from(base64, 'base64').toString('hex'));
  if (said.some((each) => each !== sha256 && each !== own)) return 'differs';
  return said.includes(sha256) ? 'same' : undefined;
}
