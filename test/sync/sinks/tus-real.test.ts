import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Outcome, Remembered } from '../../../src/sync/sink.ts';
import { tusSink } from '../../../src/sync/sinks/tus-sink.ts';
import { RecordingProxy } from '../servers/record.ts';
import { TusServer, type TusServerOptions } from '../servers/tus.ts';
import { type Content, content, nameOf, noise, Try, type TryOptions } from './parts.ts';

const SIZE_BYTES = 900_000;
const CHUNK_BYTES = 256 * 1024;
let server: TusServer;
/** Of all tests that need nothing special of it. */
let shared: TusServer | undefined;
let proxy: RecordingProxy | undefined;

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  if (server === shared) server.clear();
  else await server.stop();
});
afterAll(() => shared?.stop());

async function start(options?: TusServerOptions): Promise<Content> {
  server = options === undefined ? (shared ??= await TusServer.start()) : await TusServer.start(options);
  if (!server.isRunning) await server.start();
  return content(noise(SIZE_BYTES));
}

/** A try by a sink of its own: nothing but what was remembered comes from an earlier one. */
async function send(of: Content, how: TryOptions = {}, port = server.port) {
  const sink = sinkAt(port);
  const made = new Try(of, how);
  try {
    const outcome: Outcome | { thrown: unknown } = await sink
      .send(made.shipment, made.delivery)
      .catch((thrown: unknown) => ({ thrown }));
    return {
      made,
      outcome,
      remembered: made.remembered,
      logFrom: made.pieces.find(({ role }) => role === 'log')?.offset,
    };
  } finally {
    await sink.close();
  }
}

function sinkAt(port: number) {
  return tusSink('research', {
    kind: 'tus',
    destination: { country: 'CH', controller: 'A university' },
    url: `http://127.0.0.1:${port}/files`,
    chunkBytes: CHUNK_BYTES,
    allowInsecure: false,
  });
}

async function remove(of: Content, remembered: Remembered | undefined) {
  const sink = sinkAt(server.port);
  const removal = await sink.remove(of, remembered, AbortSignal.timeout(10_000));
  await sink.close();
  return removal;
}

