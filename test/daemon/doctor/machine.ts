import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Check } from '../../../src/daemon/doctor/check.ts';
import { type Checked, type DoctorContext, doctorContext } from '../../../src/daemon/doctor/context.ts';
import { lookAtSources } from '../../../src/daemon/doctor/source-look.ts';
import type { Ran } from '../../../src/daemon/ops/run-program.ts';
import type { Sink } from '../../../src/sync/sink.ts';
import type { SourceConfig, SyncConfig, UploadConfig } from '../../../src/sync/sync-config.ts';
import { temporaryFolder } from '../ops/folder.ts';

export const someTime = Date.UTC(2026, 4, 1);

/** A machine of its own below one folder: state folder, the user's folder, and the root of the file system. */
export interface Machine {
  readonly context: DoctorContext;
  readonly user: string;
  /** Writes a file below the machine's folder; returns its path. */
  write(path: string, text?: string): string;
}

export function machine(
  given: Partial<DoctorContext> & { readonly programs?: Readonly<Record<string, Ran>> } = {},
): Machine {
  const root = temporaryFolder();
  const user = join(root, 'home', 'anna');
  mkdirSync(join(user, 'state'), { recursive: true, mode: 0o700 });
  const { programs = {}, ...rest } = given;
  return {
    user,
    write(path, text = '') {
      const whole = join(root, path);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, text);
      return whole;
    },
    context: doctorContext({
      ...{
        home: join(user, 'state'),
        configPath: join(user, 'flightveil.yaml'),
        environment: {},
        userFolder: user,
        root,
      },
      platform: 'linux',
      nowMs: () => someTime,
      run: async (program, args) =>
        programs[[program, ...args].join(' ')] ?? programs[program] ?? { code: undefined, out: '' },
      openSink: async () => sinkThat(async () => undefined),
      ...rest,
    }),
  };
}

export function sinkThat(check: Sink['check'], close: () => void = () => undefined): Sink {
  return {
    ...{ name: 'club', kind: 'http', destination: { country: 'DE', controller: 'Club' } },
    refusal: () => undefined,
    send: async () => ({ kind: 'rejected', fault: { reason: 'refused' } }),
    remove: async () => 'unknown',
    check,
    close: async () => close(),
  };
}

export function source(folder: string, more: Partial<SourceConfig> = {}): SourceConfig {
  return {
    name: 'logs',
    folder,
    endings: ['.tlog', '.ulg'],
    settleMs: 1,
    isRemovable: false,
    archives: false,
    ...more,
  };
}

export function upload(more: Partial<UploadConfig> = {}): UploadConfig {
  return {
    ...{
      name: 'club',
      sources: [],
      purpose: 'after-sales-service',
      recipient: 'manufacturer',
      priority: 0,
      concurrency: 1,
    },
    sink: {
      ...{ kind: 'http', url: 'https://club.example', method: 'PUT', readBack: false, allowInsecure: false },
      destination: { country: 'DE', controller: 'Club' },
    },
    ...{ quiet: [], onMetered: 'wait', padToBytes: 0 },
    ...more,
  };
}

export function config(more: Partial<SyncConfig> = {}): SyncConfig {
  return {
    ...{
      version: 1,
      zones: [],
      sources: [],
      uploads: [],
      spool: { maxBytes: 1_000, key: 'file' },
      rescanMs: 1,
      alarmAfterMs: 1,
    },
    ...{ retry: { firstMs: 1, mostMs: 1 }, metered: 'auto', logLevel: 'info', metrics: true },
    ...more,
  };
}

export async function checkedWith(given: Partial<SyncConfig>): Promise<Checked> {
  const whole = config(given);
  return { config: whole, looks: await lookAtSources(whole.sources) };
}

/** Name, what it is about, and status: what a table of expectations says. */
export function brief(found: Check | readonly Check[]): string[] {
  const checks: readonly Check[] = 'name' in found ? [found] : found;
  return checks.map(({ name, of, status }) => [name, ...(of === undefined ? [] : [of]), status].join(' '));
}

/** All that a check tells. */
export function told(found: Check | readonly Check[]): string {
  const checks: readonly Check[] = 'name' in found ? [found] : found;
  return checks.map(({ what, advice = '' }) => `${what} ${advice}`).join('\n');
}
