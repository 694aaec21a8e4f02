import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's nginx with WebDAV's PUT and DELETE, in a folder of its own, as this user. */
export interface Nginx {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  received(name: string): Promise<Uint8Array | undefined>;
  list(): Promise<string[]>;
  /** Puts a file there as if somebody else had. */
  plant(name: string, content: string): Promise<void>;
  /** Ends the server; what it gives starts it again, at the same port. */
  cut(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** `/files/` takes all; `/locked/` asks for `pilot` and `word`; `/small/` takes at most 1 KiB; `/drop/` is never shown; `/once/` never overwrites. */
const config = (port: number) => `
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  client_max_body_size 0;
  server {
    listen 127.0.0.1:${port};
    dav_methods PUT DELETE;
    dav_access user:rw;
    location /files/ { alias files/; }
    location /locked/ { alias files/; auth_basic zanzibar; auth_basic_user_file users; }
    location /small/ { alias files/; client_max_body_size 1k; }
    location /drop/ { alias files/; limit_except PUT DELETE { deny all; } }
    location /once/ {
      alias files/;
      if ($request_method = PUT) { set $taken put; }
      if (-e $request_filename) { set $taken "$taken+there"; }
      if ($taken = put+there) { return 412; }
    }
    location /moved/ { return 308 /files/; }
  }
}
`;

export async function startNginx(): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'flightveil-nginx-'));
  const files = join(folder, 'files');
  await mkdir(files);
  await writeFile(join(folder, 'users'), 'pilot:{PLAIN}word\n');
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), config(port).replaceAll('alias files/', `alias ${files}/`));
  let child = await run(folder, port);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    received: (name) => readFile(join(files, name)).catch(() => undefined),
    list: () => readdir(files),
    plant: (name, content) => writeFile(join(files, name), content),
    async cut() {
      await end(child);
      return async () => {
        child = await run(folder, port);
      };
    },
    async stop() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`nginx ended with ${code}`)));
  });
  failed.catch(() => undefined);
  while (!(await Promise.race([answers(port), failed]))) await sleep(10);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((done) => {
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  }).finally(() => socket.destroy());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A TCP proxy in front of a server that resets all connections once clients have sent so many bytes. */
export interface ResettingProxy {
  readonly url: string;
  /** Counted anew: as many bytes from clients still pass. */
  resetAfter(bytes: number): void;
  /** All that clients sent, whether it passed or not. */
  readonly sent: () => Buffer;
  stop(): Promise<void>;
}

export async function startResettingProxy(toPort: number): Promise<ResettingProxy> {
  const sockets = new Set<Socket>();
  const sent: Buffer[] = [];
  let passingBytes = Number.POSITIVE_INFINITY;
  const resetAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    passingBytes = Number.POSITIVE_INFINITY;
  };
  const server = createServer((client) => {
    const other = connect(toPort, '127.0.0.1');
    for (const [socket, peer] of [
      [client, other],
      [other, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
    }
    other.on('data', (data) => client.write(data));
    client.on('data', (data) => {
      sent.push(data);
      const passing = data.subarray(0, passingBytes);
      passingBytes -= passing.length;
      if (passingBytes > 0) other.write(passing);
      else other.write(passing, resetAll);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    resetAfter: (bytes) => {
      passingBytes = bytes;
    },
    sent: () => Buffer.concat(sent),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
