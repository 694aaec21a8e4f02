import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome, Sink } from '../../../src/sync/sink.ts';
import { boundedClient } from '../../../src/sync/sinks/http/bounded-client.ts';
import { httpSink } from '../../../src/sync/sinks/http-sink.ts';
import type { HttpSinkConfig, Secret } from '../../../src/sync/sync-config.ts';
import { keyedFormServer } from '../servers/form.ts';
import { startNginx, startResettingProxy } from '../servers/nginx.ts';
import * as scripted from '../servers/scripted.ts';
import { type Content, content, nameOf, noise, Try, type TryOptions } from './parts.ts';
import { sinkSuite } from './suite.ts';

const destination = { country: 'CH', controller: 'me' };
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const config = (url: string, more: Partial<HttpSinkConfig> = {}): HttpSinkConfig => ({
  kind: 'http',
  destination,
  url,
  method: 'PUT',
  readBack: false,
  allowInsecure: false,
  ...more,
});

function sinkOf(url: string, more: Partial<HttpSinkConfig> = {}): Sink {
  const limits = { connectMs: 10_000, stallMs: 10_000, firstByteMs: 10_000, answerMs: 20_000 };
  const made = httpSink('mine', config(url, more), boundedClient({ allowInsecure: false, limits }));
  endings.push(() => made.close());
  return made;
}

function ending<T extends object>(made: T, end: (made: T) => Promise<void>): T {
  endings.push(() => end(made));
  return made;
}
const nginx = async () => ending(await startNginx(), (made) => made.stop());
const server = async (...behaviours: scripted.Behaviour[]) =>
  ending(await scripted.scriptedServer(...behaviours), (made) => made.close());
const secret = (text: string): Secret => ({ from: 'file', reveal: async () => text });

async function send(sink: Sink, of: Content, options: TryOptions = {}): Promise<{ made: Try; outcome: Outcome }> {
  const made = new Try(of, options);
  const outcome = await sink.send(made.shipment, made.delivery);
  expect(JSON.stringify([outcome, made.remembered])).not.toContain(scripted.SERVER_WORD);
  return { made, outcome };
}
const rejected = (reason: string, status: number) => ({ kind: 'rejected', fault: { reason, facts: { status } } });
const retry = (reason: string, status: number) => ({ kind: 'retry', fault: { reason, facts: { status } } });
const digestOf = (bytes: Uint8Array | string) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const small = () => content(noise(3000));

sinkSuite('http, PUT to nginx', {
  start: async () => {
    const made = await startNginx();
    const sink = httpSink('mine', config(`${made.url}/files/`, { readBack: true }));
    return { ...made, sink, secrets: [String(made.port), 'nginx'] };
  },
});

sinkSuite('http, POST of a form', {
  removes: false,
  // All parts go in one request: none is there before the other.
  roles: ['log'],
  start: async () => {
    const made = await keyedFormServer();
    const logs = () => made.taken.flatMap((each) => each.files.filter(({ field }) => field === 'log'));
    return {
      sink: httpSink('mine', config(`${made.url}/form`, { method: 'POST' })),
      received: async (name) => logs().find((each) => each.name === name)?.bytes,
      list: async () => logs().map((each) => each.name),
      cut: made.cut,
      stop: made.stop,
      secrets: [String(made.port), 'zanzibar'],
    };
  },
});

