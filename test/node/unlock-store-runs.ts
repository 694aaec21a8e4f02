import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, onTestFinished } from 'vitest';
import { SqliteUnlockStore, UNLOCK_FILE } from '../../src/node/unlock-store.ts';
import { UnlockLog } from '../../src/unlock/log/unlock-log.ts';
import { entriesOf, seed } from '../unlock/log/samples.ts';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** A state folder that is not there yet. */
export function newHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'home');
}

/** The log of a recipient in a state folder. */
export async function openLog(home: string, recipient = 'self'): Promise<UnlockLog> {
  const store = await SqliteUnlockStore.open(home, recipient);
  try {
    return await UnlockLog.open(store, seed);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** A state folder with a log of so many entries, closed. */
export async function homeOf(count: number, recipient = 'self'): Promise<string> {
  const home = newHome();
  const log = await openLog(home, recipient);
  await log.append(entriesOf(count));
  log.close();
  return home;
}

/** All files of the logs in a state folder, by name. */
export function filesIn(home: string): Map<string, Buffer> {
  const names = readdirSync(home).filter((name) => name.startsWith(UNLOCK_FILE));
  return new Map(names.map((name) => [name, readFileSync(join(home, name))]));
}

/**
 * A process that opens a log and does what each line of its input says:
 * `append WRITER FIRST COUNT` and `delete INDEX`. It answers each line, once it is done, with `done LINE`, or `failed CODE LINE` if it could not.
 */
const script = `
  import { readFileSync, writeSync } from 'node:fs';
  import { SqliteUnlockStore } from './src/node/unlock-store.ts';
  import { UnlockLog } from './src/unlock/log/unlock-log.ts';
  import { obey } from './test/node/unlock-store-lines.ts';
  async function main() {
    const lines = readFileSync(0, 'utf8').split('\\n').filter((line) => line !== '');
    const say = (text) => writeSync(1, text + '\\n');
    say('begin');
    try {
      const store = await SqliteUnlockStore.open(process.argv[2], 'self');
      const log = await UnlockLog.open(store, new Uint8Array(32).fill(7));
      say('opened');
      for (const line of lines) say(await obey(log, line));
      store.close();
    } catch (error) {
      say('failed ' + error.code + ' open');
    }
  }
  main();`;

let bundle: Promise<string> | undefined;

/** The script with all that it needs in one file: it starts ten times as fast as from its sources. */
function writerFile(): Promise<string> {
  bundle ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const outfile = join(folder, 'writer.cjs');
    await build({
      ...{ stdin: { contents: script, resolveDir: root }, bundle: true, platform: 'node', format: 'cjs', outfile },
      ...{ external: ['better-sqlite3'], supported: { 'dynamic-import': false }, logLevel: 'error' },
    });
    return outfile;
  })();
  return bundle;
}

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Lines of its output. */
  readonly said: readonly string[];
  readonly err: string;
}

/** When a process is killed: so long after it has said this. */
export interface Kill {
  readonly said: string;
  readonly afterMs: number;
}

/** Runs the process above. @param wrapper a command that runs it, as strace */
export async function runWriter(
  home: string,
  lines: readonly string[],
  { wrapper = [], kill }: { wrapper?: readonly string[]; kill?: Kill } = {},
): Promise<Run> {
  const [command = '', ...args] = [...wrapper, process.execPath, await writerFile(), home];
  const child = spawn(command, args, {
    // One thread does the asynchronous calls, so that every run makes them in the same order.
    env: { ...process.env, NODE_PATH: join(root, 'node_modules'), UV_THREADPOOL_SIZE: '1' },
  });
  let [out, err] = ['', ''];
  let isTimed = false;
  child.stdout.on('data', (data) => {
    out += data;
    if (kill === undefined || isTimed || !out.includes(kill.said)) return;
    isTimed = true;
    setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  // A process that dies early does not read on.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${lines.join('\n')}\n`);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, said: out.split('\n').filter((line) => line !== ''), err }),
    );
  });
}

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A suite that watches or disturbs system calls: it fails without strace in CI, and elsewhere says that it was left out. */
export function describeTraced(title: string, suite: () => void): void {
  if (canTrace()) {
    describe(title, suite);
  } else if (process.env.CI) {
    throw new Error(`${title}: strace cannot be used here`);
  } else {
    console.warn(`LEFT OUT, strace cannot be used here: ${title}`);
    describe.skipIf(true)(title, () => undefined);
  }
}
