import { isIPv4 } from 'node:net';
import { SinkFailure } from './failure.ts';

/** Whether a host name of a `URL` is this machine (RFC 6761, section 6.3, and the addresses 127.0.0.0/8 and ::1). */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}

/**
 * An address that requests may go to: https, or http to this machine (or anywhere, if that is allowed), without credentials in it.
 * @throws SinkFailure `insecure` with `facts.address` saying why
 */
export function checkedAddress(address: string | URL, allowInsecure: boolean): URL {
  if (!URL.canParse(address)) throw new SinkFailure('insecure', { facts: { address: 'invalid' } });
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new SinkFailure('insecure', { facts: { address: 'scheme' } });
  if (url.username !== '' || url.password !== '')
    throw new SinkFailure('insecure', { facts: { address: 'credentials' } });
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    throw new SinkFailure('insecure', { facts: { address: 'plain-http' } });
  }
  return url;
}
