import { FlightveilError } from '../model/errors.ts';
import type { SendToWitness, WitnessAnswer } from '../unlock/log/witness-request.ts';
import { linkError } from './links/link-errors.ts';

/** A few hundred signatures. */
const MOST_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;

/** The same everywhere, whatever the machine, its language or the version of Node. What fetch adds by itself is as constant. */
const HEADERS = { 'user-agent': 'flightveil', accept: '*/*', 'accept-language': '*', 'accept-encoding': 'identity' };

/**
 * A witness at an address, over HTTP.
 * @param address its submission prefix: https, or http on this machine alone; without a login, a query or a fragment
 * @param options `timeoutMs`: from the request to the end of the answer
 * @returns throws FlightveilError `link-failed` if nothing, not all or more than 64 KiB comes back. Redirections are answers like others.
 * @throws FlightveilError `usage` for another address
 */
export function witnessAt(address: string, { timeoutMs = TIMEOUT_MS } = {}): SendToWitness {
  const url = urlOf(address);
  return async (body) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: HEADERS,
        // As bytes: text would bring a content type that nobody asks for.
        body: new TextEncoder().encode(body),
        redirect: 'manual',
        signal,
      });
      return { status: response.status, body: await bodyOf(response) };
    } catch (error) {
      throw witnessError(error, signal.aborted);
    }
  };
}

function urlOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isSafe || /[?#@]/.test(address)) {
    throw new FlightveilError('usage', 'this is no address of a witness', {
      advice: 'Write it as https://witness.example/prefix, without a login or a query; http is for this machine alone.',
    });
  }
  url.pathname = `${url.pathname.replace(/\/$/, '')}/add-checkpoint`;
  return url;
}

/** @param host as URLs have it: IPv4 addresses are in their one form, IPv6 addresses in brackets */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function bodyOf({ body }: Response): Promise<WitnessAnswer['body']> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop ends the connection.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MOST_BYTES) throw new FlightveilError('link-failed', 'the witness answers more than 64 KiB');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function witnessError(error: unknown, isLate: boolean): FlightveilError {
  if (error instanceof FlightveilError) return error;
  if (isLate) return new FlightveilError('link-failed', 'the witness does not answer in time');
  // What fetch throws says nothing; its cause is of the system.
  const { message, facts, advice, cause } = linkError(error instanceof Error ? error.cause : error);
  return new FlightveilError('link-failed', `no answer of the witness: ${message}`, {
    facts,
    cause,
    ...(advice === undefined ? {} : { advice }),
  });
}
