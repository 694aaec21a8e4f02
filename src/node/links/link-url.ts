import { isIP } from 'node:net';
import { FlightveilError } from '../../model/errors.ts';

/** Formats that links carry. */
export const linkFormats = ['mavlink', 'nmea', 'tlog'] as const;
export type LinkFormat = (typeof linkFormats)[number];

/** Where a link leads. */
export type LinkPlace =
  | { readonly kind: 'udp-server' | 'tcp-server'; readonly bind: string | undefined; readonly port: number }
  | { readonly kind: 'udp-client' | 'tcp-client'; readonly host: string; readonly port: number }
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number }
  | { readonly kind: 'file'; readonly path: string; readonly rate: 'real' | 'full' }
  | { readonly kind: 'stdio' };

/** A link as a user writes it. */
export interface LinkUrl {
  /** As it was written, without its parameters. */
  readonly name: string;
  readonly place: LinkPlace;
  /** Undefined: as the file or the other side has it. */
  readonly format: LinkFormat | undefined;
  /** Whose receiver the NMEA sentences come from. */
  readonly of: 'operator' | 'aircraft' | undefined;
  /** Of outputs. */
  readonly purpose: string | undefined;
  readonly recipient: string | undefined;
  readonly level: string | undefined;
  /** Units that may wait. */
  readonly queue: number | undefined;
  readonly drop: 'newest' | 'never' | undefined;
  /** What the far side may say to the devices. */
  readonly allow: readonly string[];
}

export type Side = 'from' | 'to';

const DEFAULT_BAUD = 57_600;
const LEAST_BAUD = 110;
const MOST_BAUD = 12_000_000;
const MOST_QUEUE = 65_536;

/** The forms of links, for help and errors. */
export const linkForms =
  'udp://:PORT, udp://HOST:PORT, tcp://:PORT, tcp://HOST:PORT, serial:///dev/NAME?baud=57600, file:PATH, - for standard streams';

/**
 * Reads a link: `udp://:14550`, `tcp://host:5760`, `serial:///dev/ttyACM0?baud=57600`, `file:PATH`, `-` or `stdio:`, each with parameters
 * behind a question mark.
 * @param side an input or an output: they have different parameters
 * @throws FlightveilError `usage` that names the part that is wrong, and quotes nothing
 */
export function parseLink(text: string, side: Side): LinkUrl {
  const mark = text.indexOf('?');
  const name = mark < 0 ? text : text.slice(0, mark);
  const parameters = new Parameters(mark < 0 ? '' : text.slice(mark + 1));
  const place = placeOf(name, side, parameters);
  const isOutput = side === 'to';
  const link: LinkUrl = {
    ...{ name: name === 'stdio:' ? '-' : name, place },
    format: parameters.oneOf('format', linkFormats),
    of: isOutput ? undefined : parameters.oneOf('of', ['operator', 'aircraft'] as const),
    purpose: isOutput ? parameters.text('for') : undefined,
    recipient: isOutput ? parameters.text('recipient') : undefined,
    level: isOutput ? parameters.text('level') : undefined,
    queue: isOutput ? parameters.whole('queue', 1, MOST_QUEUE) : undefined,
    drop: isOutput ? parameters.oneOf('drop', ['newest', 'never'] as const) : undefined,
    allow: isOutput ? (parameters.text('allow')?.split(',') ?? []) : [],
  };
  parameters.mustBeDone();
  if (link.drop === 'never' && /^(?:udp|tcp)-/.test(place.kind)) {
    throw misused('its parameter drop cannot be never: networks lose what is under way when a connection does');
  }
  if (link.allow.includes('')) throw misused('its parameter allow has an empty name');
  return link;
}

function placeOf(name: string, side: Side, parameters: Parameters): LinkPlace {
  if (name === '-' || name === 'stdio:') return { kind: 'stdio' };
  const colon = name.indexOf(':');
  const scheme = name.slice(0, Math.max(0, colon));
  const rest = name.slice(colon + 1);
  switch (scheme) {
    case 'udp':
    case 'tcp':
      return netPlace(scheme, rest, parameters);
    case 'serial':
      return serialPlace(rest, parameters);
    case 'file':
      if (rest === '') throw misused('it names no file');
      return {
        ...{ kind: 'file', path: rest },
        rate: (side === 'from' ? parameters.oneOf('rate', ['real', 'full'] as const) : undefined) ?? 'real',
      };
    default:
      throw misused('it is of no known kind');
  }
}

