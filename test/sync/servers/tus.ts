import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { answers, type Behaviour, type ScriptedServer, scriptedServer } from './scripted.ts';

/** The real thing, in a process of its own: it can be killed. */
const program = `
import { Server } from '@tus/server';
import { FileStore } from '@tus/file-store';
const options = JSON.parse(process.env.TUS_OPTIONS);
const datastore = new FileStore({ directory: options.directory, expirationPeriodInMilliseconds: options.expiresAfterMs ?? 0 });
const server = new Server({ path: '/files', datastore, relativeLocation: options.relativeLocation === true, maxSize: options.maxSize });
const listening = server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
listening.on('listening', () => console.log(listening.address().port));
// Node 20 throws this out of its own Response when a client leaves right after the last byte of a GET.
process.on('uncaughtException', (error) => {
  if (error.code !== 'ERR_INVALID_STATE') throw error;
});
`;

export interface TusServerOptions {
  readonly relativeLocation?: boolean;
  readonly maxSize?: number;
  readonly expiresAfterMs?: number;
}

/** An upload as it lies in the server's folder. */
export interface StoredUpload {
  readonly path: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/** `@tus/server` over a folder of its own. */
export class TusServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'tus-'));
  port = 0;
  readonly #options: TusServerOptions;
  #child: ReturnType<typeof spawn> | undefined;

  private constructor(options: TusServerOptions) {
    this.#options = options;
  }

  static async start(options: TusServerOptions = {}): Promise<TusServer> {
    const server = new TusServer(options);
    await server.start();
    return server;
  }

  /** The creation address. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/files`;
  }

  /** At the same port and over the same folder as before. */
  async start(): Promise<void> {
    const options = { ...this.#options, directory: this.folder, port: this.port };
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TUS_OPTIONS: JSON.stringify(options) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const died = once(child, 'exit').then(() => Promise.reject(new Error('the tus server did not start')));
    const [line] = (await Promise.race([once(createInterface(child.stdout!), 'line'), died])) as [string];
    died.catch(() => undefined);
    this.port = Number(line);
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Forgets all uploads. */
  clear(): void {
    for (const file of this.files) rmSync(join(this.folder, file), { force: true });
  }

  /** kill -9 */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** All that lies in its folder: its files are listed, whether they belong to an upload or not. */
  get files(): string[] {
    return readdirSync(this.folder);
  }

  get uploads(): StoredUpload[] {
    return this.files
      .filter((file) => file.endsWith('.json') && existsSync(join(this.folder, file.slice(0, -'.json'.length))))
      .map((file) => {
        const { size, metadata } = JSON.parse(readFileSync(join(this.folder, file), 'utf8'));
        const path = join(this.folder, file.slice(0, -'.json'.length));
        const bytes = readFileSync(path);
        return { path, metadata, bytes, isWhole: bytes.length === size };
      });
  }

  /** The whole uploads of this name. */
  named(name: string): StoredUpload[] {
    return this.uploads.filter(({ metadata, isWhole }) => isWhole && metadata.filename === name);
  }
}

/** What a well-behaved server keeps, and what is said in its place. */
export interface TusScript {
  options?: Behaviour;
  post?: (server: string, created: number) => Behaviour;
  head?: Behaviour;
  /** @param offset that an honest answer would have */
  patch?: (offset: number, url: string) => Behaviour | undefined;
  get?: Behaviour;
  delete?: Behaviour;
}

/**
 * A server that keeps what it is sent, by path, as far as its script lets it.
 * @param lengthBytes what it says to HEAD
 */
export async function scriptedTus(
  script: TusScript,
  kept: Map<string, Buffer>,
  lengthBytes: number,
): Promise<ScriptedServer> {
  let created = 0;
  const server: ScriptedServer = await scriptedServer(async (connection, request) => {
    const say = (behaviour: Behaviour) => behaviour(connection, request);
    const had = kept.get(request.path) ?? Buffer.alloc(0);
    switch (request.method) {
      case 'OPTIONS':
        return say(script.options ?? answers(204, { 'tus-version': '1.0.0', 'tus-extension': 'creation' }));
      case 'POST':
        created++;
        if (script.post !== undefined) return say(script.post(server.url, created));
        return say(answers(201, { location: `/files/${created}` }));
      case 'HEAD':
        return say(
          script.head ?? answers(200, { 'upload-offset': `${had.length}`, 'upload-length': `${lengthBytes}` }),
        );
      case 'PATCH': {
        const body = await request.body;
        const scripted = script.patch?.(had.length + body.length, request.path);
        kept.set(request.path, Buffer.concat([had, body]));
        return say(scripted ?? answers(204, { 'upload-offset': `${had.length + body.length}` }));
      }
      case 'GET':
        return say(script.get ?? answers(405));
      default:
        if (script.delete === undefined) kept.delete(request.path);
        return say(script.delete ?? answers(204));
    }
  });
  return server;
}