/** What the server says that it has of the upload that was remembered. */
async function offsetThere(remembered: Remembered | undefined): Promise<number> {
  const url = String(remembered?.url).replace(/:\d+\//, `:${server.port}/`);
  const answer = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  return Number(answer.headers.get('upload-offset'));
}

/** One whole copy of each part, and nothing else. */
function mustHave(of: Content): void {
  expect(server.uploads.map(({ metadata }) => metadata.filename).sort()).toEqual(
    of.parts.map(({ name }) => name).sort(),
  );
  for (const { name, bytes } of of.parts) expect(Buffer.compare(server.named(name)[0]!.bytes, bytes)).toBe(0);
}

const whileLogGoes =
  (piece: number, act: () => Promise<void> | void): TryOptions['onAsk'] =>
  async (_asked, role) => {
    if (role === 'log' && --piece === 0) await act();
  };

describe('tus with the real server', () => {
  test('the manifest goes first, the log names it, and the hash of both is compared', async () => {
    const of = await start({ relativeLocation: true });
    const { outcome } = await send(of);
    expect(outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
    mustHave(of);
    const filetype = 'application/octet-stream';
    const manifest = nameOf(of, 'manifest');
    expect(server.named(manifest)[0]!.metadata).toEqual({ filename: manifest, filetype });
    const log = nameOf(of, 'log');
    expect(server.named(log)[0]!.metadata).toEqual({ filename: log, filetype, manifest });
  });

  test('the server is killed in the middle, comes back, and the upload goes on where it was', async () => {
    const of = await start();
    const first = await send(of, { onAsk: whileLogGoes(10, () => server.kill()) });
    expect(first.outcome).toMatchObject({ kind: 'retry', fault: { reason: 'connection-lost' } });
    await server.start();
    const second = await send(of, { remembered: first.remembered });
    expect(second.outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
    expect(second.logFrom).toBeGreaterThanOrEqual(2 * CHUNK_BYTES);
    mustHave(of);
  });

  test.each([0, 700, 2_600, 5_000, 300_000, 600_000, 900_000, 1_300_000])(
    'the line is cut after %i bytes, and what came is not sent again',
    async (cutAfterBytes) => {
      const of = await start();
      proxy = await RecordingProxy.start(() => server.port);
      proxy.cutAfterBytes = cutAfterBytes;
      const first = await send(of, {}, proxy.port);
      expect(first.outcome).toMatchObject({ kind: 'retry', fault: { reason: 'connection-lost' } });
      const isLog = first.remembered?.part === 1 && first.remembered.url !== undefined;
      const had = isLog ? await offsetThere(first.remembered) : 0;
      const second = await send(of, { remembered: first.remembered }, proxy.port);
      expect(second.outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
      if (cutAfterBytes > 10_000) expect(had).toBeGreaterThanOrEqual(Math.min(cutAfterBytes, SIZE_BYTES) - CHUNK_BYTES);
      expect(second.logFrom).toBe(had === SIZE_BYTES ? undefined : had);
      const whole = of.parts.map(({ name }) => server.named(name));
      expect(whole.every((list) => list.length === 1)).toBe(true);
      expect(Buffer.compare(whole[1]![0]!.bytes, of.parts[1]!.bytes)).toBe(0);
    },
  );

  test('the line is cut again and again: the log arrives once, and is not read back for ever', async () => {
    const of = await start();
    proxy = await RecordingProxy.start(() => server.port);
    let remembered: Remembered | undefined;
    let tries = 0;
    let verified: string | undefined;
    for (; verified === undefined && tries < 25; tries++) {
      proxy.cutAfterBytes = 120_000;
      const { outcome, ...next } = await send(of, { remembered }, proxy.port);
      if ('kind' in outcome && outcome.kind === 'delivered') verified = outcome.verified;
      remembered = next.remembered;
    }
    expect(tries).toBeGreaterThan(10);
    expect(verified).toBe('length');
    mustHave(of);
  });

  test('the server lost the upload: a new one is begun', async () => {
    const of = await start();
    const first = await send(of, { refuseAt: 16 });
    expect(first.outcome).toHaveProperty('thrown', first.made.reason);
    server.clear();
    const second = await send(of, { remembered: first.remembered });
    expect(second.outcome).toMatchObject({ kind: 'delivered' });
    expect(second.logFrom).toBe(0);
    expect(Buffer.compare(server.named(nameOf(of, 'log'))[0]!.bytes, of.parts[1]!.bytes)).toBe(0);
  });

  test('the server loses the upload while it is sent: a new one is begun, at once or with the next try', async () => {
    const of = await start();
    let requests = 0;
    const first = await send(of, {
      // Before the second PATCH of the log: OPTIONS; POST, PATCH and GET of the manifest; POST and PATCH of the log came before.
      onAsk: (_asked, role) => void (role === undefined && ++requests === 7 && server.clear()),
    });
    // A server that finds its own file gone in the midst of a PATCH may say that it has failed.
    const isRetry = 'kind' in first.outcome && first.outcome.kind === 'retry';
    const { outcome } = isRetry ? await send(of, { remembered: first.remembered }) : first;
    expect(outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
    expect(Buffer.compare(server.named(nameOf(of, 'log'))[0]!.bytes, of.parts[1]!.bytes)).toBe(0);
  });

  test('what the server has is not what was sent: it is removed there, and the log goes again', async () => {
    const of = await start();
    const damaged = await send(of, { damage: (bytes) => bytes.map((byte, at) => (at === 600 ? byte ^ 1 : byte)) });
    expect(damaged.outcome).toEqual({ kind: 'retry', fault: { reason: 'hash-differs' } });
    expect(server.files).toEqual([]);
    const again = await send(of, { remembered: damaged.remembered });
    expect(again.outcome).toMatchObject({ kind: 'delivered', verified: 'hash' });
    mustHave(of);
  });

  test.each(['refuseAt', 'abortAt'] as const)('withdrawn in the middle (%s), nothing stays there', async (how) => {
    const of = await start();
    const { made, outcome, remembered } = await send(of, { [how]: 17 });
    expect(outcome).toHaveProperty('thrown', made.reason);
    const log = server.uploads.find(({ metadata }) => metadata.filename === nameOf(of, 'log'))!;
    expect(log.bytes.length).toBeGreaterThan(0);
    expect(log.isWhole).toBe(false);
    expect(await remove(of, remembered)).toBe('removed');
    expect(server.files).toEqual([]);
    expect(await remove(of, remembered)).toBe('absent');
  });

  test('removal of what was delivered; of nothing; while the server is away', async () => {
    const of = await start();
    const { remembered } = await send(of);
    expect(await remove(of, undefined)).toBe('absent');
    await server.kill();
    expect(await remove(of, remembered)).toBe('unknown');
    await server.start();
    expect(server.files).toHaveLength(4);
    expect(await remove(of, remembered)).toBe('removed');
    expect(server.files).toEqual([]);
  });

  test('an upload that has expired is not resumed', async () => {
    const of = await start({ expiresAfterMs: 1_500 });
    const first = await send(of, { refuseAt: 17 });
    expect(first.remembered?.expiresAtMs).toBeGreaterThan(Date.now() - 1_500);
    expect(first.remembered?.acknowledged).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, Number(first.remembered?.expiresAtMs) - Date.now() + 5));
    const second = await send(of, { remembered: first.remembered });
    expect(second.outcome).toMatchObject({ kind: 'delivered' });
    expect(second.logFrom).toBe(0);
    mustHave(of);
  });

  test('a log that is larger than the server takes is refused before a byte of it goes', async () => {
    const of = await start({ maxSize: 500_000 });
    const sink = sinkAt(server.port);
    expect(sink.refusal({ format: 'ulog', sizeBytes: 500_001 })).toBeUndefined();
    expect(await sink.check(AbortSignal.timeout(5_000))).toBeUndefined();
    const fault = { reason: 'too-large', facts: { maxBytes: 500_000 } };
    expect(sink.refusal({ format: 'ulog', sizeBytes: 500_001 })).toEqual(fault);
    expect(sink.refusal({ format: 'ulog', sizeBytes: 500_000 })).toBeUndefined();
    await sink.close();
    const { outcome, logFrom } = await send(of);
    expect(outcome).toEqual({ kind: 'rejected', fault });
    expect(logFrom).toBeUndefined();
  });
});
