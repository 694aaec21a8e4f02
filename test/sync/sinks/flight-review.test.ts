import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome, Sink } from '../../../src/sync/sink.ts';
import { flightReviewSink } from '../../../src/sync/sinks/flight-review.ts';
import { logIdOfLocation } from '../../../src/sync/sinks/http/flight-review-form.ts';
import type { FlightReviewSinkConfig } from '../../../src/sync/sync-config.ts';
import { flightReviewServer } from '../servers/form.ts';
import * as scripted from '../servers/scripted.ts';
import { type Content, content, noise, Try, type TryOptions } from './parts.ts';
import { sinkSuite } from './suite.ts';

const destination = { country: 'CH', controller: 'PX4' };
const config = (url: string, visibility: FlightReviewSinkConfig['visibility'] = 'private'): FlightReviewSinkConfig => ({
  kind: 'flight-review',
  destination,
  url,
  visibility,
  allowInsecure: false,
});
const ulog = (bytes: number) => Buffer.concat([Buffer.from('ULog\x01\x12\x35\x01', 'latin1'), noise(bytes)]);
const id = '9c1f2a7e-4c55-4f0e-9d53-0a1b2c3d4e5f';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function sinkOf(url: string, visibility?: FlightReviewSinkConfig['visibility']): Sink {
  const made = flightReviewSink('review', config(url, visibility));
  endings.push(() => made.close());
  return made;
}
async function review() {
  const made = await flightReviewServer();
  endings.push(() => made.stop());
  return made;
}
async function server(...behaviours: scripted.Behaviour[]) {
  const made = await scripted.scriptedServer(...behaviours);
  endings.push(() => made.close());
  return made;
}

async function send(
  sink: Sink,
  of: Content = content(ulog(3000)),
  { recipient = 'manufacturer', ...options }: TryOptions & { recipient?: string } = {},
): Promise<{ made: Try; outcome: Outcome }> {
  const made = new Try(of, options);
  const outcome = await sink.send({ ...made.shipment, recipient }, made.delivery);
  expect(JSON.stringify([outcome, made.remembered])).not.toContain(scripted.SERVER_WORD);
  return { made, outcome };
}

sinkSuite('flight-review', {
  removes: false,
  roles: ['log'],
  // It knows no repetition.
  once: false,
  log: ulog,
  start: async () => {
    const made = await flightReviewServer();
    const files = () => made.taken.flatMap((each) => each.files);
    return {
      sink: flightReviewSink('review', config(made.url)),
      received: async () => files().at(-1)?.bytes,
      list: async () => files().map((each) => each.name),
      cut: made.cut,
      stop: made.stop,
      secrets: [String(made.port), 'zanzibar'],
    };
  },
});

