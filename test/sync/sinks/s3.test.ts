import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { MAX_RETRY_AFTER_MS, type Sink } from '../../../src/sync/sink.ts';
import type { ClientLimits } from '../../../src/sync/sinks/http/bounded-client.ts';
import { s3Sink } from '../../../src/sync/sinks/s3.ts';
import type { S3SinkConfig } from '../../../src/sync/sync-config.ts';
import { ACCESS_KEY, REGION, type S3Server, SECRET_KEY, s3Server } from '../servers/s3.ts';
import {
  answers,
  hostile as hostileBehaviours,
  type ScriptedServer,
  SERVER_WORD,
  scriptedServer,
  slow,
} from '../servers/scripted.ts';
import { type Content, content, nameOf, noise, Try, type TryOptions } from './parts.ts';
import { sinkSuite } from './suite.ts';

const secret = (value: string) => ({ from: 'file' as const, reveal: async () => value });

function config(server: S3Server, more: Partial<S3SinkConfig> = {}): S3SinkConfig {
  return {
    kind: 's3',
    destination: { country: 'CH', controller: 'me' },
    endpoint: server.url,
    region: REGION,
    bucket: server.bucket,
    prefix: 'logs/',
    accessKeyId: secret(ACCESS_KEY),
    secretAccessKey: secret(SECRET_KEY),
    pathStyle: true,
    partBytes: 150_000,
    allowInsecure: false,
    ...more,
  };
}

sinkSuite('s3', {
  start: async () => {
    const server = await s3Server();
    return {
      sink: s3Sink('mine', config(server)),
      received: (name) => server.object(`logs/${name}`),
      list: async () => (await server.list()).map((key) => key.replace('logs/', '')),
      cut: async () => {
        await server.pause();
        return server.resume;
      },
      secrets: [server.url, '127.0.0.1', SECRET_KEY, ACCESS_KEY, 'zanzibar'],
      stop: server.stop,
    };
  },
});

