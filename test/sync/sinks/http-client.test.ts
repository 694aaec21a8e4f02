import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { MAX_RETRY_AFTER_MS, type SinkFault } from '../../../src/sync/sink.ts';
import { checkedAddress } from '../../../src/sync/sinks/http/address.ts';
import {
  type BoundedClient,
  type BoundedRequest,
  boundedClient,
  type ClientLimits,
} from '../../../src/sync/sinks/http/bounded-client.ts';
import { outcomeOf, SinkFailure } from '../../../src/sync/sinks/http/failure.ts';
import { retryAfterMs } from '../../../src/sync/sinks/http/retry-after.ts';
import { failureOfStatus } from '../../../src/sync/sinks/http/status.ts';
import { flightReviewServer } from '../servers/form.ts';
import * as scripted from '../servers/scripted.ts';

/** For what is found out by waiting. */
const limits: Partial<ClientLimits> = { connectMs: 10_000, stallMs: 800, firstByteMs: 800, answerMs: 1600 };
/** For the rest, on a busy machine. */
const patient: Partial<ClientLimits> = { connectMs: 10_000, stallMs: 10_000, firstByteMs: 10_000, answerMs: 20_000 };
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function client(limits = patient): BoundedClient {
  const made = boundedClient({ allowInsecure: false, limits });
  endings.push(() => made.close());
  return made;
}

async function server(...behaviours: scripted.Behaviour[]): Promise<scripted.ScriptedServer> {
  const made = await scripted.scriptedServer(...behaviours);
  endings.push(() => made.close());
  return made;
}

async function failureOf(work: Promise<unknown>): Promise<SinkFailure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SinkFailure);
  const failure = error as SinkFailure;
  expect(JSON.stringify([failure.message, failure.stack, failure.fault])).not.toContain(scripted.SERVER_WORD);
  return failure;
}

async function* pieces(count: number, sizeBytes: number): AsyncGenerator<Uint8Array, void, void> {
  for (let i = 0; i < count; i++) yield new Uint8Array(sizeBytes).fill(i + 1);
}

function put(url: string, more: Partial<BoundedRequest> = {}): BoundedRequest {
  return { method: 'PUT', url, body: Buffer.from('flown'), signal: new AbortController().signal, ...more };
}

describe('requests', () => {
  it('carry only constant headers and what the caller gives', async () => {
    const at = await server(scripted.answers(201));
    const answer = await client().request(put(`${at.url}/a?b=c`, { headers: { 'content-type': 'text/plain' } }));
    expect(answer.status).toBe(201);
    expect(Buffer.from(answer.body).toString()).toBe(scripted.SERVER_WORD);
    expect(at.requests[0]?.head.split('\r\n').sort()).toEqual([
      'PUT /a?b=c HTTP/1.1',
      'connection: keep-alive',
      'content-length: 5',
      'content-type: text/plain',
      `host: ${at.url.slice(7)}`,
      'user-agent: flightveil',
    ]);
  });

  it('stream a body with its length, and an empty one too', async () => {
    const at = await server(scripted.answers(201));
    const sender = client();
    await sender.request(put(at.url, { body: pieces(5, 40_000), contentLength: 200_000 }));
    await sender.request(put(at.url, { body: pieces(0, 1), contentLength: 0 }));
    await sender.request(put(at.url, { body: new Uint8Array(0), method: 'POST' }));
    const bodies = await Promise.all(at.requests.map((each) => each.body));
    const sent = Buffer.concat([1, 2, 3, 4, 5].map((each) => Buffer.alloc(40_000, each)));
    expect(bodies[0]?.equals(sent)).toBe(true);
    expect(at.requests.map((each) => each.headers.get('content-length'))).toEqual(['200000', '0', '0']);
    expect(at.requests[0]?.headers.has('transfer-encoding')).toBe(false);
  });

  it('end with what the source of a body throws, and its last bytes stay here', async () => {
    const at = await server(scripted.answers(201));
    const withheld = new FlightveilError('withheld', 'No longer.');
    let isClosed = false;
    async function* source() {
      try {
        yield* pieces(1, 50_000);
        // By then all has arrived that was handed over.
        while (at.receivedBytes() < 40_000) await sleep(10);
        await sleep(50);
        throw withheld;
      } finally {
        isClosed = true;
      }
    }
    await expect(client().request(put(at.url, { body: source(), contentLength: 50_000 }))).rejects.toBe(withheld);
    expect(isClosed).toBe(true);
    expect(at.receivedBytes()).toBeLessThan(50_000);
  });

  it.each([49_999, 50_001, 1])('refuse a body that is not as long as said: 50000 for %i', async (contentLength) => {
    const at = await server(scripted.answers(201));
    const sent = client().request(put(at.url, { body: pieces(1, 50_000), contentLength }));
    await expect(sent).rejects.toMatchObject({ code: 'state-unusable' });
  });

  it('end with the reason of their signal, read no more and close the source', async () => {
    const control = new AbortController();
    const at = await server((connection) => {
      connection.pause();
      setTimeout(() => control.abort(reason), 100);
    });
    const reason = new FlightveilError('interrupted', 'Stopped.');
    let isClosed = false;
    let readAfter = 0;
    async function* source() {
      try {
        for await (const piece of pieces(1600, 16 * 1024)) {
          if (control.signal.aborted) readAfter++;
          yield piece;
        }
      } finally {
        isClosed = true;
      }
    }
    const sent = client().request(
      put(at.url, { body: source(), contentLength: 1600 * 16 * 1024, signal: control.signal }),
    );
    await expect(sent).rejects.toBe(reason);
    await sleep(20);
    expect(isClosed).toBe(true);
    expect(readAfter).toBe(0);
    await expect(client().request(put(at.url, { signal: control.signal }))).rejects.toBe(reason);
    expect(at.requests.length).toBe(1);
  });

  it('do not count the time in which we wait for ourselves', async () => {
    const at = await server(scripted.answers(201));
    async function* source() {
      // The last of these is held back until more comes.
      yield* pieces(2, 1000);
      await sleep(1000);
      yield* pieces(1, 1000);
    }
    const answer = await client(limits).request(put(at.url, { body: source(), contentLength: 3000 }));
    expect(answer.status).toBe(201);
  });
});

