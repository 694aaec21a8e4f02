import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runNode } from '../child.ts';
import { endingOf } from '../product.ts';
import { grantIn } from '../relay/subjects.ts';

/** Writes what the process took of processors to a file when it ends. */
const preload = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.BENCH_PROCESSOR_FILE, String((user + system) / 1000));
  });
`)}`;

/** What {@link grantIn} gives consent to. */
export const PURPOSE = 'flight-record-sync';
export const RECIPIENT = 'service-provider';
export const LEVEL = 'dynamics';

/** An upload rule as flightveil.yaml has it, without what all of them share here. */
export type RuleText = Readonly<Record<string, unknown>> & { readonly name: string; readonly sink: object };

/** A state folder, logs and recipients, in a folder of its own that is removed afterwards. */
export class SyncFolder {
  readonly root: string;
  readonly product: string;
  readonly home: string;
  readonly logs: string;

  private constructor(root: string, product: string, home = 'home') {
    this.root = root;
    this.product = product;
    this.home = join(root, home);
    this.logs = join(root, 'logs');
  }

  /** With consent given. @param product the folder of the build */
  static async make(product: string): Promise<SyncFolder> {
    const folder = new SyncFolder(await mkdtemp(join(tmpdir(), 'flightveil-bench-')), product);
    await mkdir(folder.home, { mode: 0o700 });
    await mkdir(folder.logs);
    await grantIn(product, folder.home);
    return folder;
  }

  /** The same with a state folder of its own, as it is now. */
  async copyOfHome(name: string): Promise<SyncFolder> {
    const copy = new SyncFolder(this.root, this.product, name);
    await cp(this.home, copy.home, { recursive: true });
    return copy;
  }

  /** Writes flightveil.yaml: JSON is YAML. */
  async configure(rules: readonly RuleText[], more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const uploads = rules.map((rule) => ({ for: PURPOSE, to: RECIPIENT, level: LEVEL, ...rule }));
    const config = {
      ...{ version: 1, country: 'CH', controller: 'Bench' },
      sources: [{ name: 'logs', folder: this.logs, endings: ['.tlog'], settle: '1s' }],
      ...{ uploads, spool: { most: '8 GB', key: 'file' }, metered: 'no', metrics: false, ...more },
    };
    await writeFile(join(this.home, 'flightveil.yaml'), JSON.stringify(config), { mode: 0o600 });
  }

  /** The arguments of Node for a command of the product. */
  args(...command: readonly string[]): string[] {
    const ending = endingOf(this.product);
    const loader = ending === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];
    return [...loader, join(resolve(this.product), 'cli', `main${ending}`), '--home', this.home, ...command];
  }

  /** Runs a command; what it printed. @throws Error if it fails */
  run(...command: readonly string[]): Promise<string> {
    return runNode(this.args(...command));
  }

  /** As {@link run}, for a document. */
  async json<T>(...command: readonly string[]): Promise<T> {
    return JSON.parse(await this.run(...command, '--json')) as T;
  }

  /** As {@link json}, with what it took from the start of the process to its end. */
  async timed<T>(...command: readonly string[]): Promise<{ said: T; milliseconds: number; processorMs: number }> {
    const file = join(this.home, 'processor-time');
    const started = performance.now();
    const output = await runNode(['--import', preload, ...this.args(...command, '--json')], {
      ...process.env,
      BENCH_PROCESSOR_FILE: file,
    });
    const milliseconds = performance.now() - started;
    return { said: JSON.parse(output) as T, milliseconds, processorMs: Number(await readFile(file, 'utf8')) };
  }

  /** Starts a command that stays; its log comes on standard error. */
  spawn(...command: readonly string[]): ChildProcess {
    return spawn(process.execPath, this.args(...command), { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
