import type { SinkFault } from '../sink.ts';
import { SinkFailure } from './http/failure.ts';

const reasons: ReadonlyMap<string, SinkFault['reason']> = new Map<string, SinkFault['reason']>([
  ['ENOSPC', 'no-space'],
  ['EDQUOT', 'no-space'],
  ['EACCES', 'not-writable'],
  ['EPERM', 'not-writable'],
  ['EROFS', 'not-writable'],
  ['ELOOP', 'not-writable'],
  ['EISDIR', 'not-writable'],
  ['EFBIG', 'too-large'],
]);
const EDQUOT = -122;

/** Runs one piece of work on the disk. @throws SinkFailure in place of the system's error, without its path */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Errors of ours have codes too, in small letters.
    if (!/^(?:E[A-Z0-9]+|Unknown system error .*)$/.test(code)) throw error;
    // Node has no name for this one.
    const isQuota = (error as { errno?: unknown }).errno === EDQUOT;
    const system = isQuota ? 'EDQUOT' : code;
    throw new SinkFailure(reasons.get(system) ?? 'unreachable', { facts: { system } });
  }
}