describe('on the wire', () => {
  test('a PUT for each part, with a key that was drawn and the hash of what is sent', async () => {
    const at = await server(scripted.answers(201));
    const of = small();
    const { outcome } = await send(sinkOf(`${at.url}/in/?sig=a%2Fb`, { bearer: secret('abc.def') }), of);
    expect(outcome).toEqual({ kind: 'delivered', verified: 'answer' });
    expect(at.requests.length).toBe(2);
    for (const [index, part] of of.parts.entries()) {
      const request = at.requests[index];
      expect(request?.head.split('\r\n').sort()).toEqual([
        `PUT /in/${part.name}?sig=a%2Fb HTTP/1.1`,
        'authorization: Bearer abc.def',
        'connection: keep-alive',
        `content-digest: ${digestOf(part.bytes)}`,
        `content-length: ${part.bytes.length}`,
        'content-type: application/octet-stream',
        `host: ${at.url.slice(7)}`,
        `idempotency-key: "${of.id}-${part.role}"`,
        'user-agent: flightveil',
      ]);
      expect(await request?.body).toEqual(Buffer.from(part.bytes));
    }
  });

  test('companions have keys of their own', async () => {
    const at = await server(scripted.answers(201));
    const made = new Try(small());
    const [manifest] = made.shipment.parts;
    const companion = { ...manifest!, role: 'companion' } as const;
    const parts = [companion, { ...companion, name: 'second' }];
    await sinkOf(at.url).send({ ...made.shipment, parts }, made.delivery);
    expect(at.requests.map((each) => each.headers.get('idempotency-key'))).toEqual([
      `"${made.shipment.id}-companion"`,
      `"${made.shipment.id}-companion-2"`,
    ]);
    expect(at.requests.map((each) => each.path)).toEqual([`/${companion.name}`, '/second']);
  });

  test('one POST with all parts', async () => {
    const at = ending(await keyedFormServer(), (made) => made.stop());
    const of = small();
    const basic = { user: 'pilot', password: secret('wört:1') };
    const { outcome } = await send(sinkOf(`${at.url}/form`, { method: 'POST', basic, readBack: true }), of);
    expect(outcome).toEqual({ kind: 'delivered', verified: 'answer' });
    const [form] = at.taken;
    expect(form?.fields).toEqual({});
    expect(form?.files).toEqual(
      of.parts.map((part) => ({
        field: part.role,
        name: part.name,
        mediaType: 'application/octet-stream',
        bytes: Buffer.from(part.bytes),
      })),
    );
    const { host, 'content-length': length, 'content-type': type, ...others } = form?.headers ?? {};
    expect(others).toEqual({
      authorization: `Basic ${Buffer.from('pilot:wört:1').toString('base64')}`,
      connection: 'keep-alive',
      'idempotency-key': `"${of.id}"`,
      'user-agent': 'flightveil',
    });
    expect(type).toMatch(/^multipart\/form-data; boundary=form-[0-9a-f]{48}$/);
  });

  test.each(['PUT', 'POST'] as const)(
    'what a %s may leave there is remembered before its first byte',
    async (method) => {
      const seen: unknown[] = [];
      const of = small();
      const made = new Try(of);
      const at = await server(async (connection, request) => {
        seen.push(made.remembered);
        await scripted.answers(201)(connection, request);
      });
      await sinkOf(at.url, { method }).send(made.shipment, made.delivery);
      const [manifest, log] = of.parts.map((part) => part.name);
      expect(seen).toEqual(method === 'PUT' ? [{ begun: [manifest] }, { begun: [manifest, log] }] : [{ posted: true }]);
    },
  );

  test('uploads that are cut anywhere leave nothing half, and go on with the same keys', async () => {
    const made = await nginx();
    const proxy = ending(await startResettingProxy(made.port), (each) => each.stop());
    const sink = sinkOf(`${proxy.url}/files/`, { readBack: true });
    const of = content(noise(300_000));
    let remembered = {};
    for (const afterBytes of [1, 500, 1200, 1500, 100_000, 290_000]) {
      proxy.resetAfter(afterBytes);
      const { outcome, made: tried } = await send(sink, of, { remembered });
      expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'connection-lost' } });
      expect(await made.received(nameOf(of, 'log'))).toBeUndefined();
      remembered = tried.remembered ?? {};
    }
    const { outcome } = await send(sink, of, { remembered });
    expect(outcome).toEqual({ kind: 'delivered', verified: 'hash' });
    for (const part of of.parts) {
      const there = await made.received(part.name);
      expect(there !== undefined && Buffer.compare(there, part.bytes), part.role).toBe(0);
    }
    const keys = new Set(
      proxy
        .sent()
        .toString('latin1')
        .match(/idempotency-key: .*(?=\r\n)/g),
    );
    expect(keys).toEqual(new Set([`idempotency-key: "${of.id}-manifest"`, `idempotency-key: "${of.id}-log"`]));
  });
});

