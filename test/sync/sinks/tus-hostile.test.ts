import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/sync/sink.ts';
import { boundedClient, type ClientLimits } from '../../../src/sync/sinks/http/bounded-client.ts';
import { tusSink } from '../../../src/sync/sinks/tus-sink.ts';
import type { Secret, TusSinkConfig } from '../../../src/sync/sync-config.ts';
import {
  answers,
  type Behaviour,
  dripsBody,
  endlessBody,
  endlessHeaders,
  hangs,
  type ScriptedServer,
  SERVER_WORD,
  scriptedServer,
} from '../servers/scripted.ts';
import { scriptedTus, type TusScript } from '../servers/tus.ts';
import { content, noise, Try, type TryOptions } from './parts.ts';

const CHUNK_BYTES = 100_000;
const LOG_BYTES = 250_000;
const of = content(noise(LOG_BYTES));
let server: ScriptedServer | undefined;
let other: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  await other?.close();
  server = other = undefined;
});

async function start(script: TusScript, keptOfLog = 0): Promise<Map<string, Buffer>> {
  const kept = new Map([['/files/l', Buffer.from(of.parts[1]!.bytes.subarray(0, keptOfLog))]]);
  server = await scriptedTus(script, kept, LOG_BYTES);
  return kept;
}

const impatient: Partial<ClientLimits> = { stallMs: 300, firstByteMs: 300, answerMs: 600 };

function sink(config: Partial<TusSinkConfig> = {}, limits: Partial<ClientLimits> = {}) {
  const full: TusSinkConfig = {
    kind: 'tus',
    destination: { country: 'CH', controller: 'A university' },
    url: `${server!.url}/files`,
    chunkBytes: CHUNK_BYTES,
    allowInsecure: false,
    ...config,
  };
  return tusSink('research', full, boundedClient({ allowInsecure: false, limits }));
}

/** One try, by a sink of its own. No outcome and nothing remembered holds a word of the server. */
async function send(
  how: TryOptions = {},
  config: Partial<TusSinkConfig> = {},
  limits: Partial<ClientLimits> = {},
): Promise<{ outcome: Outcome; made: Try }> {
  const made = new Try(of, how);
  const tus = sink(config, limits);
  const outcome = await tus.send(made.shipment, made.delivery);
  await tus.close();
  expect(JSON.stringify([outcome, made.remembered])).not.toContain(SERVER_WORD);
  return { outcome, made };
}

const methods = () => server!.requests.map(({ method }) => method);
const count = (method: string) => methods().filter((each) => each === method).length;
/** What an interrupted try leaves: the manifest is there, and some of the log, at an upload of the server's. */
const inTheMiddle = () => ({
  ...{ part: 1, creating: false, lost: 0, done: [`${server!.url}/files/m`], hashed: true, left: [] },
  ...{ url: `${server!.url}/files/l`, acknowledged: 100_000, sent: 150_000, checked: false, readBacks: 0 },
});

