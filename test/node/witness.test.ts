import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FlightveilError } from '../../src/model/errors.ts';
import { witnessAt } from '../../src/node/witness.ts';
import { openCosignature, readWitnessKey } from '../../src/unlock/log/cosignature.ts';
import type { UnlockLog } from '../../src/unlock/log/unlock-log.ts';
import { askWitness, type SendToWitness, type WitnessAnswer } from '../../src/unlock/log/witness-request.ts';
import { rootsByProof } from '../unlock/log/naive-tree.ts';
import { entry, logOf } from '../unlock/log/samples.ts';

const NOW_S = 1_800_000_000;
const name = 'witness.example/w1';
const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 5)]);
const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
const publicKey = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x!, 'base64url');
const typed = Buffer.concat([Uint8Array.of(4), publicKey]);
const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
const key = readWitnessKey(`${name}+${id.toString('hex')}+${typed.toString('base64')}`);

/** A line with a cosignature, as C2SP tlog-cosignature has it. */
function cosign(text: string, time = BigInt(NOW_S), by = privateKey): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(time);
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), by);
  return `— ${name} ${Buffer.concat([id, bytes, signature]).toString('base64')}\n`;
}
const textIn = (body: string): string => body.slice(body.indexOf('\n\n') + 2, body.lastIndexOf('\n\n') + 1);

interface Answer {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

/** A witness that does what C2SP tlog-witness says of add-checkpoint, for one log. */
class Witness {
  readonly heard: string[] = [];
  readonly statuses: number[] = [];
  size = 0;
  root: Uint8Array = createHash('sha256').digest();
  readonly #vkey: string;

  constructor(vkey: string) {
    this.#vkey = vkey;
  }

  answer(body: string): Answer {
    this.heard.push(body);
    const answer = this.#judge(body);
    this.statuses.push(answer.status);
    return answer;
  }

  /** The same as a function, without a network. */
  readonly send: SendToWitness = async (body) => {
    const { status, body: said = '' } = this.answer(body);
    return { status, body: Buffer.from(said) };
  };

  #judge(body: string): Answer {
    const end = body.indexOf('\n\n');
    const [oldLine = '', ...lines] = body.slice(0, end).split('\n');
    const old = /^old (0|[1-9]\d*)$/.exec(oldLine)?.[1];
    const proof = lines.map((line) => Buffer.from(line, 'base64'));
    const areHashes = proof.every((hash, at) => hash.length === 32 && hash.toString('base64') === lines[at]);
    if (end < 0 || old === undefined || !areHashes || proof.length > 63) return { status: 400 };
    const text = textIn(body);
    const [origin, sizeLine, rootLine] = text.split('\n');
    const keyParts = this.#vkey.split('+');
    if (origin !== keyParts[0]) return { status: 404 };
    if (!this.#isSigned(text, body.slice(end + 2 + text.length + 1))) return { status: 403 };
    const [from, size, root] = [Number(old), Number(sizeLine), Buffer.from(rootLine!, 'base64')];
    if (from > size) return { status: 400 };
    if (from !== this.size) {
      return { status: 409, body: `${this.size}\n`, headers: { 'content-type': 'text/x.tlog.size' } };
    }
    if (from === 0 ? proof.length > 0 : !this.#follows(size, root, proof)) return { status: 422 };
    [this.size, this.root] = [size, root];
    return { status: 200, body: cosign(text) };
  }

  #isSigned(text: string, signatures: string): boolean {
    // Base64 can have plus signs of its own.
    const whole = Buffer.from(this.#vkey.split('+').slice(2).join('+'), 'base64');
    const logKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: whole.subarray(1).toString('base64url') },
      format: 'jwk',
    });
    const [line, ...more] = signatures.split('\n').slice(0, -1);
    const signature = Buffer.from(line!.split(' ')[2]!, 'base64').subarray(4);
    return more.length === 0 && verify(null, Buffer.from(text), logKey, signature);
  }

  #follows(size: number, root: Uint8Array, proof: readonly Uint8Array[]): boolean {
    const roots = rootsByProof(this.size, size, this.root, proof);
    return roots !== undefined && Buffer.from(this.root).equals(roots.old) && Buffer.from(root).equals(roots.new);
  }
}