describe('what is made sure of', () => {
  const answered =
    (headers: (bytes: Uint8Array) => Record<string, string>): scripted.Behaviour =>
    async (to, request) =>
      scripted.answers(200, headers(await request.body))(to, request);
  const wrong = digestOf('something else');

  test.each<[string, (bytes: Uint8Array) => Record<string, string>, object]>([
    ['a right digest', (bytes) => ({ 'repr-digest': digestOf(bytes) }), { kind: 'delivered', verified: 'hash' }],
    [
      'a right digest among others',
      (bytes) => ({ 'content-digest': `md5=:AAAA:, ${digestOf(bytes)};x=1` }),
      { kind: 'delivered', verified: 'hash' },
    ],
    ['no digest', () => ({}), { kind: 'delivered', verified: 'answer' }],
    ['a malformed digest', () => ({ 'repr-digest': 'sha-256=abc' }), { kind: 'delivered', verified: 'answer' }],
    [
      'a digest of the answer itself',
      () => ({ 'content-digest': digestOf(scripted.SERVER_WORD) }),
      { kind: 'delivered', verified: 'answer' },
    ],
    ['a wrong digest', () => ({ 'repr-digest': wrong }), retry('hash-differs', 200)],
    [
      'a right digest and a wrong one',
      (bytes) => ({ 'content-digest': digestOf(bytes), 'repr-digest': wrong }),
      retry('hash-differs', 200),
    ],
  ])('with %s', async (_, headers, expected) => {
    const at = await server(answered(headers));
    expect((await send(sinkOf(at.url), small())).outcome).toEqual(expected);
  });

  test('the whole is as sure as its weakest part', async () => {
    const at = await server(
      scripted.answers(200),
      answered((bytes) => ({ 'repr-digest': digestOf(bytes) })),
    );
    expect((await send(sinkOf(at.url), small())).outcome).toEqual({ kind: 'delivered', verified: 'answer' });
  });

  test.each<[string, scripted.Behaviour]>([
    ['shorter', scripted.answers(200, {}, 'short')],
    ['longer', scripted.answers(200, {}, 'x'.repeat(5000))],
    ['without end', scripted.endlessBody],
    ['as long and different', scripted.answers(200, {}, 'x'.repeat(small().parts[0]!.bytes.length))],
    ['a part of it', scripted.answers(206, {}, 'x')],
    ['not there', scripted.answers(404)],
  ])('what is read back and is %s counts as not delivered', async (_, behaviour) => {
    const at = await server(scripted.answers(201), behaviour);
    const { outcome } = await send(sinkOf(at.url, { readBack: true }), small());
    expect(outcome).toEqual(retry('hash-differs', 201));
    expect(at.requests.map((each) => each.method)).toEqual(['PUT', 'GET']);
    expect(at.sentBytes()).toBeLessThan(16 * 1024 * 1024);
  });

  test('a server that never overwrites: reading back decides', async () => {
    const made = await nginx();
    const sink = sinkOf(`${made.url}/once/`);
    const of = small();
    const first = await send(sink, of);
    expect(first.outcome).toEqual({ kind: 'delivered', verified: 'answer' });
    const { remembered } = first.made;
    expect((await send(sink, of, { remembered })).outcome).toEqual({ kind: 'delivered', verified: 'hash' });
    expect((await send(sink, of)).outcome).toEqual({ kind: 'delivered', verified: 'hash' });
    await made.plant(nameOf(of, 'log'), 'somebody else');
    expect((await send(sink, of)).outcome).toEqual(rejected('conflict', 412));
    expect((await send(sink, of, { remembered })).outcome).toEqual(retry('conflict', 412));
    expect(Buffer.from((await made.received(nameOf(of, 'log')))!).toString()).toBe('somebody else');
  });

  test('a POST whose earlier try is still going on there is tried again', async () => {
    const at = await server(scripted.answers(409));
    const sink = sinkOf(at.url, { method: 'POST' });
    expect((await send(sink, small())).outcome).toEqual(rejected('conflict', 409));
    expect((await send(sink, small(), { remembered: { posted: true } })).outcome).toEqual(retry('conflict', 409));
  });
});

