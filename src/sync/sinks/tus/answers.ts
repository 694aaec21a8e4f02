const MAX_URL_LENGTH = 2048;

/** Whether an address is one that uploads may be sent to: http or https, at the origin of the endpoint, without credentials, of bounded length. */
export function isUploadUrl(url: unknown, endpoint: string): url is string {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH || !URL.canParse(url)) return false;
  const { protocol, origin, username, password, hash } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return origin === new URL(endpoint).origin && username === '' && password === '' && hash === '';
}

/**
 * The address of a new upload, absolute and in normal form; undefined if we would not follow it there. The endpoint itself is not one: a DELETE
 * of it would not be about our upload.
 * @param location the `Location` header
 */
export function uploadUrl(location: string | undefined, endpoint: string): string | undefined {
  if (location === undefined || !/^[\x21-\x7e]+$/.test(location)) return undefined;
  if (!URL.canParse(location, endpoint)) return undefined;
  const { href } = new URL(location, endpoint);
  return isUploadUrl(href, endpoint) && href !== new URL(endpoint).href ? href : undefined;
}

/** A count of bytes in a header: digits only, so that neither `12abc` nor `-1` nor `1e3` is one. */
export function byteCount(header: string | undefined): number | undefined {
  return header !== undefined && /^(?:0|[1-9]\d{0,15})$/.test(header) && Number.isSafeInteger(Number(header))
    ? Number(header)
    : undefined;
}

/**
 * When an upload expires by our clock, in milliseconds since 1970: the server's own clock, where it says it, makes up for a wrong one here.
 * Undefined: it did not say, or not so that one could read it.
 */
export function expiryMs(header: string | undefined, date: string | undefined, nowMs: number): number | undefined {
  const atMs = httpDateMs(header);
  if (atMs === undefined) return undefined;
  return nowMs + Math.max(0, atMs - (httpDateMs(date) ?? nowMs));
}

function httpDateMs(header: string | undefined): number | undefined {
  // RFC 9110, section 5.6.7, the preferred form: nothing else is guessed at.
  if (header === undefined || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)) return;
  const ms = Date.parse(header);
  return Number.isNaN(ms) ? undefined : ms;
}

/** What a server says that it can do. */
export interface Capabilities {
  readonly hasVersion: boolean;
  readonly canCreate: boolean;
  readonly checksum: 'sha256' | 'sha1' | undefined;
  readonly maxBytes: number | undefined;
}

/** @param header of the answer to OPTIONS (tus 1.0.0, section "OPTIONS") */
export function capabilities(header: (name: string) => string | undefined): Capabilities {
  const words = (name: string): string[] => (header(name) ?? '').split(',').map((word) => word.trim().toLowerCase());
  const extensions = words('tus-extension');
  const algorithms = extensions.includes('checksum') ? words('tus-checksum-algorithm') : [];
  return {
    hasVersion: words('tus-version').includes('1.0.0'),
    canCreate: extensions.includes('creation'),
    checksum: algorithms.includes('sha256') ? 'sha256' : algorithms.includes('sha1') ? 'sha1' : undefined,
    maxBytes: byteCount(header('tus-max-size')),
  };
}