describe('a tus server that lies', () => {
  test('an honest one, with the same script, gets everything', async () => {
    const kept = await start({});
    expect((await send()).outcome).toMatchObject({ kind: 'delivered', verified: 'length' });
    expect(kept.get('/files/1')).toHaveLength(of.parts[0]!.bytes.length);
    expect(Buffer.compare(kept.get('/files/2')!, of.parts[1]!.bytes)).toBe(0);
  });

  test.each([
    ['larger than what was sent', '150001', '250000'],
    ['smaller than what it acknowledged', '99999', '250000'],
    ['nothing', '0', '250000'],
    ['beyond the end', '250001', '250000'],
    ['negative', '-1', '250000'],
    ['no number', 'NaN', '250000'],
    ['a number and more', '120000abc', '250000'],
    ['two of them', '120000, 130000', '250000'],
    ['in another notation', '1.2e5', '250000'],
    ['empty', '', '250000'],
    ['of something longer', '120000', '250001'],
    ['of something without a length', '120000', ''],
  ])('an offset that is %s: the upload is given up and a new one begun', async (_title, offset, length) => {
    const kept = await start({ head: answers(200, { 'upload-offset': offset, 'upload-length': length }) });
    const { outcome, made } = await send({ remembered: inTheMiddle() });
    expect(outcome).toMatchObject({ kind: 'delivered' });
    expect(methods().slice(0, 4)).toEqual(['OPTIONS', 'HEAD', 'DELETE', 'POST']);
    expect(server!.requests[2]!.path).toBe('/files/l');
    expect(made.pieces[0]).toMatchObject({ role: 'log', offset: 0 });
    expect(Buffer.compare(kept.get('/files/1')!, of.parts[1]!.bytes)).toBe(0);
  });

  test.each([100_000, 120_000, 150_000])('an offset of %i, that can be, is gone on from', async (offset) => {
    const kept = await start({}, offset);
    const { made } = await send({ remembered: inTheMiddle() });
    expect(Buffer.compare(kept.get('/files/l')!, of.parts[1]!.bytes)).toBe(0);
    expect(made.pieces[0]).toMatchObject({ role: 'log', offset });
    expect(server!.requests[2]!.headers.get('upload-offset')).toBe(String(offset));
    expect(count('POST')).toBe(0);
  });

  test.each([403, 404, 410])('status %i for an upload: a new one is begun', async (status) => {
    await start({ head: answers(status) });
    const { outcome, made } = await send({ remembered: inTheMiddle() });
    expect(outcome).toMatchObject({ kind: 'delivered' });
    expect(made.pieces[0]).toMatchObject({ offset: 0 });
  });

  test.each([
    [423, 'server-busy'],
    [503, 'server-busy'],
    [500, 'server-failed'],
    [409, 'answer-invalid'],
    [302, 'redirected'],
  ])('status %i for an upload: tried again later, and nothing is sent', async (status, reason) => {
    await start({ head: answers(status, { location: 'http://example.com/', 'retry-after': '7' }) });
    const { outcome, made } = await send({ remembered: inTheMiddle() });
    expect(outcome).toMatchObject({ kind: 'retry', fault: { reason } });
    if (status === 503) expect(outcome).toMatchObject({ afterMs: 7_000 });
    expect(made.pieces).toEqual([]);
    expect(made.remembered ?? inTheMiddle()).toEqual(inTheMiddle());
  });

  test.each([
    ['more than was sent', (offset: number) => offset + 1],
    ['less than before', (offset: number) => offset - 200_000],
    ['nothing new', (offset: number) => offset - CHUNK_BYTES],
    ['no number', () => Number.NaN],
  ])('it acknowledges %s, each time: given up after a few new beginnings', async (_title, lie) => {
    await start({
      patch: (offset) => (offset > 150_000 ? answers(204, { 'upload-offset': String(lie(offset)) }) : undefined),
    });
    const { outcome, made } = await send();
    expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'answer-invalid' } });
    expect(count('POST')).toBe(1 + 3);
    expect(count('DELETE')).toBe(3);
    expect(made.remembered).toMatchObject({ part: 1, left: [] });
    expect(made.remembered).not.toHaveProperty('url');
  });

  test('it takes a byte of each request, and says so: it is not sent the rest of the log for every one', async () => {
    const takesOne: Behaviour = (connection, request) =>
      answers(204, { 'upload-offset': String(Number(request.headers.get('upload-offset')) + 1) })(connection, request);
    await start({ patch: () => takesOne });
    const { outcome, made } = await send();
    expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'answer-invalid' } });
    expect(count('PATCH')).toBe(17);
    expect(made.remembered).toMatchObject({ part: 0, acknowledged: 16 });
  });

  test('uploads that it will not remove are remembered, and after so many nothing is begun', async () => {
    await start({ patch: () => answers(204, { 'upload-offset': '0' }), delete: answers(405) });
    let remembered: Try['remembered'];
    for (let tries = 0; tries < 8; tries++) remembered = (await send({ remembered })).made.remembered;
    expect(remembered!.left).toHaveLength(16);
    expect(count('POST')).toBe(16);
    const tus = sink();
    expect(await tus.remove(of, remembered, AbortSignal.timeout(5_000))).toBe('kept');
    await tus.close();
  });

  test.each([
    ['on another origin', (url: string) => `${url.replace('127.0.0.1', 'localhost')}/files/1`],
    ['at another port', () => `${other!.url}/files/1`],
    ['of another scheme', (url: string) => `${url.replace('http:', 'https:')}/files/1`],
    ['without a scheme, elsewhere', () => `${other!.url.replace('http:', '')}/files/1`],
    ['with credentials', (url: string) => url.replace('http://', 'http://a:b@')],
    ['of a file', () => 'file:///etc/passwd'],
    ['that is too long', () => `/files/${'a'.repeat(2_050)}`],
    ['that is the endpoint', () => '/files'],
    ['empty', () => ''],
  ])('a Location %s is not followed', async (_title, location) => {
    other = await scriptedServer(answers(204, { 'upload-offset': '1' }));
    await start({ post: (url) => answers(201, { location: location(url) }) });
    const { outcome, made } = await send();
    expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'answer-invalid', facts: { header: 'location' } } });
    expect(made.pieces).toEqual([]);
    expect(methods()).toEqual(['OPTIONS', 'POST']);
    expect(other.requests).toEqual([]);
    // Something empty may be there that we cannot address: it does not say that it is gone.
    const tus = sink();
    expect(await tus.remove(of, made.remembered, AbortSignal.timeout(5_000))).toBe('kept');
    await tus.close();
  });

  test('that something may have been created is remembered before it is asked for, and what each request leaves', async () => {
    const before: { method: string; remembered: Try['remembered'] }[] = [];
    const made = new Try(of);
    const look = (method: string) => void before.push({ method, remembered: made.remembered });
    await start({
      post: (_url, created) => {
        look('POST');
        return answers(201, { location: `/files/${created}` });
      },
      patch: () => {
        look('PATCH');
        return undefined;
      },
      get: (connection, request) => {
        look('GET');
        return answers(405)(connection, request);
      },
    });
    const tus = sink();
    await tus.send(made.shipment, made.delivery);
    const url = `${server!.url}/files`;
    const upload = (part: number, n: number, acknowledged: number, sent: number) => ({
      ...{ part, creating: false, url: `${url}/${n}`, acknowledged, sent },
    });
    const size = of.parts[0]!.bytes.length;
    expect(before).toMatchObject([
      { method: 'POST', remembered: { part: 0, creating: true } },
      { method: 'PATCH', remembered: upload(0, 1, 0, size) },
      { method: 'GET', remembered: { ...upload(0, 1, size, size), readBacks: 1 } },
      { method: 'POST', remembered: { part: 1, creating: true, done: [`${url}/1`] } },
      { method: 'PATCH', remembered: upload(1, 2, 0, 100_000) },
      { method: 'PATCH', remembered: upload(1, 2, 100_000, 200_000) },
      { method: 'PATCH', remembered: upload(1, 2, 200_000, 250_000) },
      { method: 'GET', remembered: upload(1, 2, 250_000, 250_000) },
    ]);
    expect(made.remembered).toMatchObject({ part: 2, done: [`${url}/1`, `${url}/2`] });
    // Our process ended while the second creation was under way: one upload is there that we have no address of.
    const signal = AbortSignal.timeout(5_000);
    expect(await tus.remove(of, before[3]!.remembered, signal)).toBe('kept');
    expect(await tus.remove(of, before[4]!.remembered, signal)).toBe('removed');
    await tus.close();
  });

  test('a relative Location is one; the same one for two parts is not', async () => {
    await start({ post: () => answers(201, { location: 'files/7?x=1' }) });
    const { outcome, made } = await send();
    expect(server!.requests[2]).toMatchObject({ method: 'PATCH', path: '/files/7?x=1' });
    expect(outcome).toMatchObject({ kind: 'retry', fault: { reason: 'answer-invalid' } });
    expect(made.pieces.every(({ role }) => role === 'manifest')).toBe(true);
  });

  test.each([
    ['options', 'timed-out', { options: hangs }],
    ['post', 'timed-out', { post: () => hangs }],
    ['patch', 'timed-out', { patch: () => hangs }],
    ['get', 'timed-out', { get: hangs }],
    ['post, redirecting', 'redirected', { post: () => answers(307, { location: '/files/2' }) }],
    ['patch, redirecting', 'redirected', { patch: () => answers(308, { location: '/files/2' }) }],
    ['get, redirecting', 'redirected', { get: answers(301, { location: '/files/2' }) }],
    ['post, endless', 'answer-invalid', { post: () => endlessBody }],
    ['patch, with endless headers', 'answer-invalid', { patch: () => endlessHeaders }],
    ['get, endless', 'answer-invalid', { get: endlessBody }],
    ['get, busy', 'server-busy', { get: answers(503) }],
    ['get, dripping', 'timed-out', { get: dripsBody(50) }],
  ] as const)('it misbehaves at %s: %s', async (_title, reason, script) => {
    await start(script);
    const startMs = performance.now();
    expect((await send({}, {}, impatient)).outcome).toMatchObject({ kind: 'retry', fault: { reason } });
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect(server!.sentBytes()).toBeLessThan(8_000_000);
  });

  test.each([
    [204, 'removed'],
    [404, 'absent'],
    [410, 'absent'],
    [400, 'kept'],
    [401, 'unknown'],
    [403, 'unknown'],
    [407, 'unknown'],
    [405, 'kept'],
    [501, 'kept'],
    [423, 'unknown'],
    [500, 'unknown'],
    [200, 'unknown'],
    [302, 'unknown'],
  ])('asked to remove, it answers %i: %s', async (status, removal) => {
    await start({ delete: answers(status) });
    const tus = sink();
    expect(await tus.remove(of, inTheMiddle(), AbortSignal.timeout(5_000))).toBe(removal);
    expect(server!.requests.map(({ path }) => path)).toEqual(['/files/m', '/files/l']);
    await tus.close();
  });

  test('addresses that were remembered of another server are not asked, and not called removed', async () => {
    other = await scriptedServer(answers(204));
    await start({});
    const tus = sink();
    const elsewhere = { ...inTheMiddle(), url: `${other.url}/files/l` };
    expect(await tus.remove(of, elsewhere, AbortSignal.timeout(5_000))).toBe('kept');
    expect(other.requests).toEqual([]);
    await tus.close();
  });
});

