import { execFile } from 'node:child_process';

/** What a program of the system said. */
export interface Ran {
  /** Undefined: it could not be started, took too long or said too much. */
  readonly code: number | undefined;
  readonly out: string;
}

export interface RunLimits {
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

/** Runs a program of the system without a shell. Never throws. */
export type Run = (program: string, args: readonly string[], limits?: Partial<RunLimits>) => Promise<Ran>;

const DEFAULTS: RunLimits = { timeoutMs: 5_000, mostBytes: 64 * 1024 };

/** Runs a program by its name on PATH, its messages in English. */
export const runProgram: Run = (program, args, limits = {}) => {
  const { timeoutMs, mostBytes } = { ...DEFAULTS, ...limits };
  return new Promise((done) => {
    execFile(
      program,
      args,
      {
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: mostBytes,
        windowsHide: true,
        env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' },
      },
      (error, out) => {
        if (error === null) return done({ code: 0, out });
        done({ code: typeof error.code === 'number' && !error.killed ? error.code : undefined, out });
      },
    );
  });
};