async function survive(
  behaviour: scripted.Behaviour,
  reason: SinkFault['reason'],
  limits: Partial<ClientLimits>,
): Promise<void> {
  const at = await scripted.scriptedServer(behaviour);
  const asking = boundedClient({ allowInsecure: false, limits });
  try {
    const startedMs = performance.now();
    // Longer than the buffers of two sockets.
    const request = put(at.url, { body: pieces(200, 64 * 1024), contentLength: 200 * 64 * 1024 });
    const failure = await failureOf(asking.request(request));
    expect(failure.fault.reason).toBe(reason);
    expect(performance.now() - startedMs).toBeLessThan(5000);
    // What lies in buffers, not what a server could send in that time.
    if (reason === 'answer-invalid') expect(at.sentBytes()).toBeLessThan(16 * 1024 * 1024);
    expect(at.requests.length).toBe(1);
  } finally {
    await asking.close();
    await at.close();
  }
}

describe('a hostile server', () => {
  it.each(scripted.hostile)('that %s costs bounded time and memory', (_, behaviour, reason) =>
    survive(behaviour, reason, patient),
  );

  it.concurrent.each(scripted.slow)('that %s costs bounded time', (_, behaviour, reason) =>
    survive(behaviour, reason, limits),
  );

  it('that confirms what it has not got is not believed', async () => {
    const at = await server(scripted.answersEarly(201));
    async function* source() {
      yield* pieces(2, 64 * 1024);
      // The rest comes after the answer.
      await new Promise(() => undefined);
    }
    const failure = await failureOf(client().request(put(at.url, { body: source(), contentLength: 200_000 })));
    expect(failure.fault).toEqual({ reason: 'answer-invalid', facts: { status: 201 } });
  });

  it('that drips an early answer while we wait for ourselves is left too', async () => {
    const at = await server((connection) => {
      connection.write('HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n');
      const timer = setInterval(() => connection.write('a'), 100);
      connection.on('close', () => clearInterval(timer));
    });
    async function* source() {
      yield* pieces(2, 64 * 1024);
      await new Promise(() => undefined);
    }
    const failure = await failureOf(client(limits).request(put(at.url, { body: source(), contentLength: 200_000 })));
    expect(failure.fault.reason).toBe('timed-out');
  });

  it('that says no early is believed, and the rest is not sent', async () => {
    const at = await server(scripted.answersEarly(413));
    const answer = await client().request(
      put(at.url, { body: pieces(400, 64 * 1024), contentLength: 400 * 64 * 1024 }),
    );
    expect(answer.status).toBe(413);
    await sleep(50);
    expect(at.receivedBytes()).toBeLessThan(300 * 64 * 1024);
  });

  it('gets no more than what the caller allows, and no connection where there is none', async () => {
    const at = await server(scripted.answers(200, {}, 'x'.repeat(101)));
    const { signal } = new AbortController();
    const asked = client().request({ method: 'GET', url: at.url, signal, mostAnswerBytes: 100 });
    expect((await failureOf(asked)).fault.reason).toBe('answer-invalid');
    await at.close();
    endings.pop();
    expect((await failureOf(client().request({ method: 'GET', url: at.url, signal }))).fault.reason).toBe(
      'unreachable',
    );
  });
});

