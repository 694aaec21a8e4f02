import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { Console } from '../../src/cli/console.ts';
import { run } from '../../src/cli/program.ts';
import { temporaryFolder } from '../suite/files.ts';

export { put, sha256, temporaryFolder } from '../suite/files.ts';

// Child processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The tree's root. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
/** The built program, as `npm run build` leaves it. */
export const builtMain = join(root, 'dist', 'cli', 'main.js');
const builtProgram = new URL('../../dist/cli/program.js', import.meta.url).href;

/** Names in a folder, hidden ones too, sorted. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** What a run of the command line said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, with a state folder of its own unless `--home` is given. */
export async function flightveil(args: readonly string[], terminal: { columns: number } | null = null): Promise<Said> {
  let out = '';
  let err = '';
  const console: Console = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: terminal !== null,
    columns: terminal?.columns ?? 100,
  };
  const home = args.includes('--home') ? [] : ['--home', join(temporaryFolder(), 'home')];
  const code = await run([...home, ...args], console);
  return { code, out, err };
}

/** What a child process left: `code` is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Collects what a child says until it ends. */
export function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
}

interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built program as a process of its own. */
export function startBuilt(args: readonly string[], options: ChildOptions = {}): ChildProcess {
  return spawn(process.execPath, [builtMain, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function runBuilt(args: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  return ended(startBuilt(args, options));
}

/** Runs the built program as a user without rights: root gives its rights up first, anybody else has none anyway. */
export function runWithoutRights(args: readonly string[]): Promise<Ended> {
  const script = `
    const { run } = await import(${JSON.stringify(builtProgram)});
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
    process.exitCode = await run(process.argv.slice(1));`;
  return ended(
    spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Runs the built program and says how much memory it had at most. */
export async function runMeasured(
  args: readonly string[],
): Promise<Ended & { peakMegabytes: number; seconds: number }> {
  const script = `
    const { run } = await import(${JSON.stringify(builtProgram)});
    process.exitCode = await run(process.argv.slice(1));
    process.send(process.resourceUsage().maxRSS);
    process.disconnect();`;
  const began = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let peak = Number.NaN;
  child.on('message', (kilobytes) => {
    peak = Number(kilobytes) / 1024;
  });
  const end = await ended(child);
  return { ...end, peakMegabytes: peak, seconds: (performance.now() - began) / 1000 };
}
