import type { Agent, Dispatcher } from 'undici';
import { checkedAddress } from './address.ts';
import { failureOfError } from './connection-error.ts';
import { SinkFailure } from './failure.ts';
import { type BodyWatch, RequestBody } from './request-body.ts';
import { failureOfStatus } from './status.ts';
import { Watchdog } from './watchdog.ts';

/** What a server may take of our time and memory. */
export interface ClientLimits {
  /** From the first packet to a connection, with TLS. */
  readonly connectMs: number;
  /** Without a byte taken or given. */
  readonly stallMs: number;
  /** From the last byte of the request to the first of the answer: what lies in buffers on the way must arrive first. */
  readonly firstByteMs: number;
  /** From the last byte of the request to the last of the answer. */
  readonly answerMs: number;
  /** All header lines of one answer. */
  readonly headerBytes: number;
  /** Interim answers (1xx) before the answer. */
  readonly interimAnswers: number;
}

export const defaultLimits: ClientLimits = {
  connectMs: 15_000,
  stallMs: 60_000,
  firstByteMs: 180_000,
  answerMs: 600_000,
  headerBytes: 16 * 1024,
  interimAnswers: 16,
};

/** An answer's body is at most so long, unless a request says otherwise. */
export const MOST_ANSWER_BYTES = 64 * 1024;

export interface BoundedRequest {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT';
  readonly url: string | URL;
  /** Beside `host`, `connection`, `content-length` and `user-agent`, which are the same for everybody. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Of a body that is a stream: it is sent with this length, and must have it. */
  readonly contentLength?: number;
  readonly signal: AbortSignal;
  /** Of the body; {@link MOST_ANSWER_BYTES} if not given. A longer one is `answer-invalid`. */
  readonly mostAnswerBytes?: number;
  /** Gets the body piece by piece instead: the answer's own is empty then. It does not throw. */
  readonly take?: (piece: Uint8Array) => void;
  /** Give a 3xx as an answer: for a form whose success is one. It is not followed. */
  readonly redirectIsAnswer?: boolean;
}

export interface BoundedAnswer {
  readonly status: number;
  /** Names in small letters; lines of the same name joined with a comma. What a server wrote: to be checked, and never shown. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface ClientOptions {
  /** Plain http beyond this machine. */
  readonly allowInsecure: boolean;
  readonly limits?: Partial<ClientLimits>;
  /** Certificates of authorities to trust instead of the usual ones, in PEM. */
  readonly ca?: string;
}

/** HTTP/1.1 with a bound on everything that a server could make us do. One for each sink. */
export interface BoundedClient {
  /**
   * One request, one answer: any status but a redirect's, also 4xx and 5xx ({@link failureOfStatus} says what they mean; their bodies are not
   * read). A success before the whole body was handed over is `answer-invalid`.
   * @throws SinkFailure where there is no answer that counts; the reason of `signal` if it is aborted; what the body's source throws
   */
  request(request: BoundedRequest): Promise<BoundedAnswer>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function boundedClient(options: ClientOptions): BoundedClient {
  const limits = { ...defaultLimits, ...options.limits };
  let opened: Promise<Agent> | undefined;
  return {
    async request(request) {
      const url = checkedAddress(request.url, options.allowInsecure);
      request.signal.throwIfAborted();
      opened ??= openAgent(limits, options.ca);
      return await ask(await opened, limits, url, request);
    },
    async close() {
      const agent = await opened;
      opened = undefined;
      await agent?.destroy();
    },
  };
}

async function openAgent(limits: ClientLimits, ca: string | undefined): Promise<Agent> {
  const { Agent } = await import('undici');
  return new Agent({
    pipelining: 1,
    maxHeaderSize: limits.headerBytes,
    // The watchdog's business: it knows when we wait for ourselves.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: limits.connectMs,
      // Whatever the environment says.
      rejectUnauthorized: true,
      // A resumed TLS session would tell a server that two connections come from the same machine.
      maxCachedSessions: 0,
      ...(ca === undefined ? {} : { ca }),
    },
  });
}

