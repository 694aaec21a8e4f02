import { homedir, platform } from 'node:os';
import { loadPolicy } from '../../node/policy.ts';
import type { Policy } from '../../policy/request.ts';
import type { Sink } from '../../sync/sink.ts';
import type { SyncConfig, UploadConfig } from '../../sync/sync-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { type Run, runProgram } from '../ops/run-program.ts';
import type { ServiceDefinition } from '../ops/service-options.ts';
import type { SourceLook } from './source-look.ts';

/** What the checks look at. */
export interface DoctorContext {
  /** The state folder. */
  readonly home: string;
  readonly configPath: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly userFolder: string;
  readonly platform: NodeJS.Platform;
  /** Where the root of the file system is: another one in tests. */
  readonly root: string;
  readonly nowMs: () => number;
  readonly run: Run;
  loadConfig(): Promise<SyncConfig>;
  policyOf(config: SyncConfig): Promise<Policy>;
  openSink(upload: UploadConfig): Promise<Sink>;
  /** What `service install` would write; undefined where there is none for this platform. */
  readonly service?: ServiceDefinition;
}

/** What checks that need the configuration get to know. */
export interface Checked {
  readonly config: SyncConfig;
  readonly looks: ReadonlyMap<string, SourceLook>;
}

/** This machine, with what is given instead of it. */
export function doctorContext(
  given: Pick<DoctorContext, 'home' | 'configPath' | 'openSink'> & Partial<DoctorContext>,
): DoctorContext {
  const { home, configPath, environment = process.env } = given;
  return {
    environment,
    userFolder: homedir(),
    platform: platform(),
    root: '/',
    nowMs: () => Date.now(),
    run: runProgram,
    loadConfig: () => loadConfig(configPath, environment, home),
    policyOf: ({ policy }) => loadPolicy(policy),
    ...given,
  };
}
