import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
/** Native, or not needed by a sync into a folder. */
const external = ['better-sqlite3', '@parcel/watcher', 'serialport', '@napi-rs/keyring', '@aws-sdk/client-s3'];

let bundle: Promise<string> | undefined;

/** Starts the child's code from V8's cache of it, which the first run makes: a third of the time. */
const loader = `
  const { readFileSync, writeFileSync, existsSync } = require('node:fs');
  const { createRequire, wrap } = require('node:module');
  const file = require('node:path').join(__dirname, 'child.cjs');
  const cache = file + '.cache';
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const script = new (require('node:vm').Script)(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData });
  script.runInThisContext()({ exports: {} }.exports, createRequire(file), { exports: {} }, file, __dirname);
  if (cachedData === undefined) process.on('exit', () => writeFileSync(cache, script.createCachedData()));`;

/** The child with all that it needs in one file. */
export function childFile(): Promise<string> {
  bundle ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const outfile = join(folder, 'child.cjs');
    await build({
      ...{ entryPoints: [fileURLToPath(new URL('sync-child.ts', import.meta.url))], outfile },
      ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error', external },
      supported: { 'dynamic-import': false },
      // As if it stood among the sources: they look for package.json above.
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'src', 'node', 'child.js')).href) },
    });
    const path = join(folder, 'load.cjs');
    writeFileSync(path, loader);
    return path;
  })();
  return bundle;
}

/** Where one sync works. */
export interface Places {
  readonly home: string;
  readonly logs: string;
  readonly out: string;
}

export interface Run {
  readonly said: readonly string[];
  readonly err: string;
  /** The process was killed before it came to an end. */
  readonly isKilled: boolean;
}

/** No sync takes that long. */
const MOST_MS = 60_000;

/** A process that does one sync after the other. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #said: string[] = [];
  #err = '';
  #isOver = false;
  readonly #heard = new EventEmitter().setMaxListeners(0);

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
    createInterface({ input: child.stdout! }).on('line', (line) => {
      this.#said.push(line);
      this.#heard.emit('heard');
    });
    child.stderr!.on('data', (data) => {
      this.#err += data;
    });
    child.stdin!.on('error', () => undefined);
    void this.#closed.then(() => {
      this.#isOver = true;
      this.#heard.emit('heard');
    });
  }

  /** @param wrapper a command that runs it */
  static async start(environment: NodeJS.ProcessEnv = {}, wrapper: readonly string[] = []): Promise<Worker> {
    const [command = '', ...args] = [...wrapper, process.execPath, await childFile()];
    const child = spawn(command, args, {
      // One thread does the asynchronous calls, so that every run makes them in the same order.
      env: { ...process.env, UV_THREADPOOL_SIZE: '1', ...environment },
      stdio: 'pipe',
    });
    const worker = new Worker(child);
    await worker.#until(() => worker.#said.includes('ready'));
    if (worker.#isOver) throw new Error(`the child does not start: ${worker.#err}`);
    return worker;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** One sync. @param disturb options of strace, which watches or disturbs it */
  async run(seed: string, { home, logs, out }: Places, disturb?: readonly string[]): Promise<Run> {
    this.#said = [];
    this.#err = '';
    const strace = disturb === undefined ? undefined : await attach(this.pid, disturb);
    this.#child.stdin!.write(`${[seed, home, logs, out].join(' ')}\n`);
    await this.#until(() => this.#said.some((line) => line === 'done' || line === 'ended'));
    await strace?.();
    return { said: this.#said, err: this.#err, isKilled: this.#isOver };
  }

  /** What it has said of the sync that is under way. */
  get said(): readonly string[] {
    return this.#said;
  }

  /** Once it has said so many lines of the sync that is under way. */
  hasSaid(lines: number): Promise<void> {
    return this.#until(() => this.#said.length >= lines);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  async stop(): Promise<void> {
    this.#child.stdin!.end();
    this.#child.kill('SIGKILL');
    await this.#closed;
  }

  /** Lets the process come to its end, which makes V8's cache of its code. */
  async finish(): Promise<void> {
    this.#child.stdin!.end();
    await this.#closed;
  }

  async #until(isSo: () => boolean): Promise<void> {
    const until = performance.now() + MOST_MS;
    while (!isSo() && !this.#isOver) {
      if (performance.now() > until) {
        this.#child.kill('SIGKILL');
        throw new Error(`a sync does not come to an end: ${JSON.stringify(this.#said)} ${this.#err}`);
      }
      await Promise.race([once(this.#heard, 'heard'), sleep(1000)]);
    }
  }
}

/** Attaches strace to all threads of a process. @returns what detaches it again */
async function attach(pid: number, options: readonly string[]): Promise<() => Promise<void>> {
  const strace = spawn('strace', ['-f', '-qq', ...options, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  strace.stderr.on('data', (data) => {
    err += data;
  });
  const closed = once(strace, 'close');
  for (const until = performance.now() + 10_000; !isTraced(pid); ) {
    if (strace.exitCode !== null || performance.now() > until) throw new Error(`strace: ${err}`);
    await sleep(2);
  }
  return async () => {
    strace.kill('SIGTERM');
    await closed;
  };
}

function isTraced(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).every((task) =>
    /^TracerPid:\t[1-9]/m.test(readFileSync(join(tasks, task, 'status'), 'utf8')),
  );
}
