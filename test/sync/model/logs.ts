import { createCipheriv, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAtMost, nothing } from '../../../src/model/disclosure.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import type { FilterFileOptions, FilterFileResult } from '../../../src/node/filter-file.ts';
import type { Decision, Request } from '../../../src/policy/request.ts';
import type { FlightInQuestion } from '../../../src/policy/scope.ts';
import type { Manifest } from '../../../src/wire/manifest.ts';
import { soon } from './life.ts';

/** Some are sent in one piece, some in several. */
const SIZES_BYTES = [90, 700, 65_536, 150_000, 4_000];
const FLIGHT_S = 1_789_000_000;

export const logBytes = (log: number): Buffer => Buffer.from(`log ${log}\n`.padEnd(100 + log, '.'));

export const flightOf = (log: number): FlightInQuestion => ({
  name: `flight${log}`,
  aircraft: [`aircraft${log % 2}`],
  startUnixS: FLIGHT_S + log * 1000,
  endUnixS: FLIGHT_S + log * 1000 + 600,
});

/** What a log becomes under a decision. */
export function outputOf(
  log: number,
  { request, disclosure }: Pick<Decision<Request>, 'request' | 'disclosure'>,
): Buffer {
  const key = sha256(JSON.stringify([log, request, disclosure])).subarray(0, 16);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(
    Buffer.alloc(SIZES_BYTES[log % SIZES_BYTES.length]!),
  );
}

export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** What was made of which log. */
export interface Made {
  readonly log: number;
  readonly decision: Decision<Request>;
  readonly bytes: Buffer;
}

/** Every output that was ever made, by its hash in hexadecimal digits: for who looks on, beyond any crash. */
export const made = new Map<string, Made>();

/** Between what the filter does, others do something. */
export const meanwhile: {
  at?: 'surveyed' | 'deciding' | 'decided' | 'filtered' | 'released';
  act?: () => Promise<void>;
} = {};

async function others(at: typeof meanwhile.at): Promise<void> {
  const { act } = meanwhile;
  if (meanwhile.at !== at || act === undefined) return;
  delete meanwhile.act;
  await act();
}

/** In the place of the filter: asks, tells and writes in the same order, and is through with a log in no time. */
export async function fastFilter(path: string, options: FilterFileOptions): Promise<FilterFileResult> {
  const { decision: authority, outlet, onStage, signal } = options;
  if (outlet === undefined || !('decide' in authority)) throw new TypeError('the daemon gives both');
  const log = Number(/^log (\d+)\n/.exec(await readFile(path, 'utf8'))?.[1]);
  if (signal?.aborted) throw new FlightveilError('interrupted', 'stopped');
  const flight = flightOf(log);
  await onStage?.({ name: 'surveyed', format: { name: 'toy' } as never, flight });
  await others('surveyed');
  const decision = await authority.decide(flight);
  await others('deciding');
  await onStage?.({ name: 'decided', decision });
  await others('decided');
  if (isAtMost(decision.disclosure, nothing)) throw new FlightveilError('withheld', 'nothing may be released');
  const bytes = outputOf(log, decision);
  const outputSha256 = sha256(bytes).toString('hex');
  made.set(outputSha256, { log, decision, bytes });
  const file = await outlet.create(`flight-${outputSha256.slice(0, 12)}.toy`);
  try {
    for (let at = 0; at < bytes.length; at += 40_000) await file.write(bytes.subarray(at, at + 40_000));
    await soon();
    await onStage?.({ name: 'filtered' });
    await others('filtered');
    await onStage?.({ name: 'checked' });
    await authority.release(flight, decision, outputSha256);
    await others('released');
    await file.commit(manifestOf(decision, bytes.length, outputSha256));
  } finally {
    await file.discard();
  }
  return { decision, outputSha256, report: { categories: [] } } as unknown as FilterFileResult;
}

function manifestOf({ request, disclosure, because }: Decision<Request>, bytes: number, hash: string): Manifest {
  return {
    ...{ version: 1, purpose: request.purpose, recipient: request.recipient, format: 'toy' },
    disclosure: Object.entries(disclosure).map(([dimension, step]) => ({
      ...{ dimension: dimension as never, step, because: because[dimension as never] ?? 'none' },
    })),
    versions: { flightveil: '0.0.0', catalog: '0'.repeat(64), policy: '0'.repeat(64) },
    released: { categories: [], messages: [] },
    output: { bytes, sha256: hash },
  };
}
