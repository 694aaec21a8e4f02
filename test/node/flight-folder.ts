import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type DrawsRequest, FlightStore } from '../../src/node/flight-store.ts';
import { namesIn, root, temporaryFolder } from './harness.ts';

export const hash = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
export const START = 1_717_200_000;

/** A log named by a word, with its minutes. */
export function request(log: string, from = 0, to = 10, more: Partial<DrawsRequest> = {}): DrawsRequest {
  const times = { startUnixS: START + 60 * from, endUnixS: START + 60 * to };
  return { aircraft: hash('mine'), ...times, logSha256: hash(log), recipient: 'self', ...more };
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const home = (): string => join(temporaryFolder(), 'home');
export const flightsOf = (folder: string): string => join(folder, 'flights');
/** Paths of the versions in a store, oldest first. */
export const versions = (folder: string): string[] =>
  namesIn(flightsOf(folder)).flatMap((name) => (/^\d{16}$/.test(name) ? [join(flightsOf(folder), name)] : []));
export const draw = async (folder: string, asked: DrawsRequest): Promise<string> =>
  hex(await (await FlightStore.open(folder)).drawsOf(asked));

/** Runs a script that imports sources. */
export function startScript(
  script: string,
  args: readonly string[],
  stdin: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script, '--', ...args], {
    cwd: root,
    stdio: [stdin, 'pipe', 'pipe'],
  });
}