describe('what a server refuses', () => {
  test('nginx, with and without what it asks for', async () => {
    const { url } = await nginx();
    const basic = { user: 'pilot', password: secret('word') };
    const other = { user: 'pilot', password: secret('guess') };
    const outcomeAt = async (path: string, more: Partial<HttpSinkConfig> = {}) =>
      (await send(sinkOf(`${url}${path}`, more), small())).outcome;
    expect(await outcomeAt('/locked/')).toEqual(rejected('not-authorised', 401));
    expect(await outcomeAt('/locked/', { basic: other })).toEqual(rejected('not-authorised', 401));
    expect(await outcomeAt('/locked/', { basic, readBack: true })).toEqual({ kind: 'delivered', verified: 'hash' });
    expect(await outcomeAt('/small/')).toEqual(rejected('too-large', 413));
    expect(await outcomeAt('/drop/')).toEqual({ kind: 'delivered', verified: 'answer' });
    expect(await outcomeAt('/drop/', { readBack: true })).toEqual(rejected('not-authorised', 403));
    expect(await outcomeAt('/moved/')).toEqual(retry('redirected', 308));
    expect(await sinkOf(`${url}/locked/`).check(new AbortController().signal)).toEqual({
      reason: 'not-authorised',
      facts: { status: 401 },
    });
    expect(await sinkOf(`${url}/drop/`).check(new AbortController().signal)).toBeUndefined();
  });

  test.each<[string, Record<string, string>, number | undefined]>([
    ['no time', {}, undefined],
    ['two minutes', { 'retry-after': '120' }, 120_000],
    ['ages', { 'retry-after': '99999999999999999999' }, 86_400_000],
    ['less than nothing', { 'retry-after': '-5' }, undefined],
    ['no number', { 'retry-after': 'NaN' }, undefined],
    ['two times', { 'retry-after': '5, 9' }, undefined],
  ])('a busy server that asks for %s', async (_, headers, afterMs) => {
    const at = await server(scripted.answers(503, headers));
    const expected = retry('server-busy', 503);
    expect((await send(sinkOf(at.url), small())).outcome).toEqual(
      afterMs === undefined ? expected : { ...expected, afterMs },
    );
  });

  test.each<[string, Partial<HttpSinkConfig>, string, string]>([
    [
      'a locked keyring',
      { bearer: { from: 'keyring', reveal: () => Promise.reject(new Error('word')) } },
      'retry',
      'unreadable',
    ],
    ['a token with a line end', { bearer: secret('abc\r\nx: y') }, 'rejected', 'not-a-token'],
    ['an empty token', { bearer: secret('') }, 'rejected', 'not-a-token'],
    ['a user with a colon', { basic: { user: 'a:b', password: secret('c') } }, 'rejected', 'colon-in-user'],
  ])('%s sends nothing', async (_, more, kind, credential) => {
    const at = await server(scripted.answers(201));
    const { outcome, made } = await send(sinkOf(at.url, more), small());
    expect(outcome).toEqual({ kind, fault: { reason: 'not-authorised', facts: { credential } } });
    expect([at.requests.length, made.pieces.length, made.remembered]).toEqual([0, 0, undefined]);
  });
});

describe('a hostile server', () => {
  const of = content(noise(200_000));

  test.each(scripted.hostile)(
    'that %s is to be tried again, without a word of its own',
    async (_, behaviour, reason) => {
      const at = await server(behaviour);
      const { outcome, made } = await send(sinkOf(at.url, { method: 'POST' }), of);
      expect(outcome).toMatchObject({ kind: 'retry', fault: { reason } });
      expect(made.remembered).toEqual({ posted: true });
      const { signal } = new AbortController();
      expect(await sinkOf(at.url).remove(of, { begun: [nameOf(of, 'log')] }, signal)).toBe('unknown');
    },
  );
});

describe('removing', () => {
  const { signal } = new AbortController();

  test.each<[number[], string]>([
    [[204, 204], 'removed'],
    [[200, 404], 'removed'],
    [[404, 410], 'absent'],
    [[405, 204], 'kept'],
    [[204, 403], 'unknown'],
    [[403, 405], 'unknown'],
    [[407, 204], 'unknown'],
    [[501, 404], 'kept'],
    [[500, 204], 'unknown'],
    [[204, 503], 'unknown'],
    [[401, 401], 'unknown'],
    [[202, 204], 'unknown'],
    [[302, 403], 'unknown'],
  ])('answers %j come to %s', async (statuses, expected) => {
    const at = await server(...statuses.map((status) => scripted.answers(status, { location: '/x' })));
    const of = small();
    const names = of.parts.map((part) => part.name);
    const sink = sinkOf(`${at.url}/in`, { basic: { user: 'u', password: secret('p') } });
    expect(await sink.remove(of, { begun: names }, signal)).toBe(expected);
    expect(at.requests.map((each) => `${each.method} ${each.path}`)).toEqual(
      [...names].reverse().map((name) => `DELETE /in/${name}`),
    );
    expect(at.requests.every((each) => each.headers.get('authorization')?.startsWith('Basic '))).toBe(true);
  });

  test('asks only for what was begun, and is unknown where nobody answers', async () => {
    const at = await server(scripted.answers(204));
    const of = small();
    const sink = sinkOf(at.url);
    expect(await sink.remove(of, undefined, signal)).toBe('absent');
    expect(await sink.remove(of, { begun: ['other', 7] }, signal)).toBe('absent');
    expect(at.requests.length).toBe(0);
    expect(await sink.remove(of, { begun: ['other', nameOf(of, 'manifest')] }, signal)).toBe('removed');
    expect(at.requests.map((each) => each.path)).toEqual([`/${nameOf(of, 'manifest')}`]);
    expect(await sink.remove(of, { posted: true }, signal)).toBe('kept');
    await at.close();
    endings.splice(endings.length - 2, 1);
    expect(await sink.remove(of, { begun: [nameOf(of, 'log')] }, signal)).toBe('unknown');
  });
});