describe('a bucket', () => {
  let server: S3Server;
  let hostile: ScriptedServer | undefined;
  const sinks: Sink[] = [];
  const log = noise(400_000);

  beforeEach(async () => {
    server = await s3Server();
  });
  afterEach(async () => {
    for (const sink of sinks.splice(0)) await sink.close();
    await server.stop();
    await hostile?.close();
    hostile = undefined;
  });

  async function again(options: Parameters<typeof s3Server>[0]): Promise<void> {
    await server.stop();
    server = await s3Server(options);
  }

  function open(more: Partial<S3SinkConfig> = {}, limits?: Partial<ClientLimits>): Sink {
    const sink = s3Sink('mine', config(server, more), limits);
    sinks.push(sink);
    return sink;
  }

  async function send(of: Content, options: TryOptions = {}, sink = open()) {
    const made = new Try(of, options);
    const outcome = await sink.send(made.shipment, made.delivery).catch((thrown: unknown) => ({ thrown }));
    return { made, outcome };
  }

  const sentBytes = () => server.requests.reduce((sum, { bytes }) => sum + bytes, 0);
  const puts = () =>
    server.requests.filter(({ method, path }) => method === 'PUT' && path.includes('partNumber')).length;
  const delivered = { kind: 'delivered', verified: 'hash' };
  const received = (of: Content) => server.object(`logs/${nameOf(of, 'log')}`);
  async function mustHave(of: Content): Promise<void> {
    const there = await received(of);
    expect(there !== undefined && Buffer.compare(there, of.parts[1]!.bytes)).toBe(0);
  }

  test('says of itself only what everybody says: the same header names and agent, and a time of whole minutes', async () => {
    const of = content(log);
    await send(of);
    await open().remove(of, (await send(of)).made.remembered, AbortSignal.timeout(10_000));
    expect(server.requests.length).toBeGreaterThan(8);
    const names = new Set(server.requests.flatMap(({ headers }) => Object.keys(headers)));
    expect([...names].sort()).toEqual([
      'authorization',
      'connection',
      'content-length',
      'content-md5',
      'content-type',
      'host',
      'user-agent',
      'x-amz-content-sha256',
      'x-amz-date',
    ]);
    for (const { headers, path } of server.requests) {
      expect(headers['user-agent']).toBe('flightveil');
      expect(headers['x-amz-date']).toMatch(/T\d{4}00Z$/);
      expect(Object.keys(headers).length).toBeLessThan(10);
      expect(path.replace(/logs\/[0-9a-f]{16}\.(?:manifest\.json|ulg)/, 'NAME')).toMatch(
        /^\/uploads\/NAME(?:\?[A-Za-z-]+(?:=[^&]*)?(?:&[A-Za-z-]+=[^&]*)*)?$/,
      );
    }
  });

  test('two machines in the same minute make equal requests but for the names and ids that are drawn', async () => {
    const of = content(log);
    const seen: string[][] = [];
    for (let machine = 0; machine < 2; machine++) {
      await again({});
      vi.stubEnv('USER', `pilot-${machine}`);
      vi.stubEnv('AWS_EXECUTION_ENV', `machine-${machine}`);
      vi.stubEnv('AWS_PROFILE', `profile-${machine}`);
      vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
      vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:9');
      vi.stubEnv('AWS_SDK_UA_APP_ID', `app-${machine}`);
      vi.spyOn(Date, 'now').mockReturnValue(Math.floor(performance.timeOrigin / 60_000) * 60_000 + machine * 7_777);
      expect((await send(of)).outcome).toMatchObject(delivered);
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      seen.push(
        server.requests.map(({ method, path, headers }) => {
          const { host, authorization, 'x-amz-content-sha256': sha256, 'content-length': length, ...rest } = headers;
          const isPut = method === 'PUT';
          const shown = {
            method,
            path: path.replace(/uploadId=[^&]*/, ''),
            ...rest,
            ...(isPut ? { sha256, length } : {}),
          };
          return JSON.stringify({ ...shown, signed: authorization!.replace(/Signature=.*/, '') });
        }),
      );
    }
    expect(seen[0]!.length).toBeGreaterThan(5);
    expect(seen[1]).toEqual(seen[0]);
  });

  test('goes on with the parts that the server confirms, and sends only the rest', async () => {
    const of = content(log);
    // The manifest's own, the question before the upload, and one part and a half.
    const { made } = await send(of, { refuseAt: 13 });
    expect(await server.openParts()).toEqual(['1']);
    const before = sentBytes();
    expect((await send(of, { remembered: made.remembered })).outcome).toMatchObject(delivered);
    await mustHave(of);
    expect(sentBytes() - before).toBeLessThan(log.length - 150_000 + 2_000);
    expect(sentBytes() - before).toBeGreaterThanOrEqual(log.length - 150_000);
  });

  test('a part that the server lists is sent again unless it is what we remember', async () => {
    const of = content(log);
    const { made } = await send(of, { refuseAt: 13 });
    const remembered = { ...made.remembered, etags: ['0'.repeat(32)] };
    const before = puts();
    expect((await send(of, { remembered })).outcome).toMatchObject(delivered);
    expect(puts() - before).toBe(3);
    await mustHave(of);
  });

  test('a list of parts on several pages is read to its end', async () => {
    const of = content(log);
    const sink = open({ partBytes: 100_000 });
    const withdrawn = new Error('withdrawn');
    const { made, outcome } = await send(
      of,
      {
        onAsk: async () => {
          if (puts() === 3) throw withdrawn;
        },
      },
      sink,
    );
    expect(outcome).toEqual({ thrown: withdrawn });
    expect((await send(of, { remembered: made.remembered }, sink)).outcome).toMatchObject(delivered);
    expect(puts()).toBe(4);
    await mustHave(of);
  });

  test('parts of another size are not gone on with: the old upload is ended', async () => {
    const of = content(log);
    const { made } = await send(of, { refuseAt: 13 });
    expect((await send(of, { remembered: made.remembered }, open({ partBytes: 100_000 }))).outcome).toMatchObject(
      delivered,
    );
    await mustHave(of);
    expect((await server.list()).length).toBe(2);
  });

  test('an upload that the server forgot begins anew', async () => {
    const of = content(log);
    const { made } = await send(of, { refuseAt: 13 });
    await open().remove(of, { ...made.remembered, begun: 2 }, AbortSignal.timeout(10_000));
    expect((await send(of, { remembered: made.remembered })).outcome).toMatchObject(delivered);
    await mustHave(of);
  });

  test('an upload whose id never came is found and ended', async () => {
    const of = content(log);
    let opened = 0;
    server.intercept = ({ path }) => (path.includes('partNumber') && ++opened > 0 ? 500 : undefined);
    const { made, outcome } = await send(of);
    expect(outcome).toMatchObject({ kind: 'retry', fault: { reason: 'server-failed', facts: { status: 500 } } });
    server.intercept = undefined;
    expect((await server.list()).length).toBe(2);
    const { uploadId: _, ...rest } = made.remembered!;
    expect(await open().remove(of, { ...rest, isOpening: true }, AbortSignal.timeout(10_000))).toBe('removed');
    expect(await server.list()).toEqual([]);
  });

  test('put together, but the answer was lost: it is seen to be there, and not sent again', async () => {
    const of = content(log);
    const { made } = await send(of);
    const { done, ...rest } = made.remembered!;
    const parts = [0, 150_000, 300_000].map((from) => log.slice(from, Math.min(from + 150_000, 400_000)));
    const etags = parts.map((part) => createHash('md5').update(part).digest('hex'));
    const remembered = { ...rest, done: (done as string[]).slice(0, 1), uploadId: 'gone', partBytes: 150_000, etags };
    const before = sentBytes();
    expect((await send(of, { remembered })).outcome).toMatchObject(delivered);
    expect(sentBytes()).toBe(before);
    // The same with one part that differs is sent again.
    etags[1] = etags[0]!;
    expect((await send(of, { remembered })).outcome).toMatchObject(delivered);
    expect(sentBytes()).toBeGreaterThan(before + log.length - 1);
  });

  test('a server with ETags of its own: what it has is read back', async () => {
    await again({ ownEtags: true });
    const of = content(log);
    const { made } = await send(of, { refuseAt: 13 });
    expect((await send(of, { remembered: made.remembered })).outcome).toMatchObject(delivered);
    await mustHave(of);
    const read = server.requests.filter(({ method, path }) => method === 'GET' && path.includes('.ulg?x-id=GetObject'));
    expect(read.length).toBe(1);
  });

  test('a server that keeps other bytes is found out, with ETags of its own and with ours', async () => {
    for (const ownEtags of [true, false]) {
      await again({ ownEtags });
      server.tamper = true;
      const { outcome } = await send(content(log));
      expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'hash-differs' } });
    }
  });

  test('keys that may only write: the ETag in the answer counts, and where it says nothing we say so', async () => {
    await again({ mayOnlyWrite: true });
    expect((await send(content(log))).outcome).toMatchObject(delivered);
    await again({ mayOnlyWrite: true, ownEtags: true });
    expect((await send(content(log))).outcome).toMatchObject({ kind: 'delivered', verified: 'answer' });
  });

  test('wrong keys are not authorised; keys are read for each try, and never remembered', async () => {
    let revealed = 0;
    const secretAccessKey = { from: 'file' as const, reveal: async () => `wrong-${++revealed}` };
    const sink = open({ secretAccessKey });
    expect(revealed).toBe(0);
    const { made, outcome } = await send(content(log), {}, sink);
    expect(outcome).toEqual({ kind: 'rejected', fault: { reason: 'not-authorised', facts: { status: 403 } } });
    expect(revealed).toBe(1);
    expect(JSON.stringify(made.remembered)).not.toMatch(/wrong|S3RVER/);
    expect(await sink.check(AbortSignal.timeout(10_000))).toMatchObject({ reason: 'not-authorised' });
    const unreadable = new FlightveilError('config-invalid', 'the secret cannot be read');
    const broken = open({ secretAccessKey: { from: 'file', reveal: () => Promise.reject(unreadable) } });
    expect((await send(content(log), {}, broken)).outcome).toEqual({ thrown: unreadable });
  });

  test('a bucket that is not there is not found, and nothing is sent', async () => {
    const of = content(log);
    const { outcome } = await send(of, {}, open({ bucket: 'another' }));
    expect(outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'not-found' } });
  });

  test('a spool that gives other bytes: nothing is put together', async () => {
    const of = content(log);
    const damage = (bytes: Uint8Array) => (bytes.length > 10_000 ? bytes.map((byte) => byte ^ 1) : bytes);
    expect((await send(of, { damage })).outcome).toEqual({ kind: 'retry', fault: { reason: 'hash-differs' } });
    expect(await server.list()).toEqual([`logs/${nameOf(of, 'manifest')}`]);
  });

  test.each<[string, Record<string, number>, string]>([
    ['it took everything away', {}, 'removed'],
    ['it had nothing', { DELETE: 404, HEAD: 404 }, 'absent'],
    ['the keys hold no longer', { DELETE: 403, HEAD: 403, GET: 403 }, 'unknown'],
    ['the keys are unknown', { DELETE: 401, HEAD: 401, GET: 401 }, 'unknown'],
    ['the keys may not remove', { DELETE: 403 }, 'unknown'],
    ['the keys may not end uploads', { abort: 403 }, 'unknown'],
    ['the keys may not list uploads', { GET: 403 }, 'unknown'],
    ['it does not remove', { DELETE: 405 }, 'kept'],
    ['it does not end uploads', { abort: 405 }, 'kept'],
    ['it knows of no removing', { DELETE: 501 }, 'kept'],
    ['it fails', { DELETE: 500 }, 'unknown'],
  ])('asked to remove: %s', async (_what, statuses, expected) => {
    const list = '<ListMultipartUploadsResult></ListMultipartUploadsResult>';
    hostile = await scriptedServer((connection, request) => {
      const { method, path } = request;
      const isAbort = method === 'DELETE' && path.includes('uploadId=');
      const status =
        (isAbort ? (statuses.abort ?? statuses.DELETE) : statuses[method]) ?? (method === 'DELETE' ? 204 : 200);
      const body = status === 200 && method === 'GET' ? list : '';
      return answers(status, { 'content-type': 'application/xml', etag: '"x"' }, body)(connection, request);
    });
    const of = content(log);
    const begun = { begun: 2, done: [`${'0'.repeat(32)}`], isOpening: true, uploadId: 'one', partBytes: 150_000 };
    const sink = open({ endpoint: hostile.url });
    expect(await sink.remove(of, begun, AbortSignal.timeout(5_000))).toBe(expected);
    const asked = hostile.requests.map(({ method, path }) => `${method} ${path.includes('uploadId=') ? 'upload' : ''}`);
    // Whatever becomes of one, the others are tried.
    expect(asked.filter((one) => one === 'DELETE upload')).toHaveLength(1);
    expect(asked.filter((one) => one === 'HEAD ')).toHaveLength(2);
    if (expected !== 'absent') expect(asked.filter((one) => one === 'DELETE ')).toHaveLength(2);
  });

  test('plain http beyond this machine needs to be allowed, and more than 10 000 parts are too large', async () => {
    const sink = open({ endpoint: 'http://192.0.2.1' });
    expect((await send(content(log), {}, sink)).outcome).toMatchObject({
      kind: 'rejected',
      fault: { reason: 'insecure', facts: { address: 'plain-http' } },
    });
    expect(sink.refusal({ format: 'ulog', sizeBytes: 1_500_000_000 })).toBeUndefined();
    expect(sink.refusal({ format: 'ulog', sizeBytes: 1_500_000_001 })).toMatchObject({ reason: 'too-large' });
  });

  test.each([
    // The client underneath has tests of its own for all of them.
    ...hostileBehaviours.filter(([title]) =>
      /redirects|never ends its (?:body|headers)|announces|closes|resets/.test(title),
    ),
    ...slow.filter(([title]) => /drips its body|hangs/.test(title)),
    ['redirects to another region', answers(301, { 'x-amz-bucket-region': 'us-west-2' }), 'redirected'],
    ['answers what nobody understands', answers(200, { etag: `"${SERVER_WORD}"` }, '<<<'), 'hash-differs'],
    ['is busy for a year', answers(503, { 'retry-after': '31536000' }), 'server-busy'],
  ] as const)(
    'a server that %s: bounded in time and bytes, and not a word of it is told',
    async (_title, behaviour, reason) => {
      hostile = await scriptedServer(behaviour);
      const waitMs = reason === 'timed-out' ? 250 : 3_000;
      const limits = { connectMs: 3_000, stallMs: waitMs, firstByteMs: waitMs, answerMs: 2 * waitMs };
      const of = content(log);
      const began = performance.now();
      const sink = open({ endpoint: hostile.url, partBytes: 5 * 2 ** 20 }, limits);
      const { made, outcome } = await send({ ...of, parts: of.parts.slice(1) }, {}, sink);
      expect(outcome).toMatchObject({ kind: 'retry', fault: { reason } });
      expect(performance.now() - began).toBeLessThan(4_000);
      expect(JSON.stringify([outcome, made.remembered])).not.toContain(SERVER_WORD);
      expect((outcome as { afterMs?: number }).afterMs ?? 0).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
      expect(hostile.sentBytes()).toBeLessThan(20_000_000);
      const removal = await sink.remove(of, made.remembered, AbortSignal.timeout(4_000));
      expect(['unknown', 'removed', 'kept']).toContain(removal);
    },
  );

  test('an upload id that is no id is refused', async () => {
    const body = (id: string) =>
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
    for (const id of ['', 'a b', 'x'.repeat(2_000), 'é']) {
      const of = content(log);
      const manifestless = { ...of, parts: of.parts.slice(1) };
      await hostile?.close();
      hostile = await scriptedServer(answers(200, { 'content-type': 'application/xml' }, body(id)));
      const { outcome } = await send(manifestless, {}, open({ endpoint: hostile.url }));
      expect(outcome).toMatchObject({ kind: 'retry', fault: { reason: 'answer-invalid' } });
      expect(hostile.requests.length).toBe(1);
    }
  });
});
