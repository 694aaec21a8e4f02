import { chmodSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Health, openLocalSocket, type SocketAnswers, socketPath } from '../../../src/daemon/ops/local-socket.ts';
import { temporaryFolder } from './folder.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(socketPath: string, path: string, method = 'GET', body?: string): Promise<Answer> {
  return new Promise((done, fail) => {
    const asking = request({ socketPath, path, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body: text }));
      response.on('error', fail);
    });
    asking.on('error', fail).end(body);
  });
}

const answers: SocketAnswers = {
  metrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'flightveil_alarms_total 0\n' }),
  health: () => ({ isHealthy: true, reasons: [] }),
};

function home(): string {
  const folder = join(temporaryFolder(), 'home');
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

async function opened(folder: string, given: SocketAnswers = answers) {
  const socket = await openLocalSocket(folder, given);
  onTestFinished(() => socket.close());
  return socket;
}

describe('the local socket', () => {
  test('answers metrics and health, and nothing else', async () => {
    let health: Health = { isHealthy: true, reasons: [] };
    const { path } = await opened(home(), { ...answers, health: () => health });
    const metrics = await ask(path, '/metrics');
    expect([metrics.status, metrics.body, metrics.headers['content-type']]).toEqual([
      ...[200, 'flightveil_alarms_total 0\n', 'text/plain; version=0.0.4'],
    ]);
    expect(metrics.headers['cache-control']).toBe('no-store');
    const well = await ask(path, '/health');
    expect([well.status, JSON.parse(well.body)]).toEqual([200, { status: 'ok', reasons: [] }]);
    health = { isHealthy: false, reasons: ['no-progress'] };
    const ill = await ask(path, '/health');
    expect([ill.status, JSON.parse(ill.body)]).toEqual([503, { status: 'failing', reasons: ['no-progress'] }]);
    for (const other of ['/', '/metrics/', '/metrics?x', '//metrics', '/health/../metrics', '/debug']) {
      expect((await ask(path, other)).status, other).toBe(404);
    }
    expect((await ask(path, '/metrics', 'POST', 'x'.repeat(1_000))).status).toBe(405);
    expect((await ask(path, '/health', 'DELETE')).status).toBe(405);
  });

  test('an answer that fails is a 500 without a text, and the next one works', async () => {
    const { path } = await opened(home(), { ...answers, metrics: () => Promise.reject(new Error('/home/anna')) });
    const failed = await ask(path, '/metrics');
    expect([failed.status, failed.body]).toEqual([500, '']);
    expect((await ask(path, '/health')).status).toBe(200);
  });

  test('its owner alone may use it', async () => {
    const folder = home();
    const { path } = await opened(folder);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const open = home();
    chmodSync(open, 0o755);
    await expect(openLocalSocket(open, answers)).rejects.toMatchObject({ code: 'state-unusable' });
  });

  test('is gone when closed, also while somebody waits for an answer', async () => {
    const folder = home();
    const asked = signal();
    const socket = await openLocalSocket(folder, {
      ...answers,
      metrics: () => {
        asked.give();
        return new Promise(() => undefined);
      },
    });
    const waiting = ask(socket.path, '/metrics').catch(() => 'cut');
    await asked.given;
    await within(2_000, socket.close());
    expect(await waiting).toBe('cut');
    expect(() => lstatSync(socket.path)).toThrow('ENOENT');
  });

  test('a socket that nobody answers is replaced; one that somebody answers is not', async () => {
    const folder = home();
    const path = socketPath(folder);
    await leaveStale(path);
    expect(lstatSync(path).isSocket()).toBe(true);
    const first = await opened(folder);
    expect((await ask(first.path, '/health')).status).toBe(200);
    await expect(openLocalSocket(folder, answers)).rejects.toMatchObject({ code: 'state-unusable' });
    expect((await ask(first.path, '/health')).status).toBe(200);
  });

  test('a file or a link of its name is left alone', async () => {
    const folder = home();
    writeFileSync(socketPath(folder), 'mine');
    await expect(openLocalSocket(folder, answers)).rejects.toMatchObject({ code: 'state-unusable' });
    expect(statSync(socketPath(folder)).size).toBe(4);
    const other = home();
    symlinkSync(socketPath(folder), socketPath(other));
    await expect(openLocalSocket(other, answers)).rejects.toMatchObject({ code: 'state-unusable' });
    expect(lstatSync(socketPath(other)).isSymbolicLink()).toBe(true);
  });

  test('a path that is too long for a socket is refused with advice', async () => {
    const folder = join(home(), 'x'.repeat(90));
    await expect(openLocalSocket(folder, answers)).rejects.toMatchObject({
      code: 'state-unusable',
      message: 'the path of the state folder is too long for a socket',
    });
  });

  test('oversized headers and junk end the connection, not the daemon', async () => {
    const { path } = await opened(home());
    for (const junk of ['\0\0\0\0\r\n\r\n', `GET /health HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`]) {
      const said = await sent(path, junk);
      expect(said).not.toContain('200 OK');
    }
    expect((await ask(path, '/health')).status).toBe(200);
  });

  test('connections beyond the most are turned away and those within still answered', async () => {
    const { path } = await opened(home());
    const idle = Array.from({ length: 30 }, () => connect(path).on('error', () => undefined));
    onTestFinished(() => {
      for (const socket of idle) socket.destroy();
    });
    const closed = idle.map((socket) => new Promise((done) => socket.resume().once('close', () => done(true))));
    // Idle ones are cut later anyway: these at once.
    await within(2_000, Promise.all(closed.slice(16)));
    for (const socket of idle) socket.destroy();
    await Promise.all(closed);
    expect((await ask(path, '/health')).status).toBe(200);
  });

  test('on Windows it is a pipe, the same for the same folder and another for another', () => {
    const name = socketPath('C:\\Users\\anna\\Flightveil', 'win32');
    expect(name).toMatch(/^\\\\\.\\pipe\\flightveil-[0-9a-f]{32}$/);
    expect(socketPath('C:\\Users\\anna\\Flightveil', 'win32')).toBe(name);
    expect(socketPath('C:\\Users\\otto\\Flightveil', 'win32')).not.toBe(name);
  });
});

/** A socket in the file system whose process ended without removing it: renamed away while it closes. */
async function leaveStale(path: string): Promise<void> {
  const { linkSync } = await import('node:fs');
  const server: Server = createServer();
  await new Promise<void>((done) => server.listen(`${path}.old`, done));
  linkSync(`${path}.old`, path);
  await new Promise((done) => server.close(done));
}

function sent(path: string, text: string): Promise<string> {
  return new Promise((done) => {
    let said = '';
    const socket = connect(path, () => socket.write(text));
    socket.on('data', (part) => {
      said += part.toString('latin1');
    });
    socket.on('error', () => undefined).on('close', () => done(said));
  });
}

function signal(): { readonly given: Promise<void>; give(): void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((done) => {
    give = done;
  });
  return { given, give: () => give() };
}

async function within<T>(mostMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`took longer than ${mostMs} ms`)), mostMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
