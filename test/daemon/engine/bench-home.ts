import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SyncListener, SyncOptions } from '../../../src/daemon/sync.ts';
import { Sync } from '../../../src/daemon/sync.ts';
import { openConsent } from '../../../src/node/consent-keys.ts';
import type { Level } from '../../../src/policy/levels.ts';
import { levels } from '../../../src/policy/levels.ts';
import type { SyncConfig, UploadConfig } from '../../../src/sync/sync-config.ts';

export const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
export const never = new AbortController().signal;

const collected = { collectedS: Math.floor(Date.now() / 1000), how: 'command-line' } as const;

/** A state folder, a folder of logs and a folder sink, in a folder of their own. */
export class BenchHome {
  readonly root: string;
  readonly home: string;
  readonly logs: string;
  readonly out: string;

  private constructor(root: string) {
    this.root = root;
    this.home = join(root, 'home');
    this.logs = join(root, 'logs');
    this.out = join(root, 'out');
  }

  static async make(): Promise<BenchHome> {
    const bench = new BenchHome(await mkdtemp(join(tmpdir(), 'flightveil-sync-')));
    await mkdir(bench.home, { mode: 0o700 });
    await mkdir(bench.logs);
    await mkdir(bench.out);
    return bench;
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async addSample(name: string, as = name): Promise<string> {
    const path = join(this.logs, as);
    await copyFile(join(samples, name), path);
    return path;
  }

  /** @returns the grant's id */
  async grant(level: Level = 'dynamics', recipient = 'researcher', purpose = 'scientific-research'): Promise<string> {
    const ledger = await openConsent(this.home);
    try {
      const nowS = Math.floor(Date.now() / 1000);
      const { subject } = await ledger.state(nowS);
      if (subject === undefined) {
        await ledger.declareSubject({ name: 'me', ageBand: 'adult', residence: 'CH' }, collected);
        await ledger.addNotice({ name: 'notice', version: '1', sha256: 'a'.repeat(64), bytes: 10 }, collected);
      }
      const { id } = await ledger.grant(
        {
          ...{ subject: 'me', purpose, recipient, ceiling: levels[level], scope: {} },
          ...{ noticeSha256: 'a'.repeat(64), validFromS: nowS - 10 },
        },
        collected,
      );
      return id;
    } finally {
      ledger.close();
    }
  }

  async withdraw(grant: string): Promise<void> {
    const ledger = await openConsent(this.home);
    try {
      await ledger.withdraw(grant, collected);
    } finally {
      ledger.close();
    }
  }

  config(upload: Partial<UploadConfig> = {}, more: Partial<SyncConfig> = {}): SyncConfig {
    return {
      version: 1,
      zones: [],
      sources: [{ name: 'logs', folder: this.logs, endings: [], settleMs: 0, isRemovable: false, archives: true }],
      uploads: [
        {
          ...{
            name: 'research',
            sources: [],
            purpose: 'scientific-research',
            recipient: 'researcher',
            level: 'dynamics',
          },
          sink: { kind: 'folder', path: this.out, destination: { country: 'CH', controller: 'University' } },
          ...{ priority: 0, concurrency: 2, quiet: [], onMetered: 'wait', padToBytes: 0 },
          ...upload,
        },
      ],
      spool: { maxBytes: 100_000_000, key: 'file' },
      rescanMs: 60_000,
      retry: { firstMs: 20, mostMs: 200 },
      alarmAfterMs: 3_600_000,
      metered: 'no',
      logLevel: 'info',
      metrics: false,
      ...more,
    };
  }

  open(config = this.config(), options: SyncOptions & { listener?: SyncListener } = {}): Promise<Sync> {
    return Sync.open(this.home, config, { pollMs: 20, stallMs: 5_000, ...options });
  }

  /** One whole run. */
  async once(config = this.config(), options: SyncOptions = {}): Promise<void> {
    const sync = await this.open(config, options);
    try {
      await sync.once(never);
    } finally {
      await sync.close();
    }
  }

  async delivered(): Promise<string[]> {
    return (await readdir(this.out)).sort();
  }

  async deliveredBytes(name: string): Promise<Buffer> {
    return readFile(join(this.out, name));
  }

  write(name: string, bytes: Uint8Array | string): Promise<void> {
    return writeFile(join(this.logs, name), bytes);
  }
}
