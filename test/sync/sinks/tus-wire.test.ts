import { homedir, hostname, userInfo } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import { tusSink } from '../../../src/sync/sinks/tus-sink.ts';
import { RecordingProxy } from '../servers/record.ts';
import { TusServer } from '../servers/tus.ts';
import { type Content, content, nameOf, noise, Try } from './parts.ts';

let server: TusServer;
let proxy: RecordingProxy;

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await proxy.close();
  await server.stop();
});

interface RawRequest {
  readonly head: string;
  readonly body: Buffer;
}

/** Sends, breaks off in the middle, goes on, removes: every kind of request. */
async function exchange(of: Content): Promise<Buffer> {
  let remembered: Try['remembered'];
  for (const refuseAt of [13, undefined]) {
    const sink = tusSink('research', {
      kind: 'tus',
      destination: { country: 'CH', controller: 'A university' },
      url: `http://127.0.0.1:${proxy.port}/files`,
      chunkBytes: 128 * 1024,
      allowInsecure: false,
    });
    const made = new Try(of, { refuseAt, remembered });
    const outcome = await sink.send(made.shipment, made.delivery).catch((thrown: unknown) => ({ thrown }));
    expect(outcome).toMatchObject(refuseAt === undefined ? { kind: 'delivered' } : { thrown: made.reason });
    remembered = made.remembered;
    if (refuseAt === undefined) expect(await sink.remove(of, remembered, AbortSignal.timeout(10_000))).toBe('removed');
    await sink.close();
  }
  return proxy.takeRecorded();
}

function requestsIn(recorded: Buffer): RawRequest[] {
  const requests: RawRequest[] = [];
  for (let at = 0; at < recorded.length; ) {
    const end = recorded.indexOf('\r\n\r\n', at) + 4;
    const head = recorded.subarray(at, end).toString('latin1');
    // After a body that was broken off comes the next try, which begins with a question.
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
    const next = recorded.subarray(end, end + length).indexOf('OPTIONS /');
    const stop = next < 0 ? end + length : end + next;
    requests.push({ head, body: recorded.subarray(end, stop) });
    at = stop;
  }
  return requests;
}

test('requests say nothing of the machine, the user or the time, and those of two logs of equal length are equal', async () => {
  server = await TusServer.start({ relativeLocation: true });
  proxy = await RecordingProxy.start(() => server.port);
  const one = content(noise(400_000, 1));
  const other = content(noise(400_000, 2));
  const ofOne = requestsIn(await exchange(one));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40_000_000_000 });
  vi.stubEnv('TZ', 'Pacific/Auckland');
  vi.stubEnv('LANG', 'mi_NZ.UTF-8');
  vi.stubEnv('USER', 'somebody-else');
  const ofOther = requestsIn(await exchange(other));

  const plain = (requests: readonly RawRequest[], of: Content): string[] =>
    requests.map(({ head }) => {
      const base64 = (text: string) => Buffer.from(text).toString('base64');
      const unnamed = head
        .replaceAll(base64(nameOf(of, 'manifest')), 'MANIFEST')
        .replaceAll(base64(nameOf(of, 'log')), 'LOG');
      return unnamed.replace(/\/files\/[0-9a-f]{32}/, '/files/DRAWN-BY-THE-SERVER');
    });
  const heads = plain(ofOne, one);
  const methods = heads.map((head) => head.slice(0, head.indexOf(' ')));
  expect(new Set(methods)).toEqual(new Set(['OPTIONS', 'POST', 'PATCH', 'HEAD', 'GET', 'DELETE']));
  expect(heads.length).toBeGreaterThan(12);
  expect(plain(ofOther, other)).toEqual(heads);

  // Every header there is, with what it may say.
  const type = Buffer.from('application/octet-stream').toString('base64');
  const allowed: Readonly<Record<string, RegExp>> = {
    host: new RegExp(`^127\\.0\\.0\\.1:${proxy.port}$`),
    // undici ends the connection after a HEAD.
    connection: /^(keep-alive|close)$/,
    'user-agent': /^flightveil$/,
    'tus-resumable': /^1\.0\.0$/,
    'content-length': /^\d+$/,
    'content-type': /^application\/offset\+octet-stream$/,
    'upload-offset': /^\d+$/,
    'upload-length': /^\d+$/,
    'upload-metadata': new RegExp(`^filename (MANIFEST|LOG),filetype ${type}(,manifest MANIFEST)?$`),
  };
  for (const head of heads) {
    const [line, ...lines] = head.trimEnd().split('\r\n');
    expect(line).toMatch(/^[A-Z]+ \/files(\/DRAWN-BY-THE-SERVER)? HTTP\/1\.1$/);
    for (const each of lines) {
      const [, name = '', value] = /^([^:]+): (.*)$/.exec(each) ?? [];
      expect(value, each).toMatch(allowed[name.toLowerCase()] ?? /^a header that nobody expects$/);
    }
    const told = [hostname(), userInfo().username, homedir(), process.cwd(), String(new Date().getFullYear())];
    for (const word of told) if (word.length > 3) expect(head).not.toContain(word);
  }

  // And the bodies are the parts, whole or as far as they were let.
  const sent = Buffer.concat(ofOne.map(({ body }) => body));
  expect(Buffer.compare(sent.subarray(0, one.parts[0]!.bytes.length), one.parts[0]!.bytes)).toBe(0);
  const log = Buffer.concat([...one.parts.map(({ bytes }) => bytes)]);
  for (const { body } of ofOne) expect(log.includes(body)).toBe(true);
});