describe('what a tus server says that it can do', () => {
  const checksums = answers(204, {
    'tus-version': '1.0.0',
    'tus-extension': 'creation,checksum',
    'tus-checksum-algorithm': 'md5,sha1,sha256',
  });

  test('checksums: each PATCH has one, and nothing is read back', async () => {
    await start({ options: checksums });
    const { outcome } = await send();
    expect(outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
    const { createHash } = await import('node:crypto');
    for (const { method, headers, body } of server!.requests) {
      if (method !== 'PATCH') continue;
      const digest = createHash('sha256')
        .update(await body)
        .digest('base64');
      expect(headers.get('upload-checksum')).toBe(`sha256 ${digest}`);
    }
    expect(count('PATCH')).toBe(4);
    expect(count('GET')).toBe(0);
  });

  test('checksums, and one is found wrong', async () => {
    await start({ options: checksums, patch: (offset) => (offset > 100_000 ? answers(460) : undefined) });
    expect((await send()).outcome).toEqual({
      kind: 'retry',
      fault: { reason: 'hash-differs', facts: { status: 460 } },
    });
  });

  test('bytes whose checksum nobody confirmed do not count as compared', async () => {
    await start({ options: checksums }, 120_000);
    const remembered = { ...inTheMiddle(), checked: true };
    expect((await send({ remembered })).outcome).toMatchObject({ kind: 'delivered', verified: 'length' });
    expect(count('GET')).toBe(1);
  });

  test('a decision that ends while a chunk with a checksum is held in memory stops it', async () => {
    await start({ options: checksums });
    const made = new Try(of);
    const tus = sink();
    // Of the log: two pieces are read, the request is allowed, and then its second piece is not.
    let after = 0;
    const allow = async (bytes: number) => {
      if (made.pieces.some(({ role }) => role === 'log') && ++after === 3) throw made.reason;
      await made.delivery.allow(bytes);
    };
    await expect(tus.send(made.shipment, { ...made.delivery, allow })).rejects.toBe(made.reason);
    await tus.close();
    expect(server!.receivedBytes()).toBeLessThan(70_000);
  });

  test.each([
    [{ 'tus-version': '0.2.2', 'tus-extension': 'creation' }, 'Tus-Version 1.0.0'],
    [{ 'tus-version': '1.0.0', 'tus-extension': 'checksum' }, 'creation'],
    [{}, 'Tus-Version 1.0.0'],
  ])('%j is not enough', async (headers, missing) => {
    await start({ options: answers(204, headers as Record<string, string>) });
    const tus = sink();
    expect(await tus.check(AbortSignal.timeout(5_000))).toEqual({ reason: 'answer-invalid', facts: { missing } });
    await tus.close();
  });

  test('plain http beyond this machine is not begun', async () => {
    await start({});
    const { outcome } = await send({}, { url: 'http://example.com/files' });
    expect(outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'insecure' } });
  });

  test('the token goes with each request, and one that cannot be read is told as such', async () => {
    await start({});
    const bearer: Secret = { from: 'file', reveal: async () => 'abc.def' };
    expect((await send({}, { bearer })).outcome).toMatchObject({ kind: 'delivered' });
    expect(server!.requests.every(({ headers }) => headers.get('authorization') === 'Bearer abc.def')).toBe(true);
    const bad: Secret = { from: 'file', reveal: async () => 'two\r\nlines' };
    const fault = { reason: 'not-authorised', facts: { secret: 'file' } };
    expect((await send({}, { bearer: bad })).outcome).toEqual({ kind: 'rejected', fault });
  });

  test.each([401, 403])('status %i for a new upload: rejected', async (status) => {
    await start({ post: () => answers(status) });
    const { outcome, made } = await send();
    expect(outcome).toEqual({ kind: 'rejected', fault: { reason: 'not-authorised', facts: { status } } });
    expect(made.remembered).toMatchObject({ creating: false, lost: 0 });
  });
});
