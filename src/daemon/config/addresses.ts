/** Protocols that nobody on the way reads along with, and those that anybody can. */
const secure: ReadonlySet<string> = new Set(['https:', 'mqtts:', 'wss:']);
const insecure: ReadonlySet<string> = new Set(['http:', 'mqtt:', 'ws:']);

const web = ['https:', 'http:'];
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i;
const broker = ['mqtts:', 'mqtt:', 'wss:', 'ws:'];

/**
 * Checks an address of a sink.
 * @returns the address in its usual form, or what is wrong with it, in words that repeat nothing of it
 */
export function checkAddress(
  written: string,
  of: { readonly kind: 'web' | 'broker'; readonly allowInsecure: boolean },
): { readonly url: string } | { readonly wrong: string } {
  const protocols = of.kind === 'web' ? web : broker;
  const wanted = of.kind === 'web' ? 'https:// or http://' : 'mqtts://, mqtt://, wss:// or ws://';
  if (!/^[a-z]+:\/\/[^/\\]/.test(written) || !URL.canParse(written))
    return { wrong: `must be an address that begins with ${wanted}` };
  const url = new URL(written);
  if (!protocols.includes(url.protocol)) return { wrong: `must begin with ${wanted}` };
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/.test(written)) {
    return { wrong: 'must have no user name and no password in it: secrets stand in files or in the keyring' };
  }
  if (/[?#]/.test(written)) return { wrong: 'must have no query and no fragment (? or #)' };
  if (/[\\]/.test(written)) return { wrong: 'must have no backslash' };
  if (!HOST.test(url.hostname)) return { wrong: 'must name a host' };
  if (insecure.has(url.protocol) && !of.allowInsecure && !isLoopback(url.hostname)) {
    const better = [...secure].find((name) => name === url.protocol.replace(':', 's:')) ?? 'mqtts:';
    return { wrong: `must be ${better.slice(0, -1)}, or this machine, or have allowInsecure: true beside it` };
  }
  return { url: url.href };
}

/** RFC 1122 3.2.1.3 and RFC 4291 2.5.3, and the one name that RFC 6761 6.3 reserves. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