describe('addresses', () => {
  it.each([
    ['https://example.org/a', false],
    ['http://localhost:8080/', false],
    ['http://127.0.0.1/', false],
    ['http://127.1/', false],
    ['http://[::1]:99/', false],
    ['http://example.org/', true],
  ])('%s is taken', (address, allowInsecure) => {
    expect(checkedAddress(address, allowInsecure).href).toBe(new URL(address).href);
  });

  it.each([
    ['http://example.org/', 'plain-http'],
    ['http://127.evil.example/', 'plain-http'],
    ['http://localhost.evil.example/', 'plain-http'],
    ['http://[::ffff:8.8.8.8]/', 'plain-http'],
    ['https://user:word@example.org/', 'credentials'],
    ['https://user@example.org/', 'credentials'],
    ['ftp://127.0.0.1/', 'scheme'],
    ['file:///etc/hosts', 'scheme'],
    ['nothing', 'invalid'],
  ])('%s is refused, for good', async (address, fact) => {
    const { signal } = new AbortController();
    const failure = await failureOf(client().request({ method: 'GET', url: address, signal }));
    expect(outcomeOf(failure)).toEqual({ kind: 'rejected', fault: { reason: 'insecure', facts: { address: fact } } });
  });
});

describe('certificates', () => {
  it('are checked, whatever the environment says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flightveil-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    endings.push(() => rmSync(folder, { recursive: true }));
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => response.end());
    await new Promise<void>((done) => tls.listen(0, '127.0.0.1', done));
    endings.push(() => void tls.close());
    const { port } = tls.address() as AddressInfo;
    const { signal } = new AbortController();
    const get = { method: 'GET', url: `https://localhost:${port}/`, signal } as const;

    const trusting = boundedClient({ allowInsecure: false, ca: readFileSync(cert, 'utf8') });
    endings.push(() => trusting.close());
    expect((await trusting.request(get)).status).toBe(200);
    const otherName = trusting.request({ ...get, url: `https://127.0.0.1:${port}/` });
    expect((await failureOf(otherName)).fault.reason).toBe('insecure');

    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    endings.push(() => void delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
    const careless = boundedClient({ allowInsecure: true });
    endings.push(() => careless.close());
    const failure = await failureOf(careless.request(get));
    expect(failure.fault.reason).toBe('insecure');
    expect(outcomeOf(failure).kind).toBe('retry');
  });

  it('are asked for: a server without TLS is insecure', async () => {
    const at = await flightReviewServer();
    endings.push(() => at.stop());
    const { signal } = new AbortController();
    const asked = client().request({ method: 'GET', url: at.url.replace('http:', 'https:'), signal });
    expect((await failureOf(asked)).fault.reason).toBe('insecure');
  });
});

describe('what a status means', () => {
  it.each([
    [400, 'refused', 'rejected'],
    [401, 'not-authorised', 'rejected'],
    [403, 'not-authorised', 'rejected'],
    [404, 'not-found', 'rejected'],
    [408, 'server-busy', 'retry'],
    [409, 'conflict', 'rejected'],
    [413, 'too-large', 'rejected'],
    [422, 'refused', 'rejected'],
    [429, 'server-busy', 'retry'],
    [500, 'server-failed', 'retry'],
    [503, 'server-busy', 'retry'],
    [507, 'no-space', 'retry'],
    [302, 'redirected', 'retry'],
    [999, 'answer-invalid', 'retry'],
  ])('%i', (status, reason, kind) => {
    expect(outcomeOf(failureOfStatus({ status, headers: new Map() }))).toEqual({
      kind,
      fault: { reason, facts: { status } },
    });
  });

  it('with a time to wait, where a server is busy and only there', () => {
    const headers = new Map([['retry-after', '7']]);
    expect(outcomeOf(failureOfStatus({ status: 503, headers }))).toMatchObject({ kind: 'retry', afterMs: 7000 });
    expect(failureOfStatus({ status: 400, headers }).afterMs).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const nowMs = Date.UTC(2026, 0, 5, 12, 0, 0);
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['86401', MAX_RETRY_AFTER_MS],
    ['9'.repeat(400), MAX_RETRY_AFTER_MS],
    ['Mon, 05 Jan 2026 12:01:00 GMT', 60_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', MAX_RETRY_AFTER_MS],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e9', undefined],
    ['0x10', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['', undefined],
    ['5, 6', undefined],
    ['2026-01-05', undefined],
    ['Mon, 99 Jan 2026 12:01:00 GMT', undefined],
  ])('%s', (value, expectedMs) => {
    expect(retryAfterMs(value, nowMs)).toBe(expectedMs);
  });

  it('never asks for less than nothing or more than a day, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.bigInt().map(String),
          fc.date({ noInvalidDate: true }).map((each) => each.toUTCString()),
        ),
        (value) => {
          const ms = retryAfterMs(value, nowMs);
          expect(ms === undefined || (ms >= 0 && ms <= MAX_RETRY_AFTER_MS)).toBe(true);
        },
      ),
    );
  });
});
