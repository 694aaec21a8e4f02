import { createHash } from 'node:crypto';
import { chmod, lstat, unlink } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { hasCode } from '../../node/errors.ts';
import { openState, orUnusable } from '../../node/state.ts';

/** How the daemon is, for service managers and people. */
export interface Health {
  readonly isHealthy: boolean;
  /** Fixed words: `no-progress`, `spool-full`, ... */
  readonly reasons: readonly string[];
}

/** What is asked at each request. */
export interface SocketAnswers {
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  health(): Health | Promise<Health>;
}

export interface LocalSocket {
  readonly path: string;
  close(): Promise<void>;
}

/** sun_path holds 108 bytes on Linux and 104 on macOS, the zero at its end included. */
const LONGEST_PATH_BYTES = 103;
const MOST_CONNECTIONS = 16;
const REQUEST_MS = 5_000;
const HEADER_BYTES = 4_096;

/** Where the daemon of a state folder answers: a socket in it; on Windows a pipe that is named after it. */
export function socketPath(home: string, on: NodeJS.Platform = platform()): string {
  if (on !== 'win32') return join(home, 'sync.sock');
  const name = createHash('sha256').update(resolve(home).toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\flightveil-${name}`;
}

/**
 * Answers GET /metrics and GET /health, to the owner of the state folder only. Take the instance lock first: a socket that nobody answers is
 * replaced.
 * @throws FlightveilError `state-unusable` if others have access to the folder, its path is too long, or something else answers there
 */
export async function openLocalSocket(home: string, answers: SocketAnswers): Promise<LocalSocket> {
  await openState(home);
  const path = socketPath(home);
  const isPipe = platform() === 'win32';
  if (!isPipe && Buffer.byteLength(path) > LONGEST_PATH_BYTES) {
    throw new FlightveilError('state-unusable', 'the path of the state folder is too long for a socket', {
      facts: { mostBytes: LONGEST_PATH_BYTES },
      advice: 'Name a shorter one with --home, or set metrics: false in the configuration.',
    });
  }
  return orUnusable(async () => {
    if (!isPipe) await removeStale(path);
    const server = createServer({
      maxHeaderSize: HEADER_BYTES,
      requestTimeout: REQUEST_MS,
      headersTimeout: REQUEST_MS,
    });
    server.maxConnections = MOST_CONNECTIONS;
    server.maxRequestsPerSocket = 1;
    server.setTimeout(2 * REQUEST_MS);
    server.on('request', (request, response) => {
      // No request of ours has a body: what comes is not read.
      answer(request.method, request.url, answers, response).catch(() => end(response, 500, 'text/plain', ''));
    });
    server.on('clientError', (_error, socket) => socket.destroy());
    await listen(server, path);
    // The folder keeps others out from the first moment on; this is for whoever opens it later.
    if (!isPipe) await chmod(path, 0o600);
    return { path, close: () => close(server) };
  });
}

async function answer(
  method: string | undefined,
  url: string | undefined,
  answers: SocketAnswers,
  response: ServerResponse,
): Promise<void> {
  if (url !== '/metrics' && url !== '/health') return end(response, 404, 'text/plain', '');
  if (method !== 'GET') return end(response, 405, 'text/plain', '', { Allow: 'GET' });
  if (url === '/metrics') {
    const { contentType, text } = await answers.metrics();
    return end(response, 200, contentType, text);
  }
  const { isHealthy, reasons } = await answers.health();
  const body = JSON.stringify({ status: isHealthy ? 'ok' : 'failing', reasons });
  end(response, isHealthy ? 200 : 503, 'application/json', `${body}\n`);
}

function end(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  more: Record<string, string> = {},
): void {
  if (response.headersSent) return;
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      Connection: 'close',
      ...more,
    })
    .end(body);
}

async function removeStale(path: string): Promise<void> {
  const facts = await lstat(path).catch((error: unknown) => {
    if (hasCode(error, ['ENOENT'])) return undefined;
    throw error;
  });
  if (facts === undefined) return;
  if (!facts.isSocket()) throw inTheWay('something that is no socket has its name');
  if (await answersAt(path)) throw inTheWay('another process answers on the local socket');
  await unlink(path);
}

/** Whether anybody listens there. */
function answersAt(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    const said = (isThere: boolean) => {
      socket.destroy();
      done(isThere);
    };
    socket.setTimeout(REQUEST_MS, () => said(true));
    socket.once('connect', () => said(true));
    socket.once('error', (error) => said(!hasCode(error, ['ECONNREFUSED', 'ENOENT'])));
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => {
      server.removeListener('error', fail);
      done();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function inTheWay(what: string): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    advice: 'Stop the other daemon, or name another state folder with --home.',
  });
}
