import type { SinkConfig } from '../../../src/sync/sync-config.ts';
import { flightReviewServer, keyedFormServer } from '../../sync/servers/form.ts';
import { mosquitto } from '../../sync/servers/mosquitto.ts';
import { startNginx } from '../../sync/servers/nginx.ts';
import { ACCESS_KEY, REGION, SECRET_KEY, s3Server } from '../../sync/servers/s3.ts';
import { TusServer } from '../../sync/servers/tus.ts';

const destination = { country: 'CH', controller: 'University' };
const secret = (value: string) => ({ from: 'file' as const, reveal: async () => value });

/** A real server that runs. */
export interface Recipient {
  readonly port: number;
  stop(): Promise<void>;
}

/** One kind of recipient. */
export interface WatchedKind {
  readonly name: string;
  /** Of a sample that it takes. */
  readonly sample: 'copter.tlog' | 'copter.ulg' | 'records.ndjson';
  start(): Promise<Recipient>;
  /** The sink, through a port of this machine. */
  sink(port: number): SinkConfig;
  /** Every request that there may be: its method and the names of its headers, in the order in which they are sent. Undefined for what is no HTTP. */
  readonly requests?: readonly string[];
}

const port = (url: string): number => Number(new URL(url).port);

export const watchedKinds: readonly WatchedKind[] = [
  {
    name: 'tus',
    sample: 'copter.tlog',
    start: async () => {
      const server = await TusServer.start({ relativeLocation: true });
      return { port: server.port, stop: () => server.stop() };
    },
    sink: (at) => ({
      ...{ kind: 'tus', url: `http://127.0.0.1:${at}/files`, chunkBytes: 100_000, allowInsecure: false, destination },
      bearer: secret('bearer-of-the-user'),
    }),
    requests: [
      'OPTIONS: host connection authorization user-agent',
      'POST: host connection tus-resumable authorization upload-length upload-metadata user-agent content-length',
      'PATCH: host connection tus-resumable authorization upload-offset content-type user-agent content-length',
      'GET: host connection tus-resumable authorization user-agent',
    ],
  },
  {
    name: 's3',
    sample: 'copter.tlog',
    start: async () => {
      const server = await s3Server();
      return { port: port(server.url), stop: server.stop };
    },
    sink: (at) => ({
      ...{ kind: 's3', endpoint: `http://127.0.0.1:${at}`, region: REGION, bucket: 'uploads', prefix: 'in/' },
      ...{ accessKeyId: secret(ACCESS_KEY), secretAccessKey: secret(SECRET_KEY) },
      ...{ pathStyle: true, partBytes: 100_000, allowInsecure: false, destination },
    }),
    requests: [
      'PUT: host connection content-md5 content-type x-amz-date x-amz-content-sha256 authorization user-agent content-length',
      'HEAD: host connection x-amz-date x-amz-content-sha256 authorization user-agent',
      'POST: host connection content-type x-amz-date x-amz-content-sha256 authorization user-agent content-length',
    ],
  },
  {
    name: 'http PUT',
    sample: 'copter.tlog',
    start: startNginx,
    sink: (at) => ({
      ...{ kind: 'http', url: `http://127.0.0.1:${at}/locked/`, method: 'PUT', readBack: true, allowInsecure: false },
      ...{ basic: { user: 'pilot', password: secret('word') }, destination },
    }),
    requests: [
      'PUT: host connection authorization content-type content-digest idempotency-key user-agent content-length',
      'GET: host connection authorization user-agent',
    ],
  },
  {
    name: 'http POST',
    sample: 'copter.tlog',
    start: keyedFormServer,
    sink: (at) => ({
      ...{ kind: 'http', url: `http://127.0.0.1:${at}/form`, method: 'POST', readBack: false, allowInsecure: false },
      destination,
    }),
    requests: ['POST: host connection content-type idempotency-key user-agent content-length'],
  },
  {
    name: 'flight-review',
    sample: 'copter.ulg',
    start: flightReviewServer,
    sink: (at) => ({
      ...{ kind: 'flight-review', url: `http://127.0.0.1:${at}/`, visibility: 'private', allowInsecure: false },
      destination,
    }),
    requests: ['POST: host connection content-type user-agent content-length'],
  },
  {
    name: 'mqtt',
    sample: 'records.ndjson',
    start: async () => {
      const broker = await mosquitto();
      return { port: port(broker.url), stop: broker.stop };
    },
    sink: (at) => ({
      ...{ kind: 'mqtt', url: `mqtt://127.0.0.1:${at}`, topic: 'in', allowInsecure: false, destination },
    }),
  },
];

const drawn = 'flight-[0-9a-f]{16}\\.(?:tlog|ulg|ndjson)(?:\\.manifest\\.dsse\\.json)?';
const hash = '[0-9a-f]{64}';

/** What each header may say, all of it. */
export const headerValues: Readonly<Record<string, RegExp>> = {
  host: /^127\.0\.0\.1:\d+$/,
  // undici ends the connection after a HEAD.
  connection: /^(?:keep-alive|close)$/,
  'user-agent': /^flightveil$/,
  'content-length': /^\d+$/,
  'content-type':
    /^(?:application\/(?:json|octet-stream|offset\+octet-stream|xml)|multipart\/form-data; boundary=form-[0-9a-f]{48})$/,
  'content-md5': /^[\w+/]{22}==$/,
  'content-digest': /^sha-256=:[\w+/]{43}=:$/,
  'idempotency-key': /^"[0-9a-f]{32}(?:-manifest|-log)?"$/,
  'tus-resumable': /^1\.0\.0$/,
  'upload-length': /^\d+$/,
  'upload-offset': /^\d+$/,
  'upload-metadata': /^filename [\w+/=]+,filetype [\w+/=]+(?:,manifest [\w+/=]+)?$/,
  // To the minute, no finer.
  'x-amz-date': /^\d{8}T\d{4}00Z$/,
  'x-amz-content-sha256': new RegExp(`^${hash}$`),
  authorization: new RegExp(
    `^(?:Bearer bearer-of-the-user|Basic cGlsb3Q6d29yZA==|AWS4-HMAC-SHA256 Credential=S3RVER/\\d{8}/eu-central-1/s3/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=${hash})$`,
  ),
};

/** Every address that there may be. Of S3's `x-id` servers learn which library writes the requests, the same for everybody. */
export const pathValues: Readonly<Record<string, RegExp>> = {
  tus: /^\/files(?:\/[0-9a-f]{32})?$/,
  s3: new RegExp(
    `^/uploads/in/${drawn}(?:\\?(?:x-id=PutObject|uploads=|(?:partNumber=\\d+&)?uploadId=[0-9a-f]{32}(?:&x-id=UploadPart)?))?$`,
  ),
  'http PUT': new RegExp(`^/locked/${drawn}$`),
  'http POST': /^\/form$/,
  'flight-review': /^\/upload$/,
};

/** What `upload-metadata` stands for, decoded. */
export const metadataValues: Readonly<Record<string, RegExp>> = {
  filename: new RegExp(`^${drawn}$`),
  manifest: new RegExp(`^${drawn}$`),
  filetype: /^application\/(?:json|octet-stream)$/,
};