async function ask(agent: Agent, limits: ClientLimits, url: URL, request: BoundedRequest): Promise<BoundedAnswer> {
  const control = new AbortController();
  const stop = () => control.abort(request.signal.reason);
  request.signal.addEventListener('abort', stop, { once: true });
  const watchdog = new Watchdog(() => control.abort(new SinkFailure('timed-out')));
  const awaitAnswer = () => {
    watchdog.arm(limits.firstByteMs);
    watchdog.limit(limits.answerMs);
  };
  const body = bodyOf(request, {
    asked: () => watchdog.pause(),
    gave: (isLast) => (isLast ? awaitAnswer() : watchdog.arm(limits.stallMs)),
  });
  const pieces = body?.isGiven === false ? body.pieces() : undefined;
  // Before a body is asked for there is only the connection to wait for.
  if (pieces === undefined) awaitAnswer();
  else watchdog.arm(limits.connectMs + limits.stallMs);
  let interimAnswers = 0;
  try {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: headersOf(request, body),
      // Undici takes any iterable; its types know only those of Node.
      body: body === undefined ? null : ((pieces ?? new Uint8Array(0)) as Uint8Array),
      signal: control.signal,
      onInfo: () => {
        interimAnswers++;
        if (interimAnswers > limits.interimAnswers) control.abort(new SinkFailure('answer-invalid'));
      },
    });
    watchdog.limit(limits.answerMs);
    watchdog.arm(limits.stallMs);
    const isEarly = body?.isGiven === false;
    const answer = await readAnswer(response, request, () => watchdog.arm(limits.stallMs));
    if (body?.error !== undefined) throw body.error;
    if (isEarly && answer.status < 300) throw new SinkFailure('answer-invalid', { facts: { status: answer.status } });
    return answer;
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (body?.error !== undefined) throw body.error;
    throw failureOfError(control.signal.aborted ? control.signal.reason : error);
  } finally {
    watchdog.end();
    request.signal.removeEventListener('abort', stop);
    // Files behind it are closed, also where the connection ended without another look at it.
    pieces?.return().catch(() => undefined);
  }
}

function bodyOf({ body, contentLength }: BoundedRequest, watch: BodyWatch): RequestBody | undefined {
  if (body === undefined) return undefined;
  const lengthBytes = contentLength ?? (body instanceof Uint8Array ? body.length : undefined);
  if (lengthBytes === undefined) throw new TypeError('a stream is sent with its length');
  return new RequestBody(body, lengthBytes, watch);
}

function headersOf(request: BoundedRequest, body: RequestBody | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...request.headers, 'user-agent': 'flightveil' };
  if (body !== undefined) headers['content-length'] = String(body.lengthBytes);
  return headers;
}

async function readAnswer(
  response: Dispatcher.ResponseData,
  request: BoundedRequest,
  moved: () => void,
): Promise<BoundedAnswer> {
  // Destroyed early it says so in an event that nobody else hears.
  response.body.on('error', () => undefined);
  const { statusCode: status } = response;
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  const answer = { status, headers, body: new Uint8Array(0) };
  if (status < 200 || status >= 300) {
    response.body.destroy();
    if (status >= 300 && status < 400 && request.redirectIsAnswer !== true) throw failureOfStatus(answer);
    return answer;
  }
  const mostBytes = request.mostAnswerBytes ?? MOST_ANSWER_BYTES;
  const announcedBytes = Number(headers.get('content-length') ?? 0);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  // A HEAD announces what it does not bring.
  if (request.method !== 'HEAD' && announcedBytes > mostBytes) {
    response.body.destroy();
    throw new SinkFailure('answer-invalid', { facts: { status } });
  }
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    moved();
    sizeBytes += piece.length;
    if (sizeBytes > mostBytes) throw new SinkFailure('answer-invalid', { facts: { status } });
    if (request.take !== undefined) request.take(piece);
    else pieces.push(piece);
  }
  return { ...answer, body: new Uint8Array(Buffer.concat(pieces)) };
}