function netPlace(scheme: 'udp' | 'tcp', rest: string, parameters: Parameters): LinkPlace {
  if (rest.includes('@')) throw misused('it has a user name or a password, which these links do not use');
  const match = /^\/\/(?:\[([^\]]*)\]|([^:[\]/]*)):(\d{1,5})\/?$/.exec(rest);
  if (match === null) throw misused('its address is no host and port');
  const [, literal, named, digits] = match;
  const port = Number(digits);
  if (literal !== undefined && isIP(literal) !== 6) throw misused('its host is no IPv6 address');
  const host = literal ?? named!;
  if (host === '') {
    if (port > 65_535) throw misused('its port is not one from 0 to 65535');
    const bind = parameters.text('bind');
    if (bind !== undefined && isIP(bind) === 0) throw misused('its parameter bind is no IP address');
    return { kind: `${scheme}-server`, bind, port };
  }
  if (port < 1 || port > 65_535) throw misused('its port is not one from 1 to 65535');
  if (literal === undefined && !isHostName(host)) throw misused('its host is no name or address');
  // A name service could answer with another machine.
  return { kind: `${scheme}-client`, host: host.toLowerCase() === 'localhost' ? '127.0.0.1' : host, port };
}

function serialPlace(rest: string, parameters: Parameters): LinkPlace {
  const path = rest.replace(/^\/\//, '');
  if (!/^(?:\/.+|COM\d{1,3})$/.test(path)) throw misused('it names no port: serial:///dev/NAME, or serial://COM3');
  return { kind: 'serial', path, baud: parameters.whole('baud', LEAST_BAUD, MOST_BAUD) ?? DEFAULT_BAUD };
}

function isHostName(host: string): boolean {
  return host.length <= 253 && /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(host);
}

/**
 * Whether what is sent there stays on this machine: files, standard streams, its own serial lines, and loopback addresses. Names other than
 * `localhost` count as other machines, whatever they resolve to; so do servers that listen on more than loopback.
 */
export function isLocal(place: LinkPlace): boolean {
  switch (place.kind) {
    case 'udp-client':
    case 'tcp-client':
      return isLoopback(place.host);
    case 'udp-server':
    case 'tcp-server':
      return place.bind !== undefined && isLoopback(place.bind);
    default:
      return true;
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** The parameters of one link; each is asked for once, and what nobody asked for is wrong. */
class Parameters {
  readonly #values = new Map<string, string>();

  constructor(text: string) {
    for (const [key, value] of new URLSearchParams(text)) {
      if (this.#values.has(key)) throw misused('a parameter of it is given twice');
      this.#values.set(key, value);
    }
  }

  text(key: string): string | undefined {
    const value = this.#values.get(key);
    this.#values.delete(key);
    if (value === '') throw misused(`its parameter ${key} is empty`);
    return value;
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const found = values.find((known) => known === value);
    if (found === undefined) throw misused(`its parameter ${key} is none of ${values.join(', ')}`);
    return found;
  }

  whole(key: string, least: number, most: number): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most))
      throw misused(`its parameter ${key} is no number from ${least} to ${most}`);
    return number;
  }

  mustBeDone(): void {
    if (this.#values.size === 0) return;
    const known = [...this.#values.keys()].find((key) => parameterNames.includes(key));
    throw misused(known === undefined ? 'a parameter of it is unknown' : `its parameter ${known} has no meaning there`);
  }
}

const parameterNames = [
  ...['format', 'of', 'for', 'recipient', 'level', 'queue', 'drop', 'allow', 'bind', 'baud', 'rate'],
];

function misused(what: string): FlightveilError {
  return new FlightveilError('usage', `a link is wrong: ${what}`, { advice: `Links: ${linkForms}.` });
}
