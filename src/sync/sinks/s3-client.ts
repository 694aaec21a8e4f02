import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3SinkConfig } from '../sync-config.ts';
import { type BoundedClient, MOST_ANSWER_BYTES } from './http/bounded-client.ts';
import { SinkFailure } from './http/failure.ts';
import { failureOfStatus } from './http/status.ts';

const MINUTE_MS = 60_000;
/** Bytes that are sent between two questions to the decision. */
const STEP_BYTES = 64 * 1024;

/** All that a request says besides its host, its length and its agent, which the client underneath writes. */
const HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'content-md5',
  'content-type',
  'range',
  'x-amz-content-sha256',
  'x-amz-date',
]);
const WRITTEN_BELOW: ReadonlySet<string> = new Set(['host', 'content-length']);

/** What goes with one request. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Asked before each piece of a request's body. */
  readonly allow?: (bytes: number) => Promise<void>;
  /** Of the answer's body. */
  readonly mostAnswerBytes?: number;
  /** Gets the answer's body, which is empty afterwards. */
  readonly take?: (piece: Uint8Array) => void;
}

interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, string | readonly string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** S3 over our own bounded client: the SDK writes, signs and parses, and decides nothing. For one try, as it holds the keys. */
export interface S3Calls {
  /**
   * @throws SinkFailure, and what `allow` and the signal throw
   */
  call<T>(
    work: (client: S3Client, sdk: typeof import('@aws-sdk/client-s3')) => Promise<T>,
    options: CallOptions,
  ): Promise<T>;
}

export async function openS3(config: S3SinkConfig, http: BoundedClient): Promise<S3Calls> {
  const sdk = await import('@aws-sdk/client-s3');
  let current: CallOptions | undefined;
  let thrown: { readonly error: unknown } | undefined;
  const client: S3Client = new sdk.S3Client({
    region: config.region,
    // Said here, so that no variable of the environment sends the logs elsewhere.
    endpoint: config.endpoint ?? amazonOf(config.region),
    credentials: {
      accessKeyId: await config.accessKeyId.reveal(),
      secretAccessKey: await config.secretAccessKey.reveal(),
    },
    forcePathStyle: config.pathStyle,
    followRegionRedirects: false,
    maxAttempts: 1,
    // All that follows would be asked of the environment and of the user's settings for Amazon otherwise.
    retryMode: 'standard',
    defaultsMode: 'standard',
    authSchemePreference: ['sigv4'],
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    disableClockSkewCorrection: async () => false,
    userAgentAppId: async () => undefined,
    sigv4aSigningRegionSet: [],
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    defaultUserAgentProvider: async () => [],
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async (request: SdkRequest) => {
        try {
          return { response: await ask(http, request, current!) };
        } catch (error) {
          thrown = { error };
          // The SDK writes into what it is given, so it gets nothing of ours.
          throw new Error('the request came to nothing');
        }
      },
    },
  });
  roundClock(client.config);
  client.middlewareStack.addRelativeTo(keepOurHeaders, {
    name: 'flightveilHeaders',
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
  });
  return {
    async call(work, options) {
      options.signal.throwIfAborted();
      current = options;
      thrown = undefined;
      try {
        return await work(client, sdk);
      } catch {
        const failed = thrown as { readonly error: unknown } | undefined;
        if (failed !== undefined) throw failed.error;
        options.signal.throwIfAborted();
        // It was answered, with a success, and could not be understood.
        throw new SinkFailure('answer-invalid');
      }
    },
  };
}

/** Takes away what the SDK says of itself, of the machine and of the try, before the rest is signed. */
function keepOurHeaders<Args extends object, Result>(next: (args: Args) => Promise<Result>) {
  return (args: Args): Promise<Result> => {
    const { headers } = (args as unknown as { request: SdkRequest }).request;
    for (const name of Object.keys(headers)) {
      if (!HEADERS.has(name.toLowerCase()) && !WRITTEN_BELOW.has(name.toLowerCase())) delete headers[name];
    }
    return next(args);
  };
}

const amazonOf = (region: string): string =>
  `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/**
 * Signatures carry the time. Rounded down to the minute it says little about a clock that is off by seconds, which is a mark of a machine;
 * servers take a time that is up to 15 minutes old. What servers say about our clock does not change it.
 */
function roundClock(config: object): void {
  Object.defineProperty(config, 'systemClockOffset', {
    get: () => -(Date.now() % MINUTE_MS),
    set: () => undefined,
    configurable: true,
  });
}

async function ask(http: BoundedClient, request: SdkRequest, options: CallOptions) {
  const { body } = request;
  const bytes = bytesOf(body);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (HEADERS.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
    // What is signed and not sent would be refused anyway.
    else if (!WRITTEN_BELOW.has(name.toLowerCase())) throw new SinkFailure('refused', { facts: { what: 'header' } });
  }
  const answer = await http.request({
    method: request.method as 'GET',
    url: addressOf(request),
    headers,
    ...(bytes === undefined || bytes.length === 0
      ? { ...(request.method === 'PUT' || request.method === 'POST' ? { body: new Uint8Array(0) } : {}) }
      : { body: asked(bytes, options.allow), contentLength: bytes.length }),
    signal: options.signal,
    mostAnswerBytes: options.mostAnswerBytes ?? 8 * MOST_ANSWER_BYTES,
    ...(options.take === undefined ? {} : { take: options.take }),
  });
  if (answer.status >= 300) throw failureOfStatus(answer);
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Readable.from(answer.body.length === 0 ? [] : [answer.body]),
  };
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  throw new SinkFailure('refused', { facts: { what: 'body' } });
}

async function* asked(bytes: Uint8Array, allow: CallOptions['allow']): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    const piece = bytes.subarray(at, at + STEP_BYTES);
    await allow?.(piece.length);
    yield piece;
  }
}

function addressOf({ protocol, hostname, port, path, query }: SdkRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one: string | null) => `${percentEncoded(name)}=${percentEncoded(one ?? '')}`,
    ),
  );
  const search = pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`;
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${search}`;
}

/** As signatures have it (RFC 3986). */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