/** Listens until the test's end; returns its address. */
async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(handle);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Answers every request so. */
const answering = (answer: (body: string, count: number) => Answer, bodies: string[] = []): Promise<string> =>
  listen(async (request, response) => {
    const body = await bodyOf(request);
    bodies.push(body);
    const { status, body: said = '', headers = {} } = answer(body, bodies.length);
    response.writeHead(status, headers).end(said);
  });

async function requestTo(send: SendToWitness, log?: UnlockLog) {
  const own = log ?? (await logOf(5)).log;
  return { log: own, checkpoint: await own.checkpoint(), key, send, nowS: () => NOW_S };
}

/** The error with which asking ends; none is a failure. */
async function errorOf(asking: Promise<unknown>): Promise<FlightveilError> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FlightveilError);
  return error as FlightveilError;
}

describe('an honest witness', () => {
  test('cosigns every size of a log after every earlier one, and after none', async () => {
    const most = 17;
    const { log } = await logOf(0);
    const checkpoints = [await log.checkpoint()];
    for (let at = 0; at < most; at++) checkpoints.push((await log.append([entry(at)])).checkpoint);
    for (let from = 0; from <= most; from++) {
      for (let to = from; to <= most; to++) {
        const witness = new Witness(log.vkey);
        const ask = (size: number) =>
          askWitness({ log, checkpoint: checkpoints[size]!, key, send: witness.send, nowS: () => NOW_S });
        await ask(from);
        const { note, size, atS } = await ask(to);
        expect({ size, atS, has: witness.size }).toEqual({ size: to, atS: NOW_S, has: to });
        expect(note).toBe(checkpoints[to]! + cosign(textIn(`\n\n${note}`)));
        expect(openCosignature(note, key, NOW_S).atS).toBe(NOW_S);
        expect(witness.statuses).toEqual(from === 0 ? [200, 200] : [200, 409, 200]);
      }
    }
  });

  test('finds out that a log was written anew', async () => {
    const before = await logOf(4);
    const witness = new Witness(before.log.vkey);
    await askWitness(await requestTo(witness.send, before.log));
    // Under the same key: salts are drawn anew, and so it has another past.
    const { log } = await logOf(9);
    const asking = askWitness(await requestTo(witness.send, log));
    expect((await errorOf(asking)).message).toMatch(/does not follow .*422/);
    expect(witness.size).toBe(4);
  });

  test('that somebody else shows more in between is asked once more, and no fourth time', async () => {
    const request = await requestTo(async () => ({ status: 200, body: new Uint8Array() }), (await logOf(9)).log);
    const bodies: string[] = [];
    const sizes = (list: readonly number[]): SendToWitness => {
      bodies.length = 0;
      return async (body): Promise<WitnessAnswer> => {
        const size = list[bodies.push(body) - 1];
        const said = size === undefined ? cosign(textIn(body)) : `${size}\n`;
        return { status: size === undefined ? 200 : 409, body: Buffer.from(said) };
      };
    };
    const old = () => bodies.map((body) => body.split('\n')[0]);
    expect((await askWitness({ ...request, send: sizes([3, 7]) })).size).toBe(9);
    expect(old()).toEqual(['old 0', 'old 3', 'old 7']);
    expect((await errorOf(askWitness({ ...request, send: sizes([3, 7, 8, 9]) }))).code).toBe('link-failed');
    expect(old()).toEqual(['old 0', 'old 3', 'old 7']);
    for (const list of [[0], [3, 3], [7, 3], [3, 0]]) {
      const error = await errorOf(askWitness({ ...request, send: sizes(list) }));
      expect(error.message).toMatch(/takes back/);
      expect(bodies).toHaveLength(list.length);
    }
  });

  test('over HTTP is sent the body of the protocol, and nothing of the machine', async () => {
    const requests: { line: string; headers: string[]; body: string }[] = [];
    const { log } = await logOf(5);
    const witness = new Witness(log.vkey);
    const address = await listen(async (request, response) => {
      const body = await bodyOf(request);
      requests.push({ line: `${request.method} ${request.url}`, headers: request.rawHeaders, body });
      const answer = witness.answer(body);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    for (const [prefix, path] of [
      ['', '/add-checkpoint'],
      ['/', '/add-checkpoint'],
      ['/a/b%20c', '/a/b%20c/add-checkpoint'],
    ] as const) {
      const { checkpoint, ...request } = await requestTo(witnessAt(`${address}${prefix}`), log);
      const { note } = await askWitness({ ...request, checkpoint });
      expect(note.startsWith(checkpoint)).toBe(true);
      expect(requests.at(-1)!.line).toBe(`POST ${path}`);
    }
    expect(requests).toHaveLength(5);
    for (const { headers, body } of requests) {
      const pairs = headers.flatMap((header, at) => (at % 2 === 0 ? [[header.toLowerCase(), headers[at + 1]]] : []));
      expect(Object.fromEntries(pairs)).toEqual({
        host: address.slice('http://'.length),
        connection: 'keep-alive',
        'user-agent': 'flightveil',
        accept: '*/*',
        'accept-language': '*',
        'accept-encoding': 'identity',
        'sec-fetch-mode': 'cors',
        'content-length': String(Buffer.byteLength(body)),
      });
      expect(pairs).toHaveLength(8);
    }
    const checkpoint = await log.checkpoint();
    expect(requests[0]!.body).toBe(`old 0\n\n${checkpoint}`);
    expect(requests[2]!.body).toBe(`old 5\n\n${checkpoint}`);
  });
});

describe('a witness that is not', () => {
  const rejects = async (address: string, timeoutMs = 5000): Promise<FlightveilError> =>
    errorOf(askWitness(await requestTo(witnessAt(address, { timeoutMs }))));

  test('adds lines of others: they are left out', async () => {
    const more = `— other.example/w9 ${Buffer.alloc(2432, 7).toString('base64')}\n`;
    const address = await answering((body) => ({ status: 200, body: more + cosign(textIn(body)) + more }));
    const { checkpoint, ...request } = await requestTo(witnessAt(address));
    const { note } = await askWitness({ ...request, checkpoint });
    expect(note).toBe(checkpoint + cosign(textIn(`\n\n${checkpoint}`)));
  });

  test.each<[string, RegExp]>([
    ['6\n', /more of the log than there is/],
    ['9007199254740991\n', /more of the log than there is/],
    ['9007199254740993\n', /does not say/],
    ...[
      '',
      '5',
      '\n',
      '05\n',
      '5\r\n',
      '5\n\n',
      '-1\n',
      '1e0\n',
      '0x1\n',
      ' 5\n',
      '1.0\n',
      'NaN\n',
      '٣\n',
      'Quuxbury\n',
    ].map((body): [string, RegExp] => [body, /does not say/]),
    [`${'9'.repeat(60_000)}\n`, /does not say/],
  ])('answers 409 with %j', async (body, message) => {
    const bodies: string[] = [];
    const error = await rejects(await answering(() => ({ status: 409, body }), bodies));
    expect([error.code, bodies.length]).toEqual(['link-failed', 1]);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('Quuxbury');
  });

  test.each([204, 400, 401, 403, 404, 405, 407, 418, 422, 429, 500, 503])('answers %i', async (status) => {
    const bodies: string[] = [];
    const said = status === 204 ? {} : { body: 'Quuxbury' };
    const error = await rejects(await answering(() => ({ status, ...said }), bodies));
    expect([error.code, bodies.length]).toEqual(['link-failed', 1]);
    expect(`${error.message} ${error.advice}`).not.toContain('Quuxbury');
  });

  test.each([301, 302, 303, 307, 308])('sends elsewhere with %i: that hears nothing', async (status) => {
    const elsewhere: string[] = [];
    const target = await answering((body) => ({ status: 200, body: cosign(textIn(body)) }), elsewhere);
    const error = await rejects(await answering(() => ({ status, headers: { location: `${target}/Quuxbury` } })));
    expect([error.code, error.facts.status, elsewhere]).toEqual(['link-failed', status, []]);
    expect(error.message).toMatch(/not followed/);
    expect(error.message).not.toContain('Quuxbury');
  });

  test('answers 64 KiB and no more', async () => {
    const good = (body: string): string => cosign(textIn(body));
    const fill = (body: string, length: number): string => {
      const line = `— a ${Buffer.alloc(72, 1).toString('base64')}\n`;
      const room = length - Buffer.byteLength(good(body));
      const lines = line.repeat(Math.floor(room / Buffer.byteLength(line)) - 1);
      const rest = room - Buffer.byteLength(lines);
      return `${lines}— ${'b'.repeat(rest - Buffer.byteLength('—  AAAAAAA=\n'))} AAAAAAA=\n${good(body)}`;
    };
    const most = await answering((body) => ({ status: 200, body: fill(body, 65_536) }));
    expect((await askWitness(await requestTo(witnessAt(most)))).size).toBe(5);
    const tooMuch = await answering((body) => ({ status: 200, body: fill(body, 65_537) }));
    expect((await rejects(tooMuch)).message).toMatch(/more than 64 KiB/);
  });

  test('answers without end, or what unpacks to very much: it is left', async () => {
    let sent = 0;
    const endless = await listen((request, response) => {
      request.resume();
      response.writeHead(200);
      const part = Buffer.alloc(16_384, 0x41);
      const timer = setInterval(() => {
        if (response.destroyed) clearInterval(timer);
        else if (response.write(part)) sent += part.length;
      }, 1);
      response.on('close', () => clearInterval(timer));
    });
    expect((await rejects(endless)).message).toMatch(/more than 64 KiB/);
    expect(sent).toBeLessThan(4_000_000);
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const packed = await answering(() => ({ status: 200, body: bomb, headers: { 'content-encoding': 'gzip' } }));
    expect((await rejects(packed)).message).toMatch(/more than 64 KiB/);
  });

  test('hangs before the answer or within it: it is left in time', async () => {
    const silent = await listen((request) => void request.resume());
    const slow = await listen((request, response) => {
      request.resume();
      response.writeHead(200);
      const timer = setInterval(() => response.write('—'), 20);
      response.on('close', () => clearInterval(timer));
    });
    for (const address of [silent, slow]) {
      const began = performance.now();
      const error = await rejects(address, 250);
      expect([error.code, error.message]).toEqual(['link-failed', 'the witness does not answer in time']);
      expect(performance.now() - began).toBeLessThan(3000);
    }
  });

  test('breaks off, speaks no HTTP or is not there', async () => {
    const broken = await listen((request) => void request.socket.destroy());
    const half = await listen((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-length': '100' }).write('— half');
      setTimeout(() => response.destroy(), 50);
    });
    const garbage = await listen((request) => void request.socket.end('SSH-2.0-Quuxbury\r\n'));
    for (const address of [broken, half, garbage, 'http://127.0.0.1:1']) {
      const error = await rejects(address);
      expect(error.code).toBe('link-failed');
      expect(error.message).not.toContain('Quuxbury');
    }
  });
});

describe("a witness's address", () => {
  test.each([
    ...['', 'witness.example', '//witness.example', 'ftp://witness.example', 'file:///w', 'http://witness.example'],
    ...['http://10.0.0.1', 'http://127.0.0.1.example', 'http://localhost.example', 'http://128.0.0.1', 'http://[::2]'],
    ...['https://me:pw@witness.example', 'https://me@witness.example', 'https://@witness.example', 'https://'],
    ...['https://witness.example?a', 'https://witness.example/?', 'https://witness.example/#', 'http://0.0.0.0'],
    ...['http://[::ffff:10.0.0.1]', 'http://127.0.0.1@witness.example'],
  ])('is refused: %j', (address) => {
    let error: unknown;
    try {
      witnessAt(address);
    } catch (reason) {
      error = reason;
    }
    expect(error).toMatchObject({ code: 'usage', message: 'this is no address of a witness' });
  });

  test.each([
    ...['https://witness.example', 'https://witness.example:8443/a/', 'https://10.0.0.1', 'http://localhost:1'],
    ...['http://127.0.0.1', 'http://127.9.9.9:80/a', 'http://[::1]:8', 'http://2130706433', 'HTTPS://WITNESS.example'],
  ])('is taken: %j', (address) => {
    expect(witnessAt(address)).toBeTypeOf('function');
  });
});
