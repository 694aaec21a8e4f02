import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { transform } from 'esbuild';
import type { RelayStatus } from '../../src/relay/status.ts';
import { runNode } from '../child.ts';
import { endingOf } from '../product.ts';
import type { Transport } from './receiver.ts';

const PURPOSE = 'flight-record-sync';
const RECIPIENT = 'service-provider';
/** Long enough for a busy machine; a hang still ends. */
const MOST_WAIT_MS = 30_000;

/** A process under measurement: it takes datagrams on a port and passes them on. */
export class Subject {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #said: { text: string };

  private constructor(child: ChildProcess, port: number, said: { text: string }) {
    this.#child = child;
    this.port = port;
    this.#said = said;
  }

  /** Starts it and waits until it listens. */
  static async start(args: readonly string[]): Promise<Subject> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { text: '' };
    const port = new Promise<number>((resolvePort, reject) => {
      const hear = (text: string): void => {
        said.text += text;
        const found = /listens on port (\d+)/.exec(said.text);
        if (found !== null) resolvePort(Number(found[1]));
      };
      child.stdout!.setEncoding('utf8').on('data', hear);
      child.stderr!.setEncoding('utf8').on('data', hear);
      child.on('close', () => reject(new Error(`a measured process has ended: ${said.text.slice(-2000)}`)));
      setTimeout(() => reject(new Error('a measured process does not listen')), MOST_WAIT_MS).unref();
    });
    try {
      return new Subject(child, await port, said);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Ends it in good order; what it said. */
  async end(): Promise<string> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      this.#child.kill('SIGTERM');
      const tooLong = setTimeout(() => this.#child.kill('SIGKILL'), MOST_WAIT_MS);
      await closed;
      clearTimeout(tooLong);
    }
    return this.#said.text;
  }
}

/** The plain forwarder, without a loader for TypeScript in its process. */
export async function startForwarder(transport: Transport, port: number): Promise<Subject> {
  const source = await readFile(new URL('plain-forwarder.ts', import.meta.url), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' });
  return Subject.start(['--input-type=module', '--eval', code, transport, String(port)]);
}

/** The arguments of the product's command. @param folder of the product */
function command(folder: string, ...args: readonly string[]): string[] {
  const ending = endingOf(folder);
  const loader = ending === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];
  return [...loader, join(resolve(folder), 'cli', `main${ending}`), ...args];
}

/** A device's folder with a pilot, a notice and a grant for what the relay is asked for. */
export async function grantIn(folder: string, home: string): Promise<void> {
  const notice = join(home, '..', 'notice.txt');
  await writeFile(notice, 'What is measured here tells nothing of anybody.\n');
  const consent = (...args: string[]): Promise<string> => runNode(command(folder, 'consent', '--home', home, ...args));
  await consent('subject', '--name', 'pilot', '--age-band', 'adult');
  await consent('notice', 'add', notice, '--version', '1');
  await consent('grant', '--for', PURPOSE, '--to', RECIPIENT, '--ceiling', 'dynamics');
}

/**
 * `flightveil relay` at `dynamics`, with the ledger of {@link grantIn} watched.
 * @param nodeArgs of Node, before the command
 */
export async function startRelayCommand(
  folder: string,
  home: string,
  transport: Transport,
  port: number,
  nodeArgs: readonly string[] = [],
): Promise<Subject> {
  const from = 'udp://:0?bind=127.0.0.1';
  const to = `${transport}://127.0.0.1:${port}`;
  const request = ['--for', PURPOSE, '--to-recipient', RECIPIENT, '--level', 'dynamics'];
  return Subject.start([
    ...nodeArgs,
    ...command(folder, 'relay', '--home', home, '--from', from, '--to', to, ...request, '--json'),
  ]);
}

/** The last word of a relay that has ended. */
export function summaryIn(said: string): RelayStatus {
  const line = said.split('\n').find((text) => text.startsWith('{"event":"summary"'));
  if (line === undefined) throw new Error('the relay has ended without a summary');
  return JSON.parse(line) as RelayStatus;
}