describe('Flight Review', () => {
  test.each([
    ['private', 'manufacturer', 'personal', 'false'],
    ['private', 'public', 'personal', 'false'],
    ['public', 'public', 'flightreport', 'true'],
  ] as const)('gets constant fields: %s, for %s', async (visibility, recipient, type, isPublic) => {
    const at = await review();
    const of = content(ulog(3000));
    const { outcome, made } = await send(sinkOf(at.url, visibility), of, { recipient });
    expect(outcome).toEqual({ kind: 'delivered', verified: 'answer', remote: { log: expect.any(String) } });
    expect(made.remembered).toEqual({ posted: true, log: outcome.kind === 'delivered' && outcome.remote?.log });
    const [form] = at.taken;
    expect(form?.fields).toEqual({
      description: '',
      feedback: '',
      email: '',
      type,
      public: isPublic,
      allowForAnalysis: isPublic,
    });
    const bytes = Buffer.from(of.parts[1]!.bytes);
    expect(form?.files).toEqual([{ field: 'filearg', name: 'log.ulg', mediaType: 'application/octet-stream', bytes }]);
    expect(Object.keys(form?.headers ?? {}).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
  });

  test('lists nothing that may not go to everybody', async () => {
    const at = await review();
    const { outcome, made } = await send(sinkOf(at.url, 'public'));
    const facts = { visibility: 'public', recipient: 'not-public' };
    expect(outcome).toEqual({ kind: 'rejected', fault: { reason: 'refused', facts } });
    expect([at.taken.length, made.pieces.length, made.remembered]).toEqual([0, 0, undefined]);
  });

  test('takes ULog only', async () => {
    const at = await review();
    const sink = sinkOf(at.url);
    const fault = { reason: 'format-not-taken' };
    expect(sink.refusal({ format: 'tlog', sizeBytes: 10 })).toEqual(fault);
    expect(sink.refusal({ format: 'ulog', sizeBytes: 10 })).toBeUndefined();
    const other = await send(sink, content(ulog(100), { format: 'tlog' }));
    expect(other.outcome).toEqual({ kind: 'rejected', fault });
    expect(other.made.pieces).toEqual([]);
    const damaged = await send(sink, content(noise(100)));
    expect(damaged.outcome).toEqual({ kind: 'rejected', fault: { reason: 'refused', facts: { status: 400 } } });
  });

  test('gets a log once if its answer came', async () => {
    const at = await review();
    const of = content(ulog(3000));
    const first = await send(sinkOf(at.url), of);
    const second = await send(sinkOf(at.url), of, { remembered: first.made.remembered });
    expect(second.outcome).toEqual(first.outcome);
    expect(at.taken.length).toBe(1);
    await send(sinkOf(at.url), of, { remembered: { posted: true, log: 'zanzibar/../x' } }).then(({ outcome }) =>
      expect(outcome.kind).toBe('delivered'),
    );
    expect(at.taken.length).toBe(2);
  });

  test.each<[number, Record<string, string>, object]>([
    [200, {}, { kind: 'rejected', fault: { reason: 'answer-invalid', facts: { status: 200 } } }],
    [
      301,
      { location: `/plot_app?log=${id}` },
      { kind: 'rejected', fault: { reason: 'redirected', facts: { status: 301 } } },
    ],
    [302, {}, { kind: 'rejected', fault: { reason: 'redirected', facts: { status: 302 } } }],
    [
      302,
      { location: 'https://zanzibar.example/plot_app?log=1' },
      { kind: 'rejected', fault: { reason: 'redirected', facts: { status: 302 } } },
    ],
    [302, { location: `/plot_app?log=${id}` }, { kind: 'delivered', verified: 'answer', remote: { log: id } }],
    [413, {}, { kind: 'rejected', fault: { reason: 'too-large', facts: { status: 413 } } }],
    [500, {}, { kind: 'retry', fault: { reason: 'server-failed', facts: { status: 500 } } }],
    [
      503,
      { 'retry-after': '60' },
      { kind: 'retry', fault: { reason: 'server-busy', facts: { status: 503 } }, afterMs: 60_000 },
    ],
  ])('answers %i %j', async (status, headers, expected) => {
    const at = await server(scripted.answers(status, headers));
    const { outcome } = await send(sinkOf(`${at.url}/review/`));
    expect(outcome).toEqual(expected);
    expect(at.requests.map((each) => `${each.method} ${each.path}`)).toEqual(['POST /review/upload']);
  });

  test('keeps what was sent, and says so', async () => {
    const sink = sinkOf('http://127.0.0.1:9');
    const { signal } = new AbortController();
    expect(await sink.remove(content(ulog(1)), { posted: true }, signal)).toBe('kept');
    expect(await sink.remove(content(ulog(1)), undefined, signal)).toBe('absent');
  });
});

describe('the redirect of a success', () => {
  const upload = new URL('https://review.example/upload');
  const beside = new URL('https://review.example/a/upload');

  test.each([
    [`/plot_app?log=${id}`, upload],
    [`https://review.example/plot_app?log=${id}`, upload],
    [`https://review.example:443/plot_app?log=${id}`, upload],
    [`plot_app?log=${id}`, beside],
    [`/a/plot_app?log=${id}`, beside],
    [`/plot_app?log=${id}`, beside],
  ])('%s from %s', (location, from) => {
    expect(logIdOfLocation(location, from)).toBe(id);
  });

  test.each([
    undefined,
    '',
    `//evil.example/plot_app?log=${id}`,
    `http://review.example/plot_app?log=${id}`,
    `https://review.example:444/plot_app?log=${id}`,
    `https://a:b@review.example/plot_app?log=${id}`,
    `https://review.example.evil.example/plot_app?log=${id}`,
    `javascript:alert(1)//plot_app?log=${id}`,
    `/other?log=${id}`,
    `/plot_app/?log=${id}`,
    `/plot_app?log=${id}&x=1`,
    `/plot_app?x=1&log=${id}`,
    `/plot_app?log=${id}#x`,
    `/plot_app?log=${id.toUpperCase()}`,
    `/plot_app?log=${id}0`,
    '/plot_app?log=zanzibar',
    '/plot_app?log=',
    '/plot_app',
    `/plot_app?log=${id}, /plot_app?log=${id}`,
    `/${'../'.repeat(2000)}plot_app?log=${id}`,
  ])('is not %s', (location) => {
    expect(logIdOfLocation(location, upload)).toBeUndefined();
  });
});
