import type { Secret } from '../../sync-config.ts';
import { SinkFailure } from './failure.ts';

/**
 * The `authorization` header for what is configured: Bearer (RFC 6750) or Basic (RFC 7617, in UTF-8); none if nothing is.
 * @throws SinkFailure `not-authorised`, with `facts.credential`, if a secret cannot be read or cannot stand in a header
 */
export async function authorization(config: {
  readonly bearer?: Secret;
  readonly basic?: { readonly user: string; readonly password: Secret };
}): Promise<Readonly<Record<string, string>>> {
  if (config.bearer !== undefined) {
    const token = await revealed(config.bearer);
    if (!/^[\x21-\x7e]+$/.test(token)) throw unusable('not-a-token');
    return { authorization: `Bearer ${token}` };
  }
  if (config.basic !== undefined) {
    const { user, password } = config.basic;
    if (user.includes(':')) throw unusable('colon-in-user');
    const pair = Buffer.from(`${user}:${await revealed(password)}`, 'utf8').toString('base64');
    return { authorization: `Basic ${pair}` };
  }
  return {};
}

async function revealed(secret: Secret): Promise<string> {
  try {
    return await secret.reveal();
  } catch {
    throw unusable('unreadable');
  }
}

function unusable(credential: string): SinkFailure {
  return new SinkFailure('not-authorised', { facts: { credential } });
}
