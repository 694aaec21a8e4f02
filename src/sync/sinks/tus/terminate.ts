import type { Removal } from '../../sink.ts';
import { gravestOf, isOfCredentials } from '../http/delete.ts';
import { SinkFailure } from '../http/failure.ts';
import type { Ask } from './ask.ts';
import type { TusState } from './state.ts';

/** Statuses of a server that may say otherwise later, although they are below 500. */
const passing: readonly number[] = [408, 409, 423, 425, 429];

/** Removes one upload, finished or not (tus 1.0.0, termination extension). */
export async function terminate(ask: Ask, url: string, signal: AbortSignal): Promise<Removal> {
  try {
    const { status } = await ask({ method: 'DELETE', url, signal });
    if (status === 204) return 'removed';
    if (status === 404 || status === 410) return 'absent';
    if (status === 501) return 'kept';
    if (isOfCredentials(status)) return 'unknown';
    return status >= 400 && status < 500 && !passing.includes(status) ? 'kept' : 'unknown';
  } catch (error) {
    if (error instanceof SinkFailure || signal.aborted) return 'unknown';
    throw error;
  }
}

/** Removes all that the server has of a shipment; the answer is the worst of what became of each upload. */
export async function terminateAll(ask: Ask, state: TusState, signal: AbortSignal): Promise<Removal> {
  const urls = new Set([...state.done, ...state.left, ...(state.open ? [state.open.url] : [])]);
  const removals = new Set<Removal>(state.lost > 0 ? ['kept'] : []);
  for (const url of urls) removals.add(await terminate(ask, url, signal));
  return gravestOf(removals);
}
